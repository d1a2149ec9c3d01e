"""Recording what a program does to a folder of the disk, operation by operation.

What the store calls is replaced, in this process, by functions that call it and note it down:
everything in `os` that changes a file or a folder, and `os.fdopen`, whose own writing would not
pass by. Nobody need believe that nothing is missed: when all that was noted is done over again, the
outcome must be the folder as it is (`test_power_cut.py`).
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch


class Write(NamedTuple):
    """Bytes were written to a file, which are in the cache now."""

    node: int
    offset: int
    data: bytes


class Cut(NamedTuple):
    """A file was cut off, or made longer, to a size."""

    node: int
    size: int


class Sync(NamedTuple):
    """A file or folder was synced: it is on the disk."""

    node: int


class Make(NamedTuple):
    """A file or a folder was made."""

    node: int
    is_folder: bool


class Names(NamedTuple):
    """Names of a folder were given to files, or taken away, in one move."""

    folder: int
    names: dict[str, int | None]


class Told(NamedTuple):
    """The program told something; it is no operation of the disk."""

    what: Any


Operation = Write | Cut | Sync | Make | Names | Told

ROOT = 0  # the folder that is recorded


class Recorder:
    """What was done below a folder. Files are known by numbers, which outlive their names."""

    def __init__(self, root: Path, nodes: dict[str, int] | None = None) -> None:
        """Prepare a record.

        Args:
            root: the folder.
            nodes: the numbers of what is there already, by paths relative to the folder.
        """
        self.root = str(root)
        self.operations: list[Operation] = []
        self._nodes = {".": ROOT, **(nodes or {})}
        self._next = max(self._nodes.values()) + 1
        self._open: dict[int, tuple[int, bool]] = {}  # by descriptor: node, whether it appends

    def tell(self, what: Any) -> None:
        """Note something that the program tells."""
        self.operations.append(Told(what))

    def make(self, path: str, *, is_folder: bool = False) -> int:
        node = self._next
        self._next += 1
        self.operations.append(Make(node, is_folder))
        self.name(path, node)
        return node

    def name(self, path: str, node: int) -> None:
        self._nodes[path] = node
        self._names({path: node})

    def move(self, source: str, target: str) -> None:
        node = self._nodes.pop(source)
        self._nodes[target] = node
        self._names({source: None, target: node})

    def drop(self, path: str) -> None:
        del self._nodes[path]
        self._names({path: None})

    def node(self, path: str) -> int:
        return self._nodes[path]

    def knows(self, path: str) -> bool:
        return path in self._nodes

    def relative(self, path: Any) -> str | None:
        """Give a path as it is within the folder; None if it isn't."""
        if isinstance(path, int):
            return None
        inner = os.path.relpath(os.fsdecode(path), self.root)
        return None if inner.startswith("..") else inner

    def _names(self, names: dict[str, int | None]) -> None:
        (folder,) = {Path(path).parent.as_posix() for path in names}
        bare = {Path(path).name: node for path, node in names.items()}
        self.operations.append(Names(self._nodes[folder], bare))


@contextmanager
def recorded(recorder: Recorder) -> Iterator[Recorder]:
    """Note down what happens below a folder meanwhile."""
    names = [name for name in vars(_Calls) if not name.startswith("_")]
    calls = _Calls(recorder, {name: getattr(os, name) for name in names})
    with patch.multiple(os, **{name: getattr(calls, name) for name in names}):
        yield recorder


class _Calls:
    """The functions of `os` that change files, each noting what it has done."""

    def __init__(self, recorder: Recorder, real: dict[str, Any]) -> None:
        self._note = recorder
        self._real = real

    def open(self, path: Any, flags: int, mode: int = 0o777, **options: Any) -> int:
        inner = self._note.relative(path)
        descriptor = self._real["open"](path, flags, mode, **options)
        if inner is not None:
            is_new = not self._note.knows(inner)
            node = self._note.make(inner) if is_new else self._note.node(inner)
            if flags & os.O_TRUNC and not is_new:
                self._note.operations.append(Cut(node, 0))
            self._note._open[descriptor] = (node, bool(flags & os.O_APPEND))
        return descriptor

    def write(self, descriptor: int, data: Any) -> int:
        known = self._note._open.get(descriptor)
        if known is None:
            return self._real["write"](descriptor, data)
        node, appends = known
        whence = os.SEEK_END if appends else os.SEEK_CUR
        offset = os.lseek(descriptor, 0, whence)
        count = self._real["write"](descriptor, data)
        self._note.operations.append(Write(node, offset, bytes(data[:count])))
        return count

    def pwrite(self, descriptor: int, data: Any, offset: int) -> int:
        count = self._real["pwrite"](descriptor, data, offset)
        if descriptor in self._note._open:
            node = self._note._open[descriptor][0]
            self._note.operations.append(Write(node, offset, bytes(data[:count])))
        return count

    def fsync(self, descriptor: int) -> None:
        self._real["fsync"](descriptor)
        if descriptor in self._note._open:
            self._note.operations.append(Sync(self._note._open[descriptor][0]))

    def fdatasync(self, descriptor: int) -> None:
        self.fsync(descriptor)

    def ftruncate(self, descriptor: int, size: int) -> None:
        self._real["ftruncate"](descriptor, size)
        if descriptor in self._note._open:
            self._note.operations.append(Cut(self._note._open[descriptor][0], size))

    def close(self, descriptor: int) -> None:
        self._note._open.pop(descriptor, None)
        self._real["close"](descriptor)

    def fdopen(self, descriptor: int, *arguments: Any, **options: Any) -> Any:
        if descriptor not in self._note._open:
            return self._real["fdopen"](descriptor, *arguments, **options)
        mode, *buffer = arguments
        if mode == "rb":  # nothing can be written through it
            del self._note._open[descriptor]
            return self._real["fdopen"](descriptor, mode, *buffer, **options)
        assert mode == "wb"
        assert not options
        return io.BufferedWriter(_Writer(descriptor), *buffer)

    def rename(self, source: Any, target: Any) -> None:
        self._real["rename"](source, target)
        self._moved(source, target)

    def replace(self, source: Any, target: Any) -> None:
        self._real["replace"](source, target)
        self._moved(source, target)

    def link(self, source: Any, target: Any, **options: Any) -> None:
        self._real["link"](source, target, **options)
        inner, new = self._note.relative(source), self._note.relative(target)
        if inner is not None and new is not None:
            self._note.name(new, self._note.node(inner))

    def unlink(self, path: Any, **options: Any) -> None:
        self._real["unlink"](path, **options)
        inner = self._note.relative(path)
        if inner is not None:
            self._note.drop(inner)

    def remove(self, path: Any, **options: Any) -> None:
        self.unlink(path, **options)

    def mkdir(self, path: Any, mode: int = 0o777, **options: Any) -> None:
        self._real["mkdir"](path, mode, **options)
        inner = self._note.relative(path)
        if inner is not None:
            self._note.make(inner, is_folder=True)

    def _moved(self, source: Any, target: Any) -> None:
        inner, new = self._note.relative(source), self._note.relative(target)
        if inner is not None and new is not None:
            self._note.move(inner, new)


class _Writer(io.RawIOBase):
    """A file that is written by `os.write`, so that it is noted."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        return self._descriptor

    def write(self, data: Any) -> int:
        return os.write(self._descriptor, bytes(data))

    def close(self) -> None:
        if not self.closed:
            super().close()
            os.close(self._descriptor)

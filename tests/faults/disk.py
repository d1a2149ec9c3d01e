"""A disk as a power cut may leave it, which is not as the program saw it.

Until a file is synced, each sector of what was written may be on the disk or not, and its size may
be there before its bytes (which are NUL then). Until a folder is synced, a name that was given in
it may be there or not, whatever is known of the file it names. Nothing is assumed that POSIX
doesn't promise: no order, and no name that is saved along with its file.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterable
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path

from faults.recorder import ROOT, Cut, Make, Names, Operation, Sync, Told, Write

Tree = dict[str, bytes | None]
"""What a folder holds, by paths relative to it; None is a folder."""

_SECTORS = (512, 4096)


@dataclass
class _File:
    synced: bytes = b""
    pending: list[Write | Cut] = field(default_factory=list)

    def live(self) -> bytes:
        data = bytearray(self.synced)
        for operation in self.pending:
            _do(operation, data)
        return bytes(data)


@dataclass
class _Folder:
    synced: dict[str, int] = field(default_factory=dict)
    pending: list[dict[str, int | None]] = field(default_factory=list)

    def live(self) -> dict[str, int]:
        return _renamed(self.synced, self.pending)


class Disk:
    """A disk to which the operations of a record are done one after the other."""

    def __init__(self) -> None:
        self._files: dict[int, _File] = {}
        self._folders: dict[int, _Folder] = {ROOT: _Folder()}

    def copy(self) -> Disk:
        """Give another disk of the same state."""
        return deepcopy(self)

    def do(self, operation: Operation) -> None:
        """Do what was recorded."""
        match operation:
            case Make(node, is_folder):
                if is_folder:
                    self._folders[node] = _Folder()
                else:
                    self._files[node] = _File()
            case Write(node) | Cut(node):
                self._files[node].pending.append(operation)
            case Names(folder, names):
                self._folders[folder].pending.append(names)
            case Sync(node) if node in self._folders:
                self._folders[node] = _Folder(self._folders[node].live())
            case Sync(node):
                self._files[node] = _File(self._files[node].live())
            case Told():
                pass

    def live(self) -> Tree:
        """Give what a program sees."""
        return self._tree(_Folder.live, _File.live)

    def nodes(self) -> dict[str, int]:
        """Give the numbers of the files and folders that a program sees, by their paths."""
        return {path: node for path, node, _ in self._walk(_Folder.live)}

    def after_power_cuts(self, chance: random.Random, by_chance: int) -> Iterable[Tree]:
        """Give what may be left: the extremes first, then as many as are asked for by chance."""
        if not any(node.pending for node in (*self._files.values(), *self._folders.values())):
            return [self.live()]

        def names(folder: _Folder) -> dict[str, int]:
            if chance.random() < 0.5:  # in their order, as with a file system that keeps one
                return _renamed(folder.synced, folder.pending[: chance.randint(0, 9)])
            return _renamed(folder.synced, [n for n in folder.pending if chance.random() < 0.5])

        def data(file: _File) -> bytes:
            return _torn(file, chance)

        def old_names(folder: _Folder) -> dict[str, int]:
            return folder.synced

        def old_data(file: _File) -> bytes:
            return file.synced

        def size_only(file: _File) -> bytes:
            return file.synced.ljust(len(file.live()), b"\0")[: len(file.live())]

        extremes = [
            (old_names, old_data),
            (old_names, _File.live),
            (_Folder.live, old_data),
            (_Folder.live, size_only),
            (_Folder.live, _File.live),
        ]
        return [self._tree(*way) for way in (*extremes, *[(names, data)] * by_chance)]

    def _tree(
        self, names: Callable[[_Folder], dict[str, int]], data: Callable[[_File], bytes]
    ) -> Tree:
        tree: Tree = {}
        for path, node, is_folder in self._walk(names):
            tree[path] = None if is_folder else data(self._files[node])
        return tree

    def _walk(
        self, names: Callable[[_Folder], dict[str, int]], node: int = ROOT, above: str = ""
    ) -> Iterable[tuple[str, int, bool]]:
        for name, inner in names(self._folders[node]).items():
            yield above + name, inner, inner in self._folders
            if inner in self._folders:
                yield from self._walk(names, inner, f"{above}{name}/")


def put(tree: Tree, folder: Path) -> Path:
    """Make a folder hold just that, and give it."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for path, content in tree.items():
        if content is None:
            (folder / path).mkdir()
        else:
            (folder / path).write_bytes(content)
    return folder


def tree_of(folder: Path) -> Tree:
    """Say what a folder holds."""
    return {
        path.relative_to(folder).as_posix(): None if path.is_dir() else path.read_bytes()
        for path in folder.rglob("*")
    }


def _do(operation: Write | Cut, data: bytearray) -> None:
    if isinstance(operation, Cut):
        del data[operation.size :]
        data.extend(bytes(operation.size - len(data)))
    else:
        _put(data, operation.offset, operation.data)


def _put(data: bytearray, offset: int, added: bytes) -> None:
    data.extend(bytes(max(0, offset + len(added) - len(data))))
    data[offset : offset + len(added)] = added


def _renamed(names: dict[str, int], moves: Iterable[dict[str, int | None]]) -> dict[str, int]:
    result = dict(names)
    for move in moves:
        for name, node in move.items():
            if node is None:
                result.pop(name, None)
            else:
                result[name] = node
    return result


def _torn(file: _File, chance: random.Random) -> bytes:
    """Give a file of which any part of what is pending is on the disk."""
    data = bytearray(file.synced)
    for operation in file.pending:
        if isinstance(operation, Cut):
            if chance.random() < 0.5:
                _do(operation, data)
            continue
        end = operation.offset + len(operation.data)
        if chance.random() < 0.5:
            data.extend(bytes(max(0, end - len(data))))
        sector = chance.choice(_SECTORS)
        start = operation.offset
        while start < end:
            stop = min(end, start - start % sector + sector)
            if chance.random() < 0.5:
                part = operation.data[start - operation.offset : stop - operation.offset]
                _put(data, start, part)
            start = stop
    return bytes(data)

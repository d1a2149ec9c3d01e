"""What the commands without a screen write: data on standard output, messages on standard error."""

from __future__ import annotations

import codecs
import json
import os
import sys
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from hedgerow.store.files import write_whole
from hedgerow.store.problem import Problem, ProblemError, Remedy
from hedgerow.store.workspace import Workspace
from hedgerow.tui.problems import told
from hedgerow.tui.text.visible import visible, visible_json

DONE, WANTING = 0, 1
"""Exit codes: all done; failed, or something was found wanting."""


def complain(fault: Problem | str) -> None:
    """Tell a fault on standard error, on one line and with nothing a terminal would act on."""
    words = fault if isinstance(fault, str) else told(fault)
    try:
        sys.stderr.write(f"hedgerow: {visible(words)}\n")
        sys.stderr.flush()
    except OSError:  # full, or nobody reads it: the work goes on, and Python isn't to try again
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())
    for hear in _hearers:
        hear(fault)


_hearers: list[Callable[[Problem | str], None]] = []


def heard_by(hear: Callable[[Problem | str], None]) -> None:
    """Let every fault that is told be heard by somebody else, too: by the log, if one is kept."""
    _hearers.append(hear)


def put(data: str | bytes) -> None:
    """Write text, or data, to standard output.

    Raises:
        OSError: it takes no more; nothing of what was written is kept for another try.
    """
    with _naming_output():
        if isinstance(data, bytes):
            sys.stdout.buffer.write(data)
        else:
            sys.stdout.write(data)


def flush() -> None:
    """Send what has been written to standard output.

    Raises:
        OSError: as `put`.
    """
    with _naming_output():
        sys.stdout.flush()


@contextmanager
def _naming_output() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise  # the reader of a pipe has had enough: no fault of anyone's
    except OSError as error:
        # Python would try again at its end, and fail with words of its own.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise OSError(error.errno, error.strerror, "standard output") from error


def found_wanting(workspace: Workspace) -> int:
    """Exit with 1 where an article or a line was passed over; other remarks change nothing."""
    return WANTING if workspace.corpus.problems else DONE


def write_out(lines: Iterable[bytes], options: Namespace, workspace: Workspace) -> int:
    """Write to the file that was named, whole or not at all, or to standard output."""
    if options.output and options.output != "-":
        path = Path(options.output)
        refuse_what_it_lives_on(workspace, path)
        try:
            return write_whole(path, lines, replace=options.force)
        except FileExistsError as error:
            problem = Problem(options.output, "exists", Remedy.REPLACE)
            raise ProblemError(problem) from error
    count, out = 0, DataOutput()
    for line in lines:
        out.write(line)
        count += 1
    flush()
    return count


class DataOutput:
    """Standard output for JSON in UTF-8: bytes as they are, but for a terminal."""

    def __init__(self) -> None:
        """Look where it leads."""
        self._is_terminal = sys.stdout.isatty()

    def write(self, line: bytes) -> None:
        """Write a line. A terminal gets what it would act on as JSON's escapes: the same data."""
        if self._is_terminal:
            line = visible_json(line.decode(), ascii_only=not _speaks_utf8()).encode()
        put(line)


def write_record(record: object) -> None:
    """Write data as indented JSON, in which a terminal finds nothing it would act on."""
    text = json.dumps(record, ensure_ascii=False, indent=2)
    if sys.stdout.isatty() or not _speaks_utf8():
        text = visible_json(text, ascii_only=not _speaks_utf8())
    put(text + "\n")


def _speaks_utf8() -> bool:
    return codecs.lookup(sys.stdout.encoding or "ascii").name.startswith("utf")


def refuse_what_it_lives_on(workspace: Workspace, path: Path) -> None:
    """Never let an output take the place of what the corpus lives on.

    Raises:
        ProblemError: the file is an article, an annotation, the codebook, the index or the
            settings.
        OSError: the path leads to itself.
    """
    if workspace.lives_on(path):
        raise ProblemError(Problem(path, "belongs to the corpus", "name another file"))

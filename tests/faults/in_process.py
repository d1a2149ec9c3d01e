"""The commands without a screen, run in this process: hundreds a second, with all that they say."""

from __future__ import annotations

import io
import re
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple
from unittest.mock import patch

from hedgerow.tui.__main__ import main


class Ran(NamedTuple):
    """What came of a command; `escaped` is the end of the traceback, where there was one."""

    command: str
    status: int
    out: bytes
    told: str
    escaped: str = ""


class _Terminal(io.BytesIO):
    def isatty(self) -> bool:
        return True


def run(*arguments: object, stdin: bytes = b"", on_terminal: bool = False) -> Ran:
    """Run a command as a shell would, but for the process.

    Args:
        arguments: the command line.
        stdin: what stands on standard input.
        on_terminal: whether standard output is a terminal.
    """
    given = [str(argument) for argument in arguments]
    # As Python has them without a terminal: strict for data, lenient for messages.
    out = io.TextIOWrapper(_Terminal() if on_terminal else io.BytesIO(), "utf-8")
    told = io.TextIOWrapper(io.BytesIO(), "utf-8", errors="backslashreplace")
    status, escaped = 0, ""
    unforeseen: list[Exception] = []
    with (
        patched_streams(io.TextIOWrapper(io.BytesIO(stdin), "utf-8"), out, told),
        # The last resort of the program turns any fault into one line; here it is to be seen.
        patch("hedgerow.tui.cli.reporting.stopped", lambda error, _: unforeseen.append(error) or 1),
    ):
        try:
            status = main(given)
        except SystemExit as ended:
            status = ended.code if isinstance(ended.code, int) else 1
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            escaped = ended_by(error)
        if unforeseen:
            escaped = ended_by(unforeseen[0])
        out.flush()
        told.flush()
    said = told.buffer.getvalue().decode("utf-8")
    return Ran(given[0], status, out.buffer.getvalue(), said, escaped)


def ended_by(error: BaseException) -> str:
    """Name an exception by its type and by the innermost functions of the project it passed."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [f for f in frames if "/store/" in f.filename or "/tui/" in f.filename]
    places = [f"{f.filename.rpartition('/')[2]}:{f.name}" for f in own[-3:]]
    words = re.sub(r"\d+|“.*”|'.*'", "…", str(error).partition("\n")[0])[:60]
    return f"{type(error).__name__}: {words} in {' > '.join(places)}"


@contextmanager
def patched_streams(stdin: object, out: object, told: object) -> Iterator[None]:
    """Put streams in the place of the standard ones."""
    with (
        patch.object(sys, "stdin", stdin),
        patch.object(sys, "stdout", out),
        patch.object(sys, "stderr", told),
    ):
        yield

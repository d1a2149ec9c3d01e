"""The command that imports: it says whose lines they are before anything is written."""

from __future__ import annotations

import shutil
import sys
import tempfile
from argparse import Namespace
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from hedgerow.store.exchange import ImportChoice, ImportResult, import_lines, whose_lines
from hedgerow.store.files import IMPORT, TooLongError, lines_of
from hedgerow.store.problem import Problem, ProblemError
from hedgerow.store.workspace import Workspace
from hedgerow.tui.cli.output import complain, found_wanting
from hedgerow.tui.text.visible import visible

UNANSWERED = 2
"""Exit code: nothing was imported, since it wasn't said as whose."""

_IN_MEMORY = 8_000_000  # bytes of a pipe that are kept there before they go to a file

_MOST_NAMES = 12  # that are told on one line

_QUESTION = "yes takes them so; or: as NAME, only NAME; anything else takes none: "


def import_(options: Namespace, workspace: Workspace) -> int:
    """Read annotations from JSON Lines; others' only if that is wanted."""
    source = "standard input" if options.file == "-" else options.file
    to = (workspace.corpus, workspace.annotations, workspace.codebook)
    try:
        with _opened(options.file) as lines:
            choice = _choice(options, source, lines, workspace.annotations.annotator)
            if choice is None:
                return UNANSWERED
            lines.seek(0)
            for _ in lines_of(lines, IMPORT):
                pass  # one that is too long is met before anything is written
            lines.seek(0)
            result = import_lines(lines_of(lines, IMPORT), source, *to, choice)
    except TooLongError as error:
        remedy = "nothing was imported; take that line out, and import it again"
        raise ProblemError(Problem(source, str(error), remedy, error.number)) from error
    for problem in result.problems:
        workspace.corpus.tell(problem)
    sys.stderr.write(f"hedgerow: {_told(result)}\n")
    return found_wanting(workspace)


@contextmanager
def _opened(file: str) -> Iterator[IO[bytes]]:
    """Open a file, or keep what comes through a pipe: it is read twice."""
    if file == "-":
        with _kept(sys.stdin.buffer) as kept:
            yield kept
        return
    with Path(file).open("rb") as lines:
        if lines.seekable():
            yield lines
            return
        with _kept(lines) as kept:
            yield kept


@contextmanager
def _kept(lines: IO[bytes]) -> Iterator[IO[bytes]]:
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as kept:
        shutil.copyfileobj(lines, kept)
        kept.seek(0)
        yield kept


def _choice(
    options: Namespace, source: str, lines: IO[bytes], importer: str
) -> ImportChoice | None:
    """Find out which lines are wanted, and as whose; None for none."""
    if options.yes or options.only or options.under:
        return ImportChoice(frozenset(options.only), options.under)
    whose = whose_lines(lines_of(lines, IMPORT))
    if not whose.keys() - {importer, ""}:
        return ImportChoice()
    told = visible(f"{source}: {_listed(whose)}")
    if options.file == "-" or sys.stdin is None or not sys.stdin.isatty():
        complain(f"{told}; nothing was imported; say --as NAME, --only NAME or --yes")
        return None
    sys.stderr.write(f"hedgerow: {told}\n{_QUESTION}")
    sys.stderr.flush()
    choice = _answered(sys.stdin.buffer.readline().decode("utf-8", "replace"))
    if choice is None:
        complain("nothing was imported")
    return choice


def _listed(whose: Counter[str]) -> str:
    """Say whose lines there are: "12 of ann, 3 of bob"."""
    names = sorted(name for name in whose if name)
    parts = [f"{whose[name]:,} of {name}" for name in names[:_MOST_NAMES]]
    if rest := names[_MOST_NAMES:]:
        parts.append(f"{sum(whose[name] for name in rest):,} of {len(rest):,} others")
    if whose[""]:
        parts.append(f"{whose['']:,} that name nobody")
    return ", ".join(parts)


def _answered(answer: str) -> ImportChoice | None:
    word, _, name = answer.strip().removeprefix("--").partition(" ")
    name = name.strip()
    if word.lower() in ("y", "yes") and not name:
        return ImportChoice()
    if word == "as" and name:
        return ImportChoice(under=name)
    if word == "only" and name:
        return ImportChoice(only=frozenset({name}))
    return None


def _told(result: ImportResult) -> str:
    """Say what an import has done."""
    parts = [f"{result.added:,} annotations imported"]
    if result.verdicts:
        parts.append(f"{result.verdicts:,} verdicts on them")
    if result.claimed:
        parts.append(
            f"{result.claimed:,} of these not yours, so they are kept and count for nobody"
        )
    if result.updated:
        parts.append(f"{result.updated:,} of yours brought up to date")
    parts.append(f"{result.known:,} known already")
    if result.passed_over:
        parts.append(f"{result.passed_over:,} of others passed over")
    if result.refused:
        parts.append(f"{result.refused:,} refused")
    return ", ".join(parts)

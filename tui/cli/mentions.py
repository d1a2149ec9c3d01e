"""`hedgerow mentions`: who says what and when, a line an article."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from hedgerow.store.corpus import Corpus
from hedgerow.store.problem import Problem, ProblemError
from hedgerow.store.workspace import Workspace
from hedgerow.tui.cli.output import (
    DONE,
    WANTING,
    DataOutput,
    complain,
    flush,
    refuse_what_it_lives_on,
)

if TYPE_CHECKING:
    from hedgerow.store.exchange import MentionsOutcomes, MentionsRun


class Writable(Protocol):
    """Whatever takes lines."""

    def write(self, line: bytes, /) -> object:
        """Take a line."""


def mentions(options: Namespace, workspace: Workspace) -> int:
    """Write speakers, attributions and dates, a line an article."""
    from hedgerow.store.exchange import MentionsRun, dates_set_by_readers

    corpus = workspace.corpus
    given, unusable, problems = dates_set_by_readers(corpus, workspace.annotations)
    for problem in problems:
        corpus.tell(problem)
    run = MentionsRun(
        corpus,
        workspace.extraction.extractor,
        options.published,
        options.suggestions,
        given,
        unusable,
    )
    if not options.output or options.output == "-":
        return _write_mentions(run.outcomes(jobs=options.jobs), DataOutput(), options, corpus)
    path = Path(options.output)
    refuse_what_it_lives_on(workspace, path)
    if path.exists() and not path.is_file() and not path.is_dir():
        with path.open("wb") as device:  # a pipe: nothing stays there that could be gone on with
            return _write_mentions(run.outcomes(jobs=options.jobs), device, options, corpus)
    return _write_mentions_file(run, path, options, corpus)


def _write_mentions_file(run: MentionsRun, path: Path, options: Namespace, corpus: Corpus) -> int:
    """Write to a file that keeps what is there, if the run is broken off."""
    from hedgerow.store.exchange import ForeignLineError, known_mentions_line
    from hedgerow.store.files import PartialFile

    with PartialFile(path, resume=options.resume, replace=options.force) as file:
        try:
            outcomes = run.outcomes(file.lines(known_mentions_line), options.jobs)
            status = _write_mentions(outcomes, file, options, corpus)
            file.finish()
        except ForeignLineError as error:
            problem = Problem(file.shown_draft, error.what, "--force begins anew", error.number)
            raise ProblemError(problem) from error
        finally:
            if file.is_left:
                there = f"{file.kept + file.written:,} lines are kept in {file.shown_draft}"
                complain(f"{there}; the same command with --resume goes on from there")
    passed_over = len(corpus) - file.kept - file.written
    told = f"{file.kept + file.written:,} articles written to {path}"
    told += f", {file.kept:,} of them by an earlier run" if file.kept else ""
    complain(told + (f"; {passed_over:,} passed over" if passed_over else ""))
    return status


def _write_mentions(
    outcomes: MentionsOutcomes, file: Writable, options: Namespace, corpus: Corpus
) -> int:
    """Write the line of each article, tell its faults at once, and show how far it has come."""
    from contextlib import closing

    from hedgerow.tui.cli.progress import Progress

    to_file = options.output not in (None, "-")
    is_shown = sys.stderr.isatty() and (to_file or not sys.stdout.isatty())
    status = WANTING if corpus.problems else DONE
    with (
        _naming_jobs(options.jobs),
        closing(outcomes),
        Progress(len(corpus), shown=is_shown) as progress,
    ):
        for outcome in outcomes:
            for problem in outcome.problems:
                progress.clear()
                complain(problem)
                status = WANTING
            if outcome.line:
                file.write(outcome.line)
            progress.advance()
    if not to_file:
        flush()
    return status


@contextmanager
def _naming_jobs(jobs: int) -> Iterator[None]:
    """Tell of a process that was ended by the option that has begun it."""
    from hedgerow.store.processes import EndedError

    try:
        yield
    except EndedError as error:
        what = f"one of {jobs} processes was ended from outside, perhaps for want of memory"
        raise ProblemError(Problem(f"--jobs {jobs}", what, "try again with fewer")) from error

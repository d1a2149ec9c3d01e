"""What the commands without a screen write: data on standard output, messages on standard error."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable, Iterable
from pathlib import Path

from hedgerow.store.corpus import Corpus
from hedgerow.store.files import write_whole
from hedgerow.store.problem import Problem, ProblemError
from hedgerow.store.workspace import Workspace
from hedgerow.tui.text.visible import visible

DONE, WANTING = 0, 1
"""Exit codes: all done; failed, or something was found wanting."""


def complain(problem: object) -> None:
    """Tell a fault on standard error, on one line and with nothing a terminal would act on."""
    sys.stderr.write(f"hedgerow: {visible(str(problem))}\n")
    for hear in _hearers:
        hear(problem)


_hearers: list[Callable[[object], None]] = []


def heard_by(hear: Callable[[object], None]) -> None:
    """Let every fault that is told be heard by somebody else, too: by the log, if one is kept."""
    _hearers.append(hear)


def found_wanting(workspace: Workspace) -> int:
    """Exit with 1 where an article or a line was passed over; other remarks change nothing."""
    return WANTING if workspace.corpus.problems else DONE


def write_out(lines: Iterable[bytes], options: Namespace, workspace: Workspace) -> int:
    """Write to the file that was named, whole or not at all, or to standard output."""
    if options.output and options.output != "-":
        path = Path(options.output)
        refuse_what_belongs_to(workspace.corpus, path)
        try:
            return write_whole(path, lines, replace=options.force)
        except FileExistsError as error:
            problem = Problem(options.output, "exists", "--force replaces it")
            raise ProblemError(problem) from error
    count = 0
    for line in lines:
        sys.stdout.buffer.write(line)
        count += 1
    sys.stdout.buffer.flush()
    return count


def refuse_what_belongs_to(corpus: Corpus, path: Path) -> None:
    """Never let an output take the place of an article.

    Raises:
        ProblemError: the file belongs to the corpus.
    """
    if corpus.holds(path):
        raise ProblemError(Problem(path, "belongs to the corpus", "name another file"))

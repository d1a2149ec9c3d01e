"""Runs the commands without a screen."""

from __future__ import annotations

import io
import sys
from argparse import Namespace
from collections.abc import Callable

from hedgerow.store.problem import ProblemError
from hedgerow.store.workspace import Workspace
from hedgerow.tui.cli.opening import open_workspace
from hedgerow.tui.cli.output import WANTING, complain, flush


def run(options: Namespace) -> int:
    """Run a command on a corpus, and tell every fault that was met."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a bar or a name that it can't show stops nothing
    if options.command == "convert":
        return _without_corpus(options)
    try:
        workspace = open_workspace(options)
    except ProblemError as error:
        complain(error.problem)
        return WANTING
    try:
        status = _command(options)(options, workspace)
        flush()  # what can't be sent is told now, not at the very end
    except ProblemError as error:
        complain(error.problem)
        status = WANTING
    except BrokenPipeError:
        raise  # the reader of a pipe has had enough: no fault of anyone's
    except OSError as error:
        complain(f"{error.filename or options.corpus}: {error.strerror}; check who may write there")
        status = WANTING
    for problem in (*workspace.problems, *workspace.remarks):
        complain(problem)
    return status


def _without_corpus(options: Namespace) -> int:
    """Run the one command that works on no corpus, but makes one."""
    from hedgerow.tui.cli.converting import convert

    try:
        return convert(options)
    except ProblemError as error:
        complain(error.problem)
    except BrokenPipeError:
        raise
    except OSError as error:
        complain(f"{error.filename or options.output}: {error.strerror}; check who may write there")
    return WANTING


def _command(options: Namespace) -> Callable[[Namespace, Workspace], int]:
    """Find what does the command, and load nothing else."""
    if options.command == "mentions":
        from hedgerow.tui.cli.mentions import mentions

        return mentions
    if options.command == "import":
        from hedgerow.tui.cli.importing import import_

        return import_
    if options.command in ("agreement", "stats"):
        from hedgerow.tui.cli import figures

        return {"agreement": figures.agreement, "stats": figures.stats}[options.command]
    from hedgerow.tui.cli import commands

    return {
        "export": commands.export,
        "tag": commands.tag_passage,
        "check": commands.check,
        "review": commands.list_queues,
    }[options.command]

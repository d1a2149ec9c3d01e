"""What the command line names, opened: the corpus, and the app where the command has a screen."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from hedgerow.store.corpus import ReadAs
from hedgerow.store.problem import ProblemError
from hedgerow.store.workspace import Settings, Workspace, load_settings
from hedgerow.tui.cli.queues import queue_of, sample_of
from hedgerow.tui.commands import taken_keys
from hedgerow.tui.problems import told
from hedgerow.tui.text.visible import visible

if TYPE_CHECKING:
    from hedgerow.store.review import Queue
    from hedgerow.tui.app import HedgerowApp


def open_workspace(options: Namespace, *, find: bool = True) -> Workspace:
    """Open the corpus that the command line names.

    Args:
        options: the command line.
        find: whether to look for its articles now.

    Raises:
        ProblemError: there is none.
    """
    settings = load_settings()
    return Workspace(
        options.corpus,
        annotations=options.annotations,
        annotator=options.annotator,
        largest=options.max_size * 1_000_000 if options.max_size else None,
        taken_keys=taken_keys(),
        settings=settings,
        read_as=_read_as(options, settings),
        find=find,
    )


def _read_as(options: Namespace, settings: Settings) -> ReadAs:
    """Put what the command line says of reading before what the settings say."""
    fields = {**settings.fields, **dict(options.fields)}
    return ReadAs(tuple(sorted(fields.items())), options.encoding or settings.encoding)


def run_app(options: Namespace) -> int:
    """Open the reader, or what `review` begins with, until the user quits.

    Returns:
        The exit code.
    """
    if not sys.stdin.isatty() or not sys.stdout.isatty():
        return _refuse("the reader needs a terminal; `hedgerow --help` lists the rest")
    try:
        workspace = open_workspace(options, find=False)
    except ProblemError as error:
        return _refuse(told(error.problem))
    if options.command == "review" and (fault := _unknown_in(queue_of(options), workspace)):
        return _refuse(fault)
    app = _app(options, workspace)
    app.report = partial(_report, options.given)
    app.run()
    if options.log is not None:
        from hedgerow.tui.cli.reporting import log_problem

        for problem in workspace.problems:
            log_problem(problem)
    if app.failure is not None:
        from hedgerow.tui.cli.reporting import stopped

        return stopped(app.failure, options.given, app.last_actions)
    return app.return_code or 0


def _report(given: Sequence[str], error: Exception, actions: Iterable[str]) -> Path:
    from hedgerow.tui.cli.reporting import report

    return report(given, error, actions)


def _refuse(why: str) -> int:
    sys.stderr.write(f"hedgerow: {visible(why)}\n")
    return 1


def _app(options: Namespace, workspace: Workspace) -> HedgerowApp:
    from hedgerow.tui.app import HedgerowApp
    from hedgerow.tui.beginning import Adjudicated, Beginning

    if options.command != "review":
        return HedgerowApp(workspace, light=options.light)
    if options.disagreements or options.between:
        asked = Adjudicated(tuple(options.between), options.label or None)
        begins_with = Beginning(adjudicates=asked)
    elif options.second_look:
        begins_with = Beginning(second_look=sample_of(options))
    else:
        begins_with = Beginning(review=queue_of(options))
    return HedgerowApp(workspace, light=options.light, begins_with=begins_with)


def _unknown_in(queue: Queue, workspace: Workspace) -> str | None:
    """Say what a queue names that the corpus doesn't have; None where there is nothing such."""
    if queue.label and queue.label not in workspace.codebook:
        names = ", ".join(label.name for label in workspace.codebook.labels)
        return f"no label “{queue.label}”; there are: {names}"
    if queue.article and queue.article not in workspace.corpus:
        return f"no article “{queue.article}”; the library lists the ids there are"
    return None

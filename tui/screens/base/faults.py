"""What there is to tell of a corpus, as the lines of a page: faults, what was not read, and how."""

from __future__ import annotations

from collections.abc import Iterator

from hedgerow.store.workspace import Workspace
from hedgerow.tui.problems import told
from hedgerow.tui.screens.base.page import Line


def fault_lines(workspace: Workspace) -> list[Line]:
    """Give what is known by now."""
    return [*_lines(workspace)]


def _lines(workspace: Workspace) -> Iterator[Line]:
    folder = workspace.corpus.folder
    problems = workspace.problems
    for problem in problems:
        yield Line(f"• {told(problem, folder)}")
    if not problems:
        yield Line("No faults were met.")
    if unread := workspace.unread:
        yield Line("Not read", is_heading=True)
        for one in unread:
            yield Line(f"• {told(one.problem(), folder)}")
    if remarks := workspace.remarks:
        yield Line("What was taken for what", is_heading=True)
        for problem in remarks:
            yield Line(f"• {told(problem, folder)}")

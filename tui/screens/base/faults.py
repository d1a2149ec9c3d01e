"""What there is to tell of a corpus, as the lines of a page: faults, what was not read, and how."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from hedgerow.store.corpus import Unread
from hedgerow.store.workspace import Workspace
from hedgerow.tui.problems import told, way_out
from hedgerow.tui.screens.base.page import PageLine

_NAMED: Final = 4  # kinds of files that a message names


def unread_in_brief(unread: Sequence[Unread]) -> str:
    """Tell on a line what was not read and may hold articles: those first that have one way out.

    Args:
        unread: what was not read, at least one kind.
    """
    ways: dict[str, list[Unread]] = {}
    for one in unread:
        ways.setdefault(way_out(one.problem()), []).append(one)
    way, first = max(ways.items(), key=lambda pair: sum(one.count for one in pair[1]))
    named = ", ".join(str(one.problem().where) for one in first[:_NAMED])
    more = ", …" if first[_NAMED:] else ""
    return f"Not read: {named}{more}: {way}"


def fault_lines(workspace: Workspace) -> list[PageLine]:
    """Give what is known by now."""
    return [*_lines(workspace)]


def _lines(workspace: Workspace) -> Iterator[PageLine]:
    folder = workspace.corpus.folder
    problems = workspace.problems
    for problem in problems:
        yield PageLine(f"• {told(problem, folder)}")
    if not problems:
        yield PageLine("No faults were met.")
    if unread := workspace.unread:
        yield PageLine("Not read", is_heading=True)
        for one in unread:
            yield PageLine(f"• {told(one.problem(), folder)}")
    if remarks := workspace.remarks:
        yield PageLine("What was taken for what", is_heading=True)
        for problem in remarks:
            yield PageLine(f"• {told(problem, folder)}")

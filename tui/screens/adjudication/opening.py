"""Opening an adjudication, and what is said of it when it is done."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from hedgerow.store.adjudication import AdjudicationSession
from hedgerow.store.problem import Problem, ProblemError
from hedgerow.store.workspace import Workspace
from hedgerow.tui.screens.base.work import WorkScreen

if TYPE_CHECKING:
    from hedgerow.tui.screens.base.page import Line


def open_session(
    workspace: Workspace, annotators: Sequence[str] = (), label: str | None = None
) -> AdjudicationSession:
    """Find the places where annotators differ.

    Raises:
        ProblemError: what has been marked can't be read, or fewer than two have marked it.
    """
    problems: list[Problem] = []
    session = AdjudicationSession(
        workspace.corpus,
        workspace.read,
        workspace.annotations,
        workspace.history,
        annotators=annotators,
        label=label,
        problems=problems,
    )
    for problem in problems:
        workspace.corpus.tell(problem)
    return session


async def adjudicate(
    screen: WorkScreen,
    workspace: Workspace,
    annotators: Sequence[str] = (),
    *,
    label: str | None = None,
    at: Collection[str] = (),
) -> None:
    """Open an adjudication over a screen, or tell on it why there can be none.

    Args:
        screen: the screen that it is opened from.
        workspace: the corpus; its annotator is the adjudicator.
        annotators: whose tags are compared; all who have any without it.
        label: only places at which somebody has given this label.
        at: ids of annotations; it begins at the place that has one of them.
    """
    screen.tell("Looking for places where annotators differ …")
    try:
        session = await asyncio.to_thread(open_session, workspace, annotators, label)
    except ProblemError as error:
        screen.tell_problem(error.problem)
        return
    screen.end_hint()
    if at:
        session.go_to(at)
    from hedgerow.tui.screens.adjudication.screen import AdjudicationScreen

    screen.app.push_screen(AdjudicationScreen(workspace, session))


def in_words(names: Sequence[str]) -> str:
    """Name several people: "ann, ben and cem"."""
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)


def summary(session: AdjudicationSession) -> Iterator[Line]:
    """Say what has been decided, and what to do with it."""
    from hedgerow.tui.screens.base.page import Line

    places = "1 place" if session.done == 1 else f"{session.done:,} places"
    yield Line(f"{places} decided where {in_words(session.annotators)} differ")
    for way, number in session.decisions.most_common():
        yield Line(way, str(number))
    if session.agreed:
        yield Line("marked alike by all, not accepted yet (A accepts them)", f"{session.agreed:,}")
    yield Line("")
    yield Line("`hedgerow export --verdict adjudicated` writes the results with their provenance.")
    yield Line("What was decided is listed by D in the library.")

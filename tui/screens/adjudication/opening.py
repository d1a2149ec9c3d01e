"""Opening an adjudication over another screen."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Sequence

from hedgerow.store.adjudication import open_session
from hedgerow.store.problem import ProblemError
from hedgerow.store.workspace import Workspace
from hedgerow.tui.screens.base.work import WorkScreen


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

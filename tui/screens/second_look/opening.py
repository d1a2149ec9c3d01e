"""Opening a second look over another screen."""

from __future__ import annotations

import asyncio

from hedgerow.store.problem import ProblemError
from hedgerow.store.second_look import SecondLookSample, open_session
from hedgerow.store.workspace import Workspace
from hedgerow.tui.screens.base.work import WorkScreen


async def second_look(screen: WorkScreen, workspace: Workspace, sample: SecondLookSample) -> None:
    """Open a second look over a screen, or tell on it why there can be none."""
    screen.tell("Looking for your older tags …")
    try:
        session = await asyncio.to_thread(open_session, workspace, sample)
    except ProblemError as error:
        screen.tell_problem(error.problem)
        return
    from hedgerow.tui.screens.second_look.screen import SecondLookScreen

    screen.app.push_screen(SecondLookScreen(workspace, session, sample))

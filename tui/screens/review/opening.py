"""Opening a review over another screen."""

from __future__ import annotations

from hedgerow.store.review import Pool, Queue
from hedgerow.store.workspace import Workspace
from hedgerow.tui.screens.base.work import WorkScreen
from hedgerow.tui.screens.review.looking import begin_session


async def review(
    screen: WorkScreen, workspace: Workspace, queue: Queue, pool: Pool | None = None
) -> None:
    """Open a review session over a screen, or tell on it why there can be none."""
    from hedgerow.tui.screens.review.screen import ReviewScreen

    session = await begin_session(screen, workspace, queue, pool=pool)
    if session is not None:
        screen.app.push_screen(ReviewScreen(workspace, session))

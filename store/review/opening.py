"""Opening a review on a workspace: what it takes is read, with word of how far that has come."""

from __future__ import annotations

from collections.abc import Callable

from hedgerow.store.review.bookmark import ReviewPlaces
from hedgerow.store.review.pool import Pool
from hedgerow.store.review.queue import Queue
from hedgerow.store.review.session import ReviewSession
from hedgerow.store.workspace import Workspace


def pool_of(workspace: Workspace) -> Pool:
    """Give access to all that could be reviewed in a workspace's corpus; nothing is read yet."""
    return Pool(
        workspace.annotations,
        workspace.corpus,
        about=workspace.about,
        lost=workspace.lost,
        proposals=workspace.proposals(),
    )


def open_session(
    workspace: Workspace,
    queue: Queue,
    *,
    again: bool = False,
    pool: Pool | None = None,
    told: Callable[[int, int], None] | None = None,
) -> ReviewSession:
    """Start or resume a session on a workspace.

    Args:
        workspace: where it goes on.
        queue: what is reviewed.
        again: offer what has a verdict, too, if the session is a new one.
        pool: what has been gathered already.
        told: hears how many articles have been looked at, of how many; it raises an error of its
            own to give the search up.

    Raises:
        ProblemError: what has been marked can't be read.
        OSError: the queue's name can't be saved.
    """
    pool = pool or pool_of(workspace)
    places = ReviewPlaces(workspace.annotations)
    meant = places.resume(queue.for_reviewer(workspace.annotations.annotator)).queue
    for done, total in pool.gather(meant):
        if told is not None:
            told(done, total)
    session = ReviewSession(
        workspace.annotations,
        workspace.corpus,
        queue=queue,
        again=again,
        history=workspace.history,
        proposals=workspace.proposals(),
        pool=pool,
    )
    if session.queue.name and session.items:
        session.keep()
    session.look_ahead()
    return session

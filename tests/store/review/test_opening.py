"""Opening a review on a workspace: what is told meanwhile, what is kept, and giving it up."""

from __future__ import annotations

import pytest

from hedgerow.store.review import Queue, ReviewPlaces, open_session, pool_of
from hedgerow.store.span import Span
from hedgerow.store.tagging import tag
from hedgerow.store.workspace import Workspace

FIRST, SECOND = "000_a3fc5418d35ef088", "001_40ebd96be52325bb"


class LeftError(Exception):
    """Raised by who doesn't want to wait."""


@pytest.fixture
def workspace(corpus):
    """Three tags of ann's, in two articles."""
    workspace = Workspace(corpus, annotator="ann")
    for article, start, label in ((SECOND, 0, "hedge"), (SECOND, 40, "claim"), (FIRST, 0, "claim")):
        read = workspace.read(article)
        span = Span(start, start + 20)
        made = tag(read, span, label, annotator="ann", codebook=workspace.codebook)
        workspace.history.save(article, made.brief, {made.id: made.document()})
    return workspace


def test_a_session_stands_at_the_first_tag_and_its_steps_can_be_undone_in_the_workspace(workspace):
    session = open_session(workspace, Queue())
    assert session.current is not None
    assert (session.current.article, session.total) == (FIRST, 3)
    change = session.judge("accept")
    assert workspace.history.newest == change


def test_the_one_who_waits_hears_how_many_articles_have_been_looked_at(workspace):
    heard = []
    open_session(workspace, Queue(suggested=True), told=lambda *so_far: heard.append(so_far))
    assert heard[-1] == (5, 5)


def test_what_the_one_who_waits_raises_gives_the_search_up_and_nothing_is_kept(workspace):
    heard = []

    def give_up(*so_far: int) -> None:
        heard.append(so_far)
        raise LeftError

    with pytest.raises(LeftError):
        open_session(workspace, Queue("claim", name="monday"), told=give_up)
    assert len(heard) == 1
    assert not list(ReviewPlaces(workspace.annotations).named())


def test_a_name_keeps_the_queue_from_the_beginning(workspace):
    open_session(workspace, Queue("claim", name="monday"))
    resumed = open_session(workspace, Queue(name="monday"))
    assert (resumed.queue.label, resumed.total) == ("claim", 2)


def test_an_empty_queue_is_not_kept(workspace):
    open_session(workspace, Queue("stance", name="monday"))
    assert not list(ReviewPlaces(workspace.annotations).named())


def test_what_has_been_judged_is_offered_again_only_if_asked_for(workspace):
    session = open_session(workspace, Queue())
    while session.current is not None:
        session.judge("accept")
    assert open_session(workspace, Queue()).items == []
    assert len(open_session(workspace, Queue(), again=True).items) == 3


def test_what_a_pool_has_gathered_is_not_read_again(workspace):
    pool = pool_of(workspace)
    list(pool.gather(Queue()))
    heard = []
    session = open_session(workspace, Queue(), pool=pool, told=lambda *it: heard.append(it))
    assert (session.total, heard) == (3, [])

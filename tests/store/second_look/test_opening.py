"""Opening a second look on a workspace."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hedgerow.store.second_look import SecondLookSample, open_session
from hedgerow.store.span import Span
from hedgerow.store.tagging import tag
from hedgerow.store.workspace import Workspace

ARTICLE = "001_40ebd96be52325bb"
LONG_AGO = "2020-01-01T00:00:00.000000Z"
NOW = SecondLookSample(days=0)


@pytest.fixture
def workspace(corpus):
    """An old tag of ann's, one of today, and one of ben's."""
    for who, start, changes in (
        ("ann", 0, {"created": LONG_AGO, "modified": LONG_AGO}),
        ("ann", 600, {}),
        ("ben", 1200, {"created": LONG_AGO, "modified": LONG_AGO}),
    ):
        workspace = Workspace(corpus, annotator=who)
        read = workspace.read(ARTICLE)
        span = Span(start, start + 20)
        made = tag(read, span, "claim", annotator=who, codebook=workspace.codebook)
        made = replace(made, **changes)
        workspace.history.save(ARTICLE, made.brief, {made.id: made.document()})
    return Workspace(corpus, annotator="ann")


def test_the_sample_says_which_of_the_annotators_own_tags_are_offered(workspace):
    assert len(open_session(workspace, SecondLookSample()).places) == 1
    assert len(open_session(workspace, NOW).places) == 2


def test_a_session_that_was_begun_is_resumed_whatever_the_sample(workspace):
    session = open_session(workspace, NOW)
    session.skip()
    resumed = open_session(workspace, SecondLookSample())
    assert (len(resumed.places), resumed.skipped) == (2, 1)
    assert resumed.current == session.current


def test_answers_can_be_undone_in_the_workspace(workspace):
    change = open_session(workspace, NOW).choose_nothing(workspace.read(ARTICLE))
    assert workspace.history.newest == change

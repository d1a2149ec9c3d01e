"""Opening an adjudication on a workspace."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hedgerow.store.adjudication import open_session
from hedgerow.store.problem import ProblemError
from hedgerow.store.span import Span
from hedgerow.store.tagging import tag
from hedgerow.store.workspace import Workspace

ARTICLE = "001_40ebd96be52325bb"


def mark(corpus, who: str, start: int, label: str = "claim", **changes) -> None:
    workspace = Workspace(corpus, annotator=who)
    read = workspace.read(ARTICLE)
    span = Span(start, start + 20)
    made = tag(read, span, label, annotator=who, codebook=workspace.codebook)
    made = replace(made, **changes)
    workspace.history.save(ARTICLE, made.brief, {made.id: made.document()})


@pytest.fixture
def dora(corpus):
    """The adjudicator of ann, ben and cem, who differ at one place, and ann and ben at another."""
    for who, label in (("ann", "claim"), ("ben", "hedge"), ("cem", "claim")):
        mark(corpus, who, 0, label)
    mark(corpus, "ann", 60, "stance")
    return Workspace(corpus, annotator="dora")


def test_all_are_compared_unless_some_are_named(dora):
    assert open_session(dora).annotators == ("ann", "ben", "cem")
    assert len(open_session(dora, ("ann", "ben")).places) == 2
    assert len(open_session(dora, ("ben", "cem")).places) == 1


def test_a_label_leaves_out_places_at_which_nobody_has_given_it(dora):
    (place,) = open_session(dora, label="stance").places
    assert place.labels == {"stance"}


def test_decisions_can_be_undone_in_the_workspace(dora):
    change = open_session(dora).decide("neither")
    assert dora.history.newest == change


def test_a_tag_whose_passage_is_not_certain_is_told_the_workspace(corpus, dora):
    mark(corpus, "ben", 100, text_sha256="0" * 64, quote="q" * 20)
    open_session(dora)
    (told,) = dora.problems
    assert "is orphaned" in str(told)


def test_one_alone_can_not_differ(corpus):
    mark(corpus, "ann", 0)
    with pytest.raises(ProblemError, match="only ann has marked anything"):
        open_session(Workspace(corpus, annotator="dora"))

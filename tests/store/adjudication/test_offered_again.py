"""Decisions that are offered again, since something has changed."""

from __future__ import annotations

from hedgerow.store.adjudication import (
    DECIDED_NEITHER,
)
from hedgerow.store.adjudication.decisions import decisions_of
from hedgerow.store.span import Span
from hedgerow.store.tagging import respan
from tests.store.adjudication.annotators import SECOND, Someone, adjudicated, differing, session


def test_a_decision_whose_original_has_changed_is_offered_again_and_says_so(corpus, ann, ben):
    key, _ = differing(corpus, ann, ben)
    session(corpus).decide("a")
    ann.change(key, label="hedge")
    again = session(corpus)
    assert again.current.news == "ann has changed their tag since"
    again.decide("b", "now ben's")
    assert [line["end"] for line in adjudicated(corpus)] == [45]
    assert len(decisions_of(again.workspace.annotations, SECOND)) == 1


def test_a_memo_changes_nothing_that_was_decided(corpus, ann, ben):
    key, _ = differing(corpus, ann, ben)
    session(corpus).decide("a")
    ann.change(key, memo="later")
    assert session(corpus).current is None


def test_a_decision_holds_again_when_the_change_is_taken_back(corpus, ann, ben):
    key, _ = differing(corpus, ann, ben)
    session(corpus).decide("a")
    ann.change(key, label="hedge")
    ann.workspace.history.undo()
    assert session(corpus).current is None


def test_a_tag_that_has_gone_opens_its_place_again(corpus, ann, ben):
    _, key = differing(corpus, ann, ben)
    ben.tag(300, 320)
    session(corpus).decide("b")
    ben.remove(key)
    assert session(corpus).current.news == "ben has removed their tag since"


def test_when_all_tags_have_gone_the_decision_can_be_withdrawn(corpus, ann, ben):
    keys = differing(corpus, ann, ben)
    ann.tag(300, 320)
    ben.tag(300, 320)
    session(corpus).decide("a")
    for who, key in zip((ann, ben), keys, strict=True):
        who.remove(key)
    one = session(corpus)
    assert one.current.news == "every tag there has been removed since"
    one.decide(DECIDED_NEITHER)
    assert adjudicated(corpus) == []
    assert one.places == []


def test_a_new_tag_opens_a_place_again(corpus, ann, ben):
    ann.tag(9, 40)
    ben.tag(200, 220)
    one = session(corpus)
    one.decide("a")
    one.decide("b")
    ben.tag(9, 44)
    assert session(corpus).current.news == "ben has a tag here now"


def test_a_tag_that_is_compared_with_another_now_opens_its_place_again(corpus, ann, ben):
    differing(corpus, ann, ben)
    session(corpus).decide("b")
    ben.tag(9, 40)  # which fits ann's better than the one that was decided on
    (place,) = session(corpus).places
    assert place.news == "ann’s tag is compared with another now"


def test_what_two_people_have_decided_is_offered_again(corpus, ann, ben):
    differing(corpus, ann, ben)
    one, other = session(corpus, "dora"), session(corpus, "eve")
    one.decide("a")
    other.decide("b")
    again = session(corpus)
    assert again.current.news == "decided more than once, by dora and by eve"
    again.decide("a")
    assert len(adjudicated(corpus)) == 1


def test_a_result_that_was_removed_opens_its_place_again(corpus, ann, ben):
    differing(corpus, ann, ben)
    session(corpus).decide("a")
    (line,) = adjudicated(corpus)
    Someone(corpus, "dora").remove(line["id"])
    assert session(corpus).current.news == "what was decided has been removed since"


def test_a_text_that_has_changed_opens_nothing_again(corpus, ann, ben):
    differing(corpus, ann, ben)
    session(corpus).decide("b")
    path = corpus / f"{SECOND}.txt"
    path.write_bytes(
        b"A paragraph that somebody has put before all the rest.\n" + path.read_bytes()
    )
    assert session(corpus).current is None


def test_a_tag_that_was_moved_along_with_its_text_has_not_changed(corpus, ann, ben):
    key, _ = differing(corpus, ann, ben)
    session(corpus).decide("b")
    path = corpus / f"{SECOND}.txt"
    added = "A paragraph that somebody has put before all the rest.\n"
    path.write_bytes(added.encode() + path.read_bytes())
    read = ann.workspace.read_again(SECOND)
    moved = Span(9 + len(added), 40 + len(added))
    ann.workspace.change(SECOND, key, lambda one: respan(one, read, moved), "move")
    assert session(corpus).current is None


def test_in_a_changed_text_the_result_is_of_the_present_text(corpus, ann, ben):
    differing(corpus, ann, ben)
    path = corpus / f"{SECOND}.txt"
    added = "A paragraph that somebody has put before all the rest.\n"
    path.write_bytes(added.encode() + path.read_bytes())
    one = session(corpus)
    one.decide("a")
    (line,) = adjudicated(corpus)
    assert line["start"] == 9 + len(added)
    assert "anchor" not in line

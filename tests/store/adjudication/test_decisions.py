"""What is decided, what becomes of it, and who is told."""

from __future__ import annotations

import pytest

from hedgerow.store.adjudication import (
    DECIDED_BOTH,
    DECIDED_EDITED,
    DECIDED_NEITHER,
    decision_in_words,
    decisions_on,
)
from hedgerow.store.agreement import annotators_of, marked_articles
from hedgerow.store.exchange import export_lines, import_lines
from hedgerow.store.overview.headway import headway_of
from hedgerow.store.review import ReviewSession
from hedgerow.store.tagging import relabel
from hedgerow.store.workspace import Workspace
from tests.store.adjudication.annotators import (
    CODEBOOK,
    FIRST,
    SECOND,
    Someone,
    adjudicated,
    differing,
    exported,
    session,
)


@pytest.mark.parametrize(
    ("choice", "ends"), [("a", [40]), ("b", [45]), (DECIDED_BOTH, [40, 45]), (DECIDED_NEITHER, [])]
)
def test_what_is_decided_is_exported_with_its_provenance(corpus, ann, ben, choice, ends):
    originals = list(differing(corpus, ann, ben))
    before = exported(corpus)
    session(corpus).decide(choice, "the guideline says so")
    results = adjudicated(corpus)
    assert [line["end"] for line in results] == ends
    for line in results:
        assert line["annotator"] == "dora"
        assert line["origin"] == "adjudication"
        assert line["memo"] == ""
        assert line["provenance"] == {
            "status": "adjudicated",
            "by": "dora",
            "why": "the guideline says so",
            "from": originals,
        }
    assert [line for line in exported(corpus) if line["id"] in originals] == before


def test_a_side_that_has_nothing_can_be_taken(corpus, ann, ben):
    ann.tag(9, 40)
    ben.tag(200, 230)
    one = session(corpus)
    one.decide("b")
    assert adjudicated(corpus) == []
    assert one.done == 1


def test_a_result_has_no_confidence_which_was_an_extractors(corpus, ann, ben):
    ann.tag(9, 40, confidence=0.5)
    ben.tag(9, 45)
    session(corpus).decide("a")
    (line,) = adjudicated(corpus)
    assert line.get("confidence") is None


def test_an_edited_tag_is_what_stands(corpus, ann, ben):
    key, _ = differing(corpus, ann, ben)
    one = session(corpus)
    known = one.workspace.annotations.get(SECOND, key)
    one.decide(DECIDED_EDITED, edited=relabel(known, "stance", CODEBOOK))
    (line,) = adjudicated(corpus)
    assert (line["label"], line["end"]) == ("stance", 40)


def test_both_of_three_keeps_what_is_different_once(corpus, ann, ben):
    differing(corpus, ann, ben)
    Someone(corpus, "cem").tag(9, 40)
    session(corpus).decide(DECIDED_BOTH)
    assert [line["end"] for line in adjudicated(corpus)] == [40, 45]


def test_the_third_side_can_be_taken(corpus, ann, ben):
    differing(corpus, ann, ben)
    Someone(corpus, "cem").tag(9, 50)
    session(corpus).decide("c")
    assert [line["end"] for line in adjudicated(corpus)] == [50]


def test_all_that_agree_is_accepted_as_one_step(corpus, ann, ben):
    for who in (ann, ben):
        who.tag(9, 40)
        who.tag(5, 30, article=FIRST)
    one = session(corpus)
    assert (one.agreed, one.places) == (2, [])
    one.accept_agreed()
    assert [line["provenance"]["status"] for line in adjudicated(corpus)] == ["unanimous"] * 2
    assert one.agreed == 0
    one.workspace.history.undo()
    assert adjudicated(corpus) == []
    assert session(corpus).agreed == 2


def test_of_all_that_agree_only_the_label_that_is_asked_for_is_accepted(corpus, ann, ben):
    for who in (ann, ben):
        who.tag(9, 40)
        who.tag(50, 90, "stance")
    one = session(corpus, label="stance")
    assert one.agreed == 1
    one.accept_agreed()
    assert [line["label"] for line in adjudicated(corpus)] == ["stance"]


def test_a_decision_is_undone_as_one_step(corpus, ann, ben):
    differing(corpus, ann, ben)
    one = session(corpus)
    one.decide(DECIDED_BOTH)
    one.workspace.history.undo()
    one.refresh(SECOND)
    assert adjudicated(corpus) == []
    assert (one.done, one.current.is_decided) == (0, False)


def test_a_session_goes_on_where_it_was_left_whoever_goes_on(corpus, ann, ben):
    for start in (9, 100, 200):
        ann.tag(start, start + 20)
    ben.tag(300, 320)
    session(corpus).decide("a")
    other = session(corpus, "eve")
    assert (other.done, len(other.places)) == (1, 4)
    assert other.current.span == (100, 120)


def test_a_place_that_is_skipped_comes_back_at_the_end(corpus, ann, ben):
    for start in (9, 100):
        ann.tag(start, start + 20)
    ben.tag(200, 220)
    one = session(corpus)
    one.skip()
    assert one.skipped == 1
    one.decide("a")
    one.decide("a")
    assert one.current.span == (9, 29)
    one.decide("a")
    assert one.current is None


def test_a_place_that_was_skipped_comes_after_all_that_were_not(corpus, ann, ben):
    for start in (9, 100):
        ann.tag(start, start + 20)
    third = ben.tag(200, 220)
    one = session(corpus)
    one.skip()
    one.go_to([third])
    one.decide("a")
    assert one.current.span == (100, 120)


def test_a_skip_is_undone_before_what_was_done_earlier(corpus, ann, ben):
    for start in (9, 100):
        ann.tag(start, start + 20)
    ben.tag(200, 220)
    one = session(corpus)
    one.decide("a")
    one.skip()
    assert one.undo_skip()
    assert one.current.span == (100, 120)
    assert not one.undo_skip()


def test_a_tag_that_is_kept_as_history_is_compared_with_nothing(corpus, ann, ben):
    ann.tag(9, 40, is_history=True)
    ben.tag(9, 45)
    workspace = Workspace(corpus)
    problems = []
    (marked,) = marked_articles(workspace.corpus, workspace.annotations, problems)
    assert (list(marked.marks), problems) == (["ben"], [])


def test_nobody_counts_what_was_decided_as_their_own(corpus, ann, ben):
    differing(corpus, ann, ben)
    before = exported(corpus, annotator="ann")
    one = session(corpus, "ann")
    one.decide(DECIDED_BOTH)
    assert exported(corpus, annotator="ann") == before
    assert annotators_of(one.workspace.annotations, list(one.workspace.corpus)) == ["ann", "ben"]
    assert headway_of(one.workspace.annotations, SECOND).tags.total() == 1
    queue = ReviewSession(one.workspace.annotations, list(one.workspace.corpus)).items
    assert len(queue) == 1
    assert len(exported(corpus, verdict="unreviewed")) == 2
    assert len(exported(corpus)) == 4


def test_an_import_keeps_the_provenance(corpus, ann, ben, tmp_path):
    differing(corpus, ann, ben)
    session(corpus).decide("a", "why not")
    workspace = Workspace(corpus)
    lines = list(export_lines(workspace.corpus, workspace.annotations))
    other = Workspace(corpus, annotations=tmp_path / "others", annotator="x")
    result = import_lines(lines, "file", other.corpus, other.annotations, other.codebook)
    assert (result.added, result.problems) == (3, [])
    assert list(export_lines(other.corpus, other.annotations)) == lines


# What the annotator is told


def outcomes(corpus, choice, why="", edited=None):
    one = session(corpus)
    one.decide(choice, why, edited)
    there = decisions_on(one.workspace.annotations, SECOND)
    return {key: decision_in_words(decision, key) for key, decision in there.items()}


def test_an_annotator_is_told_what_became_of_their_tag_and_why(corpus, ann, ben):
    first, second = differing(corpus, ann, ben)
    assert outcomes(corpus, "a", "too long") == {
        first: "kept, by dora: too long",
        second: "not kept; ann’s side was taken, by dora: too long",
    }


def test_of_neither_both_are_told(corpus, ann, ben):
    differing(corpus, ann, ben)
    assert set(outcomes(corpus, DECIDED_NEITHER).values()) == {"not kept, by dora"}

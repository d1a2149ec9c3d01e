"""Where annotators differ, what is decided there, and what becomes of the decision."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, strategies as st

from hedgerow.store.adjudication import (
    DECIDED_BOTH,
    DECIDED_EDITED,
    DECIDED_NEITHER,
    AdjudicationSession,
    decision_in_words,
    decisions_on,
)
from hedgerow.store.adjudication.decisions import decisions_of
from hedgerow.store.agreement import Comparison, Mark, annotators_of, group_marks, marked_articles
from hedgerow.store.agreement.measures.matching import matched
from hedgerow.store.annotations.codebook import built_in_codebook
from hedgerow.store.exchange import ExportSelection, export_lines, import_lines
from hedgerow.store.overview.headway import headway_of
from hedgerow.store.problem import ProblemError
from hedgerow.store.review import ReviewSession
from hedgerow.store.span import Span
from hedgerow.store.tagging import relabel, respan, tag
from hedgerow.store.workspace import Workspace

FIRST = "000_a3fc5418d35ef088"
SECOND = "001_40ebd96be52325bb"


class Someone:
    """Somebody at work on the corpus."""

    def __init__(self, corpus, name):
        self.workspace = Workspace(corpus, annotator=name)
        self.name = name

    def tag(self, start, end, label="claim", article=SECOND, **more):
        read = self.workspace.read(article)
        made = tag(read, Span(start, end), label, annotator=self.name, codebook=CODEBOOK)
        made = replace(made, **more)
        self.workspace.history.save(article, made.brief, {made.id: made.document()})
        return made.id

    def remove(self, key, article=SECOND):
        self.workspace.history.save(article, "remove", {key: None})

    def change(self, key, article=SECOND, **fields):
        self.workspace.change(article, key, lambda one: replace(one, **fields), "change")


CODEBOOK = built_in_codebook()


@pytest.fixture
def ann(corpus):
    return Someone(corpus, "ann")


@pytest.fixture
def ben(corpus):
    return Someone(corpus, "ben")


def session(corpus, who="dora", **options):
    workspace = Workspace(corpus, annotator=who)
    made = AdjudicationSession(
        list(workspace.corpus), workspace.read, workspace.annotations, workspace.history, **options
    )
    made.workspace = workspace
    return made


def exported(corpus, **selection):
    workspace = Workspace(corpus, annotator="x")
    lines = export_lines(workspace.corpus, workspace.annotations, ExportSelection(**selection))
    return [json.loads(line) for line in lines]


def adjudicated(corpus):
    return exported(corpus, verdict="adjudicated")


# The places


def test_the_places_are_the_differences_of_the_comparison(corpus, ann, ben):
    for who, spans in (
        (ann, [(9, 40), (50, 90), (100, 120)]),
        (ben, [(9, 40), (60, 95), (70, 80)]),
    ):
        for span in spans:
            who.tag(*span)
    ben.tag(100, 120, "stance")
    ann.tag(5, 30, article=FIRST)
    workspace = Workspace(corpus)
    marked = list(marked_articles(workspace.corpus, workspace.annotations, []))
    differences = Comparison("ann", "ben", marked, 0).differences()
    told_by_comparison = {
        frozenset(mark.key for mark in (one.a, one.b) if mark is not None) for one in differences
    }
    assert {place.annotations for place in session(corpus).places} == told_by_comparison
    assert session(corpus).agreed == 1


@pytest.mark.parametrize(
    ("theirs", "differs_in"),
    [
        ({"label": "stance"}, ("label",)),
        ({"end": 45}, ("span",)),
        ({"attributes": {"mode": "direct"}}, ("attributes",)),
        (None, ("nothing",)),
    ],
)
def test_a_place_says_in_what_they_differ(corpus, ann, ben, theirs, differs_in):
    ann.tag(9, 40)
    if theirs is None:
        ben.tag(200, 230)
    else:
        end, label = theirs.pop("end", 40), theirs.pop("label", "claim")
        ben.tag(9, end, label, **theirs)
    assert session(corpus).current.differs_in == differs_in


def test_marks_of_three_that_overlap_are_one_place(corpus, ann, ben):
    ann.tag(9, 40)
    ben.tag(9, 45)
    Someone(corpus, "cem").tag(20, 45)
    (place,) = session(corpus).places
    assert list(place.tags) == ["ann", "ben", "cem"]


def test_two_of_three_can_be_chosen(corpus, ann, ben):
    ann.tag(9, 40)
    ben.tag(9, 40)
    Someone(corpus, "cem").tag(20, 45)
    assert len(session(corpus).places) == 1
    assert session(corpus, annotators=("ann", "ben")).places == []


def test_a_label_can_be_asked_for(corpus, ann, ben):
    ann.tag(9, 40)
    ben.tag(9, 40, "stance")
    ben.tag(100, 120, "hedge")
    assert len(session(corpus, label="stance").places) == 1


def test_one_annotator_alone_is_told_what_is_missing(corpus, ann):
    ann.tag(9, 40)
    with pytest.raises(ProblemError, match="only ann has marked anything"):
        session(corpus)


def test_an_annotator_who_has_marked_nothing_is_told(corpus, ann, ben):
    ann.tag(9, 40)
    ben.tag(9, 40)
    with pytest.raises(ProblemError, match="nothing is marked by zoe"):
        session(corpus, annotators=("ann", "zoe"))


marks = st.lists(
    st.builds(
        lambda start, length, label: Mark(start, start + length, label),
        st.integers(0, 20),
        st.integers(1, 8),
        st.sampled_from("xy"),
    ),
    max_size=6,
).map(sorted)


@given(st.lists(marks, min_size=2, max_size=4))
def test_each_mark_is_in_one_group_and_each_annotator_at_most_once(each):
    groups = group_marks(each)
    back = [sorted(group[who] for group in groups if who in group) for who in range(len(each))]
    assert back == each


@given(marks, marks)
def test_groups_of_two_are_the_pairs(ours, theirs):
    pairs = [(group.get(0), group.get(1)) for group in group_marks((ours, theirs))]
    assert pairs == matched(ours, theirs)


# Decisions


def differing(corpus, ann, ben):
    """Have the two differ in a boundary; give the ids of both tags."""
    return ann.tag(9, 40), ben.tag(9, 45, memo="ben's own note")


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


# What has changed since


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


# Who counts what


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


# What the annotator sees


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

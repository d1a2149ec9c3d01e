"""The places where annotators differ, and in what."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from hedgerow.store.agreement import Comparison, group_marks, marked_articles
from hedgerow.store.agreement.measures.matching import matched
from hedgerow.store.problem import ProblemError
from hedgerow.store.workspace import Workspace
from tests.store.adjudication.annotators import FIRST, Someone, marks, session


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


@given(st.lists(marks, min_size=2, max_size=4))
def test_each_mark_is_in_one_group_and_each_annotator_at_most_once(each):
    groups = group_marks(each)
    back = [sorted(group[who] for group in groups if who in group) for who in range(len(each))]
    assert back == each


@given(marks, marks)
def test_groups_of_two_are_the_pairs(ours, theirs):
    pairs = [(group.get(0), group.get(1)) for group in group_marks((ours, theirs))]
    assert pairs == matched(ours, theirs)

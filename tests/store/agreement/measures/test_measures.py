"""Each measure on examples worked out by hand, and beside the libraries that know it."""

from __future__ import annotations

from collections import Counter

import krippendorff
import pytest
from hypothesis import assume, given, strategies as st
from nervaluate import Evaluator
from nltk.metrics.agreement import AnnotationTask

from hedgerow.store.agreement import Mark, Undefined, cohens_kappa, krippendorffs_alpha
from hedgerow.store.agreement.measures.bootstrap import Draws
from hedgerow.store.agreement.measures.matching import credits_of, f1, matched
from hedgerow.store.agreement.measures.unitizing import Unitizing

NERVALUATE = {"exact": "exact", "partial": "partial", "type": "ent_type", "strict": "strict"}

values = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), min_size=1, max_size=40)


@st.composite
def marks(draw, labels="xy") -> list[Mark]:
    found = draw(
        st.sets(st.tuples(st.integers(0, 40), st.integers(1, 15), st.sampled_from(labels)))
    )
    return [Mark(*one) for one in sorted((start, start + n, label) for start, n, label in found)]


def claims(*spans: tuple[int, int]) -> list[Mark]:
    return [Mark(start, end, "claim") for start, end in spans]


# Kappa and alpha


def test_kappa_of_cohens_own_kind_of_table():
    # 50 applications read by two: both yes 20, both no 15, so p(observed) = 0.7, p(chance) = 0.5
    table = {("yes", "yes"): 20, ("yes", "no"): 5, ("no", "yes"): 10, ("no", "no"): 15}
    assert cohens_kappa(table) == pytest.approx(0.4, abs=1e-12)


def test_alpha_of_binary_data_worked_out_by_krippendorff():
    # "Computing Krippendorff's Alpha-Reliability" (2011), A: two observers, ten units, binary
    one, other = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]
    assert krippendorffs_alpha(Counter(zip(one, other, strict=True))) == pytest.approx(
        0.095, abs=5e-4
    )


@pytest.mark.parametrize("measure", [cohens_kappa, krippendorffs_alpha])
def test_total_agreement_is_one(measure):
    assert measure({(1, 1): 7, (0, 0): 93}) == 1.0


@pytest.mark.parametrize("measure", [cohens_kappa, krippendorffs_alpha])
def test_where_both_use_one_value_only_there_is_no_figure(measure):
    assert measure({(0, 0): 100}) == Undefined("only one value used")


@pytest.mark.parametrize("measure", [cohens_kappa, krippendorffs_alpha])
def test_without_a_unit_there_is_no_figure(measure):
    assert measure({}) == Undefined("nothing to compare")


def test_one_who_marks_nothing_agrees_by_chance_only():
    assert cohens_kappa({(1, 0): 10, (0, 0): 90}) == 0.0


def test_no_agreement_at_all_is_worse_than_chance():
    assert cohens_kappa({(1, 0): 5, (0, 1): 5}) == -1.0


@given(values)
def test_alpha_is_that_of_the_library_krippendorff(pairs):
    one, other = zip(*pairs, strict=True)
    alpha = krippendorffs_alpha(Counter(pairs))
    if len({*one, *other}) == 1:
        assert isinstance(alpha, Undefined)
    else:
        expected = krippendorff.alpha([one, other], level_of_measurement="nominal")
        assert alpha == pytest.approx(expected, abs=1e-9)


@given(values)
def test_kappa_and_alpha_are_those_of_nltk(pairs):
    assume(len({value for pair in pairs for value in pair}) > 1)
    rows = [
        (name, unit, pair[at]) for unit, pair in enumerate(pairs) for at, name in enumerate("ab")
    ]
    task = AnnotationTask(rows)
    assert cohens_kappa(Counter(pairs)) == pytest.approx(task.kappa(), abs=1e-9)
    if len(pairs) > 1:
        assert krippendorffs_alpha(Counter(pairs)) == pytest.approx(task.alpha(), abs=1e-9)


# Unitizing


def test_unitizing_alpha_of_krippendorffs_example():
    # "Content Analysis" (2004), p. 254: a continuum from 150 to 450, the units of category c
    ours = claims((75, 145), (220, 250))
    theirs = claims((70, 150), (205, 225), (250, 270))
    assert Unitizing([(300, ours, theirs)]).alpha() == pytest.approx(0.7286, abs=5e-5)


def test_unitizing_alpha_of_the_same_units_is_one():
    units = claims((30, 90), (150, 200))
    assert Unitizing([(300, units, units)]).alpha() == 1.0


def test_unitizing_alpha_without_units_is_undefined():
    assert Unitizing([(300, [], [])]).alpha() == Undefined("nothing to compare")


def test_nested_and_touching_marks_of_one_label_are_one_unit():
    nested = claims((10, 30), (15, 20), (30, 40))
    assert Unitizing([(100, nested, claims((10, 40)))]).alpha() == 1.0


def test_units_that_miss_each_other_are_worse_than_chance():
    alpha = Unitizing([(100, claims((0, 30)), claims((60, 90)))]).alpha()
    assert isinstance(alpha, float)
    assert alpha < 0


@given(marks("x"), marks("x"), marks("x"), marks("x"))
def test_an_article_that_counts_twice_is_the_article_given_twice(a, b, c, d):
    assume(a or b)
    first, second = (60, a, b), (70, c, d)
    counted = Unitizing([first, second]).alpha([2, 1])
    given_twice = Unitizing([first, first, second]).alpha()
    assert counted == pytest.approx(given_twice, abs=1e-9)


@given(marks("x"), marks("x"))
def test_unitizing_alpha_takes_no_side(a, b):
    assume(a or b)
    one, other = Unitizing([(60, a, b)]).alpha(), Unitizing([(60, b, a)]).alpha()
    assert one == other or one == pytest.approx(other, abs=1e-12)


# Spans


def test_spans_that_are_the_same_count_under_each_scheme():
    assert credits_of(claims((0, 5)), claims((0, 5))) == (1, 1, 1, 1)


def test_a_span_that_overlaps_counts_half_as_partial_and_whole_as_type():
    assert credits_of(claims((0, 5)), claims((3, 9))) == (0, 0.5, 1, 0)


def test_another_label_on_the_same_span_is_exact_but_not_strict():
    assert credits_of(claims((0, 5)), [Mark(0, 5, "hedge")]) == (1, 1, 0, 0)


def test_spans_that_touch_do_not_overlap():
    assert credits_of(claims((0, 5)), claims((5, 9))) == (0, 0, 0, 0)


def test_a_span_inside_another_is_matched_once():
    assert credits_of(claims((0, 10), (2, 4)), claims((0, 10))) == (1, 1, 1, 1)


def test_f1_of_one_who_marked_nothing_is_nought():
    assert f1(0.0, 3, 0) == 0.0


def test_f1_where_nobody_marked_anything_is_none():
    assert f1(0.0, 0, 0) is None


@given(st.lists(st.tuples(marks(), marks()), min_size=1, max_size=3))
def test_f1_is_that_of_nervaluate(articles):
    ours, theirs = [a for a, _ in articles], [b for _, b in articles]
    assume(any(ours) and any(theirs))

    def as_entities(each: list[list[Mark]]) -> list[list[dict]]:
        # its ends are inclusive
        return [
            [{"start": m.start, "end": m.end - 1, "label": m.label} for m in one] for one in each
        ]

    evaluator = Evaluator(as_entities(ours), as_entities(theirs), tags=["x", "y"], loader="dict")
    expected = evaluator.evaluate()["overall"]
    counted = [credits_of(one, other) for one, other in articles]
    counts = sum(map(len, ours)), sum(map(len, theirs))
    for scheme, name in NERVALUATE.items():
        found = f1(sum(getattr(one, scheme) for one in counted), *counts)
        assert found == pytest.approx(expected[name].f1, abs=1e-9)


@given(marks(), marks())
def test_each_mark_is_matched_once_and_none_is_lost(a, b):
    pairs = matched(a, b)
    assert [one for one, _ in pairs if one] == a
    assert sorted(other for _, other in pairs if other) == sorted(b)
    assert all(one.overlaps(other) for one, other in pairs if one and other)


def test_what_is_alike_is_matched_first():
    ours = [Mark(0, 10, "claim"), Mark(0, 10, "hedge")]
    theirs = [Mark(0, 10, "hedge"), Mark(2, 10, "claim")]
    assert matched(ours, theirs) == [(ours[0], theirs[1]), (ours[1], theirs[0])]


# Intervals


def test_an_interval_is_the_same_each_time():
    figures = [0.1, 0.4, 0.4, 0.9]

    def mean(times):
        return sum(a * b for a, b in zip(figures, times, strict=True)) / sum(times)

    low, high = Draws(4).interval(mean)
    assert (low, high) == Draws(4).interval(mean)
    assert 0.1 <= low < 0.45 < high <= 0.9


def test_one_article_has_no_interval():
    assert Draws(1).interval(lambda times: 1.0) == Undefined("fewer than two articles")


def test_an_interval_of_what_is_mostly_undefined_is_none():
    interval = Draws(3).interval(lambda times: 1.0 if times[0] else Undefined("nothing"))
    assert interval == Undefined("too few articles have it")

"""Means over the pairs of three annotators, worked out by hand."""

from __future__ import annotations

import pytest

from hedgerow.store.agreement import (
    Comparison,
    Mark,
    MarkedArticle,
    Undefined,
    compare_annotators,
    label_means,
)
from hedgerow.store.span import Span

TEN_WORDS = [Span(at, at + 4) for at in range(0, 50, 5)]


def article(**marks: list[tuple[int, int, str]]) -> MarkedArticle:
    made = {who: [Mark(*one) for one in given] for who, given in marks.items()}
    return MarkedArticle("one", 49, TEN_WORDS, made)


def found(*names: str, **marks):
    return label_means(compare_annotators(names, [article(**marks)], draws=0))


def test_the_mean_of_kappa_is_that_of_the_three_pairs():
    # Words 1–4, 1–4 and 3–6 of ten. Ann and ben agree wholly. With cleo each shares two words:
    # p(observed) 6/10, p(chance) 0.4·0.4 + 0.6·0.6 = 0.52, kappa = 0.08 / 0.48 = 1/6.
    (claim,) = found(
        "ann", "ben", "cleo",
        ann=[(0, 19, "claim")], ben=[(0, 19, "claim")], cleo=[(10, 29, "claim")],
    )  # fmt: skip
    assert claim.kappa.value == pytest.approx((1 + 1 / 6 + 1 / 6) / 3, abs=1e-12)
    assert (claim.kappa.pairs, claim.pairs) == (3, 3)


def test_the_mean_of_f1_is_that_of_the_three_pairs():
    (claim,) = found(
        "ann", "ben", "cleo",
        ann=[(0, 19, "claim")], ben=[(0, 19, "claim")], cleo=[(10, 29, "claim")],
    )  # fmt: skip
    assert claim.f1["exact"].value == pytest.approx(1 / 3, abs=1e-12)  # 1, 0 and 0
    assert claim.f1["partial"].value == pytest.approx(2 / 3, abs=1e-12)  # 1, 1/2 and 1/2
    assert claim.f1["type"].value == 1.0


def test_a_pair_without_the_figure_is_left_out():
    hedges = [(0, 9, "hedge")]
    claim, hedge = found(
        "ann", "ben", "cleo",
        ann=[(0, 9, "claim")], ben=[(0, 9, "claim"), *hedges], cleo=[(0, 9, "claim")],
    )  # fmt: skip
    assert claim.kappa == (1.0, 3)
    # Ann and cleo have no hedge: their pair has no figure; ben is alone with his in the other two.
    assert hedge.kappa == (0.0, 2)
    assert hedge.f1["strict"] == (0.0, 2)


def test_where_no_pair_has_a_figure_there_is_no_mean():
    (claim,) = found(
        "ann", "ben", "cleo",
        ann=[(0, 49, "claim")], ben=[(0, 49, "claim")], cleo=[(0, 49, "claim")],
    )  # fmt: skip
    assert claim.kappa == (Undefined("no pair has it"), 0)
    assert claim.f1["exact"] == (1.0, 3)


def test_two_annotators_have_their_figure_and_no_mean():
    assert found("ann", "ben", ann=[(0, 9, "claim")], ben=[(0, 9, "claim")]) == []


def test_people_beside_themselves_have_no_mean():
    marks = [(0, 9, "claim")]
    one = article(ann=marks, ann2=marks, ben=marks, ben2=marks)
    pairs = [Comparison("ann", "ann2", [one], 0), Comparison("ben", "ben2", [one], 0)]
    assert label_means(pairs) == []

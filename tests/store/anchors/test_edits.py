"""Where passages of news text are found after it was edited, counted against what was promised.

The edits are those of `tests/benchmarks/anchors.py`, which prints the whole table.
"""

from __future__ import annotations

import os

import pytest
from benchmarks.anchors import (
    EDITS,
    QUOTE_LENGTHS,
    SHIFTED_RIGHT_AT_LEAST,
    SHIFTS,
    WRONG_AT_MOST,
    cases_of,
    delete_beside_copy,
    delete_beside_lookalike,
    delete_sentence,
    edit_nearby,
    gold_texts,
    measure,
    mistype_inside,
    rewrite_context,
    seed_texts,
)

# Fifteen words that an article prints twice are a copy, whatever stands beside them.
BOUNDED = [
    (edit, words)
    for edit in EDITS
    for words in QUOTE_LENGTHS
    if edit is not delete_beside_copy and (edit, words) != (delete_beside_lookalike, 15)
]


def name_of(value):
    return getattr(value, "__name__", str(value))


@pytest.fixture(scope="module")
def articles() -> list[str]:
    return seed_texts()


@pytest.mark.parametrize(("edit", "words"), BOUNDED, ids=name_of)
def test_few_passages_are_anchored_where_they_are_not(articles, edit, words):
    counts = measure(articles, edit, words, seed=7, each=40)
    assert counts["wrong"] <= WRONG_AT_MOST[words] * counts.total()


@pytest.mark.parametrize("words", QUOTE_LENGTHS)
@pytest.mark.parametrize("edit", SHIFTS, ids=name_of)
def test_nearly_every_passage_that_only_moved_is_anchored(articles, edit, words):
    counts = measure(articles, edit, words, seed=7, each=40)
    assert counts["right"] >= SHIFTED_RIGHT_AT_LEAST * counts.total() > 0


@pytest.mark.parametrize(
    ("edit", "words"), [(mistype_inside, 15), (mistype_inside, 4), (edit_nearby, 15)]
)
def test_a_small_change_in_or_beside_a_passage_costs_no_question(articles, edit, words):
    counts = measure(articles, edit, words, seed=7, each=40)
    assert counts["right"] >= 0.95 * counts.total() > 0


def test_a_long_passage_with_all_its_surroundings_rewritten_is_shown(articles):
    counts = measure(articles, rewrite_context, 15, seed=7, each=40)
    assert counts["doubtful"] >= 0.95 * counts.total() > 0


def test_a_doubtful_passage_is_shown_where_it_stands(articles):
    found = [(case.truth, case.found()) for case in cases_of(articles, rewrite_context, 15, 7, 40)]
    misshown = [truth for truth, anchor in found if anchor.candidate not in (truth, None)]
    assert len(misshown) <= 0.02 * len(found)


@pytest.mark.parametrize("words", QUOTE_LENGTHS)
def test_nobody_is_asked_about_most_passages_that_are_gone(articles, words):
    counts = measure(articles, delete_sentence, words, seed=7, each=40)
    assert counts["right"] >= 0.9 * counts.total() > 0


def test_the_same_seed_makes_the_same_edits(articles):
    for edit in EDITS:
        once, again = (list(cases_of(articles, edit, 4, 3, 2)) for _ in range(2))
        assert once == again


@pytest.mark.slow
@pytest.mark.skipif(
    not os.environ.get("HEDGEROW_GOLD"), reason="HEDGEROW_GOLD names no folder of articles"
)
def test_in_hundreds_of_articles_passages_are_found_as_promised():
    articles = gold_texts()
    for edit, words in BOUNDED:
        # Few articles say the same four words twice; the other edits are possible in any.
        some = articles if edit is delete_beside_lookalike else articles[::3]
        counts = measure(some, edit, words, seed=11, each=2)
        assert counts["wrong"] <= WRONG_AT_MOST[words] * counts.total(), (edit, words, counts)
        if edit in SHIFTS:
            assert counts["right"] >= SHIFTED_RIGHT_AT_LEAST * counts.total(), (edit, words)

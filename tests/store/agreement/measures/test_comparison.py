"""Two annotators compared, on examples that can be counted by hand."""

from __future__ import annotations

from hedgerow.store.agreement import Comparison, Mark, MarkedArticle, Undefined, compare_annotators
from hedgerow.store.agreement.measures.comparison import TokenCounts
from hedgerow.store.span import Span

TEN_WORDS = [Span(at, at + 4) for at in range(0, 50, 5)]
"""Words of four letters with a space behind each."""


def article(name: str = "one", **marks: list[Mark]) -> MarkedArticle:
    return MarkedArticle(name, 49, TEN_WORDS, marks)


def claim(start: int, end: int, **attributes: str) -> Mark:
    return Mark(start, end, "claim", attributes)


def compared(*articles: MarkedArticle) -> Comparison:
    return Comparison("ann", "ben", articles)


def only_label(comparison: Comparison):
    (found,) = comparison.by_label()
    return found


def test_words_are_counted_once_whoever_marked_them():
    found = only_label(compared(article(ann=[claim(0, 14)], ben=[claim(5, 19)])))
    assert found.tokens == TokenCounts(both=2, only_a=1, only_b=1, neither=6)


def test_a_word_that_is_touched_is_marked():
    found = only_label(compared(article(ann=[claim(2, 3)], ben=[claim(0, 4)])))
    assert found.tokens.both == 1


def test_total_agreement():
    found = only_label(compared(article(ann=[claim(0, 9)], ben=[claim(0, 9)])))
    assert found.kappa.value == found.alpha.value == found.unitizing_alpha.value == 1.0
    assert {figure.value for figure in found.f1.values()} == {1.0}


def test_no_agreement():
    found = only_label(compared(article(ann=[claim(0, 24)], ben=[claim(25, 49)])))
    assert found.tokens == TokenCounts(0, 5, 5, 0)
    assert found.kappa.value == -1.0
    assert {figure.value for figure in found.f1.values()} == {0.0}


def test_where_the_whole_text_is_marked_by_both_only_one_value_is_used():
    found = only_label(compared(article(ann=[claim(0, 49)], ben=[claim(0, 49)])))
    assert found.kappa.value == found.alpha.value == Undefined("only one value used")
    assert found.f1["strict"].value == 1.0


def test_one_who_is_silent_on_an_article_has_found_nothing_there():
    spoke = article("one", ann=[claim(0, 4)], ben=[claim(0, 4)])
    silent = article("two", ann=[claim(0, 9)])
    found = only_label(compared(spoke, silent))
    assert found.tokens == TokenCounts(both=1, only_a=2, only_b=0, neither=17)
    assert found.articles == 2


def test_an_article_that_neither_has_touched_does_not_count():
    touched = article("one", ann=[claim(0, 4)], ben=[claim(0, 4)])
    by_a_third = article("two", cleo=[claim(0, 4)])
    assert only_label(compared(touched, by_a_third)).tokens == TokenCounts(1, 0, 0, 9)


def test_nested_and_overlapping_spans_of_one_label_are_legal():
    nested = [claim(0, 24), claim(5, 9), claim(20, 34)]
    found = only_label(compared(article(ann=nested, ben=[claim(0, 34)])))
    assert found.tokens == TokenCounts(7, 0, 0, 3)
    assert found.kappa.value == found.unitizing_alpha.value == 1.0
    assert found.spans == (3, 1)
    assert found.f1["strict"].value == 0.0
    assert found.f1["type"].value == 0.5


def test_labels_are_compared_each_alone():
    ann = [claim(0, 9), Mark(0, 9, "hedge")]
    by_label = compared(article(ann=ann, ben=[claim(0, 9)])).by_label()
    assert [one.label for one in by_label] == ["claim", "hedge"]
    assert by_label[0].kappa.value == 1.0
    assert by_label[1].kappa.value == 0.0


def test_over_all_labels_each_word_is_decided_on_for_each_label():
    ann = [claim(0, 9), Mark(0, 9, "hedge")]
    found = compared(article(ann=ann, ben=[claim(0, 9)])).overall()
    assert found.tokens == TokenCounts(both=2, only_a=2, only_b=0, neither=16)


def test_attributes_are_compared_on_marks_that_match():
    ann = [claim(0, 9, mode="direct"), claim(20, 29, mode="mixed"), claim(40, 44, mode="direct")]
    ben = [claim(0, 9, mode="direct"), claim(20, 24, mode="direct")]
    tables = compared(article(ann=ann, ben=ben)).attributes()
    assert tables == {
        ("claim", "mode"): {("direct", "direct"): 1, ("mixed", "direct"): 1},
    }


def test_confusion_counts_labels_and_nothing():
    ann = [claim(0, 9), claim(20, 29)]
    ben = [Mark(0, 9, "hedge"), claim(40, 44)]
    assert compared(article(ann=ann, ben=ben)).confusion() == {
        ("claim", "hedge"): 1,
        ("claim", "–"): 1,
        ("–", "claim"): 1,
    }


def test_differences_are_what_is_not_the_same_the_worst_first():
    same = claim(45, 49)
    ann = [same, claim(0, 19), claim(25, 29, checkable="yes")]
    ben = [same, claim(0, 4), claim(25, 29, checkable="no")]
    found = compared(article(ann=ann, ben=ben)).differences()
    assert [(one.a, one.b, one.tokens) for one in found] == [
        (ann[1], ben[1], 3),
        (ann[2], ben[2], 0),
    ]


def test_every_pair_is_compared_once():
    marked = article(ann=[claim(0, 4)], ben=[claim(0, 4)], cleo=[claim(0, 4)])
    pairs = [(one.a, one.b) for one in compare_annotators(["ann", "ben", "cleo"], [marked])]
    assert pairs == [("ann", "ben"), ("ann", "cleo"), ("ben", "cleo")]


def test_swapping_the_two_swaps_their_counts_and_nothing_else():
    marked = article(ann=[claim(0, 14)], ben=[claim(5, 19), claim(40, 44)])
    one, other = Comparison("ann", "ben", [marked]), Comparison("ben", "ann", [marked])
    assert only_label(one).kappa == only_label(other).kappa
    assert only_label(one).unitizing_alpha == only_label(other).unitizing_alpha
    assert only_label(one).spans == only_label(other).spans[::-1]

"""Where a passage stands when its text has changed; in doubt, it stays where it was."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from store.anchor import CONTEXT, Anchor, context_of, find_anchor
from store.span import Span

ARTICLE = (
    "Beijing: China is “deeply grieved” to see the conflict, Wang Yi said on Tuesday.\n"
    "Wang said that China is “extremely concerned” with the harm to civilians.\n"
    "Russia’s envoy said that talks would go on, and thanked the hosts for their patience.\n"
)


def span_of(text: str, quote: str, occurrence: int = 0) -> Span:
    start = -1
    for _ in range(occurrence + 1):
        start = text.index(quote, start + 1)
    return Span(start, start + len(quote))


def anchor_in(new: str, old: str, span: Span) -> Anchor:
    """Mark a passage in the old text as the program does, and look for it in the new one."""
    return find_anchor(new, span, span.of(old), *context_of(old, span))


def test_in_the_same_text_a_passage_is_where_it_was():
    span = span_of(ARTICLE, "extremely concerned")
    assert anchor_in(ARTICLE, ARTICLE, span) == Anchor("anchored", span, 1.0)


@pytest.mark.parametrize(
    "inserted",
    ["Update. ", "\r\n", "\u00a0", "👩‍👩‍👧", "e\u0301", "中文。", "China is concerned. " * 50],
)
def test_a_passage_moves_with_what_is_inserted_above(inserted):
    span = span_of(ARTICLE, "extremely concerned")
    found = anchor_in(inserted + ARTICLE, ARTICLE, span)
    assert (found.status, found.span.start) == ("anchored", span.start + len(inserted))


def test_a_passage_moves_back_when_what_stood_above_is_cut():
    new = ARTICLE[ARTICLE.index("\n") + 1 :]
    found = anchor_in(new, ARTICLE, span_of(ARTICLE, "extremely concerned"))
    assert (found.status, found.span) == ("anchored", span_of(new, "extremely concerned"))


@pytest.mark.parametrize("occurrence", [0, 1, 2])
def test_of_several_occurrences_the_one_with_the_same_context_is_meant(occurrence):
    span = span_of(ARTICLE, "said", occurrence)
    found = anchor_in("An update. " + ARTICLE, ARTICLE, span)
    assert (found.status, found.span.start) == ("anchored", span.start + len("An update. "))


def test_a_passage_follows_its_context_to_another_paragraph():
    first, second, third, _ = ARTICLE.split("\n")
    new = "\n".join([third, second, first])
    found = anchor_in(new, ARTICLE, span_of(ARTICLE, "deeply grieved"))
    assert (found.status, found.span) == ("anchored", span_of(new, "deeply grieved"))


def test_a_passage_that_is_gone_is_an_orphan_where_it_stood():
    span = span_of(ARTICLE, "extremely concerned")
    new = ARTICLE.replace("extremely concerned", "worried")
    assert anchor_in(new, ARTICLE, span) == Anchor("orphaned", span, 0.0)


def test_a_passage_that_was_deleted_is_not_taken_for_a_lookalike_elsewhere():
    span = span_of(ARTICLE, "said", 1)
    new = "Update. " + ARTICLE.replace("Wang said that China is", "For China it is")
    found = anchor_in(new, ARTICLE, span)
    assert (found.status, found.span) == ("doubtful", span)


def test_two_places_with_the_same_context_are_in_doubt():
    line = "The talks went on, an official said, without a break or a result for anyone.\n"
    span = span_of(line, "official")
    found = anchor_in("An entirely new beginning.\n" + line * 2, line, span)
    assert (found.status, found.span) == ("doubtful", span)


def test_a_quote_that_a_change_above_has_put_in_the_old_place_is_not_the_passage():
    old = "Prices rose in May, the bank found. Later it said that prices rose in June as well."
    span = span_of(old, "rose", 1)
    filler = "x" * (span.start - old.index("rose"))
    found = anchor_in(filler + old, old, span)
    assert (found.status, found.span.start) == ("anchored", span.start + len(filler))


def test_a_list_that_grew_by_one_line_does_not_move_a_passage_to_the_line_above():
    old = "Item 1: prices rose.\nItem 2: prices rose.\nItem 3: prices rose.\n"
    span = span_of(old, "prices rose", 1)
    new = "Item 0: prices rose.\n" + old
    found = anchor_in(new, old, span)
    assert found.status != "anchored" or new[: found.span.start].endswith("Item 2: ")


def test_the_first_words_of_a_text_are_not_found_within_another_sentence():
    old = "China said it was ready to talk."
    new = "The envoy spoke first. Analysts in China said it was too early to tell."
    assert anchor_in(new, old, Span(0, 5)).status != "anchored"


def test_the_last_words_of_a_text_are_not_found_within_another_sentence():
    old = "The minister left early. It was all over by noon."
    new = "The minister was sure that it was all over by noon. The crowd had stayed on."
    assert anchor_in(new, old, span_of(old, "noon.")).status != "anchored"


def test_a_passage_among_hundreds_of_lookalikes_is_found_by_its_context():
    old = "".join(f"Line {n} of the list {n}. " for n in range(300))
    span = span_of(old, "the", 280)
    found = anchor_in("Intro. " + old, old, span)
    assert (found.status, found.span.start) == ("anchored", span.start + len("Intro. "))


def test_a_passage_without_context_is_found_where_it_is_the_only_one():
    new = "Update. " + ARTICLE
    span = span_of(ARTICLE, "extremely concerned")
    found = find_anchor(new, span, "extremely concerned")
    assert (found.status, found.span.start) == ("anchored", span.start + len("Update. "))


def test_a_passage_without_context_is_in_doubt_where_there_are_two():
    span = Span(40, 44)
    found = find_anchor("Update. " + ARTICLE, span, "said")
    assert (found.status, found.span) == ("doubtful", span)


@pytest.mark.parametrize("span", [Span(500, 504), Span(0, 4), Span(10**9, 10**9 + 4)])
def test_an_offset_that_makes_no_sense_is_no_hindrance(span):
    quote, text = "noon", "It was all over by noon."
    assert find_anchor(text, span, quote).span == span_of(text, quote)


def test_an_empty_text_makes_every_passage_an_orphan():
    assert find_anchor("", Span(3, 7), "said", "Wang ", " that").status == "orphaned"


def test_a_quote_that_occurs_everywhere_is_answered_all_the_same():
    found = find_anchor("a" * 20_000, Span(30_000, 30_001), "a", "b" * CONTEXT, "b" * CONTEXT)
    assert found.status == "doubtful"


@given(st.text(max_size=200), st.data())
def test_context_is_what_stands_around_and_never_longer_than_kept(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    prefix, suffix = context_of(text, Span(start, end))
    assert len(prefix) == min(CONTEXT, start)
    assert len(suffix) == min(CONTEXT, len(text) - end)
    assert prefix + text[start:end] + suffix in text


texts = st.text("ab .\n“é", min_size=1, max_size=80)


@given(texts, texts, st.data())
@settings(deadline=None)
def test_only_an_anchored_passage_is_elsewhere_and_there_it_reads_the_same(old, new, data):
    start = data.draw(st.integers(0, len(old) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(old))))
    found = anchor_in(new, old, span)
    if found.status == "anchored":
        assert found.span.of(new) == span.of(old)
    else:
        assert found.span == span
    assert (found.status == "orphaned") == (span.of(old) not in new)


@given(st.text(max_size=60), st.text(min_size=40, max_size=80), st.text(max_size=60), st.data())
@settings(deadline=None)
def test_a_passage_that_occurs_once_moves_by_the_length_of_any_insertion(
    inserted, before, after, data
):
    quote = "\ue000" + data.draw(st.text(min_size=1, max_size=10))
    old = before + quote + after
    assume((inserted + old).count(quote) == 1)
    span = Span(len(before), len(before) + len(quote))
    found = anchor_in(inserted + old, old, span)
    assert found.status == "anchored"
    assert found.span.start == span.start + len(inserted)

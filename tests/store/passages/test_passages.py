"""Passages of all kinds: what holds for any text, and from any place in it."""

from __future__ import annotations

import textwrap
from itertools import islice, pairwise

import pytest
from hypothesis import example, given, settings, strategies as st

from hedgerow.store.passages import sentences_in, words_in
from hedgerow.store.passages.paragraphs import paragraphs_in
from hedgerow.store.passages.passages import Passages
from hedgerow.store.passages.quotations import quotations_in

UNITS = ("word", "quotation", "sentence", "paragraph")


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\r\n \t\xa0\u2028"])
def test_a_text_without_words_has_no_passages(text):
    assert [Passages(text).of(unit) for unit in UNITS] == [[], [], [], []]


PIECES = (
    "word|The|Mr.|U.S.|J.|3.5|. |.|? |!|...|…|, |\n|\n\n|\r\n| |\xa0|“|”|\"|‘|’|'|„|«|»|「|」|(|)|"
    "中|国|。|？|！|😀|e\u0301|-|—|\u2028|\0|he said|Said"
).split("|")
TEXTS = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=40).map("".join),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=80),
    st.lists(st.sampled_from(PIECES[:12]), min_size=20, max_size=60).map(
        lambda pieces: textwrap.fill(" ".join(pieces), 60)
    ),
)


@pytest.mark.parametrize("unit", UNITS)
@settings(max_examples=150, deadline=None)
@given(text=TEXTS)
@example(text="")
@example(text="\n")
def test_passages_lie_in_the_text_in_order_and_are_not_empty(unit, text):
    found = Passages(text).of(unit)

    assert all(0 <= start < end <= len(text) for start, end in found)
    assert all(one < other for one, other in pairwise(found))


@pytest.mark.parametrize("unit", ["word", "sentence", "paragraph"])
@settings(max_examples=150, deadline=None)
@given(text=TEXTS)
def test_passages_of_one_kind_do_not_overlap(unit, text):
    found = Passages(text).of(unit)

    assert not any(one.overlaps(other) for one, other in pairwise(found))


@pytest.mark.parametrize("unit", ["sentence", "paragraph"])
@settings(max_examples=150, deadline=None)
@given(text=TEXTS)
def test_every_character_that_shows_lies_in_exactly_one(unit, text):
    covered = [0] * len(text)
    for start, end in Passages(text).of(unit):
        covered[start:end] = [count + 1 for count in covered[start:end]]

    assert all(count == 1 for count, mark in zip(covered, text, strict=True) if not mark.isspace())


@pytest.mark.parametrize("unit", ["sentence", "quotation"])
@settings(max_examples=150, deadline=None)
@given(text=TEXTS)
def test_sentences_and_quotations_cross_no_paragraph(unit, text):
    blocks = paragraphs_in(text)

    assert all(any(block.contains(span) for block in blocks) for span in Passages(text).of(unit))


@pytest.mark.parametrize("unit", ["quotation", "sentence", "paragraph"])
@settings(max_examples=150, deadline=None)
@given(text=TEXTS)
def test_sentences_quotations_and_paragraphs_have_no_space_around_them(unit, text):
    assert all(span.of(text) == span.of(text).strip() for span in Passages(text).of(unit))


@settings(max_examples=150, deadline=None)
@given(text=TEXTS)
def test_quotations_nest_or_stand_apart(text):
    found = quotations_in(text)

    assert not any(
        one.overlaps(other) and not one.contains(other) and not other.contains(one)
        for one in found
        for other in found
    )


@settings(max_examples=150, deadline=None)
@given(text=TEXTS)
def test_passages_found_once_are_those_that_the_functions_find(text):
    passages = Passages(text)

    assert passages.words == words_in(text)
    assert passages.sentences == sentences_in(text)
    assert passages.quotations == quotations_in(text)
    assert passages.paragraphs == paragraphs_in(text)


def covering(spans, start, end):
    """Find the smallest span that covers a stretch by looking at each."""
    found = [span for span in spans if span.start <= start and end <= span.end]
    return min(found, key=lambda span: span.length, default=None)


@pytest.mark.parametrize("unit", UNITS)
@settings(max_examples=200, deadline=None)
@given(data=st.data(), text=TEXTS.filter(bool))
def test_the_passage_around_a_stretch_is_the_smallest_that_covers_it(unit, data, text):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))

    assert Passages(text).around(unit, start, end) == covering(Passages(text).of(unit), start, end)


@pytest.mark.parametrize("length", [100, 19_000])
def test_a_long_quotation_is_found_around_its_last_word(length):
    text = f"“{'word ' * (length // 5)}end”"

    assert Passages(text).around("quotation", len(text) - 4, len(text) - 1) == (0, len(text))


def test_a_speech_printed_whole_is_found_around_its_last_word():
    text = f"“‘so’ {'word ' * 5_000}end”"

    assert Passages(text).around("quotation", len(text) - 4, len(text) - 1) == (0, len(text))


def test_the_innermost_of_nested_quotations_lies_around_its_words():
    text = "“outer ‘middle “inner” middle’ outer”"
    passages = Passages(text)
    found = [passages.around("quotation", at, at + 1) for at in (1, 8, 16, 24, 31)]

    assert [span.of(text).split(" ")[0] for span in found] == [
        "“outer",
        "‘middle",
        "“inner”",
        "‘middle",
        "“outer",
    ]


def test_nothing_lies_around_a_place_between_passages():
    passages = Passages("One.  Two.")

    assert passages.around("sentence", 4, 5) is None
    assert passages.around("sentence", 0, 10) is None
    assert passages.around("quotation", 0, 1) is None


@pytest.mark.parametrize("unit", UNITS)
@settings(max_examples=150, deadline=None)
@given(text=TEXTS, block=st.integers(1, 60), data=st.data())
def test_passages_found_from_any_place_are_those_of_the_whole_text(unit, text, block, data):
    whole = {
        "word": words_in,
        "sentence": sentences_in,
        "quotation": quotations_in,
        "paragraph": paragraphs_in,
    }
    expected = whole[unit](text)
    passages = Passages(text, block)

    for offset in data.draw(st.lists(st.integers(0, len(text) + 1), min_size=1, max_size=4)):
        later = [span for span in expected if span.start >= offset]
        before = [span for span in expected if span.start < offset]
        assert list(passages.following(unit, offset)) == later
        assert list(passages.preceding(unit, offset)) == before[::-1]


def test_a_long_run_of_stops_behind_another_stop_is_divided_once():
    text = "Yes。" + "!" * 40 + " No. Nor this."

    found = list(islice(Passages(text, 4).following("sentence", 0), 10))

    assert found == sentences_in(text)


@settings(max_examples=100, deadline=None)
@given(text=TEXTS, block=st.integers(1, 60))
def test_sentences_are_counted_up_to_each_place(text, block):
    passages = Passages(text, block)
    found = sentences_in(text)
    passages.count_sentences()

    for offset in range(len(text) + 1):
        number = sum(1 for span in found if span.start <= offset)
        assert passages.number(offset) == (number, len(found))


def test_a_long_text_has_no_numbers_before_its_sentences_are_counted():
    passages = Passages("One sentence more. " * 4_000)
    rests = []

    assert passages.number(500) is None
    passages.count_sentences(lambda: rests.append(1))
    assert passages.number(len(passages.text)) == (4_000, 4_000)
    assert len(rests) > 5


@pytest.mark.parametrize("end", ["\n", " "])
@pytest.mark.parametrize("unit", ["word", "sentence"])
def test_the_passages_around_a_place_take_no_more_work_in_a_longer_text(unit, end):
    found = []
    for count in (4_000, 40_000):
        text = f"Wang said that it was over, and left.{end}" * count
        passages = Passages(text)
        middle = len(text) // 2
        for spans in (passages.following(unit, middle), passages.preceding(unit, middle)):
            assert next(spans)
        found.append(passages.parts_found)

    assert found[0] == found[1] <= 2


def test_a_text_without_marks_has_no_quotations():
    assert not Passages("None at all. " * 9_000).has_quotations
    assert Passages("None at all. " * 9_000 + "“One.”").has_quotations


def test_one_quotation_tells_that_there_are_any_however_long_its_paragraph():
    passages = Passages("“One.” " * 100_000)
    assert passages.has_quotations
    assert not passages.parts_found

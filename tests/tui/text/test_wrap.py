"""Rows that are wrapped when they are reached: the same rows, and no more work than it takes."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings, strategies as st

from hedgerow.tui.text.cells import graphemes, width
from hedgerow.tui.text.prefix_sums import PrefixSums
from hedgerow.tui.text.wrap import BLOCK, Rows, has_long_lines

WORDS = [
    "the",
    "minister",
    "said",
    "漢字",
    "“über”",
    "e\u0301t\u0301",
    "👩\u200d👩\u200d👧",
    "\t",
    "שלום",
    "\x1b",
    "a" * 70,
]
ENDS = [" ", " ", " ", " ", " ", " ", " ", "\n", "\r\n", "\n\n"]


def article(size: int, seed: int, ends: list[str] = ENDS) -> str:
    """Make a text of about `size` code points."""
    chance = random.Random(seed)
    text = ""
    while len(text) < size:
        text += "".join(chance.choice(WORDS) + chance.choice(ends) for _ in range(200))
    return text


def whole(rows: Rows) -> list[tuple[int, int]]:
    """Give every row, from the first on."""
    spans, row = [], 0
    while row < len(rows):
        spans.append(rows.span(row))
        row += 1
    return spans


TEXTS = st.builds(
    article,
    st.integers(0, 8 * BLOCK),
    st.integers(0, 50),
    st.sampled_from([ENDS, [" "], [""], [" "] * 400 + ["\n"]]),
)


@settings(max_examples=40)
@given(TEXTS, st.integers(2, 100), st.booleans(), st.data())
def test_rows_reached_in_any_order_are_those_reached_from_the_first_on(text, columns, spaced, data):
    expected = whole(Rows(text, columns, is_spaced=spaced))
    rows = Rows(text, columns, is_spaced=spaced)
    for offset in data.draw(st.lists(st.integers(0, len(text)), max_size=8)):
        start, end = rows.span(rows.row_of(offset))
        assert (start, end) in expected
        assert start <= offset < end or offset == end == len(text)
    assert whole(rows) == expected


@settings(max_examples=40)
@given(TEXTS, st.integers(2, 100), st.data())
def test_the_rows_above_a_row_are_those_that_stand_before_it(text, columns, data):
    expected = whole(Rows(text, columns))
    rows = Rows(text, columns)
    offset, count = data.draw(st.integers(0, len(text))), data.draw(st.integers(0, 100))
    row = rows.reach(rows.row_of(offset), -count)
    position = expected.index(rows.span(row))
    above = [rows.span(row - n) for n in range(1, min(count, position) + 1)]
    assert above == expected[position - len(above) : position][::-1]


@settings(max_examples=40)
@given(TEXTS, st.integers(2, 100), st.data())
def test_the_rows_below_a_row_are_those_that_stand_after_it(text, columns, data):
    expected = whole(Rows(text, columns))
    rows = Rows(text, columns)
    offset, count = data.draw(st.integers(0, len(text))), data.draw(st.integers(0, 100))
    row = rows.reach(rows.row_of(offset), count)
    position = expected.index(rows.span(row))
    below = expected[position : position + count + 1]
    assert [rows.span(row + n) for n in range(len(below))] == below


@settings(max_examples=30)
@given(TEXTS, st.integers(2, 100))
def test_no_piece_of_a_long_line_divides_what_is_seen_as_one_character(text, columns):
    starts = {start for start, _ in whole(Rows(text, columns))}
    assert not any(
        text[start - 1] == "\u200d" or text[start] in "\u200d\u0301"
        for start in starts
        if 0 < start < len(text) and text[start - 1] != "\n"
    )


@pytest.mark.parametrize("ends", [ENDS, [" "]])
def test_what_is_wrapped_for_a_place_does_not_grow_with_the_text(ends):
    wrapped = []
    for size in (20 * BLOCK, 200 * BLOCK):
        text = article(size, 1, ends)
        rows = Rows(text, 80)
        rows.span(rows.row_of(len(text) // 2))
        wrapped.append(rows.wrapped // (4 * BLOCK))
    assert wrapped[0] == wrapped[1]


def test_the_number_of_rows_is_known_once_all_are_reached():
    text = article(10 * BLOCK, 2)
    rows = Rows(text, 40)
    known = whole(rows)
    assert len(rows) == len(known)
    assert rows.wrapped == len(text)


def test_a_text_in_another_width_begins_anew():
    rows = Rows(article(10 * BLOCK, 3), 40)
    whole(rows)
    narrower = rows.at_width(20)
    assert narrower.wrapped < 3 * BLOCK
    assert whole(narrower) == whole(Rows(rows.text, 20))


def test_long_lines_are_noticed_wherever_they_begin():
    assert has_long_lines("short\n" * 50 + "x" * 100)
    assert not has_long_lines(("x" * 99 + "\n") * 50)
    assert not has_long_lines("")


@given(st.lists(st.integers(0, 9), min_size=1, max_size=40), st.data())
def test_sums_of_the_first_numbers_follow_each_change(numbers, data):
    sums = PrefixSums(numbers)
    for index, number in data.draw(
        st.lists(st.tuples(st.integers(0, len(numbers) - 1), st.integers(0, 9)), max_size=5)
    ):
        numbers[index] = sums[index] = number
    assert [sums.before(index) for index in range(len(numbers) + 1)] == [
        sum(numbers[:index]) for index in range(len(numbers) + 1)
    ]
    assert sums.total == sum(numbers)
    for number in range(sums.total + 1):
        index = sums.index_at(number)
        assert sums.before(index) <= number
        assert index == len(numbers) - 1 or sums.before(index + 1) > number


def test_every_row_of_wide_and_joined_characters_fits():
    text = article(6 * BLOCK, 4, [""])
    rows = Rows(text.replace("\t", "").replace("\x1b", ""), 30)
    for start, end in whole(rows):
        line = rows.text[start:end].rstrip()
        assert width(line) <= 30 or len(graphemes(line)) == 1

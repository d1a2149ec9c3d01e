"""Text on a grid: rows, cells, runs, visible characters and search, over any text."""

from __future__ import annotations

import itertools
import unicodedata

import pytest
from hypothesis import example, given, strategies as st
from rich.cells import cell_len

from hedgerow.tui.text.cells import fit, grapheme_end, graphemes, is_simple, offset_at, width
from hedgerow.tui.text.runs import Highlight, Runs
from hedgerow.tui.text.span_index import SpanIndex
from hedgerow.tui.text.span_list import SpanList
from hedgerow.tui.text.visible import one_line, visible, visible_lines
from hedgerow.tui.text.wrap import Rows

MIXED = st.text(
    alphabet=st.sampled_from("ab zé. ,-\n\t\r\u00a0漢字かな“”\u0301\u200d👩👧🇬🇧́e\u202e\x1b\x9b[]"),
    max_size=200,
)


@given(MIXED, st.integers(2, 40), st.booleans())
def test_rows_cover_the_text_without_a_gap(text, columns, spaced):
    rows = Rows(text, columns, is_spaced=spaced)
    spans = [rows.span(row) for row in range(len(rows))]
    assert spans[0][0] == 0
    assert spans[-1][1] == len(text)
    assert all(before[1] == after[0] for before, after in itertools.pairwise(spans))


@given(MIXED, st.integers(2, 40))
@example("か \u0301", 2)
def test_no_row_is_wider_than_the_column_but_for_the_spaces_it_ends_in(text, columns):
    shown = visible_lines(text)
    rows = Rows(shown, columns)
    for row in range(len(rows)):
        start, end = rows.drawn(row)
        line = shown[start:end].rstrip(" ")
        assert cell_len(line) <= columns or len(graphemes(line)) == 1


@given(MIXED, st.integers(2, 40), st.booleans())
def test_every_offset_is_found_in_its_row(text, columns, spaced):
    rows = Rows(text, columns, is_spaced=spaced)
    for offset in range(len(text)):
        start, end = rows.span(rows.row_of(offset))
        assert start <= offset < end


@given(MIXED, st.integers(2, 40))
def test_what_is_not_drawn_of_a_row_is_its_line_break(text, columns):
    rows = Rows(text, columns)
    for row in range(len(rows)):
        (_, end), (_, drawn_end) = rows.span(row), rows.drawn(row)
        assert text[drawn_end:end] in ("", "\n", "\r\n")


def test_a_line_breaks_after_a_space_and_not_within_a_word():
    rows = Rows("the quick brown fox", 10)
    assert [rows.text[slice(*rows.span(row))] for row in range(len(rows))] == [
        "the quick ",
        "brown fox",
    ]


def test_a_word_that_is_longer_than_the_column_is_divided():
    rows = Rows("x" * 25, 10)
    assert [rows.span(row) for row in range(len(rows))] == [(0, 10), (10, 20), (20, 25)]


def test_wide_characters_take_two_cells_each():
    rows = Rows("漢字かな漢字", 4)
    assert [rows.span(row) for row in range(len(rows))] == [(0, 2), (2, 4), (4, 6)]


def test_an_emoji_of_several_code_points_is_never_divided():
    family = "👩\u200d👩\u200d👧"
    rows = Rows(f"ab {family} cd {family}", 5)
    starts = [rows.span(row)[0] for row in range(len(rows))]
    inside = {3 + n for n in range(1, len(family))} | {12 + n for n in range(1, len(family))}
    assert not inside & set(starts)


def test_an_empty_row_sets_long_paragraphs_apart_and_holds_their_line_feed():
    text = "a " * 60 + "\n" + "b " * 60
    rows = Rows(text, 40, is_spaced=True)
    empty = [row for row in range(len(rows)) if rows.drawn(row)[0] == rows.drawn(row)[1]]
    assert [text[slice(*rows.span(row))] for row in empty] == ["\n"]


def test_short_lines_stay_together_in_a_spaced_text():
    rows = Rows("• one\n• two\n• three", 40, is_spaced=True)
    assert len(rows) == 3


@given(st.text(max_size=200))
def test_visible_text_is_as_long_as_the_text(text):
    assert len(visible(text)) == len(text)
    assert len(visible_lines(text)) == len(text)


@given(st.text(alphabet=st.characters(), max_size=100))
def test_visible_text_holds_no_control_character(text):
    for character in visible(text):
        assert unicodedata.category(character) not in ("Cc", "Zl", "Zp", "Cs")
        assert unicodedata.bidirectional(character) not in (
            "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"
        )  # fmt: skip


@pytest.mark.parametrize("code", [0x1B, 0x9B, 0x9D, 0x07, 0x08, 0x0D, 0x7F, 0x202E, 0x2066, 0xD800])
def test_each_dangerous_character_is_shown_as_another(code):
    assert visible(chr(code)) != chr(code)


def test_a_line_feed_stays_only_where_lines_are_shown():
    assert visible("a\nb") == "a␊b"
    assert visible_lines("a\n\x1bb") == "a\n␛b"


def test_one_line_folds_white_space_and_shows_the_rest():
    assert one_line(" a\n b\t\x1b[1m ") == "a b ␛[1m"


@given(MIXED)
def test_a_text_of_simple_characters_is_as_wide_as_it_is_long(text):
    if is_simple(text):
        assert cell_len(text) == len(text)


@given(MIXED, st.integers(0, 30))
def test_a_fitted_line_takes_just_its_cells(text, cells):
    assert width(fit(visible(text), cells)) == cells


@given(MIXED.filter(lambda text: "\n" not in text))
def test_the_cell_of_each_grapheme_leads_back_to_it(text):
    text = visible(text)
    cell = 0
    for start, _, wide in graphemes(text):
        if wide:
            assert offset_at(text, cell) == start
        cell += wide


@given(MIXED)
def test_a_caret_covers_a_whole_grapheme(text):
    for offset in range(len(text)):
        assert offset < grapheme_end(text, offset) <= len(text)


KINDS = ("one", "two", "three")
MARKS = st.lists(
    st.builds(
        lambda start, length, kind: Highlight(start, start + length, kind),
        st.integers(0, 50),
        st.integers(0, 20),
        st.sampled_from((*KINDS, "unknown")),
    ),
    max_size=12,
)


@given(MARKS, st.integers(0, 60), st.integers(0, 30))
def test_runs_say_of_each_character_what_its_marks_say(marks, start, length):
    runs = Runs(marks, KINDS)
    said = {}
    for run in runs.between(start, start + length):
        for offset in range(run.start, run.end):
            said[offset] = {kind for bit, kind in enumerate(KINDS) if run.mask >> bit & 1}
    for offset in range(start, start + length):
        expected = {mark.kind for mark in marks if mark.start <= offset < mark.end} & set(KINDS)
        assert said[offset] == expected


@given(MARKS, st.integers(0, 60), st.integers(1, 30))
def test_the_kinds_of_a_stretch_are_those_of_the_marks_that_touch_it(marks, start, length):
    kinds = Runs(marks, KINDS).kinds_in(start, start + length)
    touching = {
        mark.kind
        for mark in marks
        if mark.start < start + length and start < mark.end and mark.start < mark.end
    }
    assert kinds == [kind for kind in KINDS if kind in touching]


@given(MARKS, MARKS, st.integers(0, 60), st.integers(0, 30), st.data())
def test_runs_that_were_changed_are_those_made_anew(marks, more, start, length, data):
    runs = Runs(marks, KINDS)
    runs.add(more)
    gone = data.draw(st.lists(st.sampled_from(marks), unique_by=id)) if marks else []
    runs.remove(gone)
    left = [mark for mark in marks if not any(mark is one for one in gone)]
    anew = Runs([*left, *more], KINDS)
    assert list(runs.between(start, start + length)) == list(anew.between(start, start + length))
    assert runs.kinds_in(start, start + length) == anew.kinds_in(start, start + length)


SPANS = st.lists(st.tuples(st.integers(0, 20_000), st.integers(0, 9_000)), max_size=20)


@given(SPANS, st.integers(0, 30_000), st.integers(0, 5_000))
def test_an_index_finds_what_touches_a_place_at_any_size(spans, start, length):
    spans = [(first, first + size, number) for number, (first, size) in enumerate(spans)]
    index = SpanIndex(spans)
    touching = [s for s in spans if s[0] < start + length and start < s[1] and s[0] < s[1]]
    assert sorted(index.touching(start, start + length)) == sorted(touching if length else [])
    for span in spans:
        index.remove(*span)
    assert not list(index.touching(0, 40_000))


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5), st.booleans())))
def test_a_list_of_spans_has_each_once_and_in_order(steps):
    spans, there = SpanList(), []
    for start, end, comes in steps:
        if comes:
            spans.add((start, end))
            there.append((start, end))
        elif (start, end) in there:
            spans.remove((start, end))
            there.remove((start, end))
        assert spans.spans == sorted(set(there))

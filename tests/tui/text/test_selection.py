"""Selections and motions, over the passages of a text, without a screen."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from hedgerow.store.passages.passages import Passages
from hedgerow.tui.text.selection import Motions, next_place, select

TEXT = (
    "Rain fell. “We will stay,” the mayor said, “whatever comes.” Nobody left.\n\n"
    "On Monday the river rose. It fell again."
)


@pytest.fixture
def motions():
    return Motions(Passages(TEXT))


def words(selection):
    return TEXT[selection.start : selection.end]


def after(selection, *steps):
    for step in steps:
        selection = step(selection)
    return selection


def test_at_first_the_first_sentence_is_selected(motions):
    assert words(motions.first()) == "Rain fell."


def test_the_next_sentence_follows(motions):
    assert words(motions.next(motions.first(), "sentence")).startswith("“We will stay,”")


def test_a_count_goes_as_many_sentences_on(motions):
    assert words(motions.next(motions.first(), "sentence", 3)) == "On Monday the river rose."


def test_a_count_too_large_goes_to_the_last_sentence(motions):
    assert words(motions.next(motions.first(), "sentence", 99)) == "It fell again."


def test_after_the_last_sentence_nothing_changes(motions):
    last = motions.last()
    assert motions.next(last, "sentence") == last


def test_before_the_first_sentence_nothing_changes(motions):
    first = motions.first()
    assert motions.previous(first, "sentence") == first


def test_from_a_sentence_the_next_word_is_the_first_in_it(motions):
    assert words(motions.next(motions.first(), "word")) == "Rain"


def test_from_a_word_the_next_word_follows(motions):
    word = motions.next(motions.first(), "word")
    assert words(motions.next(word, "word")) == "fell"


def test_from_a_word_within_a_sentence_the_sentence_before_is_the_one_around(motions):
    word = motions.at(TEXT.index("mayor"), "word")
    assert words(motions.previous(word, "sentence")).startswith("“We will stay")


def test_extending_adds_the_next_word(motions):
    word = motions.at(TEXT.index("river"), "word")
    assert words(motions.extend(word, "word", 1)) == "river rose"


def test_extending_back_gives_back_what_was_added(motions):
    word = motions.at(TEXT.index("river"), "word")
    assert words(motions.extend(motions.extend(word, "word", 2), "word", -1)) == "river rose"
    assert motions.extend(motions.extend(word, "word", 2), "word", -2).span == word.span


def test_extending_back_goes_over_the_anchor(motions):
    word = motions.at(TEXT.index("river"), "word")
    assert words(motions.extend(motions.extend(word, "word", 1), "word", -2)) == "the river"


def test_extending_by_a_sentence_takes_in_the_rest_of_this_one(motions):
    word = motions.at(TEXT.index("river"), "word")
    assert words(motions.extend(word, "sentence", 1)).endswith("river rose.")


def test_widening_goes_from_word_to_quotation_to_sentence_to_paragraph_to_all(motions):
    selection = motions.at(TEXT.index("stay"), "word")
    seen = []
    for _ in range(4):
        selection = motions.widen(selection)
        seen.append(words(selection))
    assert seen[0] == "“We will stay,”"
    assert seen[1].endswith("“whatever comes.”")
    assert seen[2].endswith("Nobody left.")
    assert seen[3] == TEXT


def test_narrowing_goes_back_the_way_that_widening_came(motions):
    word = motions.at(TEXT.index("stay"), "word")
    wide = after(word, motions.widen, motions.widen, motions.widen)
    assert after(wide, motions.narrow, motions.narrow, motions.narrow) == word


def test_narrowing_a_sentence_that_was_not_widened_selects_what_lies_in_it(motions):
    sentence = motions.next(motions.first(), "sentence")
    assert words(motions.narrow(sentence)) == "“We will stay,”"


def test_the_start_moves_by_a_word_both_ways(motions):
    word = motions.at(TEXT.index("river"), "word")
    wider = motions.move_start(word, -1)
    assert words(wider) == "the river"
    assert words(motions.move_start(wider, 1)) == "river"


def test_the_end_moves_by_a_word_both_ways(motions):
    word = motions.at(TEXT.index("river"), "word")
    wider = motions.move_end(word, 1)
    assert words(wider) == "river rose"
    assert words(motions.move_end(wider, -1)) == "river"


def test_a_boundary_never_passes_the_other_one(motions):
    word = motions.at(TEXT.index("river"), "word")
    assert motions.move_start(word, 1) == word
    assert motions.move_end(word, -1) == word


PLACES = [(0, 4), (0, 10), (12, 20), (12, 14), (30, 31)]


def test_the_next_place_is_the_first_after_the_selection():
    assert next_place(sorted(PLACES), select(0, 10), 1) == (12, 14)


def test_a_place_that_starts_with_a_larger_selection_is_found_within_it():
    assert next_place(sorted(PLACES), select(0, 40), 1) == (0, 4)


def test_of_two_places_with_one_start_each_is_reached():
    assert next_place(sorted(PLACES), select(0, 4), 1) == (0, 10)
    assert next_place(sorted(PLACES), select(12, 20), -1) == (12, 14)


def test_after_the_last_place_there_is_none():
    assert next_place(sorted(PLACES), select(30, 31), 1) is None
    assert next_place(sorted(PLACES), select(0, 4), -1) is None


UNITS = st.sampled_from(["word", "quotation", "sentence", "paragraph"])
STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            [
                "next",
                "previous",
                "extend",
                "widen",
                "narrow",
                "move_start",
                "move_end",
                "first",
                "last",
            ]
        ),
        UNITS,
        st.integers(-3, 3).filter(bool),
    ),
    max_size=15,
)


@given(st.text(alphabet='aB. ,“”"\n漢?!', max_size=120), STEPS)
def test_whatever_is_pressed_something_within_the_text_is_selected(text, steps):
    motions = Motions(Passages(text))
    selection = motions.first()
    for name, unit, count in steps:
        match name:
            case "next" | "previous":
                selection = getattr(motions, name)(selection, unit, abs(count))
            case "extend":
                selection = motions.extend(
                    selection, "word" if unit == "word" else "sentence", count
                )
            case "widen" | "narrow":
                selection = getattr(motions, name)(selection)
            case "move_start" | "move_end":
                selection = getattr(motions, name)(selection, count)
            case _:
                selection = getattr(motions, name)(unit)
        assert 0 <= selection.start <= selection.end <= len(text)
        assert selection.start < selection.end or not text.strip()
        assert selection.start <= selection.caret <= selection.end


FAMILY = "A 👩‍👩‍👧 e\u0301 z"


@pytest.mark.parametrize(
    ("span", "side", "direction", "expected"),
    [
        ((2, 7), "start", 1, (2, 7)),  # what is left would be nothing
        ((0, 7), "start", 1, (1, 7)),
        ((2, 7), "end", 1, (2, 8)),
        ((2, 8), "end", 1, (2, 10)),
        ((2, 10), "end", -1, (2, 8)),
        ((2, 8), "end", -1, (2, 7)),
        ((7, 10), "start", -1, (2, 10)),
        ((0, 3), "start", -1, (0, 3)),
        ((0, len(FAMILY)), "end", 1, (0, len(FAMILY))),
    ],
)
def test_a_boundary_moves_by_what_a_reader_sees_as_a_character(span, side, direction, expected):
    motions = Motions(Passages(FAMILY))
    move = motions.shift_start if side == "start" else motions.shift_end
    assert move(select(*span), direction).span == expected

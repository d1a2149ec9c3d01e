"""Paragraphs: lines, or blocks of lines that were wrapped by hand."""

from __future__ import annotations

import textwrap

import pytest
from prose import PROSE, cut

from hedgerow.store.passages.paragraphs import paragraphs_in


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("gap", [1, 2, 5])
def test_long_lines_are_paragraphs_however_many_newlines_divide_them(newline, gap):
    blocks = ["word " * 30 + "end", "Short one.", "word " * 25 + "end"]

    assert cut(paragraphs_in, (newline * gap).join(blocks)) == blocks


def test_paragraphs_leave_out_the_space_around_them():
    assert cut(paragraphs_in, f"\n  One. \t\n \xa0\n\u3000{'word ' * 25}\n") == [
        "One.",
        ("word " * 25).strip(),
    ]


@pytest.mark.parametrize("width", [40, 60, 72, 80, 99])
def test_lines_that_were_wrapped_by_hand_are_one_paragraph(width):
    wrapped = [textwrap.fill(PROSE, width), textwrap.fill(PROSE[:300], width)]

    assert cut(paragraphs_in, "\n\n".join(wrapped)) == wrapped


def test_wrapped_lines_are_one_paragraph_whatever_ends_them():
    filled = [textwrap.fill(PROSE, width) for width in range(40, 99)]

    assert [len(paragraphs_in(text.replace("\n", "\r\n"))) for text in filled] == [1] * len(filled)


def test_short_lines_that_each_end_a_sentence_are_paragraphs():
    text = "Talks failed on Monday in Kyiv.\nNobody left the building.\nThe talks go on today."

    assert cut(paragraphs_in, text) == text.split("\n")


WRAPPED = [PROSE, *(f"{PROSE[:length]}." for length in (300, 130, 220))]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\x85", "\u2028"])
@pytest.mark.parametrize("width", [40, 60, 72, 99, 132])
@pytest.mark.parametrize(
    ("first", "later", "between"),
    [
        ("", "", 2),
        ("   ", "", 1),
        ("      ", "  ", 1),
        ("    ", "    ", 2),
        ("\t", "", 1),
        ("", "", 3),
    ],
)
def test_paragraphs_that_were_wrapped_are_found_again(width, first, later, between, newline):
    indents = {"initial_indent": first, "subsequent_indent": later, "expand_tabs": False}
    filled = [textwrap.fill(one, width, **indents) for one in WRAPPED]
    text = ("\n" * between).join(filled).replace("\n", newline)

    found = cut(paragraphs_in, text)

    assert ["".join(one.split()) for one in found] == ["".join(one.split()) for one in WRAPPED]


def test_a_long_line_in_a_wrapped_text_changes_nothing():
    wrapped = textwrap.fill(PROSE, 60)
    address = f"https://example.com/{'long/' * 30}"
    table = "Oslo        12        14\nBergen      9         11"

    assert cut(paragraphs_in, f"{wrapped}\n\n{address}\n\n{wrapped}")[::2] == [wrapped, wrapped]
    assert cut(paragraphs_in, f"{wrapped}\n\n{table}") == [wrapped, *table.split("\n")]


@pytest.mark.parametrize("marker", ["- ", "* ", "• ", "1. ", "(a) "])
def test_items_of_a_list_are_paragraphs_where_the_text_is_wrapped(marker):
    items = [
        textwrap.fill(PROSE[:150], 60, initial_indent=marker, subsequent_indent=" " * len(marker))
        for _ in range(3)
    ]
    wrapped = textwrap.fill(PROSE, 60)

    assert cut(paragraphs_in, "\n".join([wrapped, "", *items])) == [wrapped, *items]


VERSE = """Whose woods these are I think I know.
His house is in the village though;
He will not see me stopping here
To watch his woods fill up with snow."""
LINES = [
    VERSE,
    "Milk\nbread and butter\napples\nfour lemons",
    "eggs\nmilk\nflour\nsalt",
    "Name      Age      City\nAna       38       Oslo\nKarl      51       Bergen",
    "By Anna Berg\nExample Post\n2 March 2022",
    "Ana Ruiz\n12 High Street\nLondon",
    "Talks fail in Kyiv\nMinister resigns over leak\nBridge to open in May",
]


@pytest.mark.parametrize("text", LINES)
def test_lines_that_are_no_prose_are_paragraphs(text):
    flowing = f"{PROSE}\n\n{PROSE}"
    wrapped = "\n\n".join([textwrap.fill(PROSE, 60)] * 2)

    assert cut(paragraphs_in, text) == text.split("\n")
    assert cut(paragraphs_in, f"{flowing}\n\n{text}\n\n{flowing}")[2:-2] == text.split("\n")
    assert cut(paragraphs_in, f"{wrapped}\n\n{text}\n\n{wrapped}")[2:-2] == text.split("\n")


@pytest.mark.parametrize("end", ["\u2028", "\x0b"])
def test_a_line_end_for_looks_stands_within_a_paragraph(end):
    text = f"The minister said{end}that the bridge was open.\n{PROSE}"

    assert cut(paragraphs_in, text) == text.split("\n")


def test_a_word_that_a_line_divides_is_one_paragraph_with_it():
    text = (
        "We are nearly done with the work on the north-\nern ramp, she told report-\ners in Oslo."
    )

    assert cut(paragraphs_in, text) == [text]


def test_a_short_line_before_a_long_one_is_a_paragraph():
    text = "Talks fail\nThe talks, which had gone on all day, failed in the capital."

    assert cut(paragraphs_in, text) == text.split("\n")


SONG = """    The road is long, the night is cold,
    we sing the songs our fathers sold,
    and when the day is near, my dear,
    the bells will ring, the bells will ring."""


def test_a_song_that_is_set_in_says_nothing_of_how_the_prose_was_wrapped():
    prose = [
        "The bridge opened on Sunday after two years of work, and dogs\nwere the first across.",
        "Wages rise by five percent, said the council, which spent the day\nspeaking of little.",
    ]

    found = cut(paragraphs_in, "\n\n".join([prose[0], "They sang:", SONG, prose[1]]))

    song = [line.strip() for line in SONG.split("\n")]
    assert found == [prose[0], "They sang:", *song, prose[1]]


def test_narrow_lines_that_somebody_broke_by_eye_are_wrapped():
    blocks = [
        "“We won,” said K.L.\nBerg. “The council asked Sgt.\nOlsen, and he had no idea\nof it.”",
        "Mrs. Berg, who leads the\nunion of the ferrymen, said\nthat she was glad of it.",
        "The price of a ticket fell\nby a third, said Prof.\nRuiz of the college of\nthe harbour.",
    ]

    assert cut(paragraphs_in, "\n\n".join(blocks)) == blocks

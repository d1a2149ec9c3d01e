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


def test_a_short_line_before_a_long_one_is_a_paragraph():
    text = "Talks fail\nThe talks, which had gone on all day, failed in the capital."

    assert cut(paragraphs_in, text) == text.split("\n")

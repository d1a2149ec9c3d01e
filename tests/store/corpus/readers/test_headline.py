"""The title of an article, found where it says none."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st
from readings import html, markdown, plain


@pytest.mark.parametrize(
    ("opening", "title"),
    [
        ("Talks fail again\n\nThe talks failed.", "Talks fail again"),
        ("Talks fail again\r\n\r\nThe talks failed.", "Talks fail again"),
        ("\n\n  Talks   fail\tagain  \nThe talks failed.", "Talks fail again"),
        ("Will talks fail?\nThey will.", "Will talks fail?"),
        ("China’s “grave\xa0concern”\nThe rest.", "China’s “grave concern”"),
    ],
)
def test_a_short_first_line_is_the_title(opening, title):
    assert plain(opening).title == title


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Mr. Wang left. Others stayed.", "Mr. Wang left."),
        ("The talks failed.\nNobody knew why.", "The talks failed."),
        ("Beijing: China is grieved. It said so.", "China is grieved."),
        ("Kyiv, March 2: Talks failed. They did.", "Talks failed."),
        (" date 2022-03-02 Wang Yi called. He did.", "Wang Yi called."),
        ("他离开了。她留下了。", "他离开了。"),
    ],
)
def test_running_text_gives_its_first_sentence_without_place_and_day(text, title):
    assert plain(text).title == title


def test_a_long_first_sentence_is_cut_at_a_word():
    title = plain("The minister " + "very " * 40 + "late left. He did.").title

    assert title == "The minister " + "very " * 12 + "very…"


@given(st.text(alphabet="aB .,“”\n中😀", max_size=400))
def test_a_title_from_the_text_is_one_short_line(text):
    title = plain(text).title

    assert title
    assert "\n" not in title
    assert len(title) <= 140


@pytest.mark.parametrize("text", ["", " \n\t\n", "\n" * 50])
def test_a_text_without_words_is_called_by_its_id(text):
    assert plain(text).title == "the-id"


def test_the_title_that_a_source_states_goes_before_its_headline():
    assert markdown("---\ntitle: Stated\n---\n# Heading\n\nText.").title == "Stated"


def test_a_heading_is_the_title_of_a_source_that_states_none():
    assert markdown("Some words.\n\n# The *real*\n  heading\n\nText.").title == "The real"
    assert html("<p>Some words.</p><h1>The <i>real</i>\n heading</h1>").title == "The real heading"


@pytest.mark.parametrize(
    "opening",
    [
        "date 2022-03-02\nTalks failed on all sides. Nobody knew why.",
        "March 2, 2022\n\nTalks failed on all sides. Nobody knew why.",
    ],
)
def test_a_date_line_is_no_title(opening):
    assert plain(opening).title == "Talks failed on all sides."


def test_a_short_paragraph_that_ends_in_a_quotation_is_no_headline():
    text = "The talks failed. He said: “We will not leave.”\nThe rest."

    assert plain(text).title == "The talks failed."


def test_a_first_line_that_leaves_a_quotation_open_is_no_headline():
    text = "“We stay. We will not leave, he said\nThe rest of it."

    assert plain(text).title == "“We stay."

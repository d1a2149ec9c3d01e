"""A text as it flows: what is written otherwise, and the way back."""

from __future__ import annotations

import re
import textwrap
from itertools import pairwise

import pytest
from hypothesis import given, settings, strategies as st
from prose import PROSE, SEEDS

from hedgerow.store.folding import UNSEEN
from hedgerow.store.passages import flowing
from hedgerow.store.passages.passages import Passages
from hedgerow.store.passages.sentences import sentences_between
from hedgerow.store.span import Span

PIECES = [
    *"word|The|U.S.|. |, |  |“|”|-|so|north-\nern".split("|"),
    *("\n", "\n\n", "\r\n", "\t", "\xa0", "\u2028", "\xad", "\u200b", "\u200e"),
]
TEXTS = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=40).map("".join),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=80),
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The gov\xadern\xadment said so.", "The government said so."),
        ("Ana Ru\u200biz said so.", "Ana Ruiz said so."),
        ("\u200eAna\u200f said so.", "Ana said so."),
        ("Ana  Ruiz\tsaid \xa0 so.", "Ana Ruiz said so."),
        ("Ana \u200b Ruiz said so.", "Ana Ruiz said so."),
        (
            "The work on the north-\nern ramp, she told report-\ners.",
            "The work on the northern ramp, she told reporters.",
        ),
        (
            "A gov\xad\nernment of the state that has a long-\nterm view.",
            "A government of the state that has a long-term view.",
        ),
        (
            "A plan for the pre-\nand post-war years of the country.",
            "A plan for the pre- and post-war years of the country.",
        ),
        (
            "The minister said\u2028that it was over.\nHe left.",
            "The minister said that it was over.\nHe left.",
        ),
        ("One.\r\n\r\n  Two.\r\n", "One.\n\nTwo.\n"),
    ],
)
def test_a_text_is_written_as_it_flows(text, expected):
    assert flowing(text).text.strip(" ") == expected


def test_a_divided_word_is_the_one_that_the_text_has_elsewhere():
    text = (
        "The ombudsman was asked. The ombuds-\nman said that a well-known man and "
        "a well-\nknown one left."
    )

    assert "The ombudsman said" in flowing(text).text
    assert "a well-known one" in flowing(text).text


def test_a_text_that_divides_words_does_so_where_no_list_has_them():
    text = (
        "The minis-\nter gave no rea-\nson for the de-\nlay of the govern-\nment, and a "
        "well-\nknown friend kept still."
    )
    broken = "The long-\nterm plan of the ferry-\nmen is a half-\nbaked one, they said of it."

    assert flowing(text).text == (
        "The minister gave no reason for the delay of the government, and a well-known friend "
        "kept still."
    )
    assert flowing(broken).text == (
        "The long-term plan of the ferry-men is a half-baked one, they said of it."
    )


@pytest.mark.parametrize("sample", SEEDS, ids=lambda path: path.stem)
def test_nothing_moves_in_a_text_that_flows(sample):
    text = " ".join(sample.read_text(encoding="utf-8").split(" ")).replace("\t", " ")
    while "  " in text or " \xa0" in text or "\xa0 " in text:
        text = text.replace("  ", " ").replace(" \xa0", " ").replace("\xa0 ", " ")

    assert flowing(text).is_same
    assert flowing(text).text == text


@pytest.mark.parametrize("width", [40, 60, 72, 99])
def test_a_wrapped_text_flows_as_before(width):
    text = "\n\n".join([PROSE, PROSE[:300], PROSE])
    wrapped = "\n\n".join(textwrap.fill(one, width) for one in text.split("\n\n"))

    assert flowing(wrapped).text == text
    assert flowing(wrapped.replace("\n", "\r\n")).text == text


@settings(deadline=None)
@given(TEXTS)
def test_what_shows_is_all_there_and_leads_back(text):
    reading = flowing(text)
    spans = [reading.span(at, at + 1) for at, one in enumerate(reading.text) if not one.isspace()]

    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert all(
        span.of(text) == one
        for span, one in zip(
            spans, filter(lambda one: not one.isspace(), reading.text), strict=True
        )
    )


@settings(deadline=None)
@given(
    st.lists(st.sampled_from([one for one in PIECES if "-" not in one]), max_size=40).map("".join)
)
def test_a_text_and_what_it_reads_as_have_the_same_sentences(text):
    """So the reader and extraction, which read the one and the other, have one division."""
    reading = flowing(text)
    lines = [Span(*line.span()) for line in re.finditer("[^\n]+", reading.text)]
    found = [one for line in lines for one in sentences_between(reading.text, line, *line)]
    there = [reading.span(*one) for one in found]
    seen = [shown for one in Passages(text).sentences if (shown := _shown(one.of(text)))]

    read = [shown for one in there if (shown := _shown(one.of(text)))]
    assert read == seen


def _shown(text):
    return "".join(re.sub(f"[{UNSEEN}]", "", text).split())

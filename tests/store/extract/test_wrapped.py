"""Texts whose lines were wrapped, and characters that nobody sees: they mention what they say."""

from __future__ import annotations

import datetime
import textwrap

import pytest
from prose import SEEDS

from hedgerow.store.extract import extract, extract_mentions

PUBLISHED = datetime.date(2022, 3, 4)

INDENTS = {
    "none": {},
    "all": {"initial_indent": "    ", "subsequent_indent": "    "},
    "first": {"initial_indent": "   "},
    "agency": {"initial_indent": "      ", "subsequent_indent": "  "},
}


def written(text, spans):
    return ["".join(span.of(text).split()) for span in spans]


def mentioned(text):
    """Give all that a text mentions, white space aside."""
    found = extract(text, PUBLISHED)
    return (
        [
            (*(written(text, role) for role in (one.source, one.cue, one.content)), one.speaker)
            for one in found.attributions
        ],
        [(one.name, one.kind, written(text, one.mentions)) for one in found.speakers],
        [(written(text, [one.span]), one.value) for one in found.dates],
        [(one.label, written(text, [one.span]), one.speaker) for one in found.suggestions],
    )


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("indent", INDENTS)
@pytest.mark.parametrize("width", [40, 60, 72, 99])
@pytest.mark.parametrize("sample", SEEDS, ids=lambda path: path.stem)
def test_a_wrapped_article_mentions_what_it_did(sample, width, indent, newline):
    lines = sample.read_text(encoding="utf-8").split("\n")
    paragraphs = [" ".join(line.split()) for line in lines if line.strip()]
    between = "\n" if indent in ("first", "agency") else "\n\n"
    wrapped = between.join(textwrap.fill(one, width, **INDENTS[indent]) for one in paragraphs)

    assert mentioned(wrapped.replace("\n", newline)) == mentioned(between.join(paragraphs))


@pytest.mark.parametrize(
    ("text", "source", "content", "speaker"),
    [
        (
            "“We lost the\nvote,” Ana Ruiz\nsaid.",
            "Ana Ruiz",
            "“We lost the\nvote,”",
            "Ana Ruiz",
        ),
        (
            "The gov\xadern\xadment said the dam had held.",
            "The gov\xadern\xadment",
            "the dam had held",
            "government",
        ),
        (
            "Ana Ru\u200biz said the dam had held.",
            "Ana Ru\u200biz",
            "the dam had held",
            "Ana Ruiz",
        ),
        (
            "\u200eAna  Ruiz\u200e said the dam had held.",
            "Ana  Ruiz",
            "the dam had held",
            "Ana Ruiz",
        ),
        (
            "President\tKarl  Ostrow said the dam had held.",
            "President\tKarl  Ostrow",
            "the dam had held",
            "Karl Ostrow",
        ),
        (
            "‘The boys’ coats are wet,’ Ana Ruiz said.",
            "Ana Ruiz",
            "‘The boys’ coats are wet,’",
            "Ana Ruiz",
        ),
        ("Ana Ruiz said: ``We lost.''", "Ana Ruiz", "``We lost.''", "Ana Ruiz"),
        ('" We lost , " Ana Ruiz said .', "Ana Ruiz", '" We lost , "', "Ana Ruiz"),
        ("«We lost,» Ana Ruiz said.", "Ana Ruiz", "«We lost,»", "Ana Ruiz"),
        (
            "The vote failed.Ana Ruiz said that it was over.",
            "Ana Ruiz",
            "that it was over",
            "Ana Ruiz",
        ),
        (
            "The F.B.I. Director Karl Ostrow said that it was over.",
            "The F.B.I. Director Karl Ostrow",
            "that it was over",
            "Karl Ostrow",
        ),
        ("J.R. Holt said that it was over.", "J.R. Holt", "that it was over", "J.R. Holt"),
        (
            "Det. Insp. Ruiz said that it was over.",
            "Det. Insp. Ruiz",
            "that it was over",
            "Ruiz",
        ),
    ],
)
def test_what_is_said_is_whole_and_no_offset_moves(text, source, content, speaker):
    (found,) = extract_mentions(text, PUBLISHED).attributions

    assert [span.of(text) for span in found.source] == [source]
    assert [span.of(text) for span in found.content] == [content]
    assert found.speaker == speaker


def test_a_date_over_a_line_end_is_one():
    text = "The council asked the ministry of the country for help on 2\nMarch 2022 and was heard."
    (date,) = extract_mentions(text, PUBLISHED).dates

    assert (date.span.of(text), date.value) == ("2\nMarch 2022", "2022-03-02")

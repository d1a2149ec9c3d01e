"""Sentences: which marks end one."""

from __future__ import annotations

import pytest
from prose import cut

from hedgerow.store.passages import sentences_in


@pytest.mark.parametrize(
    "expected",
    [
        ["The talks failed.", "Nobody left."],
        ["What?", "No!", "What?!", "Yes."],
        ["Mr. Wang met Dr. Li and Sen. J. Smith.", "They spoke."],
        ["J. K. Rowling met George W. Bush.", "They ate."],
        ["The U.S. President spoke to the U.N. Security Council.", "He left."],
        ["He lives in the U.S.", "The president left."],
        ["It closed at 5 p.m.", "The bank said so."],
        ["At 6 p.m. Wang left."],
        ["Acme Inc. of Ohio rose.", "Acme Ltd.", "The firm fell."],
        ["It rose 3.5 percent, to 1.25 dollars.", "It fell 0.5."],
        ["It came on Jan. 5 and Sept. 6.", "It left."],
        ["See No. 5 and pp. 3 ff. of it.", "No.", "He left."],
        ["There were many, e.g. Wang, i.e. one vs. Li etc. and so on."],
        ["Well... he left.", "Then...", "Nobody came."],
        ["Well … he left."],
        ["They paid 5 million.", "20 others did not."],
        ["It is Plan B.", "The rest is not."],
        ["So did I.", "Wang left."],
        ["(He left.)", "[She stayed.]", "They knew."],
        ["The site is example.org and version 2.0.1 is out.", "It works."],
        ["He asked why.", "1990 was cold."],
        ["No stop at the end"],
        ["It was said by J.R. Holt and George R.R. Marsh on Monday.", "They left."],
        ["The F.B.I. Director and N.F.L. Commissioner Karl Ostrow met."],
        ["He works for the F.B.I.", "The director knows."],
        ["Det. Insp. Ruiz, Cpl. Holt and Cllr. Berg met Com. & Adm. Marsh.", "It rained."],
        ["Shares of Yum! Brands and Yahoo! Finance fell.", "They rose."],
        ["Guess? Inc. said that sales rose.", "Shares fell."],
        ["Zippo! Holdings lost a tenth, and Wow! Group nothing.", "“Stop!” Brands said."],
        ["The Panic! At the Disco tour ended.", "It was long."],
        ["Go home, Karl!", "Anna waits.", "Why?", "Nobody knows."],
        ["Sales fell.[3]", "Profits rose.¹", "Costs fell.12", "He said “no.”[4]", "They left."],
        ["It fell.", "iPhone sales rose."],
        ["He came from Toledo, Ohio.", "They left for St. Paul, Minn., and Springfield, Ill."],
    ],
)
def test_sentences_end_where_a_reader_would_end_them(expected):
    assert cut(sentences_in, " ".join(expected)) == expected


@pytest.mark.parametrize(
    "expected",
    [
        ["“It is over,” he said.", "“We go.”", "She stayed."],
        ["He said: “One.", "Two!", "Three?”", "Then he left."],
        ['He said: "One.', 'Two."', "Then he left."],
        ["“Is it over?” he said.", "“Go!” she said."],
        ["“Is it over?” Wang Yi said.", "“No!” Foreign Minister Wang Yi replied."],
        ['"Is it over?" asked Mr. Smith.', "No."],
        ["He wrote “why?” and left.", "She did not."],
        ["“Over.”", "“Not over.”"],
        ["(“Over.”)", "So he said."],
        ["He called it “over.”", "The rest stayed."],
        ["‘Over.’", "He left."],
        ["«Over.»", "He left."],
    ],
)
def test_quotation_marks_go_with_the_sentences_they_touch(expected):
    assert cut(sentences_in, " ".join(expected)) == expected


@pytest.mark.parametrize(
    "expected",
    [
        ["中国表示关切。", "王毅说：“我们很担心。”", "他离开了！"],
        ["真的吗？", "「はい。」", "行きました。"],
    ],
)
def test_chinese_and_japanese_sentences_need_no_space_between_them(expected):
    assert cut(sentences_in, "".join(expected)) == expected


@pytest.mark.parametrize(
    "expected",
    [
        ["The vote failed.", "The minister resigned."],
        ["The dam held.", "A spokesman said so."],
        ["He said “we lost.”", "The minister left."],
        ["Is it over?", "Nobody knows."],
        ["It is over.", "“We go.”"],
    ],
)
def test_no_space_need_stand_between_two_sentences(expected):
    assert cut(sentences_in, "".join(expected)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "See www.Example.com and ana.Ruiz@example.com today.",
        "The U.S.A was there, and No.The too.",
        "It runs on Node.js and ASP.NET now.",
        "At St.John he stopped.",
    ],
)
def test_a_stop_within_a_name_ends_no_sentence(text):
    assert cut(sentences_in, text) == [text]


@pytest.mark.parametrize("unseen", ["\u200b", "\u200e", "\ufeff"])
def test_what_nobody_sees_ends_no_sentence_and_hides_no_end(unseen):
    assert len(cut(sentences_in, f"It fell.{unseen} Nobody left.")) == 2
    assert len(cut(sentences_in, f"It fell{unseen} by 3{unseen}.5 points.")) == 1


@pytest.mark.parametrize("space", ["\xa0", "  ", "\t", "\u3000", "\r\n", "\n"])
def test_any_white_space_may_stand_between_sentences(space):
    assert cut(sentences_in, f"The talks failed.{space}Nobody left.") == [
        "The talks failed.",
        "Nobody left.",
    ]


def test_a_no_break_space_keeps_an_abbreviation_within_its_sentence():
    assert cut(sentences_in, "He met Mr.\xa0Wang at noon.") == ["He met Mr.\xa0Wang at noon."]


def test_a_sentence_that_was_wrapped_by_hand_is_one():
    text = "The talks, which had gone on all day in\nthe capital of the country, failed.\n"

    assert cut(sentences_in, text) == [text.strip()]


def test_a_headline_without_a_stop_is_a_sentence_of_its_own():
    text = "Talks fail\n\nThe talks failed. Nobody left."

    assert cut(sentences_in, text) == ["Talks fail", "The talks failed.", "Nobody left."]

"""Words, sentences, quotations and paragraphs: what a reader may mean in a text."""

from __future__ import annotations

import textwrap
import unicodedata
from itertools import islice, pairwise
from pathlib import Path

import pytest
from hypothesis import example, given, settings, strategies as st

from hedgerow.store.passages import sentences_in, words_in
from hedgerow.store.passages.paragraphs import paragraphs_in
from hedgerow.store.passages.passages import Passages
from hedgerow.store.passages.quotations import quotations_in
from hedgerow.store.span import Span

SEEDS = sorted((Path(__file__).parents[3] / "seeds").glob("*.txt"))
UNITS = ("word", "quotation", "sentence", "paragraph")


def cut(find, text):
    """Give the passages of a text as text."""
    return [span.of(text) for span in find(text)]


# Spans


def test_a_span_covers_the_code_points_from_its_start_up_to_its_end():
    assert Span(2, 4).of("a😀中国z") == "中国"
    assert Span(2, 4).length == 2


@pytest.mark.parametrize(
    ("other", "overlaps"),
    [((0, 2), False), ((0, 3), True), ((3, 4), True), ((4, 6), True), ((5, 9), False)],
)
def test_spans_that_only_touch_do_not_overlap(other, overlaps):
    assert Span(2, 5).overlaps(other) is overlaps
    assert Span(*other).overlaps((2, 5)) is overlaps


@pytest.mark.parametrize(
    ("other", "contained"),
    [((2, 5), True), ((3, 4), True), ((2, 2), True), ((1, 3), False), ((4, 6), False)],
)
def test_a_span_contains_itself_and_what_lies_within(other, contained):
    assert Span(2, 5).contains(other) is contained


# Words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wang Yi, too.", ["Wang", "Yi", "too"]),
        ("Russia’s and Russia's don't", ["Russia’s", "and", "Russia's", "don't"]),
        ("the ministers’ ‘deal’", ["the", "ministers", "deal"]),
        ("6,000 or 3.5% at 10:30", ["6,000", "or", "3.5", "at", "10", "30"]),
        ("well-known U.S. mid\u2011air", ["well-known", "U.S", "mid\u2011air"]),
        ("yes—no – maybe... so", ["yes", "no", "maybe", "so"]),
        ("Wang\xa0Yi\u3000x", ["Wang", "Yi", "x"]),
        ("naïve Ünal Şahin Жук", ["naïve", "Ünal", "Şahin", "Жук"]),
        ("中国café中", ["中", "国", "café", "中"]),
        ("ハローです", list("ハローです")),
        ("“(«word»)”", ["word"]),
        ("😀 ... — “”", []),
        ("", []),
    ],
)
def test_words_stand_without_the_marks_around_them(text, expected):
    assert cut(words_in, text) == expected


@pytest.mark.parametrize("word", ["été", "Café", "Üñal", "हिन्दी", "ภาษาที่"])
def test_a_word_keeps_its_combining_marks(word):
    text = unicodedata.normalize("NFD", f"so {word} it")

    assert cut(words_in, text) == ["so", unicodedata.normalize("NFD", word), "it"]


# Sentences


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


# Quotations


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “yes” and “no”.", ["“yes”", "“no”"]),
        ('He said "yes" and "no".', ['"yes"', '"no"']),
        ("“One,” he said, “two.”", ["“One,”", "“two.”"]),
        ('So (“yes”) and—"no"—he said.', ["“yes”", '"no"']),
        ('He said “yes" and "no” too.', ['“yes"', '"no”']),
        ("a ‘small’ word", ["‘small’"]),
        ("«Oui», dit-il. « Non »", ["«Oui»", "« Non »"]),
        ("„Ja“, sagte er. „Nein“", ["„Ja“", "„Nein“"]),
        ("„tak” i „nie”", ["„tak”", "„nie”"]),
        ("他说「是」和『否』。", ["「是」", "『否』"]),
        ("王毅说：“我们很担心。”", ["“我们很担心。”"]),
        ("None at all.", []),
        ("“”", []),
    ],
)
def test_quotations_are_found_with_their_marks(text, expected):
    assert cut(quotations_in, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“outer ‘inner’ outer”", ["“outer ‘inner’ outer”", "‘inner’"]),
        ("‘outer “inner” outer’", ["‘outer “inner” outer’", "“inner”"]),
        ('"outer ‘inner’ outer"', ['"outer ‘inner’ outer"', "‘inner’"]),
        ("“a ‘b «c» b’ a”", ["“a ‘b «c» b’ a”", "‘b «c» b’", "«c»"]),
        ("「外『中』外」", ["「外『中』外」", "『中』"]),
    ],
)
def test_quotations_may_lie_in_one_another(text, expected):
    assert cut(quotations_in, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Russia’s and the ministers’ view, don’t they",
        "Russia's and the ministers' view, don't they",
        "the ‘90s were long",
        "the 1980‘s and the ministers’ view",
        "6\" tall and 5' wide",
        'a lone ” or » or " here',
    ],
)
def test_apostrophes_and_lone_marks_are_no_quotations(text):
    assert quotations_in(text) == []


def test_an_apostrophe_within_a_quotation_does_not_end_it():
    assert cut(quotations_in, "“We don’t know Li’s view.”") == ["“We don’t know Li’s view.”"]


def test_a_quotation_left_open_runs_to_the_end_of_its_paragraph():
    text = "He said: “It is over. We go.\n\nNobody left."

    assert cut(quotations_in, text) == ["“It is over. We go."]


def test_a_quotation_left_open_ends_where_the_same_mark_opens_another():
    assert cut(quotations_in, "“One, he said. “Two,” she said.") == ["“One, he said.", "“Two,”"]


def test_a_speech_over_paragraphs_is_a_quotation_in_each():
    text = "He said: “First.\n\n“Second.\n\n“Third.”\n\nHe left."

    assert cut(quotations_in, text) == ["“First.", "“Second.", "“Third.”"]


def test_a_quotation_may_go_over_lines_that_were_wrapped_by_hand():
    text = "He said that it was “very much over and\nthat nobody would come back” to it."

    assert cut(quotations_in, text) == ["“very much over and\nthat nobody would come back”"]


def test_a_straight_mark_that_can_only_open_closes_nothing():
    assert '"Two,"' in cut(quotations_in, '"One, he said. "Two," she said.')


def test_a_mark_alone_is_no_quotation():
    assert "“" not in cut(quotations_in, "““doubled”” marks")


def test_german_books_turn_the_pointed_marks_inwards():
    assert cut(quotations_in, "»Ja«, sagte er.") == ["»Ja«"]


def test_the_samples_mixed_and_open_quotations_are_all_found():
    text = SEEDS[1].read_bytes().decode()
    found = quotations_in(text)

    assert "“extremely concerned”" in cut(quotations_in, text)
    assert all(
        any(Span(at, at + 1).overlaps(span) for span in found)
        for at, mark in enumerate(text)
        if mark in "“”"
    )


# Paragraphs


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


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\r\n \t\xa0\u2028"])
def test_a_text_without_words_has_no_passages(text):
    assert [Passages(text).of(unit) for unit in UNITS] == [[], [], [], []]


PROSE = SEEDS[2].read_text(encoding="utf-8").split("\n\n")[1]


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


# What holds for any text

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


# What lies around, before and after a place


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


# Found where they are asked for


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

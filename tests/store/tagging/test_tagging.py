"""What a tag is made of, and what it takes along."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from hedgerow.store.anchors.anchor import CONTEXT
from hedgerow.store.annotations import Said
from hedgerow.store.annotations.codebook import built_in_codebook
from hedgerow.store.corpus.article import Article
from hedgerow.store.extract import extract
from hedgerow.store.extract.findings import Attribution, DateMention, Extraction
from hedgerow.store.span import Span
from hedgerow.store.tagging import attribution_around, respan, settle, tag

SEEDS = Path(__file__).parents[3] / "seeds"
CODEBOOK = built_in_codebook()

TEXT = (
    "The port reopened in March. On Tuesday the harbour master said that the cranes “may fail” "
    "by Friday. Nobody else spoke on Monday."
)


def article(text: str = TEXT) -> Article:
    return Article("a", text, "Title", Path("a.txt"))


def where(quote: str, text: str = TEXT) -> Span:
    return Span(text.index(quote), text.index(quote) + len(quote))


def date(quote: str, value: str | None, kind: str = "DATE") -> DateMention:
    return DateMention(where(quote), kind, value)


SAID = Attribution(
    source=(where("the harbour master"),),
    cue=(where("said"),),
    content=(where("that the cranes “may fail” by Friday"),),
    speaker="harbour master",
    kind="mixed",
    confidence=0.9,
)
DATES = (
    date("March", "2022-03"),
    date("Tuesday", "2022-03-01"),
    date("Friday", "2022-03-04"),
    date("Monday", "2022-02-28"),
)
FOUND = Extraction((), (SAID,), DATES)


def tagged(quote: str, label: str = "claim", found: Extraction | None = FOUND, memo: str = ""):
    return tag(
        article(),
        where(quote),
        label,
        annotator="ann",
        codebook=CODEBOOK,
        found=found,
        memo=memo,
    )


@given(st.text(min_size=1, max_size=120), st.data())
def test_a_tag_quotes_its_passage_and_what_stands_around_it(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    made = tag(article(text), Span(start, end), "claim", annotator="ann", codebook=CODEBOOK)
    assert made.quote == text[start:end]
    assert made.prefix == text[max(0, start - CONTEXT) : start]
    assert made.suffix == text[end : end + CONTEXT]


def test_a_tag_says_whose_it_is_when_it_was_made_and_on_which_text():
    made = tagged("cranes", memo="why?")
    assert (made.annotator, made.memo, made.origin) == ("ann", "why?", "human")
    assert made.created == made.modified
    assert made.text_sha256 == article().text_sha256
    assert made.codebook == CODEBOOK.digest


def test_two_tags_on_one_passage_have_ids_of_their_own():
    assert tagged("cranes").id != tagged("cranes").id


@pytest.mark.parametrize(
    "span", [Span(5, 5), Span(6, 5), Span(-1, 4), Span(0, len(TEXT) + 1), Span(10**9, 10**9 + 1)]
)
def test_a_passage_that_is_empty_or_not_in_the_text_is_refused(span):
    with pytest.raises(ValueError, match="no passage"):
        tag(article(), span, "claim", annotator="ann", codebook=CODEBOOK)


def test_a_tag_within_what_someone_said_takes_speaker_cue_and_date_along():
    made = tagged("the cranes")
    assert made.speaker == Said("harbour master", *where("the harbour master"))
    assert made.cue == Said("said", *where("said"))
    assert made.date == Said("2022-03-01", *where("Tuesday"))


@pytest.mark.parametrize(
    "quote",
    [
        "The port",
        "the harbour master",
        "said",
        "said that the cranes",
        "by Friday. Nobody",
        "Nobody",
    ],
)
def test_a_tag_outside_what_someone_said_takes_nothing_along(quote):
    made = tagged(quote)
    assert (made.speaker, made.cue, made.date, made.attributes) == (None, None, None, {})


def test_a_tag_takes_nothing_along_where_nothing_was_looked_for():
    assert tagged("the cranes", found=None).speaker is None


def test_a_passage_may_take_in_the_full_stop_after_what_was_said():
    assert tagged("by Friday.").speaker is not None


def test_the_words_of_a_quoted_source_are_the_innermost_speakers():
    inner = replace(SAID, content=(where("the cranes “may fail”"),), speaker="engineer")
    for found in ((SAID, inner), (inner, SAID)):
        assert tagged("cranes", found=replace(FOUND, attributions=found)).speaker.value == (
            "engineer"
        )


def test_a_source_without_a_known_speaker_gives_a_cue_but_no_speaker():
    nobody = replace(FOUND, attributions=(replace(SAID, speaker=None),))
    made = tagged("the cranes", found=nobody)
    assert (made.speaker, made.cue.value) == (None, "said")


def test_a_source_in_two_pieces_is_pointed_at_from_first_to_last():
    pieces = replace(SAID, source=(where("the harbour"), where("master")))
    made = tagged("the cranes", found=replace(FOUND, attributions=(pieces,)))
    assert (made.speaker.start, made.speaker.end) == where("the harbour master")


def test_an_attribution_without_a_cue_gives_no_date():
    made = tagged("the cranes", found=replace(FOUND, attributions=(replace(SAID, cue=()),)))
    assert (made.cue, made.date) == (None, None)


def test_a_date_within_what_was_said_does_not_tell_when_it_was_said():
    made = tagged("the cranes", found=replace(FOUND, dates=(date("Friday", "2022-03-04"),)))
    assert made.date is None


def test_a_date_of_another_sentence_does_not_tell_when_it_was_said():
    others = (date("March", "2022-03"), date("Monday", "2022-02-28"))
    assert tagged("the cranes", found=replace(FOUND, dates=others)).date is None


@pytest.mark.parametrize(("value", "kind"), [(None, "DATE"), ("P1D", "DURATION"), ("P1W", "SET")])
def test_what_names_no_day_does_not_tell_when_it_was_said(value, kind):
    found = replace(FOUND, dates=(date("Tuesday", value, kind),))
    assert tagged("the cranes", found=found).date is None


def test_of_two_dates_the_one_nearest_the_cue_tells_when_it_was_said():
    far = DateMention(where("On"), "DATE", "2021-01-01")
    found = replace(FOUND, dates=(far, date("Tuesday", "2022-03-01")))
    assert tagged("the cranes", found=found).date.value == "2022-03-01"


@pytest.mark.parametrize("label", ["claim", "stance"])
def test_a_label_that_has_a_mode_gets_that_of_the_attribution(label):
    assert tagged("the cranes", label).attributes == {"mode": "mixed"}


@pytest.mark.parametrize("label", ["hedge", "a label of another codebook"])
def test_a_label_that_has_no_mode_gets_none(label):
    made = tagged("the cranes", label)
    assert (made.label, made.attributes, made.speaker is None) == (label, {}, False)


def test_no_attribution_is_around_a_passage_where_there_are_none():
    assert attribution_around(where("cranes"), ()) is None


def test_what_extraction_finds_in_an_article_goes_with_a_tag():
    text = (SEEDS / "001_40ebd96be52325bb.txt").read_text(encoding="utf-8")
    made = tag(
        article(text),
        where("harm to civilians", text),
        "claim",
        annotator="ann",
        codebook=CODEBOOK,
        found=extract(text, None),
    )
    assert made.speaker.value == "Wang Yi"
    assert text[made.speaker.start : made.speaker.end] == "Wang"
    assert text[made.cue.start : made.cue.end] == made.cue.value == "said"


def test_another_span_brings_its_own_quote_and_context_and_keeps_the_rest():
    made = tagged("the cranes", memo="why?")
    moved = respan(made, article(), where("the cranes “may fail”"))
    assert (moved.quote, moved.prefix) == ("the cranes “may fail”", made.prefix)
    assert moved.suffix == TEXT[moved.end : moved.end + CONTEXT]
    assert (moved.id, moved.memo, moved.speaker) == (made.id, "why?", made.speaker)


def test_another_span_is_one_of_the_text_as_it_is_now():
    moved = respan(tagged("the cranes"), article("A new text."), Span(2, 5))
    assert moved.text_sha256 == article("A new text.").text_sha256


@pytest.mark.parametrize("span", [Span(5, 5), Span(6, 5), Span(-4, -1), Span(0, len(TEXT) + 9)])
def test_another_span_that_is_empty_or_not_in_the_text_is_refused(span):
    with pytest.raises(ValueError):
        respan(tagged("the cranes"), article(), span)


def test_what_is_settled_elsewhere_takes_its_speaker_from_there():
    old = article("Wang Yi said that the talks go on.")
    new = article("Nothing else.\n\nOn Monday Dmytro Kuleba said that the talks go on.")
    made = extracted(old, "the talks go on")
    span = span_in(new, "the talks go on")
    moved = settle(made, new, span, extract(new.text), CODEBOOK)
    assert (made.speaker.value, moved.speaker.value) == ("Wang Yi", "Dmytro Kuleba")
    assert new.text[moved.speaker.start : moved.speaker.end] == "Dmytro Kuleba"
    assert new.text[moved.cue.start : moved.cue.end] == "said"


def test_a_speaker_that_a_person_has_named_stays_with_what_is_settled():
    old = article("Wang Yi said that the talks go on.")
    new = article("Nothing.\n\nWang Yi met reporters. Dmytro Kuleba said that the talks go on.")
    named = Said("Wang Yi", 0, 7, "human")
    made = replace(extracted(old, "the talks go on"), speaker=named)
    moved = settle(made, new, span_in(new, "the talks go on"), extract(new.text), CODEBOOK)
    assert moved.speaker == replace(named, start=10, end=17)


def test_a_speaker_that_the_text_does_not_name_any_more_has_an_empty_place():
    old = article("Wang Yi said that the talks go on.")
    new = article("It is said that the talks go on.")
    made = replace(extracted(old, "the talks go on"), speaker=Said("Wang Yi", 0, 7, "human"))
    span = span_in(new, "the talks go on")
    moved = settle(made, new, span, extract(new.text), CODEBOOK)
    assert moved.speaker == Said("Wang Yi", span.start, span.start, "human")


def test_what_was_extracted_and_is_there_no_more_does_not_go_along():
    old = article("Wang Yi said that the talks go on.")
    new = article("The talks go on, whoever wants them or not.")
    moved = settle(extracted(old, "the talks go on"), new, Span(0, 15), extract(new.text), CODEBOOK)
    assert (moved.speaker, moved.cue, moved.quote) == (None, None, "The talks go on")


def span_in(article: Article, quote: str) -> Span:
    start = article.text.index(quote)
    return Span(start, start + len(quote))


def extracted(article: Article, quote: str):
    found = extract(article.text)
    span = span_in(article, quote)
    return tag(article, span, "claim", annotator="ann", codebook=CODEBOOK, found=found)

"""A passage as one would quote it elsewhere."""

from __future__ import annotations

import json

import pytest

from hedgerow.store.corpus.corpus import Corpus
from hedgerow.store.exchange import cite
from hedgerow.store.extract import extract
from hedgerow.store.span import Span

TEXT = "Wang Yi said the talks had failed. Nobody left."


@pytest.fixture
def article(tmp_path):
    """Make an article of what a corpus states of it."""

    def article(text=TEXT, **stated):
        path = tmp_path / "news.jsonl"
        path.write_text(json.dumps({"id": "a1", "text": text, **stated}), encoding="utf-8")
        return Corpus(path).read("a1")

    return article


def span_of(text, words):
    return Span(text.index(words), text.index(words) + len(words))


def test_a_passage_is_cited_with_all_that_is_known_of_it(article):
    cited = cite(
        article(
            title="Talks fail",
            outlet="The Post",
            published="2022-03-02",
            url="https://example.org/a",
        ),
        span_of(TEXT, "Nobody left."),
    )

    assert cited == ("Nobody left.\n— “Talks fail”, The Post, 2022-03-02, https://example.org/a\n")


def test_what_is_not_known_is_left_out(article):
    cited = cite(article(title="Talks fail"), span_of(TEXT, "Nobody left."))

    assert cited == "Nobody left.\n— “Talks fail”\n"


def test_the_speaker_of_an_attribution_is_named_first(article):
    attribution = next(found for found in extract(TEXT).attributions if found.speaker)
    cited = cite(article(title="Talks fail"), attribution.content[0], attribution)

    assert cited.splitlines() == ["the talks had failed", "— Wang Yi, “Talks fail”"]


def test_an_attribution_whose_speaker_is_unknown_names_none(article):
    text = "It was said that the talks had failed."
    attribution = next(found for found in extract(text).attributions if found.speaker is None)
    cited = cite(article(text, title="Talks fail"), Span(0, 2), attribution)

    assert cited == "It\n— “Talks fail”\n"


@pytest.mark.parametrize(
    "passage",
    [
        "one\r\ntwo",
        "one\n\ntwo",
        "Wang\xa0Yi",
        "cafe\u0301",
        "👩‍👩‍👧 中文",
        "  spaced ",
        "“quoted”",
    ],
)
def test_a_passage_is_quoted_to_the_character(article, passage):
    text = f"Before. {passage} After."
    cited = cite(article(text, title="T"), span_of(text, passage))

    assert cited == f"{passage}\n— “T”\n"


def test_an_article_without_a_title_is_cited_by_its_first_sentence(article):
    cited = cite(article(), span_of(TEXT, "Nobody left."))

    assert cited.splitlines()[1] == "— “Wang Yi said the talks had failed.”"

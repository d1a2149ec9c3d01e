"""Words that are typed are found in the texts, and where they stand in them."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from indexes import articles, found, indexed, put

from hedgerow.store.corpus.corpus import Corpus
from hedgerow.store.index.index import CorpusIndex
from hedgerow.store.index.indexing import Indexing
from hedgerow.store.index.search import best_hit, find_hits, parse_query
from hedgerow.store.passages import count_words, words_in


@given(st.text(max_size=30))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_input_is_an_error(tmp_path_factory, typed):
    index = _one_index(tmp_path_factory)
    index.search(parse_query(typed))
    assert index.problem is None


_MADE: list[CorpusIndex] = []


def _one_index(factory):
    if not _MADE:
        folder = factory.mktemp("searched")
        _MADE.append(CorpusIndex(articles(folder / "news", 2), folder / "cache"))
        indexing = Indexing(Corpus(folder / "news"), _MADE[0])
        indexing.catalogue()
        list(indexing.read(indexing.outdated()))
    return _MADE[0]


@pytest.mark.parametrize(
    "typed", ['"', '""', "AND", "NOT", "a OR", "text:", "*", "^a", "NEAR(", "a\0b", "-", "'", "(("]
)
def test_words_that_mean_something_to_sqlite_are_words(tmp_path, typed):
    _, index, _, _ = indexed(articles(tmp_path / "news", 1))
    found(index, typed)
    assert index.problem is None


@pytest.mark.parametrize(
    ("typed", "passage"),
    [
        ("cafe", "Café"),
        ("said NO", "said"),
        ('"he said"', "he said"),
        ("“he  said”", "he said"),
        ("sai", "said"),
        ("zelenskyy", "Zelenskyy"),
        ("U.S", "U.S"),
        ("ministers", "minister’s"),
    ],
)
def test_what_sqlite_finds_is_found_in_the_text(tmp_path, typed, passage):
    text = "At the Café he said no to Zelenskyy of the U.S. minister’s office.\n"
    put(tmp_path / "news", "a.txt", text)
    _, index, _, _ = indexed(tmp_path / "news")
    hits = [hit.of(text) for hit in find_hits(text, parse_query(typed))]
    assert bool(found(index, typed)) == (passage != "minister’s")
    if passage != "minister’s":
        assert passage in hits or passage.startswith(hits[0])


@pytest.mark.parametrize(
    ("text", "typed", "passage"),
    [
        ("The gov\xadern\xadment fell.", "government", "gov\xadern\xadment"),
        ("Ana Ru\u200biz spoke.", '"ana ruiz"', "Ana Ru\u200biz"),
        ("We won’t go.", '"won\'t go"', "won’t go"),
        ("At the cafe\u0301.", "café", "cafe\u0301"),
        ("Ana‑Maria left.", '"Ana-Maria"', "Ana‑Maria"),
        ("The ﬁrm fell.", "firm", "ﬁrm"),
        ("In Łódź.", "lodz", "Łódź"),
        ("On the Straße.", "strasse", "Straße"),
        ("The northern\nramp.", '"northern ramp"', "northern\nramp"),
    ],
)
def test_articles_are_found_by_what_a_person_sees(tmp_path, text, typed, passage):
    put(tmp_path / "news", "a.txt", text)
    _, index, _, _ = indexed(tmp_path / "news")
    assert found(index, typed) == ["a"]
    assert [hit.of(text) for hit in find_hits(text, parse_query(typed))] == [passage]


@given(st.text("aAé .’-7\u0301漢カ", max_size=30))
def test_words_are_counted_as_they_are_found(text):
    assert count_words(text) == len(words_in(text))


def test_all_words_must_stand_in_the_text(tmp_path):
    news = tmp_path / "news"
    put(news, "a.txt", "Peace talks began.")
    put(news, "b.txt", "Talks began late.")
    _, index, _, _ = indexed(news)
    assert found(index, "talks peace") == ["a"]
    assert found(index, '"talks began"') == ["a", "b"]


def test_the_last_word_may_be_a_beginning_from_three_letters_on(tmp_path):
    _, index, _, _ = indexed(articles(tmp_path / "news", 1))
    assert (found(index, "tal"), found(index, "ta"), found(index, "tal ")) == (["a0"], [], [])


def test_the_hit_that_is_shown_is_where_the_words_stand_together():
    text = "A word on talks. " + "x " * 200 + "Here a peace of talks came. " + "Peace again."
    assert best_hit(text, parse_query("talks peace")).start == text.index("peace of talks")
    assert best_hit(text, parse_query("word")).of(text) == "word"
    assert best_hit(text, parse_query("nowhere ")) is None

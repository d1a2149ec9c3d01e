"""Counting what has been marked: each number here can be counted by hand."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest

from hedgerow.store.annotations.annotations import Annotations
from hedgerow.store.corpus.corpus import Corpus
from hedgerow.store.overview import CountRow, Stats, count_tags
from hedgerow.store.overview.stats import Day


def tag(key: str, label: str = "claim", who: str = "ann", speaker: str | None = None, **more):
    return {
        "id": key,
        "at": "2026-03-02T10:00:00.000000Z",
        "type": "annotation",
        "article": "one",
        "label": label,
        "start": 0,
        "end": 3,
        "quote": "abc",
        "annotator": who,
        "created": "2026-03-01T10:00:00.000000Z",
        "speaker": speaker and {"name": speaker, "start": 0, "end": 1},
        "cue": None,
        "date": None,
        "attributes": {},
        "origin": "human",
        **more,
    }


def verdict(key: str, of: str, said: str, at: str = "2026-03-05", who: str = "ann", **more):
    return {
        "id": key,
        "at": f"{at}T10:00:00.000000Z",
        "type": "review",
        "annotation": of,
        "verdict": said,
        "reviewer": who,
        **more,
    }


def stats(*lines, published: str = "2022-03-02", outlet: str = "Post", **options) -> Stats:
    made = Stats()
    made.take(outlet, published, lines, **options)
    return made


def test_tags_are_counted_by_speaker_the_most_first_and_no_speaker_last():
    found = stats(
        tag("1", speaker="Wang Yi"),
        tag("2", "hedge", speaker="Wang Yi"),
        tag("3", speaker="Kuleba"),
        *(tag(str(n)) for n in range(4, 8)),
    )
    assert found.rows("speaker") == [
        CountRow("Wang Yi", {"claim": 1, "hedge": 1}),
        CountRow("Kuleba", {"claim": 1}),
        CountRow("", {"claim": 4}),
    ]
    assert found.labels == {"claim": 6, "hedge": 1}
    assert found.rows("outlet") == [CountRow("Post", {"claim": 6, "hedge": 1})]


def test_a_short_range_of_dates_is_counted_by_the_day_and_a_long_one_by_the_month():
    found = stats(tag("1"), published="2022-03-02")
    found.take("Post", "2022-04-01", [tag("2")])
    found.take("Post", "", [tag("3")])
    assert found.date_unit == "day"
    assert [row.name for row in found.rows("date")] == ["2022-03-02", "2022-04-01", ""]
    found.take("Post", "2022-06-01", [tag("4")])
    found.take("Post", "2022-06-30", [tag("5", "hedge")])
    assert found.date_unit == "month"
    assert found.rows("date") == [
        CountRow("2022-03", {"claim": 1}),
        CountRow("2022-04", {"claim": 1}),
        CountRow("2022-06", {"claim": 1, "hedge": 1}),
        CountRow("", {"claim": 1}),
    ]


def test_a_tag_is_reviewed_once_and_its_newest_verdict_counts():
    found = stats(
        tag("1"),
        tag("2"),
        tag("3"),
        verdict("a", "1", "reject", "2026-03-05"),
        verdict("b", "1", "accept", "2026-03-06", who="ben"),
        verdict("c", "2", "revise", "2026-03-06"),
        verdict("d", "gone", "accept", "2026-03-06"),
    )
    assert (found.tags, found.reviewed) == (3, 2)
    assert found.verdicts == {"accepted": 1, "revised": 1}


def test_pace_is_tags_by_the_day_they_were_made_and_verdicts_by_theirs():
    found = stats(
        tag("1"),
        tag("2", created="2026-03-05T23:59:59.000000Z"),
        verdict("a", "1", "accept", "2026-03-05"),
        verdict("b", "2", "reject", "2026-03-07"),
    )
    assert found.pace() == [
        Day("2026-03-01", 1, 0),
        Day("2026-03-05", 1, 1),
        Day("2026-03-07", 0, 1),
    ]


def test_what_adjudication_has_made_is_counted_apart():
    found = stats(tag("1"), tag("2", origin="adjudication"), verdict("a", "2", "accept"))
    assert (found.tags, found.reviewed) == (1, 0)
    assert found.adjudicated == {"claim": 1}
    assert found.rows("speaker") == [CountRow("", {"claim": 1})]


def test_one_label_and_one_annotator_can_be_counted_alone():
    lines = (
        tag("1"),
        tag("2", "hedge"),
        tag("3", who="ben"),
        verdict("a", "1", "accept", who="ben"),
        verdict("b", "2", "accept", who="ann"),
        verdict("c", "s", "reject", who="ann", suggestion={"label": "hedge"}),
    )
    hedges = stats(*lines, label="hedge")
    assert (hedges.tags, hedges.reviewed) == (1, 1)
    assert hedges.pace()[-1].verdicts == 2
    anns = stats(*lines, annotator="ann")
    assert (anns.tags, anns.reviewed) == (2, 2)
    assert anns.pace()[-1].verdicts == 2  # those that ann gave
    assert stats(*lines, annotator="ben").pace()[-1].verdicts == 1


def test_an_article_with_nothing_wanted_has_no_tags():
    assert stats(tag("1"), label="hedge").with_tags == 0
    assert stats(tag("1")).with_tags == 1


def test_a_tag_that_cannot_be_used_is_not_counted():
    assert stats(tag("1", start=5, end=2)).tags == 0


def test_unknown_names_are_null_in_json():
    record = stats(tag("1"), outlet="", published="").record()
    assert record["by"]["speaker"] == [{"speaker": None, "all": 1, "labels": {"claim": 1}}]
    assert record["by"]["outlet"][0]["outlet"] is None
    assert record["by"]["date"][0]["date"] is None
    assert record["pace"] == [{"day": "2026-03-01", "tags": 1, "verdicts": 0}]


@pytest.fixture
def made(tmp_path):
    """Make a corpus of so many articles, with so many tags each."""

    def make(articles: int, tags: int):
        import sys

        sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
        import corpora

        folder = tmp_path / f"{articles} {tags}"
        written = corpora.write_folder(folder, corpora.articles(articles, 800))
        corpora.annotate(folder / "annotations", written, tags)
        return Corpus(folder), Annotations(folder / "annotations", "ann")

    return make


def test_a_corpus_is_counted_article_by_article(made):
    corpus, annotations = made(6, 4)
    heard = []
    found = count_tags(corpus, annotations, [], on_article=lambda: heard.append(1))
    assert (found.articles, found.with_tags, found.tags, len(heard)) == (6, 6, 24, 6)
    assert sum(row.total for row in found.rows("speaker")) == 24
    assert {row.name for row in found.rows("speaker")} == {"Dmytro Kovalenko", ""}


def test_the_day_that_a_reader_has_set_counts(made):
    corpus, annotations = made(1, 1)
    annotations.journal.table("0000000").change(
        {"p": annotations.publication("0000000", "2019-05-06")}
    )
    assert [row.name for row in count_tags(corpus, annotations, []).rows("date")] == ["2019-05-06"]


def test_a_line_that_cannot_be_read_is_told_and_the_others_are_counted(made):
    corpus, annotations = made(1, 2)
    with (annotations.folder / "0000000.jsonl").open("ab") as file:
        file.write(b"{broken\n")
    problems = []
    assert count_tags(corpus, annotations, problems).tags == 2
    assert problems[0].line == 3


def test_memory_does_not_grow_with_the_tags(made):
    def most(articles: int) -> int:
        corpus, annotations = made(articles, 100)
        list(corpus)
        tracemalloc.start()
        count_tags(corpus, annotations, [])
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return peak

    most(2)  # what is loaded once
    # The least of several: a thread that an earlier test has left takes memory, too.
    assert min(most(40) for _ in range(3)) < 2 * most(4)


@pytest.mark.parametrize("change", [{"said": [None]}, {"who": None}])
def test_what_is_no_verdict_is_not_counted(change):
    said = {"said": "accept", **change}
    assert stats(tag("1"), verdict("2", "1", **said)).verdicts == {}


def test_a_verdict_on_a_suggestion_that_is_none_is_counted_all_the_same():
    found = stats(verdict("2", "gone", "reject", suggestion=5))
    assert [day.verdicts for day in found.pace()] == [1]

"""Mentions as a record, over a corpus, in several processes, and in a file that takes long."""

from __future__ import annotations

import ast
import datetime
import json
import multiprocessing
import pickle
import re
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import orjson
import pytest

import hedgerow.store.files.partial as partial_file
from hedgerow.store.annotations.annotations import Annotations
from hedgerow.store.corpus.article import Article
from hedgerow.store.corpus.corpus import Corpus
from hedgerow.store.exchange import (
    ForeignLineError,
    MentionsRun,
    dates_set_by_annotators,
    known_mentions_line,
    mentions_of,
)
from hedgerow.store.exchange.mentions import mentions_line
from hedgerow.store.exchange.mentions_run import REMADE, KnownLine
from hedgerow.store.extract.findings import DateMention, Extraction, Suggestion
from hedgerow.store.files.partial import PartialFile
from hedgerow.store.problem import ProblemError
from hedgerow.store.processes import in_order
from hedgerow.store.processes.ordered import AHEAD, BATCH
from hedgerow.store.span import Span

PAGE = (Path(__file__).parents[3] / "docs" / "mentions.md").read_text(encoding="utf-8")
TEXT = "“We may agree,” Minister Anna Berg said on Tuesday. She condemned the raid on the port."


# The function for other people's pipelines


def test_it_gives_what_the_command_writes(tmp_path):
    path = tmp_path / "news.jsonl"
    path.write_text(json.dumps({"id": "a", "text": TEXT}))
    line = mentions_line(Corpus(path).read("a"))
    assert json.dumps(mentions_of(TEXT, article="a")) == json.dumps(orjson.loads(line))


@pytest.mark.parametrize(
    "published", ["2022-03-02", "2022-03-02T10:00Z", datetime.date(2022, 3, 2)]
)
def test_the_day_is_given_as_text_or_as_a_date(published):
    found = mentions_of(TEXT, published=published)
    assert (found["published"], found["published_from"]) == ("2022-03-02", "given")
    assert found["dates"][0]["value"] == "2022-03-01"


def test_without_a_day_the_date_line_of_the_text_counts():
    found = mentions_of("Oslo, March 2, 2022: " + TEXT, published="soon")
    assert (found["published"], found["published_from"]) == ("2022-03-02", "text")


def test_suggestions_come_last_and_only_when_they_are_asked_for():
    assert "suggestions" not in mentions_of(TEXT)
    found = mentions_of(TEXT, suggestions=True)
    assert list(found)[-1] == "suggestions"
    assert found["suggestions"]
    for one in found["suggestions"]:
        assert TEXT[one["start"] : one["end"]] == one["text"]


def test_another_extractor_takes_the_place_of_the_rules():
    def extractor(text: str, published: datetime.date | None) -> Extraction:
        assert (text, published) == (TEXT, datetime.date(2022, 3, 2))
        return Extraction(
            dates=(DateMention(Span(0, 3), "SET", None, 0.456),),
            suggestions=(Suggestion(Span(0, 3), "hedge", "so", (("type", "weasel"),)),),
        )

    found = mentions_of(TEXT, published="2022-03-02", suggestions=True, extractor=extractor)
    assert found["dates"] == [
        {"start": 0, "end": 3, "text": "“We", "type": "SET", "value": None, "confidence": 0.46}
    ]
    assert found["suggestions"][0]["attributes"] == {"type": "weasel"}


def test_half_a_surrogate_pair_is_written_as_an_escape_and_moves_no_offset():
    text = "\ud800 é 🦔 " + TEXT
    line = mentions_line(Article(id="a\udfff", text=text, title="", path=Path()))
    found = json.loads(line)
    assert line.isascii()
    assert found["article"] == "a\udfff"
    assert known_mentions_line(line) == KnownLine("a\udfff", line)
    (tuesday,) = found["dates"]
    assert text[tuesday["start"] : tuesday["end"]] == tuesday["text"] == "Tuesday"


# The page about it


def keys_of(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for key, within in value.items():
            yield key
            if key != "attributes" or isinstance(within, list):  # a suggestion's are names of tags
                yield from keys_of(within)
    elif isinstance(value, list):
        for one in value:
            yield from keys_of(one)


def test_the_page_names_every_key_of_a_line():
    table = "\n".join(line for line in PAGE.splitlines() if line.startswith("|"))
    named = set(re.findall(r"`(\w+)`", table)) | {"start", "end", "text"}
    found = set(keys_of(mentions_of(TEXT, suggestions=True)))
    assert {"level", "reason", "value"} <= found <= named


def test_the_page_s_steps_are_python_and_call_the_function_as_it_is():
    steps = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    assert len(steps) == 4
    for step in steps:
        calls = [
            node
            for node in ast.walk(ast.parse(step))
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "mentions_of"
        ]
        assert len(calls) == 1
        assert {keyword.arg for keyword in calls[0].keywords} == {"article", "published"}


# A run over a corpus


@pytest.fixture
def corpus(tmp_path) -> Corpus:
    path = tmp_path / "news.jsonl"
    articles = [{"id": f"a{n}", "text": f"Anna Berg said on day {n} it rains."} for n in range(150)]
    path.write_text("\n".join(map(json.dumps, articles)))
    return Corpus(path)


def lines_of(run: MentionsRun, count: int) -> list[KnownLine]:
    with closing(run.outcomes()) as outcomes:
        return [
            KnownLine(one.article, one.line) for one, _ in zip(outcomes, range(count), strict=False)
        ]


def test_what_is_known_is_kept_and_the_rest_is_made(corpus):
    run = MentionsRun(corpus)
    states = [one.state for one in run.outcomes(lines_of(run, 140))]
    assert states == ["kept"] * 140 + ["made"] * 10


@pytest.mark.parametrize("number", [1, REMADE + 1, 140])
def test_some_known_lines_are_made_anew_and_compared(corpus, number):
    run = MentionsRun(corpus)
    known = lines_of(run, 140)
    article, line = known[number - 1]
    known[number - 1] = KnownLine(article, line.replace(b'"dates":[', b'"dates": ['))
    with pytest.raises(ForeignLineError, match="another version") as raised:
        list(run.outcomes(known))
    assert raised.value.number == number


def test_what_is_wrong_with_a_line_can_be_told_by_another_process():
    told = pickle.loads(pickle.dumps(ForeignLineError(7, "wrong")))
    assert (told.number, told.what) == (7, "wrong")


def test_a_day_that_a_reader_has_set_is_used(corpus, tmp_path):
    annotations = Annotations(tmp_path / "annotations", "ann")
    for article in ("a1", "gone"):
        document = annotations.publication(article, "2022-03-02")
        annotations.journal.table(article).insert(document)
    given, unusable, problems = dates_set_by_annotators(corpus, annotations)
    assert (given, unusable, problems) == ({"a1": "2022-03-02"}, {}, [])
    first, second = lines_of(MentionsRun(corpus, published="2020-01-01", given=given), 2)
    assert b'"published":"2020-01-01","published_from":"given"' in first.line
    assert b'"published":"2022-03-02","published_from":"given"' in second.line


def test_an_article_whose_annotations_cannot_be_read_is_passed_over(corpus, tmp_path):
    annotations = Annotations(tmp_path / "annotations", "ann")
    annotations.journal.table("a1").insert(annotations.publication("a1", "2022-03-02"))
    (file,) = (tmp_path / "annotations").glob("a1*")
    file.unlink()
    file.mkdir()
    given, unusable, _ = dates_set_by_annotators(
        corpus, Annotations(tmp_path / "annotations", "ann")
    )
    assert (given, list(unusable)) == ({}, ["a1"])
    states = [one.state for one in MentionsRun(corpus, unusable=unusable).outcomes()]
    assert states[:3] == ["made", "passed over", "made"]


# Processes


@pytest.mark.parametrize("jobs", [1, 2])
def test_results_come_in_the_order_of_the_tasks(jobs):
    assert list(in_order(abs, range(-200, 0), jobs)) == list(range(200, 0, -1))


def test_no_more_tasks_are_taken_ahead_than_it_says():
    taken = 0

    def tasks() -> Iterator[int]:
        nonlocal taken
        while taken < 3000:
            taken += 1
            yield taken

    with closing(in_order(abs, tasks(), 2)) as results:
        ahead = [taken - done for done, _ in enumerate(results)]
    assert max(ahead) <= BATCH * AHEAD * 2
    assert taken == 3000


def test_closing_it_early_ends_the_processes():
    before = set(multiprocessing.active_children())
    with closing(in_order(abs, range(-1000, 0), 2)) as results:
        assert next(results) == 1000
    assert set(multiprocessing.active_children()) == before


# A file that takes long


def first_word(line: bytes) -> bytes | None:
    return line.split()[0] if line.startswith(b"line") else None


@pytest.fixture
def out(tmp_path) -> Path:
    return tmp_path / "out"


@contextmanager
def broken_off(path: Path, *lines: bytes, **options: bool) -> Iterator[PartialFile]:
    with PartialFile(path, **options) as file:
        for line in lines:
            file.write(line)
        yield file


def test_lines_stand_under_another_name_until_they_are_complete(out):
    with broken_off(out, b"line1\n") as file:
        assert file.draft.read_bytes() == b"line1\n"
        assert not out.exists()
        file.finish()
    assert out.read_bytes() == b"line1\n"
    assert not file.draft.exists()


def test_a_run_that_has_written_nothing_leaves_nothing(out):
    with broken_off(out) as file:
        pass
    assert not file.draft.exists()


def test_what_is_there_is_given_and_added_to(out):
    with broken_off(out, b"line1\n", b"line2 torn"):
        pass
    with PartialFile(out, resume=True) as file:
        assert list(file.lines(first_word)) == [b"line1"]
        assert file.draft.read_bytes() == b"line1\nline2 torn"
        file.write(b"line2\n")
        file.finish()
    assert out.read_bytes() == b"line1\nline2\n"


def test_two_runs_cannot_have_a_file_at_once(out, monkeypatch):
    monkeypatch.setattr(partial_file, "_LOCK_TIMEOUT", 0.0)
    with broken_off(out, b"line1\n") as file:
        with pytest.raises(ProblemError, match="another run is writing it"):
            PartialFile(out, resume=True)
        assert file.draft.read_bytes() == b"line1\n"


def test_a_file_that_was_made_meanwhile_is_not_replaced(out):
    with broken_off(out, b"line1\n") as file:
        out.write_bytes(b"mine")
        with pytest.raises(ProblemError, match="exists by now"):
            file.finish()
        assert file.is_left
    assert (out.read_bytes(), file.draft.read_bytes()) == (b"mine", b"line1\n")


def test_what_replaces_a_file_is_no_more_open_to_others(out):
    out.write_bytes(b"old")
    out.chmod(0o600)
    with broken_off(out, b"line1\n", replace=True) as file:
        assert file.draft.stat().st_mode & 0o777 == 0o600
        file.finish()
    assert out.stat().st_mode & 0o777 == 0o600


def test_through_a_link_the_file_is_written_that_it_leads_to(out, tmp_path):
    real = tmp_path / "real"
    out.symlink_to(real)
    with broken_off(out, b"line1\n") as file:
        file.finish()
    assert out.is_symlink()
    assert real.read_bytes() == b"line1\n"


def test_a_link_in_the_place_of_the_draft_is_refused(out, tmp_path):
    (tmp_path / "mine").write_bytes(b"mine")
    (tmp_path / "out.partial").symlink_to(tmp_path / "mine")
    with pytest.raises(OSError):
        PartialFile(out, replace=True)
    assert (tmp_path / "mine").read_bytes() == b"mine"


def test_a_full_disk_is_told_and_what_was_written_is_kept(out):
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    with broken_off(out, b"line1\n") as file:
        resource.setrlimit(resource.RLIMIT_FSIZE, (10, hard))
        try:
            with pytest.raises(ProblemError, match=r"out\.partial: can't be written"):
                file.write(b"line2 is long\n")
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        assert file.is_left
    with PartialFile(out, resume=True) as file:
        assert list(file.lines(first_word)) == [b"line1"]

"""The index of a corpus: built once, right whatever changes, and never in anyone's way."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import threading
from contextlib import contextmanager
from pathlib import Path

import pytest
from indexes import LONG_AGO, articles, found, indexed, put

from hedgerow.store.corpus.corpus import Corpus, ReadAs
from hedgerow.store.index.catalogue import Facts
from hedgerow.store.index.index import TICK, CorpusIndex, Indexed
from hedgerow.store.problem import Remedy

ROOT = Path(__file__).parents[3]


def titles(catalogue):
    return [catalogue.facts(at).title for at in range(len(catalogue))]


@contextmanager
def reads_counted(below):
    """Count the files below a folder that are opened."""
    opened = []
    is_counting = True

    def count(event, args):
        if is_counting and event == "open" and isinstance(args[0], str):
            path = Path(args[0])
            if path.is_relative_to(below) and path.is_file():
                opened.append(path)

    sys.addaudithook(count)  # whatever it is opened by; a hook can't be taken away again
    yield opened
    is_counting = False


def test_the_first_time_every_article_is_read(tmp_path):
    _, index, catalogue, outdated = indexed(articles(tmp_path / "news", 3))
    assert outdated == ["a0", "a1", "a2"]
    assert titles(catalogue) == ["Headline 0", "Headline 1", "Headline 2"]
    assert index.problem is None


@pytest.mark.parametrize("count", [3, 60])
def test_the_second_time_no_articles_file_is_opened(tmp_path, monkeypatch, count):
    news = articles(tmp_path / "news", count)
    first = titles(indexed(news)[2])
    with reads_counted(news) as opened:
        _, _, catalogue, outdated = indexed(news)
    assert (opened, outdated, titles(catalogue)) == ([], [], first)


def test_only_an_article_that_has_changed_is_read_again(tmp_path, monkeypatch):
    news = articles(tmp_path / "news", 9)
    indexed(news)
    changed = put(news, "a4.txt", "Another headline\n\nNobody spoke.\n", LONG_AGO + 1)
    with reads_counted(news) as opened:
        _, index, catalogue, _ = indexed(news)
    assert opened == [changed]
    assert titles(catalogue)[4] == "Another headline"
    assert (found(index, "nobody"), found(index, "number 4")) == (["a4"], [])


def test_a_file_that_was_written_just_now_is_not_relied_on(tmp_path, monkeypatch):
    news = articles(tmp_path / "news", 1)
    last_change = (news / "a0.txt").stat().st_mtime_ns
    monkeypatch.setattr("time.time_ns", lambda: last_change + TICK - 1)
    indexed(news)
    assert indexed(news)[3] == ["a0"]
    monkeypatch.setattr("time.time_ns", lambda: last_change + TICK)
    assert (indexed(news)[3], indexed(news)[3]) == (["a0"], [])


def test_an_article_that_has_gone_is_not_found_any_more(tmp_path):
    news = articles(tmp_path / "news", 2)
    indexed(news)
    (news / "a0.txt").unlink()
    _, index, catalogue, _ = indexed(news)
    assert (len(catalogue), found(index, "talks")) == (1, ["a1"])


def test_what_was_at_fault_when_it_was_read_is_told_again(tmp_path):
    news = articles(tmp_path / "news", 1)
    put(news, "photo.txt", bytes(range(256)) * 4)
    put(news, "latin.txt", "Le café\n\nIl a dit non.\n".encode("latin-1"))
    put(news, "long.txt", "word " * 500)
    first = set(indexed(news, largest=2000)[0].problems)
    corpus, _, catalogue, _ = indexed(news, largest=2000)
    assert set(corpus.problems) == first
    assert len(first) == 3
    remedies = {one.remedy for one in first if isinstance(one.remedy, Remedy)}
    assert remedies == {Remedy.RAISE_LIMIT, Remedy.NAME_ENCODING}
    assert not catalogue.facts(catalogue.position("photo")).is_readable


@pytest.mark.parametrize("read_as", [ReadAs((("title", "kicker"),)), ReadAs(encoding="cp1251")])
def test_what_is_read_in_another_way_has_an_index_of_its_own(tmp_path, read_as):
    news = articles(tmp_path / "news", 1)

    paths = {CorpusIndex(news).path, CorpusIndex(news, read_as=read_as).path}

    assert len(paths) == 2


def test_what_was_taken_for_what_is_known_without_going_through_the_file_again(tmp_path):
    news = tmp_path / "news"
    lines(news / "n.jsonl", {"id": "a", "body": "One."})
    lines(news / "tags.jsonl", dict.fromkeys(("article", "label", "start", "end", "quote"), 1))
    first = indexed(news)[0]
    corpus = indexed(news)[0]

    assert corpus.remarks == first.remarks
    assert len(corpus.remarks) == 1
    assert [one.why for one in corpus.unread] == [one.why for one in first.unread]
    assert len(corpus.unread) == 1


# JSON Lines


def lines(path, *records, at=LONG_AGO):
    return put(path.parent, path.name, "".join(json.dumps(record) + "\n" for record in records), at)


RECORDS = [{"id": f"r{n}", "text": f"Report {n}. They agreed.", "title": f"T{n}"} for n in range(9)]


def test_lines_are_found_by_their_offsets_without_going_through_the_file(tmp_path, monkeypatch):
    path = lines(tmp_path / "news.jsonl", *RECORDS)
    indexed(path)
    index = CorpusIndex(path)
    with reads_counted(path) as opened:
        corpus = Corpus(path, find=False)
        corpus.known_lines = index
        assert list(corpus) == [record["id"] for record in RECORDS]
    assert opened == []
    assert corpus.read("r7").text == RECORDS[7]["text"]


def test_of_a_file_that_has_grown_only_what_is_new_is_read_into_the_index(tmp_path):
    path = lines(tmp_path / "news.jsonl", *RECORDS)
    indexed(path)
    more = {"id": "new", "text": "Something else."}
    lines(path, more, *RECORDS, at=LONG_AGO + 1)
    corpus, index, catalogue, outdated = indexed(path)
    assert outdated == ["new"]
    assert len(catalogue) == 10
    assert corpus.read("r3").text == RECORDS[3]["text"]
    assert found(index, "something") == ["new"]


def test_lines_at_fault_are_told_again(tmp_path):
    path = put(tmp_path, "news.jsonl", '{"id": "a", "text": "One."}\njunk\n')
    for _ in range(2):
        corpus = Corpus(path, find=False)
        corpus.known_lines = CorpusIndex(path)
        assert [(one.where, one.line) for one in corpus.problems] == [(path, 2)]


# A cache that is hostile


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\x00" + bytes(9000)])
def test_a_damaged_file_is_put_aside_and_made_anew(tmp_path, content):
    news = articles(tmp_path / "news", 2)
    path = CorpusIndex(news).path
    path.parent.mkdir()
    path.write_bytes(content)
    _, index, catalogue, _ = indexed(news)
    assert (catalogue.known, index.problem) == (2, None)
    assert indexed(news)[3] == []


@pytest.mark.parametrize("change", ["PRAGMA user_version = 99", "PRAGMA application_id = 7"])
def test_another_versions_file_or_a_strangers_is_put_aside(tmp_path, change):
    news = articles(tmp_path / "news", 2)
    path = indexed(news)[1].path
    with sqlite3.connect(path) as database:
        database.execute(change)
    database.close()
    assert indexed(news)[3] == ["a0", "a1"]
    assert path.with_name(path.name + ".damaged").exists()


def test_an_index_that_is_damaged_within_stops_nobody(tmp_path):
    news = articles(tmp_path / "news", 40)
    path = indexed(news)[1].path
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    whole = path.read_bytes()
    path.write_bytes(whole[:8192] + b"\xff" * (len(whole) - 8192))
    indexed(news)
    _, index, catalogue, _ = indexed(news)
    assert (catalogue.known, index.problem) == (40, None)


def test_it_may_be_deleted_at_any_time(tmp_path, cache):
    news = articles(tmp_path / "news", 2)
    indexed(news)
    for path in cache.iterdir():
        path.unlink()
    assert indexed(news)[2].known == 2


def test_where_nothing_can_be_written_all_works_and_it_is_told_once(tmp_path, cache):
    cache.write_text("a file in the folder's place")
    news = articles(tmp_path / "news", 2)
    _, index, catalogue, _ = indexed(news)
    assert catalogue.known == 2
    assert found(index, "talks") == ["a0", "a1"]
    assert "no index can be kept" in str(index.problem)


def test_where_no_temporary_file_can_be_written_either_the_list_still_fills(
    tmp_path, cache, monkeypatch
):
    cache.write_text("a file in the folder's place")
    monkeypatch.setattr("tempfile.TemporaryDirectory", _refuse)
    _, index, catalogue, _ = indexed(articles(tmp_path / "news", 2))
    assert (catalogue.known, found(index, "talks")) == (2, [])


def _refuse(**_):
    raise OSError("no room")


def test_the_index_is_for_its_owner_only(tmp_path, cache):
    indexed(articles(tmp_path / "news", 1))
    assert cache.stat().st_mode & 0o077 == 0


def test_two_processes_may_build_it_at_once(tmp_path):
    news = articles(tmp_path / "news", 700)
    code = (
        "import sys; from pathlib import Path; from hedgerow.store.corpus.corpus import Corpus\n"
        "from hedgerow.store.index.index import CorpusIndex\n"
        "from hedgerow.store.index.indexing import Indexing\n"
        "path = Path(sys.argv[1]); indexing = Indexing(Corpus(path), CorpusIndex(path))\n"
        "catalogue = indexing.catalogue()\n"
        "[catalogue.update(found) for found in indexing.read(indexing.outdated())]\n"
        "print(catalogue.known)\n"
    )
    command = [sys.executable, "-c", code, str(news)]
    both = [
        subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT, text=True) for _ in range(2)
    ]
    assert [one.communicate(timeout=60)[0] for one in both] == ["700\n", "700\n"]
    _, index, catalogue, outdated = indexed(news)
    assert (catalogue.known, outdated, len(found(index, "talks"))) == (700, [], 700)


def test_it_is_used_by_several_threads(tmp_path):
    _, index, _, _ = indexed(articles(tmp_path / "news", 20))
    results = []
    threads = [
        threading.Thread(target=lambda: results.append(found(index, "talks"))) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [len(result) for result in results] == [20] * 8


def test_names_that_are_no_unicode_are_indexed(tmp_path):
    news = tmp_path / "news"
    news.mkdir()
    path = os.fsencode(news) + b"/caf\xe9.txt"
    try:
        Path(os.fsdecode(path)).write_text("A headline\n\nThey spoke.\n")
    except OSError:
        pytest.skip("this file system takes no such name")
    os.utime(path, (LONG_AGO, LONG_AGO))
    indexed(news)
    _, index, catalogue, outdated = indexed(news)
    assert (titles(catalogue), outdated, found(index, "spoke")) == (
        ["A headline"],
        [],
        ["caf\\xe9"],
    )


def test_texts_that_were_changed_often_do_not_pile_up(tmp_path, monkeypatch):
    monkeypatch.setattr("hedgerow.store.index.index._FEW", 3)
    news = articles(tmp_path / "news", 1)
    for turn in range(8):
        put(news, "a0.txt", f"Headline\n\nTurn {turn}.\n", LONG_AGO + turn)
        index = indexed(news)[1]
    with sqlite3.connect(index.path) as database:
        (rows,) = database.execute("SELECT count(*) FROM texts").fetchone()
    database.close()
    assert rows <= 2 * 1 + 3 + 1


def test_a_text_that_another_process_has_taken_in_meanwhile_is_not_kept_twice(tmp_path):
    index = CorpusIndex(articles(tmp_path / "news", 1))
    for _ in range(2):
        index.save([Indexed("a0", (1, 2), Facts("A headline"), "They spoke.", "0" * 64)])
    with sqlite3.connect(index.path) as database:
        (rows,) = database.execute("SELECT count(*) FROM texts").fetchone()
    database.close()
    assert (rows, found(index, "spoke")) == (1, ["a0"])


# What a person has done


def test_what_was_opened_is_remembered_for_each_person(tmp_path):
    index = CorpusIndex(articles(tmp_path / "news", 1))
    index.keep_opened("ann", "a0")
    index.keep_opened("ann", "a0")
    assert (index.opened("ann"), index.opened("bob")) == ({"a0"}, set())


def test_facts_keep_what_the_database_can_not_hold_out_of_it(tmp_path):
    index = CorpusIndex(articles(tmp_path / "news", 1))
    index.save([Indexed("a0", (1, 2), Facts("lone \ud800", words=1), "text \ud800", "0" * 64)])
    assert index.facts_of("a0").title == "lone ?"

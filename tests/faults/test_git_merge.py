"""Two annotators' folders are merged by git, either way round, with the attributes we ship."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from hedgerow.store.journal.database import Journal
from hedgerow.store.journal.history import History
from hedgerow.store.journal.lines import parse_line

ROOT = Path(__file__).parents[2]
LATE = "2090-01-01T00:00:00.000000Z"
NOBODY = {
    **{f"GIT_{role}_NAME": "someone" for role in ("AUTHOR", "COMMITTER")},
    **{f"GIT_{role}_EMAIL": "someone@example.org" for role in ("AUTHOR", "COMMITTER")},
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
}

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


class Side:
    """One annotator's clone of the repository, with their history."""

    def __init__(self, folder: Path, who: str) -> None:
        self.folder = folder
        self.who = who
        self.journal = Journal(folder / "annotations")
        self.history = History(self.journal, who)

    def git(self, *arguments: str) -> None:
        command = ["git", "-C", str(self.folder), *arguments]
        done = subprocess.run(command, env={**os.environ, **NOBODY}, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr

    def commit(self) -> None:
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", self.who)

    def save(self, key: str, content: object, table: str = "t") -> None:
        document = None if content is None else {"by": content}
        self.history.save(table, f"{self.who}: {key}", {key: document})

    def held(self, table: str = "t") -> dict:
        records = Journal(self.journal.storage.folder).table(table).records()
        return {record.id: record.document["by"] for record in records}

    def lines(self, table: str = "t") -> list[bytes]:
        return (self.folder / "annotations" / f"{table}.jsonl").read_bytes().splitlines()

    def again(self) -> History:
        """Give the history as another program finds it."""
        return History(Journal(self.journal.storage.folder), self.who)


class Pair:
    """Two clones of a repository in which some documents stand already."""

    def __init__(self, folder: Path) -> None:
        base = Side(folder / "base", "base")
        base.folder.mkdir()
        shutil.copy(ROOT / ".gitattributes", base.folder)
        (base.folder / ".gitignore").write_text(".lock\n")
        base.git("init", "-q", "-b", "main")
        for n in range(6):
            base.save(f"base {n}", "base")
        base.commit()
        for who in ("ann", "bob"):
            base.git("clone", "-q", str(base.folder), str(folder / who))
        self.ann, self.bob = Side(folder / "ann", "ann"), Side(folder / "bob", "bob")

    def merge(self) -> None:
        """Merge each side into the other."""
        sides = (self.ann, self.bob)
        for side in sides:
            side.commit()
        for side, other in (sides, sides[::-1]):
            side.git("fetch", "-q", str(other.folder), "main:theirs")
        for side in sides:
            side.git("merge", "-q", "--no-edit", "theirs")


@pytest.fixture
def pair(tmp_path) -> Pair:
    return Pair(tmp_path)


BASE = {f"base {n}": "base" for n in range(6)}


def adds(pair: Pair) -> dict:
    """Both add."""
    for n in range(4):
        pair.ann.save(f"ann {n}", "ann")
        pair.bob.save(f"bob {n}", "bob")
    return {**BASE, **{f"{who} {n}": who for who in ("ann", "bob") for n in range(4)}}


def edits(pair: Pair) -> dict:
    """Both edit, some of it the same; the later one stands."""
    pair.ann.save("base 0", "ann")
    pair.bob.save("base 1", "bob")
    pair.ann.save("base 2", "ann, earlier")
    pair.bob.save("base 2", "bob, later")
    pair.bob.save("base 3", "bob, earlier")
    pair.ann.save("base 3", "ann, later")
    return {
        **BASE,
        "base 0": "ann",
        "base 1": "bob",
        "base 2": "bob, later",
        "base 3": "ann, later",
    }


def removals(pair: Pair) -> dict:
    """Both remove, one of it the same."""
    for side, keys in ((pair.ann, (0, 1)), (pair.bob, (1, 2))):
        for n in keys:
            side.save(f"base {n}", None)
    pair.bob.save("new", "bob")
    return {"base 3": "base", "base 4": "base", "base 5": "base", "new": "bob"}


def undoings(pair: Pair) -> dict:
    """Both add, edit and undo some of it."""
    pair.ann.save("base 0", "ann")
    pair.ann.save("ann", "ann")
    pair.ann.save("ann, undone", "ann")
    pair.ann.history.undo()
    pair.bob.save("base 1", None)
    pair.bob.history.undo()
    pair.bob.save("base 2", None)
    return {
        "base 0": "ann",
        "ann": "ann",
        **{key: "base" for key in BASE if key not in ("base 0", "base 2")},
    }


def compaction(pair: Pair) -> dict:
    """One side has removed, edited and compacted, the other has added."""
    pair.ann.save("base 0", None)
    pair.ann.save("base 1", "ann")
    pair.ann.save("base 1", "ann again")
    pair.ann.journal.compact(LATE)
    pair.ann.save("ann", "ann")
    pair.bob.save("base 2", "bob")
    pair.bob.save("bob", "bob")
    return {
        "base 1": "ann again",
        "base 2": "bob",
        **{f"base {n}": "base" for n in (3, 4, 5)},
        "ann": "ann",
        "bob": "bob",
    }


def two_compactions(pair: Pair) -> dict:
    """Both sides have removed the same, and compacted."""
    for side in (pair.ann, pair.bob):
        side.save("base 0", None)
        side.save(side.who, "first")
        side.save(side.who, side.who)
        side.journal.compact(LATE)
    return {**{key: "base" for key in BASE if key != "base 0"}, "ann": "ann", "bob": "bob"}


def a_torn_tail(pair: Pair) -> dict:
    """The last line of one side was torn by a crash."""
    expected = adds(pair)
    with (pair.ann.folder / "annotations" / "t.jsonl").open("ab") as file:
        file.write(b'{"id":"torn","at":"20')
    return expected


def new_tables(pair: Pair) -> dict:
    """Both have begun a new table, the same one."""
    pair.ann.save("ann", "ann", "t")
    for side in (pair.ann, pair.bob):
        side.save(side.who, side.who, "new")
    return {**BASE, "ann": "ann"}


WORK = [adds, edits, removals, undoings, compaction, two_compactions, a_torn_tail, new_tables]

by_work = pytest.mark.parametrize("work", WORK, ids=lambda work: work.__name__)


@by_work
def test_a_merge_holds_what_both_have_made(pair, work: Callable[[Pair], dict]):
    expected = work(pair)
    pair.merge()
    assert (pair.ann.held(), pair.bob.held()) == (expected, expected)


@by_work
def test_a_merge_repeats_no_line_and_spoils_none(pair, work):
    work(pair)
    pair.merge()
    for side in (pair.ann, pair.bob):
        lines = side.lines()
        assert len(lines) == len(set(lines))
        assert sum(parse_line(line) is None for line in lines) == (work is a_torn_tail)


@by_work
def test_after_a_merge_each_undoes_their_own_and_no_more(pair, work):
    work(pair)
    pair.merge()
    for side in (pair.ann, pair.bob):
        history = side.again()
        newest = history.newest
        assert newest is None or newest.what.startswith(f"{side.who}: ")


def test_after_a_merge_an_undo_leaves_what_the_other_has_made(pair):
    expected = adds(pair)
    pair.merge()
    history = pair.ann.again()
    while history.undo():
        pass
    assert pair.ann.held() == {key: by for key, by in expected.items() if by != "ann"}


def test_two_tables_of_one_name_become_one(pair):
    new_tables(pair)
    pair.merge()
    assert pair.ann.held("new") == pair.bob.held("new") == {"ann": "ann", "bob": "bob"}


def test_merging_again_and_again_changes_nothing_more(pair):
    expected = edits(pair)
    pair.merge()
    pair.ann.git("fetch", "-q", str(pair.bob.folder), "main:again")
    pair.ann.git("merge", "-q", "--no-edit", "again")
    assert pair.ann.held() == expected


def test_a_program_that_is_running_sees_what_a_merge_has_brought(pair):
    expected = adds(pair)
    pair.ann.journal.table("t").records()
    pair.merge()
    records = pair.ann.journal.table("t").records()
    assert {record.id: record.document["by"] for record in records} == expected

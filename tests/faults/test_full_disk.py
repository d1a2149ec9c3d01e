"""A disk that refuses: a save is acknowledged and there, or it raises and the file is as it was."""

from __future__ import annotations

import errno
import os
import subprocess
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from faults.disk import tree_of
from faults.small_disk import failing_sync, file_system, forked, limit_files

from hedgerow.store.files.lock import FolderLock
from hedgerow.store.journal import ConflictError
from hedgerow.store.journal.database import Journal
from hedgerow.store.journal.history import History
from hedgerow.store.problem import ProblemError

LATE = "2090-01-01T00:00:00.000000Z"
REFUSALS = [errno.EIO, errno.EDQUOT]

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")


def opened(folder: Path) -> tuple[Journal, History]:
    journal = Journal(folder)
    return journal, History(journal, "ann")


def held(folder: Path) -> dict[str, dict]:
    """What another program finds in each table."""
    journal = Journal(folder)
    return {
        table: {record.id: record.document for record in journal.table(table).records()}
        for table in journal.tables()
    }


def lines(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("*.jsonl")}


@pytest.fixture
def folder(tmp_path) -> Path:
    """A folder with some steps of work, the last of which was undone."""
    folder = tmp_path / "annotations"
    _, history = opened(folder)
    for n in range(4):
        history.save("one", f"step {n}", {"a": {"n": n}, f"id {n}": {"memo": "x" * 90}})
    history.undo()
    return folder


def save(folder: Path) -> None:
    opened(folder)[1].save("one", "next", {"a": {"n": "next"}, "b": {"memo": "y" * 90}})


def save_in_a_new_table(folder: Path) -> None:
    opened(folder)[1].save("new", "next", {"a": {"memo": "y" * 500}})


def undo(folder: Path) -> None:
    assert opened(folder)[1].undo() is not None


def redo(folder: Path) -> None:
    assert opened(folder)[1].redo() is not None


def compact(folder: Path) -> None:
    assert opened(folder)[0].compact(LATE)


WORK = [save, save_in_a_new_table, undo, redo, compact]

by_work = pytest.mark.parametrize("work", WORK, ids=lambda work: work.__name__)


def outcome(work: Callable[[Path], None], folder: Path) -> dict[str, dict]:
    """What the tables hold when nothing goes wrong."""
    copy = folder.with_name("copy")
    subprocess.run(["cp", "-a", folder, copy], check=True)
    work(copy)
    return held(copy)


@needs_fork
@pytest.mark.slow
@by_work
def test_a_limit_of_any_size_lets_a_save_succeed_or_leaves_all_as_it_was(folder, work):
    before, before_lines, after = held(folder), lines(folder), outcome(work, folder)
    size = max(len(content) for content in before_lines.values())
    sizes = range(0, size + 700, 12) if work in (compact, save_in_a_new_table) else ()
    sizes = sizes or range(size - 40, size + 560, 10)
    said, wrong = set(), []
    for limit in sizes:

        def limited(limit: int = limit) -> str:
            limit_files(limit)
            work(folder)
            return "saved"

        answer = forked(limited)
        said.add(answer.split()[0])
        now = held(folder)
        if answer == "saved":
            wrong += [limit] if now != after else []
            for path in folder.glob("*.jsonl"):
                path.unlink()
            for name, content in before_lines.items():
                (folder / name).write_bytes(content)
        elif lines(folder) != before_lines or now != before:
            wrong.append(limit)
    assert wrong == []
    assert said == {"saved", "OSError"}


@needs_fork
def test_a_step_over_two_tables_is_taken_back_where_the_second_has_no_room(folder):
    before = held(folder)
    _, history = opened(folder)

    def limited() -> str:
        limit_files(max(map(len, lines(folder).values())) + 300)
        history.save_all("both", {"two": {"a": {"n": 1}}, "one": {"b": {"memo": "y" * 900}}})
        return "saved"

    assert forked(limited).startswith("OSError")
    assert held(folder) == {**before, "two": {}}


@needs_fork
def test_a_step_that_had_room_in_one_table_only_can_not_be_redone_by_half(folder):
    _, history = opened(folder)

    def limited() -> str:
        limit_files(max(map(len, lines(folder).values())) + 300)
        history.save_all("both", {"two": {"a": {"n": 1}}, "one": {"b": {"memo": "y" * 900}}})
        return "saved"

    assert forked(limited).startswith("OSError")
    redone = opened(folder)[1].redo()
    assert redone is None or redone.what != "both"


@by_work
@pytest.mark.parametrize("code", REFUSALS, ids=errno.errorcode.get)
def test_a_sync_of_a_file_that_fails_leaves_all_as_it_was(folder, work, code, monkeypatch):
    before = lines(folder)
    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", failing_sync(is_folder=False, code=code))
        with pytest.raises(OSError):
            work(folder)
    assert lines(folder) == before


def test_a_new_file_whose_folder_can_not_be_synced_is_not_left_behind(folder, monkeypatch):
    before = lines(folder)
    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", failing_sync(is_folder=True))
        with pytest.raises(OSError):
            save_in_a_new_table(folder)
    assert lines(folder) == before


def test_a_compaction_whose_folder_can_not_be_synced_changes_no_document(folder, monkeypatch):
    before = held(folder)
    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", failing_sync(is_folder=True))
        with pytest.raises(OSError):
            compact(folder)
    assert held(folder) == before


@pytest.mark.parametrize("is_folder", [False, True])
def test_the_same_handle_saves_again_when_the_disk_does(folder, monkeypatch, is_folder):
    _, history = opened(folder)
    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", failing_sync(is_folder=is_folder))
        with pytest.raises(OSError):
            history.save("new", "refused", {"a": {"n": 1}})
    history.save("new", "taken", {"b": {"n": 2}})
    assert held(folder)["new"] == {"b": {"n": 2}}


def test_a_file_system_without_room_keeps_what_was_acknowledged(tmp_path):
    with file_system(tmp_path / "small", "size=64k") as small:
        _, history = opened(small / "annotations")
        expected = {}
        with pytest.raises(OSError, match="space"):
            for n in range(1000):
                document = {"n": n, "memo": "x" * 390}
                history.save("t", f"step {n}", {f"id {n}": document})
                expected[f"id {n}"] = document
        assert len(expected) > 20
        assert held(small / "annotations") == {"t": expected}


def test_a_file_system_without_room_is_left_as_it_was_by_compaction(tmp_path):
    with file_system(tmp_path / "small", "size=64k") as small:
        journal, history = opened(small)
        for n in range(2):
            history.save("t", "step", {f"id {k}": {"n": n, "m": "x" * 1000} for k in range(18)})
        before = tree_of(small)
        with pytest.raises(OSError, match="space"):
            journal.compact(LATE)
        before.pop(".lock")
        after = tree_of(small)
        after.pop(".lock")
        assert after == before


def test_a_file_system_with_room_again_takes_the_next_save(tmp_path):
    with file_system(tmp_path / "small", "size=64k") as small:
        _, history = opened(small)
        history.save("t", "first", {"a": {"n": 1}})
        (small / "ballast").write_bytes(bytes(52 * 1024))
        with pytest.raises(OSError, match="space"):
            history.save("t", "too large", {"b": {"memo": "x" * 9000}})
        (small / "ballast").unlink()
        history.save("t", "second", {"c": {"n": 2}})
        assert held(small) == {"t": {"a": {"n": 1}, "c": {"n": 2}}}


def test_a_read_only_file_system_is_read_and_refuses_every_change(tmp_path):
    with file_system(tmp_path / "small", "size=1m") as small:
        save(small)
        save(small)
        before = tree_of(small)
        subprocess.run(["mount", "-o", "remount,ro", small], check=True)
        for work in (save, save_in_a_new_table, undo, compact):
            with pytest.raises(OSError, match=r"[Rr]ead-only"):
                work(small)
        assert held(small)["one"]["a"] == {"n": "next"}
        assert tree_of(small) == before


def test_a_folder_that_is_removed_in_the_middle_of_work_is_made_again(folder):
    journal, _ = opened(folder)
    table = journal.table("one")
    table.change({"before": {}})
    folder.rename(folder.with_name("elsewhere"))
    table.change({"after": {}})
    assert held(folder) == {"one": {"after": {}}}
    assert "before" in held(folder.with_name("elsewhere"))["one"]


def test_an_undo_in_a_folder_that_was_removed_brings_nothing_back(folder):
    _, history = opened(folder)
    history.save("one", "last", {"b": {"n": 1}})
    folder.rename(folder.with_name("elsewhere"))
    with suppress(ConflictError):
        history.undo()
    assert held(folder).get("one", {}) == {}


def test_a_folder_that_is_replaced_by_a_file_refuses_every_change(folder):
    _, history = opened(folder)
    history.save("one", "last", {"b": {"n": 1}})
    folder.rename(folder.with_name("elsewhere"))
    folder.write_text("a file")
    for change in (lambda: history.save("one", "next", {"c": {}}), history.undo):
        with pytest.raises((OSError, ProblemError, ConflictError)):
            change()
    assert folder.read_text() == "a file"


def test_a_folder_that_was_moved_away_is_not_kept_locked(folder):
    _, history = opened(folder)
    history.save("one", "last", {"b": {"n": 1}})
    elsewhere = folder.with_name("elsewhere")
    folder.rename(elsewhere)
    folder.write_text("a file")
    with pytest.raises(OSError):
        history.save("one", "next", {"c": {}})
    with FolderLock(elsewhere, timeout=0.2):
        pass

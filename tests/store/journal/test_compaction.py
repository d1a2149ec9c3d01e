"""Compacting drops what nothing needs any more, and nothing else."""

from __future__ import annotations

import pytest
from line_files import LATE, line_file, save

from hedgerow.store.journal import now
from hedgerow.store.journal.lines import Step


def test_compacting_keeps_the_last_line_of_each_removals_and_what_is_unreadable(tmp_path):
    file = line_file(tmp_path)
    save(file, {"a": {"n": 1}, "b": {"n": 1}})
    save(file, {"a": {"n": 2}, "b": None})
    with file.path.open("ab") as same:
        same.write(b"junk\n")
    assert file.compact(LATE) == 2
    assert file.path.read_bytes().splitlines()[-1] == b"junk"
    fresh = line_file(tmp_path)
    assert {key: r.document for key, r in fresh.refresh().items()} == {"a": {"n": 2}, "b": None}
    assert len(fresh.unreadable) == 1


def test_compacting_what_is_compact_writes_nothing(tmp_path):
    file = line_file(tmp_path)
    save(file, {"a": {"n": 1}})
    before = file.path.stat()
    assert file.compact(LATE) == 0
    assert file.path.stat().st_ino == before.st_ino


def test_compacting_keeps_what_a_late_step_took_the_place_of(tmp_path):
    file = line_file(tmp_path)
    save(file, {"a": {"n": 1}})
    save(file, {"a": {"n": 2}})
    since = now()
    with file.locked():
        file.save({"a": {"n": 3}}, Step("s", "ann", "memo"))
    assert file.compact(since) == 1
    over = file.records["a"].step.over
    assert line_file(tmp_path).refresh()["a"].step.over == over
    assert file.version("a", over).document == {"n": 2}


def test_a_file_keeps_its_permissions_when_it_is_compacted(tmp_path):
    file = line_file(tmp_path)
    save(file, {"a": {"n": 1}})
    file.path.chmod(0o600)
    save(file, {"a": {"n": 2}})
    assert file.compact(LATE) == 1
    assert file.path.stat().st_mode & 0o777 == 0o600


def test_a_link_in_the_place_of_the_file_is_not_compacted(tmp_path):
    file = line_file(tmp_path)
    save(file, {"a": {"n": 1}})
    save(file, {"a": {"n": 2}})
    elsewhere = tmp_path / "elsewhere"
    file.path.rename(elsewhere)
    file.path.symlink_to(elsewhere)
    before = elsewhere.read_bytes()
    with pytest.raises(OSError):
        file.compact(LATE)
    assert (elsewhere.read_bytes(), file.path.is_symlink()) == (before, True)

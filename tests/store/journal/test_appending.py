"""What a save costs, and what is left of it where the disk or a folder refuses it."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections import Counter
from contextlib import contextmanager
from pathlib import Path

import pytest
from line_files import EARLY, LATE, held, line_file, save

from hedgerow.store.journal import new_id
from hedgerow.store.journal.lines import Record, as_line, parse_line
from hedgerow.store.journal.table_names import table_of


@contextmanager
def room_for(size: int):
    """Let no file grow beyond `size` bytes: writing then stops half-way, as on a full disk."""
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.fixture
def shared_folder():
    """A folder that any user can reach (tmp_path is closed to all but its owner)."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@contextmanager
def without_privileges():
    """Work as a user for whom permissions hold; root is refused nothing."""
    if not hasattr(os, "geteuid"):
        pytest.skip("permissions are different here")
    if os.geteuid() != 0:
        yield
        return
    with tempfile.TemporaryDirectory() as folder:  # to load what that user may not read
        save(line_file(Path(folder)), {"a": {}})
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


class Spent(Counter):
    """What a save asks of the system; the note in the lock, which need not last, is left out."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
        super().__init__()
        write, fsync, lock = os.write, os.fsync, folder / ".lock"

        def counted_write(descriptor, data):
            written = write(descriptor, data)
            if not os.path.samestat(os.fstat(descriptor), lock.stat()):
                self.update(writes=1, bytes=written)
            return written

        def counted_fsync(descriptor):
            self.update(fsyncs=1)
            fsync(descriptor)

        monkeypatch.setattr(os, "write", counted_write)
        monkeypatch.setattr(os, "fsync", counted_fsync)


@pytest.mark.parametrize("already", [10, 5_000])
def test_a_save_is_one_line_one_write_and_one_fsync(tmp_path, monkeypatch, already):
    file = line_file(tmp_path)
    save(file, {new_id(): {"n": n} for n in range(already)})
    before = file.path.read_bytes()
    spent = Spent(monkeypatch, tmp_path)
    key = new_id()
    save(file, {key: {"label": "claim"}})
    added = file.path.read_bytes().removeprefix(before)
    assert parse_line(added.removesuffix(b"\n")).document == {"label": "claim"}
    assert spent == {"writes": 1, "fsyncs": 1, "bytes": len(added)}


def test_a_save_costs_the_same_bytes_beside_ten_documents_as_beside_five_thousand(
    tmp_path, monkeypatch
):
    costs = []
    for already in (10, 5_000):
        file = line_file(tmp_path, str(already))
        save(file, {new_id(): {"n": n} for n in range(already)})
        with monkeypatch.context() as patch:
            spent = Spent(patch, tmp_path)
            save(file, {new_id(): {"label": "claim"}})
        costs.append(dict(spent))
    assert costs[0] == costs[1]


def test_many_changes_at_once_are_one_write_and_one_fsync(tmp_path, monkeypatch):
    file = line_file(tmp_path)
    save(file, {"a": {}})
    spent = Spent(monkeypatch, tmp_path)
    save(file, {new_id(): {"n": n} for n in range(100)})
    assert (spent["writes"], spent["fsyncs"]) == (1, 1)


def test_saving_no_change_writes_nothing(tmp_path):
    file = line_file(tmp_path)
    save(file, {})
    assert not file.path.exists()


def test_a_line_torn_at_any_byte_costs_no_other_and_spoils_no_later_one(tmp_path):
    file = line_file(tmp_path)
    save(file, {"a": {"n": 1}})
    save(file, {"b": {"n": 2}})
    whole = file.path.read_bytes()
    save(file, {"c": {"quote": "“naïve” 👩‍👩‍👧"}})
    last = file.path.read_bytes().removeprefix(whole)
    for length in range(len(last)):
        file.path.write_bytes(whole + last[:length])
        save(line_file(tmp_path), {"d": {"n": 4}})
        found = held(tmp_path)
        is_complete = length == len(last) - 1  # all but the line's end
        assert set(found) == {"a", "b", "d"} | ({"c"} if is_complete else set()), length
        assert file.path.read_bytes().startswith(whole + last[:length]), length


@pytest.mark.parametrize("torn", [b'{"id":"b","at', as_line(Record("b", EARLY, {"n": 2}))[:-1]])
def test_a_save_behind_a_torn_line_reads_nothing_again(tmp_path, torn):
    file = line_file(tmp_path)
    save(file, {"a": {"n": 1}})
    with file.path.open("ab") as end:
        end.write(torn)
    generation = file.generation
    save(file, {"c": {"n": 3}})
    again = line_file(tmp_path)
    assert file.records == again.refresh()
    assert (file.unreadable, file.lines) == (again.unreadable, again.lines)
    assert file.generation == generation


@pytest.mark.parametrize("room", [0, 1, 60])
def test_a_disk_that_fills_half_way_leaves_the_file_as_it_was(tmp_path, room):
    file = line_file(tmp_path)
    save(file, {"a": {"n": 1}})
    before = file.path.read_bytes()
    with file.locked(), room_for(len(before) + room), pytest.raises(OSError):
        file.save({"b": {"memo": "x" * 500}})
    assert file.path.read_bytes() == before


def test_a_disk_that_fills_leaves_memory_as_it_was(tmp_path):
    file = line_file(tmp_path)
    save(file, {"a": {"n": 1}})
    before = dict(file.records)
    with file.locked(), room_for(file.path.stat().st_size + 9), pytest.raises(OSError):
        file.save({"a": {"n": 2}, "b": {}})
    assert file.records == before == file.refresh()


def test_a_save_succeeds_once_there_is_room_again(tmp_path):
    file = line_file(tmp_path)
    save(file, {"a": {"n": 1}})
    with file.locked(), room_for(file.path.stat().st_size + 9), pytest.raises(OSError):
        file.save({"a": {"n": 2}})
    save(file, {"a": {"n": 3}})
    assert held(tmp_path) == {"a": {"n": 3}}


def test_a_merge_that_fails_leaves_file_and_memory_as_they_were(tmp_path):
    file = line_file(tmp_path)
    save(file, {"a": {"n": 1}})
    before = file.path.read_bytes(), dict(file.records)
    with file.locked(), room_for(file.path.stat().st_size + 9), pytest.raises(OSError):
        file.merge([Record("b", LATE, {"memo": "x" * 100})])
    assert (file.path.read_bytes(), file.records) == before


def test_a_first_save_that_fails_leaves_no_file(tmp_path):
    file = line_file(tmp_path)
    with file.locked(), room_for(10), pytest.raises(OSError):
        file.save({"a": {"n": 1}})
    assert not file.path.exists()


def test_a_long_name_survives_a_first_save_that_failed(tmp_path):
    file = line_file(tmp_path, "long " * 60)
    with file.locked(), room_for(10), pytest.raises(OSError):
        file.save({"a": {"n": 1}})
    save(file, {"a": {"n": 1}})
    assert table_of(file.path) == "long " * 60


def test_a_save_that_cannot_be_synced_is_taken_back(tmp_path, monkeypatch):
    file = line_file(tmp_path)
    save(file, {"a": {"n": 1}})
    before = file.path.read_bytes(), dict(file.records)

    def failing(descriptor):
        raise OSError(errno.EIO, "Input/output error")

    with monkeypatch.context() as patch, file.locked():
        patch.setattr(os, "fsync", failing)
        with pytest.raises(OSError):
            file.save({"a": {"n": 2}})
    assert (file.path.read_bytes(), file.refresh()) == before


def test_a_folder_that_may_not_be_written_refuses_the_save_and_holds_nothing(shared_folder):
    shared_folder.chmod(0o555)
    file = line_file(shared_folder)
    with without_privileges(), pytest.raises(OSError):
        save(file, {"a": {}})
    assert (list(shared_folder.iterdir()), file.records) == ([], {})


def test_memory_is_what_the_file_holds_after_a_folder_that_cannot_be_synced(shared_folder):
    shared_folder.chmod(0o333)  # files can be made here, but the folder can't be opened
    file = line_file(shared_folder)
    with without_privileges(), pytest.raises(OSError):
        save(file, {"a": {}})
    assert file.refresh() == line_file(shared_folder).refresh()


def test_a_link_in_the_place_of_the_file_leads_no_save_elsewhere(tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_bytes(b"")
    file = line_file(tmp_path / "annotations")
    file.path.parent.mkdir()
    file.path.symlink_to(elsewhere)
    with pytest.raises(OSError):
        save(file, {"a": {}})
    assert elsewhere.read_bytes() == b""


def test_a_new_file_is_no_more_open_to_others_than_its_folder(tmp_path):
    folder = tmp_path / "private"
    folder.mkdir(mode=0o700)
    save(line_file(folder), {"a": {}})
    modes = {path.name: path.stat().st_mode & 0o077 for path in folder.iterdir()}
    assert modes == {"t.jsonl": 0, ".lock": 0}

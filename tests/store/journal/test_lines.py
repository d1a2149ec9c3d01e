"""A file of documents, a line a change: what is saved, what is read, and what a fault leaves."""

from __future__ import annotations

import errno
import ntpath
import os
import shutil
import subprocess
import sys
import tempfile
import uuid
from collections import Counter
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path, PureWindowsPath

import orjson
import pytest
from hypothesis import given, settings, strategies as st

from hedgerow.store.files.lock import FolderLock
from hedgerow.store.journal import new_id, now
from hedgerow.store.journal.line_file import LineFile
from hedgerow.store.journal.lines import Record, Step, as_line, parse_line
from hedgerow.store.journal.table_names import file_name, table_of
from hedgerow.store.problem import ProblemError

ROOT = Path(__file__).parents[3]
EARLY = "2020-01-01T00:00:00.000000Z"
LATE = "2030-01-01T00:00:00.000000Z"

NAMES = [
    "001_40ebd96be52325bb",
    "",
    ".",
    "..",
    "...",
    "/",
    "../../etc/passwd",
    "a/b",
    "a\\b",
    "~",
    "~root",
    "%",
    "%2F",
    "a%",
    "a.",
    "a ",
    " a",
    ".hidden",
    ".lock",
    "a.jsonl",
    "A",
    "a",
    "CON",
    "nul",
    "lpt1",
    "a:b",
    'a*b?"<>|',
    "line\nbreak",
    "null\0byte",
    "\x1b[31mred",
    "日本語のニュース",
    "e\u0301t\u00e9",
    "👩‍👩‍👧",
    "x~" + "0" * 32,
    "long " * 60,
    "長い名前" * 60,
    "dots." * 60,
    "%" * 100,
]

names = st.text(max_size=12) | st.text("Aa%~./ ", max_size=6) | st.text(min_size=60, max_size=90)


def line_file(folder: Path, table: str = "t") -> LineFile:
    return LineFile(folder / file_name(table), table)


def save(file: LineFile, changes: dict) -> None:
    with file.locked():
        file.save(changes)


def held(folder: Path, table: str = "t") -> dict:
    """What a program that opens the file now finds in it."""
    records = line_file(folder, table).refresh().values()
    return {record.id: record.document for record in records if record.document is not None}


def records_of(content: bytes) -> dict[str, Record]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "t.jsonl"
        path.write_bytes(content)
        return LineFile(path, "t").refresh()


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


@pytest.mark.skipif(not Path("/proc/self/io").exists(), reason="no count of bytes read here")
def test_a_save_reads_nothing_of_what_is_there(tmp_path):
    def bytes_read() -> int:
        return int(Path("/proc/self/io").read_text().split()[1])

    file = line_file(tmp_path)
    save(file, {new_id(): {"n": n} for n in range(5_000)})
    before = bytes_read()
    save(file, {new_id(): {"n": -1}})
    assert bytes_read() - before < file.path.stat().st_size / 50


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


def test_a_document_is_read_as_it_was_saved(tmp_path):
    document = {"quote": "“naïve”\u00a0\r\n👩‍👩‍👧\x1b[0m\0", "n": 1.5, "list": [1, {"deep": None}]}
    save(line_file(tmp_path), {"a": document})
    assert held(tmp_path) == {"a": document}


def test_a_file_that_was_never_made_holds_nothing(tmp_path):
    assert line_file(tmp_path / "nowhere").refresh() == {}


def test_what_another_handle_saves_is_seen(tmp_path):
    mine, theirs = line_file(tmp_path), line_file(tmp_path)
    mine.refresh()
    save(theirs, {"a": {"n": 1}})
    assert mine.refresh()["a"].document == {"n": 1}


def test_a_file_that_was_deleted_is_empty_again(tmp_path):
    file = line_file(tmp_path)
    save(file, {"a": {}})
    file.path.unlink()
    assert file.refresh() == {}


def test_a_file_that_was_replaced_is_read_anew(tmp_path):
    file = line_file(tmp_path)
    save(file, {"a": {}})
    other = tmp_path / "other"
    other.write_bytes(as_line(Record("b", LATE, {"n": 2})))
    other.replace(file.path)
    assert list(file.refresh()) == ["b"]


def test_a_file_that_cannot_be_read_is_named(tmp_path):
    (tmp_path / "t.jsonl").mkdir()
    with pytest.raises(ProblemError) as raised:
        line_file(tmp_path).refresh()
    assert raised.value.problem.where == tmp_path / "t.jsonl"


def test_a_removal_is_a_line_that_wins_over_the_document(tmp_path):
    file = line_file(tmp_path)
    save(file, {"a": {"n": 1}})
    save(file, {"a": None})
    assert (held(tmp_path), file.path.read_bytes().count(b"\n")) == ({}, 2)


def test_a_save_wins_even_over_a_change_from_a_clock_that_runs_ahead(tmp_path):
    file = line_file(tmp_path)
    with file.locked():
        file.merge([Record("a", LATE, {"n": 1})])
    save(file, {"a": {"n": 2}})
    assert held(tmp_path) == {"a": {"n": 2}}


def test_two_saves_in_one_microsecond_stand_in_their_order(tmp_path, monkeypatch):
    monkeypatch.setattr("hedgerow.store.journal.line_file.now", lambda: EARLY)
    file = line_file(tmp_path)
    save(file, {"a": {"n": 2}})
    save(file, {"a": {"n": 1}})
    assert held(tmp_path) == {"a": {"n": 1}}


@pytest.mark.parametrize("name", ["id", "at", "removed"])
def test_a_document_may_not_use_the_names_of_the_line(tmp_path, name):
    file = line_file(tmp_path)
    with file.locked(), pytest.raises(ValueError, match=name):
        file.save({"a": {name: "x"}})
    assert not file.path.exists()


@pytest.mark.parametrize("value", [object(), {1, 2}, "\ud800", 2**70, {1: 2}])
def test_what_is_not_json_is_refused_and_nothing_else_in_the_step_is_saved(tmp_path, value):
    file = line_file(tmp_path)
    with file.locked(), pytest.raises(ValueError):
        file.save({"a": {"n": 1}, "b": {"n": value}})
    assert held(tmp_path) == {}


changes = st.builds(
    Record,
    st.sampled_from(["a", "b", "c"]),
    st.sampled_from([EARLY, "2025-01-01T00:00:00.000000Z", LATE]),
    st.none() | st.dictionaries(st.sampled_from(["x", "y"]), st.integers(0, 3)),
    st.none(),
)


@given(st.lists(changes, max_size=8), st.data())
@settings(deadline=None, max_examples=60)
def test_lines_in_any_order_and_repeated_give_one_result(records, data):
    written = [as_line(record) for record in records]
    repeated = written + [line for line in written if data.draw(st.booleans())]
    shuffled = data.draw(st.permutations(repeated))
    assert records_of(b"".join(shuffled)) == records_of(b"".join(written))


@given(st.lists(changes, max_size=6), st.lists(changes, max_size=6))
@settings(deadline=None, max_examples=60)
def test_two_files_one_after_the_other_give_one_result_in_either_order(mine, theirs):
    one, other = (b"".join(map(as_line, records)) for records in (mine, theirs))
    assert records_of(one + other) == records_of(other + one)


@given(st.lists(changes, max_size=6), st.lists(changes, max_size=6))
@settings(deadline=None, max_examples=30)
def test_merging_gives_what_the_two_files_together_would(mine, theirs):
    together = records_of(b"".join(map(as_line, [*mine, *theirs])))
    with tempfile.TemporaryDirectory() as folder:
        file = line_file(Path(folder))
        with file.locked():
            file.merge(mine)
            file.merge(theirs)
        assert file.records == line_file(Path(folder)).refresh() == together


def test_merging_writes_only_what_is_newer(tmp_path):
    file = line_file(tmp_path)
    save(file, {"a": {"n": 1}})
    older, newer = Record("a", EARLY, {"n": 0}), Record("b", EARLY, {"n": 2})
    with file.locked():
        assert file.merge([older, newer, newer]) == [newer]
    assert file.path.read_bytes().count(b"\n") == 2


def test_merging_an_old_document_does_not_bring_back_what_was_removed(tmp_path):
    file = line_file(tmp_path)
    save(file, {"a": {"n": 1}})
    first = file.records["a"]
    save(file, {"a": None})
    with file.locked():
        file.merge([first])
    assert held(tmp_path) == {}


UNREADABLE = {
    "text": b"<<<<<<< HEAD",
    "half a line": b'{"id":"x","at":"2026',
    "not an object": b"[1, 2]",
    "a string": b'"id at"',
    "a number": b"42",
    "an id that is no text": b'{"id":7,"at":"2026-01-01T00:00:00.000000Z"}',
    "no id": b'{"at":"2026-01-01T00:00:00.000000Z"}',
    "no instant": b'{"id":"x"}',
    "an instant without microseconds": b'{"id":"x","at":"2026-01-01T00:00:00Z"}',
    "an instant of another zone": b'{"id":"x","at":"2026-01-01T00:00:00.000000+01:00"}',
    "no UTF-8": b'{"id":"\xff\xfe","at":"2026-01-01T00:00:00.000000Z"}',
    "null bytes": b"\0" * 40,
    "deep nesting": b"[" * 5_000,
}


@pytest.mark.parametrize("junk", UNREADABLE.values(), ids=UNREADABLE)
def test_an_unreadable_line_is_counted_with_its_number_and_its_bytes(tmp_path, junk):
    good = as_line(Record("a", EARLY, {"n": 1}))
    (tmp_path / "t.jsonl").write_bytes(good + b"\n" + junk + b"\n" + good)
    file = line_file(tmp_path)
    file.refresh()
    assert file.unreadable == [(3, junk)]


def test_an_unreadable_line_hides_no_other(tmp_path):
    good = [as_line(Record(key, EARLY, {})) for key in "abc"]
    (tmp_path / "t.jsonl").write_bytes(b"junk\n".join(good) + b"junk")
    assert list(held(tmp_path)) == ["a", "b", "c"]


def test_an_unreadable_line_outlives_every_save(tmp_path):
    (tmp_path / "t.jsonl").write_bytes(b"junk\n")
    file = line_file(tmp_path)
    save(file, {"a": {}})
    save(file, {"a": None})
    assert file.path.read_bytes().startswith(b"junk\n")


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


@pytest.mark.parametrize(
    "instant",
    ["9999-12-31T23:59:59.999999Z", "2026-13-01T00:00:00.000000Z", "٢٠٢٦-01-01T00:00:00.000000Z"],
    ids=["the last there is", "no such month", "other digits"],
)
def test_a_line_with_an_absurd_instant_keeps_nobody_from_saving(tmp_path, instant):
    line = orjson.dumps({"id": "a", "at": instant, "n": 1}) + b"\n"
    (tmp_path / "t.jsonl").write_bytes(line)
    save(line_file(tmp_path), {"a": {"n": 2}})
    assert held(tmp_path) == {"a": {"n": 2}}


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


FIFTY_SAVES = """
import sys
from pathlib import Path
from hedgerow.store.journal.line_file import LineFile
from hedgerow.store.journal.ids import new_id
file = LineFile(Path(sys.argv[1]) / "t.jsonl", "t")
print("ready", flush=True)
sys.stdin.read()
for n in range(50):
    with file.locked():
        count = (file.document("count") or {}).get("n", 0)
        file.save({new_id(): {"n": n}, "count": {"n": count + 1}})
"""


def test_two_processes_of_fifty_saves_lose_none(tmp_path):
    command = [sys.executable, "-c", FIFTY_SAVES, str(tmp_path)]
    pipe = subprocess.PIPE
    running = [subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe) for _ in range(2)]
    for process in running:
        process.stdout.readline()
    for process in running:
        process.stdin.close()  # now they are off together
    for process in running:
        process.wait(timeout=60)
        process.stdout.close()
    found = held(tmp_path)
    assert (len(found), found["count"]) == (101, {"n": 100})


def test_a_lock_that_is_never_given_back_is_told(tmp_path):
    fcntl = pytest.importorskip("fcntl")
    impatient = LineFile(tmp_path / "t.jsonl", "t", FolderLock(tmp_path, timeout=0.05))
    with (tmp_path / ".lock").open("w") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        with pytest.raises(ProblemError, match="another program"):
            save(impatient, {"a": {}})


def test_the_lock_is_given_back_after_a_failure(tmp_path):
    file = line_file(tmp_path)
    with pytest.raises(RuntimeError), file.locked():
        raise RuntimeError
    save(line_file(tmp_path), {"a": {"n": 1}})
    assert held(tmp_path) == {"a": {"n": 1}}


def test_an_id_is_a_version_7_uuid():
    made = uuid.UUID(new_id())
    assert (made.version, made.variant) == (7, uuid.RFC_4122)


def test_ids_are_never_the_same():
    assert len({new_id() for _ in range(1_000)}) == 1_000


def test_an_id_begins_with_the_milliseconds_of_its_making():
    before, made, after = now(), uuid.UUID(new_id()).int >> 80, now()
    first, last = (int(datetime.fromisoformat(i).timestamp() * 1000) for i in (before, after))
    assert first <= made <= last


def is_reserved_on_windows(name: str) -> bool:
    if hasattr(ntpath, "isreserved"):
        return ntpath.isreserved(name)
    return PureWindowsPath(name).is_reserved()


@pytest.mark.parametrize("table", NAMES)
def test_the_file_of_any_table_lies_in_its_folder_and_names_its_table(tmp_path, table):
    file = line_file(tmp_path, table)
    save(file, {"a": {"n": 1}})
    assert sorted(tmp_path.iterdir()) == sorted([tmp_path / ".lock", file.path])
    assert table_of(file.path) == table


@given(names)
@settings(deadline=None, max_examples=80)
def test_the_table_of_a_file_is_the_one_it_was_made_for(table):
    with tempfile.TemporaryDirectory() as folder:
        file = line_file(Path(folder), table)
        save(file, {"a": {}})
        assert table_of(file.path) == table


@given(st.text(max_size=10))  # each character takes twelve at most, of 130
def test_a_short_name_says_its_table_without_the_file(table):
    assert table_of(Path("nowhere") / file_name(table)) == table


@given(names | st.sampled_from(NAMES))
def test_a_file_name_is_one_that_every_system_takes(table):
    name = file_name(table)
    assert name.isascii()
    assert name.isprintable()
    assert len(name) <= 200
    assert not set(name) & set('/\\:*?"<>|')


@given(st.sampled_from(["con", "nul", "com1", "CON", "Lpt9", "aux "]))
def test_no_file_takes_the_name_of_a_windows_device(table):
    assert not is_reserved_on_windows(file_name(table))


@pytest.mark.parametrize("table", ["con.x", "com1.txt", "con .x", "conin$", "conout$"])
def test_no_file_takes_the_name_of_a_windows_device_with_an_ending(table):
    assert not is_reserved_on_windows(file_name(table))


@given(st.text("aAbBßẞéÉ%~. ", max_size=5), st.text("aAbBßẞéÉ%~. ", max_size=5))
def test_two_tables_never_share_a_file_even_where_case_is_folded(one, other):
    assert (file_name(one).casefold() == file_name(other).casefold()) == (one == other)


@pytest.mark.parametrize("table", ["News", "é" * 100, "A" * 300, "CON"])
def test_tables_that_differ_in_case_only_never_share_a_file(table):
    folded = {file_name(t).casefold() for t in {table, table.lower(), table.swapcase()}}
    assert len(folded) == len({table, table.lower(), table.swapcase()})


def test_long_names_that_begin_alike_never_share_a_file():
    assert file_name("x" * 300 + "1") != file_name("x" * 300 + "2")


def test_the_line_that_names_a_table_is_no_unreadable_one(tmp_path):
    file = line_file(tmp_path, "long " * 60)
    save(file, {"a": {}})
    fresh = line_file(tmp_path, "long " * 60)
    fresh.refresh()
    assert fresh.unreadable == []


def test_a_long_name_survives_the_sorting_of_the_lines(tmp_path):
    file = line_file(tmp_path, "long " * 60)
    save(file, {"a": {}})
    file.path.write_bytes(b"".join(sorted(file.path.read_bytes().splitlines(keepends=True))))
    assert table_of(file.path) == "long " * 60


# Reading on


def lines_parsed(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """The lines that are parsed from now on."""
    parsed = []

    def parse(content):
        parsed.append(content)
        return parse_line(content)

    monkeypatch.setattr("hedgerow.store.journal.line_file.parse_line", parse)
    return parsed


def test_of_a_file_that_has_grown_only_the_new_lines_are_parsed(tmp_path, monkeypatch):
    file, other = line_file(tmp_path), line_file(tmp_path)
    save(file, {new_id(): {"n": n} for n in range(500)})
    other.refresh()
    save(file, {"new": {"n": 1}})
    parsed = lines_parsed(monkeypatch)
    assert other.refresh()["new"].document == {"n": 1}
    assert [line for line in parsed if line] == [as_line(file.records["new"]).rstrip()]


@pytest.mark.parametrize("edited", [b'{"n":2}', b'{"n":22}'])
def test_a_line_that_was_edited_is_seen_even_if_the_file_has_grown_as_well(tmp_path, edited):
    file = line_file(tmp_path)
    save(file, {"a": {"n": 1}})
    line = file.path.read_bytes()
    with file.path.open("r+b") as same:
        same.write(line.replace(b'"n":1', edited.strip(b"{}")) + line.replace(b'"a"', b'"b"'))
    assert {key: record.document for key, record in file.refresh().items()} == {
        "a": orjson.loads(edited),
        "b": {"n": 1},
    }


def test_the_numbers_of_unreadable_lines_go_on_where_the_file_is_read_on(tmp_path):
    file, other = line_file(tmp_path), line_file(tmp_path)
    save(file, {"a": {}, "b": {}})
    other.refresh()
    with file.path.open("ab") as same:
        same.write(b"junk\n")
    save(file, {"c": {}})
    other.refresh()
    assert [bad.number for bad in other.unreadable] == [3]
    assert [bad.number for bad in line_file(tmp_path).unreadable] == []


def test_what_an_earlier_line_said_is_still_known(tmp_path):
    file = line_file(tmp_path)
    save(file, {"a": {"n": 1}})
    first = file.records["a"].at
    save(file, {"a": {"n": 2}})
    for handle in (file, line_file(tmp_path)):
        handle.refresh()
        assert handle.version("a", first).document == {"n": 1}
        assert handle.version("a", EARLY) is None


def test_the_number_of_a_line_that_counts_is_known(tmp_path):
    file = line_file(tmp_path)
    save(file, {"a": {"n": 1}, "b": {"n": 1}})
    save(file, {"a": {"n": 2}})
    assert file.line_numbers() == {"a": 3, "b": 2}


# Steps


def test_a_line_says_whose_step_it_is_and_what_it_took_the_place_of(tmp_path):
    file = line_file(tmp_path)
    save(file, {"a": {"n": 1}})
    with file.locked():
        file.save({"a": {"n": 2}}, Step("s", "ann", "claim on “x”"))
    record = line_file(tmp_path).refresh()["a"]
    (first,) = (r.at for r in line_file_versions(tmp_path) if r.document == {"n": 1})
    assert record.step == Step("s", "ann", "claim on “x”", over=first)


def test_a_step_over_a_line_from_a_clock_that_runs_ahead_is_made_at_the_present_instant(tmp_path):
    file = line_file(tmp_path)
    before = now()
    with file.locked():
        file.merge([Record("a", LATE, {"n": 1})])
        file.save({"a": {"n": 2}}, Step("s", "ann", "claim on “x”"))
    record = line_file(tmp_path).refresh()["a"]
    assert (record.document, record.at > LATE) == ({"n": 2}, True)
    assert before <= record.made_at <= now()


def line_file_versions(folder: Path) -> list[Record]:
    """Every line of the file, in its order."""
    return [parse_line(line) for line in (folder / "t.jsonl").read_bytes().splitlines()]


steps = st.builds(
    Step,
    st.text(min_size=1, max_size=5),
    st.text(max_size=5),
    st.text(max_size=9),
    st.sampled_from(["do", "undo", "redo"]),
    st.sampled_from([None, EARLY]),
    st.sampled_from([None, LATE]),
)


@given(steps)
def test_a_step_is_read_as_it_was_written(step):
    record = Record("a", EARLY, {"n": 1}, step)
    assert parse_line(as_line(record).rstrip()) == record


@pytest.mark.parametrize(
    "step", [3, "x", None, [], {}, {"id": "s"}, {"id": "s", "by": 1, "what": ""}]
)
def test_a_field_of_that_name_from_elsewhere_belongs_to_the_document(step):
    line = orjson.dumps({"id": "a", "at": EARLY, "step": step})
    assert parse_line(line) == Record("a", EARLY, {"step": step})


# Compacting


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


def test_a_new_file_is_no_more_open_to_others_than_its_folder(tmp_path):
    folder = tmp_path / "private"
    folder.mkdir(mode=0o700)
    save(line_file(folder), {"a": {}})
    modes = {path.name: path.stat().st_mode & 0o077 for path in folder.iterdir()}
    assert modes == {"t.jsonl": 0, ".lock": 0}


def test_a_table_whose_naming_line_is_lost_is_known_by_its_documents(tmp_path):
    table = "long " * 60
    path = tmp_path / file_name(table)
    file = LineFile(path, table)
    save(file, {"a": {"article": table}})
    path.write_bytes(path.read_bytes().partition(b"\n")[2])
    assert table_of(path) == table
    file.refresh()
    save(file, {"b": {"article": table}})
    assert b'{"table"' in path.read_bytes()

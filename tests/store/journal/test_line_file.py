"""A file of documents, a line a change: what is saved, what is read, and what others save."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import orjson
import pytest
from line_files import EARLY, LATE, held, line_file, save

from hedgerow.store.files.lock import FolderLock
from hedgerow.store.journal import new_id, now
from hedgerow.store.journal.line_file import LineFile
from hedgerow.store.journal.lines import Record, Step, as_line, parse_line
from hedgerow.store.problem import ProblemError

ROOT = Path(__file__).parents[3]


@pytest.mark.skipif(not Path("/proc/self/io").exists(), reason="no count of bytes read here")
def test_a_save_reads_nothing_of_what_is_there(tmp_path):
    def bytes_read() -> int:
        return int(Path("/proc/self/io").read_text().split()[1])

    file = line_file(tmp_path)
    save(file, {new_id(): {"n": n} for n in range(5_000)})
    before = bytes_read()
    save(file, {new_id(): {"n": -1}})
    assert bytes_read() - before < file.path.stat().st_size / 50


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


def test_a_field_that_passes_for_a_step_gives_way_when_its_document_changes(tmp_path):
    file = line_file(tmp_path)
    file.path.parent.mkdir(exist_ok=True)
    file.path.write_bytes(b'{"id":"a","at":"%s","n":1,"step":"x"}\n' % EARLY.encode())
    came = file.refresh()["a"].document
    assert came == {"n": 1, "step": "x"}
    save(file, {"a": {**came, "n": 2}})
    save(file, {"a": came})  # as an undo does
    assert held(tmp_path) == {"a": {"n": 1}}


@pytest.mark.parametrize("value", [object(), {1, 2}, "\ud800", 2**70, {1: 2}])
def test_what_is_not_json_is_refused_and_nothing_else_in_the_step_is_saved(tmp_path, value):
    file = line_file(tmp_path)
    with file.locked(), pytest.raises(ValueError):
        file.save({"a": {"n": 1}, "b": {"n": value}})
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

"""Damage to a file costs the lines it touches, and no other.

A line is JSON and has no checksum. So what is promised is this: a damaged line either can't be read
any more, and is kept and counted, or it still reads as a line, of whatever it says now; every other
line reads as before. Where a newline is damaged, two lines become one, which can't be read.
"""

from __future__ import annotations

import random
from pathlib import Path
from unittest.mock import patch

import pytest

from hedgerow.store.journal.database import Journal
from hedgerow.store.journal.history import History
from hedgerow.store.journal.line_file import LineFile
from hedgerow.store.journal.lines import parse_line

LATE = "2090-01-01T00:00:00.000000Z"
SECTOR = 512
COUNT = 12


@pytest.fixture(autouse=True)
def no_waiting_for_the_disk():
    """No file here has to outlive the test, and no torn line is being written still."""
    with patch("os.fsync"), patch("time.sleep"):
        yield


@pytest.fixture
def path(tmp_path) -> Path:
    """A file of lines, each of an id of its own, of which the last three are one step."""
    history = History(Journal(tmp_path), "ann")
    for n in range(COUNT - 3):
        history.save("t", f"step {n}", {f"id {n}": document(n)})
    history.save("t", "three", {f"id {n}": document(n) for n in range(COUNT - 3, COUNT)})
    return tmp_path / "t.jsonl"


def document(n: int) -> dict:
    return {"n": n, "memo": "x" * (n * 31 % 90)}


def opened(path: Path) -> LineFile:
    file = LineFile(path, "t")
    file.refresh()
    return file


def documents(path: Path) -> dict:
    return {key: record.document for key, record in opened(path).records.items()}


def lines_of(data: bytes) -> list[bytes]:
    return [line for line in data.split(b"\n") if line.strip()]


def judge(path: Path, whole: bytes, damaged: bytes) -> list[str]:
    """Put damaged content in a file's place, read it, save, compact, and say what is wrong."""
    path.write_bytes(damaged)
    found = []
    intact = [line for line in lines_of(damaged) if line in lines_of(whole)]
    expected = {record.id: record.document for record in map(parse_line, intact)}
    held = documents(path)
    # Where a damaged line reads as one of an id that is known, it speaks for that id.
    changed = [record for line in lines_of(damaged) if (record := parse_line(line))]
    spoken_for = {record.id for record in changed if record.document != expected.get(record.id)}
    for key, content in expected.items():
        if held.get(key) != content and key not in spoken_for:
            found.append(f"{key} is lost with another's line")
    unreadable = [line for line in lines_of(damaged) if parse_line(line) is None]
    if [line.content for line in opened(path).unreadable] != unreadable:
        found.append("not every unreadable line is counted")
    Journal(path.parent).table("t").change({"next": {"n": -1}})
    if documents(path) != {**held, "next": {"n": -1}}:
        found.append("the next save is lost, or has changed something else")
    if not path.read_bytes().startswith(damaged):
        found.append("a save has rewritten what was there")
    Journal(path.parent).compact(LATE)
    if documents(path) != {**held, "next": {"n": -1}}:
        found.append("compaction has changed a document")
    if {line.content for line in opened(path).unreadable} != set(unreadable):
        found.append("an unreadable line has not outlived compaction")
    return found


def last_step_start(whole: bytes) -> int:
    return len(whole) - sum(len(line) + 1 for line in lines_of(whole)[-3:])


def test_a_tail_torn_at_any_byte_of_the_last_step_costs_no_whole_line(path):
    whole = path.read_bytes()
    found = {
        length: faults
        for length in range(last_step_start(whole), len(whole))
        if (faults := judge(path, whole, whole[:length]))
    }
    assert found == {}


def test_a_torn_tail_makes_at_most_one_line_unreadable(path):
    whole = path.read_bytes()
    for length in range(last_step_start(whole), len(whole)):
        path.write_bytes(whole[:length])
        assert len(opened(path).unreadable) <= 1


def test_a_torn_line_that_lacks_only_its_end_is_read(path):
    whole = path.read_bytes()
    path.write_bytes(whole[:-1])
    assert len(documents(path)) == COUNT


def test_a_sector_of_zeros_costs_the_lines_it_lies_in(path):
    whole = path.read_bytes()
    found = {}
    for start in range(0, len(whole), SECTOR):
        zeros = bytes(len(whole[start : start + SECTOR]))
        damaged = whole[:start] + zeros + whole[start + SECTOR :]
        found[start] = judge(path, whole, damaged)
    assert len(found) > 3
    assert not any(found.values())


def test_zeros_behind_the_last_line_cost_nothing(path):
    whole = path.read_bytes()
    assert judge(path, whole, whole + bytes(SECTOR)) == []


@pytest.mark.parametrize("seed", range(3))
def test_a_byte_that_flips_costs_the_line_it_is_in(path, seed):
    chance = random.Random(seed)
    whole = path.read_bytes()
    for _ in range(60):
        position = chance.randrange(len(whole))
        damaged = bytearray(whole)
        damaged[position] ^= chance.randrange(1, 256)
        assert judge(path, whole, bytes(damaged)) == [], (position, damaged[position])


def test_a_newline_that_flips_costs_the_two_lines_beside_it(path):
    whole = path.read_bytes()
    for position in [n for n, byte in enumerate(whole) if byte == ord("\n")][:-1]:
        damaged = whole[:position] + b"#" + whole[position + 1 :]
        assert judge(path, whole, damaged) == []
        assert len(documents(path)) == COUNT - 2 + 1  # and the save that followed


def test_a_last_newline_that_flips_costs_the_last_line(path):
    whole = path.read_bytes()
    assert judge(path, whole, whole[:-1] + b"#") == []
    assert len(documents(path)) == COUNT - 1 + 1


@pytest.mark.parametrize("damage", [b"\xff\xfe", b"[]", b"null", b"{}", b"\0" * 40, b'{"id":"a"}'])
def test_what_was_saved_before_and_behind_a_damaged_line_can_be_undone(path, damage):
    lines = lines_of(path.read_bytes())
    lines[4] = damage
    path.write_bytes(b"\n".join([*lines, b""]))
    history = History(Journal(path.parent), "ann")
    undone = [history.undo().what for _ in range(COUNT - 3)]
    assert undone == ["three", *(f"step {n}" for n in range(COUNT - 4, -1, -1) if n != 4)]
    assert not any(documents(path).values())

"""The file of a table has a name that every system takes, and names its table."""

from __future__ import annotations

import ntpath
import tempfile
from pathlib import Path, PureWindowsPath

import pytest
from hypothesis import given, settings, strategies as st
from line_files import line_file, save

from hedgerow.store.journal.line_file import LineFile
from hedgerow.store.journal.table_names import file_name, table_of

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

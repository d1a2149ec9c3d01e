"""The lines of a journal are a set, and each says whose step it belongs to."""

from __future__ import annotations

import tempfile
from pathlib import Path

import orjson
import pytest
from hypothesis import given, settings, strategies as st
from line_files import EARLY, LATE, held, line_file, records_of, save

from hedgerow.store.journal.lines import (
    NotJSONError,
    Record,
    Step,
    as_line,
    fault_of,
    line_from,
    parse_line,
)

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


def nested(depth: int) -> bytes:
    """Give a line of so many objects and lists, one in the other."""
    inner = b"[" * (depth - 1) + b"]" * (depth - 1)
    return b'{"id":"a","at":"%s","x":%s}' % (EARLY.encode(), inner)


@pytest.mark.parametrize("read", [parse_line, line_from])
def test_a_line_is_read_as_deep_as_it_can_be_written_again_and_no_deeper(read):
    assert read(nested(100)) is not None
    assert read(nested(101)) is None
    assert fault_of(nested(101)) == "it is nested more than 100 deep"


def test_what_no_reader_would_read_again_is_not_written():
    document = {"x": orjson.loads(b"[" * 100 + b"]" * 100)}
    with pytest.raises(NotJSONError, match="deep"):
        as_line(Record("a", EARLY, document))
    assert parse_line(as_line(Record("a", EARLY, {"x": document["x"][0]})))


def test_many_brackets_that_are_not_nested_are_no_fault():
    line = as_line(Record("a", EARLY, {"x": [[]] * 500, "memo": "{[" * 500}))
    assert parse_line(line) is not None

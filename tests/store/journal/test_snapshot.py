"""What stands in a file, read in passing: the same as for those who keep it in memory."""

from __future__ import annotations

import json

import orjson
import pytest
from hypothesis import given, strategies as st

from hedgerow.store.annotations import annotation_from, is_usable
from hedgerow.store.annotations.annotations import Annotations
from hedgerow.store.journal import is_instant
from hedgerow.store.journal.line_file import LineFile
from hedgerow.store.journal.lines import Record, as_line, record_of, written_line
from hedgerow.store.journal.snapshot import read_snapshot
from hedgerow.store.problem import ProblemError

EARLY, LATE = "2026-01-01T00:00:00.000000Z", "2026-01-02T00:00:00.000000Z"
STEP = {"id": "s", "by": "ann", "what": "claim"}

values = st.none() | st.booleans() | st.integers(-9, 9) | st.floats(0, 1) | st.text(max_size=3)
steps = st.sampled_from(
    [STEP, {**STEP, "way": "undo"}, {**STEP, "over": EARLY}, {**STEP, "by": 1}, {}, "mine", None]
)
documents = st.dictionaries(st.sampled_from(["type", "label", "memo", "a"]), values, max_size=3)
own = st.fixed_dictionaries(
    {"id": st.sampled_from("abc"), "at": st.sampled_from([EARLY, LATE])},
    optional={"step": steps, "removed": st.booleans()},
)
odd = st.sampled_from(
    [b"", b"  ", b"{", b"[]", b'"id"', b'{"table":"t"}', b'{"id":1,"at":"' + EARLY.encode() + b'"}']
)


@st.composite
def lines(draw) -> bytes:
    """A line as some program may have written it: its names in any order, spaces or none."""
    if draw(st.booleans()) and draw(st.booleans()):
        return draw(odd)
    fields = list({**draw(own), **draw(documents)}.items())
    form = draw(st.sampled_from([orjson.dumps, lambda line: json.dumps(line).encode()]))
    return form(dict(draw(st.permutations(fields))))


@given(st.lists(lines(), max_size=8))
def test_it_is_what_one_who_keeps_the_file_has(tmp_path_factory, contents):
    path = tmp_path_factory.mktemp("snapshot") / "t.jsonl"
    path.write_bytes(b"\n".join(contents))
    kept = LineFile(path, "t")
    kept.refresh()
    snapshot = read_snapshot(str(path))
    expected = [as_line(one._replace(step=None)) for one in kept.records.values() if one.document]
    removed_or_empty = [one for one in kept.records.values() if one.document == {}]
    expected += [as_line(one._replace(step=None)) for one in removed_or_empty]
    assert sorted(map(written_line, snapshot.lines)) == sorted(expected)
    assert snapshot.unreadable == kept.unreadable


def test_lines_keep_the_order_of_their_ids_first_lines(tmp_path):
    path = tmp_path / "t.jsonl"
    order = [("b", EARLY), ("a", EARLY), ("b", LATE), ("c", EARLY)]
    path.write_bytes(b"".join(as_line(Record(key, at, {})) for key, at in order))
    assert [line["id"] for line in read_snapshot(str(path)).lines] == ["b", "a", "c"]


def test_a_file_that_is_not_there_holds_nothing(tmp_path):
    assert read_snapshot(str(tmp_path / "t.jsonl")) == ([], [], "")


def test_a_file_that_can_not_be_read_is_told(tmp_path):
    (tmp_path / "t.jsonl").mkdir()
    with pytest.raises(ProblemError, match="can't be read"):
        read_snapshot(str(tmp_path / "t.jsonl"))


PLAIN = {
    "id": "a", "at": EARLY, "type": "annotation", "article": "one", "label": "claim",
    "start": 3, "end": 5, "quote": "ab", "attributes": {}, "speaker": None, "cue": None,
    "date": {"value": "2022", "start": 0, "end": 4},
}  # fmt: skip
wrong = st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=2) | st.just([])
spoiled = st.dictionaries(st.sampled_from([*PLAIN][2:]), wrong | st.just({"name": "x"}), max_size=2)


@given(spoiled, st.sets(st.sampled_from([*PLAIN][3:]), max_size=2))
def test_a_line_is_usable_where_an_annotation_can_be_made_of_it(changes, missing):
    line = {name: value for name, value in {**PLAIN, **changes}.items() if name not in missing}
    line["type"] = "annotation"
    try:
        annotation_from("a", record_of(line).document)
    except ValueError:
        assert not is_usable(line)
    else:
        assert is_usable(line)


@pytest.mark.parametrize(
    "value",
    [
        "2026-02-30T00:00:00.000000Z", "2026-01-01T00:00:00.00000Z", "2026-01-01 00:00:00.000000Z",
        "2026-01-01T00:00:00,000000Z", "2026-01-01T00:00:00.000000z", "2026-W05-1T00:00:00.000000Z",
        "2026-01-01T00:00:00.12+01Z0", "２026-01-01T00:00:00.000000Z",
        "2026-01-01T24:00:00.000000Z", "9999-01-01T00:00:00.000000Z", "+026-01-01T00:00:00.000000Z",
        "2026-01-01T00:00:00.00000٣Z", "2026-01-01T00:00:00.00 000Z", "2026-01-01T00:00:00.00000aZ",
        "2026-01-01T00:00:00.0000,0Z", "2026-01-01T00:00:00.-00000Z", None, 3,
    ],
)  # fmt: skip
def test_what_only_looks_like_an_instant_is_none(value):
    assert not is_instant(value)


def test_going_through_articles_keeps_none_in_memory_that_was_not(tmp_path):
    annotations = Annotations(tmp_path, "ann")
    for key in ("one", "two", "three"):
        annotations.journal.table(key).change({"a": {"type": "annotation"}})
    again = Annotations(tmp_path, "ann")
    used = again.journal.table("two")
    used.records()
    seen = []
    for article in again.passing(["one", "two", "three"]):
        again.of(article)
        seen.append(again.journal.open_tables())
    assert seen == [{"one", "two"}, {"two"}, {"two", "three"}]
    assert again.journal.open_tables() == {"two"}
    assert again.journal.table("two") is used

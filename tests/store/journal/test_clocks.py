"""Whatever the clocks of several programs say, all that was acknowledged is read, in its order."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest.mock import patch

import orjson
import pytest
from hypothesis import given, settings, strategies as st

from hedgerow.store.journal import (
    History,
    Journal,
    Record,
    StepConflictError,
    far_ahead,
    is_instant,
    now,
)
from hedgerow.store.journal.instants import END_OF_COUNTING, LAST_OF_CLOCKS, just_after
from hedgerow.store.journal.line_file import documents
from hedgerow.store.problem import ProblemError

END = "9998-12-31T23:59:59.999999Z"
EARLIEST, LATEST = (datetime(year, 6, 1, tzinfo=UTC) for year in (1, 9999))

jumps = st.builds(
    lambda unit, number: timedelta(days=unit * number),
    st.sampled_from([1 / 86_400, 1, 365, 365_000]),
    st.integers(-9, 9),
)
changes = st.tuples(st.sampled_from("st"), st.sampled_from("ab"), st.none() | st.integers(0, 3))
steps = st.tuples(
    jumps, st.integers(0, 2), st.sampled_from(["undo", "redo"]) | st.lists(changes, min_size=1)
)


class Clock(datetime):
    """A clock that stands where it is set."""

    at = datetime(2026, 6, 1, tzinfo=UTC)

    @classmethod
    def now(cls, tz=None):
        return cls.at.astimezone(tz)

    @classmethod
    def jump(cls, by: timedelta) -> None:
        far = cls.at.replace(tzinfo=None) - datetime(1, 1, 1)
        to = min(max(far + by, timedelta(days=200)), timedelta(days=365 * 9_990))
        cls.at = datetime(1, 1, 1, tzinfo=UTC) + to


@pytest.fixture
def clock():
    with patch("hedgerow.store.journal.instants.datetime", Clock):
        yield Clock


class Programs:
    """Three programs on one folder, ann's two and bob's, and what they were told was saved."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        names = ("ann", "ann", "bob")
        self.histories = [History(Journal(folder), name) for name in names]
        self.model: dict[tuple[str, str], object] = {}

    def save(self, program: int, given: list[tuple[str, str, int | None]]) -> None:
        after: dict[str, dict] = {}
        for table, key, number in given:
            after.setdefault(table, {})[key] = None if number is None else {"n": number}
        change = self.histories[program].save_all("a step", after)
        self.take(change.after)

    def turn(self, program: int, way: str) -> None:
        history = self.histories[program]
        try:
            change = history.undo() if way == "undo" else history.redo()
        except StepConflictError:
            return
        if change is not None:
            self.take(change.before if way == "undo" else change.after)

    def take(self, saved) -> None:
        for table, held in saved.items():
            for key, document in held.items():
                self.model[table, key] = document

    def require_all(self) -> None:
        """See that one who opens the folder now finds what was acknowledged, in its order."""
        journal = Journal(self.folder)
        for table in journal.tables():
            file = journal.table(table).file
            file.refresh()
            wanted = {key: d for (of, key), d in self.model.items() if of == table and d}
            assert dict(documents(file)) == wanted
            assert file.unreadable == []
            lines = [orjson.loads(line) for line in file.path.read_bytes().splitlines()]
            order = [(line["at"], line["step"]["id"]) for line in lines]
            assert order == sorted(order, key=lambda one: one[0])
            assert all(is_instant(at) for at, _ in order)
            by_instant = dict(order)
            assert all(by_instant[at] == step for at, step in order)


@given(st.lists(steps, max_size=12))
@settings(deadline=None, max_examples=80)
def test_what_was_acknowledged_is_read_in_its_order_whatever_the_clocks_say(done):
    Clock.at = datetime(2026, 6, 1, tzinfo=UTC)
    with (
        tempfile.TemporaryDirectory() as folder,
        patch("hedgerow.store.journal.instants.datetime", Clock),
        patch("os.fsync"),
    ):
        programs = Programs(Path(folder))
        for jump, program, what in done:
            Clock.jump(jump)
            if isinstance(what, str):
                programs.turn(program, what)
            else:
                programs.save(program, what)
            programs.require_all()


def test_the_last_instant_of_clocks_leaves_room_for_changes_without_number(clock, tmp_path):
    clock.at = datetime(9999, 12, 31, tzinfo=UTC)
    assert now() == LAST_OF_CLOCKS
    table = Journal(tmp_path).table("t")
    for number in range(3):
        table.change({"a": {"n": number}})
    again = Journal(tmp_path).table("t").file
    assert again.refresh()["a"].document == {"n": 2}
    assert LAST_OF_CLOCKS < again.records["a"].at < END_OF_COUNTING < END


def test_a_change_after_a_forged_one_of_the_last_instant_is_refused_and_told(tmp_path):
    table = Journal(tmp_path).table("t")
    table.change({"b": {"n": 0}})
    table.merge([Record("a", END, {"n": 1})])
    with pytest.raises(ProblemError, match="can't be changed") as raised:
        table.change({"a": {"n": 2}})
    assert raised.value.problem.line == 2
    assert Journal(tmp_path).table("t").file.refresh()["a"].document == {"n": 1}


def test_a_forged_instant_hinders_no_other_document(tmp_path):
    table = Journal(tmp_path).table("t")
    table.merge([Record("a", END, {"n": 1})])
    table.change({"b": {"n": 2}})
    assert Journal(tmp_path).table("t").file.refresh()["b"].at < far_ahead()


def test_a_change_of_a_document_with_a_forged_instant_is_read_as_long_as_there_is_one(tmp_path):
    table = Journal(tmp_path).table("t")
    table.merge([Record("a", "9998-12-31T23:59:59.999998Z", {"n": 1})])
    table.change({"a": {"n": 2}})
    assert Journal(tmp_path).table("t").file.refresh()["a"].document == {"n": 2}


def test_the_last_instant_that_can_be_read_follows_itself():
    assert just_after("9998-12-31T23:59:59.999998Z") == END == just_after(END)
    assert is_instant(END)

"""Two annotators and a script on one folder, whatever befalls it, beside a dict and stacks."""

from __future__ import annotations

import random
import tempfile
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import orjson
import pytest
from hypothesis import HealthCheck, settings, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

import hedgerow.store.journal.instants as instants_module
from hedgerow.store.journal.database import Journal
from hedgerow.store.journal.history import History, StepConflictError

TABLES = ("one", "two")
KEYS = "abcd"
EARLY = "2020-01-01T00:00:00.000000Z"
LATE = "2090-01-01T00:00:00.000000Z"

Place = tuple[str, str]  # a table and an id

people = st.sampled_from(["ann", "bob"])
tables = st.sampled_from(TABLES)
keys = st.sampled_from(KEYS)
bodies = st.none() | st.fixed_dictionaries({"n": st.integers(2, 9)})
changes = st.dictionaries(st.tuples(tables, keys), bodies, min_size=1, max_size=4)


class Step(NamedTuple):
    """A step as the model knows it: what stood in each place before and after."""

    what: str
    before: dict[Place, dict | None]
    after: dict[Place, dict | None]


class Stacks:
    """What an annotator can undo and redo.

    Once all that nothing needs has been dropped, an older step may be there or not; but a step
    that is there is there as a whole.
    """

    def __init__(self) -> None:
        self.done: list[Step] = []
        self.undone: list[Step] = []
        self.passed_over: set[str] = set()
        self.may_have_older = False
        self.may_redo_older = False

    def next(self, steps: list[Step]) -> Step | None:
        return next((s for s in reversed(steps) if s.what not in self.passed_over), None)

    def forget(self) -> None:
        self.done, self.undone = [], []
        self.may_have_older = self.may_redo_older = True


class Folder(RuleBasedStateMachine):
    """The journal has a handle for each annotator, as if each had a program open."""

    def __init__(self) -> None:
        super().__init__()
        self.temporary = tempfile.TemporaryDirectory()
        self.folder = Path(self.temporary.name)
        self.held: dict[Place, dict] = {}
        self.stacks = {"ann": Stacks(), "bob": Stacks()}
        self.steps: dict[str, Step] = {}
        self.torn: dict[str, int] = dict.fromkeys(TABLES, 0)
        self.histories: dict[str, History] = {}
        self.journals: dict[str, Journal] = {}
        for who in self.stacks:
            self.open(who)

    def teardown(self) -> None:
        self.temporary.cleanup()

    def open(self, who: str) -> None:
        self.journals[who] = Journal(self.folder)
        self.histories[who] = History(self.journals[who], who)

    def put(self, wanted: dict[Place, dict | None]) -> None:
        for place, body in wanted.items():
            if body is None:
                self.held.pop(place, None)
            else:
                self.held[place] = body

    def stands(self, wanted: dict[Place, dict | None]) -> bool:
        return all(self.held.get(place) == body for place, body in wanted.items())

    @rule(who=people, wanted=changes)
    def save(self, who, wanted):
        what = f"step {len(self.steps)}"
        after = {place: body for place, body in wanted.items() if body != self.held.get(place)}
        before = {place: self.held.get(place) for place in after}
        by_table = {table: {} for table, _ in wanted}
        for (table, key), body in wanted.items():
            by_table[table][key] = body
        self.histories[who].save_all(what, by_table)
        if after:
            self.steps[what] = Step(what, before, after)
            stacks = self.stacks[who]
            stacks.done.append(self.steps[what])
            stacks.undone.clear()
            stacks.may_redo_older = False
            self.put(after)

    @rule(who=people)
    def undo(self, who):
        stacks, history = self.stacks[who], self.histories[who]
        step = stacks.next(stacks.done)
        if step is None and stacks.may_have_older:
            self.move_an_older_step(history.undo, forward=False)
        elif step is None:
            assert history.undo() is None
        elif self.stands(step.after):
            assert history.undo().what == step.what
            stacks.done.remove(step)
            stacks.undone.append(step)
            self.put(step.before)
        else:
            with pytest.raises(StepConflictError):
                history.undo()
            stacks.passed_over.add(step.what)

    @rule(who=people)
    def redo(self, who):
        stacks, history = self.stacks[who], self.histories[who]
        step = stacks.next(stacks.undone)
        if step is None and stacks.may_redo_older:
            self.move_an_older_step(history.redo, forward=True)
        elif step is None:
            assert history.redo() is None
        elif self.stands(step.before):
            assert history.redo().what == step.what
            stacks.undone.remove(step)
            stacks.done.append(step)
            self.put(step.after)
        else:
            with pytest.raises(StepConflictError):
                history.redo()
            stacks.passed_over.add(step.what)

    def move_an_older_step(self, move, *, forward: bool) -> None:
        try:
            change = move()
        except StepConflictError:
            return
        if change is None:
            return
        step = self.steps[change.what]
        assert places(change.before) == step.before
        assert places(change.after) == step.after
        self.put(step.after if forward else step.before)
        for stacks in self.stacks.values():
            stacks.forget()

    @rule(who=people, table=tables, key=keys, body=bodies)
    def change_by_a_script(self, who, table, key, body):
        self.journals[who].table(table).change({key: body})
        self.put({(table, key): body})

    @rule(who=people, table=tables, key=keys, n=st.integers(2, 9))
    def update(self, who, table, key, n):
        updated = self.journals[who].table(table).update({"n": n}, doc_ids=[key])
        assert updated == ([key] if (table, key) in self.held else [])
        if updated:
            self.put({(table, key): {"n": n}})

    @rule(who=people, table=tables, key=keys)
    def remove(self, who, table, key):
        removed = self.journals[who].table(table).remove(doc_ids=[key])
        assert removed == ([key] if (table, key) in self.held else [])
        self.put({(table, key): None})

    @rule(who=people)
    def compact_nothing(self, who):
        self.journals[who].compact(EARLY)

    @rule(who=people)
    def compact_all(self, who):
        self.journals[who].compact(LATE)
        for stacks in self.stacks.values():
            stacks.forget()

    @rule(who=people)
    def reopen(self, who):
        self.open(who)
        self.stacks[who].passed_over.clear()

    @rule(table=tables, length=st.integers(1, 40))
    def tear_a_tail(self, table, length):
        path = self.folder / f"{table}.jsonl"
        if path.exists() and path.read_bytes().endswith(b"\n"):
            self.torn[table] += 1
            line = b'{"id":"torn %03d","at":"2026-01-01T00:00:00.000000Z"' % self.torn[table]
            with path.open("ab") as file:
                file.write(line[: max(length, 15)])

    @rule(table=tables, seed=st.integers(0, 99))
    def shuffle_and_repeat_the_lines(self, table, seed):
        path = self.folder / f"{table}.jsonl"
        if not path.exists() or not path.read_bytes().endswith(b"\n"):
            return
        chance = random.Random(seed)
        lines = path.read_bytes().splitlines(keepends=True)
        readable = [line for line in lines if is_whole(line)]
        lines += chance.sample(readable, len(readable) // 2)
        chance.shuffle(lines)
        draft = path.with_suffix(".new")
        draft.write_bytes(b"".join(lines))
        draft.replace(path)

    @invariant()
    def everyone_holds_what_the_model_holds(self):
        for journal in (*self.journals.values(), Journal(self.folder)):
            found = {
                (table, record.id): record.document
                for table in TABLES
                for record in journal.table(table).records()
            }
            assert found == self.held

    @invariant()
    def only_torn_lines_are_unreadable_and_none_is_gone(self):
        journal = Journal(self.folder)
        for table, count in self.torn.items():
            file = journal.table(table).file
            file.refresh()
            assert len(file.unreadable) == count


def places(changes) -> dict[Place, dict | None]:
    return {(table, key): doc for table, docs in changes.items() for key, doc in docs.items()}


def is_whole(line: bytes) -> bool:
    try:
        orjson.loads(line)
    except ValueError:
        return False
    return True


UNHURRIED = settings(
    deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)

TestFolder = Folder.TestCase
TestFolder.settings = settings(UNHURRIED, max_examples=20, stateful_step_count=30)


@pytest.mark.slow
class TestFolderForLong(Folder.TestCase):
    settings = settings(UNHURRIED, max_examples=300, stateful_step_count=50)
    runTest = Folder.TestCase.runTest


def test_of_a_step_that_is_kept_by_half_no_half_is_undone(tmp_path):
    journal = Journal(tmp_path)
    History(journal, "ann").save("t", "both", {"a": {"n": 1}, "b": {"n": 1}})
    History(journal, "bob").save("t", "over a", {"a": {"n": 2}})
    journal.compact(LATE)
    history = History(Journal(tmp_path), "ann")
    with suppress(StepConflictError):
        history.undo()
    held = {record.id: record.document for record in Journal(tmp_path).table("t").records()}
    assert held == {"a": {"n": 2}, "b": {"n": 1}}


def test_of_a_step_over_two_tables_that_is_kept_by_half_no_half_is_undone(tmp_path):
    journal = Journal(tmp_path)
    History(journal, "ann").save_all("both", {"one": {"a": {"n": 1}}, "two": {"b": {"n": 1}}})
    History(journal, "bob").save("one", "over a", {"a": {"n": 2}})
    journal.compact(LATE)
    history = History(Journal(tmp_path), "ann")
    with suppress(StepConflictError):
        history.undo()
    assert [record.document for record in Journal(tmp_path).table("two").records()] == [{"n": 1}]


@pytest.mark.parametrize(("old", "new"), [(1, True), (0, False), (1, 1.0)])
def test_a_change_between_values_that_python_takes_for_equal_is_saved(tmp_path, old, new):
    journal = Journal(tmp_path)
    for value in (old, new):
        journal.table("t").change({"a": {"n": value}})
    saved = Journal(tmp_path).table("t").get(doc_id="a")["n"]
    assert (saved, type(saved)) == (new, type(new))


class SlowClock(datetime):
    """A clock that was set back by an hour."""

    @classmethod
    def now(cls, tz=None):
        return datetime.now(tz) - timedelta(hours=1)


def test_the_last_step_is_the_one_made_last_though_the_clock_was_set_back(tmp_path, monkeypatch):
    history = History(Journal(tmp_path), "ann")
    history.save("t", "first", {"a": {"n": 1}})
    monkeypatch.setattr(instants_module, "datetime", SlowClock)
    history.save("t", "second", {"b": {"n": 1}})
    assert history.undo().what == "second"

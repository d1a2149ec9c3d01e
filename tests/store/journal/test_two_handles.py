"""Two programs on one table, whatever they do and whatever happens to its file."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings, strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule
from tinydb import Query, where

from hedgerow.store.journal.database import Journal

handles = st.sampled_from([0, 1])
numbers = st.integers(-3, 3)
bodies = st.dictionaries(st.sampled_from(["n", "memo"]), st.text(max_size=5) | numbers)


class TwoHandles(RuleBasedStateMachine):
    """Two programs on one folder, and all that may happen to its file, beside a plain dict."""

    keys = Bundle("keys")

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "t.jsonl"
        self.model: dict[str, dict] = {}
        self.handles = [self.opened(), self.opened()]

    def teardown(self) -> None:
        self.folder.cleanup()

    def opened(self):
        return Journal(self.folder.name).table("t")

    @rule(target=keys, handle=handles, body=bodies)
    def insert(self, handle, body):
        key = self.handles[handle].insert(body)
        self.model[key] = dict(body)
        return key

    @rule(handle=handles, key=keys, memo=st.text(max_size=5))
    def update(self, handle, key, memo):
        updated = self.handles[handle].update({"memo": memo}, doc_ids=[key])
        assert updated == ([key] if key in self.model else [])
        if key in self.model:
            self.model[key]["memo"] = memo

    @rule(handle=handles, key=keys)
    def remove(self, handle, key):
        removed = self.handles[handle].remove(doc_ids=[key])
        assert removed == ([key] if self.model.pop(key, None) is not None else [])

    @rule(handle=handles, n=numbers)
    def update_by_query(self, handle, n):
        def step(document):
            document["n"] += 1

        found = self.handles[handle].update(step, Query().n == n)
        expected = [key for key, document in self.model.items() if document.get("n") == n]
        assert sorted(found) == sorted(expected)
        for key in expected:
            self.model[key]["n"] += 1

    @rule(handle=handles, n=numbers)
    def remove_by_query(self, handle, n):
        self.handles[handle].remove(where("n") == n)
        self.model = {key: body for key, body in self.model.items() if body.get("n") != n}

    @rule(handle=handles)
    def truncate(self, handle):
        self.handles[handle].truncate()
        self.model = {}

    @rule(handle=handles)
    def reopen(self, handle):
        self.handles[handle] = self.opened()

    @rule(torn=st.integers(1, 40))
    def tear_a_tail(self, torn):
        line = b'{"id":"torn","at":"2026-01-01T00:00:00.000000Z","n":1}'
        if self.path.exists():
            with self.path.open("ab") as file:
                file.write(line[:torn])

    @rule(seed=st.integers(0, 99))
    def shuffle_and_repeat_the_lines(self, seed):
        if not self.path.exists() or not self.path.read_bytes().endswith(b"\n"):
            return
        written = self.path.read_bytes().splitlines(keepends=True)
        chance = random.Random(seed)
        written += chance.sample(written, len(written) // 2)
        chance.shuffle(written)
        draft = self.path.with_suffix(".draft")
        draft.write_bytes(b"".join(written))
        draft.replace(self.path)

    @invariant()
    def every_handle_holds_what_the_dict_holds(self):
        for table in (*self.handles, self.opened()):
            assert {one.doc_id: dict(one) for one in table.all()} == self.model


TestTwoHandles = TwoHandles.TestCase
TestTwoHandles.settings = settings(
    max_examples=40,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)

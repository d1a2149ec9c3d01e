"""A power cut at any moment takes back nothing that was acknowledged.

A run of real work is recorded, operation by operation. For each moment of it, the disks that a
power cut may have left then are made (`disk.py` says which), opened, and judged by the ledger.
The same judge, given a store that leaves out one of its syncs, finds losses.
"""

from __future__ import annotations

import os
import random
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from unittest.mock import patch

import pytest
from faults.disk import Disk, put, tree_of
from faults.ledger import Ledger
from faults.recorder import ROOT, Make, Names, Recorder, Sync, Told, recorded
from faults.work import TABLES, Begun, Work

import hedgerow.store.files.disk as disk_module
import hedgerow.store.files.whole as whole_file_module
import hedgerow.store.journal.appending as appending_module

FOLDER = "annotations"


@pytest.fixture(autouse=True)
def no_waiting_for_the_disk():
    """A sync is recorded and does nothing: no disk here has to outlive the test."""
    with patch("os.fsync"):
        yield


class Run:
    """A record of work in a folder, with the disk as it was when that began."""

    def __init__(self, root: Path, disk: Disk, ledger: Ledger) -> None:
        self.root = root
        self.folder = root / FOLDER
        self.disk = disk
        self.ledger = ledger
        self.recorder = Recorder(root, disk.nodes())

    def work(self, seed: int, steps: int) -> Run:
        """Do some steps: each kind of them for certain, then what comes."""
        with recorded(self.recorder):
            work = Work(self.folder, seed, self.recorder.tell, 1000 * seed + 1)
            for step in (work.save, work.save_widely, work.undo, work.redo, work.undo):
                step()
            for _ in range(steps):
                work.go_on()
            for step in (work.save, work.save, work.undo, work.compact, work.save, work.save):
                step()
            work.journal.close()
        return self

    def moments(self) -> Iterator[tuple[Disk, Ledger]]:
        """Give the disk and the ledger before the first operation and after each of them."""
        disk, ledger = self.disk.copy(), self.ledger.copy()
        yield disk, ledger
        for operation in self.recorder.operations:
            disk.do(operation)
            if isinstance(operation, Told):
                ledger.note(operation.what)
            yield disk, ledger


def empty_disk(*, with_folder: bool) -> Disk:
    disk = Disk()
    if with_folder:
        for operation in (Make(1, is_folder=True), Names(ROOT, {FOLDER: 1}), Sync(ROOT)):
            disk.do(operation)
    return disk


def run_of(root: Path, seed: int, steps: int, *, with_folder: bool = True) -> Run:
    disk = empty_disk(with_folder=with_folder)
    put(disk.live(), root)
    return Run(root, disk, Ledger()).work(seed, steps)


def losses(run: Run, scratch: Path, by_chance: int) -> tuple[int, list[str]]:
    """Judge every disk that a power cut may leave; say how many there were, and what is wrong."""
    chance = random.Random(7)
    found, judged = [], set()
    for moment, (disk, ledger) in enumerate(run.moments()):
        for tree in disk.after_power_cuts(chance, by_chance):
            state = hash((frozenset(tree.items()), ledger.acknowledged, ledger.begun is None))
            if state not in judged:
                judged.add(state)
                faults = ledger.faults(put(tree, scratch) / FOLDER)
                found += [f"after operation {moment}: {fault}" for fault in faults]
    return len(judged), found


def test_the_record_is_complete(tmp_path):
    run = run_of(tmp_path / "disk", seed=1, steps=30)
    *_, (disk, _) = run.moments()
    assert disk.live() == tree_of(run.root)


def test_the_record_is_in_order(tmp_path):
    root = put(empty_disk(with_folder=True).live(), tmp_path / "disk")
    run = Run(root, empty_disk(with_folder=True), Ledger())
    seen = []

    def tell(what: Begun | None) -> None:
        run.recorder.tell(what)
        seen.append(tree_of(root))

    with recorded(run.recorder):
        work = Work(run.folder, 2, tell)
        for _ in range(30):
            work.go_on()
    operations = run.recorder.operations
    told = [
        disk.live()
        for operation, (disk, _) in zip([None, *operations], run.moments(), strict=True)
        if isinstance(operation, Told)
    ]
    assert told == seen


def test_nothing_acknowledged_is_lost(tmp_path):
    states, found = losses(run_of(tmp_path / "disk", seed=1, steps=12), tmp_path / "cut", 2)
    assert found == []
    assert states > 300


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2, 6))
def test_nothing_acknowledged_is_lost_in_a_long_run(tmp_path, seed):
    run = run_of(tmp_path / "disk", seed, steps=50)
    assert losses(run, tmp_path / "cut", 8)[1] == []


def test_the_first_save_of_all_outlives_the_making_of_its_folder(tmp_path):
    run = run_of(tmp_path / "disk", seed=1, steps=0, with_folder=False)
    assert losses(run, tmp_path / "cut", 2)[1] == []


def test_what_was_saved_after_a_killed_save_is_not_lost(tmp_path):
    """One process was killed between two operations; another saves, and then the power fails.

    What the first had written and named, but not synced, is no less in danger for being seen.
    """
    first = run_of(tmp_path / "disk", seed=1, steps=0)
    found = []
    for moment, (disk, ledger) in enumerate(first.moments()):
        ledger = ledger.copy()
        ledger.give_up()
        second = Run(put(disk.live(), tmp_path / "again"), disk.copy(), ledger)
        with recorded(second.recorder):
            work = Work(second.folder, 3, second.recorder.tell, 5000)
            for table in TABLES:
                work.save(table)
            work.journal.close()
        *_, (disk, ledger) = second.moments()
        for tree in disk.after_power_cuts(random.Random(7), by_chance=0):
            faults = ledger.faults(put(tree, tmp_path / "cut") / FOLDER, unreadable=1)
            found += [f"killed after {moment}: {fault}" for fault in faults]
    assert found == []


class Changed:
    """A module in which some functions are others."""

    def __init__(self, module: ModuleType, **functions: Callable[..., object]) -> None:
        self.__dict__.update(functions)
        self._module = module

    def __getattr__(self, name: str) -> object:
        return getattr(self._module, name)


def nothing(*_: object) -> None:
    """Sync, as a store does that forgets to."""


def sync_folders_only(descriptor: int) -> None:
    if stat.S_ISDIR(os.fstat(descriptor).st_mode):
        os.fsync(descriptor)


MUTANTS = {
    "the lines": [(disk_module, "os", Changed(os, fsync=nothing))],
    "the draft of a compaction": [(whole_file_module, "os", Changed(os, fsync=sync_folders_only))],
    "the folder of a new file": [(appending_module, "sync_folder", nothing)],
    "any folder": [
        (module, "sync_folder", nothing) for module in (appending_module, whole_file_module)
    ],
}


@pytest.mark.slow
@pytest.mark.parametrize("unsynced", MUTANTS)
def test_a_store_that_leaves_out_a_sync_is_found_out(tmp_path, monkeypatch, unsynced):
    for change in MUTANTS[unsynced]:
        monkeypatch.setattr(*change)
    run = run_of(tmp_path / "disk", seed=1, steps=3)
    monkeypatch.undo()
    assert any("lost" in fault for fault in losses(run, tmp_path / "cut", 1)[1])

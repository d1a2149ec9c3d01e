"""A process that is killed at any moment takes nothing with it that it has acknowledged.

The processes are forks of one that has imported the store (`fork_server.py`), so that hundreds of
them are started and killed in seconds. Each works on in the folder that the killed ones have left.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from faults import fork_server
from faults.ledger import Ledger
from faults.work import Begun

from hedgerow.store.files.whole import DRAFT_ENDING
from hedgerow.store.journal.database import Journal

TESTS = Path(__file__).parents[1]

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")


class Killer:
    """Starts one process after the other in a folder, and kills each."""

    def __init__(self, server: subprocess.Popen[str], folder: Path, seed: int) -> None:
        self.folder = folder
        self.ledger = Ledger()
        self._server = server
        self._chance = random.Random(seed)

    def kill_one(self, seed: int) -> None:
        """Let a process work for a while, kill it, and take down all that it told until then."""
        self._order({"folder": str(self.folder), "seed": seed})
        process = self._answer()["process"]
        try:
            for _ in range(self._chance.randint(0, 40)):
                self._take_down(self._answer())
            time.sleep(self._chance.uniform(0, 0.004))
        finally:
            os.kill(process, signal.SIGKILL)
        while "ended" not in (answer := self._answer()):
            self._take_down(answer)

    def faults(self) -> list[str]:
        """Say what is wrong, and go on from what is there."""
        found = self.ledger.faults(self.folder, unreadable=1)
        self.ledger.settle(self.folder)
        return found

    def _order(self, order: dict) -> None:
        self._server.stdin.write(json.dumps(order) + "\n")
        self._server.stdin.flush()

    def _answer(self) -> dict:
        return json.loads(self._server.stdout.readline())

    def _take_down(self, told: dict) -> None:
        assert "failed" not in told, told
        self.ledger.note(Begun(*told["begun"]) if "begun" in told else None)


@pytest.fixture(scope="module")
def server() -> Iterator[subprocess.Popen[str]]:
    path = os.pathsep.join([str(TESTS.parent), str(TESTS)])
    process = subprocess.Popen(
        [sys.executable, fork_server.__file__],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": path},
    )
    with process:
        yield process
        process.stdin.close()


@pytest.fixture
def killer(server, tmp_path):
    return lambda seed: Killer(server, tmp_path / f"annotations-{seed}", seed)


def losses(killer: Killer, kills: int) -> tuple[int, list[str]]:
    """Kill that many processes; say how many steps they acknowledged, and what is wrong."""
    found = []
    for number in range(1, kills + 1):
        killer.kill_one(number)
        found += [f"after kill {number}: {fault}" for fault in killer.faults()]
    return killer.ledger.acknowledged, found


def test_nothing_acknowledged_is_lost(killer):
    acknowledged, found = losses(killer(1), 30)
    assert found == []
    assert acknowledged > 100


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2, 8))
def test_nothing_acknowledged_is_lost_by_many_kills(killer, seed):
    assert losses(killer(seed), 50)[1] == []


def test_what_a_killed_compaction_leaves_is_cleared_away_by_the_next(killer):
    killed = killer(1)
    killed.kill_one(1)
    (killed.folder / f".one.jsonl-left{DRAFT_ENDING}").write_bytes(b"half a line")
    Journal(killed.folder).compact("2020-01-01T00:00:00.000000Z")
    assert list(killed.folder.glob(f"*{DRAFT_ENDING}")) == []

"""Eight processes tag, undo, review, import, export and compact at once, and some are killed."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork"),
]
TESTS = Path(__file__).parents[1]


def test_every_acknowledged_change_is_there_whoever_else_works_or_is_killed():
    path = os.pathsep.join([str(TESTS.parent), str(TESTS)])
    # A process of its own: it forks, and this one may have threads.
    command = [sys.executable, "-m", "faults.together", "--seconds", "12", "--seed", "7"]
    done = subprocess.run(
        command, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": path}
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    kinds = re.findall(r"[\d,]+ × (\w+)", done.stdout)
    assert {*kinds} == {"tag", "undo", "review", "bring_in", "export", "compact"}

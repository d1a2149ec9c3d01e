"""Each benchmark still runs, at sizes that say nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parent / "benchmarks"

pytestmark = pytest.mark.slow

HAS_GOLD = bool(os.environ.get("HEDGEROW_GOLD"))


@pytest.mark.parametrize(
    ("name", "options", "line"),
    [
        ("starting", "--runs 1", "hedgerow, first frame"),
        ("reading", "--keys 3 --sizes 6000", "undo"),
        ("library", "--articles 40 --runs 1 --keys 8", "filter"),
        ("exporting", "--articles 10 --annotations 5 --runs 1", "import"),
        ("saving", "--rounds 3 --sizes 10 --skip-large", "append"),
        ("wrapped", "--articles 1", "wrapped" if HAS_GOLD else "nothing is measured"),
        ("reviewing", "--items 20 --each 5 --verdicts 3", "verdict to next item"),
        ("pages", "--size 5000 --pages 2", "facts and text of a web page"),
    ],
)
def test_a_benchmark_runs(name, options, line):
    ran = subprocess.run(
        [sys.executable, BENCHMARKS / f"{name}.py", *options.split()],
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 0, ran.stderr
    assert line in ran.stdout

"""Whatever stands in a journal or an import: no command ends in a traceback, and no line is lost.

`python -m faults.mutants` runs more of the same; here the seeds are fixed.
"""

from __future__ import annotations

import pytest
from faults.mutants import run_all


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_mutants_of_journals_and_exports_are_told_and_harm_nothing(tmp_path, seed):
    _, found = run_all(100, 10_000 * seed, tmp_path)
    assert [f"{one.kind} ({one.seed}: {one.by})" for one in found] == []


@pytest.mark.slow
@pytest.mark.parametrize("seed", [4, 5])
def test_many_mutants_of_journals_and_exports_are_told_and_harm_nothing(tmp_path, seed):
    _, found = run_all(2_500, 10_000 * seed, tmp_path)
    assert [f"{one.kind} ({one.seed}: {one.by})" for one in found] == []

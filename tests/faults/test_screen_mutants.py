"""Whatever stands in a journal or a codebook: no screen ends in a traceback, no line is lost.

`python -m faults.screen_mutants` runs more of the same; here the seed is fixed.
"""

from __future__ import annotations

import pytest
from faults.screen_mutants import run_all


@pytest.mark.slow
def test_mutants_are_shown_on_every_screen_and_harm_nothing(tmp_path, monkeypatch):
    monkeypatch.setenv("HEDGEROW_CONFIG", str(tmp_path / "no-config.toml"))
    monkeypatch.setenv("HEDGEROW_CACHE", str(tmp_path / "cache"))
    bench, found = run_all(20, 100, tmp_path)
    assert [f"{one.kind} ({one.seed}: {one.by})" for one in found] == []
    assert {"ReviewScreen", "AdjudicationScreen", "SecondLookScreen"} <= bench.screens
    assert {"AgreementScreen", "StatsScreen", "ReaderScreen", "DecisionsScreen"} <= bench.screens

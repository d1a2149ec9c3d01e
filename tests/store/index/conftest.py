"""Where the indexes of tests are kept."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    folder = tmp_path / "cache"
    monkeypatch.setenv("HEDGEROW_CACHE", str(folder))
    return folder

"""A small corpus, and a screen on it that stands still."""

from __future__ import annotations

import pytest

from hedgerow.store.workspace import Workspace
from tests.tui.screens.still import TEXT, StillScreen


@pytest.fixture
def workspace(tmp_path):
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(TEXT, encoding="utf-8")
    return Workspace(tmp_path, annotator="ann")


@pytest.fixture
def still(workspace):
    screen = StillScreen(workspace)
    yield screen
    for work in screen.workers:
        work.close()

"""What every test may use."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

# Examples are counted, never timed: a busy machine makes no test fail.
settings.register_profile("hedgerow", deadline=None)
settings.load_profile("hedgerow")

sys.path.insert(0, str(Path(__file__).parent))

ROOT = Path(__file__).parents[1]


@pytest.fixture(autouse=True)
def no_settings(tmp_path_factory, monkeypatch) -> None:
    """Let no test see what the person at this machine has set for themselves."""
    monkeypatch.setenv("HEDGEROW_CONFIG", str(tmp_path_factory.getbasetemp() / "no-config.toml"))


@pytest.fixture(autouse=True)
def own_cache(tmp_path_factory, monkeypatch) -> None:
    """Keep what tests index out of the cache of the person at this machine."""
    monkeypatch.setenv("HEDGEROW_CACHE", str(tmp_path_factory.getbasetemp() / "cache"))


@pytest.fixture(autouse=True)
def reports(tmp_path_factory, monkeypatch) -> Path:
    """Keep reports of errors out of the folders of the person at this machine; say where."""
    folder = tmp_path_factory.mktemp("reports") / "of-errors"
    monkeypatch.setenv("HEDGEROW_REPORTS", str(folder))
    return folder


@pytest.fixture
def corpus(tmp_path) -> Path:
    """A copy of the samples."""
    folder = tmp_path / "seeds"
    shutil.copytree(ROOT / "seeds", folder, ignore=shutil.ignore_patterns("annotations"))
    return folder


@pytest.fixture
def hedgerow(monkeypatch) -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """Run a command without a screen, in a process of its own."""
    monkeypatch.setenv("HEDGEROW_ANNOTATOR", "ann")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))

    def run(*arguments: object, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-m", "hedgerow.tui", *map(str, arguments)]
        return subprocess.run(command, input=stdin, capture_output=True, timeout=60)

    return run

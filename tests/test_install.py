"""Installed as a user installs it: into an environment of its own, used from elsewhere."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def installed(tmp_path_factory) -> Path:
    """The `hedgerow` of an environment that holds nothing else."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=True)
    programs = folder / ("Scripts" if sys.platform == "win32" else "bin")
    pip = [programs / "python", "-m", "pip", "install", "--quiet", ROOT]
    subprocess.run(pip, check=True, capture_output=True)
    return programs / "hedgerow"


def run(command: Path, *arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    return subprocess.run(
        [command, *map(str, arguments)],
        cwd="/",
        env=clean | environment,
        capture_output=True,
        text=True,
    )


@pytest.mark.slow
def test_it_works_outside_the_checkout(installed, corpus):
    done = run(installed, "mentions", corpus)
    assert (done.returncode, len(done.stdout.splitlines())) == (0, 5)


@pytest.mark.slow
def test_it_works_beside_others_that_are_called_as_its_folders_are(installed, corpus, tmp_path):
    for name in "store", "tui":
        (tmp_path / "other" / name).mkdir(parents=True)
        (tmp_path / "other" / name / "__init__.py").write_text("raise RuntimeError")
    done = run(installed, "mentions", corpus, PYTHONPATH=str(tmp_path / "other"))
    assert (done.returncode, len(done.stdout.splitlines())) == (0, 5)


@pytest.mark.slow
def test_its_version_is_that_of_the_project(installed):
    version = next(
        line.split('"')[1]
        for line in (ROOT / "pyproject.toml").read_text().splitlines()
        if line.startswith("version")
    )
    assert run(installed, "--version").stdout == f"hedgerow {version}\n"

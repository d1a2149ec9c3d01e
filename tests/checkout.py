"""A copy of the project, to be changed and run without touching the checkout."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import names

ROOT = Path(__file__).resolve().parents[1]

_LEFT = shutil.ignore_patterns("__pycache__", "annotations")


def copy_checkout(folder: Path) -> None:
    """Copy what the program and its tests consist of, under the names it is imported by."""
    for name in "store", "tui", "tests", "docs":
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "seeds", folder / "seeds", ignore=_LEFT)
    for path in ROOT.iterdir():
        if path.is_file() and path.suffix in (".md", ".toml", ".py"):
            shutil.copy2(path, folder)
    names.lay_out(folder, of=folder)


def run_from(folder: Path) -> dict[str, str]:
    """Give an environment in which a copy's packages come before the installed ones."""
    return {**os.environ, "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}

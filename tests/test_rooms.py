"""The boundaries between the rooms, as a fresh process sees them."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def modules_after(code: str) -> set[str]:
    """Name the modules that are loaded after some code has run in a fresh process."""
    script = f"import sys; sys.argv = ['hedgerow']\n{code}\nprint(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=True
    )
    return set(done.stdout.splitlines()[-1].split())


def every_module(package: str) -> list[str]:
    """Name every module of a package."""
    paths = sorted((ROOT / package.replace(".", "/")).rglob("*.py"))
    return [
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for path in paths
    ]


def test_the_whole_store_loads_without_a_screen():
    loaded = modules_after("import " + ", ".join(every_module("store")))
    assert not loaded & {"textual", "rich", "tui", "pyperclip"}


def test_text_on_a_grid_loads_without_textual_and_store():
    loaded = modules_after("import " + ", ".join(every_module("tui.text")))
    assert not loaded & {"textual", "store"}


def test_widgets_load_without_the_store():
    loaded = modules_after("import " + ", ".join(every_module("tui.widgets")))
    assert "store" not in loaded


@pytest.mark.parametrize("command", ["mentions", "export", "check"])
def test_a_command_without_a_screen_loads_no_textual(command):
    loaded = modules_after(f"from tui.__main__ import main\nmain(['{command}', 'seeds'])")
    assert "store.workspace" in loaded
    assert not loaded & {"textual", "pyperclip", "markdown_it", "yaml", "rapidfuzz", "filelock"}


def test_the_version_loads_neither_room():
    code = "from tui.__main__ import main\ntry: main(['--version'])\nexcept SystemExit: pass"
    assert not modules_after(code) & {"textual", "store.corpus", "tinydb"}


def test_opening_the_library_loads_nothing_that_only_later_screens_need():
    loaded = modules_after("import tui.app")
    later = {"tui.screens.review", "tui.screens.help", "tui.screens.prompts", "tui.palette"}
    assert not loaded & (
        later | {"pyperclip", "markdown_it", "yaml", "rapidfuzz", "store.exchange.jsonlines"}
    )


def test_the_store_never_prints():
    for path in (ROOT / "store").rglob("*.py"):
        assert not re.search(r"\bprint\(|sys\.std(out|err)", path.read_text(encoding="utf-8")), path

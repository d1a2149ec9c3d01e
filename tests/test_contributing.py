"""CONTRIBUTING.md, followed to the letter in a copy of the project."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from checkout import copy_checkout, run_from

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
RECIPES = dict(re.findall(r"^### (.*)\n((?:(?!^##).*\n)*)", PAGE, re.MULTILINE))


class Project:
    """A copy of the project that a contributor changes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        copy_checkout(folder)

    def follow(self, recipe: str) -> None:
        """Make every change that a recipe shows."""
        path = None
        for named, language, block in re.findall(
            r"^(?:`([\w./]+)`(?: \([^\n]*\))?|```(python|diff)\n(.*?)^```)$",
            RECIPES[recipe],
            re.MULTILINE | re.DOTALL,
        ):
            if named:
                path = self.folder / named
            elif path is not None and language == "python":
                assert not path.exists(), f"{path} is there already"
                path.write_text(block, encoding="utf-8")
            elif path is not None:
                self._change(path, block)

    def _change(self, path: Path, block: str) -> None:
        lines = block.splitlines(keepends=True)
        old = "".join(line[1:] or "\n" for line in lines if line[0] != "+")
        new = "".join(line[1:] or "\n" for line in lines if line[0] != "-")
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{path} has not once\n{old}"
        path.write_text(text.replace(old, new), encoding="utf-8")

    def run(self, *arguments: object) -> str:
        """Run the program as it is now; give what it writes."""
        return self._run(self.folder, "-m", "hedgerow.tui", *map(str, arguments))

    def python(self, code: str, folder: Path) -> str:
        """Run code in a folder, with the project's packages; give what it writes."""
        return self._run(folder, "-c", code)

    def _run(self, folder: Path, *arguments: str) -> str:
        command = [sys.executable, *arguments]
        done = subprocess.run(command, cwd=folder, env=run_from(self.folder), capture_output=True)
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode()


@pytest.fixture
def project(tmp_path, monkeypatch) -> Project:
    monkeypatch.setenv("HEDGEROW_ANNOTATOR", "ann")
    return Project(tmp_path / "project")


@pytest.fixture
def articles(tmp_path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    return folder


def test_a_reader_that_is_added_reads_its_files(project, articles):
    project.follow("Read another format of files")
    (articles / "talks.rst").write_text("Talks\n=====\n\n“We agreed,” said Wang Yi.\n")
    (mentions,) = project.run("mentions", articles).splitlines()
    assert [one["name"] for one in json.loads(mentions)["speakers"]] == ["Wang Yi"]
    asked = (
        "from hedgerow.store.corpus import Corpus; print(Corpus('articles').read('talks').title)"
    )
    assert project.python(asked, articles.parent) == "Talks\n"


def test_an_export_that_is_added_writes_its_lines(project, articles):
    project.follow("Export or import another format")
    (articles / "a.txt").write_text("“We\tagreed,” said Wang Yi.")
    project.run("tag", articles, "a", "--start", 1, "--end", 10, "--label", "claim")
    assert project.run("export", articles, "--format", "tsv") == "a\t1\t10\tclaim\tann\tWe agreed\n"
    assert json.loads(project.run("export", articles))["quote"] == "We\tagreed"


PRESSES = """
import asyncio
from hedgerow.store.workspace import Workspace
from hedgerow.tui.app import HedgerowApp
from hedgerow.tui.commands import taken_keys

async def shown(pilot, words):
    for _ in range(1000):
        lines = [strip.text for strip in pilot.app.screen._compositor.render_strips()]
        if any(words in line for line in lines):
            return print(words)
        await pilot.pause(0.01)

async def main():
    app = HedgerowApp(Workspace(".", annotator="ann", taken_keys=taken_keys()))
    async with app.run_test() as pilot:
        await pilot.press("I")
        await shown(pilot, "1 articles, 3 labels")
        await shown(pilot, "b labels")
        await pilot.press("b")
        await shown(pilot, "stance, hedge, claim")

asyncio.run(main())
"""


def test_a_screen_that_is_added_opens_from_the_library_and_hears_its_key(project, articles):
    project.follow("Add a screen")
    (articles / "a.txt").write_text("“We agreed,” said Wang Yi.")
    shown = project.python(PRESSES, articles).splitlines()
    assert shown == ["1 articles, 3 labels", "b labels", "stance, hedge, claim"]
    keys = project.python("import keys_table; print(keys_table.page())", project.folder / "tests")
    assert "## In what the corpus consists of" in keys


def test_an_attribute_that_is_added_is_the_label_s(project, articles):
    project.follow("Add an attribute to a label")
    asked = (
        "from pathlib import Path; from hedgerow.store.annotations import load_codebook;"
        "print(*(a.name for a in load_codebook(Path('codebook.toml'))['stance'].attributes))"
    )
    assert "strength" in project.python(asked, articles).split()


def test_a_column_that_is_added_is_in_the_table_and_in_json(project, articles):
    project.follow("Add a column to the counts")
    (articles / "a.txt").write_text("Wang Yi said that it would rain. It did.")
    for start, label in ((0, "claim"), (8, "hedge"), (13, "claim")):
        span = ("--start", start, "--end", start + 4, "--label", label)
        project.run("tag", articles, "a", *span)
    table = project.run("stats", articles, "--by", "outlet")
    assert re.search(r"^  outlet .* all +share", table, re.MULTILINE)
    assert "100 %" in table
    assert max(map(len, table.splitlines())) <= 80
    (row,) = json.loads(project.run("stats", articles, "--by", "outlet", "--json"))["by"]["outlet"]
    assert row["share"] == 100


def test_words_that_are_added_are_found(project, articles):
    (articles / "a.txt").write_text("By all appearances, the bridge was closed on Monday.")

    def hedges() -> list[str]:
        found = json.loads(project.run("mentions", articles, "--suggestions"))["suggestions"]
        return [one["text"] for one in found if one["label"] == "hedge"]

    assert hedges() == []
    project.follow("Add words to extraction")
    assert hedges() == ["By all appearances"]


def test_the_page_names_nothing_that_is_not_there():
    made_by_a_recipe = set(re.findall(r"^`([\w./]+)` \(new\)$", PAGE, re.MULTILINE))
    for named in set(re.findall(r"`((?:store|tui|tests|docs)/[\w./]*)`", PAGE)) - made_by_a_recipe:
        assert (ROOT / named).exists(), named


@pytest.mark.parametrize("target", sorted(set(re.findall(r"\bmake ([a-z-]+)", PAGE))))
def test_make_knows_what_the_page_says(target):
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.skipif(not shutil.which("make"), reason="make is not here")
def test_make_tells_what_can_be_made():
    told = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert re.search(r"^mutate +change a room", told.stdout, re.MULTILINE)

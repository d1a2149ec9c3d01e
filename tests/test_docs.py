"""What the docs say is so."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from collections import defaultdict
from pathlib import Path
from typing import get_args

import keys_table
import pytest

from hedgerow.store.annotations.codebook import load_codebook
from hedgerow.store.workspace import load_settings
from hedgerow.tui.commands import COMMANDS, Where, taken_keys

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_table_of_keys_is_that_of_the_program():
    assert (ROOT / "docs" / "keys.md").read_text(encoding="utf-8") == keys_table.page()


WITH_A_LIST = {"library", "searching", "unsettled", "queue", "decisions", "agreement"}
"""Places whose screen has the focus on a list: the list's keys work there, too.

The reader's side panel has one as well, which takes its keys from the text while it has the focus.
"""


@pytest.mark.parametrize("place", get_args(Where))
def test_no_two_commands_that_work_in_a_place_have_one_key(place):
    together = {place, "everywhere"} | ({"list"} if place in WITH_A_LIST else set())
    of_key = defaultdict(list)
    for command in COMMANDS:
        if command.where in together:
            for key in command.keys:
                of_key[key].append(command.does)
    assert {key: does for key, does in of_key.items() if len(does) > 1} == {}


def test_no_key_of_the_built_in_labels_is_taken(tmp_path):
    codebook = load_codebook(tmp_path / "codebook.toml").without_keys(taken_keys())
    assert codebook.problems == ()


def test_each_built_in_label_has_a_definition_of_three_lines_and_two_examples(tmp_path):
    for label in load_codebook(tmp_path / "codebook.toml").labels:
        assert len(label.definition.splitlines()) == 3
        assert len(label.examples) == 2
        assert all("[[" in example for example in label.examples)


def test_the_readme_shows_the_annotations_through_tinydb(corpus, hedgerow):
    done = hedgerow(
        "tag", corpus, "001_40ebd96be52325bb", "--start", 96, "--end", 117, "--label", "claim"
    )
    assert done.returncode == 0
    (snippet,) = re.findall(r'python -c "\n(.*?)"\n```', README, re.DOTALL)
    ran = subprocess.run(
        [sys.executable, "-c", snippet],
        cwd=corpus.parent,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout == "001_40ebd96be52325bb 96 “extremely concerned”\n"


def test_the_codebook_in_the_readme_is_one(tmp_path):
    (source,) = re.findall(r"```toml\n(\[\[label.*?)```", README, re.DOTALL)
    path = tmp_path / "codebook.toml"
    path.write_text(source, encoding="utf-8")
    codebook = load_codebook(path).without_keys(taken_keys())
    assert [label.name for label in codebook.labels] == ["irony"]
    assert codebook.problems == ()
    assert tomllib.loads(source)["label"][0]["key"] == codebook.labels[0].key


@pytest.mark.parametrize("command", re.findall(r"^hedgerow (\w+) +CORPUS", README, re.M))
def test_each_command_of_the_readme_has_its_options(hedgerow, command):
    (line,) = re.findall(rf"^hedgerow {command} +CORPUS(.*)$", README, re.M)
    usage = hedgerow(command, "--help").stdout.decode()
    for option in re.findall(r"--[a-z-]+", line):
        assert option in usage


def test_every_file_that_the_docs_lead_to_is_there():
    for page in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")):
        for target in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")):
            if not target.startswith("http"):
                assert (page.parent / target).exists(), f"{page.name} leads to {target}"


def test_the_settings_in_the_readme_are_settings(tmp_path):
    (source,) = re.findall(r"```toml\n(suggestions.*?)```", README, re.DOTALL)
    path = tmp_path / "config.toml"
    path.write_text(source, encoding="utf-8")
    found = load_settings(path)
    assert not found.problems
    assert found.suggestions is False
    assert found.extractor == "my_pipeline:extract_with_spacy"


CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"][
    "importlinter"
]["contracts"]
LAYERED = {
    contract["containers"][0].removeprefix("hedgerow.").replace(".", "/"): contract["layers"]
    for contract in CONTRACTS
    if contract["type"] == "layers"
}


def drawn(folder: str) -> list[list[str]]:
    """Give the rooms of a folder as the page on architecture draws them, layer by layer."""
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    (drawing,) = re.findall(r"```\n(tui/\n    .*?)```", page, re.DOTALL)
    (part,) = re.findall(rf"^{folder}/\n(.*?)(?:\n\n|\Z)", drawing, re.MULTILINE | re.DOTALL)
    return [
        re.findall(r"^    (\w+)", layer, re.MULTILINE) for layer in part.split("    ────────\n")
    ]


@pytest.mark.parametrize("folder", LAYERED)
def test_the_architecture_draws_the_rooms_in_the_order_of_the_contract(folder):
    contract = [re.findall(r"\w+", layer) for layer in LAYERED[folder]]
    assert drawn(folder) == contract


@pytest.mark.parametrize("folder", ["store", "tui/screens"])
def test_the_architecture_draws_each_room_that_there_is(folder):
    names = {path.parent.name for path in (ROOT / folder).glob("*/__init__.py")}
    if folder == "store":
        names |= {path.stem for path in (ROOT / folder).glob("*.py")} - {"__init__"}
    assert {name for layer in drawn(folder) for name in layer} == names


def test_each_decision_stands_in_the_list_under_its_number():
    folder = ROOT / "docs" / "decisions"
    listed = re.findall(
        r"^- \[(\d+)\. (.*)\]\((.*)\)$", (folder / "README.md").read_text(encoding="utf-8"), re.M
    )
    pages = sorted(folder.glob("0*.md"))
    assert [int(number) for number, _, _ in listed] == list(range(1, len(pages) + 1))
    for (number, title, name), page in zip(listed, pages, strict=True):
        assert page.name == name and page.name.startswith(f"{int(number):04}-")
        assert page.read_text(encoding="utf-8").startswith(f"# {number}. {title}\n\n")


@pytest.mark.parametrize("page", ["CONTRIBUTING.md", "docs/architecture.md"])
def test_the_names_of_a_page_are_names_in_the_code(page):
    text = re.sub(r"```.*?```", "", (ROOT / page).read_text(encoding="utf-8"), flags=re.DOTALL)
    names = {
        name
        for name in re.findall(r"`(\w+)(?:\(.*?\))?`", text)
        if re.search(r"[a-z]_[a-z]|[a-z][A-Z]|^[A-Z_]{4,}$", name)
    }
    code = "\n".join(
        path.read_text(encoding="utf-8")
        for folder in ("store", "tui", "tests")
        for path in (ROOT / folder).rglob("*.py")
    )
    missing = {name for name in names if not re.search(rf"\b{name}", code)}
    assert not missing - {"TYPE_CHECKING", "HEDGEROW_GOLD"}

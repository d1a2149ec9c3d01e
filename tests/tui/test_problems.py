"""A fault in words, with its way out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from hedgerow.store.problem import Problem, Remedy
from hedgerow.tui.cli.arguments import parse
from hedgerow.tui.commands import COMMANDS
from hedgerow.tui.problems import told, way_out


def test_a_problem_reads_as_place_fault_and_way_out():
    problem = Problem(Path("news/a.txt"), "not a text file", "convert it", 3)
    assert told(problem) == f"{Path('news/a.txt')}:3: not a text file; convert it"


def test_a_problem_in_a_folder_is_named_as_one_would_find_it_there(tmp_path):
    problem = Problem(tmp_path / "a.txt", "gone", "put it back")
    assert told(problem, tmp_path) == "a.txt: gone; put it back"


@pytest.mark.parametrize("remedy", Remedy)
def test_each_remedy_has_words_on_one_line_without_a_full_stop(remedy):
    words = way_out(Problem("a.txt", "gone", remedy, named="monday"))
    assert words
    assert not words.endswith(".")
    assert not set(words) & set("\n{}")


def test_the_words_name_keys_options_and_commands_that_there_are(capsys):
    with pytest.raises(SystemExit):
        parse(["mentions", "--help"])
    options = set(re.findall(r"--[a-z-]+", capsys.readouterr().out))
    with pytest.raises(SystemExit):
        parse(["review", "--help"])
    options |= set(re.findall(r"--[a-z-]+", capsys.readouterr().out))
    words = {remedy: way_out(Problem("a.txt", "gone", remedy)) for remedy in Remedy}
    assert set(re.findall(r"--[a-z-]+", " ".join(words.values()))) <= options
    (settle,) = (one for one in COMMANDS if one.where == "reader" and one.action == "settle_next")
    for remedy in Remedy.SETTLE, Remedy.SETTLE_TO_COMPARE:
        assert f"{settle.keys[0]} in the reader" in words[remedy]

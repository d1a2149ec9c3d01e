"""The blind second look in a real terminal: two people who chose otherwise see the same."""

from __future__ import annotations

import json
import shutil

import pytest
from terminal import Terminal

pytestmark = pytest.mark.slow

TAGGED = "001_40ebd96be52325bb"


@pytest.mark.parametrize("environment", [{}, {"NO_COLOR": "1"}])
def test_a_second_look_shows_nothing_of_the_first_and_is_resumed_and_compared(
    corpus, hedgerow, tmp_path, environment
):
    other = tmp_path / "other" / corpus.name
    shutil.copytree(corpus, other)
    text = (corpus / f"{TAGGED}.txt").read_bytes().decode()
    for folder, words, label in (
        (corpus, "“extremely concerned”", "claim"),
        (other, "civilian casualties", "hedge"),
    ):
        start = text.index(words)
        span = ["--start", start, "--end", start + len(words), "--label", label]
        assert hedgerow("tag", folder, TAGGED, *span).returncode == 0
    seen = []
    for folder in (corpus, other):
        options = ("review", str(folder), "--second-look", "--older-than", "0")
        with Terminal(*options, columns=80, lines=24, **environment) as terminal:
            terminal.expect_shown("What is to tag in the lines marked ›?")
            terminal.expect_shown("x nothing here  space skip")
            terminal.read(0.5)
            screens = [terminal.cells]
            for key in ("w", "t", "u", "i"):
                terminal.press(key)
                terminal.read(0.3)
                screens.append(terminal.cells)
            terminal.press("o", "A", "c")
            terminal.expect_shown("1 chosen here")
            terminal.kill()
        with Terminal(*options, columns=80, lines=24, **environment) as terminal:
            terminal.expect_shown("1 chosen here")
            terminal.press("enter")
            terminal.expect_shown("Second look done")
            terminal.expect_shown("ann – ann (again)")
            terminal.press("q", "q")
            assert terminal.wait() == 0
        seen.append(screens)
        done = hedgerow("agreement", folder, "--second-look", "--json")
        rows = {row["label"]: row for row in json.loads(done.stdout)["pairs"]}
        sentence = rows["claim"]["both"] + rows["claim"]["only_b"]
        assert sentence > 30  # the whole sentence was chosen
        assert rows["claim"]["neither"] == 0
    assert seen[0] == seen[1]

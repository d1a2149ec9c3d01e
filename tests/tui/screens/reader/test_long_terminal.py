"""A long article in a real terminal: after many keys there stands what a fresh draw shows."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from terminal import KEYS, Terminal

sys.path.insert(0, str(Path(__file__).parents[3] / "benchmarks"))

from corpora import annotate, articles, write_folder

pytestmark = pytest.mark.slow

CHARACTERS = 10_000_000
TAGS = 10_000
EXTRACTOR = """
import re
from hedgerow.store.extract.findings import DateMention, Extraction
from hedgerow.store.span import Span

def find(text, published):
    found = re.finditer("Monday|Tuesday|Wednesday|Thursday|Friday", text)
    return Extraction(dates=tuple(DateMention(Span(*one.span()), "DATE", None) for one in found))
"""


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    """A long article with many tags."""
    folder = tmp_path_factory.mktemp("long")
    annotate(folder / "annotations", write_folder(folder, articles(1, CHARACTERS)), TAGS)
    return folder


@pytest.fixture
def settings(tmp_path):
    """Settings that name an extractor which takes a second, not half a minute."""
    (tmp_path / "days.py").write_text(EXTRACTOR, encoding="utf-8")
    path = tmp_path / "config.toml"
    path.write_text('extractor = "days:find"\n', encoding="utf-8")
    return path


def assert_drawn_afresh(terminal):
    """Stop, and compare what is there with all of it drawn anew: in the other theme, and back."""
    terminal.settle(0.6)
    terminal.expect_shown("? help")  # where a message stood, which goes by itself
    terminal.settle(0.6)
    text, cells = terminal.text, terminal.cells
    terminal.press("ctrl+t")
    terminal.settle(0.6)
    assert terminal.cells != cells
    terminal.press("ctrl+t")
    terminal.settle(0.6)
    assert terminal.text == text
    assert terminal.cells == cells


@pytest.mark.parametrize(("columns", "lines"), [(80, 24), (160, 45)])
def test_what_is_shown_after_many_keys_is_what_a_fresh_draw_shows(corpus, settings, columns, lines):
    with Terminal(
        str(corpus), columns=columns, lines=lines, HEDGEROW_CONFIG=str(settings)
    ) as terminal:
        terminal.expect_shown("1 article")
        terminal.press("enter")
        terminal.expect_shown("1/")  # the sentences are counted
        assert_drawn_afresh(terminal)

        terminal.send("j" * 100)
        terminal.resize(columns + 13, lines - 5)
        terminal.send("j" * 60 + KEYS["pagedown"] * 20)
        terminal.resize(columns, lines)
        terminal.send("J" * 5)
        assert_drawn_afresh(terminal)

        terminal.press("/", "fuel prices", "enter")
        terminal.expect_shown("n for the next")
        terminal.send("n" * 30)
        assert_drawn_afresh(terminal)

        terminal.press("G")
        terminal.expect_shown("99 %")
        terminal.send(KEYS["pageup"] * 10 + "tjs")
        terminal.expect_shown("Saved: stance")
        terminal.press("u")
        terminal.expect_shown("Undone: stance")
        terminal.send("j")
        assert_drawn_afresh(terminal)

        terminal.send("g" + KEYS["pagedown"] * 40 + "]" * 20)
        terminal.resize(columns - 7, lines + 3)
        assert_drawn_afresh(terminal)

        terminal.send("g")
        terminal.resize(columns, lines)
        assert_drawn_afresh(terminal)
        assert " · 0 %" in terminal.text

"""A large library in a real pty: whatever was done, the screen shows what a fresh draw shows."""

from __future__ import annotations

import sys
from collections import Counter
from itertools import islice
from pathlib import Path

import pytest
from terminal import Terminal

sys.path.append(str(Path(__file__).parents[3] / "benchmarks"))

import corpora

ARTICLES = 20_000
LISTED = f"{ARTICLES:,} articles · ann"
_GROUND = 2  # the place of the background in a cell of pyte

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    """A large corpus, and a folder for its index: the first start makes it, the next ones have it.

    An article that says something which no other says stands near its end.
    """
    folder = tmp_path_factory.mktemp("large")
    made = corpora.articles(ARTICLES, characters=300)
    for part in range(0, ARTICLES, 1000):
        corpora.write_folder(folder / "news" / f"{part // 1000:02}", islice(made, 1000))
    last = folder / "news" / f"{(ARTICLES - 1) // 1000:02}" / f"{ARTICLES - 3:07}.txt"
    last.write_text("Nothing new\n\nThe axolotl said that it would stay.\n", encoding="utf-8")
    return folder


@pytest.fixture(params=[(80, 24), (160, 45)], ids=["80x24", "160x45"])
def shown(request, library):
    """The library in a terminal, listed to its end."""
    columns, lines = request.param
    cache = str(library / "cache")
    with Terminal(
        str(library / "news"), columns=columns, lines=lines, HEDGEROW_CACHE=cache
    ) as terminal:
        terminal.expect_shown(LISTED)
        yield terminal


def assert_fresh(terminal):
    """Make sure that what is shown is what is drawn when everything has to be drawn anew."""
    before = terminal.settle()
    columns, lines = terminal.size
    for width in (columns - 1, columns):
        sent = len(terminal.raw)
        terminal.resize(width, lines)
        terminal.expect(lambda sent=sent, width=width: len(terminal.raw) > sent + width * lines)
        terminal.settle()
    terminal.expect(lambda: terminal.settle() == before)


def under_cursor(terminal):
    """Give the line of the list that lies on another ground than all others."""
    terminal.settle()
    listed = range(2, terminal.size[1] - 1)
    grounds = {line: terminal.cells[line][1][_GROUND] for line in listed}
    by_ground = Counter(grounds.values())
    [line] = [line for line, ground in grounds.items() if by_ground[ground] == 1]
    return terminal.text.split("\n")[line]


def typed(terminal):
    """Give the filter that the list is filtered by, as its header says."""
    _, mark, words = terminal.text.split("\n")[0].partition("“")
    return words.partition("”")[0] if mark else ""


def test_while_the_cursor_is_held_down_and_the_window_resized(shown):
    columns, lines = shown.size
    top = under_cursor(shown)
    for step in range(60):
        shown.send("j" * 5)
        if step % 6 == 0:
            shown.resize(columns - step % 13, lines - step % 7)
        shown.read(0.01)
    shown.resize(columns, lines)
    assert_fresh(shown)
    moved = under_cursor(shown)
    shown.send("k" * 300)
    assert under_cursor(shown) == top
    shown.send("j" * 300)
    assert under_cursor(shown) == moved


def test_to_the_end_and_back(shown):
    first = shown.settle()
    shown.press("G")
    shown.expect(lambda: shown.text != first)
    assert_fresh(shown)
    shown.press("g")
    assert_fresh(shown)
    assert shown.settle() == first


def test_filtering_as_one_types(shown):
    first = shown.settle()
    shown.press("/")
    for letter in "axolotl":
        shown.press(letter)
        assert_fresh(shown)
    shown.expect_shown(f"0 of {ARTICLES:,} articles")
    for left in range(len("axolotl"), 0, -1):
        shown.press("\x7f")
        shown.expect(lambda left=left: typed(shown) == "axolotl"[: left - 1])
    shown.press(*"nothing new")
    shown.expect_shown(f"1 of {ARTICLES:,} articles")
    assert_fresh(shown)
    shown.press("escape")
    shown.expect(lambda: typed(shown) == "")
    shown.press("g")
    shown.expect(lambda: shown.settle() == first)
    assert_fresh(shown)


def test_searching_all_texts_and_coming_back(shown):
    first = shown.settle()
    shown.press("\x06")
    shown.expect_shown("words, or a")
    shown.press(*"axolotl said")
    shown.expect_shown("The axolotl said that")
    assert_fresh(shown)
    shown.press("enter", "enter")
    shown.expect_shown("would stay")
    assert_fresh(shown)
    shown.press("q")
    shown.expect_shown("The axolotl said that")
    shown.press("q")
    shown.expect_shown(LISTED)
    assert_fresh(shown)
    assert shown.settle() == first


def test_a_second_start_shows_what_the_first_one_shows(library, shown):
    shown.press("G")
    shown.expect_shown("Nothing new")
    end = shown.settle()
    columns, lines = shown.size
    cache = str(library / "cache")
    with Terminal(
        str(library / "news"), columns=columns, lines=lines, HEDGEROW_CACHE=cache
    ) as second:
        second.expect_shown(LISTED)
        second.press("G")
        second.expect(lambda: second.settle() == end)

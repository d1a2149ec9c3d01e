"""A whole review in a real terminal, by the keyboard alone: left, resumed, summed up, exported."""

from __future__ import annotations

import json

import pytest
from terminal import Terminal

pytestmark = pytest.mark.slow

ARTICLES = 3
EACH = 4


def start(corpus, *arguments):
    terminal = Terminal(*arguments, str(corpus), columns=120, lines=30)
    if not arguments:
        terminal.expect_shown("5 articles")
    return terminal


def exported(hedgerow, corpus, *options):
    return [json.loads(line) for line in hedgerow("export", corpus, *options).stdout.splitlines()]


def verdict_counts(lines):
    counts: dict[str, int] = {}
    for line in lines:
        for review in line.get("reviews", ()):
            counts[review["verdict"]] = counts.get(review["verdict"], 0) + 1
    return counts


def test_a_queue_of_twelve_is_left_resumed_and_summed_up(corpus, hedgerow, tmp_path):
    tag_by_command(hedgerow, corpus)
    before = exported(hedgerow, corpus)
    assert len(before) == ARTICLES * EACH
    with start(corpus) as terminal:
        # Before the tags are counted, what is suggested comes first.
        terminal.expect(lambda: terminal.text.count(f"0/{EACH}") == ARTICLES)
        terminal.press("r", "enter")
        terminal.expect_shown("0/12 reviewed")
        terminal.press("a")
        terminal.expect_shown("1/12 reviewed")
        terminal.press("x")
        terminal.expect_shown("Why reject it?")
        terminal.press("3")
        terminal.expect_shown("2/12 reviewed")
        terminal.press("s")  # relabels the third
        terminal.expect_shown("revised so far")
        terminal.press("a")
        terminal.expect_shown("3/12 reviewed")
        terminal.press(">")  # moves the fourth's end
        terminal.expect_shown("4/12 reviewed")
        terminal.press("a")
        terminal.press(" ")
        terminal.expect_shown("1 skipped")
        terminal.press("a")
        terminal.expect_shown("5/12 reviewed")
        terminal.press("a")
        terminal.expect_shown("6/12 reviewed")
        terminal.press("u")
        terminal.expect_shown("5/12 reviewed")
        terminal.press("u")
        terminal.expect_shown("4/12 reviewed · 1 skipped")
        there = shown_passage(terminal)
        terminal.press("q")
        terminal.expect_shown("5 articles")
        terminal.press("q")
        assert terminal.wait() == 0
    middle = exported(hedgerow, corpus)
    assert verdict_counts(middle) == {"accept": 1, "reject": 1, "revise": 2}
    assert len(exported(hedgerow, corpus, "--verdict", "unreviewed")) == 8
    (rejected,) = exported(hedgerow, corpus, "--verdict", "rejected")
    assert rejected["reviews"][0]["reason"] == "slip"
    was = {line["id"]: line for line in before}
    changed = [line for line in middle if was[line["id"]]["label"] != line["label"]]
    assert [line["label"] for line in changed] == ["stance"]
    moved = [line for line in middle if was[line["id"]]["end"] != line["end"]]
    assert len(moved) == 1
    assert moved[0]["quote"].startswith(was[moved[0]["id"]]["quote"])

    with start(corpus, "review") as terminal:
        terminal.expect_shown("4/12 reviewed · 1 skipped")
        assert shown_passage(terminal) == there
        for done in range(5, 12):
            terminal.press("a")
            terminal.expect_shown(f"{done}/12 reviewed")
        terminal.expect_shown("11/12 reviewed · 1 skipped")  # which comes back now
        terminal.press("a")
        terminal.expect_shown("12 tags reviewed")
        terminal.expect_shown("9 accepted, 2 revised, 1 rejected")
        terminal.expect_shown("made stance")
        terminal.expect_shown("with a boundary moved")
        terminal.expect_shown("slip (1 ")
        terminal.press("e")
        terminal.expect_shown("Save the summary as text to:")
        terminal.press("\x15")
        terminal.expect(lambda: "seeds-review.txt" not in terminal.text)
        terminal.press(str(tmp_path / "summary.txt"), "enter")
        terminal.expect_shown("Saved: ")
        terminal.press("q")
        terminal.expect_shown("5 articles")
        terminal.press("q")
        assert terminal.wait() == 0
    assert "9 accepted, 2 revised, 1 rejected" in (tmp_path / "summary.txt").read_text()
    assert len(exported(hedgerow, corpus, "--verdict", "accepted")) == 11


def tag_by_command(hedgerow, corpus):
    """Tag four passages in each of three articles."""
    articles = sorted(path.stem for path in corpus.glob("*.txt"))[:ARTICLES]
    for article in articles:
        for number in range(EACH):
            start = 80 + 120 * number
            text = (corpus / f"{article}.txt").read_bytes().decode()
            start = text.index(" ", start) + 1
            end = text.index(" ", start + 30)
            label = "claim" if number % 2 else "hedge"
            given = ("--start", start, "--end", end, "--label", label)
            assert hedgerow("tag", corpus, article, *given).returncode == 0


def shown_passage(terminal):
    """Give the notes on the item: they stand at the right, below the header."""
    return [line[76:].strip() for line in terminal.text.split("\n")[1:5]]


def test_a_named_queue_is_listed_and_resumed_from_the_command_line(corpus, hedgerow):
    tag_by_command(hedgerow, corpus)
    options = ("--label", "claim", "--sample", "3", "--seed", "7", "--name", "monday")
    with start(corpus, "review", *options) as terminal:
        terminal.expect_shown("0/3 reviewed · monday")
        terminal.press(" ")
        terminal.expect_shown("1 skipped")
        there = shown_passage(terminal)
        terminal.kill()
    listed = hedgerow("review", corpus, "--list").stdout.decode()
    assert listed == (
        "monday\tunder way\t0/3 reviewed\tyour tags labelled claim, 3 by chance (seed 7)\n"
    )
    with start(corpus, "review", "--name", "monday") as terminal:
        terminal.expect_shown("0/3 reviewed · 1 skipped · monday")
        assert shown_passage(terminal) == there
        terminal.press("q", "q")
    with start(corpus, "review", "--name", "monday", "--label", "hedge") as terminal:
        terminal.expect_shown("under way over")

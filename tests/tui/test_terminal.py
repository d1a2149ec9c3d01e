"""The real program in a real pty."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
import time
import unicodedata
from pathlib import Path

import pytest
from terminal import Terminal

HOSTILE = (
    "A headline \x1b[31mred\x1b[0m [bold]b[/bold] [@click=app.quit]x[/] [/]\n\n"
    "He said “quote \x1b]52;c;cm0gLXJm\x07 \x9b31m \x9d52;c;AAAA\x9c end” on Tuesday.\n\n"
    "Bidi \u202eabc\u2066def\u2069 and \x07 \x08 \x00 \x7f \r lone, \u2028 line.\n"
)
ROOT = Path(__file__).parents[2]
BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"


@pytest.fixture
def tagged(corpus):
    """A terminal in which a claim has just been tagged."""
    with Terminal(str(corpus)) as terminal:
        terminal.expect_shown("5 articles")
        terminal.press("j", "enter")
        terminal.expect_shown("Beijing: China")
        terminal.press("'", "c")
        terminal.expect_shown("·c Ukraine")
        yield terminal


def test_a_tag_that_is_shown_survives_kill_9(tagged, corpus, hedgerow):
    tagged.kill()
    (line,) = map(json.loads, hedgerow("export", corpus).stdout.splitlines())
    text = (corpus / "001_40ebd96be52325bb.txt").read_text(encoding="utf-8")
    assert line["label"] == "claim"
    assert line["quote"] == text[line["start"] : line["end"]] == "“extremely concerned”"
    assert line["speaker"]["name"] == "Wang Yi"


def test_a_tag_is_saved_even_if_the_program_is_left_in_the_same_breath(corpus, hedgerow):
    with Terminal(str(corpus)) as terminal:
        terminal.expect_shown("5 articles")
        terminal.press("j", "enter")
        terminal.expect_shown("Beijing: China")
        terminal.press("'", "c", "q", "q")
        assert terminal.wait() == 0
    (line,) = map(json.loads, hedgerow("export", corpus).stdout.splitlines())
    assert line["speaker"]["name"] == "Wang Yi"


@pytest.mark.parametrize(
    "keys", ["/china\r", "/cihn\x7f\x7f\x7fhina\r", "'cmhello\r", "'cpj\r", "'cx"]
)
def test_keys_that_come_in_one_burst_do_what_they_do_one_by_one(corpus, hedgerow, keys):
    with Terminal(str(corpus)) as terminal:
        terminal.expect_shown("5 articles")
        terminal.press("j", "enter")
        terminal.expect_shown("· Ukraine and Russia")  # speakers and suggestions are found
        terminal.send(keys)
        match keys[1:3]:
            case "ch" | "ci":
                terminal.expect_shown("matches: n for the next")
            case "cm":
                terminal.expect_shown("Saved: memo on claim")
            case "cp":
                terminal.expect_shown("Saved: speaker Dmytro Kuleba")
            case "cx":
                terminal.expect_shown("Removed: claim")
        found = list(map(json.loads, hedgerow("export", corpus).stdout.splitlines()))
    assert [line["label"] for line in found] == (["claim"] if keys[2:3] in "mp" else [])


@pytest.mark.parametrize(
    ("keys", "memo"),
    [
        ("teh\x7f\x7fhe", "the"),
        ("nd\x1b[D\x1b[Da\x1b[F?", "and?"),
        ("wrong\x15right", "right"),
        ("one two\x17three", "one three"),
        ("\x7fa\x7fb\x7f\x7f\x7fc", "c"),
    ],
)
def test_a_line_is_edited_in_the_order_of_the_keys(tagged, corpus, hedgerow, keys, memo):
    tagged.send(f"m{keys}\r")
    tagged.expect_shown("Saved: memo on claim")
    (line,) = map(json.loads, hedgerow("export", corpus).stdout.splitlines())
    assert line["memo"] == memo


@pytest.mark.parametrize("pause", [0, 0.001, 0.004])
def test_no_key_overtakes_another_when_a_prompt_opens(tagged, corpus, hedgerow, pause):
    for turn in range(5):
        memo = f"{turn} abcdefghijklmnopqrstuvwxyz"
        tagged.send("m\x15")
        for letter in f"{memo}\r":
            tagged.send(letter)
            time.sleep(pause)
        tagged.expect_shown("Saved: memo on claim")
        tagged.expect(lambda memo=memo: memo in hedgerow("export", corpus).stdout.decode())


def test_keys_behind_the_enter_of_a_search_are_for_the_reader(corpus, hedgerow):
    with Terminal(str(corpus)) as terminal:
        terminal.expect_shown("5 articles")
        terminal.press("j", "enter")
        terminal.expect_shown("· Ukraine and Russia")
        terminal.send("/china\r'c")
        terminal.expect_shown("Saved: claim")
        (line,) = map(json.loads, hedgerow("export", corpus).stdout.splitlines())
    assert line["quote"].startswith("“")


def test_from_library_to_export(tagged, corpus, tmp_path, hedgerow):
    target = tmp_path / "out.jsonl"
    tagged.press("u")
    tagged.expect_shown("Undone: claim")
    assert hedgerow("export", corpus).stdout == b""
    tagged.press("ctrl+r")
    tagged.expect_shown("Redone: claim")
    tagged.press("q")
    tagged.expect_shown("5 articles")
    tagged.press("e")
    tagged.expect_shown("Export all annotations")
    tagged.press("\x15")
    tagged.expect(lambda: "seeds-annotations" not in tagged.text)
    tagged.press(*str(target))
    tagged.expect_shown("out.jsonl")
    tagged.press("enter")
    tagged.expect_shown("Exported 1")
    assert target.read_bytes() == hedgerow("export", corpus).stdout
    tagged.press("q")
    assert tagged.wait() == 0


def test_a_second_terminal_shows_the_tag(tagged, corpus):
    with Terminal(str(corpus)) as second:
        second.expect_shown("0/1")
        second.press("j", "enter")
        second.expect_shown("·c Ukraine")


def test_nothing_of_a_hostile_article_reaches_the_terminal_raw(tmp_path, hedgerow):
    corpus = tmp_path / "bad\x1b[35m\u202e[bold]"
    corpus.mkdir()
    article = corpus / "a\x1b[31m[@click=app.quit]x\u202e.txt"
    article.write_text(HOSTILE, encoding="utf-8", newline="")
    with Terminal(str(corpus)) as terminal:
        terminal.expect_shown("A headline ␛[31mred")
        terminal.press("enter")
        terminal.expect_shown("[bold]b[/bold] [@click=app.quit]x[/] [/]")
        terminal.press("'", "c")
        terminal.expect_shown("Saved: claim")
        terminal.press("m")
        terminal.expect_shown("Memo on claim")
        terminal.press("[/] memo", "enter")
        terminal.expect_shown("Saved: memo")
        terminal.press("i", "g", "!")
        terminal.expect_shown("No faults were met")
        terminal.press("q", "q", "r")
        terminal.expect_shown("What do you want to review?")
        terminal.press("enter")
        terminal.expect_shown("0/1 reviewed")
        drawn = _without_own_sequences(terminal.raw).decode("utf-8")
    controls = {c for c in drawn if unicodedata.category(c) in ("Cc", "Zl", "Zp") or c in BIDI}
    # Textual ends a line with these.
    assert controls <= {"\r", "\n"}
    (line,) = map(json.loads, hedgerow("export", corpus).stdout.splitlines())
    assert HOSTILE[line["start"] : line["end"]] == line["quote"]
    assert line["quote"].startswith("“quote \x1b]52")


def _without_own_sequences(raw: bytes) -> bytes:
    """Take away what Textual itself sends: CSI sequences, and the few others it begins with."""
    raw = re.sub(rb"\x1b\[[0-9;:?<=>]*\$?[@-~]", b"", raw)
    return re.sub(
        rb"\x1bP=[12]s\x1b\\|\x1b[78=>]|\x1b\]22;[^\x07\x1b]*\x07|\x1b_G[^\x1b]*\x1b\\", b"", raw
    )


def test_a_reader_whose_terminal_is_gone_ends(corpus):
    ours, its = pty.openpty()
    # Without a controlling terminal, no signal tells that it has been closed.
    command = [sys.executable, "-m", "hedgerow.tui", str(corpus)]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "TERM": "xterm-256color"}
    reader = subprocess.Popen(
        command, stdin=its, stdout=its, stderr=its, start_new_session=True, env=environment
    )
    os.close(its)
    shown = b""
    while b"articles" not in shown:
        shown += os.read(ours, 65_536)
    os.close(ours)
    try:
        assert reader.wait(30) == 1
    finally:
        reader.kill()


def test_a_window_that_shrinks_and_is_back_before_it_was_drawn_is_whole_again(corpus):
    with Terminal(str(corpus)) as terminal:
        terminal.expect_shown("5 articles")
        before = terminal.settle()
        terminal.resize(50, 10)
        terminal.resize(80, 24)
        terminal.expect(lambda: terminal.settle() == before)


def test_work_that_is_left_before_it_has_begun_says_nothing_at_the_end(corpus):
    for _ in range(3):
        with Terminal(str(corpus)) as terminal:
            terminal.expect_shown("5 articles")
            terminal.send("\x1a\x11" + "\x1a\x11" * 3)
            assert terminal.wait() == 0
            terminal.read()
        assert b"never awaited" not in terminal.raw

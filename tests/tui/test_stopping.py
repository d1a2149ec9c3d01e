"""`ctrl+z` and back: the terminal is the shell's meanwhile, and the screen is whole again."""

from __future__ import annotations

import json
import re
import shutil
import signal
import sys

import pytest
from terminal import Terminal

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("bash") is None, reason="it takes a shell with jobs"),
]
MODES = {1000, 1002, 1003, 1004, 1006, 1015, 1049, 2004, 2048}
"""What a program may set that a shell doesn't expect: mouse, focus, other screen, paste, sizes."""


@pytest.fixture
def shell(corpus):
    """A shell with jobs, in which the reader has been begun, and an article opened."""
    with Terminal(command=["bash", "--norc", "--noprofile", "-i"], PS1="$ ") as terminal:
        terminal.expect_shown("$")
        # Not alone in its group, as `make run` isn't.
        terminal.send(f"bash -c '{sys.executable} -m hedgerow.tui {corpus}; exit $?'\r")
        terminal.expect_shown("5 articles")
        terminal.press("j", "enter")
        terminal.expect_shown("· Ukraine and Russia")
        yield terminal


def modes_set(raw: bytes) -> set[int]:
    """Name the modes that are set after all this was sent; 25 is the cursor, shown at first."""
    modes = {25}
    for numbers, way in re.findall(rb"\x1b\[\?([\d;]+)([hl])", raw):
        for number in map(int, numbers.split(b";")):
            (modes.add if way == b"h" else modes.discard)(number)
    return modes & (MODES | {25})


def at_prompt(terminal: Terminal) -> None:
    """Wait for the shell; its answer, not its echo, says that it listens."""
    terminal.expect_shown("Stopped")
    terminal.send("clear; echo it lis''tens\r")
    terminal.expect_shown("it listens")


def test_what_was_marked_is_saved_and_the_terminal_is_the_shells(shell, corpus, hedgerow):
    shell.send("'c\x1a")
    at_prompt(shell)
    (line,) = map(json.loads, hedgerow("export", corpus).stdout.splitlines())
    assert line["quote"] == "“extremely concerned”"
    assert modes_set(shell.raw) - {2004} == {25}  # the shell itself asks for pastes
    shell.send("clear; stty -a | tr ' ;' '\\n' | grep -E '^-?(icanon|echo|isig)$' | paste -sd,\r")
    shell.expect(lambda: {*"isig icanon echo".split()} <= {*re.split(r"[,\s]", shell.text)})


def test_the_screen_is_whole_again_and_takes_keys(shell):
    shell.press("'", "c")
    shell.expect_shown("·c Ukraine")
    before = shell.settle().splitlines()[:-1]  # a message may have had its time
    for _ in range(2):
        shell.send("\x1a")
        at_prompt(shell)
        shell.send("fg\r")
        shell.expect(lambda: shell.settle().splitlines()[:-1] == before)
        assert {1000, 1006, 1049} <= modes_set(shell.raw)
        assert 25 not in modes_set(shell.raw)
    shell.press("q")
    shell.expect_shown("5 articles")
    shell.press("q")
    shell.expect_shown("$ ")
    shell.send("echo code $?\r")
    shell.expect_shown("code 0")


def test_a_prompt_is_left_as_it_was_and_its_letters_come_in_order(shell, corpus, hedgerow):
    shell.send("'cmfirst,\x1a")
    at_prompt(shell)
    shell.send("fg\r")
    shell.expect_shown("first,")
    shell.send(" second\r")
    shell.expect_shown("Saved: memo on claim")
    (line,) = map(json.loads, hedgerow("export", corpus).stdout.splitlines())
    assert line["memo"] == "first, second"


def test_in_the_background_it_waits_for_the_foreground(shell):
    shell.send("\x1a")
    at_prompt(shell)
    shell.send("bg\r")
    shell.send("clear; sleep 0.5; jobs | grep -c Stop''ped; echo d''one\r")
    shell.expect_shown("done")
    assert "1" in shell.text.split()
    shell.send("fg\r")
    shell.expect_shown("· Ukraine and Russia")


def test_without_a_shell_it_goes_on(corpus):
    with Terminal(str(corpus)) as terminal:
        terminal.expect_shown("5 articles")
        before = terminal.settle()
        terminal.send("\x1a")
        terminal.expect(lambda: terminal.raw.count(b"\x1b[?1049h") == 2)
        terminal.expect(lambda: terminal.settle() == before)
        terminal.press("q")
        assert terminal.wait() == 0


def test_a_stop_that_nobody_asked_for_is_drawn_over(corpus):
    with Terminal(str(corpus)) as terminal:
        terminal.expect_shown("5 articles")
        before = terminal.settle()
        terminal.signal(signal.SIGSTOP)
        terminal.signal(signal.SIGCONT)
        terminal.expect(lambda: terminal.raw.count(b"\x1b[?1049h") == 2)
        terminal.expect(lambda: terminal.settle() == before)
        terminal.press("q")
        assert terminal.wait() == 0

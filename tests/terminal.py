"""A real terminal for tests: the program runs in a pty, and pyte keeps the screen."""

from __future__ import annotations

import atexit
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pyte

_PATIENCE = 30.0
KEYS = {
    "enter": "\r", "escape": "\x1b", "tab": "\t", "ctrl+r": "\x12", "space": " ",
    "ctrl+t": "\x14", "pagedown": "\x1b[6~", "pageup": "\x1b[5~",
}  # fmt: skip


class _Screen(pyte.Screen):
    """A screen that takes Textual's private reports for what they are: nothing to be drawn."""

    def report_device_status(self, mode: int, **_: object) -> None:
        """Answer no query."""

    def set_margins(self, *args: int, **_: object) -> None:
        """Keep the whole screen."""

    def select_graphic_rendition(self, *attrs: int, private: bool = False) -> None:
        """Take colours, but not the private sequences that look like them."""
        if not private:
            super().select_graphic_rendition(*attrs)


class Terminal:
    """The program in a pty: `raw` is every byte that it has sent."""

    def __init__(
        self,
        *arguments: str,
        columns: int = 80,
        lines: int = 24,
        cwd: Path | None = None,
        command: Sequence[str] = (sys.executable, "-m", "hedgerow.tui"),
        **environment: str,
    ) -> None:
        self.raw = b""
        self.size = (columns, lines)
        self._screen = _Screen(columns, lines)
        self._stream = pyte.ByteStream(self._screen)
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        root = str(Path(__file__).parents[1])
        self._process = subprocess.Popen(
            [*command, *arguments],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            cwd=cwd or root,
            start_new_session=True,
            preexec_fn=_take_terminal,
            env={
                **os.environ,
                "TERM": "xterm-256color",
                "PYTHONPATH": root,
                "HEDGEROW_ANNOTATOR": "ann",
                # The window's own size, whatever size the tests themselves are told to print at.
                "COLUMNS": "",
                "LINES": "",
                **environment,
            },
        )
        os.close(slave)
        # A test that fails before it ends the program must not leave it running.
        atexit.register(self._process.kill)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        if self._process.poll() is None:
            self.kill()
        os.close(self._master)

    def send(self, keys: str) -> None:
        """Send characters in one write, as a slow line or a paste would bring them."""
        os.write(self._master, keys.encode())

    def press(self, *keys: str) -> None:
        """Send keys: characters as they are, others by name."""
        for key in keys:
            os.write(self._master, KEYS.get(key, key).encode())

    def read(self, seconds: float = 0.05) -> None:
        """Take in what the program sends."""
        while select.select([self._master], [], [], seconds)[0]:
            try:
                data = os.read(self._master, 65536)
            except OSError:  # the program has ended
                return
            if not data:
                return
            self.raw += data
            # pyte doesn't know a private marker before "u", "p" or "m" and would draw the letter.
            self._stream.feed(_without_queries(data))

    def resize(self, columns: int, lines: int) -> None:
        """Give the window another size, as a person does who draws at its corner."""
        self.size = (columns, lines)
        self._screen.resize(lines, columns)
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        self._process.send_signal(signal.SIGWINCH)

    def settle(self, seconds: float = 0.2) -> str:
        """Wait until nothing has been drawn for so long; give what is on the screen then.

        A field's cursor blinks twice a second. Two such waits, one from a blink on and one more,
        must fit between two blinks: with 0.25 seconds each, it takes a minute at times.
        """
        while True:
            before = len(self.raw)
            self.read(seconds)
            if len(self.raw) == before:
                return self.text

    @property
    def cells(self) -> list[list[tuple[object, ...]]]:
        """What is on the screen, with its colours."""
        columns = range(self._screen.columns)
        lines = (self._screen.buffer[line] for line in range(self._screen.lines))
        return [[tuple(line[column]) for column in columns] for line in lines]

    def expect_shown(self, words: str) -> None:
        """Wait until the screen shows some words."""
        self.expect(lambda: words in self.text)

    def expect(self, is_so: Callable[[], bool]) -> None:
        """Wait until something is so."""
        deadline = time.monotonic() + _PATIENCE
        while not is_so():
            assert time.monotonic() < deadline, f"this has not come about:\n{self.text}"
            self.read()

    @property
    def text(self) -> str:
        """What is on the screen."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    @property
    def pid(self) -> int:
        """The number of the program's process."""
        return self._process.pid

    def kill(self) -> None:
        """End the program at once, as a power cut would."""
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()

    def signal(self, number: int) -> None:
        """Send the program a signal."""
        self._process.send_signal(number)

    def wait(self) -> int:
        """Wait for the program to end; give its exit code."""
        self.expect(lambda: self._process.poll() is not None)
        return self._process.returncode


def _take_terminal() -> None:
    """Let the pty be the terminal that controls the program, as a window's is."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def _without_queries(data: bytes) -> bytes:

    return re.sub(rb"\x1b\[[?>=<][0-9;]*\$?[a-zA-Z]", b"", data)

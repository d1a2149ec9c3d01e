"""How far a long run has come: one line on a terminal, gone when it ends."""

from __future__ import annotations

import os
import sys
import time
from collections import deque
from collections.abc import Callable
from typing import TextIO

from hedgerow.tui.text.visible import visible

_REDRAW = 0.1  # seconds between two drawings
_WINDOW = 100  # drawings over which speed is measured: the last ten seconds or more


class Progress:
    """A line such as "1,234 of 5,000 articles · 220 a second · 17 s left".

        with Progress(5000, shown=sys.stderr.isatty()) as progress:
            progress.advance()

    It is drawn over itself, and taken away at the end and while something else is told.
    """

    def __init__(
        self,
        total: int | None,
        *,
        shown: bool = True,
        stream: TextIO | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Prepare the line; nothing is drawn yet.

        Args:
            total: how many articles there are; None where nobody knows.
            shown: whether it is drawn at all.
            stream: where to; standard error without it.
            clock: gives seconds.
        """
        self._total = total
        self._shown = shown
        self._stream = stream or sys.stderr
        self._clock = clock
        self._done = 0
        self._note = ""
        self._drawn = 0  # characters that stand there
        self._past: deque[tuple[float, int]] = deque(maxlen=_WINDOW)

    def __enter__(self) -> Progress:
        self._draw()
        return self

    def __exit__(self, *_: object) -> None:
        self.clear()

    def advance(self) -> None:
        """Count one more article; draw, if it is time to."""
        self._done += 1
        if self._shown and self._clock() - self._past[-1][0] >= _REDRAW:
            self._draw()

    def note(self, said: str) -> None:
        """Say more of how far it has come, from the next drawing on, such as "file 2 of 3"."""
        self._note = said

    def clear(self) -> None:
        """Take the line away, so that something else can be told there."""
        if self._drawn:
            self._write("\r" + " " * self._drawn + "\r")
            self._drawn = 0

    def _draw(self) -> None:
        if not self._shown:
            return
        self._past.append((self._clock(), self._done))
        line = visible(self._line())[: _columns(self._stream) - 1]
        self._write("\r" + line.ljust(self._drawn))
        self._drawn = len(line)

    def _line(self) -> str:
        of = "" if self._total is None else f" of {self._total:,}"
        told = f"{self._done:,}{of} articles" + (f" · {self._note}" if self._note else "")
        (then, before), (now, done) = self._past[0], self._past[-1]
        if done == before or now == then:
            return told
        speed = (done - before) / (now - then)
        told += f" · {speed:,.0f} a second" if speed >= 1 else f" · {speed * 60:,.0f} a minute"
        left = (self._total - self._done) / speed if self._total else 0
        return f"{told} · {_duration(left)} left" if left else told

    def _write(self, characters: str) -> None:
        self._stream.write(characters)
        self._stream.flush()


def _duration(seconds: float) -> str:
    """Tell a length of time in the unit that fits: "17 s", "4 min", "2 h 05 min"."""
    if seconds < 60:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60:02} min"


def _columns(stream: TextIO) -> int:
    try:
        return os.get_terminal_size(stream.fileno()).columns or 80
    except (OSError, ValueError):  # no terminal, or one that doesn't say
        return 80

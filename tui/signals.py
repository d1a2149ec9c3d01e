"""What the system says to a program: to end, or that its terminal has gone."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import Callable
from contextlib import suppress

from textual.app import App

_LOOK_SECONDS = 0.5


def end_when_told(end: Callable[[None, int], object]) -> None:
    """End as by a key on TERM, HUP and QUIT: saves are finished, and the terminal is given back.

    Args:
        end: ends the app, with a result and an exit code.
    """
    loop = asyncio.get_running_loop()
    for name in "SIGTERM", "SIGHUP", "SIGQUIT":
        if (number := getattr(signal, name, None)) is not None:
            with suppress(NotImplementedError):  # Windows has no such handlers
                loop.add_signal_handler(number, end, None, 128 + number)


def end_when_lost(app: App[None]) -> None:
    """End once nobody can see or press anything any more.

    Without a controlling terminal no signal says so, and reading from what has gone would take a
    processor's time for ever.
    """

    def look() -> None:
        if sys.__stdin__ is not None and not sys.__stdin__.isatty():
            app.exit(return_code=1)

    app.set_interval(_LOOK_SECONDS, look)

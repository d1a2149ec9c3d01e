"""What the system says to a program: to end."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable
from contextlib import suppress


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

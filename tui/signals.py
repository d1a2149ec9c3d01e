"""What the system says to a program: to end, to stop, to go on; and a terminal that has gone."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
from collections.abc import Awaitable, Callable
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


def stop_when_told(stop: Callable[[], object], go_on: Callable[[], object]) -> None:
    """Stop and go on as the shell says, in place of Textual's handlers, which finish no save.

    Args:
        stop: is called when the program is to stop; it is to end in `stop_now`.
        go_on: is called when it goes on after it was stopped without being asked.
    """
    if sys.platform != "win32":
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGTSTP, stop)
        loop.add_signal_handler(signal.SIGCONT, go_on)


async def stop_between_saves(
    in_turn: Callable[[Callable[[], None]], Awaitable[None]], stop: Callable[[], object]
) -> None:
    """Stop when all that was to be saved is saved, so that no lock is held meanwhile.

    Args:
        in_turn: does something in the thread that saves, after all that it was given before.
        stop: stops the program, and returns when it goes on.
    """
    loop = asyncio.get_running_loop()
    is_saved, goes_on = asyncio.Event(), threading.Event()

    def hold() -> None:
        loop.call_soon_threadsafe(is_saved.set)
        goes_on.wait()

    held = in_turn(hold)
    try:
        await is_saved.wait()
        stop()
    finally:
        goes_on.set()
    await held


def stop_now(terminal: int) -> None:
    """Stop until the shell says to go on; return at once where there is no shell that could.

    The whole group is stopped, as `ctrl+z` stops any other program: who started this one (`make
    run`) waits for it, and the shell for both. Where nobody could have it go on, the system itself
    stops nothing.

    Args:
        terminal: the file descriptor of the terminal.
    """
    if sys.platform != "win32":
        handlers = {number: signal.getsignal(number) for number in (signal.SIGTSTP, signal.SIGCONT)}
        for number in handlers:
            signal.signal(number, signal.SIG_DFL)
        try:
            os.kill(0, signal.SIGTSTP)
            wait_for_foreground(terminal)
        finally:
            for number, handler in handlers.items():
                signal.signal(number, handler)


def wait_for_foreground(terminal: int) -> None:
    """Stay stopped while the program goes on in the background, where it may not draw."""
    if sys.platform != "win32":
        import termios

        # It changes nothing; but who does so in the background is stopped by the system.
        with suppress(termios.error):
            termios.tcsetattr(terminal, termios.TCSANOW, termios.tcgetattr(terminal))

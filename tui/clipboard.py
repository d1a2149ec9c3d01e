"""The clipboard: the system's, where there is one, else the terminal's."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pyperclip

_SECONDS = 2  # the system's may hang, on a machine without a screen


async def copy(text: str, through_terminal: Callable[[str], None]) -> str:
    """Put a text on the clipboard.

    Args:
        text: the text.
        through_terminal: asks the terminal to take it (OSC 52), which not every terminal grants.

    Returns:
        By which way, for the message.
    """
    try:
        await asyncio.wait_for(asyncio.to_thread(pyperclip.copy, text), timeout=_SECONDS)
    except (pyperclip.PyperclipException, OSError, TimeoutError):
        through_terminal(text)
        return "through the terminal (OSC 52)"
    return "to the system's clipboard"

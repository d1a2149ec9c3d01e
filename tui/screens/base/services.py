"""What the app does for its screens, and how they name what went wrong."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from typing import ParamSpec, Protocol, TypeVar

from hedgerow.store.problem import ProblemError

_Given = ParamSpec("_Given")
_Result = TypeVar("_Result")


class Services(Protocol):
    """What a screen asks of the app.

    Attributes:
        shows_suggestions: whether the reader marks what may deserve a tag.
    """

    shows_suggestions: bool

    def in_turn(
        self, work: Callable[_Given, _Result], *args: _Given.args, **kwargs: _Given.kwargs
    ) -> asyncio.Future[_Result]:
        """Do something that touches the disk, off the screen's thread, after all such before it.

        It is in the queue when this returns, and will be done even if nobody waits for it.
        """

    def in_background(
        self, work: Callable[_Given, _Result], *args: _Given.args, **kwargs: _Given.kwargs
    ) -> Future[_Result]:
        """Compute something off the screen's thread."""

    async def copy(self, text: str) -> str:
        """Put a text on the clipboard; say by which way."""

    def changed(self, *articles: str) -> None:
        """Let every screen know that the annotations of some articles have changed."""

    def reads(self, article: str | None) -> None:
        """Have the text of an article watched from now on: the one that is shown."""

    def turn_theme(self) -> None:
        """Change between dark and light."""


def reason(error: Exception) -> str:
    """Say why something could not be read or saved."""
    if isinstance(error, FileExistsError | NotADirectoryError) and error.filename:
        return f"a file stands where a folder belongs ({error.filename})"
    if isinstance(error, OSError) and error.strerror:
        return f"{error.strerror} ({error.filename})" if error.filename else error.strerror
    if isinstance(error, ProblemError):
        from hedgerow.tui.problems import told

        return told(error.problem)
    return str(error)

"""Writing something to a file: asks which, and whether it may be replaced."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from textual.app import App

from hedgerow.store.workspace import Workspace
from hedgerow.tui.screens.base.prompts import ChoicePrompt, LinePrompt

Write = Callable[[Path], object]
"""Writes to a file, which may be replaced if it is there."""


class ToFile:
    """Asks over whatever screen is shown."""

    def __init__(self, app: App[Any], workspace: Workspace) -> None:
        """Prepare to ask.

        Args:
            app: the app.
            workspace: what it lives on is not to be written over.
        """
        self._app = app
        self._workspace = workspace

    def ask(self, question: str, name: str, write: Write, otherwise: Callable[[], None]) -> None:
        """Ask for a file.

        Args:
            question: what is asked.
            name: the name that stands in the field at first.
            write: is called with the file, once it is sure that it may be written.
            otherwise: is called where a file that exists is to be left as it is.
        """

        def answered(answer: str | None) -> None:
            if answer is None:
                return
            path = Path(answer.strip()).expanduser()
            if path.is_file():
                self._ask_whether_to_replace(path, write, otherwise)
            else:
                write(path)

        self._app.push_screen(LinePrompt(question, name, check=self._fault), answered)

    def _ask_whether_to_replace(
        self, path: Path, write: Write, otherwise: Callable[[], None]
    ) -> None:
        def answered(choice: int | None) -> None:
            if choice == 1:
                write(path)
            else:
                otherwise()

        prompt = ChoicePrompt(f"{path} exists.", ["leave it as it is", "replace it"])
        self._app.push_screen(prompt, answered)

    def _fault(self, answer: str) -> str | None:
        if not answer.strip():
            return "name a file, or press esc"
        try:
            path = Path(answer.strip()).expanduser()
            if path.is_dir():
                return f"{path} is a folder; name a file"
            if self._workspace.lives_on(path):
                return f"{path} belongs to the corpus; name another file"
        except (OSError, RuntimeError, ValueError) as error:  # too long, nobody's home, no name
            why = error.strerror if isinstance(error, OSError) else error
            return f"{why}; name another file"
        return None

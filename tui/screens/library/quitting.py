"""Quitting where something could not be saved: what is to become of it."""

from __future__ import annotations

from pathlib import Path

from hedgerow.store.files import write_whole
from hedgerow.tui.screens.base.prompts import ChoicePrompt, LinePrompt
from hedgerow.tui.screens.base.services import reason
from hedgerow.tui.screens.base.work import WorkScreen


class Quitting:
    """Asks on a screen, and tells there."""

    def __init__(self, screen: WorkScreen) -> None:
        self._screen = screen
        self._history = screen.workspace.history

    def ask(self) -> None:
        """Ask whether to stay, to try again, to write it elsewhere or to leave it unsaved."""
        count = len(self._history.unsaved)
        what = "1 change is" if count == 1 else f"{count} changes are"
        answers = ["stay", "try again to save", "write to a file", "quit without saving it here"]
        self._screen.app.push_screen(ChoicePrompt(f"{what} not saved.", answers), self._choose)

    def _choose(self, position: int | None) -> None:
        if position == 1:
            self._screen.saving.action_retry()
        elif position == 2:
            question = "Write what isn't saved, as lines for `hedgerow import`, to:"
            prompt = LinePrompt(question, "~/hedgerow-unsaved.jsonl")
            self._screen.app.push_screen(prompt, self._write)
        elif position == 3:
            self._screen.app.exit()

    def _write(self, answer: str | None) -> None:
        if answer and answer.strip():
            self._screen.run_worker(self._rescue(Path(answer.strip()).expanduser()))

    async def _rescue(self, path: Path) -> None:
        screen = self._screen
        try:
            await screen.services.in_turn(write_whole, path, [self._history.unsaved_lines()])
        except OSError as error:
            screen.tell(f"Not written: {reason(error)}", part="error")
            return
        screen.tell(f"Written to {path}: `hedgerow import` reads it.", part="good")

"""Exporting: to which file, whether it may be replaced, and what came of it."""

from __future__ import annotations

from pathlib import Path

from store.exchange.jsonlines import export
from store.problem import Problem, ProblemError
from store.whole_file import write_whole
from tui.screens.prompts import ChoicePrompt, LinePrompt
from tui.screens.work import WorkScreen, reason


class Exporting:
    """Asks on a screen, and tells there."""

    def __init__(self, screen: WorkScreen) -> None:
        self._screen = screen
        self._workspace = screen.workspace

    def ask(self) -> None:
        """Ask for a file, and export all annotations to it."""
        name = self._workspace.corpus.path.resolve().stem or "corpus"
        question = "Export all annotations as JSON Lines to:"
        prompt = LinePrompt(question, f"{name}-annotations.jsonl", check=self._fault)
        self._screen.app.push_screen(prompt, self._export_to)

    def _fault(self, answer: str) -> str | None:
        path = Path(answer.strip()).expanduser()
        if path.is_dir():
            return f"{path} is a folder; name a file"
        if self._workspace.corpus.holds(path):
            return f"{path} belongs to the corpus; name another file"
        return None

    def _export_to(self, answer: str | None) -> None:
        if not answer or not answer.strip():
            return
        path = Path(answer.strip()).expanduser()
        if not path.is_file():
            self._screen.run_worker(self._export(path))
            return

        def export_or_not(choice: int | None) -> None:
            if choice == 1:
                self._screen.run_worker(self._export(path))
            else:
                self._screen.tell("Not exported.")

        prompt = ChoicePrompt(f"{path} exists.", ["leave it as it is", "replace it"])
        self._screen.app.push_screen(prompt, export_or_not)

    async def _export(self, path: Path) -> None:
        screen, problems = self._screen, list[Problem]()
        lines = export(self._workspace.corpus, self._workspace.annotations, problems=problems)
        try:
            count = await screen.services.in_turn(write_whole, path, lines, replace=path.is_file())
        except (OSError, ProblemError) as error:
            screen.tell(f"Not exported: {reason(error)}", part="error")
            return
        for problem in problems:
            self._workspace.corpus.tell(problem)
        more = f"; ! lists {len(problems)} faults" if problems else ""
        plural = "" if count == 1 else "s"
        screen.tell(f"Exported {count:,} annotation{plural} to {path}{more}", part="good")

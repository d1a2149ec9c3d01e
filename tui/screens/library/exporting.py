"""Exporting: to which file, and what came of it."""

from __future__ import annotations

import os
from pathlib import Path

from hedgerow.store.exchange import export_lines
from hedgerow.store.files import write_whole
from hedgerow.store.problem import Problem, ProblemError
from hedgerow.tui.screens.base.services import reason
from hedgerow.tui.screens.base.to_file import ToFile
from hedgerow.tui.screens.base.work import WorkScreen


class Exporting:
    """Asks on a screen, and tells there."""

    def __init__(self, screen: WorkScreen) -> None:
        self._screen = screen
        self._workspace = screen.workspace

    def ask(self) -> None:
        """Ask for a file, and export all annotations to it."""
        name = self._offered()
        ToFile(self._screen.app, self._workspace).ask(
            "Export all annotations as JSON Lines to:",
            name,
            lambda path: self._screen.run_worker(self._export(path)),
            lambda: self._screen.tell("Not exported."),
        )

    def _offered(self) -> str:
        """Offer a file that lies outside the corpus: an export is no article of it."""
        corpus = self._workspace.corpus.path.resolve()
        name = f"{corpus.stem or 'corpus'}-annotations.jsonl"
        if not (corpus.is_dir() and Path.cwd().is_relative_to(corpus)):
            return name
        beside = corpus.parent if os.access(corpus.parent, os.W_OK) else Path.home()
        return str(beside / name)

    async def _export(self, path: Path) -> None:
        screen, problems = self._screen, list[Problem]()
        lines = export_lines(self._workspace.corpus, self._workspace.annotations, problems=problems)
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

"""Figures that are computed in a worker: shown as they come, and given up with the screen."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from textual.worker import Worker, get_current_worker

from hedgerow.store.problem import ProblemError
from hedgerow.tui.screens.base.giving_up import GivenUpError
from hedgerow.tui.screens.base.work import WorkScreen


class Computing:
    """Computes for a screen, off its thread."""

    def __init__(self, screen: WorkScreen, compute: Callable[[], None]) -> None:
        """Prepare to compute.

        Args:
            screen: what the figures are shown on; a fault is told there.
            compute: does it, and calls `hand_over` with what there is to show.
        """
        self._screen = screen
        self._compute = compute
        self._worker: Worker[None] | None = None

    def begin(self) -> None:
        """Begin to compute."""
        self._worker = self._screen.run_worker(self._run, thread=True)

    def give_up(self) -> None:
        """Stop at the next thing that would be handed over."""
        if self._worker is not None:
            self._worker.cancel()

    def hand_over(self, show: Callable[[], None]) -> None:
        """From within `compute`, have something shown; this ends it if nobody waits any more."""
        if get_current_worker().is_cancelled or not self._screen.is_attached:
            raise GivenUpError
        self._screen.app.call_from_thread(show)

    def _run(self) -> None:
        with suppress(GivenUpError):
            try:
                self._compute()
            except ProblemError as error:
                problem = error.problem
                self.hand_over(lambda: self._screen.tell_problem(problem))

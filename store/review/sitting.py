"""The steps of one sitting of a review, so that they can be taken back one by one."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from hedgerow.store.journal import Change, History, new_id
from hedgerow.store.review.candidates import ReviewItem

_MILLISECONDS = 13
"""The characters of an id that say when it was made (RFC 9562)."""


@dataclass(frozen=True, slots=True)
class SittingStep:
    """A step: the item it was taken at, and what was saved, if anything was.

    `judged` is how many verdicts it gave; `skip` says that the item was put to the end, and
    `skipped_before` when it had been before (None if it had not). `newest` is the id of the
    history's newest change after the step.
    """

    item: ReviewItem
    change: Change | None
    newest: str | None
    judged: int = 0
    skip: bool = False
    skipped_before: int | None = None


class Steps:
    """The steps of a sitting, the last one first to be taken back."""

    def __init__(self, history: History) -> None:
        """Begin a sitting; what the history holds by now is not of it."""
        self._steps: list[SittingStep] = []
        self._newest: Counter[str | None] = Counter()
        # To look for what was newest at first could take reading many tables; ids sort by age.
        self._opened, self._newest_before = new_id(), history.newest_known

    def __bool__(self) -> bool:
        """Say whether a step has been taken."""
        return bool(self._steps)

    @property
    def last(self) -> SittingStep:
        """The step to take back next."""
        return self._steps[-1]

    def add(self, step: SittingStep) -> None:
        """Take in a step."""
        self._steps.append(step)
        self._newest[step.newest] += 1

    def forget_last(self) -> None:
        """Forget the last step: it has been taken back, or can't be."""
        step = self._steps.pop()
        self._newest[step.newest] -= 1
        if not self._newest[step.newest]:
            del self._newest[step.newest]

    def is_of_elsewhere(self, change: str | None) -> bool:
        """Say whether a change was made since the sitting began, and not by a step of it."""
        if change is None:
            return False
        is_younger = change[:_MILLISECONDS] >= self._opened[:_MILLISECONDS]
        is_known = change == self._newest_before or change in self._newest
        return is_younger and not is_known

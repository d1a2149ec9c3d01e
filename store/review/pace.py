"""How fast someone is getting on, and how long the rest will take at that rate."""

from __future__ import annotations

import time
from collections.abc import Callable

_BREAK_SECONDS = 300.0
"""A longer time without a verdict is a break, and counts only so much."""

_FEWEST = 3  # verdicts before a pace says anything


class Pace:
    """The verdicts of one sitting, and the time they took; breaks are left out."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin a sitting.

        Args:
            clock: gives the time in seconds.
        """
        self._clock = clock
        self._last = clock()
        self._seconds = 0.0
        self.count = 0

    def note(self, count: int = 1) -> None:
        """Note that so many verdicts have been given just now; a negative number takes back."""
        present = self._clock()
        self._seconds += min(present - self._last, _BREAK_SECONDS)
        self._last = present
        self.count = max(0, self.count + count)

    @property
    def minutes(self) -> float:
        """How long the sitting has lasted up to its last verdict, breaks left out."""
        return self._seconds / 60

    @property
    def per_hour(self) -> float | None:
        """How many verdicts an hour; None while there are too few to say."""
        if self.count < _FEWEST or self._seconds <= 0:
            return None
        return self.count * 3600 / self._seconds

    def minutes_for(self, items: int) -> float | None:
        """How many minutes so many items will take; None while that can't be said."""
        return items * 60 / self.per_hour if self.per_hour else None

"""What became of annotations whose articles have changed, as counts."""

from __future__ import annotations

from typing import NamedTuple


class Tally(NamedTuple):
    """What became of the annotations whose articles have changed."""

    kept: int = 0
    moved: int = 0
    doubtful: int = 0
    orphaned: int = 0

    def plus(self, other: Tally) -> Tally:
        """Add up two tallies."""
        return Tally(*map(sum, zip(self, other, strict=True)))

    def __str__(self) -> str:
        counts = zip(self._fields, self, strict=True)
        return ", ".join(f"{count:,} {name}" for name, count in counts)

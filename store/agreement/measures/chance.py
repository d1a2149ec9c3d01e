"""Agreement on values, corrected for chance: Cohen's kappa and Krippendorff's alpha.

Both are computed from a table that counts for each pair of values, one annotator's and the other's,
how many units have it. A figure that the data can't give is `Undefined`, never a number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import dataclass

ContingencyTable = Mapping[tuple[Hashable, Hashable], float]


@dataclass(frozen=True, slots=True)
class Undefined:
    """Why there is no figure."""

    reason: str


NOTHING_MARKED = Undefined("nothing to compare")
ONE_VALUE = Undefined("only one value used")


def cohens_kappa(table: ContingencyTable) -> float | Undefined:
    """Compute kappa of two annotators for nominal values.

    Source: J. Cohen, "A coefficient of agreement for nominal scales", Educational and
    Psychological Measurement 20 (1960), 37-46.
    """
    total = sum(table.values())
    if not total:
        return NOTHING_MARKED
    ours, theirs = _margins(table)
    observed = sum(count for (one, other), count in table.items() if one == other)
    by_chance = sum(count * theirs[value] for value, count in ours.items())
    if by_chance == total * total:
        return ONE_VALUE
    return (total * observed - by_chance) / (total * total - by_chance)


def krippendorffs_alpha(table: ContingencyTable) -> float | Undefined:
    """Compute alpha of two annotators for nominal values.

    Source: K. Krippendorff, "Content Analysis" (3rd ed. 2013), chapter 12; with two annotators
    each unit gives two ordered pairs of values.
    """
    ours, theirs = _margins(table)
    values = ours + theirs
    total = sum(values.values())
    if not total:
        return NOTHING_MARKED
    differing = 2 * sum(count for (one, other), count in table.items() if one != other)
    expected = total * total - sum(count * count for count in values.values())
    if not expected:
        return ONE_VALUE
    return 1.0 - (total - 1) * differing / expected


def _margins(table: ContingencyTable) -> tuple[Counter[Hashable], Counter[Hashable]]:
    ours: Counter[Hashable] = Counter()
    theirs: Counter[Hashable] = Counter()
    for (one, other), count in table.items():
        ours[one] += count  # type: ignore[assignment]
        theirs[other] += count  # type: ignore[assignment]
    return ours, theirs

"""How sure a date is: how often expressions of its family were read right on annotated articles.

The figures are measured, not set; `store/extract/data/README.md` says on what and how.
"""

from __future__ import annotations

import functools
import json

from hedgerow.store.extract.data_files import data_file
from hedgerow.store.extract.dates.context import Leaning


@functools.cache
def confidence_of(family: str, leans_on: Leaning, is_valued: bool) -> float:
    """Return how often a date like this one is right, 0 to 1.

    Args:
        family: the name of the family that read it.
        leans_on: what its value was taken from.
        is_valued: whether it has one. Where it hasn't, the words alone are judged.
    """
    shares = _shares()
    return shares.get(family, shares["any other"])[leans_on if is_valued else "span"]


@functools.cache
def _shares() -> dict[str, dict[str, float]]:
    shares: dict[str, dict[str, float]] = json.loads(data_file("date_confidence.json"))
    return shares

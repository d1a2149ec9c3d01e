"""How far a figure would move with other articles: percentile intervals of the bootstrap.

Source: B. Efron and R. Tibshirani, "An Introduction to the Bootstrap" (1993), chapter 13. Articles
are drawn, not tags, since the tags of one article are not independent of one another.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Sequence

from hedgerow.store.agreement.measures.chance import Undefined

BOOTSTRAP_DRAWS = 1_000
"""How often the articles are drawn again."""

COVERAGE = 0.95
_SEED = 20_130_614  # any number will do: the same data must give the same interval
_FEWEST_ARTICLES = 2
# An interval would be of a part of the draws only, and so too narrow.
_MOST_UNDEFINED = 0.05

Interval = tuple[float, float]
NO_INTERVALS_ASKED_FOR = Undefined("no intervals were asked for")

FigureValue = float | Undefined
"""A figure, or why there is none."""

Drawn = Callable[[], object]
"""Hears of each draw that has been computed; what it raises ends the computation."""


class Draws:
    """The articles drawn again and again with replacement, the same for every figure."""

    def __init__(
        self, articles: int, draws: int = BOOTSTRAP_DRAWS, on_draw: Drawn | None = None
    ) -> None:
        """Draw.

        Args:
            articles: how many there are.
            draws: how often they are drawn.
            on_draw: hears of each draw for which figures have been computed.
        """
        chance = random.Random(_SEED)  # noqa: S311 (nothing to keep secret)
        self._articles = articles
        self._on_draw = on_draw
        self._times: list[list[int]] = []
        for _ in range(draws if articles >= _FEWEST_ARTICLES else 0):
            drawn = Counter(chance.choices(range(articles), k=articles))
            self._times.append([drawn[article] for article in range(articles)])

    def interval(self, figure: Callable[[Sequence[int]], FigureValue]) -> Interval | Undefined:
        """Give the bounds between which 95 % of the draws' figures are.

        Args:
            figure: computes the figure, given how often each article counts.
        """
        return self.intervals(lambda times: (figure(times),), 1)[0]

    def intervals(
        self, figures: Callable[[Sequence[int]], Sequence[FigureValue]], number: int
    ) -> list[Interval | Undefined]:
        """Give the bounds of several figures that are computed together, as `interval` does.

        Args:
            figures: computes them, given how often each article counts.
            number: how many they are.
        """
        if self._articles < _FEWEST_ARTICLES:
            return [Undefined("fewer than two articles")] * number
        if not self._times:
            return [NO_INTERVALS_ASKED_FOR] * number
        found: list[Sequence[FigureValue]] = []
        for times in self._times:
            found.append(figures(times))
            if self._on_draw is not None:
                self._on_draw()
        return [_interval(column) for column in zip(*found, strict=True)]


def _interval(found: Sequence[FigureValue]) -> Interval | Undefined:
    values = sorted(value for value in found if not isinstance(value, Undefined))
    if len(found) - len(values) > _MOST_UNDEFINED * len(found):
        return Undefined("too few articles have it")
    return _percentile(values, (1 - COVERAGE) / 2), _percentile(values, (1 + COVERAGE) / 2)


def _percentile(values: Sequence[float], share: float) -> float:
    """Interpolate between the two values nearest to a share of ordered values."""
    place = share * (len(values) - 1)
    below = int(place)
    above = min(below + 1, len(values) - 1)
    return values[below] + (values[above] - values[below]) * (place - below)

"""Three annotators and more: for each label the mean over all pairs of them.

Sources: R. J. Light, "Measures of response agreement for qualitative data", Psychological Bulletin
76 (1971), 365-377, for the mean of kappa; G. Hripcsak and A. S. Rothschild, "Agreement, the
F-measure, and reliability in information retrieval", JAMIA 12 (2005), 296-298, for that of F1.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from hedgerow.store.agreement.measures.chance import Undefined
from hedgerow.store.agreement.measures.comparison import Comparison, LabelComparison
from hedgerow.store.agreement.measures.matching import MATCHING_SCHEMES

_FEWEST = 3  # two annotators have one figure, which stands for itself
_NO_PAIR = Undefined("no pair has it")


class MeanOverPairs(NamedTuple):
    """A mean over the pairs that have a figure, and how many those are."""

    value: float | Undefined
    pairs: int


@dataclass(frozen=True)
class LabelMeans:
    """The means of one label.

    Attributes:
        label: the label.
        pairs: how many pairs of annotators there are.
        kappa: Light's kappa.
        f1: for each scheme of `MATCHING_SCHEMES`.
    """

    label: str
    pairs: int
    kappa: MeanOverPairs
    f1: Mapping[str, MeanOverPairs]


def label_means(comparisons: Sequence[Comparison]) -> list[LabelMeans]:
    """Give the means of each label over all pairs of three annotators or more; else none.

    A pair whose figure is undefined (neither has used the label, say) is left out of its mean.
    """
    names = {name for one in comparisons for name in (one.a, one.b)}
    if len(names) < _FEWEST or len(comparisons) != len(names) * (len(names) - 1) // 2:
        return []
    rows: dict[str, list[LabelComparison]] = {}
    for comparison in comparisons:
        for compared in comparison.by_label():
            rows.setdefault(str(compared.label), []).append(compared)
    return [
        LabelMeans(
            label,
            len(comparisons),
            _mean(one.kappa.value for one in rows[label]),
            {
                scheme: _mean(one.f1[scheme].value for one in rows[label])
                for scheme in MATCHING_SCHEMES
            },
        )
        for label in sorted(rows)
    ]


def _mean(figures: Iterable[float | Undefined]) -> MeanOverPairs:
    values = [value for value in figures if not isinstance(value, Undefined)]
    return MeanOverPairs(sum(values) / len(values) if values else _NO_PAIR, len(values))

"""What comparing annotators has come to, as a record for JSON."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from hedgerow.store.agreement import (
    MATCHING_SCHEMES,
    Comparison,
    Difference,
    Figure,
    LabelComparison,
    LabelMeans,
    Mark,
    MeanOverPairs,
    Undefined,
    cohens_kappa,
    krippendorffs_alpha,
    label_means,
)

_WORST = 100


def agreement_record(comparisons: Sequence[Comparison]) -> dict[str, Any]:
    """Give all figures of pairs of annotators.

    A figure that the data doesn't give is null, and `reasons` says why. `intervals` are of 95 %,
    over the articles, or null with a reason of their own. `label` is null for all labels together.
    `means` are over the pairs of three annotators or more.
    """
    return {
        "pairs": [row for one in comparisons for row in _rows(one)],
        "articles": [
            {"article": article, **_row(one, compared)}
            for one in comparisons
            for article, compared in one.by_article()
        ],
        "means": [_means(one) for one in label_means(comparisons)],
        "attributes": [row for one in comparisons for row in _attributes(one)],
        "confusion": [
            {"a": one.a, "b": one.b, "label_a": ours, "label_b": theirs, "count": count}
            for one in comparisons
            for (ours, theirs), count in sorted(one.confusion().items())
        ],
        "differences": [
            {"a_name": one.a, "b_name": one.b, **_difference(found)}
            for one in comparisons
            for found in islice(one.differences(), _WORST)
        ],
    }


def _rows(comparison: Comparison) -> Iterable[dict[str, Any]]:
    for compared in (*comparison.by_label(), comparison.overall()):
        yield _row(comparison, compared)


def _row(comparison: Comparison, compared: LabelComparison) -> dict[str, Any]:
    figures = {
        "kappa": compared.kappa,
        "alpha": compared.alpha,
        "unitizing_alpha": compared.unitizing_alpha,
    }
    schemes = {scheme: compared.f1[scheme] for scheme in MATCHING_SCHEMES}
    reasons = {name: _reason(figure) for name, figure in figures.items()}
    reasons |= {f"f1.{name}": _reason(figure) for name, figure in schemes.items()}
    return {
        "a": comparison.a,
        "b": comparison.b,
        "label": compared.label,
        "articles": compared.articles,
        **compared.tokens._asdict(),
        "spans_a": compared.spans[0],
        "spans_b": compared.spans[1],
        **{name: _value(figure) for name, figure in figures.items()},
        "f1": {name: _value(figure) for name, figure in schemes.items()},
        "intervals": {
            **{name: _interval(figure) for name, figure in figures.items()},
            "f1": {name: _interval(figure) for name, figure in schemes.items()},
        },
        "reasons": {name: reason for name, reason in reasons.items() if reason},
    }


def _means(found: LabelMeans) -> dict[str, Any]:
    return {
        "label": found.label,
        "pairs": found.pairs,
        "kappa": _mean(found.kappa),
        "f1": {scheme: _mean(found.f1[scheme]) for scheme in MATCHING_SCHEMES},
    }


def _mean(mean: MeanOverPairs) -> dict[str, Any]:
    if isinstance(mean.value, Undefined):
        return {"mean": None, "pairs": mean.pairs, "reason": f"undefined: {mean.value.reason}"}
    return {"mean": mean.value, "pairs": mean.pairs, "reason": None}


def _attributes(comparison: Comparison) -> Iterable[dict[str, Any]]:
    for (label, name), table in comparison.attributes().items():
        total = sum(table.values())
        same = sum(count for (ours, theirs), count in table.items() if ours == theirs)
        kappa, alpha = cohens_kappa(table), krippendorffs_alpha(table)
        yield {
            "a": comparison.a,
            "b": comparison.b,
            "label": label,
            "attribute": name,
            "matched": total,
            "same": same,
            "kappa": None if isinstance(kappa, Undefined) else kappa,
            "alpha": None if isinstance(alpha, Undefined) else alpha,
            "reason": kappa.reason if isinstance(kappa, Undefined) else None,
        }


def _difference(found: Difference) -> dict[str, Any]:
    return {
        "article": found.article,
        "tokens": found.tokens,
        "a": _mark(found.a),
        "b": _mark(found.b),
    }


def _mark(mark: Mark | None) -> dict[str, Any] | None:
    if mark is None:
        return None
    return {
        "annotation": mark.key,
        "start": mark.start,
        "end": mark.end,
        "label": mark.label,
        "attributes": dict(mark.attributes),
    }


def _value(figure: Figure) -> float | None:
    return None if isinstance(figure.value, Undefined) else figure.value


def _interval(figure: Figure) -> list[float] | None:
    return None if isinstance(figure.interval, Undefined) else list(figure.interval)


def _reason(figure: Figure) -> str | None:
    """Say why the figure or else its interval is missing."""
    if isinstance(figure.value, Undefined):
        return f"undefined: {figure.value.reason}"
    if isinstance(figure.interval, Undefined):
        return f"no interval: {figure.interval.reason}"
    return None

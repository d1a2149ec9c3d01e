"""How far annotators agree, as lines of text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, zip_longest

from hedgerow.store.agreement import (
    MATCHING_SCHEMES,
    Comparison,
    Difference,
    Figure,
    LabelComparison,
    LabelMeans,
    Mark,
    Undefined,
    cohens_kappa,
    label_means,
)
from hedgerow.tui.text.cells import fit
from hedgerow.tui.text.visible import one_line

_WORST = 10


def lines_by_pair(comparisons: Sequence[Comparison]) -> Iterator[str]:
    """Give for each pair of annotators its labels, then its attributes and where they differ."""
    for comparison in comparisons:
        yield from figures_by_pair(comparison)
        yield from _worst(comparison)


def figures_by_pair(comparison: Comparison) -> Iterator[str]:
    """Give the labels of a pair of annotators, then its attributes and which labels they mix."""
    yield from _heading(comparison)
    for compared in (*comparison.by_label(), comparison.overall()):
        yield from _block(compared.label or "all labels", compared, comparison)
    yield from _attributes(comparison)
    yield from _confusion(comparison)


def lines_by_label(comparisons: Sequence[Comparison]) -> Iterator[str]:
    """Give for each label its pairs of annotators, and the mean over three pairs or more."""
    rows = {
        (compared.label or "", at): (compared, comparison)
        for at, comparison in enumerate(comparisons)
        for compared in comparison.by_label()
    }
    mean_of = {one.label: one for one in label_means(comparisons)}
    for label in dict.fromkeys(label for label, _ in sorted(rows)):
        yield one_line(label)
        for at, comparison in enumerate(comparisons):
            if (label, at) in rows:
                yield from _block(_pair(comparison), *rows[label, at])
        if label in mean_of:
            yield from _means(mean_of[label])


def lines_by_article(comparisons: Sequence[Comparison]) -> Iterator[str]:
    """Give for each pair of annotators its articles, a line each, over all labels."""
    for comparison in comparisons:
        yield from _heading(comparison, of="over all labels; words that both, only one, marked")
        yield _ARTICLE.format("", "κ", "α", *_SHORT, "both", "only a", "only b")
        for article, compared in comparison.by_article():
            figures = (compared.kappa, compared.alpha, *(compared.f1[one] for one in _SHORT))
            cells = [_short(figure) for figure in figures]
            counts = [f"{count:,}" for count in compared.tokens[:3]]
            yield _ARTICLE.format(fit(one_line(article), _NAME), *cells, *counts)
        yield ""
        yield "  – undefined: only one value used, or neither has marked a span"
        yield ""


_NAME = 22
_SHORT = ("partial", "strict")
_ARTICLE = "  {:22} {:>6} {:>6} {:>7} {:>6} {:>6} {:>6} {:>6}"


def _short(figure: Figure) -> str:
    return "–" if isinstance(figure.value, Undefined) else f"{figure.value:.3f}"


def _pair(comparison: Comparison) -> str:
    return f"{one_line(comparison.a)} – {one_line(comparison.b)}"


def _heading(comparison: Comparison, of: str = "[95 % over articles]") -> Iterator[str]:
    count = len(comparison.articles)
    articles = f"{count:,} article{'' if count == 1 else 's'} marked by either"
    yield f"{_pair(comparison)} · {articles}"
    yield f"  {of}"
    yield ""


def _block(name: str, compared: LabelComparison, comparison: Comparison) -> Iterator[str]:
    """Give the counts, then chance-corrected figures beside F1, then why something is missing."""
    both, only_a, only_b, neither = compared.tokens
    ours, theirs = compared.spans
    a, b = one_line(comparison.a), one_line(comparison.b)
    yield f"  {one_line(name)}"
    alone = f"only {a} {only_a:,} · only {b} {only_b:,}"
    yield f"    words both {both:,} · {alone} · neither {neither:,}"
    yield f"    spans {ours:,} by {a} · {theirs:,} by {b}"
    left = [("κ", compared.kappa), ("α", compared.alpha)]
    if compared.label is not None:
        left.append(("u-α", compared.unitizing_alpha))
    right = [(f"F1 {scheme}", compared.f1[scheme]) for scheme in MATCHING_SCHEMES]
    for one, other in zip_longest(left, right):
        first = f"{one[0]:5} {_figure(one[1])}" if one else ""
        yield f"    {first:34}{other[0]:11} {_figure(other[1])}"
    yield from _missing([*left, *right])
    yield ""


def _figure(figure: Figure) -> str:
    if isinstance(figure.value, Undefined):
        return "undefined"
    shown = f"{figure.value:6.3f}"
    if isinstance(figure.interval, Undefined):
        return shown
    low, high = figure.interval
    return f"{shown} [{low:.3f}, {high:.3f}]"


def _missing(figures: Sequence[tuple[str, Figure]]) -> Iterator[str]:
    """Say once for each reason which figures or intervals it keeps away."""
    reasons: dict[str, list[str]] = {}
    for name, (value, interval) in figures:
        if isinstance(value, Undefined):
            reasons.setdefault(f"undefined: {value.reason}", []).append(name)
        elif isinstance(interval, Undefined):
            reasons.setdefault(f"no interval: {interval.reason}", []).append(name)
    for reason, names in reasons.items():
        where = "" if len(names) == len(figures) else f" ({', '.join(names)})"
        yield f"    {reason}{where.replace(', F1 ', ', ')}"


def _means(found: LabelMeans) -> Iterator[str]:
    yield f"  mean over {found.pairs} pairs"
    rows = [("κ (Light)", found.kappa), *((f"F1 {one}", found.f1[one]) for one in MATCHING_SCHEMES)]
    for name, mean in rows:
        if isinstance(mean.value, Undefined):
            yield f"    {name:11} undefined: {mean.value.reason}"
        else:
            fewer = f"  ({mean.pairs} of them have it)" if mean.pairs < found.pairs else ""
            yield f"    {name:11} {mean.value:6.3f}{fewer}"
    yield ""


def _attributes(comparison: Comparison) -> Iterator[str]:
    tables = comparison.attributes()
    if not tables:
        return
    yield "  attributes, on marks of one label that overlap"
    for (label, name), table in tables.items():
        total = sum(table.values())
        same = sum(count for (ours, theirs), count in table.items() if ours == theirs)
        kappa = cohens_kappa(table)
        shown = f"undefined: {kappa.reason}" if isinstance(kappa, Undefined) else f"{kappa:.3f}"
        yield f"    {one_line(label)} {one_line(name)}: {same:,} of {total:,} the same · κ {shown}"
    yield ""


def _confusion(comparison: Comparison) -> Iterator[str]:
    counts = comparison.confusion()
    rows = sorted({ours for ours, _ in counts}, key=_last_nothing)
    columns = sorted({theirs for _, theirs in counts}, key=_last_nothing)
    if not counts:
        return
    width = max(8, *(len(one_line(name)) for name in (*rows, *columns)))
    yield f"  marks, {one_line(comparison.a)} down and {one_line(comparison.b)} across"
    yield "    " + " " * width + "".join(f" {one_line(name):>{width}}" for name in columns)
    for ours in rows:
        cells = "".join(f" {counts[ours, theirs]:>{width},}" for theirs in columns)
        yield f"    {one_line(ours):{width}}{cells}"
    yield ""


def _last_nothing(name: str) -> tuple[bool, str]:
    from hedgerow.store.agreement import NOT_GIVEN

    return name == NOT_GIVEN, name


def _worst(comparison: Comparison) -> Iterator[str]:
    differences = comparison.differences()
    if not differences:
        yield "  they differ nowhere"
        yield ""
        return
    yield f"  where they differ: {len(differences):,} places, the worst first"
    for found in islice(differences, _WORST):
        yield f"    {one_line(found.article)}: {_difference(found, comparison)}"
    yield ""


def _difference(found: Difference, comparison: Comparison) -> str:
    a, b = one_line(comparison.a), one_line(comparison.b)
    return f"{a} {_mark(found.a)} · {b} {_mark(found.b)} · {found.tokens:,} words"


def _mark(mark: Mark | None) -> str:
    if mark is None:
        return "nothing"
    given = "".join(f" {name}={value}" for name, value in sorted(mark.attributes.items()))
    return one_line(f"{mark.label}{given} {mark.start}–{mark.end}")

"""How far annotators agree, as lines of text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from store.agreement import Comparison, Figure, Mark, Undefined
from store.agreement.chance import cohens_kappa
from store.agreement.comparison import Difference, LabelComparison
from store.agreement.matching import SCHEMES
from tui.text.visible import one_line

_WORST = 10
_MOST_REASONS = 3


def lines_by_pair(comparisons: Sequence[Comparison]) -> Iterator[str]:
    """Give for each pair of annotators its labels, then its attributes and where they differ."""
    for comparison in comparisons:
        yield from _heading(comparison)
        for compared in (*comparison.by_label(), comparison.overall()):
            yield from _block(compared.label or "all labels", compared, comparison)
        yield from _attributes(comparison)
        yield from _confusion(comparison)
        yield from _worst(comparison)


def lines_by_label(comparisons: Sequence[Comparison]) -> Iterator[str]:
    """Give for each label its pairs of annotators."""
    rows = {
        (compared.label or "", at): (compared, comparison)
        for at, comparison in enumerate(comparisons)
        for compared in comparison.by_label()
    }
    for label in dict.fromkeys(label for label, _ in sorted(rows)):
        yield f"{one_line(label)}"
        for at, comparison in enumerate(comparisons):
            if (label, at) in rows:
                yield from _block(_pair(comparison), *rows[label, at])
        yield ""


def lines_by_article(comparisons: Sequence[Comparison]) -> Iterator[str]:
    """Give for each pair of annotators its articles, over all labels."""
    for comparison in comparisons:
        yield from _heading(comparison)
        for article, compared in comparison.by_article():
            yield from _block(article, compared, comparison)


def _pair(comparison: Comparison) -> str:
    return f"{one_line(comparison.a)} – {one_line(comparison.b)}"


def _heading(comparison: Comparison) -> Iterator[str]:
    count = len(comparison.articles)
    articles = f"{count:,} article{'' if count == 1 else 's'} marked by either"
    yield f"{_pair(comparison)} · {articles} · [95 % over articles]"
    yield ""


def _block(name: str, compared: LabelComparison, comparison: Comparison) -> Iterator[str]:
    both, only_a, only_b, neither = compared.tokens
    ours, theirs = compared.spans
    a, b = one_line(comparison.a), one_line(comparison.b)
    yield f"  {one_line(name)}"
    alone = f"only {a} {only_a:,} · only {b} {only_b:,}"
    yield f"    words  both {both:,} · {alone} · neither {neither:,}"
    yield f"    κ      {_figure(compared.kappa)}"
    yield f"    α      {_figure(compared.alpha)}"
    if compared.label is not None:
        yield f"    u-α    {_figure(compared.unitizing_alpha)}"
    yield f"    spans  {ours:,} by {a} · {theirs:,} by {b}"
    for scheme in SCHEMES:
        yield f"    F1     {scheme:8}{_figure(compared.f1[scheme])}"
    yield ""


def _figure(figure: Figure) -> str:
    if isinstance(figure.value, Undefined):
        return f"undefined: {figure.value.reason}"
    shown = f"{figure.value:6.3f}"
    if isinstance(figure.interval, Undefined):
        return f"{shown}  (no interval: {figure.interval.reason})"
    low, high = figure.interval
    return f"{shown}  [{low:.3f}, {high:.3f}]"


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
    from store.agreement.comparison import NOTHING

    return name == NOTHING, name


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

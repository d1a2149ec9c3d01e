"""Two annotators compared: the counts, the figures made of them, and where the two differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import mul
from typing import NamedTuple

from hedgerow.store.agreement.measures.bootstrap import (
    BOOTSTRAP_DRAWS,
    Drawn,
    Draws,
    FigureValue,
    Interval,
)
from hedgerow.store.agreement.measures.chance import (
    ContingencyTable,
    Undefined,
    cohens_kappa,
    krippendorffs_alpha,
)
from hedgerow.store.agreement.measures.marks import Mark, MarkedArticle, shared_length
from hedgerow.store.agreement.measures.matching import (
    MATCHING_SCHEMES,
    Credits,
    credits_of,
    f1,
    matched,
)
from hedgerow.store.agreement.measures.unitizing import Unitizing

_NO_SPANS = Undefined("neither has marked a span")
_SEVERAL_LABELS = Undefined("boundaries are compared label by label")
NOT_GIVEN = "–"
"""Stands in tables for the label or the value that an annotator has not given."""


class Figure(NamedTuple):
    """A figure with its interval, or why there is none."""

    value: FigureValue
    interval: Interval | Undefined


class TokenCounts(NamedTuple):
    """Tokens that both have marked, only the one, only the other, and neither."""

    both: int
    only_a: int
    only_b: int
    neither: int

    def table(self) -> ContingencyTable:
        """Give the counts by what each has said: 1 for marked, 0 for not."""
        both, only_a, only_b, neither = self
        return {(1, 1): both, (1, 0): only_a, (0, 1): only_b, (0, 0): neither}


class Difference(NamedTuple):
    """A place where two annotators differ; the one or the other may have nothing there.

    `tokens` is how many words are marked by one and not alike by the other.
    """

    article: str
    a: Mark | None
    b: Mark | None
    tokens: int


@dataclass(frozen=True)
class LabelComparison:
    """What two annotators have done with one label, or with all of them.

    With all labels, each token counts once for each label.

    Attributes:
        label: the label, or None for all.
        articles: how many articles are behind it.
        tokens: counts of tokens.
        spans: how many marks each has made.
        kappa, alpha, unitizing_alpha: the figures, by tokens and by boundaries.
        f1: for each scheme of `MATCHING_SCHEMES`.
    """

    label: str | None
    articles: int
    tokens: TokenCounts
    spans: tuple[int, int]
    kappa: Figure
    alpha: Figure
    unitizing_alpha: Figure
    f1: Mapping[str, Figure]


class _Counted(NamedTuple):
    """What is counted in one article for one label or several."""

    tokens: TokenCounts
    credits: Credits
    spans: tuple[int, int]


class Comparison:
    """Two annotators over the articles in which either has marked anything.

    Where only one of them has, the other has found nothing there. An article that neither has
    touched says nothing of them and is left out.
    """

    def __init__(
        self,
        a: str,
        b: str,
        articles: Iterable[MarkedArticle],
        draws: int = BOOTSTRAP_DRAWS,
        on_draw: Drawn | None = None,
    ) -> None:
        """Compare `a` and `b`.

        Args:
            a: one annotator.
            b: another.
            articles: what has been marked, by whomever.
            draws: how many samples the intervals are made of; with 0 there are no intervals.
            on_draw: hears of each sample that has been computed; what it raises ends it all.
        """
        self.a = a
        self.b = b
        self.articles = [one for one in articles if one.marks.get(a) or one.marks.get(b)]
        self._draws = Draws(len(self.articles), draws, on_draw)

    @cached_property
    def labels(self) -> list[str]:
        """The labels that either has used, in order of their names."""
        return sorted(
            {
                mark.label
                for article in self.articles
                for annotator in (self.a, self.b)
                for mark in article.of(annotator)
            }
        )

    def by_label(self) -> list[LabelComparison]:
        """Compare them label by label."""
        return list(self._by_label)

    @cached_property
    def _by_label(self) -> list[LabelComparison]:
        return [self._compared(label, self.articles, self._draws) for label in self.labels]

    def overall(self) -> LabelComparison:
        """Compare them over all labels together."""
        return self._overall

    @cached_property
    def _overall(self) -> LabelComparison:
        return self._compared(None, self.articles, self._draws)

    def by_article(self) -> list[tuple[str, LabelComparison]]:
        """Compare them article by article, over all labels; one article gives no interval."""
        alone = Draws(1, 0)
        return [(one.id, self._compared(None, [one], alone)) for one in self.articles]

    def _compared(
        self, label: str | None, articles: Sequence[MarkedArticle], draws: Draws
    ) -> LabelComparison:
        columns = _Columns([self._counted(label, article) for article in articles])
        unitizing = self._unitizing(label, articles) if label is not None else None

        def figures(times: Sequence[int]) -> list[FigureValue]:
            table = columns.tokens(times).table()
            by_boundaries = unitizing.alpha(times) if unitizing else _SEVERAL_LABELS
            chance = [cohens_kappa(table), krippendorffs_alpha(table), by_boundaries]
            return [*chance, *columns.f1(times)]

        once = [1] * len(articles)
        values = figures(once)
        intervals = draws.intervals(figures, len(values))
        kappa, alpha, unitizing_alpha, *f1_scores = map(_figure, values, intervals)
        return LabelComparison(
            label=label,
            articles=len(articles),
            tokens=columns.tokens(once),
            spans=columns.spans(once),
            kappa=kappa,
            alpha=alpha,
            unitizing_alpha=unitizing_alpha,
            f1=dict(zip(MATCHING_SCHEMES, f1_scores, strict=True)),
        )

    def _unitizing(self, label: str, articles: Sequence[MarkedArticle]) -> Unitizing:
        return Unitizing(
            (one.length, one.of(self.a, label), one.of(self.b, label)) for one in articles
        )

    def _counted(self, label: str | None, article: MarkedArticle) -> _Counted:
        ours, theirs = article.of(self.a, label), article.of(self.b, label)
        names = [label] if label is not None else self.labels
        tokens = [0, 0, 0, 0]
        for name in names:
            mine = article.token_ranges(mark for mark in ours if mark.label == name)
            yours = article.token_ranges(mark for mark in theirs if mark.label == name)
            both = shared_length(mine, yours)
            only_a = sum(end - start for start, end in mine) - both
            only_b = sum(end - start for start, end in yours) - both
            neither = len(article.tokens) - both - only_a - only_b
            tokens = list(map(sum, zip(tokens, (both, only_a, only_b, neither), strict=True)))
        return _Counted(TokenCounts(*tokens), credits_of(ours, theirs), (len(ours), len(theirs)))

    # Where they differ

    def pairs(self) -> Iterator[tuple[str, Mark | None, Mark | None]]:
        """Give for each article the marks of both, brought together one to one."""
        for article in self.articles:
            for one, other in matched(article.of(self.a), article.of(self.b)):
                yield article.id, one, other

    def confusion(self) -> Counter[tuple[str, str]]:
        """Count which label the one has given where the other has given which, or nothing."""
        return Counter(
            (one.label if one else NOT_GIVEN, other.label if other else NOT_GIVEN)
            for _, one, other in self.pairs()
        )

    def attributes(self) -> dict[tuple[str, str], ContingencyTable]:
        """Count for each label and attribute which values both gave, on marks that match.

        Marks match if they have the same label and overlap. An attribute that neither of the two
        has given there is not counted.
        """
        tables: dict[tuple[str, str], Counter[tuple[Hashable, Hashable]]] = {}
        for _, one, other in self.pairs():
            if one is None or other is None or one.label != other.label:
                continue
            for name in sorted(one.attributes.keys() | other.attributes.keys()):
                values = one.attributes.get(name, NOT_GIVEN), other.attributes.get(name, NOT_GIVEN)
                tables.setdefault((one.label, name), Counter())[values] += 1
        return {key: tables[key] for key in sorted(tables)}

    def differences(self) -> list[Difference]:
        """Give the places where they differ in label, span or attributes, the worst first."""
        articles = {article.id: article for article in self.articles}
        found = [
            Difference(
                key, article.in_text(one), article.in_text(other), _differing(article, one, other)
            )
            for key, one, other in self.pairs()
            for article in (articles[key],)
            if not _alike(one, other)
        ]
        order = {article.id: number for number, article in enumerate(self.articles)}
        return sorted(found, key=lambda one: (-one.tokens, order[one.article], _start(one)))


def compare_annotators(
    annotators: Sequence[str],
    articles: Iterable[MarkedArticle],
    draws: int = BOOTSTRAP_DRAWS,
    on_draw: Drawn | None = None,
) -> list[Comparison]:
    """Compare each annotator with each other, in the order in which they are given.

    Args: as `Comparison`.
    """
    articles = list(articles)
    return [
        Comparison(a, b, articles, draws, on_draw)
        for at, a in enumerate(annotators)
        for b in annotators[at + 1 :]
    ]


class _Columns:
    """Counts of several articles, to be added up with each article counted so many times."""

    def __init__(self, counted: Sequence[_Counted]) -> None:
        self._tokens = [[one.tokens[at] for one in counted] for at in range(4)]
        self._credits = [
            [one.credits[at] for one in counted] for at in range(len(MATCHING_SCHEMES))
        ]
        self._spans = [[one.spans[at] for one in counted] for at in range(2)]

    def tokens(self, times: Sequence[int]) -> TokenCounts:
        return TokenCounts(*(sum(map(mul, column, times)) for column in self._tokens))

    def spans(self, times: Sequence[int]) -> tuple[int, int]:
        ours, theirs = (sum(map(mul, column, times)) for column in self._spans)
        return ours, theirs

    def f1(self, times: Sequence[int]) -> list[FigureValue]:
        """Give the F1 of each scheme."""
        spans = self.spans(times)
        scores = (f1(sum(map(mul, credit, times)), *spans) for credit in self._credits)
        return [_NO_SPANS if score is None else score for score in scores]


def _figure(value: FigureValue, interval: Interval | Undefined) -> Figure:
    return Figure(value, value if isinstance(value, Undefined) else interval)


def _alike(one: Mark | None, other: Mark | None) -> bool:
    if one is None or other is None:
        return False
    return one[:3] == other[:3] and dict(one.attributes) == dict(other.attributes)


def _differing(article: MarkedArticle, one: Mark | None, other: Mark | None) -> int:
    ours = article.token_ranges([one] if one else [])
    theirs = article.token_ranges([other] if other else [])
    both = shared_length(ours, theirs)
    whole = sum(end - start for start, end in (*ours, *theirs)) - both
    same_label = one is not None and other is not None and one.label == other.label
    return whole - both if same_label else whole


def _start(difference: Difference) -> int:
    return min(mark.start for mark in (difference.a, difference.b) if mark is not None)

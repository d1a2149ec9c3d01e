"""What has been marked in a corpus, counted: by speaker, outlet and date, progress and pace.

Counts are kept, tags are not: an article's lines are read, counted and let go.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, NamedTuple

from hedgerow.store.annotations import (
    ADJUDICATION,
    VERDICT_PAST_TENSE,
    Annotations,
    Review,
    is_usable,
    keep_newest,
    review_from,
)
from hedgerow.store.corpus import Corpus
from hedgerow.store.journal import Line, record_of
from hedgerow.store.problem import Problem, ProblemError

Grouping = Literal["speaker", "outlet", "date"]
GROUPINGS: tuple[Grouping, ...] = ("speaker", "outlet", "date")
"""What tags are counted by."""

DateUnit = Literal["day", "month"]

NONE_KNOWN = ""
"""Stands for the speaker, outlet or date of a tag that has none."""

_MOST_DAYS = 62  # a longer range is shown by months
_DAY = len("2022-03-02")
_MONTH = len("2022-03")


class CountRow(NamedTuple):
    """How many tags of each label somebody or something has; `name` is empty where unknown."""

    name: str
    counts: Mapping[str, int]

    @property
    def total(self) -> int:
        """The number of tags of all labels."""
        return sum(self.counts.values())


class Day(NamedTuple):
    """What was done on a day (ISO 8601, UTC): tags made and verdicts given."""

    day: str
    tags: int
    verdicts: int


@dataclass
class Stats:
    """The counts of a corpus.

    Attributes:
        articles: how many articles the corpus has.
        with_tags: in how many of them there are tags.
        labels: how many tags each label has.
        verdicts: how many of the tags were "accepted", "rejected" or "revised" last.
        adjudicated: what adjudication has made, by label; it is counted nowhere else.
    """

    articles: int = 0
    with_tags: int = 0
    labels: Counter[str] = field(default_factory=Counter)
    verdicts: Counter[str] = field(default_factory=Counter)
    adjudicated: Counter[str] = field(default_factory=Counter)
    _by: dict[Grouping, dict[str, Counter[str]]] = field(
        default_factory=lambda: {way: {} for way in GROUPINGS}, repr=False
    )
    _tags_on: Counter[str] = field(default_factory=Counter, repr=False)
    _verdicts_on: Counter[str] = field(default_factory=Counter, repr=False)

    @property
    def tags(self) -> int:
        """The number of tags."""
        return sum(self.labels.values())

    @property
    def reviewed(self) -> int:
        """The number of tags that have a verdict."""
        return sum(self.verdicts.values())

    @property
    def date_unit(self) -> DateUnit:
        """Whether dates are given by the day, or by the month since they reach further."""
        days = sorted(day for day in self._by["date"] if len(day) == _DAY)
        if not days:
            return "day"
        reach = date.fromisoformat(days[-1]) - date.fromisoformat(days[0])
        return "day" if reach.days <= _MOST_DAYS else "month"

    def rows(self, way: Grouping) -> list[CountRow]:
        """Give the counts by speaker or outlet, the most first, or by date, in its order.

        What is unknown comes last.
        """
        counts = self._by[way]
        if way == "date" and self.date_unit == "month":
            counts = _by_month(counts)
        rows = [CountRow(name, dict(of_name)) for name, of_name in counts.items()]
        if way == "date":
            return sorted(rows, key=lambda row: (not row.name, row.name))
        return sorted(rows, key=lambda row: (not row.name, -row.total, row.name))

    def pace(self) -> list[Day]:
        """Give the days on which anything was done, in their order."""
        days = sorted(self._tags_on.keys() | self._verdicts_on.keys())
        return [Day(day, self._tags_on[day], self._verdicts_on[day]) for day in days]

    def take(
        self,
        outlet: str,
        published: str,
        lines: Iterable[Line],
        label: str | None = None,
        annotator: str | None = None,
    ) -> None:
        """Count what stands in one article's table.

        Args:
            outlet: the article's; empty where unknown.
            published: its day, ISO 8601; empty where unknown or without its year.
            lines: the lines that stand in its table, of whatever type.
            label: count only this label.
            annotator: count only this annotator's tags, and the verdicts that they gave.
        """
        lines = list(lines)
        tags = {
            line["id"]: line
            for line in lines
            if line.get("type") == "annotation" and is_usable(line)
        }
        wanted = {
            key: line
            for key, line in tags.items()
            if label in (None, line["label"]) and annotator in (None, line.get("annotator"))
        }
        made = {key for key, line in wanted.items() if line.get("origin") != ADJUDICATION}
        for key, line in wanted.items():
            if key in made:
                self._take_tag(line, outlet, published)
            else:
                self.adjudicated[line["label"]] += 1
        self.with_tags += bool(made)
        newest: dict[str, Review] = {}
        for review in filter(None, map(_review_in, lines)):
            keep_newest(newest, review)
            judged = tags.get(review.annotation) or review.suggestion or {}
            if annotator in (None, review.reviewer) and label in (None, judged.get("label")):
                self._verdicts_on[_day_of(review.at)] += 1
        for key in made & newest.keys():
            self.verdicts[VERDICT_PAST_TENSE[newest[key].verdict]] += 1

    def _take_tag(self, line: Line, outlet: str, published: str) -> None:
        name = line["label"]
        self.labels[name] += 1
        self._tags_on[_day_of(line.get("created") or line["at"])] += 1
        speaker = line.get("speaker")
        names: dict[Grouping, str] = {
            "speaker": str(speaker["name"]) if speaker else NONE_KNOWN,
            "outlet": outlet,
            "date": published,
        }
        for way, of in names.items():
            self._by[way].setdefault(of, Counter())[name] += 1

    def record(self, by: Iterable[Grouping] = GROUPINGS) -> dict[str, Any]:
        """Write the counts for JSON; an unknown speaker, outlet or date is null."""
        return {
            "articles": {"all": self.articles, "with_tags": self.with_tags},
            "tags": {"all": self.tags, "reviewed": self.reviewed, "labels": dict(self.labels)},
            "verdicts": dict(self.verdicts),
            "adjudicated": dict(self.adjudicated),
            "by": {way: [self._row(way, row) for row in self.rows(way)] for way in by},
            "date_unit": self.date_unit,
            "pace": [day._asdict() for day in self.pace()],
        }

    def _row(self, way: Grouping, row: CountRow) -> dict[str, Any]:
        return {way: row.name or None, "all": row.total, "labels": dict(row.counts)}


def count_tags(
    corpus: Corpus,
    annotations: Annotations,
    problems: list[Problem],
    *,
    label: str | None = None,
    annotator: str | None = None,
    on_article: Callable[[], object] = lambda: None,
) -> Stats:
    """Count what has been marked in a corpus.

    Args:
        corpus: the corpus.
        annotations: its annotations.
        problems: takes what could not be read.
        label: count only this label.
        annotator: count only this annotator's tags, and the verdicts that they gave.
        on_article: hears of each article that has been counted; what it raises ends it all.
    """
    stats = Stats(articles=len(corpus))
    tables = annotations.articles()
    for key in annotations.passing([one for one in corpus if one in tables]):
        try:
            snapshot = annotations.journal.snapshot(key)
            lines = snapshot.lines
            if snapshot.unreadable:
                problems += annotations.problems(key)
            if any(line.get("type") in ("annotation", "review") for line in lines):
                article = corpus.read(key)
                published = _set_by_an_annotator(lines) or article.published or NONE_KNOWN
                known = published if _is_day(published) else NONE_KNOWN
                stats.take(article.outlet or NONE_KNOWN, known, lines, label, annotator)
        except ProblemError as error:
            problems.append(error.problem)
        on_article()
    return stats


def _review_in(line: Line) -> Review | None:
    return review_from(record_of(line)) if line.get("type") == "review" else None


def _set_by_an_annotator(lines: Iterable[Line]) -> str:
    said = [line for line in lines if line.get("type") == "published"]
    newest = max(said, key=lambda line: (line["at"], line["id"]), default=None)
    return str(newest.get("published") or "") if newest else ""


def _is_day(published: str) -> bool:
    try:
        return len(published) == _DAY and bool(date.fromisoformat(published))
    except ValueError:
        return False


def _day_of(instant: object) -> str:
    return str(instant)[:_DAY]


def _by_month(counts: Mapping[str, Counter[str]]) -> dict[str, Counter[str]]:
    months: dict[str, Counter[str]] = {}
    for day, of_day in counts.items():
        months.setdefault(day[:_MONTH], Counter()).update(of_day)
    return months

"""Counts of a corpus as lines for a terminal: a column a label, and a bar drawn by plotext.

Each label's part of a bar is drawn with its letter, so that bars need no colour.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from hedgerow.store.annotations import Codebook
from hedgerow.store.overview import GROUPINGS, CountRow, Grouping, Stats
from hedgerow.tui.text.cells import fit, width
from hedgerow.tui.text.visible import one_line

MOST_ROWS = 40
"""How many rows are printed of each table; JSON has all."""

AXIS = "┤"
"""Stands between what a row says and its bar."""

_UNKNOWN: Mapping[Grouping, str] = {
    "speaker": "no speaker",
    "outlet": "unknown outlet",
    "date": "unknown date",
}
_WIDEST_NAME = 26
_NARROWEST_BAR = 16
_WIDEST_CELL = 9


class BarLine(NamedTuple):
    """A row: what it says, and its bar as stretches of (text, label)."""

    text: str
    bar: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        return self.text + "".join(text for text, _ in self.bar)


class Table(NamedTuple):
    """A heading, and rows below it."""

    heading: str
    lines: tuple[BarLine, ...]


def headway_summary(stats: Stats) -> Iterator[str]:
    """Say how far the work has come."""
    yield f"{stats.with_tags:,} of {stats.articles:,} articles have tags"
    verdicts = ", ".join(f"{count:,} {name}" for name, count in sorted(stats.verdicts.items()))
    share = f" ({100 * stats.reviewed // stats.tags} %)" if stats.tags else ""
    given = f": {verdicts}" if verdicts else ""
    yield f"{stats.reviewed:,} of {stats.tags:,} tags reviewed{share}{given}"
    if stats.adjudicated:
        yield f"{sum(stats.adjudicated.values()):,} more made by adjudication, not counted below"


def lines(
    stats: Stats, codebook: Codebook, columns: int, by: Sequence[Grouping] = GROUPINGS
) -> Iterator[str]:
    """Give the whole as text, at most so many cells wide."""
    yield from headway_summary(stats)
    for way in by:
        yield ""
        yield from _shortened(counts(stats, codebook, way, columns), newest=way == "date")
    yield ""
    yield from _shortened(pace(stats, columns), newest=True)


def _shortened(table: Table, *, newest: bool) -> Iterator[str]:
    yield table.heading
    rows, axis = table.lines[:-1], table.lines[-1:]
    left_out = len(rows) - MOST_ROWS
    if left_out > 0:
        rows = rows[left_out:] if newest else rows[:MOST_ROWS]
    yield from (str(line).rstrip() for line in (*rows, *axis))
    if left_out > 0:
        yield f"  … {left_out:,} more: --json has all"


def load() -> None:
    """Load plotext, so that the first table keeps no key waiting."""
    import plotext  # noqa: F401


def counts(stats: Stats, codebook: Codebook, way: Grouping, columns: int) -> Table:
    """Give tags by speaker, outlet or date: a row each, a column a label, and a bar."""
    letters = bar_letters(codebook, stats)
    rows = [row._replace(name=one_line(row.name) or _UNKNOWN[way]) for row in stats.rows(way)]
    what = f"{way} ({stats.date_unit})" if way == "date" else way
    return _table(what, rows, letters, columns)


def pace(stats: Stats, columns: int) -> Table:
    """Give what was done on each day: tags and verdicts."""
    rows = [CountRow(day.day, {"tags": day.tags, "verdicts": day.verdicts}) for day in stats.pace()]
    return _table("day (UTC)", rows, {"tags": "t", "verdicts": "v"}, columns)


def bar_letters(codebook: Codebook, stats: Stats) -> dict[str, str]:
    """Give each label that is in use the letter of its bars, no two the same one."""
    known = [label.name for label in codebook.labels]
    names = [name for name in known if stats.labels[name]]
    names += sorted(name for name in stats.labels if name not in known)
    taken: dict[str, str] = {}
    for name in names:
        wanted = [codebook.label(name).letter, *name, *"0123456789abcdefghijklmnopqrstuvwxyz", "#"]
        free = (one for one in map(one_line, wanted) if width(one) == 1 and one not in (AXIS, " "))
        taken[name] = next((one for one in free if one not in taken.values()), "#")
    return taken


def _table(what: str, rows: Sequence[CountRow], letters: Mapping[str, str], columns: int) -> Table:
    names = [row.name for row in rows]
    name = min(_WIDEST_NAME, columns // 3, max(map(width, (what, *names))))
    totals = [f"{row.total:,}" for row in rows]
    cell = 1 + min(_WIDEST_CELL, max(map(width, ("xxxxxx", *map(one_line, letters), *totals))))
    fixed = 2 + name + cell + 2
    has_labels = fixed + cell * len(letters) + _NARROWEST_BAR <= columns
    labels = list(letters) if has_labels else []
    fixed += cell * len(labels)
    heads = "".join(_right(head, cell) for head in (*labels, "all"))
    heading = f"  {fit(what, name)}{heads}"
    room = max(_NARROWEST_BAR, columns - fixed)
    legend = "  ".join(f"{letter} {one_line(label)}" for label, letter in letters.items())
    heading += f"   {fit(legend, room) if width(legend) > room else legend}"
    drawn = _bars(rows, letters, room)
    lines = []
    for row, bar in zip(rows, drawn, strict=False):
        cells = [row.counts.get(label, 0) for label in labels]
        shown = [f"{count:,}" if count else "·" for count in cells]
        text = "  " + fit(row.name, name)
        text += "".join(_right(count, cell) for count in (*shown, f"{row.total:,}"))
        lines.append(BarLine(f"{text} {AXIS}", tuple(_stretches(bar, letters))))
    scale = drawn[len(rows)] if len(drawn) > len(rows) else ""
    lines.append(BarLine(" " * fixed + scale))
    return Table(heading, tuple(lines))


def _right(text: str, cells: int) -> str:
    shown = one_line(text)
    spare = cells - width(shown)
    return " " * spare + shown if spare > 0 else f" {fit(shown, cells - 1)}"


def _stretches(bar: str, letters: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Divide a bar where one label's part ends and the next one's begins."""
    label_of = {letter: label for label, letter in letters.items()}
    start = 0
    for at in range(1, len(bar) + 1):
        if at == len(bar) or bar[at] != bar[start]:
            yield bar[start:at], label_of.get(bar[start], "")
            start = at


def _bars(rows: Sequence[CountRow], letters: Mapping[str, str], columns: int) -> list[str]:
    """Have plotext draw a stacked bar for each row, and the scale below them.

    Returns:
        As many lines as there are rows, and one for the scale; nothing where there are no rows.
    """
    if not rows:
        return []
    import plotext

    top = max(max(row.total for row in rows), 1)
    places = list(range(1, len(rows) + 1))
    plotext.terminal.limit(False, False)
    figure = plotext.figure
    figure.clear()
    figure.theme("colorless")
    figure.axes(False)
    figure.plot_size(columns, len(rows) + 1)
    series = [[row.counts.get(label, 0) for row in reversed(rows)] for label in letters]
    figure.draw(
        figure.bar(
            places,
            series,
            orientation="horizontal",
            stacked=True,
            marker=list(letters.values()),
            width=0.01,
        )
    )
    upward = figure.ruler("y")
    upward.lim(*((1, len(rows)) if len(rows) > 1 else (0.5, 1.5)))
    upward.ticks([], [])
    across = figure.ruler("x")
    across.lim(0, top)
    steps = range(0, top + 1, _step(top, columns // 9))
    across.ticks(list(steps), [f"{step:,}" for step in steps])
    drawn = plotext.uncolorize(figure.build())
    return [line.rstrip() for line in drawn.rstrip("\n").split("\n")]


def _step(top: int, most: int) -> int:
    """Give the round step (1, 2 or 5 and noughts) by which a scale has so many steps at most."""
    step = 1
    while top > step * max(1, most):
        step = step * 5 // 2 if str(step)[0] == "2" else step * 2
    return step

"""Measures how often each family of date expressions is read right, for `date_confidence.json`.

Run from the project's root, after any change to a family:

    HEDGEROW_GOLD=/path/to/gold python tests/benchmarks/fit_date_confidence.py

The folder must hold `dates/meantime.jsonl` and `dates/wikiwars.jsonl`: an article a line, with its
`text`, its publication date `dct` and its `timex`, each with `start` and `end` in code points and a
`value`. A date that was found is right where the first one of the gold that overlaps it, and that
no date before it was paired with, has the same span, or the same value.

A family that is seen seldom is taken for like the others: its share is counted as though four more
dates had been right as often as those of all families are.
"""

from __future__ import annotations

import collections
import datetime
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from hedgerow.store.extract.dates.scanner import FAMILIES, FoundDate, find  # noqa: E402

OUTPUT = ROOT / "store/extract/data/date_confidence.json"
LEANINGS = ("nothing", "publication", "told")
PRIOR_WEIGHT = 4
"""How many dates the average of all families stands for in the share of one."""

Counts = collections.defaultdict[tuple[str, str], list[bool]]
"""For a family's name and "span" or a leaning: which of its dates were right."""


def measure(path: Path, counts: Counts) -> None:
    """Add the dates of an article a line to the counts."""
    with path.open(encoding="utf-8") as lines:
        for article in map(json.loads, lines):
            published = datetime.date.fromisoformat(article["dct"])
            for one, gold in paired(list(find(article["text"], published)), article["timex"]):
                has_span = gold is not None and one.span == (gold["start"], gold["end"])
                counts[one.family, "span"].append(has_span)
                if one.value is not None:
                    wanted = (gold["value"] or "").upper() if gold else None
                    counts[one.family, one.leans_on].append(one.value.upper() == wanted)


def paired(
    found: list[FoundDate], wanted: list[dict[str, Any]]
) -> Iterator[tuple[FoundDate, dict[str, Any] | None]]:
    """Pair each date that was found with the first of the gold left that overlaps it, or None."""
    left = list(wanted)
    for one in found:
        start, end = one.span
        gold = next((g for g in left if g["start"] < end and start < g["end"]), None)
        if gold is not None:
            left.remove(gold)
        yield one, gold


def shares(counts: Counts) -> dict[str, dict[str, float]]:
    """Give for each family its smoothed share of spans, and of values by what they lean on."""
    averages = {}
    for kind in ("span", *LEANINGS):
        everything = [
            right for (_, one), all_of in counts.items() if one == kind for right in all_of
        ]
        averages[kind] = sum(everything) / len(everything)
    table = {"any other": averages}
    for family in FAMILIES:
        table[family.name] = {
            kind: (sum(rights) + PRIOR_WEIGHT * average) / (len(rights) + PRIOR_WEIGHT)
            for kind, average in averages.items()
            for rights in [counts[family.name, kind]]
        }
    return {
        name: {kind: round(share, 2) for kind, share in kinds.items()}
        for name, kinds in table.items()
    }


def main() -> None:
    """Measure both sets and write the file."""
    gold = Path(os.environ["HEDGEROW_GOLD"]) / "dates"
    counts: Counts = collections.defaultdict(list)
    for name in ("meantime", "wikiwars"):
        measure(gold / f"{name}.jsonl", counts)
    table = shares(counts)
    lines = (f"  {json.dumps(name)}: {json.dumps(kinds)}" for name, kinds in table.items())
    OUTPUT.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
    print(f"{sum(len(counts[f.name, 'span']) for f in FAMILIES)} dates: {OUTPUT.relative_to(ROOT)}")


if __name__ == "__main__":
    main()

"""Measures how well hedges are found, and weighs the evidence of Wikipedia into their confidence.

Run from the project's root:

    HEDGEROW_GOLD=/path/to/gold python tests/benchmarks/hedges.py [--weigh]

The folder holds `hedge/conll2010_wiki_balanced3000.jsonl`, a sentence of Wikipedia a line,
{"uncertain", "text"}, from the shared task of CoNLL-2010 (Farkas et al., "The CoNLL-2010 Shared
Task: Learning to Detect Hedges and their Scope in Natural Language Text"), and
`seeds_gold.jsonl`. Odd lines, counted from 1, serve to look at and to weigh; even ones only to
measure.

A sentence is found uncertain where one hedge in it is sure enough. The shared task counts "many",
"some" and "one of the most" as weasels wherever they stand, which a reader of news would not: they
are known to the lexicon, but too unsure to be shown. So there are two figures, with what is shown
and with all that is known.
"""

from __future__ import annotations

import argparse
import html
import json
import os
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, NamedTuple

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from hedgerow.store.extract.findings import WORTH_SHOWING  # noqa: E402
from hedgerow.store.extract.prose.paragraphs import split_paragraphs  # noqa: E402
from hedgerow.store.extract.prose.tokens import tokenise  # noqa: E402
from hedgerow.store.extract.suggestions.hedges import (  # noqa: E402
    find_hedges,
    match_hedges,
)
from hedgerow.store.extract.suggestions.hedges.lexicon import Entry  # noqa: E402

LEXICON_FILE = ROOT / "store/extract/data/hedges.txt"
SENTENCES = "hedge/conll2010_wiki_balanced3000.jsonl"
Part = Literal["odd", "even"]

# Wikipedia speaks for as many places at most as the judgement on news does: an encyclopedia's
# "may" is often "is allowed to", and its "many" a weasel.
MOST_EVIDENCE = 10
JUDGEMENT = 10
LEAST_EVIDENCE = 3
# The shared task took "about 300" for certain, and had no class for conditions.
WEIGHED_TYPES = frozenset(("epistemic", "doxastic", "weasel"))


class Sentence(NamedTuple):
    """A sentence of the gold, and whether anything in it is uncertain."""

    text: str
    uncertain: bool


class Score(NamedTuple):
    """How well uncertain sentences are told from certain ones."""

    precision: float
    recall: float
    f1: float


def sentences(path: Path, part: Part) -> Iterator[Sentence]:
    """Yield the odd or the even lines of a file of sentences."""
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            if (number % 2 == 1) == (part == "odd"):
                row = json.loads(line)
                yield Sentence(html.unescape(row["text"]), row["uncertain"])


def measure(path: Path, part: Part = "even", least_confidence: float = WORTH_SHOWING) -> Score:
    """Score the sentences of one half of the file; a hedge at least so sure makes one uncertain."""
    right = found = wanted = 0
    for sentence in sentences(path, part):
        hedged = any(
            next(find_hedges(paragraph, least_confidence), None) is not None
            for paragraph in split_paragraphs(sentence.text, {})
        )
        found += hedged
        wanted += sentence.uncertain
        right += hedged and sentence.uncertain
    return Score(
        right / found if found else 0.0,
        right / wanted if wanted else 0.0,
        2 * right / (found + wanted) if found + wanted else 0.0,
    )


def measure_always_uncertain(path: Path, part: Part = "even") -> float:
    """Give the F1 of calling every sentence uncertain: what any figure is to be held against."""
    answers = [sentence.uncertain for sentence in sentences(path, part)]
    return 2 * sum(answers) / (len(answers) + sum(answers))


def weighed_confidences(path: Path) -> dict[int, float]:
    """Give a line of the lexicon its confidence: the judgement on news, with Wikipedia's evidence.

    A word that never hedged would still stand in uncertain sentences, as often as sentences
    without any hedge are uncertain. What a word shows beyond that is its evidence.
    """
    seen: dict[int, list[bool]] = defaultdict(list)
    entry_of: dict[int, Entry] = {}
    unhedged = []
    for text, uncertain in sentences(path, "odd"):
        tokens = tokenise(text, 0, len(text))
        hedges = list(match_hedges(tokens, [token.lower for token in tokens]))
        if not hedges:
            unhedged.append(uncertain)
        for line in {hedge.entry.line for hedge in hedges}:
            seen[line].append(uncertain)
        entry_of.update((hedge.entry.line, hedge.entry) for hedge in hedges)
    by_chance = sum(unhedged) / len(unhedged)
    weighed = {}
    for line, labels in seen.items():
        entry = entry_of[line]
        if entry.type in WEIGHED_TYPES and len(labels) >= LEAST_EVIDENCE:
            share = max(0.0, (sum(labels) / len(labels) - by_chance) / (1 - by_chance))
            count = min(len(labels), MOST_EVIDENCE)
            weighed[line] = (share * count + entry.share * JUDGEMENT) / (count + JUDGEMENT)
    return weighed


def weigh(path: Path) -> None:
    """Write the confidences into the lexicon, and leave everything else in it as it is."""
    weighed = weighed_confidences(path)
    lines = LEXICON_FILE.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines):
        if line and line[0] not in "#[":
            judged = line[:LEXICON_WIDTH].rstrip()
            confidence = f"{weighed[number]:.2f}" if number in weighed else ""
            lines[number] = f"{judged:<{LEXICON_WIDTH}}{confidence}".rstrip()
    LEXICON_FILE.write_text("\n".join(lines) + "\n", encoding="utf-8")


LEXICON_WIDTH = 72
"""Characters of a lexicon's line before the confidence."""


def main() -> None:
    """Weigh, if that is asked for, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--weigh", action="store_true", help="write confidences into the lexicon")
    options = parser.parse_args()
    gold = Path(os.environ["HEDGEROW_GOLD"])
    if options.weigh:
        weigh(gold / SENTENCES)
        return
    for name, least in (("shown", WORTH_SHOWING), ("all known", 0.0)):
        for part in ("odd", "even"):
            score = measure(gold / SENTENCES, part, least)
            figures = "  ".join(f"{100 * figure:.1f}" for figure in score)
            print(f"{part} lines, {name}: precision, recall, F1 {figures}")


if __name__ == "__main__":
    main()

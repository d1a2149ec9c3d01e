"""Measures how well the scorer of claims tells claims from other sentences of US debates.

Run from the project's root:

    HEDGEROW_GOLD=/path/to/gold python tests/benchmarks/claims.py

The folder holds `claims/claimbuster_2class.jsonl`, a sentence a line: {"id", "claim", "text"},
where "claim" is 1 or 0. Only every fifth sentence by id is measured: the weights were fitted on
the others.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from hedgerow.store.extract.prose.tokens import tokenise
from hedgerow.store.extract.suggestions.claims import claim_probability

Row = dict[str, Any]

FILE = "claims/claimbuster_2class.jsonl"
COUNTS_AS_CLAIM = 0.5
_FOLDS = 5


class ClaimScore(NamedTuple):
    """F1 of the class "claim" at a probability of 0.5, and average precision, 0 to 1."""

    f1: float
    average_precision: float


def is_held_out(row: Row) -> bool:
    """Say whether a sentence is left out of the fitting, to be measured on."""
    return bool(row["id"] % _FOLDS == 0)


def measure_claims(gold: Path) -> ClaimScore:
    """Score the shipped weights on the sentences that they were not fitted on."""
    held_out = [row for row in rows(gold) if is_held_out(row)]
    scores = [claim_probability(tokenise(row["text"], 0, len(row["text"]))) for row in held_out]
    return score_of(scores, [bool(row["claim"]) for row in held_out])


def score_of(scores: Sequence[float], answers: Sequence[bool]) -> ClaimScore:
    """Compare probabilities with what the sentences are."""
    found = [score >= COUNTS_AS_CLAIM for score in scores]
    right = sum(one and answer for one, answer in zip(found, answers, strict=True))
    f1 = 2 * right / (sum(found) + sum(answers))
    return ClaimScore(f1, _average_precision(scores, answers))


def _average_precision(scores: Sequence[float], answers: Sequence[bool]) -> float:
    """Return the mean, over all claims, of the precision among what is scored no lower."""
    ranked = sorted(zip(scores, answers, strict=True), key=lambda pair: -pair[0])
    claims, total = 0, 0.0
    for rank, (_, is_claim) in enumerate(ranked, 1):
        if is_claim:
            claims += 1
            total += claims / rank
    return total / claims


def rows(gold: Path) -> Iterator[Row]:
    """Read all sentences."""
    with (gold / FILE).open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def main() -> None:
    """Print the figures, in per cent."""
    score = measure_claims(Path(os.environ["HEDGEROW_GOLD"]))
    print(f"ClaimBuster, held-out fifth: F1 {100 * score.f1:.1f}")
    print(f"ClaimBuster, held-out fifth: average precision {100 * score.average_precision:.1f}")


if __name__ == "__main__":
    main()

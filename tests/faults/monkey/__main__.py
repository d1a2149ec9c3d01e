"""Let a monkey loose: `python -m faults.monkey [--minutes N] [--seed N] [--corpus KIND]`.

Without a seed it takes fresh ones, a corpus after the other. What breaks the program is printed
with how to play it again, and made as short as it can be: `--seed N --corpus KIND --only 3,17,18`.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from faults.monkey.corpora import KINDS
from faults.monkey.events import Event, events
from faults.monkey.program import Broken, Program

STEPS = 5_000  # of one run at most
_SHRINKING_SECONDS = 300


class Outcome(NamedTuple):
    """What came of a run: how many events it took, what broke (or ""), and memory in bytes."""

    steps: int
    fault: str = ""
    memory_after_a_minute: int = 0
    memory_at_the_end: int = 0


def run(kind: str, numbered: Iterable[tuple[int, Event]], seconds: float) -> Outcome:
    """Let a monkey do some events on a fresh corpus; a program that was quit is begun again."""
    place = Path(tempfile.mkdtemp(prefix="monkey-"))
    corpus = place / "corpus"
    corpus.mkdir()
    KINDS[kind](corpus)
    begun, step, early, late = time.monotonic(), 0, 0, 0
    program = Program(corpus, place / "notes")
    try:
        for step, event in numbered:
            if program.has_ended:
                program.close()
                program = Program(corpus, place / "notes")
            program.do(event)
            passed = time.monotonic() - begun
            if not program.has_ended and step % 50 == 0:
                late = program.memory or late
                early = late if passed < 60 else early
            if passed > seconds:
                break
        if not program.has_ended:
            program.quit()
        fault = "\n".join(program.faults())
    except Broken as broken:
        fault = str(broken)
    finally:
        program.close()
        shutil.rmtree(place, ignore_errors=True)
    return Outcome(step, fault, early, late)


def shrink(kind: str, seed: int, steps: int) -> list[int]:
    """Find few of the first events of a seed that still break the program, by leaving out parts."""
    known = list(enumerate(islice(events(seed), steps + 1)))
    kept, size = known, max(1, len(known) // 2)
    until = time.monotonic() + _SHRINKING_SECONDS
    while time.monotonic() < until:
        for at in range(0, len(kept), size):
            fewer = kept[:at] + kept[at + size :]
            if fewer and run(kind, fewer, 60).fault:
                kept = fewer
                break
            if time.monotonic() > until:
                break
        else:
            if size == 1:
                break
            size = max(1, size // 2)
    return [number for number, _ in kept]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run monkeys for a while; 1 where one broke the program."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=1.0, help="how long, in all")
    parser.add_argument("--seed", type=int, help="the monkey; fresh ones if not said")
    parser.add_argument("--corpus", choices=KINDS, help="all kinds in turn if not said")
    parser.add_argument("--only", help="the events to play again, by number")
    parser.add_argument("--no-shrink", action="store_true", help="leave a failure as it is")
    asked = parser.parse_args(arguments)
    kinds = [asked.corpus] if asked.corpus else list(KINDS)
    each = 60 * asked.minutes / len(kinds)
    failed = False
    for kind in kinds:
        seed = asked.seed if asked.seed is not None else random.SystemRandom().randrange(10**9)
        numbered: Iterable[tuple[int, Event]] = enumerate(events(seed))
        if asked.only:
            wanted = set(map(int, asked.only.split(",")))
            numbered = [
                pair
                for pair in enumerate(islice(events(seed), max(wanted) + 1))
                if pair[0] in wanted
            ]
        outcome = run(kind, numbered, each)
        again = f"--seed {seed} --corpus {kind}"
        growth = outcome.memory_at_the_end / (outcome.memory_after_a_minute or 1)
        print(f"{again}: {outcome.steps} events, memory × {growth:.2f}", flush=True)
        if outcome.fault:
            failed = True
            print(outcome.fault, flush=True)
            if not asked.no_shrink and not asked.only:
                few = ",".join(map(str, shrink(kind, seed, outcome.steps)))
                print(f"play it again: python -m faults.monkey {again} --only {few}", flush=True)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())

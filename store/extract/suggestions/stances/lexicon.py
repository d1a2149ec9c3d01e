"""The words by which someone takes a position, read from a data file with all their forms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from hedgerow.store.extract.data_files import data_file
from hedgerow.store.extract.suggestions.stances.frames import DUTIES

_FILE = "stances.txt"
_VOWELS = "aeiou"


class StanceLexicon(NamedTuple):
    """For each class of words, the direction of each form in lower case.

    `particles` gives for a verb's form the directions that it has only before a particle
    ("call" before "for"). The direction "withhold" holds back the position that follows it;
    "carry" brings a noun of position with it. `heads` are all words that may show a position.
    """

    verbs: Mapping[str, str]
    particles: Mapping[str, Mapping[str, str]]
    nouns: Mapping[str, str]
    adjectives: Mapping[str, str]
    withholding: frozenset[str]
    carriers: frozenset[str]
    heads: frozenset[str]


@cache
def stance_lexicon() -> StanceLexicon:
    """Return the lexicon that ships with the program, read once."""
    verbs: dict[str, str] = {}
    particles: dict[str, dict[str, str]] = {}
    nouns: dict[str, str] = {}
    adjectives: dict[str, str] = {}
    withholding: set[str] = set()
    carriers: set[str] = set()
    for direction, kind, entry in _entries():
        base, _, particle = entry.partition("+")
        forms = _forms(base) if kind == "verb" else (base,)
        if direction == "withhold":
            withholding.update(forms)
        elif direction == "carry":
            carriers.update(forms)
        elif particle:
            for form in forms:
                particles.setdefault(form, {})[particle] = direction
        else:
            table = {"verb": verbs, "noun": nouns, "adjective": adjectives}[kind]
            table.update(dict.fromkeys(forms, direction))
    return StanceLexicon(
        verbs,
        particles,
        nouns,
        adjectives,
        frozenset(withholding),
        frozenset(carriers),
        frozenset((*verbs, *particles, *nouns, *adjectives, *DUTIES)),
    )


def _entries() -> Iterator[tuple[str, str, str]]:
    content = data_file(_FILE)
    for line in content.splitlines():
        if line and not line.startswith("#"):
            direction, kind, *words = line.split()
            for word in words:
                yield direction, kind, word


def _forms(entry: str) -> tuple[str, ...]:
    """Return a verb's forms: its base, third person, past and participles.

    "stand/stood" has the past that follows the slash instead of the regular one.
    """
    base, *irregular = entry.split("/")
    if base.endswith("ee"):
        return (base, base + "s", *(irregular or [base + "d"]), base + "ing")
    if base.endswith("e"):
        stem, third = base[:-1], base + "s"
    elif base.endswith("y") and base[-2] not in _VOWELS:
        return (base, base[:-1] + "ies", *(irregular or [base[:-1] + "ied"]), base + "ing")
    else:
        stem = base + base[-1] if _doubles(base) else base
        third = base + ("es" if base.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")
    return (base, third, *(irregular or [stem + "ed"]), stem + "ing")


def _doubles(base: str) -> bool:
    """Say whether the last consonant is doubled: "beg", "begged"; "regret", "regretted"."""
    if len(base) < 3 or base[-1] in _VOWELS + "wxy" or base[-2] not in _VOWELS:
        return False
    is_short = base[-3] not in _VOWELS and not any(letter in _VOWELS for letter in base[:-2])
    return is_short or base in ("regret", "rebut", "permit")

"""Measures how often speakers and sources of each sort are right, and writes it down.

Run from the project's root:

    HEDGEROW_GOLD=/path/to/gold python tests/benchmarks/fit_speaker_confidence.py

The folder holds `speakers/meantime_speech.jsonl` and `seeds_gold.jsonl`, an article a line, with
offsets in code points. A speaker is right where its kind is the gold's and no mention of it is
another's; a source is right where it is given the name of whoever speaks.

Of some sorts there are few, and the rules were written with these articles at hand, so each share
is drawn towards a half: `PRIOR_COUNT` more are added, of which `PRIOR_SHARE` are right.
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from hedgerow.store.extract.findings import Speaker  # noqa: E402
from hedgerow.store.extract.speakers import find_speakers, read_entities  # noqa: E402
from hedgerow.store.extract.speakers.confidence import basis_of  # noqa: E402
from hedgerow.store.span import Span  # noqa: E402

DATA_FILE = ROOT / "store/extract/data/speaker_confidence.json"
PRIOR_COUNT, PRIOR_SHARE = 4, 0.5
KINDS = {
    "PERSON": ("person",),
    "PER": ("person", "other"),
    "ORG": ("organisation", "other"),
    "GPE": ("country",),
    "LOC": ("country", "organisation"),
    "DOC": ("other", "organisation"),
}
"""The kinds that are right for each type of the gold's entities."""

READ_BY_EYE = {"one word, unexplained": (23, 74), "several words, unexplained": (60, 101)}
"""Right ones and all of two sorts that are rare in the gold, looked at in articles of PolNeAR.

PolNeAR says nothing of entities; these are names that speak there, judged by reading.
"""

NAMED_FORMS = ("NAM", "HLS", "PTV")
"""How MEANTIME marks the mentions of an entity that are names."""

Row = dict[str, Any]


class Shares:
    """How many of each sort there were, and how many of them were right."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()
        self._right: Counter[str] = Counter()

    def add(self, sort: str, right: int, seen: int = 1) -> None:
        """Count one or more of a sort, and how many of them were right."""
        self._seen[sort] += seen
        self._right[sort] += right

    def smoothed(self) -> dict[str, float]:
        """Give each sort's share of right ones, drawn towards a half."""
        prior = PRIOR_COUNT * PRIOR_SHARE
        return {
            sort: round((self._right[sort] + prior) / (seen + PRIOR_COUNT), 2)
            for sort, seen in sorted(self._seen.items())
        }

    def __str__(self) -> str:
        return ", ".join(f"{s}: {self._right[s]} of {n}" for s, n in sorted(self._seen.items()))


class Article:
    """One article with its gold: whose each named place is, and who is of which type."""

    def __init__(self, text: str, owners: list[tuple[Span, str]], types: dict[str, str]) -> None:
        self.text = text
        self._owners = owners
        self._types = types
        self.events: list[tuple[Span, str]] = []

    def owner(self, span: Span) -> str | None:
        """Give the entity whose mention in the gold is most alike to this span, or None."""
        best = max(self._owners, key=lambda one: _likeness(one[0], span), default=None)
        return best[1] if best is not None and best[0].overlaps(span) else None

    def owner_of(self, speaker: Speaker) -> str | None:
        """Give the entity that is named where the speaker is named in full."""
        return self.owner(_fullest_mention(speaker, self.text))

    def is_right(self, speaker: Speaker) -> bool | None:
        """Say whether kind and mentions are the gold's; None where the gold is silent."""
        owner = self.owner_of(speaker)
        if owner is None or self._types.get(owner) not in KINDS:
            return None
        owners = {self.owner(span) for span in speaker.mentions} - {None, owner}
        return speaker.kind in KINDS[self._types[owner]] and not owners


def read_meantime(path: Path) -> Iterator[Article]:
    """Read the articles of MEANTIME; only mentions that are names tell whose a place is."""
    for row in _rows(path):
        named = [
            (_span(mention), key)
            for key, entity in row["entities"].items()
            for mention in entity["mentions"]
            if mention["form"] in NAMED_FORMS or mention["text"][:1].isupper()
        ]
        unnamed = set(row["entities"]) - {key for _, key in named}
        described = [
            (_span(mention), key)
            for key in sorted(unnamed)
            for mention in row["entities"][key]["mentions"]
        ]
        types = {key: entity["type"] for key, entity in row["entities"].items()}
        article = Article(row["text"], named + described, types)
        article.events = [(_span(one["source"]), one["entity"]) for one in row["speech_events"]]
        yield article


def read_samples(path: Path) -> Iterator[Article]:
    """Read the sample articles with their gold."""
    for row in _rows(path):
        text = (ROOT / "seeds" / row["file"]).read_bytes().decode()
        single = [one for one in row["attributions"] if one["source"] and len(one["speaker"]) == 1]
        events = [(_span(one["source"]), one["speaker"][0]) for one in single]
        people = [(_span(one), one["entity"]) for one in row["person_mentions"]]
        types = {name: entity["type"] for name, entity in row["entities"].items()}
        article = Article(text, people + events, types)
        article.events = events
        yield article


def measure(articles: Sequence[Article]) -> tuple[Shares, Shares]:
    """Count speakers by what the article knows them by, and sources by how they are understood."""
    by_basis, by_way = Shares(), Shares()
    for sort, counted in READ_BY_EYE.items():
        by_basis.add(sort, *counted)
    for article in articles:
        sources = [source for source, _ in article.events]
        cast = find_speakers(article.text, sources)
        entities, references = read_entities(article.text, sources)
        bases = {entity.name: basis_of(entity) for entity in reversed(entities)}
        owners = {speaker.name: article.owner_of(speaker) for speaker in cast.speakers}
        for speaker in cast.speakers:
            right = article.is_right(speaker)
            if right is not None:
                by_basis.add(bases[speaker.name], right)
        for reference, (_, speaking) in zip(references, article.events, strict=True):
            if reference is not None:
                name = reference.entity.name
                by_way.add(reference.way, speaking in (name, owners.get(name)))
    return by_basis, by_way


def _likeness(one: Span, other: Span) -> float:
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared / (one.length + other.length - shared)


def _fullest_mention(speaker: Speaker, text: str) -> Span:
    """Give the first mention that holds the speaker's name, or else the first."""
    holding = (span for span in speaker.mentions if speaker.name in " ".join(span.of(text).split()))
    return next(holding, speaker.mentions[0])


def _rows(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _span(written: Row) -> Span:
    return Span(written["start"], written["end"])


def main() -> None:
    """Measure on the gold folder that the environment names and write the data file."""
    gold = Path(os.environ["HEDGEROW_GOLD"])
    articles = [
        *read_meantime(gold / "speakers/meantime_speech.jsonl"),
        *read_samples(gold / "seeds_gold.jsonl"),
    ]
    by_basis, by_way = measure(articles)
    measured = {"by_basis": by_basis.smoothed(), "by_way": by_way.smoothed()}
    DATA_FILE.write_text(json.dumps(measured, indent=1) + "\n", encoding="utf-8")
    print(f"speakers right: {by_basis}\nsources right: {by_way}\n-> {DATA_FILE}")


if __name__ == "__main__":
    main()

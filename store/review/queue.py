"""What a review session goes through: whose tags or what is suggested, and which of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Final, Literal, get_args

from hedgerow.store.journal import Document

Verdicts = Literal["unreviewed", "accepted", "rejected", "revised", "any"]
"""Which verdict of the reviewer's an item may have; one that was revised is accepted, too."""

VERDICTS: Final[tuple[Verdicts, ...]] = get_args(Verdicts)

_VERDICT_WORDS: Final = {
    "unreviewed": "",
    "accepted": "accepted before",
    "rejected": "rejected before",
    "revised": "revised before",
    "any": "reviewed or not",
}
_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


@dataclass(frozen=True, slots=True)
class Queue:
    """What is reviewed: tags or suggestions, filters over them, and perhaps a sample of the rest.

    Attributes:
        label: only this label.
        suggested: what is only suggested, instead of tags.
        of: another annotator, whose tags are meant; one's own without it.
        doubtful: only tags whose passage is not certain in the present text.
        speaker: only what this speaker is held to have said.
        outlet: only articles of this outlet.
        since: only articles published on this day or later: ISO 8601, a year or a month will do.
        until: only articles published on this day or earlier, the year or month included.
        article: only this article, by id.
        verdict: which verdict of the reviewer's an item must have had before.
        confidence_below: only items with a confidence, and one below this.
        difficult: only what the reviewer has flagged as difficult.
        sample: only so many items, chosen by chance.
        seed: decides which those are, the same on any machine.
        name: what the queue is kept under.
    """

    label: str | None = None
    suggested: bool = False
    of: str | None = None
    doubtful: bool = False
    speaker: str | None = None
    outlet: str | None = None
    since: str | None = None
    until: str | None = None
    article: str | None = None
    verdict: Verdicts = "unreviewed"
    confidence_below: float | None = None
    difficult: bool = False
    sample: int | None = None
    seed: int = 1
    name: str | None = None

    def for_reviewer(self, reviewer: str) -> Queue:
        """Give the queue with nothing in it that changes nothing."""
        of = None if self.of == reviewer else self.of
        return replace(self, of=of, seed=self.seed if self.sample else 1, name=self.name or None)

    @property
    def unnamed(self) -> Queue:
        """The queue without its name: what two of them have to have in common to be the same."""
        return replace(self, name=None)

    @property
    def is_plain(self) -> bool:
        """Whether nothing but a name is set."""
        return self.unnamed == EVERY_TAG

    @property
    def knows_articles(self) -> bool:
        """Whether an article's outlet or date decides what is in it."""
        return any((self.outlet, self.since, self.until))

    @property
    def fault(self) -> str | None:
        """What is wrong with the queue, for a person; None where nothing is."""
        if self.suggested and (self.of or self.doubtful):
            return "what is suggested is nobody's tag, and stands where it was found"
        for name, day in (("since", self.since), ("until", self.until)):
            if day is not None and not is_day(day):
                return f"{name}: “{day}” is no day (write 2022-03-02, 2022-03 or 2022)"
        if self.since and self.until and self.since[: len(self.until)] > self.until:
            return f"nothing is published since {self.since} and until {self.until}"
        if self.confidence_below is not None and not 0 < self.confidence_below <= 1:
            return "a confidence lies between 0 and 1"
        if self.sample is not None and self.sample < 1:
            return "a sample has at least one item"
        return None

    def __str__(self) -> str:
        parts = [self._of_what()]
        if self.label:
            parts[0] += f" labelled {self.label}"
        words = {
            "said by": self.speaker,
            "in": self.outlet,
            "published since": self.since,
            "published until": self.until,
            "of article": self.article,
            "confidence below": self.confidence_below,
        }
        parts += [f"{word} {value}" for word, value in words.items() if value]
        parts += [_VERDICT_WORDS[self.verdict]] if self.verdict != "unreviewed" else []
        parts += ["flagged as difficult"] if self.difficult else []
        parts += [f"{self.sample} by chance (seed {self.seed})"] if self.sample else []
        return ", ".join(parts)

    def _of_what(self) -> str:
        if self.suggested:
            return "suggestions"
        whose = f"{self.of}’s tags" if self.of else "your tags"
        return f"{whose} without a certain passage" if self.doubtful else whose

    def document(self) -> Document:
        """Write what is set, for the session's journal."""
        given = {one.name: getattr(self, one.name) for one in fields(self)}
        return {name: value for name, value in given.items() if value != _DEFAULTS[name]}


EVERY_TAG = Queue()
_DEFAULTS: Final = {one.name: getattr(EVERY_TAG, one.name) for one in fields(Queue)}


def queue_from(session: Document) -> Queue:
    """Read the queue of a session's document; older ones have just `label` and `suggested`.

    Raises:
        ValueError: it holds what this version doesn't know.
    """
    given: Any = session.get("queue")
    known: dict[str, Any] = dict(given) if isinstance(given, Mapping) else {}
    known.setdefault("label", session.get("label"))
    known.setdefault("suggested", bool(session.get("suggested")))
    if unknown := known.keys() - _DEFAULTS.keys():
        raise ValueError(f"a queue with {', '.join(sorted(unknown))}")
    for name, value in known.items():
        if not isinstance(value, _TYPES.get(name, str | None)):
            raise ValueError(f"{name} can't be {value!r}")
    if known.get("verdict", "unreviewed") not in VERDICTS:
        raise ValueError(f"verdict can't be {known['verdict']!r}")
    return Queue(**known)


_TYPES: Final[Mapping[str, Any]] = {
    "suggested": bool,
    "doubtful": bool,
    "difficult": bool,
    "confidence_below": int | float | None,
    "sample": int | None,
    "seed": int,
}


def is_day(value: str) -> bool:
    """Say whether a value is a day of the calendar, a month or a year, in ISO 8601."""
    if not _DAY.fullmatch(value):
        return False
    import datetime

    try:
        datetime.date.fromisoformat(value + "-01" * ((10 - len(value)) // 3))
    except ValueError:
        return False
    return True


def is_published(day: str | None, since: str | None, until: str | None) -> bool:
    """Say whether a day lies within bounds, which are included; an unknown one lies nowhere.

    Args:
        day: ISO 8601, or with "XXXX" for a year that isn't known.
        since: a day, a month or a year.
        until: a day, a month or a year.
    """
    if since is None and until is None:
        return True
    if day is None or not day[:4].isdecimal():
        return False
    return (since is None or day >= since) and (until is None or day[: len(until)] <= until)

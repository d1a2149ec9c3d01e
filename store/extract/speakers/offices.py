"""Who in the article holds which office, and where the text names them by it alone."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache

from hedgerow.store.extract.speakers.entities import Entity
from hedgerow.store.extract.speakers.lexicon import ROLE_HEADS, countries
from hedgerow.store.extract.speakers.roles import Role, agreement, heads_covered, read_role
from hedgerow.store.extract.speakers.titles import TITLE_WORDS, adjective_ends, is_title_word
from hedgerow.store.span import Span

_NOT_YET_NAMED = 0.6
_CERTAIN_AHEAD = 1.2
_MOST_BEFORE, _MOST_AFTER = 24, 6
_LONGEST = 80
_LONGEST_COUNTRY = 42
_OPENING_MARKS = "\n\"'“‘(—-"
_FOLLOWING_WORD = re.compile(r"[\w-]+")
_LEADS_TO_NAME = re.compile(r"[\w-]|,? [A-Z]")


class Offices:
    """The offices of one article's people, by head noun."""

    def __init__(self, people: Iterable[Entity]) -> None:
        self._holders: dict[str, list[Entity]] = {}
        for person in people:
            for head in dict.fromkeys(role.head for role in person.roles):
                self._holders.setdefault(head, []).append(person)

    def holder(self, described: Role, position: int) -> Entity | None:
        """Return who is meant by a description at `position` (a code point offset), or None.

        The best agreement wins, and of equals whoever was named last. Someone who is only
        introduced later must agree in more than the noun.
        """
        best: tuple[float, int] | None = None
        chosen: Entity | None = None
        for person in self._candidates(described.head, position):
            fit = agreement(described, person.roles, person.countries)
            named = person.last_before(position)
            if fit > 0 and named < 0:
                fit = fit - _NOT_YET_NAMED if fit > _CERTAIN_AHEAD else 0.0
            if fit > 0 and (best is None or (fit, named) > best):
                best, chosen = (fit, named), person
        return chosen

    def _candidates(self, head: str, position: int) -> Iterator[Entity]:
        """Yield the holders nearest to `position`; how many is bounded."""
        for covered in sorted(heads_covered(head)):
            holders = self._holders.get(covered, [])
            split = bisect_left(holders, position, key=lambda person: person.starts[0])
            yield from holders[max(0, split - _MOST_BEFORE) : split + _MOST_AFTER]

    def mentions(self, text: str) -> Iterator[tuple[Span, Entity]]:
        """Yield the places where `text` names a holder by the office: "the Chinese minister"."""
        if not self._holders:
            return
        nationalities = adjective_ends()
        for opening in _definite_opening().finditer(text):
            word = opening[1]
            if word.lower() not in TITLE_WORDS and word not in nationalities:
                continue
            start = opening.start()
            if text[start] == "'":
                country = _country_before(text, start)
                if not country:
                    continue
                start -= len(country)
            end = _end_of_description(text, opening.start(1))
            if end is None:
                continue
            role = read_role(text[start:end])
            holder = self.holder(role, start) if role else None
            if holder and holder.last_before(start) >= 0:
                yield Span(start, end), holder


@cache
def _definite_opening() -> re.Pattern[str]:
    """Match what makes a description definite, "the" or a genitive, with the word behind it."""
    return re.compile(r"[Tt'](?:(?<!\w[Tt])he|(?<=')s) ([\w-]+)")


def _country_before(text: str, end: int) -> str:
    """Return the country whose name of one or two words stops at `end`, or nothing."""
    words = text[max(0, end - _LONGEST_COUNTRY) : end].split(" ")
    for name in (" ".join(words[-2:]), words[-1]):
        name = name.lstrip(_OPENING_MARKS)
        if name in countries().names:
            return name
    return ""


def _end_of_description(text: str, start: int) -> int | None:
    """Return where the title words from `start` on end in a role's noun.

    None where they don't, or lead up to a name, since they are then that name's title.
    """
    end = None
    at = start
    for word in _FOLLOWING_WORD.finditer(text, start, start + _LONGEST):
        if word.start() != at or not is_title_word(word[0]):
            break
        end = word.end() if word[0].lower() in ROLE_HEADS else end
        at = word.end() + 1
    if end is None or _LEADS_TO_NAME.match(text, end):
        return None
    return end

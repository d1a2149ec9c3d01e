"""Who in the article holds which office, and where the text names them by it alone."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache

from store.extract.speakers.entities import Entity
from store.extract.speakers.lexicon import ROLE_HEADS, countries
from store.extract.speakers.roles import Role, agreement, heads_covered, read_role
from store.extract.speakers.titles import is_title_word
from store.span import Span

_NOT_YET_NAMED = 0.6
_CERTAIN_AHEAD = 1.2
_MOST_BEFORE, _MOST_AFTER = 24, 6
_LONGEST = 80
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
        for start in _definite_starts().finditer(text):
            span = _description_from(text, *start.span())
            role = read_role(span.of(text)) if span else None
            holder = self.holder(role, start.start()) if role else None
            if span and holder and holder.last_before(span.start) >= 0:
                yield span, holder


@cache
def _definite_starts() -> re.Pattern[str]:
    """Match what makes a description definite: "the" or a country's genitive."""
    return re.compile(r"\b(?:[Tt]he|[A-Z][\w.]{1,20}(?: [A-Z]\w{1,20})?'s) (?=\w)")


def _description_from(text: str, start: int, after: int) -> Span | None:
    """Return the description that opens at `[start, after)`: title words up to a role's noun.

    None where it leads up to a name, since it's then that name's title.
    """
    opening = text[start : after - 1]
    if opening.endswith("'s") and opening[:-2] not in countries().names:
        return None
    end = None
    at = after
    for word in _FOLLOWING_WORD.finditer(text, after, after + _LONGEST):
        if word.start() != at or not is_title_word(word[0]):
            break
        end = word.end() if word[0].lower() in ROLE_HEADS else end
        at = word.end() + 1
    if end is None or _LEADS_TO_NAME.match(text, end):
        return None
    return Span(start, end)

"""The titles around a name: "Chinese Foreign Minister" before it, "a spokesman for" after it.

Texts here have plain spaces and straight apostrophes (`names.plain` makes them so, one for one).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from hedgerow.store.extract.speakers.lexicon import (
    HONORIFICS,
    ORGANISATION_NOUNS,
    ROLE_GENDER,
    ROLE_HEADS,
    ROLE_MODIFIERS,
    Gender,
    countries,
)
from hedgerow.store.extract.speakers.roles import Role, countries_in, read_role, role_in

_LONGEST_WORD = 24
_LONGEST_TITLE = 9
_MOST_TITLES_KEPT = 512
_OPENING_MARKS = "\"'“‘(—"
_ENDS_PHRASE = frozenset(',;:!?"”)')


class Title(NamedTuple):
    """What stands around one name.

    `start` is where the name begins with its titles (a code point offset), or None where no title
    is part of the mention. `personal` says that only a person can be so called, `organisation`
    that the noun before is one for an organisation ("news agency Xinhua"). `counterpart` marks
    "his Ukrainian counterpart", `determined` that "the" stands before it all.
    """

    start: int | None = None
    roles: tuple[Role, ...] = ()
    countries: frozenset[str] = frozenset()
    gender: Gender | None = None
    personal: bool = False
    organisation: bool = False
    counterpart: bool = False
    determined: bool = False


TITLE_WORDS = ROLE_HEADS | ROLE_MODIFIERS | HONORIFICS.keys()
"""Words that titles are made of, in lower case and without a full stop."""

_ARTICLES = frozenset(("the", "The"))
_BEFORE_NAMES = TITLE_WORDS | ORGANISATION_NOUNS


NO_TITLE = Title()
_NOTHING_BUT_THE = Title(determined=True)
_NOUN_FOR_A_BODY = Title(organisation=True)


@cache
def adjective_ends() -> frozenset[str]:
    """Return the last words of nationalities ("Korean" of "South Korean")."""
    return frozenset(adjective.rsplit(" ", 1)[-1] for adjective in countries().adjectives)


def is_title_word(word: str) -> bool:
    """Say whether a word, as the text has it, may be part of a title before a name."""
    return word.lower().rstrip(".") in TITLE_WORDS or word in adjective_ends()


def _words_back(text: str, end: int) -> Iterator[tuple[str, int]]:
    """Yield the words of the phrase that ends at `end`, last first, each with its start."""
    for _ in range(_LONGEST_TITLE):
        floor = max(0, end - _LONGEST_WORD)
        gap = max(text.rfind(" ", floor, end), text.rfind("\n", floor, end))
        word = text[max(gap + 1, floor) : end].lstrip(_OPENING_MARKS)
        if not word or word[-1] in _ENDS_PHRASE or (word[-1] == "." and not _abbreviates(word)):
            return
        yield word, end - len(word)
        if gap < 0 or text[gap] == "\n" or end - len(word) != gap + 1:
            return
        end = gap


def _abbreviates(word: str) -> bool:
    """Say whether a full stop belongs to its word ("Sen.", "U.S.") and ends no sentence."""
    return word[:-1].lower() in HONORIFICS or "." in word[:-1]


def title_before(text: str, start: int) -> Title:
    """Read the title that leads up to the name at `start`."""
    if not start or text[start - 1] != " ":
        return NO_TITLE
    word = text[max(0, start - _LONGEST_WORD - 2) : start - 1].rpartition(" ")[2]
    if not word or word[-1] in _ENDS_PHRASE:
        return NO_TITLE
    if word in _ARTICLES:
        return _NOTHING_BUT_THE
    if word.isalpha():
        if word.lower() not in _BEFORE_NAMES and word not in adjective_ends():
            return NO_TITLE
    elif word[-1] == "." and not _abbreviates(word.rpartition("\n")[2].lstrip(_OPENING_MARKS)):
        return NO_TITLE
    return _title_ending_at(text, start - 1)


def title_with_comma(text: str, start: int, end: int) -> Title | None:
    """Read "the Chinese foreign minister, Wang Yi," where the name `[start, end)` stands apart.

    Returns the title, which starts at its "the", or None where this is no such apposition.
    """
    if text[start - 2 : start] != ", " or text[end : end + 1] not in (",", ".", ";", ")", ""):
        return None
    title = _title_ending_at(text, start - 2)
    if not title.personal or not (title.determined or title.countries or title.counterpart):
        return None
    if title.determined and title.start is not None:
        title = title._replace(start=title.start - len("the "))
    return title


def _title_ending_at(text: str, end: int) -> Title:
    """Read the title whose last word ends at `end`."""
    known = countries()
    words: list[str] = []
    start, kept, determined = end, 0, False
    for word, at in _words_back(text, end):
        possessor = word[:-2] if word.endswith("'s") else ""
        extends = words and (word in known.names or f"{word} {words[-1]}" in known.adjectives)
        if extends or is_title_word(word) or possessor in known.names:
            words.append(possessor or word)
            start, kept = at, len(words)
        elif words and word in ("of", "and"):
            words.append(word)
        else:
            determined = word in _ARTICLES
            if not words and word.lower() in ORGANISATION_NOUNS:
                return _NOUN_FOR_A_BODY
            break
        if possessor:
            break
    if not kept:
        return _NOTHING_BUT_THE if determined else NO_TITLE
    return _title_of(words[kept - 1 :: -1], start, determined)


def _title_of(words: list[str], start: int, determined: bool) -> Title:
    """Make a title of its words, in text order."""
    title = _meaning(tuple(words))
    return title._replace(start=None if title.counterpart else start, determined=determined)


@lru_cache(maxsize=_MOST_TITLES_KEPT)
def _meaning(words: tuple[str, ...]) -> Title:
    """Say what a title's words mean, wherever it stands. The same few come back all the time."""
    lower = [word.lower().rstrip(".") for word in words]
    last = lower[-1]
    counterpart = last == "counterpart"
    role = role_in(words, lower)
    personal = last in HONORIFICS or last in ROLE_HEADS
    genders = (HONORIFICS.get(word) or ROLE_GENDER.get(word) for word in lower)
    return Title(
        roles=(role,) if role and personal and not counterpart else (),
        countries=countries_in(words),
        gender=next((gender for gender in genders if gender), None),
        personal=personal,
        organisation=last in ORGANISATION_NOUNS and not personal,
        counterpart=counterpart,
    )


@cache
def _apposition() -> re.Pattern[str]:
    return re.compile(r", (?:\d\d, )?(?:who (?:is|was) )?([^,.;:()\"“”\n]{3,80})")


def title_after(text: str, end: int) -> Role | None:
    """Read the role that an apposition gives to the name before it ("..., head of the agency")."""
    if text[end : end + 1] != ",":
        return None
    match = _apposition().match(text, end)
    if match is None:
        return None
    phrase = match[1]
    first = phrase.split(" ", 1)[0]
    if first in ("a", "an", "the", "then") or is_title_word(first):
        return read_role(phrase)
    return None

"""Capitalised words in a row, cut into names at words that only open a sentence and at titles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from hedgerow.store.extract.speakers.lexicon import (
    EVENT_WORDS,
    FUNCTION_WORDS,
    GROUP_NOUNS,
    HONORIFICS,
    OF_HEADS,
    ORGANISATION_WORDS,
    PARTICLES,
    ROLE_HEADS,
    SURNAME_LIKE_ROLES,
    countries,
    given_names,
)
from hedgerow.store.extract.speakers.titles import TITLE_WORDS, adjective_ends, is_title_word
from hedgerow.store.span import Span

_CLEAR_ROLES = (ROLE_HEADS | HONORIFICS.keys()) - SURNAME_LIKE_ROLES
_AMBIGUOUS_SURNAMES = frozenset(("may", "march", "august"))
_AMBIGUOUS_GIVEN_NAMES = frozenset(("jan", "april", "june"))
_NO_SURNAMES = FUNCTION_WORDS | TITLE_WORDS | ORGANISATION_WORDS | EVENT_WORDS
_LONGEST_WORD_BEFORE = 24
_NAME_ENDINGS = frozenset(("inc", "corp", "llc", "ltd", "plc"))
_ADDRESSES = frozenset(HONORIFICS) | {f"{word}." for word in HONORIFICS}
_ABBREVIATIONS = _ADDRESSES | {f"{word}." for word in _NAME_ENDINGS}
_CUTTING = FUNCTION_WORDS | TITLE_WORDS | _NAME_ENDINGS | _ABBREVIATIONS
"""Words at which a run may have to be cut, in lower case."""

_OPENERS = frozenset(word.capitalize() for word in FUNCTION_WORDS | GROUP_NOUNS)
"""Words that name nothing where they stand alone, as a text has them."""


_PREFIXES = ("al-", "el-", "dl-", "d'", "bin-")
_JOINS = ("-", "'")
_OF = (" of the ", " of ")
_DOTTED = {
    "C": r"ol|apt|orp|o",
    "D": "r",
    "G": "ov|en",
    "I": "nc",
    "J": "r",
    "L": "td|t",
    "M": "rs|r|s",
    "N": r"\.V",
    "P": "rof",
    "R": "eps|ep|ev",
    "S": r"ens|en|gt|t|r|\.A",
}
"""Abbreviations that keep their full stop inside a name, by first letter."""


@cache
def _run() -> re.Pattern[str]:
    """Match capitalised words in a row, with the particles that names have between them.

    Latin, Greek and Cyrillic capitals count. At most twelve words: a longer row is no name, and
    the bound keeps every later step short. A prefix of the first word ("al-") is left out: a
    pattern that opens with a capital is searched for three times as fast.
    """
    upper = "[" + "".join(chr(c) for c in range(0x41, 0x530) if chr(c).isupper()) + "]"
    inner = r"[\w\u0300-\u036f]"
    dotted = "|".join(rf"(?<={first})(?:{rest})\." for first, rest in _DOTTED.items())
    initials = rf"\.(?:(?:{upper}\.){{1,5}}|(?= {upper}))"
    domain = r"(?:\.(?:com|org|net|co|gov)\b)?"
    tail = rf"(?:[-'&](?!s\b){inner}+){{0,3}}"
    rest = rf"(?:{dotted}|{initials}|{inner}*{domain}{tail})"
    particle = "(?:" + "|".join(sorted(PARTICLES, key=len, reverse=True)) + ")"
    joint = rf"(?: & | {particle} (?:la |der |den )?| )(?:[ade]l-|d'|bin-)?"
    return re.compile(rf"{upper}(?<!{inner}.){rest}(?:{joint}{upper}{rest}){{0,11}}", re.DOTALL)


def find_name_spans(text: str) -> list[Span]:
    """Find the names in `text` (as `plain` returns it), in text order, never overlapping."""
    found: list[Span] = []
    nationalities = adjective_ends()
    end = 0
    for match in _run().finditer(text):
        run = match[0]
        start = match.start()
        if run in _OPENERS or start < end:
            continue
        before, end = end, match.end()
        if text[start - 1 : start] in _JOINS:
            start = _with_prefix(text, start, before)
        if text.startswith(" of ", end):
            end = _continued(text, run, end)
        run = text[start:end]
        words = run.split(" ")
        lower = run.lower().split(" ")
        if _CUTTING.isdisjoint(lower) and nationalities.isdisjoint(words) and "'" not in run:
            found.append(Span(start, end))
        elif len(words) == 2 and lower[0] in _ADDRESSES and _is_plain(words[1], lower[1]):
            found.append(Span(end - len(words[1]), end))
        elif len(words) > 1:
            found.extend(_names_in_run(text, words, start))
        elif not _is_function_word(run) and not is_title_word(run):
            found.append(Span(start, end))
    return found


def _is_plain(word: str, lower: str) -> bool:
    """Say whether a word is nothing but a name, and so need not be looked at more closely."""
    return (
        lower not in _CUTTING
        and lower not in ORGANISATION_WORDS
        and word not in adjective_ends()
        and "'" not in word
    )


def _with_prefix(text: str, start: int, floor: int) -> int:
    """Return where the word at `start` begins with its prefix ("al-Hadi"), not before `floor`."""
    for prefix in _PREFIXES:
        at = start - len(prefix)
        if at >= floor and text.startswith(prefix, at):
            return start if _is_inner(text[at - 1 : at]) else at
    return start


def _is_inner(character: str) -> bool:
    return character.isalnum() or character == "_" or "\u0300" <= character <= "\u036f"


def _continued(text: str, run: str, end: int) -> int:
    """Return where the run that stops at `end` ends with what "of" adds ("Bank of England")."""
    if run.rsplit(" ", 1)[-1].lower() not in OF_HEADS:
        return end
    following = next(end + len(words) for words in _OF if text.startswith(words, end))
    prefix = next((one for one in _PREFIXES if text.startswith(one, following)), "")
    more = _run().match(text, following + len(prefix))
    return more.end() if more else end


def _names_in_run(text: str, words: Sequence[str], start: int) -> Iterator[Span]:
    """Cut a run, which begins at `start`, at function words ("On", "Tuesday") and at titles."""
    name: list[str] = []
    at = start
    for index, word in enumerate(words):
        if _is_function_word(word) and not (
            _is_surname(word, name) or _is_given_name(text, words, index, at)
        ):
            yield from _split_at_title(name, at - 1)
            name = []
        else:
            name.append(word)
            if word.lower().rstrip(".") in _NAME_ENDINGS:
                yield from _split_at_title(name, at + len(word))
                name = []
        at += len(word) + 1
    yield from _split_at_title(name, at - 1)


def _is_function_word(word: str) -> bool:
    """Say whether a capital here only opens a sentence or a date ("On", "We'll", "Tuesday")."""
    return word[0].isupper() and word.lower().partition("'")[0] in FUNCTION_WORDS


def _is_surname(word: str, before: list[str]) -> bool:
    """Say whether a month is a surname here ("Theresa May")."""
    return (
        word.lower() in _AMBIGUOUS_SURNAMES and bool(before) and before[-1].lower() in given_names()
    )


def _is_given_name(text: str, words: Sequence[str], index: int, at: int) -> bool:
    """Say whether a month, which starts at `at`, is a given name here ("Minister April Moss").

    A surname must follow, and no word stand before that would make it a date ("last April").
    """
    if words[index].lower() not in _AMBIGUOUS_GIVEN_NAMES or index + 1 == len(words):
        return False
    following = words[index + 1]
    if following.lower() in _NO_SURNAMES or following in countries().names:
        return False
    before = text[max(0, at - _LONGEST_WORD_BEFORE) : at].rpartition(" ")[0].rpartition(" ")[2]
    return not before[-1:].isalpha() or is_title_word(before)


def _split_at_title(words: list[str], end: int) -> Iterator[Span]:
    """Yield the name before and the name after the title among `words`, which stop at `end`.

    "Apple CEO Steve Jobs" holds two names, "Foreign Minister Wang Yi" one, "State Department"
    one, "Prime Minister" none.
    """
    lower = [word.lower().rstrip(".") for word in words]
    last_role = next((at for at in range(len(words) - 1, -1, -1) if _is_role(lower, at)), -1)
    if last_role >= 0 and ORGANISATION_WORDS.isdisjoint(lower[last_role + 1 :]):
        before = last_role
        while before and is_title_word(words[before - 1]):
            before -= 1
        yield from _span_of(words, 0, before, end)
    elif not ORGANISATION_WORDS.isdisjoint(lower):
        yield from _span_of(words, 0, len(words), end)
        return
    first = last_role + 1
    while first < len(words) - 1 and is_title_word(words[first]):
        first += 1
    if first < len(words) and not is_title_word(words[-1]):
        yield from _span_of(words, first, len(words), end)


def _is_role(words: Sequence[str], at: int) -> bool:
    """Say whether a word is a role, not a surname: "Chief" is one before "Calvin Moss"."""
    if words[at] in _CLEAR_ROLES:
        return True
    is_before_name = at + 2 < len(words) and words[at + 1] in given_names()
    return words[at] in SURNAME_LIKE_ROLES and is_before_name


def _span_of(words: list[str], first: int, last: int, end: int) -> Iterator[Span]:
    """Yield the span of `words[first:last]`, if any, where all of `words` stop at `end`."""
    if first < last:
        after = sum(len(word) + 1 for word in words[last:])
        stop = end - after
        yield Span(stop - len(" ".join(words[first:last])), stop)

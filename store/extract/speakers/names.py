"""Capitalised names in a text, each with its titles and a first guess at what it names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from store.extract.speakers.lexicon import (
    EVENT_WORDS,
    FUNCTION_WORDS,
    HONORIFICS,
    NOT_A_PERSON_WORDS,
    OF_HEADS,
    ORGANISATION_WORDS,
    ROLE_HEADS,
    SURNAME_LIKE_ORGANISATIONS,
    SURNAME_LIKE_ROLES,
    US_STATES,
    countries,
    given_names,
)
from store.extract.speakers.roles import Role
from store.extract.speakers.titles import (
    Title,
    is_title_word,
    title_after,
    title_before,
    title_with_comma,
)
from store.span import Span

NameKind = Literal["person", "organisation", "country", "thing", "unknown"]

_CLEAR_ROLES = (ROLE_HEADS | HONORIFICS.keys()) - SURNAME_LIKE_ROLES
_AMBIGUOUS_SURNAMES = frozenset(("may", "march", "august"))
_NAME_ENDINGS = frozenset(("inc", "corp", "llc", "ltd", "plc"))
_LONGEST_PERSON = 4
_PLAIN_FORMS = (("\xa0", " "), ("\u202f", " "), ("\u2019", "'"))


@dataclass(slots=True)
class NameMention:
    """One place where the text names something.

    `span` covers the name alone, `titled` the name with the titles before it. `words` are the
    name's words. `kind` is a first guess from this place only; "thing" means a place, an event or
    a document, never a person. `roles` are all offices given here, before or after the name.
    """

    span: Span
    titled: Span
    words: tuple[str, ...]
    kind: NameKind
    title: Title
    roles: tuple[Role, ...]


def plain(text: str) -> str:
    """Return `text` with plain spaces and straight apostrophes, one for one, so offsets hold."""
    for character, plain_form in _PLAIN_FORMS:
        text = text.replace(character, plain_form)
    return text


@cache
def _run() -> re.Pattern[str]:
    """Match capitalised words in a row, with the particles that names have between them.

    Latin, Greek and Cyrillic capitals count. At most twelve words: a longer row is no name, and
    the bound keeps every later step short.
    """
    upper = "[" + "".join(chr(c) for c in range(0x41, 0x530) if chr(c).isupper()) + "]"
    inner = r"[\w\u0300-\u036f]"
    dotted = r"(?:Mr|Mrs|Ms|Dr|Sen|Sens|Rep|Reps|Gov|Gen|Lt|Col|Sgt|Capt|Prof|Rev|St|Jr|Sr|Inc|Corp"
    dotted += r"|Co|Ltd|N\.V|S\.A)\."
    domain = r"(?:\.(?:com|org|net|co|gov)\b)?"
    tail = rf"(?:[-'&](?!s\b){inner}+){{0,3}}"
    word = (
        rf"(?:{dotted}|(?:{upper}\.){{2,6}}|{upper}\.(?= {upper})"
        rf"|(?:[ade]l-|[dO]'|bin-)?{upper}{inner}*{domain}{tail})"
    )
    particle = r"(?:de|da|do|dos|du|del|della|di|la|le|van|von|der|den|ter|bin|ibn|al|el)"
    joint = rf"(?: & | {particle} (?:la |der |den )?| )"
    return re.compile(rf"(?<!{inner}){word}(?:{joint}{word}){{0,11}}")


@cache
def _continuation() -> re.Pattern[str]:
    return re.compile(r" of (?:the )?" + _run().pattern)


def find_names(text: str) -> list[NameMention]:
    """Find the names in `text` (as `plain` returns it), in text order, never overlapping."""
    found: list[NameMention] = []
    run, position = _run(), 0
    while match := run.search(text, position):
        position = match.end()
        if match[0].rsplit(" ", 1)[-1].lower() in OF_HEADS:
            more = _continuation().match(text, position)
            position = more.end() if more else position
        names = _names_in_run(text[match.start() : position], match.start())
        found.extend(_mention(text, name) for name in names)
    return found


def _names_in_run(run: str, start: int) -> Iterator[Span]:
    """Cut a run into names at function words ("On", "Tuesday") and at titles."""
    if " " not in run:
        if not _is_function_word(run) and not is_title_word(run):
            yield Span(start, start + len(run))
        return
    words: list[str] = []
    at = start
    for word in run.split(" "):
        if _is_function_word(word) and not _is_surname(word, words):
            yield from _split_at_title(words, at - 1)
            words = []
        else:
            words.append(word)
            if word.lower().rstrip(".") in _NAME_ENDINGS:
                yield from _split_at_title(words, at + len(word))
                words = []
        at += len(word) + 1
    yield from _split_at_title(words, at - 1)


def _is_function_word(word: str) -> bool:
    """Say whether a capital here only opens a sentence or a date ("On", "We'll", "Tuesday")."""
    return word[0].isupper() and word.lower().partition("'")[0] in FUNCTION_WORDS


def _is_surname(word: str, before: list[str]) -> bool:
    """Say whether a month is a surname here ("Theresa May")."""
    return (
        word.lower() in _AMBIGUOUS_SURNAMES and bool(before) and before[-1].lower() in given_names()
    )


def _split_at_title(words: list[str], end: int) -> Iterator[Span]:
    """Yield the name before and the name after the title among `words`, which stop at `end`.

    "Apple CEO Steve Jobs" holds two names, "Foreign Minister Wang Yi" one, "State Department"
    one, "Prime Minister" none.
    """
    lower = [word.lower().rstrip(".") for word in words]
    last_role = next((at for at in range(len(words) - 1, -1, -1) if lower[at] in _CLEAR_ROLES), -1)
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


def _span_of(words: list[str], first: int, last: int, end: int) -> Iterator[Span]:
    """Yield the span of `words[first:last]`, if any, where all of `words` stop at `end`."""
    if first < last:
        after = sum(len(word) + 1 for word in words[last:])
        stop = end - after
        yield Span(stop - len(" ".join(words[first:last])), stop)


def _mention(text: str, span: Span) -> NameMention:
    """Describe the name at `span` with the titles that stand around it."""
    name = span.of(text)
    words = tuple(name.split(" "))
    if name in countries().names and text[span.start - 2 : span.start - 1] != ".":
        return NameMention(span, span, words, "country", Title(span.start), ())
    title = title_before(text, span.start)
    if title.start == span.start:
        title = title_with_comma(text, *span) or title
    apposed = title_after(text, span.end) if _may_be_apposed(text, span, words) else None
    kind = _first_guess(words, title)
    if kind == "unknown" and apposed:
        kind = "person"
    roles = (*title.roles, apposed) if apposed else title.roles
    return NameMention(span, Span(title.start, span.end), words, kind, title, roles)


def _may_be_apposed(text: str, span: Span, words: tuple[str, ...]) -> bool:
    """Say whether what follows a comma may describe this name.

    One word that opens a sentence is as likely an adverb ("Significantly, the judge ...").
    """
    if len(words) == 1:
        word = words[0]
        if "." in word or word in countries().capitals or word.lower() in NOT_A_PERSON_WORDS:
            return False
        return text[max(0, span.start - 2) : span.start - 1] not in ("", "\n", ".", "!", "?", '"')
    return _capitals(words) <= _LONGEST_PERSON


def _capitals(words: tuple[str, ...]) -> int:
    return sum(1 for word in words if word[0].isupper())


def _first_guess(words: tuple[str, ...], title: Title) -> NameKind:
    """Guess what a name is for from its words and the title before it."""
    known = countries()
    lower = [word.lower().rstrip(".") for word in words]
    if " ".join(words) in known.names:
        return "country"
    if len(words) > 1 and lower[-1] in EVENT_WORDS:
        return "thing"
    if _is_organisation(words, lower):
        return "organisation"
    if title.personal and _capitals(words) <= _LONGEST_PERSON and lower[0] not in US_STATES:
        return "person"
    if title.organisation:
        return "organisation"
    if len(words) == 1:
        return "unknown"
    if (
        _capitals(words) > _LONGEST_PERSON
        or title.determined
        or not NOT_A_PERSON_WORDS.isdisjoint(lower)
        or any(known.of_word(word) for word in words)
        or any(character.isdigit() for character in words[-1])
    ):
        return "thing"
    return "person" if lower[0] in given_names() else "unknown"


def _is_organisation(words: tuple[str, ...], lower: list[str]) -> bool:
    """Say whether a name holds an organisation's word or an acronym."""
    if not ORGANISATION_WORDS.isdisjoint(lower):
        is_person = (
            len(words) == 2 and lower[0] in given_names() and lower[1] in SURNAME_LIKE_ORGANISATIONS
        )
        return not is_person
    return any(len(word) > 1 and word.isupper() and word.isalpha() for word in words)

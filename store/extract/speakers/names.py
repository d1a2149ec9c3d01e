"""Capitalised names in a text, each with its titles and a first guess at what it names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from hedgerow.store.extract.speakers.lexicon import (
    EVENT_WORDS,
    KNOWN_ORGANISATIONS,
    NOT_A_PERSON_WORDS,
    ORGANISATION_WORDS,
    PEOPLES,
    SURNAME_LIKE_ORGANISATIONS,
    US_STATES,
    countries,
    given_names,
)
from hedgerow.store.extract.speakers.roles import Role
from hedgerow.store.extract.speakers.runs import find_name_spans
from hedgerow.store.extract.speakers.surnames import FAMILY_FIRST
from hedgerow.store.extract.speakers.titles import (
    NO_TITLE,
    Title,
    title_after,
    title_before,
    title_with_comma,
)
from hedgerow.store.span import Span

NameKind = Literal["person", "organisation", "country", "group", "thing", "unknown"]

_LONGEST_PERSON = 4
_LONGEST_HEADLINE = 200
_PLAIN_FORMS = (("\xa0", " "), ("\u202f", " "), ("\u2019", "'"))


class NameMention:
    """One place where the text names something.

    `span` covers the name alone, `titled` the name with the titles before it. `words` are the
    name's words, `name` is all of them. `kind` is a first guess from this place only; "thing"
    means a place, an event or a document, never a person, "group" many people ("Democrats").
    `roles` are all offices given here, before or after the name.
    """

    __slots__ = ("kind", "name", "roles", "span", "title", "titled", "words")

    def __init__(
        self,
        name: str,
        span: Span,
        words: Sequence[str],
        kind: NameKind,
        title: Title,
        roles: tuple[Role, ...],
    ) -> None:
        self.name = name
        self.span = span
        self.titled = span if title.start is None else Span(title.start, span.end)
        self.words = words
        self.kind = kind
        self.title = title
        self.roles = roles


def plain(text: str) -> str:
    """Return `text` with plain spaces and straight apostrophes, one for one, so offsets hold."""
    for character, plain_form in _PLAIN_FORMS:
        text = text.replace(character, plain_form)
    return text


def find_names(text: str) -> list[NameMention]:
    """Find the names in `text` (as `plain` returns it), in text order, never overlapping."""
    states = countries().names
    untitled: dict[tuple[str, bool], NameKind] = {}
    names = [_mention(text, span, states, untitled) for span in find_name_spans(text)]
    _doubt_headline(text, names)
    return names


def _doubt_headline(text: str, names: Sequence[NameMention]) -> None:
    """Take what only a headline in capitals names for no name ("Judge Rejects Border Plan")."""
    end = text.find("\n", 0, _LONGEST_HEADLINE)
    if end < 0 or any(word.islower() and len(word) > 4 for word in text[:end].split(" ")):
        return
    for name in names:
        if name.span.start > end:
            break
        known = name.words[0].lower() in given_names() or text.find(name.words[-1], end) >= 0
        if name.kind in ("person", "unknown") and not known:
            name.kind, name.roles = "thing", ()


def _mention(
    text: str, span: Span, states: Mapping[str, str], untitled: dict[tuple[str, bool], NameKind]
) -> NameMention:
    """Describe the name at `span` with the titles that stand around it.

    `states` are the names of countries. `untitled` remembers what was guessed of names that stand
    without a title, since most come back.
    """
    start, end = span
    name = text[start:end]
    words = name.split(" ")
    if name in states and not text.startswith(". ", max(0, start - 2)):
        return NameMention(name, span, words, "country", NO_TITLE, ())
    title = title_before(text, start)
    if start > 2 and text.startswith(", ", start - 2):
        title = title_with_comma(text, start, end) or title
    apposed = None
    if text.startswith(",", end) and _may_be_apposed(text, span, words):
        apposed = title_after(text, end)
    if title.personal or title.organisation:
        kind = _first_guess(words, title)
    else:
        seen = name, title.determined
        kind = untitled.get(seen) or untitled.setdefault(seen, _first_guess(words, title))
    if kind == "unknown" and apposed:
        kind = "person"
    roles = (*title.roles, apposed) if apposed else title.roles
    return NameMention(name, span, words, kind, title, roles)


def _may_be_apposed(text: str, span: Span, words: Sequence[str]) -> bool:
    """Say whether what follows a comma may describe this name.

    One word that opens a sentence is as likely an adverb ("Significantly, the judge ...").
    """
    if len(words) == 1:
        word = words[0]
        if "." in word or word in countries().capitals or word.lower() in NOT_A_PERSON_WORDS:
            return False
        return text[max(0, span.start - 2) : span.start - 1] not in ("", "\n", ".", "!", "?", '"')
    return _capitals(words) <= _LONGEST_PERSON


def _capitals(words: Sequence[str]) -> int:
    return sum(1 for word in words if word[0].isupper())


def _first_guess(words: Sequence[str], title: Title) -> NameKind:
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
        return _of_one_word(words[0], lower[0])
    if (
        _capitals(words) > _LONGEST_PERSON
        or title.determined
        or not NOT_A_PERSON_WORDS.isdisjoint(lower)
        or any(known.of_word(word) for word in words)
        or any(character.isdigit() for word in words for character in word)
    ):
        return "thing"
    return "person" if lower[0] in given_names() or lower[0] in FAMILY_FIRST else "unknown"


def _of_one_word(word: str, lower: str) -> NameKind:
    if lower in KNOWN_ORGANISATIONS:
        return "organisation"
    if lower in PEOPLES or word[:-1] in countries().adjectives:
        return "group"
    return "thing" if lower in US_STATES else "unknown"


def _is_organisation(words: Sequence[str], lower: Sequence[str]) -> bool:
    """Say whether a name holds an organisation's word or an acronym."""
    if not ORGANISATION_WORDS.isdisjoint(lower):
        is_person = (
            len(words) == 2 and lower[0] in given_names() and lower[1] in SURNAME_LIKE_ORGANISATIONS
        )
        return not is_person
    return any(len(word) > 1 and word.isupper() and word.isalpha() for word in words)

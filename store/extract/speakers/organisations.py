"""Organisations, countries and whatever else has a name: which mentions belong together."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from hedgerow.store.extract.speakers.entities import Entity, EntityKind
from hedgerow.store.extract.speakers.lexicon import (
    CORPORATE_SUFFIXES,
    NOT_A_PERSON_WORDS,
    ORGANISATION_WORDS,
    countries,
)
from hedgerow.store.extract.speakers.names import NameMention
from hedgerow.store.extract.speakers.titles import is_title_word

_NOT_SHORT_FORMS = NOT_A_PERSON_WORDS | frozenset(
    "united american national international global world royal european asian african".split()
)
_SMALL_WORDS = frozenset(("of", "the", "and", "for", "&"))


class Organisations:
    """Everything in an article that has a name and is no person.

    Names of several words are entered first, over the whole text, so that a short form finds its
    full name even where a headline uses it before: "Ford" is "Ford Motor Company", "GAO" is
    "Government Accountability Office", "Foreign Ministry" is "Chinese Foreign Ministry".
    """

    def __init__(self, mentions: Sequence[NameMention]) -> None:
        self._by_key: dict[str, Entity] = {}
        self._by_short_form: dict[str, Entity] = {}
        self._by_ending: dict[str, Entity] = {}
        self._by_name: dict[str, Entity] = {}
        for mention in sorted(mentions, key=_fullest_first):
            if (
                len(mention.words) > 1
                and mention.kind != "country"
                and self.named(mention.name) is None
            ):
                self._enter(mention.words, mention.kind)
        for full, acronym in pairwise(mentions):
            if _is_acronym_of(acronym, full):
                entity = self._by_key.get(_key(full.words))
                if entity is not None:
                    self._by_key.setdefault(_key(acronym.words), entity)

    def meant_by(self, mention: NameMention) -> Entity:
        """Return what this mention means, entering it if need be."""
        name = mention.name
        entity = self._by_name.get(name)
        if entity is None:
            entity = self.named(name) or self._enter(mention.words, mention.kind)
            self._by_name[name] = entity
        return entity

    def named(self, name: str) -> Entity | None:
        """Return what a name or a description means, in any case of letters, or None."""
        country = countries().names.get(name)
        if country is not None:
            return self._by_key.get(country.lower())
        key = _key(name.split(" "))
        return self._by_key.get(key) or self._by_short_form.get(key)

    def ending_in(self, phrase: str) -> Entity | None:
        """Return whose name ends in these two words ("the motor company"), or None."""
        return self._by_ending.get(phrase)

    def describe(self, phrase: str, kind: EntityKind) -> Entity:
        """Return the entity that the article knows by this description only."""
        known = self.named(phrase)
        return known if known is not None else self._enter(phrase.split(" "), kind)

    def country(self, usual_name: str) -> Entity:
        """Return the country with this usual name, even if only its adjective was used."""
        return self._by_key.get(usual_name.lower()) or self._enter((usual_name,), "country")

    def _enter(self, words: Sequence[str], kind: EntityKind) -> Entity:
        name = " ".join(words)
        key = countries().names.get(name, "").lower() if kind == "country" else ""
        key = key or _key(words)
        entity = self._by_key.get(key)
        if entity is None:
            entity = self._by_key[key] = Entity(name, kind)
            if kind in ("organisation", "unknown") and len(words) > 1:
                for short in _short_forms(words):
                    self._by_short_form.setdefault(short, entity)
                if words[-1].lower() in ORGANISATION_WORDS:
                    self._by_ending.setdefault(" ".join(words[-2:]).lower(), entity)
        elif entity.kind in ("unknown", "thing") and kind == "organisation":
            entity.kind = kind
        return entity


def _fullest_first(mention: NameMention) -> tuple[bool, int]:
    """Order names so that the likeliest owners of a short form claim it first."""
    return mention.kind != "organisation", -len(mention.words)


def _key(words: Sequence[str]) -> str:
    """Return what two mentions of one organisation have in common."""
    lower = [word.lower() for word in words]
    if len(lower) > 1 and lower[0] == "the":
        del lower[0]
    while len(lower) > 1 and lower[-1].rstrip(".") in CORPORATE_SUFFIXES:
        lower.pop()
    return " ".join(lower)


def _short_forms(words: Sequence[str]) -> list[str]:
    """Return the keys of the forms that later mentions shorten a name to."""
    first = words[0]
    initials = "".join(word[0] for word in words if word.lower() not in _SMALL_WORDS)
    forms = [initials.lower()] if len(initials) > 2 else []
    if first in countries().adjectives:
        if len(words) > 2:
            forms.append(_key(words[1:]))
    elif len(first) > 2 and first.lower() not in _NOT_SHORT_FORMS and not is_title_word(first):
        forms.append(first.lower())
    return forms


def _is_acronym_of(acronym: NameMention, full: NameMention) -> bool:
    """Say whether `acronym` stands in brackets right after `full` ("General Motors (GM")."""
    return (
        acronym.span.start == full.span.end + 2
        and len(acronym.words) == 1
        and acronym.words[0].isupper()
        and acronym.words[0][0] == full.words[0][0]
    )

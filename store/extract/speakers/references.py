"""Whom a source means: a name, a pronoun, a role, "the firm", "a statement by the ministry".

Sources are resolved in text order, since each one resolved is what a later pronoun may mean.
"""

from __future__ import annotations

from collections.abc import Sequence

from store.extract.speakers.discourse import Discourse
from store.extract.speakers.entities import Entity, EntityKind
from store.extract.speakers.lexicon import (
    COUNTRY_NOUNS,
    DOCUMENT_NOUNS,
    GOVERNMENT_NOUNS,
    ORGANISATION_NOUNS,
    ROLE_HEADS,
)
from store.extract.speakers.names import NameMention
from store.extract.speakers.offices import Offices
from store.extract.speakers.organisations import Organisations
from store.extract.speakers.phrases import Phrase, PhraseReader, without_article
from store.extract.speakers.pronouns import Antecedents, pronoun_in
from store.extract.speakers.roles import countries_in, read_role
from store.span import Span

_NOBODY = frozenset(
    "you your one another other this that these those there what neither either both none".split()
)
_SELF = frozenset(("himself", "herself", "itself", "themselves", "also"))


class References:
    """Resolves the sources of one text.

    `mentions` and `meant` are parallel: the names of the text and what each means.
    """

    def __init__(
        self,
        text: str,
        mentions: Sequence[NameMention],
        meant: Sequence[Entity],
        organisations: Organisations,
        offices: Offices,
    ) -> None:
        self._text = text
        self._mentions = mentions
        self._meant = meant
        self._organisations = organisations
        self._offices = offices
        self._phrases = PhraseReader(text, mentions)
        self._antecedents = Antecedents(
            text,
            Discourse(text),
            [mention.span.start for mention in mentions],
            [mention.span.end for mention in mentions],
            meant,
        )

    def resolve(self, sources: Sequence[Span]) -> list[Entity | None]:
        """Return whom each source means, in the given order, and add the mentions found.

        What "I" and "we" mean is asked last, since their speaker may only be told after the
        quotation.
        """
        order = sorted(range(len(sources)), key=lambda index: sources[index])
        resolved: list[Entity | None] = [None] * len(sources)
        late: list[int] = []
        for index in order:
            if pronoun_in(sources[index].of(self._text).strip()) in ("I", "we"):
                late.append(index)
                continue
            entity = resolved[index] = self._source(sources[index])
            if entity is not None:
                self._antecedents.note_turn(sources[index].start, entity)
        for index in late:
            resolved[index] = self._source(sources[index])
        for entity in resolved:
            if entity is not None:
                entity.spoke = True
        return resolved

    def _source(self, source: Span) -> Entity | None:
        """Resolve one source and keep its span as a mention unless a name in it is one."""
        phrase = self._phrases.read(source)
        if not phrase.head.length or phrase.head.of(self._text).lower() in _NOBODY:
            return None
        pronoun = pronoun_in(phrase.head.of(self._text))
        if pronoun is not None:
            entity = self._antecedents.of(pronoun, source.start)
        else:
            entity = self._phrase(phrase)
        if entity is not None and all(self._meant[index] is not entity for index in phrase.names):
            names_another = len(phrase.names) > len(phrase.head_names)
            whole = entity.kind == "group" and not names_another
            entity.references.append(phrase.description if whole else phrase.head)
        return entity

    def _phrase(self, phrase: Phrase) -> Entity:
        if phrase.head_names:
            named = self._head_name(phrase)
            tail = phrase.tail.removeprefix("'s").strip(" '\"“”")
            if not tail or tail in _SELF:
                return named
            return self._named_with_tail(phrase, named)
        return self._apposed(phrase) or self._unnamed(phrase)

    def _head_name(self, phrase: Phrase) -> Entity:
        """Return what the head names: its last name, or the first of several joined by "and"."""
        names = phrase.head_names
        joined = " and " in phrase.head.of(self._text)
        return self._meant[names[0] if joined else names[-1]]

    def _named_with_tail(self, phrase: Phrase, named: Entity) -> Entity:
        """Resolve "Xinhua news agency", "Ukraine's top diplomat", "the ministry's statement"."""
        if phrase.noun in ROLE_HEADS:
            return self._apposed(phrase) or self._office(phrase)
        if phrase.noun in DOCUMENT_NOUNS:
            return named
        if phrase.noun in GOVERNMENT_NOUNS and named.kind == "country":
            return named
        if phrase.noun in ORGANISATION_NOUNS:
            possessive = phrase.tail.startswith("'s")
            if named.kind in ("organisation", "unknown") and not possessive:
                return named
            return self._organisations.describe(self._name_of(phrase), "organisation")
        return self._organisations.describe(self._name_of(phrase), "group")

    def _unnamed(self, phrase: Phrase) -> Entity:
        """Resolve a phrase with no name in its head."""
        head = phrase.head.of(self._text)
        known = self._organisations.named(without_article(head))
        if known is not None:
            return known
        if phrase.noun in ROLE_HEADS:
            return self._office(phrase)
        country = next(iter(sorted(countries_in(head.split(" ")))), None)
        if phrase.noun in DOCUMENT_NOUNS and phrase.names:
            return self._meant[phrase.names[0]]
        if country and phrase.noun in GOVERNMENT_NOUNS | DOCUMENT_NOUNS:
            return self._organisations.country(country)
        if phrase.definite and country is None:
            body = self._body_called(phrase)
            if body is not None:
                return body
        kind: EntityKind = "organisation" if phrase.noun in ORGANISATION_NOUNS else "group"
        return self._organisations.describe(self._name_of(phrase), kind)

    def _body_called(self, phrase: Phrase) -> Entity | None:
        """Return the country or organisation that "the country" or "the firm" takes up."""
        if phrase.noun in COUNTRY_NOUNS:
            return self._antecedents.country(phrase.head.start)
        if phrase.noun in ORGANISATION_NOUNS:
            return self._antecedents.organisation(phrase.head.start)
        return None

    def _apposed(self, phrase: Phrase) -> Entity | None:
        """Return who is named right after the head: "the firm's chief, Ana Ruiz"."""
        after = phrase.names[len(phrase.head_names) :]
        if not after:
            return None
        first, last = after[0], after[-1]
        if self._text[phrase.head.end : self._mentions[first].titled.start] == ", ":
            return self._meant[first]
        follows_name = len(after) > 1 and (
            self._mentions[last].span.start == self._mentions[after[-2]].span.end + 1
        )
        if follows_name and phrase.noun in ROLE_HEADS and self._meant[last].kind == "person":
            return self._meant[last]
        return None

    def _office(self, phrase: Phrase) -> Entity:
        """Return who holds the office that the phrase describes, or the description itself."""
        description = phrase.description.of(self._text)
        role = read_role(description)
        if role is not None and phrase.definite:
            holder = self._offices.holder(role, phrase.head.start)
            if holder is None and description.count(" ") > 1:
                holder = self._antecedents.person_without_office(phrase.head.start)
            if holder is not None:
                return holder
        return self._organisations.describe(self._name_of(phrase), "person")

    def _name_of(self, phrase: Phrase) -> str:
        return without_article(phrase.description.of(self._text))

"""Whom a source means: a name, a pronoun, a role, "the firm", "a statement by the ministry".

Sources are resolved in text order, since each one resolved is what a later pronoun may mean.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from hedgerow.store.extract.speakers.discourse import Discourse
from hedgerow.store.extract.speakers.entities import Entity, EntityKind
from hedgerow.store.extract.speakers.lexicon import (
    COUNTRY_NOUNS,
    DOCUMENT_NOUNS,
    GOVERNMENT_NOUNS,
    LOCAL_BODIES,
    ORGANISATION_NOUNS,
    ROLE_HEADS,
    countries,
)
from hedgerow.store.extract.speakers.names import NameMention
from hedgerow.store.extract.speakers.offices import Offices
from hedgerow.store.extract.speakers.organisations import Organisations
from hedgerow.store.extract.speakers.phrases import Phrase, PhraseReader, without_article
from hedgerow.store.extract.speakers.pronouns import Antecedents, PronounKind, pronoun_in
from hedgerow.store.extract.speakers.roles import countries_in, read_role
from hedgerow.store.span import Span

_NOBODY = frozenset(
    "you your one another other this that these those there what neither either both none".split()
)
_NO_ISSUER = frozenset("to about against on".split())
_SENTENCE_ENDS = ("", "\n", ".", "!", "?", '"', "”")
_COMMON_ENDINGS = ("tion", "ment", "ness", "ity", "ing", "s")
_NEARBY = 5_000
_SELF = frozenset(("himself", "herself", "itself", "themselves", "also"))


Way = Literal["name", "document", "office", "noun", "he", "it", "who", "I", "description"]
"""By what a source is understood: a name in it, a paper of whoever it names, an office ("the
minister"), a noun ("the firm"), a pronoun ("he" or "she"; "it", "they" or "we"; "who"; "I"), or
nothing but its own words."""

_WAYS: dict[PronounKind, Way] = {
    "he": "he",
    "she": "he",
    "it": "it",
    "they": "it",
    "we": "it",
    "who": "who",
    "I": "I",
}


class Reference(NamedTuple):
    """Whom a source means, and by what it is understood."""

    entity: Entity
    way: Way


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
        starts = [mention.span.start for mention in mentions]
        ends = [mention.span.end for mention in mentions]
        self._phrases = PhraseReader(text, mentions, starts, ends)
        self._antecedents = Antecedents(text, Discourse(text), starts, ends, meant)

    def resolve(self, sources: Sequence[Span]) -> list[Reference | None]:
        """Return whom each source means, in the given order, and add the mentions found.

        What "I" and "we" mean is asked last, since their speaker may only be told after the
        quotation.
        """
        order = sorted(range(len(sources)), key=sources.__getitem__)
        resolved: list[Reference | None] = [None] * len(sources)
        late: list[int] = []
        for index in order:
            source = sources[index]
            if pronoun_in(source.of(self._text).strip()) in ("I", "we"):
                late.append(index)
                continue
            reference = resolved[index] = self._source(source)
            if reference is not None:
                self._antecedents.note_turn(source.start, reference.entity)
        for index in late:
            reference = resolved[index] = self._source(sources[index])
            if reference is not None:
                reference.entity.speak()
        return resolved

    def _source(self, source: Span) -> Reference | None:
        """Resolve one source and keep its span as a mention unless a name in it is one."""
        named = self._phrases.name_at(source)
        if named is not None and self._mentions[named].name.lower() not in _NOBODY:
            entity = self._behind(self._meant[named])
            self._doubt_opener(entity, named)
            if entity is not self._meant[named]:
                entity.references.append(source)
            return Reference(entity, "name")
        phrase = self._phrases.read(source)
        head = phrase.head.of(self._text)
        if not head or head.lower() in _NOBODY:
            return None
        pronoun = pronoun_in(head)
        if pronoun is None:
            entity, way = self._phrase(phrase)
        else:
            antecedent = self._antecedents.of(pronoun, source.start)
            if antecedent is None:
                return None
            entity, way = antecedent, _WAYS[pronoun]
        if all(self._meant[index] is not entity for index in phrase.names):
            names_another = len(phrase.names) > len(phrase.head_names)
            whole = entity.kind == "group" and not names_another
            entity.references.append(phrase.description if whole else phrase.head)
        return Reference(entity, way)

    def _phrase(self, phrase: Phrase) -> Reference:
        if phrase.head_names:
            named = self._head_name(phrase)
            tail = phrase.tail.removeprefix("'s").strip(" '\"“”")
            if not tail or tail in _SELF:
                return Reference(self._behind(named), "name")
            return self._named_with_tail(phrase, named)
        apposed = self._apposed(phrase)
        return Reference(apposed, "name") if apposed is not None else self._unnamed(phrase)

    def _head_name(self, phrase: Phrase) -> Entity:
        """Return what the head names: its last name, or the first of several joined by "and"."""
        names = phrase.head_names
        joined = " and " in phrase.head.of(self._text)
        return self._meant[names[0] if joined else names[-1]]

    def _doubt_opener(self, entity: Entity, named: int) -> None:
        """Take a word for no name if its capital is due to its place ("Waivers are ...")."""
        start, end = self._mentions[named].span
        if entity.kind != "unknown" or " " in entity.name or len(entity.starts) > 1:
            return
        word = self._text[start:end].lower()
        if self._text[max(0, start - 2) : max(0, start - 1)] in _SENTENCE_ENDS and (
            word.endswith(_COMMON_ENDINGS)
            or word in DOCUMENT_NOUNS
            or self._text.find(f" {word} ", max(0, start - _NEARBY), start + _NEARBY) >= 0
        ):
            entity.kind = "thing"

    def _behind(self, named: Entity) -> Entity:
        """Return the state for which a capital speaks ("Oslo said"), else what is named itself."""
        state = None
        if named.kind in ("unknown", "thing"):
            state = countries().capitals.get(named.name)
        return self._organisations.country(state) if state is not None else named

    def _named_with_tail(self, phrase: Phrase, named: Entity) -> Reference:
        """Resolve "Xinhua news agency", "Ukraine's top diplomat", "the ministry's statement"."""
        if phrase.noun in ROLE_HEADS:
            apposed = self._apposed(phrase)
            return Reference(apposed, "name") if apposed is not None else self._office(phrase)
        if phrase.noun in DOCUMENT_NOUNS:
            return Reference(named, "document")
        if phrase.noun in GOVERNMENT_NOUNS and named.kind == "country":
            return Reference(named, "document")
        if phrase.noun in ORGANISATION_NOUNS:
            possessive = phrase.tail.startswith("'s")
            if named.kind in ("organisation", "unknown") and not possessive:
                return Reference(named, "name")
            return self._described(phrase, "organisation")
        return self._described(phrase, "organisation" if phrase.noun in LOCAL_BODIES else "group")

    def _unnamed(self, phrase: Phrase) -> Reference:
        """Resolve a phrase with no name in its head."""
        head = phrase.head.of(self._text)
        called = without_article(head)
        known = self._organisations.named(called) or self._organisations.ending_in(called)
        if known is not None:
            return Reference(known, "description")
        if phrase.noun in ROLE_HEADS:
            return self._office(phrase)
        country = next(iter(sorted(countries_in(head.split(" ")))), None)
        if phrase.noun in DOCUMENT_NOUNS and phrase.names and self._issues(phrase):
            return Reference(self._meant[phrase.names[0]], "document")
        if country and phrase.noun in GOVERNMENT_NOUNS | DOCUMENT_NOUNS:
            return Reference(self._organisations.country(country), "document")
        if phrase.definite and country is None:
            body = self._body_called(phrase)
            if body is not None:
                return Reference(body, "noun")
        is_body = phrase.noun in ORGANISATION_NOUNS or phrase.noun in LOCAL_BODIES
        return self._described(phrase, "organisation" if is_body else "group")

    def _issues(self, phrase: Phrase) -> bool:
        """Say whether the first name issues the paper, rather than gets it or is its subject."""
        between = self._text[phrase.head.end : self._mentions[phrase.names[0]].titled.start]
        return _NO_ISSUER.isdisjoint(between.split())

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

    def _office(self, phrase: Phrase) -> Reference:
        """Return who holds the office that the phrase describes, or the description itself."""
        description = phrase.description.of(self._text)
        role = read_role(description)
        if role is not None and phrase.definite:
            holder = self._offices.holder(role, phrase.head.start)
            if holder is None and description.count(" ") > 1:
                holder = self._antecedents.person_without_office(phrase.head.start)
            if holder is not None:
                return Reference(holder, "office")
        return self._described(phrase, "person")

    def _described(self, phrase: Phrase, kind: EntityKind) -> Reference:
        """Return the entity that the article knows by the phrase only."""
        name = without_article(phrase.description.of(self._text))
        return Reference(self._organisations.describe(name, kind), "description")

"""The entities of one article, and which of them each name in it means."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Literal

from hedgerow.store.extract.findings import SpeakerKind
from hedgerow.store.extract.speakers.lexicon import Gender, given_names
from hedgerow.store.extract.speakers.names import NameMention
from hedgerow.store.extract.speakers.roles import Role
from hedgerow.store.extract.speakers.surnames import COMMON_SURNAMES
from hedgerow.store.span import Span

EntityKind = Literal["person", "organisation", "country", "thing", "unknown", "group"]


class Entity:
    """One person, organisation, country or described group, while an article is read.

    `name` is the fullest form so far, `mentions` the spans that name it, `references` the sources
    that mean it by other words, `starts` the starts of its name mentions, rising.
    """

    __slots__ = (
        "countries",
        "gender",
        "kind",
        "mentions",
        "name",
        "references",
        "roles",
        "spoke",
        "starts",
    )

    def __init__(self, name: str, kind: EntityKind, gender: Gender | None = None) -> None:
        self.name = name
        self.kind = kind
        self.gender = gender
        self.roles: dict[Role, None] = {}
        self.countries: frozenset[str] = frozenset()
        self.mentions: list[Span] = []
        self.references: list[Span] = []
        self.starts: list[int] = []
        self.spoke = False

    def take(self, mention: NameMention) -> None:
        """Add a mention by name, and what its titles say. Mentions come in text order."""
        if mention.name != self.name:
            self._rename(mention.name)
        if self.kind == "person":
            self.roles.update(dict.fromkeys(mention.roles))
            self.countries |= mention.title.countries
            for role in mention.roles:
                self.countries |= role.countries
            self.gender = self.gender or mention.title.gender
            self.mentions.append(mention.titled)
        else:
            self.mentions.append(mention.span)
        self.starts.append(mention.span.start)

    def _rename(self, form: str) -> None:
        """Take another form as the name if it has more words or is no longer all capitals."""
        if form.count(" ") > self.name.count(" ") or (
            self.name.isupper() and not form.isupper() and form.upper() == self.name
        ):
            self.name = form

    def speak(self) -> None:
        """Note that the entity speaks, and so what it is likely to be.

        Of names that nothing in the article explains, a common surname or a given name is a
        person's.
        """
        self.spoke = True
        if self.kind == "unknown":
            name = self.name.lower()
            if name in COMMON_SURNAMES or name in given_names():
                self.kind = "person"

    def last_before(self, position: int) -> int:
        """Return the start of the latest name mention before `position`, or -1."""
        index = bisect_left(self.starts, position)
        return self.starts[index - 1] if index else -1

    def speaker_kind(self) -> SpeakerKind:
        """Return the kind that a reader sees, once the entity is known to speak.

        Of names that nothing in the article explains, those of several words are mostly people
        and single ones mostly organisations.
        """
        if self.kind == "unknown":
            return "person" if " " in self.name else "organisation"
        if self.kind == "thing" or self.kind == "group":
            return "other"
        return self.kind


def share_offices(mentions: Sequence[NameMention], meant: Sequence[Entity]) -> None:
    """Give a "counterpart" the office of the person it is a counterpart of, and the reverse.

    In "Ana Ruiz rang her Chilean counterpart Luis Vega" whatever the article says elsewhere of
    the one's office holds for the other's. The two stand next to each other among the people
    named.
    """
    longest_reach = 200
    previous: tuple[int, Entity] | None = None
    for mention, entity in zip(mentions, meant, strict=True):
        if entity.kind != "person":
            continue
        if mention.title.counterpart and previous is not None:
            position, other = previous
            if other is not entity and mention.span.start - position < longest_reach:
                offices = [*other.roles, *entity.roles]
                for person in (entity, other):
                    person.roles.update((_anywhere(office), None) for office in offices)
        previous = (mention.span.end, entity)


def _anywhere(office: Role) -> Role:
    """Return the office without its country."""
    return Role(office.head, office.fields, frozenset())

"""Who is who within one article: its speakers, and whom each source of a statement means."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from store.extract.findings import Speaker
from store.extract.speakers.entities import Entity, share_offices
from store.extract.speakers.names import NameMention, find_names, plain
from store.extract.speakers.offices import Offices
from store.extract.speakers.organisations import Organisations
from store.extract.speakers.people import People
from store.extract.speakers.references import References
from store.span import Span

__all__ = ["Cast", "find_speakers"]


@dataclass(frozen=True, slots=True)
class Cast:
    """The speakers of one article and whom its sources mean.

    `speakers` are in order of first mention, their names unique. `speaker_of` is parallel to the
    sources that were asked for: the name of one of `speakers`, or None where a source could not
    be resolved.
    """

    speakers: tuple[Speaker, ...]
    speaker_of: tuple[str | None, ...]


def find_speakers(text: str, sources: Sequence[Span]) -> Cast:
    """Find the people of an article, and whatever else speaks in it.

    `sources` are the source spans of attributions, in code points, half-open. Every person named
    is returned; organisations, countries and unnamed groups only if a source means them. Mentions
    never overlap, neither one speaker's nor different speakers'.
    """
    reading = plain(text)
    names = find_names(reading)
    people, organisations, meant = _entities(reading, names)
    offices = Offices(people)
    references = References(reading, names, meant, organisations, offices)
    resolved = references.resolve(sources)
    for span, holder in offices.mentions(reading):
        holder.mentions.append(span)
    speakers = _speakers(text, [*people, *meant, *filter(None, resolved)])
    names_shown = {speaker.name for speaker in speakers}
    return Cast(
        speakers,
        tuple(e.name if e is not None and e.name in names_shown else None for e in resolved),
    )


def _entities(
    text: str, names: Sequence[NameMention]
) -> tuple[list[Entity], Organisations, list[Entity]]:
    """Bring names together: the people, the rest, and whom each name means (parallel)."""
    people = People(text, names)
    persons = [people.meant_by(name) for name in names]
    others = [n for n, person in zip(names, persons, strict=True) if person is None]
    organisations = Organisations(others)
    meant = [
        person or organisations.meant_by(name) for name, person in zip(names, persons, strict=True)
    ]
    for name, entity in zip(names, meant, strict=True):
        entity.take(name)
    share_offices(names, meant)
    found = dict.fromkeys(person for person in persons if person)
    return list(found), organisations, meant


def _speakers(text: str, entities: Iterable[Entity]) -> tuple[Speaker, ...]:
    """Turn the entities that a reader should see into speakers, in order of first mention."""
    shown = [e for e in dict.fromkeys(entities) if e.spoke or e.kind == "person"]
    kind_of = {entity.name: entity.speaker_kind() for entity in reversed(shown)}
    spans_of: dict[str, list[Span]] = {}
    for span, name in _without_overlaps(text, shown):
        spans_of.setdefault(name, []).append(span)
    return tuple(Speaker(name, kind_of[name], tuple(spans)) for name, spans in spans_of.items())


def _without_overlaps(text: str, entities: Sequence[Entity]) -> list[tuple[Span, str]]:
    """Return each mention with its entity's name, in text order, none on top of another.

    Where several claim a place, a source has it first ("the Clinton campaign"), then a person's
    name with its titles ("China's Foreign Minister Wang Yi"), then the longer mention.
    """
    claims = [(0, -span.length, span, e.name) for e in entities for span in e.references]
    for entity in entities:
        rank = 1 if entity.kind == "person" else 2
        claims += [(rank, -span.length, span, entity.name) for span in entity.mentions]
    taken = bytearray(len(text))
    kept = []
    for _, _, span, name in sorted(claims):
        if taken.find(1, *span) < 0:
            taken[span.start : span.end] = b"\x01" * span.length
            kept.append((span, name))
    return sorted(kept)

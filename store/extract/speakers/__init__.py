"""Who is who within one article: its speakers, and whom each source of a statement means."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from hedgerow.store.extract.findings import Speaker
from hedgerow.store.extract.speakers.confidence import measured_confidence
from hedgerow.store.extract.speakers.entities import Entity, share_offices
from hedgerow.store.extract.speakers.names import NameMention, find_names, plain
from hedgerow.store.extract.speakers.offices import Offices
from hedgerow.store.extract.speakers.organisations import Organisations
from hedgerow.store.extract.speakers.people import People
from hedgerow.store.extract.speakers.references import Reference, References
from hedgerow.store.span import Span

__all__ = ["Cast", "find_speakers", "read_entities"]


class Cast(NamedTuple):
    """The speakers of one article and whom its sources mean.

    `speakers` are in order of first mention, their names unique. `speaker_of` is parallel to the
    sources that were asked for: the name of one of `speakers`, or None where a source could not
    be resolved. So is `confidence_of`: how often sources of this sort ("he", "the minister") are
    resolved right, 0 to 1, and 0 for those that are not resolved.
    """

    speakers: tuple[Speaker, ...]
    speaker_of: tuple[str | None, ...]
    confidence_of: tuple[float, ...] = ()


def find_speakers(text: str, sources: Sequence[Span]) -> Cast:
    """Find the people of an article, and whatever else speaks in it.

    `sources` are the source spans of attributions, in code points, half-open. Every person named
    is returned; organisations, countries and unnamed groups only if a source means them. Mentions
    never overlap, neither one speaker's nor different speakers'.
    """
    entities, references = read_entities(text, sources)
    speakers = _speakers(entities)
    shown = {speaker.name for speaker in speakers}
    sure = measured_confidence().of_reference
    meant = [found if found and found.entity.name in shown else None for found in references]
    return Cast(
        speakers,
        tuple(found.entity.name if found else None for found in meant),
        tuple(sure(found) if found else 0.0 for found in meant),
    )


def read_entities(
    text: str, sources: Sequence[Span]
) -> tuple[list[Entity], list[Reference | None]]:
    """Return the entities of an article, some of them twice, and what each source refers to."""
    reading = plain(text)
    names = find_names(reading)
    people, organisations, meant = _entities(reading, names)
    offices = Offices(people)
    references = References(reading, names, meant, organisations, offices).resolve(sources)
    for span, holder in offices.mentions(reading):
        holder.mentions.append(span)
    speaking = [reference.entity for reference in references if reference]
    return [*people, *meant, *speaking], references


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


def _speakers(entities: Iterable[Entity]) -> tuple[Speaker, ...]:
    """Turn the entities that a reader should see into speakers, in order of first mention."""
    shown = [e for e in dict.fromkeys(entities) if e.spoke or e.kind == "person"]
    called = {entity.name: entity for entity in reversed(shown)}
    sure = measured_confidence().of_entity
    spans_of: dict[str, list[Span]] = {}
    for span, name in _without_overlaps(shown):
        spans_of.setdefault(name, []).append(span)
    return tuple(
        Speaker(name, called[name].speaker_kind(), tuple(spans), sure(called[name]))
        for name, spans in spans_of.items()
    )


def _without_overlaps(entities: Sequence[Entity]) -> list[tuple[Span, str]]:
    """Return each mention with its entity's name, in text order, none on top of another.

    Where several claim a place, a source has it first ("the Clinton campaign"), then a person's
    name with its titles ("China's Foreign Minister Wang Yi"), then the longer mention.
    """
    claims = [(s.start, s.end, 0, e.name) for e in entities for s in e.references]
    for entity in entities:
        rank, name = (1 if entity.kind == "person" else 2), entity.name
        claims += [(start, end, rank, name) for start, end in entity.mentions]
    claims.sort()
    kept: list[tuple[Span, str]] = []
    at = 0
    while at < len(claims):
        first, reach = at, claims[at][1]
        at += 1
        while at < len(claims) and claims[at][0] < reach:
            reach = max(reach, claims[at][1])
            at += 1
        if at - first == 1:
            start, end, _, name = claims[first]
            kept.append((Span(start, end), name))
        else:
            kept += _settled(claims[first:at], reach)
    return kept


def _settled(claims: Sequence[tuple[int, int, int, str]], reach: int) -> list[tuple[Span, str]]:
    """Return which of overlapping claims (start, end, rank, name), up to `reach`, hold."""
    origin = claims[0][0]
    taken = bytearray(reach - origin)
    kept = []
    for _, _, start, end, name in sorted((r, s - e, s, e, n) for s, e, r, n in claims):
        if taken.find(1, start - origin, end - origin) < 0:
            taken[start - origin : end - origin] = b"\x01" * (end - start)
            kept.append((Span(start, end), name))
    return sorted(kept)

"""How sure it is what a speaker is, by how the article knows it, and whom a source means.

The shares were measured; `../data/speaker_confidence.json` holds them, and the page beside it says
on what. An entity or a source of a sort that the file doesn't list gets the middle, a half.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Literal, NamedTuple

from hedgerow.store.extract.data_files import data_file
from hedgerow.store.extract.speakers.entities import Entity
from hedgerow.store.extract.speakers.references import Reference

Basis = Literal[
    "person, full name and office",
    "person, full name",
    "person, one name",
    "person, described",
    "organisation, named",
    "organisation, described",
    "country",
    "several words, unexplained",
    "one word, unexplained",
    "group",
]
"""By what the article knows an entity."""

_UNKNOWN = 0.5


class Confidence(NamedTuple):
    """How often an entity's kind and mentions, and whom a source means, are right: 0 to 1.

    `by_basis` has the values of `Basis` as keys, `by_way` those of `references.Way`.
    """

    by_basis: dict[str, float]
    by_way: dict[str, float]

    def of_entity(self, entity: Entity) -> float:
        """Return how sure the entity's kind is, and that all its mentions are its own."""
        return self.by_basis.get(basis_of(entity), _UNKNOWN)

    def of_reference(self, reference: Reference) -> float:
        """Return how sure it is that a source means this entity."""
        return self.by_way.get(reference.way, _UNKNOWN)


@cache
def measured_confidence() -> Confidence:
    """Return the shares that ship with the program, read once."""
    measured = json.loads(data_file("speaker_confidence.json"))
    return Confidence(measured.get("by_basis", {}), measured.get("by_way", {}))


def basis_of(entity: Entity) -> Basis:
    """Say by what the article knows an entity, from the surest of its names on."""
    several = " " in entity.name
    if entity.kind == "unknown":
        return "several words, unexplained" if several else "one word, unexplained"
    if entity.kind == "country":
        return "country"
    if entity.kind == "person":
        if not entity.starts:
            return "person, described"
        if not several:
            return "person, one name"
        return "person, full name and office" if entity.roles else "person, full name"
    if entity.kind == "organisation":
        return "organisation, named" if entity.starts else "organisation, described"
    return "group"

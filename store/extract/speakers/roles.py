"""What "the Chinese foreign minister" says of a person, and whether two such phrases agree."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from hedgerow.store.extract.speakers.lexicon import (
    FIELD_MODIFIERS,
    ROLE_HEADS,
    ROLE_SYNONYMS,
    WIDER_ROLES,
    countries,
)

_WORD = re.compile(r"\w[\w.-]*")
_AFTER_HEAD = frozenset(("of", "for", "to", "at", "in", "from", "with", "who", "that", "on", "by"))
_SPELLINGS = {"defense": "defence", "labor": "labour", "transportation": "transport"}


class Role(NamedTuple):
    """One office: its head noun ("minister"), its field and the countries named with it."""

    head: str
    fields: frozenset[str]
    countries: frozenset[str]


def countries_in(words: Sequence[str]) -> frozenset[str]:
    """Return the countries that adjectives or names among `words` mean, of up to two words."""
    of_word = countries().of_word
    capitalised = [word[:1].isupper() for word in words]
    if True not in capitalised:
        return frozenset()
    found = {of_word(word) for word, capital in zip(words, capitalised, strict=True) if capital}
    for at, both in enumerate(pairwise(capitalised)):
        if both == (True, True):
            found.add(of_word(f"{words[at]} {words[at + 1]}"))
    return frozenset(country for country in found if country)


def read_role(phrase: str) -> Role | None:
    """Read a title or description such as "minister of transport for Indonesia".

    The head is the last noun for an office before the first preposition; None where there is
    none. Countries and fields are taken from the whole phrase.
    """
    words = _WORD.findall(phrase.replace("'s", ""))
    return role_in(words, [word.lower().rstrip(".") for word in words])


def role_in(words: Sequence[str], lower: Sequence[str]) -> Role | None:
    """Read a title that is already taken apart; `lower` are its words in plain lower case."""
    limit = next((at for at, word in enumerate(lower) if word in _AFTER_HEAD), len(lower))
    head = next((word for word in reversed(lower[:limit]) if word in ROLE_HEADS), None)
    if head is None:
        return None
    fields = frozenset(
        _SPELLINGS.get(word, word) for word in lower if word in FIELD_MODIFIERS and word != head
    )
    if head in ("ceo", "officer", "executive"):
        fields -= {"chief"}
    if head == "premier":
        fields |= {"prime"}
    return Role(ROLE_SYNONYMS.get(head, head), fields, countries_in(words))


def heads_covered(head: str) -> frozenset[str]:
    """Return the heads of all roles that a description with this head may mean."""
    heads = WIDER_ROLES.get(head, frozenset()) | {head}
    return heads | {"minister"} if head == "diplomat" else heads


def agreement(described: Role, held: Iterable[Role], nationality: frozenset[str]) -> float:
    """Say how well a description fits a person: 0 or less is no fit, more is better.

    `held` are the roles the article gives the person, `nationality` the countries it names with
    them. A head must match (or be covered by a wider one), fields and countries must not clash.
    """
    best = max((_role_agreement(described, role) for role in held), default=0.0)
    if best <= 0:
        return 0.0
    if described.countries:
        if described.countries & nationality:
            best += 1.0
        elif nationality:
            return 0.0
        else:
            best -= 0.5
    return best


def _role_agreement(described: Role, held: Role) -> float:
    """Compare heads and fields only."""
    if described.head == held.head:
        score = 1.0
    elif held.head in WIDER_ROLES.get(described.head, ()):
        score = 0.7
    elif described.head == "diplomat" and held.head == "minister" and "foreign" in held.fields:
        score = 0.9
    else:
        return 0.0
    if described.fields and held.fields:
        shared = described.fields & held.fields
        return score + 0.5 * len(shared) if shared else 0.0
    return score - 0.3 * len(described.fields)

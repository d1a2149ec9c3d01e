"""Whom "he", "they" or "we" means: a choice among those who spoke or were named before.

Each candidate is weighed by how many sentences back it was, and by whether it spoke there or was
the subject; what is named inside a quotation says nothing about a pronoun outside it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import Literal

from hedgerow.store.extract.speakers.discourse import Discourse
from hedgerow.store.extract.speakers.entities import Entity
from hedgerow.store.extract.speakers.lexicon import SUBJECT_FOLLOWERS, Gender

PronounKind = Literal["he", "she", "it", "they", "who", "I", "we"]
Fits = Callable[[Entity], bool]

_PRONOUNS: dict[str, PronounKind] = {
    **dict.fromkeys(("he", "his", "him", "himself"), "he"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "she"),
    **dict.fromkeys(("it", "its", "itself"), "it"),
    **dict.fromkeys(("they", "their", "them", "themselves"), "they"),
    **dict.fromkeys(("who", "whose", "whom", "which", "that"), "who"),
    **dict.fromkeys(("i", "my", "me", "myself"), "I"),
    **dict.fromkeys(("we", "our", "us", "ourselves"), "we"),
}

# "they'd said": the verb's rest goes with the pronoun.
_CONTRACTIONS = frozenset({"", "d", "ve", "s", "re", "ll", "m"})

_LONGEST_PRONOUN = len("themselves've")

_SPOKE, _SUBJECT, _NAMED = 0.0, 0.6, 1.5
_QUOTED = 3.0
_FARTHEST_SENTENCE = 3
_LOOK_BACK = 24


def pronoun_in(phrase: str) -> PronounKind | None:
    """Return the kind of pronoun that the whole phrase is, or None."""
    if len(phrase) > _LONGEST_PRONOUN:
        return None
    word, _, contracted = phrase.lower().replace("’", "'").partition("'")
    return _PRONOUNS.get(word) if contracted in _CONTRACTIONS else None


class Antecedents:
    """Those named and those who spoke in one text, in text order.

    `starts`, `ends` and `meant` are parallel: the name mentions of the text and their entities.
    `text` has plain spaces.
    """

    def __init__(
        self,
        text: str,
        discourse: Discourse,
        starts: Sequence[int],
        ends: Sequence[int],
        meant: Sequence[Entity],
    ) -> None:
        self._text = text
        self._discourse = discourse
        self._starts = starts
        self._ends = ends
        self._meant = meant
        self._turns: list[int] = []
        self._speakers: list[Entity] = []

    def note_turn(self, position: int, speaker: Entity) -> None:
        """Record that `speaker` is the source at `position`; positions never fall."""
        speaker.speak()
        self._turns.append(position)
        self._speakers.append(speaker)

    def of(self, pronoun: PronounKind, position: int) -> Entity | None:
        """Return whom a pronoun at `position` means, or None if nobody fits."""
        if pronoun == "who":
            return self._just_before(position)
        if pronoun == "I":
            return self._speaker_of_quotation(position)
        fits = _FITS[pronoun]
        chosen = self._best(position, fits) or self._last_speaker(position, fits)
        if chosen is None and pronoun in _PRONOUN_GENDER:
            chosen = self._last_speaker(position, _may_be_person)
        if chosen is None and pronoun == "we":
            chosen = self._last_speaker(position, lambda _: True)
        if chosen is not None and pronoun in _PRONOUN_GENDER:
            chosen.kind = "person"
            chosen.gender = chosen.gender or _PRONOUN_GENDER[pronoun]
        return chosen

    def country(self, position: int) -> Entity | None:
        """Return which country "the country" at `position` takes up, or None."""
        return self._best(position, _is_country) or self._last_speaker(position, _is_country)

    def organisation(self, position: int) -> Entity | None:
        """Return which organisation "the firm" at `position` takes up, or None."""
        fits = _is_organisation
        return self._best(position, fits) or self._last_speaker(position, fits)

    def person_without_office(self, position: int) -> Entity | None:
        """Return the person who spoke last, if the article told nothing of their office."""
        speaker = self._last_speaker(position, _is_person)
        return speaker if speaker is not None and not speaker.roles else None

    def _best(self, position: int, fits: Fits) -> Entity | None:
        """Weigh the recent candidates; the lightest wins, and of equals the later one."""
        spoke = self._lightest(self._turns, self._speakers, position, fits, self._turn_weight)
        named = self._lightest(self._starts, self._meant, position, fits, self._name_weight)
        if named is not None and (spoke is None or named[:2] < spoke[:2]):
            return named[2]
        return spoke[2] if spoke is not None else None

    def _lightest(
        self,
        places: Sequence[int],
        entities: Sequence[Entity],
        position: int,
        fits: Fits,
        weight_at: Callable[[int, int], float | None],
    ) -> tuple[float, int, Entity] | None:
        """Return the weight, negated place and entity of the lightest candidate that fits.

        `weight_at` gives the weight of the candidate with an index, so many sentences back, or
        None where that is too far. The search ends where distance alone is too heavy.
        """
        sentence_at = self._discourse.sentence_at
        sentence, quoted = sentence_at(position), self._discourse.is_quoted(position)
        best: tuple[float, int, Entity] | None = None
        last = bisect_left(places, position)
        for index in range(last - 1, max(-1, last - 1 - _LOOK_BACK), -1):
            at, entity = places[index], entities[index]
            distance = sentence - sentence_at(at)
            if best is not None and min(distance, _FARTHEST_SENTENCE) >= best[0]:
                break
            if not fits(entity):
                continue
            weight = weight_at(index, distance)
            if weight is None:
                break
            weight += self._quotation_weight(at, quoted)
            if best is None or (weight, -at) < best[:2]:
                best = weight, -at, entity
        return best

    def _turn_weight(self, index: int, distance: int) -> float:
        named = _SPOKE if self._speakers[index].starts else _NAMED
        return min(distance, _FARTHEST_SENTENCE) + named

    def _name_weight(self, index: int, distance: int) -> float | None:
        if distance > _FARTHEST_SENTENCE:
            return None
        return distance + (_SUBJECT if self._is_subject(index) else _NAMED)

    def _quotation_weight(self, position: int, asked_in_quotation: bool) -> float:
        outside = asked_in_quotation or not self._discourse.is_quoted(position)
        return 0.0 if outside else _QUOTED

    def _is_subject(self, index: int) -> bool:
        """Say whether a name is followed by a verb, or opens its sentence."""
        end = self._ends[index]
        follower = self._text[end + 1 : end + 12].split(" ", 1)[0]
        if follower in SUBJECT_FOLLOWERS or follower.endswith("ed"):
            return True
        at = self._starts[index]
        before = self._starts[index - 1] if index else -1
        return self._discourse.sentence_at(before) < self._discourse.sentence_at(at)

    def _last_speaker(self, position: int, fits: Fits) -> Entity | None:
        last = bisect_left(self._turns, position)
        recent = reversed(self._speakers[max(0, last - _LOOK_BACK) : last])
        return next((speaker for speaker in recent if fits(speaker)), None)

    def _just_before(self, position: int) -> Entity | None:
        """Return what is named right before a relative pronoun ("Ana Ruiz, mayor here, who")."""
        longest_gap = 60
        index = bisect_left(self._starts, position) - 1
        if index >= 0 and position - self._ends[index] < longest_gap:
            return self._meant[index]
        return None

    def _speaker_of_quotation(self, position: int) -> Entity | None:
        """Return who says "I": the speaker just before, else the one just after the quotation."""
        sentence = self._discourse.sentence_at(position)
        last = bisect_left(self._turns, position)
        for index in (last - 1, last):
            if 0 <= index < len(self._turns) and _is_person(self._speakers[index]):
                distance = self._discourse.sentence_at(self._turns[index]) - sentence
                if abs(distance) <= 1 and self._turns[index] != position:
                    return self._speakers[index]
        return self._last_speaker(position, _is_person)


def _is_person(entity: Entity) -> bool:
    return entity.kind == "person"


def _may_be_person(entity: Entity) -> bool:
    """Say whether this may be a person of whom nothing was told but a name of several words."""
    return entity.kind == "unknown" and 0 < entity.name.count(" ") < 3


def _is_he(entity: Entity) -> bool:
    return entity.kind == "person" and entity.gender != "f"


def _is_she(entity: Entity) -> bool:
    return entity.kind == "person" and entity.gender != "m"


def _is_body(entity: Entity) -> bool:
    if entity.kind == "unknown":  # one capital letter alone may only open a sentence
        return entity.spoke or len(entity.starts) > 1
    return entity.kind in ("organisation", "country")


def _is_country(entity: Entity) -> bool:
    return entity.kind == "country"


def _is_organisation(entity: Entity) -> bool:
    return entity.kind != "country" and _is_body(entity)


def _is_several(entity: Entity) -> bool:
    return entity.kind in ("organisation", "country", "group")


_FITS: dict[PronounKind, Fits] = {
    "he": _is_he,
    "she": _is_she,
    "it": _is_body,
    "they": _is_several,
    "we": _is_body,
}
_PRONOUN_GENDER: dict[PronounKind, Gender] = {"he": "m", "she": "f"}

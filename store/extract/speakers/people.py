"""Which names are people's, and which of the people a name means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from store.extract.speakers.entities import Entity
from store.extract.speakers.lexicon import ROLE_HEADS, SUBJECT_FOLLOWERS, Gender, given_names
from store.extract.speakers.names import NameMention

_GENERATIONS = frozenset(("jr", "sr", "ii", "iii", "iv"))


class People:
    """The people of one article.

    Full names are merged first, over the whole text: "Donald J. Trump" is "Donald Trump", while
    "Wang Yi" and "Wang Wenbin" stay two. `meant_by` is then asked mention by mention, in text
    order, because a surname alone means whoever it was last used of.
    """

    def __init__(self, text: str, mentions: Sequence[NameMention]) -> None:
        self._by_name: dict[str, Entity] = {}
        self._by_ends: dict[tuple[str, str], Entity] = {}
        self._by_initial: dict[tuple[str, str], Entity] = {}
        self._first_with: dict[str, Entity] = {}
        self._last_called: dict[tuple[str, Gender | None], Entity] = {}
        self._alone = _surnames(text, mentions)
        singles = {mention.words[0] for mention in mentions if len(mention.words) == 1}
        full = [mention for mention in mentions if len(mention.words) > 1]
        for mention in full:
            if mention.kind == "person":
                self._enter(mention.words)
        bodies = {mention.words[0] for mention in full if mention.kind == "organisation"}
        for mention in full:
            first, surname = mention.words[0], _bare(mention.words)[-1]
            is_used_alone = surname in singles and surname not in self._first_with
            if mention.kind == "unknown" and is_used_alone and first not in bodies:
                self._enter(mention.words)

    def meant_by(self, mention: NameMention) -> Entity | None:
        """Return the person that this mention means, or None if it means no person."""
        words = _bare(mention.words)
        if len(words) > 1:
            person = self._by_name.get(" ".join(words))
        else:
            person = self._called(words[0], mention)
        if person is not None:
            self._remember(person)
        return person

    def _enter(self, words: tuple[str, ...]) -> None:
        """Add a full name, as a new person or as another form of one."""
        bare = _bare(words)
        name = " ".join(bare)
        if name in self._by_name:
            return
        first, last = bare[0], bare[-1]
        person = self._by_ends.get((first, last))
        if person is None and _is_initial(first):
            person = self._by_initial.get((first[0], last))
        elif person is None:
            person = self._by_ends.get((first[0] + ".", last))
        if person is None:
            person = Entity(" ".join(words), "person", given_names().get(first.lower()))
            self._first_with.setdefault(last, person)
            self._first_with.setdefault(first, person)
        self._by_name[name] = person
        self._by_ends[first, last] = person
        self._by_initial.setdefault((first[0], last), person)

    def _called(self, word: str, mention: NameMention) -> Entity | None:
        """Return the person whom one word means: by surname, then by given name."""
        gender = mention.title.gender
        for person in (
            self._last_called.get((word, gender)),
            self._last_called.get((word, None)),
            self._first_with.get(word),
        ):
            if person is not None and not _differ(person.gender, gender):
                return person
        if word not in self._alone or mention.kind in ("country", "organisation"):
            return None
        person = Entity(word, "person", gender)
        self._first_with.setdefault(word, person)
        return person

    def _remember(self, person: Entity) -> None:
        """Note that from now on the person's surname, and then given name, mean this person."""
        words = _bare(tuple(person.name.split(" ")))
        for word in (words[0], words[-1]):
            self._last_called[word, None] = person
            if person.gender:
                self._last_called[word, person.gender] = person


def _surnames(text: str, mentions: Iterable[NameMention]) -> frozenset[str]:
    """Return the single names that are a person's by what stands beside them somewhere."""
    return frozenset(
        mention.words[0]
        for mention in mentions
        if len(mention.words) == 1
        and (mention.kind == "person" or (mention.kind == "unknown" and _is_he(text, mention)))
    )


@cache
def _personal_pronoun() -> re.Pattern[str]:
    verb = "|".join(sorted(SUBJECT_FOLLOWERS)) + r"|[a-z]{1,16}ed"
    pronoun = "s?he|his|him|her|himself|herself"
    return re.compile(rf" (?:{verb})((?: [a-z'-]{{1,20}}){{0,5}}?) (?:{pronoun})\b")


def _is_he(text: str, mention: NameMention) -> bool:
    """Say whether "he" or "she" takes a name up at once ("Ruiz said on air that he ...").

    Nobody else may be named or described between the two.
    """
    match = _personal_pronoun().match(text, mention.span.end)
    return match is not None and ROLE_HEADS.isdisjoint(match[1].split())


def _bare(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return a name's words without "Jr." and the like."""
    if len(words) > 1 and words[-1].lower().rstrip(".") in _GENERATIONS:
        return words[:-1]
    return words


def _is_initial(word: str) -> bool:
    return len(word) == 2 and word.endswith(".")


def _differ(one: Gender | None, other: Gender | None) -> bool:
    return one is not None and other is not None and one != other

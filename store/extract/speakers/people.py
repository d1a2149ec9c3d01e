"""Which names are people's, and which of the people a name means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from hedgerow.store.extract.speakers.entities import Entity
from hedgerow.store.extract.speakers.lexicon import (
    CORPORATE_SUFFIXES,
    PARTICLES,
    ROLE_HEADS,
    SUBJECT_FOLLOWERS,
    Gender,
    given_names,
)
from hedgerow.store.extract.speakers.names import NameMention
from hedgerow.store.extract.speakers.titles import Title

_BEFORE_PLACES = (" in ", " of ", " at ", " from ", "In ", "At ")
_LONGEST_PREPOSITION = max(map(len, _BEFORE_PLACES))
_GENERATIONS = frozenset(("jr", "sr", "ii", "iii", "iv"))


class People:
    """The people of one article.

    Full names are merged first, over the whole text: "Donald J. Trump" is "Donald Trump", while
    "Wang Yi" and "Wang Wenbin" stay two. `meant_by` is then asked mention by mention, in text
    order, because a surname alone means whoever it was last used of.
    """

    def __init__(self, text: str, mentions: Sequence[NameMention]) -> None:
        self._text = text
        self._by_name: dict[str, Entity] = {}
        self._by_ends: dict[tuple[str, str], Entity] = {}
        self._by_initial: dict[tuple[str, str], Entity] = {}
        self._by_surnames: dict[str, Entity] = {}
        self._first_with: dict[str, Entity] = {}
        self._last_called: dict[str, Entity] = {}
        self._last_of_gender: dict[tuple[str, Gender], Entity] = {}
        self._last: Entity | None = None
        self._office_holders: dict[tuple[str, str], Entity] = {}
        self._firms: set[str] = set()
        self._alone = _surnames(text, mentions)
        self._enter_full_names(mentions)

    def _enter_full_names(self, mentions: Sequence[NameMention]) -> None:
        """Enter the names of several words that are a person's, and what they are shortened to."""
        full = [mention for mention in mentions if len(mention.words) > 1]
        organisations = {mention.name for mention in full if mention.kind == "organisation"}
        certain = [
            mention
            for mention in full
            if mention.kind == "person" and mention.name not in organisations
        ]
        longer = {short: m.name for m in reversed(certain) for short in _surname_groups(m.words)}
        for mention in certain:
            if mention.name.lower() not in longer or _is_given_name(mention.words[0]):
                self._enter(mention)
        self._by_surnames = {
            short: self._by_name[name] for short, name in longer.items() if name in self._by_name
        }
        singles = {mention.words[0] for mention in mentions if len(mention.words) == 1}
        bodies = {mention.words[0] for mention in full if mention.kind == "organisation"}
        for mention in full:
            if mention.kind != "unknown":
                continue
            first, surname = mention.words[0], _bare(mention.words)[-1]
            is_used_alone = any(
                form in singles and form not in self._first_with for form in _surname_forms(surname)
            )
            is_new = first not in bodies and mention.name.lower() not in self._by_surnames
            if is_used_alone and is_new:
                self._enter(mention)
        for mention in certain:
            if len(mention.words) > 2 and not _is_given_name(mention.words[-2]):
                person = self._by_name.get(" ".join(_bare(mention.words)))
                if person is not None:
                    self._first_with.setdefault(mention.words[-2], person)

    def meant_by(self, mention: NameMention) -> Entity | None:
        """Return the person that this mention means, or None if it means no person."""
        words = _bare(mention.words)
        if len(words) == 1:
            person = self._called(words[0], mention)
        else:
            name = mention.name if words is mention.words else " ".join(words)
            person = self._by_name.get(name) or self._by_surnames.get(name.lower())
            if person is None and mention.kind == "organisation":
                person = self._by_name.get(name.title()) if name.isupper() else None
                if words[-1].lower().rstrip(".") in CORPORATE_SUFFIXES:
                    self._firms.add(words[0])
                    self._last = None
        if person is not None:
            self._remember(person)
        return person

    def _enter(self, mention: NameMention) -> None:
        """Add a full name, as a new person or as another form of one."""
        bare = _bare(mention.words)
        name = " ".join(bare)
        first, last = bare[0], bare[-1]
        person = self._by_name.get(name) or self._by_ends.get((first, last))
        if person is None and _is_initial(first):
            person = self._by_initial.get((first[0], last))
        elif person is None:
            person = self._by_ends.get((first[0] + ".", last))
        if person is None:
            person = Entity(mention.name, "person", given_names().get(first.lower()))
            for form in (*_surname_forms(last), first):
                self._first_with.setdefault(form, person)
        self._by_name[name] = person
        self._by_ends[first, last] = person
        self._by_initial.setdefault((first[0], last), person)
        for role in mention.roles:
            self._office_holders.setdefault((role.head, last), person)

    def _called(self, word: str, mention: NameMention) -> Entity | None:
        """Return the person whom one word means: by office, by surname, then by given name."""
        title = mention.title
        if word in self._firms and not title.personal and not _is_human(self._text, mention):
            return None
        person = self._titled(word, title) if title.personal else self._named_last(word)
        if person is not None:
            return person
        if word not in self._alone or mention.kind in ("country", "organisation"):
            return None
        person = Entity(word, "person", title.gender)
        self._first_with.setdefault(word, person)
        return person

    def _named_last(self, word: str) -> Entity | None:
        """Return who was last named by this word, or else is the first to be named so."""
        person = self._last_called.get(word) or self._first_with.get(word)
        if person is None and word.isupper():
            return self._first_with.get(word.capitalize())
        return person

    def _titled(self, word: str, title: Title) -> Entity | None:
        """Return whom one word means with a title, which tells namesakes apart."""
        for role in title.roles:
            if (role.head, word) in self._office_holders:
                return self._office_holders[role.head, word]
        gender = title.gender
        if gender is not None and (word, gender) in self._last_of_gender:
            return self._last_of_gender[word, gender]
        for person in (self._named_last(word), self._first_with.get(word)):
            if person is not None and not _differ(person.gender, gender):
                return person
        return None

    def _remember(self, person: Entity) -> None:
        """Note that from now on the person's surname, and then given name, mean this person."""
        if person is self._last:
            return
        self._last = person
        words = _bare(person.name.split(" "))
        for word in (words[0], words[-1]):
            self._firms.discard(word)
            self._last_called[word] = person
            if person.gender:
                self._last_of_gender[word, person.gender] = person


def _surnames(text: str, mentions: Iterable[NameMention]) -> frozenset[str]:
    """Return the single names that are a person's by what stands beside them somewhere."""
    return frozenset(
        mention.words[0]
        for mention in mentions
        if len(mention.words) == 1
        and (mention.kind == "person" or (mention.kind == "unknown" and _is_human(text, mention)))
    )


@cache
def _human_traits() -> re.Pattern[str]:
    """Match what follows the name of a person only; the group is what stands before "he"."""
    alone = "smiled|laughed|nodded|shrugged|grinned|sighed|wept|frowned|joked|recalled|quipped"
    verb = "|".join(sorted(SUBJECT_FOLLOWERS)) + r"|[a-z]{1,16}ed"
    pronoun = "s?he|his|him|her|himself|herself"
    return re.compile(
        rf"(?:(?<!s), who| (?:{alone})| (?:{verb})((?: [a-z'-]{{1,20}}){{0,5}}?) (?:{pronoun}))\b"
    )


def _is_human(text: str, mention: NameMention) -> bool:
    """Say whether a name is taken up by "he", "she" or "who" ("Ruiz said on air that he ...").

    Nobody else may be named or described between the two.
    """
    start, end = mention.span
    if text[max(0, start - _LONGEST_PREPOSITION) : start].endswith(_BEFORE_PLACES):
        return False
    match = _human_traits().match(text, end)
    return match is not None and ROLE_HEADS.isdisjoint((match[1] or "").split())


def _bare(words: Sequence[str]) -> Sequence[str]:
    """Return a name's words without "Jr." and the like."""
    if len(words) > 1 and words[-1].lower().rstrip(".") in _GENERATIONS:
        return words[:-1]
    return words


def _surname_forms(surname: str) -> tuple[str, ...]:
    """Return a surname and what news makes of it ("el-Masri": "El-Masri", "Masri")."""
    prefix, hyphen, rest = surname.partition("-")
    if hyphen and prefix in ("al", "el", "bin"):
        return surname, f"{prefix.capitalize()}-{rest}", rest
    return (surname,)


def _surname_groups(words: Sequence[str]) -> Iterator[str]:
    """Yield the surnames of several words that a longer name may be cut to, in lower case.

    "Anna van der Berg" may be "Van der Berg", "Luis Vega Marín" may be "Vega Marín".
    """
    bare = _bare(words)
    particle = next((at for at, word in enumerate(bare) if at and word.islower()), None)
    if particle is not None:
        yield " ".join(bare[particle:]).lower()
    elif len(bare) > 2:
        yield " ".join(bare[-2:]).lower()


def _is_given_name(word: str) -> bool:
    return word.lower() in given_names() and word.lower() not in PARTICLES


def _is_initial(word: str) -> bool:
    return len(word) == 2 and word.endswith(".")


def _differ(one: Gender | None, other: Gender | None) -> bool:
    return one is not None and other is not None and one != other

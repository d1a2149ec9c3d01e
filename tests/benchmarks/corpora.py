"""Makes corpora to measure with: articles that read like news, of any number and length, by a seed.

Sentences come from templates, which are filled with names, offices, places, quotations, numbers and
dates; the same seed makes the same bytes. As a folder or a JSON Lines file, with or without
annotations:

    python tests/benchmarks/corpora.py FOLDER --articles 1000 --characters 3000 --annotations 50
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from hashlib import sha256
from itertools import count
from pathlib import Path
from random import Random
from typing import NamedTuple

import orjson

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from hedgerow.store.anchors.anchor import context_of
from hedgerow.store.annotations import Annotation, Said
from hedgerow.store.journal.lines import Record, Step, as_line
from hedgerow.store.span import Span

FIRST = (
    "Maria Dmytro Elena José Amira Wei Fatima Lars Priya Tomás Olena Kwame Zoë Igor Hana".split()
)
LAST = "Kovalenko Ruiz Haddad Lindqvist Okafor Zhang Novak Al-Sayed O’Brien Marchetti Sato".split()
OFFICES = (
    "Foreign Minister", "spokesperson", "Senator", "the mayor", "Defence Secretary", "the governor",
    "Ambassador", "the union’s president", "Chief Justice", "the ministry’s envoy",
)  # fmt: skip
PLACES = "Kyiv Geneva Lagos Beijing Warsaw Ottawa Manila Brussels Santiago Ankara".split()
BODIES = (
    "the central bank", "the foreign ministry", "Médecins du Nord", "the port authority",
    "the election commission", "the Coast Guard", "the Red Cross", "the city council",
)  # fmt: skip
OUTLETS = ("The Harbour Post", "Northern Wire", "Daily Courier", "Global Desk", "Le Phare")
THINGS = (
    "the ceasefire", "grain exports", "the border crossing", "the new tariff", "the dam",
    "the inquiry", "fuel prices", "the evacuation", "the ballot count", "the rail strike",
)  # fmt: skip
STATES = (
    "is unlikely to hold", "will resume within days", "has cost hundreds of jobs",
    "was delayed for a third time", "could be settled by talks", "must not be put off again",
    "has been greatly exaggerated", "remains closed to civilians", "fell by roughly a tenth",
)  # fmt: skip
CUES = "said told insisted claimed added warned denied announced acknowledged argued".split()
SENTENCES = (
    "“{thing_} {state},” {cue} {office} {name} on {day}.",
    "{office_} {name} {cue} reporters in {place} that {thing} {state}.",
    "According to {body}, {thing} {state}.",
    "{body_} {cue} on {day} that more than {number} people had left {place}.",
    "“We can’t say when,” {last} {cue}. “{thing_} {state}.”",
    "It may be weeks before {thing} {state}, {last} {cue} in a statement on {date}.",
    "The talks in {place}, which began on {date}, reportedly ended without a deal.",
    "{name}, who was in {place} last week, condemned the decision on {thing}.",
    "Some {number} residents of {place} were moved on {day}, {body} {cue}.",
    "{last} called on {body} to explain why {thing} {state}.",
)
LABELS = ("claim", "hedge", "stance")
INSTANT = "2026-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{micro:06}Z"


class Made(NamedTuple):
    """An article as it was made; `published` is an ISO 8601 date."""

    id: str
    title: str
    outlet: str
    published: str
    text: str


class _Writer:
    """Writes the sentences of one article: about a few people and things, as an article is."""

    def __init__(self, random: Random, published: date) -> None:
        self._random = random
        self._published = published
        self._people = [(random.choice(FIRST), random.choice(LAST)) for _ in range(4)]
        self._things = random.sample(THINGS, 3)

    def sentence(self) -> str:
        """Fill a template."""
        pick = self._random.choice
        first, last = pick(self._people)
        thing, body, office = pick(self._things), pick(BODIES), pick(OFFICES)
        day = self._published - timedelta(days=self._random.randrange(40))
        return pick(SENTENCES).format(
            name=f"{first} {last}", last=last, office=office, office_=_capital(office), thing=thing,
            thing_=_capital(thing), body=body, body_=_capital(body), state=pick(STATES),
            cue=pick(CUES), place=pick(PLACES), number=f"{self._random.randrange(100, 90_000):,}",
            day=f"{day:%A}", date=f"{day.day} {day:%B %Y}",
        )  # fmt: skip


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]


def articles(number: int, characters: int = 3000, seed: int = 1) -> Iterator[Made]:
    """Make articles.

    Args:
        number: how many.
        characters: how long each is, in code points; half to twice of it, if there are several.
        seed: the same one makes the same articles.
    """
    for position in range(number):
        random = Random(f"{seed} {position}")
        published = date(2021, 1, 1) + timedelta(days=random.randrange(1500))
        writer = _Writer(random, published)
        long = characters if number == 1 else int(characters * random.choice((0.5, 0.75, 1, 1.75)))
        title = writer.sentence().strip("“.").partition(",")[0]
        text = "".join(_paragraphs(writer, random, long - len(title) - 2))
        yield Made(
            f"{position:07}", title, random.choice(OUTLETS), published.isoformat(),
            f"{title}\n\n{text}",
        )  # fmt: skip


def _paragraphs(writer: _Writer, random: Random, characters: int) -> Iterator[str]:
    while characters > 0:
        paragraph = " ".join(writer.sentence() for _ in range(random.randrange(1, 5))) + "\n\n"
        characters -= len(paragraph)
        yield paragraph


def one_line(characters: int, seed: int = 1) -> str:
    """Make a text of a single line."""
    return next(articles(1, characters, seed)).text.replace("\n\n", " ")


def write_folder(folder: Path, made: Iterator[Made]) -> list[Made]:
    """Write each article as a text file; give them all."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for article in made:
        (folder / f"{article.id}.txt").write_text(article.text, encoding="utf-8", newline="")
        written.append(article)
    return written


def write_json_lines(path: Path, made: Iterator[Made]) -> int:
    """Write articles as one JSON Lines file; give their number."""
    number = 0
    with path.open("wb") as file:
        for article in made:
            number += file.write(orjson.dumps(article._asdict()) + b"\n") > 0
    return number


def annotations(article: Made, number: int, seed: int = 1) -> Iterator[Record]:
    """Make annotations of an article, as a journal has them: a sentence or a few words each."""
    random = Random(f"{seed} {article.id}")
    digest = sha256(article.text.encode()).hexdigest()
    clock = count(int(article.id) * 1_000_000)
    for _ in range(number):
        start = random.randrange(max(1, len(article.text) - 120))
        start = article.text.rfind(" ", 0, start) + 1
        span = Span(start, min(len(article.text), start + random.choice((9, 24, 60, 110))))
        prefix, suffix = context_of(article.text, span)
        at = _instant(next(clock))
        said = Said("Dmytro Kovalenko", span.start, span.end)
        made = Annotation(
            id=_id(random, at), article=article.id, text_sha256=digest, start=span.start,
            end=span.end, label=random.choice(LABELS), quote=span.of(article.text), prefix=prefix,
            suffix=suffix, annotator="ann", created=at, modified=at, codebook="ad639c4edb87930e",
            speaker=said if random.random() < 0.6 else None, attributes={"mode": "mixed"},
        )  # fmt: skip
        step = Step(_id(random, at), "ann", made.brief)
        yield Record(made.id, at, made.document(), step)


def annotate(folder: Path, made: list[Made], number: int, seed: int = 1) -> None:
    """Write so many annotations of each article into a folder of annotations."""
    folder.mkdir(parents=True, exist_ok=True)
    for article in made:
        lines = map(as_line, annotations(article, number, seed))
        (folder / f"{article.id}.jsonl").write_bytes(b"".join(lines))


def _instant(tick: int) -> str:
    second, micro = divmod(tick, 1_000_000)
    minute, second = divmod(second, 60)
    hour, minute = divmod(minute, 60)
    day, hour = divmod(hour, 24)
    month, day = divmod(day, 28)
    return INSTANT.format(
        month=month % 12 + 1, day=day + 1, hour=hour, minute=minute, second=second, micro=micro
    )


def _id(random: Random, at: str) -> str:
    chance = f"{random.getrandbits(96):024x}"
    return f"0192{at[14:16]}{at[17:19]}-{chance[:4]}-7{chance[4:7]}-8{chance[7:10]}-{chance[10:22]}"


def main() -> None:
    """Make a corpus in a folder, to look at or to try something on."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--characters", type=int, default=3000)
    parser.add_argument("--annotations", type=int, default=0, help="of each article")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    made = articles(options.articles, options.characters, options.seed)
    written = write_folder(options.folder, made)
    if options.annotations:
        annotate(options.folder / "annotations", written, options.annotations, options.seed)


if __name__ == "__main__":
    main()

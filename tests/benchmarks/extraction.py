"""Measures how good extraction is, on public data sets, and how fast.

Run from the project's root:

    HEDGEROW_GOLD=/path/to/gold python tests/benchmarks/extraction.py [--rounds N]

The folder holds `attribution/polnear_dev60.jsonl`, `dates/meantime.jsonl`, `dates/wikiwars.jsonl`,
`speakers/meantime_speech.jsonl` and `seeds_gold.jsonl`, an article a line, with offsets in code
points. Without it, only speed is measured, on the sample articles in `seeds/`.

A date is found where one of the gold's overlaps it (relaxed) or has its very span (strict); its
value counts where the two overlap. An attribution is found where the words of its content and the
gold's are alike (Jaccard, 0.3 or more); it is full where source and cue share a word as well.
"""

from __future__ import annotations

import argparse
import datetime
import json
import math
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

import claims  # noqa: E402
import hedges  # noqa: E402
from suggestions import measure_suggestions  # noqa: E402

from hedgerow.store.extract import extract, extract_mentions  # noqa: E402
from hedgerow.store.extract.findings import WORTH_SHOWING, DateMention, Speaker  # noqa: E402
from hedgerow.store.extract.speakers import find_speakers  # noqa: E402
from hedgerow.store.span import Span  # noqa: E402

Row = dict[str, Any]
"""A line of gold: an article, or its answers."""

ALIKE_ENOUGH = 0.3
QUOTATION_MARKS = frozenset('"“”')
NAMED_FORMS = ("NAM", "HLS", "PTV")
"""How MEANTIME marks the mentions of an entity that are names."""

YARDSTICK = re.compile(r"\w+(?:['’-]\w+)*|[^\w\s]")
"""Splits a text into words and marks: the least that anything reading English must do."""

_WORD = re.compile(r"\w+(?:['’]\w+)?")


# Counting


@dataclass
class Tally:
    """How many were right, of how many found and how many wanted."""

    right: int = 0
    found: int = 0
    wanted: int = 0

    @property
    def recall(self) -> float:
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.found + self.wanted
        return 2 * self.right / both if both else 0.0

    def __str__(self) -> str:
        return f"{self.right} of {self.wanted}"


@dataclass
class DateScore:
    """The three usual figures for TIMEX3, and how many of the calendar's dates are right."""

    strict: Tally = field(default_factory=Tally)
    relaxed: Tally = field(default_factory=Tally)
    value: Tally = field(default_factory=Tally)
    calendar: Tally = field(default_factory=Tally)

    def add(self, found: Sequence[DateMention], wanted: Sequence[Row]) -> None:
        """Pair each date of the gold with the first of those found that overlaps it."""
        for tally in (self.strict, self.relaxed, self.value):
            tally.found += len(found)
            tally.wanted += len(wanted)
        left = list(found)
        for gold in wanted:
            span = _span(gold)
            # "2022-03-01" and "2022-W08" have a place in the calendar, "PAST_REF" and "P3D" none.
            has_place = (gold["value"] or "")[:4].isdigit()
            self.calendar.wanted += has_place
            mention = next((one for one in left if one.span.overlaps(span)), None)
            if mention is not None:
                left.remove(mention)
                valued = (mention.value or "").upper() == (gold["value"] or "").upper()
                self.relaxed.right += 1
                self.strict.right += mention.span == span
                self.value.right += valued
                self.calendar.right += valued and has_place


@dataclass(frozen=True)
class Roles:
    """The words, by number, that each role of an attribution holds."""

    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]
    is_direct: bool
    speaker: str | None

    def has_source_of(self, other: Roles) -> bool:
        """Say whether the sources share a word, or neither has one."""
        return bool(self.source & other.source) or not (self.source or other.source)


class Words:
    """The words of a text, numbered, by which roles are compared."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._number_at: list[int | None] = [None] * len(text)
        for number, word in enumerate(_WORD.finditer(text)):
            self._number_at[word.start() : word.end()] = [number] * len(word[0])

    def roles(
        self,
        source: Iterable[Span],
        cue: Iterable[Span],
        content: Sequence[Span],
        speaker: str | None,
    ) -> Roles:
        """Give an attribution as words; a direct one has a quotation mark in or at its content."""
        direct = any(
            QUOTATION_MARKS & set(self._text[max(0, start - 1) : end + 1]) for start, end in content
        )
        return Roles(*map(self._within, (source, cue, content)), direct, speaker)

    def _within(self, spans: Iterable[Span]) -> frozenset[int]:
        numbers = {number for span in spans for number in self._number_at[slice(*span)]}
        return frozenset(numbers - {None})


def pairs_alike(found: Sequence[Roles], wanted: Sequence[Roles]) -> Iterator[tuple[Roles, Roles]]:
    """Pair attributions with alike contents, one to one, the most alike first; last ones first."""
    likenesses = [
        (len(mine.content & gold.content) / len(mine.content | gold.content), i, j)
        for i, gold in enumerate(wanted)
        for j, mine in enumerate(found)
    ]
    paired_found, paired_wanted = set(), set()
    for likeness, i, j in sorted(likenesses, reverse=True):
        if likeness >= ALIKE_ENOUGH and i not in paired_wanted and j not in paired_found:
            paired_wanted.add(i)
            paired_found.add(j)
            yield found[j], wanted[i]


@dataclass
class AttributionScore:
    """Contents found, whole attributions found, and whose speaker is known."""

    content: Tally = field(default_factory=Tally)
    full: Tally = field(default_factory=Tally)
    direct: Tally = field(default_factory=Tally)
    indirect: Tally = field(default_factory=Tally)
    persons: Tally = field(default_factory=Tally)

    def add(self, found: Sequence[Roles], wanted: Sequence[Roles], people: Container[str]) -> None:
        """Compare one article's attributions; `people` are the persons among its speakers."""
        found, wanted = ([one for one in side if one.content] for side in (found, wanted))
        for tally in (self.content, self.full):
            tally.found += len(found)
            tally.wanted += len(wanted)
        for gold in wanted:
            (self.direct if gold.is_direct else self.indirect).wanted += 1
            self.persons.wanted += gold.speaker in people
        for mine, gold in pairs_alike(found, wanted):
            same_source = mine.has_source_of(gold)
            self.content.right += 1
            self.full.right += same_source and bool(mine.cue & gold.cue)
            (self.direct if gold.is_direct else self.indirect).right += same_source
            if same_source and gold.speaker in people:
                self.persons.right += mine.speaker == gold.speaker


# Quality


def measure_attributions(path: Path) -> AttributionScore:
    """Score the attributions of an article a line."""
    score = AttributionScore()
    for article in rows(path):
        words = Words(article["text"])
        wanted = [
            words.roles(*(_spans(one[role]) for role in ("source", "cue", "content")), None)
            for one in article["attributions"]
        ]
        score.add(_roles_found(article["text"], None, words), wanted, ())
    return score


def measure_dates(path: Path) -> DateScore:
    """Score the dates of an article a line."""
    score = DateScore()
    for article in rows(path):
        score.add(extract(article["text"], _day(article["dct"])).dates, article["timex"])
    return score


def measure_speakers(path: Path) -> Tally:
    """Count the speech events whose source is brought back to a name of the entity that speaks."""
    tally = Tally()
    for article in rows(path):
        text, events = article["text"], article["speech_events"]
        cast = find_speakers(text, [_span(event["source"]) for event in events])
        speakers = {speaker.name: speaker for speaker in cast.speakers}
        for event, name in zip(events, cast.speaker_of, strict=True):
            tally.wanted += 1
            if name is not None:
                canonical = _fullest_mention(speakers[name], text)
                named = _names_among(article["entities"][event["entity"]]["mentions"])
                tally.right += any(canonical.overlaps(mention) for mention in named)
    return tally


def measure_samples(path: Path) -> tuple[DateScore, AttributionScore, Tally]:
    """Score the sample articles; the last is how many sources that are persons get their name."""
    dates, attributions, sources = DateScore(), AttributionScore(), Tally()
    for gold in rows(path):
        text = (ROOT / "seeds" / gold["file"]).read_bytes().decode()
        published = _day(gold["publication_date"])
        people = {
            name
            for name, entity in gold["entities"].items()
            if entity["type"] == "PERSON" and entity.get("role") != "unnamed"
        }
        dates.add(extract(text, published).dates, gold["dates"])
        words, wanted, of_persons = Words(text), [], []
        for one in gold["attributions"]:
            if not one.get("optional"):
                source, cue = (
                    [_span(one[role])] if one[role] else [] for role in ("source", "cue")
                )
                speaker = one["speaker"][0] if len(one["speaker"]) == 1 else None
                wanted.append(words.roles(source, cue, _spans(one["content"]), speaker))
                of_persons += [(span, speaker) for span in source if speaker in people]
        attributions.add(_roles_found(text, published, words), wanted, people)
        cast = find_speakers(text, [span for span, _ in of_persons])
        sources.wanted += len(of_persons)
        sources.right += sum(
            name == speaker for name, (_, speaker) in zip(cast.speaker_of, of_persons, strict=True)
        )
    return dates, attributions, sources


def print_quality(gold: Path) -> None:
    """Print a line for each figure, in per cent."""
    _print_attributions("PolNeAR", measure_attributions(gold / "attribution/polnear_dev60.jsonl"))
    _print_dates("MEANTIME", measure_dates(gold / "dates/meantime.jsonl"))
    _print_dates("WikiWars", measure_dates(gold / "dates/wikiwars.jsonl"))
    speakers = measure_speakers(gold / "speakers/meantime_speech.jsonl")
    _print_share("MEANTIME: who speaks", speakers)
    dates, attributions, sources = measure_samples(gold / "seeds_gold.jsonl")
    _print_share("samples: dates with a place in the calendar, right", dates.calendar)
    _print_figure("samples: dates, value, F1", dates.value.f1)
    _print_figure("samples: content, source and cue, F1", attributions.full.f1)
    _print_share("samples: attributions to persons, found with that person", attributions.persons)
    _print_share("samples: sources that are persons, given their name", sources)
    _print_suggestions(gold)


def _print_suggestions(gold: Path) -> None:
    """Print how well hedges and claims are told from other sentences, and what is shown."""
    baseline = hedges.measure_always_uncertain(gold / hedges.SENTENCES)
    for name, least in (("all known", 0.0), ("those shown", WORTH_SHOWING)):
        score = hedges.measure(gold / hedges.SENTENCES, "even", least)
        note = f"(P {100 * score.precision:.1f}, R {100 * score.recall:.1f})"
        _print_figure(f"CoNLL-2010: sentences with hedges, F1, {name}", score.f1, note)
    _print_figure("  … if every sentence were called so", baseline)
    of_claims = claims.measure_claims(gold)
    _print_figure("ClaimBuster: claims, F1", of_claims.f1)
    _print_figure("ClaimBuster: claims, average precision", of_claims.average_precision)
    for label, tags in measure_suggestions(gold / "seeds_gold.jsonl", ROOT / "seeds").items():
        _print_figure(f"samples: {label} suggested", tags.met / tags.wanted, f"({tags})")


def _print_attributions(name: str, score: AttributionScore) -> None:
    _print_figure(f"{name}: content, F1", score.content.f1)
    _print_figure(f"{name}: content, source and cue, F1", score.full.f1)
    _print_share(f"{name}: direct ones, content and speaker found", score.direct)
    _print_share(f"{name}: indirect ones, content and speaker found", score.indirect)


def _print_dates(name: str, score: DateScore) -> None:
    for kind in ("strict", "relaxed", "value"):
        _print_figure(f"{name}: dates, {kind}, F1", getattr(score, kind).f1)


def _print_share(what: str, tally: Tally) -> None:
    _print_figure(what, tally.recall, f"({tally})")


def _print_figure(what: str, share: float, note: str = "") -> None:
    print(f"{what:<58}{100 * share:>7.1f}  {note}".rstrip())


def _roles_found(text: str, published: datetime.date | None, words: Words) -> list[Roles]:
    return [
        words.roles(one.source, one.cue, one.content, one.speaker)
        for one in extract(text, published).attributions
    ]


def _fullest_mention(speaker: Speaker, text: str) -> Span:
    """Give the first mention that holds the speaker's name, or else the first."""
    holding = (span for span in speaker.mentions if speaker.name in _on_a_line(span.of(text)))
    return next(holding, speaker.mentions[0])


def _names_among(mentions: Sequence[Row]) -> list[Span]:
    """Give an entity's mentions that name it, or all where none does."""
    named = [one for one in mentions if one["form"] in NAMED_FORMS or one["text"][:1].isupper()]
    return _spans(named or mentions)


def _on_a_line(text: str) -> str:
    return " ".join(text.split())


def rows(path: Path) -> Iterator[Row]:
    """Read a file of JSON Lines."""
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _day(written: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(written) if written else None


def _span(written: Row) -> Span:
    return Span(written["start"], written["end"])


def _spans(written: Iterable[Row]) -> list[Span]:
    return [_span(one) for one in written]


# Speed


class Times(NamedTuple):
    """What extraction and the yardstick took for the same text, in milliseconds.

    `mentions` is extraction without suggestions, as `hedgerow mentions` does it.
    """

    extraction: float
    mentions: float
    yardstick: float


def times_for(texts: Sequence[str], rounds: int) -> Times:
    """Give the medians over texts and rounds, all by turns, after a round not counted."""
    works = (extract, extract_mentions, YARDSTICK.findall)
    taken: list[list[float]] = [[] for _ in works]
    for number in range(rounds + 1):
        for text in texts:
            for work, times in zip(works, taken, strict=True):
                cost = _milliseconds(work, text)
                if number:
                    times.append(cost)
    return Times(*map(median, taken))


def print_speed(rounds: int) -> None:
    """Print what an article of 4 KB takes, what importing does, and how time grows with length."""
    samples = [path.read_bytes().decode() for path in sorted((ROOT / "seeds").glob("*.txt"))]
    joined = [_joined(samples[n:] + samples[:n], 4_096) for n in range(len(samples))]
    took = times_for(joined, rounds)
    print(f"4 KB, everything: {took.extraction:.2f} ms, one core, the median", end="")
    print(f" ({len(samples)} texts of 4,096 characters, made of the samples, {rounds} rounds)")
    print(f"4 KB, speakers, attributions and dates alone: {took.mentions:.2f} ms")
    print(f'4 KB, only re.findall(r"{YARDSTICK.pattern}"): {took.yardstick:.2f} ms', end="")
    print(f" (extraction takes {took.extraction / took.yardstick:.1f} times that)")
    module, first = fresh_process(joined[0])
    print(f"a fresh process: import hedgerow.store.extract {module:.1f} ms, ", end="")
    print(f"its first article of 4 KB {first:.1f} ms (rules are loaded for it)")
    print("the samples over and over, one after another:")
    print_growth(samples)


def print_growth(texts: Sequence[str]) -> None:
    """Print the time for 10 KB, 100 KB and 1 MB of these texts joined, and whether it is linear.

    The shorter ones are cut from all over the longest, so that they are alike in all but length.
    """
    whole = _joined(texts, 1_000_000)
    taken = {}
    for size, cuts in ((10_000, 20), (100_000, 5), (1_000_000, 1)):
        starts = (number * (len(whole) - size) // cuts for number in range(cuts))
        took = times_for([whole[start : start + size] for start in starts], rounds=3)
        taken[size] = took.extraction
        each = took.extraction / size * 1_000
        print(f"{size:>11,} characters {took.extraction:>10.1f} ms", end="")
        print(f" {each:>7.2f} ms per 1,000   (re: {took.yardstick:.1f} ms)")
    power = math.log(taken[1_000_000] / taken[10_000], 100)
    verdict = "linear" if power < 1.1 else "more than linear"
    print(f"  time grows with the length to the power of {power:.2f}: {verdict}")


def fresh_process(text: str) -> tuple[float, float]:
    """Give the milliseconds that importing and a first article take, medians of 15 processes."""
    program = (
        "import sys, time; text = sys.stdin.buffer.read().decode(); begin = time.perf_counter();"
        "from hedgerow.store.extract import extract; imported = time.perf_counter();"
        "extract(text); print(imported - begin, time.perf_counter() - imported)"
    )
    taken = []
    for _ in range(15):
        done = subprocess.run(
            [sys.executable, "-c", program],
            input=text.encode(),
            capture_output=True,
            check=True,
            cwd=ROOT,
            # As it is once installed: compiled the first time that it is run.
            env={k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"},
        )
        taken.append([1_000 * float(seconds) for seconds in done.stdout.split()])
    module, first = (median(times) for times in zip(*taken, strict=True))
    return module, first


def _joined(texts: Sequence[str], size: int) -> str:
    """Join texts, again from the first if need be, and cut them to so many characters."""
    stream = "\n\n".join(texts) + "\n\n"
    return (stream * (size // len(stream) + 1))[:size]


def _milliseconds(work: Callable[..., object], *given: object) -> float:
    begin = time.perf_counter()
    work(*given)
    return (time.perf_counter() - begin) * 1_000


def main() -> None:
    """Print how good extraction is, where there is gold to tell by, and how fast."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=100, help="of timing 4 KB")
    options = parser.parse_args()
    folder = os.environ.get("HEDGEROW_GOLD")
    if folder:
        print_quality(Path(folder))
    else:
        print("HEDGEROW_GOLD names no folder of gold data: only speed is measured.")
    print()
    print_speed(options.rounds)
    if folder:
        print("articles of PolNeAR, one after another:")
        articles = rows(Path(folder) / "attribution/polnear_dev60.jsonl")
        print_growth([article["text"] for article in articles])


if __name__ == "__main__":
    main()

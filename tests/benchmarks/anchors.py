"""Measures how well passages are found again in news text that has been edited.

Run from the project's root:

    HEDGEROW_GOLD=/path/to/gold python tests/benchmarks/anchors.py [--articles N] [--seed S]

The folder holds `attribution/polnear_train.jsonl`, an article a line with its text in "text".
Without it, the sample articles in `seeds/` are used. The same seed makes the same edits.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from hedgerow.store.anchors.anchor import Anchor, context_of  # noqa: E402
from hedgerow.store.anchors.search import find_anchor  # noqa: E402
from hedgerow.store.span import Span  # noqa: E402

QUOTE_LENGTHS = (1, 4, 15)
WRONG_AT_MOST = {1: 0.05, 4: 0.04, 15: 0.02}
SHIFTED_RIGHT_AT_LEAST = 0.97

_WORD = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")
_SENTENCE = re.compile(r"\S(?:[^.!?\n]|[.!?](?!\s))*[.!?\n]?")
_FAR = 80  # further from a quote than any context that is kept with it


class Case(NamedTuple):
    """A passage of an old text, the new text, and where the passage truly stands in it."""

    old: str
    span: Span
    new: str
    truth: Span | None

    def found(self) -> Anchor:
        """Mark the passage in the old text as the program does, and look for it in the new one."""
        return find_anchor(
            self.new, self.span, self.span.of(self.old), *context_of(self.old, self.span)
        )

    def outcome(self) -> str:
        """Say "right" (anchored where it stands, or orphaned where it is gone), "wrong" (anchored
        anywhere else), or else the status.
        """
        found = self.found()
        if found.status == "anchored":
            return "right" if found.span == self.truth else "wrong"
        return "right" if self.truth is None and found.status == "orphaned" else found.status


Edit = Callable[[str, Span, Random, str], Case | None]
"""Edits an old text around a passage, with words of another text; None where it can't be done."""


def insert_paragraph_above(old: str, span: Span, random: Random, other: str) -> Case:
    """Put a paragraph of another article at the start of a line above the passage."""
    starts = [0, *(at.end() for at in re.finditer(r"\n+", old) if at.end() <= span.start)]
    return _replaced(old, span, [(random.choice(starts), 0, _run(other, 40, random) + ".\n\n")])


def insert_paragraph_just_above(old: str, span: Span, random: Random, other: str) -> Case:
    """Put a paragraph of another article right above the passage's own."""
    start = old.rfind("\n", 0, span.start) + 1
    return _replaced(old, span, [(start, 0, _run(other, 40, random) + ".\n\n")])


def edit_elsewhere(old: str, span: Span, random: Random, other: str) -> Case | None:
    """Replace, drop and add words at five places out of the context's reach."""
    words = [
        word
        for word in _WORD.finditer(old)
        if word.end() < span.start - _FAR or word.start() > span.end + _FAR
    ]
    if len(words) < 5:
        return None
    changes = [
        (word.start(), random.choice((0, word.end() - word.start())), _run(other, 3, random) + " ")
        for word in random.sample(words, 5)
    ]
    return _replaced(old, span, changes)


def edit_nearby(old: str, span: Span, random: Random, other: str) -> Case | None:
    """Replace a word next to the passage, among the three on either side."""
    words = list(_WORD.finditer(old))
    before = [word for word in words if word.end() <= span.start][-3:]
    after = [word for word in words if word.start() >= span.end][:3]
    if not before or not after:
        return None
    word = random.choice(before + after)
    return _replaced(old, span, [(word.start(), word.end() - word.start(), _run(other, 1, random))])


def mistype_inside(old: str, span: Span, random: Random, other: str) -> Case | None:
    """Change, drop or double one character within the passage, not at its edges."""
    if span.length < 3:
        return None
    at = random.randrange(span.start + 1, span.end - 1)
    letter = random.choice("abcdefghijklmnopqrstuvwxyz")
    if letter == old[at]:
        letter = "#"
    length, now = random.choice(((1, letter), (1, ""), (0, old[at])))
    new = old[:at] + now + old[at + length :]
    return Case(old, span, new, Span(span.start, span.end + len(now) - length))


def reword_inside(old: str, span: Span, random: Random, other: str) -> Case | None:
    """Replace a word within the passage, not its first or last one."""
    inner = list(_WORD.finditer(old, span.start, span.end))[1:-1]
    if not inner:
        return None
    word, now = random.choice(inner), _run(other, 1, random)
    new = old[: word.start()] + now + old[word.end() :]
    return Case(old, span, new, Span(span.start, span.end + len(now) - (word.end() - word.start())))


def rewrite_context(old: str, span: Span, random: Random, other: str) -> Case:
    """Write what stands before and after the passage anew."""
    low, high = max(0, span.start - 60), min(len(old), span.end + 60)
    before, after = _run(other, 12, random) + " ", " " + _run(other, 12, random)
    return _replaced(
        old, span, [(low, span.start - low, before), (span.end, high - span.end, after)]
    )


def rewrite_one_side(old: str, span: Span, random: Random, other: str) -> Case:
    """Write what stands before the passage, or what stands after it, anew."""
    low, high = max(0, span.start - 60), min(len(old), span.end + 60)
    if random.random() < 0.5:
        return _replaced(old, span, [(low, span.start - low, _run(other, 12, random) + " ")])
    return _replaced(old, span, [(span.end, high - span.end, " " + _run(other, 12, random))])


def delete_sentence(old: str, span: Span, random: Random, other: str) -> Case:
    """Delete the sentences that hold the passage."""
    sentences = [sentence for sentence in _SENTENCE.finditer(old) if span.overlaps(sentence.span())]
    start, end = sentences[0].start(), sentences[-1].end()
    return Case(old, span, old[:start] + old[end:].lstrip(" "), None)


def delete_beside_planted_lookalike(
    old: str, span: Span, random: Random, other: str
) -> Case | None:
    """Delete the passage's sentences and write its words into another sentence."""
    without = delete_sentence(old, span, random, other).new
    words = list(_WORD.finditer(without))
    if not words:
        return None
    at = random.choice(words).start()
    return Case(old, span, without[:at] + span.of(old) + " " + without[at:], None)


def delete_beside_lookalike(old: str, span: Span, random: Random, other: str) -> Case | None:
    """Delete the passage's sentences where the article has the same words in another sentence."""
    case = delete_sentence(old, span, random, other)
    return case if span.of(old) in case.new and not _has_copy(case) else None


def delete_beside_copy(old: str, span: Span, random: Random, other: str) -> Case | None:
    """Delete the passage's sentences where the article prints them, or nearly, a second time.

    Nothing but a guess could tell the copy from the passage, moved; no bound is set for it.
    """
    case = delete_sentence(old, span, random, other)
    return case if _has_copy(case) else None


def _has_copy(case: Case) -> bool:
    """Say whether the quote still stands between the same two words on either side."""
    prefix, suffix = context_of(case.old, case.span)
    before, quote, after = map(_words, (prefix, case.span.of(case.old), suffix))
    return f" {' '.join(before[-2:] + quote + after[:2])} " in f" {' '.join(_words(case.new))} "


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.lower())


SHIFTS: tuple[Edit, ...] = (insert_paragraph_above, insert_paragraph_just_above, edit_elsewhere)
EDITS: tuple[Edit, ...] = (
    insert_paragraph_above,
    insert_paragraph_just_above,
    edit_elsewhere,
    edit_nearby,
    mistype_inside,
    reword_inside,
    rewrite_one_side,
    rewrite_context,
    delete_sentence,
    delete_beside_planted_lookalike,
    delete_beside_lookalike,
    delete_beside_copy,
)
_WITH_REPEATED_QUOTES = (delete_beside_lookalike, delete_beside_copy)


def cases_of(texts: list[str], edit: Edit, words: int, seed: int, each: int) -> Iterator[Case]:
    """Make up to `each` cases from every text, the same ones for the same seed."""
    for number, old in enumerate(texts):
        random = Random(f"{seed} {edit.__name__} {words} {number}")
        other = texts[(number + 1 + random.randrange(max(1, len(texts) - 1))) % len(texts)]
        spans = _repeated(old, words) if edit in _WITH_REPEATED_QUOTES else _spans(old, words)
        for span in random.sample(spans, min(each, len(spans))):
            if case := edit(old, span, random, other):
                yield case


def measure(texts: list[str], edit: Edit, words: int, seed: int = 1, each: int = 2) -> Counter[str]:
    """Count the outcomes of an edit for quotes of so many words."""
    return Counter(case.outcome() for case in cases_of(texts, edit, words, seed, each))


def seed_texts() -> list[str]:
    """Give the sample articles."""
    return [path.read_text("utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))]


def gold_texts() -> list[str] | None:
    """Give the articles of the folder that HEDGEROW_GOLD names, if it does."""
    folder = os.environ.get("HEDGEROW_GOLD")
    if not folder:
        return None
    with (Path(folder) / "attribution/polnear_train.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in lines]


def _spans(text: str, words: int) -> list[Span]:
    """Give the runs of so many words that stay within a line."""
    found = list(_WORD.finditer(text))
    spans = [
        Span(first.start(), last.end())
        for first, last in zip(found, found[words - 1 :], strict=False)
    ]
    return [span for span in spans if span.length > 1 and "\n" not in span.of(text)]


def _repeated(text: str, words: int) -> list[Span]:
    """Give those runs whose very words stand in the text more than once."""
    spans = _spans(text, words)
    counts = Counter(span.of(text) for span in spans)
    return [span for span in spans if counts[span.of(text)] > 1]


def _run(text: str, words: int, random: Random) -> str:
    """Give some words of a text in a row."""
    found = list(_WORD.finditer(text))
    first = random.randrange(max(1, len(found) - words))
    return text[found[first].start() : found[min(first + words, len(found)) - 1].end()]


def _replaced(old: str, span: Span, changes: list[tuple[int, int, str]]) -> Case:
    """Make changes (offset, length, new text) that leave the passage itself as it is."""
    new, start = old, span.start
    for at, length, now in sorted(changes, reverse=True):
        new = new[:at] + now + new[at + length :]
        if at + length <= span.start and at < span.end:
            start += len(now) - length
    return Case(old, span, new, Span(start, start + span.length))


def _print_outcomes(texts: list[str], seed: int, each: int) -> None:
    heads = ("right", "wrong", "doubtful", "orphaned")
    print("right: anchored where the passage stands, or orphaned where it is gone")
    print("wrong: anchored anywhere else")
    print(f"{'edit':34}{'words':>6}{'cases':>7}" + "".join(f"{head:>10}" for head in heads))
    for edit in EDITS:
        for words in QUOTE_LENGTHS:
            counts = measure(texts, edit, words, seed, each)
            if total := counts.total():
                shares = "".join(f"{counts[head] / total:10.2%}" for head in heads)
                print(f"{edit.__name__.replace('_', ' '):34}{words:6}{total:7}{shares}")


def _print_times(texts: list[str], seed: int) -> None:
    stream = "\n\n".join(texts)
    while len(stream) < 1_000_000:
        stream += "\n\n" + stream
    print()
    for size in (4_000, 100_000, 1_000_000):
        text = stream[:size]
        for edit in (insert_paragraph_above, mistype_inside, delete_sentence):
            for words in QUOTE_LENGTHS:
                random = Random(f"{seed} {size} {words}")
                spans = _spans(text[-4_000:], words)
                times = []
                for span in random.sample(spans, 20):
                    moved = Span(span.start + size - 4_000, span.end + size - 4_000)
                    if case := edit(text, moved, random, texts[0]):
                        before = time.perf_counter()
                        case.found()
                        times.append(time.perf_counter() - before)
                name = edit.__name__.replace("_", " ")
                median, most = sorted(times)[len(times) // 2] * 1000, max(times) * 1000
                print(
                    f"{size:9,} characters, {name:24}{words:3} words: "
                    f"{median:8.2f} ms median, {most:8.2f} ms most"
                )


def main() -> None:
    """Print the table of outcomes and the time a look-up takes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    texts = gold_texts()
    if texts is None:
        print("HEDGEROW_GOLD is not set: measured on the sample articles in seeds/ instead.")
        texts, each = seed_texts(), 60
    else:
        texts = Random(options.seed).sample(texts, min(options.articles, len(texts)))
        each = 3
    _print_outcomes(texts, options.seed, each)
    _print_times(texts, options.seed)


if __name__ == "__main__":
    main()

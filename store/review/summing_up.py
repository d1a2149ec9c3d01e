"""What a review session has come to: what changed, by label and by reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from hedgerow.store.annotations import VERDICT_PAST_TENSE
from hedgerow.store.review.session import JudgedItem, ReviewSession

_ORDER = ("accepted", "revised", "rejected")
_WIDTH = 22


class SummaryLine(NamedTuple):
    """A line of a summary: a heading, or what stands before it (a number, a name) and its words."""

    words: str
    before: str = ""
    is_heading: bool = False


def review_summary(session: ReviewSession) -> Iterator[SummaryLine]:
    """Give the summary of a session, all its sittings included."""
    judged = session.judged
    what = "suggestion" if session.queue.suggested else "tag"
    done = f"{session.done:,} {what}{'' if session.done == 1 else 's'} reviewed"
    left = session.total - session.done
    yield SummaryLine(done + (f", {left:,} still to review" if left else ""))
    skipped = f" ({session.skipped:,} of them skipped)" if session.skipped else ""
    name = f" “{session.queue.name}”" if session.queue.name else ""
    if skipped:
        yield SummaryLine(f"{left:,} left{skipped}")
    yield SummaryLine(f"{session.queue}", f"queue{name}")
    yield SummaryLine(session.reviewer, "reviewer")
    yield SummaryLine(f"{session.started[:16].replace('T', ' ')} UTC", "begun")
    if session.pace.per_hour:
        yield SummaryLine(f"{session.pace.per_hour:,.0f} an hour in this sitting", "pace")
    yield from _by_label(judged)
    yield from _changes(judged)
    yield from _reasons(judged)
    flagged = sum(1 for item in session.items if session.known.remarks_on(item).difficult)
    if flagged:
        yield SummaryLine("Difficult", is_heading=True)
        yield SummaryLine("flagged as difficult", f"{flagged:,}")


def review_summary_lines(session: ReviewSession, corpus: str) -> Iterator[bytes]:
    """Write the summary as a text file, line by line."""
    yield f"Review of {corpus}\n".encode()
    for line in review_summary(session):
        if line.is_heading:
            text = f"\n{line.words}"
        elif line.before:
            text = f"{line.before:>{_WIDTH}}  {line.words}"
        else:
            text = line.words
        yield f"{text}\n".encode("utf-8", "backslashreplace")


def _by_label(judged: list[JudgedItem]) -> Iterator[SummaryLine]:
    """Say what became of the items of each label, by the label they had."""
    by_label: dict[str, Counter[str]] = {}
    for review, label, _ in judged:
        by_label.setdefault(label, Counter())[VERDICT_PAST_TENSE[review.verdict]] += 1
    if not by_label:
        return
    yield SummaryLine("Verdicts", is_heading=True)
    if len(by_label) > 1:
        yield SummaryLine(_counts(sum(by_label.values(), Counter())), "all labels")
    for label, counts in sorted(by_label.items()):
        yield SummaryLine(_counts(counts), label)


def _changes(judged: list[JudgedItem]) -> Iterator[SummaryLine]:
    relabelled: Counter[tuple[str, str]] = Counter()
    moved: Counter[str] = Counter()
    for review, before, after in judged:
        if review.revision is None or review.was is None:
            continue
        if before != after:
            relabelled[before, after] += 1
        if review.revision[1:] != review.was[1:]:
            moved[before] += 1
    if relabelled or moved:
        yield SummaryLine("What changed", is_heading=True)
    for (before, after), count in sorted(relabelled.items()):
        yield SummaryLine(f"{before} made {after}", f"{count:,}")
    for label, count in sorted(moved.items()):
        yield SummaryLine(f"{label} with a boundary moved", f"{count:,}")


def _reasons(judged: list[JudgedItem]) -> Iterator[SummaryLine]:
    reasons: dict[str, Counter[str]] = {}
    for review, label, _ in judged:
        if review.verdict == "reject":
            reasons.setdefault(review.reason or "no reason given", Counter())[label] += 1
    if reasons:
        yield SummaryLine("Reasons for rejecting", is_heading=True)
    for reason, labels in sorted(reasons.items(), key=lambda one: (-sum(one[1].values()), one[0])):
        yield SummaryLine(f"{reason} ({_counts(labels)})", f"{sum(labels.values()):,}")


def _counts(counts: Mapping[str, int]) -> str:
    names = sorted(counts, key=lambda name: (_ORDER.index(name) if name in _ORDER else 99, name))
    return ", ".join(f"{counts[name]:,} {name}" for name in names)

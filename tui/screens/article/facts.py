"""What is known of a place in words: its dates, speakers, tags and who says it."""

from __future__ import annotations

from collections.abc import Iterator

from hedgerow.store.annotations import Annotation
from hedgerow.store.corpus import Article
from hedgerow.store.extract import Suggestion
from hedgerow.store.span import Span
from hedgerow.tui.screens.article.findings import Findings
from hedgerow.tui.text.visible import one_line
from hedgerow.tui.widgets.bar import Piece


def describe(annotation: Annotation) -> list[tuple[str, str]]:
    """List what is known of an annotation, as names and values."""
    facts = [
        ("speaker", annotation.speaker.value if annotation.speaker else ""),
        ("cue", annotation.cue.value if annotation.cue else ""),
        ("date", annotation.date.value if annotation.date else ""),
        *annotation.attributes.items(),
        ("memo", annotation.memo),
    ]
    return [(name, one_line(str(value))) for name, value in facts if value]


def of_mentions(article: Article, findings: Findings, caret: int) -> Iterator[Piece]:
    """Say which dates and which speaker are named at the caret, an offset in code points."""
    for date in findings.dates_at(caret):
        words = one_line(date.span.of(article.text))
        value = date.value or "not known without a publication date (D sets it)"
        yield from (Piece(f"“{words}” "), Piece(f"{value}", "key"), Piece(f" {date.type}  "))
    if speaker := findings.speaker_at(caret):
        yield Piece(one_line(f"{speaker.name} ({speaker.kind})"), "title")
        yield Piece("  ")


def of_tag(annotation: Annotation, annotator: str, decided: str) -> Iterator[Piece]:
    """Say what a tag is, whose, and what it takes along.

    Args:
        annotation: the tag.
        annotator: who reads; whose tag it is goes without saying where it is theirs.
        decided: what was decided on it, in words; empty where nothing was.
    """
    yield Piece(one_line(annotation.label), "key")
    if (provenance := annotation.provenance) is not None:
        why = f": {provenance.why}" if provenance.why else ""
        yield Piece(" " + one_line(f"{provenance.status}, by {provenance.by}{why}"))
    elif annotation.annotator != annotator:
        yield Piece(f" by {one_line(annotation.annotator)}")
    if decided:
        yield Piece(" · decided: ", "muted")
        yield Piece(one_line(decided))
    for name, value in describe(annotation):
        if name != "cue":
            yield Piece(" · ", "muted")
            yield Piece("" if name == "speaker" else f"{one_line(name)} ", "muted")
            yield Piece(value)
    yield Piece("   ")


def of_suggestion(suggestion: Suggestion | None) -> Iterator[Piece]:
    """Say why something is suggested, if it is."""
    if suggestion is not None:
        yield Piece("suggested ", "muted")
        yield Piece(one_line(suggestion.reason), "key")
        yield Piece("   ")


def of_attribution(article: Article, findings: Findings, selected: Span) -> Iterator[Piece]:
    """Say whose words the selected passage is, in code points, and what shows it."""
    if (attribution := findings.attribution_around(selected)) is not None:
        who = attribution.speaker or "someone"
        cue = " ".join(span.of(article.text) for span in attribution.cue)
        yield Piece("said by ", "muted")
        yield Piece(one_line(who), "title")
        yield Piece(f" ({one_line(cue)}, {attribution.kind})", "muted")

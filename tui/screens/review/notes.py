"""What is known of the item that is reviewed, as the notes beside its text."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content

from hedgerow.store.annotations import VERDICT_PAST_TENSE, Annotation, Label, Placed, Review
from hedgerow.store.corpus import Article
from hedgerow.store.passages import shorten
from hedgerow.store.review import ReviewItem, ReviewSession
from hedgerow.tui.screens.article.facts import describe
from hedgerow.tui.text.cells import fit
from hedgerow.tui.text.visible import one_line

_LONGEST_BELOW = 64
_LONGEST_BESIDE = 300
"""Code points of a passage beyond which it is cut; the text shows all of it."""


def notes(
    session: ReviewSession,
    item: ReviewItem,
    annotation: Annotation,
    placed: Placed | None,
    article: Article,
    label: Label,
    *,
    side_by_side: bool,
) -> Content:
    """Give all that is known of an item, and the definition of its label.

    Args:
        session: the session.
        item: the item.
        annotation: its annotation, as the session has it.
        placed: where that stands; None of a suggestion.
        article: the article that it is from.
        label: its label.
        side_by_side: whether there is room for a fact a line.
    """
    lines = [Content.styled(one_line(label.name), "bold $accent")]
    longest = _LONGEST_BESIDE if side_by_side else _LONGEST_BELOW
    lines[0] += Content(f"  {shorten(one_line(annotation.quote), longest)}")
    lines += _states(session, item, annotation, placed)
    facts = [
        Content.styled(f"{name}: ", "dim") + Content(value)
        for name, value in _facts(session, item, annotation)
    ]
    lines += facts if side_by_side else [Content("  ").join(facts)] if facts else []
    lines += [_said_by(review) for review in session.others_on(item)]
    lines.append(_from(article, side_by_side=side_by_side))
    definition = "\n".join(map(one_line, label.definition.splitlines()))
    gap = "\n" if side_by_side else ""
    lines.append(Content.styled(definition and f"{gap}{definition}", "dim"))
    return Content("\n").join(lines)


def _states(
    session: ReviewSession, item: ReviewItem, annotation: Annotation, placed: Placed | None
) -> Iterator[Content]:
    review = session.verdict_on(item)
    if review is not None:
        given = VERDICT_PAST_TENSE[review.verdict]
        yield Content.styled(f"{given} so far; a goes on", "bold $success")
    suggestion = session.suggestion_of(annotation)
    if suggestion is not None:
        yield Content.styled(f"suggested {one_line(suggestion.reason)}", "$accent")
    elif not session.is_own(annotation):
        whose = f"{one_line(annotation.annotator)}’s tag"
        kept = ": they keep theirs, your change stands in your review"
        yield Content.styled(whose + (kept if review and review.revision else ""), "$accent")
    if session.remarks_on(item).difficult:
        yield Content.styled("flagged as difficult (d)", "bold $warning")
    if placed is not None and not placed.is_anchored:
        yield Content.styled(placed.anchor.status, "bold $error")


def _facts(
    session: ReviewSession, item: ReviewItem, annotation: Annotation
) -> Iterator[tuple[str, str]]:
    yield from describe(annotation)
    if annotation.confidence is not None:
        yield "confidence", f"{annotation.confidence:.2f}"
    elif suggestion := session.suggestion_of(annotation):
        yield "confidence", f"{suggestion.confidence:.2f}"
    if memo := session.remarks_on(item).memo:
        yield "your memo", one_line(memo)
    if session.suggestion_of(annotation) is None:
        origin = "" if annotation.origin == "human" else f", {one_line(annotation.origin)}"
        yield "tagged", f"{annotation.created[:10]}{origin}"


def _said_by(review: Review) -> Content:
    why = f": {one_line(review.reason)}" if review.reason else ""
    who = one_line(review.reviewer)
    return Content.styled(f"{who} {VERDICT_PAST_TENSE[review.verdict]} it{why}", "$accent")


def _from(article: Article, *, side_by_side: bool) -> Content:
    """Say which article it is from; the header has no room for all of it."""
    parts = (article.published, article.outlet, article.title)
    words = " · ".join(one_line(part) for part in parts if part)
    shown = words if side_by_side else fit(words, _LONGEST_BELOW).rstrip()
    return Content.styled("from: ", "dim") + Content(shown)

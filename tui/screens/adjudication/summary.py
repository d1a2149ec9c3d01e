"""What is said of an adjudication when it is done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hedgerow.store.adjudication import AdjudicationSession
from hedgerow.tui.screens.base.page import PageLine


def in_words(names: Sequence[str]) -> str:
    """Name several people: "ann, ben and cem"."""
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)


def adjudication_summary(session: AdjudicationSession) -> Iterator[PageLine]:
    """Say what has been decided, and what to do with it."""
    places = "1 place" if session.done == 1 else f"{session.done:,} places"
    yield PageLine(f"{places} decided where {in_words(session.annotators)} differ")
    for way, number in session.decisions.most_common():
        yield PageLine(way, str(number))
    if session.agreed:
        accepted_by = "marked alike by all, not accepted yet (A accepts them)"
        yield PageLine(accepted_by, f"{session.agreed:,}")
    yield PageLine("")
    export = "`hedgerow export --verdict adjudicated`"
    yield PageLine(f"{export} writes the results with their provenance.")
    yield PageLine("What was decided is listed by D in the library.")

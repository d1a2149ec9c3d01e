"""What is said of an adjudication when it is done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hedgerow.store.adjudication import AdjudicationSession
from hedgerow.tui.screens.base.page import Line


def in_words(names: Sequence[str]) -> str:
    """Name several people: "ann, ben and cem"."""
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)


def summary(session: AdjudicationSession) -> Iterator[Line]:
    """Say what has been decided, and what to do with it."""
    places = "1 place" if session.done == 1 else f"{session.done:,} places"
    yield Line(f"{places} decided where {in_words(session.annotators)} differ")
    for way, number in session.decisions.most_common():
        yield Line(way, str(number))
    if session.agreed:
        yield Line("marked alike by all, not accepted yet (A accepts them)", f"{session.agreed:,}")
    yield Line("")
    yield Line("`hedgerow export --verdict adjudicated` writes the results with their provenance.")
    yield Line("What was decided is listed by D in the library.")

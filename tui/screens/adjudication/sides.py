"""What each side has at a place, below the text, and what was decided there before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hedgerow.store.adjudication import NO_TAG, MarkedPlace, decision_in_words
from hedgerow.store.annotations import Annotation
from hedgerow.tui.commands import Command
from hedgerow.tui.screens.adjudication.columns import columns_of
from hedgerow.tui.text.visible import one_line
from hedgerow.tui.widgets.bar import Bar, Piece
from hedgerow.tui.widgets.columns import Columns

_KEYS_OF_SIDES = 9


def side_commands(annotators: Sequence[str]) -> Iterator[Command]:
    """Give a command for each side; the first nine have a digit for a key."""
    for at, name in enumerate(annotators):
        keys = (str(at + 1),) if at < _KEYS_OF_SIDES else ()
        name = one_line(name)
        does = f"Decide for what {name} has, or for nothing if they have nothing."
        yield Command("adjudication", f"take({at})", keys, f"{name}’s", does, "Decide")


class Sides:
    """The part of an adjudication's screen below the text.

    Attributes:
        news: the line that says what was decided before.
        columns: what each side has.
    """

    def __init__(self) -> None:
        self.news = Bar(id="news")
        self.columns = Columns(id="sides")

    def clear(self) -> None:
        """Show that there is no place."""
        self.news.remove_class("shown")
        self.columns.show([])

    def show(self, place: MarkedPlace | None, draft: Annotation | None, room: int) -> None:
        """Show what each has at a place, and the tag that is edited, in `room` cells."""
        if place is None:
            self.columns.show([])
            return
        width = max(1, room // (len(place.annotators) + (draft is not None)))
        self.columns.show(columns_of(place, draft, width))

    def show_news(self, place: MarkedPlace) -> None:
        """Say what was decided there before, and why it is offered again."""
        self.news.set_class(bool(place.before), "shown")
        if not place.before:
            return
        last = max(place.before, key=lambda one: one.at)
        keys = [one.id for one in last.originals]
        was = "; ".join(
            f"{one.annotator}’s {decision_in_words(last, one.id)}" for one in last.originals[:2]
        )
        if place.news:
            text = f"Offered again: {place.news}. It was decided: {was if keys else 'nothing'}."
        else:
            text = f"Decided: {was}. Deciding again takes its place."
        self.news.show_text(one_line(text), "error" if place.news else "good")


def in_what_they_differ(place: MarkedPlace, why: str) -> list[Piece]:
    """Say in what the sides differ at a place, and the reason that is written so far."""
    differs = [one for one in place.differs_in if one != NO_TAG]
    if NO_TAG in place.differs_in:
        differs.insert(0, _nothing(place))
    pieces = [Piece("they differ: ", "muted"), Piece(", ".join(differs), "key")]
    pieces += [Piece("   why: ", "muted")]
    pieces += [Piece(one_line(why)) if why else Piece("w writes it", "muted")]
    return pieces


def _nothing(place: MarkedPlace) -> str:
    if not place.tags:
        return "no tag is left"
    missing = len(place.annotators) - len(place.tags)
    return "one has nothing" if missing == 1 else f"{missing} have nothing"

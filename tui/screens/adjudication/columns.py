"""What each annotator has at a place, as columns to be compared."""

from __future__ import annotations

from collections.abc import Iterator

from hedgerow.store.adjudication import MarkedPlace
from hedgerow.store.annotations import Annotation
from hedgerow.store.passages import shorten
from hedgerow.tui.screens.article.facts import describe
from hedgerow.tui.screens.article.whose import owner_letters
from hedgerow.tui.text.visible import one_line
from hedgerow.tui.widgets.bar import Piece
from hedgerow.tui.widgets.columns import Column

_QUOTE_LINES = 4


def columns_of(place: MarkedPlace, draft: Annotation | None, width: int) -> list[Column]:
    """Make a column of each side, and of the tag that is being edited.

    What differs has "≠" before it, so that it is seen without colour.

    Args:
        place: the place.
        draft: the edited tag, if there is one.
        width: cells that a column has, about.
    """
    letters = owner_letters(place.annotators)
    columns = []
    for number, name in enumerate(place.annotators, start=1):
        key = str(number) if number < 10 else " "
        letter = f" ({letters[name]})" if name in letters else ""
        heading = Piece(one_line(f"{key} {name}{letter}"), "key")
        placed = place.tags.get(name)
        if placed is None:
            columns.append(Column(heading, (Piece("≠ nothing here", "title"),)))
            continue
        texts = _texts(placed.annotation, placed.quote, place.differs_in, width)
        columns.append(Column(heading, tuple(texts)))
    if draft is not None:
        heading = Piece("enter: edited", "key")
        columns.append(Column(heading, tuple(_texts(draft, draft.quote, (), width))))
    return columns


def _texts(
    annotation: Annotation, quote: str, differs_in: tuple[str, ...], width: int
) -> Iterator[Piece]:
    yield _piece(annotation.label, is_different="label" in differs_in, part="title")
    words = shorten(" ".join(quote.split()), max(16, width * _QUOTE_LINES - 8))
    yield _piece(words, is_different="span" in differs_in)
    for name, value in sorted(annotation.attributes.items()):
        yield _piece(f"{name}: {value}", is_different="attributes" in differs_in)
    if not annotation.attributes and "attributes" in differs_in:
        yield _piece("no attributes", is_different=True)
    for name, value in describe(annotation):
        if name in ("speaker", "memo"):
            yield Piece(one_line(f"  {name}: {value}"), "muted")


def _piece(text: str, *, is_different: bool, part: str = "") -> Piece:
    return Piece(one_line(f"{'≠' if is_different else ' '} {text}"), part)

"""Whose tags are shown in an article, and how one person's look beside another's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from hedgerow.store.annotations import Annotation, Label
from hedgerow.tui.screens.base.label_looks import label_kind
from hedgerow.tui.widgets.looks import Look

DECIDED: Final = "✓"
"""Stands for the owner of what was decided where annotators differ: it is nobody's own tag."""

PAIR_ROOM: Final = 5
"""Cells of the gutter for two pairs of letters: which label, and whose."""

_COLOURS: Final = (
    "#5fafd7",
    "#d7875f",
    "#87af5f",
    "#af87d7",
    "#d7af5f",
    "#d75f87",
    "#5fafaf",
    "#afaf5f",
)
_COLOUR_OF_DECIDED: Final = "#888888"


class Shown(NamedTuple):
    """Whose tags are shown, each told from the others: one owner's, or (None) everybody's.

    `among` are those who have a letter of their own, where that is not for the article to say.
    """

    owner: str | None
    among: tuple[str, ...] = ()

    def includes(self, annotation: Annotation) -> bool:
        """Say whether a tag is shown."""
        return self.owner in (None, owner_of(annotation))


def owner_of(annotation: Annotation) -> str:
    """Name the annotator whose own tag it is, or `DECIDED` for the result of a decision."""
    return DECIDED if annotation.is_adjudicated else annotation.annotator


def whose(owner: str) -> str:
    """Say in words whose something is."""
    return "what was decided" if owner == DECIDED else f"{owner}’s tags"


def owner_letters(owners: Iterable[str]) -> dict[str, str]:
    """Give each owner a letter of their own: the first of their name's that nobody has, else any.

    The letters are large ones, as those of labels are mostly small.
    """
    letters: dict[str, str] = {}
    for owner in owners:
        if owner == DECIDED:
            letters[owner] = DECIDED
            continue
        wanted = [character.upper() for character in owner if character.isalnum()]
        spare = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
        free = (one for one in (*wanted, *spare) if len(one) == 1 and one not in letters.values())
        letters[owner] = next(free, "?")
    return letters


def kind_of(annotation: Annotation) -> str:
    """Name the kind of highlight that a tag has where it is told whose it is."""
    return f"{label_kind(annotation.label)} by {owner_of(annotation)}"


def looks_of(labels: Sequence[Label], owners: Sequence[str]) -> dict[str, Look]:
    """Give the looks of labels by owner: a colour for each owner, letters for label and owner."""
    letters = owner_letters(owners)
    colours = {owner: _COLOURS[at % len(_COLOURS)] for at, owner in enumerate(owners)}
    colours[DECIDED] = _COLOUR_OF_DECIDED
    return {
        f"{label_kind(label.name)} by {owner}": Look(
            ground=colours[owner], letter=f"{label.letter}{letters[owner]}"
        )
        for owner in owners
        for label in labels
    }

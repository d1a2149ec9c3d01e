"""Editing a tag that is to stand at a place; it begins as what one side has there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from hedgerow.store.adjudication import MarkedPlace, in_present_text
from hedgerow.store.annotations import Annotation
from hedgerow.store.span import Span
from hedgerow.store.tagging import relabel, respan
from hedgerow.tui.screens.article.session_screen import SessionScreen
from hedgerow.tui.text.selection import select
from hedgerow.tui.text.visible import one_line


class Editing:
    """The part of an adjudication's screen that edits; nothing is saved of it before a decision.

    Attributes:
        draft: the tag that is being edited; None where none is.
    """

    def __init__(self, screen: SessionScreen[MarkedPlace], shown: Callable[[], None]) -> None:
        """Edit on a screen; `shown` shows the draft, each time it has changed."""
        self.draft: Annotation | None = None
        self._screen = screen
        self._shown = shown

    def action_relabel(self, position: int) -> None:
        """Edit: give it another label."""
        codebook = self._screen.workspace.codebook
        label = codebook.labels[position].name
        self._edit(lambda known: relabel(known, label, codebook))

    def action_boundary(self, edge: str, direction: int) -> None:
        """Edit: move the start or the end by a word."""
        screen = self._screen
        move = screen.motions.move_start if edge == "start" else screen.motions.move_end

        def moved(known: Annotation) -> Annotation:
            span = Span(*move(select(*known.span), direction).span)
            return respan(known, screen.article, span)

        self._edit(moved)

    def action_other_side(self) -> None:
        """Edit: begin with the first side's tag, or again with the next one's."""
        if not (tags := self._tags_here()):
            return
        key = self.draft.id if self.draft else None
        at = next((number for number, one in enumerate(tags) if one.id == key), -1)
        self.draft = tags[(at + 1) % len(tags)]
        self._shown()

    def action_attributes(self) -> None:
        """Edit: set its attributes."""
        from hedgerow.tui.screens.base.prompts import AttributesPrompt

        if not (tags := self._tags_here()):
            return
        known = self.draft or tags[0]
        label = self._screen.workspace.codebook.label(known.label)
        attributes = {attribute.name: attribute.values for attribute in label.attributes}
        attributes |= {name: () for name in known.attributes if name not in attributes}
        if not attributes:
            self._screen.tell(f"The codebook gives {one_line(known.label)} no attributes.")
            return

        def set_them(values: dict[str, str] | None) -> None:
            if values is not None and values != dict(known.attributes):
                self._edit(lambda tag: replace(tag, attributes=values))

        prompt = AttributesPrompt(known.brief, attributes, known.attributes)
        self._screen.app.push_screen(prompt, set_them)

    def _edit(self, change_it: Callable[[Annotation], Annotation]) -> None:
        """Change the tag that is being edited; at first that is the first side's."""
        basis = self.draft or next(iter(self._tags_here()), None)
        if basis is None:
            self._screen.tell("There is no tag here to edit.")
            return
        self.draft = change_it(basis)
        self._shown()

    def _tags_here(self) -> list[Annotation]:
        """Give the tags of the place, side by side, as they stand in the present text."""
        place: MarkedPlace | None = self._screen.current
        if place is None:
            return []
        names = [name for name in place.annotators if name in place.tags]
        return [in_present_text(self._screen.article, place.tags[name]) for name in names]

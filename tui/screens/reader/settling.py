"""The reader's part that settles a tag where its place isn't certain.

When a text has changed, a tag's passage may be in doubt or gone. Such a tag is taken in hand, one
at a time: what it read and what the text reads now stand below the text, with the keys that settle
it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from hedgerow.store.annotations import Annotation, Placed, likely_offset
from hedgerow.store.extract import Extraction
from hedgerow.store.passages import shorten
from hedgerow.store.span import Span
from hedgerow.store.tagging import settle
from hedgerow.tui.commands import Command, commands_in, key_sign
from hedgerow.tui.screens.article.knowing import Knowing
from hedgerow.tui.screens.article.part import Part
from hedgerow.tui.screens.article.reading import ReadingScreen
from hedgerow.tui.text.cells import width
from hedgerow.tui.text.selection import select
from hedgerow.tui.text.visible import one_line
from hedgerow.tui.widgets.bar import Piece
from hedgerow.tui.widgets.comparison import ComparisonBox
from hedgerow.tui.widgets.line_list import LineList

ChangeTag = Callable[[Annotation, Callable[[Annotation], Annotation], str], None]
"""Changes a tag as a function says, and calls that in words."""

_CONTEXT = 24  # code points that are shown on either side of a passage
_LONGEST = 240


class Settling(Part):
    """Lets the owner of a tag say where it belongs.

    Attributes:
        comparison: the lines below the text, there while a tag is in hand.
        in_hand: the tag that is in hand, if one is.
    """

    def __init__(
        self,
        screen: ReadingScreen,
        knowing: Knowing,
        *,
        change_tag: ChangeTag,
        go_to_article: Callable[[str], bool],
    ) -> None:
        """Have no tag in hand.

        Args:
            screen: the reader.
            knowing: what is known of the article by now.
            change_tag: saves a tag that was settled.
            go_to_article: shows another article, and says whether it can be read.
        """
        super().__init__(screen)
        self.comparison = ComparisonBox(id="comparison")
        self.in_hand: Placed | None = None
        self._knowing = knowing
        self._change_tag = change_tag
        self._go_to_article = go_to_article

    def is_possible(self, command: Command) -> bool | None:
        """Say whether a command would do something now."""
        if command.group != "Settle":
            return None
        if command.action == "settle_next":
            return bool(self.workspace.unsettled)
        if command.action == "confirm":
            return self.in_hand is not None and self.in_hand.anchor.candidate is not None
        return self.in_hand is not None

    def leave(self) -> bool:
        """Put the tag in hand away, and say whether one was."""
        if self.in_hand is None:
            return False
        self.put_away()
        return True

    # The tag in hand

    @property
    def id_in_hand(self) -> str | None:
        """The id of the tag in hand, if one is."""
        return self.in_hand.annotation.id if self.in_hand is not None else None

    def action_settle_next(self) -> None:
        """Take the next tag in hand whose passage is not certain, in whichever article it is."""
        if not self._knowing.is_placed:
            self.screen.tell("The tags are still being read …")
            self._knowing.once_placed(self.action_settle_next)
            return
        following = self._unsettled_here()
        if self.in_hand is not None:
            places = [placed.annotation.id for placed in following]
            at = self.in_hand.annotation.id
            following = following[places.index(at) + 1 :] if at in places else following
        if following:
            self.take_in_hand(following[0].annotation.id)
            return
        here = self.screen.article.id
        article = self.workspace.next_unsettled(here)
        if article is None:
            self.screen.tell("Each of your tags has its place.")
        elif article == here:
            for placed in self._unsettled_here()[:1]:
                self.take_in_hand(placed.annotation.id)
        elif self._go_to_article(article):
            self.action_settle_next()
        else:  # told; the next time it is passed over
            self.workspace.unsettled.forget(article)

    def take_in_hand(self, annotation: str) -> None:
        """Show what a tag read and what the text reads now, to settle where it belongs."""
        screen = self.screen
        placed = screen.view.tags.by_id.get(annotation)
        if placed is None or not placed.needs_a_person:
            if placed is not None and placed.annotation.is_history:
                screen.tell(f"Kept as history: {placed.annotation.brief}")
            return
        if (owner := placed.annotation.annotator) != self.me:
            screen.tell(f"This tag is {owner}'s, not yours: only they can settle it.")
            return
        if isinstance(screen.focused, LineList):
            screen.pane.focus()  # so that enter confirms, and chooses no row
        self.in_hand = placed
        if placed.anchor.candidate is not None:
            screen.go(select(*placed.anchor.candidate))
        else:
            screen.go(screen.motions.at(likely_offset(placed.annotation, screen.article.text)))
        self._compare(placed)
        screen.show_status()

    def put_away(self) -> None:
        """Put the tag in hand away, if there is one."""
        self.in_hand = None
        self.comparison.hide()
        self.screen.show_status()

    def look_after_tag_in_hand(self) -> None:
        """Show the tag in hand as it is now, or put it away if it has been settled."""
        if self.in_hand is None:
            return
        there = self.screen.view.tags.by_id.get(self.in_hand.annotation.id)
        if there is None or not there.needs_a_person:
            self.put_away()
        elif there != self.in_hand:
            self.in_hand = there
            self._compare(there)

    def _unsettled_here(self) -> list[Placed]:
        lost = self.screen.view.tags.lost.values()
        here = [p for p in lost if p.needs_a_person and p.annotation.annotator == self.me]
        return sorted(here, key=lambda placed: placed.anchor.candidate or placed.span)

    # Settling it

    def action_confirm(self) -> None:
        """Say that the tag in hand belongs where the text is thought to have it."""
        placed = self.in_hand
        if placed is not None and placed.anchor.candidate is not None:
            self._settle(placed, placed.anchor.candidate, "confirm")

    def action_move_tag(self) -> None:
        """Put the tag in hand where the selection is."""
        selected = self.screen.selected
        if (placed := self._told_in_hand()) is None:
            return
        if not selected.of(self.screen.article.text).strip():
            self.screen.tell("There is nothing here to put it on.")
        else:
            is_orphan = placed.anchor.candidate is None
            self._settle(placed, selected, "re-attach" if is_orphan else "move")

    def action_keep_history(self) -> None:
        """Keep the tag in hand as it was: its passage has gone, and nothing takes its place."""
        if (placed := self._told_in_hand()) is None:
            return

        def kept(annotation: Annotation) -> Annotation:
            return replace(annotation, is_history=True)

        self.put_away()
        self._change_tag(placed.annotation, kept, f"keep {placed.annotation.brief} as history")

    def _told_in_hand(self) -> Placed | None:
        """Give the tag in hand, or tell how to come by one."""
        if self.in_hand is None:
            self.screen.tell("No tag is in hand: A goes to one whose passage is not certain.")
        return self.in_hand

    def _settle(self, placed: Placed, span: Span, how: str) -> None:
        article, codebook = self.screen.article, self.workspace.codebook
        extraction = self._knowing.extraction

        def settled(annotation: Annotation) -> Annotation:
            found = extraction.result() if extraction is not None else Extraction((), (), ())
            return settle(annotation, article, span, found, codebook)

        if self._knowing.is_unsaved(placed.annotation.id):
            self.screen.tell(
                "This tag has a change that isn't saved yet: R tries again, u gives it up."
            )
            return
        self.put_away()
        self._change_tag(placed.annotation, settled, f"{how} {placed.annotation.brief}")

    # What is shown of it

    def _compare(self, placed: Placed) -> None:
        known, candidate = placed.annotation, placed.anchor.candidate
        title = [
            Piece(f"{placed.anchor.status} ", "error"),
            Piece(f"{one_line(known.label)} ", "key"),
        ]
        was = _in_context(known.prefix, known.quote, known.suffix)
        if candidate is not None:
            how = f"is it this one? Its surroundings fit to {placed.anchor.score:.0%}"
            title.append(Piece(how, "muted"))
            text = self.screen.article.text
            before = text[max(0, candidate.start - _CONTEXT) : candidate.start]
            now = _in_context(before, placed.quote, text[candidate.end : candidate.end + _CONTEXT])
        else:
            title.append(Piece("its passage is not in the text any more", "muted"))
            now = "—"
        self.comparison.compare(title, was, now, self._keys(candidate))

    def _keys(self, candidate: Span | None) -> Iterator[Piece]:
        """Show what can be done with the tag in hand."""
        commands = {command.name: command for command in commands_in("reader", "Settle")}
        hints = {name: command.hint for name, command in commands.items()}
        others = sum(self.workspace.unsettled.values()) - 1
        del hints["settle_next"]
        if candidate is None:
            del hints["confirm"]
            hints["move_tag"] = "re-attach here"
        keys = [(key_sign(commands[name].keys[0]), hint) for name, hint in hints.items()]
        keys.append(("esc", "later"))
        if others > 0:
            keys.append((key_sign(commands["settle_next"].keys[0]), f"next · {others} more"))
        for key, hint in keys:
            yield from (Piece(key, "key"), Piece(f" {hint}  ", "muted"))


def _in_context(prefix: str, passage: str, suffix: str) -> str:
    """Show a passage in brackets, with the whole words of what stands around it."""
    before, after = prefix[-_CONTEXT:], suffix[:_CONTEXT]
    if len(prefix) >= _CONTEXT:
        before = "…" + before.partition(" ")[2]
    if len(suffix) >= _CONTEXT:
        after = after.rpartition(" ")[0] + "…"
    longest = _LONGEST * len(passage) // max(1, width(passage))  # cells, not code points
    return " ".join(f"{before}[{shorten(passage, longest)}]{after}".split())

"""The reader's part that offers suggestions: going to them, accepting and dismissing them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator

from hedgerow.store.annotations import Annotation
from hedgerow.store.extract import Suggestion
from hedgerow.store.journal import Change
from hedgerow.store.tagging import accepted_suggestion, dismissal, dismissed_passages
from hedgerow.tui.commands import Command, commands_of, grouped
from hedgerow.tui.screens.article.article_view import ArticleView
from hedgerow.tui.screens.article.knowing import Knowing
from hedgerow.tui.screens.article.part import Part
from hedgerow.tui.screens.article.reading import ReadingScreen


class Suggesting(Part):
    """Marks what may deserve a tag. Nothing of it counts until it is accepted."""

    def __init__(
        self, screen: ReadingScreen, knowing: Knowing, *, save_tag: Callable[[Annotation], None]
    ) -> None:
        """Prepare to suggest.

        Args:
            screen: the reader.
            knowing: what is known of the article by now.
            save_tag: saves what a suggestion has become.
        """
        super().__init__(screen)
        self._knowing = knowing
        self._save_tag = save_tag
        self._was_at_one = False

    def is_possible(self, command: Command) -> bool | None:
        """Say whether a command would do something now."""
        if command.action.startswith("suggestion("):
            return bool(self.screen.view.suggestions)
        if command.action in ("accept_suggestion", "dismiss_suggestion"):
            return self._here is not None
        return None

    def hints(self) -> Iterator[Command]:
        """Give the keys for a suggestion first where one is at the caret."""
        if self._here is not None:
            yield from grouped(commands_of("reader"))["Suggestions"][2:4]

    def fill(self, view: ArticleView) -> None:
        """Put into a view what has been dismissed; this is done in any thread.

        Raises:
            ProblemError: what has been saved can't be read.
        """
        view.dismissed = dismissed_passages(self.workspace.annotations, view.article)

    def sift(self, view: ArticleView) -> None:
        """Find the suggestions that are open in a view which has its tags; in any thread."""
        view.sift_suggestions(shown=self.screen.services.shows_suggestions)

    def sift_what_is_shown(self) -> None:
        """Find the suggestions that are open now, before they are drawn."""
        # What is tagged is no suggestion: none is shown before the tags are.
        shown = self.screen.services.shows_suggestions and self._knowing.is_placed
        self.screen.view.sift_suggestions(shown=shown)

    def follow_caret(self) -> None:
        """Show other keys where the caret has come to a suggestion, or left one."""
        is_at_one = self._here is not None
        if is_at_one != self._was_at_one:
            self._was_at_one = is_at_one
            self.screen.show_status()

    @property
    def _here(self) -> Suggestion | None:
        screen = self.screen
        return screen.view.suggestions.at(screen.selected, screen.selection.caret)

    def go(self, direction: int) -> None:
        """Go to the next suggestion, or back."""
        screen = self.screen
        if not screen.services.shows_suggestions:
            screen.tell("Suggestions are off: V shows them.")
        elif self._knowing.is_placed:
            screen.jump(
                screen.view.suggestions.spans, direction * screen.take_count(), "suggestion"
            )
        else:
            screen.tell("The tags are still being read: try again in a moment.")

    def turn_on_or_off(self) -> None:
        """Show suggestions, or show none."""
        services = self.screen.services
        shows = services.shows_suggestions = not services.shows_suggestions
        self.screen.draw()
        count = len(self.screen.view.suggestions)
        plural = "" if count == 1 else "s"
        shown = f"{count} suggestion{plural} here: f goes to the next." if shows else ""
        self.screen.tell(shown or "Suggestions are off: V shows them again.")

    # Accepting and dismissing

    def accept(self) -> None:
        """Make a tag of the suggestion at the caret, with its attributes filled in."""
        if (made := self._proposed_here()) is not None:
            self._save_tag(made)

    def dismiss(self) -> None:
        """Dismiss the suggestion at the caret for good."""
        if (proposed := self._proposed_here()) is None:
            return
        screen = self.screen
        review = dismissal(screen.article, proposed, self.me)
        screen.view.dismissed.append((proposed.label, proposed.span))
        screen.draw()
        save, what = self.workspace.history.save, f"dismiss {proposed.brief}"
        changes = {review.id: review.document()}
        saving = screen.services.in_turn(save, screen.article.id, what, changes)
        screen.follow_up(self._show_dismissed(saving, proposed))

    async def _show_dismissed(self, saving: Awaitable[Change], proposed: Annotation) -> None:
        if await self.screen.saved(saving) is not None:
            self.screen.tell(f"Dismissed: {proposed.brief}. u brings it back.")
        self.screen.services.changed(proposed.article)

    def _proposed_here(self) -> Annotation | None:
        """Give the suggestion at the caret as the tag that it would become."""
        screen, knowing = self.screen, self._knowing
        if (suggestion := self._here) is None:
            if not screen.services.shows_suggestions:
                screen.tell("Suggestions are off: V shows them.")
            elif not (knowing.is_found and knowing.is_placed):
                screen.tell("The article is still being searched: try again in a moment.")
            elif screen.view.suggestions:
                screen.tell("There is no suggestion at the caret: f goes to the next one.")
            else:
                screen.tell("There is no suggestion in this article.")
            return None
        return accepted_suggestion(
            screen.article,
            suggestion,
            screen.view.found,
            annotator=self.me,
            codebook=self.workspace.codebook,
        )

"""The reader's part that offers suggestions: going to them, accepting and dismissing them."""

from __future__ import annotations

from collections.abc import Awaitable, Iterator

from hedgerow.store.annotations import Annotation, TagNews, Tally
from hedgerow.store.corpus import Article
from hedgerow.store.extract import Suggestion
from hedgerow.store.journal import Change
from hedgerow.store.tagging import accepted_suggestion, dismissal, dismissed_passages
from hedgerow.store.workspace import Workspace
from hedgerow.tui.commands import Command, commands_of, grouped
from hedgerow.tui.screens.article.article_view import ArticleView
from hedgerow.tui.screens.reader.settling import SettlingScreen
from hedgerow.tui.text.runs import Runs


class SuggestingScreen(SettlingScreen):
    """Marks what may deserve a tag. Nothing of it counts until it is accepted."""

    def __init__(self, workspace: Workspace, article: Article) -> None:
        super().__init__(workspace, article)
        self._was_at_suggestion = False

    def is_possible(self, command: Command) -> bool:
        """Say whether a command would do something now."""
        if command.action.startswith("suggestion("):
            return bool(self.view.suggestion_count)
        if command.action in ("accept_suggestion", "dismiss_suggestion"):
            return self._suggestion_here is not None
        return super().is_possible(command)

    def hinted_commands(self) -> Iterator[Command]:
        """Give the keys for a suggestion first where one is at the caret."""
        if self._suggestion_here is not None:
            yield from grouped(commands_of("reader"))["Suggestions"][2:4]
        yield from super().hinted_commands()

    def fill(self, view: ArticleView) -> tuple[TagNews, Tally]:
        """Put the tags into a view, and what has been dismissed.

        Raises:
            ProblemError: what has been saved can't be read.
        """
        filled = super().fill(view)
        view.dismissed = dismissed_passages(self.workspace.annotations, view.article)
        return filled

    def runs_of(self, view: ArticleView) -> Runs:
        """Give the highlights of a view, with the suggestions that are open in it."""
        view.sift_suggestions(shown=self.services.shows_suggestions)
        return super().runs_of(view)

    def draw(self) -> None:
        """Draw the highlights with the suggestions that are open now."""
        # What is tagged is no suggestion: none is shown before the tags are.
        shown = self.services.shows_suggestions and self.is_placed
        self.view.sift_suggestions(shown=shown)
        super().draw()

    def show_context(self) -> None:
        """Show what is known of the selection; the keys that work there may change with it."""
        super().show_context()
        here = self._suggestion_here is not None
        if here != self._was_at_suggestion:
            self._was_at_suggestion = here
            self.show_status()

    @property
    def _suggestion_here(self) -> Suggestion | None:
        return self.view.suggestion_at(self.selected, self.selection.caret)

    def action_suggestion(self, direction: int) -> None:
        """Go to the next suggestion."""
        if not self.services.shows_suggestions:
            self.tell("Suggestions are off: V shows them.")
            return
        if self.is_placed:
            self._jump(self.view.suggestion_spans, direction, "suggestion")
        else:
            self.tell("The tags are still being read: try again in a moment.")

    def action_show_suggestions(self) -> None:
        """Show suggestions, or show none."""
        shows = self.services.shows_suggestions = not self.services.shows_suggestions
        self.draw()
        count = self.view.suggestion_count
        plural = "" if count == 1 else "s"
        shown = f"{count} suggestion{plural} here: f goes to the next." if shows else ""
        self.tell(shown or "Suggestions are off: V shows them again.")

    # Accepting and dismissing

    def action_accept_suggestion(self) -> None:
        """Make a tag of the suggestion at the caret, with its attributes filled in."""
        if (made := self._proposed_here()) is not None:
            self.save_tag(made)

    def action_dismiss_suggestion(self) -> None:
        """Dismiss the suggestion at the caret for good."""
        if (proposed := self._proposed_here()) is None:
            return
        review = dismissal(self.article, proposed, self.workspace.annotations.annotator)
        self.view.dismissed.append((proposed.label, proposed.span))
        self.draw()
        what = f"dismiss {proposed.brief}"
        saving = self.services.in_turn(
            self.workspace.history.save, self.article.id, what, {review.id: review.document()}
        )
        self.follow_up(self._show_dismissed(saving, proposed))

    async def _show_dismissed(self, saving: Awaitable[Change], proposed: Annotation) -> None:
        if await self.saved(saving) is not None:
            self.tell(f"Dismissed: {proposed.brief}. u brings it back.")
        self.services.changed(proposed.article)

    def _proposed_here(self) -> Annotation | None:
        """Give the suggestion at the caret as the tag that it would become."""
        if (suggestion := self._suggestion_here) is None:
            if not self.services.shows_suggestions:
                self.tell("Suggestions are off: V shows them.")
            elif not (self.is_found and self.is_placed):
                self.tell("The article is still being searched: try again in a moment.")
            elif self.view.suggestion_count:
                self.tell("There is no suggestion at the caret: f goes to the next one.")
            else:
                self.tell("There is no suggestion in this article.")
            return None
        return accepted_suggestion(
            self.article,
            suggestion,
            self.view.found,
            annotator=self.workspace.annotations.annotator,
            codebook=self.workspace.codebook,
        )

    def save_tag(self, made: Annotation) -> None:
        """Save a tag, and show it as being saved meanwhile."""
        raise NotImplementedError

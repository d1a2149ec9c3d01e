"""Saving, and going back and forth through what was saved; a fault is told, with the way out."""

from __future__ import annotations

from collections.abc import Awaitable, Coroutine, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from hedgerow.store.annotations import in_brief
from hedgerow.store.problem import ProblemError
from hedgerow.store.workspace import Workspace

if TYPE_CHECKING:
    from hedgerow.store.journal import Change, Document, History
    from hedgerow.tui.screens.base.services import Services

_Result = TypeVar("_Result")


class Follower(Protocol):
    """A screen that shows what an undo or a redo has changed."""

    def follow(self, change: Change) -> None:
        """Show it."""


class SavingScreen(Protocol):
    """What saving asks of the screen that it is a part of."""

    workspace: Workspace

    @property
    def services(self) -> Services:
        """What the app does for the screen."""

    @property
    def screen_shown(self) -> Follower:
        """The screen that is shown; this one, under a prompt or a page."""

    def tell(self, message: str, *, part: str = "") -> None:
        """Show a message in the status line."""

    def follow_up(self, work: Coroutine[Any, Any, None]) -> None:
        """See to what follows a save, even if the screen is left meanwhile."""

    def run_worker(self, work: Coroutine[Any, Any, None]) -> object:
        """See to something until the screen is left."""


class Saving:
    """The part of a screen that saves, tries again, and takes back."""

    def __init__(self, screen: SavingScreen) -> None:
        self._screen = screen
        self._tell = screen.tell

    @property
    def _services(self) -> Services:
        return self._screen.services

    @property
    def _history(self) -> History:
        return self._screen.workspace.history

    async def save(
        self, article: str, what: str, documents: Mapping[str, Document | None]
    ) -> Change | None:
        """Save a step; None where it failed, which has then been told."""
        return await self.saved(
            self._services.in_turn(self._history.save, article, what, documents)
        )

    async def saved(self, saving: Awaitable[_Result]) -> _Result | None:
        """Wait for something to be saved; None where it failed, which has then been told.

        Wait in a worker of the app (`follow_up`): one of the screen's goes with the screen.
        """
        waiting = {a for change in self._history.unsaved for a in change.articles}
        try:
            result = await saving
        except (OSError, ProblemError) as error:
            self._tell_unsaved(error)
            return None
        self._services.changed(*waiting)  # saved along with it
        return result

    def _tell_unsaved(self, error: Exception) -> None:
        """Say why nothing was saved, what is safe, and what can be done."""
        from hedgerow.tui.screens.base.services import reason

        waiting = len(self._history.unsaved)
        what = f"Not saved: {reason(error)}. What was saved before is safe."
        if waiting:
            kept = "the change is" if waiting == 1 else f"{waiting} changes are"
            what += f" Until you quit, {kept} kept here: R tries again, Y copies."
        self._tell(what, part="error")

    def action_retry(self) -> None:
        """Save again what could not be saved."""
        if not self._history.unsaved:
            self._tell("Everything is saved.")
            return
        waiting = [article for change in self._history.unsaved for article in change.articles]
        self._screen.follow_up(self._retry(waiting))

    async def _retry(self, articles: Sequence[str]) -> None:
        saved = await self.saved(self._services.in_turn(self._history.retry))
        if saved is not None:
            count = "1 change" if len(saved) == 1 else f"{len(saved)} changes"
            self._tell(f"Saved: {count} that had been waiting.", part="good")
        self._services.changed(*articles)

    def action_copy_unsaved(self) -> None:
        """Copy what could not be saved, as lines that `hedgerow import` takes."""
        self._screen.run_worker(self._copy_unsaved())

    async def _copy_unsaved(self) -> None:
        lines = self._history.unsaved_lines()
        if not lines:
            waiting = self._history.unsaved
            what = "What isn't saved removes tags" if waiting else "Everything is saved"
            self._tell(f"{what}: there is nothing to copy.")
            return
        way = await self._services.copy(lines.decode("utf-8", "surrogatepass"))
        count = lines.count(b"\n")
        plural = "" if count == 1 else "s"
        self._tell(f"Copied {way}: {count} line{plural} for `hedgerow import`", part="good")

    async def action_undo(self) -> None:
        """Undo the last change."""
        await self._step_through_history("undo")

    async def action_redo(self) -> None:
        """Redo what was undone last."""
        await self._step_through_history("redo")

    async def _step_through_history(self, way: str) -> None:
        from hedgerow.store.journal import StepConflictError
        from hedgerow.tui.screens.base.services import reason

        done = "undone" if way == "undo" else "redone"
        try:
            step = self._history.undo if way == "undo" else self._history.redo
            change = await self._services.in_turn(step)
        except StepConflictError as error:
            what = f"{error.change.what} ({self._where(error.change)})"
            self._tell(f"Not {done}: someone has since changed the same tag: {what}", part="error")
            return
        except (OSError, ProblemError) as error:
            self._tell(f"Not saved: {reason(error)}. Nothing was changed.", part="error")
            return
        if change is None:
            self._tell(f"Nothing to {way}.")
            return
        word = done.capitalize() if change.is_saved else "Given up, unsaved"
        self._tell(f"{word}: {change.what} ({self._where(change)})", part="good")
        self._services.changed(*change.articles)
        # Keys that came in one breath may have opened another screen meanwhile.
        self._screen.screen_shown.follow(change)

    def _where(self, change: Change) -> str:
        """Name the article that a change was made in, in few words.

        A message of two lines would take a new layout of the screen, and be drawn later.
        """
        if len(change.articles) != 1:
            return f"{len(change.articles)} articles"
        return in_brief(self._screen.workspace.title(change.articles[0]))

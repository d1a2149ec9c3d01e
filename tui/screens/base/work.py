"""What the library, the reader and the review have in common: bars, messages, saving, undo."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Iterator, Mapping, Sequence
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any, ClassVar, ParamSpec, Protocol, TypeVar, cast

from textual import work
from textual.binding import Binding
from textual.screen import Screen
from textual.timer import Timer
from textual.widget import Widget

from hedgerow.store.annotations import in_brief
from hedgerow.store.problem import Problem, ProblemError
from hedgerow.store.workspace import Workspace
from hedgerow.tui.commands import Command, Where, bindings, commands_of, key_sign
from hedgerow.tui.text.cells import width
from hedgerow.tui.text.visible import one_line
from hedgerow.tui.widgets.bar import Bar, Piece

if TYPE_CHECKING:
    from textual.widgets import Input

    from hedgerow.store.annotations import Label
    from hedgerow.store.journal import Change, Document

_Given = ParamSpec("_Given")
_Result = TypeVar("_Result")
_Part = TypeVar("_Part")

_MESSAGE_SECONDS = 6.0


class Services(Protocol):
    """What a screen asks of the app.

    Attributes:
        shows_suggestions: whether the reader marks what may deserve a tag.
    """

    shows_suggestions: bool

    def in_turn(
        self, work: Callable[_Given, _Result], *args: _Given.args, **kwargs: _Given.kwargs
    ) -> asyncio.Future[_Result]:
        """Do something that touches the disk, off the screen's thread, after all such before it.

        It is in the queue when this returns, and will be done even if nobody waits for it.
        """

    def in_background(
        self, work: Callable[_Given, _Result], *args: _Given.args, **kwargs: _Given.kwargs
    ) -> Future[_Result]:
        """Compute something off the screen's thread."""

    async def copy(self, text: str) -> str:
        """Put a text on the clipboard; say by which way."""

    def changed(self, *articles: str) -> None:
        """Let every screen know that the annotations of some articles have changed."""

    def reads(self, article: str | None) -> None:
        """Have the text of an article watched from now on: the one that is shown."""

    def turn_theme(self) -> None:
        """Change between dark and light."""


class WorkScreen(Screen[None]):
    """A screen of the app, with the commands that work everywhere.

    A screen names its `WHERE`, binds its commands, and says what is true of it; the status line,
    the palette and the help are made from that.
    """

    WHERE: ClassVar[Where]
    BINDINGS = bindings("everywhere")

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.status = Bar(id="status")
        self._message: tuple[str, str] | None = None
        self._message_timer: Timer | None = None

    def with_part(self, part: _Part) -> _Part:
        """Let a part of the screen do what its `action_…` methods say; give the part back.

        Textual looks for an action on the screen. What the screen does itself, it goes on doing.
        """
        for name in dir(part):
            if name.startswith("action_") and not hasattr(type(self), name):
                setattr(self, name, getattr(part, name))
        return part

    @property
    def services(self) -> Services:
        """What the app does for its screens."""
        return cast(Services, self.app)

    # Commands

    def commands(self) -> Iterator[Command]:
        """Give all commands that work here, labels included."""
        yield from self.label_commands()
        yield from commands_of(self.WHERE)
        yield from commands_of("everywhere")

    def label_commands(self) -> Iterator[Command]:
        """Give a command for each label, on the screens where a label can be given."""
        yield from ()

    def commands_for(
        self,
        labels: tuple[Label, ...],
        action: str = "tag",
        does: str = "Tag the selection as",
        group: str = "Tag",
    ) -> Iterator[Command]:
        """Make the commands of labels, which stand in the codebook, not in the registry.

        Args:
            labels: the codebook's.
            action: the name of what is done; it is given the label's position.
            does: what it does, up to the label's name.
            group: where help lists it.
        """
        for position, label in enumerate(labels):
            keys = (label.key,) if label.key else ()
            name = one_line(label.name)
            does_it = f"{does} {name}."
            yield Command(self.WHERE, f"{action}({position})", keys, name, does_it, group)

    def bind_labels(self) -> None:
        """Give each label of the codebook its key."""
        for command in self.label_commands():
            for key in command.keys:
                binding = Binding(key, command.action, command.does, show=False)
                for made in Binding.make_bindings([binding]):  # "+" becomes "plus"
                    self._bindings.bind(made.key, made.action, made.description, show=False)

    def is_possible(self, command: Command) -> bool:
        """Say whether a command would do something now; the status line leaves others out."""
        if command.action == "undo":
            return self.workspace.can_undo
        if command.action in ("retry", "copy_unsaved"):
            return self.workspace.has_unsaved
        return True

    # The status line

    def on_mount(self) -> None:
        """Show the keys."""
        self.show_status()

    @property
    def article_shown(self) -> str | None:
        """The id of the article whose text is shown, if one is."""
        return None

    def on_screen_resume(self) -> None:
        """Show the keys that work now that the screen is back."""
        self.services.reads(self.article_shown)
        self.show_status()

    def on_resize(self) -> None:
        """Show as many keys as there is room for."""
        self.show_status()

    def tell(self, message: str, *, part: str = "") -> None:
        """Show a message in the status line for a while; `part` is one of `Bar.PARTS`.

        What a screen has to tell when another is shown is told on that one.
        """
        if (shown := self.screen_shown) is not self:
            shown.tell(message, part=part)
            return
        self._message = (message, part)
        if self._message_timer is not None:
            self._message_timer.stop()
        seconds = _MESSAGE_SECONDS * (2 if part == "error" else 1)
        self._message_timer = self.set_timer(seconds, self._end_message)
        self.show_status()

    @property
    def screen_shown(self) -> WorkScreen:
        """The screen that is shown; this one, under a prompt or a page."""
        shown = self.app.screen
        return shown if isinstance(shown, WorkScreen) else self

    def tell_problem(self, problem: Problem) -> None:
        """Show what went wrong."""
        self.tell(problem.told(self.workspace.corpus.folder), part="error")

    def _end_message(self) -> None:
        self._message = None
        self.show_status()

    def end_hint(self) -> None:
        """Take a plain message away once the user has gone on; results and faults stay a while."""
        if self._message is not None and not self._message[1]:
            self._end_message()

    def show_status(self) -> None:
        """Draw the status line: a message, or the keys that work now."""
        if self._message is not None:
            message, part = self._message
            self.status.show_text(one_line(message), part)
            return
        everywhere = [self._hint(command) for command in commands_of("everywhere")]
        right = [piece for hint in everywhere for piece in hint]
        room = self.size.width - 2 - sum(width(piece.text) for piece in right)
        left: list[Piece] = []
        for command in self.hinted_commands():
            hint = self._hint(command)
            taken = sum(width(piece.text) for piece in hint)
            if taken < room:
                room -= taken
                left += hint
        self.status.show(left, right)

    def hinted_commands(self) -> Iterator[Command]:
        """Give the screen's own commands in the order in which the status line takes them."""
        yield from self.label_commands()
        yield from commands_of(self.WHERE)

    def _hint(self, command: Command) -> list[Piece]:
        """Show a command's key and what it does, if it has a hint and would do something now."""
        if not command.hint or not command.keys or not self.is_possible(command):
            return []
        return [Piece(key_sign(command.keys[0]), "key"), Piece(f" {command.hint}  ", "muted")]

    # Saving

    async def save(
        self, article: str, what: str, documents: Mapping[str, Document | None]
    ) -> Change | None:
        """Save a step; None where it failed, which has then been told."""
        history = self.workspace.history
        return await self.saved(self.services.in_turn(history.save, article, what, documents))

    async def saved(self, saving: Awaitable[_Result]) -> _Result | None:
        """Wait for something to be saved; None where it failed, which has then been told.

        Wait in a worker of the app (`follow_up`): one of the screen's goes with the screen.
        """
        waiting = {a for change in self.workspace.history.unsaved for a in change.articles}
        try:
            result = await saving
        except (OSError, ProblemError) as error:
            self._tell_unsaved(error)
            return None
        self.services.changed(*waiting)  # saved along with it
        return result

    def _tell_unsaved(self, error: Exception) -> None:
        """Say why nothing was saved, what is safe, and what can be done."""
        waiting = len(self.workspace.history.unsaved)
        what = f"Not saved: {reason(error)}. What was saved before is safe."
        if waiting:
            kept = "the change is" if waiting == 1 else f"{waiting} changes are"
            what += f" Until you quit, {kept} kept here: R tries again, Y copies."
        self.tell(what, part="error")

    def follow_up(self, work: Coroutine[Any, Any, None]) -> None:
        """See to what follows a save, even if the screen is left meanwhile."""
        self.app.run_worker(work, group="saves")

    def article_changed(self, article: str) -> None:
        """Hear that the annotations of an article have changed, by this person or another."""

    def text_changed(self, article: str) -> None:
        """Hear that the file of the article that is shown has changed, or gone."""

    def action_retry(self) -> None:
        """Save again what could not be saved."""
        history = self.workspace.history
        if not history.unsaved:
            self.tell("Everything is saved.")
            return
        waiting = [article for change in history.unsaved for article in change.articles]
        self.follow_up(self._retry(waiting))

    async def _retry(self, articles: Sequence[str]) -> None:
        saved = await self.saved(self.services.in_turn(self.workspace.history.retry))
        if saved is not None:
            count = "1 change" if len(saved) == 1 else f"{len(saved)} changes"
            self.tell(f"Saved: {count} that had been waiting.", part="good")
        self.services.changed(*articles)

    @work
    async def action_copy_unsaved(self) -> None:
        """Copy what could not be saved, as lines that `hedgerow import` takes."""
        lines = self.workspace.history.unsaved_lines()
        if not lines:
            waiting = self.workspace.history.unsaved
            what = "What isn't saved removes tags" if waiting else "Everything is saved"
            self.tell(f"{what}: there is nothing to copy.")
            return
        way = await self.services.copy(lines.decode("utf-8", "surrogatepass"))
        count = lines.count(b"\n")
        plural = "" if count == 1 else "s"
        self.tell(f"Copied {way}: {count} line{plural} for `hedgerow import`", part="good")

    async def action_undo(self) -> None:
        """Undo the last change."""
        await self._step_through_history("undo")

    async def action_redo(self) -> None:
        """Redo what was undone last."""
        await self._step_through_history("redo")

    async def _step_through_history(self, way: str) -> None:
        from hedgerow.store.journal import StepConflictError

        history = self.workspace.history
        done = "undone" if way == "undo" else "redone"
        try:
            step = history.undo if way == "undo" else history.redo
            change = await self.services.in_turn(step)
        except StepConflictError as error:
            what = f"{error.change.what} ({self._where(error.change)})"
            self.tell(f"Not {done}: someone has since changed the same tag: {what}", part="error")
            return
        except (OSError, ProblemError) as error:
            self.tell(f"Not saved: {reason(error)}. Nothing was changed.", part="error")
            return
        if change is None:
            self.tell(f"Nothing to {way}.")
            return
        word = done.capitalize() if change.is_saved else "Given up, unsaved"
        self.tell(f"{word}: {change.what} ({self._where(change)})", part="good")
        self.services.changed(*change.articles)
        # Keys that came in one breath may have opened another screen meanwhile.
        self.screen_shown.follow(change)

    def _where(self, change: Change) -> str:
        """Name the article that a change was made in, in few words.

        A message of two lines would take a new layout of the screen, and be drawn later.
        """
        if len(change.articles) != 1:
            return f"{len(change.articles)} articles"
        return in_brief(self.workspace.title(change.articles[0]))

    def follow(self, change: Change) -> None:
        """Show what an undo or a redo has changed."""

    # The field for filter and search

    def open_field(self, placeholder: str, value: str = "") -> None:
        """Open a field above the status line; `field_changed` and `field_closed` hear of it."""
        from hedgerow.tui.widgets.field import LineField

        if self._field is None:
            field = LineField(value, placeholder=placeholder, id="field")
            self.mount(field, before=self.status)
            # At once, so that keys which are typed in the same breath go into it.
            self.set_focus(field)

    @property
    def _field(self) -> Input | None:
        from textual.widgets import Input

        return next(iter(self.query("#field").results(Input)), None)

    def close_field(self, *, cancelled: bool) -> None:
        """Close the field, if it is open."""
        if (field := self._field) is not None:
            value = field.value
            field.remove()
            self.main_widget().focus()
            self.field_closed(value, cancelled=cancelled)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Pass on what is typed."""
        if event.input.id == "field":
            self.field_changed(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Close the field."""
        if event.input.id == "field":
            self.close_field(cancelled=False)

    def main_widget(self) -> Widget:
        """Give the widget that has the focus when no other needs it."""
        raise NotImplementedError

    def field_changed(self, value: str) -> None:
        """Hear what stands in the field while it is typed."""

    def field_closed(self, value: str, *, cancelled: bool) -> None:
        """Hear what stood in the field when it was closed."""

    # Everywhere

    def action_back(self) -> None:
        """Close the field, or go back to the screen before."""
        if self._field is not None:
            self.close_field(cancelled=True)
        else:
            self.leave()

    def leave(self) -> None:
        """Go back to the screen before; from the first, quit. A fault is told there again."""
        unread = self._message
        self.dismiss(None)
        if unread is not None and unread[1] == "error":
            self.app.call_later(self.tell, unread[0], part=unread[1])

    def action_help(self) -> None:
        """Show the keys and the codebook."""
        from hedgerow.tui.screens.base.help import HelpScreen

        self.app.push_screen(HelpScreen(list(self.commands()), self.workspace.codebook))

    def action_problems(self) -> None:
        """List the faults that were met in the corpus."""
        from hedgerow.tui.screens.base.page import Line, PageScreen

        problems = self.workspace.problems
        folder = self.workspace.corpus.folder
        lines = [Line(f"• {problem.told(folder)}") for problem in problems]
        lines = lines or [Line("No faults were met.")]
        self.app.push_screen(PageScreen("Faults met in this corpus", lines))

    async def action_command_palette(self) -> None:
        """Open the command palette."""
        await self.app.run_action("app.command_palette")

    def action_turn_theme(self) -> None:
        """Change between dark and light."""
        self.services.turn_theme()


def reason(error: Exception) -> str:
    """Say why something could not be read or saved."""
    if isinstance(error, FileExistsError | NotADirectoryError) and error.filename:
        return f"a file stands where a folder belongs ({error.filename})"
    if isinstance(error, OSError) and error.strerror:
        return f"{error.strerror} ({error.filename})" if error.filename else error.strerror
    return str(error)

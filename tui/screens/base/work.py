"""What every screen of the app can do: its commands, its status line, saving, a field."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterator
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar, cast

from textual.binding import Binding
from textual.widget import Widget

from hedgerow.store.problem import Problem
from hedgerow.store.workspace import Workspace
from hedgerow.tui.commands import Command, Where, bindings, commands_of
from hedgerow.tui.screens.base.leaving import LeftOnce
from hedgerow.tui.screens.base.saving import Saving
from hedgerow.tui.screens.base.status import StatusLine
from hedgerow.tui.text.visible import one_line

if TYPE_CHECKING:
    from textual.widgets import Input

    from hedgerow.store.annotations import Label
    from hedgerow.store.journal import Change
    from hedgerow.tui.screens.base.services import Services
    from hedgerow.tui.widgets.field import BarField

_Part = TypeVar("_Part")


class WorkScreen(LeftOnce[None]):
    """A screen of the app, with the commands that work everywhere.

    A screen names its `WHERE`, binds its commands, and says what is true of it; the status line,
    the palette and the help are made from that.
    """

    WHERE: ClassVar[Where]
    BINDINGS = bindings("everywhere")

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.status = StatusLine(self.show_status)
        self.saving = self.with_part(Saving(self))

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
        return cast("Services", self.app)

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
        self.status.tell(message, part)

    @property
    def screen_shown(self) -> WorkScreen:
        """The screen that is shown; this one, under a prompt or a page."""
        shown = self.app.screen
        return shown if isinstance(shown, WorkScreen) else self

    def tell_problem(self, problem: Problem) -> None:
        """Show what went wrong."""
        from hedgerow.tui.problems import told

        self.tell(told(problem, self.workspace.corpus.folder), part="error")

    def show_status(self) -> None:
        """Draw the status line: a message, or the keys that work now."""
        everywhere = commands_of("everywhere")
        self.status.offer(
            filter(self._is_offered, self.hinted_commands()),
            filter(self._is_offered, everywhere),
            self.size.width,
        )

    def _is_offered(self, command: Command) -> bool:
        return bool(command.hint and command.keys) and self.is_possible(command)

    def hinted_commands(self) -> Iterator[Command]:
        """Give the screen's own commands in the order in which the status line takes them."""
        yield from self.label_commands()
        yield from commands_of(self.WHERE)

    # What happens

    def follow_up(self, work: Coroutine[Any, Any, None]) -> None:
        """See to what follows a save, even if the screen is left meanwhile."""
        self.app.run_worker(work, group="saves")

    def article_changed(self, article: str) -> None:
        """Hear that the annotations of an article have changed, by this person or another."""

    def text_changed(self, article: str) -> None:
        """Hear that the file of the article that is shown has changed, or gone."""

    def follow(self, change: Change) -> None:
        """Show what an undo or a redo has changed."""

    # The field for filter and search

    def open_field(
        self,
        placeholder: str,
        value: str = "",
        *,
        changed: Callable[[str], None],
        closed: Callable[[str, bool], None],
    ) -> None:
        """Open a field above the status line, unless one is open.

        Args:
            placeholder: what is shown while nothing stands in it.
            value: what stands in it at first.
            changed: hears what stands in it while it is typed.
            closed: hears what stood in it at its end, and whether it was left without `enter`.
        """
        from hedgerow.tui.widgets.field import BarField

        def close(value: str, is_cancelled: bool) -> None:
            self.main_widget().focus()
            closed(value, is_cancelled)

        if self._field is None:
            field = BarField(value, placeholder, changed=changed, closed=close)
            self.mount(field, before=self.status)
            # At once, so that keys which are typed in the same breath go into it.
            self.set_focus(field)

    # Heard here, not by the field itself: by then it has reported every key behind its `enter`.

    def on_input_changed(self, event: Input.Changed) -> None:
        """Pass on what is typed."""
        if event.input is (field := self._field):
            field.changed(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Close the field with what was typed."""
        if event.input is (field := self._field):
            field.close(is_cancelled=False)

    @property
    def _field(self) -> BarField | None:
        from hedgerow.tui.widgets.field import BarField

        return next(iter(self.query("#field").results(BarField)), None)

    def main_widget(self) -> Widget:
        """Give the widget that has the focus when no other needs it."""
        raise NotImplementedError

    # Everywhere

    def action_back(self) -> None:
        """Close the field, or go back to the screen before."""
        if (field := self._field) is not None:
            field.close(is_cancelled=True)
        else:
            self.leave()

    def leave(self) -> None:
        """Go back to the screen before; from the first, quit. A fault is told there again."""
        unread = self.status.unread_fault
        self.dismiss(None)
        if unread is not None:
            self.app.call_later(self.tell, unread, part="error")

    def action_help(self) -> None:
        """Show the keys and the codebook."""
        from hedgerow.tui.screens.base.help import HelpScreen

        self.app.push_screen(HelpScreen(list(self.commands()), self.workspace.codebook))

    def action_problems(self) -> None:
        """List the faults that were met in the corpus, and those that are met meanwhile."""
        from hedgerow.tui.screens.base.faults import fault_lines
        from hedgerow.tui.screens.base.page import PageScreen

        lines = fault_lines(self.workspace)
        page = PageScreen(
            "Faults met in this corpus", lines, again=lambda: fault_lines(self.workspace)
        )
        self.app.push_screen(page)

    async def action_command_palette(self) -> None:
        """Open the command palette."""
        await self.app.run_action("app.command_palette")

    def action_turn_theme(self) -> None:
        """Change between dark and light."""
        self.services.turn_theme()

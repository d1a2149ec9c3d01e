"""The app: what its screens ask of it, and what becomes of keys, actions and errors."""

from __future__ import annotations

import gc
import logging
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from textual import events
from textual.app import App, SystemCommand
from textual.binding import Binding
from textual.driver import Driver
from textual.screen import Screen
from textual.widget import Widget
from textual.worker import WorkerFailed

from hedgerow.store.problem import ProblemError
from hedgerow.store.workspace import Watch, Workspace
from hedgerow.tui.screens.base.work import WorkScreen
from hedgerow.tui.screens.library.screen import LibraryScreen
from hedgerow.tui.themes import DARK, LIGHT, begin_with
from hedgerow.tui.threads import Threads
from hedgerow.tui.typed_ahead import TypedAhead
from hedgerow.tui.watching import Watching

if TYPE_CHECKING:
    from rich.console import RenderableType
    from textual.actions import ActionParseResult
    from textual.command import Provider
    from textual.dom import DOMNode

    from hedgerow.tui.beginning import Beginning
    from hedgerow.tui.last_resort import LastResort
    from hedgerow.tui.widgets.field import LineField

_LAST_ACTIONS = 30  # what a report of an error tells of what was done

# Nobody hears of it unless a log is asked for; without a handler, warnings would be printed.
_LOG = logging.getLogger("hedgerow")
_LOG.addHandler(logging.NullHandler())
_LOG.propagate = False


def _palette() -> type[Provider]:
    from hedgerow.tui.palette import CommandsOfScreen

    return CommandsOfScreen


class HedgerowApp(App[None]):
    """Hedgerow in a terminal.

    Attributes:
        failure: the error that nobody had foreseen, once it has ended the app.
        report: writes a report of one that has not, with the last actions; gives the file's path.
        last_actions: what was done last and on which screen, the newest at the end.
    """

    TITLE = "Hedgerow"
    ENABLE_COMMAND_PALETTE = True
    COMMANDS = {_palette}
    # In a prompt and on a page, too. Textual's action says so to the driver by a signal.
    BINDINGS = [Binding("ctrl+z", "suspend_process", show=False, priority=True)]
    CSS = """
    WorkScreen { background: $background; }
    #body { height: 1fr; }
    #field { height: 1; border: none; padding: 0 1; background: $boost; }
    .dialog { background: $panel; border: round $primary; padding: 0 2; max-height: 100%; }
    ModalScreen { align: center middle; }
    """

    def __init__(
        self,
        workspace: Workspace,
        *,
        light: bool = False,
        begins_with: Beginning | None = None,
    ) -> None:
        """Prepare the app.

        Args:
            workspace: the corpus, who works on it and what has been marked.
            light: begin with the light theme.
            begins_with: begin with this, over the library.
        """
        super().__init__()
        self.workspace = workspace
        self.failure: Exception | None = None
        self.report: Callable[[Exception, Iterable[str]], Path] | None = None
        self._is_ending = False
        self._resort: LastResort | None = None
        self.last_actions: deque[str] = deque(maxlen=_LAST_ACTIONS)
        self.shows_suggestions = workspace.settings.suggestions
        begin_with(self, LIGHT if light else DARK)
        self._begins_with = begins_with
        self._typed_ahead = TypedAhead(self)
        self._threads = Threads()
        self.in_turn = self._threads.in_turn
        self.in_background = self._threads.in_background
        self._watching = Watching(
            self,
            Watch(workspace.annotations, workspace.corpus),
            tagged=self.changed,
            rewritten=self._text_changed,
        )
        self.reads = self._watching.read

    def get_driver_class(self) -> type[Driver]:
        """Take the terminal's input with a driver of our own, where Textual would take its own."""
        driver = super().get_driver_class()
        if driver.__name__ != "LinuxDriver":  # Windows, or one that was asked for
            return driver
        from hedgerow.tui.terminal_input import TerminalDriver

        return TerminalDriver

    def get_default_screen(self) -> Screen[Any]:
        """Begin in the library."""
        return LibraryScreen(self.workspace)

    def on_mount(self) -> None:
        """Let the first frame be drawn before anything else is done."""
        if not self.is_headless:  # a test wants to see every error
            from hedgerow.tui.last_resort import LastResort
            from hedgerow.tui.signals import end_when_lost, end_when_told

            self._resort = LastResort(self._tell_unexpected, self._report)
            self._resort.guard()
            end_when_told(self.exit)
            end_when_lost(self)
        self.call_after_refresh(self.after_first_frame)

    def on_resize(self, event: events.Resize) -> None:
        """Draw all of a window that is back at its size: what the terminal cut off is gone."""
        if self.screen_stack and event.size == self.screen.container_size:
            self.screen.refresh()

    def after_first_frame(self) -> None:
        """Begin with what the first frame must not wait for."""
        _LOG.debug("the first frame is drawn")
        if not gc.isenabled():  # the command line has put it off until now
            gc.freeze()
            gc.enable()
        self._watching.begin()
        self.run_worker(self._look_back(), group="look")
        # Only now: a screen that covers the first one too soon would put all this off.
        if self._begins_with is not None:
            library = cast(WorkScreen, self.screen)
            for opening in self._begins_with.openings(library, self.workspace):
                self.run_worker(opening)

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Run an action, and remember that; a key may come for a screen that is being left."""
        if self._is_ending:
            return True
        if isinstance(default_namespace, Widget) and not default_namespace.is_running:
            return True
        name = action if isinstance(action, str) else action[1]
        shown = [type(screen).__name__ for screen in self.screen_stack[-1:]]
        self.last_actions.append(": ".join((*shown, name)))
        _LOG.debug("action: %s", self.last_actions[-1])
        return await super().run_action(action, default_namespace, namespaces)

    def _handle_exception(self, error: Exception) -> None:
        """Go on after an error that nobody had foreseen; end in a flood, or where tests look on."""
        if isinstance(error, WorkerFailed) and isinstance(error.error, Exception):
            error = error.error
        if self._resort is not None and self._resort.goes_on_after(error):
            return
        if self.failure is None:
            self.failure = error
        super()._handle_exception(error)

    def _tell_unexpected(self, error: Exception, report: Path | None) -> None:
        """Tell an error that is gone on from, in one line."""
        message = f"Something went wrong ({type(error).__name__}); what is shown as saved is safe."
        if report is not None:
            message += f" A report is in {report}"
        for screen in self._work_screens()[-1:]:
            screen.tell(message, part="error")

    def _report(self, error: Exception) -> Path | None:
        return self.report(error, self.last_actions) if self.report is not None else None

    def _fatal_error(self) -> None:
        """Draw no traceback, which would show what is in the articles."""
        self.bell()
        self._close_messages_no_wait()

    async def on_event(self, event: events.Event) -> None:
        """Send a key to the focus, or after others that went elsewhere and may be handed on."""
        is_typed = isinstance(event, events.Key) and not event.is_forwarded
        if not (is_typed and self._typed_ahead.sends_elsewhere(cast(events.Key, event))):
            await super().on_event(event)

    def on_key(self, event: events.Key) -> None:
        """Hand a key on to the widget that has come to have the focus since it was typed.

        Otherwise Textual's own handler, which is called after this one, looks for its command.
        """
        if self._typed_ahead.hands_on(event):
            event.prevent_default()

    def on_line_field_behind(self, event: LineField.Behind) -> None:
        """Hand a key on that was typed behind the end of a line."""
        self._typed_ahead.hand_on(event.key)

    def changed(self, *articles: str) -> None:
        """Let every screen know that the annotations of some articles have changed."""
        for screen in self._work_screens():
            for article in articles:
                screen.article_changed(article)

    def _work_screens(self) -> list[WorkScreen]:
        return [screen for screen in self.screen_stack if isinstance(screen, WorkScreen)]

    def _text_changed(self, article: str) -> None:
        """Let every screen know that the file of an article has changed, or gone."""
        for screen in self._work_screens():
            screen.text_changed(article)

    async def _look_back(self) -> None:
        """Learn whether there is something to undo from before, and say so in the status line."""
        with suppress(OSError, ProblemError):  # the first undo tells
            await self.in_turn(self.workspace.history.look_back)
        for screen in self._work_screens():
            screen.show_status()

    def exit(
        self,
        result: None = None,
        return_code: int = 0,
        message: RenderableType | None = None,
    ) -> None:
        """End; keys that came in the same breath do nothing any more."""
        self._is_ending = True
        super().exit(result, return_code, message)

    async def action_quit(self) -> None:
        """Quit with ctrl+q, as from the library: not without a word where something isn't saved."""
        library = self.screen_stack[0]
        if isinstance(library, LibraryScreen):
            await library.quit()

    async def on_unmount(self) -> None:
        """Leave nothing unsaved."""
        await self._threads.finish()

    def action_command_palette(self) -> None:
        """Open the command palette over a screen that has commands; a prompt or a page has none."""
        if isinstance(self.screen, WorkScreen):
            from hedgerow.tui.palette import Palette

            self.push_screen(Palette())

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:  # noqa: ARG002
        """Offer nothing but Hedgerow's own commands, which say what they do."""
        return ()

    def turn_theme(self) -> None:
        """Change between dark and light."""
        self.theme = (LIGHT if self.current_theme.dark else DARK).name

    async def copy(self, text: str) -> str:
        """Put a text on the clipboard; say by which way, for the message."""
        from hedgerow.tui.clipboard import copy

        return await copy(text, self.copy_to_clipboard)

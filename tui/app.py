"""The app: themes, the order in which things are saved, the clipboard, the first screen."""

from __future__ import annotations

import asyncio
import gc
import logging
import sys
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from threading import Thread
from time import perf_counter
from typing import TYPE_CHECKING, Any, NamedTuple, ParamSpec, TypeVar, cast
from weakref import WeakKeyDictionary

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

if TYPE_CHECKING:
    from rich.console import RenderableType
    from textual.actions import ActionParseResult
    from textual.command import Provider
    from textual.dom import DOMNode

    from hedgerow.store.review import Queue
    from hedgerow.store.second_look import SecondLookSample
    from hedgerow.tui.last_resort import LastResort
    from hedgerow.tui.widgets.field import LineField

_LOOK_SECONDS = 0.4
"""Between two looks at what others have saved, so that it is seen within a second."""

_LAST_ACTIONS = 30  # what a report of an error tells of what was done
_AT_ONCE = "ctrl+q", "ctrl+z"  # keys of the app itself, whichever widget has the focus

# Nobody hears of it unless a log is asked for; without a handler, warnings would be printed.
_LOG = logging.getLogger("hedgerow")
_LOG.addHandler(logging.NullHandler())
_LOG.propagate = False

_Given = ParamSpec("_Given")
_Result = TypeVar("_Result")


class Adjudicated(NamedTuple):
    """Which places are adjudicated: of some annotators (else of all), at which a label stands."""

    annotators: tuple[str, ...] = ()
    label: str | None = None


def _palette() -> type[Provider]:
    from hedgerow.tui.palette import CommandsOfScreen

    return CommandsOfScreen


def _timed(
    work: Callable[_Given, _Result], /, *args: _Given.args, **kwargs: _Given.kwargs
) -> _Result:
    """Do something, and log how long it took."""
    what = getattr(work, "__qualname__", type(work).__name__)
    begun = perf_counter()
    try:
        result = work(*args, **kwargs)
    except Exception as error:
        _LOG.warning("%s: failed after %.1f ms", what, _since(begun), exc_info=error)
        raise
    _LOG.debug("%s: %.1f ms", what, _since(begun))
    return result


def _since(begun: float) -> float:
    return (perf_counter() - begun) * 1_000


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
        review: Queue | None = None,
        adjudicates: Adjudicated | None = None,
        second_look: SecondLookSample | None = None,
    ) -> None:
        """Prepare the app.

        Args:
            workspace: the corpus, who works on it and what has been marked.
            light: begin with the light theme.
            review: begin with a review session over this queue.
            adjudicates: begin with the places where annotators differ.
            second_look: begin with a second look at this sample.
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
        self._starts_with_review = review
        self._starts_with_adjudication = adjudicates
        self._starts_with_second_look = second_look
        self._typed_for: WeakKeyDictionary[events.Key, Widget] = WeakKeyDictionary()
        self._watch = Watch(workspace.annotations, workspace.corpus)
        self._is_looking = False
        # One thread for all that is saved: changes reach the disk in the order they were made.
        self._saver = ThreadPoolExecutor(max_workers=1, thread_name_prefix="saver")

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
            from hedgerow.tui.signals import end_when_told

            self._resort = LastResort(self._tell_unexpected, self._report)
            self._resort.guard()
            end_when_told(self.exit)
        self.call_after_refresh(self.after_first_frame)

    def on_resize(self, event: events.Resize) -> None:
        """Draw all of a window that is back at its size: what the terminal cut off is gone."""
        if self.screen_stack and event.size == self.screen.container_size:
            self.screen.refresh()

    def _go_where_asked(self) -> None:
        """Go where the command line wants to."""
        library = cast(WorkScreen, self.screen)
        if self._starts_with_review is not None:
            from hedgerow.tui.screens.review.opening import review

            self.run_worker(review(library, self.workspace, self._starts_with_review))
        if (asked := self._starts_with_adjudication) is not None:
            from hedgerow.tui.screens.adjudication.opening import adjudicate

            opening = adjudicate(library, self.workspace, asked.annotators, label=asked.label)
            self.run_worker(opening)
        if self._starts_with_second_look is not None:
            from hedgerow.tui.screens.second_look.opening import second_look

            self.run_worker(second_look(library, self.workspace, self._starts_with_second_look))

    def after_first_frame(self) -> None:
        """Begin with what the first frame must not wait for."""
        _LOG.debug("the first frame is drawn")
        if not gc.isenabled():  # the command line has put it off until now
            gc.freeze()
            gc.enable()
        self._begin_to_look()
        self.set_interval(_LOOK_SECONDS, self._begin_to_look)
        self.run_worker(self._look_back(), group="look")
        # Only now: a screen that covers the first one too soon would put all this off.
        self._go_where_asked()

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

    # Textual hands each key to the widget that has the focus when the key arrives, and only later
    # looks for its command. Where several keys arrive at once (a slow line, a fast typist), one of
    # them may open a prompt that the next are meant for; those are handed on to it, in order.

    async def on_event(self, event: events.Event) -> None:
        """Send a key to the focus, or after others that went elsewhere and may be handed on."""
        if isinstance(event, events.Key) and not event.is_forwarded and event.key not in _AT_ONCE:
            focused = self.focused or self.screen
            others = [to for to in self._typed_for.values() if to is not focused and to.display]
            self._typed_for[event] = others[-1] if others else focused
            if others:
                others[-1]._forward_event(event)
                return
        await super().on_event(event)

    def on_key(self, event: events.Key) -> None:
        """Hand a key on to the widget that has come to have the focus since it was typed.

        Otherwise Textual's own handler, which is called after this one, looks for its command.
        """
        typed_for = self._typed_for.pop(event, None)
        if typed_for is not None and typed_for is not (self.focused or self.screen):
            event.prevent_default()
            self._hand_on(event)

    def on_line_field_behind(self, event: LineField.Behind) -> None:
        """Hand a key on that was typed behind the end of a line."""
        self._hand_on(event.key)

    def _hand_on(self, key: events.Key) -> None:
        again = events.Key(key.key, key.character)
        target = self._typed_for[again] = self.focused or self.screen
        target._forward_event(again)

    def in_turn(
        self, work: Callable[_Given, _Result], *args: _Given.args, **kwargs: _Given.kwargs
    ) -> asyncio.Future[_Result]:
        """Do something that touches the disk, off the screen's thread, after all such before it.

        It is in the queue when this returns, and will be done even if nobody waits for it.
        """
        # Shielded: who waits for it may be cancelled with their screen, the work itself never is.
        saving = self._saver.submit(_timed, work, *args, **kwargs)
        return asyncio.shield(asyncio.wrap_future(saving))

    def in_background(
        self, work: Callable[_Given, _Result], *args: _Given.args, **kwargs: _Given.kwargs
    ) -> Future[_Result]:
        """Compute something off the screen's thread; quitting doesn't wait for it."""
        result: Future[_Result] = Future()
        result.set_running_or_notify_cancel()  # who waits may be cancelled; this goes on

        def compute() -> None:
            try:
                result.set_result(work(*args, **kwargs))
            except BaseException as error:  # who waits for the result is told
                result.set_exception(error)

        Thread(target=compute, name="background", daemon=True).start()
        return result

    def changed(self, *articles: str) -> None:
        """Let every screen know that the annotations of some articles have changed."""
        for screen in self._work_screens():
            for article in articles:
                screen.article_changed(article)

    def _work_screens(self) -> list[WorkScreen]:
        return [screen for screen in self.screen_stack if isinstance(screen, WorkScreen)]

    # What others do

    def reads(self, article: str | None) -> None:
        """Have the text of an article watched from now on: the one that is shown."""
        self._watch.read(article)

    async def _look(self) -> None:
        """See whether others have saved, or a text has changed; looks never pile up."""
        if self._is_looking:
            return
        self._is_looking = True
        try:
            news = await asyncio.to_thread(self._watch.look)
        except OSError:
            return  # the next save tells
        finally:
            self._is_looking = False
        self.changed(*sorted(news.tagged))
        for article in news.rewritten:
            for screen in self._work_screens():
                screen.text_changed(article)

    def _begin_to_look(self) -> None:
        if self._has_lost_its_terminal():
            # Nobody can see or press anything any more. Without a controlling terminal no signal
            # says so, and reading from what has gone would take a processor's time for ever.
            self.exit(return_code=1)
            return
        self.run_worker(self._look(), group="look")

    def _has_lost_its_terminal(self) -> bool:
        stdin = sys.__stdin__
        return not self.is_headless and stdin is not None and not stdin.isatty()

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
        await asyncio.to_thread(self._saver.shutdown)

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

"""Looking for a queue's items off the screen's thread: how far it has come, and a way out."""

from __future__ import annotations

import asyncio
from threading import Event

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from hedgerow.store.problem import ProblemError
from hedgerow.store.review import Pool, Queue, ReviewSession, open_session
from hedgerow.store.workspace import Workspace
from hedgerow.tui.screens.base.giving_up import GivenUpError
from hedgerow.tui.screens.base.leaving import LeftOnce
from hedgerow.tui.screens.base.services import reason
from hedgerow.tui.screens.base.work import WorkScreen
from hedgerow.tui.text.visible import visible

_QUICK_SECONDS = 0.25
"""What takes less is not worth a word."""


class Looking(ModalScreen[None], LeftOnce[None]):
    """Says how far the search for a queue's items has come; esc gives it up."""

    BINDINGS = [Binding("escape,q", "give_up", show=False)]
    DEFAULT_CSS = "Looking > Vertical { width: 64; max-width: 95%; height: auto; }"

    def __init__(self, queue: Queue, given_up: Event) -> None:
        super().__init__()
        self._queue = queue
        self._given_up = given_up
        self._progress = Static("", markup=False)

    def compose(self) -> ComposeResult:
        """Lay it out."""
        with Vertical(classes="dialog"):
            yield Static(visible(f"Looking for {self._queue} …"), markup=False)
            yield self._progress
            yield Static("esc: give it up", markup=False)

    def show(self, done: int, total: int) -> None:
        """Show how many articles have been looked at."""
        self._progress.update(f"{done:,} of {total:,} articles")

    def action_give_up(self) -> None:
        """Stop looking."""
        self._given_up.set()


async def begin_session(
    screen: WorkScreen,
    workspace: Workspace,
    queue: Queue,
    *,
    again: bool = False,
    pool: Pool | None = None,
) -> ReviewSession | None:
    """Open a session for a screen; None where there can be none, which is told there."""
    given_up = Event()
    so_far = [0, 0]

    def told(done: int, total: int) -> None:
        so_far[:] = done, total
        if given_up.is_set():
            raise GivenUpError

    opening = asyncio.create_task(
        asyncio.to_thread(open_session, workspace, queue, again=again, pool=pool, told=told)
    )
    looking: Looking | None = None
    try:
        while not (await asyncio.wait([opening], timeout=_QUICK_SECONDS))[0]:
            if looking is None:
                looking = Looking(queue, given_up)
                await screen.app.push_screen(looking)
            looking.show(*so_far)
        return await opening
    except ProblemError as error:
        screen.tell_problem(error.problem)
    except OSError as error:
        screen.tell(f"Not saved: {reason(error)}", part="error")
    except GivenUpError:
        screen.tell("Given up.")
    finally:
        given_up.set()
        opening.cancel()  # where the screen left first, nobody asks what became of it
        if looking is not None and looking.is_attached:
            await looking.dismiss()
    return None

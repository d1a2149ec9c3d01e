"""Where the app begins, if the command line asks for another screen than the library."""

from __future__ import annotations

from collections.abc import Coroutine, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from hedgerow.store.review import Queue
    from hedgerow.store.second_look import SecondLookSample
    from hedgerow.store.workspace import Workspace
    from hedgerow.tui.screens.base.work import WorkScreen


class Adjudicated(NamedTuple):
    """Which places are adjudicated: of some annotators (else of all), at which a label stands."""

    annotators: tuple[str, ...] = ()
    label: str | None = None


class Beginning(NamedTuple):
    """What the app begins with; with the library, where nothing is asked for.

    Attributes:
        review: a review session over this queue.
        adjudicates: the places where annotators differ.
        second_look: a second look at this sample.
    """

    review: Queue | None = None
    adjudicates: Adjudicated | None = None
    second_look: SecondLookSample | None = None

    def openings(
        self, library: WorkScreen, workspace: Workspace
    ) -> Iterator[Coroutine[Any, Any, None]]:
        """Give what opens the screen that is asked for, over the library."""
        if self.review is not None:
            from hedgerow.tui.screens.review.opening import review

            yield review(library, workspace, self.review)
        if (asked := self.adjudicates) is not None:
            from hedgerow.tui.screens.adjudication.opening import adjudicate

            yield adjudicate(library, workspace, asked.annotators, label=asked.label)
        if self.second_look is not None:
            from hedgerow.tui.screens.second_look.opening import second_look

            yield second_look(library, workspace, self.second_look)

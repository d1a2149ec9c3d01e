"""A field for one line, which takes keys in their order, and none behind its `enter`."""

from __future__ import annotations

from collections.abc import Callable

from rich.cells import cell_len
from rich.text import Text
from textual import events
from textual.message import Message
from textual.widgets import Input

from hedgerow.tui.text.visible import visible


class LineField(Input):
    """An `Input` whose line is done with `enter`, also for keys that came in the same breath.

    Over a slow line several keys arrive at once, and all of them are sent to whatever has the focus
    then. Those behind the `enter` are meant for what comes next: they are reported as `Behind`.
    """

    class Behind(Message):
        """A key came after the line was done. Who handles `Submitted` has done so before this."""

        def __init__(self, key: events.Key) -> None:
            self.key = key
            super().__init__()

    def __init__(self, value: str = "", *, placeholder: str = "", id: str | None = None) -> None:  # noqa: A002
        super().__init__(value, placeholder=placeholder, id=id, compact=True)
        self._is_done = False

    def reopen(self) -> None:
        """Take keys again: the line was refused."""
        self._is_done = False

    # What stands in a field may be a stranger's: a date that another has set, or what was pasted.

    @property
    def _value(self) -> Text:
        return Text(visible(self.value), no_wrap=True, overflow="ignore", end="")

    def _position_to_cell(self, position: int) -> int:
        return cell_len(visible(self.value[:position]))

    async def _on_key(self, event: events.Key) -> None:
        if self._is_done:
            event.stop()
            event.prevent_default()
            self.post_message(self.Behind(event))
            return
        self._is_done = event.key == "enter"
        if not event.is_printable:
            await self._edit(event)
        await super()._on_key(event)

    async def _edit(self, event: events.Key) -> None:
        """Do at once what a key does here, if it does something.

        Textual looks for its command only when the event has gone all the way up to the app; by
        then letters that were typed behind a backspace stand in the field.
        """
        bound = self.screen.active_bindings.get(event.key)
        if bound is not None and bound.node is self and bound.enabled:
            event.stop()
            event.prevent_default()
            await self.run_action(bound.binding.action)


class BarField(LineField):
    """The field that is opened above a screen's status line, to search or to filter."""

    def __init__(
        self,
        value: str,
        placeholder: str,
        *,
        changed: Callable[[str], None],
        closed: Callable[[str, bool], None],
    ) -> None:
        """Make a field.

        Args:
            value: what stands in it at first.
            placeholder: what is shown while nothing does.
            changed: hears what stands in it while it is typed.
            closed: hears what stood in it at its end, and whether it was left without `enter`.
        """
        super().__init__(value, placeholder=placeholder, id="field")
        self.changed = changed
        self._closed_with = closed

    def close(self, *, is_cancelled: bool) -> None:
        """Take the field away."""
        value = self.value
        self.remove()
        self._closed_with(value, is_cancelled)

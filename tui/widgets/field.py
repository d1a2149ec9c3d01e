"""A field for one line, which doesn't take what is typed behind its `enter`."""

from __future__ import annotations

from textual import events
from textual.widgets import Input


class LineField(Input):
    """An `Input` whose line is done with `enter`, also for keys that came in the same breath.

    Over a slow line several keys arrive at once, and all of them are sent to whatever has the focus
    then. Those behind the `enter` are meant for what comes next, and are sent on to it.
    """

    def __init__(self, value: str = "", *, placeholder: str = "", id: str | None = None) -> None:  # noqa: A002
        super().__init__(value, placeholder=placeholder, id=id, compact=True)
        self._is_done = False

    def reopen(self) -> None:
        """Take keys again: the line was refused."""
        self._is_done = False

    async def _on_key(self, event: events.Key) -> None:
        if self._is_done:
            event.stop()
            event.prevent_default()
            self.app.post_message(events.Key(event.key, event.character))
            return
        self._is_done = event.key == "enter"
        await super()._on_key(event)

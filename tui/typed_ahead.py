"""Keys that arrive together: each goes to what has the focus when it is its turn.

Textual hands each key to the widget that has the focus when the key arrives, and only later looks
for its command. Where several keys arrive at once (a slow line, a fast typist), one of them may
open a prompt that the next are meant for; those are handed on to it, in order.
"""

from __future__ import annotations

from weakref import WeakKeyDictionary

from textual import events
from textual.app import App
from textual.widget import Widget

_AT_ONCE = "ctrl+q", "ctrl+z"  # keys of the app itself, whichever widget has the focus


class TypedAhead:
    """Knows for which widget each key was typed that has not been dealt with yet."""

    def __init__(self, app: App[None]) -> None:
        self._app = app
        self._typed_for: WeakKeyDictionary[events.Key, Widget] = WeakKeyDictionary()

    @property
    def _focused(self) -> Widget:
        return self._app.focused or self._app.screen

    def sends_elsewhere(self, key: events.Key) -> bool:
        """Take note of a key that has arrived; send it after others that went elsewhere."""
        if key.key in _AT_ONCE:
            return False
        focused = self._focused
        others = [to for to in self._typed_for.values() if to is not focused and to.display]
        self._typed_for[key] = others[-1] if others else focused
        if others:
            others[-1]._forward_event(key)
        return bool(others)

    def hands_on(self, key: events.Key) -> bool:
        """Hand a key on to the widget that has come to have the focus since it was typed, if so."""
        typed_for = self._typed_for.pop(key, None)
        if typed_for is None or typed_for is self._focused:
            return False
        self.hand_on(key)
        return True

    def hand_on(self, key: events.Key) -> None:
        """Send a key to what has the focus now, as if it were typed anew."""
        again = events.Key(key.key, key.character)
        target = self._typed_for[again] = self._focused
        target._forward_event(again)

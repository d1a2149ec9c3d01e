"""The terminal's input, whatever bytes arrive: a driver that nothing typed or pasted can end.

Textual's own ends with the first byte that is no UTF-8, and with some sequences of no meaning.
"""

from __future__ import annotations

import asyncio
import os
import re
import selectors
import signal
import time
import warnings
from codecs import getincrementaldecoder
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Key, Resize
from textual.geometry import Size
from textual.message import Message

if TYPE_CHECKING:
    from hedgerow.tui.screens.base.services import Services

_BLOCK = 4096  # bytes that are read at once
_TICK_SECONDS = 0.1  # how often a lone escape is told from the beginning of a sequence
_PASTE_BEGINS, _PASTE_ENDS = "\x1b[200~", "\x1b[201~"
_ESCAPES = re.compile("(?=\x1b)")
_PASTE_SECONDS = 1.0
"""How long a paste may pause; one that isn't ended would swallow every key from then on."""


class Input:
    """Bytes from a terminal become messages; none of them raises anything.

    What is no UTF-8 becomes U+FFFD. A sequence that the parser can't take is dropped, and a paste
    that is never ended ends with a pause.
    """

    def __init__(self, make_parser: Callable[[], XTermParser]) -> None:
        """Begin; `make_parser` is asked again where a parser has failed."""
        self._make_parser = make_parser
        self._parser = make_parser()
        self._decode = getincrementaldecoder("utf-8")("replace").decode
        self._tail = ""  # the end of what was read, in which a mark may have begun
        self._is_pasted = False
        self._last = 0.0

    def feed(self, data: bytes, now: float) -> list[Message]:
        """Take some bytes, which arrived at a moment in seconds; give what they mean."""
        self._last = now
        text = self._decode(data)
        if not text:
            return []
        self._follow_pastes(text)
        # Piece by piece, so that a sequence which the parser can't take costs no other.
        pieces = filter(None, _ESCAPES.split(text))
        return [message for piece in pieces for message in self._parsed(piece)]

    def tick(self, now: float) -> list[Message]:
        """Give what time alone has made certain: a lone escape, a paste that was never ended."""
        if self._is_pasted and now - self._last > _PASTE_SECONDS:
            self._is_pasted = False
            return self._parsed(_PASTE_ENDS)
        try:
            return list(self._parser.tick())
        except Exception:  # as in `_parsed`
            self._parser = self._make_parser()
            return []

    def _parsed(self, text: str) -> list[Message]:
        found: list[Message] = []
        try:
            found.extend(self._parser.feed(text))
        except Exception:  # whatever it is, the next key is worth more than this sequence
            self._parser = self._make_parser()
            self._is_pasted = False
        return [message for message in found if _is_text(message)]

    def _follow_pastes(self, text: str) -> None:
        seen = self._tail + text
        begins, ends = seen.rfind(_PASTE_BEGINS), seen.rfind(_PASTE_ENDS)
        if max(begins, ends) >= 0:
            self._is_pasted = begins > ends
        self._tail = seen[1 - len(_PASTE_BEGINS) :]


def _is_text(message: Message) -> bool:
    """Say whether a key's character, if it is one, can be shown and saved: no half of a pair."""
    character = message.character if isinstance(message, Key) else None
    return character is None or not any("\ud800" <= one <= "\udfff" for one in character)


class TerminalDriver(LinuxDriver):
    """Textual's driver for Linux and macOS; its input takes any bytes, and `ctrl+z` stops it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Textual's own messages, on their way when the app ends: Python would say so there.
        late = r"coroutine 'MessagePump\._post_message' was never awaited"
        warnings.filterwarnings("ignore", late, RuntimeWarning)
        from hedgerow.tui.signals import stop_when_told

        stop_when_told(self._begin_to_stop, self._go_on)

    def start_application_mode(self) -> None:
        """Take the terminal, and hear of its size from the loop.

        Textual reads the size in the signal's handler. A second signal may interrupt the first
        there, and the size of before would come last.
        """
        super().start_application_mode()  # type: ignore[no-untyped-call]
        asyncio.get_running_loop().add_signal_handler(signal.SIGWINCH, self._tell_size)

    def _tell_size(self) -> None:
        if not self._in_band_window_resize:
            size = Size(*self._get_terminal_size())
            self._app.post_message(Resize(size, size))

    def run_input_thread(self) -> None:
        """Read until the app has had enough; a terminal that has gone is waited out."""
        arrived = Input(lambda: XTermParser(self._debug))
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                messages: list[Message] = []
                if selector.select(_TICK_SECONDS):
                    data = self._read()
                    if not data:  # the terminal has gone; the app finds out, and ends
                        self.exit_event.wait()
                        return
                    messages += arrived.feed(data, time.monotonic())
                for message in messages + arrived.tick(time.monotonic()):
                    # Only a terminal that was asked to tells its size in what it sends.
                    if not isinstance(message, Resize) or self._in_band_window_resize:
                        self.process_message(message)

    def _begin_to_stop(self) -> None:
        from hedgerow.tui.signals import stop_between_saves

        in_turn = cast("Services", self._app).in_turn
        stopping = stop_between_saves(in_turn, self._stop)
        self._app.run_worker(stopping, group="stop", exclusive=True)

    def _stop(self) -> None:
        """Give the terminal back, stop, and take the terminal again when the program goes on."""
        from hedgerow.tui.signals import stop_now

        self.suspend_application_mode()
        stop_now(self.fileno)
        self.resume_application_mode()

    def _go_on(self) -> None:
        """Take the terminal again after a stop that nobody had asked for: a shell has used it."""
        from hedgerow.tui.signals import wait_for_foreground

        wait_for_foreground(self.fileno)
        self.suspend_application_mode()
        self.resume_application_mode()

    def _read(self) -> bytes:
        try:
            return os.read(self.fileno, _BLOCK)
        except OSError:
            return b""

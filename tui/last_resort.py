"""What becomes of an error that nothing has caught: it is told in one line, and the work goes on.

Textual ends the whole program with the first exception in any handler, in its own widgets too. Who
has been tagging for hours should lose neither the place nor the program to a fault in a list.
"""

from __future__ import annotations

import inspect
import logging
import time
import traceback
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from textual.message import Message
from textual.message_pump import MessagePump
from textual.worker_manager import WorkerManager

_LOG = logging.getLogger("hedgerow")
_MOST, _SECONDS = 20, 10.0
"""So many errors in so many seconds, and going on would help nobody."""


class LastResort:
    """Decides whether the program goes on after an error, and has it told."""

    def __init__(
        self,
        tell: Callable[[Exception, Path | None], None],
        report: Callable[[Exception], Path | None],
    ) -> None:
        """Begin.

        Args:
            tell: is given each error that is gone on from, and where its report is, if it has one.
            report: writes a report, and says where; each kind of error is reported once.
        """
        self._tell = tell
        self._report = report
        self._moments: deque[float] = deque(maxlen=_MOST)
        self._reported: set[tuple[type[Exception], int]] = set()

    def goes_on_after(self, error: Exception) -> bool:
        """Take an error; say whether the program goes on, as it does but in a flood of them."""
        now = time.monotonic()
        if len(self._moments) == _MOST and now - self._moments[0] < _SECONDS:
            return False
        self._moments.append(now)
        _LOG.error("gone on after an unexpected error", exc_info=error)
        self._tell(error, self._report_once(error))
        return True

    def _report_once(self, error: Exception) -> Path | None:
        lines = [line for _, line in traceback.walk_tb(error.__traceback__)]
        kind = type(error), lines[-1] if lines else 0
        if kind in self._reported:
            return None
        self._reported.add(kind)
        with suppress(OSError):  # the line on the screen must do
            return self._report(error)
        return None

    def guard(self) -> None:
        """Let no message end the part of the screen that handles it, and no work be complained of.

        Textual has no seam for this: a pump, its own widgets' included, stops with the first error
        in a handler. So the one method through which every message goes is wrapped, once.
        """
        dispatch = MessagePump._dispatch_message

        async def guarded(pump: MessagePump, message: Message) -> Any:
            try:
                return await dispatch(pump, message)
            except Exception as error:
                if not self.goes_on_after(error):
                    raise

        MessagePump._dispatch_message = guarded  # type: ignore[method-assign,assignment]
        make = WorkerManager._new_worker

        def made(workers: WorkerManager, work: Any, *given: Any, **options: Any) -> Any:
            worker = make(workers, work, *given, **options)
            if inspect.iscoroutine(work) and worker._task is not None:
                # It may have been left before it began, as its screen is with the next key. Python
                # would say so on the terminal when the program ends.
                worker._task.add_done_callback(lambda _: work.close())
            return worker

        WorkerManager._new_worker = made  # type: ignore[method-assign,assignment]

"""What is done off the screen's thread: saving, in one order, and computing, in any."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Thread
from time import perf_counter
from typing import ParamSpec, TypeVar

_LOG = logging.getLogger("hedgerow")

_Given = ParamSpec("_Given")
_Result = TypeVar("_Result")


class Threads:
    """One thread for all that is saved, so that changes reach the disk in the order they were made.

    What is merely computed has a thread each.
    """

    def __init__(self) -> None:
        self._saver = ThreadPoolExecutor(max_workers=1, thread_name_prefix="saver")

    def in_turn(
        self, work: Callable[_Given, _Result], *args: _Given.args, **kwargs: _Given.kwargs
    ) -> asyncio.Future[_Result]:
        """Do something that touches the disk, after all such before it.

        It is in the queue when this returns, and will be done even if nobody waits for it.
        """
        # Shielded: who waits for it may be cancelled with their screen, the work itself never is.
        saving = self._saver.submit(_timed, work, *args, **kwargs)
        return asyncio.shield(asyncio.wrap_future(saving))

    def in_background(
        self, work: Callable[_Given, _Result], *args: _Given.args, **kwargs: _Given.kwargs
    ) -> Future[_Result]:
        """Compute something; quitting doesn't wait for it."""
        result: Future[_Result] = Future()
        result.set_running_or_notify_cancel()  # who waits may be cancelled; this goes on

        def compute() -> None:
            try:
                result.set_result(work(*args, **kwargs))
            except BaseException as error:  # who waits for the result is told
                result.set_exception(error)

        Thread(target=compute, name="background", daemon=True).start()
        return result

    async def finish(self) -> None:
        """Wait until nothing is left to save."""
        await asyncio.to_thread(self._saver.shutdown)


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

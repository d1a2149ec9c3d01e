"""Work in several processes, whose results come in the order of the tasks.

Memory doesn't grow with the number of tasks: so many are ahead of what has been taken, and no more.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from typing import Any, TypeVar

from hedgerow.store.processes.ended import EndedError

Task = TypeVar("Task")
Result = TypeVar("Result")

BATCH = 16
"""The most tasks that are sent to a process at once: sending takes 0.3 ms, an article 4 ms."""

_BATCH_TIME = 0.1
"""Seconds that a batch should take at most, so that long tasks don't wait for one another."""

AHEAD = 3
"""Batches for each process that are sent before the first of them must be done."""

_MOST = 61 if sys.platform == "win32" else 1000
"""Processes that the system can wait for at once."""

_GRACE = 1.0
"""Seconds in which a process may finish its batch when the run is broken off."""


def in_order(
    work: Callable[[Task], Result], tasks: Iterable[Task], jobs: int
) -> Generator[Result, None, None]:
    """Do work on each task, in several processes if there are to be any.

    Close the iterator when it is not gone through to the end: that ends the processes. They leave
    an interrupt from the keyboard to this process, and end with it even if it is killed.

    Args:
        work: what is done; it goes to each process once (pickled, where the system can't fork).
        tasks: what it is done on. At most `BATCH * AHEAD * jobs` are taken before their turn.
        jobs: how many processes; 1 means this one.

    Yields:
        The results, in the order of the tasks.

    Raises:
        EndedError: a process was ended from outside.
    """
    if jobs == 1:
        yield from map(work, tasks)
        return
    neighbours = set(multiprocessing.active_children())
    pool = ProcessPoolExecutor(min(jobs, _MOST), _context(), _begin, (work,))
    waiting: deque[Future[tuple[float, list[Any]]]] = deque()
    size = 1
    is_done = False
    try:
        remaining = iter(tasks)
        while batch := list(islice(remaining, size)):
            with _interrupts_held():
                waiting.append(pool.submit(_do, batch))
            if len(waiting) >= AHEAD * jobs:
                seconds, results = waiting[0].result()
                waiting.popleft()
                yield from results
                size = max(1, min(BATCH, int(len(results) * _BATCH_TIME / max(seconds, 1e-6))))
        while waiting:
            _, results = waiting[0].result()
            waiting.popleft()
            yield from results
        is_done = True
    except BrokenProcessPool as error:
        raise EndedError from error
    finally:
        if not is_done:
            _end_early(waiting, set(multiprocessing.active_children()) - neighbours)
        pool.shutdown(cancel_futures=True)


def _end_early(waiting: Iterable[Future[Any]], processes: Iterable[BaseProcess]) -> None:
    """Let processes finish what is short, so that none is ended while it sends; end the rest."""
    running = [future for future in waiting if not future.cancel()]
    if wait(running, timeout=_GRACE).not_done:
        for process in processes:
            process.terminate()


def _context() -> BaseContext:
    """Choose how processes begin.

    A fork begins at once, with all that is loaded and the whole corpus, and shares its memory. It
    is only safe on Linux (system libraries of macOS don't survive it), and while no other thread
    runs that might hold a lock.
    """
    can_fork = sys.platform == "linux" and threading.active_count() == 1
    return multiprocessing.get_context("fork" if can_fork else "spawn")


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Hold interrupts back while processes begin, so that none of them is met half begun."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


# In the other process

_work: Callable[[Any], Any]


def _begin(work: Callable[[Any], Any]) -> None:
    global _work
    _work = work
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()  # memory that is shared with the parent stays so while nobody touches it
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Wait until the parent has gone: one that was killed can't end its processes."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _do(batch: list[Any]) -> tuple[float, list[Any]]:
    began = time.perf_counter()
    results = [_work(task) for task in batch]
    return time.perf_counter() - began, results

"""What it takes to review in a long queue: the first item, each verdict, the counts of a choice.

    python tests/benchmarks/reviewing.py [--items N] [--each N] [--verdicts N]

The first item is measured in the app itself (headless), from `enter` on the screen that builds a
queue to the item with its notes; a verdict from its key to the next item. The yardsticks are a
frame (1/60 s), and appending and fsyncing the lines of a verdict. A verdict in a queue four times
as short is the yardstick for whether the queue's length matters.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from statistics import median, quantiles

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

import corpora  # noqa: E402
from table import Measured, heading, most_memory, show  # noqa: E402

from hedgerow.store.review import Queue, ReviewSession, pool_of, queue_choices  # noqa: E402
from hedgerow.store.workspace import (  # noqa: E402
    Settings,
    Workspace,
)
from hedgerow.tui.app import HedgerowApp  # noqa: E402

FRAME = 1000 / 60
AIM = 200.0  # ms to the first item


def _milliseconds(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - begin)


def _open(folder: Path) -> Workspace:
    settings = Settings(suggestions=False)
    return Workspace(folder, annotator="ann", settings=settings)


def session_costs(folder: Path, verdicts: int) -> tuple[float, float, float, list[float]]:
    """Measure without a screen.

    Returns:
        Milliseconds: to gather and begin from cold files; the same once they are in memory; to
        count a criterion's choices; of each verdict, as it is saved.
    """
    workspace = _open(folder)

    def begin() -> ReviewSession:
        pool = pool_of(workspace)
        return ReviewSession(
            workspace.annotations, workspace.corpus, history=workspace.history, pool=pool
        )

    cold = _milliseconds(begin)
    warm = _milliseconds(begin)
    pool = pool_of(workspace)
    list(pool.gather(Queue()))
    counting = _milliseconds(lambda: queue_choices(pool, Queue(), "label"))
    session = begin()
    session.judge("accept")
    taken = [_milliseconds(lambda: session.judge("accept")) for _ in range(verdicts)]
    return cold, warm, counting, taken


async def _until(is_so: Callable[[], object], pause: Callable[[float], Awaitable[None]]) -> None:
    while not is_so():
        await pause(0.001)


async def screen_costs(folder: Path, verdicts: int) -> tuple[float, list[float]]:
    """Measure in the app: milliseconds to the first item, and of each verdict to the next item."""
    from hedgerow.tui.screens.review.queue import QueueScreen
    from hedgerow.tui.screens.review.screen import ReviewScreen

    app = HedgerowApp(_open(folder))
    async with app.run_test(size=(120, 40)) as pilot:
        await _until(lambda: app.screen.is_complete, pilot.pause)
        await pilot.press("f")
        await _until(lambda: isinstance(app.screen, QueueScreen), pilot.pause)
        await _until(lambda: app.screen._items, pilot.pause)
        begin = time.perf_counter()
        app.screen.action_begin()
        await _until(
            lambda: isinstance(app.screen, ReviewScreen) and app.screen.article.id, asyncio.sleep
        )
        first = 1000 * (time.perf_counter() - begin)
        review, taken = app.screen, []
        await _until(lambda: review.view.found.speakers, pilot.pause)  # read meanwhile
        for _ in range(verdicts):
            begin = time.perf_counter()
            await review.action_accept()
            taken.append(1000 * (time.perf_counter() - begin))
            await pilot.pause(0.02)
        return first, taken


def appending(folder: Path, count: int) -> float:
    """Give the milliseconds of two lines appended and fsynced to two files, as a verdict's are."""
    line, taken = b"x" * 400 + b"\n", []
    files = [os.open(folder / name, os.O_CREAT | os.O_APPEND | os.O_WRONLY) for name in "ab"]

    def append() -> None:
        for file in files:
            os.write(file, line)
            os.fsync(file)

    taken = [_milliseconds(append) for _ in range(count)]
    for file in files:
        os.close(file)
    return median(taken)


def measured(items: int = 10_000, each: int = 50, verdicts: int = 200) -> Iterator[Measured]:
    """Measure on a queue, and on one four times as short."""
    with tempfile.TemporaryDirectory(prefix=".benchmark-", dir=ROOT) as name:
        folder = Path(name)
        floor = appending(folder, verdicts)
        shorter: list[float] = []
        for number in (items // 4, items):
            corpus = folder / str(number)
            made = corpora.write_folder(corpus, corpora.articles(number // each))
            corpora.annotate(corpus / "annotations", made, each)
            yield from _measured(corpus, number, verdicts, floor, shorter)


def _measured(
    corpus: Path, number: int, verdicts: int, floor: float, shorter: list[float]
) -> Iterator[Measured]:
    size = f"{number:,} items"
    cold, warm, counting, taken = session_costs(corpus, verdicts)
    first, steps = asyncio.run(screen_costs(corpus, verdicts))
    memory = most_memory()
    yield Measured("review: first item after enter", size, first, "ms", AIM, "200 ms", memory)
    yield Measured("review: begin, files in memory", size, warm, "ms", AIM, "200 ms")
    yield Measured("review: begin, cold", size, cold, "ms", AIM, "200 ms")
    yield Measured("review: count a row's choices", size, counting, "ms", FRAME, "a frame")
    yield Measured("review: verdict saved", size, median(taken), "ms", floor, "append, fsync ×2")
    yield Measured("review: verdict to next item", size, median(steps), "ms", FRAME, "a frame")
    p95 = quantiles(steps, n=20)[-1]
    yield Measured("review: verdict to next item, p95", size, p95, "ms", FRAME, "a frame")
    if shorter:
        to = "a queue ¼ as long"
        yield Measured("review: verdict saved", size, median(taken), "ms", shorter[0], to)
    shorter[:] = [median(taken)]


def main() -> None:
    """Measure, and print a line for each."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--items", type=int, default=10_000)
    parser.add_argument("--each", type=int, default=50, help="of each article")
    parser.add_argument("--verdicts", type=int, default=200)
    options = parser.parse_args()
    print(heading())
    show(measured(options.items, options.each, options.verdicts))


if __name__ == "__main__":
    main()

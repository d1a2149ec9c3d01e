"""Long runs of the real program: `make long` (MINUTES=10), not among the benchmarks or in CI.

It prints what an idle library of 2,000 articles costs, what a reader does while 5,000 tags are
saved by a script, how far it is behind a key that is held through an article of 1 MB, and what a
reader holds after a day by a fast clock.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import re
import selectors
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

sys.path.insert(0, str(Path(__file__).parents[1]))

from faults.monkey.corpora import SENTENCE, many
from terminal import Terminal

from hedgerow.store.span import Span
from hedgerow.store.tagging import tag
from hedgerow.store.workspace import Watch, Workspace
from hedgerow.tui.app import HedgerowApp

_TICKS = os.sysconf("SC_CLK_TCK")
_MB = 1_000_000


class Cost(NamedTuple):
    """What a process has used: seconds of the processor, and bytes of memory now."""

    seconds: float
    memory: int

    @classmethod
    def of(cls, pid: int) -> Cost:
        """Look at a process."""
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        status = Path(f"/proc/{pid}/status").read_text()
        memory = int(re.search(r"VmRSS:\s+(\d+)", status)[1]) * 1024
        return cls((int(fields[11]) + int(fields[12])) / _TICKS, memory)

    def told_since(self, before: Cost) -> str:
        """Say what has been used since."""
        used, grown = self.seconds - before.seconds, (self.memory - before.memory) / _MB
        return f"{used:.2f} s of the processor, {grown:+.1f} MB to {self.memory / _MB:.0f} MB"


def idle(folder: Path, minutes: float) -> str:
    """Leave a library of 2,000 articles open."""
    many(folder)
    with Terminal(str(folder), HEDGEROW_CACHE=str(folder.parent / "cache")) as terminal:
        terminal.expect_shown("2,000 articles")
        terminal.settle(3)
        before, sent = Cost.of(terminal.pid), len(terminal.raw)
        until = time.monotonic() + 60 * minutes
        while time.monotonic() < until:
            terminal.read(1)
        cost = Cost.of(terminal.pid).told_since(before)
        return f"idle for {minutes:g} minutes: {cost}, {len(terminal.raw) - sent:,} bytes sent"


def under_a_script(folder: Path, tags: int) -> str:
    """Save many tags while a reader is open on their article."""
    (folder / "a.txt").write_text("The first words.\n\n" + SENTENCE * 120, encoding="utf-8")
    with Terminal(str(folder), HEDGEROW_CACHE=str(folder.parent / "cache")) as terminal:
        terminal.expect_shown("1 article")
        terminal.press("enter")
        terminal.expect_shown("The first words")
        terminal.settle(1)
        before = Cost.of(terminal.pid)
        work = Workspace(folder, annotator="ann")
        article = work.read("a")
        begun = time.monotonic()
        for number in range(tags):
            span = Span(number, number + 20)
            made = tag(article, span, "claim", annotator="ann", codebook=work.codebook)
            work.history.save("a", "tag", {made.id: made.document()})
            if number % 50 == 0:
                terminal.read(0)
        taken = time.monotonic() - begun
        begun = time.monotonic()
        terminal.settle(0.6)
        behind = time.monotonic() - begun - 0.6
        begun = time.monotonic()
        terminal.press("?")
        terminal.expect_shown("Move")
        answer = time.monotonic() - begun
        cost = Cost.of(terminal.pid).told_since(before)
    return (
        f"{tags:,} tags in {taken:.0f} s under an open reader: {cost}; {behind:.1f} s behind at "
        f"the end, {1000 * answer:.0f} ms to the next key's answer"
    )


def held(folder: Path, key: str, seconds: float) -> str:
    """Hold a key, as a keyboard repeats it, in an article of 1 MB."""
    text = "\n\n".join([SENTENCE * 4] * (_MB // (4 * len(SENTENCE))))
    (folder / "long.txt").write_text("The first words.\n\n" + text, encoding="utf-8")
    with Terminal(str(folder), HEDGEROW_CACHE=str(folder.parent / "cache")) as terminal:
        terminal.expect_shown("1 article")
        terminal.press("enter")
        terminal.expect_shown("The first words")
        terminal.settle(2)
        before = Cost.of(terminal.pid)
        until, pressed = time.monotonic() + seconds, 0
        while time.monotonic() < until:
            terminal.press(key)
            pressed += 1
            terminal.read(1 / 30)
        begun = time.monotonic()
        terminal.settle(0.2)
        behind = time.monotonic() - begun - 0.2
        cost = Cost.of(terminal.pid).told_since(before)
    return f"{key} held for {seconds:g} s ({pressed:,} times): {cost}; {behind:.2f} s behind"


_FAST = 600


class _Clock(selectors.DefaultSelector):
    """A clock that can be made fast, and a selector that waits by it."""

    def __init__(self) -> None:
        super().__init__()
        self._rate, self._set_at, self._set_to = 1, time.monotonic(), 0.0

    def time(self) -> float:
        """Say how late it is, in seconds."""
        return self._set_to + (time.monotonic() - self._set_at) * self._rate

    def set_rate(self, rate: int) -> None:
        """Run so many times as fast from now on."""
        self._set_to, self._set_at, self._rate = self.time(), time.monotonic(), rate

    def select(self, timeout: float | None = None) -> list:
        """Wait for as long as the clock takes."""
        return super().select(timeout / self._rate if timeout else timeout)


def a_day(folder: Path, hours: float) -> str:
    """Leave a reader open for a day by a fast clock: each timer of the app runs as often."""
    (folder / "a.txt").write_text("The first words.\n\n" + SENTENCE * 120, encoding="utf-8")
    looks, costs = 0, []
    look = Watch.look

    def counted(watch: Watch) -> object:
        nonlocal looks
        looks += 1
        return look(watch)

    async def stay() -> None:
        app = HedgerowApp(Workspace(folder, annotator="ann"))
        async with app.run_test() as pilot:
            await pilot.press("enter")
            clock.set_rate(_FAST)
            for _ in range(4):
                costs.append(Cost.of(os.getpid()))
                await asyncio.sleep(hours * 3600 / 4)
            clock.set_rate(1)
            costs.append(Cost.of(os.getpid()))

    clock = _Clock()
    loop = asyncio.SelectorEventLoop(clock)
    with (
        patch.object(loop, "time", clock.time),
        patch("textual._time.get_time", clock.time),
        patch.object(Watch, "look", counted),
    ):
        loop.run_until_complete(stay())
    loop.close()
    memory = ", ".join(f"{cost.memory / _MB:.0f}" for cost in costs)
    return (
        f"{hours:g} hours by a clock {_FAST} times as fast: {looks:,} looks at the disk, "
        f"MB at each quarter: {memory}"
    )


def main() -> None:
    """Run all, or those that are named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("runs", nargs="*", choices=["idle", "script", "held", "day"], metavar="RUN")
    parser.add_argument("--minutes", type=float, default=10)
    options = parser.parse_args()
    wanted = options.runs or ["script", "held", "day", "idle"]
    with tempfile.TemporaryDirectory() as place:
        for number, name in enumerate(wanted):
            folder = Path(place, str(number), "corpus")
            folder.mkdir(parents=True)
            if name == "idle":
                print(idle(folder, options.minutes), flush=True)
            elif name == "day":
                print(a_day(folder, 24), flush=True)
            elif name == "script":
                print(under_a_script(folder, 5_000), flush=True)
            else:
                for key in ("j", "pagedown"):
                    print(held(folder, key, 60), flush=True)


if __name__ == "__main__":
    main()

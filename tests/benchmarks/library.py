"""What the library costs with 100,000 articles, beside five, and beside Textual's own DataTable.

    python tests/benchmarks/library.py [--articles N] [--keys N] [--skip-table]

The corpus is made on the fly, seeded: sentences of the samples with other names in them. Starts are
measured in a pty, from the program's start to what it has drawn, as medians; keys in this process,
as the work of its main thread from the key to the finished frame, so that whoever else uses the
machine is not counted. A bare Textual app that shows one line is the yardstick of a start.
"""

from __future__ import annotations

import argparse
import asyncio
import fcntl
import os
import pty
import random
import re
import select
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles

sys.path.insert(0, str(Path(__file__).parents[2]))

from store.full_text import parse
from store.passages import sentences
from store.survey import Survey
from store.workspace import Workspace
from tui.app import HedgerowApp
from tui.commands import taken_keys

ROOT = Path(__file__).parents[2]
BARE = """
from textual.app import App
from textual.widgets import Static
class Bare(App):
    def compose(self):
        yield Static("Hedgerow")
Bare().run()
"""
SYLLABLES = "ba ke lo mi ran ter vo sin dal pre con fer mar tin ov ski wen zha".split()
PATIENCE = 120.0
STARTS = 7


def made_corpus(folder: Path, count: int) -> Path:
    """Make articles of about 4 KB, a thousand a folder."""
    dice = random.Random(5)
    known: list[str] = []
    for path in sorted((ROOT / "seeds").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        known += [" ".join(span.of(text).split()) for span in sentences(text)]
    names = ["".join(dice.choices(SYLLABLES, k=3)).capitalize() for _ in range(30_000)]
    for number in range(count):
        here = folder / f"{number // 1000:03}"
        here.mkdir(parents=True, exist_ok=True)
        body = []
        for _ in range(dice.randint(12, 40)):
            body.append(
                f"{dice.choice(known)} {dice.choice(names)} of {dice.choice(names)} agreed."
            )
        day = f"20{dice.randint(10, 25)}-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}"
        title = f"{dice.choice(names)} tells {dice.choice(names)} of talks {number}"
        path = here / f"{number:06}.txt"
        path.write_text(f"{title}\n\ndate {day}\n\n" + "\n".join(body), encoding="utf-8")
        os.utime(path, (1_600_000_000, 1_600_000_000))
    return folder


class Started:
    """A program in a pty, watched as it draws."""

    def __init__(self, *command: str, **environment: str) -> None:
        self._master, slave = pty.openpty()
        self.raw = b""
        self._begin = time.perf_counter()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
        more = {"TERM": "xterm-256color", "PYTHONPATH": str(ROOT), "HEDGEROW_ANNOTATOR": "ann"}
        self._process = subprocess.Popen(
            [sys.executable, *command],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            cwd=ROOT,
            start_new_session=True,
            env={**os.environ, **more, **environment},
        )
        os.close(slave)

    def seconds_to(self, words: bytes) -> float:
        """Give the seconds from the start until something has been drawn."""
        while not re.search(words, self.raw):
            if time.perf_counter() - self._begin > PATIENCE:
                raise TimeoutError(words)
            if select.select([self._master], [], [], 1)[0]:
                self.raw += os.read(self._master, 65536)
        return time.perf_counter() - self._begin

    def memory(self) -> float:
        """Give the memory that the program has, in MB (0 where the system doesn't say)."""
        status = Path(f"/proc/{self._process.pid}/status")
        if not status.exists():
            return 0.0
        (kilobytes,) = re.findall(r"VmRSS:\s+(\d+)", status.read_text())
        return int(kilobytes) / 1000

    def end(self) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._master)


def starts(corpus: Path, cache: Path, complete: bytes) -> tuple[float, float, float]:
    """Start the program several times: to the first frame, to the whole list, its memory then."""
    firsts, lists, memories = [], [], []
    for _ in range(STARTS):
        started = Started("-m", "tui", str(corpus), HEDGEROW_CACHE=str(cache))
        firsts.append(started.seconds_to(b"Hedgerow"))
        lists.append(started.seconds_to(complete))
        time.sleep(1)
        memories.append(started.memory())
        started.end()
    return median(firsts), median(lists), median(memories)


def bare_start() -> float:
    times = []
    for _ in range(STARTS):
        started = Started("-c", BARE)
        times.append(started.seconds_to(b"Hedgerow"))
        started.end()
    return median(times)


async def key_times(corpus: Path, keys: list[str]) -> dict[str, list[float]]:
    """Press keys in the library; give the milliseconds of work that each took, by kind."""
    app = HedgerowApp(Workspace(corpus, annotator="ann", taken_keys=taken_keys(), find=False))
    times: dict[str, list[float]] = {"move": [], "filter": []}
    async with app.run_test(size=(120, 40)) as pilot:
        screen = app.screen
        while screen._under_way:
            await pilot.pause(0.05)

        async def pressed(key: str) -> float:
            begin = time.thread_time()
            await pilot.press(key)
            screen._on_timer_update()
            return (time.thread_time() - begin) * 1000

        for key in keys:
            times["move"].append(await pressed(key))
        words = "talks 12 agreed zhaoski tells 2019".split()
        while len(times["filter"]) < len(keys):
            await pressed("slash")
            for word in words:
                for letter in (*word, "space"):
                    times["filter"].append(await pressed(letter))
            await pressed("escape")
            words = words[1:] + words[:1]
    return times


async def table_times(rows: int) -> tuple[float, list[float]]:
    """Do the same with a DataTable: fill it, and fill it again for a filter of one letter."""
    from textual.app import App, ComposeResult
    from textual.widgets import DataTable

    titles = [f"Title {number} of talks" for number in range(rows)]

    class Table(App[None]):
        def compose(self) -> ComposeResult:
            yield DataTable()

        def fill(self, words: str) -> None:
            table = self.query_one(DataTable)
            table.clear(columns=True)
            table.add_columns("title", "outlet", "date", "words")
            found = [title for title in titles if words in title]
            table.add_rows([(title, "AP", "2022-03-02", "384") for title in found])

    app = Table()
    async with app.run_test(size=(120, 40)) as pilot:
        begin = time.thread_time()
        app.fill("")
        await pilot.pause()
        mounted = time.thread_time() - begin
        times = []
        for letter in "9 talk"[:3]:
            begin = time.thread_time()
            app.fill(letter)
            await pilot.pause()
            times.append((time.thread_time() - begin) * 1000)
    return mounted, times


def search_times(corpus: Path) -> Iterator[tuple[str, int, float]]:
    """Search for frequent and rare words; give milliseconds."""
    survey = Survey(Workspace(corpus, annotator="ann", find=False))
    survey.catalogue()
    for typed in ("agreed", "China said", "“foreign minister”", "zhaoski", "con", "no such words"):
        times = []
        for _ in range(5):
            begin = time.perf_counter()
            found = survey.index.search(parse(typed))
            times.append((time.perf_counter() - begin) * 1000)
        yield typed, len(found.articles), median(times)


def line(what: str, value: str, beside: str = "", aim: str = "") -> None:
    print(f"{what:<46} {value:>12}  {beside:<34} {aim}", flush=True)


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--articles", type=int, default=100_000)
    options.add_argument("--keys", type=int, default=200)
    options.add_argument("--skip-table", action="store_true")
    given = options.parse_args()
    count = given.articles
    with tempfile.TemporaryDirectory(prefix="hedgerow-bench-") as name:
        folder = Path(name)
        os.environ["HEDGEROW_CACHE"] = str(folder / "cache")
        large = made_corpus(folder / "large", count)
        small = made_corpus(folder / "small", 5)
        cache = folder / "cache"
        report(large, small, cache, count, given.keys, is_table_shown=not given.skip_table)


def report(
    large: Path, small: Path, cache: Path, count: int, keys: int, *, is_table_shown: bool
) -> None:
    complete = f"{count:,} articles".encode()
    first = Started("-m", "tui", str(large), HEDGEROW_CACHE=str(cache))
    built = first.seconds_to(complete + " · ann".encode())
    first.end()
    bare = bare_start()
    few = starts(small, cache, b"5 articles")
    many = starts(large, cache, complete)
    line(f"index of {count:,} articles built", f"{built:.1f} s", "", "60 s")
    line("first frame, five articles", f"{few[0]:.3f} s", f"{few[0] / bare:.2f} × a bare app")
    beside = f"{many[0] / few[0]:.2f} × five articles"
    line(f"first frame, {count:,} articles", f"{many[0]:.3f} s", beside, "1.25 ×")
    line("list complete after that", f"{many[1] - many[0]:.3f} s", "the second time", "0.5 s")
    line("memory above five articles", f"{many[2] - few[2]:.0f} MB", "", "150 MB")
    times = asyncio.run(key_times(large, ["j", "pagedown", "G", "g"] * (keys // 4)))
    for kind, taken in times.items():
        p95 = quantiles(taken, n=20)[-1]
        beside = f"p95 {p95:.1f}, most {max(taken):.1f} ms"
        line(
            f"a key that has to {kind}, {len(taken)} keys",
            f"{median(taken):.1f} ms",
            beside,
            "30 ms",
        )
    if is_table_shown:
        mounted, filters = asyncio.run(table_times(count))
        line("… DataTable: filled", f"{mounted:.1f} s")
        line("… DataTable: a filter key", f"{median(filters):.0f} ms")
    for typed, found, taken in search_times(large):
        line(f"search: {typed}", f"{taken:.1f} ms", f"{found:,} articles", "200 ms")


if __name__ == "__main__":
    main()

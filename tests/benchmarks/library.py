"""What the library costs with 100,000 articles, beside five, and beside Textual's own DataTable.

    python tests/benchmarks/library.py [--articles N] [--runs N] [--keys N]

Starts are measured in a pseudo-terminal, as in `starting`, each with an index that has been made
before, but for the first one. Keys are measured in this process, as the work of its main thread
from the key to the finished frame, so that whoever else uses the machine is not counted. The
yardsticks are the same moves over a hundred articles, and a DataTable that is filled with the same
rows. That of a search is to look for its words in the same texts, in memory and in small letters.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from statistics import median, quantiles

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

import corpora  # noqa: E402
from starting import BARE, ONE_LINE, Program, Start, start  # noqa: E402
from table import Measured, heading, show  # noqa: E402

from hedgerow.store.index.search import parse_query  # noqa: E402
from hedgerow.store.overview import Survey  # noqa: E402
from hedgerow.store.workspace import Workspace  # noqa: E402
from hedgerow.tui.app import HedgerowApp  # noqa: E402
from hedgerow.tui.commands import taken_keys  # noqa: E402

FEW = 5
LONGEST = 300.0  # seconds for an index to be made
FILTERS = "ceasefire weeks, 2023 harbour tariff according".split()
SEARCHES = ("Kovalenko", "ceasefire Lindqvist", "“grain exports”", "Mar", "no such words")
FIVE = "five articles"
PAGES = 100
HUNDRED = "a hundred articles"
TABLE = "DataTable, filled"


def write(folder: Path, number: int) -> Path:
    """Make a corpus, a thousand articles a folder."""
    made = corpora.articles(number)
    for part in range(0, number, 1000):
        corpora.write_folder(folder / f"{part // 1000:03}", islice(made, 1000))
    return folder


def measured(articles: int = 100_000, runs: int = 7, keys: int = 200) -> Iterator[Measured]:
    """Measure starts, keys and searches."""
    with tempfile.TemporaryDirectory(prefix=".benchmark-", dir=ROOT) as name:
        folder = Path(name)
        os.environ["HEDGEROW_CACHE"] = str(folder / ".cache" / "hedgerow")
        few, many = write(folder / "few", FEW), write(folder / "many", articles)
        yield from _starts(folder, few, many, articles, runs)
        yield from _keys(write(folder / "pages", PAGES), many, articles, keys)
        yield from _searches(many, articles)


# Starts


def _starts(folder: Path, few: Path, many: Path, articles: int, runs: int) -> Iterator[Measured]:
    size = f"{articles:,} articles"
    listed = f"{articles:,} articles"
    yield _first_start(folder, many, size, f"{listed} · ann")
    programs = {
        "bare": Program(BARE, ("-c", ONE_LINE), b"One line of text."),
        "few": _program(few, "Hedgerow"),
        "many": _program(many, "Hedgerow"),
        "few listed": _program(few, f"{FEW} articles · ann"),
        "many listed": _program(many, listed),
        "many looked at": _program(many, f"{listed} · ann"),
    }
    taken: dict[str, list[Start]] = {name: [] for name in programs}
    start(programs["few listed"], folder)
    for _ in range(runs):
        for name, program in programs.items():
            taken[name].append(start(program, folder))
    times = {name: median(one.time for one in starts) for name, starts in taken.items()}
    memory = {name: max(one.memory for one in starts) for name, starts in taken.items()}

    def line(what: str, name: str, to: str, yardstick: str) -> Measured:
        of = FIVE if name.startswith("few") else size
        return Measured(what, of, times[name], "ms", times[to], yardstick, memory[name])

    yield line("library, first frame", "few", "bare", BARE)
    yield line("library, first frame", "many", "few", FIVE)
    yield line("library, all listed", "few listed", "few", "the first frame")
    yield line("library, all listed", "many listed", "many", "the first frame")
    yield line("library, all files looked at", "many looked at", "many", "the first frame")


def _program(corpus: Path, shows: str) -> Program:
    return Program("", ("-m", "hedgerow.tui", str(corpus), "--annotator", "ann"), shows.encode())


def _first_start(folder: Path, corpus: Path, size: str, shows: str) -> Measured:
    begin = time.perf_counter()
    for path in corpus.rglob("*.txt"):
        path.read_bytes()
    read = time.perf_counter() - begin
    taken = start(_program(corpus, shows), folder, LONGEST)
    what = "library, index made"
    return Measured(what, size, taken.time / 1e3, "s", read, "the files read", taken.memory)


# Keys


def _keys(pages: Path, many: Path, articles: int, keys: int) -> Iterator[Measured]:
    of_pages, of_many = (asyncio.run(key_times(corpus, keys)) for corpus in (pages, many))
    filled = asyncio.run(table_times(many))
    size = f"{articles:,} articles"
    for what, give in (("median", median), ("p95", _p95)):
        took, yardstick = give(of_many["move"]), give(of_pages["move"])
        yield Measured(f"library, a move, {what}", size, took, "ms", yardstick, HUNDRED)
    for what, give in (("median", median), ("p95", _p95)):
        took = give(of_many["filter"])
        yield Measured(f"library, a filter key, {what}", size, took, "ms", filled, TABLE)
    yield Measured(TABLE, size, filled, "ms", filled, TABLE)


def _p95(times: list[float]) -> float:
    return quantiles(times, n=20)[-1]


async def key_times(corpus: Path, keys: int) -> dict[str, list[float]]:
    """Press keys in the library; give the milliseconds of work that each took, by kind."""
    app = HedgerowApp(Workspace(corpus, annotator="ann", taken_keys=taken_keys(), find=False))
    times: dict[str, list[float]] = {"move": [], "filter": []}
    async with app.run_test(size=(120, 40)) as pilot:
        screen = app.screen
        while not screen.is_complete:
            await pilot.pause(0.05)

        async def pressed(key: str) -> float:
            begin = time.thread_time()
            await pilot.press(key)
            screen._on_timer_update()
            return (time.thread_time() - begin) * 1e3

        for _ in range(keys // 4):
            times["move"] += [await pressed(key) for key in ("j", "pagedown", "G", "g")]
        words = FILTERS
        while len(times["filter"]) < keys:
            await pressed("slash")
            for word in words:
                times["filter"] += [await pressed(key) for key in _typed(word)]
            await pressed("escape")
            words = words[1:] + words[:1]
    return times


def _typed(word: str) -> list[str]:
    return [{",": "comma"}.get(letter, letter) for letter in word] + ["space"]


async def table_times(corpus: Path) -> float:
    """Fill a DataTable with the same rows; give the milliseconds, as they are spent at each key."""
    from textual.app import App, ComposeResult
    from textual.widgets import DataTable

    catalogue = Survey(Workspace(corpus, annotator="ann", find=False)).catalogue()
    rows = [catalogue.facts(at)[:4] for at in range(len(catalogue))]

    class Table(App[None]):
        def compose(self) -> ComposeResult:
            yield DataTable()

    app = Table()
    async with app.run_test(size=(120, 40)) as pilot:
        table = app.query_one(DataTable)
        begin = time.thread_time()
        table.add_columns("title", "outlet", "date", "words")
        table.add_rows(rows)
        await pilot.pause()
        return (time.thread_time() - begin) * 1e3


# Searches


def _searches(corpus: Path, articles: int) -> Iterator[Measured]:
    survey = Survey(Workspace(corpus, annotator="ann", find=False))
    survey.catalogue()
    texts = [path.read_text(encoding="utf-8").lower() for path in sorted(corpus.rglob("*.txt"))]
    for typed in SEARCHES:
        words = typed.lower().strip("“”").split(" ") if "“" not in typed else [typed[1:-1]]

        def look(words: list[str] = words) -> int:
            return sum(1 for text in texts if all(word in text for word in words))

        query = parse_query(typed)
        taken = _milliseconds(lambda query=query: survey.index.search(query))
        size = f"{len(survey.index.search(query).articles):,} of {articles:,}"
        what = f"search for {typed}"
        yield Measured(what, size, taken, "ms", _milliseconds(look), "looking in all texts")


def _milliseconds(work: Callable[[], object], runs: int = 5) -> float:
    times = []
    for _ in range(runs):
        begin = time.perf_counter()
        work()
        times.append((time.perf_counter() - begin) * 1e3)
    return median(times)


def main() -> None:
    """Measure, and print a line for each."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--keys", type=int, default=200)
    options = parser.parse_args()
    print(heading())
    show(measured(options.articles, options.runs, options.keys))


if __name__ == "__main__":
    main()

"""What saving costs: each line beside the floor, which is to append as many bytes and fsync them.

    python tests/benchmarks/saving.py [--rounds N] [--sizes 100,1000,10000,100000] [--skip-large]

Everything is measured in one run, in one folder of the disk at hand, the floor before each step,
since the cost of an fsync is the disk's and drifts. Medians are printed. Plain TinyDB writes its
whole file at each save, and so gets few rounds where there is much in it.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median

import orjson
from tinydb import TinyDB

sys.path[:0] = [str(Path(__file__).resolve().parents[2]), str(Path(__file__).resolve().parent)]

from table import Measured, heading, show  # noqa: E402

from hedgerow.store.annotations.annotations import Annotations  # noqa: E402
from hedgerow.store.journal import new_id, now  # noqa: E402
from hedgerow.store.journal.database import Journal  # noqa: E402
from hedgerow.store.journal.history import History  # noqa: E402
from hedgerow.store.journal.lines import Record, as_line  # noqa: E402

SIZES = (100, 1_000, 10_000, 100_000)
ARTICLE = "article"
FIELDS = {
    "type": "annotation",
    "schema": 1,
    "article": ARTICLE,
    "text_sha256": "a85e04f433bbb203a696057fde180f6b91f4d6aaf1f2aa21c8ec86ed0b95b275",
    "label": "claim",
    "quote": "extremely concerned over the harm to civilians",
    "prefix": " between Ukraine and Russia and ",
    "suffix": " over civilian casualties, Chine",
    "speaker": {"name": "Wang Yi", "start": 144, "end": 176, "origin": "extracted"},
    "cue": {"text": "has told", "start": 177, "end": 185, "origin": "extracted"},
    "date": None,
    "attributes": {"mode": "mixed"},
    "confidence": None,
    "memo": "",
    "origin": "human",
    "annotator": "ann",
    "codebook": "ad639c4edb87930e",
}


def document(number: int) -> dict:
    """Make the annotation document of a tag."""
    start = 7 * number
    times = {"created": now(), "modified": now()}
    return {**FIELDS, "start": start, "end": start + len(FIELDS["quote"]), **times}


LINE = as_line(Record(new_id(), now(), document(0)))


def timed(work: Callable[..., object], *given: object) -> float:
    """Do something once; give the microseconds it took."""
    begin = time.perf_counter()
    work(*given)
    return (time.perf_counter() - begin) * 1e6


class Floor:
    """A line as long as an annotation's, appended and fsynced: nothing durable costs less."""

    def __init__(self, folder: Path) -> None:
        self._file = os.open(folder / "floor.bin", os.O_RDWR | os.O_CREAT | os.O_APPEND)

    def append(self) -> None:
        os.write(self._file, LINE)
        os.fsync(self._file)


def hedgerow(folder: Path, existing: int) -> Iterator[tuple[str, float]]:
    """Save, update and undo as the program does, through its history."""
    journal = Journal(folder / "hedgerow")
    history = History(journal, "ann")
    journal.table(ARTICLE).change({new_id(): document(n) for n in range(existing)})
    history.save(ARTICLE, "claim", {new_id(): document(0)})
    while True:
        key, made = new_id(), document(1)
        yield "save", timed(history.save, ARTICLE, "claim on “…”", {key: made})
        noted = {**made, "memo": "why?"}
        yield "update", timed(history.save, ARTICLE, "memo on “…”", {key: noted})
        yield "undo", timed(history.undo)


def tinydb(folder: Path, existing: int) -> Iterator[tuple[str, float]]:
    """Insert and update in TinyDB with the storage that it comes with."""
    table = TinyDB(folder / "tinydb.json").table(ARTICLE)
    table.insert_multiple(document(n) for n in range(existing))
    while True:
        yield "save", timed(table.insert, document(1))
        yield "update", timed(table.update, {"memo": "why?"}, None, [existing])


def sqlite(folder: Path, existing: int) -> Iterator[tuple[str, float]]:
    """Insert and update in SQLite with a write-ahead log that is synced at each commit."""
    connection = sqlite3.connect(folder / "annotations.sqlite", isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE annotations (id TEXT PRIMARY KEY, document TEXT)")
    rows = ((new_id(), written(document(n))) for n in range(existing))
    connection.execute("BEGIN")
    connection.executemany("INSERT INTO annotations VALUES (?, ?)", rows)
    connection.execute("COMMIT")
    insert, update = (
        "INSERT INTO annotations VALUES (?, ?)",
        "UPDATE annotations SET document = ? WHERE id = ?",
    )
    while True:
        key, made = new_id(), document(1)
        yield "save", timed(lambda row: connection.execute(insert, row), (key, written(made)))
        noted = written({**made, "memo": "why?"})
        yield "update", timed(lambda row: connection.execute(update, row), (noted, key))


def written(document: dict) -> str:
    """Write a document as SQLite's column has it."""
    return orjson.dumps(document).decode()


PEERS = {"Hedgerow": (hedgerow, 3), "SQLite (WAL, FULL)": (sqlite, 2), "plain TinyDB": (tinydb, 2)}
"""What is measured, with how many steps each does a round."""


def measure(existing: int, rounds: int) -> Iterator[Measured]:
    """Give what each step costs beside so many annotations, and how many times the floor it is.

    Each peer has the floor measured before each of its steps: the disk's pace drifts, and a peer
    that touches much memory would slow down what comes after it.
    """
    with folder_beside_this() as folder:
        floor = Floor(folder)
        for name, (peer, steps) in PEERS.items():
            costs: dict[str, list[float]] = {}
            floors = []
            measured = peer(folder, existing)
            for _ in range(min(rounds, max(3, 20_000 // existing)) if peer is tinydb else rounds):
                for _ in range(steps):
                    floors.append(timed(floor.append))
                    step, cost = next(measured)
                    costs.setdefault(step, []).append(cost)
            for step, taken in costs.items():
                what, size = f"{step}, {name}", f"{existing:,} there"
                yield Measured(what, size, median(taken), "µs", median(floors), "append + fsync")


def measure_opening(articles: int, each: int) -> Iterator[Measured]:
    """Give what it takes to open an article of a large corpus, and the same one standing alone."""
    with folder_beside_this() as folder:
        for name, count in (("alone", 1), ("large", articles)):
            (folder / name).mkdir()
            for number in range(count):
                key = f"article-{number:05}"
                made = ({**document(n), "article": key} for n in range(each))
                lines = b"".join(as_line(Record(new_id(), now(), one)) for one in made)
                (folder / name / f"{key}.jsonl").write_bytes(lines)
        costs: dict[str, list[float]] = {"alone": [], "large": []}
        for _ in range(200):
            for name, taken in costs.items():
                opened = Annotations(folder / name, "ann")
                taken.append(timed(opened.of, "article-00000") / 1000)
        alone, large = median(costs["alone"]), median(costs["large"])
        what, size = f"open an article with {each} tags", f"{articles * each:,} there"
        yield Measured(what, size, large, "ms", alone, "the same one alone")


@contextmanager
def folder_beside_this() -> Iterator[Path]:
    """Give a folder on the disk of the project: the one for temporary files may be in memory."""
    folder = Path(tempfile.mkdtemp(prefix=".benchmark-", dir=Path(__file__).parents[2]))
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def measured(
    rounds: int = 300, sizes: Sequence[int] = SIZES, *, has_large: bool = True
) -> Iterator[Measured]:
    """Measure beside each of some numbers of annotations, and opening one article of many."""
    for size in sizes:
        yield from measure(size, rounds)
    if has_large:
        yield from measure_opening(articles=20_000, each=50)


def main() -> None:
    """Measure, and print a line for each."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=300)
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)))
    parser.add_argument("--skip-large", action="store_true", help="no corpus of a million")
    options = parser.parse_args()
    print(heading())
    sizes = [int(size) for size in options.sizes.split(",")]
    show(measured(options.rounds, sizes, has_large=not options.skip_large))


if __name__ == "__main__":
    main()

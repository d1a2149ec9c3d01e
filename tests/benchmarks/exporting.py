"""What it takes to export, import and check, and that memory doesn't grow with the corpus.

    python tests/benchmarks/exporting.py [--articles N] [--annotations N] [--runs N]

The yardsticks are the `json` module writing the very same lines to a file (from memory, as one
who had all records already would), and the same module reading and writing them, as one would who
had the journal's lines. Each figure comes from a process of its own, which tells its processor time
and the most memory that it held; the processes take turns.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from statistics import median
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

import corpora  # noqa: E402
from table import Measured, heading, most_memory, show  # noqa: E402

from hedgerow.store.workspace import Workspace  # noqa: E402

WRITES = "json writes the same"
BOTH_WAYS = "json reads and writes them"


class Taken(NamedTuple):
    """What a run took: seconds, and the most memory in MB."""

    seconds: float
    memory: float


# What is measured; each runs in a process of its own, and gives the seconds that it took.


def timed(work: Callable[[], object]) -> float:
    """Do something once; give the seconds of one core that it took, whatever else goes on."""
    begin = time.process_time()
    work()
    return time.process_time() - begin


def export(corpus: Path, output: Path) -> float:
    """Export everything to a file, as the command does."""
    from hedgerow.store.exchange import export_lines
    from hedgerow.store.files.whole import write_whole

    workspace = Workspace(corpus, annotator="ann")
    lines = export_lines(workspace.corpus, workspace.annotations)
    return timed(lambda: write_whole(output, lines, replace=True))


def import_(corpus: Path, exported: Path, annotations: Path) -> float:
    """Import what was exported into an empty folder, as the command does."""
    from hedgerow.store.exchange import import_lines

    workspace = Workspace(corpus, annotations=annotations, annotator="ann")
    to = (workspace.corpus, workspace.annotations, workspace.codebook)
    with exported.open("rb") as lines:
        return timed(lambda: import_lines(lines, exported.name, *to))


def check(corpus: Path) -> float:
    """Check everything, as the command does."""
    from hedgerow.store.overview import check_corpus

    workspace = Workspace(corpus, annotator="ann")
    return timed(lambda: check_corpus(workspace))


def json_writes(exported: Path, output: Path) -> float:
    """Write records, which are in memory, as `json` does, in the same form."""
    import orjson

    with exported.open("rb") as lines:
        records = [orjson.loads(line) for line in lines]

    def write() -> None:
        with output.open("wb") as file:
            for record in records:
                line = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
                file.write(line.encode() + b"\n")

    return timed(write)


def json_both_ways(journal: Path, output: Path) -> float:
    """Read the lines of a journal's files and write them without their steps."""

    def write() -> None:
        with output.open("wb") as file:
            for path in sorted(journal.glob("*.jsonl")):
                with path.open("rb") as lines:
                    for line in lines:
                        record = json.loads(line)
                        record.pop("step", None)
                        text = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
                        file.write(text.encode() + b"\n")

    return timed(write)


WORK: dict[str, Callable[..., float]] = {
    work.__name__: work for work in (json_writes, json_both_ways, export, import_, check)
}


def in_a_process(work: Callable[..., float], *paths: Path) -> Taken:
    """Run one of `WORK` in a process of its own."""
    command = [sys.executable, __file__, "--do", work.__name__, *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    seconds, memory = done.stdout.split()
    return Taken(float(seconds), float(memory))


def do(work: str, paths: Iterable[str]) -> None:
    """Run one of `WORK` here, and tell what it took."""
    seconds = WORK[work](*map(Path, paths))
    print(seconds, most_memory())


# The table


def measured(articles: int = 2000, annotations: int = 50, runs: int = 5) -> Iterator[Measured]:
    """Measure on a corpus, and on one four times smaller."""
    with tempfile.TemporaryDirectory(prefix=".benchmark-", dir=ROOT) as name:
        for number in (articles // 4, articles):
            yield from _measured(Path(name) / str(number), number, annotations, runs)


def _measured(folder: Path, articles: int, each: int, runs: int) -> Iterator[Measured]:
    corpus, empty = folder / "corpus", folder / "empty"
    made = corpora.write_folder(corpus, corpora.articles(articles))
    corpora.annotate(corpus / "annotations", made, each)
    exported, output = folder / "exported.jsonl", folder / "output.jsonl"
    in_a_process(export, corpus, exported)
    work: dict[str, Callable[[], Taken]] = {
        WRITES: partial(in_a_process, json_writes, exported, output),
        BOTH_WAYS: partial(in_a_process, json_both_ways, corpus / "annotations", output),
        "export": partial(in_a_process, export, corpus, output),
        "import": partial(in_a_process, import_, corpus, exported, empty),
        "check": partial(in_a_process, check, corpus),
    }
    taken: dict[str, list[Taken]] = {what: [] for what in work}
    for _ in range(runs):
        for what, run in work.items():
            taken[what].append(run())
            shutil.rmtree(empty, ignore_errors=True)
    yield from _lines(taken, articles, each)


def _lines(taken: dict[str, list[Taken]], articles: int, each: int) -> Iterator[Measured]:
    total = articles * each
    rate = {what: total / median(_seconds(runs)) for what, runs in taken.items()}
    size = f"{total:,} in {articles:,}"
    for what, runs in taken.items():
        memory = max(one.memory for one in runs)
        for to in (WRITES, BOTH_WAYS):
            if what not in (WRITES, BOTH_WAYS) or what == to:
                yield Measured(what, size, rate[what], "/s", rate[to], to, memory)


def _seconds(runs: Iterable[Taken]) -> list[float]:
    return [one.seconds for one in runs]


def main() -> None:
    """Measure, and print a line for each."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--annotations", type=int, default=50, help="of each article")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--do", nargs="+", help=argparse.SUPPRESS)
    if sys.argv[1:2] == ["--do"]:
        do(sys.argv[2], sys.argv[3:])
        return
    options = parser.parse_args()
    print(heading())
    show(measured(options.articles, options.annotations, options.runs))


if __name__ == "__main__":
    main()

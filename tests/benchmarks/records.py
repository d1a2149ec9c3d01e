"""What a file of records costs: to be gone through, by the second, beside parsing its JSON alone.

    python tests/benchmarks/records.py [--records N]

The records have the field names of others, and no ids of their own but their addresses. Memory is
what finding them takes a process of its own at most; a file of twice the size must not take more
but for the list of articles.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[2]))

import orjson
from table import Measured, heading, show

from hedgerow.store.corpus import Corpus

WORDS = "the minister government talks said that would not after people week city force".split()
RUNS = 5
JSON = "JSON parsed alone"
GO_THROUGH = """
import resource, sys
from hedgerow.store.corpus import Corpus
len(Corpus(sys.argv[1]))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def records(number: int) -> Iterator[dict[str, object]]:
    """Make records of about a kilobyte."""
    chance = random.Random(14)
    for at in range(number):
        yield {
            "url": f"https://example.org/{at}",
            "headline": f"Talks number {at} go on",
            "maintext": " ".join(chance.choices(WORDS, k=chance.randint(100, 220))),
            "date_publish": f"2022-03-{at % 28 + 1:02} 10:00:00",
            "source_domain": "example.org",
            "authors": ["A. Writer"],
            "language": "en",
        }


def write(path: Path, number: int) -> Path:
    """Write them as JSON Lines, an array or a table, by the name's ending."""
    with path.open("w", encoding="utf-8") as file:
        if path.suffix == ".json":
            json.dump(list(records(number)), file, indent=1)
        else:
            file.writelines(json.dumps(record) + "\n" for record in records(number))
    return path


def measured(number: int = 100_000) -> Iterator[Measured]:
    """Measure how long it takes to find all articles, and how much memory."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lines, array = write(folder / "n.jsonl", number), write(folder / "n.json", number)
        parsed = _seconds(lambda: [orjson.loads(line) and None for line in lines.open("rb")])
        size = f"{number:,} records"
        for what, path in (("JSON Lines", lines), ("an array of JSON", array)):
            taken = _seconds(lambda path=path: len(Corpus(path)))
            yield Measured(f"{what}, found", size, taken, "s", parsed, JSON, _memory(path))
            print(f"{what}: {number / taken:,.0f} records a second", file=sys.stderr)


def _seconds(work: Callable[[], object]) -> float:
    times = []
    for _ in range(RUNS):
        begin = time.process_time()
        work()
        times.append(time.process_time() - begin)
    return median(times)


def _memory(path: Path) -> float:
    command = [sys.executable, "-c", GO_THROUGH, str(path)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return int(done.stdout) / 1024


def main() -> None:
    """Measure, and print a line for each."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--records", type=int, default=100_000)
    options = parser.parse_args()
    print(heading())
    show(measured(options.records))


if __name__ == "__main__":
    main()

"""Several programs and threads save to one table at once, and all that they saved is there."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from hedgerow.store.journal import ConflictError, new_id
from hedgerow.store.journal.database import Journal
from hedgerow.store.journal.history import History
from hedgerow.store.journal.lines import Record, parse_line

ROOT = Path(__file__).parents[2]
COUNTER = "counter"

SAVER = """
import sys
from pathlib import Path
from faults.test_many_writers import save_and_count
from hedgerow.store.journal.database import Journal
print("ready", flush=True)
sys.stdin.readline()
save_and_count(Journal(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
"""


def save_and_count(journal: Journal, who: str, saves: int) -> None:
    """Save that often, every other time after raising a counter that all of them share."""
    table, history = journal.table("t"), History(journal, who)
    for n in range(saves):
        history.save("t", f"{n}", {new_id(): {"who": who, "n": n}})
        if n % 2:
            count_up(table)


def count_up(table) -> None:
    """Raise the counter by one, as often as it takes until nobody else was in between."""
    while True:
        held = table.get(doc_id=COUNTER)
        document = dict(held) if held else None
        try:
            raised = {COUNTER: {"n": document["n"] + 1 if document else 1}}
            table.change(raised, only_over={COUNTER: document})
        except ConflictError:
            continue
        return


def by_threads(folder: Path, writers: int, saves: int, *, is_shared: bool) -> None:
    shared, start = Journal(folder), Barrier(writers)

    def run(number: int) -> None:
        journal = shared if is_shared else Journal(folder)
        start.wait()
        save_and_count(journal, f"writer {number}", saves)

    with ThreadPoolExecutor(writers) as pool:
        list(pool.map(run, range(writers)))


def by_processes(folder: Path, writers: int, saves: int) -> None:
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", SAVER, folder, f"writer {number}", str(saves)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={"PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}"},
        )
        for number in range(writers)
    ]
    for process in processes:
        process.stdout.readline()
    for process in processes:
        process.stdin.write("go\n")
        process.stdin.flush()
    told = [process.communicate()[1] for process in processes]
    assert told == [""] * writers


WAYS = {
    "threads with one journal": lambda folder, saves: by_threads(folder, 8, saves, is_shared=True),
    "threads with a journal each": lambda folder, saves: by_threads(
        folder, 8, saves, is_shared=False
    ),
    "processes": lambda folder, saves: by_processes(folder, 4, saves),
}


@pytest.fixture(
    scope="module",
    params=[
        *((way, 10) for way in WAYS),
        *(pytest.param((way, 100), marks=pytest.mark.slow) for way in WAYS),
    ],
    ids=lambda param: f"{param[0]}, {param[1]} saves" if isinstance(param, tuple) else None,
)
def done(request, tmp_path_factory) -> Iterator[tuple[Path, int, int]]:
    """A folder that several have saved to at once, how many, and how often each."""
    way, saves = request.param
    folder = tmp_path_factory.mktemp("annotations")
    WAYS[way](folder, saves)
    return folder, 4 if way == "processes" else 8, saves


def records(folder: Path) -> list[Record | None]:
    return [parse_line(line) for line in (folder / "t.jsonl").read_bytes().splitlines()]


def test_every_save_of_everyone_is_there(done):
    folder, writers, saves = done
    held = [record.document for record in Journal(folder).table("t").records()]
    found = Counter((doc["who"], doc["n"]) for doc in held if "who" in doc)
    assert found == Counter((f"writer {w}", n) for w in range(writers) for n in range(saves))


def test_no_count_was_made_over_another(done):
    folder, writers, saves = done
    assert Journal(folder).table("t").get(doc_id=COUNTER) == {"n": writers * (saves // 2)}


def test_no_line_is_mixed_with_another(done):
    folder, writers, saves = done
    read = records(folder)
    assert None not in read
    assert len(read) == writers * (saves + saves // 2)


def test_the_instants_of_a_document_grow(done):
    instants = [record.at for record in records(done[0]) if record.id == COUNTER]
    assert instants == sorted(set(instants))


def test_everyone_can_undo_what_they_saved_last(done):
    folder, writers, saves = done
    for number in range(writers):
        newest = History(Journal(folder), f"writer {number}").newest
        assert newest.what == f"{saves - 1}"

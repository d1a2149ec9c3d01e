"""Journals and exports with a field or a line changed by chance, and all commands run on them.

    PYTHONPATH=tests python -m faults.mutants --count 100000 --seed 1

runs as many mutants as are wanted and prints each kind of failure with the seed that shows it
again: `--count 1 --seed N` runs that one trial. A trial holds several mutants at once; where it
fails, each is tried alone, so that the failure names one.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol
from unittest.mock import patch

import orjson
from faults.in_process import Ran, run
from faults.mutations import Mutation, apply, mutation
from faults.sample_work import exported, make_work

from hedgerow.store.journal import is_instant

EXPORT = "export.jsonl"
"""The name under which an export stands among the files that are mutated."""


class Failure(NamedTuple):
    """What went wrong: which kind of fault, in which trial, and by which mutation of which file."""

    kind: str
    seed: int
    by: str


class Bench:
    """A corpus with work in it, of which each trial has a copy.

    Attributes:
        mutants: how many have been run.
    """

    def __init__(self, folder: Path) -> None:
        """Make the corpus within a folder, and its export."""
        self._original = make_work(folder / "original")
        self._copy = folder / "copy"
        journal = self._original / "annotations"
        self._files = {
            str(path.relative_to(journal)): path.read_bytes().splitlines()
            for path in sorted(journal.rglob("*.jsonl"))
        }
        self._files[EXPORT] = exported(self._original).splitlines()
        self._all = [line for lines in self._files.values() for line in lines]
        self._import = folder / EXPORT
        self.mutants = 0

    def trial(self, seed: int) -> list[Failure]:
        """Run the commands on some mutants at once; where that fails, on each alone."""
        chance = random.Random(seed)
        name = chance.choice(list(self._files))
        lines = self._files[name]
        meant = chance.sample(range(len(lines)), chance.randint(1, (len(lines) + 1) // 2))
        made = [mutation(chance, lines, number, self._all) for number in meant]
        self.mutants += len(made)
        found = self._faults(name, made)
        if not found:
            return []
        alone = [(one, kind) for one in made for kind in self._faults(name, [one])]
        named = [Failure(kind, seed, f"{name}, {one.what}") for one, kind in alone]
        unnamed = set(found) - {kind for _, kind in alone}
        all_of_them = "; ".join(one.what for one in made)
        return named + [Failure(kind, seed, f"{name}, together: {all_of_them}") for kind in unnamed]

    def _faults(self, name: str, made: list[Mutation]) -> list[str]:
        shutil.rmtree(self._copy, ignore_errors=True)
        shutil.copytree(self._original, self._copy)
        data = apply(self._files[name], made)
        if name == EXPORT:
            self._import.write_bytes(data)
            return list(_of_an_import(self._copy, self._import, data))
        (self._copy / "annotations" / name).write_bytes(data)
        return list(_of_a_journal(self._copy))


def _of_a_journal(corpus: Path) -> Iterator[str]:
    """Run every command on a corpus whose journal may hold anything; say what is wrong."""
    before = _lines(corpus)
    checked = run("check", corpus, "--json")
    queues = run("review", corpus, "--list", "--annotator", "ann")
    yield from _of_commands([checked, queues, *_looks(corpus)])
    if not checked.escaped and (untold := _untold(corpus, checked)):
        yield f"check: {untold}"
    tagged = run("tag", corpus, "first", *_PASSAGE, "--annotator", "ann")
    export = run("export", corpus)
    yield from _of_commands([tagged, export])
    is_saved = not tagged.escaped and tagged.status == 0 and not export.escaped
    if is_saved and orjson.loads(tagged.out)["id"].encode() not in export.out:
        yield "tag: what was saved is not there"
    if before - _lines(corpus):
        yield "a line is lost without compaction"
    yield from _of_compaction(corpus, checked, queues, export)


_PASSAGE = ("--start", 0, "--end", 7, "--label", "claim")


def _looks(corpus: Path) -> Iterator[Ran]:
    yield run("agreement", corpus, "--bootstrap", 2)
    yield run("agreement", corpus, "--second-look", "--bootstrap", 2, "--json")
    yield run("stats", corpus)
    yield run("stats", corpus, "--json")
    yield run("mentions", corpus)
    yield run("export", corpus, "--verdict", "accepted")
    yield run("export", corpus, "--verdict", "adjudicated", "--label", "claim")


def _of_compaction(corpus: Path, checked: Ran, queues: Ran, export: Ran) -> Iterator[str]:
    """Compact, and compare with what there was before."""
    unreadable = {line for line in _lines(corpus) if not _is_read(line)}
    yield from _of_commands([run("check", corpus, "--compact")])
    if unreadable - _lines(corpus):
        yield "compaction has dropped a line that can't be read"
    if run("export", corpus).out != export.out:
        yield "compaction has changed what is exported"
    if run("review", corpus, "--list", "--annotator", "ann").out != queues.out:
        yield "compaction has changed the queues"
    if _faults_told(run("check", corpus)) != _faults_told(checked):
        yield "compaction has changed what is at fault"


def _faults_told(ran: Ran) -> set[str]:
    """Give the faults without the numbers of their lines, which compaction changes."""
    return {re.sub(r"jsonl:\d+:", "jsonl:", line) for line in ran.told.splitlines()}


def _of_an_import(corpus: Path, file: Path, data: bytes) -> Iterator[str]:
    """Import lines that may hold anything; say what is wrong."""

    for folder in ("with what is there", "into nothing"):
        before = _lines(corpus)
        imported = run("import", corpus, file, "--annotator", "eve")
        yield from _of_commands([imported])
        if before - _lines(corpus):
            yield f"import {folder}: a line is lost"
        lines = sum(1 for line in data.split(b"\n") if line.strip())
        counts = re.search(r"([\d,]+) annotations imported.*?([\d,]+) known already", imported.told)
        refused = len(re.findall(r"passed over; a line should read", imported.told))
        if counts and sum(int(n.replace(",", "")) for n in counts.groups()) + refused != lines:
            yield f"import {folder}: not every line is told as imported, known or refused"
        if imported.escaped == "" and imported.status == 0 and refused:
            yield f"import {folder}: exit code 0, though lines are refused"
        checked = run("check", corpus, "--json")
        yield from _of_commands([checked, run("export", corpus), *_looks(corpus)])
        if not checked.escaped and orjson.loads(checked.out)["unreadable_lines"]:
            yield f"import {folder}: it has saved a line that can't be read"
        shutil.rmtree(corpus / "annotations", ignore_errors=True)


def _of_commands(all_ran: Iterable[Ran]) -> Iterator[str]:
    for ran in all_ran:
        if ran.escaped:
            yield f"{ran.command}: {ran.escaped}"
        elif ran.status not in (0, 1, 2):
            yield f"{ran.command}: exit code {ran.status}"
        if controls := _CONTROLS.search(ran.told):
            yield f"{ran.command}: sends {controls[0]!r} to standard error"


_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def _untold(corpus: Path, checked: Ran) -> str | None:
    """Say whether the unreadable lines of the articles' tables are told by number."""
    folder = corpus / "annotations"
    for path in folder.glob("*.jsonl"):
        for number, line in enumerate(path.read_bytes().split(b"\n"), start=1):
            if line.strip() and not _is_read(line) and f"{path.name}:{number}:" not in checked.told:
                return "an unreadable line is not told"
    return None


def _is_read(line: bytes) -> bool:
    """Say whether a line is one of the journal, by what the documentation says of them."""
    try:
        document = orjson.loads(line)
    except ValueError:
        return False
    if not isinstance(document, dict) or _is_deeper(document, 100):
        return False
    if list(document) == ["table"] and isinstance(document["table"], str):
        return line.startswith(b'{"table"')
    return isinstance(document.get("id"), str) and is_instant(document.get("at"))


def _is_deeper(value: object, most: int) -> bool:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return isinstance(value, dict | list) and (
        not most or any(_is_deeper(one, most - 1) for one in inner)
    )


def _lines(corpus: Path) -> set[bytes]:
    paths = (corpus / "annotations").rglob("*.jsonl")
    return {line for path in paths for line in path.read_bytes().split(b"\n") if line.strip()}


class Trials(Protocol):
    """What tries mutants: several at once, with one seed."""

    mutants: int

    def trial(self, seed: int) -> Iterable[Failure]:
        """Try some, and give what failed."""


def run_trials(
    bench: Trials, count: int, seed: int, tell: Callable[[Failure], object] | None = None
) -> list[Failure]:
    """Try so many mutants, or some more; trials have the seeds from `seed` on."""
    found: list[Failure] = []
    while bench.mutants < count:
        for failure in bench.trial(seed):
            if tell is not None and failure.kind not in {one.kind for one in found}:
                tell(failure)
            found.append(failure)
        seed += 1
    return found


def tell_failure(failure: Failure) -> None:
    """Print a failure, and how to play it again."""
    print(f"{failure.kind}\n    --count 1 --seed {failure.seed}: {failure.by[:300]}", flush=True)


def sum_up(bench: Trials, found: Sequence[Failure]) -> None:
    """Print how many mutants were tried, and what failed."""
    kinds = Counter(failure.kind for failure in found)
    for kind, number in kinds.most_common():
        print(f"{number:>6,} × {kind}")
    print(f"{bench.mutants:,} mutants, {len(found):,} failures of {len(kinds)} kinds")


def run_all(
    count: int, seed: int, folder: Path, tell: Callable[[Failure], object] | None = None
) -> tuple[Bench, list[Failure]]:
    """Try so many mutants with the commands."""
    # No file here has to outlive the test; and half the time goes into translating the usage.
    with patch("os.fsync"), patch("gettext.dgettext", lambda _, words: words):
        bench = Bench(folder)
        return bench, run_trials(bench, count, seed, tell)


def _main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        os.environ["HEDGEROW_CONFIG"] = str(Path(folder, "no-config.toml"))
        os.environ["HEDGEROW_CACHE"] = str(Path(folder, "cache"))
        bench, found = run_all(options.count, options.seed, Path(folder), tell_failure)
    sum_up(bench, found)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(_main())

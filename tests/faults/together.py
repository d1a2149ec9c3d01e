"""Eight processes do all kinds of work in one corpus at once, and are killed now and then.

`python -m faults.together [--seconds N] [--seed N]`: each tags, undoes, reviews, imports, exports
and compacts as an annotator of its own, and writes down what it begins and what was acknowledged.
One that is killed is followed by another with the same name, once what it left has been compared
with what it wrote down. The kinds of work and the kills are the seed's; how they meet is not.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

from faults.in_process import ended_by, run

from hedgerow.store.annotations import Review
from hedgerow.store.exchange import ImportChoice, export_lines, import_lines
from hedgerow.store.journal import History, Journal, JournalTable, StepConflictError, new_id, now
from hedgerow.store.span import Span
from hedgerow.store.tagging import tag
from hedgerow.store.workspace import Workspace

SLOTS = 8
ARTICLES = ("one", "two", "three")
_SENTENCE = "“It was awful,” Ana Ruiz, a nurse, said on Tuesday. Officials reportedly refused. "

Key = tuple[str, str]
"""A table, and the id of a document in it."""


class Ledger:
    """What one annotator was told is saved; of what was begun, either state may be there.

    Attributes:
        held: each document by its place, None once it was removed.
        begun: the documents of the step that has no end yet.
        done: how many steps of each kind were acknowledged.
        failed: what went wrong within the work.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.held: dict[Key, Any] = {}
        self.begun: dict[Key, Any] = {}
        self.done: Counter[str] = Counter()
        self.failed: list[str] = []
        self._read = 0

    def catch_up(self) -> None:
        """Read what the process has written down since."""
        with self.path.open("rb") as file:
            file.seek(self._read)
            for line in file:
                self._take(json.loads(line))
                self._read += len(line)

    def _take(self, told: dict[str, Any]) -> None:
        if "begun" in told:
            self.begun.update({(table, key): doc for table, key, doc in told["begun"]})
        elif "saved" in told:
            self.held |= self.begun
            self.begun.clear()
        elif "refused" in told:  # it has changed nothing
            self.begun.clear()
        elif "did" in told:
            self.done[told["did"]] += 1
        else:
            self.failed.append(told["failed"])

    def faults(self, corpus: Path) -> list[str]:
        """Compare with the journal; then take what was left half done as it is there."""
        self.catch_up()
        journal = Journal(corpus / "annotations")
        found, self.failed = self.failed, []
        for key in {**self.held, **self.begun}:
            there = journal.table(key[0]).get(doc_id=key[1])
            there = dict(there) if there is not None else None
            may_be = [ledger[key] for ledger in (self.held, self.begun) if key in ledger]
            may_be += [None] if key not in self.held else []
            if there not in may_be:
                found.append(f"{key}: {there} is there, not one of {may_be}")
            self.held[key] = there
        self.begun.clear()
        return found


class Worker:
    """One annotator at work, until it is killed."""

    def __init__(self, corpus: Path, slot: int, seed: int, ledger: Ledger) -> None:
        self.name = f"ann-{slot}"
        self.work = Workspace(corpus, annotator=self.name)
        self.chance = random.Random(seed)
        self._held = ledger.held
        self._log = os.open(ledger.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        self._number = seed * 100_000

    def tell(self, **what: object) -> None:
        """Write something down: it outlives the process."""
        os.write(self._log, json.dumps(what).encode() + b"\n")

    def go_on(self) -> None:
        """Do one thing, whatever comes to mind."""
        ways = (self.tag, self.undo, self.review, self.bring_in, self.export, self.compact)
        (way,) = self.chance.choices(ways, (8, 5, 5, 2, 1, 1))
        way()
        self.tell(did=way.__name__)

    def tag(self) -> None:
        """Tag a passage; or change or remove one of one's own."""
        article = self.work.read(self.chance.choice(ARTICLES))
        own = [one for one in self.work.annotations.of(article.id) if one.annotator == self.name]
        if own and self.chance.random() < 0.4:
            one = self.chance.choice(own)
            after = None if self.chance.random() < 0.5 else replace(one, memo=self._memo())
            key = one.id
        else:
            start = self.chance.randrange(len(article.text) - 20)
            made = tag(
                article,
                Span(start, start + 15),
                "claim",
                annotator=self.name,
                codebook=self.work.codebook,
            )
            key, after = made.id, replace(made, memo=self._memo())
        document = after.document() if after is not None else None
        self.work.history.save(article.id, "tag", {key: document})

    def undo(self) -> None:
        """Take the last step back; at times do it again."""
        try:
            self.work.history.undo()
            if self.chance.random() < 0.4:
                self.work.history.redo()
        except StepConflictError as error:  # nobody else changes what is one's own
            self.tell(failed=f"undo: conflict about {error.change.what}")

    def review(self) -> None:
        """Judge somebody's tag."""
        article = self.chance.choice(ARTICLES)
        tags = self.work.annotations.of(article)
        if tags:
            verdict = self.chance.choice(("accept", "reject"))
            said = Review(
                *(new_id(), self.chance.choice(tags).id, article, verdict, self.name, now()),
                reason=self._memo(),
                session=now(),
            )
            self.work.history.save(article, "review", {said.id: said.document()})

    def bring_in(self) -> None:
        """Import lines of somebody else's; and, at times, all of one's own again."""
        lines = [
            json.dumps(
                {"article": self.chance.choice(ARTICLES), "start": start, "end": start + 9}
                | {"label": "hedge", "annotator": f"guest of {self.name}", "memo": self._memo()}
            ).encode()
            for start in self.chance.sample(range(200), self.chance.randint(1, 6))
        ]
        choice = ImportChoice()
        if self.chance.random() < 0.2:
            lines = list(export_lines(self.work.corpus, self.work.annotations))
            choice = ImportChoice(only=frozenset({self.name}))
        work = self.work
        result = import_lines(
            lines, "elsewhere", work.corpus, work.annotations, work.codebook, choice
        )
        for problem in result.problems:
            if "says something else here" not in problem.what:  # a guest's line of before, changed
                self.tell(failed=f"import: {problem}")

    def export(self) -> None:
        """Export all; one's own must be among it."""
        own = {key for (_, key), doc in self._held.items() if _is_annotation(doc)}
        lines = export_lines(self.work.corpus, self.work.annotations)
        missing = own - {json.loads(line)["id"] for line in lines}
        if missing:
            self.tell(failed=f"export: without {missing}")

    def compact(self) -> None:
        """Drop the lines that nothing needs."""
        self.work.annotations.journal.compact(now())

    def _memo(self) -> str:
        self._number += 1
        return f"{self._number} " + "x" * self.chance.choice((0, 40, 40, 9000))

    def saves(self, changes: list[tuple[str, str, Any]], save: Callable[[], Any]) -> Any:
        """Save something, and write down before that it is begun, and after that it is saved."""
        self.tell(begun=changes)
        try:
            result = save()
        except Exception:
            self.tell(refused=True)
            raise
        self.tell(saved=True)
        self._held.update({(table, key): doc for table, key, doc in changes})
        return result


def _is_annotation(document: Any) -> bool:
    return document is not None and document["type"] == "annotation"


def _work(corpus: Path, slot: int, seed: int, ledger: Ledger) -> None:
    """Work until the process is killed; what goes wrong is written down, and ends it."""
    worker = Worker(corpus, slot, seed, ledger)
    write, merge = History._write, JournalTable.merge

    def written(history: History, step: Any, wanted: Any, held: Any = None) -> Any:
        changes = [(table, key, doc) for table, docs in wanted.items() for key, doc in docs.items()]
        return worker.saves(changes, lambda: write(history, step, wanted, held))

    def merged(table: JournalTable, records: Any, step: Any = None) -> Any:
        records = list(records)
        changes = [(table.name, record.id, record.document) for record in records]
        return worker.saves(changes, lambda: merge(table, records, step))

    with patch.object(History, "_write", written), patch.object(JournalTable, "merge", merged):
        try:
            while True:
                worker.go_on()
        except BaseException as error:
            worker.tell(failed=ended_by(error))


class Together:
    """All of them, and who kills them."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.corpus = folder / "corpus"
        self.corpus.mkdir(parents=True)
        for name in ARTICLES:
            (self.corpus / f"{name}.txt").write_text(
                f"{name}\n\n" + _SENTENCE * 30, encoding="utf-8"
            )
        self.ledgers = [Ledger(folder / f"ledger-{slot}") for slot in range(SLOTS)]
        self.kills = 0
        self._chance = random.Random(seed)
        self._processes: list[int] = []

    def run(self, seconds: float) -> list[str]:
        """Let them work for a while; say what is wrong."""
        found: list[str] = []
        self._processes = [self._started(slot) for slot in range(SLOTS)]
        until = time.monotonic() + seconds
        try:
            while time.monotonic() < until and not found:
                time.sleep(self._chance.uniform(0.02, 0.6))
                slot = self._chance.randrange(SLOTS)
                self._kill(slot)
                found += self.ledgers[slot].faults(self.corpus)
                self._processes[slot] = self._started(slot)
        finally:
            for slot in range(SLOTS):
                self._kill(slot)
        return found + self._faults_at_the_end()

    def _faults_at_the_end(self) -> list[str]:
        def compared(when: str) -> list[str]:
            found = [fault for ledger in self.ledgers for fault in ledger.faults(self.corpus)]
            return [f"{when}: {fault}" for fault in found]

        found = compared("at the end")
        checked = run("check", self.corpus, "--json")
        unreadable = json.loads(checked.out)["unreadable_lines"] if checked.out else -1
        if checked.escaped or not 0 <= unreadable <= self.kills:
            found.append(f"check: {unreadable} unreadable lines; {checked.escaped}{checked.told}")
        before = run("export", self.corpus)
        run("check", self.corpus, "--compact")
        after = run("export", self.corpus)
        if before.escaped or after.out != before.out:
            found.append(f"export: {before.escaped}, or not the same after compaction")
        return found + compared("after compaction")

    def _started(self, slot: int) -> int:
        seed = self._chance.randrange(10**6)
        process = os.fork()
        if not process:
            try:
                _work(self.corpus, slot, seed, self.ledgers[slot])
            finally:
                os._exit(1)
        return process

    def _kill(self, slot: int) -> None:
        os.kill(self._processes[slot], signal.SIGKILL)
        os.waitpid(self._processes[slot], 0)
        self.ledgers[slot].path.touch()
        self.kills += 1


def _main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["HEDGEROW_CONFIG"] = str(Path(folder, "no-config.toml"))
        os.environ["HEDGEROW_CACHE"] = str(Path(folder, "cache"))
        together = Together(Path(folder), options.seed)
        found = together.run(options.seconds)
        done = sum((ledger.done for ledger in together.ledgers), Counter())
    for fault in found:
        print(fault[:2000])
    kinds = ", ".join(f"{number:,} × {kind}" for kind, number in done.most_common())
    print(f"{together.kills} kills; {kinds}; {len(found)} faults")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(_main())

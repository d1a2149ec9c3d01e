"""Journals and codebooks that may hold anything, and a tour of all screens on each.

`python -m faults.screen_mutants [--count N] [--seed N]`. A trial holds several mutants at once;
where it fails, each is tried alone, so that the failure names one.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import shutil
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from faults.in_process import ended_by
from faults.mutants import Failure, run_trials, sum_up, tell_failure
from faults.mutations import Mutation, apply, mutation
from faults.sample_work import make_work
from textual.pilot import Pilot

from hedgerow.store import annotations
from hedgerow.store.workspace import Settings, Workspace
from hedgerow.tui.app import HedgerowApp
from hedgerow.tui.commands import taken_keys

CODEBOOK = "codebook.toml"
_LOOK = ("j", "space", "i", "question_mark", "q", "exclamation_mark", "q")
_READ = (
    *("t", "i", "tab", "j", "j", "tab", "t", "T", "O", "t", "O", "A", "t", "V", "V"),
    *("?m", "?a", "?p", "?D", "f", "c", "u", "ctrl+r", "u"),
)
TOUR: tuple[tuple[str, ...], ...] = (
    ("G", "g", "o", "slash", "x", "escape"),
    ("exclamation_mark", "pagedown", "q"),
    ("question_mark", "pagedown", "q"),
    *(("g", *(["j"] * at), "enter", *_READ) for at in range(3)),
    *(
        (
            "r",
            *(["j"] * at),
            "enter",
            "a",
            "x",
            "?enter",
            "d",
            "u",
            "u",
            "s",
            "?f",
            "?question_mark",
        )
        for at in range(3)
    ),
    ("f", "j", "j", "l", "enter", "a"),
    ("d", "enter", *_LOOK, "1", "2", "u", "b", "?x", "u", "?w"),
    ("b", *_LOOK, "c", "s", "x", "space", "u"),
    ("a", "j", "tab", "j", "enter"),
    ("c", "j", "tab", "j", "pagedown"),
    ("D", "j", "enter"),
    ("A", "j", "enter"),
    ("ctrl+f", *"civil", "enter", "j", "enter"),
)
"""The keys of each way from the library; what one with "?" opens is left at once."""

_VALUES = (
    *('""', '"x"', '"\\u0000"', '"\\u001b[31m"', '"\\u202e"', "0", "-1", "1e999", "nan", "true"),
    *("[]", "[[]]", '[""]', "[1]", "{}", '{a = "b"}', "1979-05-27", '"' + "a" * 50_000 + '"'),
    *('"j"', '"q"', '"ctrl+z"', '"👩‍👩‍👧"', '"e\u0301\u0301"', '"[bold]"', '"#fff"', '"\\n"'),
)


class Bench:
    """A corpus with work in it, of which each trial has a copy; `mutants` counts what was tried."""

    def __init__(self, folder: Path) -> None:
        self._original = make_work(folder / "original")
        source = Path(str(annotations.__file__)).with_name(CODEBOOK)
        shutil.copy(source, self._original / CODEBOOK)
        self._copy = folder / "copy"
        journal = self._original / "annotations"
        paths = [*sorted(journal.rglob("*.jsonl")), self._original / CODEBOOK]
        self._files = {path.relative_to(self._original): path.read_bytes() for path in paths}
        self._all = [
            line
            for path, data in self._files.items()
            if path.name != CODEBOOK
            for line in data.splitlines()
        ]
        self._seen: set[str] = set()
        self.mutants = 0

    def trial(self, seed: int) -> list[Failure]:
        """Tour the screens with some mutants at once; where that fails, with each alone."""
        chance = random.Random(seed)
        name = chance.choice(list(self._files))
        made = list(_mutations(chance, name.name, self._files[name], self._all))
        self.mutants += len(made)
        found = self._faults(name, made)
        if not found:
            return []
        alone = [(one, kind) for one in made for kind in self._faults(name, [one])]
        named = [Failure(kind, seed, f"{name}, {one.what}") for one, kind in alone]
        unnamed = set(found) - {kind for _, kind in alone}
        together = "; ".join(one.what for one in made)
        return named + [Failure(kind, seed, f"{name}, together: {together}") for kind in unnamed]

    @property
    def screens(self) -> set[str]:
        """The names of the screens that were seen."""
        return self._seen

    def _faults(self, name: Path, made: list[Mutation]) -> list[str]:
        shutil.rmtree(self._copy, ignore_errors=True)
        shutil.copytree(self._original, self._copy)
        (self._copy / name).write_bytes(apply(self._files[name].splitlines(), made))
        before = _lines(self._copy)
        unforeseen: list[str] = []
        with _all_that_is_said(unforeseen):
            asyncio.run(self._tour(unforeseen))
        if before - _lines(self._copy):
            unforeseen.append("a line is lost")
        return list(dict.fromkeys(unforeseen))

    async def _tour(self, unforeseen: list[str]) -> None:
        def say(_: object, context: dict[str, Any]) -> None:
            error = context.get("exception")
            unforeseen.append(f"loop: {ended_by(error) if error else context['message']}")

        asyncio.get_running_loop().set_exception_handler(say)
        try:
            workspace = Workspace(
                self._copy,
                annotator="ann",
                taken_keys=taken_keys(),
                settings=Settings(),
                find=False,
            )
            app = HedgerowApp(workspace)
            async with app.run_test(size=(100, 30)) as pilot:
                await _settled(pilot)
                for keys in TOUR:
                    await self._go(app, pilot, keys)
        except Exception as error:
            unforeseen.append(ended_by(error))

    async def _go(self, app: HedgerowApp, pilot: Pilot[None], keys: tuple[str, ...]) -> None:
        was_away = False
        for key in keys:
            before = app.screen
            await self._press(app, pilot, key.removeprefix("?"))
            if key.startswith("?") and app.screen not in (before, app.screen_stack[0]):
                await self._press(app, pilot, "escape")
            if was_away and app.screen is app.screen_stack[0]:
                return  # the way has ended sooner than without mutants
            was_away = app.screen is not app.screen_stack[0]
        while len(app.screen_stack) > 1 or app.screen.query("#field"):
            await self._press(app, pilot, "escape")

    async def _press(self, app: HedgerowApp, pilot: Pilot[None], key: str) -> None:
        if not app.is_running:
            raise RuntimeError(f"the program has ended before {key}")
        await pilot.press(key)
        await _settled(pilot)
        self._seen.add(type(app.screen).__name__)


async def _settled(pilot: Pilot[None]) -> None:
    """Wait until what a key has begun is done, or has had some time."""
    for _ in range(100):
        await asyncio.sleep(0.001)
        if not any(worker.is_running for worker in pilot.app.workers):
            return


async def _quickly(*_: object) -> None:
    """Wait until what is known to be waiting has had its turn, not for a quiet moment."""
    for _ in range(8):
        await asyncio.sleep(0)


@contextmanager
def _all_that_is_said(unforeseen: list[str]) -> Iterator[None]:
    """Take what Python would print of errors in threads, and of what can't be raised."""

    def in_thread(args: threading.ExceptHookArgs) -> None:
        unforeseen.append(f"thread: {ended_by(args.exc_value or Exception(args.exc_type))}")

    def unraised(args: Any) -> None:
        unforeseen.append(f"unraisable: {args.exc_value!r}")

    hooks = patch.object(threading, "excepthook", in_thread)
    with hooks, patch.object(sys, "unraisablehook", unraised):
        yield


def _mutations(
    chance: random.Random, name: str, data: bytes, every: list[bytes]
) -> Iterator[Mutation]:
    """Make some mutations of a file: of as many as half of its lines."""
    lines = data.splitlines()
    most = (len(lines) + 1) // 2
    for number in chance.sample(range(len(lines)), chance.randint(1, min(most, 25))):
        if name == CODEBOOK:
            yield _of_a_codebook(chance, lines, number)
        else:
            yield mutation(chance, lines, number, every)


def _of_a_codebook(chance: random.Random, lines: list[bytes], number: int) -> Mutation:
    """Change a line of TOML: what stands behind its "=", mostly, so that the rest is still read."""
    line, kind = lines[number], chance.random()
    before, equals, _ = line.partition(b"=")
    if equals and kind < 0.7:
        value = chance.choice(_VALUES)
        return Mutation(number, before + b"= " + value.encode(), f"{before.decode()}= {value[:40]}")
    if kind < 0.8:
        return Mutation(number, b"", f"without {line[:40]!r}")
    if kind < 0.9:
        return Mutation(number, line + b"\n" + line, f"twice {line[:40]!r}")
    at = chance.randrange(len(line) + 1)
    odd = bytes(chance.randrange(256) for _ in range(3))
    return Mutation(number, line[:at] + odd + line[at:], f"{odd!r} in {line[:40]!r}")


def _lines(corpus: Path) -> Counter[bytes]:
    paths = (corpus / "annotations").rglob("*.jsonl")
    return Counter(
        line for path in paths for line in path.read_bytes().split(b"\n") if line.strip()
    )


def run_all(
    count: int, seed: int, folder: Path, tell: Callable[[Failure], object] | None = None
) -> tuple[Bench, list[Failure]]:
    """Try so many mutants on the screens."""
    # No file here has to outlive the test; and Textual waits for a quiet moment after each key.
    waits = [patch(f"textual.{place}.wait_for_idle", _quickly) for place in ("app", "pilot")]
    with patch("os.fsync"), waits[0], waits[1]:
        bench = Bench(folder)
        return bench, run_trials(bench, count, seed, tell)


def _main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["HEDGEROW_CONFIG"] = str(Path(folder, "no-config.toml"))
        os.environ["HEDGEROW_CACHE"] = str(Path(folder, "cache"))
        bench, found = run_all(options.count, options.seed, Path(folder), tell_failure)
    sum_up(bench, found)
    print(f"screens seen: {', '.join(sorted(bench.screens))}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(_main())

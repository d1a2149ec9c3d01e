"""How soon there is something to see: each program in a pseudo-terminal, beside a bare Textual app.

    python tests/benchmarks/starting.py [--runs N]

The yardstick is a Textual app that shows one line of text. The programs take turns, so that what
else goes on at the machine strikes all alike; each has run once before, so that its files are in
the system's cache. Measured is the time from the start of the process until its first screen has
arrived, or, for a command without a screen, until it has ended. SLATE (`pip install slate-nlp`; it
shows one article, by curses) is measured where it is installed.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import pty
import select
import signal
import struct
import sys
import tempfile
import termios
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from table import Measured, heading, most_memory, show  # noqa: E402

ONE_LINE = """
from textual.app import App
from textual.widgets import Static
class OneLine(App):
    def compose(self):
        yield Static("One line of text.")
OneLine().run()
"""
BARE = "a Textual app of one line"
INTERPRETER = "python -c pass"
PATIENCE = 30.0
SIZE = (40, 120)  # lines, columns

# What a present-day terminal answers when it is asked what it can do.
ANSWERS = {
    b"\x1b[c": b"\x1b[?62;22c",
    b"\x1b[>q": b"\x1bP>|benchmark(1)\x1b\\",
    b"\x1b[?2026$p": b"\x1b[?2026;2$y",
    b"\x1b[?2048$p": b"\x1b[?2048;0$y",
    b"\x1b[?u": b"\x1b[?0u",
    b"\x1b[6n": b"\x1b[1;1R",
}


class Program(NamedTuple):
    """A program, and what its first screen shows; None for one that ends without a screen."""

    name: str
    arguments: tuple[str, ...]
    shows: bytes | None


class Start(NamedTuple):
    """What one start took: milliseconds, and the most memory in MB."""

    time: float
    memory: float


def start(program: Program, folder: Path, patience: float = PATIENCE) -> Start:
    """Start a program once, and wait so many seconds for what it shows."""
    environment = {
        **{name: os.environ[name] for name in ("PATH", "LANG", "USER") if name in os.environ},
        "HOME": str(folder),
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "PYTHONPATH": os.pathsep.join([str(ROOT), *os.environ.get("PYTHONPATH", "").split(":")]),
    }
    begin = time.perf_counter()
    child, terminal = pty.fork()
    if child == 0:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", *SIZE, 0, 0))
        os.chdir(folder)  # SLATE leaves its log where it is started
        os.execve(sys.executable, [sys.executable, *program.arguments], environment)
    memory = None
    try:
        taken = _until(program.shows, terminal, begin, patience)
        if program.shows is not None:
            memory = most_memory(child)
    finally:
        if program.shows is not None:
            os.kill(child, signal.SIGKILL)
        _, _, usage = os.wait4(child, 0)
        os.close(terminal)
    return Start(taken * 1e3, memory or usage.ru_maxrss / 1e3)


def _until(shown: bytes | None, terminal: int, begin: float, patience: float) -> float:
    """Read what a program sends until it has shown something, or has ended."""
    received = b""
    while (now := time.perf_counter()) - begin < patience:
        if not select.select([terminal], [], [], 0.05)[0]:
            continue
        try:
            data = os.read(terminal, 1 << 16)
        except OSError:  # Linux's way of saying that nobody is at the other end
            data = b""
        now = time.perf_counter()
        if not data:
            if shown is None:
                return now - begin
            raise RuntimeError(f"ended before it showed {shown!r}: {received[-500:]!r}")
        for question, answer in ANSWERS.items():
            if question in data:
                os.write(terminal, answer)
        received += data
        if shown is not None and shown in received:
            return now - begin
    raise RuntimeError(f"did not show {shown!r} within {patience:.0f} s")


def programs(folder: Path) -> Iterator[Program]:
    """Name what is measured; the yardsticks come first."""
    seeds = str(ROOT / "seeds")
    yield Program(INTERPRETER, ("-c", "pass"), None)
    yield Program(BARE, ("-c", ONE_LINE), b"One line of text.")
    yield Program("hedgerow --version", ("-m", "hedgerow.tui", "--version"), None)
    yield Program("hedgerow export", ("-m", "hedgerow.tui", "export", seeds), None)
    yield Program("hedgerow, first frame", ("-m", "hedgerow.tui", seeds), b"5 articles")
    if find_spec("slate") is not None:
        article = folder / "article.txt"
        article.write_bytes(next((ROOT / "seeds").glob("000*.txt")).read_bytes())
        first = article.read_bytes().split()[0]
        yield Program("SLATE, first frame", ("-m", "slate", str(article)), first)


def measured(runs: int = 20) -> Iterator[Measured]:
    """Start everything in turn, and give the medians."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        everything = list(programs(folder))
        starts: dict[str, list[Start]] = {program.name: [] for program in everything}
        for program in everything:
            start(program, folder)
        for _ in range(runs):
            for program in everything:
                starts[program.name].append(start(program, folder))
    times = {name: median(one.time for one in taken) for name, taken in starts.items()}
    for program in everything:
        to = BARE if program.shows else INTERPRETER
        memory = max(one.memory for one in starts[program.name])
        size = "5 articles" if program.name.startswith("hedgerow") else ""
        yield Measured(program.name, size, times[program.name], "ms", times[to], to, memory)


def main() -> None:
    """Measure, and print a line for each program."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--runs", type=int, default=20)
    print(heading())
    show(measured(parser.parse_args().runs))


if __name__ == "__main__":
    main()

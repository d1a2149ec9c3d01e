"""The watched program in a pty, and what is wrong with it."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from contextlib import suppress
from pathlib import Path

from faults.monkey.events import Event

from hedgerow.store.journal import Journal

TESTS = Path(__file__).parents[2]
LONGEST_PAUSE = 5.0
"""Seconds without a pulse after which it counts as hanging; not those that it waits for a turn."""

_LAST_WORDS = re.compile(
    rb"Traceback|Exception ignored|never retrieved|never awaited|was destroyed"
)
"""What Python says at the end of a program that has left something undone."""

_LEAVE = (b"\x1b", b"\x1b", b"\x1b", b"q", b"q", b"q", b"q", b"\x11")


class Broken(Exception):
    """Raised where the program has broken; the message says how."""


class Program:
    """One run of the program on a corpus.

    Attributes:
        has_ended: whether the keys have quit it, as a user would.
    """

    def __init__(self, corpus: Path, notes: Path) -> None:
        notes.mkdir(exist_ok=True)
        self._corpus, self._notes = corpus, notes
        self._pulse, self._acknowledged = notes / "pulse", notes / "acknowledged"
        self._pulse.write_bytes(b"")
        self._last_pulse = 0.0
        self._waited: dict[str, float] = {}
        self._sent = bytearray()
        self._reports = set((notes / "reports").glob("*"))
        self._master, slave = pty.openpty()
        self.resize(80, 24)
        _take_keys_for_keys(slave)
        self._process = subprocess.Popen(
            [
                *(sys.executable, "-m", "faults.monkey.watched"),
                *(self._acknowledged, self._pulse, corpus, "--annotator", "ann"),
            ],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            cwd=notes,
            preexec_fn=_take_terminal,
            start_new_session=True,
            env=os.environ
            | {"TERM": "xterm-256color", "COLUMNS": "", "LINES": "", "PYTHONPATH": str(TESTS)}
            | {"HEDGEROW_CACHE": str(notes / "cache"), "HEDGEROW_REPORTS": str(notes / "reports")},
        )
        os.close(slave)
        begun = time.monotonic()
        while not self._sent.count(b"articles") and not self._sent.count(b"article"):
            self._read(0.1)
            if self.has_ended or time.monotonic() > begun + 30:
                raise Broken(f"it has not begun:\n{self._end_of_output()}")

    @property
    def has_ended(self) -> bool:
        return self._process.poll() is not None

    @property
    def memory(self) -> int:
        """How much memory it holds, in bytes; 0 where it has just ended."""
        status = Path(f"/proc/{self._process.pid}/status").read_text()
        found = re.search(r"VmRSS:\s+(\d+)", status)
        return int(found[1]) * 1024 if found else 0

    def do(self, event: Event) -> None:
        """Do what the monkey does.

        Raises:
            Broken: the program has ended otherwise than by being quit, or hangs.
        """
        if event.size is not None:
            self.resize(*event.size)
        if event.data:
            self._write(event.data)
        self._read(event.wait)
        self._require_health()

    def resize(self, columns: int, lines: int) -> None:
        """Give the window another size; its process is told by the system."""
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))

    def quit(self) -> None:
        """Leave the program, as a user would who has had enough."""
        self.resize(80, 24)
        for _ in range(20):
            for key in _LEAVE:
                if self.has_ended:
                    break
                self._write(key)
                self._read(0.2)
                self._require_health()
            if self.has_ended:
                return
        raise Broken(f"it can't be left by keys:\n{self._end_of_output()}")

    def close(self) -> None:
        """End it, whatever it does."""
        if not self.has_ended:
            self._process.send_signal(signal.SIGKILL)
            self._process.wait()
        os.close(self._master)

    def faults(self) -> list[str]:
        """Say what is wrong with what was acknowledged, and with what `check` says."""
        held: dict[str, dict[str, dict | None]] = {}
        if self._acknowledged.exists():
            for line in self._acknowledged.read_bytes().splitlines():
                for table, documents in json.loads(line).items():
                    held.setdefault(table, {}).update(documents)
        journal = Journal(self._corpus / "annotations")
        found = []
        for table, documents in held.items():
            for key, document in documents.items():
                there = journal.table(table).get(doc_id=key)
                if (there is None) != (document is None) or (there and dict(there) != document):
                    found.append(f"{table}, {key}: acknowledged {document}, there is {there}")
        command = [sys.executable, "-m", "hedgerow.tui", "check", self._corpus, "--json"]
        checked = subprocess.run(command, capture_output=True, text=True)
        if "Traceback" in checked.stderr or checked.returncode == 2:
            found.append(f"check: {checked.stderr}")
        if '"unreadable": 0' not in checked.stdout and '"unreadable"' in checked.stdout:
            found.append(f"check: {checked.stdout}")
        return found

    def _write(self, data: bytes) -> None:
        """Write bytes as the program takes them; while it takes none, read what it sends."""
        os.set_blocking(self._master, False)
        begun = time.monotonic()
        while data and not self.has_ended:
            try:
                data = data[os.write(self._master, data) :]
            except BlockingIOError:
                self._read(0.01)
            except OSError:
                return
            if time.monotonic() > begun + 4 * LONGEST_PAUSE:
                raise Broken(f"it takes no input any more:\n{self._end_of_output()}")

    def _read(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while select.select([self._master], [], [], max(0.0, until - time.monotonic()))[0]:
            try:
                self._sent += os.read(self._master, 65536)
            except BlockingIOError:
                return
            except OSError:  # it has closed the terminal, and is about to end
                time.sleep(max(0.0, until - time.monotonic()))
                return
            del self._sent[:-50_000]

    def _require_health(self) -> None:
        if self.has_ended:
            self._read(0.1)
            if self._process.returncode or _LAST_WORDS.search(self._sent):
                raise Broken(f"exit code {self._process.returncode}:\n{self._end_of_output()}")
        elif (pause := self._pause()) > LONGEST_PAUSE:
            raise Broken(f"no pulse for {pause:.1f} seconds")
        for report in set((self._notes / "reports").glob("*")) - self._reports:
            self._reports.add(report)
            if not _is_of_textual(text := report.read_text()):
                raise Broken(f"a report was written:\n{text}")

    def _pause(self) -> float:
        """Say for how long it has had no pulse, but for the time that others had the processor.

        A thread that waits for its turn may hold up the one that answers keys: the longest counts.
        """
        last, waited = self._pulse.stat().st_mtime, self._seconds_waited()
        if last != self._last_pulse:
            self._last_pulse, self._waited = last, waited
        turns = (now - self._waited.get(thread, now) for thread, now in waited.items())
        return time.time() - last - max(turns, default=0.0)

    def _seconds_waited(self) -> dict[str, float]:
        """Say how long each thread has waited for its turn, as far as the system tells."""
        waited = {}
        for path in Path(f"/proc/{self._process.pid}/task").glob("*/schedstat"):
            with suppress(OSError):  # it has just ended
                waited[path.parent.name] = int(path.read_text().split()[1]) / 1e9
        return waited

    def _end_of_output(self) -> str:
        text = self._sent.decode("utf-8", "replace")
        return re.sub(r"\x1b\[[0-9;:?<>=]*[a-zA-Z]", "", text)[-3000:]


def _take_keys_for_keys(terminal: int) -> None:
    """Let no key be a signal where the program has just begun, or ended: a user would not type."""
    modes = termios.tcgetattr(terminal)
    modes[3] &= ~termios.ISIG
    termios.tcsetattr(terminal, termios.TCSANOW, modes)


def _is_of_textual(report: str) -> bool:
    """Say whether an error came about in Textual's own code, or in what that has called."""
    places = re.findall(r"^  (\S+):\d+ in ", report, re.MULTILINE)
    known = [place for place in places if re.search("/textual/|/store/|/tui/", place)]
    return bool(known) and "/textual/" in known[-1]


def _take_terminal() -> None:
    """Let the pty be the terminal that controls the program, so that it hears of its size."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)

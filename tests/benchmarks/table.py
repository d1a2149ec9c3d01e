"""The table that all benchmarks print: each line a ratio to a yardstick of the same run."""

from __future__ import annotations

import resource
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

_HEADING = ("what", "size", "cost", "", "ratio", "to", "memory")
_LAYOUT = "{:<44} {:>22} {:>12} {:<5} {:>8} {:<26} {:>9}"


class Measured(NamedTuple):
    """One line: what was measured on how much, what it cost, and how that is to the yardstick.

    `cost` is in `unit`; `yardstick` is the cost of `to` in the same unit and the same run. For a
    rate ("/s") more is better. `memory` is the most that the process held, in MB.
    """

    what: str
    size: str
    cost: float
    unit: str
    yardstick: float
    to: str
    memory: float | None = None

    @property
    def ratio(self) -> float:
        """How many times the yardstick it is."""
        return self.cost / self.yardstick if self.yardstick else float("nan")


def most_memory(process: int | None = None) -> float:
    """Give the most memory that this process has held, or a child that still runs, in MB."""
    status = Path(f"/proc/{process or 'self'}/status")
    if status.exists():  # `getrusage` counts what the parent held, too
        line = next(one for one in status.read_text().split("\n") if one.startswith("VmHWM"))
        return float(line.split()[1]) / 1000
    whose = resource.RUSAGE_CHILDREN if process else resource.RUSAGE_SELF
    return resource.getrusage(whose).ru_maxrss / 1000


def heading() -> str:
    """Give the heading of the table."""
    return _LAYOUT.format(*_HEADING).rstrip()


def show(measured: Iterable[Measured]) -> None:
    """Print lines as they come."""
    for line in measured:
        cost = f"{line.cost:,.0f}" if line.cost >= 100 else f"{line.cost:,.2f}"
        memory = f"{line.memory:,.0f} MB" if line.memory is not None else ""
        ratio = f"{line.ratio:,.2f} ×"
        cells = (line.what, line.size, cost, line.unit, ratio, line.to, memory)
        print(_LAYOUT.format(*cells).rstrip(), flush=True)

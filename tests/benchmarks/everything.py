"""Runs every benchmark, and prints one table: what `make bench` does.

    python tests/benchmarks/everything.py [ROOM …]

A room is a module here. One with a function `measured()` gives lines of the table, each a ratio to
a yardstick of the same run (`table.Measured`); another prints its own figures below, by `main()`.
Each runs in a process of its own, so that none finds the memory that another has left.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from importlib import import_module
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parents[1]), str(HERE)]

from table import heading, show  # noqa: E402

ROOMS = (
    "starting",
    "reading",
    "library",
    "records",
    "exporting",
    "saving",
    "reviewing",
    "agreement",
    "anchors",
    "pages",
)


def run(room: str) -> None:
    """Run one room here: lines of the table, or its own figures."""
    module = import_module(room)
    if hasattr(module, "measured"):
        show(module.measured())
    else:
        print(f"\n{room}: {(module.__doc__ or '').partition(chr(10))[0]}", flush=True)
        sys.argv = [room]
        module.main()


def main() -> None:
    """Run the rooms that are named, or all there are."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("rooms", nargs="*", help=f"some of {', '.join(ROOMS)}")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.here:
        run(options.rooms[0])
        return
    print(heading(), flush=True)
    for room in options.rooms or [room for room in ROOMS if (HERE / f"{room}.py").exists()]:
        subprocess.run([sys.executable, __file__, "--here", room], check=True)


if __name__ == "__main__":
    main()

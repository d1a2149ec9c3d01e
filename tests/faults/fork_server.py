"""Starts processes that do somebody's work, until they are killed.

It is run as a program of its own, so that the store is imported once and each process is a fork of
it, which takes a few milliseconds. It reads a line for each, `{"folder": …, "seed": …}`, and writes
lines: the process's id, what its work tells, and at the end that it has ended.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

from faults.work import Begun, Work


def serve() -> None:
    """Start a process for each line that comes in, one after the other."""
    for line in sys.stdin:
        order = json.loads(line)
        child = os.fork()
        if not child:
            _work(order)
        os.waitpid(child, 0)
        say({"ended": True})


def say(what: Any) -> None:
    """Write a line at once and in one piece, as a pipe takes it."""
    os.write(1, json.dumps(what).encode() + b"\n")


def _work(order: dict[str, Any]) -> None:
    def tell(begun: Begun | None) -> None:
        say({"begun": begun} if begun else {"done": True})

    try:
        work = Work(Path(order["folder"]), order["seed"], tell, 1000 * order["seed"])
        say({"process": os.getpid()})
        while True:
            work.go_on()
    except BaseException as error:
        say({"failed": repr(error)})
    finally:
        os._exit(1)


if __name__ == "__main__":
    serve()

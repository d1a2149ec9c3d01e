"""The program as it is, with what it acknowledges written down, and a pulse of its event loop.

`python -m faults.monkey.watched ACKNOWLEDGED PULSE ARGUMENTS…`: each step is a line in the first
file as soon as it is on the disk, and so before any screen can show it; the second file is touched
ten times a second, from the loop that answers keys.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any


def watch(acknowledged: Path, pulse: Path) -> None:
    """Have steps written down, and the pulse taken."""
    from hedgerow.store.journal import History
    from hedgerow.tui.app import HedgerowApp

    file = os.open(acknowledged, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    write, begin = History._write, HedgerowApp.after_first_frame

    def written(history: History, step: Any, wanted: Any, held: Any = None) -> Any:
        before = write(history, step, wanted, held)
        changes = {table: dict(documents) for table, documents in wanted.items()}
        os.write(file, json.dumps(changes).encode() + b"\n")
        return before

    def begun(app: HedgerowApp) -> None:
        app.set_interval(0.1, lambda: os.utime(pulse))
        begin(app)

    History._write = written
    HedgerowApp.after_first_frame = begun


if __name__ == "__main__":
    watch(Path(sys.argv[1]), Path(sys.argv[2]))
    from hedgerow.tui.__main__ import main

    sys.exit(main(sys.argv[3:]))

"""Makes the README's pictures: the program's own screenshots, taken while it is being used.

    python tests/pictures.py FOLDER

Each picture is an SVG that Textual saves of the running app, on a fresh copy of the samples.
"""

from __future__ import annotations

import asyncio
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from textual.pilot import Pilot

from hedgerow.store.workspace import Workspace
from hedgerow.tui.app import HedgerowApp
from hedgerow.tui.commands import taken_keys
from hedgerow.tui.screens.reader.screen import ReaderScreen

SEEDS = Path(__file__).parent.parent / "seeds"

# Each picture: its name, the terminal's size, dark or light, and the keys that lead to it.
PICTURES: tuple[tuple[str, tuple[int, int], bool, tuple[str, ...]], ...] = (
    ("library", (100, 16), False, ("j", "enter", *"'c'h", "q", "j")),
    ("reader", (130, 36), False, ("j", "enter", *"'c", *"jjj", "'", "c", "{", "{")),
    ("reader-light", (80, 24), True, ("j", "enter", *"'c]")),
    ("review", (130, 30), False, ("j", "enter", *"'c'h'c", "q", "r", "enter")),
    ("help", (100, 40), False, ("j", "enter", "?")),
)


async def until(pilot: Pilot[None], is_so: Callable[[], bool]) -> None:
    """Wait until something is so, at most five seconds."""
    for _ in range(250):
        if is_so():
            return
        await pilot.pause(0.02)
    raise TimeoutError


async def take(
    name: str, size: tuple[int, int], light: bool, keys: tuple[str, ...], to: Path
) -> None:
    """Use the program on a copy of the samples, and save what it shows."""
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "seeds"
        shutil.copytree(SEEDS, corpus, ignore=shutil.ignore_patterns("annotations"))
        workspace = Workspace(corpus, annotator="ann", taken_keys=taken_keys())
        app = HedgerowApp(workspace, light=light)
        async with app.run_test(size=size) as pilot:
            for key in keys:
                await pilot.press(key)
                screen = app.screen
                if isinstance(screen, ReaderScreen):
                    await until(pilot, lambda s=screen: bool(s.view.found.speakers))  # type: ignore[misc]
                    await until(pilot, lambda s=screen: not s.view.pending)  # type: ignore[misc]
            await pilot.pause(0.4)
            app.save_screenshot(filename=f"{name}.svg", path=str(to))


def main(folder: str) -> None:
    """Make all pictures."""
    to = Path(folder)
    to.mkdir(parents=True, exist_ok=True)
    for name, size, light, keys in PICTURES:
        asyncio.run(take(name, size, light, keys, to))
        print(to / f"{name}.svg")


if __name__ == "__main__":
    main(sys.argv[1])

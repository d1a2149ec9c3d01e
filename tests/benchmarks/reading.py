"""What a key costs in the reader: to the finished frame, beside Textual's read-only TextArea.

    python tests/benchmarks/reading.py [--keys N] [--sizes 10000,1000000,10000000]

The articles are made up, with a seed. Each has a tag and a mention per hundred characters: at 10 MB
100,000 of each, so that a key meets as many as in a short one. A key goes in where the terminal's
do; the time is up to the frame that shows what came of it, in milliseconds of this process, its
other threads included; the time in which it waits for the disk is not its own (`saving.py` measures
that). Only keys that move count. The last column divides by what `down` takes a TextArea that shows
10 KB.

First frames come before the tags, which are placed in the background; the line below each says when
they are there. At the end, keys are pressed while a long article is searched by the rules.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from itertools import product
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[2]))

from corpora import articles, write_folder
from textual import events
from textual.app import App, ComposeResult
from textual.widgets import TextArea

from hedgerow.store.extract.findings import DateMention, Extraction, Speaker
from hedgerow.store.span import Span
from hedgerow.store.tagging import tag
from hedgerow.store.workspace import Workspace
from hedgerow.tui.app import HedgerowApp

WORDS = (
    "the minister government talks said that would not after people week city force report "
    "agreement border president under between officials against support million during which"
).split()
KEYS = {
    "next sentence": "j",
    "extend": "J",
    "next word": "w",
    "page down": "pagedown",
    "next tag": "t",
    "next mention": "right_square_bracket",
    "page up": "pageup",
    "tag": "c",
    "undo": "u",
}
PER_MARK = 100
SIZE = (120, 40)


def article(size: int, *, is_one_line: bool = False) -> str:
    """Make a text of so many characters, in paragraphs of a few sentences."""
    chance = random.Random(size)
    paragraphs, length = [], 0
    while length < size:
        sentences = []
        for _ in range(chance.randint(1, 5)):
            words = chance.choices(WORDS, k=chance.randint(6, 28))
            if chance.random() < 0.3:
                words[1:1] = ["“" + words[0], "and", words[1] + "”"]
            sentences.append(" ".join(words).capitalize() + ".")
        paragraphs.append(" ".join(sentences))
        length += len(paragraphs[-1]) + 2
    return (" " if is_one_line else "\n\n").join(paragraphs)[:size]


def found_in(text: str, _published: object) -> Extraction:
    """Find mentions at even distances, of twenty speakers and as many dates as speakers' names."""
    count = len(text) // PER_MARK
    starts = [len(text) * number // count for number in range(count)]
    spans = [Span(start, min(start + 12, len(text))) for start in starts]
    named = spans[::2]
    speakers = tuple(
        Speaker(f"Speaker {one}", "person", tuple(named[one::20])) for one in range(min(20, count))
    )
    dates = tuple(DateMention(span, "DATE", "2022-03-01") for span in spans[1::2])
    return Extraction(speakers=speakers, dates=dates)


def corpus_of(folder: Path, text: str, tags: int | None = None) -> None:
    """Write an article with so many tags, or with one per hundred characters."""
    (folder / "article.txt").write_text(text, encoding="utf-8")
    workspace = Workspace(folder, annotator="ann")
    read = workspace.read("article")
    codebook, chance = workspace.codebook, random.Random(1)
    made = []
    tags = len(text) // PER_MARK if tags is None else tags
    for number in range(tags):
        start = min(len(text) - 60, number * len(text) // tags)
        span = Span(start, start + chance.randint(5, 60))
        label = chance.choice(codebook.labels).name
        made.append(tag(read, span, label, annotator="ann", codebook=codebook))
    workspace.annotations.journal.table("article").change({m.id: m.document() for m in made})


class Frames:
    """Sends keys to an app and waits for the frames that they bring about."""

    def __init__(self, app: App[None]) -> None:
        self.app = app
        self.painted = asyncio.Event()
        self.at = 0.0
        hook = app.post_display_hook

        def painted() -> None:
            hook()
            self.at = time.perf_counter()
            self.painted.set()

        app.post_display_hook = painted  # type: ignore[method-assign]

    async def settle(self, quiet: float = 0.05) -> None:
        """Wait until nothing is drawn any more."""
        while True:
            self.painted.clear()
            try:
                await asyncio.wait_for(self.painted.wait(), quiet)
            except TimeoutError:
                return

    async def key(self, name: str) -> float:
        """Press a key; give the milliseconds of work up to the first frame after it."""
        await self.settle(0.03)
        begin, begin_work = time.perf_counter(), time.process_time()
        character = name if len(name) == 1 else None
        key = events.Key(name, character)
        key.set_sender(self.app)
        self.painted.clear()
        self.app._driver.send_message(key)
        try:
            await asyncio.wait_for(self.painted.wait(), 5)
        except TimeoutError:
            return 0.0
        # A frame waits for its turn (60 a second); what the process did meanwhile is its work.
        return min(self.at - begin, time.process_time() - begin_work) * 1e3


class Area(App[None]):
    """A TextArea that shows a text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def compose(self) -> ComposeResult:
        yield TextArea(self._text, read_only=True)


async def yardstick(text: str, keys: int) -> list[float]:
    """Move down in a TextArea."""
    app = Area(text)
    frames = Frames(app)
    async with app.run_test(size=SIZE):
        await frames.settle()
        return [await frames.key("down") for _ in range(keys)]


async def opened(
    folder: Path,
    work: Callable[[HedgerowApp, Frames], Awaitable[None]] | None = None,
    *,
    is_searched: bool = False,
) -> None:
    """Open the article of a corpus, tell how long its first frame takes, and go on from there.

    Args:
        folder: the corpus.
        work: what is done once all is known of the article.
        is_searched: find what it mentions by the rules, and don't wait for that.
    """
    workspace = Workspace(folder, annotator="ann")
    if not is_searched:
        workspace.extraction._loaded = (found_in, [])
    app = HedgerowApp(workspace)
    frames = Frames(app)
    async with app.run_test(size=SIZE) as pilot:
        while not app.screen.is_complete:
            await pilot.pause(0.05)
        await frames.settle(0.3)
        begin = time.perf_counter()
        app._driver.send_message(events.Key("enter", None))
        while not getattr(app.screen, "article", None) or not app.screen.pane._is_laid_out:
            await frames.painted.wait()
            frames.painted.clear()
        print(f"  {'first frame after enter':<24}{(frames.at - begin) * 1e3:8.1f} ms", flush=True)
        while not app.screen.knowing.is_placed:
            await asyncio.sleep(0.005)
        count = len(app.screen.view.shown_tags.spans)
        print(f"  {f'{count:,} tags after':<24}{(time.perf_counter() - begin) * 1e3:8.1f} ms")
        while not is_searched and not (
            app.screen.knowing.is_found and app.screen.passages.number(0)
        ):
            await asyncio.sleep(0.05)
        if work is not None:
            await frames.settle()
            await work(app, frames)


def line(name: str, times: list[float], floor: float) -> None:
    """Print a line of the table."""
    times = sorted(times)
    p95 = times[int(0.95 * (len(times) - 1))]
    middle = median(times)
    print(f"  {name:<24}{middle:8.1f}{p95:8.1f}{times[-1]:8.1f}{middle / floor:8.2f} ×", flush=True)


async def moving(app: HedgerowApp, frames: Frames, key: str, keys: int) -> list[float]:
    """Press a key so often that it moves; at the end of the article, go on from the other."""
    back = "G" if key == "pageup" else "g"
    times: list[float] = []
    await frames.key(back)
    while len(times) < keys:
        before = app.screen.selection
        taken = await frames.key(key)
        if app.screen.selection != before:
            times.append(taken)
        else:
            await frames.key(back)
    return times


async def measure(sizes: list[int], keys: int) -> None:
    """Measure every key at every size."""
    floor = median(await yardstick(article(10_000), keys))
    print(f"TextArea, 10,000 characters, down: {floor:.1f} ms")
    for size in [size for size in sizes if size <= 1_000_000]:
        times = await yardstick(article(size), min(keys, 40))
        line(f"TextArea {size:,}: down", times, floor)
    for size, is_one_line in [*((size, False) for size in sizes), (1_000_000, True)]:
        text = article(size, is_one_line=is_one_line)
        marks = size // PER_MARK
        what = "one line" if is_one_line else "paragraphs"
        print(
            f"{size:,} characters in {what}, {marks:,} tags and mentions: median, p95, most, ratio"
        )
        with tempfile.TemporaryDirectory() as name:
            corpus_of(Path(name), text)

            async def work(app: HedgerowApp, frames: Frames) -> None:
                for what, key in KEYS.items():
                    if what not in ("tag", "undo"):
                        line(what, await moving(app, frames, key, keys), floor)
                tags, undos = [], []
                for _ in range(keys):
                    is_last = app.screen.selection == app.screen.motions.last()
                    await frames.key("g" if is_last else "j")
                    tags.append(await frames.key("c"))
                    await frames.settle()
                    undos.append(await frames.key("u"))
                line("tag", tags, floor)
                line("undo", undos, floor)

            await opened(Path(name), work)
    first_frames([size for size in sizes if size >= 1_000_000])
    await while_searched(max(sizes), keys, floor)


def first_frames(sizes: list[int]) -> None:
    """Open long articles with and without many tags, each as the first of a process."""
    for size, tags, is_one_line in product(sizes, (0, 10_000), (True, False)):
        with tempfile.TemporaryDirectory() as name:
            corpus_of(Path(name), article(size, is_one_line=is_one_line), tags)
            print(
                f"{size:,} characters in {'one line' if is_one_line else 'paragraphs'}", flush=True
            )
            for _ in range(2):
                subprocess.run([sys.executable, __file__, "--open", name], check=True)


async def while_searched(size: int, keys: int, floor: float) -> None:
    """Press keys in an article that is being searched."""
    with tempfile.TemporaryDirectory() as name:
        write_folder(Path(name), articles(1, size))
        print(f"{size:,} characters, while they are searched")

        async def work(app: HedgerowApp, frames: Frames) -> None:
            begin = time.perf_counter()
            while not app.screen.view.found.speakers:
                await asyncio.sleep(0.01)
            more = (time.perf_counter() - begin) * 1e3
            print(f"  {'found in view after':<24}{more:8.1f} ms more")
            for what in ("next sentence", "page down"):
                times = []
                while len(times) < keys and not app.screen.knowing.is_found:
                    times.append(await frames.key(KEYS[what]))
                if times:
                    line(f"{what} ({len(times)})", times, floor)

        await opened(Path(name), work, is_searched=True)


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--keys", type=int, default=200)
    options.add_argument("--sizes", default="10000,1000000,10000000")
    options.add_argument("--open", type=Path, help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.open:
        asyncio.run(opened(given.open))
        return
    asyncio.run(measure([int(size) for size in given.sizes.split(",")], given.keys))


if __name__ == "__main__":
    main()

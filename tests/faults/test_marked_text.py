"""No text of a stranger's reaches the terminal as anything but text, wherever it stands.

Every field of every document, and every other text that is read, holds bytes that a terminal would
act on (`marked_work`). Then every command without a screen says all it has to say, and every screen
shows all it has to show.
"""

from __future__ import annotations

import json
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from faults.in_process import run
from faults.marked_work import MARK, UNSAFE, make_marked_work, settings
from textual.pilot import Pilot

from hedgerow.store.review import Queue
from hedgerow.store.second_look import SecondLookSample
from hedgerow.store.workspace import Workspace, load_settings
from hedgerow.tui.app import HedgerowApp
from hedgerow.tui.beginning import Adjudicated, Beginning
from hedgerow.tui.commands import taken_keys

pytestmark = pytest.mark.skipif(os.name != "posix", reason="file names as on POSIX")

NAMES = ("ann", f"ben{MARK}", f"dora{MARK}")
TABLES = {
    "check": ["check"],
    "stats": ["stats"],
    "stats of another": ["stats", "--annotator", NAMES[1]],
    "stats of a label": ["stats", "--label", f"odd{MARK}"],
    "agreement": ["agreement", "--bootstrap", "2"],
    "agreement by label": ["agreement", "--by", "label", "--bootstrap", "2"],
    "agreement by article": ["agreement", "--by", "article", "--bootstrap", "2"],
    "agreement with nobody": ["agreement", "--annotator", f"x{MARK}"],
    "agreement, second look": ["agreement", "--second-look", "--bootstrap", "2"],
    "second look of nobody": ["agreement", "--second-look", "--annotator", f"x{MARK}"],
    "queues": ["review", "--list", "--annotator", "ann"],
    "queues of a marked name": ["review", "--list", "--annotator", f"x{MARK}"],
    "tag": ["tag", "n1", "--start", "0", "--end", "9", "--label", "claim", "--memo", MARK],
    "tag, by a marked name": [
        *("tag", f"n3{MARK}", "--start", "0", "--end", "9", "--label", f"odd{MARK}"),
        *("--annotator", f"x{MARK}"),
    ],
    "tag with no such label": ["tag", "n1", "--start", "0", "--end", "9", "--label", MARK],
    "tag in no such article": ["tag", MARK, "--start", "0", "--end", "9", "--label", "claim"],
    "tag of no span": ["tag", f"n3{MARK}", "--start", "5", "--end", "5", "--label", "claim"],
    "compact": ["check", "--compact"],
}
DATA = {
    "check --json": ["check", "--json"],
    "export": ["export"],
    "export of a name": ["export", "--annotator", NAMES[1]],
    "mentions": ["mentions", "--suggestions"],
    "stats --json": ["stats", "--json"],
    "agreement --json": ["agreement", "--json", "--bootstrap", "2"],
}


@pytest.fixture
def corpus(tmp_path, monkeypatch) -> Path:
    path = tmp_path / "config.toml"
    path.write_bytes(settings())
    monkeypatch.setenv("HEDGEROW_CONFIG", str(path))
    return make_marked_work(tmp_path / "marked")


def unsafe(text: str) -> list[str]:
    """Give the surroundings of what must not be sent."""
    return [text[max(0, found.start() - 60) : found.end() + 20] for found in UNSAFE.finditer(text)]


def ran(command: list[str], corpus: Path, *, on_terminal: bool = False):
    made = run(command[0], corpus, *command[1:], on_terminal=on_terminal)
    assert made.escaped == ""
    return made


def test_the_marks_are_where_they_should_be(corpus):
    whole = "".join(path.read_text() for path in (corpus / "annotations").rglob("*.jsonl"))
    assert whole.count(json.dumps(MARK)[1:-1]) > 300


@pytest.mark.parametrize("name", TABLES)
def test_no_command_sends_a_mark(corpus, name):
    made = ran(TABLES[name], corpus)
    assert unsafe(made.out.decode()) == []
    assert unsafe(made.told) == []


@pytest.mark.parametrize("name", DATA)
def test_what_is_told_beside_data_holds_no_mark(corpus, name):
    assert unsafe(ran(DATA[name], corpus).told) == []


@pytest.mark.parametrize("name", DATA)
def test_data_on_a_terminal_hold_no_mark_that_it_would_act_on(corpus, name):
    assert unsafe(ran(DATA[name], corpus, on_terminal=True).out.decode()) == []


@pytest.mark.parametrize("name", DATA)
def test_data_are_the_same_on_a_terminal_and_in_a_pipe_that_gets_every_byte(corpus, name):
    shown, piped = (ran(DATA[name], corpus, on_terminal=on).out for on in (True, False))
    if name in ("export", "export of a name", "mentions"):
        assert [*map(json.loads, shown.splitlines())] == [*map(json.loads, piped.splitlines())]
        assert "\u202e" in piped.decode()
    else:
        assert json.loads(shown) == json.loads(piped)


def test_an_import_and_what_is_refused_of_it_send_no_mark(corpus, tmp_path):
    lines = ran(["export"], corpus).out.splitlines()
    odd = [
        {"article": f"n3{MARK}", "start": 0, "end": 2, "label": MARK, "quote": MARK},
        {"article": MARK, "start": 0, "end": 2, "label": "claim"},
        {"article": "n1", "start": 0, "end": 2, "label": MARK, "annotator": MARK},
        {"type": MARK, "article": "n1"},
        {**json.loads(lines[0]), "anchor": {"from": dict.fromkeys(("start", "end"), MARK)}},
        {**json.loads(lines[0]), "start": MARK},
    ]
    file = tmp_path / f"in{MARK}.jsonl".replace("/", "")
    file.write_bytes(b"\n".join([*lines, *(json.dumps(one).encode() for one in odd)]))
    made = ran(["import", str(file)], corpus)
    assert unsafe(made.told) == []


def test_the_file_that_was_written_is_named_without_a_mark(corpus, tmp_path):
    file = tmp_path / f"out{MARK}.jsonl".replace("/", "")
    assert unsafe(ran(["export", "--output", str(file)], corpus).told) == []


@pytest.mark.parametrize("command", ["export", "mentions"])
def test_a_file_that_is_there_already_is_named_without_a_mark(corpus, tmp_path, command):
    file = tmp_path / f"out{MARK}.jsonl".replace("/", "")
    file.write_bytes(b"")
    assert unsafe(ran([command, "--output", str(file)], corpus).told) == []


@pytest.mark.parametrize("command", ["export", "mentions", "check", "stats", "import"])
def test_a_corpus_that_is_not_there_is_told_without_a_mark(tmp_path, command):
    assert unsafe(ran([command], tmp_path / f"no{MARK}").told) == []


@pytest.mark.parametrize("arguments", [["--start", f"1{MARK}"], [f"--x{MARK}"], [f"{MARK}"]])
def test_wrong_usage_is_told_without_a_mark(tmp_path, arguments):
    made = run("tag", tmp_path, "a", *arguments)
    assert made.escaped == ""
    assert unsafe(made.told) == []


# Screens


class Tour:
    """A way through the screens, at each step of which all that is shown is looked at."""

    def __init__(self, app: HedgerowApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot
        self.seen: dict[str, str] = {}
        self.found: list[str] = []

    async def go(self, *keys: str) -> None:
        """Press keys, one after the other, and look each time."""
        for key in keys:
            assert self.app.is_running, f"the program has ended before {key}"
            if key in ("q", "escape") and self._is_at_its_beginning:
                continue  # what was to be left has not come, or has gone already
            await self.pilot.press(key)
            for _ in range(3):
                await self.pilot.pause(0.02)
            self.look(key)

    @property
    def _is_at_its_beginning(self) -> bool:
        return len(self.app.screen_stack) == 1 and not self.app.screen.query("#field")

    async def ask(self, key: str) -> None:
        """Press a key that may open a prompt or a page, and leave that again."""
        before = self.app.screen
        await self.go(key)
        for _ in range(25):  # it may be read from the disk first, on a busy machine
            if self.app.screen is not before:
                await self.go("escape")
                return
            await self.pilot.pause(0.02)

    def look(self, key: str) -> None:
        screen = self.app.screen
        lines = [strip.text for strip in screen._compositor.render_strips()]
        self.seen[type(screen).__name__] = "\n".join(lines)
        for line in lines:
            if UNSAFE.search(line) or "\t" in line or "\n" in line:
                self.found.append(f"{type(screen).__name__} after {key}: {line!r}")


@asynccontextmanager
async def touring(corpus: Path, **options: object) -> AsyncIterator[Tour]:
    workspace = Workspace(
        corpus, annotator="ann", taken_keys=taken_keys(), settings=load_settings(), find=False
    )
    app = HedgerowApp(workspace, begins_with=Beginning(**options))
    async with app.run_test(size=(110, 45)) as pilot:
        for _ in range(300):
            await pilot.pause(0.01)
            if len(workspace.corpus) and "first" in "".join(
                strip.text for strip in app.screen._compositor.render_strips()
            ):
                break
        tour = Tour(app, pilot)
        tour.look("the beginning")
        yield tour
        assert tour.found == []


@pytest.mark.slow
async def test_the_library_and_what_it_opens_show_no_mark(corpus):
    async with touring(corpus) as tour:
        await tour.go("j", "j", "o", "o", "o", "G", "g", "/", "x", "escape")
        await tour.go("question_mark", "pagedown", "pagedown", "q")
        await tour.go("exclamation_mark", "pagedown", "j", "q")
        await tour.go("ctrl+p", "o", "d", "d", "escape")
        await tour.go("A", "j", "q", "D", "j", "q")
        await tour.go("a", "j", "tab", "q", "c", "j", "tab", "q")
        await tour.go("ctrl+f", *"civilians", "enter", "q")
        await tour.go("f", "j", "j", "j", "j", "escape")
        assert len(tour.seen) > 4


UNREADABLE = 5
"""Where the list has the article that is no text, which the library refuses to open."""


@pytest.mark.slow
@pytest.mark.parametrize("position", range(10))
async def test_no_article_in_the_reader_shows_a_mark(corpus, position):
    async with touring(corpus) as tour:
        await tour.go(*["j"] * position, "enter")
        await tour.go("i", "tab", "j", "j", "j", "tab", "t", "t", "t", "T", "]", "]", "[", "f", "F")
        for key in "mapD":
            await tour.ask(key)
        await tour.go("O", "t", "t", "O", "t", "O", "t", "O", "O", "A", "A", "A", "V", "V")
        await tour.go("y", "c", "u", "ctrl+r", "u", "exclamation_mark", "q", "question_mark", "q")
        assert ("ReaderScreen" in tour.seen) == (position != UNREADABLE)


@pytest.mark.slow
@pytest.mark.parametrize("queue", [Queue(), Queue(of=NAMES[1]), Queue(suggested=True)])
async def test_a_review_shows_no_mark(corpus, queue):
    async with touring(corpus, review=queue) as tour:
        await tour.go("i", "j", "space", "d")
        for key in "mx":
            await tour.ask(key)
        await tour.go("x", "enter", "u", "a", "i")
        await tour.ask("f")
        await tour.go("question_mark", "q", "s", "u")
        await tour.ask("A")
        await tour.go("q")
        assert "ReviewScreen" in tour.seen


@pytest.mark.slow
async def test_the_summary_of_a_review_shows_no_mark(corpus):
    async with touring(corpus, review=Queue(article="n1")) as tour:
        await tour.go(*["a"] * 14)
        assert "SummaryPage" in tour.seen


@pytest.mark.slow
async def test_adjudication_shows_no_mark(corpus):
    async with touring(corpus, adjudicates=Adjudicated((), None)) as tour:
        await tour.go("j", "space", "w", "escape", "1", "u", "2", "b", "x", "f", "escape")
        await tour.go("question_mark", "q", "A", "escape", "space", "space", "q")
        assert "AdjudicationScreen" in tour.seen


@pytest.mark.slow
async def test_a_second_look_shows_no_mark(corpus):
    async with touring(corpus, second_look=SecondLookSample(size=9, seed=1, days=0)) as tour:
        await tour.go("c", "space", "x", "u", "a", "escape", "question_mark", "q", *["x"] * 12)
        assert "SecondLookScreen" in tour.seen

"""The boundaries between the rooms, as a fresh process sees them."""

from __future__ import annotations

import ast
import importlib.util
import re
import subprocess
import sys
from pathlib import Path

import pytest

from hedgerow.tui.cli.arguments import COMMANDS

ROOT = Path(__file__).parents[1]

MOST_MODULES_AT_START = 55
"""Hedgerow's own modules that may be loaded when the first frame is drawn; it takes them all now.

Each costs a third of a millisecond at every start, and what it takes from elsewhere. A module that
the list of articles doesn't need belongs in the function that needs it.
"""

LATER = {
    "tinydb", "orjson", "filelock", "rapidfuzz", "markdown_it", "yaml", "pyperclip", "json",
    "hashlib", "sqlite3", "chardet", "csv", "hedgerow.store.journal.database",
    "hedgerow.store.journal.history", "hedgerow.store.corpus.records.record_file",
    "hedgerow.store.corpus.unread",
    "hedgerow.store.annotations.placement", "hedgerow.store.passages.passages",
    "hedgerow.store.annotations.verdicts", "hedgerow.store.tagging.suggestions",
    "hedgerow.store.extract", "hedgerow.store.exchange", "hedgerow.store.journal.lines",
    "hedgerow.store.corpus.readers.reading", "hedgerow.store.overview.survey",
    "hedgerow.store.index.indexing", "hedgerow.store.index.index", "hedgerow.tui.palette",
    "hedgerow.tui.screens.reader.screen", "hedgerow.tui.screens.review.screen",
    "hedgerow.tui.screens.second_look.screen", "hedgerow.tui.screens.figures.agreement",
    "hedgerow.tui.screens.figures.stats", "plotext", "hedgerow.store.overview.stats",
    "hedgerow.store.agreement", "hedgerow.store.second_look.answers",
    "hedgerow.store.workspace.extraction",
    "hedgerow.store.second_look.consistency", "hedgerow.store.adjudication.decisions",
    "hedgerow.tui.screens.base.help", "hedgerow.tui.screens.base.prompts",
    "hedgerow.tui.text.selection", "hedgerow.tui.widgets.text_pane",
    "hedgerow.tui.widgets.text_strips", "hedgerow.tui.screens.library.doors",
}  # fmt: skip
"""What nobody needs before they have seen the list of articles, and what is large among it."""

FIRST_FRAME = """
import sys

touched, corpus = [], sys.argv[1]

def watch(event, arguments):
    if event in ("open", "os.scandir", "os.listdir") and touched is not None:
        if str(arguments[0]).startswith(corpus + "/"):
            touched.append(str(arguments[0]))

sys.addaudithook(watch)

from hedgerow.store.workspace.workspace import Workspace
from hedgerow.tui.app import HedgerowApp
from hedgerow.tui.commands import taken_keys

class UntilTheFirstFrame(HedgerowApp):
    def after_first_frame(self):
        global touched
        print(*sys.modules)
        print(*touched)
        touched = None
        self.exit()

workspace = Workspace(corpus, annotator="ann", taken_keys=taken_keys(), find=False)
UntilTheFirstFrame(workspace).run(headless=True)
"""
"""The app, headless, until its first frame; then it names what is loaded and what was opened."""


def modules_after(code: str) -> set[str]:
    """Name the modules that are loaded after some code has run in a fresh process."""
    script = f"import sys; sys.argv = ['hedgerow']\n{code}\nprint(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=True
    )
    return set(done.stdout.splitlines()[-1].split())


def every_module(package: str) -> list[str]:
    """Name every module of a package."""
    folder = ROOT / package.removeprefix("hedgerow.").replace(".", "/")
    paths = [path.relative_to(ROOT).with_suffix("") for path in sorted(folder.rglob("*.py"))]
    return [".".join(("hedgerow", *path.parts)).removesuffix(".__init__") for path in paths]


ROOMS = sorted(path.parent for path in (ROOT / "store").glob("*/__init__.py"))


def handed_out(room: Path) -> dict[str, str]:
    """Give the names on a room's face, each with the module that its types come from."""
    tree = ast.parse((room / "__init__.py").read_text(encoding="utf-8"))
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    return {name.name: str(node.module) for node in imports for name in node.names if name.asname}


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_a_room_hands_out_what_its_face_says(room):
    face = importlib.import_module(f"hedgerow.store.{room.name}")
    for name, module in handed_out(room).items():
        assert getattr(face, name) is getattr(importlib.import_module(module), name)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = face.nothing


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_no_name_on_a_face_is_hidden_by_a_module(room):
    """Once a module is loaded, its package has it as an attribute, which would come first."""
    assert not set(handed_out(room)) & {path.stem for path in room.iterdir()}


def test_what_is_within_a_room_is_its_own():
    for path in [*(ROOT / "store").rglob("*.py"), *(ROOT / "tui").rglob("*.py")]:
        own = path.relative_to(ROOT).parts[:2]
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                modules = [name.name for name in node.names]
            else:
                modules = [str(node.module)] if isinstance(node, ast.ImportFrom) else []
            for module in modules:
                top, *within = module.removeprefix("hedgerow.").split(".")
                assert top != "store" or len(within) < 2 or own == (top, within[0]), (
                    f"{path.relative_to(ROOT)} reaches into {module}"
                )


def test_the_whole_store_loads_without_a_screen():
    loaded = modules_after("import " + ", ".join(every_module("hedgerow.store")))
    assert not loaded & {"textual", "rich", "hedgerow.tui", "pyperclip"}


def test_text_on_a_grid_loads_without_textual_and_store():
    loaded = modules_after("import " + ", ".join(every_module("hedgerow.tui.text")))
    assert not loaded & {"textual", "hedgerow.store"}


def test_widgets_load_without_the_store():
    loaded = modules_after("import " + ", ".join(every_module("hedgerow.tui.widgets")))
    assert "hedgerow.store" not in loaded


@pytest.mark.parametrize("command", ["mentions", "export", "check", "agreement", "stats --json"])
def test_a_command_without_a_screen_loads_no_textual(command):
    loaded = modules_after(
        f"from hedgerow.tui.__main__ import main\nmain('{command} seeds'.split())"
    )
    assert "hedgerow.store.workspace.workspace" in loaded
    assert not loaded & {"textual", "pyperclip", "markdown_it", "yaml", "rapidfuzz", "filelock"}
    assert "plotext" not in loaded


def test_the_version_loads_neither_room():
    code = (
        "from hedgerow.tui.__main__ import main\ntry: main(['--version'])\nexcept SystemExit: pass"
    )
    assert not modules_after(code) & {"textual", "hedgerow.store.corpus.corpus", "tinydb"}


def at_first_frame(corpus: Path) -> tuple[set[str], list[str]]:
    """Name the modules that are loaded, and the files and folders opened, at the first frame."""
    command = [sys.executable, "-c", FIRST_FRAME, str(corpus)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=True)
    *_, modules, touched = done.stdout.split("\n")[:-1]
    return set(modules.split()), touched.split()


def test_what_is_needed_later_can_be_found():
    for name in LATER:
        assert importlib.util.find_spec(name), name


def test_the_first_frame_loads_nothing_that_is_only_needed_later():
    loaded, _ = at_first_frame(ROOT / "seeds")
    assert not loaded & LATER


def test_the_first_frame_loads_few_modules():
    loaded, _ = at_first_frame(ROOT / "seeds")
    own = {name for name in loaded if name.startswith("hedgerow.")}
    assert len(own) <= MOST_MODULES_AT_START, sorted(own)


@pytest.mark.parametrize("articles", [5, 200, 1200])
def test_the_first_frame_opens_no_article_and_no_annotations(tmp_path, articles):
    (tmp_path / "annotations").mkdir()
    for number in range(articles):
        (tmp_path / f"{number:03}.txt").write_text("Ann said: “No.”", encoding="utf-8")
        (tmp_path / "annotations" / f"{number:03}.jsonl").write_bytes(b"")
    loaded, touched = at_first_frame(tmp_path)
    assert touched == []
    assert "sqlite3" not in loaded


def test_the_first_frame_opens_no_file_of_many_articles(tmp_path):
    (tmp_path / "news.jsonl").write_text('{"id": "a", "text": "Ann said: “No.”"}\n')
    loaded, touched = at_first_frame(tmp_path)
    assert touched == []
    assert not loaded & LATER


OF_THE_SCREEN = {
    "an option": r"(?<![\w-])--[a-z]",
    "a command": rf"\bhedgerow (?:{'|'.join(COMMANDS)})\b",
    "a key": (
        r"\b(?:ctrl|alt|shift)\+|\bpress(?:es|ing)? (?:\w\b|the |a )"
        r"|(?:^|(?<=[\s“‘`\"(]))[B-Zb-hj-zA!?/](?= [a-z]{2})"
    ),
    "a screen": r"\b(?:palette|status line|side panel|the (?:library|reader|screen))\b",
}
"""What the words of the store leave to `hedgerow.tui.problems`; "a" and "i" are words, not keys."""

WORDS_OF_ARTICLES = {
    "store/extract/": "it lists words of which articles consist, such as “s” and “n”",
    "store/passages/": "the same",
    "store/corpus/readers/": "they list elements of pages and signs of exports, such as “p”",
    "store/corpus/unread.py": "it lists the endings of files, such as “r”",
    "store/convert/archives/": "it lists the names of fields, such as “company / organization”",
    "store/convert/markup.py": "it lists the elements of HTML",
}
"""Where a letter that stands alone is no key, and why."""


def named_of_the_screen(source: str) -> dict[int, str]:
    """Say what of the screen the strings of some code name, by line; docstrings may do so."""
    tree = ast.parse(source)
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return {
        node.lineno: name
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said
        for name, pattern in OF_THE_SCREEN.items()
        if re.search(pattern, node.value)
    }


def test_the_store_names_no_key_screen_option_or_command():
    for path in sorted((ROOT / "store").rglob("*.py")):
        where = path.relative_to(ROOT).as_posix()
        named = named_of_the_screen(path.read_text(encoding="utf-8"))
        if where.startswith(tuple(WORDS_OF_ARTICLES)):
            named = {line: name for line, name in named.items() if name != "a key"}
        assert not named, f"{where} names, by line: {named}"


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("remedy = 'pass --max-size with more'", "an option"),
        ("remedy = f'go on with it: --name {name} alone'", "an option"),
        ("remedy = '`hedgerow import` brings in the tags of another'", "a command"),
        ("remedy = 'A in the text goes to it'", "a key"),
        ("remedy = 'u takes it back'", "a key"),
        ("remedy = f'{count} more: ! lists them'", "a key"),
        ("remedy = 'press enter'", None),
        ("remedy = 'press the space key'", "a key"),
        ("remedy = 'ctrl+f finds it'", "a key"),
        ("remedy = 'it is in the command palette meanwhile'", "a screen"),
        ("remedy = 'the library lists the ids there are'", "a screen"),
        ("remedy = 'a text that nobody can read; the machine\\'s clock'", None),
        ("def resume():\n    'Go on, as --resume does.'", None),
    ],
)
def test_what_the_store_may_not_name_is_found(code, name):
    assert list(named_of_the_screen(code).values()) == ([name] if name else [])


def test_the_store_never_prints():
    for path in (ROOT / "store").rglob("*.py"):
        assert not re.search(r"\bprint\(|sys\.std(out|err)", path.read_text(encoding="utf-8")), path

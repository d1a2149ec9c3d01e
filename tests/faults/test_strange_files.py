"""Files that are no files, and standard output that can't be written to.

Each command runs in a process of its own. A minute is no measure of speed here: who waits for a
minute on a pipe that nobody writes to waits for ever.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import socket
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOR_EVER = 60  # seconds
MEMORY = 1_500_000_000  # bytes of address space: far more than any of this takes
ARTICLE = "001_40ebd96be52325bb"

pytestmark = pytest.mark.skipif(os.name != "posix", reason="pipes, devices and links as on POSIX")


def hedgerow(*arguments: object, **options: object) -> subprocess.CompletedProcess[bytes]:
    """Run a command with bounded memory, and end it after a minute."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "HEDGEROW_ANNOTATOR": "ann"}
    environment |= options.pop("environment", {})
    environment.pop("PYTHONUNBUFFERED", None)  # as users have it: what is left goes out at the end
    options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options}
    return subprocess.run(
        [sys.executable, "-m", "hedgerow.tui", *map(str, arguments)],
        stdin=subprocess.DEVNULL,
        timeout=FOR_EVER,
        env=environment,
        preexec_fn=_bound_memory,
        **options,
    )


def _bound_memory() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def expect_told(ran: subprocess.CompletedProcess[bytes], *words: str) -> None:
    """Expect an end with 0 or 1, no traceback, and lines of the program's own that have words."""
    told = ran.stderr.decode()
    assert "Traceback" not in told, told
    assert "an error of its own" not in told, told
    assert ran.returncode in (0, 1), (ran.returncode, told)
    assert all(line.startswith("hedgerow: ") for line in told.splitlines()), told
    for word in words:
        assert word in told, told


# What may stand in the place of a file


def a_pipe(path: Path) -> None:
    os.mkfifo(path)


def a_device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def a_terminal(path: Path) -> None:
    path.symlink_to("/dev/tty")


def a_folder(path: Path) -> None:
    path.mkdir()


def a_socket(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)  # the name of a socket must be short
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(here)


def a_loop(path: Path) -> None:
    path.symlink_to(path.name)


def a_link_to_nothing(path: Path) -> None:
    path.symlink_to("no-such-file")


def a_link_to_an_unreadable_file(path: Path) -> None:
    path.symlink_to("/proc/self/mem")  # there is one even for root


def a_large_file(path: Path) -> None:
    path.write_bytes(b"# " + b"x" * 49 + b"\n")
    with path.open("ab") as file:
        for _ in range(50):
            file.write((b"# " + b"x" * 97 + b"\n") * 10_000)


def a_file_of_one_line(path: Path) -> None:
    path.write_bytes(b"x" * 50_000_000)


def in_utf16(path: Path) -> None:
    path.write_text('[[label]]\nname = "claim"\n', encoding="utf-16")


def unreadable(path: Path) -> None:
    path.write_bytes(b"")
    path.chmod(0)


KINDS = (
    a_pipe, a_device, a_terminal, a_folder, a_socket, a_loop, a_link_to_nothing,
    a_link_to_an_unreadable_file, a_large_file, a_file_of_one_line, in_utf16, unreadable,
)  # fmt: skip

Kind = Callable[[Path], None]


_LARGE = (a_large_file, a_file_of_one_line)


def _kinds() -> list[object]:
    slow = {kind: [pytest.mark.slow] for kind in _LARGE}
    return [pytest.param(kind, marks=slow.get(kind, []), id=kind.__name__) for kind in KINDS]


@pytest.mark.parametrize("kind", _kinds())
def test_whatever_stands_for_the_codebook_the_labels_are_there(corpus, kind):
    kind(corpus / "codebook.toml")
    ran = hedgerow("tag", corpus, ARTICLE, "--start", 0, "--end", 5, "--label", "claim")
    expect_told(ran)
    assert b'"id"' in ran.stdout


@pytest.mark.parametrize("kind", _kinds())
def test_whatever_stands_for_the_settings_the_commands_work(corpus, tmp_path, kind):
    path = tmp_path / "config.toml"
    kind(path)
    ran = hedgerow("check", corpus, environment={"HEDGEROW_CONFIG": str(path)})
    expect_told(ran)
    assert b"5  articles" in ran.stdout


@pytest.mark.parametrize("kind", _kinds())
def test_whatever_stands_for_an_annotation_file_the_others_are_checked(corpus, kind):
    (corpus / "annotations").mkdir()
    kind(corpus / "annotations" / f"{ARTICLE}.jsonl")
    ran = hedgerow("check", corpus)
    expect_told(ran)
    assert b"5  articles" in ran.stdout


@pytest.mark.parametrize("kind", _kinds())
@pytest.mark.parametrize("name", ["odd.txt", "odd.jsonl"])
def test_whatever_stands_for_an_article_the_others_are_read(corpus, kind, name):
    kind(corpus / name)
    ran = hedgerow("mentions", corpus)
    expect_told(ran)
    assert ARTICLE.encode() in ran.stdout


@pytest.mark.parametrize("kind", _kinds())
def test_whatever_stands_for_the_folder_of_annotations_is_told(corpus, kind):
    kind(corpus / "annotations")
    ran = hedgerow("tag", corpus, ARTICLE, "--start", 0, "--end", 5, "--label", "claim")
    expect_told(ran)


@pytest.mark.parametrize("kind", _kinds())
def test_whatever_stands_for_the_lock_is_told(corpus, kind):
    (corpus / "annotations").mkdir()
    kind(corpus / "annotations" / ".lock")
    ran = hedgerow("tag", corpus, ARTICLE, "--start", 0, "--end", 5, "--label", "claim")
    expect_told(ran)


@pytest.mark.parametrize("kind", _kinds())
def test_whatever_is_imported_is_told(corpus, tmp_path, kind):
    if kind is a_pipe:
        pytest.skip("who imports from a pipe waits for what comes")
    kind(tmp_path / "import.jsonl")
    expect_told(hedgerow("import", corpus, tmp_path / "import.jsonl"))


@pytest.mark.parametrize("kind", _kinds())
@pytest.mark.parametrize("command", ["export", "mentions"])
def test_whatever_is_written_to_stays_what_it_is(corpus, tmp_path, kind, command):
    if kind is a_pipe or kind is a_device or kind is a_terminal:
        pytest.skip("what is meant to be written to")
    path = tmp_path / "out.jsonl"
    kind(path)
    before = path.lstat()
    expect_told(hedgerow(command, corpus, "--output", path))
    assert stat.S_IFMT(path.lstat().st_mode) == stat.S_IFMT(before.st_mode)
    assert path.lstat().st_ino == before.st_ino


@pytest.mark.parametrize("asked", [[], ["--yes"]])
def test_nothing_of_an_import_with_a_line_that_is_too_long_is_taken(corpus, tmp_path, asked):
    path = tmp_path / "import.jsonl"
    first = {"article": ARTICLE, "start": 0, "end": 5, "label": "claim"}
    batches = b"".join(json.dumps(first | {"memo": f"{n}"}).encode() + b"\n" for n in range(10_001))
    path.write_bytes(batches + b"x" * 51_000_000)
    ran = hedgerow("import", corpus, path, *asked)
    assert ran.returncode == 1
    expect_told(ran, f"{path}:10002: a line of more than 50 MB; nothing was imported")
    assert hedgerow("export", corpus).stdout in (b"", "")


# Standard output

COMMANDS = {
    "check": ["check", "{corpus}"],
    "check --json": ["check", "{corpus}", "--json"],
    "export": ["export", "{corpus}"],
    "mentions": ["mentions", "{corpus}"],
    "stats": ["stats", "{corpus}"],
    "stats --json": ["stats", "{corpus}", "--json"],
    "agreement": ["agreement", "{corpus}", "--bootstrap", "0"],
    "agreement --json": ["agreement", "{corpus}", "--bootstrap", "0", "--json"],
    "review --list": ["review", "{corpus}", "--list"],
    "tag": ["tag", "{corpus}", "n1", "--start", "0", "--end", "7", "--label", "claim"],
}


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    from faults.sample_work import make_work

    return make_work(tmp_path_factory.mktemp("work") / "corpus")


@pytest.fixture
def work(made, tmp_path) -> Path:
    """A corpus in which there is something for each command to say."""
    return Path(shutil.copytree(made, tmp_path / "work"))


def arguments(name: str, corpus: Path) -> list[str]:
    return [word.format(corpus=corpus) for word in COMMANDS[name]]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
@pytest.mark.parametrize("name", COMMANDS)
def test_a_full_standard_output_is_told_in_a_line_and_ends_with_1(work, name):
    with Path("/dev/full").open("wb") as full:
        ran = hedgerow(*arguments(name, work), stdout=full)
    expect_told(ran)
    assert ran.returncode == 1, ran.stderr
    assert ran.stderr.strip()


@pytest.mark.parametrize("name", COMMANDS)
def test_a_closed_pipe_ends_a_command_in_silence(work, name):
    reading, writing = os.pipe()
    os.close(reading)
    try:
        ran = hedgerow(*arguments(name, work), stdout=writing)
    finally:
        os.close(writing)
    expect_told(ran)


@pytest.mark.parametrize("name", COMMANDS)
def test_no_standard_output_at_all_is_no_traceback(work, name):
    command = [sys.executable, "-m", "hedgerow.tui", *arguments(name, work)]
    ran = subprocess.run(
        ["sh", "-c", 'exec "$@" >&-', "sh", *command],
        stderr=subprocess.PIPE,
        timeout=FOR_EVER,
        env={**os.environ, "PYTHONPATH": str(ROOT), "HEDGEROW_ANNOTATOR": "ann"},
    )
    assert ran.stderr == b"hedgerow: standard output is closed; send it to a file or a pipe\n"
    assert ran.returncode == 1


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONIOENCODING": "ascii"},
        {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "cp1252"},
        {"PYTHONIOENCODING": "utf-16"},
    ],
    ids=lambda environment: ",".join(f"{name}={value}" for name, value in environment.items()),
)
@pytest.mark.parametrize("name", COMMANDS)
def test_an_output_that_knows_few_characters_gets_what_it_can_show(work, name, environment):
    ran = hedgerow(*arguments(name, work), environment=environment)
    usual = hedgerow(*arguments(name, work))
    told = ran.stderr.decode("utf-16" if "16" in str(environment) else "utf-8", "replace")
    assert "Traceback" not in told, told
    assert ran.returncode == usual.returncode
    if "--json" in name:
        encoding = environment.get("PYTHONIOENCODING", "ascii")
        assert json.loads(ran.stdout.decode(encoding)) == json.loads(usual.stdout)


def test_an_export_has_the_same_bytes_in_every_process(work):
    ran = [hedgerow("export", work, environment={"PYTHONHASHSEED": n}).stdout for n in "1234"]
    assert len(set(ran)) == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
@pytest.mark.parametrize("name", ["export", "check"])
def test_a_full_standard_error_changes_no_data(work, name):
    with Path("/dev/full").open("wb") as full:
        ran = hedgerow(*arguments(name, work), stderr=full)
    assert ran.returncode in (0, 1)
    assert ran.stdout == hedgerow(*arguments(name, work)).stdout

"""Files of other users: what may not be read is told in a line, and nothing gets more open.

Root may read all, so for these tests it does without that: as itself, it then is a user like any
other, to whom a file of somebody else's is closed.
"""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from faults.sample_work import make_work

ROOT = Path(__file__).parents[2]
SOMEBODY_ELSE = 65534
AS_A_USER = ["setpriv", "--bounding-set=-dac_override,-dac_read_search,-fowner"]

pytestmark = pytest.mark.skipif(
    os.name != "posix" or os.geteuid() != 0 or shutil.which("setpriv") is None,
    reason="it takes root to give files away, and setpriv to be a user like any other",
)


def hedgerow(
    *arguments: object, umask: int = 0o022, **environment: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*AS_A_USER, sys.executable, "-m", "hedgerow.tui", *map(str, arguments)],
        capture_output=True,
        stdin=subprocess.DEVNULL,
        text=True,
        umask=umask,
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "HEDGEROW_ANNOTATOR": "ann",
            **environment,
        },
    )


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    return make_work(tmp_path_factory.mktemp("work") / "corpus")


@pytest.fixture
def corpus(made, tmp_path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "corpus"))


def _give_away(path: Path) -> None:
    os.chown(path, SOMEBODY_ELSE, SOMEBODY_ELSE)
    path.chmod(0o700 if path.is_dir() else 0o600)


FOREIGN = {
    "the codebook": "codebook.toml",
    "an article": "first.txt",
    "articles": "news.jsonl",
    "annotations": "annotations/n1.jsonl",
    "the folder of annotations": "annotations",
    "the lock": "annotations/.lock",
    "a folder of articles": "more",
}
COMMANDS = {
    "check": ["check"],
    "export": ["export"],
    "mentions": ["mentions"],
    "stats": ["stats"],
    "agreement": ["agreement", "--bootstrap", "0"],
    "review --list": ["review", "--list"],
    "tag": ["tag", "n1", "--start", "0", "--end", "7", "--label", "claim"],
}


@pytest.mark.parametrize("what", FOREIGN)
@pytest.mark.parametrize("name", COMMANDS)
def test_what_is_somebody_elses_is_told_in_lines_of_the_programs_own(corpus, name, what):
    (corpus / "codebook.toml").write_text('[[label]]\nname = "claim"\n')
    (corpus / "more").mkdir()
    _give_away(corpus / FOREIGN[what])

    command, *rest = COMMANDS[name]
    ran = hedgerow(command, corpus, *rest)

    told = ran.stderr.splitlines()
    assert ran.returncode in (0, 1), ran
    assert all(line.startswith("hedgerow: ") for line in told), told
    assert not any("error of its own" in line for line in told), told
    is_needed = name == "check" and what != "the lock"
    assert not is_needed or any("Permission denied" in line for line in told), told


def test_settings_that_are_somebody_elses_are_told(corpus, tmp_path):
    path = tmp_path / "config.toml"
    path.write_text("suggestions = false\n")
    _give_away(path)

    ran = hedgerow("check", corpus, HEDGEROW_CONFIG=str(path))

    assert f"hedgerow: {path}: no settings" in ran.stderr
    assert "articles" in ran.stdout


@pytest.mark.parametrize("command", ["export", "mentions"])
def test_a_folder_that_is_somebody_elses_takes_no_output(corpus, tmp_path, command):
    folder = tmp_path / "theirs"
    folder.mkdir()
    _give_away(folder)

    ran = hedgerow(command, corpus, "--output", folder / "out.jsonl")

    assert ran.returncode == 1
    assert "Permission denied" in ran.stderr
    assert "error of its own" not in ran.stderr
    assert list(folder.iterdir()) == []


def test_nothing_that_is_made_under_a_strict_umask_is_open_to_others(tmp_path):
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "a.txt").write_text("“All is well,” she said.")
    out, mentions, log = (tmp_path / name for name in ("out.jsonl", "mentions.jsonl", "run.log"))
    tag = ("a", "--start", 0, "--end", 5, "--label", "claim")

    for command in (
        ("tag", corpus, *tag),
        ("export", corpus, "--output", out),
        ("mentions", corpus, "--output", mentions),
        ("check", corpus, "--compact", "--log", log),
    ):
        ran = hedgerow(*command, umask=0o077)
        assert ran.returncode == 0, ran

    made = [*(corpus / "annotations").rglob("*"), corpus / "annotations", out, mentions, log]
    assert {path.name: stat.S_IMODE(path.stat().st_mode) & 0o077 for path in made} == dict.fromkeys(
        (path.name for path in made), 0
    )


def test_what_is_replaced_stays_as_closed_as_it_was(corpus, tmp_path):
    out = tmp_path / "out.jsonl"
    out.write_bytes(b"")
    out.chmod(0o600)
    journal = corpus / "annotations" / "n1.jsonl"
    journal.chmod(0o600)

    for command in (
        ("export", corpus, "--force", "--output", out),
        ("mentions", corpus, "--force", "--output", out),
        ("check", corpus, "--compact"),
        ("tag", corpus, *COMMANDS["tag"][1:]),
    ):
        assert hedgerow(*command, umask=0o000).returncode in (0, 1)
        for path in (out, journal):
            assert stat.S_IMODE(path.stat().st_mode) == 0o600

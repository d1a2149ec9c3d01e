"""The lock of a folder, when its holder or its file fails; and links and permissions."""

from __future__ import annotations

import getpass
import os
import signal
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from hedgerow.store.files.lock import FolderLock
from hedgerow.store.journal.database import Journal
from hedgerow.store.journal.history import History
from hedgerow.store.problem import ProblemError

ROOT = Path(__file__).parents[2]
LATE = "2090-01-01T00:00:00.000000Z"

HOLDER = """
import sys
from pathlib import Path
from hedgerow.store.files.lock import FolderLock
with FolderLock(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""

posix = pytest.mark.skipif(os.name != "posix", reason="links and permissions as on POSIX")


@pytest.fixture
def holder(tmp_path) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the lock, for as long as it lives."""
    command = [sys.executable, "-c", HOLDER, tmp_path]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, env=environment, **pipes) as process:
        process.stdout.readline()
        yield process
        process.kill()


def impatient(folder: Path) -> FolderLock:
    return FolderLock(folder, timeout=0.2)


def can_be_taken(folder: Path) -> bool:
    try:
        with impatient(folder):
            return True
    except ProblemError:
        return False


def held(folder: Path, table: str = "t") -> dict:
    return {record.id: record.document for record in Journal(folder).table(table).records()}


@pytest.mark.parametrize(
    "named",
    [
        lambda process: f"process {process.pid} ",
        lambda process: f"of {getpass.getuser()} ",
        lambda process: f"on {socket.gethostname()[:40]}",
    ],
    ids=["process", "user", "host"],
)
def test_who_holds_the_lock_for_ever_is_named(tmp_path, holder, named):
    with pytest.raises(ProblemError) as raised, impatient(tmp_path):
        pass
    assert named(holder) in str(raised.value)


def test_a_save_under_a_lock_that_is_never_given_back_changes_nothing(tmp_path, holder):
    journal = Journal(tmp_path)
    journal.storage.lock = impatient(tmp_path)
    with pytest.raises(ProblemError):
        journal.table("t").change({"a": {}})
    assert not (tmp_path / "t.jsonl").exists()


def test_reading_waits_for_nobody(tmp_path):
    Journal(tmp_path).table("t").change({"a": {"n": 1}})
    with FolderLock(tmp_path):
        assert held(tmp_path) == {"a": {"n": 1}}


@posix
def test_the_lock_of_a_killed_process_is_free_at_once(tmp_path, holder):
    os.kill(holder.pid, signal.SIGKILL)
    holder.wait()
    assert can_be_taken(tmp_path)


def test_a_lock_file_that_was_removed_still_keeps_two_apart(tmp_path):
    one, other = impatient(tmp_path), impatient(tmp_path)
    with one, pytest.raises(ProblemError), other:
        pass
    (tmp_path / ".lock").unlink()
    with one:
        assert not can_be_taken(tmp_path)
        with pytest.raises(ProblemError), other:
            pass


def test_a_lock_file_that_was_replaced_still_keeps_two_apart(tmp_path):
    one = impatient(tmp_path)
    with one:
        pass
    (tmp_path / "new").touch()
    (tmp_path / "new").replace(tmp_path / ".lock")
    with impatient(tmp_path), pytest.raises(ProblemError), one:
        pass


def test_what_is_saved_while_the_lock_file_is_taken_away_is_all_there(tmp_path):
    one, other = Journal(tmp_path).table("t"), Journal(tmp_path).table("t")
    one.change({"a": {}})
    with one.file.locked():
        (tmp_path / ".lock").unlink()
        other.change({"b": {}})
        one.file.save({"c": {}})
    assert [sorted(table.file.refresh()) for table in (one, other)] == [["a", "b", "c"]] * 2


def test_a_lock_file_with_rubbish_in_it_is_taken_all_the_same(tmp_path):
    (tmp_path / ".lock").write_bytes(b"\xff" * 2000)
    Journal(tmp_path).table("t").change({"a": {}})
    assert held(tmp_path) == {"a": {}}


@posix
@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_a_fork_does_not_share_the_lock_of_its_parent(tmp_path):
    lock = impatient(tmp_path)
    with lock:
        pass
    child = os.fork()
    if not child:
        try:
            with lock:
                pass
            os._exit(0)
        finally:
            os._exit(1)
    assert os.waitpid(child, 0)[1] == 0
    with lock:
        assert not can_be_taken(tmp_path)


@posix
@pytest.mark.parametrize("name", [".lock", "t.jsonl"])
def test_a_link_is_never_followed_by_a_save(tmp_path, name):
    target = tmp_path / "target"
    target.write_bytes(b"precious")
    folder = tmp_path / "annotations"
    folder.mkdir()
    (folder / name).symlink_to(target)
    with pytest.raises(OSError):
        Journal(folder).table("t").change({"a": {}})
    assert target.read_bytes() == b"precious"


@posix
def test_a_dangling_link_is_not_followed_by_a_save(tmp_path):
    (tmp_path / "t.jsonl").symlink_to(tmp_path / "target")
    with pytest.raises(OSError):
        Journal(tmp_path).table("t").change({"a": {}})
    assert not (tmp_path / "target").exists()


@posix
@pytest.mark.parametrize("name", [".lock", "t.jsonl"])
def test_a_link_that_takes_the_place_of_a_known_file_is_not_followed(tmp_path, name):
    table = Journal(tmp_path / "annotations").table("t")
    table.change({"a": {}})
    target = tmp_path / "target"
    target.write_bytes(b"precious")
    (tmp_path / "annotations" / name).unlink()
    (tmp_path / "annotations" / name).symlink_to(target)
    with pytest.raises(OSError):
        table.change({"b": {}})
    assert target.read_bytes() == b"precious"


@posix
def test_compaction_follows_no_link(tmp_path):
    table = Journal(tmp_path / "elsewhere").table("t")
    for n in range(3):
        table.change({"a": {"n": n}})
    before = table.file.path.read_bytes()
    journal = Journal(tmp_path / "annotations")
    journal.table("other").change({"a": {}})
    (tmp_path / "annotations" / "t.jsonl").symlink_to(table.file.path)
    with pytest.raises(OSError):
        journal.compact(LATE)
    assert table.file.path.read_bytes() == before


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@posix
@pytest.mark.parametrize("permissions", [0o600, 0o640, 0o664])
def test_a_file_stays_as_open_as_it_was(tmp_path, permissions):
    journal = Journal(tmp_path)
    history = History(journal, "ann")
    history.save("t", "first", {"a": {"n": 1}})
    path = tmp_path / "t.jsonl"
    path.chmod(permissions)
    history.save("t", "second", {"a": {"n": 2}})
    journal.compact(LATE)
    history.save("t", "third", {"a": {"n": 3}})
    assert mode(path) == permissions
    assert path.read_bytes().count(b"\n") == 2


@posix
@pytest.mark.parametrize("permissions", [0o700, 0o750, 0o755])
@pytest.mark.parametrize("name", [".lock", "t.jsonl"])
def test_a_new_file_is_no_more_open_than_its_folder(tmp_path, permissions, name):
    folder = tmp_path / "annotations"
    folder.mkdir()
    folder.chmod(permissions)
    before = os.umask(0)
    try:
        Journal(folder).table("t").change({"a": {}})
    finally:
        os.umask(before)
    assert mode(folder / name) & ~permissions == 0

"""`hedgerow mentions` over many articles: in processes, broken off, and gone on with."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from terminal import Terminal

ROOT = Path(__file__).parents[3]
COUNT = 100

# Finds what the rules find. At the eightieth article, whatever the file "fault" names happens once.
EXTRACTOR = """
import os, signal, time
from pathlib import Path
from hedgerow.store.extract import extract as rules

FAULT = Path(__file__).with_name("fault")

def extract(text, published):
    if text.startswith("Article 80.") and FAULT.exists():
        fault = FAULT.read_text()
        FAULT.unlink()
        run = os.getppid() if Path(__file__).with_name("processes").exists() else os.getpid()
        if fault == "kill":
            os.kill(run, signal.SIGKILL)
            time.sleep(30)
        if fault == "interrupt":
            os.killpg(0, signal.SIGINT)
        if fault == "kill this process":
            os.kill(os.getpid(), signal.SIGKILL)
        if fault == "fail":
            raise KeyError("verb")
    return rules(text, published)
"""


def written(path: Path, count: int = COUNT, **changes: str) -> Path:
    """Write a corpus of one file; `changes` are the texts of articles, by id."""
    with path.open("w", encoding="utf-8") as file:
        for n in range(1, count + 1):
            text = f"Article {n}. “We agree on {n},” Anna Berg said on Tuesday. It may rain."
            text = changes.get(f"a{n}", text)
            file.write(json.dumps({"id": f"a{n}", "text": text}) + "\n")
    return path


@pytest.fixture
def news(tmp_path) -> Path:
    return written(tmp_path / "news.jsonl")


@pytest.fixture
def out(tmp_path) -> Path:
    return tmp_path / "out.jsonl"


@pytest.fixture
def partial(tmp_path) -> Path:
    return tmp_path / "out.jsonl.partial"


@pytest.fixture(scope="module")
def unbroken(tmp_path_factory) -> bytes:
    """What a run writes that is not broken off."""
    news = written(tmp_path_factory.mktemp("unbroken") / "news.jsonl")
    command = [sys.executable, "-m", "hedgerow.tui", "mentions", str(news)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Run `mentions` in a process group of its own, with something that happens at article 80."""
    (tmp_path / "settings").mkdir()
    (tmp_path / "settings" / "faulty.py").write_text(EXTRACTOR)
    (tmp_path / "settings" / "config.toml").write_text('extractor = "faulty:extract"')
    monkeypatch.setenv("HEDGEROW_CONFIG", str(tmp_path / "settings" / "config.toml"))
    monkeypatch.setenv("PYTHONPATH", str(ROOT))

    def run_it(*arguments: object, fault: str = "", jobs: int = 1) -> subprocess.CompletedProcess:
        if fault:
            (tmp_path / "settings" / "fault").write_text(fault)
        if jobs > 1:
            (tmp_path / "settings" / "processes").touch()
        command = [
            sys.executable,
            "-m",
            "hedgerow.tui",
            "mentions",
            *map(str, arguments),
            "--jobs",
            jobs,
        ]
        return subprocess.run(
            [*map(str, command)], capture_output=True, timeout=60, start_new_session=True
        )

    return run_it


# Processes


def test_any_number_of_processes_writes_the_same_bytes(news, out, unbroken, hedgerow):
    done = hedgerow("mentions", news, "--output", out, "--jobs", 3)
    assert (done.returncode, done.stderr.count(b"\n")) == (0, 1)
    assert out.read_bytes() == unbroken
    assert unbroken.count(b"\n") == COUNT


def test_a_pipe_that_closes_early_ends_the_processes_without_a_word(news, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    process = subprocess.Popen(
        [sys.executable, "-m", "hedgerow.tui", "mentions", str(news), "--jobs", "2"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    process.stdout.close()
    assert process.wait(60) == 0
    assert process.stderr.read() == b""


def test_a_process_that_is_killed_is_told_with_a_way_out(news, out, run, unbroken):
    done = run(news, "--output", out, fault="kill this process", jobs=2)
    said = done.stderr.decode()
    assert done.returncode == 1
    assert "--jobs 2: one of 2 processes was ended from outside" in said
    assert "Traceback" not in said
    assert run(news, "--output", out, "--resume").returncode == 0
    assert out.read_bytes() == unbroken


# Broken off, and gone on with


@pytest.mark.parametrize("jobs", [1, 3])
def test_a_killed_run_is_gone_on_with_to_the_same_bytes(news, out, partial, run, unbroken, jobs):
    assert run(news, "--output", out, fault="kill", jobs=jobs).returncode == -signal.SIGKILL
    assert not out.exists()
    assert jobs > 1 or partial.read_bytes().count(b"\n") == 79
    done = run(news, "--output", out, "--resume", jobs=jobs)
    assert done.returncode == 0, done.stderr
    assert out.read_bytes() == unbroken
    assert not partial.exists()


@pytest.mark.parametrize("jobs", [1, 3])
def test_an_interrupted_run_ends_cleanly_and_says_how_to_go_on(
    news, out, partial, run, unbroken, jobs
):
    news = written(news, 500)
    done = run(news, "--output", out, fault="interrupt", jobs=jobs)
    said = done.stderr.decode()
    assert done.returncode == 130
    assert "Traceback" not in said
    assert said.count("\n") <= 1
    if partial.exists():  # with several processes, it may have been too early for the first lines
        lines = partial.read_bytes().count(b"\n")
        assert f"{lines} lines are kept in {partial}; the same command with --resume goes" in said
    assert run(news, "--output", out, "--resume", jobs=jobs).returncode == 0
    assert out.read_bytes().startswith(unbroken)
    assert out.read_bytes().count(b"\n") == 500


def test_an_interrupted_run_to_a_pipe_ends_cleanly(news, run):
    done = run(news, fault="interrupt", jobs=2)
    assert (done.returncode, done.stderr) == (130, b"")


@pytest.mark.parametrize("torn", [1, 40, 5000])
def test_a_torn_end_is_cut_off_and_written_again(news, out, partial, unbroken, hedgerow, torn):
    partial.write_bytes(unbroken[: unbroken.index(b'{"article":"a50"') + torn])
    done = hedgerow("mentions", news, "--output", out, "--resume")
    assert done.returncode == 0, done.stderr
    assert out.read_bytes() == unbroken


def test_zeros_that_a_power_cut_has_left_are_cut_off(news, out, partial, unbroken, hedgerow):
    middle = unbroken.index(b'{"article":"a50"')
    partial.write_bytes(unbroken[:middle] + bytes(700) + unbroken[middle + 700 :])
    assert hedgerow("mentions", news, "--output", out, "--resume").returncode == 0
    assert out.read_bytes() == unbroken


def test_the_first_line_torn_begins_anew(news, out, partial, unbroken, hedgerow):
    partial.write_bytes(unbroken[:30])
    assert hedgerow("mentions", news, "--output", out, "--resume").returncode == 0
    assert out.read_bytes() == unbroken


def test_resume_without_anything_to_go_on_with_begins(news, out, unbroken, hedgerow):
    assert hedgerow("mentions", news, "--output", out, "--resume").returncode == 0
    assert out.read_bytes() == unbroken


def test_a_run_that_only_lacked_its_name_is_finished(news, out, partial, unbroken, hedgerow):
    partial.write_bytes(unbroken)
    done = hedgerow("mentions", news, "--output", out, "--resume")
    assert b"100 articles written to" in done.stderr
    assert b"100 of them by an earlier run" in done.stderr
    assert out.read_bytes() == unbroken


# What is refused


def test_what_a_run_has_left_is_told_with_both_ways_out(news, out, partial, unbroken, hedgerow):
    partial.write_bytes(unbroken[:5000])
    done = hedgerow("mentions", news, "--output", out)
    assert done.returncode == 1
    assert b"--resume goes on from there, --force begins anew" in done.stderr
    assert partial.read_bytes() == unbroken[:5000]


def test_force_begins_anew(news, out, partial, unbroken, hedgerow):
    partial.write_bytes(b"anything\n")
    out.write_bytes(b"older")
    assert hedgerow("mentions", news, "--output", out, "--force").returncode == 0
    assert out.read_bytes() == unbroken
    assert not partial.exists()


def test_a_file_that_exists_is_not_replaced_untold(news, out, partial, hedgerow):
    out.write_bytes(b"mine")
    done = hedgerow("mentions", news, "--output", out, "--resume")
    assert done.returncode == 1
    assert b"exists; --force replaces it" in done.stderr
    assert out.read_bytes() == b"mine"
    assert not partial.exists()


def edited(lines: bytes, old: bytes, new: bytes) -> bytes:
    assert old in lines
    return lines.replace(old, new, 1)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda s: edited(s, b'"a3"', b'"b3"'), ":3: its article “b3” is not in the corpus"),
        (lambda s: b"".join(reversed(s.splitlines(True)[:9])), ":2: “a8” comes in another place"),
        (lambda s: edited(s, b'56":"', b'56":"0'), ":1: the text of “a1” is another by now"),
        (lambda s: b"My notes\n" + s, ":1: its first line was not written by this command"),
    ],
)
def test_lines_of_another_corpus_are_refused_and_left_alone(
    news, out, partial, unbroken, hedgerow, change, said
):
    partial.write_bytes(change(unbroken))
    done = hedgerow("mentions", news, "--output", out, "--resume", "--jobs", 2)
    assert done.returncode == 1
    assert f"{partial}{said}" in done.stderr.decode()
    assert partial.read_bytes() == change(unbroken)
    assert not out.exists()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--published", "2022-03-02"), "the day of “a1” was None (unknown), and is 2022-03-02"),
        (("--suggestions",), "“a1” was read with other options, or by another version"),
    ],
)
def test_lines_made_with_other_options_are_refused(
    news, out, partial, unbroken, hedgerow, options, said
):
    partial.write_bytes(b"".join(unbroken.splitlines(True)[:10]))
    done = hedgerow("mentions", news, "--output", out, "--resume", *options)
    assert done.returncode == 1
    assert said in done.stderr.decode()
    assert b"--force begins anew" in done.stderr


@pytest.mark.parametrize("output", [(), ("--output", "-")])
def test_resume_without_a_file_is_wrong_usage(news, hedgerow, output):
    done = hedgerow("mentions", news, *output, "--resume")
    assert done.returncode == 2
    assert b"--output FILE" in done.stderr


# Articles that can't be read


@pytest.fixture
def folder(tmp_path) -> Path:
    """A corpus of files, the second of which is no text."""
    folder = tmp_path / "folder"
    folder.mkdir()
    for name in "acde":
        (folder / f"{name}.txt").write_text(f"“We agree,” {name.upper()}. Berg said.")
    (folder / "b.txt").write_bytes(b"\0\1\2\3" * 100)
    return folder


def test_an_article_that_cannot_be_read_is_named_counted_and_passed_over(folder, out, hedgerow):
    done = hedgerow("mentions", folder, "--output", out, "--jobs", 2)
    said = done.stderr.decode()
    assert done.returncode == 1
    assert f"{folder / 'b.txt'}: " in said
    assert f"4 articles written to {out}; 1 passed over" in said


def test_it_is_named_counted_and_passed_over_again_by_a_run_that_goes_on(
    folder, out, partial, hedgerow
):
    unbroken = hedgerow("mentions", folder)
    partial.write_bytes(b"".join(unbroken.stdout.splitlines(True)[:3]))
    done = hedgerow("mentions", folder, "--output", out, "--resume")
    assert done.returncode == 1
    assert unbroken.stderr in done.stderr
    assert b"1 passed over" in done.stderr
    assert out.read_bytes() == unbroken.stdout


def test_an_article_that_can_be_read_by_now_is_told(folder, out, partial, hedgerow):
    lines = hedgerow("mentions", folder).stdout
    partial.write_bytes(b"".join(lines.splitlines(True)[:3]))
    (folder / "b.txt").write_text("“We agree,” B. Berg said.")
    done = hedgerow("mentions", folder, "--output", out, "--resume")
    assert done.returncode == 1
    assert "“b” was passed over by the run that broke off, and can be read by now" in (
        done.stderr.decode()
    )
    assert out.read_bytes() == lines


def test_an_article_on_which_extraction_fails_is_passed_over(news, out, run):
    done = run(news, "--output", out, fault="fail")
    assert done.returncode == 1
    assert f"{news}:80: extraction has failed" in done.stderr.decode()
    assert b"KeyError: 'verb'" in done.stderr
    assert out.read_bytes().count(b"\n") == COUNT - 1


# The terminal


def test_progress_is_shown_on_a_terminal_and_gone_at_the_end(news, out):
    arguments = ("mentions", str(written(news, 600)), "--output", str(out))
    with Terminal(*arguments, columns=300) as terminal:
        assert terminal.wait() == 0
        terminal.read()
        assert b"\r0 of 600 articles" in terminal.raw
        assert b" a second" in terminal.raw
        assert terminal.text.strip() == f"hedgerow: 600 articles written to {out}"


def test_a_fault_is_told_on_a_line_of_its_own(folder, out):
    with Terminal("mentions", str(folder), "--output", str(out), columns=200) as terminal:
        assert terminal.wait() == 1
        terminal.read()
        lines = terminal.text.split("\n")
    assert lines[0].startswith(f"hedgerow: {folder / 'b.txt'}: ")
    assert lines[1].startswith("hedgerow: 4 articles written")


def test_lines_that_go_to_the_terminal_are_not_mixed_with_progress(folder):
    with Terminal("mentions", str(folder)) as terminal:
        terminal.wait()
        terminal.read()
        assert b" of 5 articles" not in terminal.raw


def test_no_process_outlives_a_run_that_is_killed(news, out, run, tmp_path):
    run(news, "--output", out, fault="kill", jobs=3)
    deadline = time.monotonic() + 20
    while alive := [one for one in Path("/proc").glob("[0-9]*") if is_run_on(one, news)]:
        assert time.monotonic() < deadline, alive
        time.sleep(0.05)


def is_run_on(process: Path, corpus: Path) -> bool:
    try:
        return os.fsencode(corpus) in (process / "cmdline").read_bytes()
    except OSError:  # it has ended
        return False

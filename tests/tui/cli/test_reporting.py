"""The log that is asked for, and the report of an error that nobody had foreseen."""

from __future__ import annotations

import logging
import platform
import stat
from importlib.metadata import version
from pathlib import Path

import pytest
from terminal import Terminal

from hedgerow.store.workspace.workspace import Workspace
from hedgerow.tui.__main__ import main

FIRST, SECOND = "000_a3fc5418d35ef088", "001_40ebd96be52325bb"
WORDS = "China is extremely concerned about the harm to civilians"

BREAKS_THE_SAVING = """
from hedgerow.store.extract import Extraction
from hedgerow.store.journal import History

def extract(text, published=None, /):
    def fail(*_, **__):
        raise ValueError(text)

    History.save = fail
    return Extraction()
"""
"""A pipeline of somebody's own that does what no pipeline should."""


@pytest.fixture
def failing(monkeypatch):
    """Have an export raise something."""

    def fail_with(error):
        def export_lines(*_):
            raise error

        monkeypatch.setattr("hedgerow.tui.cli.commands.export_lines", export_lines)

    return fail_with


@pytest.fixture(autouse=True)
def no_log_is_left():
    yield
    for handler in logging.getLogger("hedgerow").handlers[:]:
        if isinstance(handler, logging.FileHandler):
            logging.getLogger("hedgerow").removeHandler(handler)
            handler.close()


def report_in(folder: Path) -> str:
    (path,) = folder.iterdir()
    return path.read_text(encoding="utf-8")


# The report


def test_an_error_that_nobody_had_foreseen_is_reported_and_told_in_plain_words(
    corpus, failing, reports, capsys
):
    failing(RuntimeError(WORDS))
    assert main(["export", str(corpus), "--label=claim"]) == 1
    told = capsys.readouterr().err
    assert "Hedgerow has stopped at an error of its own. What was saved before is safe." in told
    assert "Traceback" not in told
    assert WORDS not in told
    (path,) = reports.iterdir()
    assert str(path) in told
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    report = path.read_text(encoding="utf-8")
    assert "Command line: export --label\n" in report
    assert f"CPython {platform.python_version()}, textual {version('textual')}, tinydb " in report
    assert "tui/cli/commands.py" in report
    assert "builtins.RuntimeError: (what it says is left out)" in report
    assert WORDS not in report


@pytest.mark.parametrize("kind", [KeyError, ValueError, type("Own", (TypeError,), {})])
def test_what_may_be_of_an_articles_text_is_not_in_a_report(corpus, failing, reports, kind):
    failing(kind(WORDS))
    assert main(["export", str(corpus)]) == 1
    assert WORDS not in report_in(reports)


def test_no_value_of_an_option_is_in_a_report(corpus, monkeypatch, reports):
    monkeypatch.setattr("hedgerow.tui.cli.commands.tag", _fails)
    span = ["--start", "96", "--end", "117", "--label", "claim"]
    assert main(["tag", str(corpus), SECOND, *span, "--memo=a secret"]) == 1
    report = report_in(reports)
    assert "Command line: tag --start --end --label --memo\n" in report
    assert "secret" not in report
    assert SECOND not in report


def test_what_the_interpreter_says_is_in_the_report(corpus, failing, reports):
    failing(AttributeError("'str' object has no attribute 'name'"))
    assert main(["export", str(corpus)]) == 1
    assert "AttributeError: 'str' object has no attribute 'name'\n" in report_in(reports)


def test_what_led_to_an_error_is_in_its_report(corpus, monkeypatch, reports):
    def export_lines(*_):
        try:
            raise OSError(5, "Input/output error")
        except OSError as error:
            raise RuntimeError from error

    monkeypatch.setattr("hedgerow.tui.cli.commands.export_lines", export_lines)
    assert main(["export", str(corpus)]) == 1
    report = report_in(reports)
    assert "builtins.OSError: [Errno 5] Input/output error\nwhich led to:\n" in report
    assert report.endswith("builtins.RuntimeError\n")


def test_controls_in_names_stay_text_in_the_report_and_on_the_terminal(
    corpus, monkeypatch, failing, tmp_path, capsys
):
    name = "re\x1b[31mports"
    monkeypatch.setenv("HEDGEROW_REPORTS", str(tmp_path / name))
    failing(TypeError("evil\x1b]0;title\x07\nwords"))
    assert main(["export", str(corpus)]) == 1
    assert "\x1b" not in capsys.readouterr().err
    assert "builtins.TypeError: evil␛]0;title␇ words\n" in report_in(tmp_path / name)


def test_where_no_report_can_be_kept_it_is_with_the_temporary_files(
    corpus, monkeypatch, failing, tmp_path, capsys
):
    (tmp_path / "file").write_text("")
    (tmp_path / "temporary").mkdir()
    monkeypatch.setenv("HEDGEROW_REPORTS", str(tmp_path / "file" / "reports"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    failing(RuntimeError(WORDS))
    assert main(["export", str(corpus)]) == 1
    (path,) = (tmp_path / "temporary").iterdir()
    assert str(path) in capsys.readouterr().err
    path.unlink()
    (tmp_path / "temporary").rmdir()
    assert main(["export", str(corpus)]) == 1
    assert "no report of it can be written: No such file" in capsys.readouterr().err


def _fails(*_):
    raise RuntimeError(WORDS)


def test_a_report_is_kept_in_the_persons_own_folder_for_logs(
    corpus, monkeypatch, failing, tmp_path, capsys
):
    monkeypatch.delenv("HEDGEROW_REPORTS")
    monkeypatch.setattr("platformdirs.user_log_path", lambda name, **_: tmp_path / "logs" / name)
    failing(RuntimeError(WORDS))
    assert main(["export", str(corpus)]) == 1
    (path,) = (tmp_path / "logs" / "hedgerow").iterdir()
    assert str(path) in capsys.readouterr().err


async def test_an_error_ends_the_app_with_what_was_done_last(reading, monkeypatch):
    monkeypatch.setattr(Workspace, "read_to_show", _fails)
    with pytest.raises(RuntimeError):
        async with reading() as session:
            await session.press("o", "enter")
            await session.expect(lambda: session.app.failure)
    assert isinstance(session.app.failure, RuntimeError)
    assert session.app.return_code == 1
    assert list(session.app.last_actions) == ["LibraryScreen: order", "LibraryScreen: choose"]


def test_the_app_ends_with_a_report_and_no_traceback(corpus, tmp_path, reports):
    (tmp_path / "broken.py").write_text(BREAKS_THE_SAVING)
    (tmp_path / "config.toml").write_text('extractor = "broken:extract"')
    settings = str(tmp_path / "config.toml")
    with Terminal(str(corpus), columns=130, HEDGEROW_CONFIG=settings) as terminal:
        terminal.expect_shown("5 articles")
        terminal.press("j", "enter")
        terminal.expect_shown("Speakers 0")
        terminal.press("c")
        assert terminal.wait() == 1
        terminal.read()
        shown = " ".join(terminal.text.split())
    assert "Hedgerow has stopped at an error of its own." in shown
    assert "Every tag that was shown in full is saved." in shown
    assert "Traceback" not in shown
    report = report_in(reports)
    assert "  LibraryScreen: choose\n  ReaderScreen: tag(2)\n" in report
    assert "builtins.ValueError: (what it says is left out)" in report
    assert "Beijing" not in report


# The log


def test_a_log_has_versions_the_corpus_and_how_it_ended(corpus, hedgerow, tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    log = tmp_path / "hedgerow.log"
    (corpus / "photo.txt").write_bytes(b"\x89PNG\x00\x00")
    assert hedgerow("check", corpus, "--log", log).returncode == 1
    lines = log.read_text(encoding="utf-8").splitlines()
    assert "Hedgerow log: Hedgerow " in lines[0]
    assert "tinydb " in lines[0]
    assert lines[1].endswith("INFO command: check --log")
    assert lines[2].endswith("INFO corpus: ~/seeds")
    assert "WARNING problem: " in lines[3]
    assert "photo.txt: not a text file" in lines[3]
    assert "ended with exit code 1 after " in lines[-1]


def test_a_log_goes_on_where_another_ended_and_takes_no_other_files_place(
    corpus, hedgerow, tmp_path
):
    log = tmp_path / "hedgerow.log"
    for _ in range(2):
        assert hedgerow("export", corpus, "--log", log).returncode == 0
    assert log.read_text(encoding="utf-8").count("Hedgerow log: ") == 2
    article = corpus / f"{FIRST}.txt"
    before = article.read_bytes()
    done = hedgerow("export", corpus, "--log", article)
    assert done.returncode == 1
    assert b"exists and is no log; name another file" in done.stderr
    assert article.read_bytes() == before
    assert hedgerow("export", corpus, "--log", tmp_path).returncode == 1


def test_the_app_logs_what_is_done_and_what_is_saved_but_no_text(corpus, tmp_path):
    log = tmp_path / "hedgerow.log"
    with Terminal(str(corpus), "--log", str(log)) as terminal:
        terminal.expect_shown("5 articles")
        terminal.press("j", "enter")
        terminal.expect_shown("Beijing: China")
        terminal.press("'", "c")
        terminal.expect_shown("Saved: claim")
        terminal.press("m")
        terminal.expect_shown("Memo on claim")
        terminal.press(*"secret", "enter")
        terminal.expect_shown("Saved: memo")
        terminal.press("q", "q")
        assert terminal.wait() == 0
    text = log.read_text(encoding="utf-8")
    assert "DEBUG action: LibraryScreen: choose" in text
    assert "DEBUG action: ReaderScreen: tag(2)" in text
    assert " ms\n" in text
    assert "secret" not in text
    assert "concerned" not in text
    assert "ended with exit code 0" in text


def test_a_save_that_fails_is_in_the_log_with_why(corpus, tmp_path):
    log = tmp_path / "hedgerow.log"
    (corpus / "annotations").write_text("a file in the folder's place")
    with Terminal(str(corpus), "--log", str(log)) as terminal:
        terminal.expect_shown("5 articles")
        terminal.press("j", "enter")
        terminal.expect_shown("Beijing: China")
        terminal.press("'", "c")
        terminal.expect_shown("Not saved")
        terminal.kill()
    text = log.read_text(encoding="utf-8")
    assert "failed after" in text
    assert "builtins.FileExistsError" in text or "builtins.NotADirectoryError" in text


def test_what_a_fault_quotes_is_not_in_the_log(corpus, hedgerow, tmp_path, monkeypatch):
    (tmp_path / "quoting.py").write_text(
        "def extract(text, published=None, /):\n    raise ValueError(text)\n"
    )
    (tmp_path / "config.toml").write_text('extractor = "quoting:extract"')
    monkeypatch.setenv("HEDGEROW_CONFIG", str(tmp_path / "config.toml"))
    log = tmp_path / "hedgerow.log"
    done = hedgerow("mentions", corpus, "--log", log)
    assert "Beijing" in done.stderr.decode()
    text = log.read_text(encoding="utf-8")
    assert text.count("WARNING problem: ") >= 5
    assert "Beijing" not in text


def test_an_unforeseen_error_is_in_the_log_too(corpus, failing, tmp_path):
    failing(RuntimeError(WORDS))
    log = tmp_path / "hedgerow.log"
    assert main(["export", str(corpus), "--log", str(log)]) == 1
    text = log.read_text(encoding="utf-8")
    assert "CRITICAL stopped by an unexpected error" in text
    assert "builtins.RuntimeError: (what it says is left out)" in text
    assert WORDS not in text


def test_without_a_log_and_an_error_no_logging_is_loaded(corpus, hedgerow):
    from test_rooms import modules_after

    loaded = modules_after("from hedgerow.tui.__main__ import main\nmain('export seeds'.split())")
    assert "hedgerow.tui.cli.reporting" not in loaded
    assert "logging" not in loaded

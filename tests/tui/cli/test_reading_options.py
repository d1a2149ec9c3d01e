"""How files are read, as the command line and the settings say it."""

from __future__ import annotations

import json

import pytest

RECORD = {"id": "a", "text": "A summary.", "raw": "The council said so.", "when": "4/5/2023"}


@pytest.fixture
def news(tmp_path):
    path = tmp_path / "news.jsonl"
    path.write_text(json.dumps(RECORD) + "\n")
    return path


def mentions_of(hedgerow, *arguments):
    done = hedgerow("mentions", *arguments)
    return done, [json.loads(line) for line in done.stdout.splitlines()]


def test_a_column_is_named(news, hedgerow):
    options = ("--field", "text=raw", "--field", "published=when:day-first")
    done, (line,) = mentions_of(hedgerow, news, *options)

    assert done.returncode == 0
    assert line["published"] == "2023-05-04"
    assert "text from “raw”" in done.stderr.decode()


def test_a_day_that_may_be_two_says_which_option_helps(news, hedgerow):
    news.write_text(json.dumps({"id": "a", "text": "So.", "date": "4/5/2023"}) + "\n")
    done, _ = mentions_of(hedgerow, news)

    assert "--field published=:month-first" in done.stderr.decode()


def test_settings_may_name_columns_and_an_encoding(news, hedgerow, tmp_path, monkeypatch):
    settings = tmp_path / "config.toml"
    settings.write_text('encoding = "latin2"\n[fields]\ntext = "raw"\n')
    monkeypatch.setenv("HEDGEROW_CONFIG", str(settings))
    (tmp_path / "t.txt").write_bytes("Pójdę stąd.".encode("iso8859-2"))
    done, lines = mentions_of(hedgerow, tmp_path)

    assert done.returncode == 0
    assert {line["article"] for line in lines} == {"a", "t"}
    assert b"UTF-8" not in done.stderr


@pytest.mark.parametrize(
    "options",
    [("--field", "text"), ("--field", "nosuch=x"), ("--field", "text="), ("--encoding", "rot13")],
)
def test_what_is_no_field_and_no_encoding_is_wrong_usage(news, hedgerow, options):
    assert hedgerow("check", news, *options).returncode == 2


@pytest.mark.parametrize(
    "setting", ['encoding = "rot13"', "fields = 3", '[fields]\nnosuch = "x"', "[fields]\ntext = 1"]
)
def test_a_setting_that_says_neither_is_told(news, hedgerow, tmp_path, monkeypatch, setting):
    settings = tmp_path / "config.toml"
    settings.write_text(setting + "\n")
    monkeypatch.setenv("HEDGEROW_CONFIG", str(settings))

    assert "must be" in hedgerow("check", news).stderr.decode()


def test_check_is_not_content_where_something_was_not_read(tmp_path, hedgerow):
    (tmp_path / "a.txt").write_text("The council said so.")
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.7 x")
    done = hedgerow("check", tmp_path, "--json")

    assert done.returncode == 1
    assert json.loads(done.stdout)["unread_files"] == 1
    assert "1 .pdf: not read" in done.stderr.decode()


def test_check_is_content_with_what_holds_no_articles(tmp_path, hedgerow):
    (tmp_path / "a.txt").write_text("The council said so.")
    (tmp_path / "b.css").write_text("a {}")

    assert hedgerow("check", tmp_path).returncode == 0

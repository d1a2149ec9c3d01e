"""`hedgerow convert`: what is told, what is written, what is refused, and going on."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conversions import BRIDGE, docx_of
from terminal import Terminal

from hedgerow.store.convert import ARCHIVES, CONTAINERS, READ

ROOT = Path(__file__).parents[3]
TEXT = f"{BRIDGE.title}\n\n" + "\n\n".join(BRIDGE.body)


def nexis(path: Path, count: int = 200) -> Path:
    """Write a file as Nexis exports it."""
    with path.open("w", encoding="utf-8") as out:
        for n in range(1, count + 1):
            out.write(f"{n} of {count} DOCUMENTS\n\n{'Example Post':>40}\n\n")
            out.write(
                f"{'March 2, 2022 Wednesday':>40}\n\nBridge {n} to open\n\nLENGTH: 9 words\n\n"
            )
            out.write(
                f"The minister said that bridge {n} would open.\n\nLOAD-DATE: March 3, 2022\n\n"
            )
    return path


def lines_of(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_an_export_becomes_a_corpus_that_the_program_reads(tmp_path, hedgerow):
    source, out = nexis(tmp_path / "export.txt"), tmp_path / "articles.jsonl"
    done = hedgerow("convert", source, "--output", out)
    assert done.returncode == 0, done.stderr.decode()
    assert done.stderr.decode() == f"hedgerow: 200 articles written to {out}\n"
    lines = lines_of(out)
    assert len({line["id"] for line in lines}) == 200
    assert {(line["outlet"], line["published"]) for line in lines} == {
        ("Example Post", "2022-03-02")
    }
    source_of = lines[1]["source"]
    assert source_of["file"] == str(source)
    assert (source_of["place"], source_of["reader"], source_of["guessed"]) == (
        "document 2",
        "nexis",
        [],
    )
    assert len(source_of["sha256"]) == 64
    checked = hedgerow("check", out)
    assert checked.returncode == 0, checked.stderr.decode()


def test_what_is_left_out_is_told_and_is_a_failure(tmp_path, hedgerow):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    for name in ("x.png", "y.png"):
        (folder / name).write_bytes(b"\x89PNG\r\n\x1a\n")
    (folder / "b.docx").write_bytes(docx_of(TEXT)[:200])
    done = hedgerow("convert", folder, "--output", tmp_path / "out.jsonl")
    told = done.stderr.decode()
    assert done.returncode == 1
    assert "2 .png: a picture; let a program for that (OCR) read its text first" in told
    assert "b.docx" in told
    assert "1 articles written" in told and "left out: 2, each told above" in told


def test_a_folder_of_markdown(tmp_path, hedgerow):
    source, out = nexis(tmp_path / "export.txt", 3), tmp_path / "articles"
    done = hedgerow("convert", source, "--to", "folder", "--output", out)
    assert done.returncode == 0, done.stderr.decode()
    assert len([*out.glob("*.md")]) == 3
    again = hedgerow("convert", source, "--to", "folder", "--output", out)
    assert again.returncode == 1
    assert "not empty; --resume goes on from there" in again.stderr.decode()
    resumed = hedgerow("convert", source, "--to", "folder", "--output", out, "--resume")
    assert resumed.returncode == 0
    mentions = hedgerow("mentions", out).stdout.decode().splitlines()
    assert len(mentions) == 3


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
def test_a_run_that_was_broken_off_goes_on_and_gives_the_same(tmp_path, hedgerow):
    folder = tmp_path / "in"
    folder.mkdir()
    for n in range(4):
        nexis(folder / f"{n}.txt", 400 + n)
    whole, out = tmp_path / "whole.jsonl", tmp_path / "out.jsonl"
    assert hedgerow("convert", folder, "--output", whole).returncode == 0
    command = [sys.executable, "-m", "hedgerow.tui", "convert", str(folder), "--output", str(out)]
    run = subprocess.Popen(command, stderr=subprocess.PIPE)
    draft = tmp_path / "out.jsonl.partial"
    while not (draft.exists() and draft.stat().st_size > 50_000):
        assert run.poll() is None, run.stderr.read()
        time.sleep(0.001)
    run.send_signal(signal.SIGINT)
    _, told = run.communicate(timeout=60)
    if run.returncode == 1:
        pytest.skip("it was done before it could be interrupted")
    assert run.returncode == 130
    assert b"the same command with --resume goes on from there" in told
    assert all(line.endswith(b"\n") for line in draft.read_bytes().splitlines(keepends=True))
    resumed = hedgerow("convert", folder, "--output", out, "--resume")
    assert b"by an earlier run" in resumed.stderr
    assert out.read_bytes() == whole.read_bytes()
    assert not draft.exists()


def test_a_run_does_not_go_on_with_a_source_that_has_changed(tmp_path, hedgerow):
    source, out = nexis(tmp_path / "export.txt", 5), tmp_path / "out.jsonl"
    hedgerow("convert", source, "--output", out)
    out.rename(tmp_path / "out.jsonl.partial")
    nexis(source, 6)
    done = hedgerow("convert", source, "--output", out, "--resume")
    assert done.returncode == 1
    assert "has changed since; --force without --resume begins anew" in done.stderr.decode()


def test_an_output_never_takes_the_place_of_what_a_corpus_lives_on(tmp_path, hedgerow):
    source = nexis(tmp_path / "export.txt", 2)
    tagged = tmp_path / "tagged.jsonl"
    assert hedgerow("convert", source, "--output", tagged).returncode == 0
    article = lines_of(tagged)[0]["id"]
    hedgerow("tag", tagged, article, "--start", 0, "--end", 3, "--label", "claim")
    before = tagged.read_bytes()
    kept = (tmp_path / "tagged.annotations" / "x.jsonl", tmp_path / "codebook.toml", tagged, source)
    for output in kept:
        done = hedgerow("convert", source, "--output", output, "--force")
        assert done.returncode == 1, output
        assert b"name another file" in done.stderr
    assert tagged.read_bytes() == before
    assert not (tmp_path / "codebook.toml").exists()


def test_an_output_within_the_source_is_no_source(tmp_path, hedgerow):
    nexis(tmp_path / "export.txt", 2)
    out = tmp_path / "articles.jsonl"
    assert hedgerow("convert", tmp_path, "--output", out).returncode == 0
    assert hedgerow("convert", tmp_path, "--output", out, "--force").returncode == 0
    assert len(lines_of(out)) == 2
    exists = hedgerow("convert", tmp_path, "--output", out)
    assert exists.returncode == 1
    assert b"exists; --force replaces it" in exists.stderr


def test_an_article_of_the_source_is_not_replaced(tmp_path, hedgerow):
    nexis(tmp_path / "export.txt", 2)
    mine = tmp_path / "mine.jsonl"
    mine.write_text(json.dumps({"id": "a", "text": TEXT}) + "\n", encoding="utf-8")
    done = hedgerow("convert", tmp_path, "--output", mine, "--force")
    assert done.returncode == 1
    assert b"is one of the sources" in done.stderr


def test_without_an_output_lines_go_to_standard_output(tmp_path, hedgerow):
    done = hedgerow("convert", nexis(tmp_path / "export.txt", 2))
    assert done.returncode == 0
    assert [json.loads(line)["title"] for line in done.stdout.splitlines()] == [
        "Bridge 1 to open",
        "Bridge 2 to open",
    ]


def test_a_source_that_is_not_there_is_told(tmp_path, hedgerow):
    done = hedgerow("convert", tmp_path / "none", "--output", tmp_path / "a.jsonl")
    assert done.returncode == 1
    assert b"no such file or folder" in done.stderr
    assert not (tmp_path / "a.jsonl").exists()


def test_the_formats_are_listed_from_the_one_list(hedgerow):
    listed = hedgerow("convert", "--formats").stdout.decode()
    for one in READ:
        assert one.says in listed
        assert all(ending in listed for ending in one.endings)
    assert all(name in listed for name in (*ARCHIVES, *CONTAINERS.values()))


def test_the_page_of_the_docs_names_every_format(hedgerow):
    page = (ROOT / "docs" / "bring-in.md").read_text(encoding="utf-8")
    for one in READ:
        assert all(f"`{ending}`" in page for ending in one.endings), one.says
        assert one.library is None or one.library in page
    assert all(name in page.lower() for name in ARCHIVES)


@pytest.mark.parametrize(("library", "name"), [("pypdf", "a.pdf"), ("striprtf", "a.rtf")])
def test_a_library_that_is_missing_is_named_with_what_installs_it(tmp_path, library, name):
    (tmp_path / name).write_bytes(b"%PDF-1.4" if name.endswith("pdf") else b"{\\rtf1 x}")
    code = (
        f"import sys; sys.modules[{library!r}] = None; sys.modules['{library}.{library}'] = None\n"
        "from hedgerow.tui.__main__ import main\n"
        f"sys.exit(main(['convert', {str(tmp_path / name)!r}]))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, cwd=ROOT, timeout=60)
    assert done.returncode == 1
    assert f'needs {library}; pip install "hedgerow[convert]"' in done.stderr.decode()


def test_progress_is_shown_on_a_terminal(tmp_path):
    source, out = nexis(tmp_path / "export.txt", 3000), tmp_path / "out.jsonl"
    with Terminal("convert", str(source), "--output", str(out), columns=200) as terminal:
        assert terminal.wait() == 0
        terminal.read()
        assert b"articles \xc2\xb7 file 1 of 1" in terminal.raw
        assert "3,000 articles written" in terminal.text


def test_what_a_person_says_of_fields_and_encodings_is_heeded(tmp_path, hedgerow):
    table = tmp_path / "a.csv"
    table.write_text("nr,prose,head\n1,The minister said so.,Bridge to open\n", encoding="utf-8")
    done = hedgerow("convert", table, "--field", "text=prose", "--field", "title=head")
    line = json.loads(done.stdout)
    assert (line["text"], line["title"]) == ("The minister said so.", "Bridge to open")
    text = tmp_path / "a.txt"
    text.write_bytes("Мост откроется в мае, сказал министр.".encode("koi8-r"))
    done = hedgerow("convert", text, "--encoding", "koi8-r")
    assert json.loads(done.stdout)["text"] == "Мост откроется в мае, сказал министр."

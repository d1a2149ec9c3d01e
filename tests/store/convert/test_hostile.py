"""Input that means harm, or is broken: a message each, and bounds on what it may cost."""

from __future__ import annotations

import gzip
import io
import json
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from conversions import BRIDGE, converted, docx_of, facts_of, pdf_of, zip_of

from hedgerow.store.convert import ArticleFolder, Conversion
from hedgerow.store.convert.folder import name_for
from hedgerow.store.corpus import Article

ARTICLE = f"{BRIDGE.title}\n\n" + "\n\n".join(BRIDGE.body)


def zeros(size: int) -> bytes:
    out = io.BytesIO()
    with gzip.GzipFile(fileobj=out, mode="wb") as file:
        for _ in range(size >> 20):
            file.write(bytes(1 << 20))
    return out.getvalue()


def test_a_bomb_in_gzip_is_told_before_it_is_unpacked(tmp_path, monkeypatch):
    file = tmp_path / "bomb.gz"
    file.write_bytes(zeros(300 << 20))
    written = []
    true_open = Path.open

    def watched(path, *arguments, **more):
        opened = true_open(path, *arguments, **more)
        if arguments[:1] == ("wb",):
            true_write = opened.write
            opened_write = lambda data: written.append(len(data)) or true_write(data)  # noqa: E731
            return _Watched(opened, opened_write)
        return opened

    monkeypatch.setattr(Path, "open", watched)
    lines, told = converted(file)
    assert lines == []
    assert len(told) == 1
    assert "packed so hard that it may be a bomb" in told[0]
    assert sum(written) < 20_000_000


class _Watched:
    def __init__(self, file, write):
        self._file, self.write = file, write

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._file.close()


def test_a_bomb_in_a_zip_is_told(tmp_path):
    file = tmp_path / "bomb.zip"
    file.write_bytes(zip_of({"a.txt": bytes(300 << 20)}))
    lines, told = converted(file)
    assert lines == []
    assert len(told) == 1
    assert "packed so hard that it may be a bomb" in told[0]


def test_a_bomb_in_a_word_file_is_told(tmp_path):
    file = tmp_path / "bomb.docx"
    document = b"<w:document>" + b" " * (300 << 20)
    file.write_bytes(zip_of({"[Content_Types].xml": "", "word/document.xml": document}))
    lines, told = converted(file)
    assert lines == []
    assert len(told) == 1
    assert "packed so hard" in told[0]


def test_a_zip_whose_sizes_lie_is_told(tmp_path):
    data = bytearray(zip_of({"a.txt": ARTICLE * 40}))
    at = data.rindex(b"PK\x01\x02") + 24
    data[at : at + 4] = (10).to_bytes(4, "little")
    file = tmp_path / "lie.zip"
    file.write_bytes(bytes(data))
    _, told = converted(file)
    assert all("lie.zip" in one for one in told)


def test_zips_within_zips_end(tmp_path):
    data = zip_of({"a.txt": ARTICLE})
    for _ in range(8):
        data = zip_of({"inner.zip": data})
    file = tmp_path / "deep.zip"
    file.write_bytes(data)
    lines, told = converted(file)
    assert lines == []
    assert len(told) == 1
    assert "more than 3 packed files in one another" in told[0]


def test_names_in_a_zip_lead_nowhere(tmp_path):
    names = ["../../evil.txt", "/etc/passwd.txt", "C:\\evil.txt", "a/../../b.txt", "\x1b[2J.txt"]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number, name in enumerate(names):
            archive.writestr(name, f"Bridge {number} to open\n\n{BRIDGE.body[0]}")
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    inside = tmp_path / "in"
    inside.mkdir()
    (inside / "names.zip").write_bytes(out.getvalue())
    folder = ArticleFolder(tmp_path / "out" / "articles")
    lines, told = converted(inside)
    for one in Conversion((inside,), 10**8).articles():
        if one.article:
            folder.write(one.article)
    assert len(lines) == len(names)
    assert len(told) == 1
    assert "“link.txt” in it is a link" in told[0]
    assert len([*(tmp_path / "out" / "articles").iterdir()]) == len(names)
    assert {path.name for path in tmp_path.iterdir()} == {"in", "out"}
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"articles"}


@pytest.mark.parametrize(
    "identity",
    [
        "../../evil",
        "/etc/passwd",
        "a/b",
        "..",
        ".",
        "",
        "con",
        "NUL.x",
        "a\0b",
        "\x1b[2J",
        "ä" * 500,
    ],
)
def test_a_file_s_name_leads_nowhere_and_is_short(identity):
    name = name_for(identity)
    assert "/" not in name and "\\" not in name and "\0" not in name and "\x1b" not in name
    assert not name.startswith(".")
    assert len(name) < 130
    assert name.lower() not in ("con.md", "nul.md")


def test_different_ids_have_different_files():
    assert len({name_for(one) for one in ("a/b", "a-b", "a\\b", "../a-b", "a b")}) == 5


def test_a_link_in_a_folder_is_not_followed(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text(ARTICLE, encoding="utf-8")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "link.txt").symlink_to(secret)
    lines, told = converted(folder)
    assert lines == []
    assert "a link, which is not followed" in told[0]


def looped_pdf() -> bytes:
    data = pdf_of([["The minister said so."]])
    return data.replace(b"/Kids[4 0 R]/Count 1", b"/Kids[2 0 R]/Count 9")


def test_one_page_that_is_there_a_million_times_is_told(tmp_path):
    pytest.importorskip("pypdf")
    file = tmp_path / "a.pdf"
    data = pdf_of([["The minister said so."]])
    file.write_bytes(data.replace(b"/Kids[4 0 R]/Count 1", b"/Kids[%s]" % (b"4 0 R " * 100_000)))
    lines, told = converted(file)
    assert lines == []
    assert len(told) == 1


@pytest.mark.parametrize(
    "data",
    [
        looped_pdf(),
        pdf_of([["x"]]).replace(b"/Root 1 0 R", b"/Root 9 9 R"),
        pdf_of([["x"]]).replace(b"startxref\n", b"startxref\n99"),
        b"%PDF-1.7\n" + b"1 0 obj<</Length 99999999999>>stream\n" * 50,
        b"%PDF-1.7\n" + b"[" * 100_000,
        b"%PDF-1.7\n" + b"<<" * 50_000 + b"trailer<</Root 1 0 R>>",
    ],
    ids=["a loop", "no root", "a false place", "a false length", "deep lists", "deep names"],
)
def test_a_broken_pdf_is_told(tmp_path, data):
    pytest.importorskip("pypdf")
    file = tmp_path / "a.pdf"
    file.write_bytes(data)
    lines, told = converted(file)
    if lines:  # what the library mends is as good as whole
        assert lines[0]["text"]
    else:
        assert len(told) == 1
        assert "a.pdf" in told[0]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.rtf", b"{\\rtf1 " + b"{" * 100_000),
        ("a.rtf", b"{\\rtf1 \\u99999999? \\'zz \\bin99999999 x}"),
        ("a.json", b"[" * 100_000),
        ("a.json", b'[{"text": ' + b'{"a":' * 100_000),
        ("a.json", b'[{"text": "a'),
        ("a.xml", b"<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a 'ha'>]><rss>&a;</rss>"),
        ("a.html", b"<div>" * 100_000),
        ("a.html", b"<!doctype html><" + b"a" * 1_000_000),
        ("a.html", b"<html><body>" + b"<p>" * 1_000_000),
        ("a.html", b"<html><body>" + b"<b><i>" * 60_000 + b"x"),
        ("a.eml", b"From: a\nSubject: b\nMIME-Version: 1.0\nContent-Type: multipart/mixed\n\n"),
        ("a.zip", b"PK\x03\x04"),
        ("a.gz", b"\x1f\x8b\x08 broken"),
        ("a.zst", b"\x28\xb5\x2f\xfd broken"),
        ("a.warc", b"WARC/1.0\r\nContent-Length: 99999999999\r\n"),
        ("a.epub", zip_of({"mimetype": "application/epub+zip"})),
        ("a.parquet", b"PAR1 broken PAR1"),
        ("a.docx", docx_of("x").replace(b"document", b"dokument")),
        ("a.odt", zip_of({"mimetype": "application/vnd.oasis.opendocument.text",
                          "content.xml": "<a>" * 100_000})),
        ("a.txt", b""),
        ("a.txt", b" \n\n"),
        ("a.bin", bytes(range(256)) * 100),
    ],
)  # fmt: skip
def test_what_is_broken_costs_one_message_and_no_other_file(tmp_path, name, data):
    pytest.importorskip("zstandard")
    (tmp_path / name).write_bytes(data)
    (tmp_path / "whole.txt").write_text(ARTICLE, encoding="utf-8")
    lines, told = converted(tmp_path)
    whole = [line for line in lines if line["id"] == "whole"]
    assert [line["title"] for line in whole] == [BRIDGE.title]
    assert len(told) == 1 or len(lines) == 2
    assert len(told) <= 1


def test_an_export_streams_in_constant_memory(tmp_path):
    """What is kept of each article (its id and a digest) is all that grows."""
    pad = "The minister said so. " * 400
    day = f"{'Example Post':>40}\n\n{'March 2, 2022':>40}"
    sizes, peaks = [], []
    for count in (20, 400, 800):
        file = tmp_path / f"{count}.txt"
        with file.open("w", encoding="utf-8") as out:
            for n in range(1, count + 1):
                out.write(f"{n} of {count} DOCUMENTS\n\n{day}\n\nBridge {n} to open\n\n")
                out.write(f"LENGTH: 62 words\n\n{n}. {pad}\n\n")
        tracemalloc.start()
        assert sum(one.state == "made" for one in Conversion((file,), 10**9).articles()) == count
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        sizes.append(file.stat().st_size)
    assert peaks[2] - peaks[1] < (sizes[2] - sizes[1]) / 10


def test_a_packed_file_is_as_good_as_it_was(tmp_path):
    lines_before, _ = converted(_written(tmp_path / "a.jsonl"))
    packed = tmp_path / "a.jsonl.gz"
    packed.write_bytes(gzip.compress((tmp_path / "a.jsonl").read_bytes()))
    lines, told = converted(packed)
    assert told == []
    assert [(line["id"], facts_of(line)) for line in lines] == [
        (line["id"], facts_of(line)) for line in lines_before
    ]


def test_zstandard_is_unpacked(tmp_path):
    zstandard = pytest.importorskip("zstandard")
    data = _written(tmp_path / "a.jsonl").read_bytes()
    packed = tmp_path / "b.jsonl.zst"
    packed.write_bytes(zstandard.ZstdCompressor().compress(data))
    lines, told = converted(packed)
    assert told == []
    assert [line["id"] for line in lines] == ["a0", "a1"]


def _written(path: Path) -> Path:
    record = {"title": BRIDGE.title, "text": ARTICLE, "outlet": "Example Post",
              "published": "2022-03-02"}  # fmt: skip
    rows = (json.dumps({"id": f"a{n}", **record}) for n in range(2))
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def test_an_article_of_a_folder_reads_as_it_was(tmp_path):
    text = "# 1. A *star* [a](x)\n\n- no list\n1. none\n\n> no quote\n\na_b_c `code` <b>\n\n  four"
    article = Article("a", text, "A: “title”", Path("x"), None, "Post", "2022-03-02", "given")
    ArticleFolder(tmp_path / "out").write(article)
    (line,), told = converted(tmp_path / "out")
    assert told == []
    assert facts_of(line) == ("A: “title”", "Post", "2022-03-02")
    assert line["text"].split() == text.split()

"""What a file holds is told by its first bytes."""

from __future__ import annotations

import gzip
import json

import pytest
from conversions import docx_of, odt_of, pdf_of, rtf_of, zip_of

from hedgerow.store.files import HEAD, format_of

HEADERS = b"Subject: Bridge\nFrom: Example Post <news@example.org>\n"
KNOWN = {
    "a pdf": (pdf_of([["x"]]), "pdf"),
    "a pdf after rubbish": (b"\r\n%PDF-1.4\n1 0 obj", "pdf"),
    "rtf": (rtf_of("x"), "rtf"),
    "word": (docx_of("x"), "docx"),
    "opendocument": (odt_of("x"), "odt"),
    "a book": (zip_of({"mimetype": "application/epub+zip", "a": "b"}), "epub"),
    "a zip": (zip_of({"a.txt": "x"}), "zip"),
    "a table of excel": (zip_of({"[Content_Types].xml": "", "xl/workbook.xml": ""}), "zip"),
    "gzip": (gzip.compress(b"x"), "gzip"),
    "zstandard": (b"\x28\xb5\x2f\xfd\x00", "zstd"),
    "parquet": (b"PAR1\x15", "parquet"),
    "a crawl": (b"WARC/1.0\r\n", "warc"),
    "the old word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "old office"),
    "a picture": (b"\x89PNG\r\n\x1a\n", "picture"),
    "mail": (HEADERS + b"Date: Wed, 02 Mar 2022 10:00:00 +0000\n\nx", "mail"),
    "mail, received": (b"Received: from a by b;\n\tWed\n" + HEADERS + b"\nx", "mail"),
    "a mailbox": (b"From x@example.org Wed Mar  2 10:00:00 2022\n" + HEADERS + b"\nx", "mbox"),
    "an array": (json.dumps([{"id": 1}], indent=1).encode(), "json array"),
    "an object": (json.dumps({"a": {"b": 1}}, indent=1).encode(), "json object"),
    "lines": (b'{"id": 1}\n{"id": 2}\n', "json lines"),
    "a long line": (json.dumps({"text": "x" * 2 * HEAD}).encode()[:HEAD], "json lines"),
    "a table": (b"id,title,text\n1,a,b\n", "csv"),
    "a table with quotes": (b'"id";"title";"text"\n', "csv"),
    "tabs": (b"id\ttitle\ttext\n", "tsv"),
    "a page": (b"<!DOCTYPE html><html>", "html"),
    "a page with a comment": (b"\xef\xbb\xbf<!-- saved --><html><head>", "html"),
    "xhtml": (b'<?xml version="1.0"?><!DOCTYPE html><html xmlns="x">', "html"),
    "rss": (b'<?xml version="1.0"?>\n<rss version="2.0">', "feed"),
    "atom": (b'<feed xmlns="http://www.w3.org/2005/Atom">', "feed"),
    "other xml": (b'<?xml version="1.0"?><nitf>', "xml"),
    "nothing": (b"", "empty"),
    "bytes": (bytes(range(256)), "binary"),
}
PROSE = {
    "prose": "The minister said so.",
    "a head of names": "Title: Bridge to open\nSource: Example Post\nDate: 2022-03-02\n\nText.",
    "a head as of mail": "From: Oslo\nDate: Wednesday\nSubject: the bridge\n\nText.",
    "a first line with commas": "Title, text and date of the article\n\nText.",
    "a list in brackets": "[1] Profits fell, the council said.\n[2] They rose.",
    "brackets": "[Oslo] The minister said so.",
    "braces": "{Oslo} The minister said so.",
    "front matter": "---\ntitle: Bridge\n---\nText.",
    "a letter": "From Oslo we hear that the bridge of 2022 is done.\nSo: it is.\n",
    "less than": "< 5 % of the cars, the council said.",
    "windows": "Der Minister sagte: „Ja.“",
}


@pytest.mark.parametrize("name", KNOWN)
def test_a_format_is_known_by_its_first_bytes(name):
    data, expected = KNOWN[name]
    assert format_of(data[:HEAD]) == expected


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("name", PROSE)
def test_prose_is_text(name, encoding):
    assert format_of(PROSE[name].encode(encoding)) == "text"

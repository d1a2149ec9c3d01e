"""What a file holds, told by its first bytes, whatever its name says."""

from __future__ import annotations

import re
from typing import Final, Literal

Format = Literal[
    "empty", "text", "html", "mail", "mbox", "rtf", "pdf", "json array", "json object",
    "json lines", "csv", "tsv", "feed", "xml", "zip", "docx", "odt", "epub", "gzip", "zstd",
    "parquet", "warc", "old office", "picture", "binary",
]  # fmt: skip
"""What the bytes of a file may be. "text" is all that is none of the others."""

HEAD = 65_536
"""How many of a file's first bytes are enough to tell."""

_MARKS: Final[tuple[tuple[bytes, Format], ...]] = (
    (b"{\\rtf", "rtf"),
    (b"\x1f\x8b", "gzip"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"PAR1", "parquet"),
    (b"WARC/", "warc"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old office"),
    (b"\x89PNG\r\n", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"%PDF-", "pdf"),
)
_ENTRY: Final = b"PK\x03\x04"
_BY_MIMETYPE: Final[tuple[tuple[bytes, Format], ...]] = (
    (b"mimetypeapplication/epub+zip", "epub"),
    (b"mimetypeapplication/vnd.oasis.opendocument.text", "odt"),
)
_BYTE_ORDER: Final = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_CONTROLS: Final = bytes(set(range(32)) - set(b"\t\n\r\f\b\x1b")) + b"\x7f"
_BINARY_SHARE: Final = 0.1

_HTML: Final = re.compile(
    r"(?:<!--.{0,8000}?-->|<\?xml[^>]{0,200}\?>|\s)*"
    r"<(?:!doctype\s+html|html|head|body|title|meta|article|div|p|h1|table|span)\b",
    re.IGNORECASE | re.DOTALL,
)
_XML: Final = re.compile(
    r"\s*(?:<\?xml[^>]{0,400}\?>|<!--.{0,4000}?-->|<\?[^>]{0,400}\?>|<!DOCTYPE[^>\[]{0,400}"
    r"(?:\[.{0,8000}?\]\s*)?>|\s)*<(?P<root>[A-Za-z_][\w:.-]*)",
    re.DOTALL,
)
_HEADER: Final = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,60}:(?:[ \t].*)?\Z")
_OF_MAIL: Final = frozenset(
    "mime-version message-id received return-path delivered-to content-type"
    " snapshot-content-location content-transfer-encoding x-mailer reply-to"
    " list-id dkim-signature".split()
)
_MBOX: Final = re.compile(
    r"From \S+ [^\n]{0,40}\d\d:\d\d[^\n]{0,30}\d{4}[^\n]{0,20}\n[A-Za-z][\w-]*:"
)
_DAY_OF_MAIL: Final = re.compile(r"(?:\w{3}, )?\d{1,2} \w{3} \d{4} \d\d:\d\d")
_JSON_ARRAY: Final = re.compile(r'\s*\[\s*(?:\{\s*["}]|\[|\])')
_JSON_OBJECT: Final = re.compile(r'\s*\{\s*["}]')
_COLUMNS: Final = frozenset(
    "id uid guid text title headline content body article full_text fulltext description summary"
    " date published publish_date pub_date pubdate published_at publishedat datepublished url"
    " link source outlet publisher publication domain author authors byline language section"
    " category label time_added tags status name".split()
)


def format_of(head: bytes) -> Format:
    """Tell what a file holds.

    Args:
        head: its first bytes: all of them, or the first `HEAD`.

    Returns:
        The format. A Word file that was zipped in an unusual order is no more than a "zip".
    """
    if not head:
        return "empty"
    for mark, format_ in _MARKS:
        if head.startswith(mark):
            return format_
    if head.startswith(_ENTRY):
        return _packed(head)
    text = _as_text(head[:HEAD])
    if text is None:
        return "pdf" if b"%PDF-" in head[:1024] else "binary"
    return _of_text(text, is_whole=len(head) < HEAD)


def _packed(head: bytes) -> Format:
    for mark, format_ in _BY_MIMETYPE:
        if mark in head[30:200]:
            return format_
    name_length = int.from_bytes(head[26:28], "little")
    first = head[30 : 30 + name_length]
    is_office = first in (b"[Content_Types].xml", b"_rels/.rels") or first.startswith(b"word/")
    return "docx" if is_office and b"xl/" not in head[:4096] else "zip"


def _as_text(head: bytes) -> str | None:
    for mark, encoding in _BYTE_ORDER:
        if head.startswith(mark):
            return head[len(mark) :].decode(encoding, "replace")
    if len(head) - len(head.translate(None, _CONTROLS)) > _BINARY_SHARE * len(head):
        return None
    return head.decode("utf-8", "replace")


def _of_text(text: str, *, is_whole: bool) -> Format:
    if text.startswith("{\\rtf"):
        return "rtf"
    if text.lstrip()[:5] == "%PDF-":
        return "pdf"
    if text.startswith("From ") and _MBOX.match(text):
        return "mbox"
    if _is_mail(text):
        return "mail"
    start = text.lstrip()[:1]
    if start == "<":
        return _marked_up(text)
    if start == "[" and _JSON_ARRAY.match(text):
        return "json array"
    if start == "{" and _JSON_OBJECT.match(text):
        return _objects(text, is_whole=is_whole)
    return _columns(text) or ("text" if text.strip() else "empty")


def _is_mail(text: str) -> bool:
    """Mail opens with headers; lines such as "Date:" and "Title:" above an article are none."""
    names: dict[str, str] = {}
    for line in text.splitlines()[:200]:
        if not line.strip():
            break
        if line[0] in " \t" and names:
            continue
        if not _HEADER.match(line):
            return False
        name, _, value = line.partition(":")
        names.setdefault(name.lower(), value.strip())
    if names.keys() & _OF_MAIL and names.keys() & {"from", "subject", "date", "content-type"}:
        return len(names) > 1
    is_dated = _DAY_OF_MAIL.match(names.get("date", "")) is not None
    return is_dated and {"from", "subject"} <= names.keys()


def _marked_up(text: str) -> Format:
    root = _XML.match(text)
    name = root["root"].lower() if root else ""
    if name in ("rss", "feed", "rdf:rdf"):
        return "feed"
    if name == "html" or _HTML.match(text):
        return "html"
    return "xml" if text.lstrip().startswith("<?xml") else "text"


def _objects(text: str, *, is_whole: bool) -> Format:
    import json

    lines = [line for line in text.splitlines() if line.strip()]
    try:
        is_line = isinstance(json.loads(lines[0]), dict)
    except ValueError:
        # A line of more than the head can't be read to its end; a pretty one has short lines.
        is_line = len(lines) == 1 and not is_whole
    if not is_line:
        return "json object"
    return "json lines"


def _columns(text: str) -> Format | None:
    first = text.lstrip().split("\n", 1)[0].rstrip("\r")
    for separator, format_ in (("\t", "tsv"), (",", "csv"), (";", "csv")):
        names = [cell.strip().strip('"').lower() for cell in first.split(separator)]
        known = sum(name.replace(" ", "_") in _COLUMNS for name in names)
        if len(names) > 1 and known >= 2 and all(len(name) <= 40 for name in names):
            return "tsv" if format_ == "tsv" else "csv"
    return None

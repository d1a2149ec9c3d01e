"""What the file of a table is called: a name that no file system refuses or mistakes."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote, unquote

import orjson

ENDING = ".jsonl"

# File systems take 255 bytes, encrypted ones 143.
_LONGEST_NAME = 130
_HEADER_START = b'{"table"'


def file_name(table: str) -> str:
    """Name the file of a table so that no file system refuses it or takes it for another.

    The name is the table's own where that is plain; "/" and what is not ASCII are
    percent-encoded; capitals, which some systems fold, add a short digest; a long name is cut and
    ends in a digest (the file then names its table in its first line).
    """
    encoded = quote(table, safe=" !#$&'()+,;=@[]^`{}").replace("~", "%7E")
    if encoded.endswith((" ", ".")) or encoded.startswith(".") or not encoded:
        encoded += "%"
    digest = hashlib.sha256(table.encode("utf-8", "surrogatepass")).hexdigest()
    if len(encoded) > _LONGEST_NAME:
        return f"{encoded[: _LONGEST_NAME - 40]}~{digest[:32]}{ENDING}"
    if encoded.lower().split(".")[0].rstrip(" ") in _RESERVED_ON_WINDOWS:
        encoded = f"%{ord(encoded[0]):02X}{encoded[1:]}"
    if encoded.lower() != encoded:
        return f"{encoded}~{digest[:8]}{ENDING}"
    return f"{encoded}{ENDING}"


_RESERVED_ON_WINDOWS = frozenset(
    [
        "con",
        "prn",
        "aux",
        "nul",
        "conin$",
        "conout$",
        *(f"{device}{n}" for device in ("com", "lpt") for n in range(10)),
    ]
)


def table_of(path: Path) -> str:
    """Give the table whose file this is; `file_name` the other way round.

    A file whose line with the name has been lost is known by the article of its documents.
    """
    encoded, _, digest = path.name.removesuffix(ENDING).partition("~")
    if len(digest) == 32:
        article = None
        with suppress(OSError), path.open("rb") as file:
            for line in file:  # a merge may have put the header anywhere
                if is_header(line):
                    return str(orjson.loads(line)["table"])
                article = article or _article_in(line)
        if article is not None and file_name(article) == path.name:
            return article
    return unquote(encoded.removesuffix("%"))


def needs_header(table: str) -> bool:
    """Say whether the name of a table's file can't hold the table's own."""
    _, _, digest = file_name(table).removesuffix(ENDING).partition("~")
    return len(digest) == 32


def header(table: str) -> bytes:
    """Make the line that names a table within its file, newline included."""
    return orjson.dumps({"table": table}) + b"\n"


def is_header(line: bytes) -> bool:
    """Say whether a line is one that names the table."""
    if not line.startswith(_HEADER_START):
        return False
    try:
        document = orjson.loads(line)
    except ValueError:
        return False
    return list(document) == ["table"] and isinstance(document["table"], str)


def _article_in(line: bytes) -> str | None:
    try:
        article = orjson.loads(line)["article"]
    except (ValueError, KeyError, TypeError):
        return None
    return article if isinstance(article, str) else None

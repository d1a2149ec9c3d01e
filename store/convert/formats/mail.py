"""Mail: messages, mailboxes, and pages that were saved as MHTML."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from contextlib import suppress
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime
from typing import Final, cast

from hedgerow.store.convert.formats.native import read_bytes
from hedgerow.store.convert.formats.page import page_of
from hedgerow.store.convert.found import FoundArticle, Tell
from hedgerow.store.convert.inputs import SourceFile
from hedgerow.store.corpus import Metadata
from hedgerow.store.problem import ProblemError, Remedy

_MOST_PARTS: Final = 2_000
_OPENS: Final = re.compile(rb"From \S+ .{0,40}\d\d:\d\d.{0,30}\d{4}")


def read(given: SourceFile, tell: Tell) -> Iterator[FoundArticle]:
    """Give the articles of a file; see `FormatReader.read`."""
    if given.format() != "mbox":
        yield _message(given, given.data())
        return
    for number, data in enumerate(_messages(given, tell), 1):
        try:
            one = _message(given, data)
        except ProblemError as error:
            tell(given.told_here(error.problem, f"message {number}: "))
            continue
        one.place = f"message {number}"
        yield one


def _messages(given: SourceFile, tell: Tell) -> Iterator[bytes]:
    """Divide a mailbox; no more than one message is in memory."""
    gathered: list[bytes] = []
    size, number, is_after_empty = 0, 0, True
    with given.open() as file:
        while line := file.readline(1 << 20):
            if is_after_empty and _OPENS.match(line):
                if gathered:
                    yield b"".join(gathered)
                gathered, size, number = [], 0, number + 1
            else:
                size += len(line)
                if size <= given.largest:
                    gathered.append(line)
                elif gathered:
                    tell(given.problem(f"message {number} is too large", Remedy.RAISE_LIMIT))
                    gathered = []
            is_after_empty = not line.strip()
    if gathered:
        yield b"".join(gathered)


def _message(given: SourceFile, data: bytes) -> FoundArticle:
    """Read a message.

    Raises:
        ProblemError: there is no text in it.
    """
    message = email.message_from_bytes(data, policy=email.policy.default)
    is_page = message.get("Snapshot-Content-Location") or _is_related_page(message)
    html, plain = _parts(message)
    if html and (is_page or not plain.strip()):
        url = _header(message, "Snapshot-Content-Location") or _location(message)
        one = page_of(given, html.encode("utf-8", "surrogatepass"), html, url)
    elif plain.strip():
        one = read_bytes(given, plain.encode("utf-8", "surrogatepass"), ".txt")
    else:
        raise ProblemError(given.problem("no text in the message", "save it again"))
    if not is_page:
        _take_head(one, message)
    elif not one.reading.metadata.title:
        one.reading.metadata.title = _header(message, "Subject")
    one.reader = "mhtml" if is_page else "mail"
    return one


def _is_related_page(message: EmailMessage) -> bool:
    """A page has the type "related", an address, and nobody it was sent to."""
    is_related = message.get_content_type() == "multipart/related"
    return is_related and not message.get("To") and _location(message) is not None


def _location(message: EmailMessage) -> str | None:
    for part, _ in zip(message.walk(), range(4), strict=False):
        if (where := _header(part, "Content-Location")) and "://" in where:
            return where
    return None


def _parts(message: EmailMessage) -> tuple[str, str]:
    """Give the first HTML of a message and its plain text; "" for what is not there."""
    html, plain = "", ""
    for part, _ in zip(message.walk(), range(_MOST_PARTS), strict=False):
        kind = part.get_content_type()
        if part.is_multipart() or part.get_content_disposition() == "attachment":
            continue
        if kind == "text/html" and not html:
            html = _content(part)
        elif kind == "text/plain" and not plain:
            plain = _content(part)
    return html, plain


def _content(part: object) -> str:
    message = cast(EmailMessage, part)
    try:
        return str(message.get_content())
    except (LookupError, ValueError):  # an encoding that there isn't
        payload = message.get_payload(decode=True)
        return payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""


def _take_head(one: FoundArticle, message: EmailMessage) -> None:
    stated = one.reading.metadata
    day = None
    with suppress(ValueError, TypeError, IndexError):
        day = parsedate_to_datetime(str(message.get("Date", ""))).date().isoformat()
    name, address = parseaddr(_header(message, "From") or "")
    one.reading.metadata = Metadata(
        _header(message, "Subject") or stated.title,
        name or address.rpartition("@")[2] or stated.outlet,
        day or stated.published,
        "metadata" if day else stated.published_from,
        stated.url,
    )
    identity = (_header(message, "Message-ID") or "").strip("<> ")
    one.id = identity or None


def _header(message: EmailMessage, name: str) -> str | None:
    try:
        return " ".join(str(message.get(name, "")).split()) or None
    except (ValueError, IndexError, AttributeError):  # headers that its parser trips over
        return None

"""Bytes become text, once: byte-order mark, strict UTF-8, then what is likely, which is told."""

from __future__ import annotations

import codecs
from typing import NamedTuple

from hedgerow.store.corpus.readers.encodings import codec_of
from hedgerow.store.corpus.readers.reading import Source
from hedgerow.store.problem import Problem, ProblemError, Remedy

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LOOK_AT = 8192
# Text may hold a stray NUL or escape; a file in which every tenth byte is a control is no text.
_BINARY_SHARE = 0.1
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\b\x1b")) + b"\x7f"


class Decoded(NamedTuple):
    """A file's text, newlines untouched, and what is to be told of how it was decoded."""

    text: str
    problems: list[Problem]


def decode(data: bytes, source: Source, declared: str | None = None) -> Decoded:
    """Decode a file.

    Args:
        data: the file's bytes.
        source: where they come from, for the message.
        declared: the encoding that the file itself names, tried when it is no UTF-8.

    Raises:
        ProblemError: the bytes are no text in any encoding that is tried.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_marked(data[len(mark) :], encoding, source)
    if data.isascii():
        return _decode_ascii(data, source)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        for codec in (source.encoding, codec_of(declared) if declared else None):
            text_as_named = _decoded_as(codec, data) if codec else None
            if text_as_named is not None:
                return Decoded(text_as_named, [])
        if looks_binary(data) or b"\0" in data:
            raise ProblemError(_not_text(source)) from error
        line = data.count(b"\n", 0, error.start) + 1
        return _decode_as_likely(data, source, line)
    if looks_binary(data):
        raise ProblemError(_not_text(source))
    return Decoded(text, [])


def _decode_ascii(data: bytes, source: Source) -> Decoded:
    """Decode ASCII, unless it switches to Japanese by escape sequences."""
    if b"\x1b$" in data:
        from hedgerow.store.corpus.readers.detecting import escaping_codec

        if codec := escaping_codec(data):
            line = data.count(b"\n", 0, data.find(b"\x1b$")) + 1
            return Decoded(
                data.decode(codec), [_told(source, line, codec, "it switches by escapes")]
            )
    if looks_binary(data):
        raise ProblemError(_not_text(source))
    return Decoded(data.decode("ascii"), [])


def _decode_as_likely(data: bytes, source: Source, line: int) -> Decoded:
    from hedgerow.store.corpus.readers.detecting import WESTERN, detect

    codec = detect(data)
    text = _single_bytes(data) if codec == WESTERN else data.decode(codec)
    return Decoded(text, [_told(source, line, codec, "not valid UTF-8")])


def _decode_marked(data: bytes, encoding: str, source: Source) -> Decoded:
    try:
        return Decoded(data.decode(encoding), [])
    except UnicodeDecodeError as error:
        problem = Problem(
            source.path,
            f"its byte-order mark says {encoding}, but byte {error.start:,} is not",
            "what could be read is shown, with � in the place of the rest; save it as UTF-8",
        )
        return Decoded(data.decode(encoding, "replace"), [problem])


def _decoded_as(codec: str, data: bytes) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeError:
        return None


def looks_binary(data: bytes) -> bool:
    """Say whether the beginning of some bytes is anything but text."""
    head = data[:_LOOK_AT]
    return len(head) - len(head.translate(None, _CONTROLS)) > _BINARY_SHARE * len(head)


def _single_bytes(data: bytes) -> str:
    """Read each byte as one character; five bytes that Windows-1252 leaves out stay as they are."""
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _not_text(source: Source) -> Problem:
    return Problem(
        source.path, "not a text file", "passed over; take it out of the corpus or convert it"
    )


def _told(source: Source, line: int, codec: str, why: str) -> Problem:
    from hedgerow.store.corpus.readers.detecting import name_of

    return Problem(source.path, f"{why}, read as {name_of(codec)}", Remedy.NAME_ENCODING, line)

"""Which encoding some bytes are in, where they are no UTF-8 and nothing says it."""

from __future__ import annotations

import codecs
from typing import Final

WESTERN: Final = "cp1252"
"""What bytes are read as of which nothing better is known: any of them are text in it."""

_LOOK_AT: Final = 200_000
_CANDIDATES: Final = (
    "windows-1252 windows-1250 windows-1251 windows-1253 windows-1254 windows-1255 windows-1256"
    " windows-1257 windows-1258 windows-874 koi8-r koi8-u ibm866 iso-8859-2 iso-8859-5 iso-8859-6"
    " iso-8859-7 iso-8859-8 cp932 euc-jp iso-2022-jp gb18030 big5 euc-kr cp949 hz-gb-2312"
).split()
_WIDER: Final = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "big5": "big5hkscs",
}
"""Encodings that hold all of another one's characters at the same bytes, and more."""

_TELLING: Final = 0.07  # less than this, and a name is a guess about a few letters
# Marks of typography and a few signs, which the encodings of Windows have at the same bytes.
_PUNCTUATION: Final = bytes(
    byte for byte in bytes.fromhex("8082848586878b9192939495969799 9ba0a3a7a9abaeb0b7bb")
)
_ASCII: Final = bytes(range(128))
_NAMES: Final = {
    "cp932": "Shift-JIS",
    "euc_jp": "EUC-JP",
    "iso2022_jp": "ISO-2022-JP",
    "gb18030": "GBK",
    "hz": "HZ",
    "big5hkscs": "Big5",
    "cp949": "EUC-KR",
    "koi8-r": "KOI8-R",
    "koi8-u": "KOI8-U",
    "cp866": "IBM 866",
    "cp874": "Windows-874",
}


def detect(data: bytes) -> str:
    """Give the codec in which bytes are text.

    Args:
        data: bytes that are no UTF-8.

    Returns:
        The name of a codec that reads them all; Windows-1252 where no other is likely.
    """
    beginning = data[:_LOOK_AT]
    if not beginning.translate(None, _ASCII + _PUNCTUATION):
        return WESTERN
    from chardet import detect as guess

    found = guess(beginning, include_encodings=_CANDIDATES)
    if not found["encoding"] or found["confidence"] < _TELLING:
        return WESTERN
    try:
        codec = codecs.lookup(found["encoding"]).name
    except LookupError:
        return WESTERN
    codec = _WIDER.get(codec, codec)
    return codec if reads(data, codec) else WESTERN


def escaping_codec(data: bytes) -> str | None:
    """Give the codec of bytes that are all ASCII and switch to Japanese by escape sequences."""
    if b"\x1b$" in data and (b"\x1b(" in data) and reads(data, "iso2022_jp"):
        return "iso2022_jp"
    return None


def reads(data: bytes, codec: str) -> bool:
    """Say whether a codec reads all of some bytes."""
    try:
        data.decode(codec)
    except UnicodeError:
        return False
    return True


def name_of(codec: str) -> str:
    """Give the name of an encoding as people know it."""
    known = codecs.lookup(codec).name
    if known in _NAMES:
        return _NAMES[known]
    return f"Windows-{known[2:]}" if known.startswith("cp125") else known.upper()

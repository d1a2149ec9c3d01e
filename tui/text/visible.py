"""Strangers' text made harmless: each control character is shown as one visible character.

Every text that did not come from Hedgerow itself passes through here on its way to the terminal, so
no escape sequence can, and since one character stands for one, no offset moves.
"""

from __future__ import annotations

import re
from typing import Final

# Unicode has a picture for each of the first 32 controls and for DEL (U+2400 block).
_PICTURES: Final = {code: 0x2400 + code for code in range(0x20)} | {0x7F: 0x2421}
_REPLACEMENT: Final = 0xFFFD
# C1 controls (ESC [ and friends in one byte); what turns the direction of text around (UAX #9);
# line and paragraph separators; the mark of byte order; lone surrogates, which no terminal takes.
_UNSHOWN: Final = (
    *range(0x80, 0xA0),
    0x061C,
    0x200E,
    0x200F,
    *range(0x2028, 0x202F),
    *range(0x2066, 0x206A),
    0xFEFF,
    *range(0xFFF9, 0xFFFC),
    *range(0xD800, 0xE000),
)
_SHOWN: Final = _PICTURES | dict.fromkeys(_UNSHOWN, _REPLACEMENT)
_CONTROL: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]"
)

# What JSON leaves as it is of them; its own white space stands between the data.
_BEYOND_JSON: Final = re.compile(
    "[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_NOT_ASCII: Final = re.compile("[^\x00-\x7e]")


def visible(text: str) -> str:
    """Show every control character of a text, line breaks and tabs included, as one character.

    Args:
        text: any text.

    Returns:
        A text of the same length that moves no cursor and changes no colour.
    """
    return _CONTROL.sub(lambda match: chr(_SHOWN[ord(match[0])]), text)


def visible_json(text: str, *, ascii_only: bool = False) -> str:
    """Write what a terminal would act on as JSON's escapes; the data stay the same.

    Args:
        text: JSON.
        ascii_only: whether all that isn't ASCII is escaped, too.
    """
    return (_NOT_ASCII if ascii_only else _BEYOND_JSON).sub(_escaped, text)


def _escaped(match: re.Match[str]) -> str:
    units = match[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))


def visible_lines(text: str) -> str:
    """Show the control characters of a text, except for the line feeds that divide its lines."""
    if _CONTROL.search(text) is None:
        return text
    return "\n".join(map(visible, text.split("\n")))


def one_line(text: str) -> str:
    """Show a text on one line: white space becomes single spaces, controls visible characters.

    This is for titles, names and quotes in lists; offsets into it mean nothing.
    """
    return visible(" ".join(text.split()))

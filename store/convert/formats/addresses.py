"""Lists of addresses without texts, as Pocket, Instapaper and browsers write them."""

from __future__ import annotations

import re
from typing import Final

_SAVE: Final = "save the pages themselves, and convert those"
_POCKET: Final = re.compile(r"<title>\s*Pocket Export\s*</title>", re.IGNORECASE)
_BOOKMARKS: Final = re.compile(r"\s*<!DOCTYPE\s+NETSCAPE-Bookmark", re.IGNORECASE)
_INSTAPAPER: Final = re.compile(r"<title>\s*Instapaper[^<]{0,40}</title>", re.IGNORECASE)
_LINK: Final = re.compile(r"<a\s[^>]{0,2000}?href", re.IGNORECASE)


def told_of_addresses(markup: str) -> tuple[str, str] | None:
    """Say of a page that is only a list of saved addresses what is wrong with it, and the way out.

    Returns:
        None if it is no such list.
    """
    for name, pattern in (
        ("Pocket", _POCKET), ("bookmarks", _BOOKMARKS), ("Instapaper", _INSTAPAPER)
    ):  # fmt: skip
        if pattern.search(markup[:4096]):
            return told_of_list(name, len(_LINK.findall(markup)))
    return None


def told_of_list(name: str, count: int) -> tuple[str, str]:
    """Say of a list how many addresses it has, and no texts."""
    return f"a list of {count:,} addresses without texts ({name})", _SAVE

"""What a text in markup shows."""

from __future__ import annotations

import re
from typing import Final

from hedgerow.store.corpus.article import StyledSpan
from hedgerow.store.corpus.readers.html_prose import find_prose
from hedgerow.store.corpus.readers.html_text import write_text
from hedgerow.store.corpus.readers.markup import Element, Page

_WHOLE_PAGE: Final = re.compile(r"\s*<(?:!doctype|html|head|body)\b", re.IGNORECASE)
_NOT_SHOWN: Final = frozenset(
    "script style noscript template svg math iframe object head title button form nav aside".split()
)


def shown_in(markup: str) -> tuple[str, tuple[StyledSpan, ...]]:
    """Give the text that markup shows, and its styles.

    Of a whole page that is its prose; of a part of one, which an archive has chosen already, all.
    """
    page = Page(markup)
    if _WHOLE_PAGE.match(markup):
        prose = find_prose(page)
        return write_text(prose.elements, prose.left_out)
    return write_text([page.root], _not_shown(page.root))


def _not_shown(root: Element) -> set[Element]:
    found: set[Element] = set()
    waiting = [root]
    while waiting:
        for child in waiting.pop().children:
            if isinstance(child, str):
                continue
            if child.tag in _NOT_SHOWN:
                found.add(child)
            else:
                waiting.append(child)
    return found

"""What the heads of the archives' documents have in common."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from hedgerow.store.convert.blocks import Block, joined
from hedgerow.store.convert.found import paragraphs
from hedgerow.store.convert.inputs import SourceFile
from hedgerow.store.corpus import Metadata
from hedgerow.store.problem import Problem

_COPYRIGHT: Final = re.compile(
    r"(?:\(c\)|©|copyright\b|alle rechte vorbehalten|all rights reserved|tous droits réservés)",
    re.IGNORECASE,
)


def is_copyright(text: str) -> bool:
    """Say whether a line or a paragraph is a notice of whose the article is."""
    return len(text) < 400 and _COPYRIGHT.match(text.strip()) is not None


def without_copyright(block: Block) -> Block:
    """Take such notices out of a block, in which the outlet's name may stand, too."""
    return block._replace(lines=tuple(line for line in block.lines if not is_copyright(line)))


def metadata_of(
    title: str | None, outlet: str | None, published: str | None, url: str | None = None
) -> Metadata:
    """Make metadata of what an export states."""
    return Metadata(
        title=title or None,
        outlet=outlet or None,
        published=published,
        published_from="metadata" if published else "unknown",
        url=url or None,
    )


def divided_title(blocks: Sequence[Block]) -> str | None:
    """Give the first block as a title; headlines may be wrapped over some lines."""
    return blocks[0].text if blocks and len(blocks[0].text) < 400 else None


def joined_paragraphs(blocks: Iterable[Block]) -> str:
    """Make a text of blocks, whose lines are put together where they were wrapped."""
    every = [*blocks]
    width = max((len(line.strip()) for block in every for line in block.lines), default=0)
    return paragraphs(one for block in every for one in joined(block.lines, width))


def no_text(given: SourceFile, place: str, first: Block) -> Problem:
    """Tell that an article of an export has no text."""
    what = f"{place} has no text (“{first.text[:60]}”)"
    return given.problem(what, "export it again with its full text")


def unclear_day(
    given: SourceFile, place: str, stated: str | None, day: str | None
) -> list[Problem]:
    """Tell of a day that is stated and can't be read, such as 3/2/2022: it isn't guessed."""
    if day or not stated:
        return []
    what = f"{place}: “{stated[:40]}” is no day that is certain"
    return [given.problem(what, "it has none now; it can be set by hand")]

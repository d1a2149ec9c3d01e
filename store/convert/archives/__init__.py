"""Exports of news archives: one file a format, each of which reads blocks, whatever held them.

An archive is a module with `fits(first) -> bool` and `articles(blocks, given, tell)`. To add one,
add such a module and its line in `ARCHIVES`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import import_module
from itertools import chain, islice
from typing import Final, Protocol, cast

from hedgerow.store.convert.blocks import Block
from hedgerow.store.convert.found import FoundArticle, Tell
from hedgerow.store.convert.inputs import SourceFile

ARCHIVES: Final = ("proquest", "factiva", "nexis")
"""The modules here, in the order in which they are asked: the one with the vaguest signs last."""

_LOOK_AT = 400  # blocks at a file's beginning that are enough to know an archive by


class Archive(Protocol):
    """What a module of an archive has."""

    def fits(self, first: Sequence[Block]) -> bool:
        """Say whether a document that begins so is an export of this archive."""

    def articles(
        self, blocks: Iterator[Block], given: SourceFile, tell: Tell
    ) -> Iterator[FoundArticle]:
        """Give the articles of an export; `tell` takes those that can't be used."""


def articles_of_archive(
    blocks: Iterator[Block], given: SourceFile, tell: Tell
) -> Iterator[FoundArticle] | None:
    """Give the articles of a document, if it is an export of an archive that is known.

    Args:
        blocks: the document's; some are taken from it in any case.
        given: the file it is in.
        tell: takes the fault of each article that can't be used.
    """
    first = list(islice(blocks, _LOOK_AT))
    for name in ARCHIVES:
        archive = cast(Archive, import_module(f"{__name__}.{name}"))
        if archive.fits(first):
            return _named(archive.articles(chain(first, blocks), given, tell), name)
    return None


def _named(every: Iterator[FoundArticle], name: str) -> Iterator[FoundArticle]:
    for one in every:
        one.reader = name
        yield one

"""A corpus whose texts have changed since they were tagged, and the reader in it."""

from __future__ import annotations

from contextlib import asynccontextmanager

import pytest

from hedgerow.tui.screens.reader.screen import ReaderScreen
from tests.tui.screens.reader.changed_texts import (
    DOUBTFUL,
    EARLY,
    GONE,
    LATER,
    REPORT,
    changed_text,
    tag_words,
    text_of,
    write,
)


@pytest.fixture
def changed(corpus):
    """A corpus with four tags of ann's, whose article has been changed since."""
    for words in (EARLY, LATER, DOUBTFUL, GONE):
        tag_words(corpus, words)
    write(corpus, changed_text(text_of(corpus)))
    return corpus


@pytest.fixture
def settling(reading, changed):
    """Open the changed article with its first unsettled tag in hand."""

    @asynccontextmanager
    async def open_it(**options):
        async with reading(**options) as reader:
            await reader.expect_shown(REPORT)
            await reader.press("A")
            await reader.expect_shown("2 tags")
            await reader.press("enter")
            await reader.expect(lambda: isinstance(reader.app.screen, ReaderScreen))
            await reader.expect_shown("is it this one?")
            yield reader

    return open_it

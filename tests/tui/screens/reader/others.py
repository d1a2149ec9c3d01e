"""Other people and programs that change what the reader shows."""

from __future__ import annotations

from dataclasses import replace

from hedgerow.store.span import Span
from hedgerow.store.tagging.tagging import tag
from hedgerow.store.workspace.workspace import Workspace
from tests.tui.screens.reader.changed_texts import ARTICLE

QUOTE = "“extremely concerned”"

PHRASE = "walking a fine line"


def write(path, text):
    """Put another text in a file's place in one move, as most editors do."""
    draft = path.with_suffix(".draft")
    draft.write_bytes(text.encode("utf-8"))
    draft.replace(path)


class Someone:
    """Somebody else at work on the corpus, in another program."""

    def __init__(self, corpus, name="bob"):
        self.workspace = Workspace(corpus, annotator=name)

    def tag(self, words, label="claim", article=ARTICLE):
        workspace = self.workspace
        read = workspace.read(article)
        start = read.text.index(words)
        span = Span(start, start + len(words))
        me, codebook = workspace.annotations.annotator, workspace.codebook
        made = tag(read, span, label, annotator=me, codebook=codebook)
        workspace.history.save(article, made.brief, {made.id: made.document()})
        return made.id

    def remove(self, key, article=ARTICLE):
        self.workspace.history.save(article, "remove", {key: None})


def tagged(reader):
    """Give the passages that the reader shows as tagged."""
    screen = reader.app.screen
    return [span.of(screen.article.text) for span in screen.view.shown_tags.spans]


async def tagged_after_O(reader, count=1):
    """Ask for others' tags once there are so many, and wait until they are shown."""
    await reader.expect(lambda: reader.app.screen.view.tags.count == count)
    await reader.press("O")
    await reader.expect(lambda: len(tagged(reader)) == count)


def save(still, article, words):
    made = still.put(words)
    made = replace(made, article=article)
    change = still.workspace.history.save(article, made.brief, {made.id: made.document()})
    return made, change

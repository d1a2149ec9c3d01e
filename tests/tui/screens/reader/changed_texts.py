"""Texts that have changed since they were tagged."""

from __future__ import annotations

from hedgerow.store.span import Span
from hedgerow.store.tagging import tag
from hedgerow.store.workspace import Workspace

ARTICLE = "001_40ebd96be52325bb"

EARLY = "“extremely concerned” over civilian casualties"

LATER = "violence broke out in Ukraine"

DOUBTFUL = "welcomes Russia and Ukraine’s effort to start peace talks"

GONE = "The Cold War mentality should be discarded completely."

REPORT = "Tags: 0 kept, 2 moved, 1 doubtful, 1 orphaned"

ADDED = "A first paragraph that another hand has written, long enough to fill a line or two here.\n"


def path_of(corpus, article=ARTICLE):
    return corpus / f"{article}.txt"


def text_of(corpus, article=ARTICLE):
    return path_of(corpus, article).read_bytes().decode("utf-8")


def write(corpus, text, article=ARTICLE):
    """Put another text in an article's place in one move, as most editors do."""
    draft = corpus / "draft"
    draft.write_bytes(text.encode("utf-8"))
    draft.replace(path_of(corpus, article))


def tag_words(corpus, words, label="claim", annotator="ann", article=ARTICLE, **more):
    """Tag the first passage that reads some words, without a screen; give the tag's id."""
    workspace = Workspace(corpus, annotator=annotator)
    read = workspace.read(article)
    start = read.text.index(words)
    span = Span(start, start + len(words))
    found = workspace.extract(read)
    codebook = workspace.codebook
    made = tag(read, span, label, annotator=annotator, codebook=codebook, found=found, **more)
    workspace.history.save(article, made.brief, {made.id: made.document()})
    return made.id


def changed_text(text):
    """Insert a paragraph above, rewrite what is around one tag, and delete another's sentence."""
    around = text.index("“China always supports"), text.index(" Wang Wenbin said.\n“We hope")
    rewritten = f"It was noted by some that Beijing {DOUBTFUL}; so much for the summary."
    text = text[: around[0]] + rewritten + text[around[1] + len(" Wang Wenbin said.") :]
    return ADDED + text.replace(f"{GONE} ", "")


def rewritten(quote):
    """Give a text that reads a quote where nothing around it is as it was."""
    return f"Quite another story, told anew at some length.\n\nIn it, one may read {quote} once.\n"


def as_made(reader):
    """Give every annotation as its journal has it now, whatever the text is."""
    annotations = reader.app.workspace.annotations
    return {one.id: one.document() for one in annotations.of(ARTICLE)}


def of(reader, words):
    """Give the exported line of the tag that reads some words."""
    return next(line for line in reader.exported() if line["quote"] == words)


async def settled(reader, message):
    await reader.expect_shown(f"Saved: {message}")

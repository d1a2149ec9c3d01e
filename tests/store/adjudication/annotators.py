"""People who tag the sample articles, and what is decided between them."""

from __future__ import annotations

import json
from dataclasses import replace

from hypothesis import strategies as st

from hedgerow.store.adjudication import AdjudicationSession
from hedgerow.store.agreement import Mark
from hedgerow.store.annotations.codebook import built_in_codebook
from hedgerow.store.exchange import ExportSelection, export_lines
from hedgerow.store.span import Span
from hedgerow.store.tagging import tag
from hedgerow.store.workspace import Workspace

CODEBOOK = built_in_codebook()

FIRST = "000_a3fc5418d35ef088"

SECOND = "001_40ebd96be52325bb"


class Someone:
    """Somebody at work on the corpus."""

    def __init__(self, corpus, name):
        self.workspace = Workspace(corpus, annotator=name)
        self.name = name

    def tag(self, start, end, label="claim", article=SECOND, **more):
        read = self.workspace.read(article)
        made = tag(read, Span(start, end), label, annotator=self.name, codebook=CODEBOOK)
        made = replace(made, **more)
        self.workspace.history.save(article, made.brief, {made.id: made.document()})
        return made.id

    def remove(self, key, article=SECOND):
        self.workspace.history.save(article, "remove", {key: None})

    def change(self, key, article=SECOND, **fields):
        self.workspace.change(article, key, lambda one: replace(one, **fields), "change")


def session(corpus, who="dora", **options):
    workspace = Workspace(corpus, annotator=who)
    made = AdjudicationSession(
        list(workspace.corpus), workspace.read, workspace.annotations, workspace.history, **options
    )
    made.workspace = workspace
    return made


def exported(corpus, **selection):
    workspace = Workspace(corpus, annotator="x")
    lines = export_lines(workspace.corpus, workspace.annotations, ExportSelection(**selection))
    return [json.loads(line) for line in lines]


def adjudicated(corpus):
    return exported(corpus, verdict="adjudicated")


marks = st.lists(
    st.builds(
        lambda start, length, label: Mark(start, start + length, label),
        st.integers(0, 20),
        st.integers(1, 8),
        st.sampled_from("xy"),
    ),
    max_size=6,
).map(sorted)


def differing(corpus, ann, ben):
    """Have the two differ in a boundary; give the ids of both tags."""
    return ann.tag(9, 40), ben.tag(9, 45, memo="ben's own note")

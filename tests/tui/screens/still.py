"""A screen that stands still, for a part to be tested by itself."""

from __future__ import annotations

from concurrent.futures import Future
from types import SimpleNamespace

from hedgerow.store.annotations import placed_as_made
from hedgerow.store.extract import extract
from hedgerow.store.span import Span
from hedgerow.store.tagging import tag
from hedgerow.tui.commands import commands_of
from hedgerow.tui.screens.article.article_view import ArticleView
from hedgerow.tui.screens.article.findings import Findings
from hedgerow.tui.text.selection import select

TEXT = "Ann Lee said: “It may rain.” Bob regretted that.\n\nNobody else came, and nobody spoke.\n"


class StillScreen:
    """What a part may ask of a screen that shows an article; what it does there is written down."""

    def __init__(self, workspace, article="a"):
        self.workspace = workspace
        self.services = SimpleNamespace(shows_suggestions=True)
        self.told = []
        self.drawn = 0
        self.focused = None
        self.is_attached = True
        self.workers = []
        self.take(workspace.read(article))

    def take(self, article):
        self.article = article
        self.selection = select(0, 0)
        self.view = ArticleView(article, self.workspace.codebook, "ann")

    @property
    def selected(self):
        return Span(*self.selection.span)

    def go(self, selection):
        self.selection = selection

    def go_to(self, words):
        start = self.article.text.index(words)
        self.go(select(start, start + len(words)))

    def tell(self, message, *, part=""):
        self.told.append(message)

    def tell_problem(self, problem):
        self.told.append(problem.what)

    def take_count(self):
        return 1

    def draw(self):
        self.drawn += 1

    def show_status(self):
        self.drawn += 1

    def show_view(self, view, runs):
        self.view = view
        self.drawn += 1

    def run_worker(self, work, **_):
        """Have something begun, which goes on when the test says so."""
        self.workers.append(work)

    def once_drawn(self, work, *given):
        """Compute something at once."""
        done = Future()
        try:
            done.set_result(work(*given))
        except Exception as error:
            done.set_exception(error)
        return done

    def put(self, words, annotator="ann", label="claim"):
        """Put a tag of somebody's into the view."""
        start = self.article.text.index(words)
        span, codebook = Span(start, start + len(words)), self.workspace.codebook
        made = tag(self.article, span, label, annotator=annotator, codebook=codebook)
        self.view.change_tags({made.id: placed_as_made(made, self.article)})
        return made

    def find(self):
        """Have what the article mentions in the view."""
        self.view.findings = Findings(extract(self.article.text, None))


def command(action):
    """Give the reader's command that does something."""
    return next(one for one in commands_of("reader") if one.action == action)

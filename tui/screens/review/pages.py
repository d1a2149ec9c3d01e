"""The pages of a review: what it has come to, and what is alike before all of it is accepted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from textual.binding import Binding

from hedgerow.store.annotations import Annotation
from hedgerow.store.files import write_whole
from hedgerow.store.problem import ProblemError
from hedgerow.store.review import ReviewSession, review_summary, review_summary_lines
from hedgerow.store.workspace import Workspace
from hedgerow.tui.screens.base.page import PageLine, PageScreen
from hedgerow.tui.screens.base.services import Services, reason
from hedgerow.tui.screens.base.to_file import ToFile
from hedgerow.tui.text.visible import one_line
from hedgerow.tui.widgets.bar import Piece

_CONTEXT = 28
"""Code points shown on either side of a passage."""


class SummaryPage(PageScreen):
    """Says what a session has come to, and saves that to a file."""

    BINDINGS = [Binding("e,s", "save", show=False)]

    def __init__(
        self,
        title: str,
        session: ReviewSession,
        workspace: Workspace,
        services: Services,
        *,
        can_undo: bool,
    ) -> None:
        """Show a summary.

        Args:
            title: the page's title.
            session: what it sums up.
            workspace: where it goes on.
            services: writes the file.
            can_undo: whether `u` leaves the page to undo the last verdict.
        """
        lines = [PageLine(one.words, one.before, one.is_heading) for one in review_summary(session)]
        super().__init__(title, lines, can_undo=can_undo)
        self._session, self._workspace, self._services = session, workspace, services

    def keys(self) -> Iterator[Piece]:
        """Say that it can be saved, too."""
        yield from (Piece("e", "key"), Piece(" save to a file  ", "muted"))
        yield from super().keys()

    def action_save(self) -> None:
        """Ask for a file, and write the summary to it, whole or not at all."""
        corpus = self._workspace.corpus
        name = corpus.path.resolve().stem or "corpus"
        if self._session.queue.name:
            name += f"-{'-'.join(self._session.queue.name.split())}"
        ToFile(self.app, self._workspace).ask(
            "Save the summary as text to:",
            f"{name}-review.txt",
            lambda path: self.run_worker(self._save(path)),
            lambda: self.tell("Not saved.", "muted"),
        )

    async def _save(self, path: Path) -> None:
        lines = review_summary_lines(self._session, self._workspace.corpus.path.resolve().name)
        try:
            await self._services.in_turn(write_whole, path, lines, replace=path.is_file())
        except (OSError, ProblemError) as error:
            self.tell(f"Not saved: {reason(error)}", "error")
            return
        self.tell(f"Saved: {path}", "good")


class AlikePage(PageScreen):
    """Shows what has the same words and the same label; gives True if all of it is accepted."""

    BINDINGS = [Binding("a", "dismiss(True)", show=False)]

    def __init__(self, workspace: Workspace, alike: Iterable[Annotation]) -> None:
        self._alike = list(alike)
        first = self._alike[0]
        super().__init__(
            f"{len(self._alike):,} alike: {one_line(first.label)} on “{one_line(first.quote)}”",
            list(_in_context(workspace, self._alike)),
        )

    def keys(self) -> Iterator[Piece]:
        """Say how all of them are accepted, and how none is."""
        yield from (Piece("a", "key"), Piece(f" accept all {len(self._alike):,}  ", "muted"))
        yield from (Piece("q", "key"), Piece(" none", "muted"))


def _in_context(workspace: Workspace, alike: Iterable[Annotation]) -> Iterator[PageLine]:
    yield PageLine(
        "`a` accepts all of them as one step, which one `u` takes back; `q` accepts none."
    )
    article = None
    for one in alike:
        if one.article != article:
            article = one.article
            yield PageLine(workspace.title(article), is_heading=True)
        before, after = one.prefix[-_CONTEXT:], one.suffix[:_CONTEXT]
        yield PageLine(one_line(f"… {before}[{one.quote}]{after} …"))

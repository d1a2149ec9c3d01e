"""Opening an adjudication on a workspace."""

from __future__ import annotations

from collections.abc import Sequence

from hedgerow.store.adjudication.session import AdjudicationSession
from hedgerow.store.problem import Problem
from hedgerow.store.workspace import Workspace


def open_session(
    workspace: Workspace, annotators: Sequence[str] = (), label: str | None = None
) -> AdjudicationSession:
    """Find the places where annotators differ; what can't be read of them is told the corpus.

    Args:
        workspace: the corpus; its annotator is the adjudicator.
        annotators: whose tags are compared; all who have any without it.
        label: only places at which somebody has given this label.

    Raises:
        ProblemError: what has been marked can't be read, or fewer than two have marked it.
    """
    problems: list[Problem] = []
    session = AdjudicationSession(
        workspace.corpus,
        workspace.read,
        workspace.annotations,
        workspace.history,
        annotators=annotators,
        label=label,
        problems=problems,
    )
    for problem in problems:
        workspace.corpus.tell(problem)
    return session

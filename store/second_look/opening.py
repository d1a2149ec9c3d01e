"""Opening a second look on a workspace."""

from __future__ import annotations

from hedgerow.store.second_look.answers import SecondLookSample
from hedgerow.store.second_look.session import SecondLook
from hedgerow.store.workspace import Workspace


def open_session(workspace: Workspace, sample: SecondLookSample) -> SecondLook:
    """Start or resume a session on a workspace.

    Args:
        workspace: the corpus; its annotator takes the second look.
        sample: which tags are offered, if the session is a new one.

    Raises:
        ProblemError: what has been marked can't be read.
    """
    return SecondLook(
        workspace.annotations, list(workspace.corpus), workspace.read, sample, workspace.history
    )

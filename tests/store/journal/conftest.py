"""A journal, and the history of what ann does in it."""

from __future__ import annotations

import pytest

from hedgerow.store.journal.database import Journal
from hedgerow.store.journal.history import History


@pytest.fixture
def journal(tmp_path):
    return Journal(tmp_path)


@pytest.fixture
def history(journal):
    return History(journal, "ann")

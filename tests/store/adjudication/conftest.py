"""Two people who tag the sample articles."""

from __future__ import annotations

import pytest

from tests.store.adjudication.annotators import Someone


@pytest.fixture
def ann(corpus):
    return Someone(corpus, "ann")


@pytest.fixture
def ben(corpus):
    return Someone(corpus, "ben")

"""A folder for tags, and four tags in it."""

from __future__ import annotations

import pytest

from hedgerow.store.annotations.annotations import Annotations
from tests.store.review.four_tags import mark


@pytest.fixture
def annotations(tmp_path):
    return Annotations(tmp_path, "ann")


@pytest.fixture
def four(annotations):
    """Four tags, made in another order than that of the corpus and its texts."""
    for key, word in [("one", "delta"), ("two", "charlie"), ("two", "alpha"), ("one", "bravo")]:
        mark(annotations, key, word)
    return annotations

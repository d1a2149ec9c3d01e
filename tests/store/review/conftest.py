"""A folder for tags, with four in it, or with many kinds."""

from __future__ import annotations

import pytest

from hedgerow.store.annotations import Said
from hedgerow.store.annotations.annotations import Annotations
from tests.store.review.tagged_words import mark


@pytest.fixture
def annotations(tmp_path):
    return Annotations(tmp_path, "ann")


@pytest.fixture
def four(annotations):
    """Four tags, made in another order than that of the corpus and its texts."""
    for key, word in [("one", "delta"), ("two", "charlie"), ("two", "alpha"), ("one", "bravo")]:
        mark(annotations, key, word)
    return annotations


@pytest.fixture
def mixed(annotations):
    """Tags of two people, of several labels, speakers and confidences."""
    mark(annotations, "two", "alpha", speaker=Said("Wang Yi", 0, 4), confidence=0.4)
    mark(annotations, "two", "charlie", "hedge", confidence=0.9)
    mark(annotations, "one", "bravo", speaker=Said("Dmytro Kuleba", 0, 4))
    mark(annotations, "two", "delta", annotator="bob")
    mark(annotations, "one", "golf", "stance", annotator="bob", speaker=Said("Wang Yi", 0, 4))
    return annotations

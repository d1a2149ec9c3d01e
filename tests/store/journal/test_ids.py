"""Ids of new documents."""

from __future__ import annotations

import uuid
from datetime import datetime

from hedgerow.store.journal import new_id, now


def test_an_id_is_a_version_7_uuid():
    made = uuid.UUID(new_id())
    assert (made.version, made.variant) == (7, uuid.RFC_4122)


def test_ids_are_never_the_same():
    assert len({new_id() for _ in range(1_000)}) == 1_000


def test_an_id_begins_with_the_milliseconds_of_its_making():
    before, made, after = now(), uuid.UUID(new_id()).int >> 80, now()
    first, last = (int(datetime.fromisoformat(i).timestamp() * 1000) for i in (before, after))
    assert first <= made <= last

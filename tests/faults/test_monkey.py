"""A monkey types, clicks, pastes and resizes; the program stays, and keeps what it acknowledged."""

from __future__ import annotations

import sys
from itertools import islice

import pytest
from faults.monkey.__main__ import run
from faults.monkey.events import events

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="it reads /proc"),
]


def test_the_same_seed_does_the_same():
    assert list(islice(events(7), 200)) == list(islice(events(7), 200))


@pytest.mark.parametrize("kind", ["samples", "own_codebook"])
def test_no_keys_end_the_program_and_nothing_acknowledged_is_lost(kind):
    outcome = run(kind, enumerate(islice(events(7), 400)), seconds=600)
    assert outcome.fault == ""

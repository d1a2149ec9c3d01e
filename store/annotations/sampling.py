"""Which tags are drawn by chance, yet the same on any machine: for a review, for a second look."""

from __future__ import annotations

import hashlib


def sample_rank(seed: int, key: str) -> bytes:
    """Give the rank of something in a sample: those with the smallest ranks are drawn.

    One thing more or less to draw from changes no other's rank, so a sample changes by one at most.

    Args:
        seed: another seed, another sample.
        key: what it is known by.
    """
    return hashlib.sha256(f"{seed} {key}".encode()).digest()

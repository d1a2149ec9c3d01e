"""Texts, and the passages that are cut out of them, for tests of passages."""

from __future__ import annotations

from pathlib import Path

SEEDS = sorted((Path(__file__).parents[1] / "seeds").glob("*.txt"))


def cut(find, text):
    """Give the passages of a text as text."""
    return [span.of(text) for span in find(text)]


PROSE = SEEDS[2].read_text(encoding="utf-8").split("\n\n")[1]

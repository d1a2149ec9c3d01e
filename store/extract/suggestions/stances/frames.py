"""The shape of a position in one paragraph, and how sure each kind of frame is."""

from __future__ import annotations

from dataclasses import dataclass

from hedgerow.store.extract.prose.tokens import TokenRange

DUTIES = frozenset("should must ought cannot".split())
"""Words that say in somebody's words what others are to do."""

NEGATIONS = frozenset("not n't never neither nor without hardly cannot".split())

BE = frozenset("be is are was were been being am 's ’s".split())

# How sure each frame is; by eye on news of the sample articles and of PolNeAR's training part.
SURE_CUE = 0.9
WITH_HOLDER = 0.75
NEGATED = 0.65
IN_WORDS = 0.55
SUBJECTLESS = 0.4


@dataclass(slots=True)
class StanceFrame:
    """A position in tokens of its paragraph.

    `head` is the word that shows it and `cue` that word with what belongs to it ("called on",
    "refused to blame"); `[first, stop)` are the words that carry it together with what it is
    about. `confidence` is 0 to 1.
    """

    first: int
    head: int
    cue: TokenRange
    stop: int
    direction: str
    holder: TokenRange | None
    target: TokenRange | None
    confidence: float

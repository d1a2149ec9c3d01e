"""The linear scorer: how probable it is that a frame is an attribution, and where it ends."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from itertools import repeat
from operator import call

from hedgerow.store.extract.attributions.content_ends import END_FEATURES
from hedgerow.store.extract.attributions.features import FRAME_FEATURES
from hedgerow.store.extract.data_files import data_file


class LogisticRegression:
    """A fitted logistic regression over features that each have one value of many.

    `weights` holds for a feature's name the weight of each of its values; values it doesn't know
    count 0. `names` are the features in the order in which values are given.
    """

    __slots__ = ("_bias", "_weights_of")

    def __init__(
        self, names: Sequence[str], weights: Mapping[str, Mapping[str, float]], bias: float
    ) -> None:
        self._weights_of: tuple[Callable[[str, float], float], ...] = tuple(
            weights.get(name, {}).get for name in names
        )
        self._bias = bias

    def probability(self, values: Iterable[str]) -> float:
        """Return the probability, 0 to 1, of what was fitted, given a value for each feature."""
        total = sum(map(call, self._weights_of, values, repeat(0.0)), self._bias)
        return 1.0 / (1.0 + math.exp(-total))


class AttributionModel:
    """The fitted knowledge: which words are cues, and what each feature says.

    `cue_shares` gives for a lower-case word the share of its occurrences outside quotation marks
    that head a cue; only words in it are considered. `frames` says how probable it is that a
    frame is an attribution, `content_ends` that its content ends at some place.
    """

    __slots__ = ("content_ends", "cue_shares", "frames")

    def __init__(
        self,
        cue_shares: Mapping[str, float],
        frames: LogisticRegression,
        content_ends: LogisticRegression,
    ) -> None:
        self.cue_shares = cue_shares
        self.frames = frames
        self.content_ends = content_ends


@cache
def fitted_model() -> AttributionModel:
    """Return the model that ships with the program, read once.

    Source: fitted on PolNeAR 1.0.0 (Newell et al., 2018); see the README beside the file.
    """
    model = json.loads(data_file("attribution_model.json"))
    return AttributionModel(
        model["cue_shares"],
        LogisticRegression(FRAME_FEATURES, **model["frames"]),
        LogisticRegression(END_FEATURES, **model["content_ends"]),
    )

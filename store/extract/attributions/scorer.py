"""The linear scorer: how probable it is that a frame is an attribution."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_PACKAGE = "store.extract"
_MODEL_FILE = "data/attribution_model.json"


@dataclass(frozen=True, slots=True)
class AttributionModel:
    """The fitted knowledge: which words are cues, and what each feature says for a frame.

    `cue_shares` gives for a lower-case word the share of its occurrences outside quotation marks
    that head a cue; only words in it are considered. `weights` and `bias` are those of a
    logistic regression.
    """

    cue_shares: Mapping[str, float]
    weights: Mapping[str, float]
    bias: float

    def probability(self, features: Iterable[str]) -> float:
        """Return the probability, 0 to 1, that a frame with these features is an attribution."""
        weight = self.weights.get
        total = self.bias
        for feature in features:
            total += weight(feature, 0.0)
        return 1.0 / (1.0 + math.exp(-total))


@cache
def fitted_model() -> AttributionModel:
    """Return the model that ships with the program, read once.

    Source: fitted on PolNeAR 1.0.0 (Newell et al., 2018); see the README beside the file.
    """
    content = files(_PACKAGE).joinpath(_MODEL_FILE).read_text(encoding="utf-8")
    return AttributionModel(**json.loads(content))

"""The linear scorer of claims: how probable it is that a sentence states something to check."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import repeat
from typing import NamedTuple

from hedgerow.store.extract.data_files import data_file
from hedgerow.store.extract.prose.tokens import Token
from hedgerow.store.extract.suggestions.claims.features import Feature, features_of

_MODEL_FILE = "claim_model.json"


class ClaimModel(NamedTuple):
    """The fitted weights and bias of a logistic regression over the features of a sentence."""

    weights: Mapping[Feature, float]
    bias: float

    def probability(self, features: Sequence[Feature], shift: float = 0.0) -> float:
        """Return the probability, 0 to 1, that a sentence with these features is a claim.

        `shift` is added to the logarithm of the odds.
        """
        total = self.bias + shift + sum(map(self.weights.get, features, repeat(0.0)))
        return 1.0 / (1.0 + math.exp(-total))


def claim_probability(tokens: Sequence[Token]) -> float:
    """Return how probable it is, 0 to 1, that somebody could check what a sentence states.

    `tokens` are those of the sentence, or of the words attributed to a speaker. Claims count for
    more than in the debates that the weights were learned from, so that 0.5 divides them best.
    """
    return claim_model().probability(features_of(tokens, [token.lower for token in tokens]))


@cache
def claim_model() -> ClaimModel:
    """Return the model that ships with the program, read once.

    Source: fitted on ClaimBuster (Arslan et al., 2020); see the README beside the file.
    """
    content = json.loads(data_file(_MODEL_FILE))
    weights = {_feature(name): weight for name, weight in content["weights"].items()}
    return ClaimModel(weights, content["bias"])


def _feature(name: str) -> Feature:
    """Return the feature that a model file writes as "word", "class class" or "class count"."""
    first, _, second = name.partition(" ")
    if not second:
        return first
    return first, int(second) if second.isdecimal() and first != second else second

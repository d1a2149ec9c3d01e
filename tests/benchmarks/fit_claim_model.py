"""Fits the weights of the scorer of claims on ClaimBuster and writes the model file.

Run from the project's root with the `train` extra installed:

    HEDGEROW_GOLD=/path/to/gold python tests/benchmarks/fit_claim_model.py

`claims.py` beside this file says what the folder holds. Every fifth sentence by id is left out of
the fitting; printed are its figures, those of a cross-validation on the others, and those of a
bag of words with no fewer weights.
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from claims import ClaimScore, is_held_out, rows, score_of
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_predict

from hedgerow.store.extract.prose.tokens import Token, tokenise
from hedgerow.store.extract.suggestions.claims.features import MOST_COUNTED, Feature, features_of

MODEL_FILE = Path(__file__).resolve().parents[2] / "store/extract/data/claim_model.json"

LEAST_FEATURE_COUNT = 5
# A word that is mostly a name, away from the start of a sentence, tells of these debates only.
MOST_CAPITALISED = 0.5
FILLERS = frozenset(("uh",))
# The larger, the more weights: this and the next were chosen by cross-validation.
INVERSE_REGULARISATION = 0.25
# One sentence in four is a claim in the debates. F1 is best where they count this much more.
WEIGHT_OF_CLAIMS = 1.8
# Gives a bag of words as many weights as the model has.
INVERSE_REGULARISATION_OF_WORDS = 0.31

Example = dict[str, int]


def words_to_learn(sentences: Iterable[Sequence[Token]]) -> frozenset[str]:
    """Return the words that a weight may be learned for: neither names nor numbers."""
    seen: Counter[str] = Counter()
    capitalised: Counter[str] = Counter()
    for tokens in sentences:
        for place, token in enumerate(tokens):
            seen[token.lower] += 1
            capitalised[token.lower] += place > 0 and token.capitalised
    return frozenset(
        word
        for word, count in seen.items()
        if word.isalpha() and word not in FILLERS and capitalised[word] < MOST_CAPITALISED * count
    )


def as_example(features: Iterable[Feature], words: frozenset[str]) -> Example:
    """Write features as in the model file; a class counted twice is there once as well.

    So regularisation asks what the second occurrence says beyond the first.
    """
    example = {}
    for feature in features:
        if isinstance(feature, str):
            if feature in words:
                example[feature] = 1
        elif isinstance(feature[1], int):
            example |= {f"{feature[0]} {count}": 1 for count in range(1, feature[1] + 1)}
        else:
            example[" ".join(map(str, feature))] = 1
    return example


@dataclass(frozen=True)
class Evaluation:
    """A fitted regression, what it scores on sentences left out of it, and cross-validated."""

    weights: dict[str, float]
    bias: float
    held_out: ClaimScore
    crossed: ClaimScore

    def report(self, name: str) -> None:
        """Print the figures, in per cent."""
        print(f"{name}: {len(self.weights)} weights")
        for part, score in (
            ("held-out fifth", self.held_out),
            ("cross-validation on the rest", self.crossed),
        ):
            f1, precision = 100 * score.f1, 100 * score.average_precision
            print(f"  {part}: F1 {f1:.1f}, average precision {precision:.1f}")


def evaluate(
    examples: Sequence[Example],
    answers: Sequence[bool],
    held_out: Sequence[bool],
    inverse_regularisation: float,
) -> Evaluation:
    """Fit a sparse logistic regression without the part held out, and measure it."""
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform(examples)
    fitted, others = ([n for n, one in enumerate(held_out) if one == which] for which in (0, 1))
    frequent = (matrix[fitted] > 0).sum(axis=0).A1 >= LEAST_FEATURE_COUNT
    matrix = matrix[:, frequent]
    x, y = matrix[fitted], [answers[n] for n in fitted]
    regression = LogisticRegression(
        C=inverse_regularisation,
        l1_ratio=1,
        solver="liblinear",
        class_weight={False: 1.0, True: WEIGHT_OF_CLAIMS},
        random_state=0,
    )
    folds = StratifiedKFold(5, shuffle=True, random_state=1)
    crossed = cross_val_predict(regression, x, y, cv=folds, method="predict_proba")[:, 1]
    regression.fit(x, y)
    unseen = regression.predict_proba(matrix[others])[:, 1]
    return Evaluation(
        weights_of(vectorizer.get_feature_names_out()[frequent], regression.coef_[0]),
        round(float(regression.intercept_[0]), 3),
        score_of(list(unseen), [answers[n] for n in others]),
        score_of(list(crossed), y),
    )


def weights_of(names: Iterable[str], fitted: Iterable[float]) -> dict[str, float]:
    """Return the weight of each feature that has one, classes counted twice summed up."""
    weights = {
        str(name): float(weight) for name, weight in zip(names, fitted, strict=True) if weight
    }
    for name in sorted({name.partition(" ")[0] for name in weights}):
        for count in range(2, MOST_COUNTED + 1):
            total = weights.get(f"{name} {count - 1}", 0.0) + weights.get(f"{name} {count}", 0.0)
            if total:
                weights[f"{name} {count}"] = total
    return {name: round(weight, 3) for name, weight in sorted(weights.items())}


def main() -> None:
    """Fit on the gold folder that the environment names and write the model file."""
    sentences = list(rows(Path(os.environ["HEDGEROW_GOLD"])))
    answers = [bool(row["claim"]) for row in sentences]
    held_out = [is_held_out(row) for row in sentences]
    tokens = [tokenise(row["text"], 0, len(row["text"])) for row in sentences]
    words = words_to_learn(tokens[n] for n, one in enumerate(held_out) if not one)
    lower = [[token.lower for token in one] for one in tokens]
    features = map(features_of, tokens, lower)
    examples = [as_example(one, words) for one in features]
    model = evaluate(examples, answers, held_out, INVERSE_REGULARISATION)
    content = {"weights": model.weights, "bias": model.bias}
    MODEL_FILE.write_text(
        json.dumps(content, ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf-8"
    )
    model.report(f"{MODEL_FILE.name}, {sum(' ' not in name for name in model.weights)} words")
    bags = [dict.fromkeys((token.lower for token in one), 1) for one in tokens]
    baseline = evaluate(bags, answers, held_out, INVERSE_REGULARISATION_OF_WORDS)
    baseline.report("bag of words")


if __name__ == "__main__":
    main()

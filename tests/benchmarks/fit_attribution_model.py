"""Fits the attribution scorer's lexicon and weights on PolNeAR and writes the model file.

Run from the project's root with the `train` extra installed:

    HEDGEROW_GOLD=/path/to/gold python tests/benchmarks/fit_attribution_model.py

The folder holds `attribution/polnear_train.jsonl` and `attribution/polnear_dev60.jsonl`, an
article a line: {"id", "text", "attributions": [{"source": [], "cue": [], "content": []}]} with
the three lists full of spans, {"start", "end"} in code points. The articles of dev60 are left
out of the fitting.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from store.extract.attributions.features import features_of
from store.extract.attributions.found import as_found
from store.extract.attributions.patterns import find_frames
from store.extract.prose.paragraphs import split_paragraphs
from store.extract.prose.word_classes import AUXILIARIES, VERB_GROUP_ADVERBS

MODEL_FILE = Path(__file__).resolve().parents[2] / "store/extract/data/attribution_model.json"

# Words inside an annotated cue that don't head it.
NEVER_HEADS = (
    AUXILIARIES
    | VERB_GROUP_ADVERBS
    | frozenset("that it as in a the of he she they his her who".split())
)
# "according" and "per" count only before "to" and after "as", so their raw shares say little.
FIXED_SHARES = {"according": 0.9, "per": 0.9}
LEAST_CUE_COUNT = 2
LEAST_CUE_SHARE = 0.15
SURE_CUE_SHARE = 0.7
PRIOR_COUNT = 4
PRIOR_SHARE = 0.5
LEAST_FORM_SHARE = 0.04
LEAST_FEATURE_COUNT = 4
LEAST_WEIGHT = 0.02
# PolNeAR, from US papers, holds too few headlines of the kind "City has fallen: Kremlin" and
# too few wire reports of the kind "PTI reported citing Xinhua" to learn these from.
HAND_SET_WEIGHTS = {"pattern=colon-speaker": 2.0, "pattern=citing-last": 1.0, "next=citing": 1.0}
INVERSE_REGULARISATION = 0.35

_WORD = re.compile(r"[A-Za-z]+(?:['’\-][A-Za-z]+)*")
Article = dict[str, Any]


def read_articles(gold: Path) -> list[Article]:
    """Return the training articles without those kept for measuring."""
    held_out = {article["id"] for article in _rows(gold / "attribution/polnear_dev60.jsonl")}
    rows = _rows(gold / "attribution/polnear_train.jsonl")
    return [article for article in rows if article["id"] not in held_out]


def _rows(path: Path) -> list[Article]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def count_cue_shares(articles: list[Article]) -> dict[str, float]:
    """Return how often each word outside quotation marks heads an annotated cue."""
    seen: Counter[str] = Counter()
    heading: Counter[str] = Counter()
    for article in articles:
        heads = _cue_heads(article)
        for paragraph in split_paragraphs(article["text"], {}):
            for token in paragraph.tokens:
                if not token.quoted:
                    seen[token.lower] += 1
                    heading[token.lower] += token.start in heads
    shares = {
        word: round(count / seen[word], 3)
        for word, count in sorted(heading.items())
        if word.isalpha() and count >= LEAST_CUE_COUNT and count / seen[word] >= LEAST_CUE_SHARE
    }
    shares = _other_forms(shares, seen, heading) | shares | FIXED_SHARES
    return dict(sorted(shares.items()))


def _other_forms(
    shares: dict[str, float], seen: Counter[str], heading: Counter[str]
) -> dict[str, float]:
    """Return smoothed shares for the rarer forms of verbs whose past tense is a sure cue.

    "expressed" is common in reports and "expresses" in headlines, where PolNeAR has few.
    """
    forms = {}
    for past, share in shares.items():
        if share < SURE_CUE_SHARE:
            continue
        prior = PRIOR_COUNT * PRIOR_SHARE * share
        for form in _present_forms(past, seen):
            if form not in shares:
                forms[form] = round((heading[form] + prior) / (seen[form] + PRIOR_COUNT), 3)
    return {form: share for form, share in forms.items() if share >= LEAST_FORM_SHARE}


def _present_forms(past: str, seen: Counter[str]) -> tuple[str, ...]:
    """Return base form, third person and participle of a regular past tense, if it is one."""
    if not past.endswith("ed"):
        return ()
    if past[:-1] in seen:
        return past[:-1], past[:-1] + "s", past[:-2] + "ing"
    base = past[:-2]
    if base not in seen:
        return ()
    return base, base + ("es" if base.endswith(("s", "x", "z", "ch", "sh")) else "s"), base + "ing"


def _cue_heads(article: Article) -> set[int]:
    """Return where the main word of each annotated cue starts."""
    heads = set()
    for attribution in article["attributions"]:
        for cue in attribution["cue"]:
            words = list(_WORD.finditer(article["text"], cue["start"], cue["end"]))
            mains = [word for word in words if _may_head(word[0].lower())] or words
            if mains:
                heads.add(mains[0].start())
    return heads


def _may_head(word: str) -> bool:
    return word not in NEVER_HEADS and not word.endswith("ly")


def make_examples(
    articles: list[Article], cue_shares: dict[str, float]
) -> tuple[list[dict[str, int]], list[int]]:
    """Return the features of every frame, with 1 for each that an annotation bears out."""
    examples, answers = [], []
    for article in articles:
        contents = _content_by_cue_place(article)
        for paragraph in split_paragraphs(article["text"], cue_shares):
            for frame in find_frames(paragraph):
                found = as_found(frame, paragraph, 0.0)
                examples.append(dict.fromkeys(features_of(frame, paragraph, cue_shares), 1))
                annotated = [
                    place
                    for cue in found.cue
                    for index in range(*cue)
                    if index in contents
                    for place in contents[index]
                ]
                answers.append(
                    int(any(part.overlaps(x) for part in found.content for x in annotated))
                )
    return examples, answers


def _content_by_cue_place(article: Article) -> dict[int, list[tuple[int, int]]]:
    """Return for each code point of a cue the contents that belong to it."""
    contents: dict[int, list[tuple[int, int]]] = {}
    for attribution in article["attributions"]:
        content = [(span["start"], span["end"]) for span in attribution["content"]]
        for cue in attribution["cue"]:
            for index in range(cue["start"], cue["end"]):
                contents.setdefault(index, []).extend(content)
    return contents


def fit_weights(
    examples: list[dict[str, int]], answers: list[int]
) -> tuple[dict[str, float], float]:
    """Return the weights of a sparse logistic regression, and its bias."""
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform(examples)
    frequent = (matrix > 0).sum(axis=0).A1 >= LEAST_FEATURE_COUNT
    names = vectorizer.get_feature_names_out()[frequent]
    regression = LogisticRegression(
        C=INVERSE_REGULARISATION, l1_ratio=1, solver="liblinear", max_iter=300, random_state=0
    ).fit(matrix[:, frequent], answers)
    weights = {
        str(name): round(float(weight), 3)
        for name, weight in zip(names, regression.coef_[0], strict=True)
        if abs(weight) > LEAST_WEIGHT
    }
    return weights, round(float(regression.intercept_[0]), 3)


def main() -> None:
    """Fit on the gold folder that the environment names and write the model file."""
    articles = read_articles(Path(os.environ["HEDGEROW_GOLD"]))
    cue_shares = count_cue_shares(articles)
    examples, answers = make_examples(articles, cue_shares)
    weights, bias = fit_weights(examples, answers)
    weights |= HAND_SET_WEIGHTS
    model = {"cue_shares": cue_shares, "weights": weights, "bias": bias}
    MODEL_FILE.write_text(
        json.dumps(model, ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf-8"
    )
    print(
        f"{len(articles)} articles, {len(examples)} frames ({sum(answers)} true), "
        f"{len(cue_shares)} cue words, {len(weights)} weights -> {MODEL_FILE}"
    )


if __name__ == "__main__":
    main()

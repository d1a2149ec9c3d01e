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
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from hedgerow.store.extract.attributions.content_ends import END_FEATURES, open_end, possible_ends
from hedgerow.store.extract.attributions.features import FRAME_FEATURES, features_of
from hedgerow.store.extract.attributions.found import as_found
from hedgerow.store.extract.attributions.patterns import find_frames
from hedgerow.store.extract.attributions.word_forms import stem_of
from hedgerow.store.extract.prose.paragraphs import split_paragraphs
from hedgerow.store.extract.prose.word_classes import AUXILIARIES, VERB_GROUP_ADVERBS

MODEL_FILE = Path(__file__).resolve().parents[2] / "store/extract/data/attribution_model.json"

# Words inside an annotated cue that don't head it.
NEVER_HEADS = (
    AUXILIARIES
    | VERB_GROUP_ADVERBS
    | frozenset("that it as in a the of he she they his her who".split())
)
# "according" and "per" count only before "to" and after "as", so their raw shares say little.
FIXED_SHARES = {"according": 0.9, "per": 0.9}
# Cues of headlines and of papers outside the USA, which PolNeAR hardly shows, and nouns.
HAND_SET_SHARES = dict.fromkeys(
    """
    accusation accusations admission airing airs allegation allegations appealed argument assertion
    assurance bats claim claims comment comments confession contention criticised criticises
    criticising decried decries flayed flays insistence lamented laments opined opines pledge
    promise quipped quips remark remarked remarks rued rues slammed slams statement statements
    suggestion underlined underlines underscored warning warnings words
    """.split(),
    0.2,
)
LEAST_CUE_COUNT = 2
LEAST_CUE_SHARE = 0.15
SURE_CUE_SHARE = 0.7
LEAST_SURE_COUNT = 4
PRIOR_COUNT = 2
PRIOR_SHARE = 0.5
LEAST_FORM_SHARE = 0.04
LEAST_FEATURE_COUNT = 4
LEAST_WEIGHT = 0.02
# PolNeAR, from US papers, holds too few headlines of the kind "City has fallen: Kremlin", too few
# wire reports of the kind "PTI reported citing Xinhua", and hardly annotates a noun's clause that
# is within another's content ("rejected his claim that …") to learn these from.
HAND_SET_WEIGHTS = {
    "governor=joined-as": 1.5,
    "governor=joined-to": 1.0,
    "next=citing": 2.0,
    "pattern+next=noun-possessor|that": 2.5,
    "pattern=citing-last": 1.0,
    "pattern=colon-speaker": 4.0,
    "pattern=leading-question": 1.0,
    "pattern=noun-agent": 1.5,
    "pattern=speaker-colon-headline": 1.5,
    "stem=call on": 0.8,
}
# How many code points the start of found and annotated content may be apart.
NEAR_ENOUGH = 20
INVERSE_REGULARISATION = 0.35

_WORD = re.compile(r"[A-Za-z]+(?:['’\-][A-Za-z]+)*")
Article = dict[str, Any]
Example = dict[str, int]


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
    families: defaultdict[str, set[str]] = defaultdict(set)
    for word in seen:
        if word.isalpha():
            families[stem_of(word)].add(word)
    shares = {}
    for forms in families.values():
        shares |= _shares_in_family(forms, seen, heading)
    shares = HAND_SET_SHARES | shares | FIXED_SHARES
    return dict(sorted(shares.items()))


def _shares_in_family(
    forms: set[str], seen: Counter[str], heading: Counter[str]
) -> dict[str, float]:
    """Return the shares of a verb's forms, each drawn towards what the forms have in common.

    "expressed" is common in reports and "expresses" in headlines, where PolNeAR has few. The
    rarer forms of a sure cue are kept even where they head one seldom ("went on to add").
    """
    total = sum(heading[form] for form in forms)
    if total < LEAST_CUE_COUNT:
        return {}
    family_share = total / sum(seen[form] for form in forms)
    is_sure = any(
        seen[form] >= LEAST_SURE_COUNT and heading[form] / seen[form] >= SURE_CUE_SHARE
        for form in forms
        if form.endswith("ed") or form == "said"
    )
    shares = {}
    for form in forms | (_regular_forms(forms) if is_sure else set()):
        prior = PRIOR_COUNT * family_share
        share = round((heading[form] + prior) / (seen[form] + PRIOR_COUNT), 3)
        if share >= (LEAST_FORM_SHARE if is_sure else LEAST_CUE_SHARE):
            shares[form] = share
    return shares


def _regular_forms(forms: set[str]) -> set[str]:
    """Return base form, third person and participle of the regular past tenses in `forms`."""
    made = set()
    for past in forms:
        stem = past.removesuffix("ed")
        if stem == past:
            continue
        if past[:-1] in forms:
            made |= {past[:-1], past[:-1] + "s", stem + "ing"}
        elif stem.endswith("i"):
            made |= {stem[:-1] + "y", stem + "es", stem[:-1] + "ying"}
        elif stem in forms:
            sibilant = stem.endswith(("s", "x", "z", "ch", "sh"))
            made |= {stem, stem + ("es" if sibilant else "s"), stem + "ing"}
    return made


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
) -> tuple[list[Example], list[int]]:
    """Return the features of every frame, with 1 for each that an annotation bears out."""
    examples, answers = [], []
    for article in articles:
        contents = _content_by_cue_place(article)
        for paragraph in split_paragraphs(article["text"], cue_shares):
            for frame in find_frames(paragraph):
                found = as_found(frame, paragraph, 0.0)
                values = features_of(frame, paragraph, cue_shares)
                examples.append(_example(FRAME_FEATURES, values))
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


def make_end_examples(
    articles: list[Article], cue_shares: dict[str, float]
) -> tuple[list[Example], list[int]]:
    """Return the features of every place where content may end, with 1 for each where it does.

    Only content is looked at that starts where an annotation's does, and no further than that.
    """
    examples, answers = [], []
    for article in articles:
        contents = _content_by_cue_place(article)
        for paragraph in split_paragraphs(article["text"], cue_shares):
            tokens = paragraph.tokens
            for frame in find_frames(paragraph):
                part = open_end(frame)
                annotated = contents.get(tokens[frame.head].start, ())
                stop = _annotated_stop(annotated, tokens[part.first].start) if part else None
                if part is None or stop is None:
                    continue
                for index, values in possible_ends(frame, part, paragraph, cue_shares):
                    if tokens[index - 1].start > stop:
                        break
                    # An annotation may take in the comma behind it.
                    ends = tokens[index].start >= stop - 1
                    examples.append(_example(END_FEATURES, values))
                    answers.append(int(ends))
                    if ends:
                        break
    return examples, answers


def _annotated_stop(annotated: Iterable[tuple[int, int]], start: int) -> int | None:
    """Return where the last annotated content ends that starts beside `start`, or None."""
    stops = [
        stop for first, stop in annotated if abs(first - start) <= NEAR_ENOUGH and stop > start
    ]
    return stops[-1] if stops else None


def _example(names: Sequence[str], values: Sequence[str]) -> Example:
    """Return a row of the regression: 1 for each feature's value, but "", which says nothing."""
    return {f"{name}={value}": 1 for name, value in zip(names, values, strict=True) if value}


def fit_weights(examples: list[Example], answers: list[int]) -> tuple[dict[str, float], float]:
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
    frames, are_true = make_examples(articles, cue_shares)
    places, are_ends = make_end_examples(articles, cue_shares)
    weights, bias = fit_weights(frames, are_true)
    end_weights, end_bias = fit_weights(places, are_ends)
    model = {
        "cue_shares": cue_shares,
        "frames": {"weights": _by_feature(weights | HAND_SET_WEIGHTS), "bias": bias},
        "content_ends": {"weights": _by_feature(end_weights), "bias": end_bias},
    }
    MODEL_FILE.write_text(
        json.dumps(model, ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf-8"
    )
    print(
        f"{len(articles)} articles, {len(frames)} frames ({sum(are_true)} true), "
        f"{len(places)} places ({sum(are_ends)} ends), {len(cue_shares)} cue words, "
        f"{len(weights)} and {len(end_weights)} weights -> {MODEL_FILE}"
    )


def _by_feature(weights: dict[str, float]) -> dict[str, dict[str, float]]:
    """Return the weights of each feature's values, by the feature's name."""
    by_feature: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for feature, weight in weights.items():
        name, _, value = feature.partition("=")
        by_feature[name][value] = weight
    return by_feature


if __name__ == "__main__":
    main()

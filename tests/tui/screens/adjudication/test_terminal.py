"""Two annotators and an adjudicator, each at a real terminal, from the first key to the export."""

from __future__ import annotations

import json

import pytest
from nltk.metrics.agreement import AnnotationTask
from terminal import Terminal

from hedgerow.store.passages import words_in

pytestmark = pytest.mark.slow

ARTICLE = "001_40ebd96be52325bb"

ANN = {
    "civilian casualties": ("c", "claim"),
    "deeply grieved": ("s", "stance"),
    "laments the outbreak": ("s", "stance"),
    "changed rapidly": ("h", "hedge"),
    "spoke for the first time": ("c", "claim"),
}
BEN = {
    "civilian casualties": ("c", "claim"),
    "deeply grieved": ("h", "hedge"),
    "laments the outbreak of": ("s", "stance"),
    "spoke for the first time": ("c", "claim"),
}
"""What each tags, by which key: the same, another label, another end, or nothing."""


def at_work(corpus, who, *arguments):
    return Terminal(
        *arguments, str(corpus), "--annotator", who, columns=100, lines=30
    )  # fmt: skip


def tag_by_keys(corpus, who, tags):
    with at_work(corpus, who, "read") as terminal:
        terminal.expect_shown("5 articles")
        terminal.press("j", "enter")
        terminal.expect_shown("Beijing: China")
        for words_there, (key, label) in tags.items():
            terminal.press("/", words_there, "enter")
            terminal.expect_shown("n for the next")
            terminal.press(key)
            terminal.expect_shown(f"Saved: {label} on “{words_there}”")
        leave(terminal, 2)


def leave(terminal, times):
    for _ in range(times):
        terminal.press("q")
        terminal.read(0.1)
    assert terminal.wait() == 0


def exported(hedgerow, corpus, *options):
    return [json.loads(line) for line in hedgerow("export", corpus, *options).stdout.splitlines()]


def as_said(line):
    return line["start"], line["end"], line["label"], tuple(sorted(line["attributes"].items()))


def kappa_of_nltk(corpus, lines, label):
    text = (corpus / f"{ARTICLE}.txt").read_bytes().decode("utf-8")
    triples = []
    for who in ("ann", "ben"):
        own = [one for one in lines if one["annotator"] == who and one["label"] == label]
        for at, word in enumerate(words_in(text)):
            marked = any(one["start"] < word.end and word.start < one["end"] for one in own)
            triples.append((who, at, marked))
    return AnnotationTask(data=triples).kappa()


def test_two_annotate_a_third_decides_and_nothing_else_changes(corpus, hedgerow):
    tag_by_keys(corpus, "ann", ANN)
    tag_by_keys(corpus, "ben", BEN)
    ann = exported(hedgerow, corpus, "--annotator", "ann")
    ben = exported(hedgerow, corpus, "--annotator", "ben")
    assert len(ann) == 5
    assert len(ben) == 4
    agreement = hedgerow("agreement", corpus, "--json", "--bootstrap", 0).stdout
    differing = {*map(as_said, ann)} ^ {*map(as_said, ben)}

    # What is found is what a set difference of the two exports gives.
    seen = []
    with at_work(corpus, "dora", "review", "--disagreements") as terminal:
        terminal.expect_shown("0/3 decided · 2 agreed (A)")
        terminal.expect_shown("1 ann’s  2 ben’s  x neither  w why  space skip")
        terminal.expect_shown("≠ nothing here")
        terminal.press("w")
        terminal.expect_shown("Why?")
        terminal.press("one word is enough", "enter")
        terminal.expect_shown("why: one word is enough")
        terminal.press("<")
        terminal.expect_shown("enter keep the edited")
        terminal.press("enter")
        terminal.expect_shown("1/3 decided")
        leave(terminal, 2)
    # The next day it goes on where it was left.
    with at_work(corpus, "dora", "review", "--disagreements") as terminal:
        terminal.expect_shown("1/3 decided · 2 agreed (A)")
        terminal.expect_shown("they differ: span")
        terminal.press("b")
        terminal.expect_shown("2/3 decided")
        terminal.expect_shown("they differ: label")
        terminal.press("2")
        terminal.expect_shown("Every difference is decided.")
        terminal.expect_shown("2 places are marked exactly")
        terminal.press("1")
        terminal.expect_shown("3 places decided where ann and ben differ")
        terminal.press("q")
        terminal.expect_shown("5 articles")
        leave(terminal, 1)

    results = exported(hedgerow, corpus, "--verdict", "adjudicated")
    by_id = {line["id"]: line for line in (*ann, *ben)}
    for line in results:
        assert line["annotator"] == "dora"
        assert line["origin"] == "adjudication"
        assert line["provenance"]["by"] == "dora"
        if line["provenance"]["status"] == "adjudicated":
            seen += [by_id[key] for key in line["provenance"]["from"]]
    assert {*map(as_said, seen)} == differing
    told = [(line["provenance"]["status"], line["provenance"]["why"]) for line in results]
    assert sorted(told) == [
        ("adjudicated", ""),
        ("adjudicated", ""),
        ("adjudicated", ""),
        ("adjudicated", "one word is enough"),
        ("unanimous", ""),
        ("unanimous", ""),
    ]
    unanimous = {as_said(one) for one in results if one["provenance"]["status"] == "unanimous"}
    assert unanimous == {*map(as_said, ann)} & {*map(as_said, ben)}
    quotes = {line["quote"] for line in results if line["provenance"]["status"] == "adjudicated"}
    assert quotes == {
        "changed",
        "laments the outbreak",
        "laments the outbreak of",
        "deeply grieved",
    }

    # The originals, and what agreement says of them, are as they were; so it is with the oracle.
    assert exported(hedgerow, corpus, "--annotator", "ann") == ann
    assert exported(hedgerow, corpus, "--annotator", "ben") == ben
    assert hedgerow("agreement", corpus, "--json", "--bootstrap", 0).stdout == agreement
    for row in json.loads(agreement)["pairs"]:
        if row["label"] in ("claim", "stance"):
            expected = kappa_of_nltk(corpus, [*ann, *ben], row["label"])
            assert row["kappa"] == pytest.approx(expected, abs=1e-9)

    # And back in elsewhere, with the provenance.
    everything = hedgerow("export", corpus).stdout
    for file in (corpus / "annotations").glob("*.jsonl"):
        file.unlink()
    assert hedgerow("import", corpus, stdin=everything).returncode == 0
    assert hedgerow("export", corpus).stdout == everything

"""`hedgerow agreement`, on tags that two people made through the program."""

from __future__ import annotations

import json

import pytest
from nltk.metrics.agreement import AnnotationTask

from hedgerow.store.passages import words_in

FIRST = "000_a3fc5418d35ef088"
SECOND = "001_40ebd96be52325bb"

MADE = (
    ("ann", SECOND, 9, 142, "claim"),
    ("ben", SECOND, 9, 142, "claim"),
    ("ann", SECOND, 200, 300, "stance"),
    ("ben", SECOND, 210, 340, "stance"),
    ("ann", SECOND, 400, 450, "hedge"),
    ("ann", FIRST, 100, 150, "claim"),
    ("ben", FIRST, 120, 180, "claim"),
)


@pytest.fixture(scope="module")
def made_by_two(tmp_path_factory):
    """A copy of the samples with tags of ann and ben."""
    import os
    import shutil
    import subprocess
    import sys
    from pathlib import Path

    root = Path(__file__).parents[3]
    folder = tmp_path_factory.mktemp("two") / "seeds"
    shutil.copytree(root / "seeds", folder, ignore=shutil.ignore_patterns("annotations"))
    for who, article, start, end, label in MADE:
        span = ["--start", str(start), "--end", str(end), "--label", label, "--annotator", who]
        command = [sys.executable, "-m", "hedgerow.tui", "tag", str(folder), article, *span]
        subprocess.run(command, env=os.environ | {"PYTHONPATH": str(root)}, check=True)
    return folder


@pytest.fixture
def row(made_by_two, hedgerow):
    """Give the row of a label in what `--json` prints."""
    done = hedgerow("agreement", made_by_two, "--json", "--bootstrap", 50)
    assert done.returncode == 0, done.stderr
    pairs = json.loads(done.stdout)["pairs"]

    def of(label):
        (found,) = [one for one in pairs if one["label"] == label]
        return found

    return of


def decisions(folder, label):
    """Say of each word of the two articles whether each of the two has marked it."""
    for article in (FIRST, SECOND):
        text = (folder / f"{article}.txt").read_bytes().decode()
        for word in words_in(text):
            unit = f"{article} {word.start}"
            for who in ("ann", "ben"):
                marked = any(
                    one == who
                    and where == article
                    and name == label
                    and start < word.end
                    and word.start < end
                    for one, where, start, end, name in MADE
                )
                yield who, unit, int(marked)


@pytest.mark.parametrize("label", ["claim", "stance"])
def test_kappa_and_alpha_are_those_of_nltk_on_the_same_words(row, made_by_two, label):
    task = AnnotationTask(list(decisions(made_by_two, label)))
    assert row(label)["kappa"] == pytest.approx(task.kappa(), abs=1e-9)
    assert row(label)["alpha"] == pytest.approx(task.alpha(), abs=1e-9)


def test_the_counts_behind_a_figure_are_given(row, made_by_two):
    claim = row("claim")
    units = {unit for _, unit, _ in decisions(made_by_two, "claim")}
    assert sum(claim[name] for name in ("both", "only_a", "only_b", "neither")) == len(units)
    assert (claim["spans_a"], claim["spans_b"], claim["articles"]) == (2, 2, 2)
    assert claim["f1"] == {"exact": 0.5, "partial": 0.75, "type": 1.0, "strict": 0.5}


def test_a_figure_that_cannot_be_given_has_its_reason(row):
    hedge = row("hedge")
    assert hedge["kappa"] == 0.0
    assert hedge["intervals"]["kappa"] is None
    assert "too few articles have it" in hedge["reasons"]["kappa"]


def test_the_same_tags_give_the_same_bytes(made_by_two, hedgerow):
    once, again = (hedgerow("agreement", made_by_two, "--json").stdout for _ in range(2))
    assert once == again


@pytest.mark.parametrize(
    ("by", "shown"),
    [("pair", "ann – ben"), ("label", "stance"), ("article", FIRST)],
)
def test_the_table_can_be_had_by_pair_label_and_article(made_by_two, hedgerow, by, shown):
    done = hedgerow("agreement", made_by_two, "--by", by)
    assert done.returncode == 0, done.stderr
    assert shown in done.stdout.decode()
    assert "both" in done.stdout.decode()


def test_no_line_of_the_table_is_wider_than_a_terminal(made_by_two, hedgerow):
    lines = hedgerow("agreement", made_by_two).stdout.decode().splitlines()
    assert max(map(len, lines)) <= 80


def test_where_the_two_differ_is_what_a_set_difference_of_exports_gives(made_by_two, hedgerow):
    def exported(who):
        lines = hedgerow("export", made_by_two, "--annotator", who).stdout.splitlines()
        found = map(json.loads, lines)
        return {(one["article"], one["start"], one["end"], one["label"]) for one in found}

    told = json.loads(hedgerow("agreement", made_by_two, "--json").stdout)["differences"]
    marks = {
        (one["article"], mark["start"], mark["end"], mark["label"])
        for one in told
        for mark in (one["a"], one["b"])
        if mark
    }
    assert marks == exported("ann") ^ exported("ben")


def test_one_annotator_alone_is_told_what_is_missing(corpus, hedgerow):
    hedgerow("tag", corpus, FIRST, "--start", 0, "--end", 20, "--label", "claim")
    done = hedgerow("agreement", corpus)
    assert done.returncode == 1
    assert "only ann has marked anything; agreement takes two" in done.stderr.decode()


def test_an_annotator_who_has_marked_nothing_is_told(made_by_two, hedgerow):
    done = hedgerow("agreement", made_by_two, "--annotator", "ann", "--annotator", "zoe")
    assert done.returncode == 1
    assert "nothing is marked by zoe" in done.stderr.decode()
    assert "ann, ben" in done.stderr.decode()


def test_three_annotators_have_a_mean_by_label_and_in_json(made_by_two, hedgerow, tmp_path):
    import shutil

    folder = tmp_path / "three"
    shutil.copytree(made_by_two, folder)
    span = ["--start", 9, "--end", 142, "--label", "claim", "--annotator", "cleo"]
    assert hedgerow("tag", folder, SECOND, *span).returncode == 0
    options = ("--bootstrap", 0)
    shown = hedgerow("agreement", folder, "--by", "label", *options).stdout.decode()
    assert "mean over 3 pairs" in shown
    found = json.loads(hedgerow("agreement", folder, "--json", *options).stdout)
    (claim,) = [one for one in found["means"] if one["label"] == "claim"]
    kappas = [one["kappa"] for one in found["pairs"] if one["label"] == "claim"]
    assert claim["kappa"]["mean"] == pytest.approx(sum(kappas) / 3, abs=1e-12)
    two = json.loads(hedgerow("agreement", made_by_two, "--json", *options).stdout)
    assert two["means"] == []


def test_what_adjudication_has_made_is_not_compared(made_by_two, hedgerow, tmp_path):
    import shutil

    folder = tmp_path / "decided"
    shutil.copytree(made_by_two, folder)
    before = hedgerow("agreement", folder, "--json", "--bootstrap", 0).stdout
    (line,) = [
        one
        for one in map(json.loads, hedgerow("export", folder).stdout.splitlines())
        if one["label"] == "hedge"
    ]
    decided = {**line, "id": "01920000-0000-7000-8000-000000000001", "origin": "adjudication"}
    decided["annotator"] = "ben"
    with (folder / "annotations" / f"{SECOND}.jsonl").open("ab") as file:
        file.write(json.dumps(decided).encode() + b"\n")
    assert hedgerow("agreement", folder, "--json", "--bootstrap", 0).stdout == before

"""Agreement with oneself, on second looks that can be counted by hand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from hedgerow.store.agreement import Comparison, Undefined
from hedgerow.store.agreement.measures.comparison import TokenCounts
from hedgerow.store.annotations.annotations import Annotations
from hedgerow.store.annotations.codebook import built_in_codebook
from hedgerow.store.corpus.corpus import Corpus
from hedgerow.store.second_look import (
    SecondLook,
    SecondLookSample,
    looked_at_twice,
    second_look_name,
)
from hedgerow.store.span import Span
from hedgerow.store.tagging import tag

CODEBOOK = built_in_codebook()
TEXT = "Alpha bravo charlie delta. Echo foxtrot golf hotel. India juliet kilo lima."
FIRST, SECOND = "Alpha bravo charlie delta.", "Echo foxtrot golf hotel."


class Twice:
    """One article, what was marked in it, and what is chosen in each sentence the second time."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "one.txt"
        self.path.write_text(TEXT, encoding="utf-8")
        self.corpus = Corpus(folder)
        self.annotations = Annotations(folder / "annotations", "ann")
        self.problems = []

    def made(self, words: str, label: str):
        article = self.corpus.read("one")
        start = article.text.index(words)
        span = Span(start, start + len(words))
        return tag(article, span, label, annotator="ann", codebook=CODEBOOK)

    def mark(self, words: str, label: str = "claim") -> None:
        made = replace(self.made(words, label), created="2020-01-01T00:00:00.000000Z")
        self.annotations.folder.mkdir(exist_ok=True)
        self.annotations.journal.table("one").change({made.id: made.document()})

    def look(self, choices: dict[str, tuple[str, str] | None]) -> None:
        """Choose in each sentence what is given for it: words and a label, or nothing."""
        session = SecondLook(self.annotations, ["one"], self.corpus.read, SecondLookSample(days=0))
        while session.current is not None:
            article = self.corpus.read("one")
            choice = choices[session.current.shown.of(article.text)]
            if choice is None:
                session.choose_nothing(article)
            else:
                session.choose(article, choice[1], self.made(*choice))

    def compared(self) -> Comparison:
        marked = list(looked_at_twice(self.corpus, self.annotations, self.problems))
        return Comparison("ann", second_look_name("ann"), marked)


@pytest.fixture
def twice(tmp_path):
    return Twice(tmp_path)


def test_the_words_that_were_shown_are_counted_and_no_others(twice):
    twice.mark("bravo charlie")
    twice.look({FIRST: ("charlie delta", "claim")})
    (claim,) = twice.compared().by_label()
    # Of alpha bravo charlie delta: charlie twice, bravo the first time, delta the second.
    assert claim.tokens == TokenCounts(both=1, only_a=1, only_b=1, neither=1)
    assert claim.kappa.value == 0.0
    assert claim.spans == (1, 1)
    assert (claim.f1["exact"].value, claim.f1["partial"].value) == (0.0, 0.5)


def test_the_same_choice_twice_is_total_agreement(twice):
    twice.mark("bravo charlie")
    twice.mark("foxtrot", "hedge")
    twice.look({FIRST: ("bravo charlie", "claim"), SECOND: ("foxtrot", "hedge")})
    assert [one.kappa.value for one in twice.compared().by_label()] == [1.0, 1.0]


def test_nothing_here_and_another_label_are_disagreements(twice):
    twice.mark("bravo charlie")
    twice.mark("foxtrot", "hedge")
    twice.look({FIRST: None, SECOND: ("foxtrot", "claim")})
    claim, hedge = twice.compared().by_label()
    assert claim.tokens == TokenCounts(both=0, only_a=2, only_b=1, neither=5)
    assert hedge.tokens == TokenCounts(both=0, only_a=1, only_b=0, neither=7)
    # p(observed) 5/8; p(chance) (2/8 · 1/8) + (6/8 · 7/8) = 44/64; kappa = (40 - 44) / (64 - 44)
    assert claim.kappa.value == pytest.approx(-0.2, abs=1e-12)
    assert twice.compared().confusion() == {("claim", "–"): 1, ("hedge", "claim"): 1}


def test_differences_say_where_they_are_in_the_text(twice):
    twice.mark("foxtrot")
    twice.mark("juliet", "hedge")
    twice.look({SECOND: ("golf", "claim"), "India juliet kilo lima.": None})
    places = {
        (TEXT[mark.start : mark.end], mark.label)
        for found in twice.compared().differences()
        for mark in (found.a, found.b)
        if mark is not None
    }
    assert places == {("foxtrot", "claim"), ("golf", "claim"), ("juliet", "hedge")}


def test_a_whole_sentence_twice_leaves_one_value_only(twice):
    twice.mark(FIRST)
    twice.look({FIRST: (FIRST, "claim")})
    (claim,) = twice.compared().by_label()
    assert claim.kappa.value == Undefined("only one value used")
    assert claim.f1["strict"].value == 1.0


def test_what_was_changed_after_the_second_look_does_not_change_the_figure(twice):
    twice.mark("bravo charlie")
    twice.look({FIRST: ("charlie delta", "claim")})
    before = twice.compared().overall()
    (known,) = twice.annotations.of("one")
    changed = replace(known, label="hedge")
    twice.annotations.journal.table("one").change({known.id: changed.document()})
    assert twice.compared().overall() == before


def test_a_second_look_on_a_former_text_is_left_out_and_told(twice):
    twice.mark("bravo")
    twice.look({FIRST: None})
    twice.path.write_text(f"New. {TEXT}", encoding="utf-8")
    twice.corpus.find_again("one")
    assert twice.compared().articles == []
    assert "1 of its second looks is on a former text" in twice.problems[0].what


def test_nobody_elses_second_look_is_counted_where_one_is_asked_for(twice):
    twice.mark("bravo")
    twice.look({FIRST: None})
    assert not list(looked_at_twice(twice.corpus, twice.annotations, [], annotator="ben"))


@pytest.mark.parametrize(
    "change",
    [
        {"label": ...},
        {"attributes": "x"},
        {"attributes": {"mode": [[]]}},
        {"shown": [9, 2]},
        {"shown": [0, 1e308]},
        {"text_sha256": ...},
        {"first": [{"label": "claim", "start": 0, "end": 5, "attributes": "x"}]},
    ],
)
def test_an_answer_that_is_not_whole_hinders_no_figures(twice, change):
    twice.mark("bravo charlie")
    twice.mark("foxtrot golf", "hedge")
    twice.look({FIRST: ("charlie delta", "claim"), SECOND: ("foxtrot golf", "hedge")})
    table = twice.annotations.journal.table("one")
    answers = (one for one in table.records() if one.document["type"] == "second_look")
    first = next(one for one in answers if one.document["shown"][0] == 0)
    document = {**first.document, **change}
    table.change({first.id: {name: value for name, value in document.items() if value is not ...}})
    (whole,) = (one for one in twice.compared().by_label() if one.label == "hedge")
    assert whole.f1["exact"].value == 1.0

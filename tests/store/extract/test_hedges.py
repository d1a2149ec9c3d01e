"""What find_hedges takes for a hedge, and what it leaves alone."""

from __future__ import annotations

import pytest
from effort import lines_run
from hypothesis import given, settings, strategies as st

from hedgerow.store.extract.findings import WORTH_SHOWING, Suggestion
from hedgerow.store.extract.prose.paragraphs import split_paragraphs
from hedgerow.store.extract.suggestions.hedges import find_hedges


def hedges(text: str) -> list[Suggestion]:
    return [
        hedge
        for paragraph in split_paragraphs(text, {})
        for hedge in find_hedges(paragraph, WORTH_SHOWING)
    ]


def words(text: str) -> list[str]:
    return [hedge.span.of(text) for hedge in hedges(text)]


def types(text: str) -> list[str]:
    return [dict(hedge.attributes)["type"] for hedge in hedges(text)]


# What hedges


@pytest.mark.parametrize(
    ("text", "hedge", "kind"),
    [
        ("The ferry may have left without them.", "may", "epistemic"),
        ("Two of the keys might still fit.", "might", "epistemic"),
        ("The dam could burst this week.", "could", "epistemic"),
        ("The bakery will probably close.", "probably", "epistemic"),
        ("Rain is likely to return.", "likely", "epistemic"),
        ("The tower appears to lean.", "appears", "epistemic"),
        ("The lock seemed broken.", "seemed", "epistemic"),
        ("Early data suggest that sales fell.", "suggest", "epistemic"),
        ("He named a possible successor.", "possible", "epistemic"),
        ("It remains unclear who paid.", "It remains unclear", "epistemic"),
        ("Older drivers tend to brake early.", "tend to", "epistemic"),
        ("“We hope the road opens,” she said.", "We hope", "doxastic"),
        ("I really think it works.", "I really think", "doxastic"),
        ("Police believe he acted alone.", "believe", "doxastic"),
        ("In our view the price is right.", "In our view", "doxastic"),
        ("The firm claimed that it had paid.", "claimed", "doxastic"),
        ("The firm claimed the bill was settled.", "claimed", "doxastic"),
        ("He was cited as stating the opposite.", "was cited as stating", "doxastic"),
        ("It cost about $40 to mend.", "about", "approximator"),
        ("Prices rose by roughly a tenth.", "by roughly", "approximator"),
        ("Some 300 people came.", "Some", "approximator"),
        ("The storm felled at least nine oaks.", "at least", "approximator"),
        ("The hall seats up to 400.", "up to", "approximator"),
        ("An estimated 5,000 birds died.", "An estimated", "approximator"),
        ("He stayed a week or so.", "or so", "approximator"),
        ("The engine sort of works.", "sort of", "approximator"),
        ("If confirmed, the find is the oldest.", "If confirmed", "conditional"),
        ("If they had asked, we would have helped.", "would have", "conditional"),
        ("The twins reportedly quarrelled.", "reportedly", "weasel"),
        ("The alleged thief kept silent.", "alleged", "weasel"),
        ("Some critics say the play is dull.", "Some critics say", "weasel"),
        ("Many still believe in the plan.", "Many still believe", "weasel"),
        ("Experts say the bridge is safe.", "Experts say", "weasel"),
        ("It is hoped that the ice holds.", "It is hoped that", "weasel"),
        ("It is widely believed she won.", "widely believed", "weasel"),
        ("The painting is thought to be lost.", "is thought", "weasel"),
    ],
)
def test_a_hedge_is_found_with_its_words_and_type(text, hedge, kind):
    assert list(zip(words(text), types(text), strict=True)) == [(hedge, kind)]


# The same words where they don't hedge


@pytest.mark.parametrize(
    "text",
    [
        "The fair opens on May 3.",
        "You may go now.",
        "May she rest in peace.",
        "The rebels feared the might of the fleet.",
        "He could not see the shore.",
        "She ran as fast as she could.",
        "They talked about 20 songs.",
        "The book is about bees.",
        "They walked around the lake.",
        "We need some bread.",
        "The poll asked 900 likely voters.",
        "She appeared on stage twice.",
        "He suggested that they leave.",
        "Come as soon as possible.",
        "The runner claimed the prize.",
        "A rebel group claimed responsibility.",
        "This kind of bread keeps well.",
        "He asked if she would come.",
        "The mayor said the road was open.",
        "The talks failed, as per the agency.",
        "According to the ministry, nobody was hurt.",
        "She stars in the film Maybe Tomorrow.",
        "Their critics said nothing.",
        "We believe in fair trade.",
        "The lease runs up to 2016.",
        "Should we believe them?",
    ],
)
def test_the_same_words_elsewhere_are_no_hedge(text):
    assert words(text) == []


# What is said of a hedge


def test_hedges_come_in_text_order():
    text = "Perhaps it rained.\nSnow, some say, might fall on about 40 hills."
    assert words(text) == ["Perhaps", "some say", "might", "about"]


def test_the_longest_of_several_hedges_is_taken():
    assert words("It was almost certainly late.") == ["almost certainly"]


def test_words_in_quotation_marks_hedge_too():
    assert words("“The well is probably dry,” he said.") == ["probably"]


def test_the_reason_repeats_the_words_as_they_stand():
    assert hedges("Allegedly it burned.")[0].reason == "hedge: 'Allegedly'"


def test_a_reason_stays_on_one_line():
    assert hedges("It cost at \xa0 least 40 crowns.")[0].reason == "hedge: 'at least'"


def test_a_long_reason_is_shortened():
    text = "Some extraordinarily well-connected neighbourhood-watchers said so."
    assert hedges(text)[0].reason.endswith("…'")


def test_a_suggestion_has_the_label_hedge():
    assert hedges("Perhaps not.")[0].label == "hedge"


def test_confidence_is_a_share():
    assert 0.0 < hedges("Perhaps not.")[0].confidence <= 1.0


def test_what_is_less_sure_is_found_when_asked_for():
    (paragraph,) = split_paragraphs("The barn often leaks.", {})
    assert not list(find_hedges(paragraph, WORTH_SHOWING))
    assert list(find_hedges(paragraph))


# Any text at all

PIECES = (
    *("some ", "critics ", "say ", "it ", "is ", "hoped ", "that ", "if ", "would ", "have "),
    *("about ", "at ", "least ", "40 ", "claimed ", "the ", "May ", "could ", "well ", "as "),
    *(". ", ", ", "\n", "“", "”", "\x00", "\ud800", "İ", "$", "a ", "or ", "so ", "'", "’s "),
)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_hedges_of_any_text_are_sound(text):
    end = 0
    for hedge in hedges(text):
        assert end <= hedge.span.start < hedge.span.end <= len(text)
        end = hedge.span.end


@pytest.mark.parametrize(
    "unit",
    [
        *("some ", "it is ", "has it ", "believed to ", "would if ", "claimed the ", "about "),
        *("some critics ", "I really ", "also ", "as ", "at least ", "or so ", "very likely "),
    ],
)
def test_twice_the_words_are_twice_the_work(unit):
    hedges("Perhaps not.")  # the lexicon is loaded once
    shorter, longer = (
        lines_run(lambda text: hedges(text), unit * count + "believed that") for count in (300, 600)
    )
    assert longer <= 2.2 * shorter

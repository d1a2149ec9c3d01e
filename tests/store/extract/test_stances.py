"""Where someone takes a position: for or against something, urging it, or staying out."""

from __future__ import annotations

import pytest
from effort import lines_run
from hypothesis import given, settings, strategies as st

from hedgerow.store.extract import extract
from hedgerow.store.extract.attributions import AttributionReader
from hedgerow.store.extract.attributions.scorer import fitted_model
from hedgerow.store.extract.prose.paragraphs import split_paragraphs
from hedgerow.store.extract.suggestions.stances import FoundStance, find_stances


def stances(text: str) -> list[FoundStance]:
    """Find the stances of a text, paragraph by paragraph."""
    reader = AttributionReader()
    return [
        stance
        for paragraph in split_paragraphs(text, fitted_model().cue_shares)
        for stance in find_stances(paragraph, reader.read(paragraph))
    ]


def the_one(text: str) -> tuple[str, str]:
    """Give direction and words of the only stance of a text."""
    (stance,) = stances(text)
    return stance.direction, stance.span.of(text)


def reason(text: str) -> str:
    """Give the reason that the only stance of a text is suggested for."""
    (suggestion,) = [one for one in extract(text).suggestions if one.label == "stance"]
    return suggestion.reason


@pytest.mark.parametrize(
    ("text", "direction", "words"),
    [
        ("Norway condemns the raid.", "condemn", "condemns the raid"),
        ("The union backed the mayor.", "support", "backed the mayor"),
        ("The mayor rejected the plan on Monday.", "oppose", "rejected the plan on Monday"),
        ("She called for a recount.", "urge", "called for a recount"),
        ("Oslo urged both sides to talk.", "urge", "urged both sides to talk"),
        ("He called on Chile to pay.", "urge", "called on Chile to pay"),
        ("Peru laments the loss of the ship.", "concern", "laments the loss of the ship"),
        ("Peru abstained on the resolution.", "abstain", "abstained on the resolution"),
        ("The council voted against the dam.", "oppose", "voted against the dam"),
        ("Peru abstained.", "abstain", "abstained"),
    ],
)
def test_a_verb_with_its_object_is_a_position(text, direction, words):
    assert the_one(text) == (direction, words)


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("The minister expressed “deep concern” over the flood.", "concern"),
        ("The party voiced support for the bill.", "support"),
        ("She spoke in support of the bill.", "support"),
        ("The envoy expressed disapproval when the fines were raised.", "oppose"),
        ("Oslo is deeply worried about the fishermen.", "concern"),
        ("Lima remained silent on the arrests.", "abstain"),
        ("The bank was critical of the tax.", "condemn"),
        ("Bogotá is “gravely saddened” to see the floods in Peru.", "concern"),
    ],
)
def test_so_is_a_noun_or_an_adjective_with_its_verb(text, direction):
    assert the_one(text)[0] == direction


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Oslo has not condemned the raid.", "has not condemned the raid"),
        ("The minister refused to condemn the raid.", "refused to condemn the raid"),
        ("Berg was careful not to blame Chile.", "was careful not to blame Chile"),
        ("The board stopped short of denouncing him.", "short of denouncing him"),
        ("Lima has neither criticized nor praised the deal.", None),
        ("While not condemning the raid, Berg left.", "not condemning the raid"),
    ],
)
def test_who_withholds_blame_stays_out(text, words):
    direction, found = the_one(text)
    assert direction == "abstain"
    assert words in (None, found)


def test_who_does_not_support_something_opposes_it():
    assert the_one("The union does not support the plan.")[0] == "oppose"


@pytest.mark.parametrize(
    "text",
    [
        "The train is back on track.",
        "He walked back his words.",
        "Four votes for the mayor were lost.",
        "The demand for oil has fallen.",
        "It was a welcome change of weather.",
        "He called the house a ruin.",
        "The two sides met in Oslo and spoke for an hour.",
        "She is not worried about the vote.",
        "The Support of the Arts Act is old.",
        "You cannot park here.",
    ],
)
def test_the_same_words_elsewhere_are_none(text):
    assert stances(text) == []


def test_what_others_are_to_do_is_a_position_in_somebodys_words():
    assert the_one("“The fighting must stop,” said Berg.")[0] == "urge"


def test_but_not_in_the_reporters_own():
    assert stances("The fighting must stop.") == []


def test_the_passage_ends_with_its_clause():
    text = "Oslo condemned the raid, and Berg left for Lima."
    assert the_one(text)[1] == "condemned the raid"


def test_the_reason_names_holder_and_target():
    assert reason("Norway condemns the raid.") == "stance: 'condemns', Norway → the raid"


def test_the_holder_has_the_speakers_canonical_name():
    text = "Prime Minister Kari Nordmann arrived on Monday. She urged Chile to pay, she said."
    assert reason(text) == "stance: 'urged', Kari Nordmann → Chile"


def test_in_somebodys_words_we_are_whoever_speaks():
    text = "“We strongly condemn the raid,” Kari Nordmann said on Monday."
    assert reason(text) == "stance: 'condemn', Kari Nordmann → the raid"


def test_in_a_passive_the_subject_is_the_target():
    text = "The raid was condemned by Norway."
    assert reason(text) == "stance: 'condemned', Norway → The raid"


def test_direction_and_target_become_attributes():
    (stance,) = extract("Norway condemns the raid.").suggestions
    assert dict(stance.attributes) == {"direction": "condemn", "target": "the raid"}


def test_a_holder_nobody_names_is_someone():
    assert reason("Which also condemned the raid.") == "stance: 'condemned', someone → the raid"


PIECES = (
    *("Norway", "the mayor", "we", "Chile", "condemned", "urged", "support", "backs", "called"),
    *("on", "for", "to", "not", "refused", "was", "is", "concerned", "must", "should", "by"),
    *("expressed", "concern", "over", "silent", ",", ".", "“", "”", "\n", "that", "said", "and"),
)


@settings(max_examples=300)
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=60).map(" ".join))
def test_stances_never_overlap_and_lie_within_the_text(text):
    found = stances(text)
    for stance in found:
        assert 0 <= stance.span.start < stance.span.end <= len(text)
        assert stance.span.start <= stance.cue.start
        assert stance.cue.end <= stance.span.end
    ends = [stance.span.end for stance in found]
    starts = [stance.span.start for stance in found]
    assert all(end <= start for end, start in zip(ends, starts[1:], strict=False))


@pytest.mark.parametrize("unit", ["condemned ", "must ", "not ", "concern ", "support for ", "“"])
def test_the_work_grows_with_the_length(unit):
    short, long = (lines_run(stances, unit * (size // len(unit))) for size in (4_000, 16_000))
    assert long < 5 * short


def test_the_target_of_one_position_is_not_part_of_the_next():
    first, second = stances("“ condemned İ , , must “")
    assert first.span.end <= second.span.start

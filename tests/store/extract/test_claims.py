"""What `find_claims` takes for statements that somebody could check."""

from __future__ import annotations

from itertools import pairwise

import pytest
from effort import lines_run
from hypothesis import given, settings, strategies as st

from hedgerow.store.extract.attributions import AttributionReader
from hedgerow.store.extract.attributions.scorer import fitted_model
from hedgerow.store.extract.prose.paragraphs import split_paragraphs
from hedgerow.store.extract.prose.tokens import tokenise
from hedgerow.store.extract.suggestions.claims import FoundClaim, claim_probability, find_claims


def found_in(text: str) -> list[FoundClaim]:
    reader = AttributionReader()
    return [
        claim
        for paragraph in split_paragraphs(text, fitted_model().cue_shares)
        for claim in find_claims(paragraph, reader.read(paragraph))
    ]


def claims(text: str) -> list[str]:
    return [claim.span.of(text) for claim in found_in(text)]


def the_claim(text: str) -> FoundClaim:
    found = found_in(text)
    assert len(found) == 1, claims(text)
    return found[0]


def probability(sentence: str) -> float:
    return claim_probability(tokenise(sentence, 0, len(sentence)))


class TestProbability:
    @pytest.mark.parametrize(
        "sentence",
        [
            "Unemployment in the region rose from 4 percent to 9 percent in two years.",
            "The city council voted against the budget on Tuesday.",
            "Norway exported 3 million tons of salmon last year.",
            "Wages are lower than they were ten years ago.",
        ],
    )
    def test_is_high_for_what_can_be_checked(self, sentence: str) -> None:
        assert probability(sentence) > 0.5

    @pytest.mark.parametrize(
        "sentence",
        [
            "I think we should all be proud of what we are.",
            "Let us hope for a better future.",
            "Who will lead this great country?",
            "Thank you very much.",
            "We must never give up on our dreams.",
        ],
    )
    def test_is_low_for_opinions_wishes_orders_and_questions(self, sentence: str) -> None:
        assert probability(sentence) < 0.3

    def test_is_higher_with_a_number(self) -> None:
        assert probability("The firm cut 300 jobs.") > probability("The firm cut jobs.")

    def test_does_not_depend_on_which_name_it_is(self) -> None:
        one = probability("On Monday the town of Ashford elected Mary Hill.")
        assert one == probability("On Monday the town of Wexcombe elected Joan Crane Bell.")

    def test_can_be_asked_of_nothing(self) -> None:
        assert 0.0 <= claim_probability([]) <= 1.0


class TestTheStatement:
    def test_is_what_is_said_without_who_says_it(self) -> None:
        text = "The mayor said that three bridges had been rebuilt since May."
        assert claims(text) == ["three bridges had been rebuilt since May"]

    def test_may_stand_before_its_source(self) -> None:
        text = "Grain exports fell by 30 percent last year, according to the port authority."
        assert claims(text) == ["Grain exports fell by 30 percent last year"]

    def test_has_no_quotation_marks_around_it(self) -> None:
        text = "“The river killed 14 people in March,” Mayor Ana Lopez said."
        assert claims(text) == ["The river killed 14 people in March"]

    def test_keeps_quotation_marks_around_a_part_of_it(self) -> None:
        text = "Lopez said the firm had paid “400 million dollars” to the old owners."
        assert claims(text) == ["the firm had paid “400 million dollars” to the old owners"]

    def test_keeps_the_mark_that_closes_a_part_at_its_end(self) -> None:
        text = "Lopez said the firm paid 40 workers for what it called “a lost year.”"
        assert claims(text)[0].count("“") == claims(text)[0].count("”")

    def test_is_each_sentence_of_a_quotation_by_itself(self) -> None:
        text = "“We spent $40 million in 2019. We hope for the best,” Lopez said."
        assert claims(text) == ["We spent $40 million in 2019"]

    def test_is_each_of_two_joined_by_and_that(self) -> None:
        text = (
            "Lopez said that the firm had lost 300 workers in May and that the bank had refused "
            "it a loan of $2 million."
        )
        assert claims(text) == [
            "the firm had lost 300 workers in May",
            "the bank had refused it a loan of $2 million",
        ]

    def test_is_the_innermost_of_what_is_relayed(self) -> None:
        text = "Lopez said the police had killed 14 people in March, Reuters reported."
        assert claims(text) == ["the police had killed 14 people in March"]

    def test_is_a_sentence_in_which_nobody_speaks(self) -> None:
        text = "The two firms built 300 houses in Ashford last year."
        assert claims(text) == ["The two firms built 300 houses in Ashford last year"]

    def test_does_not_begin_with_an_adverb_that_joins(self) -> None:
        text = "Meanwhile, the army captured 200 soldiers near Ashford on Friday."
        assert claims(text) == ["the army captured 200 soldiers near Ashford on Friday"]

    def test_does_not_begin_with_a_dateline(self) -> None:
        text = "ASHFORD (AP) — The army captured 200 soldiers near the border on Friday."
        assert claims(text) == ["The army captured 200 soldiers near the border on Friday"]

    def test_is_what_a_speaker_did_before_speaking_too(self) -> None:
        text = "The firm cut 300 jobs at its plant in Ashford in May and said it would be back."
        assert claims(text)[0] == "The firm cut 300 jobs at its plant in Ashford in May"


class TestWhatIsNoClaim:
    @pytest.mark.parametrize(
        "text",
        [
            "Lopez urged the two countries to end the war after 10 years.",
            "She asked whether the army had killed 14 people in March.",
            "“Did the army kill 14 people in March?” Lopez asked.",
            "The minister believes that 300 jobs will be lost next year.",
            "He said the rights of all countries should be respected.",
        ],
    )
    def test_is_left_out(self, text: str) -> None:
        assert claims(text) == []

    def test_is_a_headline_in_which_nobody_speaks(self) -> None:
        assert claims("Army captures 200 soldiers in May\n\n") == []

    def test_is_an_offer_of_the_page(self) -> None:
        assert claims("Follow Mary Hill, who won 3 million votes in 2020, on Monday.") == []


class TestWhatIsKnownOfAClaim:
    @pytest.mark.parametrize(
        ("text", "sign"),
        [
            ("The town spent $40 million on the bridge last year.", "an amount of money"),
            ("Exports of grain fell by 30 percent in Norway.", "a percentage"),
            ("The army captured 200 soldiers near Ashford.", "a number"),
            ("Ashford was the largest city that the army had attacked.", "a superlative"),
            ("Lopez said the army had invaded Norway in March.", "a date"),
            ("Lopez said the army had invaded Norway.", "a past event"),
        ],
    )
    def test_is_its_strongest_sign(self, text: str, sign: str) -> None:
        assert the_claim(text).sign == sign

    def test_is_the_attribution_that_it_belongs_to(self) -> None:
        claim = the_claim("The mayor said that 300 houses had been built since May.")
        assert claim.attribution is not None

    def test_is_no_attribution_where_nobody_speaks(self) -> None:
        assert the_claim("The army captured 200 soldiers near Ashford.").attribution is None

    def test_is_that_it_can_be_checked(self) -> None:
        assert the_claim("The army captured 200 soldiers near Ashford.").checkable == "yes"

    def test_is_that_a_part_of_it_cannot_be_checked(self) -> None:
        text = "In a terrible year, 300 brave soldiers died near Ashford."
        assert the_claim(text).checkable == "partly"


PIECES = (
    *("“", "”", '"', "''", "(", ")", ",", ".", ";", ":", "?", "—", "…", "\n", "\x00", "\ud800"),
    *("said", "that", "and", "according to", "Meanwhile", "urged", "to", "told", "citing"),
    *("Lopez", "the mayor", "he", "we", "the army", "Reuters", "AP", "don't", "they’ve"),
    *("killed", "has", "was", "should", "lost", "300", "5 percent", "$", "2019", "largest"),
)
ANY_TEXT = st.lists(st.sampled_from(PIECES) | st.characters(exclude_categories=())).map(" ".join)


@settings(max_examples=300)
@given(ANY_TEXT)
def test_any_text_gives_claims_in_order_apart_and_within_it(text: str) -> None:
    found = found_in(text)
    assert all(0 <= one.span.start < one.span.end <= len(text) for one in found)
    assert all(one.span.end <= another.span.start for one, another in pairwise(found))
    assert all(0.0 <= one.confidence <= 1.0 for one in found)


@pytest.mark.parametrize(
    "unit",
    [
        "the army killed 300 people ",
        "Lopez said that the army killed 300 people, ",
        "“the army killed 300 people. ",
        "“the army” said ",
        "and that ",
        "said “",
        "The army killed 300 people. ",
    ],
)
def test_twice_the_text_is_twice_the_work(unit: str) -> None:
    found_in(unit)
    shorter, longer = (lines_run(found_in, unit * count) for count in (300, 600))
    assert longer / shorter <= 2.2

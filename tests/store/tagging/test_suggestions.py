"""Suggestions as a reader meets them: open until they are accepted, tagged over, or dismissed."""

from __future__ import annotations

import uuid
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from hedgerow.store.annotations.annotations import Annotations
from hedgerow.store.annotations.codebook import built_in_codebook, load_codebook
from hedgerow.store.annotations.verdicts import reviews_of
from hedgerow.store.corpus.article import Article
from hedgerow.store.extract import extract
from hedgerow.store.extract.findings import WORTH_SHOWING, Suggestion
from hedgerow.store.journal import new_id
from hedgerow.store.span import Span
from hedgerow.store.tagging import (
    Proposals,
    accepted_suggestion,
    dismissal,
    dismissed_passages,
    suggestions_still_open,
)
from hedgerow.store.tagging.suggestions import suggestion_id

CODEBOOK = built_in_codebook()
TEXT = (
    "Prime Minister Kari Nordmann condemned the raid on Monday. "
    "The convoy reportedly turned back.\n\n"
    "“We support the talks,” she said. Some 40 people allegedly died.\n"
)


def article(text: str = TEXT) -> Article:
    return Article("one", text, "One", Path("one.txt"))


def suggestion(words: str, text: str = TEXT) -> Suggestion:
    """Give what is suggested for a passage that begins with some words."""
    return next(
        one
        for one in extract(text).suggestions
        if one.span.of(text).startswith(words) and one.confidence >= WORTH_SHOWING
    )


def accept(words: str, codebook=CODEBOOK):
    return accepted_suggestion(
        article(), suggestion(words), extract(TEXT), annotator="ann", codebook=codebook
    )


@pytest.fixture
def annotations(tmp_path):
    return Annotations(tmp_path / "annotations", "ann")


def dismiss(annotations: Annotations, words: str, text: str = TEXT) -> None:
    made = accepted_suggestion(
        article(text), suggestion(words, text), extract(text), annotator="ann", codebook=CODEBOOK
    )
    review = dismissal(article(text), made, annotations.annotator)
    annotations.journal.table("one").change({review.id: review.document()})


class TestAccepting:
    def test_the_tag_is_the_passage_with_its_label_and_says_where_it_is_from(self):
        made = accept("reportedly")
        assert (made.label, made.quote, made.origin) == ("hedge", "reportedly", "suggestion")

    def test_its_attributes_are_filled_in(self):
        assert accept("condemned").attributes == {"direction": "condemn", "target": "the raid"}

    def test_a_stance_is_its_holders(self):
        made = accept("condemned")
        assert made.speaker.value == "Kari Nordmann"
        assert TEXT[made.speaker.start : made.speaker.end].endswith("Nordmann")

    def test_what_is_in_somebodys_words_takes_speaker_and_mode_along(self):
        made = accept("support")
        assert made.speaker.value == "Kari Nordmann"
        assert made.attributes["mode"] == "direct"
        assert made.attributes["direction"] == "support"

    def test_attributes_that_the_codebook_does_not_provide_for_are_left_out(self, tmp_path):
        path = tmp_path / "codebook.toml"
        path.write_text('[[label]]\nname = "stance"\n[[label.attribute]]\nname = "target"\n')
        made = accept("condemned", load_codebook(path))
        assert made.attributes == {"target": "the raid"}

    def test_the_id_is_the_same_each_time_and_another_for_another_person(self):
        ids = {
            suggestion_id(article(), suggestion("condemned"), who) for who in ("ann", "ann", "bob")
        }
        assert len(ids) == 2
        assert {uuid.UUID(one).version for one in ids} == {8}


class TestDismissing:
    def test_what_is_dismissed_is_not_open_any_more(self, annotations):
        dismiss(annotations, "reportedly")
        taken = dismissed_passages(annotations, article())
        quotes = [
            one.span.of(TEXT)
            for one in suggestions_still_open(extract(TEXT).suggestions, taken, CODEBOOK)
        ]
        assert "reportedly" not in quotes
        assert "allegedly" in quotes

    def test_it_stays_dismissed_when_the_text_has_changed_before_it(self, annotations):
        dismiss(annotations, "reportedly")
        changed = f"A line above.\n\n{TEXT}"
        ((label, span),) = dismissed_passages(annotations, article(changed))
        assert (label, span.of(changed)) == ("hedge", "reportedly")

    def test_and_for_the_one_who_dismissed_it_alone(self, annotations):
        dismiss(annotations, "reportedly")
        bob = Annotations(annotations.folder, "bob")
        assert dismissed_passages(bob, article()) == []

    def test_a_verdict_with_a_reason_is_kept_like_any_other(self, annotations):
        made = accept("reportedly")
        review = dismissal(article(), made, "ann", "edge case")
        annotations.journal.table("one").change({review.id: review.document()})
        assert reviews_of(annotations, "one", "ann")[made.id].reason == "edge case"

    def test_it_is_no_annotation(self, annotations):
        dismiss(annotations, "reportedly")
        assert annotations.of("one") == []
        assert annotations.problems("one") == []

    @pytest.mark.parametrize(
        "passage", ["words", {}, {"start": "x", "end": 3, "quote": "q"}, {"start": 1, "end": 2}]
    )
    def test_one_that_a_stranger_has_damaged_dismisses_nothing(self, annotations, passage):
        review = dismissal(article(), accept("reportedly"), "ann")
        document = {**review.document(), "suggestion": passage}
        annotations.journal.table("one").change({new_id(): document})
        assert dismissed_passages(annotations, article()) == []


class TestWhatIsOpen:
    def test_a_tag_with_the_same_label_settles_it(self):
        one = suggestion("reportedly")
        assert suggestions_still_open([one], [("hedge", one.span)], CODEBOOK) == []

    def test_a_tag_with_another_label_does_not(self):
        one = suggestion("reportedly")
        assert suggestions_still_open([one], [("claim", one.span)], CODEBOOK) == [one]

    def test_a_longer_tag_around_it_settles_it_too(self):
        one = suggestion("reportedly")
        around = Span(one.span.start - 10, one.span.end + 10)
        assert suggestions_still_open([one], [("hedge", around)], CODEBOOK) == []

    def test_a_tag_that_only_touches_it_does_not(self):
        one = suggestion("condemned")
        beside = Span(one.span.end - 1, one.span.end + 30)
        assert suggestions_still_open([one], [("stance", beside)], CODEBOOK) == [one]

    def test_what_is_not_sure_enough_is_not_shown(self):
        one = replace(suggestion("reportedly"), confidence=WORTH_SHOWING - 0.01)
        assert suggestions_still_open([one], [], CODEBOOK) == []

    def test_a_label_that_the_codebook_does_not_have_is_not_suggested(self, tmp_path):
        path = tmp_path / "codebook.toml"
        path.write_text('[[label]]\nname = "frame"\n')
        assert suggestions_still_open([suggestion("reportedly")], [], load_codebook(path)) == []

    SPANS = st.tuples(st.integers(0, 60), st.integers(1, 30)).map(lambda s: Span(s[0], s[0] + s[1]))

    @given(SPANS, st.lists(SPANS, max_size=12))
    def test_the_quick_look_up_finds_what_comparing_each_with_each_finds(self, span, tags):
        one = replace(suggestion("reportedly"), span=span)
        settled = any(
            (shared := min(span.end, other.end) - max(span.start, other.start)) > 0
            and 2 * shared >= min(span.length, other.length)
            for other in tags
        )
        found = suggestions_still_open([one], [("hedge", other) for other in tags], CODEBOOK)
        assert found == ([] if settled else [one])


class TestProposals:
    @pytest.fixture
    def proposals(self, annotations):
        return Proposals(lambda _: article(), lambda one: extract(one.text), annotations, CODEBOOK)

    def test_the_open_ones_are_known_by_their_ids(self, proposals):
        for key, one in proposals.open_in("one").items():
            assert proposals.suggestion("one", key) == one
            assert proposals.annotation("one", key).id == key

    def test_one_that_was_accepted_is_open_no_more(self, proposals, annotations):
        key = next(iter(proposals.open_in("one")))
        made = proposals.annotation("one", key)
        annotations.journal.table("one").change({made.id: made.document()})
        assert key not in proposals.open_in("one")

    def test_an_id_that_nothing_has_names_nothing(self, proposals):
        assert proposals.annotation("one", "nothing") is None

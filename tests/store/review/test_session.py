"""Going back over tags: the queue, the verdicts, and coming back to where one left."""

from __future__ import annotations

import pytest

from hedgerow.store.annotations.annotations import Annotations
from hedgerow.store.annotations.verdicts import reviews_of
from hedgerow.store.review import Queue, ReviewSession, review_summary
from tests.store.review.tagged_words import later, mark, quote_at, quotes, relabelled, session


def test_the_queue_follows_the_corpus_and_within_an_article_its_text(four):
    assert quotes(session(four)) == ["alpha", "charlie", "bravo", "delta"]


def test_the_queue_holds_only_the_reviewers_own_tags(four):
    mark(four, "one", "golf", annotator="bob")
    assert "golf" not in quotes(session(four))


def test_the_queue_of_a_label_holds_only_that_label(four):
    mark(four, "one", "golf", label="hedge")
    assert quotes(session(four, queue=Queue("hedge"))) == ["golf"]


def test_articles_that_are_not_named_are_not_in_the_queue(four):
    assert quotes(ReviewSession(four, ["one"])) == ["bravo", "delta"]


def test_a_session_without_tags_is_done(annotations):
    sitting = session(annotations)
    assert (sitting.current, sitting.items, sitting.done) == (None, [], 0)


def test_looking_at_a_session_saves_nothing(four):
    session(four)
    assert not (four.folder / "sessions").exists()


def test_a_verdict_leads_to_the_next_tag(four):
    sitting = session(four)
    sitting.judge("accept")
    assert (quote_at(sitting), sitting.done) == ("charlie", 1)


def test_a_verdict_is_kept_with_its_reviewer_and_its_reason(four):
    sitting = session(four)
    item = sitting.current
    sitting.judge("reject", "slip")
    review = reviews_of(Annotations(four.folder, "ann"), "two")[item.annotation]
    assert (review.verdict, review.reason, review.reviewer) == ("reject", "slip", "ann")


def test_a_verdict_leaves_the_annotation_as_it_was(four):
    before = four.of("two")
    session(four).judge("reject")
    assert four.of("two") == before


def test_a_second_verdict_of_the_same_reviewer_takes_the_place_of_the_first(four):
    sitting = session(four)
    item = sitting.current
    sitting.judge("accept")
    again = session(four, queue=Queue("claim"), again=True)
    assert again.current == item
    again.judge("reject")
    assert reviews_of(four, "two")[item.annotation].verdict == "reject"
    kinds = [record.document["type"] for record in four.journal.table("two").records()]
    assert kinds.count("review") == 1


def test_after_the_last_verdict_there_is_nothing_to_judge(four):
    sitting = session(four)
    for _ in range(4):
        sitting.judge("accept")
    assert (sitting.current, sitting.done) == (None, 4)
    with pytest.raises(LookupError):
        sitting.judge("accept")


def test_a_skipped_tag_comes_back_at_the_end(four):
    sitting = session(four)
    sitting.skip()
    seen = []
    while sitting.current is not None:
        seen.append(quote_at(sitting))
        sitting.judge("accept")
    assert seen == ["charlie", "bravo", "delta", "alpha"]


def test_skipped_tags_come_back_in_the_order_in_which_they_were_skipped(four):
    sitting = session(four)
    sitting.skip()
    sitting.judge("accept")
    sitting.skip()
    sitting.judge("accept")
    assert (quote_at(sitting), sitting.skipped) == ("alpha", 2)
    sitting.judge("accept")
    assert (quote_at(sitting), sitting.skipped) == ("bravo", 1)


def test_the_only_tag_left_comes_back_at_once_when_it_is_skipped(annotations):
    mark(annotations, "one", "alpha")
    sitting = session(annotations)
    sitting.skip()
    assert quote_at(sitting) == "alpha"


def test_the_summary_counts_verdicts_and_reasons(four):
    sitting = session(four)
    sitting.judge("accept")
    sitting.judge("reject", "slip")
    sitting.judge("reject")
    sitting.revise(relabelled("hedge"), "claim made hedge")
    summary = [(line.before, line.words) for line in review_summary(sitting)]
    assert ("claim", "1 accepted, 1 revised, 2 rejected") in summary
    assert summary[-2:] == [("1", "no reason given (1 claim)"), ("1", "slip (1 claim)")]


def test_a_session_that_was_left_goes_on_at_the_same_tag(four):
    sitting = session(four)
    sitting.judge("accept")
    sitting.judge("reject", "slip")
    resumed = later(four)
    assert (resumed.current, resumed.done) == (sitting.current, 2)
    assert [(one.review.verdict, one.review.reason) for one in resumed.judged] == [
        ("accept", ""),
        ("reject", "slip"),
    ]


def test_a_session_that_was_left_remembers_what_was_skipped(four):
    sitting = session(four)
    sitting.skip()
    sitting.judge("accept")
    resumed = later(four)
    assert (resumed.skipped, quote_at(resumed)) == (1, "bravo")
    assert quotes(resumed)[-1] == "alpha"


def test_a_session_that_was_left_among_skipped_tags_goes_on_there(four):
    sitting = session(four)
    for _ in range(3):
        sitting.skip()
    sitting.judge("accept")
    sitting.skip()
    resumed = later(four)
    assert quote_at(resumed) == quote_at(sitting) == "charlie"


def test_a_tag_that_was_revised_first_of_all_is_still_the_one_to_judge(four):
    sitting = session(four)
    sitting.revise(relabelled("hedge"), "claim made hedge")
    assert (quote_at(sitting), sitting.known.verdict_on(sitting.current).verdict) == (
        "alpha",
        "revise",
    )


def test_a_session_that_was_left_after_its_first_revision_remembers_it(four):
    session(four).revise(relabelled("hedge"), "claim made hedge")
    assert [one.review.verdict for one in later(four).judged] == ["revise"]


def test_a_session_that_was_left_at_a_revised_tag_goes_on_there(four):
    sitting = session(four)
    sitting.judge("accept")
    sitting.revise(relabelled("hedge"), "claim made hedge")
    assert later(four).current == sitting.current


def test_sessions_of_different_labels_are_left_and_resumed_apart(four):
    mark(four, "one", "golf", label="hedge")
    session(four, queue=Queue("hedge")).judge("accept")
    assert quote_at(later(four, queue=Queue("claim"))) == "alpha"


def test_sessions_of_different_reviewers_are_left_and_resumed_apart(four):
    mark(four, "two", "echo", annotator="bob")
    session(four).skip()
    assert quote_at(session(Annotations(four.folder, "bob"))) == "echo"
    assert later(four).skipped == 1


def test_a_new_session_offers_only_what_has_no_verdict(four):
    sitting = session(four)
    for _ in range(4):
        sitting.judge("accept")
    mark(four, "two", "hotel")
    assert quotes(later(four)) == ["hotel"]


def test_a_new_session_offers_everything_when_asked_to(four):
    sitting = session(four)
    for _ in range(4):
        sitting.judge("accept")
    again = later(four, again=True)
    assert (len(again.items), again.done, quote_at(again)) == (4, 0, "alpha")


def test_a_session_over_everything_again_stays_one_when_it_is_resumed(four):
    sitting = session(four)
    for _ in range(4):
        sitting.judge("accept")
    later(four, again=True).judge("accept")
    resumed = later(four)
    assert (len(resumed.items), quote_at(resumed)) == (4, "charlie")


def test_what_an_earlier_run_of_the_queue_skipped_is_in_its_place_in_the_next(four):
    sitting = session(four)
    sitting.skip()
    for _ in range(4):
        sitting.judge("accept")
    later(four, again=True).judge("accept")
    assert quotes(later(four)) == ["alpha", "charlie", "bravo", "delta"]

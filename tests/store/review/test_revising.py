"""Tags that are revised, removed or judged elsewhere during a review."""

from __future__ import annotations

import pytest

from hedgerow.store.annotations.annotations import Annotations
from hedgerow.store.annotations.verdicts import reviews_of
from hedgerow.store.journal.history import History
from hedgerow.store.journal.lines import Record
from hedgerow.store.review import Pool, Queue
from hedgerow.store.span import Span
from hedgerow.store.tagging import respan
from tests.store.review.tagged_words import (
    ARTICLES,
    article,
    later,
    quote_at,
    quotes,
    relabelled,
    session,
)


def test_a_relabelled_tag_has_its_new_label_and_the_session_stays_with_it(four):
    sitting = session(four)
    item = sitting.current
    sitting.revise(relabelled("hedge"), "claim made hedge")
    assert sitting.known.annotation(item).label == "hedge"
    assert sitting.current == item


def test_a_revision_is_kept_with_the_label_and_the_span_it_gave(four):
    sitting = session(four)
    item = sitting.current
    wider = Span(0, len("alpha bravo"))
    sitting.revise(lambda made: respan(made, article("two"), wider), "boundary of claim")
    review = reviews_of(four, "two")[item.annotation]
    assert review.revision == ("claim", *wider)
    assert sitting.known.annotation(item).quote == "alpha bravo"


def test_a_revision_and_its_verdict_are_saved_as_one_step(four):
    path = four.journal.table("two").file.path
    before = path.read_bytes()
    sitting = session(four)
    change = sitting.revise(relabelled("hedge"), "claim made hedge")
    assert len(change.after["two"]) == 2
    assert path.read_bytes().removeprefix(before).count(b"\n") == 2


def test_a_revised_tag_that_is_rejected_tells_what_it_was_before(four):
    sitting = session(four)
    item = sitting.current
    sitting.revise(relabelled("hedge"), "claim made hedge")
    sitting.judge("reject")
    assert sitting.known.verdict_on(item).was[0] == "claim"


def test_accepting_a_revised_tag_leaves_it_revised_and_goes_on(four):
    sitting = session(four)
    item = sitting.current
    sitting.revise(relabelled("hedge"), "claim made hedge")
    assert sitting.judge("accept") is None
    assert sitting.known.verdict_on(item).verdict == "revise"
    assert quote_at(sitting) == "charlie"


def test_rejecting_a_revised_tag_rejects_it(four):
    sitting = session(four)
    item = sitting.current
    sitting.revise(relabelled("hedge"), "claim made hedge")
    sitting.judge("reject")
    assert sitting.known.verdict_on(item).verdict == "reject"


def test_a_tag_that_was_relabelled_stays_in_the_queue_of_its_old_label(four):
    sitting = session(four, queue=Queue("claim"))
    sitting.judge("accept")
    sitting.revise(relabelled("hedge"), "claim made hedge")
    sitting.judge("accept")
    assert quotes(later(four, queue=Queue("claim"))) == quotes(sitting)


def test_a_tag_that_has_been_removed_meanwhile_can_be_dropped_from_the_queue(four):
    sitting = session(four)
    item = sitting.current
    four.journal.table("two").change({item.annotation: None})
    assert sitting.known.annotation(item) is None
    sitting.drop()
    assert (quote_at(sitting), len(sitting.items)) == ("charlie", 3)


def test_a_dropped_tag_that_comes_back_with_its_verdict_is_not_counted(four):
    history = History(four.journal, four.annotator)
    sitting = session(four, history=history)
    item = sitting.current
    sitting.judge("accept")
    verdict = sitting.known.verdict_on(item)
    sitting.return_to(item.annotation)
    history.save("two", "remove", {item.annotation: None, verdict.id: None})
    sitting.drop()
    sitting.undo()  # brings both back
    assert (sitting.done, sitting.total) == (0, 3)


def test_a_removed_tag_can_not_be_revised(four):
    sitting = session(four)
    four.journal.table("two").change({sitting.current.annotation: None})
    with pytest.raises(LookupError):
        sitting.revise(relabelled("hedge"), "claim made hedge")


def test_a_tag_that_someone_removes_while_the_session_rests_is_not_in_it_any_more(four):
    sitting = session(four)
    sitting.judge("accept")
    four.journal.table("two").change({sitting.current.annotation: None})
    assert quote_at(later(four)) == "bravo"


def test_the_newest_verdict_counts_whoever_gave_it(four):
    sitting = session(four)
    item = sitting.current
    change = sitting.judge("accept")
    (document,) = change.after["two"].values()
    four.journal.table("two").change(
        {"other": {**document, "reviewer": "bob", "verdict": "reject"}}
    )
    assert reviews_of(four, "two")[item.annotation].reviewer == "bob"


@pytest.mark.parametrize("order", [1, -1])
def test_the_reviewers_newest_verdict_counts_in_whichever_order_two_were_merged(four, order):
    """As after two copies of a corpus, on which one has worked, were brought together."""
    (document,) = session(four).judge("accept").after["two"].values()
    pair = [
        Record("first", "2030-01-01T00:00:00.000000Z", {**document, "verdict": "reject"}),
        Record("second", "2030-01-02T00:00:00.000000Z", document),
    ]
    four.journal.table("two").merge(pair[::order])
    pool = Pool(four, ARTICLES)
    list(pool.gather(Queue()))
    assert pool.reviews[str(document["annotation"])].verdict == "accept"


def test_which_of_two_verdicts_of_one_instant_counts_does_not_hang_on_their_order(four):
    (document,) = session(four).judge("accept").after["two"].values()
    instant = "2030-01-01T00:00:00.000000Z"
    pair = [
        Record("one", instant, document),
        Record("two", instant, {**document, "verdict": "reject"}),
    ]
    verdicts = []
    for name, records in (("forth", pair), ("back", pair[::-1])):
        merged = Annotations(four.folder / name, "ann")
        merged.journal.table("two").merge(records)
        verdicts.append([review.verdict for review in reviews_of(merged, "two").values()])
    assert verdicts[0] == verdicts[1]


def test_a_verdict_that_is_none_of_the_known_ones_is_passed_over(four):
    (document,) = session(four).judge("accept").after["two"].values()
    four.journal.table("one").change({"odd": {**document, "verdict": "made in 2030"}})
    assert reviews_of(four, "one") == {}

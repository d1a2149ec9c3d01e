"""Going back over tags: the queue, the verdicts, and coming back to where one left."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from refusal import saving_refused

from hedgerow.store.annotations.annotations import Annotations
from hedgerow.store.annotations.codebook import built_in_codebook
from hedgerow.store.annotations.verdicts import reviews_of
from hedgerow.store.corpus.article import Article
from hedgerow.store.journal import now
from hedgerow.store.journal.history import History
from hedgerow.store.journal.lines import Record
from hedgerow.store.review import Pool, Queue, ReviewSession, review_summary
from hedgerow.store.span import Span
from hedgerow.store.tagging import respan, tag

CODEBOOK = built_in_codebook()
WORDS = "alpha bravo charlie delta echo foxtrot golf hotel"
ARTICLES = ["two", "one"]  # the order of the corpus, which is not that of the alphabet


def article(key: str) -> Article:
    return Article(key, WORDS, key, Path(f"{key}.txt"))


@pytest.fixture
def annotations(tmp_path):
    return Annotations(tmp_path, "ann")


def mark(annotations, key: str, word: str, label: str = "claim", annotator: str = "ann") -> str:
    start = WORDS.index(word)
    span = Span(start, start + len(word))
    made = tag(article(key), span, label, annotator=annotator, codebook=CODEBOOK)
    annotations.journal.table(key).change({made.id: made.document()})
    return made.id


@pytest.fixture
def four(annotations):
    """Four tags, made in another order than that of the corpus and its texts."""
    for key, word in [("one", "delta"), ("two", "charlie"), ("two", "alpha"), ("one", "bravo")]:
        mark(annotations, key, word)
    return annotations


def session(annotations, **options) -> ReviewSession:
    return ReviewSession(annotations, ARTICLES, **options)


def later(annotations, **options) -> ReviewSession:
    """The session as another run of the program finds it."""
    return session(Annotations(annotations.folder, annotations.annotator), **options)


def quote_at(sitting: ReviewSession) -> str | None:
    return sitting.annotation(sitting.current).quote if sitting.current else None


def quotes(sitting: ReviewSession) -> list[str]:
    return [sitting.annotation(item).quote for item in sitting.items]


def relabelled(label: str):
    return lambda annotation: replace(annotation, label=label)


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
    assert [(one.verdict, one.reason) for one in resumed.reviews] == [
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
    assert (quote_at(sitting), sitting.verdict_on(sitting.current).verdict) == ("alpha", "revise")


def test_a_session_that_was_left_after_its_first_revision_remembers_it(four):
    session(four).revise(relabelled("hedge"), "claim made hedge")
    assert [review.verdict for review in later(four).reviews] == ["revise"]


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


def test_undo_takes_a_verdict_back_and_returns_to_its_tag(four):
    sitting = session(four)
    item = sitting.current
    sitting.judge("reject", "slip")
    assert sitting.undo() == "reject claim on “alpha”"
    assert (sitting.current, sitting.done) == (item, 0)
    assert reviews_of(four, "two") == {}


def test_undo_of_a_second_verdict_brings_the_first_back(four):
    session(four, queue=Queue("claim")).judge("accept")
    again = session(four, again=True)
    item = again.current
    again.judge("reject")
    again.undo()
    assert reviews_of(four, "two")[item.annotation].verdict == "accept"


def test_undo_after_the_last_verdict_opens_the_session_again(four):
    sitting = session(four)
    for _ in range(4):
        sitting.judge("accept")
    sitting.undo()
    assert quote_at(sitting) == quote_at(later(four)) == "delta"


def test_undo_of_a_revision_gives_the_tag_its_label_back(four):
    sitting = session(four)
    item = sitting.current
    sitting.revise(relabelled("hedge"), "claim made hedge")
    assert sitting.undo() == "claim made hedge"
    assert sitting.annotation(item).label == "claim"
    assert (sitting.current, sitting.verdict_on(item)) == (item, None)


def test_undo_of_a_skip_returns_to_the_skipped_tag(four):
    sitting = session(four)
    sitting.skip()
    sitting.undo()
    assert (quote_at(sitting), sitting.skipped) == ("alpha", 0)


def test_a_tag_skipped_twice_can_be_unskipped_twice(annotations):
    mark(annotations, "one", "alpha")
    sitting = session(annotations)
    sitting.skip()
    sitting.skip()
    sitting.undo()
    sitting.undo()
    assert (quote_at(sitting), sitting.skipped) == ("alpha", 0)


def test_after_the_undo_of_a_skip_the_other_skipped_tags_still_come_last(four):
    sitting = session(four)
    sitting.skip()
    sitting.skip()
    sitting.undo()
    sitting.judge("accept")
    assert quote_at(sitting) == "bravo"


def test_there_is_nothing_to_undo_in_a_new_sitting(four):
    session(four).judge("accept")
    resumed = later(four)
    assert (resumed.can_undo, resumed.undo()) == (False, None)


def test_a_memo_written_during_the_session_keeps_no_verdict_from_being_undone(four):
    history = History(four.journal, four.annotator)
    sitting = session(four, history=history)
    judged = sitting.current
    sitting.judge("reject")
    annotation = sitting.annotation(sitting.current)
    changed = replace(annotation, memo="why?", modified=now())
    history.save("two", "memo", {annotation.id: changed.document()})
    sitting.undo()
    sitting.undo()
    assert sitting.verdict_on(judged) is None


def test_a_change_from_just_before_the_sitting_is_not_taken_back_by_it(four, monkeypatch):
    monkeypatch.setattr("time.time_ns", lambda: 2_000_000_000_000_000_000)  # all in a millisecond
    history = History(four.journal, four.annotator)
    key = session(four).current.annotation
    noted = replace(four.get("two", key), memo="why?", modified=now())
    history.save("two", "memo", {key: noted.document()})
    sitting = session(four, history=history)
    sitting.judge("accept")
    history.undo()  # elsewhere: in the reader, say
    sitting.undo()
    assert four.get("two", key).memo == "why?"


def test_an_undo_that_could_not_be_saved_can_be_tried_again(four):
    sitting = session(four)
    item = sitting.current
    sitting.judge("reject")
    with saving_refused(four.journal.table("two").file.path), pytest.raises(OSError):
        sitting.undo()
    sitting.undo()
    assert (sitting.current, reviews_of(four, "two")) == (item, {})


def test_a_verdict_that_could_not_be_saved_leaves_the_session_where_it_was(four):
    sitting = session(four)
    item = sitting.current
    with saving_refused(four.journal.table("two").file.path), pytest.raises(OSError):
        sitting.judge("reject")
    assert (sitting.current, sitting.done, sitting.can_undo) == (item, 0, False)


def test_a_verdict_that_was_saved_counts_though_the_place_could_not_be(four):
    sitting = session(four)
    sitting.skip()
    (sessions,) = (four.folder / "sessions").glob("*.jsonl")
    with saving_refused(sessions):
        sitting.judge("accept")
    assert (quote_at(sitting), sitting.done) == ("bravo", 1)
    assert (quote_at(later(four)), later(four).done) == ("bravo", 1)


def test_undo_takes_a_verdict_out_of_the_pace(four):
    sitting = session(four)
    sitting.judge("accept")
    sitting.judge("accept")
    sitting.undo()
    assert sitting.pace.count == 1


def test_a_skip_that_could_not_be_saved_leaves_the_session_where_it_was(four):
    sitting = session(four)
    sitting.judge("accept")
    item = sitting.current
    (sessions,) = (four.folder / "sessions").glob("*.jsonl")
    with saving_refused(sessions), pytest.raises(OSError):
        sitting.skip()
    assert (sitting.current, sitting.skipped) == (item, 0)


def test_a_relabelled_tag_has_its_new_label_and_the_session_stays_with_it(four):
    sitting = session(four)
    item = sitting.current
    sitting.revise(relabelled("hedge"), "claim made hedge")
    assert sitting.annotation(item).label == "hedge"
    assert sitting.current == item


def test_a_revision_is_kept_with_the_label_and_the_span_it_gave(four):
    sitting = session(four)
    item = sitting.current
    wider = Span(0, len("alpha bravo"))
    sitting.revise(lambda made: respan(made, article("two"), wider), "boundary of claim")
    review = reviews_of(four, "two")[item.annotation]
    assert review.revision == ("claim", *wider)
    assert sitting.annotation(item).quote == "alpha bravo"


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
    assert sitting.verdict_on(item).was[0] == "claim"


def test_accepting_a_revised_tag_leaves_it_revised_and_goes_on(four):
    sitting = session(four)
    item = sitting.current
    sitting.revise(relabelled("hedge"), "claim made hedge")
    assert sitting.judge("accept") is None
    assert sitting.verdict_on(item).verdict == "revise"
    assert quote_at(sitting) == "charlie"


def test_rejecting_a_revised_tag_rejects_it(four):
    sitting = session(four)
    item = sitting.current
    sitting.revise(relabelled("hedge"), "claim made hedge")
    sitting.judge("reject")
    assert sitting.verdict_on(item).verdict == "reject"


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
    assert sitting.annotation(item) is None
    sitting.drop()
    assert (quote_at(sitting), len(sitting.items)) == ("charlie", 3)


def test_a_dropped_tag_that_comes_back_with_its_verdict_is_not_counted(four):
    history = History(four.journal, four.annotator)
    sitting = session(four, history=history)
    item = sitting.current
    sitting.judge("accept")
    verdict = sitting.verdict_on(item)
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

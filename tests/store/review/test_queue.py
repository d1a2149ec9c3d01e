"""Queues: whose tags and which of them, kept by name, drawn by chance, resumed where left."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from hedgerow.store.annotations import Said
from hedgerow.store.annotations.annotations import Annotations
from hedgerow.store.annotations.codebook import built_in_codebook
from hedgerow.store.annotations.verdicts import reviews_of
from hedgerow.store.corpus.article import About, Article
from hedgerow.store.journal import new_id
from hedgerow.store.problem import ProblemError, Remedy
from hedgerow.store.review import (
    QUEUE_CRITERIA,
    Pool,
    Queue,
    ReviewPlaces,
    ReviewSession,
    queue_choices,
    queue_with_answer,
    queue_without,
    review_sessions_of,
    review_summary,
    review_summary_lines,
)
from hedgerow.store.review.choosing import select_items
from hedgerow.store.review.pace import Pace
from hedgerow.store.review.queue import queue_from
from hedgerow.store.span import Span
from hedgerow.store.tagging import relabel, respan, tag

CODEBOOK = built_in_codebook()
WORDS = "alpha bravo charlie delta echo foxtrot golf hotel"
ARTICLES = ["two", "one"]
ABOUT = {"one": About("One", "Post", "2022-03-02"), "two": About("Two", "Wire", "2022-04-30")}


def article(key: str) -> Article:
    return Article(key, WORDS, key, Path(f"{key}.txt"))


@pytest.fixture
def annotations(tmp_path):
    return Annotations(tmp_path, "ann")


def mark(annotations, key, word, label="claim", annotator="ann", **changes) -> str:
    start = WORDS.index(word)
    span = Span(start, start + len(word))
    made = tag(article(key), span, label, annotator=annotator, codebook=CODEBOOK)
    made = replace(made, **changes)
    annotations.journal.table(key).change({made.id: made.document()})
    return made.id


def pool_of(annotations, **options) -> Pool:
    return Pool(annotations, ARTICLES, about=lambda key: ABOUT[key], **options)


EVERYTHING = Queue()


def sitting(annotations, queue=EVERYTHING, **options) -> ReviewSession:
    """The session as a run of the program finds it."""
    again = Annotations(annotations.folder, annotations.annotator)
    return ReviewSession(again, ARTICLES, queue=queue, pool=pool_of(again), **options)


def quotes(session) -> list[str]:
    return [session.known.annotation(item).quote for item in session.items]


def quote_at(session) -> str | None:
    return session.known.annotation(session.current).quote if session.current else None


@pytest.fixture
def mixed(annotations):
    """Tags of two people, of several labels, speakers and confidences."""
    mark(annotations, "two", "alpha", speaker=Said("Wang Yi", 0, 4), confidence=0.4)
    mark(annotations, "two", "charlie", "hedge", confidence=0.9)
    mark(annotations, "one", "bravo", speaker=Said("Dmytro Kuleba", 0, 4))
    mark(annotations, "two", "delta", annotator="bob")
    mark(annotations, "one", "golf", "stance", annotator="bob", speaker=Said("Wang Yi", 0, 4))
    return annotations


class TestWhatIsInIt:
    @pytest.mark.parametrize(
        ("queue", "expected"),
        [
            (Queue(), ["alpha", "charlie", "bravo"]),
            (Queue("hedge"), ["charlie"]),
            (Queue(of="bob"), ["delta", "golf"]),
            (Queue(of="ann"), ["alpha", "charlie", "bravo"]),
            (Queue(of="nobody"), []),
            (Queue(speaker="Wang Yi"), ["alpha"]),
            (Queue(of="bob", speaker="Wang Yi"), ["golf"]),
            (Queue(outlet="Wire"), ["alpha", "charlie"]),
            (Queue(since="2022-04"), ["alpha", "charlie"]),
            (Queue(until="2022-03-02"), ["bravo"]),
            (Queue(since="2022", until="2022"), ["alpha", "charlie", "bravo"]),
            (Queue(since="2022-05-01"), []),
            (Queue(article="one"), ["bravo"]),
            (Queue(confidence_below=0.9), ["alpha"]),
            (Queue(confidence_below=1.0), ["alpha", "charlie"]),
        ],
    )
    def test_filters_leave_what_they_say(self, mixed, queue, expected):
        assert quotes(sitting(mixed, queue)) == expected

    def test_what_was_made_by_adjudicating_is_nobodys_own_work(self, mixed):
        mark(mixed, "one", "hotel", origin="adjudication")
        assert "hotel" not in quotes(sitting(mixed))

    def test_verdicts_of_before_can_be_asked_for(self, mixed):
        first = sitting(mixed)
        first.judge("accept")
        first.judge("reject", "slip")
        first.revise(lambda made: relabel(made, "hedge", CODEBOOK), "made hedge")
        assert quotes(sitting(mixed, Queue(verdict="accepted"))) == ["alpha", "bravo"]
        assert quotes(sitting(mixed, Queue(verdict="rejected"))) == ["charlie"]
        assert quotes(sitting(mixed, Queue(verdict="revised"))) == ["bravo"]
        assert quotes(sitting(mixed, Queue(verdict="any"))) == ["alpha", "charlie", "bravo"]

    def test_another_reviewers_verdict_leaves_an_item_unreviewed(self, mixed):
        sitting(Annotations(mixed.folder, "bob"), Queue(of="ann")).judge("accept")
        assert "alpha" in quotes(sitting(mixed))

    def test_what_was_flagged_can_be_asked_for(self, mixed):
        assert sitting(mixed).flag() is True
        assert quotes(sitting(mixed, Queue(difficult=True))) == ["alpha"]
        assert sitting(mixed, Queue(difficult=True)).flag() is False
        assert quotes(sitting(mixed, Queue(difficult=True))) == []

    def test_only_tags_without_a_certain_place(self, mixed):
        lost = [made.id for made in mixed.of("two") if made.quote in ("charlie", "delta")]
        pool = pool_of(mixed, lost=lambda key: lost if key == "two" else ())
        mine = ReviewSession(mixed, ARTICLES, queue=Queue(doubtful=True), pool=pool)
        assert quotes(mine) == ["charlie"]
        theirs = ReviewSession(mixed, ARTICLES, queue=Queue(doubtful=True, of="bob"), pool=pool)
        assert quotes(theirs) == ["delta"]

    @pytest.mark.parametrize(
        "queue",
        [
            Queue(suggested=True, of="bob"),
            Queue(suggested=True, doubtful=True),
            Queue(since="yesterday"),
            Queue(since="2022-02-30"),
            Queue(since="2022-05", until="2022-03"),
            Queue(confidence_below=1.5),
            Queue(sample=0),
        ],
    )
    def test_what_makes_no_sense_is_told(self, queue):
        assert queue.fault

    def test_bounds_within_one_month_are_fine(self):
        assert Queue(since="2022-03-02", until="2022-03").fault is None


class TestSamples:
    def test_the_same_seed_draws_the_same_and_another_another(self, annotations):
        for word in WORDS.split():
            mark(annotations, "one", word)
        drawn = [quotes(sitting(annotations, Queue(sample=3, seed=seed))) for seed in (7, 7, 8, 9)]
        assert drawn[0] == drawn[1]
        assert len({tuple(one) for one in drawn}) > 1
        assert all(len(one) == 3 for one in drawn)

    def test_a_sample_stays_what_it_was_when_the_session_is_resumed(self, annotations):
        for word in WORDS.split()[:6]:
            mark(annotations, "one", word)
        queue = Queue(sample=4, seed=3)
        session = sitting(annotations, queue)
        before = quotes(session)
        session.judge("reject")
        for word in WORDS.split()[6:]:
            mark(annotations, "one", word)
            mark(annotations, "two", word)
        resumed = sitting(annotations, queue)
        assert quotes(resumed) == before
        assert (resumed.done, resumed.current) == (1, session.current)

    def test_a_sample_of_more_than_there_is_is_all(self, mixed):
        assert len(sitting(mixed, Queue(sample=50)).items) == 3


class TestNames:
    def test_a_named_queue_is_gone_on_with_by_its_name_alone(self, mixed):
        session = sitting(mixed, Queue(of="bob", name="bob's"))
        session.skip()
        resumed = sitting(mixed, Queue(name="bob's"))
        assert resumed.queue.of == "bob"
        assert (quote_at(resumed), quotes(resumed)) == ("golf", ["golf", "delta"])

    def test_queues_that_ask_for_the_same_stand_apart_if_one_has_a_name(self, mixed):
        sitting(mixed, Queue(name="again")).skip()
        assert quote_at(sitting(mixed)) == "alpha"

    def test_a_name_that_is_taken_is_told_with_the_way_out(self, mixed):
        sitting(mixed, Queue("hedge", name="first")).keep()
        with pytest.raises(ProblemError, match="under way over your tags labelled hedge") as raised:
            sitting(mixed, Queue("claim", name="first"))
        problem = raised.value.problem
        assert (problem.remedy, problem.named) == (Remedy.OTHER_NAME, "first")

    def test_a_name_is_free_again_once_its_queue_is_done(self, mixed):
        sitting(mixed, Queue("hedge", name="first")).judge("accept")
        assert quotes(sitting(mixed, Queue("claim", name="first"))) == ["alpha", "bravo"]

    def test_what_is_kept_says_how_far_it_has_come(self, mixed):
        session = sitting(mixed, Queue(name="mine"))
        session.judge("accept")
        (kept,) = ReviewPlaces(mixed).named()
        assert (kept.standing.done, kept.standing.total) == (1, 3)
        assert str(kept.queue) == "your tags"

    def test_another_machine_that_has_the_folder_goes_on_at_the_same_item(self, mixed, tmp_path):
        session = sitting(mixed, Queue(name="mine"))
        session.skip()
        session.judge("accept")
        moved = mixed.folder.rename(tmp_path.parent / f"{tmp_path.name} elsewhere")
        resumed = sitting(Annotations(moved, "ann"), Queue(name="mine"))
        assert (quote_at(resumed), resumed.skipped, resumed.done) == ("bravo", 1, 1)

    def test_a_queue_of_a_later_version_is_kept_and_not_taken_for_another(self, mixed):
        table = review_sessions_of(mixed).table("ann")
        odd = {"type": "session", "queue": {"phase_of_the_moon": "full"}, "started": "2030"}
        table.change({"odd": odd})
        sitting(mixed).skip()
        assert table.file.document("odd") == odd


class TestOlderSessions:
    def test_one_that_was_left_by_an_earlier_version_is_resumed_with_what_was_skipped(self, mixed):
        first, second, third = (item.annotation for item in sitting(mixed).items)
        document = {
            "type": "session", "reviewer": "ann", "label": None, "suggested": False,
            "started": "2026-01-01T00:00:00.000000Z", "current": third,
            "skipped": [second, first], "again": False, "finished": False,
        }  # fmt: skip
        review_sessions_of(mixed).table("ann").change({new_id(): document})
        resumed = sitting(mixed)
        assert (quote_at(resumed), resumed.skipped) == ("bravo", 2)
        resumed.judge("accept")
        again = sitting(mixed)
        assert (quote_at(again), quotes(again)) == ("charlie", ["bravo", "charlie", "alpha"])


class TestAnotherAnnotatorsTags:
    def revised(self, mixed):
        session = sitting(mixed, Queue(of="bob"))
        before = mixed.of("two")
        wider = Span(WORDS.index("delta"), WORDS.index("echo") + 4)
        session.revise(lambda made: respan(made, article("two"), wider), "boundary")
        session.revise(lambda made: relabel(made, "stance", CODEBOOK), "made stance")
        return session, before

    def test_a_revision_leaves_them_as_they_were(self, mixed):
        _, before = self.revised(mixed)
        assert Annotations(mixed.folder, "ann").of("two") == before

    def test_a_revision_stands_in_the_review_with_what_was_there(self, mixed):
        session, _ = self.revised(mixed)
        review = session.known.verdict_on(session.current)
        start = WORDS.index("delta")
        assert review.revision == ("stance", start, start + 10)
        assert review.was == ("claim", start, start + 5)
        assert review.quote == "delta echo"

    def test_they_are_shown_as_the_reviewer_would_have_them_in_any_sitting(self, mixed):
        self.revised(mixed)
        again = sitting(mixed, Queue(of="bob"))
        shown = again.known.annotation(again.current)
        assert (shown.label, shown.quote, shown.annotator) == ("stance", "delta echo", "bob")

    def test_undo_takes_a_revision_back(self, mixed):
        session, _ = self.revised(mixed)
        session.undo()
        session.undo()
        shown = session.known.annotation(session.current)
        assert (shown.label, shown.quote) == ("claim", "delta")
        assert reviews_of(Annotations(mixed.folder, "ann"), "two", "ann") == {}

    def test_a_memo_on_one_is_the_reviewers_own(self, mixed):
        session = sitting(mixed, Queue(of="bob"))
        session.note("too wide?")
        again = sitting(mixed, Queue(of="bob"))
        assert again.known.remarks_on(again.current).memo == "too wide?"
        assert [made.memo for made in mixed.of("two")] == ["", "", ""]
        session.undo()
        assert session.known.remarks_on(session.current).memo == ""

    def test_what_others_have_said_is_known(self, mixed):
        sitting(Annotations(mixed.folder, "bob"), Queue(of="ann")).judge("reject", "slip")
        session = sitting(mixed)
        (review,) = session.known.others_on(session.current)
        assert (review.reviewer, review.verdict, review.reason) == ("bob", "reject", "slip")


class TestAlike:
    @pytest.fixture
    def alike(self, annotations):
        for key in ARTICLES:
            mark(annotations, key, "alpha")
            mark(annotations, key, "bravo", "hedge")
        mark(annotations, "one", "alpha", "hedge")
        return annotations

    def test_the_same_words_with_the_same_label_are_alike(self, alike):
        session = sitting(alike)
        assert [item.article for item in session.identical()] == ["two", "one"]

    def test_they_are_accepted_as_one_step(self, alike):
        session = sitting(alike)
        first = session.current
        session.accept_all(session.identical())
        assert (session.done, quote_at(session)) == (2, "bravo")
        assert session.undo() == "accept 2 × claim on “alpha”"
        assert (session.done, session.current) == (0, first)
        assert all(reviews_of(alike, key) == {} for key in ARTICLES)

    def test_what_has_a_verdict_is_not_among_them(self, alike):
        session = sitting(alike)
        session.judge("reject")
        session.judge("accept")
        assert quote_at(session) == "alpha"
        assert len(session.identical()) == 1


class TestCost:
    """What a verdict takes doesn't grow with the queue: counted, not timed."""

    def cost(self, tmp_path, monkeypatch, number: int) -> dict[str, int]:
        folder = tmp_path / str(number)
        annotations = Annotations(folder, "ann")
        articles = [f"article {at}" for at in range(number // 10)]
        for key in articles:
            made = [
                tag(article(key), Span(at, at + 3), "claim", annotator="ann", codebook=CODEBOOK)
                for at in range(10)
            ]
            annotations.journal.table(key).change({one.id: one.document() for one in made})
        session = ReviewSession(Annotations(folder, "ann"), articles)
        session.judge("accept")
        session.undo()
        counts = {"opened": 0, "parsed": 0, "looked at": 0}
        self.watch(monkeypatch, counts)
        session.judge("reject", "slip")
        session.revise(lambda made: relabel(made, "hedge", CODEBOOK), "made hedge")
        session.judge("accept")
        session.skip()
        session.flag()
        session.undo()
        session.undo()
        monkeypatch.undo()
        return counts

    def watch(self, monkeypatch, counts):
        import os

        import hedgerow.store.annotations.annotations as annotations
        import hedgerow.store.annotations.verdicts as review
        import hedgerow.store.journal.line_file as line_file

        def counted(what, function):
            def call(*given, **named):
                counts[what] += 1
                return function(*given, **named)

            return call

        monkeypatch.setattr(os, "open", counted("opened", os.open))
        monkeypatch.setattr(Path, "open", counted("opened", Path.open))
        monkeypatch.setattr(line_file, "parse_line", counted("parsed", line_file.parse_line))
        monkeypatch.setattr(os, "stat", counted("looked at", os.stat))
        for module, name in ((annotations, "annotation_from"), (review, "review_from")):
            monkeypatch.setattr(module, name, counted("parsed", getattr(module, name)))

    def test_a_step_opens_and_parses_as_much_in_a_queue_ten_times_as_long(
        self, tmp_path, monkeypatch
    ):
        small = self.cost(tmp_path, monkeypatch, 20)
        large = self.cost(tmp_path, monkeypatch, 200)
        assert small == large
        assert small["opened"] > 0

    def test_a_step_runs_as_many_lines_in_a_queue_ten_times_as_long(self, tmp_path):
        from effort import lines_run

        took = []
        for number in (30, 300):
            annotations = Annotations(tmp_path / str(number), "ann")
            made = [
                tag(article("one"), Span(0, 1 + at % 40), "claim", annotator="ann",
                    codebook=CODEBOOK)
                for at in range(number)
            ]  # fmt: skip
            annotations.journal.table("one").change({one.id: one.document() for one in made})
            session = ReviewSession(annotations, ["one"])
            session.judge("accept")
            session.skip()
            took.append(lines_run(session.judge, "reject", "slip"))
        assert took[1] <= 1.05 * took[0]


class TestPace:
    def test_it_is_of_this_sitting_and_leaves_breaks_out(self):
        times = iter([0.0, 30.0, 60.0, 90.0 + 7200, 7320.0])
        pace = Pace(lambda: next(times))
        assert pace.per_hour is None
        pace.note()
        pace.note()
        assert pace.per_hour is None
        pace.note()  # after two hours' lunch, which count as five minutes
        assert pace.per_hour == pytest.approx(3 * 3600 / 360)
        pace.note()
        assert pace.minutes_for(10) == pytest.approx(10 * pace.minutes / 4)

    def test_a_verdict_that_is_taken_back_counts_no_more(self):
        pace = Pace(iter(map(float, range(10))).__next__)
        pace.note(5)
        pace.note(-1)
        assert pace.count == 4


class TestSummary:
    def lines(self, session) -> dict[str, str]:
        return {line.words: line.before for line in review_summary(session)}

    @pytest.fixture
    def reviewed(self, mixed):
        session = sitting(mixed)
        session.flag()
        session.judge("reject", "slip")
        session.revise(lambda made: relabel(made, "stance", CODEBOOK), "made stance")
        session.judge("accept")
        wider = Span(0, WORDS.index("bravo") + 5)
        session.revise(lambda made: respan(made, article("one"), wider), "boundary")
        return session

    def test_it_says_what_changed_by_label_and_by_reason(self, reviewed):
        lines = self.lines(reviewed)
        assert lines["1 revised, 1 rejected"] == "claim"
        assert lines["1 revised"] == "hedge"
        assert lines["hedge made stance"] == "1"
        assert lines["claim with a boundary moved"] == "1"
        assert lines["slip (1 claim)"] == "1"
        assert lines["flagged as difficult"] == "1"

    def test_it_is_the_same_when_the_session_is_resumed(self, reviewed, mixed):
        before = {words: n for words, n in self.lines(reviewed).items() if n != "pace"}
        assert self.lines(sitting(mixed)) == before

    def test_it_can_be_written_as_text(self, reviewed):
        text = b"".join(review_summary_lines(reviewed, "seeds")).decode()
        assert text.startswith("Review of seeds\n3 tags reviewed\n")
        assert "\nReasons for rejecting\n" in text


class TestBuilding:
    @pytest.fixture
    def pool(self, mixed):
        pool = pool_of(mixed, lost=lambda key: ())
        for queue in (Queue(since="2000"), Queue(since="2000", of="bob"), Queue(doubtful=True)):
            list(pool.gather(queue))
        return pool

    @pytest.mark.parametrize("criterion", QUEUE_CRITERIA)
    @pytest.mark.parametrize("queue", [Queue(), Queue("claim"), Queue(of="bob")])
    def test_each_choice_gives_as_many_items_as_it_says(self, pool, criterion, queue):
        for choice in queue_choices(pool, queue, criterion, ["stance", "hedge", "claim"]):
            if choice.items is not None:
                assert len(select_items(pool, choice.queue)) == choice.items, choice

    def test_sources_are_ones_own_tags_others_and_suggestions(self, pool):
        made = {choice.words: choice.items for choice in queue_choices(pool, Queue(), "what")}
        assert made == {
            "your tags": 3,
            "your tags without a certain passage": 0,
            "bob’s tags": 2,
            "suggestions": None,
        }

    @pytest.mark.parametrize(
        ("criterion", "answer", "made"),
        [
            ("since", "2022-03", Queue(since="2022-03")),
            ("until", " ", Queue()),
            ("confidence", "0.5", Queue(confidence_below=0.5)),
            ("sample", "12", Queue(sample=12)),
            ("seed", "9", Queue(seed=9)),
            ("name", "monday", Queue(name="monday")),
        ],
    )
    def test_what_is_typed_is_taken(self, criterion, answer, made):
        assert queue_with_answer(Queue(), criterion, answer) == made
        assert queue_without(made, criterion) == Queue()

    @pytest.mark.parametrize(
        ("criterion", "answer"),
        [("since", "soon"), ("confidence", "low"), ("confidence", "2"), ("sample", "0"),
         ("sample", "1.5"), ("seed", "x")],
    )  # fmt: skip
    def test_what_can_not_be_taken_says_why(self, criterion, answer):
        with pytest.raises(ValueError, match=r"\w+ \w+"):
            queue_with_answer(Queue(), criterion, answer)

    @pytest.mark.parametrize(
        "queue",
        [
            Queue(),
            Queue("claim", of="bob", doubtful=True, seed=4, sample=2, name="x"),
            Queue(suggested=True, confidence_below=0.5, verdict="any", difficult=True),
            Queue(speaker="Wang", outlet="Post", since="2022", until="2023", article="one"),
        ],
    )
    def test_a_queue_is_read_as_it_was_written(self, queue):
        document = {"label": queue.label, "suggested": queue.suggested, "queue": queue.document()}
        assert queue_from(document) == queue


@pytest.mark.parametrize(("kind", "field"), [("sample", "annotations"), ("session", "skipped")])
def test_a_sample_or_a_session_that_is_not_whole_hinders_no_other(annotations, kind, field):
    for word in ("alpha", "bravo"):
        mark(annotations, "one", word)
    sitting(annotations, Queue(sample=1, name="drawn")).skip()
    table = review_sessions_of(annotations).table("ann")
    for one in table.records():
        if one.document["type"] == kind:
            table.change({one.id: {**one.document, field: -1}})
    assert [kept.queue.name for kept in ReviewPlaces(annotations).all()] == ["drawn"]

"""What a queue costs, how fast one judges, what it comes to, and how a queue is built."""

from __future__ import annotations

from pathlib import Path

import pytest

from hedgerow.store.annotations.annotations import Annotations
from hedgerow.store.review import (
    QUEUE_CRITERIA,
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
from tests.store.review.tagged_words import CODEBOOK, WORDS, article, mark, pool_of, sitting


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

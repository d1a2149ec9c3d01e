"""The blind second look: what is offered, what is kept, and where one comes back to."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from refusal import saving_refused

from hedgerow.store.annotations.annotations import Annotations
from hedgerow.store.annotations.codebook import built_in_codebook
from hedgerow.store.annotations.placement import place
from hedgerow.store.corpus.article import Article
from hedgerow.store.passages.passages import Passages
from hedgerow.store.second_look import SecondLook, SecondLookSample
from hedgerow.store.second_look.answers import second_looks, sentences_around
from hedgerow.store.span import Span
from hedgerow.store.tagging import tag

CODEBOOK = built_in_codebook()
TEXT = "Alpha bravo charlie. Delta echo foxtrot. Golf hotel india. Juliet kilo lima."
SENTENCES = [
    "Alpha bravo charlie.",
    "Delta echo foxtrot.",
    "Golf hotel india.",
    "Juliet kilo lima.",
]
LONG_AGO = "2020-01-01T00:00:00.000000Z"
NOW = SecondLookSample(days=0)


def read(key: str) -> Article:
    return Article(key, TEXT, key, Path(f"{key}.txt"))


@pytest.fixture
def annotations(tmp_path):
    return Annotations(tmp_path / "annotations", "ann")


def mark(annotations, words: str, label: str = "claim", key: str = "one", **changes) -> str:
    start = TEXT.index(words)
    made = tag(
        read(key), Span(start, start + len(words)), label, annotator="ann", codebook=CODEBOOK
    )
    made = replace(made, created=LONG_AGO, **changes)
    annotations.folder.mkdir(exist_ok=True)
    annotations.journal.table(key).change({made.id: made.document()})
    return made.id


def look(annotations, sample: SecondLookSample = NOW) -> SecondLook:
    """The session as another run of the program finds it."""
    again = Annotations(annotations.folder, annotations.annotator)
    return SecondLook(again, ["one", "two"], read, sample)


def choose(session: SecondLook, words: str, label: str = "claim"):
    article = read(session.current.article)
    start = TEXT.index(words)
    span = Span(start, start + len(words))
    return session.choose(
        article, label, tag(article, span, label, annotator="ann", codebook=CODEBOOK)
    )


def shown(session: SecondLook) -> str | None:
    return session.current and session.current.shown.of(TEXT)


@pytest.fixture
def four(annotations):
    """A tag in each sentence of an article."""
    for words in ("bravo", "Delta echo", "india", "Juliet kilo lima."):
        mark(annotations, words)
    return annotations


def test_the_sentence_around_a_tag_is_shown_whatever_part_of_it_is_tagged(annotations):
    passages = Passages(TEXT)
    for words in ("bravo", "Alpha", "charlie", "Alpha bravo charlie."):
        start = TEXT.index(words)
        assert sentences_around(passages, Span(start, start + len(words))) == (0, 20)


def test_the_space_around_a_tag_does_not_show():
    passages = Passages(f"Yes.\n\n{TEXT}\n\n* * *\n")
    around = [
        sentences_around(passages, Span(start, end))
        for start, end in ((4, 12), (5, 26), (6, 27), (10, 20))
    ]
    assert around == [(6, 26)] * 4
    stars = passages.text.index("*")
    assert sentences_around(passages, Span(stars, stars + 1)) == (stars, stars + 5)


def test_a_tag_over_two_sentences_is_shown_with_both(annotations):
    mark(annotations, "charlie. Delta")
    assert shown(look(annotations)) == "Alpha bravo charlie. Delta echo foxtrot."


def test_each_place_is_asked_of_once_in_an_order_that_the_seed_decides(four):
    orders = set()
    for seed in range(8):
        places = look(four, SecondLookSample(seed=seed, days=0)).places
        assert sorted(one.shown.of(TEXT) for one in places) == sorted(SENTENCES)
        orders.add(places)
        assert places == look(four, SecondLookSample(seed=seed, days=0)).places
    assert len(orders) > 1


def test_a_tag_more_changes_a_sample_by_one_place_at_most(four):
    for words in ("bravo", "Delta echo", "india"):
        mark(four, words, key="two")
    samples = [SecondLookSample(size=3, seed=seed, days=0) for seed in range(8)]
    before = [look(four, sample).places for sample in samples]
    mark(four, "Juliet", key="two")
    for sample, places in zip(samples, before, strict=True):
        assert len(set(places) - set(look(four, sample).places)) <= 1


def test_no_more_are_drawn_than_asked_for(four):
    assert len(look(four, SecondLookSample(size=2, days=0)).places) == 2


def test_two_tags_in_one_sentence_are_one_place(annotations):
    mark(annotations, "Alpha")
    mark(annotations, "charlie", "hedge")
    assert len(look(annotations).places) == 1


def test_what_is_not_old_enough_is_not_offered(annotations):
    mark(annotations, "bravo")
    start = TEXT.index("echo")
    young = tag(read("one"), Span(start, start + 4), "claim", annotator="ann", codebook=CODEBOOK)
    annotations.journal.table("one").change({young.id: young.document()})
    assert [
        one.shown.of(TEXT) for one in look(annotations, SecondLookSample()).places
    ] == SENTENCES[:1]


@pytest.mark.parametrize(
    "changes", [{"annotator": "ben"}, {"origin": "adjudication"}, {"is_history": True}]
)
def test_only_own_tags_are_offered(annotations, changes):
    mark(annotations, "bravo", **changes)
    assert look(annotations).current is None


def test_an_answer_is_kept_beside_the_tag_which_stays_as_it_is(annotations):
    key = mark(annotations, "bravo", attributes={"mode": "direct"})
    before = list(place(annotations, read("one")))
    choose(look(annotations), "bravo charlie", "hedge")
    assert list(place(annotations, read("one"))) == before
    ((_, document),) = second_looks(annotations, "one")
    assert document["type"] == "second_look"
    assert (document["annotation"], document["annotator"], document["shown"]) == (
        key,
        "ann",
        [0, 20],
    )
    assert (document["label"], document["start"], document["end"]) == ("hedge", 6, 19)
    assert document["text_sha256"] == read("one").text_sha256
    (first,) = document["first"]
    assert (first["annotation"], first["label"], first["start"], first["end"]) == (
        key,
        "claim",
        6,
        11,
    )
    assert first["attributes"] == {"mode": "direct"}


def test_nothing_here_is_an_answer(annotations):
    mark(annotations, "bravo")
    session = look(annotations)
    session.choose_nothing(read("one"))
    assert session.current is None
    ((_, document),) = second_looks(annotations, "one")
    assert (document["label"], document["start"], document["end"]) == (None, None, None)


def test_a_session_goes_on_where_it_was_left(four):
    first = look(four)
    choose(first, "bravo")
    there = first.current
    again = look(four, SecondLookSample(seed=99, days=0))
    assert again.current == there
    assert again.places == first.places
    assert (again.done, len(again.places)) == (1, 4)


def test_a_place_that_is_skipped_comes_back_at_the_end(four):
    session = look(four)
    first = session.current
    session.skip()
    assert session.skipped == 1
    while session.current != first:
        session.choose_nothing(read("one"))
    assert session.done == 3
    assert look(four).current == first


def test_an_answer_can_be_undone_and_done_again(four):
    session = look(four)
    first = session.current
    choose(session, "bravo")
    assert session.undo() is not None
    assert session.current == first
    assert not list(second_looks(four, "one"))
    assert session.redo() is not None
    assert session.done == 1
    assert session.current != first


def test_a_skip_can_be_undone(four):
    session = look(four)
    first = session.current
    session.skip()
    assert session.undo() is None
    assert (session.current, session.skipped) == (first, 0)


def test_what_was_answered_after_a_skip_is_undone_before_it(four):
    session = look(four)
    session.skip()
    answered = session.current
    session.choose_nothing(read("one"))
    assert session.undo() is not None
    assert (session.current, session.skipped, session.done) == (answered, 1, 0)


def test_an_answer_can_be_undone_in_a_later_sitting_and_no_tag_is(four):
    session = look(four)
    first = session.current
    choose(session, "bravo")
    again = look(four)
    assert again.undo() is not None
    assert again.current == first
    assert again.undo() is None
    assert len(list(place(four, read("one")))) == 4


def test_undo_never_takes_a_tag_back(annotations):
    from hedgerow.store.journal.history import History

    start = TEXT.index("bravo")
    made = tag(read("one"), Span(start, start + 5), "claim", annotator="ann", codebook=CODEBOOK)
    made = replace(made, created=LONG_AGO)
    annotations.folder.mkdir()
    History(annotations.journal, "ann").save("one", made.brief, {made.id: made.document()})
    session = look(annotations)
    assert session.undo() is None
    assert session.redo() is None
    assert len(list(place(annotations, read("one")))) == 1


def test_several_passages_can_be_chosen_in_one_place(four):
    session = look(four)
    here = session.current
    session.stay_for_more()
    choose(session, "bravo")
    assert session.current == here
    assert [one.span for one in session.answers_here] == [(6, 11)]
    assert look(four).answers_here == session.answers_here
    session.finish_place()
    assert session.current != here
    assert session.done == 1


def test_what_has_been_looked_at_is_not_offered_again(four):
    session = look(four, SecondLookSample(size=1, days=0))
    session.choose_nothing(read("one"))
    assert len(look(four).places) == 3
    rest = look(four)
    while rest.current:
        rest.choose_nothing(read("one"))
    assert look(four).places == ()


def test_a_place_whose_tag_was_removed_is_left_out(four):
    session = look(four)
    session.skip()
    here = session.current
    four.journal.table("one").change({here.annotation: None})
    again = look(four)
    assert again.current == here
    assert again.place_in(read("one")) is None
    again.drop()
    assert again.current not in (None, here)
    assert len(again.places) == 3


def test_a_place_moves_along_with_its_tag_when_the_text_changes(annotations):
    mark(annotations, "bravo")
    session = look(annotations)
    changed = replace(read("one"), text=f"Zulu was first, they say. {TEXT}")
    moved = session.place_in(changed)
    assert moved is not None
    assert moved.shown.of(changed.text) == "Alpha bravo charlie."
    assert session.current == moved


def test_what_cannot_be_saved_leaves_the_session_where_it_stood(four):
    session = look(four)
    here = session.current
    with saving_refused(four.folder / "one.jsonl"), pytest.raises(OSError):
        choose(session, "bravo")
    assert session.current == here
    assert not list(second_looks(four, "one"))


def test_what_somebody_else_has_spoilt_is_passed_over(four):
    session = look(four)
    choose(session, "bravo")
    table = four.journal.table("one")
    (key, document), *_ = second_looks(four, "one")
    for number, spoilt in enumerate(
        ({"first": None}, {"first": [{}]}, {"shown": [1]}, {"label": "claim", "start": "x"})
    ):
        table.change({f"spoilt {number}": {**document, **spoilt}})
    assert [found for found, _ in second_looks(four, "one")] == [key]
    state = Annotations(four.folder / "second_looks", "ann").journal.table("ann")
    (record,) = state.records()
    state.change({record.id: {**record.document, "places": [{"article": "one"}]}})
    assert len(look(four).places) == 3

"""Where tags stand when their text has changed, what is kept of it, and what is told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import orjson
import pytest

from hedgerow.store.annotations.annotations import Annotations
from hedgerow.store.annotations.codebook import built_in_codebook
from hedgerow.store.annotations.placement import (
    Tally,
    find_place_again,
    likely_offset,
    place,
    record,
    record_if_possible,
)
from hedgerow.store.corpus import sha256_of
from hedgerow.store.corpus.article import Article
from hedgerow.store.journal.database import Journal
from hedgerow.store.span import Span
from hedgerow.store.tagging import respan, tag

CODEBOOK = built_in_codebook()
TEXT = (
    "Beijing: China is “deeply grieved” to see the conflict, Wang Yi said on Tuesday.\n"
    "Wang said that China is “extremely concerned” with the harm to civilians.\n"
    "Russia’s envoy said that talks would go on, and thanked the hosts for their patience.\n"
)
ABOVE = "Correction: an earlier version of this article named another day.\n"
DIGEST = sha256_of(ABOVE + TEXT)
ELSEWHERE = {
    "text_sha256": DIGEST,
    "start": 0,
    "end": 4,
    "quote": "that",
    "prefix": "",
    "suffix": "",
}
LONG = "talks would go on, and thanked the hosts"


def article(text: str = TEXT) -> Article:
    return Article("a", text, "Title", Path("a.txt"))


@pytest.fixture
def annotations(tmp_path):
    return Annotations(tmp_path / "annotations", "ann")


def mark(annotations: Annotations, quote: str, text: str = TEXT):
    start = text.index(quote)
    span = Span(start, start + len(quote))
    made = tag(article(text), span, "claim", annotator="ann", codebook=CODEBOOK)
    annotations.journal.table("a").change({made.id: made.document()})
    return made


def meet(annotations: Annotations, text: str):
    """Meet a text as the reader does: place the tags, and keep what came of it."""
    placements = place(annotations, article(text))
    record(annotations, article(text), placements.fresh)
    return placements


def rewritten(quote: str) -> str:
    """The text with a quote in it, but nothing else of what stood around it."""
    return f"{'Something else is told here. ' * 8}{quote}{' And nobody knows why it is so.' * 8}"


def test_on_the_text_it_was_made_on_nothing_is_looked_for(annotations):
    mark(annotations, "extremely concerned")
    placements = place(annotations, article())
    assert [placed.is_anchored for placed in placements] == [True]
    assert (placements.fresh, placements.tally) == ((), Tally())


def test_a_changed_text_is_told_once(annotations):
    mark(annotations, "extremely concerned")
    assert meet(annotations, ABOVE + TEXT).tally == Tally(moved=1)
    assert place(annotations, article(ABOVE + TEXT)).tally == Tally()


def test_kept_and_moved_are_counted_from_where_a_passage_was_last_found(annotations):
    mark(annotations, "extremely concerned")
    assert meet(annotations, ABOVE + TEXT).tally == Tally(moved=1)
    assert meet(annotations, 2 * ABOVE + TEXT).tally == Tally(moved=1)
    assert meet(annotations, 2 * ABOVE + TEXT + ABOVE).tally == Tally(kept=1)
    assert meet(annotations, TEXT + ABOVE).tally == Tally(moved=1)


def test_the_tally_says_what_became_of_each(annotations):
    for quote in ("deeply grieved", "extremely concerned", LONG):
        mark(annotations, quote)
    new = TEXT.split("\n")[0] + "\n" + rewritten(LONG)
    tally = place(annotations, article(new)).tally
    assert tally == Tally(kept=1, doubtful=1, orphaned=1)
    assert str(tally) == "1 kept, 0 moved, 1 doubtful, 1 orphaned"


def test_a_move_is_kept_with_both_places_both_texts_and_its_score(annotations):
    made = mark(annotations, "extremely concerned")
    meet(annotations, ABOVE + TEXT)
    (kept,) = (one.document for one in annotations.placements("a"))
    there = made.start + len(ABOVE)
    assert kept["from"] == {"start": made.start, "end": made.end, "text_sha256": made.text_sha256}
    assert (kept["to"]["start"], kept["to"]["quote"]) == (there, "extremely concerned")
    assert kept["to"]["text_sha256"] == article(ABOVE + TEXT).text_sha256
    assert (kept["status"], kept["score"], kept["annotation"]) == ("anchored", 1.0, made.id)


def test_the_annotation_itself_stays_as_it_was_made(annotations):
    made = mark(annotations, "extremely concerned")
    meet(annotations, ABOVE + TEXT)
    assert annotations.of("a") == [made]


def test_what_was_found_is_not_looked_for_again(annotations, monkeypatch):
    mark(annotations, "extremely concerned")
    found = [placed.span for placed in meet(annotations, ABOVE + TEXT)]
    monkeypatch.setattr("hedgerow.store.anchors.search.find_anchor", None)
    assert [placed.span for placed in place(annotations, article(ABOVE + TEXT))] == found


def test_two_programs_that_meet_one_text_keep_one_document(annotations):
    mark(annotations, "extremely concerned")
    meet(annotations, ABOVE + TEXT)
    other = Annotations(annotations.folder, "bob")
    record(other, article(ABOVE + TEXT), place(annotations, article(ABOVE + TEXT)).placed)
    assert len(list(annotations.placements("a"))) == 1


def test_a_passage_is_followed_from_text_to_text(annotations):
    mark(annotations, "extremely concerned")
    one_side = TEXT.replace("Wang said that China is", "Asked about it, he was")
    both_sides = one_side.replace("with the harm to civilians", "about all who had fled")
    assert meet(annotations, one_side).tally.orphaned == 0
    (followed,) = meet(annotations, both_sides)
    assert (followed.is_anchored, followed.quote) == (True, "extremely concerned")


def test_a_passage_that_was_not_followed_all_the_way_is_not_taken_for_certain(annotations):
    mark(annotations, "extremely concerned")
    one_side = TEXT.replace("Wang said that China is", "Asked about it, he was")
    both_sides = one_side.replace("with the harm to civilians", "about all who had fled")
    (placed,) = meet(annotations, both_sides)
    assert not placed.is_anchored


def test_back_on_the_text_it_was_made_on_a_tag_is_where_it_was(annotations):
    made = mark(annotations, "extremely concerned")
    meet(annotations, ABOVE + TEXT)
    (placed,) = place(annotations, article())
    assert (placed.is_anchored, placed.span) == (True, made.span)


def test_a_doubtful_tag_shows_the_place_that_is_meant_perhaps(annotations):
    made = mark(annotations, LONG)
    text = rewritten(LONG)
    for placements in (meet(annotations, text), place(annotations, article(text))):
        (placed,) = placements
        assert (placed.anchor.status, placed.span) == ("doubtful", made.span)
        assert placed.anchor.candidate.of(text) == placed.quote == LONG
        assert placed.needs_a_person


@pytest.mark.parametrize(
    "text",
    [
        f"{ABOVE}{TEXT[: TEXT.index('extremely')]}|shocked",
        f"{ABOVE}He was shocked|{TEXT[TEXT.index('” with') :]}",
        f"{TEXT[:20]}|",
    ],
    ids=["behind what stood before it", "before what stood behind it", "where it was, or the end"],
)
def test_a_lost_passage_is_about_where_its_surroundings_are(annotations, text):
    made = mark(annotations, "extremely concerned")
    assert likely_offset(made, text.replace("|", "")) == text.index("|")


def test_a_tag_that_was_put_elsewhere_no_longer_goes_by_what_was_found_before(annotations):
    made = mark(annotations, "extremely concerned")
    new = ABOVE + TEXT
    meet(annotations, new)
    start = TEXT.index("deeply grieved")
    moved = respan(made, article(), Span(start, start + len("deeply grieved")))
    annotations.journal.table("a").change({made.id: moved.document()})
    (placed,) = place(annotations, article(new))
    assert placed.quote == "deeply grieved"


def test_a_tag_that_is_kept_as_history_needs_nobody(annotations):
    made = mark(annotations, "extremely concerned")
    kept = replace(made, is_history=True)
    annotations.journal.table("a").change({made.id: kept.document()})
    (placed,) = place(annotations, article("Nothing is left."))
    assert (placed.anchor.status, placed.needs_a_person) == ("orphaned", False)
    assert place(annotations, article("Nothing is left.")).fresh == ()


@pytest.mark.parametrize(
    "change",
    [
        {"to": None},
        {"from": 3},
        {"status": "elsewhere"},
        {"to": {"text_sha256": "x", "start": "1", "end": None}},
        {"score": None},
        {"score": "x"},
        {"to": {"start": 0, "end": 2, "quote": "Co", "prefix": "", "suffix": ""}},
        {"to": {"text_sha256": DIGEST, "start": 0, "end": 1e308}},
        {
            "to": {
                "text_sha256": DIGEST,
                "start": 0,
                "end": 9,
                "quote": "elsewhere",
                "prefix": "",
                "suffix": "",
            }
        },
    ],
)
def test_what_was_kept_and_makes_no_sense_is_no_hindrance(annotations, change):
    mark(annotations, "extremely concerned")
    text = ABOVE + TEXT
    meet(annotations, text)
    (one,) = annotations.placements("a")
    annotations.journal.table("a").change({one.id: {**one.document, **change}})
    (placed,) = place(annotations, article(text))
    assert placed.quote == "extremely concerned"


def test_where_nothing_can_be_saved_tags_are_placed_all_the_same(annotations):
    mark(annotations, "extremely concerned")
    path = annotations.journal.table("a").file.path
    elsewhere = path.with_suffix(".elsewhere")
    path.rename(elsewhere)
    path.symlink_to(elsewhere)  # it can be read, and every save is refused
    placements = place(annotations, article(ABOVE + TEXT))
    assert placements.tally == Tally(moved=1)
    assert not record_if_possible(annotations, article(ABOVE + TEXT), placements.fresh)


def test_what_is_kept_is_no_annotation_to_anyone_else(annotations):
    mark(annotations, "extremely concerned")
    meet(annotations, ABOVE + TEXT)
    lines = annotations.journal.table("a").file.path.read_bytes().splitlines()
    assert [orjson.loads(line)["type"] for line in lines] == ["annotation", "placement"]
    assert len(Annotations(annotations.folder, "bob").of("a")) == 1
    assert annotations.problems("a") == []
    assert Journal(annotations.folder).tables() == {"a"}


@pytest.mark.parametrize("new", [ABOVE + TEXT, TEXT[200:], "", "Short."])
def test_a_readers_place_is_somewhere_in_any_text(new):
    start = TEXT.index("extremely")
    place_now = find_place_again(article(), article(new), Span(start, start + 19))
    assert 0 <= place_now.start <= place_now.end <= len(new)
    if "extremely concerned" in new:
        assert place_now.of(new) == "extremely concerned"

"""The blind second look, key by key, and what can be seen of one's tags meanwhile: nothing."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace

import pytest
from textual.widgets import Input

from hedgerow.store.annotations.annotations import Annotations
from hedgerow.store.annotations.codebook import built_in_codebook
from hedgerow.store.corpus.article import Article
from hedgerow.store.corpus.corpus import Corpus
from hedgerow.store.journal.history import History
from hedgerow.store.second_look import SecondLookSample
from hedgerow.store.second_look.answers import second_looks
from hedgerow.store.span import Span
from hedgerow.store.tagging import tag
from hedgerow.tui.screens.library.screen import LibraryScreen
from hedgerow.tui.screens.second_look.screen import SecondLookScreen

TAGGED = "001_40ebd96be52325bb"
CODEBOOK = built_in_codebook()
FIRST_SENTENCE = "“extremely concerned”"
LONG_AGO = "2020-01-01T00:00:00.000000Z"
NOW = SecondLookSample(days=0)


def mark(corpus, words: str, label: str = "claim", number: int = 1, **changes) -> Article:
    """Tag some words as if it had been done long ago."""
    article = Corpus(corpus).read(TAGGED)
    start = article.text.index(words)
    span = Span(start, start + len(words))
    made = tag(article, span, label, annotator="ann", codebook=CODEBOOK)
    key = f"01920000-0000-7000-8000-{number:012}"
    made = replace(made, id=key, created=LONG_AGO, modified=LONG_AGO, **changes)
    folder = corpus / "annotations"
    folder.mkdir(exist_ok=True)
    # As a step of theirs, which an undo would name.
    journal = Annotations(folder, "ann").journal
    History(journal, "ann").save(TAGGED, made.brief, {key: made.document()})
    return article


@pytest.fixture
def two(corpus):
    """Two tags in two sentences."""
    mark(corpus, "extremely concerned", number=1)
    mark(corpus, "Cold War mentality should be discarded", number=2)
    return corpus


def answers(corpus):
    return [one for _, one in second_looks(Annotations(corpus / "annotations", "ann"), TAGGED)]


async def begun(session):
    await session.expect(lambda: isinstance(session.app.screen, SecondLookScreen))
    await session.expect(lambda: session.app.screen.view.found.speakers)


def drawn(session):
    """Give each cell of the screen, with its style."""
    strips = session.app.screen._compositor.render_strips()
    return [
        [(character, str(segment.style)) for segment in strip for character in segment.text]
        for strip in strips
    ]


async def drawn_in_the_end(session):
    """Give what is drawn when nothing changes any more, however long a busy machine takes."""
    looks = [drawn(session)]
    while len(looks) < 4 or not all(look == looks[-1] for look in looks[-4:]):
        await session.pilot.pause(0.05)
        looks.append(drawn(session))
    return looks[-1]


KEYS = (
    "j", "k", "t", "T", "i", "tab", "right_square_bracket", "G", "o", "equals_sign", "slash",
    *"war", "enter", "n", "u", "ctrl+r", "A", "f", "V", "question_mark", "q",
    "exclamation_mark", "q", "m", "p", "y", "D", "v", "ctrl+p", "escape", "space",
)  # fmt: skip
"""What somebody might press to find out what they chose; none of it is an answer."""


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
async def test_what_was_chosen_cannot_be_seen_anywhere(
    corpus, reading, tmp_path, size, monkeypatch
):
    monkeypatch.setattr(Input, "_toggle_cursor", lambda _: None)  # a blink is no difference
    other = tmp_path / "other" / corpus.name
    shutil.copytree(corpus, other)
    for folder in (corpus, other):
        mark(folder, "Cold War mentality should be discarded", number=2)
    mark(corpus, "extremely concerned", "claim", attributes={"mode": "mixed"}, memo="sure")
    mark(other, "over civilian casualties", "hedge", attributes={"type": "doubt"})
    seen = []
    for folder in (corpus, other):
        screens = []
        async with reading(folder, size=size, second_look=NOW) as session:
            await begun(session)
            screens.append(await drawn_in_the_end(session))
            for key in KEYS:
                await session.press(key)
                screens.append(await drawn_in_the_end(session))
        seen.append(screens)
    for number, (one, another) in enumerate(zip(*seen, strict=True)):
        assert one == another, f"they differ after {KEYS[:number]}"


async def test_no_tag_is_drawn_and_the_sentence_is_set_off(two, reading):
    async with reading(size=(80, 30), second_look=NOW) as session:
        await begun(session)
        view = session.app.screen.view
        assert view.placed == []
        assert not [one for one in view.marks() if one.kind.startswith("label")]
        rows = [line for line in session.screen_text().split("\n") if line.lstrip().startswith("›")]
        assert rows
        assert session.selected.strip() == session.selected
        assert "0/2" in session.line(0)


async def test_a_label_key_answers_and_goes_on(two, reading):
    async with reading(second_look=NOW) as session:
        await begun(session)
        await session.press("w", "shift+right", "h")
        await session.expect_shown("1/2")
        (answer,) = answers(two)
        assert answer["label"] == "hedge"
        assert answer["start"] < answer["end"]
        assert len(session.exported()) == 2


async def test_x_says_that_nothing_is_here_and_at_the_end_there_is_the_figure(two, reading):
    async with reading(size=(80, 40), second_look=NOW) as session:
        await begun(session)
        await session.press("x")
        await session.expect_shown("1/2")
        await session.press("x")
        await session.expect_shown("Second look done")
        await session.expect_shown("ann – ann (again)")
        assert [one["label"] for one in answers(two)] == [None, None]
        await session.press("u")
        await session.expect_shown("1/2")
        assert len(answers(two)) == 1
        await session.press("x")
        await session.expect_shown("Second look done")
        await session.press("q")
        await session.expect(lambda: isinstance(session.app.screen, LibraryScreen))


async def test_it_is_resumed_where_it_was_left(two, reading):
    async with reading(second_look=NOW) as session:
        await begun(session)
        await session.press("space")
        await session.expect_shown("1 skipped")
        there = session.selected
        await session.press("q")
        await session.expect(lambda: isinstance(session.app.screen, LibraryScreen))
    async with reading(second_look=NOW) as again:
        await begun(again)
        await again.expect_shown("1 skipped")
        assert again.selected == there


async def test_several_passages_can_be_chosen_in_one_place(two, reading):
    async with reading(second_look=NOW) as session:
        await begun(session)
        await session.press("A", "c")
        await session.expect_shown("1 chosen here")
        await session.press("w", "h")
        await session.expect_shown("1/2")
        assert sorted(one["label"] for one in answers(two)) == ["claim", "hedge"]
        assert len({one["annotation"] for one in answers(two)}) == 1


async def test_a_passage_elsewhere_is_no_answer(two, reading):
    async with reading(second_look=NOW) as session:
        await begun(session)
        await session.press("G", "c")
        await session.expect_shown("lines marked ›")
        assert answers(two) == []
        await session.press("o", "c")
        await session.expect_shown("1/2")


async def test_the_library_offers_it_and_says_where_there_is_nothing(article, reading):
    async with article() as session:
        await session.press("c")
        await session.saved(1)
        await session.press("q")
        await session.expect(lambda: isinstance(session.app.screen, LibraryScreen))
        await session.press("b")
        await session.expect_shown("no tags older than 3 days")
        await session.press("3")
        await begun(session)
        await session.expect_shown("0/1")


async def test_the_figure_can_be_had_without_a_screen(two, reading, hedgerow):
    async with reading(second_look=NOW) as session:
        await begun(session)
        await session.press("x")
        await session.expect_shown("1/2")
    done = hedgerow("agreement", two, "--second-look", "--json")
    assert done.returncode == 0, done.stderr
    rows = json.loads(done.stdout)["pairs"]
    assert {(one["a"], one["b"]) for one in rows} == {("ann", "ann (again)")}
    assert {(one["both"], one["only_b"]) for one in rows} == {(0, 0)}

"""Agreement as a screen: the figures, by what they are grouped, and the places to open."""

from __future__ import annotations

import threading

import pytest

from hedgerow.store.annotations.annotations import Annotations
from hedgerow.store.annotations.codebook import built_in_codebook
from hedgerow.store.corpus.corpus import Corpus
from hedgerow.store.span import Span
from hedgerow.store.tagging import tag
from hedgerow.tui.screens.adjudication.screen import AdjudicationScreen
from hedgerow.tui.screens.figures.agreement import AgreementScreen
from hedgerow.tui.screens.figures.computing import GivenUpError
from hedgerow.tui.screens.library.screen import LibraryScreen

FIRST, SECOND = "000_a3fc5418d35ef088", "001_40ebd96be52325bb"
MADE = (
    ("ann", SECOND, 9, 142, "claim"),
    ("ben", SECOND, 9, 142, "claim"),
    ("ann", SECOND, 200, 300, "stance"),
    ("ben", SECOND, 210, 340, "stance"),
    ("ann", SECOND, 400, 450, "hedge"),
    ("ann", FIRST, 100, 150, "claim"),
    ("ben", FIRST, 120, 180, "claim"),
)


def mark(folder, made) -> None:
    corpus = Corpus(folder)
    (folder / "annotations").mkdir(exist_ok=True)
    journal = Annotations(folder / "annotations", "ann").journal
    for who, article, start, end, label in made:
        one = tag(
            corpus.read(article),
            Span(start, end),
            label,
            annotator=who,
            codebook=built_in_codebook(),
        )
        journal.table(article).change({one.id: one.document()})


@pytest.fixture
def by_two(corpus):
    mark(corpus, MADE)
    return corpus


async def opened(session):
    await session.press("a")
    await session.expect(lambda: isinstance(session.app.screen, AgreementScreen))


async def test_the_figures_and_the_places_are_shown(by_two, reading, hedgerow):
    async with reading(size=(80, 40)) as session:
        await opened(session)
        await session.expect_shown("ann – ben · 2 articles marked by either")
        printed = hedgerow("agreement", by_two).stdout.decode().splitlines()
        assert [line for line in printed if "κ" in line and "[" in line]
        for line in printed[3:10]:
            await session.expect_shown(line.strip())
        await session.expect_shown("3 places, the most words first")
        assert "intervals" not in session.line(0)


async def test_a_key_groups_them_otherwise(by_two, reading):
    async with reading(size=(80, 40)) as session:
        await opened(session)
        await session.expect_shown("by pair")
        await session.press("b")
        await session.expect_shown("by label")
        await session.press("b")
        await session.expect_shown("by article")
        await session.expect_shown(FIRST)


async def test_enter_opens_the_worst_place_and_q_comes_back(by_two, reading):
    async with reading() as session:
        await opened(session)
        await session.expect_shown("3 places")
        await session.press("enter")
        await session.expect(lambda: isinstance(session.app.screen, AdjudicationScreen))
        screen = session.app.screen
        await session.expect_shown("they differ: one has nothing")
        assert screen.article.id == SECOND
        await session.press("q")
        await session.expect(lambda: isinstance(session.app.screen, AgreementScreen))


async def test_one_alone_is_told_what_is_missing(corpus, reading):
    mark(corpus, MADE[:1])
    async with reading() as session:
        await opened(session)
        await session.expect_shown("Only ann has marked anything")


async def test_the_figures_can_have_the_whole_screen(by_two, reading):
    async with reading() as session:
        await opened(session)
        await session.expect_shown("Where they differ")
        await session.press("f")
        await session.expect(lambda: "Where they differ" not in session.screen_text())
        await session.press("q")
        await session.expect_shown("Where they differ")


async def test_intervals_can_be_stopped_and_the_figures_are_there_all_the_same(
    by_two, reading, monkeypatch
):
    monkeypatch.setattr("hedgerow.tui.screens.figures.agreement.BOOTSTRAP_DRAWS", 10_000_000)
    monkeypatch.setattr("hedgerow.store.agreement.measures.bootstrap.Draws.__init__", _endless)
    async with reading(size=(80, 40)) as session:
        await opened(session)
        await session.expect_shown("x no intervals")
        await session.press("x")
        await session.expect_shown("Stopped: the figures have no intervals.")
        assert "κ" in session.screen_text()
        await session.expect(lambda: "intervals:" not in session.line(0))
        await session.press("q")
        await session.expect(lambda: isinstance(session.app.screen, LibraryScreen))


async def test_leaving_gives_the_computation_up(by_two, reading, monkeypatch):
    given_up = threading.Event()

    def drawn_until_given_up(self, articles, draws=1_000, on_draw=None):
        def heard():
            try:
                on_draw()
            except GivenUpError:
                given_up.set()
                raise

        _endless(self, articles, draws, heard)

    monkeypatch.setattr("hedgerow.tui.screens.figures.agreement.BOOTSTRAP_DRAWS", 100_000)
    monkeypatch.setattr(
        "hedgerow.store.agreement.measures.bootstrap.Draws.__init__", drawn_until_given_up
    )
    async with reading(size=(80, 40)) as session:
        await opened(session)
        await session.expect_shown("intervals:")
        await session.press("q")
        await session.expect(lambda: isinstance(session.app.screen, LibraryScreen))
        await session.expect(given_up.is_set)


class _Endless:
    """So many samples that nobody waits for them, without the memory they would take."""

    def __init__(self, times, draws):
        self._times, self._draws = times, draws

    def __iter__(self):
        return (self._times for _ in range(self._draws))

    def __bool__(self):
        return self._draws > 0


def _endless(self, articles, draws=1_000, on_draw=None):
    self._articles, self._on_draw = articles, on_draw
    self._times = _Endless([1] * articles, draws)

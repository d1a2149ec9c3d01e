"""What the registry says can be done on a screen, and who does it."""

from __future__ import annotations

import pytest

from hedgerow.store.adjudication import open_session as open_adjudication
from hedgerow.store.review import Queue, open_session as open_review
from hedgerow.store.second_look import SecondLookSample, open_session as open_second_look
from hedgerow.store.span import Span
from hedgerow.store.tagging import tag
from hedgerow.tui.commands import commands_of
from hedgerow.tui.screens.adjudication.screen import AdjudicationScreen
from hedgerow.tui.screens.figures.agreement import AgreementScreen
from hedgerow.tui.screens.figures.stats import StatsScreen
from hedgerow.tui.screens.library.doors import Doors
from hedgerow.tui.screens.library.screen import LibraryScreen
from hedgerow.tui.screens.reader.screen import ReaderScreen
from hedgerow.tui.screens.review.queue import QueueScreen
from hedgerow.tui.screens.review.screen import ReviewScreen
from hedgerow.tui.screens.second_look.screen import SecondLookScreen
from tests.tui.screens.still import command

SCREENS = {
    "library": LibraryScreen,
    "reader": lambda ws: ReaderScreen(ws, ws.read("a")),
    "review": lambda ws: ReviewScreen(ws, open_review(ws, Queue())),
    "queue": lambda ws: QueueScreen(ws, Queue()),
    "adjudication": lambda ws: AdjudicationScreen(ws, open_adjudication(ws)),
    "second look": lambda ws: SecondLookScreen(
        ws, open_second_look(ws, SecondLookSample()), SecondLookSample()
    ),
    "agreement": AgreementScreen,
    "stats": StatsScreen,
}


@pytest.fixture
def workspace(workspace):
    """The corpus with a tag of each of two annotators, without whom nobody adjudicates."""
    article = workspace.read("a")
    for annotator in ("ann", "bob"):
        made = tag(article, Span(0, 7), "claim", annotator=annotator, codebook=workspace.codebook)
        workspace.history.save(article.id, made.brief, {made.id: made.document()})
    return workspace


@pytest.mark.parametrize("name", SCREENS)
def test_each_command_of_a_screen_is_done_by_it_or_by_a_part_of_it(workspace, name):
    screen = SCREENS[name](workspace)
    commands = list(screen.commands())
    assert any(one.where == screen.WHERE for one in commands)
    assert not [one.action for one in commands if not hasattr(screen, f"action_{one.name}")]


def test_what_the_library_does_not_do_itself_leads_through_one_of_its_doors():
    names = [f"action_{one.name}" for one in commands_of("library")]
    assert not [name for name in names if not hasattr(LibraryScreen, name) | hasattr(Doors, name)]


def test_a_command_is_named_without_its_arguments():
    assert command("next('word')").name == "next"
    assert command("extend('word',-1)").name == "extend"
    assert command("copy").name == "copy"

"""The common face of the parts of a screen."""

from __future__ import annotations

from hedgerow.tui.screens.article.part import Part, with_a_say
from hedgerow.tui.widgets.bar import Piece
from tests.tui.screens.still import command


class Silent(Part):
    """A part that has no say in anything."""


class Noting(Part):
    """A part with something to note in the header."""

    def notes(self):
        yield Piece("so far ")


def test_a_part_without_a_say_leaves_things_as_they_are(still):
    part = Silent(still)
    assert part.is_possible(command("copy")) is None
    assert [*part.hints(), *part.notes()] == []
    assert not part.leave()
    view = still.view
    part.taken()
    part.fill(view)
    assert still.view is view
    assert (still.drawn, still.told) == (0, [])


def test_only_parts_with_a_say_are_asked(still):
    silent, noting = Silent(still), Noting(still)
    assert with_a_say((silent, noting), "notes") == (noting,)
    assert with_a_say((silent, noting), "hints") == ()

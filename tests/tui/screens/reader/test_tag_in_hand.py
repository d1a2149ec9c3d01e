"""The part of the reader that settles tags, by itself: one is in hand, or none."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from hedgerow.store.anchors import Anchor
from hedgerow.store.annotations import Placed
from hedgerow.tui.screens.reader.settling import Settling
from tests.tui.screens.still import command


@pytest.fixture
def part(still):
    """The part on a text that is other than its tags were made on."""
    still.changed, still.waiting, still.gone_to = [], [], []
    knowing = SimpleNamespace(
        is_placed=True,
        extraction=None,
        once_placed=still.waiting.append,
        is_unsaved=lambda _: still.is_unsaved,
    )
    still.is_unsaved = False
    still.knowing = knowing
    still.pane = SimpleNamespace(focus=lambda: None)
    settling = Settling(
        still,
        knowing,
        change_tag=lambda *given: still.changed.append(given),
        go_to_article=still.gone_to.append,
    )
    settling.comparison = SimpleNamespace(compare=lambda *_: None, hide=lambda: None)
    return settling


def doubt(still, words, annotator="ann"):
    """Have a tag whose passage may be where some words are."""
    made = still.put(words, annotator)
    anchor = Anchor("doubtful", made.span, 0.6, made.span)
    still.view.change_tags({made.id: Placed(made, anchor, made.quote)})
    return made


KEYS = ["confirm", "move_tag", "keep_history"]


def test_its_keys_work_while_a_tag_is_in_hand(still, part):
    made = doubt(still, "Nobody else came")
    assert not any(part.is_possible(command(key)) for key in KEYS)
    part.take_in_hand(made.id)
    assert all(part.is_possible(command(key)) for key in KEYS)
    assert part.leave()
    assert not any(part.is_possible(command(key)) for key in KEYS)
    assert not part.leave()


def test_anothers_tag_is_not_taken_in_hand(still, part):
    part.take_in_hand(doubt(still, "Nobody else came", "bob").id)
    assert part.in_hand is None
    assert still.told == ["This tag is bob's, not yours: only they can settle it."]


def test_the_next_one_waits_until_the_tags_are_known(still, part):
    made = doubt(still, "Nobody else came")
    still.knowing.is_placed = False
    part.next()
    assert part.in_hand is None
    still.knowing.is_placed = True
    (go_on,) = still.waiting
    go_on()
    assert part.id_in_hand == made.id
    assert still.selected == made.span


def test_what_is_not_saved_yet_is_not_settled_again(still, part):
    part.take_in_hand(doubt(still, "Nobody else came").id)
    still.is_unsaved = True
    part.confirm()
    assert not still.changed
    assert part.in_hand is not None
    still.is_unsaved = False
    part.confirm()
    assert part.in_hand is None
    ((known, settled, what),) = still.changed
    assert settled(known).quote == "Nobody else came"
    assert what.startswith("confirm claim on")


def test_a_tag_that_was_settled_elsewhere_is_put_away(still, part):
    made = doubt(still, "Nobody else came")
    part.take_in_hand(made.id)
    part.look_after_tag_in_hand()
    assert part.id_in_hand == made.id
    still.view.change_tags({made.id: None})
    part.look_after_tag_in_hand()
    assert part.in_hand is None

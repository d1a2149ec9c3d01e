"""What is known of an article: at once where that is little, else behind the screen's back."""

from __future__ import annotations

import pytest

from hedgerow.store.annotations import Annotations
from hedgerow.store.extract import extract
from hedgerow.store.problem import Problem, ProblemError
from hedgerow.store.span import Span
from hedgerow.store.tagging import tag
from hedgerow.tui.screens.article.knowing import Knowing
from hedgerow.tui.screens.article.whose import Shown


def save(workspace, words, label="claim", article="a"):
    """Save a tag, as another program might."""
    read = workspace.read(article)
    start = read.text.index(words)
    span, codebook = Span(start, start + len(words)), workspace.codebook
    made = tag(read, span, label, annotator="ann", codebook=codebook)
    workspace.history.save(article, made.brief, {made.id: made.document()})
    return made


def tagged(still):
    return [span.of(still.article.text) for span in still.view.shown_tags.spans]


@pytest.fixture
def steps():
    """Name what has been done, in order."""
    return []


@pytest.fixture
def knowing(still, steps):
    show = still.show_view
    still.show_view = lambda *given: steps.append("shown") or show(*given)
    return Knowing(
        still,
        fill=lambda view: steps.append(f"filled {view.tags.count}"),
        sift=lambda view: steps.append(f"sifted {view.tags.count}"),
        look_after=lambda: steps.append("looked after"),
    )


@pytest.fixture
def many(monkeypatch):
    """Have all tags be too many to be placed before the text is drawn."""
    monkeypatch.setattr(Annotations, "are_many", lambda *_: True)


def test_few_tags_are_known_at_once_with_what_else_is_saved(still, knowing, steps, workspace):
    save(workspace, "It may rain")
    knowing.place_tags()
    assert knowing.is_placed
    assert tagged(still) == ["It may rain"]
    assert steps == ["filled 1"]
    assert not still.workers


def test_what_is_saved_later_places_no_other_tag_again(still, knowing, workspace, monkeypatch):
    save(workspace, "It may rain")
    knowing.place_tags()
    monkeypatch.delattr(type(workspace), "place_all")
    save(workspace, "Bob")
    knowing.place_tags()
    assert tagged(still) == ["It may rain", "Bob"]


async def test_many_tags_are_known_once_a_view_of_them_is_made(
    still, knowing, steps, workspace, many
):
    save(workspace, "It may rain")
    knowing.place_tags()
    knowing.once_placed(lambda: steps.append("went on"))
    assert not knowing.is_placed
    assert (tagged(still), steps) == ([], [])
    (made,) = still.workers
    await made
    assert knowing.is_placed
    assert tagged(still) == ["It may rain"]
    assert steps == ["filled 1", "sifted 1", "looked after", "shown", "went on"]


async def test_what_is_saved_while_the_view_is_made_is_in_it(still, knowing, workspace, many):
    knowing.place_tags()
    making = still.once_drawn

    def saved_meanwhile(*given):
        done = making(*given)
        save(workspace, "Bob")
        return done

    still.once_drawn = saved_meanwhile
    await still.workers[0]
    assert tagged(still) == ["Bob"]


async def test_a_view_is_shown_of_whoever_is_shown_by_then(still, knowing, steps, workspace, many):
    save(workspace, "It may rain")
    knowing.place_tags()
    making = still.once_drawn

    def turned_meanwhile(*given):
        done = making(*given)
        still.view.shown = Shown("bob")
        return done

    still.once_drawn = turned_meanwhile
    await still.workers[0]
    assert tagged(still) == []
    assert steps.count("sifted 1") == 2


async def test_what_was_made_of_another_article_is_not_shown(still, knowing, steps, many):
    knowing.place_tags()
    making = still.once_drawn

    def left_meanwhile(*given):
        done = making(*given)
        still.take(still.workspace.read("b"))
        knowing.taken()
        return done

    still.once_drawn = left_meanwhile
    await still.workers[0]
    assert not knowing.is_placed
    assert "shown" not in steps


def test_what_waited_for_an_article_is_forgotten_with_it(still, knowing, steps, many):
    knowing.place_tags()
    knowing.once_placed(lambda: steps.append("went on"))
    knowing.taken()
    knowing.place_tags()
    knowing._go_on()
    assert "went on" not in steps


def test_tags_that_cannot_be_read_are_told_and_hold_nothing_up(
    still, knowing, steps, workspace, monkeypatch
):
    def broken(*_):
        raise ProblemError(Problem("a.jsonl", "is no journal", "mend it"))

    monkeypatch.setattr(workspace, "place_all", broken)
    knowing.once_placed(lambda: steps.append("went on"))
    knowing.place_tags()
    assert still.told == ["is no journal"]
    assert steps == ["went on"]
    assert knowing.is_placed


async def test_a_tag_is_shown_from_its_own_line_before_the_others_are_known(
    still, knowing, workspace, many
):
    knowing.place_tags()
    made = save(workspace, "Bob")
    knowing.show_saved_tag(made)
    assert tagged(still) == ["Bob"]
    workspace.history.undo()
    knowing.place_tags()
    assert tagged(still) == []
    await still.workers[0]


def test_a_tag_that_could_not_be_saved_stands_in_the_view_until_it_is(
    still, knowing, workspace, monkeypatch
):
    def full(*_, **__):
        raise OSError

    knowing.place_tags()
    with monkeypatch.context() as patch, pytest.raises(OSError):
        patch.setattr(workspace.annotations.journal.table("a").__class__, "change", full)
        made = tag(still.article, Span(0, 3), "claim", annotator="ann", codebook=workspace.codebook)
        workspace.history.save("a", made.brief, {made.id: made.document()}, keep=True)
    knowing.place_tags()
    assert [one.id for one in still.view.unsaved] == [made.id]
    assert knowing.is_unsaved(made.id)
    assert not knowing.is_unsaved("another")
    workspace.history.retry()
    knowing.place_tags()
    assert not still.view.unsaved
    assert not knowing.is_unsaved(made.id)


async def test_what_is_found_comes_into_the_view_with_its_tags(still, knowing, workspace):
    save(workspace, "It may rain")
    knowing.place_tags()
    workspace.extraction._loaded = (extract, [])
    still.call_after_refresh = lambda do: do()
    knowing.search()
    assert not [*knowing.notes()]  # nothing is shown yet of which there could be more
    (showing,) = still.workers
    await showing
    assert not knowing.is_found
    await still.workers[1]
    assert knowing.is_found
    assert {one.name for one in still.view.found.speakers} == {"Ann Lee"}
    assert tagged(still) == ["It may rain"]

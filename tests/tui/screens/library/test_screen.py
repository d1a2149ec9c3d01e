"""The library, key by key."""

from __future__ import annotations

import json
import os
import threading
from pathlib import Path

import pytest
from textual.widgets import Input

from hedgerow.store.index.index import CorpusIndex
from hedgerow.store.overview.survey import Survey
from hedgerow.tui.screens.base.help import HelpScreen
from hedgerow.tui.screens.library.screen import LibraryScreen
from hedgerow.tui.screens.reader.screen import ReaderScreen


def titles(session):
    return [session.line(row)[:30].strip() for row in range(2, 7)]


async def test_five_articles_are_listed_with_title_date_and_words(reading):
    async with reading() as session:
        assert "5 articles" in session.line(0)
        assert "Chinese Foreign Minister Wang Yi on" in session.line(2)
        assert "2022-03-02" in session.line(2)
        assert " 384 " in session.line(2)


@pytest.mark.parametrize(("down", "up"), [("j", "k"), ("down", "up")])
async def test_the_cursor_moves_and_enter_opens(reading, down, up):
    async with reading() as session:
        await session.press(down, down, up, "enter")
        await session.expect(lambda: isinstance(session.app.screen, ReaderScreen))
        assert session.app.screen.article.id == "001_40ebd96be52325bb"


async def test_the_list_is_filtered_as_one_types(reading):
    async with reading() as session:
        await session.press("slash", *"grave")
        await session.expect_shown("1 of 5 articles")
        await session.press("enter", "enter")
        await session.expect(lambda: isinstance(session.app.screen, ReaderScreen))
        assert session.app.screen.article.id == "002_3d22e94354fe1157"


async def test_esc_takes_the_filter_off(reading):
    async with reading() as session:
        await session.press("slash", *"grave", "escape")
        await session.expect_shown(" 5 articles")


async def test_esc_takes_a_filter_off_before_it_quits(reading):
    async with reading() as session:
        await session.press("slash", *"grave", "enter", "escape")
        await session.expect_shown(" 5 articles")
        assert not session.app._exit


async def test_the_filter_and_what_it_leaves_can_be_typed_in_one_breath(reading):
    async with reading() as session:
        await session.pilot.press("slash", *"grave", "enter", "enter")
        await session.expect(lambda: isinstance(session.app.screen, ReaderScreen))
        assert session.app.screen.article.id == "002_3d22e94354fe1157"


async def test_the_tags_of_an_article_that_has_gone_are_told(reading, corpus, hedgerow):
    article = "000_a3fc5418d35ef088"
    hedgerow("tag", corpus, article, "--start", 17, "--end", 49, "--label", "claim")
    (corpus / f"{article}.txt").unlink()
    async with reading() as session:
        await session.expect_shown("its annotations are kept; put the article back")


async def test_with_many_labels_their_sum_is_shown(reading, corpus):
    labels = [f'[[label]]\nname = "label {n}"\n' for n in range(12)]
    (corpus / "codebook.toml").write_text("\n".join(labels))
    async with reading() as session:
        await session.expect(lambda: "tags" in session.line(1))
        assert "Chinese Foreign Minister" in session.line(2)


async def test_an_export_over_an_article_is_refused(reading, corpus):
    async with reading() as session:
        target = corpus / "000_a3fc5418d35ef088.txt"
        before = target.read_bytes()
        await session.press("e", "ctrl+u", *str(target), "enter")
        await session.expect_shown("belongs to the corpus")
        assert target.read_bytes() == before


async def test_a_letter_that_is_a_command_can_be_typed_into_the_filter(reading):
    async with reading() as session:
        await session.press("slash", *"quo")
        await session.expect_shown("0 of 5 articles")


async def test_o_changes_the_order(reading):
    async with reading() as session:
        await session.press("o")
        await session.expect_shown("by title")
        assert titles(session) == sorted(titles(session), key=str.casefold)


async def test_tags_and_reviews_are_counted_when_one_comes_back(article):
    async with article() as reader:
        await reader.press("apostrophe", "c")
        await reader.saved(1)
        await reader.press("q")
        await reader.expect(lambda: isinstance(reader.app.screen, LibraryScreen))
        await reader.expect(lambda: reader.line(3).endswith("0/1"))


@pytest.mark.parametrize("name", ["x" * 300, "~nobody-has-this-name/x", "a\0b"])
async def test_a_name_that_no_file_can_have_is_refused_in_the_field(reading, name):
    async with reading(size=(120, 30)) as library:
        await library.press("e")
        await library.expect(lambda: isinstance(library.app.focused, Input))
        library.app.focused.value = name
        await library.press("enter")
        await library.expect_shown("; name another file")
        await library.press("escape")
        await library.expect(lambda: isinstance(library.app.screen, LibraryScreen))


async def test_e_exports_to_a_file_and_asks_before_it_replaces_one(article, tmp_path):
    target = tmp_path / "out.jsonl"
    async with article() as reader:
        await reader.press("apostrophe", "c")
        await reader.saved(1)
        await reader.press("q", "e", "ctrl+u", *str(target), "enter")
        await reader.expect_shown("Exported 1 annotation ")
        assert json.loads(target.read_text())["quote"] == "“extremely concerned”"
        target.write_text("mine")
        await reader.press("e", "ctrl+u", *str(target), "enter")
        await reader.expect_shown("exists")
        await reader.press("enter")
        await reader.expect_shown("Not exported")
        assert target.read_text() == "mine"


async def test_undo_works_from_the_library_and_goes_to_the_article(article):
    async with article() as reader:
        await reader.press("apostrophe", "c")
        await reader.saved(1)
        await reader.press("q", "g", "u")
        await reader.expect_shown("Undone: claim")
        assert reader.exported() == []
        assert reader.app.screen._list.value == "001_40ebd96be52325bb"


async def test_help_shows_every_command_of_the_screen(reading):
    async with reading(size=(100, 120)) as session:
        commands = list(session.app.screen.commands())
        await session.press("question_mark")
        await session.expect(lambda: isinstance(session.app.screen, HelpScreen))
        for command in commands:
            await session.expect_shown(command.does)
        await session.expect_shown("somebody could show to be true or false")
        await session.press("q")
        await session.expect(lambda: isinstance(session.app.screen, LibraryScreen))


async def test_the_palette_finds_a_command_by_name(reading):
    async with reading() as session:
        await session.press("ctrl+p", *"another order", "enter")
        await session.expect(lambda: "by title" in session.screen_text())


@pytest.mark.parametrize("columns", [1, 4, 6, 8])
async def test_the_palette_stands_in_a_window_of_few_columns(reading, columns):
    async with reading() as session:
        await session.press("ctrl+p")
        await session.pilot.resize_terminal(columns, 6)
        await session.press("a", "pagedown", "pageup", "z", "z", "pagedown", "escape")
        await session.expect(lambda: isinstance(session.app.screen, LibraryScreen))


async def test_the_theme_turns(reading):
    async with reading() as session:
        dark = session.app.current_theme.dark
        await session.press("ctrl+t")
        assert session.app.current_theme.dark is not dark


async def test_q_quits(reading):
    async with reading() as session:
        await session.press("q")
        await session.expect(lambda: not session.app.is_running or session.app._exit)


async def test_faults_are_told_and_listed(reading, corpus):
    (corpus / "photo.txt").write_bytes(bytes(range(256)) * 4)
    async with reading() as session:
        await session.expect_shown("photo.txt: not a text file")
        await session.press("exclamation_mark")
        await session.expect_shown("take it out of the corpus")


async def test_an_empty_folder_is_told(reading, tmp_path):
    empty = tmp_path / "empty"
    empty.mkdir()
    async with reading(empty) as session:
        await session.expect_shown("no articles here")


async def test_an_article_that_has_gone_is_told_and_the_rest_works(reading, corpus):
    async with reading() as session:
        (corpus / "000_a3fc5418d35ef088.txt").unlink()
        await session.press("enter")
        await session.expect_shown("can't be read")
        await session.press("j", "enter")
        await session.expect(lambda: isinstance(session.app.screen, ReaderScreen))


async def test_a_label_on_a_taken_key_is_told_and_stays_in_the_palette(reading, corpus):
    (corpus / "codebook.toml").write_text(
        '[[label]]\nname = "irony"\nkey = "q"\n\n[[label]]\nname = "praise"\nkey = "z"\n'
    )
    async with reading() as session:
        await session.expect_shown("codebook.toml:1: label “irony” wants the key “q”")
        await session.press("enter", "ctrl+p", *"irony", "enter")
        (line,) = await session.saved(1)
        assert line["label"] == "irony"


async def test_an_article_can_be_opened_before_the_index_is_known(corpus, reading, monkeypatch):
    known, find = threading.Event(), Survey.opened

    def find_late(survey):
        assert known.wait(30)
        return find(survey)

    monkeypatch.setattr(Survey, "opened", find_late)
    async with reading(all_is_read=False) as session:
        await session.expect_shown("001_40ebd96be52325bb")
        await session.press("ctrl+f")
        await session.expect_shown("The articles are still being found")
        await session.press("j", "enter")
        await session.expect_shown("Beijing: China is deeply grieved")
        known.set()
        await session.press("q")
        await session.expect_shown("5 articles · ann")
        assert session.app.screen._list.value == "001_40ebd96be52325bb"
    assert CorpusIndex(corpus).opened("ann") == {"001_40ebd96be52325bb"}


# Many articles


def made(folder, count):
    """Make articles that have stood there for long."""
    folder.mkdir(exist_ok=True)
    for number in range(count):
        path = folder / f"a{number:03}.txt"
        path.write_text(f"Headline {number}\n\nThe talks number {number} went on.\n")
        os.utime(path, (1_600_000_000, 1_600_000_000))
    return folder


@pytest.mark.parametrize("count", [5, 150])
async def test_a_second_start_opens_no_articles_file(reading, tmp_path, monkeypatch, count):
    news = made(tmp_path / "news", count)
    async with reading(news) as session:
        await session.expect(lambda: session.app.screen.is_complete)
    opened = []
    real = Path.open

    def counted(self, *args, **options):
        if self.suffix == ".txt":
            opened.append(self)
        return real(self, *args, **options)

    monkeypatch.setattr(Path, "open", counted)
    async with reading(news) as session:
        await session.expect(lambda: session.app.screen.is_complete)
        assert "Headline 0" in session.line(2)
    assert opened == []


@pytest.mark.parametrize("count", [30, 300])
async def test_a_move_draws_as_many_rows_however_many_articles_there_are(reading, tmp_path, count):
    async with reading(made(tmp_path / "news", count)) as session:
        await session.expect(lambda: session.app.screen.is_complete)
        articles = session.app.screen._list
        drawn = []
        real = articles.render_line
        articles.render_line = lambda y: drawn.append(y) or real(y)
        await session.press("j")
        await session.pilot.pause()
        assert len(drawn) <= 2


async def test_a_filter_key_draws_as_many_rows_however_many_articles_there_are(reading, tmp_path):
    drawn = [
        await drawn_by_a_filter_key(reading, tmp_path / str(count), count) for count in (300, 1_500)
    ]
    assert 0 < drawn[0] == drawn[1]


async def drawn_by_a_filter_key(reading, folder, count):
    """Count the rows that are made for a key of the filter that leaves more than a screen."""
    async with reading(made(folder, count)) as session:
        await session.expect(lambda: session.app.screen.is_complete)
        await session.press("slash")
        await session.pilot.pause()
        articles = session.app.screen._list
        drawn, real = [], articles.render_line
        articles.render_line = lambda y: drawn.append(y) or real(y)
        await session.press("1")  # which other articles stand there then
        await session.expect(lambda: drawn)
        await session.pilot.pause()
        return len(drawn)


async def test_the_list_at_the_end_of_a_filter_is_that_of_a_fresh_draw(reading, tmp_path):
    async with reading(made(tmp_path / "news", 120)) as session:
        await session.press("slash", *"head 11", "enter", "G")
        await session.expect_shown("11 of 120 articles")
        shown = session.screen_text()
        session.app.screen._show_list(keep=True)
        await session.pilot.pause()
        assert session.screen_text() == shown


async def test_an_article_that_changed_between_two_starts_is_read_anew(reading, tmp_path):
    news = made(tmp_path / "news", 4)
    async with reading(news):
        pass
    (news / "a002.txt").write_text("Another headline\n\nNobody spoke.\n")
    async with reading(news) as session:
        await session.expect(lambda: "Another headline" in session.line(4))


async def test_an_article_that_was_opened_comes_after_those_that_were_not(reading, tmp_path):
    news = made(tmp_path / "news", 3)
    async with reading(news) as session:
        await session.press("enter")
        await session.expect(lambda: isinstance(session.app.screen, ReaderScreen))
        await session.press("q")
        await session.expect(lambda: isinstance(session.app.screen, LibraryScreen))
        await session.press(*"ooooooo")
        await session.expect_shown("unread first")
        assert "Headline 0" in session.line(4)
    async with reading(news) as session:
        await session.press(*"ooooooo")
        await session.expect(lambda: "Headline 0" in session.line(4))


async def test_tags_are_counted_without_opening_articles_that_have_not_changed(
    reading, corpus, hedgerow, monkeypatch
):
    hedgerow("tag", corpus, "001_40ebd96be52325bb", "--start", 0, "--end", 7, "--label", "claim")
    for path in corpus.glob("*.txt"):
        os.utime(path, (1_600_000_000, 1_600_000_000))
    async with reading() as session:
        await session.expect_shown("0/1")
        await session.expect(lambda: session.app.screen.is_complete)
    monkeypatch.setattr("hedgerow.store.corpus.corpus.Corpus.read_with_problems", _refuse)
    async with reading() as session:
        await session.expect_shown("0/1")
        await session.press(*"ooooo")
        await session.expect(lambda: "0/1" in session.line(2))


def _refuse(self, article):
    raise AssertionError(f"{article} was read")


async def test_without_a_cache_everything_works_and_that_is_told(reading, tmp_path, monkeypatch):
    (tmp_path / "cache").write_text("a file in the folder's place")
    monkeypatch.setenv("HEDGEROW_CACHE", str(tmp_path / "cache"))
    async with reading() as session:
        await session.expect_shown("no index can be kept")
        await session.press("ctrl+f", *"mediation")
        await session.expect_shown("3 articles")


async def test_while_tags_are_still_gone_through_none_is_said_to_be_certain(reading, monkeypatch):
    counted, annotated = threading.Event(), Survey.annotated

    def annotated_late(survey):
        assert counted.wait(30)
        return annotated(survey)

    monkeypatch.setattr(Survey, "annotated", annotated_late)
    async with reading(all_is_read=False) as session:
        try:
            await session.expect_shown("reading the tags")
            await session.press("A")
            await session.expect_shown("still being gone through")
        finally:
            counted.set()

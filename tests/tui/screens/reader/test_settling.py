"""Tags whose text has changed: what is told of them, and how a person settles where they belong."""

from __future__ import annotations

from contextlib import asynccontextmanager

import pytest
from refusal import saving_refused

from hedgerow.store.span import Span
from hedgerow.store.tagging import tag
from hedgerow.store.workspace import Workspace
from hedgerow.tui.screens.library.screen import LibraryScreen
from hedgerow.tui.screens.library.unsettled import UnsettledScreen
from hedgerow.tui.screens.reader.screen import ReaderScreen
from hedgerow.tui.text.selection import select

ARTICLE = "001_40ebd96be52325bb"
OTHER = "003_76bc9269accb663a"

EARLY = "“extremely concerned” over civilian casualties"
LATER = "violence broke out in Ukraine"
DOUBTFUL = "welcomes Russia and Ukraine’s effort to start peace talks"
GONE = "The Cold War mentality should be discarded completely."

REPORT = "Tags: 0 kept, 2 moved, 1 doubtful, 1 orphaned"
ADDED = "A first paragraph that another hand has written, long enough to fill a line or two here.\n"


def path_of(corpus, article=ARTICLE):
    return corpus / f"{article}.txt"


def text_of(corpus, article=ARTICLE):
    return path_of(corpus, article).read_bytes().decode("utf-8")


def write(corpus, text, article=ARTICLE):
    """Put another text in an article's place in one move, as most editors do."""
    draft = corpus / "draft"
    draft.write_bytes(text.encode("utf-8"))
    draft.replace(path_of(corpus, article))


def tag_words(corpus, words, label="claim", annotator="ann", article=ARTICLE, **more):
    """Tag the first passage that reads some words, without a screen; give the tag's id."""
    workspace = Workspace(corpus, annotator=annotator)
    read = workspace.read(article)
    start = read.text.index(words)
    span = Span(start, start + len(words))
    found = workspace.extract(read)
    codebook = workspace.codebook
    made = tag(read, span, label, annotator=annotator, codebook=codebook, found=found, **more)
    workspace.history.save(article, made.brief, {made.id: made.document()})
    return made.id


def changed_text(text):
    """Insert a paragraph above, rewrite what is around one tag, and delete another's sentence."""
    around = text.index("“China always supports"), text.index(" Wang Wenbin said.\n“We hope")
    rewritten = f"It was noted by some that Beijing {DOUBTFUL}; so much for the summary."
    text = text[: around[0]] + rewritten + text[around[1] + len(" Wang Wenbin said.") :]
    return ADDED + text.replace(f"{GONE} ", "")


def rewritten(quote):
    """Give a text that reads a quote where nothing around it is as it was."""
    return f"Quite another story, told anew at some length.\n\nIn it, one may read {quote} once.\n"


@pytest.fixture
def changed(corpus):
    """A corpus with four tags of ann's, whose article has been changed since."""
    for words in (EARLY, LATER, DOUBTFUL, GONE):
        tag_words(corpus, words)
    write(corpus, changed_text(text_of(corpus)))
    return corpus


@pytest.fixture
def settling(reading, changed):
    """Open the changed article with its first unsettled tag in hand."""

    @asynccontextmanager
    async def open_it(**options):
        async with reading(**options) as reader:
            await reader.expect_shown(REPORT)
            await reader.press("A")
            await reader.expect_shown("2 tags")
            await reader.press("enter")
            await reader.expect(lambda: isinstance(reader.app.screen, ReaderScreen))
            await reader.expect_shown("is it this one?")
            yield reader

    return open_it


def as_made(reader):
    """Give every annotation as its journal has it now, whatever the text is."""
    annotations = reader.app.workspace.annotations
    return {one.id: one.document() for one in annotations.of(ARTICLE)}


def of(reader, words):
    """Give the exported line of the tag that reads some words."""
    return next(line for line in reader.exported() if line["quote"] == words)


async def settled(reader, message):
    await reader.expect_shown(f"Saved: {message}")


# What the library says


async def test_the_library_says_what_became_of_the_tags_of_a_changed_text(reading, changed):
    async with reading(size=(120, 24)) as library:
        await library.expect_shown(f"Texts have changed. {REPORT}; A lists what is to settle.")


async def test_it_says_so_once(reading, changed):
    async with reading() as library:
        await library.expect_shown(REPORT)
    async with reading() as library:
        await library.expect_shown("A settle")
        assert "Texts have changed" not in library.screen_text()


async def test_texts_that_have_not_changed_are_not_spoken_of(reading, corpus):
    tag_words(corpus, EARLY)
    async with reading() as library:
        await library.expect_shown("0/1")
        assert "Texts have changed" not in library.screen_text()
        await library.press("A")
        await library.expect_shown("Each of your tags has its place.")


async def test_a_text_that_changes_while_the_library_is_open_is_spoken_of_when_it_is_opened(
    reading, corpus
):
    for words in (EARLY, LATER, DOUBTFUL, GONE):
        tag_words(corpus, words)
    async with reading(size=(120, 24)) as library:
        await library.expect(lambda: library.app.screen.is_complete)
        write(corpus, changed_text(text_of(corpus)))
        await library.press("j", "enter")
        await library.expect_shown("2 moved, 1 doubtful, 1 orphaned")


async def test_moved_tags_are_shown_in_their_new_place(reading, changed):
    async with reading() as reader:
        await reader.press("j", "enter", "t")
        assert reader.selected == EARLY
        assert reader.app.screen.selected.start > len(ADDED)
        await reader.press("t")
        assert reader.selected == LATER
        await reader.press("t")
        await reader.expect_shown("There is no tag further on.")


async def test_the_list_gives_each_unsettled_tag_with_its_state(reading, changed):
    async with reading() as library:
        await library.press("A")
        await library.expect_shown("2 tags")
        rows = library.screen_text().split("\n")[1:3]
        assert rows[0].split()[0] == "doubtful"
        assert DOUBTFUL[:20] in rows[0]
        assert rows[1].split()[0] == "orphaned"
        assert GONE[:20] in rows[1]
        await library.press("q")
        await library.expect(lambda: isinstance(library.app.screen, LibraryScreen))


# The tag in hand


async def test_a_tag_in_hand_shows_what_it_read_and_what_the_text_reads_now(settling):
    async with settling() as reader:
        text = reader.screen_text()
        was, now = text.index("was  …"), text.index("now  …")
        assert was < now
        assert f"the Ukraine crisis and [{DOUBTFUL[:20]}" in text[was:now]
        assert f"by some that Beijing [{DOUBTFUL[:20]}" in text[now:]
        for hint in ("enter confirm", "M move", "H keep as history", "esc later"):
            assert hint in text
        assert reader.selected == DOUBTFUL


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (160, 45)])
async def test_the_passage_in_question_stays_in_sight(settling, size):
    async with settling(size=size) as reader:
        pane = reader.app.screen.pane
        assert pane.size.height >= size[1] // 3
        row = pane._rows.row_of(reader.app.screen.selection.start) - pane.scroll_offset.y
        assert 0 <= row < pane.size.height


async def test_enter_confirms_a_doubtful_tag(settling, corpus):
    async with settling() as reader:
        await reader.press("enter")
        await settled(reader, "confirm claim on “welcomes Russia")
        text = text_of(corpus)
        line = of(reader, DOUBTFUL)
        assert text[line["start"] : line["end"]] == DOUBTFUL
        assert line["start"] != 0
        assert "is it this one?" not in reader.screen_text()
        assert DOUBTFUL in [p.of(text) for p in reader.app.screen.view.tag_spans]


async def test_a_confirmed_tag_is_certain_in_the_next_session(settling, reading, corpus):
    async with settling() as reader:
        await reader.press("enter")
        await settled(reader, "confirm")
    async with reading() as library:
        await library.press("A")
        await library.expect_shown("1 tag")
        assert DOUBTFUL[:10] not in library.screen_text()


async def test_m_reattaches_an_orphan_to_the_selection(settling, corpus):
    async with settling() as reader:
        await reader.press("A")
        await reader.expect_shown("its passage is not in the text any more")
        assert "enter confirm" not in reader.screen_text()
        await reader.expect_shown("M re-attach")
        await reader.press("g", "M")
        await settled(reader, "re-attach claim on “The Cold War")
        line = of(reader, ADDED.strip())
        assert (line["start"], line["end"]) == (0, len(ADDED.strip()))
        assert len(reader.exported()) == 4


async def test_m_moves_a_doubtful_tag_to_another_place_than_the_one_shown(settling):
    async with settling() as reader:
        await reader.press("g", "w", "W", "M")
        await settled(reader, "move claim on “welcomes")
        assert of(reader, "A first")["start"] == 0


async def test_h_keeps_a_tag_as_history(settling):
    async with settling(size=(160, 45)) as reader:
        await reader.press("A")
        await reader.expect_shown("not in the text any more")
        await reader.press("H")
        await settled(reader, "keep claim on “The Cold War")
        await reader.expect_shown("Kept as history 1")
        assert of(reader, GONE)["history"] is True
        await reader.press("A")
        await reader.expect_shown("is it this one?")


@pytest.mark.parametrize("key", ["escape", "q"])
async def test_esc_puts_the_tag_away_and_then_goes_back(settling, key):
    async with settling() as reader:
        before = as_made(reader)
        await reader.press(key)
        await reader.expect(lambda: "is it this one?" not in reader.screen_text())
        assert isinstance(reader.app.screen, ReaderScreen)
        assert as_made(reader) == before
        await reader.press(key)
        await reader.expect(lambda: isinstance(reader.app.screen, UnsettledScreen))


@pytest.mark.parametrize("key", ["enter", "M", "H"])
async def test_without_a_tag_in_hand_the_keys_that_settle_change_nothing(reading, changed, key):
    async with reading() as reader:
        await reader.press("j", "enter")
        before = as_made(reader)
        await reader.press(key)
        if key != "enter":
            await reader.expect_shown("No tag is in hand")
        assert as_made(reader) == before


async def test_a_goes_round_all_that_is_unsettled(settling):
    async with settling() as reader:
        await reader.press("A")
        await reader.expect_shown("its passage is not in the text any more")
        await reader.press("A")
        await reader.expect_shown("is it this one?")


async def test_a_goes_on_in_the_next_article(reading, corpus):
    tag_words(corpus, DOUBTFUL)
    sentence = text_of(corpus, OTHER)[:60]
    tag_words(corpus, sentence, article=OTHER)
    write(corpus, rewritten(DOUBTFUL))
    write(corpus, "Nothing is left of what was here before.\n", OTHER)
    async with reading() as reader:
        await reader.press("j", "enter", "A")
        await reader.expect_shown("is it this one?")
        await reader.press("A")
        await reader.expect_shown("its passage is not in the text any more")
        assert reader.app.screen.article.id == OTHER
        await reader.press("H")
        await settled(reader, "keep")
        await reader.press("A")
        await reader.expect_shown("is it this one?")
        assert reader.app.screen.article.id == ARTICLE
        await reader.press("enter")
        await settled(reader, "confirm")
        await reader.press("A")
        await reader.expect_shown("Each of your tags has its place.")


async def test_a_passes_over_an_article_that_can_not_be_read(reading, corpus):
    tag_words(corpus, DOUBTFUL)
    tag_words(corpus, text_of(corpus, OTHER)[:60], article=OTHER)
    write(corpus, rewritten(DOUBTFUL))
    write(corpus, "Nothing is left of what was here before.\n", OTHER)
    async with reading() as reader:
        await reader.press("j", "enter", "A")
        await reader.expect_shown("is it this one?")
        path_of(corpus, OTHER).unlink()
        await reader.press("A")
        await reader.expect_shown("can't be read")
        assert reader.app.screen.article.id == ARTICLE


async def test_the_last_one_settled_the_list_says_so(settling):
    async with settling() as reader:
        await reader.press("enter")
        await settled(reader, "confirm")
        await reader.press("A")
        await reader.expect_shown("its passage is not in the text any more")
        await reader.press("H")
        await settled(reader, "keep")
        await reader.press("q")
        await reader.expect_shown("0 tags")
        await reader.press("q")
        await reader.expect(lambda: isinstance(reader.app.screen, LibraryScreen))
        assert "A settle" not in reader.screen_text()


async def test_check_fails_while_something_is_to_settle_and_not_afterwards(
    settling, corpus, hedgerow
):
    async with settling() as reader:
        assert hedgerow("check", corpus).returncode == 1
        await reader.press("enter")
        await settled(reader, "confirm")
        await reader.press("A")
        await reader.expect_shown("its passage is not in the text any more")
        await reader.press("g", "M")
        await settled(reader, "re-attach")
        checked = hedgerow("check", corpus, "--json")
        assert checked.returncode == 0
        assert b"doubtful" in checked.stdout


# Undo


@pytest.mark.parametrize(
    ("keys", "message"),
    [(["enter"], "confirm"), (["g", "M"], "move"), (["H"], "keep")],
)
async def test_u_takes_back_what_settled_a_tag(settling, keys, message):
    async with settling() as reader:
        before = as_made(reader)
        await reader.press(*keys)
        await settled(reader, message)
        assert as_made(reader) != before
        await reader.press("u")
        await reader.expect_shown(f"Undone: {message}")
        assert as_made(reader) == before
        await reader.press("A")
        await reader.expect_shown("is it this one?")
        await reader.press("ctrl+r")
        await reader.expect_shown(f"Redone: {message}")
        await reader.expect(lambda: "is it this one?" not in reader.screen_text())


async def test_u_takes_it_back_after_a_restart(settling, reading, corpus):
    async with settling() as reader:
        before = as_made(reader)
        await reader.press("enter")
        await settled(reader, "confirm")
    async with reading() as library:
        await library.press("u")
        await library.expect_shown("Undone: confirm claim on “welcomes")
        assert as_made(library) == before
        await library.press("A")
        await library.expect_shown("2 tags")


async def test_u_in_the_list_brings_the_tag_back_into_it(settling):
    async with settling() as reader:
        for keys, message in ((["enter"], "confirm"), (["A", "H"], "keep")):
            await reader.press(*keys)
            await settled(reader, message)
        await reader.press("q")
        await reader.expect_shown("0 tags")
        await reader.press("u")
        await reader.expect_shown("Undone: keep")
        await reader.expect_shown("1 tag")
        await reader.expect_shown("orphaned")


# Whose tag it is


async def test_anothers_unsettled_tags_are_listed_and_not_offered(reading, changed):
    async with reading(annotator="bob", size=(160, 45)) as reader:
        await reader.expect_shown(REPORT)
        assert "A lists" not in reader.screen_text()
        await reader.press("A")
        await reader.expect_shown("Each of your tags has its place.")
        await reader.press("j", "enter", "O")
        await reader.expect_shown("To settle (A) 2")
        await reader.press("A")
        await reader.expect_shown("Each of your tags has its place.")


@pytest.mark.parametrize("key", ["enter", "M", "H"])
async def test_anothers_tag_is_not_settled_from_the_side_panel(reading, changed, key):
    async with reading(annotator="bob", size=(160, 45)) as reader:
        await reader.press("j", "enter", "O")
        await reader.expect_shown("To settle (A) 2")
        before = as_made(reader)
        await reader.press("tab", "end", "up", "enter", "tab", key)
        await reader.expect(lambda: not reader.app.screen.view.pending)
        assert reader.app.workspace.history.newest is None
        assert as_made(reader) == before


async def test_a_tag_chosen_in_the_side_panel_is_confirmed_with_enter(reading, changed):
    async with reading(size=(160, 45)) as reader:
        await reader.press("j", "enter")
        await reader.expect_shown("To settle (A) 2")
        await reader.press("tab", "end", "up", "enter")
        await reader.expect_shown("is it this one?")
        await reader.press("enter")
        await settled(reader, "confirm")


async def test_a_tag_in_hand_that_another_program_settles_is_put_away(settling, corpus):
    async with settling() as reader:
        other = Workspace(corpus, annotator="ann")
        (known,) = [one for one in other.annotations.of(ARTICLE) if one.quote == DOUBTFUL]
        other.history.save(ARTICLE, "remove", {known.id: None})
        await reader.expect(lambda: "is it this one?" not in reader.screen_text())
        assert len(reader.exported()) == 3


# Odd orders


async def test_a_label_key_tags_the_selection_and_leaves_the_tag_in_hand(settling):
    async with settling() as reader:
        await reader.press("h")
        await reader.expect_shown("Saved: hedge on “welcomes")
        assert "is it this one?" in reader.screen_text()
        await reader.press("enter")
        await settled(reader, "confirm")
        assert sorted(line["label"] for line in reader.exported()) == ["claim"] * 4 + ["hedge"]


async def test_m_on_white_space_is_refused_and_the_tag_stays_in_hand(settling):
    async with settling() as reader:
        screen = reader.app.screen
        at = screen.article.text.index("\n")
        screen.go(select(at, at + 1))
        await reader.press("M")
        await reader.expect_shown("There is nothing here to put it on.")
        assert "is it this one?" in reader.screen_text()


async def test_undo_waits_while_a_question_is_open(settling):
    async with settling() as reader:
        await reader.press("enter")
        await settled(reader, "confirm")
        before = as_made(reader)
        await reader.press("m", "u", "escape")
        assert as_made(reader) == before
        await reader.press("u")
        await reader.expect_shown("Undone: confirm")


async def test_settling_twice_in_one_breath_settles_once(settling):
    async with settling() as reader:
        await reader.pilot.press("enter", "enter", "M", "H")
        await reader.expect(lambda: of(reader, DOUBTFUL).get("anchor") is None)
        await reader.expect_shown("No tag is in hand")
        assert [line.get("history") for line in reader.exported()] == [None] * 4
        assert reader.app.workspace.history.newest.what.startswith("confirm")


async def test_two_tags_for_one_place_are_settled_one_after_the_other(reading, corpus):
    tag_words(corpus, DOUBTFUL)
    tag_words(corpus, DOUBTFUL, label="stance")
    write(corpus, rewritten(DOUBTFUL))
    async with reading() as reader:
        await reader.press("j", "enter", "A")
        await reader.expect_shown("doubtful claim")
        await reader.press("A")
        await reader.expect_shown("doubtful stance")
        await reader.press("enter")
        await settled(reader, "confirm stance")
        await reader.press("A")
        await reader.expect_shown("doubtful claim")
        await reader.press("enter")
        await settled(reader, "confirm claim")
        places = [(line["start"], line["end"]) for line in reader.exported()]
        assert len(places) == 2
        assert len(set(places)) == 1


async def test_the_text_changes_while_a_tag_is_in_hand(settling, corpus):
    async with settling() as reader:
        write(corpus, ADDED + text_of(corpus))
        await reader.expect_shown("has changed on the disk")
        assert "is it this one?" in reader.screen_text()
        await reader.press("enter")
        await settled(reader, "confirm")
        line = of(reader, DOUBTFUL)
        assert text_of(corpus)[line["start"] : line["end"]] == DOUBTFUL


async def test_a_candidate_that_vanishes_is_not_confirmed(settling, corpus):
    async with settling() as reader:
        before = as_made(reader)
        write(corpus, text_of(corpus).replace(DOUBTFUL, "keeps silent"))
        await reader.expect_shown("has changed on the disk")
        await reader.press("enter")
        await reader.press("A")
        await reader.expect_shown("its passage is not in the text any more")
        assert as_made(reader) == before


@pytest.mark.parametrize("key", ["g", "G"])
async def test_a_reattached_tag_names_its_speaker_where_the_text_does(reading, corpus, key):
    quote = "“extremely concerned”"
    tag_words(corpus, quote)
    text = text_of(corpus)
    lines = text.split("\n")
    write(corpus, "\n".join([*lines[3:], "A last line."]))
    async with reading() as reader:
        await reader.press("j", "enter", "A")
        await reader.expect_shown("not in the text any more")
        await reader.press(key, "M")
        await settled(reader, "re-attach")
        (line,) = reader.exported()
        now = text_of(corpus)
        for name, field in (("speaker", "name"), ("cue", "text")):
            said = line[name]
            if said is None:
                continue
            assert 0 <= said["start"] < said["end"] <= len(now)
            there = now[said["start"] : said["end"]]
            assert said[field].split()[-1] in there


@pytest.mark.parametrize(
    "quote",
    [
        "a [bold]quote[/bold] with [@click=app.quit]markup[/] and [/] in it",
        "a quote with \x1b[31mcontrol\x1b[0m, \x07 characters and \u202ebidi\u202c in it",
        "a very long quote " + "that goes on and on and on " * 60 + "to its end",
        "他说" + "这是一段很长的引文，没有任何空格，" * 40 + "完。",
    ],
)
@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
async def test_any_quote_can_be_compared(reading, corpus, quote, size):
    path_of(corpus).write_bytes(f"He began.\n\nThen he said {quote} and left.\n".encode())
    tag_words(corpus, quote)
    write(corpus, f"Anew.\n\n{'And more of it. ' * 30}\n\nWas it {quote}? Nobody knows.\n")
    async with reading(size=size) as reader:
        await reader.press("j", "enter", "A")
        await reader.expect_shown("is it this one?")
        assert "\x1b" not in reader.screen_text()
        assert "\u202e" not in reader.screen_text()
        await reader.expect_shown("enter confirm")
        pane = reader.app.screen.pane
        assert pane.size.height >= 6
        row = pane._rows.row_of(reader.app.screen.selection.start) - pane.scroll_offset.y
        assert 0 <= row < pane.size.height
        await reader.press("enter")
        await settled(reader, "confirm")
        assert reader.exported()[0]["quote"] == quote


async def test_settling_looks_the_same_without_colour_and_on_a_light_ground(settling, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    async with settling(light=True) as reader:
        assert "doubtful claim" in reader.screen_text()
        await reader.press("enter")
        await settled(reader, "confirm")


async def test_what_cannot_be_saved_leaves_the_tag_unsettled(settling, corpus):
    async with settling() as reader:
        before = as_made(reader)
        with saving_refused(corpus / "annotations" / f"{ARTICLE}.jsonl"):
            await reader.press("enter")
            await reader.expect_shown("Not saved")
        assert as_made(reader) == before
        await reader.press("R")
        await reader.expect_shown("Saved: 1 change that had been waiting.")
        line = of(reader, DOUBTFUL)
        assert text_of(corpus)[line["start"] : line["end"]] == DOUBTFUL

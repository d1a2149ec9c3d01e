"""What others do meanwhile: tags that they save, and an article's text that they change."""

from __future__ import annotations

import json
from contextlib import AsyncExitStack
from dataclasses import replace
from types import SimpleNamespace

import pytest

from hedgerow.store.annotations import Tally
from hedgerow.store.problem import Problem, ProblemError
from hedgerow.store.span import Span
from hedgerow.store.tagging.tagging import tag
from hedgerow.store.workspace.workspace import Workspace
from hedgerow.tui.screens.reader.following import Following
from hedgerow.tui.screens.reader.screen import ReaderScreen
from hedgerow.tui.screens.review.screen import ReviewScreen

ARTICLE = "001_40ebd96be52325bb"
OTHER = "003_76bc9269accb663a"
QUOTE = "“extremely concerned”"
PHRASE = "walking a fine line"
LATE = "The Cold War mentality"
ADDED = "A first paragraph that another hand has written, long enough to fill a line or two here.\n"


def path_of(corpus, article=ARTICLE):
    return corpus / f"{article}.txt"


def text_of(corpus, article=ARTICLE):
    return path_of(corpus, article).read_bytes().decode("utf-8")


def write(path, text):
    """Put another text in a file's place in one move, as most editors do."""
    draft = path.with_suffix(".draft")
    draft.write_bytes(text.encode("utf-8"))
    draft.replace(path)


class Someone:
    """Somebody else at work on the corpus, in another program."""

    def __init__(self, corpus, name="bob"):
        self.workspace = Workspace(corpus, annotator=name)

    def tag(self, words, label="claim", article=ARTICLE):
        workspace = self.workspace
        read = workspace.read(article)
        start = read.text.index(words)
        span = Span(start, start + len(words))
        me, codebook = workspace.annotations.annotator, workspace.codebook
        made = tag(read, span, label, annotator=me, codebook=codebook)
        workspace.history.save(article, made.brief, {made.id: made.document()})
        return made.id

    def remove(self, key, article=ARTICLE):
        self.workspace.history.save(article, "remove", {key: None})


def tagged(reader):
    """Give the passages that the reader shows as tagged."""
    screen = reader.app.screen
    return [span.of(screen.article.text) for span in screen.view.tag_spans]


async def tagged_after_O(reader, count=1):
    """Ask for others' tags once there are so many, and wait until they are shown."""
    await reader.expect(lambda: reader.app.screen.view.tags.count == count)
    await reader.press("O")
    await reader.expect(lambda: len(tagged(reader)) == count)


def row_of_caret(reader):
    """Give the line of the screen on which the caret stands."""
    pane = reader.app.screen.pane
    return pane._rows.row_of(reader.app.screen.selection.caret) - pane.scroll_offset.y


async def find(reader, words):
    """Go to some words of the text, as a reader would."""
    await reader.press("slash", *words, "enter")
    await reader.expect(lambda: reader.selected == words)


# Tags


async def test_anothers_tag_that_is_asked_for_goes_with_its_removal_and_comes_without_a_key(
    article, corpus
):
    async with article() as reader:
        someone = Someone(corpus)
        key = someone.tag(QUOTE)
        await tagged_after_O(reader)
        await reader.expect(lambda: reader.line(2)[:6].strip() == "cB")
        someone.remove(key)
        await reader.expect(lambda: reader.line(2)[:6].strip() == "")
        someone.tag(QUOTE, "hedge")
        await reader.expect(lambda: reader.line(2)[:6].strip() == "hB")


async def test_a_tag_that_was_saved_while_the_program_started_appears(reading, corpus):
    someone = Someone(corpus)
    async with reading() as reader:
        someone.tag(QUOTE)
        await reader.press("j", "enter")
        await tagged_after_O(reader)
        assert tagged(reader) == [QUOTE]


async def test_the_librarys_count_follows_what_is_saved_right_after_the_start(reading, corpus):
    someone = Someone(corpus, "ann")
    async with reading() as library:
        someone.tag(QUOTE)
        await library.expect_shown("0/1")


async def test_what_others_do_moves_neither_the_selection_nor_the_view(article, corpus):
    async with article() as reader:
        await reader.press("j", "j", "j", "w", "W")
        selection = reader.app.screen.selection
        top = reader.app.screen.pane.scroll_offset.y
        someone = Someone(corpus)
        someone.tag(QUOTE)
        someone.tag(LATE)
        await tagged_after_O(reader, 2)
        assert reader.app.screen.selection == selection
        assert reader.app.screen.pane.scroll_offset.y == top


async def test_the_librarys_counts_follow(reading, corpus):
    async with reading() as library:
        await library.expect(lambda: library.app._watch._stamps is not None)
        me_elsewhere = Someone(corpus, "ann")
        key = me_elsewhere.tag(QUOTE)
        await library.expect_shown("0/1")
        me_elsewhere.remove(key)
        await library.expect(lambda: "0/1" not in library.screen_text())


async def test_a_command_in_another_process_is_seen(article, corpus, hedgerow):
    async with article() as reader:
        text = text_of(corpus)
        start = text.index(QUOTE)
        span = ("--start", start, "--end", start + len(QUOTE))
        made = hedgerow("tag", corpus, ARTICLE, *span, "--label", "hedge", "--annotator", "bob")
        assert made.returncode == 0, made.stderr
        await tagged_after_O(reader)
        await reader.expect(lambda: reader.line(2)[:6].strip() == "hB")


async def test_two_apps_see_each_other(corpus, article):
    async with AsyncExitStack() as stack:
        one = await stack.enter_async_context(article(annotator="ann"))
        other = await stack.enter_async_context(article(annotator="bob"))
        await one.press("apostrophe", "c")
        await tagged_after_O(other)
        await other.press("O", "apostrophe", "h")
        await other.expect(lambda: other.line(2)[:6].strip() == "cA hB")
        await one.expect(lambda: one.app.screen.view.tags.count == 2)
        await one.press("O", "O")
        await one.expect(lambda: one.line(2)[:6].strip() == "cA hB")
        await one.press("u")
        await other.expect(lambda: other.line(2)[:6].strip() == "hB")
        await one.press("u")
        await one.expect_shown("Nothing to undo.")
        assert [line["annotator"] for line in one.exported()] == ["bob"]


async def test_the_first_undo_is_offered_only_if_there_is_something_to_undo(reading, corpus):
    Someone(corpus, "bob").tag(QUOTE)
    async with reading(annotator="ann") as library:
        await library.press("u")
        await library.expect_shown("Nothing to undo.")
        assert "u undo" not in library.screen_text()
    async with reading(annotator="bob") as library:
        await library.expect_shown("u undo")


async def test_an_undo_of_what_someone_has_changed_since_says_so(article, corpus):
    async with article() as reader:
        await reader.press("apostrophe", "c")
        (line,) = await reader.saved(1)
        await reader.expect(lambda: not reader.app.screen.view.pending)
        bob = Someone(corpus)
        document = bob.workspace.annotations.get(ARTICLE, line["id"]).document()
        bob.workspace.history.save(ARTICLE, "memo", {line["id"]: {**document, "memo": "hers"}})
        await reader.press("u")
        await reader.expect_shown("Not undone: someone has since changed the same tag")
        assert reader.exported()[0]["memo"] == "hers"


async def test_a_removal_while_a_memo_is_written_is_told(article, corpus):
    async with article() as reader:
        await reader.press("apostrophe", "c")
        (line,) = await reader.saved(1)
        await reader.expect(lambda: not reader.app.screen.view.pending)
        await reader.press("m", *"too late")
        Someone(corpus, "ann").remove(line["id"])
        await reader.press("enter")
        await reader.expect_shown("the tag has been removed meanwhile")
        assert reader.exported() == []


async def test_a_memo_that_is_being_written_is_not_disturbed(article, corpus):
    async with article() as reader:
        await reader.press("apostrophe", "c")
        await reader.saved(1)
        await reader.expect(lambda: not reader.app.screen.view.pending)
        await reader.press("m", *"half ")
        Someone(corpus).tag(PHRASE, "hedge")
        write(path_of(corpus), ADDED + text_of(corpus))
        reader_screen = reader.app.screen_stack[-2]
        await reader.expect(lambda: reader_screen.article.text.startswith(ADDED))
        await reader.press(*"done", "enter")
        await reader.expect(lambda: "half done" in [one["memo"] for one in reader.exported()])


# The text


async def test_the_reader_stays_at_its_passage_when_a_paragraph_is_inserted_above(article, corpus):
    async with article() as reader:
        await find(reader, PHRASE)
        row = row_of_caret(reader)
        write(path_of(corpus), ADDED * 3 + text_of(corpus))
        await reader.expect_shown("The article has changed on the disk.")
        assert reader.selected == PHRASE
        await reader.expect(lambda: row_of_caret(reader) == row)


async def test_its_tags_follow(article, corpus):
    async with article(size=(120, 24)) as reader:
        await reader.press("apostrophe", "c")
        await reader.saved(1)
        write(path_of(corpus), ADDED + text_of(corpus))
        await reader.expect_shown("0 kept, 1 moved, 0 doubtful, 0 orphaned")
        assert tagged(reader) == [QUOTE]
        (line,) = reader.exported()
        assert text_of(corpus)[line["start"] : line["end"]] == QUOTE


async def test_what_has_gone_can_be_settled_at_once(article, corpus):
    async with article(size=(120, 24)) as reader:
        await reader.press("apostrophe", "c")
        await reader.saved(1)
        write(path_of(corpus), text_of(corpus).replace("“extremely concerned”", "uneasy"))
        await reader.expect_shown("1 orphaned")
        await reader.press("A")
        await reader.expect_shown("its passage is not in the text any more")


async def test_text_that_is_deleted_above_keeps_the_passage_in_its_row(article, corpus):
    async with article() as reader:
        await find(reader, PHRASE)
        row = row_of_caret(reader)
        write(path_of(corpus), "\n".join(text_of(corpus).split("\n")[3:]))
        await reader.expect_shown("The article has changed on the disk.")
        assert reader.selected == PHRASE
        await reader.expect(lambda: row_of_caret(reader) == row)


async def test_a_much_shorter_text_can_be_read_on(article, corpus):
    async with article() as reader:
        await reader.press("G")
        write(path_of(corpus), "Short now.\n")
        await reader.expect_shown("The article has changed on the disk.")
        assert "Your place is kept" not in reader.screen_text()
        await reader.press("g")
        assert reader.selected == "Short now."
        await reader.press("c")
        assert (await reader.saved(1))[0]["quote"] == "Short now."


async def test_an_empty_file_and_then_its_text_again(article, corpus):
    text = text_of(corpus)
    async with article() as reader:
        await reader.press("apostrophe", "c")
        await reader.saved(1)
        write(path_of(corpus), "")
        await reader.expect_shown("The article has changed on the disk.")
        assert reader.app.screen.article.text == ""
        await reader.press("j", "w", "g", "G", "space", "equals_sign", "c", "x")
        write(path_of(corpus), text)
        await reader.expect(lambda: reader.app.screen.article.text == text)
        await reader.expect(lambda: tagged(reader) == [QUOTE])


async def test_a_file_that_goes_is_told_and_its_text_stays(article, corpus):
    text = text_of(corpus)
    async with article() as reader:
        await reader.press("apostrophe", "c")
        await reader.saved(1)
        path_of(corpus).unlink()
        await reader.expect_shown("has gone from the disk")
        assert reader.app.screen.article.text == text
        assert tagged(reader) == [QUOTE]
        write(path_of(corpus), ADDED + text)
        await reader.expect(lambda: reader.app.screen.article.text.startswith(ADDED))
        assert tagged(reader) == [QUOTE]


async def test_a_file_that_was_merely_touched_is_not_spoken_of(article, corpus):
    async with article() as reader:
        write(path_of(corpus), text_of(corpus))
        someone = Someone(corpus)
        someone.tag(QUOTE)
        await tagged_after_O(reader)
        assert "has changed on the disk" not in reader.screen_text()


async def test_line_ends_that_change_keep_place_and_tags(article, corpus):
    async with article() as reader:
        await find(reader, PHRASE)
        await reader.press("c")
        await reader.saved(1)
        write(path_of(corpus), text_of(corpus).replace("\n", "\r\n"))
        await reader.expect_shown("The article has changed on the disk.")
        assert reader.selected == PHRASE
        assert tagged(reader) == [PHRASE]


@pytest.mark.parametrize("text", ["Short.\n", "", "China, again: China.\n"])
@pytest.mark.parametrize("key", ["escape", "enter"])
async def test_the_text_may_change_while_it_is_searched(article, corpus, text, key):
    async with article() as reader:
        await reader.press("G", "slash", *"kyiv")
        write(path_of(corpus), text)
        await reader.expect(lambda: reader.app.screen.article.text == text)
        await reader.press(key)
        start, end = reader.app.screen.selected
        assert 0 <= start <= end <= len(text)
        await reader.press("n", "N", "c", "g", "t")
        assert all(line["quote"] in text for line in reader.exported())


async def test_what_is_tagged_after_a_search_lies_in_the_text_there_is_now(article, corpus):
    text = "China is deeply grieved.\n"
    async with article() as reader:
        await reader.press("slash", *"kyiv")
        write(path_of(corpus), text)
        await reader.expect(lambda: reader.app.screen.article.text == text)
        await reader.press("escape", "c")
        (line,) = await reader.saved(1)
        assert text[line["start"] : line["end"]] == line["quote"]


async def test_the_text_may_change_while_a_selection_reaches_to_its_end(article, corpus):
    async with article() as reader:
        await reader.press("apostrophe", *["equals_sign"] * 5)
        write(path_of(corpus), "China is deeply grieved.\n")
        await reader.expect_shown("The article has changed on the disk.")
        await reader.press("c", "w", "c")
        assert isinstance(reader.app.screen, ReaderScreen)


async def test_a_change_is_seen_after_a_page_of_help(article, corpus):
    async with article() as reader:
        await reader.press("question_mark")
        write(path_of(corpus), ADDED + text_of(corpus))
        await reader.press("escape")
        await reader.expect(lambda: reader.app.screen.article.text.startswith(ADDED))


async def test_a_review_goes_on_in_the_changed_text(article, corpus):
    async with article() as reader:
        await reader.press("apostrophe", "c", "apostrophe", "c")
        await reader.saved(2)
        await reader.press("q", "r", "enter")
        await reader.expect_shown("0/2 reviewed")
        assert reader.selected == QUOTE
        write(path_of(corpus), ADDED + text_of(corpus))
        await reader.expect_shown("The article has changed on the disk.")
        assert isinstance(reader.app.screen, ReviewScreen)
        assert reader.selected == QUOTE
        await reader.press("greater_than_sign")
        await reader.expect(lambda: f"{QUOTE} over" in [x["quote"] for x in reader.exported()])
        await reader.press("a")
        await reader.expect_shown("1/2 reviewed")


async def test_a_review_survives_that_its_passage_goes(article, corpus):
    async with article() as reader:
        await reader.press("apostrophe", "c")
        await reader.saved(1)
        await reader.press("q", "r", "enter")
        await reader.expect_shown("0/1 reviewed")
        write(path_of(corpus), "Nothing of it is left.\n")
        await reader.expect_shown("orphaned")
        await reader.press("greater_than_sign", "comma", "s", "a")
        await reader.expect_shown("Review done")


async def test_a_review_survives_an_empty_file_and_a_missing_one(article, corpus):
    text = text_of(corpus)
    async with article() as reader:
        await reader.press("apostrophe", "c")
        await reader.saved(1)
        await reader.press("q", "r", "enter")
        await reader.expect_shown("0/1 reviewed")
        write(path_of(corpus), "")
        await reader.expect_shown("orphaned")
        path_of(corpus).unlink()
        await reader.expect_shown("can't be read")
        write(path_of(corpus), text)
        await reader.expect(lambda: reader.selected == QUOTE)


async def test_a_text_changes_while_a_rejection_is_being_explained(article, corpus):
    async with article() as reader:
        await reader.press("apostrophe", "c")
        await reader.saved(1)
        await reader.press("q", "r", "enter")
        await reader.expect_shown("0/1 reviewed")
        await reader.press("x")
        await reader.expect_shown("Why reject it?")
        write(path_of(corpus), ADDED + text_of(corpus))
        review = reader.app.screen_stack[-2]
        await reader.expect(lambda: review.article.text.startswith(ADDED))
        await reader.press("1")
        await reader.expect_shown("Review done")


# A corpus in one file


@pytest.fixture
def lines(tmp_path):
    """A corpus of JSON Lines with three articles."""
    path = tmp_path / "news.jsonl"
    write(path, "".join(map(line_of, "abc")))
    return path


def line_of(article, before=""):
    text = f"{before}Article {article} begins. It was said to be “so {article}” on Tuesday.\nEnd."
    return json.dumps({"id": article, "title": f"Title {article}", "text": text}) + "\n"


async def test_a_line_that_moves_in_its_file_is_no_change(reading, lines):
    async with reading(lines) as reader:
        await reader.press("j", "enter", "apostrophe", "c")
        await reader.saved(1)
        write(lines, "".join(map(line_of, "acbd")))
        Someone(lines).tag("Article b begins.", article="b")
        await reader.expect(lambda: reader.app.screen.view.tags.count == 2)
        assert "has changed on the disk" not in reader.screen_text()
        await reader.press("q")
        await reader.press("j", "enter")
        await reader.expect_shown("Article c begins.")


async def test_a_line_that_moves_and_changes_is_followed(reading, lines):
    async with reading(lines) as reader:
        await reader.press("j", "enter", "apostrophe", "c")
        await reader.saved(1)
        write(lines, line_of("c") + line_of("a") + line_of("b", before="Anew. "))
        await reader.expect_shown("The article has changed on the disk.")
        assert reader.selected == "“so b”"
        assert tagged(reader) == ["“so b”"]


async def test_a_line_that_goes_is_told(reading, lines):
    async with reading(lines) as reader:
        await reader.press("j", "enter")
        await reader.expect_shown("Article b begins.")
        write(lines, line_of("a") + line_of("c"))
        await reader.expect_shown("tags are kept")
        assert reader.app.screen.article.id == "b"


async def test_lines_that_moved_while_the_library_was_open_can_be_opened(reading, lines):
    async with reading(lines) as reader:
        write(lines, line_of("z") + "".join(map(line_of, "abc")))
        await reader.press("j", "enter")
        await reader.expect_shown("Article b begins.")


async def test_a_fault_of_the_file_is_listed_once_however_often_it_is_read(reading, lines):
    write(lines, line_of("a") + "no article\n")
    async with reading(lines) as reader:
        await reader.press("enter")
        await reader.expect_shown("Article a begins.")
        for before in ("Anew. ", "Once more. "):
            write(lines, line_of("a", before) + "no article\n")
            await reader.expect(lambda text=before: reader.app.screen.article.text.startswith(text))
        assert len(reader.app.workspace.problems) == 1


# The publication date


async def test_a_publication_date_gives_the_dates_their_values(article):
    async with article() as reader:
        await reader.press("D", *"2022-03-02", "enter")
        await reader.expect_shown("Saved: published on 2022-03-02")
        view = reader.app.screen.view
        await reader.expect(lambda: reader.app.screen.view.found.dates)
        view = reader.app.screen.view
        assert [date.value for date in view.found.dates] == [
            "2022-03-01",
            "2022-03-02",
            "2022-03-01",
        ]


async def test_a_day_that_is_none_is_refused(article):
    async with article() as reader:
        await reader.press("D", *"2022-02-30", "enter")
        await reader.expect_shown("is no day of the calendar")


# The part by itself


@pytest.fixture
def following(still):
    """The part, with what it shows and takes in hand on `still`."""
    still.shown, still.in_hand, still.taken = [], "a tag", []
    knowing = SimpleNamespace(tally=Tally(), once_placed=lambda do: do())

    def show(article, selection=None):
        still.shown.append((article.id, selection))
        still.take(article)

    return Following(
        still,
        knowing,
        show=show,
        in_hand=lambda: still.in_hand,
        take_in_hand=still.taken.append,
    )


def save(still, article, words):
    made = still.put(words)
    made = replace(made, article=article)
    change = still.workspace.history.save(article, made.brief, {made.id: made.document()})
    return made, change


def test_an_undo_leads_to_the_passage_even_where_its_tag_has_gone(still, following):
    made, change = save(still, "a", "Nobody else came")
    still.go_to("Ann Lee")
    following.follow(change)
    assert still.selected == made.span
    still.view.change_tags({made.id: None})
    still.go_to("Ann Lee")
    following.follow(still.workspace.history.undo())
    assert still.selected == made.span
    assert not still.shown


def test_an_undo_in_another_article_shows_that_one(still, following):
    made, change = save(still, "b", "Nobody else came")
    following.follow(change)
    assert still.shown == [("b", None)]
    assert still.selected == made.span


def test_an_article_that_cannot_be_read_is_told_and_none_is_shown(still, following, monkeypatch):
    def broken(*_):
        raise ProblemError(Problem("b.txt", "is no text", "mend it"))

    monkeypatch.setattr(still.workspace, "read_to_show", broken)
    assert not following.go_to_article("b")
    assert (still.told, still.shown) == (["is no text"], [])


async def test_a_text_that_has_not_changed_is_left_as_it_is(still, following):
    following.reload()
    await still.workers[0]
    assert not still.shown
    assert not still.told

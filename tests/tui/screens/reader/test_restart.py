"""What outlives the program, in a real terminal: tags in a changed text, and the way back."""

from __future__ import annotations

import json

import pytest
from terminal import Terminal

pytestmark = pytest.mark.slow

ARTICLE = "001_40ebd96be52325bb"
EARLY = "civilian casualties"
LATER = "violence broke out in Ukraine"
DOUBTFUL = "welcomes Russia and Ukraine’s effort to start peace talks"
GONE = "The Cold War mentality should be discarded completely."
ADDED = "A first paragraph that another hand has written, long enough to fill a line or two here.\n"


def exported(hedgerow, corpus):
    """Give what an export holds, apart from the instants at which it was saved."""
    lines = map(json.loads, hedgerow("export", corpus).stdout.splitlines())
    return {line["id"]: {name: line[name] for name in line if name != "at"} for line in lines}


def change_text(corpus):
    """Insert a paragraph above, delete a sentence, and rewrite what is around a quote."""
    path = corpus / f"{ARTICLE}.txt"
    lines = path.read_bytes().decode("utf-8").split("\n")
    (at,) = [number for number, line in enumerate(lines) if DOUBTFUL in line]
    lines[at] = f"It was noted by some that Beijing {DOUBTFUL}; so much for the summary."
    draft = corpus / "draft"
    draft.write_bytes((ADDED + "\n".join(lines).replace(f"{GONE} ", "")).encode("utf-8"))
    draft.replace(path)


def start(corpus, shown="5 articles"):
    terminal = Terminal(str(corpus), columns=120, lines=30)
    terminal.expect_shown(shown)
    return terminal


def open_article(terminal):
    terminal.press("j", "enter")
    terminal.expect_shown("Beijing: China")


def tag_found(terminal, words, key, shown):
    """Search some words and tag them."""
    terminal.press("/", words, "enter")
    terminal.expect_shown("n for the next")
    terminal.press(key)
    terminal.expect_shown(f"Saved: {shown}")


def leave(terminal, times=2):
    for _ in range(times):
        terminal.press("q")
        terminal.read(0.1)
    assert terminal.wait() == 0


def test_tags_are_found_again_settled_and_taken_back_over_three_sessions(corpus, hedgerow):
    with start(corpus) as terminal:
        open_article(terminal)
        tag_found(terminal, EARLY, "c", "claim on “civilian casualties”")
        tag_found(terminal, LATER, "h", "hedge on “violence broke out")
        tag_found(terminal, DOUBTFUL, "c", "claim on “welcomes Russia")
        tag_found(terminal, GONE, "s", "stance on “The Cold War")
        leave(terminal)
    assert len(exported(hedgerow, corpus)) == 4
    change_text(corpus)
    changed = exported(hedgerow, corpus)
    assert hedgerow("check", corpus).returncode == 1

    with start(corpus, "Texts have changed.") as terminal:
        terminal.expect_shown(
            "Tags: 0 kept, 2 moved, 1 doubtful, 1 orphaned; A lists what is to settle."
        )
        terminal.press("A")
        terminal.expect_shown("2 tags")
        terminal.press("enter")
        terminal.expect_shown("is it this one?")
        terminal.press("enter")
        terminal.expect_shown("Saved: confirm claim on “welcomes Russia")
        confirmed = exported(hedgerow, corpus)
        terminal.press("A")
        terminal.expect_shown("its passage is not in the text any more")
        terminal.press("g", "M")
        terminal.expect_shown("Saved: re-attach stance on “The Cold War")
        settled = exported(hedgerow, corpus)
        assert hedgerow("check", corpus).returncode == 0
        text = (corpus / f"{ARTICLE}.txt").read_bytes().decode("utf-8")
        assert all(text[x["start"] : x["end"]] == x["quote"] for x in settled.values())
        assert ADDED.strip() in [line["quote"] for line in settled.values()]
        terminal.press("u")
        terminal.expect_shown("Undone: re-attach stance")
        assert exported(hedgerow, corpus) == confirmed
        terminal.press("u")
        terminal.expect_shown("Undone: confirm claim")
        assert exported(hedgerow, corpus) == changed
        terminal.press("ctrl+r")
        terminal.expect_shown("Redone: confirm claim")
        assert exported(hedgerow, corpus) == confirmed
        leave(terminal, 3)

    with start(corpus) as terminal:
        terminal.expect_shown("u undo")
        assert "Texts have changed" not in terminal.text
        terminal.press("u")
        terminal.expect_shown("Undone: confirm claim on “welcomes Russia")
        assert exported(hedgerow, corpus) == changed
        # And on, to what was done in the session before that.
        terminal.press("u")
        terminal.expect_shown("Undone: stance on “The Cold War")
        terminal.press("u")
        terminal.expect_shown("Undone: claim on “welcomes Russia")
        assert len(exported(hedgerow, corpus)) == 2
        terminal.press("ctrl+r")
        terminal.expect_shown("Redone: claim on “welcomes Russia")
        leave(terminal, 1)

    with start(corpus) as terminal:
        terminal.press("ctrl+r")
        terminal.expect_shown("Redone: stance on “The Cold War")
        terminal.press("ctrl+r")
        terminal.expect_shown("Redone: confirm claim on “welcomes Russia")
        assert exported(hedgerow, corpus) == confirmed
        leave(terminal, 1)


def test_undo_after_a_restart_goes_to_the_article_and_leaves_others_tags_alone(corpus, hedgerow):
    with start(corpus) as terminal:
        open_article(terminal)
        terminal.press("'", "c")
        terminal.expect_shown("Saved: claim")
        leave(terminal)
    with Terminal(str(corpus), "--annotator", "bob") as terminal:
        terminal.expect_shown("5 articles")
        terminal.press("u")
        terminal.expect_shown("Nothing to undo.")
        leave(terminal, 1)
    assert len(exported(hedgerow, corpus)) == 1
    with start(corpus) as terminal:
        terminal.press("enter")
        terminal.expect_shown("u undo")
        terminal.press("u")
        terminal.expect_shown("Undone: claim on “extremely concerned”")
        terminal.expect_shown("Beijing: China")
        assert exported(hedgerow, corpus) == {}
        leave(terminal)


def test_two_programs_at_once_see_what_each_other_does(corpus):
    with start(corpus) as one, Terminal(str(corpus), "--annotator", "bob") as other:
        other.expect_shown("5 articles")
        open_article(one)
        open_article(other)
        one.press("'", "c")
        other.expect_shown("your tags · O others’")
        other.press("O", "O")
        other.expect_shown("cA Ukraine")
        other.press("'", "h")
        one.expect_shown("your tags · O others’")
        one.press("O", "O")
        one.expect_shown("cA hB Ukraine")
        one.press("u")
        other.expect_shown("hB Ukraine")


def go_to_suggestion(terminal, words, reason):
    """Search some words of a suggestion, and wait until its reason is shown."""
    terminal.press("/", words, "enter")
    terminal.expect_shown(reason)


def test_a_suggestion_that_was_dismissed_is_gone_after_a_restart_and_one_accepted_is_a_tag(
    corpus, hedgerow
):
    terminal = start(corpus)
    open_article(terminal)
    go_to_suggestion(terminal, "on Kyiv and", "suggested stance: 'called on', Wang Yi → Kyiv")
    terminal.press("d")
    terminal.expect_shown("Dismissed: stance on “called on Kyiv and Moscow")
    go_to_suggestion(terminal, "laments the", "suggested stance: 'laments', China →")
    terminal.press("v")
    terminal.expect_shown("Saved: stance on “laments the outbreak")
    terminal.kill()  # what is told as saved has to last
    (line,) = exported(hedgerow, corpus).values()
    assert line["quote"].startswith("laments the outbreak")
    assert line["origin"] == "suggestion"

    terminal = start(corpus)
    open_article(terminal)
    terminal.press("/", "on Kyiv and", "enter")
    terminal.expect_shown("n for the next")
    terminal.press("v")
    terminal.expect_shown("There is no suggestion at the caret")
    terminal.press("u", "u")
    terminal.expect_shown("Undone: dismiss stance")
    terminal.expect_shown("suggested stance: 'called on', Wang Yi → Kyiv")
    leave(terminal)
    assert exported(hedgerow, corpus) == {}

"""What a user can do: the one registry that keys, palette, help and status line are made from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from textual.binding import BindingType

Where = Literal[
    "everywhere",
    "list",
    "library",
    "searching",
    "unsettled",
    "reader",
    "review",
    "queue",
    "adjudication",
    "decisions",
    "second_look",
    "agreement",
    "stats",
]


@dataclass(frozen=True, slots=True)
class Command:
    """Something a user can do.

    `action` is the Textual action that does it, its method's arguments included. `keys` are
    Textual's names for keys, the first being the one that is shown. `hint` is its word or two in
    the status line (empty where it isn't shown there); `does` is a sentence for help and palette.
    `takes_count` says whether a number typed before it repeats it.
    """

    where: Where
    action: str
    keys: tuple[str, ...]
    hint: str
    does: str
    group: str = ""
    takes_count: bool = False

    @property
    def name(self) -> str:
        """The action without its arguments, as in "next" of "next('word')"."""
        return self.action.partition("(")[0]


def _move(action: str, keys: str, does: str, hint: str = "") -> Command:
    return Command("reader", action, tuple(keys.split()), hint, does, "Move", takes_count=True)


def _select(action: str, keys: str, does: str, hint: str = "", *, counts: bool = True) -> Command:
    return Command("reader", action, tuple(keys.split()), hint, does, "Select", takes_count=counts)


def _jump(action: str, keys: str, does: str, hint: str = "") -> Command:
    return Command("reader", action, tuple(keys.split()), hint, does, "Jump", takes_count=True)


def _act(action: str, keys: str, does: str, hint: str = "") -> Command:
    return Command("reader", action, tuple(keys.split()), hint, does, "Act")


def _settle(action: str, keys: str, does: str, hint: str) -> Command:
    return Command("reader", action, tuple(keys.split()), hint, does, "Settle")


def _suggest(action: str, keys: str, does: str, hint: str = "", *, counts: bool = False) -> Command:
    return Command(
        "reader", action, tuple(keys.split()), hint, does, "Suggestions", takes_count=counts
    )


def _bound(side: str, direction: int, key: str, hint: str, does: str) -> Command:
    return Command("review", f"boundary('{side}',{direction})", (key,), hint, does, "Revise")


def _nudge(side: str, direction: int, key: str, does: str) -> Command:
    action = f"boundary('{side}',{direction},'character')"
    return Command("review", action, (key,), "", does, "Revise")


def _adjudicate(group: str, action: str, keys: str, does: str, hint: str = "") -> Command:
    return Command("adjudication", action, tuple(keys.split()), hint, does, group)


COMMANDS: Final[tuple[Command, ...]] = (
    Command("everywhere", "help", ("question_mark", "f1"), "help", "Show the keys and labels."),
    Command("everywhere", "command_palette", ("ctrl+p",), "", "Find any command by name."),
    Command("everywhere", "undo", ("u",), "undo", "Undo the last change, wherever it was made."),
    Command("everywhere", "redo", ("ctrl+r",), "", "Redo what was undone last."),
    Command("everywhere", "retry", ("R",), "try again", "Save again what could not be saved."),
    Command("everywhere", "copy_unsaved", ("Y",), "copy it", "Copy what could not be saved."),
    Command("everywhere", "problems", ("exclamation_mark",), "", "List the faults that were met."),
    Command("everywhere", "turn_theme", ("ctrl+t",), "", "Change between dark and light."),
    Command(
        "everywhere",
        "suspend",
        ("ctrl+z",),
        "",
        "Stop the program; `fg` in the shell goes on with it.",
    ),
    Command(
        "everywhere",
        "back",
        ("q", "escape"),
        "back",
        "Go back; from the library, take the filter off or quit.",
    ),
    # Lists: the library, and the side panel while it has the focus.
    Command("list", "move(1)", ("down", "j"), "", "Go to the next row."),
    Command("list", "move(-1)", ("up", "k"), "", "Go to the row before."),
    Command("list", "page(1)", ("pagedown", "space"), "", "Go down a page."),
    Command("list", "page(-1)", ("pageup",), "", "Go up a page."),
    Command("list", "edge(-1)", ("home", "g"), "", "Go to the first row."),
    Command("list", "edge(1)", ("end", "G"), "", "Go to the last row."),
    Command("list", "choose", ("enter",), "open", "Open the row, or jump to what it names."),
    Command(
        "library", "filter", ("slash",), "filter", "Filter by title, outlet and date as you type."
    ),
    Command("library", "order", ("o",), "order", "Put the list in another order."),
    Command("library", "review", ("r",), "review", "Review tags, one at a time."),
    Command(
        "library", "unsettled", ("A",), "settle", "List your tags whose passage is not certain."
    ),
    Command("library", "adjudicate", ("d",), "decide", "Decide where annotators differ."),
    Command("library", "decisions", ("D",), "", "See what was decided on your tags, and why."),
    Command("library", "export", ("e",), "export", "Export the annotations as JSON Lines."),
    Command("library", "search_texts", ("ctrl+f",), "search", "Search the texts of all articles."),
    Command("searching", "query", ("slash", "ctrl+f"), "other words", "Search for something else."),
    Command(
        "library", "queue", ("f",), "queue", "Build a queue to review: whose, which, how many."
    ),
    Command("library", "agreement", ("a",), "agreement", "Compare what annotators have marked."),
    Command("library", "stats", ("c",), "counts", "Count tags by speaker, outlet and date."),
    Command(
        "library",
        "second_look",
        ("b",),
        "blind look",
        "Look at your older tags a second time, without seeing what you chose.",
    ),
    _move("next('sentence')", "down j", "Select the next sentence.", "sentence"),
    _move("previous('sentence')", "up k", "Select the sentence before."),
    _move("next('word')", "right w", "Select the next word.", "word"),
    _move("previous('word')", "left b", "Select the word before."),
    _move("next('paragraph')", "right_curly_bracket", "Select the next paragraph."),
    _move("previous('paragraph')", "left_curly_bracket", "Select the paragraph before."),
    _move("page(1)", "pagedown space", "Go down a page."),
    _move("page(-1)", "pageup", "Go up a page."),
    _move("first", "g home", "Select the first sentence; with a number, that sentence."),
    _move("last", "G end", "Select the last sentence."),
    _select("extend('sentence',1)", "shift+down J", "Extend by a sentence."),
    _select("extend('sentence',-1)", "shift+up K", "Extend back by a sentence."),
    _select("extend('word',1)", "shift+right W", "Extend by a word."),
    _select("extend('word',-1)", "shift+left B", "Extend back by a word."),
    _select(
        "widen",
        "equals_sign",
        "Widen: word, quotation, sentence, paragraph, all.",
        "widen",
        counts=False,
    ),
    _select("narrow", "minus", "Narrow, the way that widening came.", counts=False),
    _select("quotation(1)", "apostrophe", "Select the next quotation, marks included.", "quote"),
    _select("quotation(-1)", "quotation_mark", "Select the quotation before."),
    _select("move_start(-1)", "comma", "Move the start back by a word."),
    _select("move_start(1)", "full_stop", "Move the start forward by a word."),
    _select("move_end(-1)", "less_than_sign", "Move the end back by a word."),
    _select("move_end(1)", "greater_than_sign", "Move the end forward by a word."),
    _jump("mention(1)", "right_square_bracket", "Go to the next speaker or date.", "speaker"),
    _jump("mention(-1)", "left_square_bracket", "Go to the speaker or date before."),
    _jump("tag_at(1)", "t", "Go to the next tag."),
    _jump("tag_at(-1)", "T", "Go to the tag before."),
    Command("reader", "search", ("slash",), "search", "Search the article.", "Jump"),
    _jump("match(1)", "n", "Go to the next match."),
    _jump("match(-1)", "N", "Go to the match before."),
    _act("remove", "x", "Remove the tag at the caret."),
    _act("memo", "m", "Write a memo on the tag at the caret."),
    _act("attributes", "a", "Set the attributes of the tag at the caret."),
    _act("point", "p", "Point the tag at the caret to another speaker."),
    _act("copy", "y", "Copy the passage with its speaker, title, outlet and date.", "copy"),
    _act("publication", "D", "Set the article's publication date."),
    _act("panel", "i", "Show or hide the side panel.", "panel"),
    _act("whose", "O", "Show another’s tags, all tags, your own again.", "others’ tags"),
    _act("panel_focus", "tab", "Go to the side panel, and back."),
    _settle("settle_next", "A", "Go to the next tag whose passage is not certain.", "settle"),
    _settle(
        "confirm",
        "enter",
        "Confirm that it belongs where the text is thought to have it.",
        "confirm",
    ),
    _settle("move_tag", "M", "Move it, or re-attach it, to the selection.", "move here"),
    _settle("keep_history", "H", "Keep it as history: its passage has gone.", "keep as history"),
    _suggest("suggestion(1)", "f", "Go to the next suggestion.", "suggestion", counts=True),
    _suggest("suggestion(-1)", "F", "Go to the suggestion before.", counts=True),
    _suggest("accept_suggestion", "v", "Accept the suggestion at the caret as a tag.", "accept"),
    _suggest("dismiss_suggestion", "d", "Dismiss the suggestion for good.", "dismiss"),
    _suggest("show_suggestions", "V", "Show suggestions, or show none."),
    Command("review", "accept", ("a", "enter"), "accept", "Accept the tag.", "Judge"),
    Command("review", "reject", ("x",), "reject", "Reject the tag, with a reason.", "Judge"),
    Command(
        "review", "skip", ("space",), "skip", "Skip the tag; it comes back at the end.", "Judge"
    ),
    Command("review", "memo", ("m",), "memo", "Write a memo on the tag.", "Judge"),
    Command(
        "review", "difficult", ("d",), "difficult", "Flag the tag as difficult, or not.", "Judge"
    ),
    Command(
        "review", "alike", ("A",), "all alike", "Accept all with the same words and label.", "Judge"
    ),
    Command("review", "queue", ("f",), "queue", "Build another queue.", "Judge"),
    Command("review", "summary", ("i",), "summary", "Show what has changed so far.", "Judge"),
    _bound("start", -1, "comma", "start", "Move its start back by a word."),
    _bound("start", 1, "full_stop", "", "Move its start forward by a word."),
    _bound("end", -1, "less_than_sign", "end", "Move its end back by a word."),
    _bound("end", 1, "greater_than_sign", "", "Move its end on by a word."),
    _nudge("start", -1, "left_square_bracket", "Move its start back by a character."),
    _nudge("start", 1, "right_square_bracket", "Move its start forward by a character."),
    _nudge("end", -1, "left_curly_bracket", "Move its end back by a character."),
    _nudge("end", 1, "right_curly_bracket", "Move its end on by a character."),
    Command("review", "scroll(1)", ("down", "j", "pagedown"), "", "Read on below.", "Look"),
    Command("review", "scroll(-1)", ("up", "k", "pageup"), "", "Read what stands above.", "Look"),
    # Building a queue; the rows are moved through as in any list.
    Command("queue", "begin", ("b",), "begin", "Begin the review of what is chosen."),
    Command("queue", "turn(1)", ("right", "l"), "next", "Take the next choice of the row."),
    Command("queue", "turn(-1)", ("left", "h"), "before", "Take the choice before."),
    Command("queue", "clear", ("x", "delete"), "clear", "Choose nothing in the row."),
    _adjudicate("Decide", "decide('both')", "b", "Keep both, or all that are different.", "both"),
    _adjudicate("Decide", "decide('neither')", "x 0", "Keep neither.", "neither"),
    _adjudicate("Decide", "why", "w m", "Write why: it goes with the next decision.", "why"),
    _adjudicate("Decide", "skip", "space", "Skip the place; it comes back at the end.", "skip"),
    _adjudicate("Edit", "decide('edited')", "enter", "Keep the edited tag.", "keep the edited"),
    _adjudicate("Edit", "boundary('start',-1)", "comma", "Edit: move its start back.", "start"),
    _adjudicate("Edit", "boundary('start',1)", "full_stop", "Edit: move its start forward."),
    _adjudicate("Edit", "boundary('end',-1)", "less_than_sign", "Edit: move its end back.", "end"),
    _adjudicate("Edit", "boundary('end',1)", "greater_than_sign", "Edit: move its end on."),
    _adjudicate("Edit", "attributes", "a", "Edit: set its attributes.", "attributes"),
    _adjudicate(
        "Edit",
        "other_side",
        "tab",
        "Edit: begin with the first’s tag, then the next’s.",
        "next one’s",
    ),
    _adjudicate(
        "Look", "accept_agreed", "A", "Accept all places on which all agree.", "all agreed"
    ),
    _adjudicate("Look", "sides", "f", "Choose whose tags are compared.", "whose"),
    _adjudicate("Look", "decisions", "D", "See what has been decided so far.", "decided"),
    _adjudicate("Look", "scroll(1)", "down j pagedown", "Read on below."),
    _adjudicate("Look", "scroll(-1)", "up k pageup", "Read what stands above."),
    Command(
        "second_look",
        "nothing",
        ("x",),
        "nothing here",
        "Say that nothing here is to tag.",
        "Answer",
    ),
    Command(
        "second_look", "skip", ("space",), "skip", "Skip it; it comes back at the end.", "Answer"
    ),
    Command(
        "second_look",
        "more",
        ("A",),
        "several",
        "Stay here after the next answer: several are to tag.",
        "Answer",
    ),
    Command(
        "second_look", "finish_place", ("enter",), "done here", "Go on: that is all here.", "Answer"
    ),
    Command("second_look", "back_to_place", ("o",), "", "Go back to what is set off.", "Answer"),
    Command("stats", "turn(1)", ("b", "tab"), "by …", "Count by speaker, outlet, date, or day."),
    Command("stats", "turn(-1)", ("B",), "", "Go back to what was counted by before."),
    Command("stats", "scroll(1)", ("down", "j"), "scroll", "Scroll down."),
    Command("stats", "scroll(-1)", ("up", "k"), "", "Scroll up."),
    Command("stats", "scroll(10)", ("pagedown", "space"), "", "Scroll down by ten lines."),
    Command("stats", "scroll(-10)", ("pageup",), "", "Scroll up by ten lines."),
    Command("stats", "scroll(-100000)", ("home", "g"), "", "Go to the top."),
    Command("stats", "scroll(100000)", ("end", "G"), "", "Go to the end."),
    Command("agreement", "group", ("b",), "by …", "Show it by pair, by label or by article."),
    Command(
        "agreement", "zoom", ("f",), "figures", "Give the whole screen to the figures, or back."
    ),
    Command("agreement", "scroll(3)", ("J", "shift+down"), "scroll", "Scroll the figures down."),
    Command("agreement", "scroll(-3)", ("K", "shift+up"), "", "Scroll the figures up."),
    Command(
        "agreement", "stop", ("x",), "no intervals", "Stop: show the figures without intervals."
    ),
)


_KEY_SIGNS: Final = {
    "question_mark": "?",
    "exclamation_mark": "!",
    "slash": "/",
    "apostrophe": "'",
    "quotation_mark": '"',
    "comma": ",",
    "full_stop": ".",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "equals_sign": "=",
    "minus": "-",
    "left_curly_bracket": "{",
    "right_curly_bracket": "}",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
    "shift+down": "⇧↓",
    "shift+up": "⇧↑",
    "shift+left": "⇧←",
    "shift+right": "⇧→",
    "escape": "esc",
    "pagedown": "pgdn",
    "pageup": "pgup",
}


def commands_of(*places: Where) -> Iterator[Command]:
    """Give the commands of some places, in the registry's order."""
    return (command for command in COMMANDS if command.where in places)


def key_sign(key: str) -> str:
    """Show a key as a person would write it: "?" for "question_mark"."""
    return _KEY_SIGNS.get(key, key)


def keys_shown(command: Command) -> str:
    """Show the keys of a command, as in "↓ j"."""
    return " ".join(map(key_sign, command.keys))


def bindings(*places: Where, of: Iterable[Command] = ()) -> list[BindingType]:
    """Make Textual's bindings of the commands of some places, or of those that are given."""
    from textual.binding import Binding

    return [
        Binding(key, command.action, command.does, show=False)
        for command in (*commands_of(*places), *of)
        for key in command.keys
    ]


def taken_keys() -> dict[str, str]:
    """Say for each one-character key what it does where labels have their keys, too."""
    taken: dict[str, str] = dict.fromkeys("0123456789", "a count") | {" ": "the page key"}
    for command in commands_of("everywhere", "reader", "review", "adjudication", "second_look"):
        for key in map(key_sign, command.keys):
            if len(key) == 1:
                taken.setdefault(key, f"“{command.does.rstrip('.')}”")
    return taken


def commands_in(where: Where, *groups: str) -> Iterator[Command]:
    """Give the commands of some groups of a place, in the registry's order."""
    return (command for command in commands_of(where) if command.group in groups)


def grouped(commands: Iterable[Command]) -> dict[str, list[Command]]:
    """Sort commands into their groups, in the registry's order."""
    groups: dict[str, list[Command]] = {}
    for command in commands:
        groups.setdefault(command.group, []).append(command)
    return groups

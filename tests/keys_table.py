"""Prints the table of keys for the docs, from the registry of commands: see `make keys`."""

from __future__ import annotations

from hedgerow.tui.commands import commands_of, grouped, keys_shown

_PLACES = (
    ("Everywhere", "everywhere"),
    ("In lists: the library, and the side panel while it has the focus", "list"),
    ("In the library", "library"),
    ("In a search of all texts", "searching"),
    ("In the reader", "reader"),
    ("In a review session", "review"),
    ("While a queue is built", "queue"),
    ("In an adjudication (`1`, `2` and so on take that annotator's side)", "adjudication"),
    ("In a blind second look (and the reader's keys that move and select)", "second_look"),
    ("In the comparison of annotators", "agreement"),
    ("In the counts of the corpus", "stats"),
)


def page() -> str:
    """Give the page as Markdown."""
    lines = [
        "# Keys",
        "",
        "This page is made from the registry of commands (`make keys`).",
        "",
        "You select first and act second. Something is always selected, at first the sentence",
        "under the caret, so a tag is one key. The codebook gives each label its key; the built-in",
        "labels are `s` stance, `h` hedge and `c` claim. In a review session these keys relabel.",
        "A number typed before a motion repeats it: `3 j` goes down three sentences.",
    ]
    for name, place in _PLACES:
        lines += ["", f"## {name}", "", "| keys | what they do |", "|---|---|"]
        for group, commands in grouped(commands_of(place)).items():
            if group:
                lines.append(f"| **{group}** | |")
            lines += [f"| {_keys(keys_shown(command))} | {command.does} |" for command in commands]
    return "\n".join(lines) + "\n"


def _keys(shown: str) -> str:
    return " ".join(f"`` {key} ``" if "`" in key else f"`{key}`" for key in shown.split(" "))


if __name__ == "__main__":
    print(page(), end="")

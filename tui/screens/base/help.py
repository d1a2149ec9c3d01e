"""Help, made from the commands that work on the screen it was asked for, and from the codebook."""

from __future__ import annotations

from collections.abc import Iterable

from hedgerow.store.annotations import Codebook
from hedgerow.tui.commands import Command, commands_of, grouped, keys_shown
from hedgerow.tui.screens.base.page import PageLine, PageScreen

_NAMES = {
    "library": "In the library",
    "searching": "In a search of all texts",
    "reader": "In the reader",
    "review": "In a review",
    "queue": "While a queue is built",
}


class HelpScreen(PageScreen):
    """Shows each command with its keys, and each label with its definition."""

    def __init__(self, commands: list[Command], codebook: Codebook) -> None:
        super().__init__("Help", [*_command_lines(commands), *_label_lines(codebook)])


def _command_lines(commands: list[Command]) -> Iterable[PageLine]:
    for group, members in grouped(commands).items():
        here = [command for command in members if command.where != "everywhere"]
        if here:
            yield PageLine(group or _NAMES.get(here[0].where, ""), is_heading=True)
            yield from map(_line, here)
    yield PageLine("Everywhere", is_heading=True)
    yield from (_line(command) for command in commands if command.where == "everywhere")
    yield PageLine("In lists and in the side panel", is_heading=True)
    yield from map(_line, commands_of("list"))
    if any(command.takes_count for command in commands):
        yield PageLine("")
        yield PageLine("A number typed first repeats a motion: 3 j goes down three sentences.")


def _line(command: Command) -> PageLine:
    return PageLine(command.does, keys_shown(command) or "ctrl+p")


def _label_lines(codebook: Codebook) -> Iterable[PageLine]:
    yield PageLine(f"Labels ({codebook.origin})", is_heading=True)
    for label in codebook.labels:
        yield PageLine(label.name, label.key or "ctrl+p")
        for sentence in label.definition.splitlines():
            yield PageLine(f"    {sentence}")
        for example in label.examples:
            yield PageLine(f"    e.g. {example}")
        for attribute in label.attributes:
            values = ", ".join(attribute.values) or "free text"
            yield PageLine(f"    {attribute.name}: {values}")
        yield PageLine("")

"""Commands of labels, which stand in the codebook, not in the registry of commands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from textual.binding import Binding, BindingsMap

from hedgerow.store.annotations import Label
from hedgerow.tui.commands import Command, Where
from hedgerow.tui.text.visible import one_line


def commands_of_labels(
    labels: Iterable[Label],
    where: Where,
    action: str = "tag",
    does: str = "Tag the selection as",
    group: str = "Tag",
) -> Iterator[Command]:
    """Make the commands of labels.

    Args:
        labels: the codebook's.
        where: the screen on which they work.
        action: the name of what is done; it is given the label's position.
        does: what it does, up to the label's name.
        group: where help lists it.
    """
    for position, label in enumerate(labels):
        keys = (label.key,) if label.key else ()
        name = one_line(label.name)
        yield Command(where, f"{action}({position})", keys, name, f"{does} {name}.", group)


def bind_labels(bindings: BindingsMap, commands: Iterable[Command]) -> None:
    """Give each label of the codebook its key on a screen."""
    for command in commands:
        for key in command.keys:
            binding = Binding(key, command.action, command.does, show=False)
            for made in Binding.make_bindings([binding]):  # "+" becomes "plus"
                bindings.bind(made.key, made.action, made.description, show=False)

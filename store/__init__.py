"""What is true without a screen: articles, what they mention, what people marked in them.

A room hands out its public names itself, `from hedgerow.store.journal import Journal`; the modules
within are its own. A name's module is loaded when the name is first asked for, so that a start
loads no more of a room than it uses.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module


def hand_out(room: str, names: Mapping[str, str]) -> Callable[[str], object]:
    """Make the `__getattr__` of a room, which loads each name when it is asked for (PEP 562).

    Args:
        room: the package's full name.
        names: for each module, relative to the package, the names it hands out, parted by spaces.
    """
    homes = {name: module for module, every in names.items() for name in every.split()}

    def load(name: str) -> object:
        if name not in homes:
            raise AttributeError(f"module {room!r} has no attribute {name!r}")
        value: object = getattr(import_module(f"{room}.{homes[name]}"), name)
        return value

    return load

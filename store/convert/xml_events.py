"""XML from strangers: read as events, without entities of its own and within bounds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from xml.parsers import expat

DEEPEST = 2_000
"""How many elements may be within one another."""

Start = Callable[[str, Mapping[str, str]], None]


class XmlError(ValueError):
    """Raised where a document is no XML, or declares entities."""


def read_xml(
    data: bytes, start: Start, end: Callable[[str], None], text: Callable[[str], None]
) -> None:
    """Go through a document.

    Args:
        data: the document.
        start: takes an element's name without its namespace, and its attributes, likewise.
        end: takes the name when it ends.
        text: takes text between.

    Raises:
        XmlError: it isn't whole, declares entities (a bomb is made of them) or is too deep.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    depth = 0

    def begin(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise XmlError(f"more than {DEEPEST:,} elements within one another")
        start(_local(name), {_local(key): value for key, value in attributes.items()})

    def finish(name: str) -> None:
        nonlocal depth
        depth -= 1
        end(_local(name))

    def refuse(*_: object) -> int:
        raise XmlError("it declares entities of its own")

    parser.StartElementHandler = begin
    parser.EndElementHandler = finish
    parser.CharacterDataHandler = text
    parser.EntityDeclHandler = refuse
    parser.ExternalEntityRefHandler = refuse
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise XmlError(f"its XML is broken ({error})") from error


def _local(name: str) -> str:
    return name.rsplit(":", 1)[-1]

"""What chance makes of JSON Lines: each field of each document, and the lines as bytes.

All of it depends on the generator of chance that is given, and on nothing else.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

Path = tuple[str | int, ...]
"""Where a value stands in a document: names and positions, from the outside in."""


class Raw(NamedTuple):
    """JSON that is written as it stands, whether it is any or not."""

    text: str


class Mutation(NamedTuple):
    """One change to one file: the line that is meant, what takes its place, and what was done."""

    line: int
    content: bytes
    what: str


_DEEP = 10_000
_LONG = 100_000

VALUES: tuple[object, ...] = (
    None,
    [],
    {},
    [1],
    [None],
    [[]],
    ["x", "y"],
    {"a": 1},
    {"start": None, "end": None},
    {"name": None, "text": None, "value": None, "start": 0, "end": 1},
    0,
    1,
    -1,
    2**31,
    2**63,
    2**64 - 1,
    -(2**63),
    0.5,
    1e308,
    True,
    False,
    "",
    " ",
    "x",
    "0",
    "-1",
    "ann",
    "claim",
    "first",
    "none",
    "a\nb\tc",
    "a" * _LONG,
    "\0",
    "\x1b[31mred\x1b]52;c;aGk=\x07",
    "\x9b31m\x85",
    "\u202eabc\u200f\u2066",
    "e\u0301" * 500,
    "\U0001f468\u200d\U0001f469",
    "[bold]x[/]",
    "%s%n{0}",
    "../../../etc/passwd",
    "/dev/zero",
    Raw("NaN"),
    Raw("1e999"),
    Raw("-0.0"),
    Raw("9" * 5000),
    Raw('"\\ud800"'),
    Raw('"\\udc00x"'),
    Raw('"\\u0000"'),
    Raw("[" * _DEEP + "]" * _DEEP),
    Raw("[" * 500 + "]" * 500),
    Raw('{"a":' * 500 + "1" + "}" * 500),
)
"""What any field may suddenly hold."""

INSTANTS = (
    "9998-12-31T23:59:59.999999Z",
    "9999-12-31T23:59:59.999999Z",
    "0001-01-01T00:00:00.000000Z",
    "0000-01-01T00:00:00.000000Z",
    "2026-02-30T00:00:00.000000Z",
    "2026-11-22T24:00:00.000000Z",
    "2026-11-22T09:30:60.000000Z",
    "2026-11-22T09:30:00Z",
    "2026-11-22T09:30:00.123456+00:00",
    "2026-11-22t09:30:00.123456z",
    "2026-11-22",
    "2026-W47-7T09:30:00.000000Z",
    "٢٠٢٦-11-22T09:30:00.123456Z",
    "2026-11-22T09:30:00.１２３４５６Z",
    "2100-01-01T00:00:00.000000Z",
    "1970-01-01T00:00:00.000000Z",
    "99999-01-01",
    "2022-13-01",
    "yesterday",
)
"""What may suddenly stand where an instant or a day does."""


def mutation(
    chance: random.Random, lines: list[bytes], number: int, others: list[bytes]
) -> Mutation:
    """Make one mutation of some lines.

    Args:
        chance: decides.
        lines: the lines of a file, without their newlines.
        number: which of them is meant, from 0.
        others: lines of all kinds, from which ids, values and whole lines are taken.
    """
    line = lines[number]
    if chance.random() < 0.85:
        content, what = _of_a_field(chance, json.loads(line), others)
    else:
        way = chance.choice(_OF_A_LINE)
        content, what = way(chance, line, others), way.__name__.strip("_")
    return Mutation(number, content, f"line {number + 1}: {what}")


def apply(lines: list[bytes], mutations: list[Mutation]) -> bytes:
    """Write the lines with what takes the place of some of them."""
    made = {one.line: one.content for one in mutations}
    return b"".join(made.get(number, line) + b"\n" for number, line in enumerate(lines))


def places(value: Any, above: Path = ()) -> Iterator[Path]:
    """Give the place of every value in a document."""
    if above:
        yield above
    if isinstance(value, dict):
        for name, one in value.items():
            yield from places(one, (*above, name))
    elif isinstance(value, list):
        for position, one in enumerate(value):
            yield from places(one, (*above, position))


def _of_a_field(
    chance: random.Random, document: dict[str, Any], others: list[bytes]
) -> tuple[bytes, str]:
    place = chance.choice(list(places(document)))
    named = ".".join(map(str, place))
    holder, last = _holder(document, place), place[-1]
    way = chance.choice(("value",) * 8 + ("instant", "missing", "doubled", "other", "added"))
    if way == "missing":
        del holder[last]
        return written(document), f"{named} is missing"
    value = _value(chance, way, place, others)
    if way == "doubled" and isinstance(last, str):
        again = Raw(f"{_json(value)},{_json(last)}:{_json(holder[last])}")
        holder[last] = again
    elif way == "added":
        document[chance.choice(_NAMES)] = value
    else:
        holder[last] = value
    return written(document), f"{named} {way} {_json(value)[:80]}"


_NAMES = (
    "removed step at reviews anchor history provenance suggestion was session queue skipped "
    "places speaker cue date confidence from to published type schema table"
).split()


def _value(chance: random.Random, way: str, place: Path, others: list[bytes]) -> object:
    if way == "instant" or (place[-1] in _TIMES and chance.random() < 0.5):
        return chance.choice(INSTANTS)
    if way == "other":  # an id, a type, a span of another document
        other = json.loads(chance.choice(others))
        if place[-1] in other and chance.random() < 0.5:
            return other[place[-1]]
        there = chance.choice(list(places(other)))
        return _holder(other, there)[there[-1]]
    return chance.choice(VALUES)


_TIMES = frozenset(["at", "over", "created", "modified", "published", "started", "session"])


def _holder(document: Any, place: Path) -> Any:
    for step in place[:-1]:
        document = document[step]
    return document


_MARK = "@raw{}@"


def written(document: object) -> bytes:
    """Write a document as one line of JSON, with what is raw in it as it stands."""
    return _json(document).encode("utf-8", "surrogatepass")


def _json(document: object) -> str:
    found: list[str] = []
    text = json.dumps(_marked(document, found), ensure_ascii=False)
    for number, raw in enumerate(found):
        text = text.replace(f'"{_MARK.format(number)}"', raw)
    return text


def _marked(value: object, found: list[str]) -> object:
    if isinstance(value, Raw):
        found.append(value.text)
        return _MARK.format(len(found) - 1)
    if isinstance(value, dict):
        return {name: _marked(one, found) for name, one in value.items()}
    return [_marked(one, found) for one in value] if isinstance(value, list) else value


# Lines as bytes


def _cut_short(chance: random.Random, line: bytes, _: list[bytes]) -> bytes:
    return line[: chance.randrange(len(line))]


def _begins_late(chance: random.Random, line: bytes, _: list[bytes]) -> bytes:
    return line[chance.randrange(len(line)) :]


def _a_byte_changed(chance: random.Random, line: bytes, _: list[bytes]) -> bytes:
    at = chance.randrange(len(line))
    byte = chance.choice([b for b in range(256) if b != 10])
    return line[:at] + bytes([byte]) + line[at + 1 :]


def _no_utf8(chance: random.Random, line: bytes, _: list[bytes]) -> bytes:
    at = chance.randrange(len(line))
    odd = chance.choice([b"\xff", b"\xc3\x28", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\x80"])
    return line[:at] + odd + line[at:]


def _nuls(chance: random.Random, line: bytes, _: list[bytes]) -> bytes:
    at = chance.randrange(len(line))
    return line[:at] + bytes(chance.choice([1, 7, 4096])) + line[at:]


def _mark_of_byte_order(chance: random.Random, line: bytes, _: list[bytes]) -> bytes:
    return chance.choice([b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"]) + line


def _carriage_return(chance: random.Random, line: bytes, _: list[bytes]) -> bytes:
    return chance.choice([line + b"\r", b"\r" + line, line.replace(b",", b",\r", 1)])


def _doubled(_: random.Random, line: bytes, __: list[bytes]) -> bytes:
    return line + b"\n" + line


def _two_in_one(chance: random.Random, line: bytes, others: list[bytes]) -> bytes:
    return line + chance.choice(others)


def _another_in_its_place(chance: random.Random, _: bytes, others: list[bytes]) -> bytes:
    return chance.choice(others)


def _no_document(chance: random.Random, _: bytes, __: list[bytes]) -> bytes:
    odd = [b"", b" ", b"null", b"[]", b"{}", b'""', b"1", b"true", b"NaN", b"#", b"<<<<<<< ann"]
    odd += [b'{"table":"first"}', b'{"table":1}', b'{"table":"x"}', b'{"id":1,"at":2}']
    return chance.choice([*odd, b"[" * _DEEP, b"[" * _DEEP + b"]" * _DEEP, b'{"a":' * _DEEP])


def _very_long(_: random.Random, line: bytes, __: list[bytes]) -> bytes:
    return line[:-1] + b',"pad":"' + b"x" * 1_000_000 + b'"}'


def _in_utf16(_: random.Random, line: bytes, __: list[bytes]) -> bytes:
    return line.decode().encode("utf-16-le").replace(b"\n", b"")


_Way = Callable[[random.Random, bytes, list[bytes]], bytes]
_OF_A_LINE: tuple[_Way, ...] = (
    *(_cut_short, _begins_late, _a_byte_changed, _no_utf8, _nuls, _mark_of_byte_order),
    *(_carriage_return, _doubled, _two_in_one, _another_in_its_place, _no_document, _in_utf16),
    *(_cut_short, _a_byte_changed, _no_utf8, _nuls, _very_long),
)

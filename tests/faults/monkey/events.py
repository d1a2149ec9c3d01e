"""What a monkey does: keys, bursts, counts, the mouse, sizes, pastes, bytes without meaning."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import NamedTuple

SPECIAL = (
    b"\r", b"\t", b"\x1b[Z", b"\x1b", b" ", b"\x7f", b"\x12", b"\x10", b"\x06", b"\x14", b"\x15",
    b"\x1b[A", b"\x1b[B", b"\x1b[C", b"\x1b[D", b"\x1b[1;2A", b"\x1b[1;2B", b"\x1b[1;2C",
    b"\x1b[1;2D", b"\x1b[5~", b"\x1b[6~", b"\x1b[H", b"\x1b[F", b"\x1bOP", b"\x1b[3~", b"\x11",
    b"\x1a",
)  # fmt: skip
TYPED = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'=-,.<>{}[]/?!+*"
TEXTS = (
    "zz",
    "said",
    "claim",
    "war",
    "“no”",
    "über",
    "北京",
    "שלום",
    "👩\u200d👩\u200d👧",
    "e\u0301\u0301",
)
MALFORMED = (
    b"\x1b[", b"\x1b[<0;1", b"\x1b[<0;99999;99999M", b"\x1b]52;c;", b"\x1b[200~", b"\x1b[201~",
    b"\x1b[?1;2c", b"\x1b[999999;999999R", b"\x1b[27u", b"\x1b[57358;200u", b"\x1bP+r\x1b\\",
    b"\x1b[<64;0;0M", b"\x1b[I", b"\x1b[O", b"\x1b[1;1:3A", b"\x1b[;;;~", b"\x1b[M\xff\xff\xff",
)  # fmt: skip
ODD = (
    b"\xff",
    b"\xfe\xfe",
    b"\xc3",
    b"\xe2\x82",
    b"\xf0\x9f",
    b"\x80\x81",
    b"caf\xe9",
    b"\xed\xa0\x80",
)
SIZES = (
    (1, 1),
    (2, 2),
    (10, 3),
    (20, 3),
    (20, 6),
    (40, 10),
    (80, 24),
    (80, 24),
    (160, 45),
    (500, 200),
)


class Event(NamedTuple):
    """One thing that a monkey does.

    `data` is written at once, unless it is empty; `size` (columns, lines) is given to the window;
    then `wait` seconds pass.
    """

    data: bytes = b""
    size: tuple[int, int] | None = None
    wait: float = 0.0


def events(seed: int) -> Iterator[Event]:
    """Give what the monkey of a seed does, without end; the same for the same seed."""
    chance = random.Random(seed)
    kinds = (_key, _burst, _count, _mouse, _wheel, _resize, _paste, _odd, _malformed, _palette)
    weights = (60, 10, 4, 6, 3, 3, 2, 2, 2, 3)
    while True:
        (kind,) = chance.choices(kinds, weights)
        yield kind(chance)


def _wait(chance: random.Random) -> float:
    return chance.choice((0.0, 0.0, 0.002, 0.01, 0.03, 0.1))


def _one(chance: random.Random) -> bytes:
    if chance.random() < 0.4:
        return chance.choice(SPECIAL)
    return chance.choice(TYPED).encode()


def _key(chance: random.Random) -> Event:
    return Event(_one(chance), wait=_wait(chance))


def _burst(chance: random.Random) -> Event:
    return Event(b"".join(_one(chance) for _ in range(chance.randint(2, 12))), wait=_wait(chance))


def _count(chance: random.Random) -> Event:
    return Event(str(chance.randint(0, 99_999)).encode() + _one(chance), wait=_wait(chance))


def _mouse(chance: random.Random) -> Event:
    x, y = chance.randint(1, 200), chance.randint(1, 60)
    to = (chance.randint(1, 200), chance.randint(1, 60)) if chance.random() < 0.4 else (x, y)
    button = chance.choice((0, 0, 0, 1, 2, 4, 8, 16))
    drag = b"\x1b[<%d;%d;%dM" % (button + 32, *to) if to != (x, y) else b""
    data = b"\x1b[<%d;%d;%dM" % (button, x, y) + drag + b"\x1b[<%d;%d;%dm" % (button, *to)
    return Event(data * chance.choice((1, 1, 2)), wait=_wait(chance))


def _wheel(chance: random.Random) -> Event:
    turn = b"\x1b[<%d;%d;%dM" % (
        chance.choice((64, 65)),
        chance.randint(1, 80),
        chance.randint(1, 24),
    )
    return Event(turn * chance.randint(1, 20), wait=_wait(chance))


def _resize(chance: random.Random) -> Event:
    size = chance.choice(SIZES)
    if chance.random() < 0.3:
        size = (chance.randint(1, 200), chance.randint(1, 60))
    return Event(size=size, wait=_wait(chance))


def _paste(chance: random.Random) -> Event:
    text = chance.choice(TEXTS) * chance.choice((1, 3, 200))
    data = text.encode(chance.choice(("utf-8", "utf-8", "utf-16-le")))
    if chance.random() < 0.3:
        data += "\ncafé\n".encode("latin-1")
    return Event(b"\x1b[200~" + data + b"\x1b[201~", wait=_wait(chance))


def _odd(chance: random.Random) -> Event:
    return Event(chance.choice(ODD), wait=_wait(chance))


def _malformed(chance: random.Random) -> Event:
    return Event(chance.choice(MALFORMED), wait=_wait(chance))


def _palette(chance: random.Random) -> Event:
    typed = chance.choice(TEXTS).encode()
    return Event(b"\x10" + typed + chance.choice(SPECIAL), wait=_wait(chance))

"""Whatever bytes a terminal sends, they become messages, and the next key still counts."""

from __future__ import annotations

from contextlib import AbstractContextManager
from unittest.mock import patch

import pytest
from hypothesis import given, strategies as st
from textual._xterm_parser import XTermParser
from textual.events import Key, Paste
from textual.message import Message

from hedgerow.tui.terminal_input import Input


class Typist:
    """Sends bytes at moments that the parser and the test agree on."""

    def __init__(self) -> None:
        self.now = 0.0
        self._input = Input(lambda: XTermParser(False))

    def feed(self, data: bytes) -> list[Message]:
        with self._clock():
            return self._input.feed(data, self.now)

    def wait(self, seconds: float) -> list[Message]:
        self.now += seconds
        with self._clock():
            return self._input.tick(self.now)

    def _clock(self) -> AbstractContextManager[object]:
        return patch("textual._parser.get_time", lambda: self.now)


def keys(messages: list[Message]) -> list[str | None]:
    return [message.character for message in messages if isinstance(message, Key)]


def test_what_is_no_utf_8_becomes_a_replacement_character():
    assert keys(Typist().feed(b"a\xff\xe9b")) == ["a", "\ufffd", "\ufffd", "b"]


def test_a_character_may_arrive_in_two_pieces():
    typist = Typist()
    assert keys(typist.feed("é".encode()[:1])) == []
    assert keys(typist.feed("é".encode()[1:])) == ["é"]


def test_a_paste_that_is_never_ended_ends_with_a_pause():
    typist = Typist()
    typist.feed(b"\x1b[200~some words")
    assert typist.wait(0.5) == []
    (paste,) = typist.wait(1)
    assert isinstance(paste, Paste)
    assert paste.text == "some words"
    assert keys(typist.feed(b"k")) == ["k"]


def test_the_marks_of_a_paste_may_arrive_in_two_pieces():
    typist = Typist()
    typist.feed(b"\x1b[200~some \x1b[20")
    typist.feed(b"1~")
    assert typist.wait(60) == []
    assert keys(typist.feed(b"k")) == ["k"]


@pytest.mark.parametrize(
    "sequence",
    [
        b"\x1b[99999999999999u",  # no code point
        b"\x1b[57358;999999999999u",
        b"\x1b[<0;99999999999999999999;1M",
        b"\x1b[1;1:3A",
        b"\x1b[;;;~",
        b"\x1b[48;0;0;0;0t",
        b"\x1b[?2048;;$y",
    ],
)
def test_a_sequence_of_no_meaning_costs_no_other_key(sequence):
    typist = Typist()
    found = typist.feed(b"a" + sequence + b"\x1b[Ab")
    found += typist.wait(1) + typist.feed(b"c")
    told = [message.key for message in found if isinstance(message, Key)]
    assert told[0] == "a"
    assert told[-3:] == ["up", "b", "c"]


def test_half_of_a_pair_of_surrogates_is_no_key():
    assert keys(Typist().feed(b"\x1b[55296u\x1b[97ub")) == ["a", "b"]


@given(st.lists(st.tuples(st.binary(max_size=40), st.floats(0, 2)), max_size=20))
def test_no_bytes_raise_anything_and_the_keyboard_comes_back(pieces):
    typist = Typist()
    for data, pause in pieces:
        typist.feed(data)
        typist.wait(pause)
    typist.wait(5)
    assert keys(typist.feed(b"k"))[-1:] == ["k"]

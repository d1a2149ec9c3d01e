"""Words: what a reader may mean by one, in whatever script."""

from __future__ import annotations

import unicodedata

import pytest
from prose import cut

from hedgerow.store.passages import words_in


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wang Yi, too.", ["Wang", "Yi", "too"]),
        ("Russia’s and Russia's don't", ["Russia’s", "and", "Russia's", "don't"]),
        ("the ministers’ ‘deal’", ["the", "ministers", "deal"]),
        ("6,000 or 3.5% at 10:30", ["6,000", "or", "3.5", "at", "10", "30"]),
        ("well-known U.S. mid\u2011air", ["well-known", "U.S", "mid\u2011air"]),
        ("yes—no – maybe... so", ["yes", "no", "maybe", "so"]),
        ("Wang\xa0Yi\u3000x", ["Wang", "Yi", "x"]),
        ("naïve Ünal Şahin Жук", ["naïve", "Ünal", "Şahin", "Жук"]),
        ("中国café中", ["中", "国", "café", "中"]),
        ("ハローです", list("ハローです")),
        ("the gov\xadern\xadment of Ru\u200biz", ["the", "gov\xadern\xadment", "of", "Ru\u200biz"]),
        ("so\u200e \u200ehere\xad", ["so", "here"]),
        ("“(«word»)”", ["word"]),
        ("😀 ... — “”", []),
        ("", []),
    ],
)
def test_words_stand_without_the_marks_around_them(text, expected):
    assert cut(words_in, text) == expected


@pytest.mark.parametrize("word", ["été", "Café", "Üñal", "हिन्दी", "ภาษาที่"])
def test_a_word_keeps_its_combining_marks(word):
    text = unicodedata.normalize("NFD", f"so {word} it")

    assert cut(words_in, text) == ["so", unicodedata.normalize("NFD", word), "it"]

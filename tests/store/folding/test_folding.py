"""Texts as they are searched: what makes no difference, and where a hit stands."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given, settings, strategies as st

from hedgerow.store.folding import Edit, Rewritten, find_all, fold, folded, rewritten
from hedgerow.store.span import Span

SHOWN = st.text(
    st.one_of(
        st.sampled_from(
            "aAéÉßſﬁﬀ½Ⅳ£Łøđıİйё가が漢カﾊ“”‘’'\"«»—–-‑\xad\u200b\u200e\ufeff\u0301`…\xa0\n "
        ),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=40,
)


@pytest.mark.parametrize(
    ("text", "typed", "found"),
    [
        ("We won’t go.", "won't", "won’t"),
        ("it's late", "it’s late", "it's late"),
        ("at the cafe\u0301 now", "café", "cafe\u0301"),
        ("at the café now", "cafe", "café"),
        ("at the cafe now", "café", "cafe"),
        ("the gov\xadern\xadment", "government", "gov\xadern\xadment"),
        ("Ana Ru\u200biz", "ana ruiz", "Ana Ru\u200biz"),
        ("Ana‑Maria", "Ana-Maria", "Ana‑Maria"),
        ("yes — no", "yes -- no", "yes — no"),
        ("yes -- no", "yes – no", "yes -- no"),
        ("yes —— no", "yes - no", "yes —— no"),
        ("the ﬁrm", "firm", "ﬁrm"),
        ("the Ｆirm", "firm", "Ｆirm"),
        ("Straße", "strasse", "Straße"),
        ("he said “no” twice", '"no"', "“no”"),
        ("he said ``no'' twice", "“no”", "``no''"),
        ("he said ''no'' twice", '"no"', "''no''"),
        ("wait… no", "wait... no", "wait… no"),
        ("Łódź", "lodz", "Łódź"),
        ("İstanbul", "istanbul", "İstanbul"),
        ("Wang\u00a0Yi", "wang yi", "Wang\u00a0Yi"),
        ("Wang\nYi", "wang yi", "Wang\nYi"),
        ("Wang\r\n   Yi", "wang yi", "Wang\r\n   Yi"),
        ("か\u3099い", "がい", "か\u3099い"),
    ],
)
def test_a_search_finds_what_a_person_sees(text, typed, found):
    assert [span.of(text) for span in find_all(text, typed)] == [found]


@pytest.mark.parametrize(
    ("text", "typed"),
    [("мой", "мои"), ("がい", "かい"), ("we wont", "won't"), ("Wang", "wan g"), ("said", "SAID")],
)
def test_what_a_person_tells_apart_is_told_apart(text, typed):
    assert find_all(text, typed) == []


def test_small_letters_match_capitals_but_not_the_other_way_round():
    assert find_all("Wang said; wang", "wang") == [(0, 4), (11, 15)]
    assert find_all("Wang said; wang", "Wang") == [(0, 4)]
    assert find_all("Émile; émile", "Emile") == [(0, 5)]


def test_no_character_is_taken_for_a_pattern():
    assert find_all("a.c (abc)", "a.c") == [(0, 3)]
    assert find_all("a.c (abc)", "(") == [(4, 5)]


@pytest.mark.parametrize("typed", ["", "  ", "\u200b", "\xad \u200e"])
def test_nothing_is_found_where_nothing_is_looked_for(typed):
    assert find_all("abc", typed) == []


@settings(deadline=None)
@given(SHOWN, SHOWN, SHOWN)
@example("x", "e\u0301", "x")
@example("", "ﬁ", "")
def test_a_span_of_the_folded_text_holds_the_same_words(before, word, after):
    """Each part, folded for itself, is found again where it stands."""
    text = f"{before} {word} {after}"
    searched = folded(text)
    start, end = len(fold(f"{before} ")), len(fold(f"{before} {word}"))
    there = searched.span(start, end)
    assert fold(there.of(text)) == searched.text[start:end]


@settings(deadline=None)
@given(SHOWN)
def test_every_span_of_the_folded_text_leads_into_the_text_and_holds_it(text):
    searched = folded(text)
    places = range(len(searched.text))
    spans = [searched.span(at, at + 1) for at in places]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert spans == sorted(spans)
    assert all(
        searched.text[at] in fold(span.of(text)) for at, span in zip(places, spans, strict=True)
    )


@settings(deadline=None)
@given(SHOWN)
def test_one_text_is_folded_alike_however_it_was_composed(text):
    apart = unicodedata.normalize("NFD", text)
    assert fold(apart) == fold(unicodedata.normalize("NFC", text))


@given(st.text("ab ", max_size=20), st.data())
def test_a_text_written_otherwise_leads_back(text, data):
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=6)))
    edits = [
        Edit(start, end, data.draw(st.sampled_from(["", "x", "yyy"])))
        for start, end in zip(cuts[::2], cuts[1::2], strict=False)
    ]
    other = rewritten(text, edits)
    kept = [at for at in range(len(text)) if not any(one.start <= at < one.end for one in edits)]
    shown = [at for at, one in enumerate(other.text) if one in "ab "]
    assert [other.span(at, at + 1) for at in shown] == [(at, at + 1) for at in kept]


def test_what_is_written_otherwise_counts_as_a_whole():
    other = rewritten("one  two", [Edit(3, 5, " ")])
    assert other.text == "one two"
    assert other.span(0, 7) == (0, 8)
    assert other.span(3, 4) == (3, 5)
    assert other.span(4, 7) == (5, 8)
    assert Rewritten("same").span(1, 3) == Span(1, 3)

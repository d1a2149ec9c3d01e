"""Finds hedges: words by which a writer or speaker holds back full commitment to what is said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from hedgerow.store.extract.findings import Suggestion
from hedgerow.store.extract.prose.paragraphs import Paragraph
from hedgerow.store.extract.prose.tokens import Token, TokenRange, positions
from hedgerow.store.extract.prose.word_classes import QUOTATION_MARKS, SENTENCE_ENDS
from hedgerow.store.extract.suggestions.hedges.lexicon import Entry, hedge_lexicon

# Code points of the words that a reason repeats.
_LONGEST_QUOTE = 40
_BEFORE_A_CAPITAL = (
    SENTENCE_ENDS | QUOTATION_MARKS | frozenset("‘'(:;—–-…•*|[".split()) | {"--", "..."}
)


class Hedge(NamedTuple):
    """Words of a paragraph that hedge, and the lexicon's entry for them."""

    words: TokenRange
    entry: Entry


def find_hedges(paragraph: Paragraph, least_confidence: float = 0.0) -> Iterator[Suggestion]:
    """Yield the hedges of a paragraph in text order; none overlaps another.

    Each covers the hedging words alone ("reportedly", "by roughly", "some critics say") and has
    an attribute "type": epistemic, doxastic, approximator, conditional or weasel. `confidence` is
    the share of such places that are hedges. Types are those of Szarvas et al. ("Cross-genre and
    cross-domain detection of semantic uncertainty", Computational Linguistics 38, 2012), with
    approximators for how exact a statement is, and weasels of the CoNLL-2010 shared task.

    Args:
        paragraph: one paragraph of the article.
        least_confidence: what is less sure is left out, 0 to 1; `findings.WORTH_SHOWING` is what
            a reader is shown.
    """
    for words, entry in match_hedges(paragraph.tokens, paragraph.words, least_confidence):
        yield Suggestion(
            span=paragraph.span_of(words),
            label="hedge",
            reason=f"hedge: '{_on_a_line(paragraph.tokens, words)}'",
            attributes=(("type", entry.type),),
            confidence=entry.confidence,
        )


def match_hedges(
    tokens: Sequence[Token], words: Sequence[str], least_confidence: float = 0.0
) -> Iterator[Hedge]:
    """Yield what hedges among `tokens`, at least so sure, in order, without overlaps.

    `words` are the tokens in lower case.
    """
    lexicon = hedge_lexicon(least_confidence)
    done = 0
    for index in positions(words, lexicon):
        if index < done:
            continue
        entries = lexicon[words[index]]
        following = words[index + 1] if index + 1 < len(words) else ""
        # Seven of ten such words begin nothing: "to" is one for the sake of "to some extent" alone.
        if following in entries or "" in entries:
            hedge = _hedge_at(tokens, index, entries, done)
            if hedge is not None:
                done = hedge.words.stop
                yield hedge


def _hedge_at(
    tokens: Sequence[Token], index: int, entries: Mapping[str, Sequence[Entry]], done: int
) -> Hedge | None:
    """Return the hedge of most words that starts with the token at `index`, if there is one.

    Its context may widen it to the left, but not before `done`.
    """
    if tokens[index].capitalised and not _may_be_capital(tokens, index):
        return None
    following = tokens[index + 1].lower if index + 1 < len(tokens) else ""
    candidates = entries.get("", ())
    if following and following in entries:
        candidates = (*entries[following], *candidates)
    for entry in candidates:
        stop = index + len(entry.words)
        if len(entry.words) > 2 and not _continues(tokens, index, entry):
            continue
        found = entry.context(tokens, TokenRange(index, stop))
        if found is not None and found.first >= done:
            return Hedge(found, entry)
    return None


def _continues(tokens: Sequence[Token], index: int, entry: Entry) -> bool:
    """Say whether the words of `entry` from its third on stand there, as its first two do."""
    following = tokens[index + 2 : index + len(entry.words)]
    return tuple(token.lower for token in following) == entry.words[2:]


def _on_a_line(tokens: Sequence[Token], words: TokenRange) -> str:
    text = " ".join(token.text for token in tokens[words.first : words.stop])
    return text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1].rstrip() + "…"


def _may_be_capital(tokens: Sequence[Token], index: int) -> bool:
    """Say whether any word would be capital at `index`, so that it is no part of a name."""
    if index == 0 or tokens[index].text == "I":
        return True
    return tokens[index - 1].text in _BEFORE_A_CAPITAL

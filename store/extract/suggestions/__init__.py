"""Passages that may deserve a tag: hedges, claims and stances, each with the reason for it.

They are proposed to a reader and never counted as done. Each family is a file, or a package, of
its own; this module puts what they find into words, once it is known who the speakers are.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence

from hedgerow.store.extract.attributions import FoundAttribution
from hedgerow.store.extract.findings import Speaker, Suggestion
from hedgerow.store.extract.prose.paragraphs import Paragraph
from hedgerow.store.extract.prose.word_classes import PERSONAL_PRONOUNS
from hedgerow.store.extract.suggestions.claims import FoundClaim, find_claims
from hedgerow.store.extract.suggestions.hedges import find_hedges
from hedgerow.store.extract.suggestions.stances import FoundStance, find_stances
from hedgerow.store.span import Span

__all__ = ["SuggestionReader"]

# So many paragraphs are searched for one family before they are for the next. Its rules and words
# are then at hand in the processor's caches: it saves 3 % of all extraction.
_MOST_UNREAD = 32
_LONGEST_WORDS = 40
_MARKS = '"“”'
# Words that stand for a holder or a target without naming one.
_UNNAMED = PERSONAL_PRONOUNS | frozenset("which neither both some many most others those".split())


class SuggestionReader:
    """Finds the suggestions of one article, whose paragraphs it is given in order."""

    def __init__(self) -> None:
        self._unread: list[tuple[Paragraph, Sequence[FoundAttribution]]] = []
        self._hedges: list[Suggestion] = []
        self._claims: list[FoundClaim] = []
        self._stances: list[FoundStance] = []

    def read(self, paragraph: Paragraph, attributions: Sequence[FoundAttribution]) -> None:
        """Take in the next paragraph, with the attributions found in it."""
        self._unread.append((paragraph, attributions))
        if len(self._unread) == _MOST_UNREAD:
            self._search()

    def _search(self) -> None:
        """Search the paragraphs taken in, all of them for one family before the next."""
        for paragraph, _ in self._unread:
            self._hedges += find_hedges(paragraph)
        for paragraph, attributions in self._unread:
            self._claims += find_claims(paragraph, attributions)
        for paragraph, attributions in self._unread:
            self._stances += find_stances(paragraph, attributions)
        self._unread.clear()

    def suggestions(
        self, text: str, speakers: Sequence[Speaker], speaker_of: Mapping[Span, str | None]
    ) -> tuple[Suggestion, ...]:
        """Return all suggestions in text order, with their reasons in words.

        Args:
            text: the article.
            speakers: who is named in it.
            speaker_of: for the cue of an attribution, who speaks.
        """
        self._search()
        names = _Names(text, speakers, speaker_of)
        found = [
            *self._hedges,
            *(_claim(claim, names) for claim in self._claims),
            *(_stance(stance, names) for stance in self._stances),
        ]
        return tuple(sorted(found, key=lambda one: (one.span, one.label)))


class _Names:
    """What the people and things of an article are called."""

    def __init__(
        self, text: str, speakers: Sequence[Speaker], speaker_of: Mapping[Span, str | None]
    ) -> None:
        self._text = text
        self._speaker_of = speaker_of
        self._mentions = sorted(
            (mention, speaker.name) for speaker in speakers for mention in speaker.mentions
        )
        self._starts = [mention.start for mention, _ in self._mentions]

    def words(self, span: Span) -> str:
        """Return what stands there, on one line, without quotation marks; shortened if long."""
        words = self._text[span.start : span.end]
        for mark in _MARKS:
            words = words.replace(mark, "")
        words = " ".join(words.split()).strip("‘’'")
        return words if len(words) <= _LONGEST_WORDS else words[: _LONGEST_WORDS - 1] + "…"

    def of_source(self, attribution: FoundAttribution) -> str | None:
        """Return the speaker of an attribution, or else the words that name its source."""
        name = self._speaker_of.get(attribution.cue[0])
        if name is None and attribution.source:
            name = self._in_words(_whole(attribution.source))
        return name

    def of(self, span: Span) -> str | None:
        """Return the name of the speaker mentioned there, or the words that stand there."""
        return self._mentioned(span) or self._in_words(span)

    def _in_words(self, span: Span) -> str | None:
        """Return the words up to a comma, unless they name nobody."""
        length = span.of(self._text).find(",")
        words = self.words(Span(span.start, span.start + length) if length > 0 else span)
        return None if words.lower() in _UNNAMED else words

    def _mentioned(self, span: Span) -> str | None:
        """Return whom the span names if it names one alone: "Russia", not "Russia's offensive"."""
        first = max(0, bisect_right(self._starts, span.start) - 1)
        for mention, name in self._mentions[first : bisect_left(self._starts, span.end)]:
            if mention.end >= span.end and 2 * (span.end - mention.start) > span.length:
                return name
        return None


def _claim(claim: FoundClaim, names: _Names) -> Suggestion:
    speaker = names.of_source(claim.attribution) if claim.attribution else None
    signs = [f"attributed to {speaker}"] if speaker else []
    reason = "; ".join((*signs, claim.sign))
    return Suggestion(
        claim.span,
        "claim",
        f"claim: {reason}",
        (("checkable", claim.checkable),),
        claim.confidence,
    )


def _stance(stance: FoundStance, names: _Names) -> Suggestion:
    holder, source = _holder(stance, names)
    target = names.of(stance.target) if stance.target is not None else None
    people = " → ".join((holder or "someone", target)) if target else holder
    reason = ", ".join(filter(None, (f"'{names.words(stance.cue)}'", people)))
    attributes = [("direction", stance.direction), ("target", target or "")]
    return Suggestion(
        stance.span,
        "stance",
        f"stance: {reason}",
        tuple((name, value) for name, value in attributes if value),
        stance.confidence,
        holder,
        source if holder is not None else None,
    )


def _holder(stance: FoundStance, names: _Names) -> tuple[str | None, Span | None]:
    """Return who takes the position, and where the text says so."""
    if stance.attribution is not None and stance.attribution.source:
        return names.of_source(stance.attribution), _whole(stance.attribution.source)
    if stance.holder is not None:
        return names.of(stance.holder), stance.holder
    return None, None


def _whole(parts: Sequence[Span]) -> Span:
    return Span(parts[0].start, parts[-1].end)

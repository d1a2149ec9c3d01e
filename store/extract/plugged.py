"""Extraction by another pipeline: a reader's own function in the place of the built-in rules."""

from __future__ import annotations

import datetime
import importlib
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any, cast

from hedgerow.store.extract.findings import Extraction
from hedgerow.store.span import Span


class CheckedExtractor:
    """An extractor that a reader has named, whose findings are checked before anyone uses them.

    It can be sent to another process, where it is loaded anew.
    """

    def __init__(self, name: str, folder: str | None = None) -> None:
        """Load an extractor.

        Args:
            name: what it is called, as "package.module:function".
            folder: where modules are looked for besides the usual places.

        Raises:
            ValueError: there is no such thing; the message says what is missing.
        """
        self.name = name
        self._folder = folder
        self._extractor: Callable[..., Any] = _load(name, folder)

    def __reduce__(self) -> tuple[type[CheckedExtractor], tuple[str, str | None]]:
        """Pickle as the name, from which another process loads it."""
        return type(self), (self.name, self._folder)

    def __call__(self, text: str, published: datetime.date | None = None, /) -> Extraction:
        """Extract, and put what was found in text order.

        Raises:
            ValueError: what it gives is no `Extraction` of this text.
        """
        try:
            found = self._extractor(text, published)
        except Exception as error:  # whatever a stranger's code may raise
            raise ValueError(f"extractor “{self.name}”: {_in_words(error)}") from error
        if not isinstance(found, Extraction):
            kind = type(found).__name__
            raise ValueError(f"extractor “{self.name}” gives {kind}, not an Extraction")
        if fault := next(_faults(found, text), None):
            raise ValueError(f"extractor “{self.name}”: {fault}")
        return _in_order(found)


def _load(name: str, folder: str | None) -> Callable[..., Any]:
    if folder is not None and folder not in sys.path:
        sys.path.append(folder)  # last: it must not stand in the way of what is installed
    module_name, _, attribute = name.partition(":")
    if not module_name or not attribute:
        raise ValueError(f"“{name}” is not of the form “package.module:function”")
    try:
        module = importlib.import_module(module_name)
    except Exception as error:  # importing runs a stranger's code
        raise ValueError(f"“{module_name}” can't be imported: {_in_words(error)}") from error
    found: Any = getattr(module, attribute, None)
    if not callable(found):
        raise ValueError(f"“{module_name}” has no function “{attribute}”")
    return cast(Callable[..., Any], found)


def _in_words(error: Exception) -> str:
    return f"{type(error).__name__}: {error}" if str(error) else type(error).__name__


def _faults(found: Extraction, text: str) -> Iterator[str]:
    """Say what is wrong: a span that is no passage of the text, or a speaker nobody knows."""
    for what, spans in _spans(found):
        for span in spans:
            if not isinstance(span, Span):
                yield f"{what}: {span!r} is no Span"
            elif not 0 <= span.start < span.end <= len(text):
                yield f"{what}: {span.start}–{span.end} is no passage of {len(text):,} characters"
    names = {speaker.name for speaker in found.speakers}
    for attribution in found.attributions:
        if attribution.speaker is not None and attribution.speaker not in names:
            yield f"an attribution is by “{attribution.speaker}”, who is no speaker"


def _spans(found: Extraction) -> Iterator[tuple[str, Iterable[Any]]]:
    for speaker in found.speakers:
        yield f"speaker “{speaker.name}”", speaker.mentions
    for attribution in found.attributions:
        yield "attribution", (*attribution.source, *attribution.cue, *attribution.content)
        if not attribution.content:
            yield "attribution without content", (Span(-1, -1),)
    for date in found.dates:
        yield "date", (date.span,)
    for suggestion in found.suggestions:
        yield f"suggestion of {suggestion.label}", (suggestion.span,)
        if suggestion.source is not None:
            yield "a suggestion's source", (suggestion.source,)


def _in_order(found: Extraction) -> Extraction:
    return replace(
        found,
        speakers=tuple(
            sorted(
                (
                    replace(speaker, mentions=tuple(sorted(speaker.mentions)))
                    for speaker in found.speakers
                    if speaker.mentions
                ),
                key=lambda speaker: speaker.mentions[0],
            )
        ),
        attributions=tuple(
            sorted(
                (
                    replace(
                        one,
                        source=tuple(sorted(one.source)),
                        cue=tuple(sorted(one.cue)),
                        content=tuple(sorted(one.content)),
                    )
                    for one in found.attributions
                ),
                key=lambda one: min((*one.cue[:1], *one.content[:1])),
            )
        ),
        dates=tuple(sorted(found.dates, key=lambda date: date.span)),
        suggestions=tuple(sorted(found.suggestions, key=lambda one: (one.span, one.label))),
    )

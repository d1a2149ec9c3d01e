"""The extraction of a long article in a process of its own, what is in view first.

Ten seconds of Python in a thread would make each key wait for its turn. The other process sends
what it has found in small parts, since reading one holds up every thread of this process, too.
"""

from __future__ import annotations

import datetime
import os
import pickle
import subprocess
import sys
import threading
from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import IO, Any, Literal, NamedTuple, TypeVar

from hedgerow.store.extract import Attribution, DateMention, Extraction, Extractor, Speaker
from hedgerow.store.processes.ended import EndedError
from hedgerow.store.processes.garbage import garbage_left_alone
from hedgerow.store.span import Span

_Found = TypeVar("_Found")

LONG_TEXT = 200_000
"""Code points of a text from which a process of its own is worth the third of a second it takes."""

_BEFORE, _AFTER = 2_000, 8_000  # code points around a passage that come first
_PART = 200  # findings that are sent at once
_FAMILIES = ("speakers", "attributions", "dates", "suggestions")


class _Part(NamedTuple):
    """Some of what was found: `near`, or one family of the whole; or the extractor's fault."""

    of: Literal["near", "speakers", "attributions", "dates", "suggestions", "fault", "end"]
    found: Any


def is_long_text(text: str) -> bool:
    """Say whether a text is searched in a process of its own."""
    return len(text) >= LONG_TEXT


def range_around(text: str, offset: int) -> Span:
    """Give the whole lines around a place that fill a screen or two; of a long line, its words."""
    start, end = max(0, offset - _BEFORE), min(len(text), offset + _AFTER)
    for mark in "\n", " ":
        if start and (at := text.find(mark, start, offset)) >= 0:
            start = at + 1
            break
    for mark in "\n", " ":
        if end < len(text) and (at := text.rfind(mark, offset, end)) >= 0:
            end = at
            break
    return Span(start, end)


class Apart:
    """One extraction in another process, which may be ended from any thread.

    Attributes:
        is_over: whether it was ended, since nobody waits any more.
    """

    def __init__(self) -> None:
        self.is_over = False
        self._process: subprocess.Popen[bytes] | None = None

    def end(self) -> None:
        """Look no further."""
        self.is_over = True
        if self._process is not None:
            self._process.kill()

    def extract(
        self,
        extractor: Extractor,
        text: str,
        published: datetime.date | None,
        near: Span,
        show: Callable[[Extraction], object],
    ) -> Extraction:
        """Extract in another process.

        Args:
            extractor: what extracts; it goes to the other process pickled.
            text: the text.
            published: the day it appeared.
            near: what comes first.
            show: is told what was found near, as far as that can be known without the rest.

        Raises:
            ValueError: the extractor has failed.
            EndedError: the process was ended.
            OSError: there can be no other process.
        """
        # Not `multiprocessing`: it passes the terminal on, which a full-screen program has taken.
        with subprocess.Popen(  # noqa: S603 - Python itself, on what is given here
            [sys.executable, "-P", "-c", _BEGIN],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        ) as self._process:
            try:
                if self.is_over or not (self._process.stdin and self._process.stdout):
                    raise EndedError
                for given in sys.path, (extractor, text, published, near):
                    pickle.dump(given, self._process.stdin)
                self._process.stdin.flush()  # left open: the other process ends when it is closed
                return _received(self._process.stdout, show)
            except (EOFError, BrokenPipeError, pickle.UnpicklingError) as error:
                raise EndedError from error
            finally:
                self._process.kill()


def extract_near_first(
    extractor: Extractor,
    text: str,
    published: datetime.date | None,
    near: Span,
    show: Callable[[Extraction], object],
) -> Extraction:
    """Extract here, what is near first; see `Apart`."""
    show(found_near(extractor, text, published, near))
    return extractor(text, published)


def found_near(
    extractor: Extractor, text: str, published: datetime.date | None, near: Span
) -> Extraction:
    """Find what a part shows alone; suggestions wait, as one that is accepted is final.

    Args:
        extractor: what extracts.
        text: the whole text, whose offsets the spans are in.
        published: the day it appeared.
        near: the part.
    """
    found = extractor(near.of(text), published)
    return _moved(replace(found, suggestions=()), near.start)


def _moved(found: Extraction, by: int) -> Extraction:
    def moved(spans: Sequence[Span]) -> tuple[Span, ...]:
        return tuple(Span(start + by, end + by) for start, end in spans)

    def moved_attribution(one: Attribution) -> Attribution:
        source, cue, content = map(moved, (one.source, one.cue, one.content))
        return replace(one, source=source, cue=cue, content=content)

    def moved_date(one: DateMention) -> DateMention:
        return replace(one, span=moved([one.span])[0])

    return replace(
        found,
        speakers=tuple(replace(one, mentions=moved(one.mentions)) for one in found.speakers),
        attributions=tuple(map(moved_attribution, found.attributions)),
        dates=tuple(map(moved_date, found.dates)),
    )


def _received(parts: IO[bytes], show: Callable[[Extraction], object]) -> Extraction:
    found: dict[str, list[Any]] = {name: [] for name in _FAMILIES}
    part = _next(parts)
    if part.of == "near":
        show(part.found)
        part = _next(parts)
    with garbage_left_alone():
        while part.of != "end":
            if part.of == "fault":
                raise part.found
            found[part.of] += map(_unpacked, part.found) if part.of == "speakers" else part.found
            part = _next(parts)
        return Extraction(**{name: tuple(every) for name, every in found.items()})


def _next(parts: IO[bytes]) -> _Part:
    part: _Part = pickle.load(parts)  # noqa: S301 - from the process that was begun here
    return part


# One speaker may have more mentions than can be read in a moment; as numbers they can.


def _packed(speaker: Speaker) -> tuple[Speaker, array[int]]:
    numbers = array("q", (offset for span in speaker.mentions for offset in span))
    return replace(speaker, mentions=()), numbers


def _unpacked(packed: tuple[Speaker, array[int]]) -> Speaker:
    speaker, numbers = packed
    return replace(speaker, mentions=tuple(map(Span, numbers[::2], numbers[1::2])))


# In the other process

_BEGIN = (
    "import pickle, sys; sys.path[:] = pickle.load(sys.stdin.buffer); "
    "import hedgerow.store.processes.apart as apart; apart.main()"
)
"""What the other process runs: this module, found where this process has found it."""


def main() -> None:
    """Extract what comes through the standard input, and end when that is closed."""
    asked, answer = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)  # a reader's own extractor may print
    given = pickle.load(asked)  # noqa: S301 - from the process that has begun this one
    threading.Thread(target=_end_with, args=(asked,), daemon=True).start()
    for part in _parts(*given):
        pickle.dump(part, answer)
        answer.flush()


def _end_with(asked: IO[bytes]) -> None:
    """Wait until the other process has gone: one that was killed can't end this one."""
    asked.read(1)
    os._exit(1)


def _parts(
    extractor: Extractor, text: str, published: datetime.date | None, near: Span
) -> Iterator[_Part]:
    try:
        yield _Part("near", found_near(extractor, text, published, near))
        found = extractor(text, published)
    except ValueError as error:
        yield _Part("fault", ValueError(str(error)))
        return
    for speakers in _some(found.speakers):
        yield _Part("speakers", list(map(_packed, speakers)))
    for attributions in _some(found.attributions):
        yield _Part("attributions", attributions)
    for dates in _some(found.dates):
        yield _Part("dates", dates)
    for suggestions in _some(found.suggestions):
        yield _Part("suggestions", suggestions)
    yield _Part("end", None)


def _some(found: Sequence[_Found]) -> Iterator[Sequence[_Found]]:
    return (found[at : at + _PART] for at in range(0, len(found), _PART))

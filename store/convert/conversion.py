"""A conversion: sources become lines, one article after the other, and every loss is told."""

from __future__ import annotations

import hashlib
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, NamedTuple

import orjson

from hedgerow.store.convert.found import FoundArticle, Tell, article_of, digest_of
from hedgerow.store.convert.inputs import SourceFile, inputs_below, is_of_annotations
from hedgerow.store.convert.lines import line_of
from hedgerow.store.convert.reading_files import found_in, why_not_read
from hedgerow.store.corpus import AS_IT_IS, About, Article, Corpus, ReadAs, Source
from hedgerow.store.files import real_path
from hedgerow.store.problem import Problem, ProblemError

LONGEST_ID = 300
"""Characters; a longer one is replaced by one that is made from the content."""

_CHUNK = 1 << 20


class KnownArticle(NamedTuple):
    """A line that an earlier run has written."""

    id: str
    file: str
    place: str | None
    sha256: str
    digest: str


class OtherSourceError(Exception):
    """Raised where a source is not what it was when an earlier run read it."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


class Converted(NamedTuple):
    """What came of an article, or of something that is left out.

    "made": `line` is its line. "kept": an earlier run has written it. "left out": `problems` say
    why. "file": a source was gone through to its end, or something is to be told of all of them.
    """

    state: Literal["made", "kept", "left out", "file"]
    problems: tuple[Problem, ...] = ()
    line: bytes = b""
    article: Article | None = None


def known_article(line: bytes) -> KnownArticle | None:
    """Read a line of an earlier run; None if it is torn, or not of a conversion."""
    try:
        record = orjson.loads(line)
        source = record["source"]
        about = About(record["title"], record["outlet"], record["published"])
        made = Article(record["id"], record["text"], about.title, Path(), None, *about[1:])
        return KnownArticle(
            record["id"], source["file"], source["place"], source["sha256"], digest_of(made)
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


@dataclass
class Conversion:
    """All that decides what comes of some sources.

    Attributes:
        sources: files and folders.
        largest: the most bytes an article, or a file that is read whole, may have.
        outputs: real paths of what is being written, which are no sources.
        read_as: what a person has said of how files are to be read.
    """

    sources: tuple[Path, ...]
    largest: int
    outputs: frozenset[Path] = frozenset()
    read_as: ReadAs = AS_IT_IS
    _ids: set[str] = field(default_factory=set)
    _digests: dict[bytes, tuple[str, str]] = field(default_factory=dict)
    _again: Counter[str] = field(default_factory=Counter)
    _twice: int = 0
    _example: tuple[str, str] | None = None

    def count(self) -> int:
        """Say how many files there are to be read.

        Raises:
            ProblemError: a source is not there.
        """
        for source in self.sources:
            if not source.exists():
                raise ProblemError(Problem(source, "no such file or folder", "check the path"))
        return sum(1 for _ in self._inputs(list[Problem]().append))

    def articles(self, known: Iterable[KnownArticle] = ()) -> Iterator[Converted]:
        """Go through the sources, in order.

        Args:
            known: the lines that an earlier run has written.

        Raises:
            OtherSourceError: a source has changed since.
        """
        earlier: dict[str, list[KnownArticle]] = {}
        for one in known:
            earlier.setdefault(one.file, []).append(one)
        faults: list[Problem] = []
        unread: Counter[tuple[str, str, str]] = Counter()
        for given in self._inputs(faults.append):
            yield from _left_out(faults)
            holds, fault = self._look_at(given, unread)
            if fault:
                faults.append(fault)
            elif holds:
                yield from self._of_file(given, earlier.pop(str(given.shown), []), faults)
            yield from _left_out(faults)
            yield Converted("file")
        yield from _left_out(faults)
        for (ending, what, remedy), count in sorted(unread.items()):
            yield Converted("left out", (Problem(f"{count:,} {ending}", what, remedy),))
        if self._example:
            where, first = self._example
            what = f"{self._twice:,} articles are the same as others, the first as “{first}”"
            yield Converted(
                "file", (Problem(where, what, "they are kept; take out what is too many"),)
            )

    def _inputs(self, tell: Tell) -> Iterator[SourceFile]:
        for source in self.sources:
            yield from inputs_below(source, self.largest, self.outputs, tell, self.read_as)

    def _look_at(
        self, given: SourceFile, unread: Counter[tuple[str, str, str]]
    ) -> tuple[bool, Problem | None]:
        """Say whether a file can be read; those of a folder that can't be are counted by ending."""
        try:
            why = why_not_read(given)
        except OSError as error:
            return False, given.problem(
                f"can't be read ({error.strerror})", "check who may read it"
            )
        if why is None:
            return True, None
        if given.path in self.sources:
            return False, given.problem(*why)
        unread[(given.ending or "without an ending", *why)] += 1
        return False, None

    def _of_file(
        self, given: SourceFile, earlier: list[KnownArticle], faults: list[Problem]
    ) -> Iterator[Converted]:
        sha256 = _sha256(given.path)
        if earlier and earlier[0].sha256 != sha256:
            raise OtherSourceError(f"{given.shown} has changed since")
        if len(earlier) == 1 and earlier[0].place is None:
            self._remember(earlier[0].id, earlier[0].digest, sha256)
            yield Converted("kept")
            return
        waiting = iter(earlier)
        is_silent = True
        for one, holder in found_in(given, faults.append):
            is_silent = False
            yield from _left_out(faults)
            made = self._made(one, holder, given, sha256, faults)
            if made is None:
                continue
            if expected := next(waiting, None):
                if made.article is None or expected.id != made.article.id:
                    raise OtherSourceError(f"{given.shown} was read otherwise by the earlier run")
                made = Converted("kept")
            yield made
        if is_silent and not faults:
            faults.append(given.problem("no articles in it", "look into it"))

    def _made(
        self,
        one: FoundArticle,
        holder: SourceFile,
        given: SourceFile,
        sha256: str,
        faults: list[Problem],
    ) -> Converted | None:
        """Make an article and its line; None, and a fault, if it is left out."""
        place = _place_of(one, holder, given)
        if not one.reading.text.strip():
            faults.append(_at(given, place, "no text in it", "left out; save it with its text"))
            return None
        name = (
            holder.name.rsplit(".", 1)[0] if "." in holder.name.rsplit("/", 1)[-1] else holder.name
        )
        article = article_of(one, Source(holder.path, name, None))
        digest = digest_of(article)
        first, its_file = self._digests.get(bytes.fromhex(digest[:32]), ("", ""))
        if first and its_file == sha256 and one.place and one.id in (None, first):
            what = f"the same article as “{first}”: “{article.title[:60]}”"
            faults.append(_at(given, place, what, "left out; nothing is lost"))
            return None
        if first:
            self._twice += 1
            self._example = self._example or (str(given.shown), first)
        wanted = one.id or (name if one.place is None else digest[:16])
        self._remember(identity := self._free(wanted, digest), digest, sha256)
        line = line_of(article, identity, one, given, sha256, place)
        return Converted("made", tuple(one.reading.problems), line, _named(article, identity))

    def _free(self, wanted: str, digest: str) -> str:
        wanted = " ".join(wanted.split())
        if not wanted or len(wanted) > LONGEST_ID:
            wanted = digest[:16]
        free = wanted
        while free in self._ids:
            self._again[wanted] += 1
            free = f"{wanted}-{self._again[wanted] + 1}"
        return free

    def _remember(self, identity: str, digest: str, sha256: str) -> None:
        self._ids.add(identity)
        self._digests.setdefault(bytes.fromhex(digest[:32]), (identity, sys.intern(sha256)))


def require_outside(output: Path, sources: Iterable[Path]) -> None:
    """Never let an output take the place of a source, or of what a corpus lives on.

    Raises:
        ProblemError: it would.
        OSError: the path leads to itself.
    """
    there = real_path(output)
    is_kept = any(is_of_annotations(part) for part in there.parts[:-1])
    is_tagged = there.exists() and (
        there.with_name(there.stem + ".annotations").exists()
        or (there.is_file() and (there.parent / "annotations").exists())
    )
    if is_kept or is_tagged or there.name == "codebook.toml" or is_of_annotations(there.name):
        what = "belongs to a corpus that has annotations"
        raise ProblemError(Problem(output, what, "name another file"))
    for source in sources:
        is_source = there == real_path(source)
        if is_source or (source.is_dir() and there.is_file() and _is_article(source, there)):
            raise ProblemError(Problem(output, "is one of the sources", "name another file"))


def _is_article(source: Path, there: Path) -> bool:
    """Say whether a file that exists is among the articles of a source, not a conversion's own."""
    if not there.is_relative_to(real_path(source)):
        return False
    with there.open("rb") as file:
        first = file.readline(_CHUNK * 20)
    return bool(first.strip()) and known_article(first) is None and Corpus(source).holds(there)


def _named(article: Article, identity: str) -> Article:
    from dataclasses import replace

    return replace(article, id=identity)


def _left_out(faults: list[Problem]) -> Iterator[Converted]:
    for problem in faults:
        yield Converted("left out", (problem,))
    faults.clear()


def _at(given: SourceFile, place: str | None, what: str, remedy: str) -> Problem:
    return given.problem(f"{place}: {what}" if place else what, remedy)


def _place_of(one: FoundArticle, holder: SourceFile, given: SourceFile) -> str | None:
    """Give the place in the file: that of the file within it, and that within this."""
    member = str(holder.shown).removeprefix(f"{given.shown}/") if holder is not given else ""
    member = "" if member == str(given.shown) else member
    return ", ".join(part for part in (member, one.place) if part) or None


def _sha256(path: Path) -> str:
    from hedgerow.store.files import ARTICLE, open_to_read

    digest = hashlib.sha256()
    with open_to_read(path, ARTICLE) as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()

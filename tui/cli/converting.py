"""`hedgerow convert`: what people have becomes a corpus, once."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path

from hedgerow.store.convert import (
    ArticleFolder,
    Conversion,
    Converted,
    OtherSourceError,
    known_article,
    require_outside,
)
from hedgerow.store.corpus import ReadAs
from hedgerow.store.files import PartialFile, real_path
from hedgerow.store.problem import Problem, ProblemError
from hedgerow.tui.cli.output import DONE, WANTING, DataOutput, complain, flush
from hedgerow.tui.cli.progress import Progress


def convert(options: Namespace) -> int:
    """Convert the sources; 1 if anything was left out."""
    sources = tuple(Path(source) for source in options.sources)
    largest = options.max_size * 1_000_000 or sys.maxsize - 1
    read_as = ReadAs(tuple(sorted(options.fields)), options.encoding)
    if not options.output or options.output == "-":
        conversion = Conversion(sources, largest, read_as=read_as)
        total = conversion.count()
        out = DataOutput()
        tally = _Tally(is_shown=sys.stderr.isatty() and not sys.stdout.isatty())
        tally.go(conversion.articles(), total, lambda one: out.write(one.line))
        flush()
        return tally.ended("standard output")
    output = Path(options.output)
    require_outside(output, sources)
    drafts = {real_path(output), real_path(output.with_name(output.name + ".partial"))}
    conversion = Conversion(sources, largest, frozenset(drafts), read_as)
    total = conversion.count()
    if options.to == "folder":
        return _into_folder(conversion, output, total, options)
    return _into_file(conversion, output, total, options)


def _into_file(conversion: Conversion, output: Path, total: int, options: Namespace) -> int:
    tally = _Tally(is_shown=sys.stderr.isatty())
    with PartialFile(output, resume=options.resume, replace=options.force) as file:
        try:
            every = conversion.articles(file.lines(known_article))
            tally.go(every, total, lambda one: file.write(one.line))
            file.finish()
        except OtherSourceError as error:
            problem = Problem(file.shown_draft, error.what, "--force without --resume begins anew")
            raise ProblemError(problem) from error
        finally:
            if file.is_left:
                there = f"{file.kept + file.written:,} articles are kept in {file.shown_draft}"
                complain(f"{there}; the same command with --resume goes on from there")
    return tally.ended(str(output))


def _into_folder(conversion: Conversion, output: Path, total: int, options: Namespace) -> int:
    folder = ArticleFolder(output, resume=options.resume, replace=options.force)
    tally = _Tally(is_shown=sys.stderr.isatty())

    def write(one: Converted) -> None:
        if one.article is not None:
            folder.write(one.article)

    try:
        tally.go(conversion.articles(), total, write)
    except KeyboardInterrupt:
        there = f"{folder.kept + folder.written:,} articles are in {output}"
        complain(f"{there}; the same command with --resume goes on from there")
        raise
    return tally.ended(str(output))


class _Tally:
    """Counts what came of the articles, tells what was left out, and shows how far it has come."""

    def __init__(self, *, is_shown: bool) -> None:
        self._is_shown = is_shown
        self._made = self._kept = self._left_out = 0

    def go(
        self, every: Iterable[Converted], total: int, write: Callable[[Converted], object]
    ) -> None:
        """Write what is made, as it comes."""
        articles = iter(every)
        files = 0
        progress = Progress(None, shown=self._is_shown)
        progress.note(f"file 1 of {total:,}")
        with closing(articles), progress:  # type: ignore[type-var]
            for one in articles:
                if one.problems:
                    progress.clear()
                for problem in one.problems:
                    complain(problem)
                if one.state == "file":
                    files += 1
                    progress.note(f"file {min(files + 1, total):,} of {total:,}")
                elif one.state == "left out":
                    self._left_out += 1
                else:
                    self._made += one.state == "made"
                    self._kept += one.state == "kept"
                    if one.state == "made":
                        write(one)
                    progress.advance()

    def ended(self, output: str) -> int:
        """Tell what came of it; give the exit code."""
        told = f"{self._made + self._kept:,} articles written to {output}"
        told += f", {self._kept:,} of them by an earlier run" if self._kept else ""
        told += f"; left out: {self._left_out:,}, each told above" if self._left_out else ""
        complain(told)
        return WANTING if self._left_out else DONE

"""The commands without a screen: data on standard output, messages on standard error."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from store.article import Article
from store.exchange import jsonlines
from store.problem import Problem, ProblemError
from store.span import Span
from store.tagging import tag
from store.whole_file import write_whole
from store.workspace import Workspace
from tui.commands import taken_keys
from tui.text.visible import visible

DONE, WANTING = 0, 1
"""Exit codes: all done; failed, or something was found wanting."""


def complain(problem: object) -> None:
    """Tell a fault on standard error, on one line and with nothing a terminal would act on."""
    sys.stderr.write(f"hedgerow: {visible(str(problem))}\n")


def open_workspace(options: Namespace) -> Workspace:
    """Open the corpus that the command line names.

    Raises:
        ProblemError: there is none.
    """
    largest = options.max_size * 1_000_000 if options.max_size else None
    return Workspace(
        options.corpus,
        annotations=options.annotations,
        annotator=options.annotator,
        largest=largest,
        taken_keys=taken_keys(),
    )


def run(command: Callable[[Namespace, Workspace], int], options: Namespace) -> int:
    """Run a command on a corpus, and tell every fault that was met."""
    try:
        workspace = open_workspace(options)
    except ProblemError as error:
        complain(error.problem)
        return WANTING
    try:
        status = command(options, workspace)
    except ProblemError as error:
        complain(error.problem)
        status = WANTING
    except BrokenPipeError:
        raise  # the reader of a pipe has had enough: no fault of anyone's
    except OSError as error:
        complain(f"{error.filename or options.corpus}: {error.strerror}; check who may write there")
        status = WANTING
    for problem in workspace.problems:
        complain(problem)
    return status


def _found_wanting(workspace: Workspace) -> int:
    """Exit with 1 where an article or a line was passed over; other remarks change nothing."""
    return WANTING if workspace.corpus.problems else DONE


def export(options: Namespace, workspace: Workspace) -> int:
    """Write annotations as JSON Lines."""
    selection = jsonlines.Selection(
        options.label, options.annotator, options.article, options.verdict
    )
    problems: list[Problem] = []
    lines = jsonlines.export(workspace.corpus, workspace.annotations, selection, problems)
    count = _write(lines, options, workspace)
    for problem in problems:
        workspace.corpus.tell(problem)
    if options.output:
        sys.stderr.write(f"hedgerow: {count:,} annotations written to {options.output}\n")
    return _found_wanting(workspace)


def import_(options: Namespace, workspace: Workspace) -> int:
    """Read annotations from JSON Lines."""
    if options.file == "-":
        result = _import(sys.stdin.buffer, "standard input", workspace)
    else:
        with Path(options.file).open("rb") as lines:
            result = _import(lines, options.file, workspace)
    for problem in result.problems:
        workspace.corpus.tell(problem)
    sys.stderr.write(
        f"hedgerow: {result.added:,} annotations imported, {result.known:,} known already\n"
    )
    return _found_wanting(workspace)


def _import(lines: Iterable[bytes], source: str, workspace: Workspace) -> jsonlines.Imported:
    return jsonlines.import_lines(
        lines, source, workspace.corpus, workspace.annotations, workspace.codebook
    )


def tag_passage(options: Namespace, workspace: Workspace) -> int:
    """Tag one passage."""
    if options.label not in workspace.codebook:
        names = ", ".join(label.name for label in workspace.codebook.labels)
        what = f"no label “{options.label}”"
        raise ProblemError(Problem(workspace.codebook.origin, what, f"there are: {names}"))
    article = workspace.read(options.article)
    try:
        made = tag(
            article,
            Span(options.start, options.end),
            options.label,
            annotator=workspace.annotations.annotator,
            codebook=workspace.codebook,
            found=workspace.extract(article),
            memo=options.memo,
        )
    except ValueError as error:
        raise ProblemError(Problem(article.path, str(error), "name a span within it")) from error
    workspace.history.save(article.id, made.brief, {made.id: made.document()})
    sys.stdout.write(json.dumps({"id": made.id, "quote": made.quote}, ensure_ascii=True) + "\n")
    return DONE


def mentions(options: Namespace, workspace: Workspace) -> int:
    """Write speakers, attributions and dates, a line an article."""
    articles = _published_on(options.published, _readable(workspace))
    if options.jobs > 1:
        lines = _in_processes(articles, options.jobs)
    else:
        lines = map(_mentions_line, articles)
    _write(lines, options, workspace)
    return _found_wanting(workspace)


def _readable(workspace: Workspace) -> Iterator[Article]:
    for article in workspace.corpus:
        try:
            yield workspace.read(article)
        except ProblemError as error:
            workspace.corpus.tell(error.problem)


def _published_on(published: str | None, articles: Iterable[Article]) -> Iterator[Article]:
    """Give articles that state no date of their own the one from the command line."""
    for article in articles:
        if published and article.publication_date is None:
            article = replace(article, published=published, published_from="given")
        yield article


def _mentions_line(article: Article) -> bytes:
    from store.exchange.mentions import mentions_line

    return mentions_line(article)


def _in_processes(articles: Iterable[Article], jobs: int) -> Iterator[bytes]:
    """Extract in several processes, in the order of the articles, with few of them in memory."""
    from collections import deque
    from concurrent.futures import Future, ProcessPoolExecutor

    waiting: deque[Future[bytes]] = deque()
    with ProcessPoolExecutor(jobs) as pool:
        for article in articles:
            waiting.append(pool.submit(_mentions_line, article))
            if len(waiting) >= 4 * jobs:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def check(options: Namespace, workspace: Workspace) -> int:
    """Read every file, line and anchor; count what there is and name what is wrong."""
    from store.check import check, compact

    if options.compact:
        dropped = compact(workspace)
        lines, tables = sum(dropped.values()), len(dropped)
        sys.stderr.write(f"hedgerow: {lines:,} lines dropped, of {tables:,} articles\n")
    report = check(workspace)
    _report(report.counts, as_json=options.json)
    return WANTING if report.needs_a_person else DONE


def _report(counts: dict[str, int], *, as_json: bool) -> None:
    if as_json:
        sys.stdout.write(json.dumps(counts) + "\n")
        return
    for name, count in counts.items():
        sys.stdout.write(f"{count:>9,}  {name.replace('_', ' ')}\n")


def _write(lines: Iterable[bytes], options: Namespace, workspace: Workspace) -> int:
    """Write to the file that was named, whole or not at all, or to standard output."""
    if options.output and options.output != "-":
        path = Path(options.output)
        if workspace.corpus.holds(path):
            raise ProblemError(Problem(path, "belongs to the corpus", "name another file"))
        try:
            return write_whole(path, lines, replace=options.force)
        except FileExistsError as error:
            problem = Problem(options.output, "exists", "--force replaces it")
            raise ProblemError(problem) from error
    count = 0
    for line in lines:
        sys.stdout.buffer.write(line)
        count += 1
    sys.stdout.buffer.flush()
    return count

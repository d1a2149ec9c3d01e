"""The commands without a screen: data on standard output, messages on standard error."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from hedgerow.store.corpus import Corpus
from hedgerow.store.exchange import ExportSelection, ImportResult, export_lines, import_lines
from hedgerow.store.files import write_whole
from hedgerow.store.problem import Problem, ProblemError
from hedgerow.store.span import Span
from hedgerow.store.tagging import tag
from hedgerow.store.workspace import Workspace, load_settings
from hedgerow.tui.commands import taken_keys
from hedgerow.tui.text.visible import visible

if TYPE_CHECKING:
    from hedgerow.store.agreement import Comparison
    from hedgerow.store.exchange import MentionsOutcomes, MentionsRun

DONE, WANTING = 0, 1
"""Exit codes: all done; failed, or something was found wanting."""


class Writable(Protocol):
    """Whatever takes lines."""

    def write(self, line: bytes, /) -> object:
        """Take a line."""


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
        settings=load_settings(),
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
    selection = ExportSelection(options.label, options.annotator, options.article, options.verdict)
    problems: list[Problem] = []
    lines = export_lines(workspace.corpus, workspace.annotations, selection, problems)
    count = _write(lines, options, workspace)
    for problem in problems:
        workspace.corpus.tell(problem)
    if options.output:
        sys.stderr.write(f"hedgerow: {count:,} annotations written to {options.output}\n")
    return _found_wanting(workspace)


def list_queues(_: Namespace, workspace: Workspace) -> int:
    """Print the annotator's named queues: name, how far it has come, what is in it; by tabs."""
    from hedgerow.store.review import ReviewPlaces

    for kept in ReviewPlaces(workspace.annotations).named():
        standing = kept.standing
        place = f"{standing.done}/{standing.total} reviewed"
        state = "done" if standing.finished else "under way"
        cells = (kept.queue.name or "", state, place, str(kept.queue))
        sys.stdout.write("\t".join(visible(cell) for cell in cells) + "\n")
    return DONE


def import_(options: Namespace, workspace: Workspace) -> int:
    """Read annotations from JSON Lines."""
    if options.file == "-":
        result = _import(sys.stdin.buffer, "standard input", workspace)
    else:
        with Path(options.file).open("rb") as lines:
            result = _import(lines, options.file, workspace)
    for problem in result.problems:
        workspace.corpus.tell(problem)
    verdicts = f", {result.verdicts:,} verdicts on them" if result.verdicts else ""
    sys.stderr.write(
        f"hedgerow: {result.added:,} annotations imported{verdicts}, "
        f"{result.known:,} known already\n"
    )
    return _found_wanting(workspace)


def _import(lines: Iterable[bytes], source: str, workspace: Workspace) -> ImportResult:
    return import_lines(lines, source, workspace.corpus, workspace.annotations, workspace.codebook)


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
    from hedgerow.store.exchange import MentionsRun, dates_set_by_readers

    corpus = workspace.corpus
    given, unusable, problems = dates_set_by_readers(corpus, workspace.annotations)
    for problem in problems:
        corpus.tell(problem)
    run = MentionsRun(
        corpus, workspace.extractor, options.published, options.suggestions, given, unusable
    )
    if not options.output or options.output == "-":
        return _write_mentions(run.outcomes(jobs=options.jobs), sys.stdout.buffer, options, corpus)
    path = Path(options.output)
    _refuse_what_belongs_to(corpus, path)
    if path.exists() and not path.is_file() and not path.is_dir():
        with path.open("wb") as device:  # a pipe: nothing stays there that could be gone on with
            return _write_mentions(run.outcomes(jobs=options.jobs), device, options, corpus)
    return _write_mentions_file(run, path, options, corpus)


def _write_mentions_file(run: MentionsRun, path: Path, options: Namespace, corpus: Corpus) -> int:
    """Write to a file that keeps what is there, if the run is broken off."""
    from hedgerow.store.exchange import ForeignLineError, known_mentions_line
    from hedgerow.store.files import PartialFile

    with PartialFile(path, resume=options.resume, replace=options.force) as file:
        try:
            outcomes = run.outcomes(file.lines(known_mentions_line), options.jobs)
            status = _write_mentions(outcomes, file, options, corpus)
            file.finish()
        except ForeignLineError as error:
            problem = Problem(file.shown_draft, error.what, "--force begins anew", error.number)
            raise ProblemError(problem) from error
        finally:
            if file.is_left:
                there = f"{file.kept + file.written:,} lines are kept in {file.shown_draft}"
                complain(f"{there}; the same command with --resume goes on from there")
    passed_over = len(corpus) - file.kept - file.written
    told = f"{file.kept + file.written:,} articles written to {path}"
    told += f", {file.kept:,} of them by an earlier run" if file.kept else ""
    complain(told + (f"; {passed_over:,} passed over" if passed_over else ""))
    return status


def _write_mentions(
    outcomes: MentionsOutcomes, file: Writable, options: Namespace, corpus: Corpus
) -> int:
    """Write the line of each article, tell its faults at once, and show how far it has come."""
    from contextlib import closing

    from hedgerow.tui.cli.progress import Progress

    to_file = options.output not in (None, "-")
    is_shown = sys.stderr.isatty() and (to_file or not sys.stdout.isatty())
    status = WANTING if corpus.problems else DONE
    with closing(outcomes), Progress(len(corpus), shown=is_shown) as progress:
        for outcome in outcomes:
            for problem in outcome.problems:
                progress.clear()
                complain(problem)
                status = WANTING
            if outcome.line:
                file.write(outcome.line)
            progress.advance()
    if not to_file:
        sys.stdout.buffer.flush()
    return status


def agreement(options: Namespace, workspace: Workspace) -> int:
    """Say how far annotators agree, label by label, with the counts behind each figure."""
    comparisons = _own_consistency if options.second_look else _between_annotators
    _write_agreement(comparisons(options, workspace), options)
    return _found_wanting(workspace)


def _between_annotators(options: Namespace, workspace: Workspace) -> list[Comparison]:
    from hedgerow.store.agreement import compare_annotators, marked_articles

    problems: list[Problem] = []
    marked = list(
        marked_articles(workspace.corpus, workspace.annotations, problems, label=options.label)
    )
    for problem in problems:
        workspace.corpus.tell(problem)
    names = sorted({name for article in marked for name in article.marks})
    chosen = list(dict.fromkeys(options.annotators or names))
    if unknown := [name for name in chosen if name not in names]:
        what = f"nothing is marked by {', '.join(unknown)}"
        remedy = f"those who have marked something: {', '.join(names) or 'nobody'}"
        raise ProblemError(Problem(workspace.annotations.folder, what, remedy))
    if len(chosen) < 2:
        what = f"only {chosen[0]} has marked anything" if chosen else "nobody has marked anything"
        remedy = "agreement takes two; `hedgerow import` brings in another's tags"
        raise ProblemError(Problem(workspace.annotations.folder, what, remedy))
    return compare_annotators(chosen, marked, options.bootstrap)


def _own_consistency(options: Namespace, workspace: Workspace) -> list[Comparison]:
    from hedgerow.store.agreement import Comparison
    from hedgerow.store.second_look import looked_at_twice, second_look_name, who_looked_twice

    problems: list[Problem] = []
    marked = list(
        looked_at_twice(workspace.corpus, workspace.annotations, problems, label=options.label)
    )
    for problem in problems:
        workspace.corpus.tell(problem)
    names = who_looked_twice(marked)
    chosen = list(dict.fromkeys(options.annotators or names))
    if unknown := [name for name in chosen if name not in names]:
        what = f"nothing is looked at twice by {', '.join(unknown)}"
        remedy = f"those who have looked twice: {', '.join(names) or 'nobody'}"
        raise ProblemError(Problem(workspace.annotations.folder, what, remedy))
    if not chosen:
        what, remedy = "nobody has looked twice", "`hedgerow review --second-look` begins"
        raise ProblemError(Problem(workspace.annotations.folder, what, remedy))
    return [Comparison(name, second_look_name(name), marked, options.bootstrap) for name in chosen]


def _write_agreement(comparisons: list[Comparison], options: Namespace) -> None:
    if options.json:
        from hedgerow.store.exchange import agreement_record

        record = agreement_record(comparisons)
        sys.stdout.write(json.dumps(record, ensure_ascii=False, indent=2) + "\n")
        return
    import hedgerow.tui.tables.agreement as agreement_table

    for line in getattr(agreement_table, f"lines_by_{options.by}")(comparisons):
        sys.stdout.write(line + "\n")


def stats(options: Namespace, workspace: Workspace) -> int:
    """Count tags by speaker, outlet and date, with progress and pace."""
    from shutil import get_terminal_size

    from hedgerow.store.overview import GROUPINGS, count_tags

    problems: list[Problem] = []
    counted = count_tags(
        workspace.corpus,
        workspace.annotations,
        problems,
        label=options.label,
        annotator=options.counted,
    )
    for problem in problems:
        workspace.corpus.tell(problem)
    ways = (options.by,) if options.by else GROUPINGS
    if options.json:
        sys.stdout.write(json.dumps(counted.record(ways), ensure_ascii=False, indent=2) + "\n")
    else:
        import hedgerow.tui.tables.stats as stats_table

        columns = min(160, get_terminal_size((80, 24)).columns)
        for line in stats_table.lines(counted, workspace.codebook, columns, ways):
            sys.stdout.write(line + "\n")
    return _found_wanting(workspace)


def check(options: Namespace, workspace: Workspace) -> int:
    """Read every file, line and anchor; count what there is and name what is wrong."""
    from hedgerow.store.overview import check_corpus, compact_journals

    if options.compact:
        dropped = compact_journals(workspace)
        lines, tables = sum(dropped.values()), len(dropped)
        sys.stderr.write(f"hedgerow: {lines:,} lines dropped, of {tables:,} articles\n")
    report = check_corpus(workspace)
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
        _refuse_what_belongs_to(workspace.corpus, path)
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


def _refuse_what_belongs_to(corpus: Corpus, path: Path) -> None:
    if corpus.holds(path):
        raise ProblemError(Problem(path, "belongs to the corpus", "name another file"))

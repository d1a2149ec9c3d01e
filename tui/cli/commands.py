"""The commands that write, read and check annotations without a screen."""

from __future__ import annotations

import json
from argparse import Namespace

from hedgerow.store.exchange import ExportSelection, export_lines
from hedgerow.store.problem import Problem, ProblemError
from hedgerow.store.span import Span
from hedgerow.store.tagging import tag
from hedgerow.store.workspace import Workspace
from hedgerow.tui.cli.output import DONE, WANTING, complain, found_wanting, put, write_out
from hedgerow.tui.text.visible import visible


def export(options: Namespace, workspace: Workspace) -> int:
    """Write annotations as JSON Lines."""
    selection = ExportSelection(options.label, options.annotator, options.article, options.verdict)
    problems: list[Problem] = []
    lines = export_lines(workspace.corpus, workspace.annotations, selection, problems)
    count = write_out(lines, options, workspace)
    for problem in problems:
        workspace.corpus.tell(problem)
    if options.output:
        complain(f"{count:,} annotations written to {options.output}")
    return found_wanting(workspace)


def list_queues(_: Namespace, workspace: Workspace) -> int:
    """Print the annotator's named queues: name, how far it has come, what is in it; by tabs."""
    from hedgerow.store.review import ReviewPlaces

    for kept in ReviewPlaces(workspace.annotations).named():
        standing = kept.standing
        place = f"{standing.done}/{standing.total} reviewed"
        state = "done" if standing.finished else "under way"
        cells = (kept.queue.name or "", state, place, str(kept.queue))
        put("\t".join(visible(cell) for cell in cells) + "\n")
    return DONE


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
    put(json.dumps({"id": made.id, "quote": made.quote}, ensure_ascii=True) + "\n")
    return DONE


def check(options: Namespace, workspace: Workspace) -> int:
    """Read every file, line and anchor; count what there is and name what is wrong."""
    from hedgerow.store.overview import check_corpus, compact_journals

    if options.compact:
        dropped = compact_journals(workspace)
        lines, tables = sum(dropped.values()), len(dropped)
        complain(f"{lines:,} lines dropped, of {tables:,} articles")
    report = check_corpus(workspace)
    _report(report.counts, as_json=options.json)
    return WANTING if report.needs_a_person else DONE


def _report(counts: dict[str, int], *, as_json: bool) -> None:
    if as_json:
        put(json.dumps(counts) + "\n")
        return
    for name, count in counts.items():
        put(f"{count:>9,}  {name.replace('_', ' ')}\n")

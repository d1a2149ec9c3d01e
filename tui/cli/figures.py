"""`hedgerow agreement` and `hedgerow stats`: the figures over what has been marked."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from hedgerow.store.problem import Problem, ProblemError
from hedgerow.store.workspace import Workspace
from hedgerow.tui.cli.output import found_wanting, put, write_record

if TYPE_CHECKING:
    from hedgerow.store.agreement import Comparison, MarkedArticle


def agreement(options: Namespace, workspace: Workspace) -> int:
    """Say how far annotators agree, label by label, with the counts behind each figure."""
    comparisons = _own_consistency if options.second_look else _between_annotators
    _write_agreement(comparisons(options, workspace), options)
    return found_wanting(workspace)


def _between_annotators(options: Namespace, workspace: Workspace) -> list[Comparison]:
    from hedgerow.store.agreement import compare_annotators, marked_articles

    marked = _gathered(marked_articles, options, workspace)
    names = sorted({name for article in marked for name in article.marks})
    chosen = _chosen(options, workspace, names, "marked", "marked something")
    if len(chosen) < 2:
        what = f"only {chosen[0]} has marked anything" if chosen else "nobody has marked anything"
        remedy = "agreement takes two; `hedgerow import` brings in another's tags"
        raise ProblemError(Problem(workspace.annotations.folder, what, remedy))
    return compare_annotators(chosen, marked, options.bootstrap)


def _own_consistency(options: Namespace, workspace: Workspace) -> list[Comparison]:
    from hedgerow.store.agreement import Comparison
    from hedgerow.store.second_look import looked_at_twice, second_look_name, who_looked_twice

    marked = _gathered(looked_at_twice, options, workspace)
    names = who_looked_twice(marked)
    chosen = _chosen(options, workspace, names, "looked at twice", "looked twice")
    if not chosen:
        what, remedy = "nobody has looked twice", "`hedgerow review --second-look` begins"
        raise ProblemError(Problem(workspace.annotations.folder, what, remedy))
    return [Comparison(name, second_look_name(name), marked, options.bootstrap) for name in chosen]


def _gathered(
    find: Callable[..., Iterable[MarkedArticle]], options: Namespace, workspace: Workspace
) -> list[MarkedArticle]:
    """Find what is compared, and tell the faults that are met on the way."""
    problems: list[Problem] = []
    marked = list(find(workspace.corpus, workspace.annotations, problems, label=options.label))
    for problem in problems:
        workspace.corpus.tell(problem)
    return marked


def _chosen(
    options: Namespace, workspace: Workspace, names: Sequence[str], is_done: str, has_done: str
) -> list[str]:
    """Give who is compared: those who are named, else all who have done anything.

    Raises:
        ProblemError: somebody is named who has not.
    """
    chosen = list(dict.fromkeys(options.annotators or names))
    if unknown := [name for name in chosen if name not in names]:
        what = f"nothing is {is_done} by {', '.join(unknown)}"
        remedy = f"those who have {has_done}: {', '.join(names) or 'nobody'}"
        raise ProblemError(Problem(workspace.annotations.folder, what, remedy))
    return chosen


def _write_agreement(comparisons: list[Comparison], options: Namespace) -> None:
    if options.json:
        from hedgerow.store.exchange import agreement_record

        write_record(agreement_record(comparisons))
        return
    from hedgerow.tui.tables.agreement import lines_by_article, lines_by_label, lines_by_pair

    ways = {"pair": lines_by_pair, "label": lines_by_label, "article": lines_by_article}
    for line in ways[options.by](comparisons):
        put(line + "\n")


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
        write_record(counted.record(ways))
    else:
        import hedgerow.tui.tables.stats as stats_table

        columns = min(160, get_terminal_size((80, 24)).columns)
        for line in stats_table.lines(counted, workspace.codebook, columns, ways):
            put(line + "\n")
    return found_wanting(workspace)

"""The command line. The app, and all it takes, is imported last: other commands start at once."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hedgerow.store.review import Queue
    from hedgerow.store.second_look import SecondLookSample
    from hedgerow.store.workspace import Workspace

_HEADLESS = ("export", "import", "tag", "mentions", "agreement", "stats", "check")
_COMMANDS = ("read", "review", *_HEADLESS)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run Hedgerow.

    Args:
        arguments: the command line after the program's name.

    Returns:
        The exit code: 0 done, 1 failed or found wanting, 2 wrong usage.
    """
    # What is loaded at the start stays: looking for garbage among it takes a tenth of the time.
    gc.disable()
    try:
        return _main(arguments)
    finally:
        gc.enable()


def _main(arguments: Sequence[str] | None) -> int:
    given = list(sys.argv[1:] if arguments is None else arguments)
    parser = _parser()
    options = parser.parse_args(_with_command(given))
    if options.command == "mentions" and options.resume and options.output in (None, "-"):
        parser.error("--resume needs a file to go on with: --output FILE")
    if options.command == "review" and (fault := _fault_of_queue(options)):
        parser.error(fault)
    try:
        if options.command in _HEADLESS or (options.command == "review" and options.list):
            return _run_headless(options)
        return _run_app(options)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # the reader of a pipe has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _with_command(given: list[str]) -> list[str]:
    """Make `hedgerow CORPUS` mean `hedgerow read CORPUS`."""
    first = next((word for word in given if not word.startswith("-")), None)
    if first in _COMMANDS or any(word in ("-h", "--help", "--version") for word in given[:1]):
        return given
    return ["read", *given]


def _run_headless(options: argparse.Namespace) -> int:
    import hedgerow.tui.cli.commands as headless

    commands = {
        "export": headless.export,
        "import": headless.import_,
        "tag": headless.tag_passage,
        "mentions": headless.mentions,
        "agreement": headless.agreement,
        "stats": headless.stats,
        "check": headless.check,
        "review": headless.list_queues,
    }
    gc.enable()
    return headless.run(commands[options.command], options)


def _run_app(options: argparse.Namespace) -> int:
    from hedgerow.store.problem import ProblemError
    from hedgerow.store.workspace import Workspace, load_settings
    from hedgerow.tui.commands import taken_keys
    from hedgerow.tui.text.visible import visible

    if not sys.stdin.isatty() or not sys.stdout.isatty():
        sys.stderr.write(
            "hedgerow: the reader needs a terminal; `hedgerow --help` lists the rest\n"
        )
        return 1
    try:
        workspace = Workspace(
            options.corpus,
            annotations=options.annotations,
            annotator=options.annotator,
            largest=options.max_size * 1_000_000 if options.max_size else None,
            taken_keys=taken_keys(),
            settings=load_settings(),
            find=False,
        )
    except ProblemError as error:
        sys.stderr.write(f"hedgerow: {visible(str(error.problem))}\n")
        return 1
    from hedgerow.tui.app import Adjudicated, HedgerowApp

    queue = adjudicated = sample = None
    if options.command == "review":
        queue = _queue_of(options)
        if fault := _unknown_in(queue, workspace):
            sys.stderr.write(f"{visible(f'hedgerow: {fault}')}\n")
            return 1
        if options.disagreements or options.between:
            adjudicated, queue = Adjudicated(tuple(options.between), options.label or None), None
        elif options.second_look:
            sample, queue = _sample_of(options), None
    app = HedgerowApp(
        workspace, light=options.light, review=queue, adjudicates=adjudicated, second_look=sample
    )
    app.run()
    return app.return_code or 0


def _queue_of(options: argparse.Namespace) -> Queue:
    from hedgerow.store.review import Queue

    return Queue(
        label=options.label or None,
        suggested=options.suggested,
        of=options.of or None,
        doubtful=options.doubtful,
        speaker=options.speaker or None,
        outlet=options.outlet or None,
        since=options.since,
        until=options.until,
        article=options.article or None,
        verdict=options.verdict,
        confidence_below=options.confidence_below,
        difficult=options.difficult,
        sample=options.sample,
        seed=1 if options.seed is None else options.seed,
        name=options.name or None,
    )


def _sample_of(options: argparse.Namespace) -> SecondLookSample:
    from hedgerow.store.second_look import SecondLookSample

    usual = SecondLookSample()
    return SecondLookSample(
        usual.size if options.sample is None else options.sample,
        usual.seed if options.seed is None else options.seed,
        options.older_than,
    )


def _fault_of_queue(options: argparse.Namespace) -> str | None:
    """Say what is wrong with the options of a review; None where nothing is."""
    if options.seed is not None and options.sample is None and not options.second_look:
        return "--seed decides what a sample holds: --sample N"
    return _queue_of(options).fault


def _unknown_in(queue: Queue, workspace: Workspace) -> str | None:
    """Say what a queue names that the corpus doesn't have; None where there is nothing such."""
    if queue.label and queue.label not in workspace.codebook:
        names = ", ".join(label.name for label in workspace.codebook.labels)
        return f"no label “{queue.label}”; there are: {names}"
    if queue.article and queue.article not in workspace.corpus:
        return f"no article “{queue.article}”; the library lists the ids there are"
    return None


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("hedgerow")
    except PackageNotFoundError:
        return "(not installed)"


class _TellVersion(argparse.Action):
    """Looks the version up only when it is asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        sys.stdout.write(f"hedgerow {_version()}\n")
        parser.exit()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="hedgerow",
        description="Read news articles in the terminal: who says what and when, with tags of "
        "stance, hedge and claim that are saved as you make them.",
        epilog="`hedgerow CORPUS` opens the reader. A corpus is a folder (.txt, .md, .html, .jsonl "
        "within), one such file, or a .jsonl file with an article a line.",
    )
    parser.add_argument("--version", action=_TellVersion, nargs=0, help="tell the version")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    here, corpus = _corpus_options(nargs="?"), _corpus_options(nargs=None)
    person = _person_options()
    reader = commands.add_parser(
        "read", parents=[corpus, person], help="open the reader (the default)"
    )
    review = commands.add_parser("review", parents=[here, person], help="review tags")
    _add_review(review)
    _add_disagreements(review)
    _add_second_look(review)
    for screen in (reader, review):
        screen.add_argument("--light", action="store_true", help="begin with the light theme")
    _add_export(commands.add_parser("export", parents=[corpus], help="write annotations"))
    importer = commands.add_parser("import", parents=[corpus, person], help="read annotations")
    importer.add_argument("file", nargs="?", default="-", help="a file; standard input without it")
    importer.add_argument("--format", choices=["jsonl"], default="jsonl")
    _add_tag(commands.add_parser("tag", parents=[corpus, person], help="tag one passage"))
    _add_mentions(
        commands.add_parser("mentions", parents=[corpus, person], help="speakers and dates")
    )
    _add_agreement(commands.add_parser("agreement", parents=[corpus], help="how far you agree"))
    _add_stats(commands.add_parser("stats", parents=[corpus], help="what has been marked"))
    check = commands.add_parser(
        "check", parents=[corpus, person], help="check every file and anchor"
    )
    check.add_argument("--json", action="store_true", help="print the counts as JSON")
    check.add_argument(
        "--compact",
        action="store_true",
        help="first drop the lines that nothing needs; 30 days can still be undone",
    )
    return parser


def _corpus_options(nargs: str | None) -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(add_help=False)
    options.add_argument(
        "corpus", nargs=nargs, default=".", help="a folder, an article or a .jsonl file"
    )
    options.add_argument("--annotations", metavar="DIR", help="keep annotations there")
    options.add_argument(
        "--max-size",
        type=_megabytes,
        default=20,
        metavar="MB",
        help="the most that is read of an article (default 20; 0 for no limit)",
    )
    return options


def _person_options() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(add_help=False)
    options.add_argument("--annotator", metavar="NAME", help="who you are (default: login name)")
    return options


def _add_disagreements(review: argparse.ArgumentParser) -> None:
    review.add_argument(
        "--disagreements", action="store_true", help="decide where annotators differ"
    )
    review.add_argument(
        "--between",
        action="append",
        default=[],
        metavar="NAME",
        help="only where these annotators differ; give it twice or more (default: everybody)",
    )


def _add_output(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--output", "-o", metavar="FILE", help="write there, whole or not at all")
    parser.add_argument("--force", action="store_true", help="replace FILE if it exists")


def _add_export(parser: argparse.ArgumentParser) -> None:
    _add_output(parser)
    parser.add_argument("--format", choices=["jsonl"], default="jsonl")
    parser.add_argument("--label", help="only this label")
    parser.add_argument("--annotator", metavar="NAME", help="only this annotator's")
    parser.add_argument("--article", metavar="ID", help="only this article's")
    parser.add_argument("--verdict", choices=["accepted", "rejected", "unreviewed", "adjudicated"])


def _add_review(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--label", help="only tags with this label")
    parser.add_argument("--of", metavar="NAME", help="another annotator's tags, instead of yours")
    parser.add_argument("--suggested", action="store_true", help="what is suggested, instead")
    parser.add_argument(
        "--doubtful", action="store_true", help="only tags whose passage is not certain"
    )
    parser.add_argument("--speaker", metavar="NAME", help="only what this speaker said")
    parser.add_argument("--outlet", help="only articles of this outlet")
    parser.add_argument("--since", metavar="DATE", help="published on this day or later (ISO 8601)")
    parser.add_argument("--until", metavar="DATE", help="published on this day or earlier")
    parser.add_argument("--article", metavar="ID", help="only this article's")
    parser.add_argument(
        "--verdict",
        choices=["unreviewed", "accepted", "rejected", "revised", "any"],
        default="unreviewed",
        help="only what you have given this verdict before (default: unreviewed)",
    )
    parser.add_argument(
        "--confidence-below", type=_fraction, metavar="X", help="only with a lower confidence"
    )
    parser.add_argument("--difficult", action="store_true", help="only what you have flagged")
    parser.add_argument(
        "--sample", type=_positive, metavar="N", help="so many, by chance (second look: 20)"
    )
    parser.add_argument("--seed", type=_whole, metavar="S", help="decides which (default 1)")
    parser.add_argument(
        "--name", help="keep the queue under a name; alone, go on with the one of that name"
    )
    parser.add_argument(
        "--list", action="store_true", help="print the queues that have a name, and open nothing"
    )


def _fraction(value: str) -> float:
    try:
        return float(value)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{value} is no number") from error


def _add_tag(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("article", help="the article's id")
    parser.add_argument("--start", type=int, required=True, help="first code point")
    parser.add_argument("--end", type=int, required=True, help="code point after the last")
    parser.add_argument("--label", required=True)
    parser.add_argument("--memo", default="")


def _add_mentions(parser: argparse.ArgumentParser) -> None:
    _add_output(parser)
    parser.add_argument("--jobs", type=_positive, default=1, metavar="N", help="processes to use")
    parser.add_argument(
        "--published", type=_day, metavar="DATE", help="for articles that state none (YYYY-MM-DD)"
    )
    parser.add_argument(
        "--suggestions", action="store_true", help="also propose passages to tag, in each line"
    )
    parser.add_argument(
        "--resume",
        action="store_true",
        help="go on where a run to FILE was broken off (its lines are in FILE.partial)",
    )


def _add_agreement(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--by",
        choices=["pair", "label", "article"],
        default="pair",
        help="what stands together (default: each pair of annotators, label by label)",
    )
    parser.add_argument("--label", help="only this label")
    parser.add_argument(
        "--annotator",
        action="append",
        dest="annotators",
        metavar="NAME",
        help="only between those named; give it twice or more (default: everybody)",
    )
    parser.add_argument(
        "--bootstrap",
        type=_whole,
        default=1_000,
        metavar="N",
        help="how many samples of the articles the intervals are made of (default 1000; 0: none)",
    )
    parser.add_argument(
        "--second-look",
        action="store_true",
        help="how far each agrees with themselves, by their blind second looks",
    )
    parser.add_argument("--json", action="store_true", help="print counts and figures as JSON")
    parser.set_defaults(annotator=None)  # nobody works here


def _add_stats(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--by",
        choices=["speaker", "outlet", "date"],
        help="only the counts by that (default: all three)",
    )
    parser.add_argument("--label", help="only this label")
    parser.add_argument(
        "--annotator", dest="counted", metavar="NAME", help="only what this one has done"
    )
    parser.add_argument("--json", action="store_true", help="print the counts as JSON")
    parser.set_defaults(annotator=None)  # nobody works here


def _add_second_look(review: argparse.ArgumentParser) -> None:
    review.add_argument(
        "--second-look",
        action="store_true",
        help="look at your older tags again, without seeing what you chose",
    )
    review.add_argument(
        "--older-than",
        type=_whole,
        default=3,
        metavar="DAYS",
        help="a second look is at tags of that age (default 3)",
    )


def _whole(value: str) -> int:
    if not value.isdigit():
        raise argparse.ArgumentTypeError(f"{value} is no whole number")
    return int(value)


def _positive(value: str) -> int:
    if not value.isdigit() or int(value) < 1:
        raise argparse.ArgumentTypeError(f"{value} is no whole number from 1")
    return int(value)


def _megabytes(value: str) -> int:
    if not value.isdigit():
        raise argparse.ArgumentTypeError(f"{value} is no number of megabytes")
    return int(value)


def _day(value: str) -> str:
    from hedgerow.store.corpus import parse_date

    if (day := parse_date(value)) is None:
        raise argparse.ArgumentTypeError(f"{value} is no day of the calendar")
    return day


if __name__ == "__main__":
    sys.exit(main())

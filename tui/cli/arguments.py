"""The command line's arguments: what there is to say, and what it means."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from hedgerow.tui.cli.shared_arguments import add_output, add_reading
from hedgerow.tui.cli.values import (
    a_count,
    a_day,
    a_fraction,
    a_name,
    a_whole,
    megabytes,
)

HEADLESS = ("export", "import", "tag", "mentions", "agreement", "stats", "check", "convert")
"""The commands that never open the app."""

COMMANDS = ("read", "review", *HEADLESS)
"""All that may follow `hedgerow`; "read" where nothing else does."""


def parse(given: Sequence[str]) -> argparse.Namespace:
    """Read a command line.

    Args:
        given: its words, after the program's name; they stay in the options as `given`,
            with the command that was meant where none is among them.

    Raises:
        SystemExit: it asks for the help or the version (0), or is wrong (2); it has been told.
    """
    given = _with_command(given)
    parser = _parser(given)
    options = parser.parse_args(given)
    is_gone_on_with = options.command in ("mentions", "convert") and options.resume
    if is_gone_on_with and options.output in (None, "-"):
        parser.error("--resume needs a file to go on with: --output FILE")
    if options.command == "convert" and options.to == "folder" and options.output in (None, "-"):
        parser.error("--to folder needs a folder: --output FOLDER")
    if options.command == "review" and (fault := _fault_of_review(options)):
        parser.error(fault)
    options.given = tuple(given)
    return options


def _with_command(given: Sequence[str]) -> list[str]:
    """Make `hedgerow CORPUS` mean `hedgerow read CORPUS`."""
    first = next((word for word in given if not word.startswith("-")), None)
    if first in COMMANDS or any(word in ("-h", "--help", "--version") for word in given[:1]):
        return [*given]
    return ["read", *given]


def _fault_of_review(options: argparse.Namespace) -> str | None:
    """Say what is wrong with the options of a review; None where nothing is."""
    if options.seed is not None and options.sample is None and not options.second_look:
        return "--seed decides what a sample holds: --sample N"
    from hedgerow.tui.cli.queues import queue_of

    return queue_of(options).fault


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


def _parser(given: Sequence[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="hedgerow",
        description="Read news articles in the terminal: who says what and when, with tags of "
        "stance, hedge and claim that are saved as you make them.",
        epilog="`hedgerow CORPUS` opens the reader. A corpus is a folder (.txt, .md, .html, "
        ".jsonl, .ndjson, .json, .csv, .tsv within, the last five also as .gz, .zst or in a .zip), "
        "or one such file.",
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
    _add_import(commands.add_parser("import", parents=[corpus, person], help="read annotations"))
    _add_tag(commands.add_parser("tag", parents=[corpus, person], help="tag one passage"))
    _add_mentions(
        commands.add_parser("mentions", parents=[corpus, person], help="speakers and dates")
    )
    _add_agreement(commands.add_parser("agreement", parents=[corpus], help="how far you agree"))
    _add_stats(commands.add_parser("stats", parents=[corpus], help="what has been marked"))
    converting = commands.add_parser("convert", help="make a corpus of exports, mail, data sets")
    if "convert" in given:
        from hedgerow.tui.cli.convert_arguments import add_convert

        add_convert(converting)
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
        "corpus", nargs=nargs, default=".", help="a folder, an article or a file of many"
    )
    options.add_argument("--annotations", metavar="DIR", help="keep annotations there")
    options.add_argument(
        "--log",
        metavar="FILE",
        help="add to FILE what is done and how long it takes; no text of articles or memos",
    )
    options.add_argument(
        "--max-size",
        type=megabytes,
        default=20,
        metavar="MB",
        help="the most that is read of an article (default 20; 0 for no limit)",
    )
    add_reading(options)
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


def _add_export(parser: argparse.ArgumentParser) -> None:
    add_output(parser)
    parser.add_argument("--format", choices=["jsonl"], default="jsonl")
    parser.add_argument("--label", help="only this label")
    parser.add_argument("--annotator", metavar="NAME", help="only this annotator's")
    parser.add_argument("--article", metavar="ID", help="only this article's")
    parser.add_argument("--verdict", choices=["accepted", "rejected", "unreviewed", "adjudicated"])


def _add_import(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", nargs="?", default="-", help="a file; standard input without it")
    parser.add_argument("--format", choices=["jsonl"], default="jsonl")
    parser.add_argument(
        "--as", dest="under", type=a_name, metavar="NAME", help="take all tags as this annotator's"
    )
    parser.add_argument(
        "--only",
        action="append",
        default=[],
        metavar="NAME",
        help="only this annotator's lines; may be given more than once",
    )
    parser.add_argument(
        "--yes", action="store_true", help="take others' lines under their names, without asking"
    )


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
        "--confidence-below", type=a_fraction, metavar="X", help="only with a lower confidence"
    )
    parser.add_argument("--difficult", action="store_true", help="only what you have flagged")
    parser.add_argument(
        "--sample", type=a_count, metavar="N", help="so many, by chance (second look: 20)"
    )
    parser.add_argument("--seed", type=a_whole, metavar="S", help="decides which (default 1)")
    parser.add_argument(
        "--name", help="keep the queue under a name; alone, go on with the one of that name"
    )
    parser.add_argument(
        "--list", action="store_true", help="print the queues that have a name, and open nothing"
    )


def _add_tag(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("article", help="the article's id")
    parser.add_argument("--start", type=int, required=True, help="first code point")
    parser.add_argument("--end", type=int, required=True, help="code point after the last")
    parser.add_argument("--label", required=True)
    parser.add_argument("--memo", default="")


def _add_mentions(parser: argparse.ArgumentParser) -> None:
    add_output(parser)
    parser.add_argument("--jobs", type=a_count, default=1, metavar="N", help="processes to use")
    parser.add_argument(
        "--published", type=a_day, metavar="DATE", help="for articles that state none (YYYY-MM-DD)"
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
        type=a_whole,
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
        type=a_whole,
        default=3,
        metavar="DAYS",
        help="a second look is at tags of that age (default 3)",
    )

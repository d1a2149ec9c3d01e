"""The arguments of `hedgerow convert`, which other commands don't load."""

from __future__ import annotations

import argparse
import sys

from hedgerow.tui.cli.shared_arguments import add_output, add_reading
from hedgerow.tui.cli.values import megabytes


class _TellFormats(argparse.Action):
    """Looks up what is read only when it is asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from hedgerow.store.convert import ARCHIVES, CONTAINERS, READ

        for one in READ:
            needs = f" (needs {one.library})" if one.library else ""
            sys.stdout.write(f"{one.says}: {' '.join(one.endings)}{needs}\n")
        sys.stdout.write(f"within these, exports of {', '.join(ARCHIVES)}\n")
        sys.stdout.write(f"packed: {' '.join(CONTAINERS.values())}\n")
        parser.exit()


def add_convert(parser: argparse.ArgumentParser) -> None:
    """Add what may follow `hedgerow convert`."""
    parser.add_argument("sources", nargs="+", metavar="SOURCE", help="a file or a folder")
    add_output(parser)
    parser.add_argument(
        "--to",
        choices=["jsonl", "folder"],
        default="jsonl",
        help="what FILE is: one .jsonl file, or a folder of .md files (default jsonl)",
    )
    parser.add_argument(
        "--resume", action="store_true", help="go on where a run to FILE was broken off"
    )
    parser.add_argument(
        "--max-size",
        type=megabytes,
        default=200,
        metavar="MB",
        help="the most that is read of a file that must be read whole (default 200)",
    )
    add_reading(parser)
    parser.add_argument("--formats", action=_TellFormats, nargs=0, help="list what is read")
    parser.add_argument("--log", metavar="FILE", help="add to FILE what is done; no text")
    parser.set_defaults(annotator=None, annotations=None, corpus=".")

"""Arguments that several commands have: where they write, and how files are to be read."""

from __future__ import annotations

import argparse

from hedgerow.tui.cli.values import a_field, an_encoding


def add_output(parser: argparse.ArgumentParser) -> None:
    """Add where a command writes."""
    parser.add_argument("--output", "-o", metavar="FILE", help="write there, whole or not at all")
    parser.add_argument("--force", action="store_true", help="replace FILE if it exists")


def add_reading(options: argparse.ArgumentParser) -> None:
    """Add how files are to be read."""
    options.add_argument(
        "--field",
        action="append",
        type=a_field,
        default=[],
        dest="fields",
        metavar="FIELD=COLUMN",
        help="in .jsonl, .json, .csv and .tsv files, take a field (text, title, outlet, published, "
        "url or id) from that column; after the day's, :month-first or :day-first says what "
        "3/2/2022 is; may be given more than once",
    )
    options.add_argument(
        "--encoding",
        type=an_encoding,
        metavar="NAME",
        help="how texts are encoded that are not in UTF-8 (default: found out, and told)",
    )

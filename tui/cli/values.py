"""The values of options: what is typed, read; what is wrong with it goes into the message."""

from __future__ import annotations

import argparse


def a_name(value: str) -> str:
    """Read a name, which is not empty."""
    if not value:
        raise argparse.ArgumentTypeError("a name is wanted")
    return value


def a_fraction(value: str) -> float:
    """Read a number such as 0.8."""
    try:
        return float(value)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{value} is no number") from error


def a_whole(value: str) -> int:
    """Read a whole number."""
    if not value.isdigit():
        raise argparse.ArgumentTypeError(f"{value} is no whole number")
    return int(value)


def a_count(value: str) -> int:
    """Read a whole number from 1."""
    if not value.isdigit() or int(value) < 1:
        raise argparse.ArgumentTypeError(f"{value} is no whole number from 1")
    return int(value)


def megabytes(value: str) -> int:
    """Read a number of megabytes."""
    if not value.isdigit():
        raise argparse.ArgumentTypeError(f"{value} is no number of megabytes")
    return int(value)


def a_field(value: str) -> tuple[str, str]:
    """Read a field and its column: "text=body"."""
    from hedgerow.store.corpus import FIELDS

    field, is_given, column = value.partition("=")
    if field not in FIELDS or not is_given or not column:
        there = ", ".join(FIELDS)
        raise argparse.ArgumentTypeError(f"{value} is not FIELD=COLUMN; the fields are {there}")
    return field, column


def an_encoding(value: str) -> str:
    """Read the name of an encoding; give its codec."""
    from hedgerow.store.corpus import codec_named

    if (codec := codec_named(value)) is None:
        raise argparse.ArgumentTypeError(f"{value} is no encoding of text")
    return codec


def a_day(value: str) -> str:
    """Read a day; give it in ISO 8601."""
    from hedgerow.store.corpus import parse_date

    if (day := parse_date(value)) is None:
        raise argparse.ArgumentTypeError(f"{value} is no day of the calendar")
    return day

"""Instants as the journal writes them: ISO 8601 in UTC with microseconds, which compare as text."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

_LAST_YEAR = 9998  # there is always an instant after it
_TICK = timedelta(microseconds=1)


def written_instant(instant: datetime) -> str:
    """Write an instant as the journal does: ISO 8601, UTC, microseconds."""
    return instant.astimezone(UTC).isoformat(timespec="microseconds").removesuffix("+00:00") + "Z"


def now() -> str:
    """Give the present instant as the journal writes it."""
    return written_instant(datetime.now(UTC))


def just_after(instant: str) -> str:
    """Give the instant that follows another."""
    return written_instant(datetime.fromisoformat(instant) + _TICK)


def is_instant(value: object) -> bool:
    """Say whether a value is an instant as the journal writes it."""
    # The marks between the digits one by one: a regular expression takes three times as long, and
    # it is asked of each line. That the rest are digits is left to `fromisoformat`.
    if not isinstance(value, str) or len(value) != 27 or value[4:20:3] != "--T::.":
        return False
    if value[26] != "Z" or value[11:13] == "24":  # Python 3.14 takes 24:00 for the next midnight
        return False
    try:
        return datetime.fromisoformat(value).year <= _LAST_YEAR
    except ValueError:
        return False

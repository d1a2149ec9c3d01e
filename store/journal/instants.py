"""Instants as the journal writes them: ISO 8601 in UTC with microseconds, which compare as text.

A change is always later than the one that it takes the place of, whatever the clock says. So there
must always be an instant after the last one that is written here, and one that will be read: a
clock that says more than `LAST_OF_CLOCKS` is taken to say that, and from there on changes count
in microseconds, a thousand years of which are left until `_LAST_YEAR` is over.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

LAST_OF_CLOCKS = "8999-12-31T23:59:59.999999Z"
"""The last instant that is taken from a clock."""

END_OF_COUNTING = "9001-01-01T00:00:00.000000Z"
"""No clock leads here, and no counting from one: what is later is forged."""

_LAST_YEAR = 9998
_LAST = f"{_LAST_YEAR}-12-31T23:59:59.999999Z"
_TICK = timedelta(microseconds=1)
_FAR = timedelta(days=1)


def written_instant(instant: datetime) -> str:
    """Write an instant as the journal does: ISO 8601, UTC, microseconds."""
    return instant.astimezone(UTC).isoformat(timespec="microseconds").removesuffix("+00:00") + "Z"


def now() -> str:
    """Give the present instant as the journal writes it."""
    return min(written_instant(datetime.now(UTC)), LAST_OF_CLOCKS)


def just_after(instant: str) -> str:
    """Give the instant that follows another; the last that can be read follows itself."""
    if instant >= _LAST:
        return instant
    return written_instant(datetime.fromisoformat(instant) + _TICK)


def far_ahead() -> str:
    """Give the instant a day from now: what is later was written by a clock that runs ahead."""
    return written_instant(datetime.fromisoformat(now()) + _FAR)


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

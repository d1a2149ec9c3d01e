"""What stands in a table's file, read once for those who go through a corpus, and kept by nobody.

`LineFile` keeps a file in memory, with all that undo needs, for those who work on it. An export or
a check meets each file once, and must take no more memory for a million annotations than for ten.
"""

from __future__ import annotations

from typing import NamedTuple

from hedgerow.store.files import read_whole
from hedgerow.store.journal.line_file import BadLine
from hedgerow.store.journal.lines import Line, Record, as_line, line_from, parse_line, wins
from hedgerow.store.journal.table_names import is_header
from hedgerow.store.problem import Problem, ProblemError


class Snapshot(NamedTuple):
    """What counts in a file.

    `lines` holds each id's last line as an export has it (`lines.Line`), removals left out,
    in the order of the ids' first lines; `unreadable` the lines that could not be read. `latest` is
    the greatest instant of a line that can be read, empty where there is none.
    """

    lines: list[Line]
    unreadable: list[BadLine]
    latest: str = ""


def read_snapshot(path: str) -> Snapshot:
    """Read a table's file; one that is not there holds nothing.

    Raises:
        ProblemError: the file is there and can't be read.
    """
    try:
        contents = read_whole(path).split(b"\n")
    except (FileNotFoundError, NotADirectoryError):
        return Snapshot([], [])
    except OSError as error:
        remedy = "check who may read it; nothing was changed"
        what = f"annotations can't be read ({error.strerror})"
        raise ProblemError(Problem(path, what, remedy)) from error
    last: dict[str, Line] = {}
    unreadable: list[BadLine] = []
    has_ties = False
    for number, content in enumerate(contents, start=1):
        line = line_from(content)
        if line is not None:
            known = last.setdefault(line["id"], line)
            if known is not line and line["at"] >= known["at"]:
                has_ties = has_ties or line["at"] == known["at"]
                last[line["id"]] = line
        elif content.strip() and not is_header(content):
            unreadable.append(BadLine(number, content))
    if has_ties:
        last = _last_by_all_they_say(contents)
    latest = max((line["at"] for line in last.values()), default="")
    standing = [line for line in last.values() if "removed" not in line]
    return Snapshot(standing, unreadable, latest)


def _last_by_all_they_say(contents: list[bytes]) -> dict[str, Line]:
    """Find each id's last line where two have one instant: then their steps decide, too."""
    last: dict[str, Record] = {}
    for record in map(parse_line, contents):
        if record is not None and wins(record, last.get(record.id)):
            last[record.id] = record
    return {key: line_from(as_line(record)) or {} for key, record in last.items()}

"""Which lines of a journal file are still needed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from hedgerow.store.journal.lines import Record, parse_line, wins


def worth_keeping(
    lines: Iterable[bytes], since: str, steps: Collection[str] = ()
) -> Iterator[bytes]:
    """Give the lines that compacting keeps, in their order: no line that can be read comes twice.

    Args:
        lines: the lines of a file, without their newlines.
        since: an instant as the journal writes it; every line from then on is kept, and what stood
            before it, so that it can be undone.
        steps: steps whose lines are kept, too.
    """
    read = [(line, parse_line(line)) for line in lines if line.strip()]
    last: dict[str, Record] = {}
    before: dict[str, Record] = {}
    needed: set[tuple[str, str]] = set()
    for _, record in read:
        if record is None:
            continue
        if wins(record, last.get(record.id)):
            last[record.id] = record
        if record.made_at >= since:
            if record.step is not None and record.step.over is not None:
                needed.add((record.id, record.step.over))
        elif wins(record, before.get(record.id)):
            before[record.id] = record
    given: set[bytes] = set()
    for line, record in read:
        if record is None:
            yield line
            continue
        is_last = record in (last[record.id], before.get(record.id))
        is_needed = (record.id, record.at) in needed or _is_of(record, steps)
        if (record.made_at >= since or is_last or is_needed) and line not in given:
            given.add(line)
            yield line


def _is_of(record: Record, steps: Collection[str]) -> bool:
    return record.step is not None and record.step.way == "do" and record.step.id in steps

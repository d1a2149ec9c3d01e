"""Which lines of a journal file are still needed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from store.lines import Record, parse_line, wins


def worth_keeping(lines: Iterable[bytes], since: str) -> Iterator[bytes]:
    """Give the lines that compacting keeps, in their order, and none of them twice.

    Args:
        lines: the lines of a file, without their newlines.
        since: an instant as the journal writes it; every line from then on is kept, and what stood
            before it, so that it can be undone.
    """
    read = [(line, parse_line(line)) for line in dict.fromkeys(lines) if line.strip()]
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
    for line, record in read:
        if record is None or record.made_at >= since:
            yield line
            continue
        is_last_of_its_time = record in (last[record.id], before[record.id])
        if is_last_of_its_time or (record.id, record.at) in needed:
            yield line

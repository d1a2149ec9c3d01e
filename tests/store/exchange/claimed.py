"""What tests of claims share: the text, the instants, and what stands in the annotations."""

from __future__ import annotations

import datetime

import orjson

from hedgerow.store.exchange import ImportChoice, export_lines
from hedgerow.store.journal import written_instant

TEXT = "Moscow: Russia’s envoy thanked the hosts and left."
ALL = ImportChoice()
NOW = datetime.datetime.now(datetime.UTC)
LATER = written_instant(NOW + datetime.timedelta(hours=12))
MUCH_LATER = written_instant(NOW + datetime.timedelta(hours=25))


def lines_of(corpus, annotations) -> list[dict]:
    return [orjson.loads(line) for line in export_lines(corpus, annotations)]


def line_of(corpus, annotations) -> dict:
    (line,) = lines_of(corpus, annotations)
    return line


def contents(annotations) -> dict:
    return {path.name: path.read_bytes() for path in sorted(annotations.folder.glob("*.jsonl"))}


def whats(result) -> list[str]:
    return [problem.what for problem in result.problems]

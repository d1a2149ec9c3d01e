"""Folders and files of articles, good and bad, for tests of a corpus."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from hedgerow.store.problem import ProblemError

SEEDS = Path(__file__).parents[1] / "seeds"
GOOD = "The talks went on. Nobody left."
NOISE = random.Random(1).randbytes(20_000)
PNG = b"\x89PNG\r\n\x1a\n" + bytes(200)


def put(folder, **files):
    """Write files, named without their dot (`a_txt`), as text or bytes."""
    for name, data in files.items():
        stem, _, ending = name.rpartition("_")
        write(folder / f"{stem}.{ending}", data)
    return folder


def write(path, data):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def lines_of(*records):
    return "".join(json.dumps(record) + "\n" for record in records)


def texts(corpus):
    """Read every article, and have what is to be told of it told."""
    found = {}
    for article in corpus:
        try:
            made, problems = corpus.read_with_problems(article)
        except ProblemError as error:
            corpus.tell(error.problem)
            continue
        for problem in problems:
            corpus.tell(problem)
        found[article] = made.text
    return found


def only(problems):
    """Give the one problem there is."""
    assert len(problems) == 1, [str(problem) for problem in problems]
    return problems[0]


def refusal(work, *arguments):
    """Give the problem because of which some work is refused."""
    with pytest.raises(ProblemError) as caught:
        work(*arguments)
    return caught.value.problem

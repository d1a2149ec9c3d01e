"""A fault in somebody's files, in words: with the key, the screen or the option that is a way out.

The words hold on a screen and without one.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from hedgerow.store.problem import Problem, Remedy

_WORDS: Final[Mapping[Remedy, str]] = {
    Remedy.SETTLE: "A in the reader goes to it, to say where it belongs",
    Remedy.SETTLE_TO_COMPARE: "it is not compared; A in the reader goes to it",
    Remedy.RAISE_LIMIT: "pass --max-size with more, or 0 for no limit",
    Remedy.LOOK_UP_ID: "the library lists the ids there are",
    Remedy.SAVE_ELSEWHERE: "reading works; pass --annotations with a folder you may write to",
    Remedy.CONVERT: "`hedgerow convert` makes articles of it",
    Remedy.NAME_FIELD: "--field text=NAME (or title=, published= …) reads another column",
    Remedy.DAY_ORDER: "--field published=:month-first (or :day-first) says what stands first",
    Remedy.NAME_ENCODING: (
        "if letters look wrong, name another with --encoding or save it as UTF-8 before tagging"
    ),
    Remedy.REPLACE: "--force replaces it",
    Remedy.RESUME_OR_BEGIN_ANEW: "--resume goes on from there, --force begins anew",
    Remedy.RESUME_AND_REPLACE: "--resume --force replaces it",
    Remedy.OTHER_NAME: "give another name, or go on with it: --name {named} alone",
    Remedy.OTHER_KEY: "it is in the command palette meanwhile; give it another key",
    Remedy.IMPORT_ANOTHERS: "it takes two to differ; `hedgerow import` brings in another's tags",
}
"""`{named}` stands for what the problem has as `named`."""


def told(problem: Problem, folder: Path | None = None) -> str:
    """Tell a fault on one line: where it is, what is wrong and what to do about it.

    Args:
        problem: the fault.
        folder: a file below it is named as one would find it there.
    """
    return f"{problem.place(folder)}: {problem.what}; {way_out(problem)}"


def way_out(problem: Problem) -> str:
    """Say what to do about a fault."""
    if isinstance(problem.remedy, str):
        return problem.remedy
    return _WORDS[problem.remedy].replace("{named}", problem.named)

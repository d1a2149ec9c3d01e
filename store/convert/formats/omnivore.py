"""Omnivore's export: lists with what is known of each article, and a page for each."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Final
from zipfile import ZipFile

from hedgerow.store.convert.containers import BROKEN, member_bytes
from hedgerow.store.convert.formats.lists import metadata_of_omnivore
from hedgerow.store.convert.formats.native import read_bytes
from hedgerow.store.convert.found import FoundArticle, Tell
from hedgerow.store.convert.inputs import SourceFile
from hedgerow.store.problem import ProblemError

_LIST: Final = re.compile(r"(?:.*/)?metadata_\d+_to_\d+\.json$")


def is_omnivore(names: list[str]) -> bool:
    """Say whether a ZIP file with files of these names is an export of Omnivore."""
    return any(_LIST.match(name) for name in names) and any("content/" in name for name in names)


def articles(archive: ZipFile, given: SourceFile, tell: Tell) -> Iterator[FoundArticle]:
    """Give the articles of an export that was opened."""
    names = archive.namelist()
    for name in sorted(one for one in names if _LIST.match(one)):
        try:
            rows = json.loads(member_bytes(archive, name, given.largest))
        except (ValueError, RecursionError, *BROKEN) as error:
            tell(given.problem(f"“{name}” in it is no list ({error})", "export it again"))
            continue
        folder = name.rpartition("/")[0]
        for row in rows if isinstance(rows, list) else []:
            slug = str(row.get("slug", "")) if isinstance(row, dict) else ""
            page = f"{folder}/content/{slug}.html" if folder else f"content/{slug}.html"
            try:
                one = read_bytes(given, member_bytes(archive, page, given.largest), ".html")
            except KeyError:
                tell(given.problem(f"no text of “{slug[:60]}” in it", "save its page"))
                continue
            except ProblemError as error:
                tell(error.problem)
                continue
            except BROKEN as error:
                tell(given.problem(f"“{page}” in it: {error}", "export it again"))
                continue
            one.reading.metadata = metadata_of_omnivore(row)
            one.id = str(row["id"]) if row.get("id") else None
            one.place, one.reader = page, "omnivore"
            yield one

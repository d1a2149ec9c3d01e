"""Settings: what a person wants everywhere, from the file in their own configuration folder.

They are not taken from the corpus: a folder that comes from a stranger must not be able to name
code that is run.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hedgerow.store.corpus import ReadAs
from hedgerow.store.problem import Problem

if TYPE_CHECKING:
    from hedgerow.store.extract import Extractor

_KNOWN: Mapping[str, type] = {
    "extractor": str,
    "suggestions": bool,
    "encoding": str,
    "fields": dict,
}
_FORM = {
    str: 'a text in "quotation marks"',
    bool: "true or false",
    dict: 'a table of columns by field, such as text = "body"',
}


@dataclass(frozen=True)
class Settings:
    """What a person has set.

    Attributes:
        extractor: what finds speakers, dates and suggestions, as "package.module:function"; the
            module may be a file beside the settings. None for the built-in rules.
        suggestions: whether the reader shows suggestions from the start.
        encoding: how texts are encoded that are not in UTF-8; None to find out.
        fields: in files of many articles, the column of a field.
        path: the file.
        extractor_line: the line on which it names the extractor.
        problems: what was wrong with the file.
    """

    extractor: str | None = None
    suggestions: bool = True
    encoding: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    path: Path | None = None
    extractor_line: int | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def read_as(self) -> ReadAs:
        """How the files of a corpus are to be read."""
        return ReadAs(tuple(sorted(self.fields.items())), self.encoding)

    def load_extractor(self) -> tuple[Extractor, list[Problem]]:
        """Give the extractor in use; where the one that was named can't be had, the built-in one.

        Returns:
            The extractor, and what is to be told.
        """
        from hedgerow.store.extract import extract

        if self.extractor is None:
            return extract, []
        from hedgerow.store.extract import CheckedExtractor

        try:
            folder = str(self.path.parent) if self.path is not None else None
            return CheckedExtractor(self.extractor, folder), []
        except ValueError as error:
            remedy = "the built-in rules are used; correct “extractor” there"
            where, line = self.path or "settings", self.extractor_line
            return extract, [Problem(where, str(error), remedy, line)]


NOTHING_SET = Settings()
"""The settings of somebody who has set nothing."""


def settings_path() -> Path:
    """Say where the settings are: `HEDGEROW_CONFIG`, else the user's configuration folder."""
    if named := os.environ.get("HEDGEROW_CONFIG"):
        return Path(named)
    from platformdirs import user_config_path

    return user_config_path("hedgerow", appauthor=False) / "config.toml"


def load_settings(path: Path | None = None) -> Settings:
    """Read the settings.

    Args:
        path: the file; `settings_path()` without it.

    Returns:
        Usable settings, whatever the file holds; what can't be used is named in `problems`.
    """
    path = path or settings_path()
    if not path.exists():
        return Settings(path=path)
    from hedgerow.store.files import SETTINGS, read_text

    try:
        toml = read_text(path, SETTINGS)
    except (OSError, ValueError) as error:
        return _unusable(path, error)
    import tomllib

    try:
        entries = tomllib.loads(toml)
    except (ValueError, RecursionError) as error:
        return _unusable(path, error)
    from hedgerow.store.corpus import codec_named

    problems = tuple(_problems(path, toml, entries))
    known = {name: value for name, value in entries.items() if _is_usable(name, value)}
    line = _line_of(toml, "extractor")
    if "encoding" in known:
        known["encoding"] = codec_named(known["encoding"])
    return replace(Settings(**known), path=path, extractor_line=line, problems=problems)


def _unusable(path: Path, error: Exception) -> Settings:
    line = re.search(r"at line (\d+)", str(error))
    what, remedy = f"no settings ({error})", "none are used until it is corrected"
    return Settings(
        path=path, problems=(Problem(path, what, remedy, int(line[1]) if line else None),)
    )


def _is_usable(name: str, value: Any) -> bool:
    if name not in _KNOWN or type(value) is not _KNOWN[name]:
        return False
    if name not in ("encoding", "fields"):
        return True
    from hedgerow.store.corpus import FIELDS, codec_named

    if name == "encoding":
        return codec_named(str(value)) is not None
    return isinstance(value, dict) and all(
        one in FIELDS and type(column) is str for one, column in value.items()
    )


def _problems(path: Path, toml: str, entries: Mapping[str, Any]) -> Iterator[Problem]:
    for name, value in entries.items():
        if _is_usable(name, value):
            continue
        line = _line_of(toml, name)
        if name in _KNOWN:
            form = _FORM[_KNOWN[name]] if name != "encoding" else "the name of an encoding of text"
            yield Problem(path, f"“{name}” must be {form}", "passed over", line)
        else:
            there = ", ".join(_KNOWN)
            yield Problem(path, f"no setting “{name}”", f"passed over; there are: {there}", line)


def _line_of(toml: str, name: str) -> int | None:
    """Return the line, from 1, on which a setting or a table of that name begins."""
    start = re.search(rf"^[ \t]*\[?[ \t]*[\"']?{re.escape(name)}\b", toml, re.MULTILINE)
    return toml.count("\n", 0, start.start()) + 1 if start else None

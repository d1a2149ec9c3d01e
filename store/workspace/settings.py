"""Settings: what a person wants everywhere, from the file in their own configuration folder.

They are not taken from the corpus: a folder that comes from a stranger must not be able to name
code that is run.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hedgerow.store.problem import Problem

if TYPE_CHECKING:
    from hedgerow.store.extract import Extractor

_KNOWN: Mapping[str, type] = {"extractor": str, "suggestions": bool}
_FORM = {str: 'a text in "quotation marks"', bool: "true or false"}


@dataclass(frozen=True)
class Settings:
    """What a person has set.

    Attributes:
        extractor: what finds speakers, dates and suggestions, as "package.module:function"; the
            module may be a file beside the settings. None for the built-in rules.
        suggestions: whether the reader shows suggestions from the start.
        path: the file.
        extractor_line: the line on which it names the extractor.
        problems: what was wrong with the file.
    """

    extractor: str | None = None
    suggestions: bool = True
    path: Path | None = None
    extractor_line: int | None = None
    problems: tuple[Problem, ...] = ()

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
    problems = tuple(_problems(path, toml, entries))
    known = {name: value for name, value in entries.items() if _is_usable(name, value)}
    line = _line_of(toml, "extractor")
    return replace(Settings(**known), path=path, extractor_line=line, problems=problems)


def _unusable(path: Path, error: Exception) -> Settings:
    line = re.search(r"at line (\d+)", str(error))
    what, remedy = f"no settings ({error})", "none are used until it is corrected"
    return Settings(
        path=path, problems=(Problem(path, what, remedy, int(line[1]) if line else None),)
    )


def _is_usable(name: str, value: Any) -> bool:
    return name in _KNOWN and type(value) is _KNOWN[name]


def _problems(path: Path, toml: str, entries: Mapping[str, Any]) -> Iterator[Problem]:
    for name, value in entries.items():
        if _is_usable(name, value):
            continue
        line = _line_of(toml, name)
        if name in _KNOWN:
            yield Problem(path, f"“{name}” must be {_FORM[_KNOWN[name]]}", "passed over", line)
        else:
            there = ", ".join(_KNOWN)
            yield Problem(path, f"no setting “{name}”", f"passed over; there are: {there}", line)


def _line_of(toml: str, name: str) -> int | None:
    """Return the line, from 1, on which a setting or a table of that name begins."""
    start = re.search(rf"^[ \t]*\[?[ \t]*[\"']?{re.escape(name)}\b", toml, re.MULTILINE)
    return toml.count("\n", 0, start.start()) + 1 if start else None

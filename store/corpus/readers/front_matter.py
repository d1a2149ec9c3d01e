"""Front matter: what a Markdown file states of itself between "---" (YAML) or "+++" (TOML)."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from hedgerow.store.corpus.readers.days import fault_of_day
from hedgerow.store.corpus.readers.metadata import metadata_from, stated_date
from hedgerow.store.corpus.readers.reading import Metadata, Source
from hedgerow.store.problem import Problem

_FENCED = {
    "---": re.compile(r"---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.M),
    "+++": re.compile(r"\+\+\+[ \t]*\r?\n(.*?)^\+\+\+[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.M),
}
_SIMPLE_FIELD = re.compile(r"^(\w[\w-]*)[ \t]*[:=][ \t]*(\S.*?)[ \t\r]*$", re.M)
_FIELD = re.compile(r"[\w-]+[ \t]*:(?:\s|$)|[\"'][^\"'\n]+[\"'][ \t]*:")
_OTHER_YAML = re.compile(r"\? |\{")
_LARGEST: Final = 65_536


class FrontMatter(NamedTuple):
    """What a file states of itself, what was wrong with that, and where its text begins."""

    metadata: Metadata
    problems: list[Problem]
    end: int


def read_front_matter(markdown: str, source: Source) -> FrontMatter:
    """Read what stands between the fences at the start; what is broken there costs no text."""
    fenced = _FENCED.get(markdown[:3])
    match = fenced.match(markdown) if fenced else None
    if match is None or (markdown[0] == "-" and not _is_front_matter(match[1])):
        return FrontMatter(Metadata(), [], 0)
    read = _read_yaml if markdown[0] == "-" else _read_toml
    metadata, problems = read(match[1], source)
    return FrontMatter(metadata, problems, match.end())


def _is_front_matter(block: str) -> bool:
    """Tell fields from prose: a line "---" above a text is a rule.

    What was meant for fields, and is broken, begins with one all the same. An empty line after the
    fence begins prose, unless all that follows are fields.
    """
    lines = [line for line in block.splitlines() if line.strip() and not line.startswith("#")]
    if not lines:
        return not block[:1].isspace()
    begins = _FIELD.match(lines[0].lstrip()) or _OTHER_YAML.match(lines[0])
    if begins is None or block.split("\n", 1)[0].strip():
        return begins is not None
    return all(_FIELD.match(line) or line[0] in " \t-" for line in lines)


def _read_toml(block: str, source: Source) -> tuple[Metadata, list[Problem]]:
    import tomllib

    if len(block) > _LARGEST:
        what = f"larger than {_LARGEST:,} characters"
        return _salvage(block, source, what, "flatten it, or shorten it")
    try:
        stated = tomllib.loads(block.replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError as error:
        return _salvage(block, source, str(error), "put a text in quotes")
    except (RecursionError, ValueError):
        return _salvage(block, source, "nested too deeply", "flatten it, or shorten it")
    return _stated(stated, block, source)


def _read_yaml(block: str, source: Source) -> tuple[Metadata, list[Problem]]:
    import yaml

    flatten = "flatten it, or shorten it"
    if len(block) > _LARGEST:
        what = f"larger than {_LARGEST:,} characters"
        return _salvage(block, source, what, flatten)
    try:
        # Every value as it is written: "Yes" is a title as good as any, and 12:30 no number.
        stated = yaml.load(block, yaml.BaseLoader)  # noqa: S506 - it makes nothing but text
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        what = getattr(error, "problem", None) or str(error).splitlines()[0]
        remedy = "put a value that has a colon or a bracket in quotes"
        return _salvage(block, source, what, remedy, mark.line if mark else 0)
    except RecursionError:
        return _salvage(block, source, "nested too deeply", flatten)
    except (ValueError, OverflowError):  # "\UFFFFFFFF" or a control character as it stands
        return _salvage(block, source, "it holds what is no character", "take that out")
    if stated is not None and not isinstance(stated, dict):
        return _salvage(block, source, "not names with values", "write each as “name: value”")
    return _stated(stated or {}, block, source)


def _stated(
    stated: dict[str, object], block: str, source: Source
) -> tuple[Metadata, list[Problem]]:
    metadata = metadata_from(stated)
    if metadata.published is None and (day := stated_date(stated)):
        line = block[: max(0, block.find(day))].count("\n")
        return _salvage(block, source, fault_of_day(day), "write the date as 2022-03-02", line)
    return metadata, []


def _salvage(
    block: str, source: Source, what: str, remedy: str, line: int = 0
) -> tuple[Metadata, list[Problem]]:
    """Use the lines that read "name: value"; `line` counts from 0 after the opening fence."""
    fault = f"front matter is broken ({what})"
    problem = Problem(source.path, fault, f"its plain lines were used; {remedy}", line + 2)
    fields = {name: value.strip("\"'") for name, value in _SIMPLE_FIELD.findall(block[:10_000])}
    return metadata_from(fields), [problem]

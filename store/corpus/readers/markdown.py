"""Markdown: front matter, and prose whose marks become styles over plain reading text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from hedgerow.store.corpus.article import StyledSpan, StyleName
from hedgerow.store.corpus.readers.composer import Composer
from hedgerow.store.corpus.readers.decoding import decode
from hedgerow.store.corpus.readers.metadata import metadata_from, stated_date
from hedgerow.store.corpus.readers.reading import Metadata, Reading, Source
from hedgerow.store.problem import Problem

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(
    r"---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.M
)
_SIMPLE_FIELD = re.compile(r"^(\w[\w-]*)[ \t]*:[ \t]*(\S.*?)[ \t\r]*$", re.M)
_LARGEST_FRONT_MATTER = 65_536
_DEEPEST = 100

_INLINE: Final[dict[str, StyleName]] = {
    "em": "emphasis",
    "strong": "strong",
    "s": "strike",
    "link": "link",
}


def read(data: bytes, source: Source) -> Reading:
    """Read a Markdown file (CommonMark, with tables and strikethrough).

    Raises:
        ProblemError: the file is not text.
    """
    from markdown_it import MarkdownIt

    markdown, problems = decode(data, source)
    metadata = Metadata()
    if match := _FRONT_MATTER.match(markdown):
        metadata, faults = _read_front_matter(match[1], source)
        problems += faults
        markdown = markdown[match.end() :]
    options = {"html": False, "maxNesting": _DEEPEST}
    tokens = MarkdownIt("commonmark", options).enable(["table", "strikethrough"]).parse(markdown)
    if any(token.level >= _DEEPEST - 1 for token in tokens):
        what = f"quotes or lists are nested more than {_DEEPEST} deep"
        problems.append(Problem(source.path, what, "what stands deeper is left out; flatten it"))
    text, styles = _Prose(tokens).compose()
    return Reading(text, styles, metadata, problems)


def _read_front_matter(block: str, source: Source) -> tuple[Metadata, list[Problem]]:
    """Read the YAML between the fences; what is broken there never costs the article itself."""
    import yaml

    flatten = "flatten it, or shorten it"
    if len(block) > _LARGEST_FRONT_MATTER:
        what = f"larger than {_LARGEST_FRONT_MATTER:,} characters"
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
    metadata = metadata_from(stated or {})
    if metadata.published is None and (day := stated_date(stated or {})):
        line = block[: max(0, block.find(day))].count("\n")
        what = f"“{day[:40]}” is no day of the calendar"
        return _salvage(block, source, what, "write the date as 2022-03-02", line)
    return metadata, []


def _salvage(
    block: str, source: Source, what: str, remedy: str, line: int = 0
) -> tuple[Metadata, list[Problem]]:
    """Use the lines that read "name: value"; `line` counts from 0 after the opening fence."""
    fault = f"front matter is broken ({what})"
    problem = Problem(source.path, fault, f"its plain lines were used; {remedy}", line + 2)
    fields = {name: value.strip("\"'") for name, value in _SIMPLE_FIELD.findall(block[:10_000])}
    return metadata_from(fields), [problem]


class _Prose:
    """Walks Markdown's tokens, which come flat, and writes what a reader would read."""

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._out = Composer()
        self._lists: list[int | None] = []  # the next number of each open list; None for bullets

    def compose(self) -> tuple[str, tuple[StyledSpan, ...]]:
        for token in self._tokens:
            if token.type == "inline":
                self._inline(token.children or [])
            elif token.nesting == 1:
                self._open(token)
            elif token.nesting == -1:
                self._close(token)
            else:
                self._leaf(token)
        return self._out.finish()

    def _open(self, token: Token) -> None:
        match token.tag:
            case "ul":
                self._lists.append(None)
            case "ol":
                self._lists.append(int(token.attrs.get("start", 1)))
            case "li":
                self._marker()
            case "blockquote":
                self._out.open("quote")
            case "table":
                self._out.open("table")
            case "th" | "td":
                if not self._out.at_block_start:
                    self._out.write(" │ ")
            case tag if _is_heading(tag):
                self._out.open("heading")

    def _close(self, token: Token) -> None:
        match token.tag:
            case "ul" | "ol":
                self._lists.pop()
                self._out.end_block(1 if self._lists else 2)
            case "li" | "tr":
                self._out.end_block(1)
            case "blockquote":
                self._out.close("quote")
            case "table":
                self._out.close("table")
                self._out.end_block()
            case "p":
                self._out.end_block(1 if token.hidden else 2)
            case tag if _is_heading(tag):
                self._out.close("heading")
                self._out.end_block()

    def _leaf(self, token: Token) -> None:
        if token.type in ("fence", "code_block"):
            self._out.write(token.content.rstrip("\n"), "code")
        elif token.type == "hr":
            self._out.write("───", "rule")
        self._out.end_block()

    def _marker(self) -> None:
        number = self._lists[-1]
        indent = "  " * (len(self._lists) - 1)
        if number is None:
            self._out.write(f"{indent}• ", "marker")
        else:
            self._out.write(f"{indent}{number}. ", "marker")
            self._lists[-1] = number + 1

    def _inline(self, tokens: list[Token]) -> None:
        for token in tokens:
            name = token.type.removesuffix("_open").removesuffix("_close")
            if name in _INLINE:
                style = _INLINE[name]
                if token.nesting == 1:
                    self._out.open(style)
                else:
                    self._out.close(style)
            elif token.type == "softbreak":
                self._out.write(" ")
            elif token.type == "hardbreak":
                self._out.write("\n")
            elif token.type == "code_inline":
                self._out.write(token.content, "code")
            else:  # text, and what stands for it: an image's description
                self._out.write(token.content)


def _is_heading(tag: str) -> bool:
    return len(tag) == 2 and tag[0] == "h" and tag[1].isdigit()

"""Marks that note-taking programs add to Markdown.

Links to other notes ("[[Anna Berg|Berg]]"), highlights ("==so=="), remarks ("%%so%%"), callouts
("> [!info] Note") and footnotes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline

_LINK = re.compile(r"(!?)\[\[([^\[\]\n]{1,500})\]\]")
_FOOTNOTE = re.compile(r"\[\^([^\[\]\s]{1,50})\]")
_FOOTNOTE_TEXT = re.compile(r"\[\^([^\[\]\s]{1,50})\]:[ \t]*")
_CALLOUT = re.compile(r"\[![\w-]{1,30}\][+-]?[ \t]*")
_HIGHLIGHT = re.compile(r"==(?=[^\s=])(.{1,1000}?)(?<=\S)==(?!=)", re.DOTALL)
_REMARK = re.compile(r"%%.{0,2000}?%%", re.DOTALL)


def add_marks(parser: MarkdownIt) -> None:
    """Teach a parser of Markdown these marks."""
    for name, rule in (("note_link", _link), ("highlight", _highlight), ("remark", _remark)):
        parser.inline.ruler.before("link", name, rule)
    ends = ["paragraph", "reference", "blockquote"]
    parser.block.ruler.before("reference", "footnote", _footnote, {"alt": ends})
    parser.block.ruler.before("reference", "remarks", _remarks, {"alt": ends})


def _link(state: StateInline, silent: bool) -> bool:
    source, start = state.src, state.pos
    if source[start] not in "[!":
        return False
    if match := _CALLOUT.match(source, start):
        if start:
            return False
        if not silent:
            state.push("callout", "", 0)
        state.pos = match.end()
        return True
    if match := _FOOTNOTE.match(source, start):
        if not silent:
            state.push("text", "", 0).content = f"[{match[1]}]"
        state.pos = match.end()
        return True
    match = _LINK.match(source, start)
    if match is None:
        return False
    if not silent and not match[1]:  # an embedded picture or note leaves nothing
        target, _, label = match[2].partition("|")
        state.push("link_open", "a", 1)
        state.push("text", "", 0).content = (label or target).strip()
        state.push("link_close", "a", -1)
    state.pos = match.end()
    return True


def _highlight(state: StateInline, silent: bool) -> bool:
    match = _HIGHLIGHT.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        end = state.posMax
        state.push("em_open", "em", 1)
        state.pos, state.posMax = match.span(1)
        state.md.inline.tokenize(state)
        state.push("em_close", "em", -1)
        state.posMax = end
    state.pos = match.end()
    return True


def _remark(state: StateInline, _silent: bool) -> bool:
    match = _REMARK.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    end = match.end()
    while state.pending.endswith(" ") and state.src[end : end + 1] == " ":
        end += 1
    state.pos = end
    return True


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]


def _footnote(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Make a paragraph of a footnote's text, where it stands, with its number before it."""
    line = _line(state, start)
    match = _FOOTNOTE_TEXT.match(line)
    if match is None or state.is_code_block(start):
        return False
    if silent:
        return True
    lines = [line[match.end() :]]
    number = start + 1
    while number < end and not state.isEmpty(number) and state.sCount[number] > state.blkIndent:
        lines.append(_line(state, number))
        number += 1
    state.push("paragraph_open", "p", 1).map = [start, number]
    token = state.push("inline", "", 0)
    token.content = f"\\[{match[1]}\\] " + "\n".join(lines).strip()
    token.map = [start, number]
    token.children = []
    state.push("paragraph_close", "p", -1)
    state.line = number
    return True


def _remarks(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Leave out what stands between two lines "%%"."""
    if _line(state, start).strip() != "%%":
        return False
    last = next((n for n in range(start + 1, end) if _line(state, n).strip() == "%%"), None)
    if last is None:
        return False
    if not silent:
        state.line = last + 1
    return True

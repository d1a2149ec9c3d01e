"""Factiva: as it is displayed, or with its two-letter codes; a document's number ends each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from hedgerow.store.convert.archives.heads import (
    is_copyright,
    joined_paragraphs,
    metadata_of,
    no_text,
)
from hedgerow.store.convert.blocks import Block
from hedgerow.store.convert.days import day_line, stated_day
from hedgerow.store.convert.found import FoundArticle, Tell, found
from hedgerow.store.convert.inputs import SourceFile

_END: Final = re.compile(
    r"(?:AN[\s:]+)?(?:Document|Dokument|Documento)\s+[A-Z][A-Z0-9]{2,11}\d{8,}[a-z0-9]{4,16}$"
)
_WORDS: Final = re.compile(
    r"\d[\d.,\s]*(?:words?|mots|wörter|palabras|parole|woorden|palavras)$", re.IGNORECASE
)
_CODE: Final = re.compile(
    r"(HD|BY|CR|WC|PD|ET|SN|SC|ED|PG|LA|CY|LP|TD|CO|IN|NS|RE|PUB|AN|SE|VOL|CLM|ART|IPC|IPD|RF|CT"
    r"|NGC|GC|DLN|HLP|CX)(?:[\s:]+(.*))?$",
    re.DOTALL,
)
_NARROWEST: Final = 30
"""Characters: no export has narrower lines."""

_TIME: Final = re.compile(r"\d{1,2}[:.h]\d\d\b.{0,20}$")
_BYLINE: Final = re.compile(r"(?:by|von|par|por|di|door|de notre)\s+\S", re.IGNORECASE)
_LANGUAGE: Final = re.compile(
    r"(?:English|German|Deutsch|French|Français|Spanish|Español|Italian|Italiano|Dutch|Nederlands"
    r"|Portuguese|Português|Russian|Englisch|Französisch|Anglais|Allemand|Inglés|Chinese.*"
    r"|Japanese|Swedish|Norwegian|Danish|Finnish|Polish|Turkish|Arabic)$",
    re.IGNORECASE,
)
_NOISE: Final = re.compile(
    r"(?:Dow Jones Factiva|(?:Page|Seite)\s+\d+\s+(?:of|von)\s+\d+.*"
    r"|(?:©|\(c\)) \d{4} (?:Dow Jones|Factiva).*reserved\.?"
    r"|Search Summary|Text|Date|Source|Author|Company|Subject|Industry|Region|Language)$"
)


def fits(first: Sequence[Block]) -> bool:
    """Say whether a document that begins so is an export of Factiva."""
    lines = [line.strip() for block in first for line in block.lines]
    if not any(_END.match(line) for line in lines):
        return False
    codes = {match[1] for line in lines if (match := _CODE.match(line))}
    return any(_WORDS.match(line) for line in lines) or {"HD", "PD"} <= codes


def articles(blocks: Iterator[Block], given: SourceFile, tell: Tell) -> Iterator[FoundArticle]:
    """Give the articles of an export; one without a text is told."""
    number = 0
    for document in _documents(blocks):
        if not document:
            continue
        lines = [line.strip() for block in document for line in block.lines]
        has_codes = {"HD", "PD"} <= {match[1] for line in lines if (match := _CODE.match(line))}
        has_words = any(_WORDS.match(line) for line in lines)
        if not has_codes and not has_words:
            continue  # the summary of the search
        number += 1
        place = f"document {number}"
        one = _coded(document) if has_codes else _displayed(document)
        if one.reading.text:
            one.place = place
            yield one
        else:
            tell(no_text(given, place, document[0]))


def _documents(blocks: Iterator[Block]) -> Iterator[list[Block]]:
    """Divide an export after each document's number."""
    document: list[Block] = []
    for block in blocks:
        lines = [line for line in block.lines if not _NOISE.match(line.strip())]
        kept: list[str] = []
        for line in lines:
            if not _END.match(line.strip()):
                kept.append(line)
                continue
            if kept:
                document.append(Block(tuple(kept), block.line, block.role))
            yield document
            document, kept = [], []
        if kept:
            document.append(Block(tuple(kept), block.line, block.role))
    if document:
        yield document


def _coded(document: list[Block]) -> FoundArticle:
    """Read a document whose parts have codes: HD, BY, WC, PD, SN, LP, TD."""
    parts: dict[str, list[Block]] = {}
    code = ""
    for block in document:
        for row, line in enumerate(block.lines):
            if match := _CODE.match(line.strip()):
                code = match[1]
                rest = (match[2] or "").strip()
                parts.setdefault(code, [])
                if rest:
                    parts[code].append(Block((rest,), block.line))
            elif code:
                every = parts[code]
                is_same = row > 0 and every and every[-1].line == block.line
                if is_same:
                    every[-1] = every[-1]._replace(lines=(*every[-1].lines, line))
                else:
                    every.append(Block((line,), block.line))
    text = joined_paragraphs(
        block
        for block in (*parts.get("LP", ()), *parts.get("TD", ()))
        if not is_copyright(block.text)
    )
    return found(
        text,
        metadata_of(
            _value(parts, "HD"), _value(parts, "SN"), stated_day(_value(parts, "PD") or "")
        ),
    )


def _value(parts: dict[str, list[Block]], code: str) -> str | None:
    return " ".join(block.text for block in parts.get(code, ())) or None


def _displayed(document: list[Block]) -> FoundArticle:
    """Read a document as it is displayed: headline, author, words, day, source, code, text."""
    rows = [(block, line.strip(), at) for at, block in enumerate(document) for line in block.lines]
    words = next(at for at, (_, line, _) in enumerate(rows) if _WORDS.match(line))
    title = _title(rows[:words], rows[words][0])
    published = outlet = None
    end = words + 1
    for at in range(words + 1, min(words + 14, len(rows))):
        line = rows[at][1]
        if published is None and (published := day_line(line) or stated_day(line)):
            end = at + 1
        elif published and outlet is None and not _TIME.match(line):
            outlet, end = line, at + 1
        elif is_copyright(line):
            end = at + 1
            break
        elif _LANGUAGE.match(line):
            end = at + 1
    body: list[Block] = []
    last = -1
    for block, line, number in rows[end:]:
        if number == last:
            body[-1] = body[-1]._replace(lines=(*body[-1].lines, line))
        else:
            body.append(Block((line,), block.line))
        last = number
    kept = [block for block in body if not is_copyright(block.text)]
    return found(joined_paragraphs(kept), metadata_of(title, outlet, published))


def _title(rows: Sequence[tuple[Block, str, int]], words_block: Block) -> str | None:
    """Find the headline among what stands above the number of words: section, headline, author."""
    named = [line for block, line, _ in rows if block.role == "heading"]
    if named:
        return " ".join(named)
    lines: list[str] = []
    last: Block | None = None
    for block, line, _ in rows:
        if block.role == "author" or (len(rows) > 1 and _BYLINE.match(line)):
            continue
        if block is last and block is not words_block and _is_wrapped(lines[-1], line):
            lines[-1] = f"{lines[-1]} {line}"
        else:
            lines.append(line)
        last = block
    while len(lines) > 1 and _is_name(lines[-1], lines[-2]):
        lines.pop()
    return lines[-1] if lines else None


def _is_wrapped(line: str, after: str) -> bool:
    """Say whether a headline goes on from a line: the next word had no room in it.

    In "News" above "Bridge to open in May" it had, so that this is the name of a section.
    """
    more = len(line) + 1 + len(after.split(" ", 1)[0])
    return more > max(_NARROWEST, len(after))


def _is_name(line: str, above: str) -> bool:
    """Say whether a line below a headline is its authors: a few words each, with capitals."""
    people = [person.split() for person in line.replace(" and ", ", ").split(",")]
    are_names = all(
        1 < len(words) <= 4 and all(word[:1].isupper() for word in words) for words in people
    )
    return are_names and (len(people) > 1 or len(line) < len(above))

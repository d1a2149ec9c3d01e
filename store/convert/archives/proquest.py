"""ProQuest: documents parted by lines of underscores, each with names and values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from hedgerow.store.convert.archives.heads import (
    joined_paragraphs,
    metadata_of,
    no_text,
    unclear_day,
)
from hedgerow.store.convert.blocks import Block
from hedgerow.store.convert.days import stated_day
from hedgerow.store.convert.found import FoundArticle, Tell, found
from hedgerow.store.convert.inputs import SourceFile

_PARTING: Final = re.compile(r"[_=*]{20,}$")
_COUNT: Final = re.compile(r"(?:Document|Dokument|Documento)\s+\d+\s+(?:of|von|de|sur)\s+\d+$")
_URL: Final = re.compile(r"https?://\S+$")

_NAMES: Final = {
    "text": "full text|volltext|texte intégral|texto completo|testo completo",
    "abstract": "abstract|resumen|résumé|zusammenfassung|abstract (summary)|summary",
    "title": "title|titel|titre|título|document title|headline",
    "outlet": "publication title|titel der publikation|titre de la publication"
    "|título de publicación|título de la publicación|publikationstitel"
    "|source title|newspaper title",
    "published": "publication date|publikationsdatum|erscheinungsdatum|date de publication"
    "|fecha de publicación|date|pub date|publication date (original)",
    "url": "document url|url|dokument-url|url du document|url del documento|proquest url",
    "number": "proquest document id|proquest-dokument-id|id document proquest|accession number"
    "|id del documento de proquest|identificateur proquest",
}
_OTHERS: Final = (
    "author|subject|location|publication year|publisher|place of publication|country of publication"
    "|publication subject|issn|source type|language of publication|document type|last updated"
    "|database|copyright|company / organization|company|people|pages|section|dateline|column|volume"
    "|issue|first page|edition|classification|links|identifier / keyword|publication info|credit"
    "|number of pages|document feature|correspondence author|ai term|business indexing term"
    "|product name|eissn|source|doi|publication history|online publication date"
    "|milestone dates|isbn|lccn|notes|contact us at|terms and conditions|startpage"
    "|autor|ort|herausgeber|erscheinungsort|sprache|datenbank|schlagwort|verlag|auteur|éditeur"
    "|lieu de publication|langue|base de données|sujet|materia|editorial|idioma|base de datos"
    "|año de publicación|lugar de publicación|année de publication|publikationsjahr|thema|themen"
    "|zuletzt aktualisiert|última actualización|dernière mise à jour|seiten"
)
_FIELD_OF: Final = {
    name: field
    for field, names in (*_NAMES.items(), ("other", _OTHERS))
    for name in names.split("|")
}
_FIELD: Final = re.compile(r"(?P<name>[^\W\d_][^:\n]{1,40}?)\s?:(?:\s+(?P<value>.*)|$)")
_NOT_THERE: Final = re.compile(
    r"(?:none|not|nicht|non|no)\b.{0,12}(?:available|verfügbar|disponible)\.?$", re.IGNORECASE
)


def fits(first: Sequence[Block]) -> bool:
    """Say whether a document that begins so is an export of ProQuest."""
    fields = {field for block in first for line in block.lines if (field := _field(line)[0])}
    is_proquest = any("proquest" in line.lower() for block in first for line in block.lines)
    is_parted = any(_PARTING.match(line.strip()) for block in first for line in block.lines)
    return (
        {"text", "title"} <= fields
        and bool(fields & {"outlet", "number"})
        and (is_parted or is_proquest)
    )


def articles(blocks: Iterator[Block], given: SourceFile, tell: Tell) -> Iterator[FoundArticle]:
    """Give the articles of an export; one without a text is told."""
    number = 0
    for document in _documents(blocks):
        stated, body = _read(document)
        if not (stated or body) or not ({"title", "outlet", "number"} & stated.keys()):
            continue  # the list of what is there, or whom to write to
        number += 1
        place = f"document {number}"
        text = joined_paragraphs(body)
        if not text:
            tell(no_text(given, place, document[0]))
            continue
        outlet = stated.get("outlet", "").split(";", 1)[0].strip()
        day = stated_day(stated.get("published", ""))
        metadata = metadata_of(stated.get("title"), outlet, day, stated.get("url"))
        one = found(text, metadata, place=place)
        one.reading.problems = unclear_day(given, place, stated.get("published"), day)
        yield one


def _documents(blocks: Iterator[Block]) -> Iterator[list[Block]]:
    document: list[Block] = []
    for block in blocks:
        lines: list[str] = []
        for line in block.lines:
            if _PARTING.match(line.strip()):
                if lines:
                    document.append(Block(tuple(lines), block.line, block.role))
                if document:
                    yield document
                document, lines = [], []
            else:
                lines.append(line)
        if lines:
            document.append(Block(tuple(lines), block.line, block.role))
    if document:
        yield document


def _read(document: list[Block]) -> tuple[dict[str, str], list[Block]]:
    """Read names and values; the text is what stands from its name to the names after it."""
    stated: dict[str, str] = {}
    body: list[Block] = []
    rows = [(at, line.strip()) for at, block in enumerate(document) for line in block.lines]
    field, last, text_at = "", -1, -1
    for number, (at, line) in enumerate(rows):
        name, value = _field(line)
        if name and field == "text" and not _ends_text(rows, number):
            name = ""
        if name:
            field = name
            if name == "text":
                value = "" if _NOT_THERE.match(value) else value
                body += [Block((value,), document[at].line)] if value else []
                text_at = at
            elif value:
                stated.setdefault(name, value)
        elif field == "text":
            if body and text_at == at:
                body[-1] = body[-1]._replace(lines=(*body[-1].lines, line))
            else:
                body.append(Block((line,), document[at].line))
            text_at = at
        elif not field:
            _from_the_head(stated, line)
        elif at == last and stated.get(field):  # a long value goes on in the next line
            stated[field] = f"{stated[field]} {line}"
        last = at
    stated["title"] = stated.get("title") or stated.get("headline", "")
    kept = {name: value for name, value in stated.items() if value and name != "headline"}
    return kept, body


def _ends_text(rows: Sequence[tuple[int, str]], number: int) -> bool:
    """A name within a text ("Source: …") is followed by prose, one after it by other names.

    A long value goes on within its block, so the first line of the next block counts, too.
    """
    block = rows[number][0]
    after = [*rows[number + 1 :]]
    if not after or _field(after[0][1])[0]:
        return True
    is_first = number == 0 or rows[number - 1][0] != block
    next_block = next((line for at, line in after if at != block), "")
    return is_first and after[0][0] == block and bool(_field(next_block)[0])


def _from_the_head(stated: dict[str, str], line: str) -> None:
    """Take what stands above all names: the headline, and the address."""
    if _COUNT.match(line):
        return
    if _URL.match(line):
        stated.setdefault("url", line)
    elif "url" not in stated:
        stated["headline"] = f"{stated.get('headline', '')} {line}".strip()


def _field(line: str) -> tuple[str, str]:
    match = _FIELD.match(line.strip())
    name = _FIELD_OF.get(match["name"].strip().lower(), "") if match else ""
    return (name, (match["value"] or "").strip()) if match and name else ("", "")

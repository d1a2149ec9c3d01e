"""Nexis and Nexis Uni: many documents in a file, each with a head, fields and a text.

The older form opens each with "1 of 200 DOCUMENTS" and has its fields in capitals around the text.
The newer one opens with the headline, has the text between "Body" and "Classification" or
"Load-Date", and ends with "End of Document". Both come in English, German, French and others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from hedgerow.store.convert.archives.heads import (
    divided_title,
    is_copyright,
    joined_paragraphs,
    metadata_of,
    no_text,
    without_copyright,
)
from hedgerow.store.convert.blocks import Block
from hedgerow.store.convert.days import day_line
from hedgerow.store.convert.found import FoundArticle, Tell, found
from hedgerow.store.convert.inputs import SourceFile

_COUNT: Final = re.compile(
    r"(?:(?:Document|Dokument|Documento)\s+)?(?P<number>\d[\d.,]*)\s+(?:of|von|de|di|sur|van)\s+"
    r"\d[\d.,]*(?:\s+(?:DOCUMENTS?|DOKUMENTEN?|DOCUMENTOS?|DOCUMENTI|DOCUMENTEN))?$",
    re.IGNORECASE,
)
_CAPITALS: Final = re.compile(r"(?:DOCUMENT|DOKUMENT)", re.IGNORECASE)
_END: Final = re.compile(
    r"(?:End of Document|Ende des Dokuments?|Fin du document|Fin del documento|Fine del documento"
    r"|Einde van (?:het )?document)\.?$",
    re.IGNORECASE,
)
_BODY: Final = re.compile(
    r"(?:Body|Volltext|Haupttext|Corps|Corps du texte|Cuerpo|Corpo|Text|Texte)$"
)
_HEAD_FIELDS: Final = (
    "byline section length dateline highlight series headline title kicker source edition type"
    " autor rubrik länge laenge auteur signature rubrique longueur encart sección seccion longitud"
    " byline/autor auteur(s) lengte sectie lunghezza sezione autore firma journal author authors"
    " dachzeile untertitel ort lead vorspann highlights credit column body"
).split()
_TAIL_FIELDS: Final = (
    "load-date language publication-type document-type graphic subject journal-code person company"
    " organization organisation geographic country state city ticker industry correction"
    " correction-date notes url classification pub-type update sprache zeitungs-code langue"
    " type-publication date-chargement illustration fecha-carga idioma tipo-publicación"
    " date-de-chargement type-de-publication publikationstyp ladedatum aktualisierung datum-laden"
    " laaddatum taal acc-no issn copyright cr schlagwort schlagworte grafik thema bibliography"
    " enhancement word-count"
).split()
_ENDS_TEXT: Final = frozenset(
    "load-date language publication-type document-type journal-code sprache langue idioma"
    " zeitungs-code type-publication date-chargement fecha-carga tipo-publicación ladedatum taal"
    " date-de-chargement type-de-publication publikationstyp laaddatum acc-no"
    " classification".split()
)
"""What no sentence of an article begins with; "Subject:" or "Notes:" may."""

_EDITION: Final = re.compile(
    r"(?:[\w.-]+[\s,;-]+){0,6}(?:edition|ausgabe|édition|edición|edizione|editie)\b"
    r"[\s\w,;-]{0,40}$",
    re.IGNORECASE,
)
_FIELD: Final = re.compile(
    r"(?P<name>[^\W\d_][\w()/-]*(?:[ -][A-Za-zÀ-ÿ]+)?)\s?:(?:\s+(?P<value>.*)|$)"
)
_SENT: Final = re.compile(
    r"(?:Classification|Klassifizierung|Klassifikation|Clasificación|Graphic|Notes|Load-Date)$",
    re.IGNORECASE,
)
_PAGE: Final = re.compile(r"(?:Page|Seite|Página|Pagina)\s+\d+\s+(?:of|von|de|sur|di|van)\s+\d+$")


class _Field(NamedTuple):
    name: str
    value: str
    is_tail: bool


def fits(first: Sequence[Block]) -> bool:
    """Say whether a document that begins so is an export of Nexis."""
    texts = [block.text for block in first]
    counts = [text for text in texts if _COUNT.match(text)]
    fields = {field.name for block in first if (field := _field(block))}
    if any(_CAPITALS.search(text) for text in counts) and fields & {
        *"length länge laenge longueur longitud lengte lunghezza load-date byline section".split()
    }:
        return True
    is_sent = any(_BODY.match(line.strip()) for block in first for line in block.lines)
    length = {"length", "länge", "longueur", "longitud", "lengte", "load-date", "section"}
    if is_sent and bool(_lines_fields(first) & length):
        return any(is_copyright(text) or _END.match(text) for text in texts)
    return any(_END.match(text) for text in texts) and bool(_lines_fields(first) & length)


def _lines_fields(blocks: Sequence[Block]) -> set[str]:
    lines = (line for block in blocks for line in block.lines)
    return {field.name for line in lines if (field := _field_in(line))}


def articles(blocks: Iterator[Block], given: SourceFile, tell: Tell) -> Iterator[FoundArticle]:
    """Give the articles of an export; one without a text is told."""
    number = 0
    for document in _documents(blocks):
        if not any(_is_of_an_article(block) for block in document):
            continue  # what stands before the first: who sent it, and what was looked for
        number += 1
        one = _article(document, f"document {number}")
        if one is None:
            tell(no_text(given, f"document {number}", document[0]))
        else:
            yield one


def _is_of_an_article(block: Block) -> bool:
    return any(
        ((field := _field_in(line)) is not None and field.name not in ("source", "type", "title"))
        or _BODY.match(line.strip())
        for line in block.lines
    ) or any(day_line(line) for line in block.lines)


def _documents(blocks: Iterator[Block]) -> Iterator[list[Block]]:
    """Divide an export where a document's count stands, or its end."""
    document: list[Block] = []
    for block in blocks:
        text = block.text if len(block.lines) == 1 else ""
        if _PAGE.match(text):
            continue
        is_count = _COUNT.match(text) is not None
        if is_count or _END.match(text):
            if document:
                yield document
            document = []
        else:
            document.append(block)
    if document:
        yield document


def _article(document: list[Block], place: str) -> FoundArticle | None:
    lines = [line.strip() for block in document for line in block.lines]
    is_new = any(_BODY.match(line) for line in lines)
    head, fields, body, tail = _new_parts(document) if is_new else _old_parts(document)
    title, outlet, published, below = _new_head(head) if is_new else _old_head(head)
    named = {name: value for name, value, _ in (*fields, *tail) if value}
    title = named.get("headline") or title or named.get("title")
    text = joined_paragraphs([*below, *body]) if body else ""
    if not text:
        return None
    metadata = metadata_of(title, outlet, published, named.get("url"))
    return found(text, metadata, place=place)


class _Parts(NamedTuple):
    head: list[Block]
    fields: list[_Field]
    body: list[Block]
    tail: list[_Field]


def _old_parts(document: list[Block]) -> _Parts:
    """Divide a document of the older form: its fields stand before and after the text."""
    fields: list[_Field] = []
    tail: list[_Field] = []
    at = 0
    while at < len(document) and not (_field(document[at]) and not _field(document[at]).is_tail):  # type: ignore[union-attr]
        at += 1
    head = document[:at]
    last = at
    for number in range(at, len(document)):  # fields of the head may be parted by a headline
        field = _field(document[number])
        if field is None or field.is_tail or field.name == "body":
            break
        fields.append(field)
        last = number + 1
    body: list[Block] = []
    for block in document[last:]:
        field = _field(block) if _is_in_capitals(block) else None
        if field and field.name == "body" and not tail:
            first = block.lines[0].split(":", 1)[1]
            block = block._replace(
                lines=tuple(one for one in (first, *block.lines[1:]) if one.strip())
            )
            field = None
        if field and field.is_tail:
            tail += [one for line in block.lines if (one := _field_in(line))] or [field]
        elif field and not tail and field.name != "body":
            fields.append(field)  # such as a HIGHLIGHT further down
        elif not tail and not is_copyright(block.text):
            body.append(block)
    return _Parts(head, fields, body, tail)


def _is_in_capitals(block: Block) -> bool:
    name = block.lines[0].strip().split(":", 1)[0]
    return name.isupper()


class _Head(NamedTuple):
    title: str | None
    outlet: str | None
    published: str | None
    below: list[Block] = []  # what stands below the headline: the text begins with it


def _old_head(head: list[Block]) -> _Head:
    """Read outlet, day and headline, which stand in this order before the fields."""
    kept = [one for block in head if (one := without_copyright(block)).lines]
    for at, block in enumerate(kept):
        for row, line in enumerate(block.lines):
            if not (published := day_line(line.strip()) or day_line(block.text)):
                continue
            before = [line.strip() for line in block.lines[:row]]
            above = [" ".join(before)] if before else [one.text for one in kept[:at]]
            after = [one for one in kept[at + 1 :] if not one.is_centred]
            while len(after) > 1 and _EDITION.match(after[0].text):
                del after[0]
            rest = () if after else block.lines[row + 1 :]
            title = divided_title(after) or " ".join(" ".join(rest).split()) or None
            return _Head(title, above[-1] if above else None, published, after[1:])
    titles = [block for block in kept if not block.is_centred]
    outlets = [block.text for block in kept if block.is_centred]
    return _Head(divided_title(titles), outlets[0] if outlets else None, None, titles[1:])


def _new_parts(document: list[Block]) -> _Parts:
    """Divide a document of the newer form: its text stands below a line "Body"."""
    parts = _Parts([], [], [], [])
    place = "head"
    for block in document:
        for run, lines in _runs(block):
            if run == "body mark":
                place = "body"
            elif place == "head":
                field = _field_in(lines[0])
                if field and not field.is_tail:
                    parts.fields.append(field)
                else:
                    parts.head.append(Block(tuple(lines), block.line, block.role))
            elif place == "body" and (
                _SENT.match(lines[0].strip()) or ((one := _field_in(lines[0])) and _ends_text(one))
            ):
                place = "tail"
            if place == "tail":
                parts.tail.extend(one for line in lines if (one := _field_in(line)))
            elif place == "body" and run != "body mark" and not is_copyright(" ".join(lines)):
                parts.body.append(Block(tuple(lines), block.line, block.role))
    return parts


def _ends_text(field: _Field) -> bool:
    """An "Update:" with a day is a field, one with words is a paragraph of a live blog."""
    return field.name in _ENDS_TEXT or (field.name == "update" and bool(day_line(field.value)))


def _runs(block: Block) -> Iterator[tuple[str, list[str]]]:
    """Divide a block where a line is a field, or the word above the text."""
    run: list[str] = []
    for line in block.lines:
        is_mark = _BODY.match(line.strip()) is not None
        if run and (is_mark or _field_in(line) or _SENT.match(line.strip())):
            yield "lines", run
            run = []
        if is_mark:
            yield "body mark", [line]
        else:
            run.append(line)
    if run:
        yield "lines", run


def _new_head(head: list[Block]) -> _Head:
    """Read headline, outlet and day, which stand in this order."""
    rows = [
        (at, line.strip())
        for at, block in enumerate(head)
        for line in block.lines
        if not is_copyright(line)
    ]
    for number, (_, line) in enumerate(rows):
        if not (published := day_line(line)):
            continue
        if number == 0:
            return _Head(None, None, published)
        outlet_at, outlet = rows[number - 1]
        above = [row for row in rows[: number - 1] if row[0] == outlet_at] or [
            row for row in rows[: number - 1] if row[0] == rows[number - 2][0]
        ]
        title = " ".join(row for _, row in above) if number > 1 else None
        return _Head(title, outlet, published)
    return _Head(rows[0][1] if rows else None, None, None)


def _field(block: Block) -> _Field | None:
    first = _field_in(block.lines[0])
    if first is None or len(block.lines) == 1:
        return first
    rest = " ".join(" ".join(block.lines[1:]).split())
    return first._replace(value=f"{first.value} {rest}".strip())


def _field_in(line: str) -> _Field | None:
    match = _FIELD.match(line.strip())
    if match is None:
        return None
    name = match["name"].strip().lower().replace(" ", "-")
    is_tail = name in _TAIL_FIELDS
    if not is_tail and name not in _HEAD_FIELDS:
        return None
    return _Field(name, (match["value"] or "").strip(), is_tail)

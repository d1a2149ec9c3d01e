"""Exports of ProQuest: one file, many documents, each with names and values."""

from __future__ import annotations

import pytest
from conversions import ALL, BRIDGE, COUNCIL, LONG, Made, converted, facts_of, named, wrapped

LINE = "_" * 60
NAMES = {
    "en": {
        "text": "Full text", "title": "Title", "outlet": "Publication title",
        "day": "Publication date", "number": "ProQuest document ID", "url": "Document URL",
        "year": "Publication year", "document": "Document {n} of {of}", "abstract": "Abstract",
        "author": "Author", "subject": "Subject", "place": "Place of publication",
    },
    "de": {
        "text": "Volltext", "title": "Titel", "outlet": "Titel der Publikation",
        "day": "Publikationsdatum", "number": "ProQuest-Dokument-ID", "url": "Dokument-URL",
        "year": "Publikationsjahr", "document": "Dokument {n} von {of}",
        "abstract": "Zusammenfassung", "author": "Autor", "subject": "Thema",
        "place": "Erscheinungsort",
    },
    "es": {
        "text": "Texto completo", "title": "Título", "outlet": "Título de publicación",
        "day": "Fecha de publicación", "number": "ID del documento de ProQuest",
        "url": "URL del documento", "year": "Año de publicación",
        "document": "Documento {n} de {of}", "abstract": "Resumen", "author": "Autor",
        "subject": "Materia", "place": "Lugar de publicación",
    },
}  # fmt: skip


def short_day(one: Made) -> str:
    return f"{named(one.day)[1][:3]} {one.day.day}, {one.day.year}"


def export(
    language: str = "en", *, count: bool = True, head: bool = True,
    abstract: str = "None available.",
    gaps: int = 1, place: str = "; Oslo", day_of=short_day, tight: bool = False,
    paragraphs: str = "\n", width: int = 10_000, author: bool = False, first_fields: bool = False,
    foot: bool = True, url: bool = True, line: str = LINE,
) -> str:  # fmt: skip
    """Write all articles; `gaps`: empty lines between the fields."""
    names = NAMES[language]
    between = "\n" * (gaps + 1)
    parts = []
    for n, one in enumerate(ALL, 1):
        body = paragraphs.join(wrapped(paragraph, width) for paragraph in one.body)
        known = [f"{names['subject']}: Bridges; Roads", f"{names['title']}: {one.title}"]
        known += [f"{names['author']}: Writer, Anna"] if author else []
        known += [f"{names['outlet']}: {one.outlet}{place}", f"{names['year']}: {one.day.year}"]
        known += [f"{names['day']}: {day_of(one)}", f"{names['place']}: Oslo"]
        known += [f"{names['number']}: 100{n}"]
        known += [f"{names['url']}: https://example.org/docview/{n}"] if url else []
        known += ["Last updated: 2022-03-05", "Database: Example Newsstream"]
        blocks = [names["document"].format(n=n, of=3)] if count else []
        blocks += [one.title, f"https://example.org/docview/{n}"] if head else []
        blocks += [f"{names['abstract']}: {abstract}"] if abstract else []
        text = f"{names['text']}: {body}"
        blocks += [between.join(known), text] if first_fields else [text, between.join(known)]
        parts.append("\n\n".join(blocks))
    parting = f"\n\n{line}\n\n"
    whole = f"{line}\n\n" + parting.join(parts) + parting
    return whole + ("Contact us at: https://example.org\n" if foot else "")


EXPORTS = {
    "English": export(),
    "German": export("de", abstract=""),
    "Spanish": export("es", abstract="", day_of=lambda one: f"{one.day:%d/%m/%Y} ".strip()),
    "no count": export(count=False),
    "no head": export(head=False),
    "an abstract": export(abstract="The bridge will open in May, says the minister. Title: none."),
    "no gaps": export(gaps=0),
    "two gaps": export(gaps=2),
    "an edition": export(place=", Late Edition (East Coast); Oslo, Norway"),
    "no place": export(place=""),
    "the day long": export(day_of=lambda one: f"{named(one.day)[1]} {one.day.day}, {one.day.year}"),
    "the day in figures": export(day_of=lambda one: one.day.isoformat()),
    "the day first": export(
        day_of=lambda one: f"{one.day.day} {named(one.day)[1][:3]} {one.day.year}"
    ),
    "paragraphs apart": export(paragraphs="\n\n"),
    "wrapped": export(paragraphs="\n\n", width=78),
    "an author": export(author=True),
    "the fields first": export(first_fields=True),
    "no foot": export(foot=False),
    "no address": export(url=False, head=False),
    "a longer line": export(line="_" * 80),
    "another line": export(line="=" * 60),
    "a section": export().replace("Last updated", "Section: News\n\nLength: 300\n\nLast updated"),
    "windows": export().replace("\n", "\r\n"),
}


@pytest.mark.parametrize("variant", EXPORTS)
def test_it_gives_each_article_with_its_facts(tmp_path, variant):
    file = tmp_path / "ProQuestDocuments.txt"
    file.write_bytes(EXPORTS[variant].encode())
    lines, told = converted(file)
    assert told == []
    expected = [one.facts for one in ALL]
    if variant == "an edition":
        edition = ", Late Edition (East Coast)"
        expected = [(title, outlet + edition, day) for title, outlet, day in expected]
    if variant == "Spanish":  # 03/02 is no day that anybody could be sure of
        expected = [(title, outlet, None) for title, outlet, _ in expected[:2]] + expected[2:]
    assert [facts_of(line) for line in lines] == expected
    assert [tuple(line["text"].split("\n\n")) for line in lines] == [one.body for one in ALL]
    assert {line["source"]["reader"] for line in lines} == {"proquest"}
    has_url = variant != "no address"
    assert lines[0]["url"] == ("https://example.org/docview/1" if has_url else None)


def test_what_has_no_full_text_is_told(tmp_path):
    text = export()
    text = text.replace("\n".join(COUNCIL.body), "Not available.")
    file = tmp_path / "ProQuestDocuments.txt"
    file.write_text(text, encoding="utf-8")
    lines, told = converted(file)
    assert [facts_of(line) for line in lines] == [BRIDGE.facts, LONG.facts]
    assert len(told) == 1
    assert "document 2 has no text" in told[0]


def test_the_same_document_twice_is_told(tmp_path):
    file = tmp_path / "ProQuestDocuments.txt"
    file.write_text(export() + export(), encoding="utf-8")
    lines, told = converted(file)
    assert len(lines) == 3
    assert len(told) == 3
    assert "document 4: the same article as" in told[0]

"""Inputs for conversions, made here: invented articles in the shapes that real exports have."""

from __future__ import annotations

import io
import json
import textwrap
import zipfile
from datetime import date
from pathlib import Path
from typing import NamedTuple

from hedgerow.store.convert import Conversion, known_article


class Made(NamedTuple):
    """An invented article."""

    title: str
    outlet: str
    day: date
    body: tuple[str, ...]

    @property
    def facts(self) -> tuple[str, str, str]:
        return self.title, self.outlet, self.day.isoformat()


BRIDGE = Made(
    "Bridge to open in May",
    "Example Post",
    date(2022, 3, 2),
    (
        "The transport minister said on Tuesday that the bridge would open in May, two "
        "years after the work on it had begun.",
        "“We are nearly done with the work on the northern ramp,” Anna Berg told reporters.",
        "She added that the cost had not risen.",
    ),
)
COUNCIL = Made(
    "COUNCIL: SILENT ON BRIDGE",
    "The Example Mail (London)",
    date(2022, 3, 1),
    (
        "The council's answer: none.",
        "Source: the accounts of last year, which 1 of 3 members had seen before "
        "the meeting began.",
        "Length and width of the bridge were published on March 3, 2021, according to the council.",
    ),
)
LONG = Made(
    "Ministers of twelve countries meet in Oslo to speak of bridges, tunnels and what they cost",
    "Süd-Beispiel & Söhne",
    date(2021, 12, 31),
    ("„Wir sind fast fertig“, sagte Anna Berg.", "Er widersprach: „Das ist nicht wahr.“"),
)
ALL = (BRIDGE, COUNCIL, LONG)

WEEKDAYS = {
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(),
    "de": "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag".split(),
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche".split(),
}
MONTHS = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
}


def named(day: date, language: str = "en") -> tuple[str, str]:
    """Give the names of a day's weekday and month."""
    return WEEKDAYS[language][day.weekday()], MONTHS[language].split()[day.month - 1]


def converted(*sources: Path, largest: int = 200_000_000) -> tuple[list[dict], list[str]]:
    """Convert, and give the lines and what was told of what was left out."""
    lines, told = [], []
    for one in Conversion(sources, largest).articles():
        if one.state == "made":
            assert known_article(one.line) is not None
            lines.append(json.loads(one.line))
        elif one.state == "left out":
            told += map(str, one.problems)
    return lines, told


def facts_of(line: dict) -> tuple[str, str, str]:
    return line["title"], line["outlet"], line["published"]


def wrapped(text: str, width: int = 78) -> str:
    return textwrap.fill(text, width, break_long_words=False, break_on_hyphens=False)


def centred(text: str) -> str:
    return text.center(78).rstrip()


def html_of(text: str) -> bytes:
    """Make a page of a text: a paragraph for each block."""
    rows = []
    for block in text.split("\n\n"):
        if block.strip():
            lines = "<br>".join(escaped(line.strip()) for line in block.strip().split("\n"))
            rows.append(f'<div class="c5"><p class="c6"><span class="c7">{lines}</span></p></div>')
    return f"<html><head><title></title></head><body>{''.join(rows)}</body></html>".encode()


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx_of(text: str, *, heading: str | None = None) -> bytes:
    """Make a Word file: a paragraph for each block, a break for each line in it."""
    rows = []
    for block in text.split("\n\n"):
        if not block.strip():
            continue
        style = '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>' if block.strip() == heading else ""
        runs = "<w:r><w:br/></w:r>".join(
            f'<w:r><w:t xml:space="preserve">{escaped(line.strip())}</w:t></w:r>'
            for line in block.strip().split("\n")
        )
        rows.append(f"<w:p>{style}{runs}</w:p>")
    document = f'<w:document xmlns:w="{W}"><w:body>{"".join(rows)}</w:body></w:document>'
    return zip_of({"[Content_Types].xml": "<Types/>", "word/document.xml": document})


def odt_of(text: str) -> bytes:
    """Make an OpenDocument text."""
    rows = (
        "<text:p>" + "<text:line-break/>".join(escaped(b).split("\n")) + "</text:p>"
        for b in text.split("\n\n")
        if b.strip()
    )
    content = (
        '<office:document-content xmlns:office="urn:o" xmlns:text="urn:t"><office:body>'
        f"<office:text>{''.join(rows)}</office:text></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.text"
    return zip_of({"mimetype": kind, "content.xml": content})


def rtf_of(text: str) -> bytes:
    """Make an RTF file: a paragraph a line."""
    out = [r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Times;}}\pard\f0 "]
    for character in text:
        if character == "\n":
            out.append("\\par\n")
        elif character in "{}\\":
            out.append("\\" + character)
        elif ord(character) < 128:
            out.append(character)
        else:
            out.append(f"\\u{ord(character)}?")
    return ("".join(out) + "}").encode("ascii")


def zip_of(files: dict[str, str | bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Make a ZIP file; a "mimetype" stands first and is not packed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as archive:
        for name, content in files.items():
            how = zipfile.ZIP_STORED if name == "mimetype" else packing
            archive.writestr(name, content, how)
    return out.getvalue()


def pdf_of(pages: list[list[str]]) -> bytes:
    """Make a PDF file: each page's lines one below the other (Latin-1)."""
    return placed_pdf_of(
        [[(50, 780 - 12 * row, 10, line) for row, line in enumerate(lines)] for lines in pages]
    )


def placed_pdf_of(pages: list[list[tuple[int, int, int, str]]]) -> bytes:
    """Make a PDF file of lines that say how far right and up they stand, and how large they are."""
    objects: list[bytes] = []
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects.append(b"<</Type/Catalog/Pages 2 0 R>>")
    objects.append(f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode())
    objects.append(b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>")
    for number, lines in enumerate(pages):
        shown = "".join(
            f"/F1 {size} Tf 1 0 0 1 {left} {up} Tm ({_in_pdf(line)}) Tj\n"
            for left, up, size, line in lines
        )
        stream = f"BT\n{shown}ET".encode("cp1252")
        page = (
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {5 + 2 * number} 0 R"
            "/Resources<</Font<</F1 3 0 R>>>>>>"
        )
        objects.append(page.encode())
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream))
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)
    return bytes(out)


def _in_pdf(line: str) -> str:
    return line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")

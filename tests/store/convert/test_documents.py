"""Word, OpenDocument, RTF and PDF that hold one article."""

from __future__ import annotations

import pytest
from conversions import (
    BRIDGE,
    converted,
    docx_of,
    escaped,
    facts_of,
    odt_of,
    pdf_of,
    placed_pdf_of,
    rtf_of,
    wrapped,
    zip_of,
)

BODY = "\n\n".join(BRIDGE.body)
TEXT = f"{BRIDGE.title}\n\n{BODY}"


@pytest.mark.parametrize("make", [docx_of, odt_of], ids=lambda make: make.__name__)
def test_a_document_is_one_article(tmp_path, make):
    file = tmp_path / "bridge.bin"
    file.write_bytes(make(TEXT))
    (line,), told = converted(file)
    assert told == []
    assert (line["id"], line["title"], line["text"]) == ("bridge", BRIDGE.title, TEXT)
    assert line["source"]["place"] is None


def test_rtf_is_one_article(tmp_path):
    pytest.importorskip("striprtf")
    file = tmp_path / "bridge.txt"
    file.write_bytes(rtf_of(TEXT))
    (line,), told = converted(file)
    assert told == []
    assert (line["title"], line["text"]) == (BRIDGE.title, TEXT)
    assert line["source"]["version"].endswith(tuple("0123456789"))
    assert "striprtf" in line["source"]["version"]


def test_what_was_deleted_in_word_is_left_out(tmp_path):
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    document = (
        f'<w:document xmlns:w="{w}"><w:body><w:p><w:r><w:t>The minister said </w:t></w:r>'
        "<w:del><w:r><w:delText>nothing</w:delText><w:t>nothing</w:t></w:r></w:del>"
        "<w:ins><w:r><w:t>that it would open</w:t></w:r></w:ins>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>.</w:t></w:r></w:p></w:body></w:document>"
    )
    file = tmp_path / "a.docx"
    file.write_bytes(zip_of({"[Content_Types].xml": "<Types/>", "word/document.xml": document}))
    (line,), _ = converted(file)
    assert line["text"] == "The minister said that it would open."


@pytest.mark.parametrize("make", [docx_of, odt_of], ids=lambda make: make.__name__)
def test_a_break_within_a_sentence_of_a_document_is_a_space(tmp_path, make):
    file = tmp_path / "a.bin"
    file.write_bytes(make("The bridge\nwill open in May, two years\nafter its start.\nOslo\nMay 2"))
    (line,), _ = converted(file)
    assert line["text"] == ("The bridge will open in May, two years after its start.\nOslo\nMay 2")


def test_a_heading_of_word_is_the_title(tmp_path):
    file = tmp_path / "a.docx"
    file.write_bytes(docx_of(f"Example Post\n\n{TEXT}", heading=BRIDGE.title))
    (line,), _ = converted(file)
    assert line["title"] == BRIDGE.title


PARAGRAPHS = (
    "The transport minister said on Tuesday that the bridge would open in May, two years after "
    "the work on it had begun, and that the well-known ramp in the north was nearly finished.",
    "“We are nearly done with the work on the northern ramp,” Anna Berg told reporters in Oslo, "
    "where the council had met for the third time to speak of what the bridge would cost.",
    "According to the council, 6,000 cars will cross the bridge each day from the summer on, and "
    "twice as many once the motorway to the north has been built and opened to all traffic.",
)


def pages(width: int = 60, per_page: int = 4) -> list[list[str]]:
    lines = [line for one in PARAGRAPHS for line in wrapped(one, width).split("\n")]
    groups = [lines[at : at + per_page] for at in range(0, len(lines), per_page)]
    return [
        ["Example Post", *group, f"Page {n} of {len(groups)}"] for n, group in enumerate(groups, 1)
    ]


@pytest.mark.parametrize("width", [50, 56, 72, 80])
def test_the_lines_of_a_pdf_become_paragraphs(tmp_path, width):
    pytest.importorskip("pypdf")
    file = tmp_path / "a.pdf"
    file.write_bytes(pdf_of(pages(width)))
    (line,), told = converted(file)
    assert told == []
    assert line["text"].split("\n\n") == list(PARAGRAPHS)


FULL = (
    "The council had met for three hours before it\nspoke of the bridge, and then of money\nalone.",
    "The minister left early, and said to nobody\nwhat the ramp in the north had cost so far.",
    "Anna Berg had read the report on the bridge\nand its cost. She would not speak of the\nramp.",
    "Six thousand cars will cross it in a day\nfrom May on, and twice as many in a year.",
)
"""Paragraphs whose last line may be full, and whose lines may end with a sentence."""


@pytest.mark.parametrize("way", ["space", "set in"])
def test_how_a_pdf_is_set_tells_its_paragraphs_apart(tmp_path, way):
    pytest.importorskip("pypdf")
    up, rows = 760, [(50, 800, 16, "Bridge to open in May when the last"), (50, 780, 16, "ramp is")]
    for one in FULL:
        up -= 8 if way == "space" else 0
        for number, line in enumerate(one.split("\n")):
            up -= 12
            rows.append((50 if number or way == "space" else 62, up, 10, line))
    file = tmp_path / "a.pdf"
    file.write_bytes(placed_pdf_of([rows]))
    (line,), told = converted(file)
    assert told == []
    assert line["text"].split("\n\n") == [
        "Bridge to open in May when the last ramp is",
        *(one.replace("\n", " ") for one in FULL),
    ]


def test_narrow_columns_of_a_pdf_become_paragraphs(tmp_path):
    pytest.importorskip("pypdf")
    columns = [[wrapped(one, 26).split("\n") for one in PARAGRAPHS[at : at + 2]] for at in (0, 2)]
    rows = []
    for number, column in enumerate(columns):
        up = 760
        for lines in column:
            for row, text in enumerate(lines):
                up -= 12
                rows.append((50 + 200 * number + (0 if row else 10), up, 10, text))
    file = tmp_path / "a.pdf"
    file.write_bytes(placed_pdf_of([rows]))
    (line,), _ = converted(file)
    assert line["text"].split("\n\n") == list(PARAGRAPHS)


def test_the_head_and_the_number_of_a_single_page(tmp_path):
    pytest.importorskip("pypdf")
    rows = [(50, 820, 8, "Example Post     2 March 2022"), (290, 20, 8, "Page 1 of 1")]
    rows += [(50, 790 - 14 * at, 10, one) for at, one in enumerate([BRIDGE.title, *BRIDGE.body])]
    file = tmp_path / "a.pdf"
    file.write_bytes(placed_pdf_of([rows]))
    (line,), _ = converted(file)
    assert facts_of(line) == BRIDGE.facts
    assert "Page 1" not in line["text"]


def test_words_divided_at_line_ends_are_whole_in_a_pdf(tmp_path):
    pytest.importorskip("pypdf")
    lines = [
        "The transport minister said on Tuesday that the new trans-",
        "port plan would be published in May, and that the well-",
        "known ramp, a well-known sight, would be the first part.",
    ]
    file = tmp_path / "a.pdf"
    file.write_bytes(pdf_of([lines]))
    (line,), _ = converted(file)
    assert line["text"] == (
        "The transport minister said on Tuesday that the new transport plan would be published in "
        "May, and that the well-known ramp, a well-known sight, would be the first part."
    )


def test_a_pdf_of_pictures_is_told(tmp_path):
    pytest.importorskip("pypdf")
    file = tmp_path / "a.pdf"
    file.write_bytes(pdf_of([[], []]))
    lines, told = converted(file)
    assert lines == []
    assert "only pictures of pages; let a program for that (OCR) read it first" in told[0]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", b"not a zip file at all"),
        ("b.docx", b"PK\x03\x04 and no more than that"),
        ("c.docx", zip_of({"[Content_Types].xml": "", "word/document.xml": "<w:document"})),
        ("d.odt", zip_of({"mimetype": "application/vnd.oasis.opendocument.text"})),
        ("e.pdf", b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n%%EOF"),
        ("f.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
    ],
)
def test_what_is_no_document_is_told_by_its_name(tmp_path, name, data):
    file = tmp_path / name
    file.write_bytes(data)
    lines, told = converted(file)
    if name == "a.docx":
        assert lines[0]["source"]["reader"] == "text"  # it is one, whatever its name
        return
    assert lines == []
    assert len(told) == 1
    assert name in told[0]


def test_the_entities_of_a_document_are_not_taken(tmp_path):
    bomb = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    document = f'{bomb}<w:document xmlns:w="{w}"><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:document>'
    file = tmp_path / "a.docx"
    file.write_bytes(zip_of({"[Content_Types].xml": "", "word/document.xml": document}))
    lines, told = converted(file)
    assert lines == []
    assert "it declares entities of its own" in told[0]


def test_text_of_marks_stays_as_it_is(tmp_path):
    file = tmp_path / "a.docx"
    text = "A < B & C > D.\n\nHe said: “<b>no</b>”."
    file.write_bytes(docx_of(text))
    (line,), _ = converted(file)
    assert escaped(line["text"]) == escaped(text)


def test_the_heads_of_pages_in_a_text_are_left_out(tmp_path):
    (first, second) = (f"\fExample Post      2 March 2022      Page {n}\n\n" for n in (2, 3))
    file = tmp_path / "a.txt"
    file.write_text(
        f"{BRIDGE.title}\n\nThe minister said that the bridge\n{first}would open in May.\n\n"
        f"{second}She left.\n\n\fThe end of all is near.\n",
        encoding="utf-8",
    )
    (line,), told = converted(file)
    assert told == []
    assert line["text"] == (
        f"{BRIDGE.title}\n\nThe minister said that the bridge\nwould open in May.\n\n"
        "She left.\n\n\fThe end of all is near.\n"
    )

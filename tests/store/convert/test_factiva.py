"""Exports of Factiva: as it displays articles, and with its codes."""

from __future__ import annotations

import pytest
from conversions import (
    ALL,
    BRIDGE,
    COUNCIL,
    LONG,
    Made,
    converted,
    docx_of,
    escaped,
    facts_of,
    html_of,
    named,
    rtf_of,
    wrapped,
)

WORDS = {"en": "words", "de": "Wörter", "fr": "mots"}
LANGUAGES = {"en": "English", "de": "Deutsch", "fr": "Français"}


def number(n: int) -> str:
    return f"Document EXPO00002022030{n}ei320000{n}"


def day(one: Made, language: str = "en") -> str:
    return f"{one.day.day} {named(one.day, language)[1]} {one.day.year}"


def displayed(
    language: str = "en", *, head: str = "Dow Jones Factiva\n\n", byline: str = "By Anna Writer",
    section: str = "", time: str = "", more: tuple[str, ...] = (), notice: bool = True,
    tight: bool = False, width: int = 10_000, code: bool = True, foot: str = "",
) -> str:  # fmt: skip
    """Write all articles as they are displayed; `tight`: the head's lines stand together."""
    parts = [head] if head else []
    for n, one in enumerate(ALL, 1):
        rows = [section] if section else []
        rows += [one.title]
        rows += [byline] if byline else []
        rows += [f"1,062 {WORDS[language]}", day(one, language)]
        rows += [time] if time else []
        rows += [one.outlet]
        rows += ["EXPO"] if code else []
        rows += [*more, LANGUAGES[language]]
        rows += [f"(c) {one.day.year} {one.outlet}"] if notice else []
        blocks = ["\n".join(rows)] if tight else rows
        blocks += [*(wrapped(paragraph, width) for paragraph in one.body), number(n)]
        parts.append("\n\n".join(blocks))
    parts += [foot] if foot else []
    return "\n\n".join(parts) + "\n"


DISPLAYED = {
    "English": displayed(),
    "German": displayed("de", byline="Von Anna Writer"),
    "French": displayed("fr", byline="Par Anna Writer"),
    "no byline": displayed(byline=""),
    "a name alone": displayed(byline="Anna Writer"),
    "two names": displayed(byline="Anna Writer, Carl Berg"),
    "a section": displayed(section="News"),
    "a section in the headline's block": displayed().replace(BRIDGE.title, f"News\n{BRIDGE.title}"),
    "a section and no byline": displayed(section="Home News", byline=""),
    "a time": displayed(time="16:05 GMT"),
    "a time in French": displayed("fr", time="16h05"),
    "pages": displayed(more=("3",)),
    "volume and page": displayed(more=("Volume 12; Issue 3", "National", "A3")),
    "no notice": displayed(notice=False),
    "tight": displayed(tight=True),
    "tight, a time": displayed(tight=True, time="16:05 GMT", more=("3",)),
    "wrapped": displayed(width=72),
    "no head": displayed(head=""),
    "page foots": displayed(
        more=("3",), foot="Page 7 of 7 © 2022 Factiva, Inc. All rights reserved."
    ),
    "no code": displayed(code=False),
    "the headline wrapped": displayed().replace("to speak of bridges", "to speak\nof bridges"),
    "windows": displayed().replace("\n", "\r\n"),
}


def coded(
    *, apart: bool = False, separator: str = " ", language: str = "en", lead: bool = True,
    more: bool = True, width: int = 10_000, no_byline: bool = False,
    alone: bool = False, lines: bool = False,
) -> str:  # fmt: skip
    """Write all articles with their codes.

    `apart`: a code stands on a line of its own; `alone`: the document's number stands only beside
    its code; `lines`: what is not the text has no empty lines between.
    """
    parts = []
    for n, one in enumerate(ALL, 1):
        fields = [("HD", one.title), ("BY", "Anna Writer"), ("WC", f"62 {WORDS[language]}")]
        fields += [("PD", day(one, language)), ("ET", "16:05"), ("SN", one.outlet), ("SC", "EXPO")]
        fields += [("PG", "3"), ("LA", LANGUAGES[language]), ("CY", f"(c) {one.day.year} X")]
        fields = [field for field in fields if not (no_byline and field[0] == "BY")]
        body = [wrapped(paragraph, width) for paragraph in one.body]
        if lead:
            fields += [("LP", body[0]), ("TD", "\n\n".join(body[1:]))]
        else:
            fields += [("TD", "\n\n".join(body))]
        if more:
            fields += [("CO", "exbr : Example Bridges"), ("NS", "gpol : Politics"), ("RE", "norw")]
        fields += [("AN", number(n))]
        between = "\n\n" if apart else separator
        rows = [f"{code}{between}{value}" for code, value in fields]
        if lines:
            at = next(at for at, (code, _) in enumerate(fields) if code in ("LP", "TD"))
            rows = ["\n".join(rows[:at]), *rows[at:]]
        parts.append("\n\n".join(rows))
        parts += [] if alone else [number(n)]
    return "\n\n".join(parts) + "\n"


CODED = {
    "a space": coded(),
    "apart": coded(apart=True),
    "a tab": coded(separator="\t"),
    "a line": coded(separator="\n"),
    "German": coded(language="de"),
    "French": coded(language="fr"),
    "no lead": coded(lead=False),
    "no codes after the text": coded(more=False),
    "wrapped": coded(width=72),
    "the number only beside its code": coded(alone=True, separator="  "),
    "a head without empty lines": coded(alone=True, lines=True, width=76),
    "no byline": coded(no_byline=True),
    "windows": coded().replace("\n", "\r\n"),
}


def expect_all(lines: list[dict], told: list[str]) -> None:
    assert told == []
    assert [facts_of(line) for line in lines] == [one.facts for one in ALL]
    assert [tuple(line["text"].split("\n\n")) for line in lines] == [one.body for one in ALL]
    assert {line["source"]["reader"] for line in lines} == {"factiva"}


@pytest.mark.parametrize("variant", DISPLAYED)
def test_what_is_displayed_gives_each_article_with_its_facts(tmp_path, variant):
    file = tmp_path / "factiva.txt"
    file.write_bytes(DISPLAYED[variant].encode())
    expect_all(*converted(file))


@pytest.mark.parametrize("variant", CODED)
def test_what_has_codes_gives_each_article_with_its_facts(tmp_path, variant):
    file = tmp_path / "factiva.txt"
    file.write_bytes(CODED[variant].encode())
    expect_all(*converted(file))


@pytest.mark.parametrize("make", [html_of, docx_of], ids=lambda make: make.__name__)
@pytest.mark.parametrize("text", [DISPLAYED["a time"], CODED["a space"], CODED["apart"]])
def test_in_other_files(tmp_path, make, text):
    file = tmp_path / "factiva"
    file.write_bytes(make(text))
    expect_all(*converted(file))


@pytest.mark.parametrize("text", [DISPLAYED["a section"], DISPLAYED["tight"], CODED["a space"]])
def test_in_rtf(tmp_path, text):
    pytest.importorskip("striprtf")
    file = tmp_path / "factiva.rtf"
    file.write_bytes(rtf_of(text))
    expect_all(*converted(file))


def page_of(*, roles: bool) -> bytes:
    """Write the page that Factiva saves, where parts of the head may have classes."""
    rows = []
    for n, one in enumerate(ALL, 1):
        head = f'<span class="enHeadline"> <b>{escaped(one.title)}</b></span>'
        author = ' class="author"' if roles else ""
        facts = ["62 words", day(one), "16:05", one.outlet, "EXPO", "3", "English"]
        facts += [f"(c) 2022 {one.outlet} "]
        divs = "".join(f"<div>{escaped(fact)}</div>" for fact in facts)
        body = "".join(f'<p class="articleParagraph enarticleParagraph">{p}</p>' for p in one.body)
        rows.append(
            f'<div class="article enArticle"><p><div id="hd">{head if roles else one.title}</div>'
            f"<div{author}>By Anna Writer</div>{divs}{body}<p>{number(n)}</p></div><br/>"
        )
    return f"<html><body><h1>Dow Jones Factiva</h1>{''.join(rows)}</body></html>".encode()


@pytest.mark.parametrize("roles", [True, False])
def test_the_page_that_it_saves(tmp_path, roles):
    file = tmp_path / "factiva.html"
    file.write_bytes(page_of(roles=roles))
    expect_all(*converted(file))


@pytest.mark.parametrize("is_said_twice", [True, False])
def test_the_page_with_codes_in_a_table(tmp_path, is_said_twice):
    rows = []
    for n, one in enumerate(ALL, 1):
        fields = [("HD", one.title), ("WC", "62 words"), ("PD", day(one)), ("SN", one.outlet)]
        fields += [("LP", one.body[0])]
        cells = [f"<tr><td><b>{a}</b></td><td>{escaped(b)}</td></tr>" for a, b in fields]
        rest = "".join(f"<p>{paragraph}</p>" for paragraph in one.body[1:])
        cells.append(f"<tr><td><b>TD</b></td><td>{rest}</td></tr>")
        cells.append(f"<tr><td><b>AN</b></td><td>{number(n)}</td></tr>")
        again = f"<p>{number(n)}</p>" if is_said_twice else ""
        rows.append(f"<table>{''.join(cells)}</table>{again}")
    file = tmp_path / "factiva.html"
    file.write_text(f"<html><body>{''.join(rows)}</body></html>", encoding="utf-8")
    expect_all(*converted(file))


def test_a_document_without_a_text_is_told(tmp_path):
    text = displayed()
    for paragraph in BRIDGE.body:
        text = text.replace(f"{paragraph}\n\n", "")
    file = tmp_path / "factiva.txt"
    file.write_text(text, encoding="utf-8")
    lines, told = converted(file)
    assert [facts_of(line) for line in lines] == [COUNCIL.facts, LONG.facts]
    assert len(told) == 1
    assert "document 1 has no text" in told[0]

"""Exports of Nexis: the older form and that of Nexis Uni, in the variety that they come in."""

from __future__ import annotations

import pytest
from conversions import (
    ALL,
    BRIDGE,
    COUNCIL,
    LONG,
    Made,
    centred,
    converted,
    docx_of,
    facts_of,
    html_of,
    named,
    odt_of,
    rtf_of,
    wrapped,
)  # fmt: skip

from hedgerow.store.convert import Conversion

COVER = """\ufeff


Download Request: Selected Items: 1-3
Time Of Request: Friday, March 4, 2022  16:51:31

Send To:
EXAMPLE LIBRARY

Terms: (bridge)

Source: Example Post;Example Mail
Project ID: None

"""
WORDS = {
    "en": {
        "count": "{n} of {of} DOCUMENTS",
        "by": "BYLINE",
        "section": "SECTION",
        "length": "LENGTH",
        "words": "words",
        "load": "LOAD-DATE",
        "language": "LANGUAGE: ENGLISH",
        "kind": "PUBLICATION-TYPE: Newspaper",
        "copyright": "Copyright",
    },
    "de": {
        "count": "Dokument {n} von {of}",
        "by": "AUTOR",
        "section": "RUBRIK",
        "length": "LÄNGE",
        "words": "Wörter",
        "load": "UPDATE",
        "language": "SPRACHE: GERMAN; DEUTSCH",
        "kind": "PUBLICATION-TYPE: Zeitung",
        "copyright": "Copyright",
    },
    "fr": {
        "count": "Document {n} de {of}",
        "by": "AUTEUR",
        "section": "RUBRIQUE",
        "length": "LONGUEUR",
        "words": "mots",
        "load": "DATE-CHARGEMENT",
        "language": "LANGUE: FRENCH; FRANÇAIS",
        "kind": "TYPE-PUBLICATION: Journal",
        "copyright": "Copyright",
    },
}


def old_day(one: Made, language: str) -> str:
    weekday, month = named(one.day, language)
    if language == "en":
        return f"{month} {one.day.day}, {one.day.year} {weekday}"
    if language == "de":
        return f"{one.day.day}. {month} {one.day.year} {weekday}"
    return f"{weekday} {one.day.day} {month} {one.day.year}"


def old(
    language: str = "en", *, cover: str = COVER, count: str | None = None, first: str = "",
    edition: str = "", byline: bool = True, section: bool = True, highlight: str = "",
    graphic: str = "", width: int = 78, day_of=old_day, tail: bool = True,
    copyright_first: bool = False,
) -> str:  # fmt: skip
    """Write all articles in the older form."""
    words = WORDS[language]
    parts = [cover]
    for n, one in enumerate(ALL, 1):
        notice = centred(f"{words['copyright']} {one.day.year} {one.outlet}")
        notice += "\n" + centred("All Rights Reserved")
        blocks = [centred((count or words["count"]).format(n=n, of=len(ALL))), ""]
        blocks += [notice] if copyright_first else []
        blocks += [first] if first else []
        day = centred(day_of(one, language)) + (f"\n{centred(edition)}" if edition else "")
        blocks += [centred(one.outlet), day, wrapped(one.title, width)]
        blocks += [f"{words['by']}: Anna Writer"] if byline else []
        blocks += [f"{words['section']}: NEWS; Pg. 3"] if section else []
        blocks += [f"{words['length']}: 62 {words['words']}"]
        blocks += [f"HIGHLIGHT: {highlight}"] if highlight else []
        blocks += [wrapped(paragraph, width) for paragraph in one.body]
        blocks += [f"GRAPHIC: {graphic}"] if graphic else []
        if tail:
            blocks += [f"{words['load']}: March 3, 2022", words["language"], words["kind"], ""]
        blocks += [] if copyright_first else [notice]
        parts.append("\n\n".join(blocks))
    return "\n\n\n".join(parts) + "\n\n"


OLD = {
    "English": old(),
    "German": old("de"),
    "French": old("fr"),
    "Document 1 of 200": old(count="Document {n} of 200"),
    "1 von 3 DOKUMENTEN": old("de", count="{n} von {of} DOKUMENTEN"),
    "1 de 3 DOCUMENTS": old("fr", count="{n} de {of} DOCUMENTS"),
    "thousands": old(count="1,00{n} of 1,200 DOCUMENTS"),
    "no cover": old(cover=""),
    "an edition below the day": old(edition="Edition 1;\n" + centred("National Edition")),
    "no byline": old(byline=False),
    "no byline and no section": old(byline=False, section=False),
    "a highlight": old(highlight="The ramp is nearly done, and the council says nothing of it."),
    "a graphic": old(graphic="The bridge in May. PHOTO: ANNA WRITER"),
    "narrow": old(width=50),
    "no tail": old(tail=False),
    "the notice first": old(copyright_first=True),
    "a time after the day": old(day_of=lambda one, _: f"{old_day(one, 'en')} 10:55 AM GMT"),
    "the day first": old(day_of=lambda one, _: f"{one.day.day} {named(one.day)[1]} {one.day.year}"),
    "the German day first": old(
        "de", day_of=lambda one, _: f"{named(one.day, 'de')[0]} {one.day.day:02}. "
        f"{named(one.day, 'de')[1]} {one.day.year}",
    ),
    "the day in ISO": old(day_of=lambda one, _: one.day.isoformat()),
    "windows": old().replace("\n", "\r\n"),
    "form feeds": old().replace("\n\n\n", "\n\n\f\n"),
}  # fmt: skip


LEGACY = "\n\n\n".join(
    "\n\n".join(
        [
            centred(f"{n} of 3 DOCUMENTS"),
            centred(f"Copyright {one.day.year} {one.outlet}") + "\n" + centred(one.outlet),
            centred(f"{named(one.day)[1]} {one.day.day}, {one.day.year}, {named(one.day)[0]}, "
                    "Late Edition - Final"),
            "SECTION: Section A; Page 1; Column 1; Foreign Desk",
            "LENGTH: 1021 words",
            f"HEADLINE: {wrapped(one.title, 60)}",
            "BYLINE:  By ANNA WRITER",
            "DATELINE: OSLO, March 1",
            "BODY:\n" + "\n".join(wrapped("   " + paragraph, 60) for paragraph in one.body),
            "GRAPHIC: Photo: The bridge",
            "LOAD-DATE: March 3, 2022",
        ]
    )
    for n, one in enumerate(ALL, 1)
)  # fmt: skip
OLD["its headline in a field"] = LEGACY


def texts(lines: list[dict]) -> list[tuple[str, ...]]:
    return [tuple(line["text"].split("\n\n")) for line in lines]


def expect_all(lines: list[dict], told: list[str]) -> None:
    assert told == []
    assert [facts_of(line) for line in lines] == [one.facts for one in ALL]
    assert texts(lines) == [one.body for one in ALL]
    assert {line["source"]["reader"] for line in lines} == {"nexis"}
    assert {line["published_from"] for line in lines} == {"metadata"}


@pytest.mark.parametrize("variant", OLD)
def test_the_older_form_gives_each_article_with_its_facts(tmp_path, variant):
    file = tmp_path / "export.txt"
    file.write_bytes(OLD[variant].encode())
    expect_all(*converted(file))


@pytest.mark.parametrize("make", [html_of, docx_of, odt_of], ids=lambda make: make.__name__)
@pytest.mark.parametrize("variant", ["English", "German", "a highlight"])
def test_the_older_form_in_other_files(tmp_path, make, variant):
    file = tmp_path / "export.bin"
    file.write_bytes(make(OLD[variant]))
    expect_all(*converted(file))


def test_the_older_form_in_rtf(tmp_path):
    pytest.importorskip("striprtf")
    file = tmp_path / "export.rtf"
    file.write_bytes(rtf_of(old(width=10_000)))
    expect_all(*converted(file))


NEW_WORDS = {
    "en": {
        "section": "Section",
        "length": "Length",
        "by": "Byline",
        "body": "Body",
        "words": "words",
        "classed": "Classification",
        "load": "Load-Date",
        "language": "Language: ENGLISH",
        "end": "End of Document",
    },
    "de": {
        "section": "Rubrik",
        "length": "Länge",
        "by": "Autor",
        "body": "Body",
        "words": "Wörter",
        "classed": "Klassifizierung",
        "load": "Update",
        "language": "Sprache: GERMAN",
        "end": "Ende des Dokuments",
    },
    "fr": {
        "section": "Rubrique",
        "length": "Longueur",
        "by": "Auteur",
        "body": "Corps",
        "words": "mots",
        "classed": "Classification",
        "load": "Date-Chargement",
        "language": "Langue: FRENCH",
        "end": "Fin du document",
    },
}
NEW_COVER = """User Name: A. Analyst
Date and Time: Friday, 4 March 2022 16:51:00 GMT
Job Number: 123456

Documents (3)

1. Bridge to open in May
Client/Matter: -None-
Search Terms: bridge
Narrowed by:

Content Type
News
Narrowed by
-None-

"""


def new_day(one: Made, language: str) -> str:
    weekday, month = named(one.day, language)
    if language == "en":
        return f"{month} {one.day.day}, {one.day.year} {weekday}"
    return f"{one.day.day}{'.' if language == 'de' else ''} {month} {one.day.year} {weekday}"


def new(
    language: str = "en", *, cover: str = NEW_COVER, tight: bool = True, day_of=new_day,
    classed: bool = True, page: str = "", byline: bool = True, dateline: bool = False,
    width: int = 10_000, end: bool = True,
) -> str:  # fmt: skip
    """Write all articles in the form of Nexis Uni; `tight`: the head's lines stand together."""
    words = NEW_WORDS[language]
    parts = [cover] if cover else []
    for one in ALL:
        head = [one.title, one.outlet, day_of(one, language)]
        fields = [f"{words['section']}: NEWS; Pg. 3", f"{words['length']}: 62 {words['words']}"]
        fields += [f"{words['by']}: Anna Writer"] if byline else []
        fields += ["Dateline: OSLO"] if dateline else []
        blocks = ["\n".join(head)] if tight else head
        blocks += [f"Copyright {one.day.year} {one.outlet} All Rights Reserved"]
        blocks += ["\n".join(fields)] if tight else fields
        blocks += [page] if page else []
        blocks += [words["body"], *(wrapped(paragraph, width) for paragraph in one.body)]
        if classed:
            subject = "Subject: BRIDGES (90%); ROADS (78%)"
            blocks += [words["classed"], words["language"], "Publication-Type: Newspaper", subject]
        blocks += [f"{words['load']}: March 3, 2022"]
        blocks += [words["end"]] if end else []
        parts.append("\n\n".join(blocks))
    return "\n\n".join(parts) + "\n"


NEW = {
    "English": new(),
    "German": new("de"),
    "French": new("fr"),
    "no cover": new(cover=""),
    "apart": new(tight=False),
    "no classification": new(classed=False),
    "pages": new(page="Page 2 of 7"),
    "no byline": new(byline=False),
    "a dateline": new(dateline=True),
    "wrapped": new(width=78),
    "the day first": new(
        day_of=lambda one, _: f"{one.day.day} {named(one.day)[1]} {one.day.year} 08:15 GMT"
    ),
    "the weekday first": new(
        day_of=lambda one, _: f"{named(one.day)[0]}, {named(one.day)[1]} {one.day.day}, "
        f"{one.day.year}"
    ),
    "windows": new().replace("\n", "\r\n"),
}  # fmt: skip


@pytest.mark.parametrize("variant", NEW)
def test_the_form_of_nexis_uni_gives_each_article_with_its_facts(tmp_path, variant):
    file = tmp_path / "export.txt"
    file.write_bytes(NEW[variant].encode())
    expect_all(*converted(file))


@pytest.mark.parametrize("make", [html_of, docx_of, odt_of], ids=lambda make: make.__name__)
@pytest.mark.parametrize("variant", ["English", "German", "apart", "pages"])
def test_the_form_of_nexis_uni_in_other_files(tmp_path, make, variant):
    file = tmp_path / "export.docx"
    file.write_bytes(make(NEW[variant]))
    expect_all(*converted(file))


@pytest.mark.parametrize("variant", ["English", "French", "apart"])
def test_the_form_of_nexis_uni_in_rtf(tmp_path, variant):
    pytest.importorskip("striprtf")
    file = tmp_path / "export.rtf"
    file.write_bytes(rtf_of(NEW[variant]))
    expect_all(*converted(file))


def test_one_article_alone_is_read_as_an_export(tmp_path):
    file = tmp_path / "one.docx"
    first = NEW["no cover"].split("End of Document")[0] + "End of Document\n"
    file.write_bytes(docx_of(first, heading=BRIDGE.title))
    lines, told = converted(file)
    assert told == []
    assert [facts_of(line) for line in lines] == [BRIDGE.facts]
    assert texts(lines) == [BRIDGE.body]


def test_the_same_article_twice_is_told_and_left_out(tmp_path):
    text = old()
    file = tmp_path / "export.txt"
    file.write_text(text + text.replace(COVER, ""), encoding="utf-8")
    lines, told = converted(file)
    assert [facts_of(line) for line in lines] == [one.facts for one in ALL]
    assert len(told) == 3
    assert all("the same article as" in one for one in told)


def test_an_article_without_a_text_is_told(tmp_path):
    text = old()
    for paragraph in COUNCIL.body:
        text = text.replace(wrapped(paragraph) + "\n\n", "")
    file = tmp_path / "export.txt"
    file.write_text(text, encoding="utf-8")
    lines, told = converted(file)
    assert [facts_of(line) for line in lines] == [BRIDGE.facts, LONG.facts]
    assert len(told) == 1
    assert "document 2 has no text" in told[0]


def test_two_hundred_articles_are_two_hundred(tmp_path):
    document = "\n\n".join(
        "\n\n".join(
            [
                centred(f"{n} of 200 DOCUMENTS"),
                centred("Example Post"),
                centred("March 2, 2022 Wednesday"),
                f"Bridge {n} to open in May",
                "LENGTH: 62 words",
                f"The minister said that bridge {n} would open.",
                "LOAD-DATE: March 3, 2022",
            ]
        )
        for n in range(1, 201)
    )
    file = tmp_path / "export.txt"
    file.write_text(document, encoding="utf-8")
    lines, told = converted(file)
    assert told == []
    assert len({line["id"] for line in lines}) == 200
    assert {(line["outlet"], line["published"]) for line in lines} == {
        ("Example Post", "2022-03-02")
    }
    assert [line["source"]["place"] for line in lines[:2]] == ["document 1", "document 2"]


@pytest.mark.parametrize(
    "text",
    [
        "The report has 1 of 3 documents.\n\nLength: 3 metres.\n\nThe end of document.\n",
        "Bridge to open\n\nBy Anna Writer\n\n1 of 2\n\nThe minister said so.\n",
        "Body\n\nThe body was found on Tuesday.\n\nCopyright 2022 Example Post\n",
    ],
)
def test_prose_is_no_export(tmp_path, text):
    file = tmp_path / "article.txt"
    file.write_text(text, encoding="utf-8")
    (line,), told = converted(file)
    assert told == []
    assert line["source"]["reader"] == "text"
    assert line["id"] == "article"


def test_an_edition_between_day_and_headline_is_no_headline(tmp_path):
    """A page has no centred lines that would tell it."""
    file = tmp_path / "export.html"
    text = old(edition="@").replace(centred("@"), "\n\nLate Edition - Final\n\n")
    file.write_bytes(html_of(text))
    expect_all(*converted(file))


def test_what_stands_below_the_headline_begins_the_text(tmp_path):
    file = tmp_path / "export.txt"
    title = wrapped(BRIDGE.title)
    file.write_text(old().replace(title, f"{title}\n\nTwo years of work end"), encoding="utf-8")
    lines, told = converted(file)
    assert told == []
    assert [facts_of(line) for line in lines] == [one.facts for one in ALL]
    assert texts(lines)[0] == ("Two years of work end", *BRIDGE.body)


@pytest.mark.parametrize("text", [old(), new()], ids=["old", "new"])
def test_a_paragraph_that_looks_like_a_field_is_no_end(tmp_path, text):
    file = tmp_path / "export.txt"
    last = wrapped(BRIDGE.body[-1]) if "DOCUMENTS" in text else BRIDGE.body[-1]
    more = (
        "Notes: the figures are those of the council.",
        "Subject: none, she wrote.",
        "Photo: us.",
    )
    file.write_text(text.replace(last, "\n\n".join((*more, last))), encoding="utf-8")
    lines, told = converted(file)
    assert told == []
    assert texts(lines)[0] == (*BRIDGE.body[:-1], *more, BRIDGE.body[-1])


def test_in_several_files_the_same_articles_are_kept_and_told_and_have_ids_of_their_own(tmp_path):
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(f"{number}\n\n{old(cover='')}", encoding="utf-8")
    every = [*Conversion((tmp_path,), 10**9).articles()]
    made = [one.article.id for one in every if one.state == "made"]
    assert len(made) == len(set(made)) == 9
    told = [str(problem) for one in every for problem in one.problems]
    assert len(told) == 1
    assert "6 articles are the same as others" in told[0]


def test_another_encoding_is_read_and_told_once(tmp_path):
    file = tmp_path / "export.txt"
    text = old().replace("\ufeff", "").replace("„", "“").encode("cp1252")
    file.write_bytes(text)
    every = [one for one in Conversion((file,), 10**9).articles() if one.state != "file"]
    assert [one.article.outlet for one in every] == [one.outlet for one in ALL]
    told = [str(problem) for one in every for problem in one.problems]
    assert len(told) == 1
    assert "not valid UTF-8" in told[0]

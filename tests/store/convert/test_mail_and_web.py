"""Mail, saved pages, feeds, crawls and books."""

from __future__ import annotations

import gzip
import io
import re
import zipfile
from email.message import EmailMessage

import pytest
from conversions import BRIDGE, COUNCIL, converted, escaped, facts_of, zip_of

PARAGRAPHS = "".join(f"<p>{escaped(one)}</p>" for one in (*BRIDGE.body, *COUNCIL.body))
PAGE = (
    "<!DOCTYPE html><html><head><title>Bridge to open in May</title>"
    '<meta property="og:site_name" content="Example Post">'
    '<meta property="article:published_time" content="2022-03-02T10:00:00Z"></head>'
    f"<body><nav>Home News</nav><article><h1>{BRIDGE.title}</h1>{PARAGRAPHS}</article></body>"
    "</html>"
)


def message(
    html: str | None = None, plain: str | None = None, sender: str = "Example Post"
) -> bytes:
    mail = EmailMessage()
    mail["Subject"] = BRIDGE.title
    mail["From"] = f"{sender} <news@example.org>"
    mail["To"] = "reader@example.org"
    mail["Date"] = "Wed, 02 Mar 2022 10:00:00 +0000"
    mail["Message-ID"] = "<1@example.org>"
    if plain:
        mail.set_content(plain)
    if html:
        mail.add_alternative(html, subtype="html") if plain else mail.set_content(
            html, subtype="html"
        )
    return mail.as_bytes()


@pytest.mark.parametrize("name", ["a.eml", "a.txt"])
def test_a_message_is_an_article_with_subject_sender_and_day(tmp_path, name):
    file = tmp_path / name
    file.write_bytes(message(plain="\n\n".join(BRIDGE.body), html=PAGE))
    (line,), told = converted(file)
    assert told == []
    assert facts_of(line) == BRIDGE.facts
    assert line["text"].split() == " ".join(BRIDGE.body).split()


def test_a_message_in_html_alone_has_its_prose(tmp_path):
    file = tmp_path / "a.eml"
    file.write_bytes(message(html=PAGE))
    (line,), told = converted(file)
    assert told == []
    assert facts_of(line) == BRIDGE.facts
    assert BRIDGE.body[1] in line["text"]
    assert "Home News" not in line["text"]


def test_a_mailbox_gives_each_message(tmp_path):
    stamp = b"From news@example.org Wed Mar  2 10:00:00 2022\n"
    first = message(plain="\n\n".join(BRIDGE.body))
    second = message(plain="\n\n".join(COUNCIL.body), sender="Example Mail")
    file = tmp_path / "box.txt"
    file.write_bytes(stamp + first + b"\n" + stamp + second)
    lines, told = converted(file)
    assert told == []
    assert [line["outlet"] for line in lines] == ["Example Post", "Example Mail"]
    assert [line["source"]["place"] for line in lines] == ["message 1", "message 2"]
    assert len({line["id"] for line in lines}) == 2


def test_a_page_saved_as_mhtml_has_its_address_and_not_the_day_of_saving(tmp_path):
    body = PAGE.replace("article:published_time", "nothing").replace("=", "=3D")
    data = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/bridge\r\n"
        "Subject: Bridge to open in May\r\nDate: Fri, 4 Mar 2022 16:51:31 -0000\r\n"
        'MIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="b"\r\n'
        "\r\n--b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n"
        f"Content-Location: https://example.org/bridge\r\n\r\n{body}\r\n--b--\r\n"
    )
    file = tmp_path / "a.mhtml"
    file.write_bytes(data.encode())
    (line,), told = converted(file)
    assert told == []
    assert line["title"] == BRIDGE.title
    assert line["url"] == "https://example.org/bridge"
    assert line["published"] != "2022-03-04"
    assert BRIDGE.body[2] in line["text"]
    assert line["source"]["reader"] == "mhtml"


RSS = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Example Post</title>
<item><title>{title}</title><link>https://example.org/1</link><guid>g1</guid>
<pubDate>Wed, 02 Mar 2022 10:00:00 GMT</pubDate><description>Short.</description>
<content:encoded><![CDATA[{body}]]></content:encoded></item>
<item><title>Empty</title><link>https://example.org/2</link></item></channel></rss>"""
ATOM = """<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom">
<title>Example Post</title><entry><title>{title}</title><id>g1</id>
<link href="https://example.org/1"/><published>2022-03-02T10:00:00Z</published>
<updated>2022-03-09T10:00:00Z</updated><content type="html">{body}</content></entry>
<entry><title>Empty</title><id>g2</id></entry></feed>"""


@pytest.mark.parametrize(
    "feed",
    [
        RSS.format(title=BRIDGE.title, body=PARAGRAPHS),
        ATOM.format(title=BRIDGE.title, body=escaped(PARAGRAPHS)),
    ],
    ids=["rss", "atom"],
)
def test_a_feed_gives_each_entry_and_tells_of_empty_ones(tmp_path, feed):
    pytest.importorskip("feedparser")
    file = tmp_path / "feed.xml"
    file.write_text(feed, encoding="utf-8")
    (line,), told = converted(file)
    assert facts_of(line) == BRIDGE.facts
    assert (line["id"], line["url"]) == ("g1", "https://example.org/1")
    assert BRIDGE.body[1] in line["text"]
    assert len(told) == 1
    assert "1 entries without a text" in told[0]


def test_the_day_of_a_feed_is_the_one_that_the_outlet_wrote(tmp_path):
    pytest.importorskip("feedparser")
    late = RSS.format(title=BRIDGE.title, body=PARAGRAPHS)
    file = tmp_path / "feed.xml"
    day = "Wed, 02 Mar 2022 23:30:00 -0500"
    changed = re.sub(r"<pubDate>[^<]*", f"<pubDate>{day}", late)
    assert day in changed
    file.write_text(changed, encoding="utf-8")
    (line,), _ = converted(file)
    assert line["published"] == "2022-03-02"


def warc(*, length_by: int = 0, status: str = "200 OK") -> bytes:
    """Write a crawl of a page and a picture; `length_by`: what is added to the page's length."""
    out = io.BytesIO()
    for number, (kind, body) in enumerate(
        [("image/png", b"\x89PNG"), ("text/html; charset=utf-8", PAGE.encode())]
    ):
        answer = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n".encode() + body
        length = len(answer) + (length_by if number else 0)
        out.write(
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/{number}\r\n"
            "WARC-Date: 2022-03-04T10:00:00Z\r\nContent-Type: application/http\r\n"
            f"WARC-Record-ID: <urn:uuid:{number}>\r\nContent-Length: {length}\r\n\r\n".encode()
        )
        out.write(answer + b"\r\n\r\n")
    return out.getvalue()


@pytest.mark.parametrize("packed", [False, True])
def test_a_crawl_gives_its_pages(tmp_path, packed):
    pytest.importorskip("warcio")
    file = tmp_path / ("a.warc.gz" if packed else "a.warc")
    file.write_bytes(gzip.compress(warc()) if packed else warc())
    (line,), told = converted(file)
    assert told == []
    assert facts_of(line) == BRIDGE.facts
    assert line["url"] == "https://example.org/1"
    assert "record 2" in line["source"]["place"]


@pytest.mark.parametrize("length_by", [10_000_000_000, 50, -500])
def test_a_record_of_a_crawl_with_a_false_length_is_told(tmp_path, length_by):
    pytest.importorskip("warcio")
    file = tmp_path / "a.warc"
    file.write_bytes(warc(length_by=length_by))
    _, told = converted(file)
    assert len(told) == 1
    assert "a.warc" in told[0]


def book(*, files: dict[str, str] | None = None) -> bytes:
    container = (
        '<container xmlns="urn:c"><rootfiles><rootfile full-path="OEBPS/c.opf"/></rootfiles>'
        "</container>"
    )
    package = (
        '<package xmlns="urn:p" xmlns:dc="urn:dc"><metadata><dc:title>Example Post</dc:title>'
        "<dc:date>2022-03-02</dc:date></metadata><manifest>"
        '<item id="cover" href="cover.xhtml"/><item id="a" href="a%20b.xhtml"/>'
        '<item id="nav" properties="nav" href="nav.xhtml"/></manifest><spine>'
        '<itemref idref="cover"/><itemref idref="nav"/><itemref idref="a"/></spine></package>'
    )
    prose = "".join(f"<p>{escaped(one)}</p>" for one in BRIDGE.body)
    chapter = f"<html><head><title>x</title></head><body><h1>{BRIDGE.title}</h1>{prose}"
    return zip_of(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": container,
            "OEBPS/c.opf": package,
            "OEBPS/cover.xhtml": "<html><body><p>Cover</p></body></html>",
            "OEBPS/nav.xhtml": f"<html><body>{PARAGRAPHS}</body></html>",
            "OEBPS/a b.xhtml": chapter + "</body></html>",
            **(files or {}),
        }
    )


def test_a_book_gives_an_article_a_chapter(tmp_path):
    file = tmp_path / "a.epub"
    file.write_bytes(book())
    (line,), told = converted(file)
    assert told == []
    assert facts_of(line) == BRIDGE.facts
    assert line["source"]["place"] == "chapter 1"


CONTENTS = "".join(
    f'<li><a class="entry" href="{n}.xhtml">A <b>headline</b> of chapter {n}</a> p. {n}</li>'
    for n in range(20)
)


@pytest.mark.parametrize("is_in_guide", [True, False])
def test_a_list_of_contents_in_a_book_is_no_article(tmp_path, is_in_guide):
    plain = book()
    with zipfile.ZipFile(io.BytesIO(plain)) as archive:
        package = archive.read("OEBPS/c.opf").decode()
    files = {"OEBPS/cover.xhtml": f"<html><body><h1>Contents</h1><ul>{CONTENTS}</ul></body></html>"}
    if is_in_guide:
        files["OEBPS/cover.xhtml"] = f"<html><body>{PARAGRAPHS * 2}</body></html>"
        guide = '<guide><reference type="toc" href="cover.xhtml#a"/></guide></package>'
        files["OEBPS/c.opf"] = package.replace("</package>", guide)
    file = tmp_path / "a.epub"
    file.write_bytes(book(files=files))
    (line,), told = converted(file)
    assert told == []
    assert facts_of(line) == BRIDGE.facts


def test_a_book_whose_package_is_no_xml_is_told(tmp_path):
    file = tmp_path / "a.epub"
    file.write_bytes(book(files={"OEBPS/c.opf": "<package"}))
    lines, told = converted(file)
    assert lines == []
    assert "no whole EPUB" in told[0]


def test_a_page_of_singlefile_has_its_address(tmp_path):
    file = tmp_path / "a.html"
    comment = (
        "<!--\n Page saved with SingleFile \n url: https://example.org/bridge \n saved date: x -->"
    )
    picture = '<img src="data:image/png;base64,' + "A" * 2_000_000 + '">'
    page = PAGE.replace("<html>", f"<html>{comment}").replace("</h1>", f"</h1>{picture}")
    file.write_text(page, encoding="utf-8")
    (line,), told = converted(file)
    assert told == []
    assert line["url"] == "https://example.org/bridge"
    assert facts_of(line) == BRIDGE.facts
    assert BRIDGE.body[0] in line["text"]


def test_a_page_that_is_an_address_is_not_fetched(tmp_path, monkeypatch):
    """Some libraries take an address where a page should stand, and fetch it."""
    import socket

    asked = []
    monkeypatch.setattr(socket, "getaddrinfo", lambda *where, **_: asked.append(where))
    mail = message(html="http://example.org/" + "a" * 40)
    (tmp_path / "a.eml").write_bytes(mail)
    (tmp_path / "feed.xml").write_text(
        '<rss version="2.0"><channel><item><title>A</title><description>http://example.org/x'
        "</description></item></channel></rss>",
        encoding="utf-8",
    )
    converted(tmp_path)
    assert asked == []

"""What a page says of itself, in the many places in which pages say it."""

from __future__ import annotations

import json

import pytest
from readings import html, read

PROSE = "<p>The minister said on Tuesday that the bridge would open in May, after all.</p>"


def linked(*items, kind="application/ld+json"):
    return "".join(f'<script type="{kind}">{json.dumps(item)}</script>' for item in items)


NEWS = {
    "@type": "NewsArticle",
    "headline": "Bridge to open",
    "datePublished": "2022-03-02T10:00:00+01:00",
    "dateModified": "2022-03-05",
    "publisher": {"@type": "Organization", "name": "Example Post"},
}


@pytest.mark.parametrize(
    "items",
    [
        [NEWS],
        [[NEWS]],
        [{"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "x"}, NEWS]}],
        [{"@type": "BreadcrumbList"}, NEWS],
        [NEWS | {"@type": ["Article", "NewsArticle"]}],
        [NEWS | {"@type": "ReportageNewsArticle"}],
        [NEWS | {"@type": "LiveBlogPosting"}],
        [{"@type": "WebPage", "mainEntity": NEWS}],
        [NEWS | {"publisher": [{"name": "Example Post"}]}],
        [NEWS | {"publisher": "Example Post"}],
        [
            {
                "@graph": [
                    NEWS | {"publisher": {"@id": "#us"}},
                    {"@id": "#us", "@type": "Organization", "name": "Example Post"},
                ]
            }
        ],
    ],
)
def test_json_ld_states_title_day_and_outlet(items):
    article = html(linked(*items) + PROSE)

    assert (article.title, article.outlet) == ("Bridge to open", "Example Post")
    assert (article.published, article.published_from) == ("2022-03-02", "metadata")


def test_other_stories_that_json_ld_lists_are_not_the_articles():
    other = {"@type": "NewsArticle", "datePublished": "2019-01-01", "headline": "Other"}
    listed = {"@type": "ItemList", "itemListElement": [other]}

    assert html(linked(listed, NEWS) + PROSE).published == "2022-03-02"
    assert html(linked(listed) + PROSE).published is None


@pytest.mark.parametrize(
    "written",
    [
        '<!-- {"@type": "Article", "datePublished": "2022-03-02"} -->',
        '//<![CDATA[\n{"@type": "Article", "datePublished": "2022-03-02"}\n//]]>',
        '{"@type": "Article", "description": "two\nlines", "datePublished": "2022-03-02"}',
        '{"@type": "Article", "datePublished": "2022-03-02",}',
    ],
    ids=["comment", "CDATA", "raw line end", "last comma"],
)
def test_json_ld_is_read_as_sites_write_it(written):
    page = f'<script type="application/ld+json">{written}</script>{PROSE}'

    assert html(page).published == "2022-03-02"


@pytest.mark.parametrize("written", ["", "{", "[" * 10_000, "null", "3", '{"@graph": {}}', '"x"'])
def test_json_ld_that_is_broken_costs_nothing_else(written):
    page = f'<script type="application/ld+json">{written}</script><title>T</title>{PROSE}'

    assert html(page).title == "T"


@pytest.mark.parametrize(
    "meta",
    [
        'property="article:published_time" content="2021-04-05T10:00:00Z"',
        'property="og:published_time" content="2021-04-05"',
        'itemprop="datePublished" content="2021-04-05"',
        'name="parsely-pub-date" content="2021-04-05T09:00:00Z"',
        'name="sailthru.date" content="2021-04-05"',
        'name="DC.date.issued" content="2021-04-05"',
        'name="dcterms.created" content="2021-04-05"',
        'name="dc.date" content="2021-04-05"',
        'name="citation_publication_date" content="2021/04/05"',
        'name="publish-date" content="Mon, 05 Apr 2021 10:00:00 +0530"',
        'name="pubdate" content="20210405T100000Z"',
        'name="date" content="Monday 5 April 2021"',
        'content="2021-04-05" NAME="Date"',
    ],
)
def test_the_meta_names_of_the_trade_state_the_day(meta):
    assert html(f"<meta {meta}>{PROSE}").published == "2021-04-05"


@pytest.mark.parametrize(
    "said",
    [
        '<meta property="article:modified_time" content="2021-04-05">',
        '<meta http-equiv="date" content="2021-04-05">',
        '<meta http-equiv="last-modified" content="2021-04-05">',
        '<time class="updated" datetime="2021-04-05">5 April</time>',
        "<p>Updated <time datetime='2021-04-05'>5 April 2021</time></p>",
        "<p>Last modified on 5 April 2021</p>",
        "<p>Aktualisiert am <time datetime='2021-04-05'>5. April 2021</time></p>",
        "<p>Mis à jour le <time datetime='2021-04-05'>5 avril 2021</time></p>",
        '<aside><time datetime="2021-04-05">5 April</time></aside>',
        '<div class="related"><time datetime="2021-04-05">5 April</time></div>',
        "<!-- Page saved with SingleFile\n saved date: Mon Apr 05 2021 10:00:00 GMT -->",
        linked({"@type": "NewsArticle", "dateModified": "2021-04-05"}),
    ],
)
def test_when_a_page_was_updated_or_saved_is_no_day_of_publication(said):
    assert html(f"{said}<h1>Bridge to open</h1>{PROSE}").published is None


@pytest.mark.parametrize(
    "said",
    [
        '<time datetime="2021-04-05T17:00:10.593Z">Apr 5</time>',
        '<time class="entry-date published updated" datetime="2021-04-05">5 April</time>',
        "<time pubdate>5 April 2021</time>",
        '<abbr class="published" title="2021-04-05">Monday</abbr>',
        '<span itemprop="datePublished" content="2021-04-05">5 April</span>',
        '<span class="post-date">April 5th, 2021</span>',
        "<p>Published 5 April 2021</p>",
        "<p>Aktualisiert am 6. April 2021</p><p>Veröffentlicht am 5. April 2021 um 10:00 Uhr</p>",
        "<p>Par Luc Morel</p><p>Publié le 5 avril 2021 à 14h05</p>",
        "<p>Publicado el lunes, 5 de abril de 2021</p>",
        "<p>By Anna Writer | Posted on April 5, 2021 at 10:00</p>",
        "<p>Updated 7 May 2021, first published 5 April 2021</p>",
        "<p>Updated <time datetime='2021-05-07'>7 May</time>, published "
        "<time datetime='2021-04-05'>5 April</time></p>",
        "<div>5 April 2021, 10:00 GMT</div>",
        "<p>By Anna Writer and Carl van Berg, published 5 April 2021, 3 min read</p>",
        "<p>This article was first published on 5 April 2021 and brought up to date when the "
        "council had voted on it in the summer of that year.</p>",
    ],
)
def test_a_page_that_shows_its_day_has_it(said):
    assert html(f"<h1>Bridge to open</h1>{said}{PROSE}").published == "2021-04-05"


@pytest.mark.parametrize(
    "said",
    [
        "The figures were published on 5 April 2021, according to the council.",
        "The report was published on 5 April 2021 in Oslo.",
        "A study of the Bank of Norway, published 5 April 2021, found that costs had risen.",
        "Published on 5 April 2021, the report said that many of the bridges were too narrow.",
        "Anna Berg says her novel, published on 5 April 2021, is true.",
    ],
)
def test_the_day_of_a_report_in_running_text_is_not_the_pages(said):
    assert html(f"<h1>Bridge to open</h1><p>{said}</p>{PROSE}").published is None


@pytest.mark.parametrize(
    ("said", "origin"),
    [
        ("<time datetime='2021-04-05'>5 April</time>", "metadata"),
        ("<p>Published 5 April 2021</p>", "text"),
        ("<p>Nothing</p>", "unknown"),
    ],
)
def test_a_day_says_where_it_comes_from(said, origin):
    assert html(f"<h1>Bridge to open</h1>{said}{PROSE}").published_from == origin


def test_the_surest_statement_of_a_day_counts():
    address = '<link rel="canonical" href="https://example.org/2022/03/04/bridge">'
    shown = "<p>Published 1 January 2022</p>"
    stated = '<meta property="article:published_time" content="2022-03-03">'

    assert html(linked(NEWS) + stated + address + shown + PROSE).published == "2022-03-02"
    assert html(stated + address + shown + PROSE).published == "2022-03-03"
    assert html(address + shown + PROSE).published == "2022-03-04"


@pytest.mark.parametrize(
    ("address", "day"),
    [
        ("https://example.org/news/2022/03/02/bridge", "2022-03-02"),
        ("https://example.org/2022/mar/02/bridge", "2022-03-02"),
        ("https://example.org/2022-03-02-bridge", "2022-03-02"),
        ("https://example.org/20220302/bridge.html", "2022-03-02"),
        ("https://example.org/2022/03/bridge", None),
        ("https://example.org/item/2028064", None),
        ("https://example.org/2022/13/45/bridge", None),
        ("https://example.org/120220302", None),
    ],
)
def test_the_address_may_hold_the_day(address, day):
    assert html(f'<link rel="canonical" href="{address}">{PROSE}').published == day


def test_a_page_that_a_browser_saved_has_the_address_it_came_from():
    page = f"<!--\n Page saved with SingleFile \n url: https://example.org/a \n-->{PROSE}"

    assert html(page).url == "https://example.org/a"


@pytest.mark.parametrize(
    ("said", "outlet"),
    [
        ('<meta property="og:site_name" content="Example Post">', "Example Post"),
        ('<meta property="og:site_name" content="www.example.org">', None),
        ('<meta property="og:site_name" content="example.org">', None),
        ('<meta property="article:publisher" content="https://facebook.com/x">', None),
        ('<meta name="publisher" content="https://example.org">', None),
        ('<meta name="application-name" content="Example Post">', "Example Post"),
        ('<link rel="publisher" href="https://example.org">', None),
        (linked({"@type": "WebSite", "name": "Example Post"}), "Example Post"),
        (linked(NEWS | {"publisher": {"name": "https://example.org"}}), None),
    ],
)
def test_the_outlet_is_a_name_and_never_an_address(said, outlet):
    assert html(said + PROSE).outlet == outlet


@pytest.mark.parametrize(
    "title",
    [
        "Bridge to open in May | Example Post",
        "Bridge to open in May - Example Post",
        "Bridge to open in May – The Example Post",
        "Bridge to open in May | News | Example Post",
        "Example Post: News | Bridge to open in May",
        "Example Post | Bridge to open in May",
        "Bridge to open in May",
    ],
)
def test_the_title_is_without_the_outlet(title):
    site = '<meta property="og:site_name" content="Example Post">'
    page = f"<title>{title}</title>{site}<h1>Bridge to open in May</h1>{PROSE}"

    assert html(page).title == "Bridge to open in May"
    assert html(page.replace("<title>", '<meta property="og:title" content="').replace(
        "</title>", '">')).title == "Bridge to open in May"  # fmt: skip


def test_a_title_that_has_a_mark_of_its_own_keeps_it():
    site = '<meta property="og:site_name" content="Example Post">'
    page = f"<title>War - and peace - at last | Example Post</title>{site}{PROSE}"

    assert html(page).title == "War - and peace - at last"


def test_what_stands_behind_the_headline_in_the_title_is_the_outlet():
    page = (
        f"<title>Bridge to open in May | Example Post</title><h1>Bridge to open in May</h1>{PROSE}"
    )

    article, problems = read("a.html", page)

    assert (article.title, article.outlet) == ("Bridge to open in May", "Example Post")
    assert problems == []


@pytest.mark.parametrize(
    "written",
    [
        "Bridge to open in late May « Example Post",
        "Example Post: Bridge to open in late May",
        "Bridge to open in late May | Transport | Example Post",
        "Example Post | Bridge to open in late May",
    ],
)
def test_a_headline_that_the_page_shows_is_the_title_whatever_else_is_written(written):
    page = f"<title>{written}</title><h2>Bridge to open in late May</h2>{PROSE}"

    assert html(page).title == "Bridge to open in late May"


def test_a_title_loses_its_outlet_before_a_colon():
    site = '<meta property="og:site_name" content="Example Post">'

    assert html(f"<title>Example Post: Bridge to open</title>{site}{PROSE}").title == (
        "Bridge to open"
    )

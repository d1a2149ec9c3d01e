"""Which part of a page is its article, and what in it is none."""

from __future__ import annotations

import json

import pytest
from readings import html, paragraphs, read, styled

SENTENCES = (
    "The transport minister said on Tuesday that the bridge would open in May.",
    "“We are nearly done with the work on the northern ramp,” Anna Berg told reporters in Oslo.",
    "She added that the cost had not risen since the spring, and that the council would publish.",
    "According to the council, 6,000 cars will cross the bridge each day, and twice as many soon.",
)
STORY = "".join(f"<p>{sentence}</p>\n" for sentence in SENTENCES)
TEXT = paragraphs(*SENTENCES)
TEASERS = "".join(
    f'<article><h3><a href="/{n}">Harbour fire put out</a></h3><p>Firemen left.</p></article>'
    for n in range(6)
)
LINKS = "".join(f'<li><a href="/{n}">Another story of the day</a></li>' for n in range(20))


@pytest.mark.parametrize(
    "page",
    [
        f"<article>{STORY}</article><h2>Read more</h2>{TEASERS}",
        f"{TEASERS}<article>{STORY}</article>",
        f'<div class="story-body">{STORY}</div><section class="more">{TEASERS}</section>',
        f"<main><div>{STORY}</div><div>{TEASERS}</div></main>",
        f"<article>{STORY}{TEASERS}</article>",
        f"<ul>{LINKS}</ul><div><div>{STORY}</div></div><ul>{LINKS}</ul>",
        f"<table><tr><td><ul>{LINKS}</ul></td><td>{STORY}</td></tr></table>",
        f"<form id=aspnet><div>{STORY}</div><ul>{LINKS}</ul></form>",
    ],
)
def test_what_is_read_is_the_element_that_holds_the_prose(page):
    assert html(page).text == TEXT


def test_an_article_whose_parts_stand_in_elements_of_their_own_is_read_whole():
    parts = "".join(f"<section><div><p>{one}</p></div></section>" for one in SENTENCES)

    assert html(f"<ul>{LINKS}</ul><div>{parts}</div>{TEASERS}").text == TEXT


def test_paragraphs_that_only_line_breaks_divide_are_read():
    page = f"<ul>{LINKS}</ul><div>{'<br><br>'.join(SENTENCES)}</div>"

    assert html(page).text == TEXT


@pytest.mark.parametrize(
    "piece",
    [
        '<div class="share">Share this article Facebook X WhatsApp</div>',
        '<ul class="breadcrumb"><li><a href="/">Home</a></li><li>News</li></ul>',
        "<figure><img><figcaption>The bridge. Photograph: A. Writer</figcaption></figure>",
        '<div class="newsletter"><p>Sign up to our newsletter, and never miss a story.</p></div>',
        f'<div class="related"><h2>Related</h2><ul>{LINKS}</ul></div>',
        f"<h2>Read more</h2><ul>{LINKS}</ul>",
        '<div class="tags"><a href="#">Transport</a></div>',
        '<p><a href="/x">Read more: Harbour fire put out</a></p>',
        "<p>Advertisement</p>",
        "<div>Loading…</div>",
        '<div class="byline">By Anna Writer</div>',
        "<p>By Anna Writer</p>",
        "<p>Published: 2 March 2022, 10:00 GMT</p>",
        "<div hidden>This is never shown to anybody, and so it is not read.</div>",
        '<div style="display: none">This is never shown to anybody either.</div>',
        '<div style="visibility:hidden">This is never shown to anybody either.</div>',
        '<span aria-hidden="true">no words</span>',
        '<div id="onetrust-consent-sdk"><p>We store data. Do you agree?</p></div>',
        '<div role="dialog"><p>This website uses cookies for you. Accept?</p></div>',
        "<p>We use cookies to give you the best experience of our website. Accept all?</p>",
        '<div class="comments"><p>I do not believe a word of it, and nobody should.</p></div>',
        '<section id="disqus_thread"><p>First! And it is all wrong, I know.</p></section>',
        '<span class="sr-only">Opens in a new window</span>',
        "<button>Subscribe</button>",
    ],
)
@pytest.mark.parametrize("where", [0, 2, 4])
def test_what_stands_around_an_article_is_left_out_wherever_it_stands(piece, where):
    blocks = [f"<p>{sentence}</p>" for sentence in SENTENCES]
    blocks.insert(where, piece)
    page = f"<article><h1>Bridge to open in May</h1>{''.join(blocks)}</article>"

    assert html(page).text == paragraphs("Bridge to open in May", TEXT)


@pytest.mark.parametrize(
    ("piece", "text"),
    [
        ("<h2>What now?</h2>", "What now?"),
        ("<p>“No.”</p>", "“No.”"),
        ("<ul><li>Roads</li><li>Rails</li></ul>", "• Roads\n• Rails"),
        ("<blockquote><p>We lost.</p></blockquote>", "We lost."),
        ("<pre>a = 1</pre>", "a = 1"),
        ("<table><tr><td>Roads</td><td>6</td></tr></table>", "Roads │ 6"),
        ("<p>He left.</p>", "He left."),
        ("<p>Related claims were filed.</p>", "Related claims were filed."),
        ('<p>See <a href="/x">the report</a>.</p>', "See the report."),
    ],
)
def test_what_is_short_and_says_something_stays(piece, text):
    blocks = [f"<p>{sentence}</p>" for sentence in SENTENCES]
    blocks.insert(2, piece)

    assert text in html(f"<article>{''.join(blocks)}</article>").text.split("\n\n")


def test_names_of_classes_take_nothing_away_that_is_most_of_the_page():
    assert html(f'<div class="widget sidebar share">{STORY}</div>').text == TEXT
    assert html(f'<body class="has-comments newsletter">{STORY}</body>').text == TEXT


def test_a_page_that_a_script_would_show_is_read():
    assert html(f'<body style="visibility: hidden">{STORY}</body>').text == TEXT
    assert html(f"<p>Loading…</p><noscript>{STORY}</noscript>").text == TEXT


def test_the_headline_above_the_article_is_read_with_it():
    page = f"<main><header><h1>Bridge to open</h1></header><div>{STORY}</div>{TEASERS}</main>"

    assert html(page).text == paragraphs("Bridge to open", TEXT)


# Words


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>She said <q>we lost</q> and left.</p>", "She said “we lost” and left."),
        ("<p><q>He said <q>no</q> to me</q></p>", "“He said ‘no’ to me”"),
        ("<p>She said <q>“we lost”</q>.</p>", "She said “we lost”."),
        ("<p>The gov&shy;ern&shy;ment</p>", "The government"),
        ("<p>w\u200bord</p>", "word"),
        ("<p>long<wbr>word</p>", "longword"),
        ("<span>Ana Ruiz</span><span>Poet</span><time>2 March</time>", "Ana Ruiz Poet 2 March"),
        ("<p><span>W</span><span>hale</span> song</p>", "Whale song"),
        ("<p>H<sub>2</sub>O and m<sup>2</sup></p>", "H2O and m2"),
        ("<div>one</div>two<div>three</div>", "one\n\ntwo\n\nthree"),
        ("<ul><li>one</li><li>two</li></ul>", "• one\n• two"),
        ("<ol start=3><li>c<li>d</ol>", "3. c\n4. d"),
        ("<p>a <b>b<p>c", "a b\n\nc"),
    ],
)  # fmt: skip
def test_words_stand_apart_or_together_as_a_browser_shows_them(markup, text):
    assert html(markup).text == text


# What was not closed, and what is doubtful


@pytest.mark.parametrize("tag", ["aside", "button", "nav", "footer", "svg"])
def test_an_element_that_is_never_closed_loses_nothing_and_is_told(tag):
    article, problems = read("a.html", f"<p>Start.</p><{tag}><p>Pull quote</p><p>The rest.</p>")

    assert article.text == paragraphs("Start.", "Pull quote", "The rest.")
    assert [problem.what for problem in problems] == [
        f"<{tag}> is never closed; what follows it was read all the same"
    ]


@pytest.mark.parametrize("opening", ["<script>", "<style>", "<title>", "<textarea>", "<!-- "])
def test_a_script_or_comment_that_is_never_closed_takes_no_text_and_is_told(opening):
    article, problems = read("a.html", f"<p>Start.</p>{opening}x > y\n<p>The rest.</p>")

    assert article.text.startswith("Start.")
    assert article.text.endswith("The rest.")
    assert "never closed" in problems[0].what


def test_a_large_page_with_little_text_is_told():
    page = f"<p>Please wait.</p><script>{'x' * 30_000}</script>"
    article, problems = read("a.html", page)

    assert article.text == "Please wait."
    assert [problem.what for problem in problems] == [
        "only 2 words of this page look like an article"
    ]


def test_a_page_of_which_much_was_not_read_is_told():
    other = "".join(
        f"<div>{f'<ul>{LINKS}</ul>' * 4}<p>{' '.join(SENTENCES)}</p></div>" for _ in range(4)
    )
    _, problems = read("a.html", f"<div>{STORY}{STORY}</div>{other}")

    assert ["of the running text in this page was read" in one.what for one in problems] == [True]


@pytest.mark.parametrize("mark", ["\n\n", "</p><p>"])
def test_an_article_that_stands_only_in_json_ld_is_read_from_there_and_told(mark):
    body = mark.join(SENTENCES)
    data = {"@type": "NewsArticle", "articleBody": f"<p>{body}</p>" if "<" in mark else body}
    article, problems = read(
        "a.html", f'<script type="application/ld+json">{json.dumps(data)}</script><p>Loading</p>'
    )

    assert article.text == TEXT
    assert [problem.what for problem in problems] == [
        "its text was read from its JSON-LD, since it shows none"
    ]


def test_a_page_of_an_article_has_nothing_to_tell():
    article, problems = read("a.html", f"<article>{STORY}</article><ul>{LINKS}</ul>")

    assert (article.text, problems) == (TEXT, [])
    assert styled(article, "link") == []

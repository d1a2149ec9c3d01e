"""A page becomes the text of its article, and nothing of what stands around it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings, strategies as st
from readings import html, paragraphs, styled

PAGE = """<!doctype html>
<html><head>
<title>Talks fail | The Post</title>
<meta property="og:site_name" content="The&nbsp;Post">
<META NAME="Date" CONTENT="2022-03-02T10:00:00Z">
<link rel="canonical" href="https://example.org/a">
<style>p { color: red }</style>
</head><body>
<nav><a href="/">Home</a></nav>
<article>
  <header><h1>Talks <i>fail</i></h1></header>
  <p>One &amp; two&nbsp;three,
     <b>four</b> <a href="x">five</a>.</p>
  <script>document.write("<p>never</p>")</script>
  <blockquote><p>Quoted.</p></blockquote>
  <aside>Advert</aside>
</article>
<footer>© 2024</footer>
</body></html>
"""


def test_a_page_is_read_as_the_prose_of_its_article():
    expected = paragraphs("Talks fail", "One & two\xa0three, four five.", "Quoted.")

    assert html(PAGE).text == expected


def test_a_page_states_title_outlet_date_and_address():
    article = html(PAGE)

    assert (article.title, article.outlet) == ("Talks fail", "The Post")
    assert (article.published, article.published_from) == ("2022-03-02", "metadata")
    assert article.url == "https://example.org/a"


def test_tags_become_styles_over_the_text():
    article = html(PAGE)

    assert styled(article, "heading") == ["Talks fail"]
    assert styled(article, "emphasis") == ["fail"]
    assert styled(article, "strong") == ["four"]
    assert styled(article, "link") == ["five"]
    assert styled(article, "quote") == ["Quoted."]


@pytest.mark.parametrize(
    "page",
    [
        "<p>out</p><article><p>in</p></article><main>out</main>",
        "<p>out</p><main><p>in</p></main>",
        "<body><p>in</p></body>",
        "<p>in",
        "in",
    ],
    ids=["article", "main", "body", "no body", "no tag"],
)
def test_the_innermost_of_article_main_and_body_is_read(page):
    assert html(page).text == "in"


@pytest.mark.parametrize(
    "tag", ["script", "style", "noscript", "template", "svg", "nav", "aside", "footer", "iframe"]
)
def test_what_is_no_prose_is_skipped(tag):
    assert html(f"<p>a</p><{tag}>x<b>y</b></{tag}><p>b</p>").text == paragraphs("a", "b")


def test_a_script_that_writes_tags_is_skipped_whole():
    assert html("<script>if (a<b) x='</p><p>no'</script><p>yes").text == "yes"


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>a<p>b", "a\n\nb"),
        ("<p>a<br>b<br/>c", "a\nb\nc"),
        ("<ul><li>a<li>b</ul>c", "• a\n• b\n\nc"),
        ("<table><tr><th>a<th>b<tr><td>c<td>d</table>", "a │ b\nc │ d"),
        ("<p>a \n\t b</p>\n\n  <p> c</p>", "a b\n\nc"),
        ("a <b> b </b> c", "a b c"),
        ("<pre>a\n  b</pre>", "a\n  b"),
        ("a<!-- b -->c<?d?>e", "ace"),
        ("&lt;b&gt; &#x4e2d; &bogus; AT&T", "<b> 中 &bogus; AT&T"),
        ("</p></b></nav>a</article>", "a"),
        ("a < b and c > d", "a < b and c > d"),
        ("<p>e\u0301 😀</p>", "e\u0301 😀"),
        ("<![CDATA[x]]>a", "a"),
    ],
)
def test_markup_as_people_write_it_gives_its_prose(page, text):
    assert html(page).text.strip() == text


def test_styles_that_are_never_closed_end_with_the_text():
    article = html("<p>un<b>closed <i>tags")

    assert styled(article, "strong") == ["closed tags"]
    assert styled(article, "emphasis") == ["tags"]


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<html><head><title>T</title><body><p>in", "in"),
        ("<!doctype html><title>T</title><p>in", "in"),
        ("<form id=aspnet><article><p>in</p></article></form>", "in"),
        ("<main><p>in</p></main><aside><article>teaser</article></aside>", "in"),
    ],
    ids=["head left open", "no head", "a form around it all", "articles in the margin only"],
)
def test_a_page_that_browsers_show_is_not_read_as_empty(page, text):
    assert html(page).text == text


@pytest.mark.parametrize("page", ["<![foo bar]><p>in", "<![ ><p>in"])
def test_an_unknown_declaration_costs_no_text(page):
    assert html(page).text.endswith("in")


def test_the_title_of_an_icon_is_not_the_pages():
    page = "<head><title>Talks</title></head><svg><title>Menu</title></svg><p>Text."

    assert html(page).title == "Talks"


def test_a_title_that_is_stated_twice_is_not_doubled():
    page = '<head><meta name="title" content="Talks"><title>Talks</title></head><p>Text.'

    assert html(page).title == "Talks"


def test_a_list_item_that_holds_a_paragraph_stays_beside_its_mark():
    assert html("<ul><li><p>a</p></li><li><p>b</p></li></ul>").text.startswith("• a")


def test_a_link_around_a_block_covers_its_words_alone():
    assert styled(html("<p>see</p>t<a href=x><div>more</div></a>"), "link") == ["more"]


def test_line_breaks_at_the_edges_leave_no_empty_lines():
    assert html("<br><p>Text.<br></p>").text == "Text."


def test_a_page_is_read_in_the_encoding_that_it_declares():
    page = '<meta charset="windows-1251"><p>Переговоры</p>'

    assert html(page.encode("windows-1251")).text == "Переговоры"


HTML = st.lists(
    st.sampled_from(
        "<p> </p> <div> <b> </b> <a> </a> <li> <ul> </ul> <table> <tr> <td> <br> <pre> </pre> <h1> "
        "</h1> <blockquote> word \n &amp; &#1; <article> </article> <header> <title> </title> "
        "--> <!-- <em> x \" ' < > </ &".split(" ")
    ),
    max_size=25,
).map("".join)


@settings(max_examples=200, deadline=None)
@given(HTML)
def test_styles_of_any_page_lie_in_the_text_and_in_order(page):
    article = html(page)

    assert all(0 <= start < end <= len(article.text) for start, end, _ in article.styles)
    assert list(article.styles) == sorted(article.styles)


@pytest.mark.parametrize("tag", ["div", "b", "blockquote", "ul><li", "table><tr><td", "article"])
def test_a_page_nested_thousands_deep_is_read(tag):
    assert html(f"<{tag}>" * 3000 + "deep").text.endswith("deep")

"""Bytes become articles: text, styles over it, and what the source states about itself."""

from __future__ import annotations

import codecs
import datetime
from pathlib import Path

import pytest
from hypothesis import example, given, settings, strategies as st

from hedgerow.store.corpus.readers import read_article
from hedgerow.store.corpus.readers.reading import Source
from hedgerow.store.problem import ProblemError

SEEDS = Path(__file__).parents[4] / "seeds"
FOLDER = Path("corpus")


def read(name, data):
    """Read a file's bytes (or text in UTF-8); give the article and the problems told of it."""
    raw = data if isinstance(data, bytes) else data.encode()
    article, reading = read_article(raw, Source(FOLDER / name, "the-id"))
    return article, reading.problems


def plain(data):
    return read("a.txt", data)[0]


def markdown(data):
    return read("a.md", data)[0]


def html(data):
    return read("a.html", data)[0]


def styled(article, style):
    """Give the stretches of text that have a style, in text order."""
    return [article.text[start:end] for start, end, name in article.styles if name == style]


def paragraphs(*texts):
    return "\n\n".join(texts)


# Decoding


@pytest.mark.parametrize(
    "text",
    [
        "One.\nTwo.\n",
        "One.\r\nTwo.\r\n",
        "One.\rTwo.",
        "  \n  spaces kept  \n\n\n",
        "Wang\xa0Yi said so.",
        "Cafe\u0301 and café",
        "👩‍👩‍👧‍👦 and 🇺🇦 and 👍🏽",
        "中国外交部长王毅。",
        "العربية and עברית",
        "line\u2028separator\u2029 and \x85 and \x0b and \x0c",
        "zero\u200bwidth\ufeffmark",
        "an escape \x1b[31m in a longer line of text",
        "",
    ],
)
def test_plain_text_is_shown_to_the_character(text):
    article, problems = read("a.txt", text)

    assert (article.text, problems) == (text, [])


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
@pytest.mark.parametrize("ending", ["txt", "md", "html"])
def test_a_byte_order_mark_says_the_encoding_and_is_no_part_of_the_text(mark, encoding, ending):
    article, problems = read(f"a.{ending}", mark + "Café 😀 中文".encode(encoding))

    assert (article.text, problems) == ("Café 😀 中文", [])


@pytest.mark.parametrize(
    "data", [codecs.BOM_UTF8 + b"ab\xffcd", codecs.BOM_UTF16_LE + b"a\0\0\xd8b\0"]
)
def test_bytes_that_belie_their_mark_are_replaced_and_told(data):
    article, problems = read("a.txt", data)

    assert "�" in article.text
    assert "byte-order mark" in problems[0].what


def test_bytes_that_windows_1252_leaves_out_are_kept_one_for_one():
    assert plain(b"one \x81 \xe9 two").text == "one \x81 \xe9 two"


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff")))
def test_any_text_in_utf_8_comes_back_to_the_character(text):
    assert plain(text).text == text


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(["a.txt", "a.md"]), st.binary(max_size=300))
def test_any_bytes_make_an_article_or_one_refusal(name, data):
    try:
        article, _ = read(name, data)
    except ProblemError as error:
        assert error.problem.where == FOLDER / name
    else:
        article.text.encode()


# Titles


@pytest.mark.parametrize(
    ("opening", "title"),
    [
        ("Talks fail again\n\nThe talks failed.", "Talks fail again"),
        ("Talks fail again\r\n\r\nThe talks failed.", "Talks fail again"),
        ("\n\n  Talks   fail\tagain  \nThe talks failed.", "Talks fail again"),
        ("Will talks fail?\nThey will.", "Will talks fail?"),
        ("China’s “grave\xa0concern”\nThe rest.", "China’s “grave concern”"),
    ],
)
def test_a_short_first_line_is_the_title(opening, title):
    assert plain(opening).title == title


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Mr. Wang left. Others stayed.", "Mr. Wang left."),
        ("The talks failed.\nNobody knew why.", "The talks failed."),
        ("Beijing: China is grieved. It said so.", "China is grieved."),
        ("Kyiv, March 2: Talks failed. They did.", "Talks failed."),
        (" date 2022-03-02 Wang Yi called. He did.", "Wang Yi called."),
        ("他离开了。她留下了。", "他离开了。"),
    ],
)
def test_running_text_gives_its_first_sentence_without_place_and_day(text, title):
    assert plain(text).title == title


def test_a_long_first_sentence_is_cut_at_a_word():
    title = plain("The minister " + "very " * 40 + "late left. He did.").title

    assert title == "The minister " + "very " * 12 + "very…"


@given(st.text(alphabet="aB .,“”\n中😀", max_size=400))
def test_a_title_from_the_text_is_one_short_line(text):
    title = plain(text).title

    assert title
    assert "\n" not in title
    assert len(title) <= 140


@pytest.mark.parametrize("text", ["", " \n\t\n", "\n" * 50])
def test_a_text_without_words_is_called_by_its_id(text):
    assert plain(text).title == "the-id"


def test_the_title_that_a_source_states_goes_before_its_headline():
    assert markdown("---\ntitle: Stated\n---\n# Heading\n\nText.").title == "Stated"


def test_a_heading_is_the_title_of_a_source_that_states_none():
    assert markdown("Some words.\n\n# The *real*\n  heading\n\nText.").title == "The real"
    assert html("<p>Some words.</p><h1>The <i>real</i>\n heading</h1>").title == "The real heading"


@pytest.mark.parametrize(
    "opening",
    [
        "date 2022-03-02\nTalks failed on all sides. Nobody knew why.",
        "March 2, 2022\n\nTalks failed on all sides. Nobody knew why.",
    ],
)
def test_a_date_line_is_no_title(opening):
    assert plain(opening).title == "Talks failed on all sides."


def test_a_short_paragraph_that_ends_in_a_quotation_is_no_headline():
    text = "The talks failed. He said: “We will not leave.”\nThe rest."

    assert plain(text).title == "The talks failed."


def test_a_first_line_that_leaves_a_quotation_open_is_no_headline():
    text = "“We stay. We will not leave, he said\nThe rest of it."

    assert plain(text).title == "“We stay."


# Publication dates


@pytest.mark.parametrize(
    ("text", "published"),
    [
        (" date 2022-03-02 Chinese Foreign Minister Wang Yi", "2022-03-02"),
        ("2022-03-02\nTalks failed.", "2022-03-02"),
        ("Published: 2022-03-02\nTalks failed.", "2022-03-02"),
        ("Talks fail\n\nUpdated on 2022-03-02\n\nText.", "2022-03-02"),
        ("Beijing, March 2: Talks failed.", "XXXX-03-02"),
        ("Talks fail\r\n\r\nBeijing, March 2: Talks failed.", "XXXX-03-02"),
        ("Beijing,\xa0March\xa02: Talks failed.", "XXXX-03-02"),
        ("BEIJING, March 2 (Xinhua) -- China said so.", "XXXX-03-02"),
        ("WASHINGTON, March 2, 2022 (AP) — Talks failed.", "2022-03-02"),
        ("New York, Sept. 11, 2001: Talks failed.", "2001-09-11"),
        ("Paris, 29 Feb: Talks failed.", "XXXX-02-29"),
        ("Talks fail\nMarch 2, 2022\nText.", "2022-03-02"),
        ("Talks fail\n2 March 2022\nText.", "2022-03-02"),
    ],
)
def test_the_day_that_the_opening_states_is_the_publication_date(text, published):
    article = plain(text)

    assert (article.published, article.published_from) == (published, "text")


@pytest.mark.parametrize(
    "text",
    [
        "© 2024 The Post. All rights reserved.",
        "Copyright 2022-03-02 The Post",
        "© March 2, 2022\nTalks failed.",
        "Talks failed.\n\n© 2024",
        "He was born on 2 March 1950 in Kyiv.",
        "The treaty of 2022-03-02 was signed.",
        "Beijing, February 30: Talks failed.",
        "2022-13-45 Talks failed.",
        "2022-03-021 Talks failed.",
        "Talks failed. " * 60 + "\ndate 2022-03-02",
        "",
    ],
)
def test_no_other_day_or_year_is_a_publication_date(text):
    article = plain(text)

    assert (article.published, article.published_from) == (None, "unknown")


def test_metadata_go_before_the_date_line():
    article = markdown("---\ndate: 2022-03-02\n---\nBeijing, April 5: Talks failed.")

    assert (article.published, article.published_from) == ("2022-03-02", "metadata")


@pytest.mark.parametrize(
    "stated",
    [
        "2022-03-02",
        "2022-3-2",
        "2022-03-02T23:30:00-05:00",
        "2022-03-02 10:00",
        '"20220302"',
        "20220302",
        '"March 2, 2022"',
        "2 Mar. 2022",
        '"Wed, 2 Mar 2022 10:00:00 GMT"',
        "March 2nd 2022",
    ],
)
def test_a_stated_date_is_read_in_the_forms_that_sources_use(stated):
    assert markdown(f"---\ndate: {stated}\n---\nText.").published == "2022-03-02"


@pytest.mark.parametrize("stated", ["soon", "0", "99999999", '"2022-02-30"', "[2022]", "true", ""])
def test_a_stated_date_that_is_none_is_left_out(stated):
    assert markdown(f"---\ndate: {stated}\n---\nText.").published is None


def test_a_full_date_is_a_day_of_the_calendar_and_one_without_a_year_is_none():
    assert plain("date 2022-03-02 Text").publication_date == datetime.date(2022, 3, 2)
    assert plain("Beijing, March 2: Text").publication_date is None
    assert plain("Text").publication_date is None


# Markdown


def test_marks_become_styles_over_the_text_without_them():
    article = markdown('A *soft* and **loud** [link](http://x.org "t") with `co*de` and ~~no~~.')

    assert article.text == "A soft and loud link with co*de and no."
    assert styled(article, "emphasis") == ["soft"]
    assert styled(article, "strong") == ["loud"]
    assert styled(article, "link") == ["link"]
    assert styled(article, "code") == ["co*de"]
    assert styled(article, "strike") == ["no"]


def test_styles_may_lie_in_one_another():
    article = markdown("See **the [*old* house](x)**.")

    assert article.text == "See the old house."
    assert styled(article, "strong") == ["the old house"]
    assert styled(article, "link") == ["old house"]
    assert styled(article, "emphasis") == ["old"]


@pytest.mark.parametrize("level", range(1, 7))
def test_headings_stand_by_themselves(level):
    article = markdown(f"{'#' * level} A *head* #\nText.\n")

    assert article.text == paragraphs("A head", "Text.")
    assert styled(article, "heading") == ["A head"]


def test_underlined_headings_are_headings():
    assert styled(markdown("One\n===\nTwo\n---\nText."), "heading") == ["One", "Two"]


def test_an_empty_heading_leaves_nothing():
    article = markdown("#\n\nText.")

    assert (article.text, article.styles) == ("Text.", ())


def test_lines_of_a_paragraph_run_on_and_hard_breaks_stay():
    assert markdown("one\ntwo  \nthree\\\nfour\r\nfive").text == "one two\nthree\nfour five"


def test_nested_lists_keep_their_marks_and_depth():
    article = markdown("- one\n  - two\n    1. three\n    2. four\n- five\n\nText.")

    assert article.text == "• one\n  • two\n    1. three\n    2. four\n• five\n\nText."
    assert [mark.strip() for mark in styled(article, "marker")] == ["•", "•", "1.", "2.", "•"]


def test_a_numbered_list_begins_with_the_number_that_was_written():
    assert markdown("9. nine\n1. ten").text == "9. nine\n10. ten"


def test_a_list_item_of_two_paragraphs_keeps_both():
    assert markdown("- one\n\n  more\n- two").text == paragraphs("• one", "more", "• two")


def test_quotes_may_nest():
    article = markdown("Before.\n\n> one\n>\n> > two\n\nAfter.")

    assert article.text == paragraphs("Before.", "one", "two", "After.")
    assert styled(article, "quote") == [paragraphs("one", "two"), "two"]


def test_what_follows_an_inner_quote_is_in_the_outer_alone():
    article = markdown("> one\n>\n> > two\n>\n> three")

    assert styled(article, "quote") == [paragraphs("one", "two", "three"), "two"]


@pytest.mark.parametrize("source", ["```py\nx = 1\n\n  y\n```", "    x = 1\n\n      y"])
def test_code_keeps_its_lines_and_spaces(source):
    article = markdown(f"Before.\n\n{source}\n\nAfter.")

    assert article.text == paragraphs("Before.", "x = 1\n\n  y", "After.")
    assert styled(article, "code") == ["x = 1\n\n  y"]


def test_a_table_is_a_line_a_row():
    article = markdown("Text.\n\n| A | *B* |\n|---|:-:|\n| c | d |\n\nMore.")

    assert article.text == paragraphs("Text.", "A │ B\nc │ d", "More.")
    assert styled(article, "table") == ["A │ B\nc │ d"]
    assert styled(article, "emphasis") == ["B"]


def test_a_rule_is_drawn_as_one():
    article = markdown("One.\n\n***\n\nTwo.")

    assert article.text == paragraphs("One.", "───", "Two.")
    assert styled(article, "rule") == ["───"]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("&amp; &copy; &#8220;x&#8221;", "& © “x”"),
        (r"\*not soft\* \[x\]", "*not soft* [x]"),
        ("a <http://x.org> b", "a http://x.org b"),
        ("![a picture](x.png) text", "a picture text"),
        ("[ref] and [it][ref]\n\n[ref]: http://x.org", "ref and it"),
        ("2 * 3 * 4 and snake_case_name", "2 * 3 * 4 and snake_case_name"),
        ("say <script>x</script>", "say <script>x</script>"),
        ("Wang\xa0Yi e\u0301 😀 中文", "Wang\xa0Yi e\u0301 😀 中文"),
        ("an unclosed *mark, `tick and [link](", "an unclosed *mark, `tick and [link]("),
    ],
)
def test_what_is_read_is_what_the_writer_meant(source, text):
    assert markdown(source).text == text


@pytest.mark.parametrize("depth", [3, 9, 18])
def test_deep_quotes_keep_their_words_and_a_style_a_level(depth):
    article = markdown("> " * depth + "deep")

    assert article.text == "deep"
    assert styled(article, "quote") == ["deep"] * depth


@pytest.mark.parametrize(
    "source",
    [
        "> " * 25 + "deep",
        "\n".join("  " * level + "- item" for level in range(9)) + "\n" + "  " * 9 + "- deep",
    ],
    ids=["quotes", "lists"],
)
def test_no_words_are_lost_however_deep_they_stand(source):
    assert "deep" in markdown(source).text


def test_a_quote_that_begins_with_empty_code_covers_its_words_alone():
    assert styled(markdown("- a\n  > ```\n  > ```\n  > b"), "quote") == ["b"]


MARKDOWN = st.lists(
    st.sampled_from(
        "# ;a;*;**;_;`;\n;\n\n;> ;- ;1. ;    ;|;|--|\n;[;](x);![;];&amp;;~~;\\;  \n;```;word;\xa0;"
        "é;<b>;---\n;date: 1\n;中;😀;\t".split(";")
    ),
    max_size=25,
).map("".join)


@settings(max_examples=200, deadline=None)
@given(MARKDOWN)
@example("---\n---\n---\n")
def test_styles_of_any_markdown_lie_in_the_text_and_in_order(source):
    article = markdown(source)

    assert all(0 <= start < end <= len(article.text) for start, end, _ in article.styles)
    assert list(article.styles) == sorted(article.styles)


WORDS = st.lists(st.from_regex(r"[a-z]{1,8}", fullmatch=True), min_size=1, max_size=5)


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=6), st.sampled_from(["*", "**", "`", "~~"]))
def test_prose_between_marks_is_the_prose_that_was_written(blocks, mark):
    source = paragraphs(*(f"so {mark}{' '.join(words)}{mark} it" for words in blocks))

    assert markdown(source).text == source.replace(mark, "")


# Front matter


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("fence", ["---", "...", "---  "])
def test_front_matter_states_title_outlet_date_and_address(newline, fence):
    block = ["---", "Title: Talks fail", "outlet: The Post", "date: 2022-03-02", "url: http://x"]
    article, problems = read("a.md", newline.join([*block, fence, "Text."]))

    assert article.text == "Text."
    assert (article.title, article.outlet) == ("Talks fail", "The Post")
    assert (article.published, article.url) == ("2022-03-02", "http://x")
    assert problems == []


@pytest.mark.parametrize("name", ["outlet", "publisher", "publication", "source", "site"])
def test_the_outlet_goes_by_many_names(name):
    assert markdown(f"---\n{name}: The Post\n---\nText.").outlet == "The Post"


def test_front_matter_may_have_a_mark_before_it():
    assert markdown(codecs.BOM_UTF8 + b"---\ntitle: Stated\n---\nText.").title == "Stated"


@pytest.mark.parametrize("block", ["", "# only a comment\n", "tags: [a, b]\n"])
def test_front_matter_without_known_fields_is_no_fault(block):
    article, problems = read("a.md", f"---\n{block}---\nText here")

    assert (article.text, article.title, problems) == ("Text here", "Text here", [])


def test_a_rule_at_the_start_that_nothing_closes_is_a_rule():
    article, problems = read("a.md", "---\n\nText.")

    assert (article.text, problems) == (paragraphs("───", "Text."), [])


BROKEN = {
    "a colon in a value": "title: Talks: they fail\ndate: 2022-03-02\n",
    "an open quotation": 'date: 2022-03-02\ntitle: "Talks\n',
    "an open bracket": "date: 2022-03-02\ntags: [a\n",
    "a tab": "date: 2022-03-02\n\ttitle: x\n",
    "a list": "- a\n- b\n",
    "only words": "just words\n",
    "no such day": "date: 2022-13-45\n",
    "a control character": "title: a\x07b\n",
    "an alias to nothing": "title: *nothing\n",
    "a list as a name": "? [a]\n: b\n",
    "brackets 500 deep": f"title: {'[' * 500}{']' * 500}\n",
    "lists 500 deep": f"{'- ' * 500}a\n",
    "tables 500 deep": "\n".join(" " * n + "a:" for n in range(500)) + "\n",
    "braces never closed": "{" * 60_000 + "\n",
    "too much": "a: b\n" * 20_000,
}


@pytest.mark.parametrize("block", BROKEN.values(), ids=BROKEN)
def test_broken_front_matter_is_told_once_and_costs_no_text(block):
    article, problems = read("a.md", f"---\n{block}---\n# Head\n\nText.")

    assert article.text == paragraphs("Head", "Text.")
    assert len(problems) == 1
    assert problems[0].where == FOLDER / "a.md"
    assert problems[0].what.startswith("front matter is broken (")
    assert problems[0].remedy


@pytest.mark.parametrize(
    "value", ["!!int", '!!float ""', "!!bool x", "!!timestamp x", "!!python/object:os.system x"]
)
def test_a_value_is_text_whatever_its_tag_claims(value):
    article, problems = read("a.md", f"---\nx: {value}\n---\nText.")

    assert (article.text, problems) == ("Text.", [])


def test_broken_front_matter_still_gives_its_simple_lines():
    article = markdown("---\ntitle: Talks: they fail\ndate: 2022-03-02\n---\nText.")

    assert (article.title, article.published) == ("Talks: they fail", "2022-03-02")


def test_a_fault_in_front_matter_is_told_with_its_line_in_the_file():
    _, problems = read("a.md", "---\ndate: 2022-03-02\ntitle: Talks: they fail\n---\nText.")

    assert problems[0].line == 3


def test_aliases_that_multiply_are_not_written_out():
    doubling = "".join(f"b{n}: &b{n} [*b{n - 1}, *b{n - 1}]\n" for n in range(1, 60))

    article, problems = read("a.md", f"---\nb0: &b0 [x]\n{doubling}title: *b59\n---\nText.")

    assert (article.text, article.title, problems) == ("Text.", "Text.", [])


@pytest.mark.parametrize(
    ("stated", "title"), [("Yes", "Yes"), ("12:30", "12:30"), ("2022-03-02", "2022-03-02")]
)
def test_a_title_is_the_words_that_stand_there(stated, title):
    assert markdown(f"---\ntitle: {stated}\n---\nText.").title == title


# HTML

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

    assert (article.title, article.outlet) == ("Talks fail | The Post", "The Post")
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

"""Markdown becomes text with its styles, and front matter what is known of it."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import example, given, settings, strategies as st
from readings import FOLDER, markdown, paragraphs, read, styled


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
        ("say <script>x</script>so", "say so"),
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
    "no such day": "date: 2022-13-45\n",
    "a control character": "title: a\x07b\n",
    "an alias to nothing": "title: *nothing\n",
    "a list as a name": "? [a]\n: b\n",
    "brackets 500 deep": f"title: {'[' * 500}{']' * 500}\n",
    "lists 500 deep": f"a:\n{'- ' * 500}a\n",
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


@pytest.mark.parametrize("escape", ["UFFFFFFFF", "U00110000"])
def test_front_matter_with_an_escape_beyond_unicode_is_told_and_the_text_kept(escape):
    article, problems = read("a.md", f'---\ntitle: "a \\{escape}"\noutlet: B\n---\n\nText.\n')

    assert (article.text, article.outlet) == ("Text.", "B")
    assert ["no character" in problem.what for problem in problems] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "The whole story stands here.",
        "# Head\n\nAna Ruiz said: “We lost.”",
        "Long opening paragraph. It has two sentences.\n\nSecond paragraph with date: 2 March.",
        "- one\n- two",
        "> Quoted: so.",
    ],
)
@pytest.mark.parametrize("gap", ["\n", ""])
def test_a_text_between_rules_is_no_front_matter(text, gap):
    article, problems = read("a.md", f"---\n{gap}{text}\n\n---\n\nMore.\n")
    words = [word for word in text.split() if word.isalpha()]

    assert [word for word in words if word in article.text] == words
    assert article.text.endswith("More.")
    assert problems == []


def test_a_text_that_begins_with_a_rule_is_not_called_by_the_rule():
    assert markdown("---\n\nThe story stands here. It goes on.\n").title == "The story stands here."


def test_front_matter_may_have_an_empty_line_above_it():
    article = markdown("---\n\ntitle: Talks fail\ntags:\n  - a\n\n---\nText.")

    assert (article.title, article.text) == ("Talks fail", "Text.")


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("day", ["2022-03-02", "2022-03-02T10:00:00Z", '"March 2, 2022"'])
def test_front_matter_may_be_toml(newline, day):
    lines = [
        "+++",
        'title = "Talks fail"',
        f"date = {day}",
        "[params]",
        "x = 1",
        "+++",
        "",
        "Text.",
    ]
    article, problems = read("a.md", newline.join(lines))

    assert (article.title, article.published, article.text) == ("Talks fail", "2022-03-02", "Text.")
    assert problems == []


@pytest.mark.parametrize(
    "block", ["title = Talks\n", "x = [" * 3000 + "\n", "a = 1\n" * 20_000, "words\n"]
)
def test_toml_that_is_broken_is_told_once_and_costs_no_text(block):
    article, problems = read("a.md", f"+++\n{block}+++\nText.")

    assert article.text == "Text."
    assert [problem.what.startswith("front matter is broken (") for problem in problems] == [True]


@pytest.mark.parametrize(
    ("fields", "outlet", "url"),
    [
        ("container-title: The Post", "The Post", None),
        ("source: https://example.org/a", None, "https://example.org/a"),
        ("source: The Post\nurl: https://example.org/a", "The Post", "https://example.org/a"),
        ("source: https://example.org/a\npublisher: The Post", "The Post", "https://example.org/a"),
    ],
)
def test_the_outlet_of_front_matter_is_no_address(fields, outlet, url):
    article = markdown(f"---\n{fields}\n---\nText.")

    assert (article.outlet, article.url) == (outlet, url)


@pytest.mark.parametrize("name", ["publish_date", "pub_date", "issued", "datePublished"])
def test_the_day_goes_by_many_names(name):
    assert markdown(f"---\n{name}: 2022-03-02 10:00:00 -0500\n---\nText.").published == "2022-03-02"


# HTML inside, and the marks of programs for notes


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>So he said.</p>", "So he said."),
        ("a line<br>and <b>bold</b> and <br/> break", "a line\nand bold and \nbreak"),
        ("<div class=x>Block <p>html</p></div>", "Block \n\nhtml"),
        ("<!-- a remark -->\n\nText <!-- another --> here", "Text here"),
        ("<details><summary>Sum</summary>\n\nInner *one*\n\n</details>", "Sum\n\nInner one"),
        ("<ul><li>one</li><li>two</li></ul>", "• one\n• two"),
        ("<script>x()</script>\n\nText <script>y()</script>here", "Text here"),
        ("<div hidden>gone</div>\n\nText", "Text"),
        ("a List<String> and <Anna>", "a List<String> and <Anna>"),
        ("<Anna>\n\nText", "<Anna>\n\nText"),
        ("she said <q>no</q>", "she said “no”"),
        ("| a<br>b | c |\n|---|---|", "a b │ c"),
        ("`<b>` and\n\n    <i>", "<b> and\n\n<i>"),
    ],
)
def test_html_inside_is_read_and_what_only_looks_like_it_stays(source, text):
    assert markdown(source).text == text


def test_tags_become_styles_and_end_with_their_paragraph():
    article = markdown("Some <b>bold</b>, <a href='x'>linked</a> and <i>open\n\nText.")

    assert styled(article, "strong") == ["bold"]
    assert styled(article, "link") == ["linked"]
    assert styled(article, "emphasis") == ["open"]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("[[Anna Berg|Berg]] met [[Ruiz]].", "Berg met Ruiz."),
        ("![[picture.png]]Text", "Text"),
        ("It is ==so *very* bad== and 1==1", "It is so very bad and 1==1"),
        ("Open %%hidden remark%% door", "Open door"),
        ("One.\n\n%%\nnot\n\nthis\n%%\n\nTwo.", "One.\n\nTwo."),
        (
            "Fell.[^1] Rose.\n\n[^1]: A *note*\n    goes on.",
            "Fell.[1] Rose.\n\n[1] A note goes on.",
        ),
        ("> [!info] Note\n> Inside a callout.", "Note\nInside a callout."),
        ("> [!quote]-\n> Inside.", "Inside."),
        ("50 %% and [^", "50 %% and [^"),
        ("a == b", "a == b"),
        ("`[[x]]` and `==y==`", "[[x]] and ==y=="),
        ("[[", "[["),
    ],
)
def test_marks_of_programs_for_notes_are_read(source, text):
    assert markdown(source).text == text


def test_the_columns_of_a_table_line_up():
    article = markdown("| A | Bee |\n|---|---|\n| long *cell* | d |\n| 中文 |\n\nMore.")

    assert article.text == "A         │ Bee\nlong cell │ d\n中文      │ \n\nMore."
    assert styled(article, "emphasis") == ["cell"]


def test_a_table_that_is_wider_than_a_screen_is_left_as_it_is():
    wide = "word " * 30

    assert markdown(f"| A | B |\n|---|---|\n| {wide} | d |").text == f"A │ B\n{wide.strip()} │ d"

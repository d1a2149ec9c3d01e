"""Bytes become text, whatever encoding they are in."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given, settings, strategies as st
from readings import FOLDER, html, plain, read

from hedgerow.store.problem import ProblemError


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


@pytest.mark.parametrize(
    "named", ["undefined", "idna", "rot13", "hex", "zlib", "unicode_escape", "utf-7", "no-such"]
)
def test_a_page_in_an_encoding_that_is_none_is_read_as_one_without_a_name_and_told(named):
    page = b'<meta charset="%s"><p>caf\xe9 \\u0041 +AGE-</p>'
    article, problems = read("a.html", page % named.encode())

    assert article.text == "café \\u0041 +AGE-"
    assert [problem.what for problem in problems] == ["not valid UTF-8, read as Windows-1252"]


@pytest.mark.parametrize(
    ("named", "codec"),
    [("ISO-8859-2", "latin2"), ("Shift_JIS", "shift_jis"), ("koi8-r", "koi8-r"), ("GBK", "gbk")],
)
def test_a_page_in_an_encoding_of_the_web_is_read_in_it(named, codec):
    text = {"latin2": "żółw", "shift_jis": "日本", "koi8-r": "мир", "gbk": "中国"}[codec]
    page = f'<meta charset="{named}"><p>{text}</p>'.encode(codec)

    assert (html(page).text, read("a.html", page)[1]) == (text, [])

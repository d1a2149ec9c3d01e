"""Bytes become text, whatever encoding they are in."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given, settings, strategies as st
from readings import FOLDER, html, plain, read

from hedgerow.store.corpus.readers.encodings import codec_named
from hedgerow.store.problem import ProblemError, Remedy


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


ENCODED = {
    "shift_jis": "外相は火曜日、協議は続いていると述べた。記者会見で語った。",
    "euc_jp": "外相は火曜日、協議は続いていると述べた。記者会見で語った。",
    "iso2022_jp": "外相は火曜日、協議は続いていると述べた。",
    "gbk": "外交部长星期二在北京表示，谈判仍在继续。他说：“我们不会放弃。”",
    "big5": "外交部長星期二在北京表示，談判仍在繼續。",
    "euc_kr": "외교부 장관은 화요일 서울에서 회담이 계속되고 있다고 말했다.",
    "koi8_r": "Министр заявил во вторник, что переговоры продолжаются.",
    "cp1251": "Министр заявил во вторник, что переговоры продолжаются.",
    "cp1250": "Minister powiedział we wtorek, że rozmowy są kontynuowane. Źródła zbliżone.",
    "cp1253": "Ο υπουργός δήλωσε την Τρίτη ότι οι συνομιλίες συνεχίζονται.",
    "cp1254": "Dışişleri bakanı salı günü görüşmelerin sürdüğünü söyledi.",
    "cp1255": "שר החוץ אמר ביום שלישי כי השיחות נמשכות.",
    "cp1256": "قال وزير الخارجية يوم الثلاثاء إن المحادثات مستمرة.",
}


@pytest.mark.parametrize("encoding", ENCODED)
def test_an_encoding_is_found_out_and_told(encoding):
    article, problems = read("a.txt", ENCODED[encoding].encode(encoding))

    assert article.text == ENCODED[encoding]
    assert problems[0].remedy is Remedy.NAME_ENCODING
    assert "read as" in problems[0].what


@pytest.mark.parametrize(
    "text",
    [
        "“We won’t,” she said — and left.",
        "naïve",
        "Er heißt Müller.",
        "Où est-il né ? À Paris.",
        "It cost £5 and €3.",
        "Ráðherrann sagði á þriðjudag að viðræðurnar haldi áfram.",
    ],
)
def test_western_texts_are_read_as_they_always_were(text):
    assert plain(text.encode("cp1252")).text == text


@pytest.mark.parametrize("name", ["latin-1", "Shift_JIS", "cp1251", "WINDOWS-1252", "utf-16"])
def test_an_encoding_may_be_named(name):
    assert codec_named(name)


@pytest.mark.parametrize("name", ["rot13", "zlib", "idna", "no-such", "unicode_escape", ""])
def test_what_is_no_encoding_of_text_may_not_be_named(name):
    assert codec_named(name) is None

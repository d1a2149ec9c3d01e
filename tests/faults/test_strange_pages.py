"""Strangers' pages, codebooks and settings: one that is odd is told, and stops no other.

Each stands in a corpus beside a plain article. Every command that reads articles has to end as it
should, and to give what there is of the plain one.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import orjson
import pytest
from faults.in_process import Ran, run
from faults.mutations import INSTANTS, VALUES, Raw, written
from faults.sample_work import make_work

PLAIN = "“All is well,” the mayor said on Monday.\n"


@pytest.fixture
def beside(tmp_path) -> Callable[[str, bytes], list[str]]:
    """Put a file beside a plain article, run the commands, and say what is wrong."""
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "plain.txt").write_text(PLAIN, encoding="utf-8")

    def put(name: str, content: bytes) -> list[str]:
        (corpus / name).write_bytes(content)
        return list(_faults(corpus))

    return put


def _faults(corpus: Path) -> Iterator[str]:
    mentions = run("mentions", corpus, "--suggestions")
    for ran in (mentions, run("check", corpus), run("export", corpus), run("stats", corpus)):
        yield from _of(ran)
    if not mentions.escaped:
        lines = [json.loads(line) for line in mentions.out.splitlines()]
        if "plain" not in [line["article"] for line in lines]:
            yield "mentions: the plain article is lost"
    tagged = run("tag", corpus, "plain", "--start", 0, "--end", 5, "--label", "claim")
    yield from _of(tagged)


def _of(ran: Ran) -> Iterator[str]:
    if ran.escaped:
        yield f"{ran.command}: {ran.escaped}"
    elif ran.status not in (0, 1, 2):
        yield f"{ran.command}: exit code {ran.status}"
    if any(ord(character) < 32 and character != "\n" for character in ran.told):
        yield f"{ran.command}: {ran.told!r}"


CHARSETS = (
    "undefined idna punycode rot13 rot_13 base64 hex zlib bz2 uu quopri unicode_escape "
    "raw_unicode_escape utf-7 utf-8-sig utf-16 utf-16-le utf-32 mbcs oem cp65001 cp437 big5 "
    "gb18030 hz iso2022_jp shift_jis x-user-defined no-such-name ../../etc os __init__ aliases "
    "charmap palmos ptcp154 tis-620 string-escape utf8\0 ☃"
).split()


@pytest.mark.parametrize("charset", CHARSETS)
@pytest.mark.parametrize("text", [b"<p>It is 5 \x80 and caf\xe9.</p>", b"<p>\xff\xfe\0x</p>"])
def test_a_page_may_name_any_encoding(beside, charset, text):
    meta = f'<html><head><meta charset="{charset}"></head><body>'.encode()
    assert beside("odd.html", meta + text) == []


def _bomb() -> str:
    levels = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    levels += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    return "\n".join([*levels, "title: *a11"])


FRONT_MATTER = {
    "a list": "- a\n- b",
    "a text": "just words",
    "a number": "12",
    "nothing": "",
    "a bomb": _bomb(),
    "a cycle": "title: &a [*a]\noutlet: &b {name: *b}",
    "a cycle of names": "&a x: &b {*a : *b}",
    "no such anchor": "title: *nowhere",
    "a list as a name": "? [a, b]\n: c",
    "a mapping as a name": "? {a: b}\n: c",
    "the year 99999": "date: 99999-01-01",
    "the year 0": "date: 0000-00-00",
    "a date of many digits": "date: " + "9" * 5000,
    "a date in other digits": "date: ٢٠٢٢-٠٣-٠٢",
    "a date with exponents": "date: ²⁰²²-⁰³-⁰²",
    "code": "title: !!python/object/apply:os.system [echo]",
    "a binary": "title: !!binary aGk=",
    "a merge": "<<: [a, b]\ntitle: x",
    "a merge of itself": "a: &a\n  <<: *a\ntitle: x",
    "an escape beyond Unicode": 'title: "\\UFFFFFFFF"',
    "an escape just beyond Unicode": 'title: "\\U00110000"',
    "a lone surrogate": 'title: "\\uD800"\noutlet: "\\uDC00"',
    "a NUL": 'title: "\\0"',
    "deep brackets": "title: " + "[" * 20_000 + "]" * 20_000,
    "deep braces": "title: " + "{a: " * 10_000 + "}" * 10_000,
    "deep lines": "\n".join(" " * n + "a:" for n in range(300)),
    "tabs": "\ttitle: x",
    "two documents": "title: x\n--- \ntitle: y",
    "a directive": "%YAML 9.9\n---\ntitle: x",
    "a long title": "title: " + "x" * 60_000,
    "doubled": "title: a\ntitle: b",
    "a title of a mapping": "title: {name: [x]}",
}


@pytest.mark.parametrize("what", FRONT_MATTER)
def test_front_matter_may_hold_anything(beside, what):
    assert beside("odd.md", f"---\n{FRONT_MATTER[what]}\n---\n\nText here.\n".encode()) == []


MARKDOWN = {
    "quotes": ">" * 10_000 + " x",
    "lists": "\n".join("  " * n + "- x" for n in range(1_000)),
    "emphasis": "*a " * 10_000 + "b*" * 10_000,
    "links": "[" * 10_000 + "x" + "](y)" * 10_000,
    "images": "![" * 5_000 + "x" + "](y)" * 5_000,
    "ticks": "".join("`" * n + "x" for n in range(1, 300)),
    "a list that begins at the end": "999999999. a\n999999999. b\n",
    "entities": "&#xD800; &#0; &#1114112; &#99999999999999; &nosuch; &#x80;",
    "tables": "|a" * 2_000 + "|\n" + "|-" * 2_000 + "|\n" + "|b" * 2_000 + "|\n",
    "references": "".join(f"[{n}]: /u\n" for n in range(2_000)) + "[1][2]",
    "html": "<div>" * 10_000,
    "nothing": "",
    "NUL": "a\0b",
}


SLOW = ("images", "comments", "deep brackets", "dotted")


def _some_slow(names):
    return [pytest.param(one, marks=[pytest.mark.slow] if one in SLOW else []) for one in names]


@pytest.mark.parametrize("what", _some_slow(MARKDOWN))
def test_markdown_may_be_nested_in_any_way(beside, what):
    assert beside("odd.md", MARKDOWN[what].encode()) == []


HTML = {
    "deep": "<div>" * 10_000 + "x" + "</div>" * 10_000,
    "deep lists": "<ul><li>" * 5_000 + "x",
    "deep quotes": "<blockquote>" * 5_000 + "x",
    "never closed": "<p><b><i><a href='" + "x" * 100_000,
    "comments": "<!-" * 10_000 + "<!--" * 10_000 + "x",
    "declarations": "<![CDATA[" * 1_000 + "<!DOCTYPE" * 1_000 + "<?php" * 1_000 + "<![if x",
    "marked section": "<![x[ y <![endif]] <![temp] z",
    "entities": "&#xD800;&#0;&#1114112;&#99999999999999;&nosuch;&#x80;&#x202e;&amp" * 100,
    "attributes": "<p " + "a=b " * 50_000 + ">x</p>",
    "dates": '<meta name="date" content="99999-99-99"><meta name="date"><meta content="x">x',
    "json": '<script type="application/ld+json">' + "[" * 20_000 + "</script>x",
    "json of a list": '<script type="application/ld+json">[[{"headline": [1]}]]</script>x',
    "lists that begin oddly": '<ol start="x"><li>a</ol><ol start="-1"><li value="1e9">b</ol>'
    + f'<ol start="{"9" * 5000}"><li>c</ol>',
    "closed only": "</p></div></ul></ol></li></table></td></html>" * 1_000,
    "titles": "<title>" * 1_000 + "x",
    "nothing": "",
}


@pytest.mark.parametrize("what", _some_slow(HTML))
def test_html_may_be_broken_in_any_way(beside, what):
    assert beside("odd.html", HTML[what].encode()) == []


ARTICLE = {
    "id": "odd",
    "text": "“It rains,” she said on Friday.",
    "title": "Rain",
    "outlet": "Wire",
    "published": "2022-03-02",
    "url": "https://e.org",
}
ANY = (*VALUES, *INSTANTS)


@pytest.mark.parametrize("field", ARTICLE)
def test_a_line_of_a_corpus_may_hold_anything_in_a_field(beside, field):
    found = {}
    for start in range(0, len(ANY), 6):
        some = ANY[start : start + 6]
        lines = [{**ARTICLE, "id": f"{start}-{n}", field: value} for n, value in enumerate(some)]
        if faults := beside("odd.jsonl", b"\n".join(map(written, lines))):
            found[start] = faults
    assert found == {}


def _toml(value: object) -> str:
    if isinstance(value, Raw):
        return value.text
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name} = {_toml(one)}" for name, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return written(value).decode("utf-8", "replace")


TOML_VALUES = (
    *VALUES,
    Raw("2022-03-02"),
    Raw("99999-01-01"),
    Raw("25:00:00"),
    Raw("inf"),
    Raw("0x" + "f" * 5_000),
    Raw("1_000"),
    Raw('"\\uD800"'),
    Raw('"\\U00110000"'),
    Raw("'''\na\n'''"),
    Raw('[["a"], [["b"]]]'),
)


@pytest.fixture(scope="module")
def work(tmp_path_factory) -> Path:
    return make_work(tmp_path_factory.mktemp("work") / "corpus")


@pytest.mark.slow
@pytest.mark.parametrize("field", ["name", "key", "colour", "definition", "examples", "attribute"])
def test_a_codebook_may_hold_anything_in_a_field(work, field):
    label = {"name": "claim", "key": "z", "colour": "red", "definition": "d", "examples": ["[[a]]"]}
    found = {}
    for value in TOML_VALUES:
        fields = "\n".join(
            f"{name} = {_toml(one)}" for name, one in {**label, field: value}.items()
        )
        source = f"[[label]]\n{fields}\n".encode("utf-8", "surrogateescape")
        if faults := _with_codebook(work, source):
            found[str(value)[:60]] = faults
    assert found == {}


CODEBOOKS = {
    "label is no list": b"label = 1\n",
    "label is a table": b'[label]\nname = "x"\n',
    "labels are no tables": b'label = [1, "x", [], {}]\n',
    "no TOML": b"[[label",
    "nothing": b"",
    "a folder of labels": b"[[label]]\n" * 5_000,
    "deep": b"a = " + b"[" * 10_000,
    "deep tables": b"[" + b".".join([b"a"] * 10_000) + b"]\n",
    "dotted": b".".join([b"a"] * 10_000) + b" = 1\n",
    "UTF-16": '[[label]]\nname = "x"\n'.encode("utf-16"),
    "Latin-1": b'[[label]]\nname = "caf\xe9"\n',
    "NUL": b'[[label]]\nname = "a\0b"\n',
    "CRLF": b'[[label]]\r\nname = "a"\r\n',
    "attribute values": b'[[label]]\nname="a"\n[[label.attribute]]\nname="b"\nvalues=[[1],{}]\n',
    "attribute of an attribute": b'[[label]]\nname="a"\nattribute=[[{name="b"}]]\n',
    "large": b'[[label]]\nname = "' + b"x" * 5_000_000 + b'"\n',
}


@pytest.mark.parametrize("what", _some_slow(CODEBOOKS))
def test_a_codebook_may_be_broken_in_any_way(work, what):
    assert _with_codebook(work, CODEBOOKS[what]) == []


def _with_codebook(corpus: Path, source: bytes) -> list[str]:
    path = corpus / "codebook.toml"
    path.write_bytes(source)
    try:
        tag = ("--start", 0, "--end", 7, "--label", "claim")
        ran = [run(command, corpus) for command in ("check", "export", "stats", "mentions")]
        ran += [run("agreement", corpus, "--bootstrap", 0), run("tag", corpus, "n1", *tag)]
        ran += [run("review", corpus, "--list")]
        return [fault for one in ran for fault in _of(one)]
    finally:
        path.unlink()


@pytest.mark.parametrize("field", ["suggestions", "extractor", "unknown"])
def test_settings_may_hold_anything(work, monkeypatch, tmp_path, field):
    path = tmp_path / "config.toml"
    monkeypatch.setenv("HEDGEROW_CONFIG", str(path))
    found = {}
    odd = [
        "os",
        "os:",
        ":os",
        "os:nothing",
        "no.such:thing",
        "os:path.join",
        "a:b:c",
        "..:x",
        "sys:",
    ]
    for value in (*TOML_VALUES, *odd):
        path.write_bytes(f"{field} = {_toml(value)}\n".encode("utf-8", "surrogateescape"))
        ran = [run(command, work) for command in ("check", "mentions")]
        if faults := [fault for one in ran for fault in _of(one)]:
            found[str(value)[:60]] = faults
    assert found == {}


@pytest.mark.parametrize("what", CODEBOOKS)
def test_settings_may_be_broken_in_any_way(work, monkeypatch, tmp_path, what):
    path = tmp_path / "config.toml"
    path.write_bytes(CODEBOOKS[what])
    monkeypatch.setenv("HEDGEROW_CONFIG", str(path))
    assert [fault for one in (run("check", work), run("stats", work)) for fault in _of(one)] == []


@pytest.mark.parametrize("name", ["odd.txt", "odd.md", "odd.html", "odd.jsonl"])
def test_bytes_by_chance_in_the_place_of_an_article_are_told(beside, name):
    chance = random.Random(name)
    found = []
    for _ in range(40):
        data = bytearray(orjson.dumps(ARTICLE) + PLAIN.encode() * 3)
        for _ in range(chance.randrange(1, 20)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        found += beside(name, bytes(data))
    assert found == []

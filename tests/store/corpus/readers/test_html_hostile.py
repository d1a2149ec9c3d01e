"""Pages that were made to hurt, or happen to: each is read or told, in time and memory that grow
with the page and no faster. A step that looked back at the page would take hours over these.
"""

from __future__ import annotations

import pytest
from readings import read

MANY = 60_000
LINKED = '<script type="application/ld+json">'

PAGES = {
    "tags": "<b>" * MANY,
    "blocks": "<div>" * MANY,
    "lists": "<ul><li>" * MANY,
    "tables": "<table><tr><td>" * MANY,
    "quotations": "<q>" * MANY,
    "ends without beginnings": "</a>" * MANY,
    "blocks in tags": "<b>" * 300 + "<div></div>" * MANY,
    "tags never ended": "<a " * MANY,
    "values never ended": '<a b="' * MANY,
    "values never ended, and an end": ('<a b="' * 1000 + "<a b='") * 200 + ">",
    "comments never ended": "<!-- " * MANY,
    "declarations": "<![" * MANY,
    "instructions": "<?" * MANY,
    "scripts never ended": "<script>" * MANY,
    "scripts and paragraphs": "<script><p>" * MANY,
    "titles never ended": "<title>" * MANY,
    "ampersands": "&" * MANY,
    "references": "&lt" * MANY,
    "a number of many digits": "&#" + "9" * MANY + ";",
    "attributes": "<a " + "b=c " * MANY + ">x",
    "days": "<time>5 April 2021</time>" * MANY,
    "names like days": "<span class=date>x</span>" * MANY,
    "headlines": "<h1>x</h1>" * 20_000,
    "JSON-LD in itself": LINKED + "[" * MANY + "</script>x",
    "JSON-LD graphs": LINKED + '{"@graph":' * 20_000 + "1" + "}" * 20_000 + "</script>x",
    "JSON-LD items": LINKED + "[" + '{"@type": "Article"},' * 50_000 + "{}]</script>x",
    "words": "published " * MANY,
    "an address": f'<link rel="canonical" href="http://x/{"2022/" * MANY}">x',
    "a title of marks": f"<title>{' - ' * MANY}</title>x",
}


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_a_page_of_many_of_a_kind_is_read_in_time(page):
    article, problems = read("a.html", page)

    assert article.text or problems


@pytest.mark.parametrize("depth", [500, 5000])
def test_a_page_that_is_nested_deep_is_read_and_told(depth):
    article, problems = read("a.html", "<div>" * depth + "deep" + "</div>" * depth)

    assert article.text == "deep"
    assert problems[0].what == f"elements stand {depth:,} deep in one another"


def test_a_page_of_more_tags_than_are_kept_is_told_with_the_place():
    page = "<p>The beginning is read.</p>" + "<b>" * 300_000 + "the end is not"
    article, problems = read("a.html", page)

    assert article.text == "The beginning is read."
    assert problems[0].what.startswith("more than 250,000 tags; what follows character 7")


def test_entities_that_a_page_declares_are_not_put_in():
    declared = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 20))
    page = f'<!DOCTYPE html [<!ENTITY e0 "ha">{declared}]><p>&e19; is what it says.</p>'
    article, problems = read("a.html", page)

    assert article.text == "&e19; is what it says."
    assert [problem.what for problem in problems] == [
        "it declares entities of its own, which are not put in"
    ]

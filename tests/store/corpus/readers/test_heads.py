"""What stands above the prose of a plain text: title, outlet, day; and what is none of them."""

from __future__ import annotations

import pytest
from readings import markdown, plain, read

TITLE = "Ferry fares to rise in June, council says"
PROSE = (
    "The council said on Friday that fares on the ferry would rise in June, for the first time in"
    " four years.\n\n“Fuel costs more,” Nils Aas told reporters. He gave no figures.\n"
)

HEADS = {
    "an agency's dateline": (f"{TITLE}\n\nBERGEN (AP) — ", (TITLE, "AP", None)),
    "a dateline with a day": (
        f"{TITLE}\n\nBy Kari Dal\n\nBERGEN, May 5 (Reuters) - ",
        (TITLE, "Reuters", "XXXX-05-05"),
    ),
    "an agency's dateline between strokes": (
        f"{TITLE}\n\nBERGEN, Norway, May 5, 2023 /PRNewswire/ -- ",
        (TITLE, "PRNewswire", "2023-05-05"),
    ),
    "a byline and a day": (f"{TITLE}\n\nBy KARI DAL\nMay 5, 2023\n\n", (TITLE, None, "2023-05-05")),
    "a byline that names an agency": (
        f"{TITLE}\nBy KARI DAL, Associated Press\n5 May 2023\n\n",
        (TITLE, "Associated Press", "2023-05-05"),
    ),
    "a day with a time": (
        f"{TITLE}\n\nPublished: 5 May 2023, 10:00 GMT\n\n",
        (TITLE, None, "2023-05-05"),
    ),
    "a day behind its time": (
        f"{TITLE}\n\nPublished 8:00 a.m. ET May 5, 2023\n\n",
        (TITLE, None, "2023-05-05"),
    ),
    "a short weekday": (f"{TITLE}\n\nFri 5 May 2023 10.00 BST\n\n", (TITLE, None, "2023-05-05")),
    "an ordinal": (f"{TITLE}\n\n5th May 2023\n\n", (TITLE, None, "2023-05-05")),
    "a weekday at the end": (f"{TITLE}\n\nMay 5, 2023 Friday\n\n", (TITLE, None, "2023-05-05")),
    "full stops": (f"{TITLE}\n\n05.05.2023\n\n", (TITLE, None, "2023-05-05")),
    "a change before the publication": (
        f"{TITLE}\n\nUpdated May 9, 2023\nPublished May 5, 2023\n\n",
        (TITLE, None, "2023-05-05"),
    ),
    "an outlet beside the day": (
        f"{TITLE}\n\nBergen Courier | May 5, 2023\n\n",
        (TITLE, "Bergen Courier", "2023-05-05"),
    ),
    "an outlet before a comma": (
        f"{TITLE}\nBergen Courier, 5 May 2023\n\n",
        (TITLE, "Bergen Courier", "2023-05-05"),
    ),
    "an outlet behind the time": (
        f"{TITLE}\n\nFriday May 5 2023, 12.01am BST, The Times\n\n",
        (TITLE, "The Times", "2023-05-05"),
    ),
    "an outlet above": (
        f"The Bergen Post\nMay 5, 2023 Friday\nLate Edition - Final\n\n{TITLE}\n\nBYLINE: X\n\n",
        (TITLE, "The Bergen Post", "2023-05-05"),
    ),
    "an outlet above, all in one block": (
        f"Bergen Courier\n5 May 2023\n{TITLE}\nBy Kari Dal\n\n",
        (TITLE, "Bergen Courier", "2023-05-05"),
    ),
    "an office above": (
        "Ministry of Ports\nOffice of the Secretary\n\nFOR IMMEDIATE RELEASE\nMay 5, 2023\n\n"
        f"{TITLE}\n\n",
        (TITLE, "Ministry of Ports", "2023-05-05"),
    ),
    "a release of nobody's": (
        f"FOR IMMEDIATE RELEASE\nMay 5, 2023\nContact: K. Dal, 555-0100\n\n{TITLE}\n\n",
        (TITLE, None, "2023-05-05"),
    ),
    "names with values": (
        f"Title: {TITLE}\nSource: Bergen Courier\nDate: 5 May 2023\nURL: https://example.org/a\n\n",
        (TITLE, "Bergen Courier", "2023-05-05"),
    ),
    "names in capitals": (
        f"HEADLINE: {TITLE}\nPUBLICATION: Bergen Courier\nDATE: May 5, 2023\nBYLINE: K. Dal\n\n",
        (TITLE, "Bergen Courier", "2023-05-05"),
    ),
    "names between fences": (
        f"---\ntitle: {TITLE}\nsource: Bergen Courier\ndate: 2023-05-05\n---\n\n",
        (TITLE, "Bergen Courier", "2023-05-05"),
    ),
    "a label above": (f"POLITICS\n\n{TITLE}\n\n", (TITLE, None, None)),
    "the way to the page above": (f"World | Europe\n\n{TITLE}\n\n", (TITLE, None, None)),
    "a headline on two lines": (
        "Ferry fares to rise in June after years without,\ncouncil says\n\n",
        ("Ferry fares to rise in June after years without, council says", None, None),
    ),
    "a headline that closes": (f"{TITLE}.\n\n", (f"{TITLE}.", None, None)),
    "a second headline": (f"{TITLE};\nTransport\n\n", (TITLE, None, None)),
    "a speaker in the headline": (
        "Nils Aas: “Fares must rise.”\n\n",
        ("Nils Aas: “Fares must rise.”", None, None),
    ),
    "an outlet beside the headline": (
        f"{TITLE} | Bergen Courier\n\n",
        (TITLE, "Bergen Courier", None),
    ),
    "names with values in comments": (
        f"# crawled: 2024-01-01\n# source: Bergen Courier\n# date: 2023-05-05T18:45:00+02:00\n"
        f"# title: {TITLE}\n\n",
        (TITLE, "Bergen Courier", "2023-05-05"),
    ),
    "names behind strokes": (
        f"// title: {TITLE}\n// newspaper: Bergen Courier\n// published: 5 May 2023\n\n",
        (TITLE, "Bergen Courier", "2023-05-05"),
    ),
    "names in bold": (
        f"**Title:** {TITLE}\n**Source**: Bergen Courier\n__Date:__ May 5, 2023\n\n",
        (TITLE, "Bergen Courier", "2023-05-05"),
    ),
    "names in a list": (
        f"- Title: {TITLE}\n- Source: Bergen Courier\n- Date: 5 May 2023\n\n",
        (TITLE, "Bergen Courier", "2023-05-05"),
    ),
    "a citation above": (
        f"Bergen Lookout (Western edition), 5 May 2023, p. 4\n\n{TITLE}\n\n",
        (TITLE, "Bergen Lookout", "2023-05-05"),
    ),
    "a citation with a section's page": (
        f"The Courier, Bergen, May 5, 2023, page A12\n\n{TITLE}\n\n",
        (TITLE, "The Courier", "2023-05-05"),
    ),
    "the name of a section above": (
        f"Business\n\n{TITLE}\n\n5 May 2023\n\n",
        (TITLE, None, "2023-05-05"),
    ),
    "a section's name that begins a headline": (
        "Business as usual on the ferry\n\n5 May 2023\n\n",
        ("Business as usual on the ferry", None, "2023-05-05"),
    ),
    "a change alone": (f"{TITLE}\n\nUpdated 9 May 2023\n\n", (TITLE, None, None)),
    "a publication and a change": (
        f"{TITLE}\n\nPublished: May 5, 2023 | Updated: May 9, 2023\n\n",
        (TITLE, None, "2023-05-05"),
    ),
    "a change and a publication": (
        f"{TITLE}\n\nUpdated May 9, 2023, first published May 5, 2023\n\n",
        (TITLE, None, "2023-05-05"),
    ),
    "a copied page's day": (
        f"{TITLE}\n\nBy Kari Dal\n\nMay 5, 20237:02 AM GMTUpdated 2 hours ago\n\n",
        (TITLE, None, "2023-05-05"),
    ),
    "a byline, and a day behind its time": (
        f"{TITLE}\n\nBy KARI DAL\nPublished 4:18 PM EDT, May 5, 2023\n\nBERGEN (AP) — ",
        (TITLE, "AP", "2023-05-05"),
    ),
    "an outlet and a place below a name": (
        f"{TITLE}\n\nKari Dal\nBBC News, Bergen\n\nPublished\n5 May 2023\n\n"
        "Image source, PA Media\nImage caption,\nThe ferry on Monday\n\n",
        (TITLE, "BBC News", "2023-05-05"),
    ),
    "an outlet beside a byline": (
        f"{TITLE}\n\nBy Kari Dal | Bergen Courier | May 5, 2023\n\n",
        (TITLE, "Bergen Courier", "2023-05-05"),
    ),
    "an agency's desk in small letters": (
        "Fähre wird im Juni teurer\n\n05.05.2023, 14:37 Uhr\n\nBergen (dpa/lno) - ",
        ("Fähre wird im Juni teurer", "dpa", "2023-05-05"),
    ),
    "a French head": (
        "Le ferry augmente ses tarifs\n\nPar Luc Morel\nPublié le 5 mai 2023 à 14h05, mis à jour"
        " le 9 mai 2023\n\nBERGEN, 5 mai 2023 (AFP) - ",
        ("Le ferry augmente ses tarifs", "AFP", "2023-05-05"),
    ),
    "a German byline with a day": (
        "Fähre wird im Juni teurer\n\nVon Karl Huber, 5. Mai 2023, 14:37 Uhr\n\n",
        ("Fähre wird im Juni teurer", None, "2023-05-05"),
    ),
    "a name that begins as a byline": (
        "Von Trier Wins in Cannes\n\n5 May 2023\n\n",
        ("Von Trier Wins in Cannes", None, "2023-05-05"),
    ),
    "two lines in capitals": (
        "FERRY FARES TO RISE IN JUNE ACROSS THE FJORD\nCOUNCIL VOTES FOR THE PLAN AT NIGHT\n\n",
        (
            "FERRY FARES TO RISE IN JUNE ACROSS THE FJORD COUNCIL VOTES FOR THE PLAN AT NIGHT",
            None,
            None,
        ),
    ),
    "a place beside the day": (f"{TITLE}\n\nBergen, 5 May 2023\n\n", (TITLE, None, "2023-05-05")),
    "a number in the headline": (
        "1,200 jobs go at the port\n\n5 May 2023\n\n",
        ("1,200 jobs go at the port", None, "2023-05-05"),
    ),
    "a colon behind a Markdown mark": (
        "# Ferry: fares to rise in June\n\nBergen Courier\n5 May 2023\n\n",
        ("Ferry: fares to rise in June", "Bergen Courier", "2023-05-05"),
    ),
    "a mark of who made the file": (
        ".START \n\n",
        (f"{PROSE[:78].strip()}…", None, None),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", HEADS)
def test_a_head_gives_title_outlet_and_day_and_stays_in_the_text(name):
    head, facts = HEADS[name]

    article = plain(head + PROSE)

    assert (article.title, article.outlet, article.published) == facts
    assert article.text == head + PROSE


ADDRESS = "https://courier.example/2023/05/05/ferry-fares.html"


def test_an_address_alone_is_the_articles_and_its_day_is_the_last_resort():
    article = plain(f"{ADDRESS}\n\n{TITLE}\n\n{PROSE}")
    dated = plain(f"{ADDRESS}\n\n{TITLE}\n\nMay 6, 2023\n\n{PROSE}")

    assert (article.title, article.url, article.published) == (TITLE, ADDRESS, "2023-05-05")
    assert dated.published == "2023-05-06"


@pytest.mark.parametrize(
    "name", ["url", "link", "Source URL", "# url", "**URL:**", "canonical_url"]
)
def test_an_address_has_many_names(name):
    name = name if ":" in name else f"{name}:"

    article = plain(f"title: {TITLE}\r\n{name} <{ADDRESS}>\r\n\r\n{PROSE}")

    assert (article.title, article.url) == (TITLE, ADDRESS)


@pytest.mark.parametrize(
    "first",
    [
        "Source: a man who asked not to be named.",
        "Note: nobody at the port would say.",
        "# 4: the quay is dry now, Nils Aas said.",
        "Stand 12 May 2023 was the last one sold, said Nils Aas.",
        f"{ADDRESS} is where the plan can be read, Nils Aas said.",
        "Business is slow, Nils Aas said.",
        "Mars 2 will land on Friday, the agency said.",
    ],
)
def test_prose_that_looks_like_a_head_keeps_its_first_sentence(first):
    for article in (plain(f"{first}\n\n{PROSE}"), markdown(f"{first}\n\n{PROSE}")):
        words = first.removeprefix("# ").split()

        assert article.title.split()[:4] == words[:4]
        assert (article.outlet, article.published, article.url) == (None, None, None)


MARKDOWN = {
    "names in bold": "# {0}\n\n**Source:** Bergen Courier  \n**Date:** May 5, 2023\n\n---\n\n",
    "names in one paragraph": "# {0}\n\n**Source:** Bergen Courier\n**Date:** 2023-05-05\n\n",
    "a list": "# {0}\n\n* **Source:** Bergen Courier\n* **Date:** 5 May 2023\n\n",
    "a byline in italics": "{0}\n=====\n\n*By Kari Dal | Bergen Courier | May 5, 2023*\n\n",
    "a heading with a colon": "# {0}\n\n_Kari Dal, Bergen Courier, 5 May 2023_\n\n",
}


@pytest.mark.parametrize("name", MARKDOWN)
def test_the_head_of_a_markdown_file_is_read(name):
    article = markdown(MARKDOWN[name].format(TITLE) + PROSE)

    facts = article.title, article.outlet, article.published
    assert facts == (TITLE, "Bergen Courier", "2023-05-05")


def test_front_matter_goes_before_a_head():
    article = markdown(
        f"---\ntitle: Another\nsource_url: >-\n  {ADDRESS}\n---\n\n# {TITLE}\n\n"
        f"**Source:** Bergen Courier\n**Date:** 2023-05-09\n\n{PROSE}"
    )

    assert (article.title, article.url, article.published) == ("Another", ADDRESS, "2023-05-09")


def test_lines_may_end_as_they_do_elsewhere():
    head, facts = HEADS["names with values"]

    article = plain((head + PROSE).replace("\n", "\r\n"))

    assert (article.title, article.outlet, article.published) == facts
    assert article.url == "https://example.org/a"


def test_a_day_that_may_be_two_is_told():
    article, problems = read("a.txt", f"{TITLE}\n\nPublished: 4/5/2023\n\n{PROSE}")

    assert article.published is None
    assert "2023-05-04 or 2023-04-05" in problems[0].what


@pytest.mark.parametrize(
    "text",
    [
        f"Source: nobody at the port would say.\n\n{PROSE}",
        f"{TITLE}\n\n{PROSE}Date: 5 May 2023\n",
        f"{TITLE}\n\nLindsey Berg (R-Coast) — {PROSE}",
        f"The Post Office Is Closed\n\n{PROSE}",
        f"{TITLE}\n\n5 May 2023 {'1' * 60}x\n\n{PROSE}",
        f"Fares rose on May 5, 2023, and nobody was asked about it, Nils Aas said.\n\n{PROSE}",
    ],
)  # fmt: skip
def test_what_is_no_head_gives_no_outlet_and_no_day(text):
    article = plain(text)

    assert (article.outlet, article.published) == (None, None)

"""What stands above the prose of a plain text: title, outlet, day; and what is none of them."""

from __future__ import annotations

import pytest
from readings import plain, read

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
        f"Fares rose on May 5, 2023, and nobody was asked about it, Nils Aas said.\n\n{PROSE}",
    ],
)  # fmt: skip
def test_what_is_no_head_gives_no_outlet_and_no_day(text):
    article = plain(text)

    assert (article.outlet, article.published) == (None, None)

"""The day an article was published, found in what it says."""

from __future__ import annotations

import datetime

import pytest
from readings import markdown, plain


@pytest.mark.parametrize(
    ("text", "published"),
    [
        (" date 2022-03-02 Chinese Foreign Minister Wang Yi", "2022-03-02"),
        ("2022-03-02\nTalks failed.", "2022-03-02"),
        ("Published: 2022-03-02\nTalks failed.", "2022-03-02"),
        ("Beijing, March 2: Talks failed.", "XXXX-03-02"),
        ("Talks fail\r\n\r\nBeijing, March 2: Talks failed.", "XXXX-03-02"),
        ("Beijing,\xa0March\xa02: Talks failed.", "XXXX-03-02"),
        ("BEIJING, March 2 (Xinhua) -- China said so.", "XXXX-03-02"),
        ("WASHINGTON, March 2, 2022 (AP) — Talks failed.", "2022-03-02"),
        ("New York, Sept. 11, 2001: Talks failed.", "2001-09-11"),
        ("Paris, 29 Feb: Talks failed.", "XXXX-02-29"),
        ("Berlin, 2. März 2022 (dpa) - Die Gespräche sind gescheitert.", "2022-03-02"),
        ("Madrid, 2 de marzo de 2022 (EFE).- No hubo acuerdo.", "2022-03-02"),
        ("Échec des négociations\n2 mars 2022\nPas d’accord.", "2022-03-02"),
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
        "Talks fail\n\nUpdated on 2022-03-02\n\nText.",
        "Talks fail\n\nUpdated March 2, 2022\n\nText.",
        "Talks fail\n\nLast modified: 2 March 2022\n\nText.",
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

"""A day of publication, in the ways in which sources write it."""

from __future__ import annotations

import datetime

import pytest
from readings import read

from hedgerow.store.corpus import parse_date
from hedgerow.store.corpus.readers.days import day_at, fault_of_day, possible_days


@pytest.mark.parametrize(
    "value",
    [
        "2021-04-05",
        "2021/04/05",
        "2021.4.5",
        "2021-04-05T23:30:00-05:00",
        "2021-04-05 10:00:00 -0500",
        "20210405",
        "20210405T100000Z",
        "20210405100000",
        "2021年4月5日",
        "Monday 5 April 2021",
        "Monday, April 5, 2021",
        "April 5, 2021 Monday",
        "5th April 2021",
        "5th of April, 2021",
        "the 5th of April 2021",
        "April 5th,2021",
        "APRIL 5, 2021 10:00 AM",
        "5 Apr. 2021",
        "05-Apr-2021",
        "5.4.2021",
        "5. April 2021",
        "Montag, 5. Apr. 2021",
        "lundi 5 avril 2021",
        "le 5 avr. 2021",
        "lunes, 5 de abril de 2021",
        "5 de abril del 2021",
        "April 5, 20217:02 AM GMT",
        "05.04.2021",
        "Mon Apr 05 10:00:00 +0000 2021",
        "Mon, 5 Apr 2021 10:00:00 GMT",
        "Mon Apr 05 2021 10:00:00 GMT+0100 (Central European Time)",
        "Monday 5/4/2021",
        "1617616800",
        "1617616800000",
        1617616800,
        1617616800.5,
        datetime.date(2021, 4, 5),
        datetime.datetime(2021, 4, 5, 10, 0),
    ],
)
def test_a_day_is_read_in_the_forms_that_sources_use(value):
    assert possible_days(value) == ("2021-04-05",)
    assert parse_date(value) == "2021-04-05"


@pytest.mark.parametrize(
    "value",
    ["", "soon", "0", 0, -5, True, None, [2021], "2021", "2021-04", "April 2021", "2021-02-30",
     "0001-01-01T00:00:00", "2021-04-051", "99999999", "31 April 2021", "5.14.2021", "12345",
     "April 5, 20217", "5 Aprilia 2021", "5. 2021"],
)  # fmt: skip
def test_what_is_no_day_is_not_guessed(value):
    assert possible_days(value) == ()


@pytest.mark.parametrize("language", ["de", "fr", "es"])
@pytest.mark.parametrize("month", range(1, 13))
def test_each_month_has_its_name_in_each_language(language, month):
    names = {
        "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
        "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre"
        " décembre",
        "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre"
        " diciembre",
    }

    name = names[language].split()[month - 1]

    assert possible_days(f"8 {name} 2022") == (f"2022-{month:02d}-08",)


def test_a_day_and_a_month_that_may_be_each_other_are_told_and_not_guessed():
    assert possible_days("3/2/2022") == ("2022-02-03", "2022-03-02")
    assert parse_date("3/2/2022") is None
    assert fault_of_day("3/2/2022") == "“3/2/2022” may be 2022-02-03 or 2022-03-02"


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("13/2/2022", "2022-02-13"),
        ("2/13/2022", "2022-02-13"),
        ("2/2/2022", "2022-02-02"),
        ("Wednesday, 3/2/2022", "2022-03-02"),
        ("Thu 3-2-2022", "2022-02-03"),
    ],
)
def test_a_number_or_a_weekday_decides_which_is_the_month(value, day):
    assert parse_date(value) == day


def test_a_day_is_read_where_it_stands_in_a_text():
    text = "Published: 5 April 2021, 10:00"
    found = day_at(text, 11)

    assert found is not None
    assert (found.days, text[found.end :]) == (("2021-04-05",), ", 10:00")
    assert day_at(text, 0) is None


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.md", "---\ndate: 3/2/2022\n---\nText."),
        ("a.html", '<meta name="date" content="3/2/2022"><p>Text.'),
    ],
)
def test_a_source_whose_day_may_be_two_is_told_so(name, data):
    article, problems = read(name, data)

    assert article.published is None
    assert len(problems) == 1
    assert "may be 2022-02-03 or 2022-03-02" in problems[0].what

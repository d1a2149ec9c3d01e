"""What find_dates finds in a text, and what it makes of it."""

from __future__ import annotations

import datetime
import json
import subprocess
import sys
from importlib import resources

import pytest
from effort import lines_run
from hypothesis import given, settings, strategies as st

from hedgerow.store.extract.dates import find_dates
from hedgerow.store.extract.dates.scanner import FAMILIES

# A Wednesday.
PUBLISHED = datetime.date(2022, 3, 2)
CONFIDENCE_FILE = "data/date_confidence.json"


def readings(
    text: str, published: datetime.date | None = PUBLISHED
) -> list[tuple[str, str | None]]:
    return [(mention.span.of(text), mention.value) for mention in find_dates(text, published)]


def values(text: str, published: datetime.date | None = PUBLISHED) -> list[str | None]:
    return [value for _, value in readings(text, published)]


# One expression of each kind, in a sentence where it must be the only mention.


@pytest.mark.parametrize(
    ("text", "expression", "kind", "value"),
    [
        ("Filed 2021-11-30 by fax.", "2021-11-30", "DATE", "2021-11-30"),
        ("Sent at 2021-11-30T14:05:09Z.", "2021-11-30T14:05:09Z", "TIME", "2021-11-30T14:05"),
        ("Dated 4/17/2019 in ink.", "4/17/2019", "DATE", "2019-04-17"),
        ("Dated 17/4/2019 in ink.", "17/4/2019", "DATE", "2019-04-17"),
        ("Dated 3/2/2022 in ink.", "3/2/2022", "DATE", "2022-03-02"),
        ("Sent 02/13/2019 14:20:00 from Ohio.", "02/13/2019 14:20:00", "TIME", "2019-02-13T14:20"),
        ("Sent 2019-02-13 14:20 from Ohio.", "2019-02-13 14:20", "TIME", "2019-02-13T14:20"),
        ("Filed under 20190213 there.", "20190213", "DATE", "2019-02-13"),
        ("They arrived on the 5th.", "the 5th", "DATE", "2022-03-05"),
        ("It fell on June 6, 1944.", "June 6, 1944", "DATE", "1944-06-06"),
        ("It fell on the 6th of June 1944.", "the 6th of June 1944", "DATE", "1944-06-06"),
        ("Signed Thursday, 8 July 2021.", "Thursday, 8 July 2021", "DATE", "2021-07-08"),
        ("Posted Sat June 1, 2019 by us.", "Sat June 1, 2019", "DATE", "2019-06-01"),
        ("On Sept. 9, 2020 it rained.", "Sept. 9, 2020", "DATE", "2020-09-09"),
        ("On the morning of June 6, 1944.", "the morning of June 6, 1944", "TIME", "1944-06-06TMO"),
        ("It began in early May 2020.", "early May 2020", "DATE", "2020-05"),
        ("Due at the end of April.", "the end of April", "DATE", "2022-04"),
        ("He came last October.", "last October", "DATE", "2021-10"),
        ("It fell in October of last year.", "October of last year", "DATE", "2021-10"),
        ("Rain in the first week of June 2021.", "the first week of June 2021", "DATE", "2021-W22"),
        ("Sales in the third quarter of 2020.", "the third quarter of 2020", "DATE", "2020-Q3"),
        ("Sales in Q3 2020 rose.", "Q3 2020", "DATE", "2020-Q3"),
        ("Last year’s third quarter was weak.", "Last year’s third quarter", "DATE", "2021-Q3"),
        ("In the 2019 third quarter it rose.", "the 2019 third quarter", "DATE", "2019-Q3"),
        ("Its first-half profit rose.", "first-half", "DATE", "2022-H1"),
        ("Sales rose in fiscal 2019.", "fiscal 2019", "DATE", "FY2019"),
        ("In the year-earlier period it fell.", "the year-earlier period", "DATE", "2020-Q4"),
        ("Profit for the quarter rose.", "the quarter", "DATE", "2021-Q4"),
        ("Stocks ended the day lower.", "the day", "DATE", "2022-03-02"),
        ("Stocks fell in the latest week.", "the latest week", "DATE", "2022-W08"),
        ("It will close by year-end.", "year-end", "DATE", "2022"),
        ("They shut on Thanksgiving Day 2019.", "Thanksgiving Day 2019", "DATE", "2019-11-28"),
        ("They met last Easter.", "last Easter", "DATE", "2021-04-04"),
        ("They met before Christmas.", "Christmas", "DATE", "2021-12-25"),
        ("They ate on Memorial Day 2021.", "Memorial Day 2021", "DATE", "2021-05-31"),
        ("They fast during Ramadan.", "Ramadan", "DATE", None),
        ("In the first half of 2020.", "the first half of 2020", "DATE", "2020-H1"),
        ("In the summer of 1990.", "the summer of 1990", "DATE", "1990-SU"),
        ("In the late 1980s.", "the late 1980s", "DATE", "198"),
        ("Music of the ’60s.", "the ’60s", "DATE", "196"),
        ("Since the early 20th century.", "the early 20th century", "DATE", "19"),
        ("Carthage fell in 146 BC.", "146 BC", "DATE", "BC0146"),
        ("A treaty since mid-1987.", "mid-1987", "DATE", "1987"),
        ("Lowest since '82 in Tokyo.", "'82", "DATE", "1982"),
        ("They met on Tuesday.", "Tuesday", "DATE", "2022-03-01"),
        ("They met on Tuesday night.", "Tuesday night", "TIME", "2022-03-01TNI"),
        ("They met last Wednesday.", "last Wednesday", "DATE", "2022-02-23"),
        ("They meet on Mondays.", "Mondays", "SET", "XXXX-WXX-1"),
        ("It came at 9:30 p.m. yesterday.", "9:30 p.m. yesterday", "TIME", "2022-03-01T21:30"),
        ("It came at 14:58 UTC.", "14:58 UTC", "TIME", "2022-03-02T14:58Z"),
        ("It opens at 10 a.m. (EST).", "10 a.m. (EST)", "TIME", "2022-03-02T10:00"),
        ("It starts at 7:30 tonight.", "7:30 tonight", "TIME", "2022-03-02T19:30"),
        ("It came at 7 o'clock.", "7 o'clock", "TIME", "2022-03-02T07:00"),
        ("He spoke in the morning.", "the morning", "TIME", "2022-03-02TMO"),
        ("It came at noon.", "noon", "TIME", "2022-03-02T12:00"),
        ("He spoke yesterday morning.", "yesterday morning", "TIME", "2022-03-01TMO"),
        ("He spoke late last night.", "late last night", "TIME", "2022-03-01TNI"),
        ("The day after tomorrow.", "The day after tomorrow", "DATE", "2022-03-04"),
        ("It happened last week.", "last week", "DATE", "2022-W08"),
        ("He left over the weekend.", "the weekend", "DATE", "2022-W08-WE"),
        ("He left about three weeks ago.", "about three weeks ago", "DATE", "2022-02-09"),
        ("He left a few days ago.", "a few days ago", "DATE", "PAST_REF"),
        ("It lasted three days.", "three days", "DURATION", "P3D"),
        ("For the nine months it fell.", "the nine months", "DURATION", "P9M"),
        ("After a sixty-day period it fell.", "a sixty-day period", "DURATION", "P60D"),
        ("It took over six years.", "over six years", "DURATION", "P6Y"),
        ("It took 2 1/2 years.", "2 1/2 years", "DURATION", "P2.5Y"),
        ("They lied for years.", "years", "DURATION", "PXY"),
        ("A 47-year-old man.", "47-year-old", "DURATION", "P47Y"),
        ("This past week it rained.", "This past week", "DATE", "2022-W08"),
        ("In the coming weeks it will rain.", "the coming weeks", "DATE", "FUTURE_REF"),
        ("A recent poll.", "recent", "DATE", "PAST_REF"),
        ("Any future attack.", "future", "DATE", "FUTURE_REF"),
        ("The two-day strike.", "two-day", "DURATION", "P2D"),
        ("After a half hour it fell.", "half hour", "DURATION", "PT30M"),
        ("A 24-hour strike.", "24-hour", "DURATION", "PT24H"),
        ("It lasted two and a half years.", "two and a half years", "DURATION", "P2.5Y"),
        ("Twenty-five years in jail.", "Twenty-five years", "DURATION", "P25Y"),
        ("Half a century of peace.", "Half a century", "DURATION", "P50Y"),
        ("Over the past nine days.", "the past nine days", "DURATION", "P9D"),
        ("After a month-long siege.", "month-long", "DURATION", "P1M"),
        ("It took days, they said.", "days", "DURATION", "PXD"),
        ("It is fed every two hours.", "every two hours", "SET", "PT2H"),
        ("It meets twice a year.", "twice a year", "SET", "P1Y"),
        ("A daily march.", "daily", "SET", "P1D"),
        ("He is currently abroad.", "currently", "DATE", "PRESENT_REF"),
        ("As seen in recent days.", "recent days", "DATE", "PAST_REF"),
        ("In the near future.", "the near future", "DATE", "FUTURE_REF"),
    ],
)
def test_an_expression_is_found_whole_with_its_type_and_value(text, expression, kind, value):
    assert [
        (mention.span.of(text), mention.type, mention.value)
        for mention in find_dates(text, PUBLISHED)
    ] == [(expression, kind, value)]


@pytest.mark.parametrize(
    "text",
    [
        "They may march on.",
        "April Jones won.",
        "He sat in the sun.",
        "Some 2,000 people and 1500 troops came.",
        "The bill was $1990.",
        "A B1990 bomber.",
        "The most recent model.",
        "The past president spoke.",
        "They worry about their future.",
        "She is Man of the Year.",
        "A guard from the Christmas Island camp.",
        "Three quarters of the army fled.",
        "A man in his sixties.",
        "He reads the Daily Mail.",
        "Shops opened on Black Friday.",
        "He wrote for the Sunday Times.",
        "The Winter Olympics opened.",
        "A score of 3:75.",
        "Prices rose May 10 percent.",
    ],
)
def test_words_that_only_look_like_dates_are_left_alone(text):
    assert readings(text) == []


# What the words lean on.


def test_a_weekday_that_is_the_publication_day_means_that_day():
    assert values("The minister spoke on Wednesday.") == ["2022-03-02"]


def test_a_weekday_looks_back_in_a_sentence_of_the_past():
    assert values("The two sides met on Friday.") == ["2022-02-25"]


def test_a_weekday_looks_ahead_in_a_sentence_of_the_future():
    assert values("The two sides will meet on Friday.") == ["2022-03-04"]


def test_a_day_without_its_year_looks_back_to_the_year_before():
    assert values("He was arrested on December 30.") == ["2021-12-30"]


def test_a_day_without_its_year_looks_ahead_when_the_sentence_does():
    assert values("The fund will close on December 30.") == ["2022-12-30"]


def test_a_present_that_announces_looks_ahead():
    assert values("The fair opens on April 5.") == ["2022-04-05"]


def test_the_tense_of_one_sentence_does_not_reach_the_next():
    assert values("He will go. They met on Friday.") == ["2022-02-25"]


def test_the_same_day_is_the_day_told_before():
    assert values("On May 5, 2015 he fled. He was caught the same day.")[1] == "2015-05-05"


def test_days_later_count_from_the_day_told_before():
    assert values("On May 5, 2015 he fled. Two days later he was caught.")[1] == "2015-05-07"


def test_days_ago_count_from_the_publication_even_in_a_story():
    assert values("On May 5, 2015 he fled. He was caught two days ago.")[1] == "2022-02-28"


def test_a_year_earlier_is_compared_with_the_quarter_told():
    assert values("Profit rose in the third quarter of 2021 from a year earlier.")[1] == "2020-Q3"


def test_what_is_compared_with_is_not_leaned_on():
    report = "Profit rose in the third quarter of 2021 from a year earlier. So did sales from "
    assert values(report + "a year earlier.")[2] == "2020-Q3"


def test_a_day_of_the_coming_weeks_lies_ahead_where_no_tense_tells():
    assert values("The exhibition: March 20.") == ["2022-03-20"]


def test_the_following_monday_is_counted_from_the_day_told():
    assert values("On May 5, 2015 he fled. He died the following Monday.")[1] == "2015-05-11"


def test_a_year_named_in_passing_does_not_date_a_history():
    story = " ".join(f"In May {year} they fought." for year in range(1939, 1947))
    assert values(story + " He knew the war of 1812. On August 20 they won.")[-1] == "1946-08-20"


def test_a_day_told_far_away_is_not_leaned_on():
    far = "On May 5, 2015 he fled. " + "Nothing was heard of him. " * 40 + "It came two days later."
    assert values(far)[1] == "2022-03-04"


def test_a_time_takes_the_day_that_follows_it():
    assert values("At 11 a.m. on 11 November 1918 it ended.")[0] == "1918-11-11T11:00"


def test_a_month_shares_the_year_that_closes_its_range():
    assert values("Between May and August 1950 they fought.") == ["1950-05", "1950-08"]


def test_the_end_of_a_range_of_days_is_a_day_of_the_same_month():
    assert readings("Fought on April 6-7.")[1] == ("7", "2021-04-07")


def test_the_end_of_a_range_of_years_takes_its_century():
    assert readings("The siege of 1915-17.") == [("1915", "1915"), ("17", "1917")]


def test_a_history_takes_its_years_from_its_own_dates():
    story = " ".join(f"In {year} they fought." for year in range(1939, 1947))
    assert values(story + " In July 1944 it turned. On August 20 they won.")[-1] == "1944-08-20"


def test_a_copyright_year_is_found():
    assert readings("© 2024 The Star.") == [("2024", "2024")]


def test_a_copyright_year_is_never_leaned_on():
    assert values("Copyright 2024. That year it fell.")[1:] == []


# How sure it is.


def confidences(text: str, published: datetime.date | None = PUBLISHED) -> list[float]:
    return [mention.confidence for mention in find_dates(text, published)]


def test_a_full_date_is_surer_than_one_that_leans_on_the_publication_date():
    full, bare = confidences("It rained on March 1, 2021 and on April 5.")
    assert full > bare


def test_a_date_without_value_is_as_sure_as_its_words():
    (unvalued,) = confidences("They met on April 5.", None)
    (valued,) = confidences("They met on April 5.")
    assert unvalued > valued


@settings(max_examples=100, deadline=None)
@given(st.text(), st.none() | st.dates())
def test_every_confidence_is_a_share(text, published):
    assert all(0 < confidence <= 1 for confidence in confidences(text, published))


def test_each_family_has_a_measured_confidence():
    data = json.loads(
        resources.files("hedgerow.store.extract").joinpath(CONFIDENCE_FILE).read_text()
    )
    assert {family.name for family in FAMILIES} == data.keys() - {"any other"}


# Without a publication date.


@pytest.mark.parametrize(
    "text",
    [
        "They met yesterday.",
        "They met on Tuesday.",
        "They met last week.",
        "They met on March 1.",
        "They met in April.",
        "They met three weeks ago.",
        "They met at 9:30 a.m.",
        "They met last night.",
        "They met over the weekend.",
        "They met in the third quarter.",
        "They met the following day.",
        "They met last summer.",
    ],
)
def test_a_relative_date_is_found_but_unresolved_without_a_publication_date(text):
    assert values(text, None) == [None]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("On March 1, 2022 it rained.", "2022-03-01"),
        ("It rained for three days.", "P3D"),
        ("It rained recently.", "PAST_REF"),
        ("It rained in the 1990s.", "199"),
        ("It rains every day.", "P1D"),
        ("At 9:30 a.m. on March 1, 2022.", "2022-03-01T09:30"),
    ],
)
def test_a_date_that_stands_alone_needs_no_publication_date(text, value):
    assert values(text, None)[0] == value


def test_a_day_takes_the_year_of_a_full_date_close_before_it_without_a_publication_date():
    assert values("It began on May 5, 2015 and ended on June 6.", None)[1] == "2015-06-06"


def test_a_year_alone_lends_nothing_to_a_day_without_a_publication_date():
    assert values("He came in 2015. It ended on June 6.", None)[1] is None


def test_two_years_at_odds_lend_nothing_to_a_day_without_a_publication_date():
    assert values("It began on May 5, 2015. In 2018 he fell. It ended on June 6.", None)[2] is None


# The text as it comes.


def test_a_no_break_space_is_a_space():
    assert readings("On March\xa01,\xa02022 it rained.") == [("March\xa01,\xa02022", "2022-03-01")]


def test_a_date_may_be_wrapped_over_a_line():
    assert values("On March\n1, 2021 it rained.") == ["2021-03-01"]


def test_no_date_crosses_a_blank_line():
    assert readings("Sales fall in May\n\n5 killed in a fire")[0][0] == "May"


def test_a_person_named_may_is_no_month():
    assert readings("Theresa May left. A statement by May followed.") == []


def test_the_month_is_found_in_a_text_about_a_person_named_may():
    assert values("Theresa May left in May 2019, and not in May.")[0] == "2019-05"


def test_a_day_that_no_calendar_has_is_no_date():
    assert "February 30, 2021" not in [words for words, _ in readings("On February 30, 2021.")]


def test_a_leap_day_resolves_in_a_leap_year():
    assert values("It was February 29.", datetime.date(2020, 3, 2)) == ["2020-02-29"]


def test_the_edge_of_the_calendar_leaves_a_value_open():
    assert values("They will meet tomorrow.", datetime.date.max) == [None]


# Any text at all.

WORDS = st.sampled_from(
    "the of in on a an last next this past May March Feb. 29 30 31 1 2022 1990 1990s ’60s Tuesday "
    "Sat. morning night week weeks year quarter third first half Q3 BC summer ago later before "
    "same following 9:30 a.m. UTC noon today now recently daily every twice two few - , . / '82 \n "
    "\n\n \xa0 “ ” will said ſ İ ١٩٩٠".split(" ")
)
DATE_LIKE_TEXT = st.lists(WORDS, max_size=30).map(" ".join)
PUBLICATIONS = st.none() | st.dates()


@settings(max_examples=300, deadline=None)
@given(st.text() | DATE_LIKE_TEXT, PUBLICATIONS)
def test_mentions_of_any_text_are_in_order_apart_and_not_empty(text, published):
    end = 0
    for mention in find_dates(text, published):
        assert end <= mention.span.start < mention.span.end <= len(text)
        end = mention.span.end


@settings(max_examples=200, deadline=None)
@given(DATE_LIKE_TEXT, st.dates())
def test_the_publication_date_never_changes_what_is_a_value_to_something_malformed(text, published):
    for mention in find_dates(text, published):
        assert mention.value is None or mention.value.isascii()


@settings(max_examples=100, deadline=None)
@given(DATE_LIKE_TEXT, PUBLICATIONS)
def test_a_text_reads_the_same_twice(text, published):
    assert find_dates(text, published) == find_dates(text, published)


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        "A",
        "1",
        "“",
        '"',
        ",",
        " ",
        "\n",
        " \n",
        "May ",
        "in May ",
        "day ",
        "2022-",
        "10:",
        "Sun. ",
        "March 1 ",
        "the end of ",
        "1,000,",
        "'80 ",
    ],
)
def test_work_grows_no_faster_than_the_text(piece):
    def work(length):
        return lines_run(find_dates, (piece * length)[:length], PUBLISHED)

    work(1_000)  # what is compiled once
    # A quadratic rule would do 16 times as much.
    assert work(16_000) < 6 * work(4_000) + 1_000


def test_importing_the_dates_compiles_no_family():
    probe = (
        "from hedgerow.store.extract.dates.scanner import FAMILIES;"
        "print(any('compiled' in vars(family) for family in FAMILIES))"
    )
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"

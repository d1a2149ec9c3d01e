"""The traps that news pages hold, each in a sentence of its own, through the whole of `extract`."""

from __future__ import annotations

import datetime

from hedgerow.store.extract import extract
from hedgerow.store.extract.findings import Attribution, Extraction


def by_cue(found: Extraction, text: str, cue: str) -> Attribution:
    """Give the attribution with a cue."""
    return next(one for one in found.attributions if cue in one.cue[0].of(text))


def speaker(text: str, cue: str) -> str | None:
    """Say who speaks by a cue."""
    return by_cue(extract(text), text, cue).speaker


def test_two_people_with_one_surname_stay_two():
    text = (
        "Prime Minister Ida Holm met Rolf Holm, a spokesman for the harbour. "
        "Ida Holm said the quay was safe. Spokesman Rolf Holm warned that it was not."
    )
    found = extract(text)
    assert by_cue(found, text, "said").speaker == "Ida Holm"
    assert by_cue(found, text, "warned").speaker == "Rolf Holm"


def test_a_given_name_that_a_page_uses_as_a_surname_is_its_bearers():
    text = (
        "Foreign Minister Chen Bo met Chen Haifeng, a spokesperson for the ministry. "
        "Bo said the talks went well. Haifeng added that more would follow."
    )
    found = extract(text)
    assert by_cue(found, text, "said").speaker == "Chen Bo"
    assert by_cue(found, text, "added").speaker == "Chen Haifeng"


def test_a_space_that_does_not_break_a_line_stays_within_the_name():
    text = "Minister\xa0Ida\xa0Holm said the quay was safe. Later Holm added that it was new."
    found = extract(text)
    (holm,) = [one for one in found.speakers if one.kind == "person"]
    assert holm.name.replace("\xa0", " ") == "Ida Holm"
    assert len(holm.mentions) == 2


def test_a_quotation_may_open_one_way_and_close_another():
    text = 'Mayor Ida Holm said: “The quay is safe". She left for the harbour.'
    said = by_cue(extract(text), text, "said")
    assert said.content[0].of(text) == '“The quay is safe"'
    assert said.kind == "direct"


def test_a_quotation_may_never_be_closed():
    text = (
        "“The quay is safe and will stay so, said Mayor Ida Holm.\n\nThe harbour was closed in May."
    )
    found = extract(text)
    said = by_cue(found, text, "said")
    assert said.speaker == "Ida Holm"
    assert "quay is safe" in said.content[0].of(text)
    assert "harbour" not in " ".join(part.of(text) for part in said.content)


def test_who_relays_stands_outside_of_who_speaks():
    text = "Holm noted that the quay was safe, DPA reported citing the Tribune newspaper."
    found = extract(text)
    assert by_cue(found, text, "noted").level == "main"
    assert by_cue(found, text, "reported").level == "outer"
    assert by_cue(found, text, "citing").level == "outer"


def test_a_weekday_may_be_the_day_of_publication_itself():
    text = "The minister spoke on Thursday about the quay."
    (date,) = extract(text, datetime.date(2023, 6, 8)).dates
    assert datetime.date(2023, 6, 8).strftime("%A") == "Thursday"
    assert date.value == "2023-06-08"


def test_a_copyright_year_dates_the_page_and_not_the_event():
    text = "© 2021 The Harbour Post. The quay was opened on 3 May."
    copyright_, opened = extract(text, datetime.date(2023, 6, 8)).dates
    assert copyright_.value == "2021"
    assert opened.value == "2023-05-03"

"""Quotations: marks that belong together."""

from __future__ import annotations

import pytest
from prose import SEEDS, cut

from hedgerow.store.passages.quotations import quotations_in
from hedgerow.store.span import Span


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “yes” and “no”.", ["“yes”", "“no”"]),
        ('He said "yes" and "no".', ['"yes"', '"no"']),
        ("“One,” he said, “two.”", ["“One,”", "“two.”"]),
        ('So (“yes”) and—"no"—he said.', ["“yes”", '"no"']),
        ('He said “yes" and "no” too.', ['“yes"', '"no”']),
        ("a ‘small’ word", ["‘small’"]),
        ("«Oui», dit-il. « Non »", ["«Oui»", "« Non »"]),
        ("„Ja“, sagte er. „Nein“", ["„Ja“", "„Nein“"]),
        ("„tak” i „nie”", ["„tak”", "„nie”"]),
        ("他说「是」和『否』。", ["「是」", "『否』"]),
        ("王毅说：“我们很担心。”", ["“我们很担心。”"]),
        ("'We will not go,' Ana said. 'It is late.'", ["'We will not go,'", "'It is late.'"]),
        ("He was 'very sorry' for the boys' leak.", ["'very sorry'"]),
        ("‘It’s the workers’ choice.’", ["‘It’s the workers’ choice.’"]),
        ("‘The boys’ coats are wet,’ she said.", ["‘The boys’ coats are wet,’"]),
        ("He said ``we lost'' and left.", ["``we lost''"]),
        ("He said ‘‘we lost’’ and left.", ["‘‘we lost’’"]),
        ("''We lost,'' he said.", ["''We lost,''"]),
        ('" spaced , "', ['" spaced , "']),
        ('He said : " We lost . " He left .', ['" We lost . "']),
        ('He said:"We go," and left.', ['"We go,"']),
        ("”Vi vet inte”, sa hon.", ["”Vi vet inte”"]),
        ("We lost the vote,” she said.", ["We lost the vote,”"]),
        ("\u200e“Yes,”\u200e he said.", ["“Yes,”"]),
        ("None at all.", []),
        ("“”", []),
    ],
)
def test_quotations_are_found_with_their_marks(text, expected):
    assert cut(quotations_in, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“outer ‘inner’ outer”", ["“outer ‘inner’ outer”", "‘inner’"]),
        ("‘outer “inner” outer’", ["‘outer “inner” outer’", "“inner”"]),
        ('"outer ‘inner’ outer"', ['"outer ‘inner’ outer"', "‘inner’"]),
        ("“a ‘b «c» b’ a”", ["“a ‘b «c» b’ a”", "‘b «c» b’", "«c»"]),
        ("「外『中』外」", ["「外『中』外」", "『中』"]),
        ("“He said ‘go’ and ‘stay’.”", ["“He said ‘go’ and ‘stay’.”", "‘go’", "‘stay’"]),
        ("'He said \"go\" and left.'", ["'He said \"go\" and left.'", '"go"']),
    ],
)
def test_quotations_may_lie_in_one_another(text, expected):
    assert cut(quotations_in, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Russia’s and the ministers’ view, don’t they",
        "Russia's and the ministers' view, don't they",
        "the ‘90s were long",
        "the 1980‘s and the ministers’ view",
        "6\" tall and 5' wide",
        'a lone ” or » or " here',
        "'Tis the season, 'twas said. Rock 'n' roll of the '90s",
        "the Joneses' and O'Brien's plan isn't the workers'",
    ],
)
def test_apostrophes_and_lone_marks_are_no_quotations(text):
    assert quotations_in(text) == []


def test_an_apostrophe_within_a_quotation_does_not_end_it():
    assert cut(quotations_in, "“We don’t know Li’s view.”") == ["“We don’t know Li’s view.”"]


def test_a_quotation_left_open_runs_to_the_end_of_its_paragraph():
    text = "He said: “It is over. We go.\n\nNobody left."

    assert cut(quotations_in, text) == ["“It is over. We go."]


def test_a_quotation_left_open_ends_where_the_same_mark_opens_another():
    assert cut(quotations_in, "“One, he said. “Two,” she said.") == ["“One, he said.", "“Two,”"]


def test_a_speech_over_paragraphs_is_a_quotation_in_each():
    text = "He said: “First.\n\n“Second.\n\n“Third.”\n\nHe left."

    assert cut(quotations_in, text) == ["“First.", "“Second.", "“Third.”"]


def test_a_quotation_may_go_over_lines_that_were_wrapped_by_hand():
    text = "He said that it was “very much over and\nthat nobody would come back” to it."

    assert cut(quotations_in, text) == ["“very much over and\nthat nobody would come back”"]


def test_a_straight_mark_that_can_only_open_closes_nothing():
    assert '"Two,"' in cut(quotations_in, '"One, he said. "Two," she said.')


def test_a_mark_alone_is_no_quotation():
    assert "“" not in cut(quotations_in, "““doubled”” marks")


def test_german_books_turn_the_pointed_marks_inwards():
    assert cut(quotations_in, "»Ja«, sagte er.") == ["»Ja«"]


def test_the_samples_mixed_and_open_quotations_are_all_found():
    text = SEEDS[1].read_bytes().decode()
    found = quotations_in(text)

    assert "“extremely concerned”" in cut(quotations_in, text)
    assert all(
        any(Span(at, at + 1).overlaps(span) for span in found)
        for at, mark in enumerate(text)
        if mark in "“”"
    )

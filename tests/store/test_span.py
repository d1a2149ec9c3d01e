"""Spans of code points."""

from __future__ import annotations

import pytest

from hedgerow.store.span import Span


def test_a_span_covers_the_code_points_from_its_start_up_to_its_end():
    assert Span(2, 4).of("a😀中国z") == "中国"
    assert Span(2, 4).length == 2


@pytest.mark.parametrize(
    ("other", "overlaps"),
    [((0, 2), False), ((0, 3), True), ((3, 4), True), ((4, 6), True), ((5, 9), False)],
)
def test_spans_that_only_touch_do_not_overlap(other, overlaps):
    assert Span(2, 5).overlaps(other) is overlaps
    assert Span(*other).overlaps((2, 5)) is overlaps


@pytest.mark.parametrize(
    ("other", "contained"),
    [((2, 5), True), ((3, 4), True), ((2, 2), True), ((1, 3), False), ((4, 6), False)],
)
def test_a_span_contains_itself_and_what_lies_within(other, contained):
    assert Span(2, 5).contains(other) is contained

"""Where a passage stands when its text has changed; in doubt, it stays where it was."""

from __future__ import annotations

import pytest
from effort import lines_run
from hypothesis import assume, given, strategies as st

from hedgerow.store.anchors.anchor import CONTEXT, Anchor, context_of
from hedgerow.store.anchors.likeness import APPROXIMATE_LENGTHS, MOST_ERRORS
from hedgerow.store.anchors.search import find_anchor
from hedgerow.store.span import Span

ARTICLE = (
    "Beijing: China is “deeply grieved” to see the conflict, Wang Yi said on Tuesday.\n"
    "Wang said that China is “extremely concerned” with the harm to civilians.\n"
    "Russia’s envoy said that talks would go on, and thanked the hosts for their patience.\n"
)


def span_of(text: str, quote: str, occurrence: int = 0) -> Span:
    start = -1
    for _ in range(occurrence + 1):
        start = text.index(quote, start + 1)
    return Span(start, start + len(quote))


def anchor_in(new: str, old: str, span: Span) -> Anchor:
    """Mark a passage in the old text as the program does, and look for it in the new one."""
    return find_anchor(new, span, span.of(old), *context_of(old, span))


def test_in_the_same_text_a_passage_is_where_it_was():
    span = span_of(ARTICLE, "extremely concerned")
    assert anchor_in(ARTICLE, ARTICLE, span) == Anchor("anchored", span, 1.0)


@pytest.mark.parametrize(
    "inserted",
    ["Update. ", "\r\n", "\u00a0", "👩‍👩‍👧", "e\u0301", "中文。", "China is concerned. " * 50],
)
def test_a_passage_moves_with_what_is_inserted_above(inserted):
    span = span_of(ARTICLE, "extremely concerned")
    found = anchor_in(inserted + ARTICLE, ARTICLE, span)
    assert (found.status, found.span.start) == ("anchored", span.start + len(inserted))


def test_a_passage_moves_back_when_what_stood_above_is_cut():
    new = ARTICLE[ARTICLE.index("\n") + 1 :]
    found = anchor_in(new, ARTICLE, span_of(ARTICLE, "extremely concerned"))
    assert (found.status, found.span) == ("anchored", span_of(new, "extremely concerned"))


@pytest.mark.parametrize("occurrence", [0, 1, 2])
def test_of_several_occurrences_the_one_with_the_same_context_is_meant(occurrence):
    span = span_of(ARTICLE, "said", occurrence)
    found = anchor_in("An update. " + ARTICLE, ARTICLE, span)
    assert (found.status, found.span.start) == ("anchored", span.start + len("An update. "))


def test_a_passage_follows_its_context_to_another_paragraph():
    first, second, third, _ = ARTICLE.split("\n")
    new = "\n".join([third, second, first])
    found = anchor_in(new, ARTICLE, span_of(ARTICLE, "deeply grieved"))
    assert (found.status, found.span) == ("anchored", span_of(new, "deeply grieved"))


def test_a_passage_that_is_gone_is_an_orphan_where_it_stood():
    span = span_of(ARTICLE, "extremely concerned")
    new = ARTICLE.replace("extremely concerned", "worried")
    found = anchor_in(new, ARTICLE, span)
    assert (found.status, found.span, found.candidate) == ("orphaned", span, None)


def test_a_passage_that_was_deleted_is_not_taken_for_a_lookalike_elsewhere():
    span = span_of(ARTICLE, "said", 1)
    new = "Update. " + ARTICLE.replace("Wang said that China is", "For China it is")
    found = anchor_in(new, ARTICLE, span)
    assert (found.status, found.span) == ("orphaned", span)


def test_two_places_with_the_same_context_are_in_doubt():
    line = "The talks went on, an official said, without a break or a result for anyone.\n"
    span = span_of(line, "official")
    found = anchor_in("An entirely new beginning.\n" + line * 2, line, span)
    assert (found.status, found.span) == ("doubtful", span)
    assert found.candidate is not None
    assert found.candidate.of("An entirely new beginning.\n" + line * 2) == "official"


def test_a_quote_that_a_change_above_has_put_in_the_old_place_is_not_the_passage():
    old = "Prices rose in May, the bank found. Later it said that prices rose in June as well."
    span = span_of(old, "rose", 1)
    filler = "x" * (span.start - old.index("rose"))
    found = anchor_in(filler + old, old, span)
    assert (found.status, found.span.start) == ("anchored", span.start + len(filler))


def test_a_list_that_grew_by_one_line_does_not_move_a_passage_to_the_line_above():
    old = "Item 1: prices rose.\nItem 2: prices rose.\nItem 3: prices rose.\n"
    span = span_of(old, "prices rose", 1)
    new = "Item 0: prices rose.\n" + old
    found = anchor_in(new, old, span)
    assert found.status != "anchored" or new[: found.span.start].endswith("Item 2: ")


def test_the_first_words_of_a_text_are_not_found_within_another_sentence():
    old = "China said it was ready to talk."
    new = "The envoy spoke first. Analysts in China said it was too early to tell."
    assert anchor_in(new, old, Span(0, 5)).status != "anchored"


def test_the_last_words_of_a_text_are_not_found_within_another_sentence():
    old = "The minister left early. It was all over by noon."
    new = "The minister was sure that it was all over by noon. The crowd had stayed on."
    assert anchor_in(new, old, span_of(old, "noon.")).status != "anchored"


def test_a_passage_among_hundreds_of_lookalikes_is_found_by_its_context():
    old = "".join(f"Line {n} of the list {n}. " for n in range(300))
    span = span_of(old, "the", 280)
    found = anchor_in("Intro. " + old, old, span)
    assert (found.status, found.span.start) == ("anchored", span.start + len("Intro. "))


def test_a_true_place_far_down_among_thousands_is_found():
    numbers = [n * 15_485_863 % 10**9 for n in range(5_000)]
    old = "".join(f"At {n:09} the envoy of {n * 7:010} said {n * 13:011}. " for n in numbers)
    span = span_of(old, "said", 4_000)
    prefix, suffix = context_of(old, span)
    found = find_anchor("Intro. " + old, span, "said", prefix.replace("envoy", "enboy"), suffix)
    assert (found.status, found.span.start) == ("anchored", span.start + len("Intro. "))


@pytest.mark.parametrize("old_start", [40, 50, 10**9])
def test_without_any_context_a_person_is_shown_the_place(old_start):
    new = "Update. " + ARTICLE
    found = find_anchor(new, Span(old_start, old_start + 4), "envoy")
    assert (found.status, found.span.start) == ("doubtful", old_start)
    assert found.candidate == span_of(new, "envoy")


def test_a_long_passage_whose_surroundings_were_rewritten_is_shown():
    span = span_of(ARTICLE, "the harm to civilians")
    new = "A minister deplored the harm to civilians, and went home early after that."
    found = anchor_in(new, ARTICLE, span)
    assert (found.status, found.span) == ("doubtful", span)
    assert found.candidate == span_of(new, "the harm to civilians")


def test_one_side_is_enough_for_a_passage_that_has_hardly_moved():
    span = span_of(ARTICLE, "extremely concerned")
    new = ARTICLE.replace("” with the harm to civilians", "”, the agency wrote, over the dead")
    found = anchor_in(new, ARTICLE, span)
    assert (found.status, found.span) == ("anchored", span)


def test_one_side_is_not_enough_far_from_the_old_place():
    span = span_of(ARTICLE, "extremely concerned")
    changed = ARTICLE.replace("” with the harm to civilians", "”, the agency wrote, over the dead")
    new = "Another paragraph stands here now, and it is rather long.\n" + changed
    found = anchor_in(new, ARTICLE, span)
    assert (found.status, found.span) == ("doubtful", span)
    assert found.candidate == span_of(new, "extremely concerned")


def test_one_side_is_enough_where_only_the_paragraph_next_to_it_is_another():
    span = span_of(ARTICLE, "Wang said that China")
    new = ARTICLE.replace("\nWang", "\nA whole paragraph that was not there was put in here.\nWang")
    found = anchor_in(new, ARTICLE, span)
    assert (found.status, found.span) == ("anchored", span_of(new, "Wang said that China"))


@pytest.mark.parametrize(
    ("then", "now"),
    [
        ("extremely concerned", "extremly concerned"),
        ("concerned", "conncerned"),
        ("is “extremely concerned” with", "is “extremely worried” with"),
        ("the harm to civilians", "the sad harm to civilians"),
        ("Wang said that China", "Wang then said that China"),
        ("talks would go on, and thanked", "talks will go on, and thanked"),
    ],
)
def test_a_passage_with_a_small_change_in_it_is_found_with_clean_edges(then, now):
    new = "Update.\n" + ARTICLE.replace(then, now)
    found = anchor_in(new, ARTICLE, span_of(ARTICLE, then))
    assert (found.status, found.span.of(new)) == ("anchored", now)


@pytest.mark.parametrize(
    ("then", "now", "edge"),
    [
        ("thanked the hosts", "warmly thanked the host", "thanked the host"),
        ("thanked the hosts for", "thanked the hostess for all", "thanked the hostess for"),
        ("deeply grieved", "deply grieved indeed", "deply grieved"),
    ],
)
def test_words_put_in_beside_a_changed_passage_stay_outside(then, now, edge):
    new = ARTICLE.replace(then, now)
    found = anchor_in(new, ARTICLE, span_of(ARTICLE, then))
    assert (found.status, found.span.of(new)) == ("anchored", edge)


@pytest.mark.parametrize(("errors", "status"), [(11, "anchored"), (12, "orphaned")])
def test_a_passage_may_be_changed_in_a_quarter_of_its_characters(errors, status):
    then = "that talks would go on, and thanked the hosts"  # 45 code points
    changed = range(1, 1 + 3 * errors, 3)
    now = "".join("%" if at in changed else one for at, one in enumerate(then))
    assert anchor_in(ARTICLE.replace(then, now), ARTICLE, span_of(ARTICLE, then)).status == status


def test_a_changed_passage_with_as_good_a_rival_is_in_doubt():
    line = "The talks went on, an official spokesman said, without a break or a result.\n"
    span = span_of(line, "official spokesman")
    new = line.replace("official", "offical") + line.replace("spokesman", "spokeman")
    assert anchor_in(new, line, span).status == "doubtful"


def test_the_changed_passage_is_meant_and_not_its_words_elsewhere():
    old = (
        "He was a close ally of Russia, said the paper. Nobody else is a close ally there, or was."
    )
    span = span_of(old, "close ally")
    new = old.replace("close ally", "closer ally", 1)
    assert anchor_in(new, old, span).span.of(new) == "closer ally"


def test_a_changed_passage_is_found_in_a_script_without_spaces():
    old = "王毅在记者会上表示，中方对乌克兰局势深感痛惜，呼吁各方保持克制，通过谈判解决争端。"
    span = span_of(old, "中方对乌克兰局势深感痛惜")
    new = "更新：" + old.replace("深感痛惜", "深为痛惜")
    assert anchor_in(new, old, span).span.of(new) == "中方对乌克兰局势深为痛惜"


def test_an_empty_text_makes_every_passage_an_orphan():
    assert find_anchor("", Span(3, 7), "said", "Wang ", " that").status == "orphaned"


def test_a_quote_that_occurs_everywhere_is_answered_all_the_same():
    found = find_anchor("a" * 20_000, Span(30_000, 30_001), "a", "b" * CONTEXT, "b" * CONTEXT)
    assert found.status == "orphaned"


@pytest.mark.parametrize("quote", ["a", "a" * 200, "a" * 100 + "b" + "a" * 100])
@pytest.mark.parametrize("context", ["", "a" * CONTEXT, "b" * CONTEXT, "a" * 31 + "b"])
def test_the_work_does_not_grow_with_the_places_a_quote_may_have(quote, context):
    def work(size: int) -> int:
        text, span = "a" * size, Span(size // 2, size // 2 + len(quote))
        return lines_run(find_anchor, text, span, quote, context, context)

    assert work(200_000) <= 1.1 * work(50_000) + 100


def test_the_work_grows_no_faster_than_the_text():
    def work(count: int) -> int:
        text = "".join(f"Line {n} of the list {n} is here. " for n in range(count))
        span = span_of(text, f"the list {count // 2}")
        gone = text[: span.start] + text[span.end :]
        return lines_run(find_anchor, gone, span, span.of(text), *context_of(text, span))

    assert work(4_000) <= 4.4 * work(1_000)


@given(st.text(max_size=200), st.data())
def test_context_is_what_stands_around_and_never_longer_than_kept(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    prefix, suffix = context_of(text, Span(start, end))
    assert len(prefix) == min(CONTEXT, start)
    assert len(suffix) == min(CONTEXT, len(text) - end)
    assert prefix + text[start:end] + suffix in text


texts = st.text("ab .\n“é", min_size=1, max_size=80)


@given(texts, texts, st.data())
def test_what_is_anchored_nearly_reads_the_same_and_anything_else_stays(old, new, data):
    start = data.draw(st.integers(0, len(old) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(old))))
    quote = span.of(old)
    found = anchor_in(new, old, span)
    assert found == anchor_in(new, old, span)
    assert 0.0 <= found.score <= 1.0
    assert (found.candidate is not None) == (found.status == "doubtful")
    if found.status != "anchored":
        assert found.span == span
    place = found.span if found.status == "anchored" else found.candidate
    if place is not None:
        assert 0 <= place.start < place.end <= len(new)
        assert abs(place.length - len(quote)) <= MOST_ERRORS * len(quote)
        if len(quote) not in APPROXIMATE_LENGTHS:
            assert place.of(new) == quote
    if quote not in new and len(quote) not in APPROXIMATE_LENGTHS:
        assert found.status == "orphaned"


@given(
    st.text(max_size=300),
    st.integers(-50, 400),
    st.integers(-50, 400),
    st.text(min_size=1, max_size=60),
    st.text(max_size=50),
    st.text(max_size=50),
)
def test_nothing_that_is_asked_raises(text, start, end, quote, prefix, suffix):
    found = find_anchor(text, Span(start, end), quote, prefix, suffix)
    place = found.span if found.status == "anchored" else found.candidate
    assert place is None or 0 <= place.start < place.end <= len(text)


@given(st.text(max_size=60), st.text(min_size=40, max_size=80), st.text(max_size=60), st.data())
def test_a_passage_that_occurs_once_moves_by_the_length_of_any_insertion(
    inserted, before, after, data
):
    quote = "\ue000" + data.draw(st.text(min_size=1, max_size=10))
    old = before + quote + after
    assume((inserted + old).count(quote) == 1)
    span = Span(len(before), len(before) + len(quote))
    found = anchor_in(inserted + old, old, span)
    assert found.status == "anchored"
    assert found.span.start == span.start + len(inserted)

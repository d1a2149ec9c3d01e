"""What the fields and the instants of an imported line may be, told in words of our own."""

from __future__ import annotations

import orjson
import pytest

from tests.store.exchange.claimed import (
    MUCH_LATER,
    contents,
    line_of,
    whats,
)

FOREIGN = {"article": "one", "start": 0, "end": 6, "label": "claim"}


@pytest.mark.parametrize("name", ["at", "created", "modified"])
@pytest.mark.parametrize(
    "instant", [MUCH_LATER, "9998-12-31T23:59:59.999999Z"], ids=["25 hours", "9998"]
)
def test_an_instant_far_ahead_is_refused(corpus, ann, bring, name, instant):
    before = contents(ann)
    result = bring([{**line_of(corpus, ann), "memo": "new", name: instant}], ann)
    assert whats(result) == [f'its "{name}" is {instant}, more than a day ahead of this machine']
    assert contents(ann) == before


@pytest.mark.parametrize("name", ["at", "session"])
def test_a_verdict_s_instant_far_ahead_is_refused(corpus, ann, bob, bring, name):
    before = contents(ann)
    line = line_of(corpus, ann)
    said = {**line["reviews"][0], "id": "new", "reviewer": "bob", name: MUCH_LATER}
    result = bring([{**line, "reviews": [said]}], bob)
    assert "more than a day ahead" in whats(result)[0]
    assert contents(ann) == before


def test_another_program_s_instant_far_ahead_is_refused_and_its_own_form_is_kept(bob, bring):
    assert "more than a day" in whats(bring([{**FOREIGN, "created": MUCH_LATER}], bob))[0]
    assert bring([{**FOREIGN, "created": "yesterday"}], bob).added == 1


ODD_NUMBERS = [None, [], {}, "x", "3", -1, 0.5, 1e300, 2**63, 10**30, True]


@pytest.mark.parametrize("name", ["start", "end"])
@pytest.mark.parametrize("value", ODD_NUMBERS, ids=repr)
def test_an_anchor_s_place_that_is_none_is_told_in_words_of_our_own(
    corpus, ann, bob, bring, name, value
):
    line = line_of(corpus, ann)
    origin = {key: line[key] for key in ("start", "end", "quote", "text_sha256")}
    made = orjson.dumps({**line, "id": "b", "anchor": {"status": "anchored", "from": origin}})
    number = b'"from":{"start":%d,"end":%d' % (line["start"], line["end"])
    odd = {"start": line["start"], "end": line["end"], name: "ODD"}
    forged = b'"from":' + orjson.dumps(odd)[:-1]
    written = str(value) if isinstance(value, int) and not isinstance(value, bool) else None
    spoilt = made.replace(number, forged).replace(b'"ODD"', (written or _json(value)).encode())
    assert spoilt != made
    result = bring([spoilt], bob)
    assert (result.added, [problem.line for problem in result.problems]) == (0, [1])
    assert '"anchor.from' in whats(result)[0]


def _json(value) -> str:
    return orjson.dumps(value).decode()


@pytest.mark.parametrize("anchor", [3, [], {}, {"from": 3}, {"from": {"start": 1}}])
def test_an_anchor_without_a_place_is_told(corpus, ann, bob, bring, anchor):
    result = bring([{**line_of(corpus, ann), "id": "b", "anchor": anchor}], bob)
    assert whats(result) == ['its "anchor" has no "from" with start, end, quote and text_sha256']


@pytest.mark.parametrize("field", ["speaker", "cue", "date"])
@pytest.mark.parametrize("name", ["start", "end"])
@pytest.mark.parametrize("value", ODD_NUMBERS[:-2], ids=repr)
def test_what_a_tag_refers_to_stands_in_a_text(corpus, ann, bob, bring, field, name, value):
    value_name = {"speaker": "name", "cue": "text", "date": "value"}[field]
    said = {value_name: "x", "start": 3, "end": 5, "origin": "human", name: value}
    for line in ({**line_of(corpus, ann), "id": "b"}, {**FOREIGN, "annotator": "bob"}):
        result = bring([{**line, field: said}], bob)
        assert result.added == 0
        assert f'"{field}' in whats(result)[0]


@pytest.mark.parametrize("field", ["speaker", "cue", "date"])
def test_words_that_end_before_they_begin_are_told(corpus, ann, bob, bring, field):
    value_name = {"speaker": "name", "cue": "text", "date": "value"}[field]
    said = {value_name: "x", "start": 5, "end": 3}
    result = bring([{**line_of(corpus, ann), "id": "b", field: said}], bob)
    assert whats(result) == [f'"start" and "end" are no span in "{field}"']


@pytest.mark.parametrize(
    ("fields", "what"),
    [
        ({"annotator": ["ann"]}, 'its "annotator" is no text'),
        ({"attributes": ["x"]}, 'its "attributes" are no object'),
        ({"speaker": 5}, 'its "speaker" is no object with a "name"'),
        ({"speaker": {"start": 1, "end": 2}}, 'its "speaker" is no object with a "name"'),
    ],
)
def test_a_field_of_another_type_is_told_in_words_of_our_own(corpus, ann, bob, bring, fields, what):
    assert whats(bring([{**line_of(corpus, ann), "id": "b", **fields}], bob)) == [what]


def test_what_can_be_read_and_not_written_is_told_by_its_line(corpus, ann, bob, bring):
    deep = b"[" * 400 + b"]" * 400
    line = orjson.dumps({**line_of(corpus, ann), "id": "b", "x": "DEEP"})
    result = bring([line.replace(b'"DEEP"', deep), {**FOREIGN, "annotator": "bob"}], bob)
    assert (result.added, [problem.line for problem in result.problems]) == (1, [1])


def test_a_verdict_that_can_be_read_and_not_written_is_told_by_its_line(corpus, ann, bob, bring):
    line = line_of(corpus, ann)
    said = {**line["reviews"][0], "id": "new", "x": "DEEP"}
    deep = orjson.dumps({**line, "reviews": [said]}).replace(b'"DEEP"', b"[" * 400 + b"]" * 400)
    result = bring([deep, {**FOREIGN, "annotator": "bob"}], bob)
    assert (result.added, [problem.line for problem in result.problems]) == (1, [1])

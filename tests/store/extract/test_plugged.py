"""Extraction by a reader's own function: loaded by name, and checked before anyone uses it."""

from __future__ import annotations

import pickle
import re

import pytest

from hedgerow.store.extract import extract
from hedgerow.store.extract.findings import (
    Attribution,
    DateMention,
    Extraction,
    Speaker,
    Suggestion,
)
from hedgerow.store.extract.plugged import CheckedExtractor
from hedgerow.store.span import Span

TEXT = "Kari said on Monday that it rains."


def giving(found: object) -> CheckedExtractor:
    """Plug in a function that gives this, whatever the text."""
    made = CheckedExtractor("hedgerow.store.extract:extract")
    made._extractor = lambda _text, _published: found
    return made


def test_the_built_in_rules_can_be_plugged_in_themselves():
    assert CheckedExtractor("hedgerow.store.extract:extract")(TEXT, None) == extract(TEXT)


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("extract", "not of the form"),
        ("hedgerow.store.extract:", "not of the form"),
        ("no.such.module:find", "can't be imported"),
        ("hedgerow.store.extract:nothing", "has no function “nothing”"),
        ("hedgerow.store.extract:__doc__", "has no function “__doc__”"),
    ],
)
def test_a_name_that_leads_nowhere_is_told(name, fault):
    with pytest.raises(ValueError, match=fault):
        CheckedExtractor(name)


def test_a_module_that_fails_is_told(tmp_path):
    (tmp_path / "failing_rules.py").write_text("raise RuntimeError('no model')")
    with pytest.raises(ValueError, match="RuntimeError: no model"):
        CheckedExtractor("failing_rules:find", str(tmp_path))


def test_it_goes_to_another_process_by_its_name(tmp_path):
    (tmp_path / "sent_rules.py").write_text("def find(text, published): return None")
    sent = pickle.loads(pickle.dumps(CheckedExtractor("sent_rules:find", str(tmp_path))))
    assert sent.name == "sent_rules:find"


def test_what_is_found_is_put_in_order():
    late, early = Span(20, 24), Span(0, 4)
    found = Extraction(
        speakers=(Speaker("B", "person", (late, Span(8, 12))), Speaker("A", "person", (early,))),
        dates=(DateMention(late, "DATE", None), DateMention(early, "DATE", None)),
        suggestions=(Suggestion(late, "hedge", "x"), Suggestion(early, "claim", "x")),
    )
    ordered = giving(found)(TEXT)
    assert [speaker.name for speaker in ordered.speakers] == ["A", "B"]
    assert ordered.speakers[1].mentions == (Span(8, 12), late)
    assert [date.span for date in ordered.dates] == [early, late]
    assert [one.span for one in ordered.suggestions] == [early, late]


@pytest.mark.parametrize(
    "found",
    [
        None,
        {"speakers": []},
        Extraction(dates=(DateMention(Span(30, 60), "DATE", None),)),
        Extraction(dates=(DateMention(Span(5, 5), "DATE", None),)),
        Extraction(dates=(DateMention((0, 4), "DATE", None),)),
        Extraction(speakers=(Speaker("A", "person", (Span(-1, 4),)),)),
        Extraction(suggestions=(Suggestion(Span(0, 99), "hedge", "x"),)),
        Extraction(
            attributions=(Attribution((), (Span(5, 9),), (Span(10, 20),), "A", "direct", 1.0),)
        ),
        Extraction(attributions=(Attribution((), (Span(5, 9),), (), None, "direct", 1.0),)),
    ],
)
def test_what_is_no_finding_of_the_text_is_refused_by_name(found):
    with pytest.raises(ValueError, match=re.escape("extractor “hedgerow.store.extract:extract”")):
        giving(found)(TEXT)


def test_so_is_one_that_raises():
    def fail(_text: str, _published: object) -> Extraction:
        raise KeyError("x")

    made = giving(None)
    made._extractor = fail
    with pytest.raises(ValueError, match="KeyError"):
        made(TEXT)

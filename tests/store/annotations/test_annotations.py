"""Annotations as documents, and all that has been marked in one corpus."""

from __future__ import annotations

import getpass
from dataclasses import replace
from pathlib import Path

import orjson
import pytest
from hypothesis import given, strategies as st

from hedgerow.store.annotations import Said, annotation_from
from hedgerow.store.annotations.annotations import Annotations, default_annotator
from hedgerow.store.annotations.codebook import built_in_codebook
from hedgerow.store.annotations.placement import place
from hedgerow.store.corpus.article import Article
from hedgerow.store.journal import new_id
from hedgerow.store.span import Span
from hedgerow.store.tagging import tag

CODEBOOK = built_in_codebook()
TEXT = (
    "Beijing: China is “deeply grieved”, Wang Yi said.\r\n"
    "Cafe\u0301 talks\u00a0went on. 👩‍👩‍👧 中文"
)


def article(text: str = TEXT, key: str = "a") -> Article:
    return Article(key, text, "Title", Path("a.txt"))


def marked(quote: str = "deeply grieved", label: str = "claim", annotator: str = "ann"):
    start = TEXT.index(quote)
    span = Span(start, start + len(quote))
    return tag(article(), span, label, annotator=annotator, codebook=CODEBOOK)


def full_document() -> dict:
    made = replace(
        marked(),
        speaker=Said("Wang Yi", 36, 43),
        cue=Said("said", 44, 48, "human"),
        date=Said("2022-03-01", 0, 7),
        attributes={"mode": "mixed"},
        confidence=0.5,
        memo="why?",
    )
    return dict(made.document())


@pytest.fixture
def annotations(tmp_path):
    return Annotations(tmp_path / "annotations", "ann")


def save(annotations: Annotations, *made, table: str = "a") -> None:
    annotations.journal.table(table).change({one.id: one.document() for one in made})


texts = st.text(max_size=20)
saids = st.none() | st.builds(Said, texts, st.integers(0, 50), st.integers(50, 99), texts)
values = st.none() | st.booleans() | st.integers(-9, 9) | texts | st.lists(texts, max_size=2)
unknown = st.dictionaries(texts.map(lambda name: f"x-{name}"), values, max_size=3)


@given(
    article_text=st.text(min_size=1, max_size=60),
    memo=texts,
    said=st.tuples(saids, saids, saids),
    attributes=st.dictionaries(texts, texts, max_size=2),
    confidence=st.none() | st.floats(0, 1),
    more=unknown,
)
def test_an_annotation_is_read_as_it_was_written_unknown_fields_included(
    article_text, memo, said, attributes, confidence, more
):
    whole = Span(0, len(article_text))
    made = replace(
        tag(article(article_text), whole, "claim", annotator="ann", codebook=CODEBOOK),
        memo=memo,
        speaker=said[0],
        cue=said[1],
        date=said[2],
        attributes=attributes,
        confidence=confidence,
        more=more,
    )
    document = orjson.loads(orjson.dumps(made.document()))
    assert annotation_from(made.id, document) == made


def test_fields_that_this_version_does_not_know_outlive_an_edit():
    document = {**full_document(), "added in 2030": {"deep": [1, 2]}}
    edited = replace(annotation_from("key", document), memo="new")
    assert edited.document() == {**document, "memo": "new"}


@pytest.mark.parametrize("name", ["speaker", "cue", "date"])
def test_fields_unknown_to_this_version_outlive_an_edit_within_speaker_cue_and_date(name):
    document = full_document()
    document[name] = {**document[name], "added in 2030": "kept"}
    assert annotation_from("key", document).document() == document


def test_a_document_of_a_later_schema_is_not_passed_off_as_one_of_this():
    document = {**full_document(), "schema": 2}
    assert annotation_from("key", document).document()["schema"] == 2


def test_a_document_that_leaves_out_what_may_be_left_out_is_an_annotation():
    document = {
        "type": "annotation",
        "article": "a",
        "label": "claim",
        "start": 9,
        "end": 14,
        "quote": "China",
    }
    made = annotation_from("key", document)
    assert (made.origin, made.memo, made.speaker, made.attributes) == ("human", "", None, {})


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"type": "review"}, "type"),
        ({"type": None}, "type"),
        ({"article": ""}, "article"),
        ({"article": 7}, "article"),
        ({"label": None}, "label"),
        ({"quote": ["x"]}, "quote"),
        ({"start": "9"}, "start"),
        ({"start": 9.0}, "start"),
        ({"start": True}, "start"),
        ({"end": None}, "end"),
        ({"start": -1}, "span"),
        ({"end": 0}, "span"),
        ({"end": 10**9}, "quote"),
        ({"quote": "deeply grieved!"}, "quote"),
        ({"speaker": "Wang"}, '"speaker" is no object'),
        ({"speaker": {"name": "Wang Yi", "end": 3}}, "start"),
        ({"cue": {"text": "said", "start": None, "end": 3}}, 'no span in "cue"'),
        ({"cue": {"text": "said", "start": 1e308, "end": 3}}, 'no span in "cue"'),
        ({"date": {"value": "2022", "start": 9, "end": 3}}, 'no span in "date"'),
        ({"date": {"value": "2022", "start": 0, "end": 2**53}}, 'no span in "date"'),
        ({"confidence": "high"}, "no number"),
        ({"attributes": 5}, "no object"),
        ({"attributes": "mode"}, "no object"),
    ],
)
def test_what_is_no_annotation_is_refused_and_the_message_says_why(change, told):
    with pytest.raises(ValueError, match=told):
        annotation_from("key", {**full_document(), **change})


def test_annotations_are_given_in_the_order_of_the_text(annotations):
    late, early, wide = marked("Wang Yi"), marked("Beijing"), marked("Beijing: China")
    save(annotations, late, wide, early)
    assert annotations.of("a") == [early, wide, late]


def test_annotations_of_everyone_are_given(annotations):
    save(annotations, marked("Beijing"), marked("China", "hedge"), marked(annotator="bob"))
    assert [made.annotator for made in annotations.of("a")].count("bob") == 1
    assert len(annotations.of("a")) == 3


def test_each_article_has_its_own_annotations(annotations):
    save(annotations, marked(), table="a/b")
    assert annotations.articles() == {"a/b"}
    assert (len(annotations.of("a/b")), annotations.of("a")) == (1, [])


def test_looking_at_annotations_makes_no_folder(annotations):
    assert (annotations.of("a"), annotations.problems("a")) == ([], [])
    assert not annotations.folder.exists()


def test_an_annotation_stands_where_it_was_made(annotations):
    save(annotations, marked("Cafe\u0301"))
    (placed,) = place(annotations, article())
    assert placed.is_anchored
    assert placed.span.of(TEXT) == "Cafe\u0301"


def test_on_the_text_it_was_made_on_an_annotation_keeps_its_place_whatever_its_context(annotations):
    mine, other = (
        tag(article(), Span(at, at + 1), "claim", annotator="ann", codebook=CODEBOOK)
        for at in (TEXT.index("ing"), TEXT.index("i said"))
    )
    save(annotations, replace(mine, prefix=other.prefix, suffix=other.suffix))
    (placed,) = place(annotations, article())
    assert (placed.is_anchored, placed.span) == (True, mine.span)


def test_an_annotation_stands_where_its_passage_has_gone(annotations):
    save(annotations, marked())
    new = article("Correction.\r\n" + TEXT)
    (placed,) = place(annotations, new)
    assert placed.is_anchored
    assert placed.span.of(new.text) == "deeply grieved"


def test_an_annotation_whose_passage_is_gone_is_kept_as_an_orphan(annotations):
    made = marked()
    save(annotations, made)
    (placed,) = place(annotations, article(TEXT.replace("deeply grieved", "sorry")))
    assert (placed.annotation, placed.anchor.status, placed.span) == (made, "orphaned", made.span)


def test_a_quote_that_never_stood_in_the_text_is_no_anchor(annotations):
    save(annotations, replace(marked(), quote="x" * len("deeply grieved")))
    (placed,) = place(annotations, article())
    assert placed.anchor.status == "orphaned"


def test_a_line_that_is_not_json_is_a_problem_with_its_number(annotations):
    save(annotations, marked())
    path = annotations.journal.table("a").file.path
    with path.open("ab") as file:
        file.write(b"<<<<<<< HEAD\n")
    (problem,) = annotations.problems("a")
    assert (problem.where, problem.line) == (path, 2)
    assert len(annotations.of("a")) == 1


def test_a_document_that_is_no_sound_annotation_is_a_problem_that_names_it(annotations):
    key = new_id()
    annotations.journal.table("a").change({key: {**full_document(), "end": 3}})
    (problem,) = annotations.problems("a")
    assert key in str(problem)
    assert annotations.of("a") == []


def test_documents_of_other_kinds_are_no_problem_and_no_annotations(annotations):
    annotations.journal.table("a").change({new_id(): {"type": "made in 2030"}})
    assert (annotations.problems("a"), annotations.of("a")) == ([], [])


def test_the_publication_date_that_a_reader_set_last_counts(annotations):
    for day in ("2022-03-01", "2022-03-02"):
        annotations.journal.table("a").change({new_id(): {"type": "published", "published": day}})
    assert annotations.published("a") == "2022-03-02"


def test_no_publication_date_is_known_where_no_reader_has_set_one(annotations):
    assert annotations.published("a") is None


def test_the_annotator_is_whom_the_environment_names(monkeypatch):
    monkeypatch.setenv("HEDGEROW_ANNOTATOR", "ann")
    assert default_annotator() == "ann"


@pytest.mark.parametrize("named", [None, ""])
def test_the_annotator_is_else_who_is_logged_in(monkeypatch, named):
    monkeypatch.delenv("HEDGEROW_ANNOTATOR", raising=False)
    if named is not None:
        monkeypatch.setenv("HEDGEROW_ANNOTATOR", named)
    monkeypatch.setenv("LOGNAME", "somebody")
    assert default_annotator() == getpass.getuser() == "somebody"


def test_an_annotator_without_a_name_is_a_reader(monkeypatch):
    def nameless():
        raise KeyError("getpwuid(): uid not found: 4711")

    monkeypatch.delenv("HEDGEROW_ANNOTATOR", raising=False)
    monkeypatch.setattr(getpass, "getuser", nameless)
    assert default_annotator() == "reader"


def test_what_should_be_an_attribute_is_taken_as_text():
    document = {**full_document(), "attributes": {"mode": [[]], "sure": True, "n": None}}
    made = annotation_from("key", document)
    assert made.attributes == {"mode": "[[]]", "sure": "true", "n": "null"}

"""An import is a claim: what stands here under another's name is not changed, removed or judged."""

from __future__ import annotations

import orjson
import pytest

from hedgerow.store.annotations import Annotations, reviews_of
from hedgerow.store.exchange import ImportChoice, export_lines, whose_lines
from hedgerow.store.journal import History, Journal
from hedgerow.store.review import Queue, ReviewSession
from tests.store.exchange.claimed import (
    LATER,
    contents,
    line_of,
    lines_of,
    whats,
)

CHANGES = {
    "label": {"label": "hedge"},
    "memo": {"memo": "bob's"},
    "span": {"start": 0, "end": 6, "quote": "Moscow"},
    "attributes": {"attributes": {"mode": "direct"}},
    "confidence": {"confidence": 0.5},
    "origin": {"origin": "adjudication"},
    "history": {"history": True},
    "a field of another program": {"x": 1},
}


@pytest.mark.parametrize("at", [LATER, "2020-01-01T00:00:00.000000Z"], ids=["newer", "older"])
@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_line_never_changes_another_s_tag(corpus, ann, bob, bring, change, at):
    before = contents(ann)
    line = line_of(corpus, ann)
    del line["reviews"]
    result = bring([{**line, **change, "at": at}], bob)
    assert (result.added, result.updated, result.known, result.refused) == (0, 0, 0, 1)
    assert [problem.line for problem in result.problems] == [1]
    assert "ann’s tag of this id says something else here" in whats(result)[0]
    assert contents(ann) == before


def test_the_same_tag_is_known_whenever_it_says_it_was_made(corpus, ann, bob, bring):
    before = contents(ann)
    result = bring([{**line_of(corpus, ann), "at": LATER}], bob)
    assert (result.added, result.known, result.problems) == (0, 1, [])
    assert contents(ann) == before


def test_one_s_own_newer_tag_takes_the_place_of_the_older_and_undo_brings_that_back(
    corpus, ann, bring
):
    before = lines_of(corpus, ann)
    result = bring([{**before[0], "memo": "newer", "at": LATER}], ann)
    assert (result.added, result.updated, result.known, result.problems) == (0, 1, 0, [])
    assert line_of(corpus, ann)["memo"] == "newer"
    History(Journal(ann.folder), "ann").undo()
    assert [one["memo"] for one in lines_of(corpus, ann)] == ["hers"]


def test_one_s_own_older_tag_changes_nothing(corpus, ann, bring):
    before = contents(ann)
    line = {**line_of(corpus, ann), "memo": "older", "at": "2020-01-01T00:00:00.000000Z"}
    assert bring([line], ann).known == 1
    assert contents(ann) == before


# Removals


@pytest.mark.parametrize("says", [{}, {"annotator": "bob"}, {"annotator": ...}])
def test_a_line_never_removes_another_s_tag(corpus, ann, bob, bring, says):
    before = contents(ann)
    line = {**line_of(corpus, ann), "removed": True, "at": LATER, **says}
    line = {name: value for name, value in line.items() if value is not ...}
    result = bring([line], bob)
    assert (result.added, result.updated, result.refused) == (0, 0, 1)
    assert whats(result) == ["it removes what isn't yours"]
    assert contents(ann) == before


def test_a_verdict_is_not_removed_as_a_tag(corpus, ann, bring):
    before = contents(ann)
    line = line_of(corpus, ann)
    removal = {**line, "id": line["reviews"][0]["id"], "removed": True, "at": LATER}
    assert whats(bring([removal], ann)) == ["it removes what isn't yours"]
    assert contents(ann) == before


def test_one_s_own_tag_is_removed_by_one_s_own_line_as_a_step(corpus, ann, bring):
    result = bring([{**line_of(corpus, ann), "removed": True, "at": LATER}], ann)
    assert (result.updated, result.problems) == (1, [])
    assert lines_of(corpus, ann) == []
    History(Journal(ann.folder), "ann").undo()
    assert len(lines_of(corpus, ann)) == 1


def test_a_line_that_names_another_removes_nothing_of_one_s_own(corpus, ann, bring):
    before = contents(ann)
    line = {**line_of(corpus, ann), "removed": True, "at": LATER, "annotator": "bob"}
    assert whats(bring([line], ann)) == ["it removes what isn't yours"]
    assert contents(ann) == before


def test_a_line_from_before_one_removed_its_tag_is_known_and_so_is_what_was_said_of_it(
    corpus, ann, bob, bring
):
    line = line_of(corpus, ann)
    History(ann.journal, "ann").save("one", "removed", {line["id"]: None})
    said = {**line["reviews"][0], "id": "new"}
    for by in (ann, bob):
        result = bring([{**line, "reviews": [said]}], by)
        assert (result.known, result.updated, result.verdicts) == (1, 0, 0)
        assert result.problems == []
    assert lines_of(corpus, ann) == []


def test_an_older_removal_of_one_s_own_changes_nothing(corpus, ann, bring):
    line = {**line_of(corpus, ann), "removed": True, "at": "2020-01-01T00:00:00.000000Z"}
    assert bring([line], ann).known == 1
    assert len(lines_of(corpus, ann)) == 1


FOREIGN = {"article": "one", "start": 0, "end": 6, "label": "claim"}


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ({"id": "x", "at": LATER, "article": "one"}, "it removes what isn't here"),
        ({"id": "x", "at": LATER, "article": 5}, 'it is "removed", and doesn’t say which'),
        ({"id": "x", "at": LATER}, 'it is "removed", and doesn’t say which'),
        ({**FOREIGN, "annotator": "ann"}, 'it is "removed", and doesn’t say which'),
    ],
    ids=["nothing here", "no article", "no such field", "another program"],
)
def test_what_is_removed_is_never_imported(corpus, bob, bring, line, what):
    result = bring([{**line, "removed": True}], bob)
    assert (result.added, result.known) == (0, 0)
    assert whats(result)[0].startswith(what)
    assert not contents(bob) or lines_of(corpus, bob) == []


@pytest.mark.parametrize("value", [False, 1, "true", None])
def test_a_field_that_is_no_removal_removes_nothing(corpus, bob, bring, value):
    assert bring([{**FOREIGN, "removed": value}], bob).added == 1
    assert "removed" not in line_of(corpus, bob)


def test_a_verdict_s_field_removes_nothing(corpus, ann, bob, bring):
    line = line_of(corpus, ann)
    forged = {**line["reviews"][0], "removed": True, "at": LATER, "step": {"id": "x"}}
    assert bring([{**line, "reviews": [forged]}], bob).verdicts == 0
    assert bring([{**line, "reviews": [{**forged, "id": "new"}]}], bob).claimed == 1
    assert len(line_of(corpus, ann)["reviews"]) == 2
    assert set(reviews_of(ann, "one", "ann")) == {line["id"]}


def test_what_another_has_removed_here_is_not_brought_back(corpus, ann, bob, bring):
    line = line_of(corpus, ann)
    History(ann.journal, "ann").save("one", "removed", {line["id"]: None})
    for by, annotator in ((bob, "ann"), (bob, "bob")):
        result = bring([{**line, "annotator": annotator, "at": LATER}], by)
        assert (result.added, result.refused) == (0, 1)
        assert "was removed" in whats(result)[0]
    assert lines_of(corpus, ann) == []
    assert bring([{**line, "at": LATER}], ann).updated == 1  # she may, with a newer line
    assert len(lines_of(corpus, ann)) == 1


# Ids that belong to something else


def test_a_tag_with_the_id_of_another_s_gets_one_of_its_own(corpus, ann, bob, bring):
    before = line_of(corpus, ann)
    line = {**before, "annotator": "bob", "memo": "bob's", "at": LATER, "reviews": []}
    del line["reviews"]
    assert bring([line], bob).added == 1
    hers, his = sorted(lines_of(corpus, ann), key=lambda one: one["annotator"])
    assert hers == before
    assert his == {**line, "id": his["id"]}
    assert his["id"] != hers["id"]
    again = bring([line], bob)
    assert (again.added, again.known) == (0, 1)


def test_the_verdicts_of_a_tag_that_got_an_id_go_with_it(corpus, ann, bob, bring):
    line = line_of(corpus, ann)
    said = {**line["reviews"][0], "id": "new", "reviewer": "bob", "verdict": "reject"}
    bring([{**line, "annotator": "bob", "reviews": [said]}], bob)
    (his,) = [one for one in lines_of(corpus, ann) if one["annotator"] == "bob"]
    assert set(reviews_of(ann, "one", "bob")) == {his["id"]}


@pytest.mark.parametrize("reviewer", ["ann", "bob"])
def test_a_verdict_with_the_id_of_a_tag_gets_one_of_its_own(
    corpus, ann, bob, bring, mark, reviewer
):
    hers = mark(ann, "hosts")
    before = lines_of(corpus, ann)
    said = {"id": hers.id, "reviewer": reviewer, "verdict": "accept", "reason": "", "at": LATER}
    forged = {**said, "type": "annotation", "article": "one", "annotator": "bob"}
    line = {**before[0], "id": "b", "annotator": "bob", "reviews": [forged]}
    assert bring([line], bob).verdicts == 1
    assert [one for one in lines_of(corpus, ann) if one["annotator"] == "ann"] == before


def test_a_tag_with_the_id_of_a_verdict_gets_one_of_its_own(corpus, ann, bob, bring):
    before = line_of(corpus, ann)
    line = {**before, "id": before["reviews"][0]["id"], "annotator": "bob"}
    del line["reviews"]
    assert bring([line], bob).added == 1
    assert before in lines_of(corpus, ann)


def test_a_tag_with_the_id_of_one_in_another_article_gets_one_of_its_own(corpus, ann, bob, bring):
    before = line_of(corpus, ann)
    for by in (bob, ann):
        result = bring([{**before, "article": "two", "at": LATER}], by)
        assert result.added == (1 if by is bob else 0)
    there = [one for one in lines_of(corpus, ann) if one["article"] == "two"]
    assert [one["id"] == before["id"] for one in there] == [False]
    assert before in lines_of(corpus, ann)


@pytest.mark.parametrize("kind", ["published", "memo", "flag", "placement", "second_look"])
def test_no_document_of_another_kind_comes_in_or_is_replaced(corpus, ann, bob, bring, kind):
    ann.journal.table("one").change({"k": {"type": kind, "article": "one", "annotator": "ann"}})
    before = {record.id: record for record in ann.journal.table("one").records()}
    line = {**line_of(corpus, ann), "id": "k", "at": LATER}
    del line["reviews"]
    result = bring([{**line, "type": kind}, {**line, "annotator": "bob"}], bob)
    assert (result.added, [problem.line for problem in result.problems]) == (1, [1])
    assert kind in whats(result)[0]
    assert bring([{**line, "memo": "x"}], bob).added == 1  # under her name, with an id of its own
    after = {record.id: record for record in Journal(ann.folder).table("one").records()}
    assert {key: after[key] for key in before} == before


@pytest.mark.parametrize("kind", ["review", "adjudication"])
def test_a_verdict_or_a_decision_does_not_come_in_as_a_line(corpus, ann, bob, bring, kind):
    before = contents(ann)
    (table,) = [path.read_bytes().splitlines() for path in ann.folder.glob("*.jsonl")]
    review = next(orjson.loads(line) for line in table if b'"review"' in line)
    assert bring([{**review, "type": kind, "id": "new"}], bob).added == 0
    assert contents(ann) == before


# Verdicts


@pytest.mark.parametrize("verdict", [{"id": "forged"}, {}])
def test_a_forged_verdict_judges_nothing(corpus, ann, bob, bring, verdict):
    line = line_of(corpus, ann)
    known = line["reviews"][0]
    forged = {**known, "verdict": "reject", "reason": "slip", "at": LATER, **verdict}
    result = bring([{**line, "reviews": [forged]}], bob)
    assert reviews_of(ann, "one")[line["id"]].verdict == "accept"
    assert ReviewSession(ann, corpus, queue=Queue(verdict="rejected")).items == []
    if verdict:
        assert (result.verdicts, result.claimed) == (1, 1)
        assert [one.get("origin") for one in line_of(corpus, ann)["reviews"]] == [None, "import"]
    else:
        assert "ann’s verdict of this id says something else here" in whats(result)[0]


def test_a_verdict_counts_for_whom_it_names_if_that_is_who_imports(corpus, ann, bob, bring):
    line = line_of(corpus, ann)
    said = {**line["reviews"][0], "id": "his", "reviewer": "bob", "verdict": "reject"}
    result = bring([{**line, "reviews": [said]}], bob)
    assert (result.known, result.verdicts, result.claimed) == (1, 1, 0)
    assert reviews_of(ann, "one", "bob")[line["id"]].verdict == "reject"


def test_a_verdict_on_another_tag_with_the_id_of_one_s_own_gets_one_of_its_own(
    corpus, ann, bob, bring, mark
):
    mark(ann, "hosts")
    first, second = lines_of(corpus, ann)
    said = {**first["reviews"][0], "id": "his", "reviewer": "bob"}
    bring([{**first, "reviews": [said]}, {**second, "reviews": [{**said, "at": LATER}]}], bob)
    assert set(reviews_of(ann, "one", "bob")) == {first["id"], second["id"]}


def test_a_later_claim_does_not_keep_a_verdict_from_who_gave_it(corpus, ann, bob, bring, tmp_path):
    line = line_of(corpus, ann)
    forged = {**line["reviews"][0], "verdict": "reject", "at": LATER}
    elsewhere = tmp_path / "elsewhere"
    bring([{**line, "reviews": [forged]}], Annotations(elsewhere, "bob"))
    assert bring([line], Annotations(elsewhere, "ann")).verdicts == 1
    there = Annotations(elsewhere, "ann")
    assert reviews_of(there, "one", "ann")[line["id"]].verdict == "accept"
    assert len(line_of(corpus, there)["reviews"]) == 1


@pytest.mark.parametrize("verdict", [[], {}, 3, None])
def test_a_verdict_that_is_none_is_kept_as_a_field_of_another_program(
    corpus, ann, bob, bring, verdict
):
    line = line_of(corpus, ann)
    odd = [{**line["reviews"][0], "verdict": verdict}]
    assert bring([{**line, "id": "b", "annotator": "bob", "reviews": odd}], bob).added == 1
    (his,) = [one for one in lines_of(corpus, ann) if one["annotator"] == "bob"]
    assert his["reviews"] == odd


# Whose


def test_whose_lines_they_are_is_counted_without_checking_them(corpus, ann, bob, mark):
    mark(bob, "hosts")
    lines = [*export_lines(corpus, ann), b"{not json", orjson.dumps(FOREIGN), b"\n"]
    assert whose_lines(lines) == {"ann": 1, "bob": 1, "": 1}


def test_only_the_lines_that_are_wanted_come_in(corpus, ann, bob, bring, mark, tmp_path):
    mark(bob, "hosts")
    carol = Annotations(tmp_path / "elsewhere", "carol")
    result = bring(lines_of(corpus, ann), carol, ImportChoice(only=frozenset({"bob"})))
    assert (result.added, result.passed_over) == (1, 1)
    assert [one["annotator"] for one in lines_of(corpus, carol)] == ["bob"]


def test_lines_come_in_as_somebody_else_s_if_that_is_wanted(corpus, ann, bring, tmp_path):
    lines = lines_of(corpus, ann)
    carol = Annotations(tmp_path / "elsewhere", "carol")
    bring(lines, carol, ImportChoice(under="carol"))
    made = line_of(corpus, carol)
    assert {**made, "annotator": "ann", "reviews": lines[0]["reviews"]} == lines[0]
    assert (made["annotator"], made["reviews"][0]["reviewer"]) == ("carol", "ann")
    assert reviews_of(carol, "one") == {}


def test_lines_under_another_name_do_not_replace_those_that_stand_here(corpus, ann, bob, bring):
    before = line_of(corpus, ann)
    assert bring([{**before, "memo": "x", "at": LATER}], bob, ImportChoice(under="bob")).added == 1
    assert before in lines_of(corpus, ann)
    forged = {**before, "annotator": "bob", "memo": "y", "at": LATER}
    assert bring([forged], bob, ImportChoice(under="ann")).refused == 1
    assert before in lines_of(corpus, ann)


def test_what_was_adjudicated_stays_whose_it_is(corpus, ann, bring, tmp_path):
    decided = {**line_of(corpus, ann), "origin": "adjudication"}
    carol = Annotations(tmp_path / "elsewhere", "carol")
    bring([decided], carol, ImportChoice(under="carol"))
    assert line_of(corpus, carol)["annotator"] == "ann"


def test_of_two_states_in_one_file_the_newer_comes_in_whoever_imports(corpus, ann, bring, tmp_path):
    line = line_of(corpus, ann)
    newer = {**line, "memo": "newer", "at": LATER}
    for number, lines in enumerate(([line, newer], [newer, line])):
        carol = Annotations(tmp_path / f"elsewhere {number}", "carol")
        assert bring(lines, carol).problems == []
        assert line_of(corpus, carol)["memo"] == "newer"


def test_all_that_an_import_did_is_one_step(corpus, ann, bob, bring, mark):
    his = mark(bob, "hosts")
    before = lines_of(corpus, ann)
    (own,) = [one for one in before if one["id"] == his.id]
    new = {**own, "id": "new", "article": "two"}
    said = {**before[0]["reviews"][0], "id": "s", "reviewer": "carol"}
    lines = [{**own, "memo": "newer", "at": LATER}, new, {**before[0], "reviews": [said]}]
    result = bring(lines, bob)
    assert (result.added, result.updated, result.known, result.claimed) == (1, 1, 1, 1)
    History(Journal(bob.folder), "bob").undo()
    fresh = Annotations(bob.folder, "bob")
    unchanged = [{**one, "at": ""} for one in lines_of(corpus, fresh)]
    assert unchanged == [{**one, "at": ""} for one in before]

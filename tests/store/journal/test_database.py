"""TinyDB on the journal: what is inserted, found, updated and removed."""

from __future__ import annotations

import pytest
from tinydb import Query, TinyDB, where
from tinydb.operations import delete, increment
from tinydb.table import Document

from hedgerow.store.journal import ConflictError
from hedgerow.store.journal.database import Journal
from hedgerow.store.journal.lines import Record
from hedgerow.store.problem import ProblemError


@pytest.fixture
def table(tmp_path):
    return Journal(tmp_path).table("t")


def again(table):
    """The same table as another program finds it."""
    return Journal(table.storage.folder).table(table.name)


def contents(table) -> dict:
    return {document.doc_id: dict(document) for document in table.all()}


def line_count(table) -> int:
    return table.file.path.read_bytes().count(b"\n")


def test_a_journal_is_a_tinydb(tmp_path):
    assert isinstance(Journal(tmp_path), TinyDB)


def test_opening_and_reading_make_nothing_on_the_disk(tmp_path):
    journal = Journal(tmp_path / "annotations")
    assert (journal.table("t").all(), journal.tables()) == ([], set())
    assert list(tmp_path.iterdir()) == []


def test_an_inserted_document_is_found_under_the_id_it_was_given(table):
    key = table.insert({"label": "claim"})
    assert contents(again(table)) == {key: {"label": "claim"}}


def test_ids_are_text_and_sort_by_age_of_their_millisecond(table):
    keys = table.insert_multiple({"n": n} for n in range(20))
    assert all(isinstance(key, str) for key in keys)
    assert [key[:13] for key in keys] == sorted(key[:13] for key in keys)


def test_inserting_many_is_one_append(table):
    table.insert({})
    before = table.file.path.read_bytes()
    table.insert_multiple([{"n": 1}, {"n": 2}, {"n": 3}])
    assert line_count(table) == 4
    assert table.file.path.read_bytes().startswith(before)


def test_inserting_what_is_no_mapping_is_refused(table):
    with pytest.raises(ValueError):
        table.insert([1, 2])
    assert len(table) == 0


def test_a_failure_among_many_inserts_saves_none(table):
    with pytest.raises(ValueError):
        table.insert_multiple([{"n": 1}, "no mapping"])
    assert contents(again(table)) == {}


def test_a_document_with_an_id_of_its_own_keeps_it(table):
    table.insert(Document({"n": 1}, doc_id="mine"))
    assert contents(table) == {"mine": {"n": 1}}


def test_an_id_that_is_taken_is_refused(table):
    table.insert(Document({"n": 1}, doc_id="mine"))
    with pytest.raises(ValueError, match="already exists"):
        table.insert(Document({"n": 2}, doc_id="mine"))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (where("n") > 1, [2, 3]),
        (Query().n.one_of([1, 3]), [1, 3]),
        ((Query().n == 1) | (Query().n == 2), [1, 2]),
        (~(Query().n == 1), [2, 3]),
        (Query().deep.label == "claim", [3]),
        (Query().tags.any(["x"]), [2]),
        (Query().deep.exists(), [3]),
        (Query().n.test(lambda n: n % 2 == 0), [2]),
        (Query().fragment({"n": 3}), [3]),
        (where("n") > 99, []),
    ],
)
def test_searching_finds_what_tinydb_would(table, query, expected):
    table.insert_multiple([{"n": 1}, {"n": 2, "tags": ["x"]}, {"n": 3, "deep": {"label": "claim"}}])
    assert [document["n"] for document in table.search(query)] == expected


def test_a_search_sees_what_another_handle_has_saved_since_the_same_search(table):
    other = again(table)
    table.insert({"n": 1})
    query = where("n") == 1
    table.search(query)
    other.insert({"n": 1})
    assert len(table.search(query)) == 2


def test_a_document_can_be_got_by_id_by_ids_and_by_query(table):
    one, two = table.insert_multiple([{"n": 1}, {"n": 2}])
    assert table.get(doc_id=one) == {"n": 1}
    assert table.get(doc_ids=[two, "none"]) == [{"n": 2}]
    assert table.get(where("n") == 2).doc_id == two
    assert table.get(doc_id="none") is None


def test_containing_counting_and_going_through(table):
    table.insert_multiple([{"n": 1}, {"n": 2}])
    assert table.contains(where("n") == 1)
    assert not table.contains(doc_id="none")
    assert table.count(where("n") < 5) == len(table) == len(list(table)) == 2


def test_an_update_changes_only_what_the_query_finds(table):
    one, two = table.insert_multiple([{"n": 1}, {"n": 2}])
    assert table.update({"seen": True}, where("n") == 1) == [one]
    assert contents(again(table)) == {one: {"n": 1, "seen": True}, two: {"n": 2}}


def test_an_update_writes_only_the_documents_it_changes(table):
    keys = table.insert_multiple({"n": n} for n in range(50))
    table.update({"seen": True}, doc_ids=keys[:2])
    assert line_count(table) == 52


def test_an_update_that_changes_nothing_writes_nothing(table):
    table.insert({"n": 1})
    table.update({"n": 1})
    assert line_count(table) == 1


def test_an_update_by_operation_works_on_the_document_itself(table):
    key = table.insert({"n": 1, "old": True})
    table.update(increment("n"), doc_ids=[key])
    table.update(delete("old"), doc_ids=[key])
    assert contents(again(table)) == {key: {"n": 2}}


def test_an_update_of_unknown_ids_is_passed_over(table):
    key = table.insert({"n": 1})
    assert table.update({"n": 2}, doc_ids=[key, "none"]) == [key]


def test_several_updates_at_once_each_find_their_own(table):
    table.insert_multiple([{"n": 1}, {"n": 2}])
    table.update_multiple([({"odd": True}, where("n") == 1), ({"odd": False}, where("n") == 2)])
    assert [document["odd"] for document in again(table).all()] == [True, False]


def test_an_update_that_fails_half_way_changes_nothing(table):
    table.insert_multiple([{"n": 1}, {"n": 2}])

    def failing(document):
        document["n"] += 10
        if document["n"] == 12:
            raise RuntimeError

    with pytest.raises(RuntimeError):
        table.update(failing)
    assert [document["n"] for document in table.all()] == [1, 2]


def test_an_update_may_not_use_the_names_of_the_line(table):
    key = table.insert({"n": 1})
    with pytest.raises(ValueError, match="removed"):
        table.update({"removed": True}, doc_ids=[key])
    assert contents(table) == {key: {"n": 1}}


def test_an_upsert_updates_what_is_there_and_inserts_what_is_not(table):
    table.upsert({"name": "a", "n": 1}, where("name") == "a")
    table.upsert({"name": "a", "n": 2}, where("name") == "a")
    table.upsert({"name": "b", "n": 3}, where("name") == "b")
    assert list(contents(again(table)).values()) == [{"name": "a", "n": 2}, {"name": "b", "n": 3}]


def test_an_upsert_of_a_document_with_an_id_goes_by_the_id(table):
    for n in (1, 2):
        table.upsert(Document({"n": n}, doc_id="mine"))
    assert contents(again(table)) == {"mine": {"n": 2}}


def test_a_removal_appends_and_says_what_it_removed(table):
    one, two = table.insert_multiple([{"n": 1}, {"n": 2}])
    before = table.file.path.read_bytes()
    assert table.remove(where("n") == 1) == [one]
    assert contents(again(table)) == {two: {"n": 2}}
    assert table.file.path.read_bytes().startswith(before)


def test_removing_what_is_not_there_writes_nothing(table):
    table.insert({"n": 1})
    assert table.remove(doc_ids=["none"]) == table.remove(where("n") == 9) == []
    assert line_count(table) == 1


def test_removing_everything_by_accident_is_refused(table):
    with pytest.raises(RuntimeError):
        table.remove()


def test_a_truncated_table_is_empty_and_can_be_filled_again(table):
    table.insert_multiple([{"n": 1}, {"n": 2}])
    table.truncate()
    assert contents(again(table)) == {}
    key = table.insert({"n": 3})
    assert contents(again(table)) == {key: {"n": 3}}


def test_each_table_has_its_own_file_and_documents(tmp_path):
    journal = Journal(tmp_path)
    journal.table("a").insert({"n": 1})
    journal.table("b").insert({"n": 2})
    assert Journal(tmp_path).tables() == {"a", "b"}
    assert [dict(document) for document in Journal(tmp_path).table("b").all()] == [{"n": 2}]


def test_tables_whose_names_differ_in_case_stay_apart(tmp_path):
    journal = Journal(tmp_path)
    journal.table("News").insert({"n": 1})
    journal.table("news").insert({"n": 2})
    assert Journal(tmp_path).tables() == {"News", "news"}
    assert len(Journal(tmp_path).table("news")) == 1


def test_the_default_table_answers_for_the_database(tmp_path):
    with Journal(tmp_path) as journal:
        journal.insert({"n": 1})
    assert Journal(tmp_path).search(where("n") == 1) == [{"n": 1}]


def test_a_dropped_table_is_empty_and_the_others_are_not(tmp_path):
    journal = Journal(tmp_path)
    journal.table("a").insert({"n": 1})
    journal.table("b").insert({"n": 2})
    journal.drop_table("a")
    fresh = Journal(tmp_path)
    assert (fresh.table("a").all(), fresh.table("b").all()) == ([], [{"n": 2}])


def test_dropping_all_tables_empties_them_without_erasing_a_line(tmp_path):
    journal = Journal(tmp_path)
    for name in "ab":
        journal.table(name).insert({"n": 1})
    before = {path: path.read_bytes() for path in tmp_path.glob("*.jsonl")}
    journal.drop_tables()
    assert [Journal(tmp_path).table(name).all() for name in "ab"] == [[], []]
    assert all(path.read_bytes().startswith(content) for path, content in before.items())


def test_the_whole_database_reads_as_tinydb_reads_it(tmp_path):
    journal = Journal(tmp_path)
    key = journal.table("a").insert({"n": 1})
    assert journal.storage.read() == {"a": {key: {"n": 1}}}


def test_a_whole_database_that_is_written_back_changes_no_byte(tmp_path):
    journal = Journal(tmp_path)
    journal.table("a").insert({"n": 1})
    before = journal.table("a").file.path.read_bytes()
    journal.storage.write(journal.storage.read())
    assert journal.table("a").file.path.read_bytes() == before


def test_a_document_that_was_inserted_stays_as_it_was_saved(table):
    document = {"tags": ["x"]}
    key = table.insert(document)
    document["tags"].append("y")
    assert table.get(doc_id=key) == {"tags": ["x"]}


def test_changing_a_document_that_was_found_changes_nothing_in_the_table(table):
    key = table.insert({"tags": []})
    table.get(doc_id=key)["tags"].append("x")
    assert table.get(doc_id=key) == {"tags": []}


def test_a_document_that_was_found_changed_and_given_back_is_saved(table):
    key = table.insert({"tags": []})
    document = table.get(doc_id=key)
    document["tags"].append("x")
    table.update(document, doc_ids=[key])
    assert contents(again(table)) == {key: {"tags": ["x"]}}


def test_several_documents_change_in_one_append(table):
    table.change({"a": {"n": 1}, "b": {"n": 2}})
    before = table.change({"a": None, "b": {"n": 3}, "c": {"n": 4}})
    assert before == {"a": {"n": 1}, "b": {"n": 2}, "c": None}
    assert contents(again(table)) == {"b": {"n": 3}, "c": {"n": 4}}


def test_a_change_over_something_else_is_a_conflict_and_saves_nothing(table):
    again(table).change({"a": {"n": 1}})
    with pytest.raises(ConflictError):
        table.change({"a": {"n": 2}, "b": {}}, only_over={"a": None})
    assert contents(again(table)) == {"a": {"n": 1}}


def test_a_change_over_what_was_expected_is_made(table):
    table.change({"a": {"n": 1}})
    table.change({"a": {"n": 2}}, only_over={"a": {"n": 1}})
    assert contents(again(table)) == {"a": {"n": 2}}


def test_records_tell_when_a_document_last_changed(table):
    key = table.insert({"n": 1})
    (first,) = table.records()
    table.update({"n": 2}, doc_ids=[key])
    (second,) = table.records()
    assert (first.document, second.document) == ({"n": 1}, {"n": 2})
    assert first.at < second.at


def test_records_made_elsewhere_keep_their_instants(table):
    record = Record("a", "2020-01-01T00:00:00.000000Z", {"n": 1})
    assert table.merge([record]) == [record]
    assert again(table).records() == [record]


def test_a_file_that_is_a_link_to_itself_is_told_where_it_is_read(tmp_path):
    journal = Journal(tmp_path)
    journal.table("sound").insert({"n": 1})
    (tmp_path / "odd.jsonl").symlink_to("odd.jsonl")
    assert journal.tables() == {"sound", "odd"}
    with pytest.raises(ProblemError, match=r"odd\.jsonl"):
        journal.snapshot("odd")
    with pytest.raises(ProblemError, match=r"odd\.jsonl"):
        journal.table("odd").records()


def test_a_folder_that_is_a_link_to_itself_is_told(tmp_path):
    (tmp_path / "annotations").symlink_to("annotations")
    with pytest.raises(ProblemError, match="annotations can't be read"):
        Journal(tmp_path / "annotations").tables()

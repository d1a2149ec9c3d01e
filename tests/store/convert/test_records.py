"""Records and lists: JSON, CSV, Parquet, and what read-later services export."""

from __future__ import annotations

import csv
import io
import json

import pytest
from conversions import BRIDGE, COUNCIL, converted, facts_of, zip_of

TEXT = "\n\n".join(BRIDGE.body)
RECORD = {"id": "a1", "title": BRIDGE.title, "text": TEXT, "published": "2022-03-02",
          "outlet": "Example Post"}  # fmt: skip
OTHER = {"headline": BRIDGE.title, "content": TEXT, "publish_date": "2022-03-02T10:00:00Z",
         "source": {"name": "Example Post"}, "url": "https://example.org/1"}  # fmt: skip


def table(rows: list[dict], separator: str) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, rows[0].keys(), delimiter=separator)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


SHAPES = {
    "lines": json.dumps(RECORD) + "\n" + json.dumps({**RECORD, "id": "a2"}) + "\n",
    "array": json.dumps([RECORD, {**RECORD, "id": "a2"}]),
    "array, indented": json.dumps([RECORD, {**RECORD, "id": "a2"}], indent=2),
    "object": json.dumps({"total": 2, "articles": [RECORD, {**RECORD, "id": "a2"}]}, indent=1),
    "csv": table([RECORD, {**RECORD, "id": "a2"}], ","),
    "csv with semicolons": table([RECORD, {**RECORD, "id": "a2"}], ";"),
    "tsv": table([RECORD, {**RECORD, "id": "a2"}], "\t"),
}


@pytest.mark.parametrize("name", ["a.txt", "a.dat", "a"])
@pytest.mark.parametrize("shape", SHAPES)
def test_records_are_known_by_their_beginning_whatever_their_name(tmp_path, shape, name):
    file = tmp_path / name
    file.write_text(SHAPES[shape], encoding="utf-8")
    lines, told = converted(file)
    assert told == []
    assert [line["id"] for line in lines] == ["a1", "a2"]
    assert {facts_of(line) for line in lines} == {BRIDGE.facts}
    assert {line["text"] for line in lines} == {TEXT}


def test_foreign_names_of_fields_are_known(tmp_path):
    file = tmp_path / "a.json"
    file.write_text(json.dumps([OTHER]), encoding="utf-8")
    (line,), told = converted(file)
    assert told == []
    assert facts_of(line) == BRIDGE.facts
    assert line["url"] == "https://example.org/1"
    assert line["text"] == TEXT


def test_records_without_a_text_are_one_message(tmp_path):
    file = tmp_path / "a.json"
    file.write_text(json.dumps([{"id": n, "title": "t"} for n in range(500)]), encoding="utf-8")
    lines, told = converted(file)
    assert lines == []
    assert len(told) == 1


def test_wallabag_gives_its_entries(tmp_path):
    entry = {"id": 7, "title": BRIDGE.title, "url": "https://example.org/1", "is_archived": 0,
             "is_starred": 0, "content": f"<p>{BRIDGE.body[0]}</p><p>{BRIDGE.body[1]}</p>",
             "domain_name": "example.org", "published_at": "2022-03-02T10:00:00+0000"}  # fmt: skip
    file = tmp_path / "All articles.json"
    file.write_text(json.dumps([entry, {**entry, "id": 8, "content": ""}]), encoding="utf-8")
    (line,), told = converted(file)
    assert facts_of(line) == (BRIDGE.title, "example.org", "2022-03-02")
    assert line["text"] == "\n\n".join(BRIDGE.body[:2])
    assert line["source"]["reader"] == "wallabag"
    assert len(told) == 1
    assert "1 entries of wallabag without a text" in told[0]


def test_the_address_of_wallabag_is_where_the_given_one_led(tmp_path):
    entry = {"id": 7, "title": "t", "url": "https://example.org/1", "is_archived": 0,
             "given_url": "https://example.org/1?from=mail", "reading_time": 1,
             "content": f"<p>{BRIDGE.body[0]}</p>"}  # fmt: skip
    file = tmp_path / "a.json"
    file.write_text(json.dumps([entry]), encoding="utf-8")
    (line,), _ = converted(file)
    assert line["url"] == "https://example.org/1"


def test_omnivore_gives_its_pages(tmp_path):
    rows = [
        {"id": "o1", "slug": "bridge", "title": BRIDGE.title, "url": "https://example.org/1",
         "state": "Active", "savedAt": "2022-03-05", "publishedAt": "2022-03-02T00:00:00.000Z",
         "siteName": "Example Post"},
        {"id": "o2", "slug": "gone", "title": "Gone", "state": "Active", "savedAt": "2022-03-05"},
    ]  # fmt: skip
    page = "<html><body>" + "".join(f"<p>{one}</p>" for one in BRIDGE.body) + "</body></html>"
    files = {"metadata_0_to_20.json": json.dumps(rows), "content/bridge.html": page}
    file = tmp_path / "omnivore.zip"
    file.write_bytes(zip_of(files))
    (line,), told = converted(file)
    assert facts_of(line) == BRIDGE.facts
    assert line["id"] == "o1"
    assert len(told) == 1
    assert "“gone”" in told[0]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("pocket.csv", "title,url,time_added,tags,status\nA,https://example.org/1,16,,unread\n"),
        ("insta.csv", "URL,Title,Selection,Folder,Timestamp\nhttps://example.org/1,A,,Unread,16\n"),
        (
            "ril_export.html",
            "<!DOCTYPE html><html><head><title>Pocket Export</title></head><body><ul>"
            '<li><a href="https://example.org/1">A</a></li></ul></body></html>',
        ),
    ],
)
def test_a_list_of_addresses_is_told_with_the_way_out(tmp_path, name, content):
    file = tmp_path / name
    file.write_text(content, encoding="utf-8")
    lines, told = converted(file)
    assert lines == []
    assert len(told) == 1
    assert "a list of 1 addresses without texts" in told[0]
    assert "save the pages themselves" in told[0]


def test_parquet_gives_a_row_an_article(tmp_path):
    pyarrow = pytest.importorskip("pyarrow", reason="Parquet is tested where pyarrow is installed")
    parquet = pytest.importorskip("pyarrow.parquet")
    council = {**OTHER, "headline": COUNCIL.title, "url": "https://example.org/2"}
    file = tmp_path / "a.parquet"
    parquet.write_table(pyarrow.Table.from_pylist([OTHER, council, {"headline": "x"}]), file)
    lines, told = converted(file)
    assert {line["outlet"] for line in lines} == {"Example Post"}
    assert {line["published"] for line in lines} == {"2022-03-02"}
    assert [line["title"] for line in lines] == [BRIDGE.title, COUNCIL.title]
    assert [line["source"]["place"] for line in lines] == ["row 1", "row 2"]
    assert len(told) == 1

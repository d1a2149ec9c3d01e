"""Files of records: JSON in its shapes, tables, packed files, and what is no file of articles."""

from __future__ import annotations

import gzip
import json
import zipfile
from itertools import pairwise

import pytest
from corpus_files import lines_of, only, put, refusal, texts, write

from hedgerow.store.corpus import Corpus, ReadAs
from hedgerow.store.problem import Remedy

ONE = {"id": "a", "text": "One said so.", "title": "One", "published": "2023-05-04"}
TWO = {"id": "b", "text": "Two said no.", "title": "Two", "published": "2023-05-05"}
BOTH = {"a": "One said so.", "b": "Two said no."}

JSON_FILES = {
    "an array": json.dumps([ONE, TWO]),
    "a pretty array": json.dumps([ONE, TWO], indent=2),
    "an array, one element a line": "[\n" + json.dumps(ONE) + ",\n" + json.dumps(TWO) + "\n]\n",
    "an array with a mark": "\ufeff" + json.dumps([ONE, TWO]),
    "objects on any lines": json.dumps(ONE, indent=1) + "\n" + json.dumps(TWO, indent=1),
    "JSON Lines": lines_of(ONE, TWO),
    "an answer of a service": json.dumps({"status": "ok", "total": 2, "articles": [ONE, TWO]}),
    "an answer within another": json.dumps(
        {"meta": [{"x": 1}], "response": {"docs": [ONE, TWO], "note": '"}]'}}, indent=1
    ),
}


@pytest.mark.parametrize("ending", ["json", "jsonl", "ndjson"])
@pytest.mark.parametrize("name", JSON_FILES)
def test_json_is_read_in_the_shape_that_it_has(tmp_path, name, ending):
    corpus = Corpus(write(tmp_path / f"n.{ending}", JSON_FILES[name]))

    assert texts(corpus) == BOTH
    assert [corpus.read(one).title for one in corpus] == ["One", "Two"]
    assert corpus.problems == []


def test_the_line_of_a_record_is_that_on_which_it_begins(tmp_path):
    corpus = Corpus(write(tmp_path / "n.json", json.dumps([ONE, TWO], indent=1)))

    assert [corpus.read(one).line for one in corpus] == [2, 8]


def test_records_that_fill_many_windows_are_each_read_whole(tmp_path):
    records = [{"id": str(n), "text": f"“{n}” \\ " * (20_000 + n)} for n in range(8)]
    corpus = Corpus(write(tmp_path / "n.json", json.dumps(records, ensure_ascii=False, indent=1)))

    assert texts(corpus) == {record["id"]: record["text"] for record in records}


def test_an_object_alone_is_called_by_its_file(tmp_path):
    write(tmp_path / "march" / "talks.json", json.dumps({"maintext": "One said so."}, indent=1))

    assert texts(Corpus(tmp_path)) == {"march/talks": "One said so."}


def test_an_object_alone_keeps_an_id_of_its_own_that_is_no_address(tmp_path):
    write(tmp_path / "a.json", json.dumps({"id": "x1", "text": "One."}))
    write(tmp_path / "b.json", json.dumps({"url": "https://example.org/b", "text": "Two."}))

    assert list(Corpus(tmp_path)) == ["x1", "b"]


def test_an_array_that_breaks_off_gives_what_stands_before(tmp_path):
    corpus = Corpus(write(tmp_path / "n.json", json.dumps([ONE, TWO], indent=1)[:-30]))

    assert texts(corpus) == {"a": "One said so."}
    problem = only(corpus.problems)
    assert problem.line == 8
    assert "not JSON" in problem.what


def test_elements_that_are_no_objects_are_counted(tmp_path):
    corpus = Corpus(write(tmp_path / "n.json", json.dumps([ONE, [], "x", 3, None])))

    assert texts(corpus) == {"a": "One said so."}
    assert only(corpus.problems).what == "not a JSON object, and 2 more like it"


# Tables

TABLES = {
    "csv": 'id,title,text\r\na,One,"One said, so."\r\nb,Two,"Two\n\nsaid ""no""."\r\n',
    "tsv": 'id\ttitle\ttext\na\tOne\tOne said, so.\nb\tTwo\t"Two\n\nsaid ""no""."\n',
}
CELLS = {"a": "One said, so.", "b": 'Two\n\nsaid "no".'}


@pytest.mark.parametrize("ending", TABLES)
def test_a_table_gives_an_article_a_row(tmp_path, ending):
    corpus = Corpus(write(tmp_path / f"n.{ending}", TABLES[ending]))

    assert texts(corpus) == CELLS
    assert [corpus.read(one).line for one in corpus] == [2, 3]
    assert corpus.problems == []


@pytest.mark.parametrize("separator", [";", "|", "\t"])
def test_a_table_tells_what_parts_its_cells(tmp_path, separator):
    table = f"sep={separator}\n" if separator == ";" else ""
    table += separator.join(("id", "text", "source")) + "\n"
    table += separator.join(("a", "One, and two, said so.", "The Post")) + "\n"
    corpus = Corpus(write(tmp_path / "n.csv", table))

    assert texts(corpus) == {"a": "One, and two, said so."}
    assert corpus.read("a").outlet == "The Post"


def test_marks_in_a_table_without_quotation_are_part_of_the_text(tmp_path):
    table = 'id\ttext\na\t"We stay, he said.\nb\tShe said “no".\nc\t"So," she said.\n'
    corpus = Corpus(write(tmp_path / "n.tsv", table))

    assert list(texts(corpus).values()) == [
        '"We stay, he said.',
        'She said “no".',
        '"So," she said.',
    ]


def test_a_row_with_too_many_cells_is_told_and_not_cut(tmp_path):
    table = "id,text\na,One said so.\nb,Two, said no.\n"
    corpus = Corpus(write(tmp_path / "n.csv", table))

    assert texts(corpus) == {"a": "One said so."}
    assert only(corpus.problems).line == 3


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252", "cp1251"])
def test_a_table_is_read_in_its_encoding(tmp_path, encoding):
    said = {
        "cp1252": "Le café était fermé, a-t-il dit.",
        "cp1251": "Министр заявил, что переговоры продолжаются в среду.",
    }.get(encoding, "“Żółw” 中文")
    rows = "".join(f"{number},{said}\n".replace(", ", " ") for number in range(9))
    corpus = Corpus(write(tmp_path / "n.csv", f"id,text\n{rows}".encode(encoding)))

    assert set(texts(corpus).values()) == {said.replace(", ", " ")}


def test_a_table_that_holds_no_texts_is_not_read(tmp_path):
    write(tmp_path / "codes.csv", "code,meaning\n1,yes\n")
    write(tmp_path / "a.txt", "One said so.")
    corpus = Corpus(tmp_path)

    assert list(corpus) == ["a"]
    assert corpus.problems == []
    unread = only(corpus.unread)
    assert (unread.ending, unread.count, unread.why.needs_a_person) == (".csv", 1, True)
    assert unread.why.remedy is Remedy.NAME_FIELD


# Packed


def packed(tmp_path, kind, name, data):
    if kind == "gz":
        return write(tmp_path / f"{name}.gz", gzip.compress(data))
    if kind == "zst":
        zstandard = pytest.importorskip("zstandard")
        return write(tmp_path / f"{name}.zst", zstandard.ZstdCompressor().compress(data))
    path = tmp_path / "n.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"in/{name}", data)
    return path


@pytest.mark.parametrize("kind", ["gz", "zst", "zip"])
@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("n.jsonl", lines_of(ONE, TWO)),
        ("n.json", json.dumps([ONE, TWO], indent=1)),
        ("n.csv", "id,text\na,One said so.\nb,Two said no.\n"),
        ("n.tsv", "id\ttext\na\tOne said so.\nb\tTwo said no.\n"),
    ],
)
def test_what_is_packed_is_read_as_what_is_not(tmp_path, kind, name, data):
    path = packed(tmp_path, kind, name, data.encode())
    for corpus in (Corpus(path), Corpus(tmp_path)):
        assert texts(corpus) == BOTH
        assert corpus.problems == []


def test_articles_of_a_packed_file_are_read_in_any_order(tmp_path):
    records = [{"id": str(n), "text": f"Number {n} said so. " * n} for n in range(60)]
    corpus = Corpus(packed(tmp_path, "gz", "n.jsonl", lines_of(*records).encode()))

    for one in [30, 3, 59, 0, 31, 32]:
        assert corpus.read(str(one)).text == records[one]["text"]


def test_a_packed_file_that_is_cut_gives_what_can_be_read(tmp_path):
    records = [{"id": str(n), "text": "Said so. " * 500} for n in range(200)]
    path = packed(tmp_path, "gz", "n.jsonl", lines_of(*records).encode())
    path.write_bytes(path.read_bytes()[:-40])
    corpus = Corpus(path)

    assert "can't be unpacked" in only(corpus.problems).what


@pytest.mark.parametrize("name", ["n.jsonl.gz", "n.zip", "n.jsonl.zst"])
def test_what_is_no_packed_file_is_told(tmp_path, name):
    corpus = Corpus(write(tmp_path / name, b"no such thing at all"))

    assert list(corpus) == []
    assert only(corpus.problems).remedy


def test_a_file_that_unpacks_to_far_more_than_articles_do_is_not_read_to_its_end(tmp_path):
    bomb = gzip.compress(b'{"id":"a","text":"One."}\n' + b" " * 300_000_000)
    corpus = Corpus(write(tmp_path / "n.jsonl.gz", bomb))

    assert "far larger" in only(corpus.problems).what


def test_a_name_in_an_archive_that_leads_out_of_it_is_passed_over(tmp_path):
    path = tmp_path / "n.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../out.jsonl", lines_of(ONE))
        archive.writestr("in.jsonl", lines_of(TWO))

    assert list(Corpus(path)) == ["b"]


def test_an_archive_holds_its_articles_for_the_corpus(tmp_path):
    path = packed(tmp_path, "zip", "n.jsonl", lines_of(ONE).encode())
    corpus = Corpus(tmp_path)

    assert corpus.holds(path)
    assert corpus.is_there("a")
    before = corpus.stamp("a")
    path.write_bytes(path.read_bytes() + b"\0")
    assert corpus.stamp("a") != before
    path.unlink()
    assert not corpus.is_there("a")


# What is not read


def test_an_export_of_hedgerows_is_no_file_of_articles(tmp_path):
    tag = {"article": "a", "label": "claim", "start": 0, "end": 3, "quote": "One", "annotator": "x"}
    mentions = {"article": "a", "text_sha256": "0", "speakers": [], "attributions": [], "dates": []}
    put(tmp_path, a_txt="One said so.", tags_jsonl=lines_of(tag, tag), m_jsonl=lines_of(mentions))
    write(tmp_path / "m.jsonl.partial", lines_of(mentions))
    corpus = Corpus(tmp_path)

    assert texts(corpus) == {"a": "One said so."}
    assert corpus.problems == []
    assert sum(one.count for one in corpus.unread) == 3
    assert not any(one.why.needs_a_person for one in corpus.unread)


def test_files_are_known_by_their_first_bytes_whatever_their_names(tmp_path):
    word = tmp_path / "m.docx"
    with zipfile.ZipFile(word, "w") as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
        archive.writestr("word/document.xml", "<w/>")
    (tmp_path / "n.bin2").write_bytes(word.read_bytes())
    put(
        tmp_path, a_txt="One said so.", p_pdf=b"%PDF-1.7 x", q_dat=b"%PDF-1.4 y", r_rtf="{\\rtf1 x}"
    )
    put(tmp_path, e_msg="Subject: x\nFrom: a@example.org\nMIME-Version: 1.0\n\nHello.\n")
    corpus = Corpus(tmp_path)

    told = {(one.ending, one.why.what): one.count for one in corpus.unread}
    assert told == {
        (".docx", "Word"): 1,
        (".bin2", "Word"): 1,
        (".pdf", "PDF"): 1,
        (".dat", "PDF"): 1,
        (".rtf", "RTF"): 1,
        (".msg", "mail"): 1,
    }
    assert {one.why.remedy for one in corpus.unread} == {Remedy.CONVERT}


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("a.txt", b"%PDF-1.7\n1 0 obj", "a PDF"),
        ("a.md", b"{\\rtf1\\ansi One said so.}", "RTF"),
        (
            "a.txt",
            b"  1 of 2 DOCUMENTS\n\n  The Post\n\nLENGTH: 9 words\n\nOne said so.\n",
            "an export of Nexis",
        ),
        (
            "a.txt",
            b"HD  A bridge\nPD  2 March 2022\n\nAN  Document POST000020220302ei3200001\n",
            "an export of Factiva",
        ),
        (
            "a.txt",
            b"____________________________\n\nA bridge\n\nFull text: One said so.\n",
            "an export of ProQuest",
        ),
        ("a.txt", b"Subject: x\nFrom: a@example.org\nMIME-Version: 1.0\n\nHi.\n", "mail"),
        ("a.txt", json.dumps([ONE, TWO]).encode(), "JSON"),
        ("a.txt", b"id,title,text\n1,One,One said so.\n2,Two,Two said no.\n", "a table"),
        ("a.html", b"PK\x03\x04" + bytes(40), "a ZIP archive"),
    ],
)
def test_what_has_the_name_of_an_article_and_is_none_is_told(tmp_path, name, data, what):
    write(tmp_path / name, data)
    corpus = Corpus(tmp_path)

    assert texts(corpus) == {}
    assert only(corpus.problems).what.startswith(what)


@pytest.mark.parametrize(
    "text",
    [
        "[[Anna Lind]] said so.",
        "[](nowhere)\n\nOne said so.",
        "Title, date\n\nOne said so, and two said no.",
        "Subject: the harbour\nDate: 4 May 2023\n\nOne said so.",
        "From the harbour, nothing.\n\nOne said so.",
    ],
)
def test_prose_that_begins_like_something_else_is_prose(tmp_path, text):
    write(tmp_path / "a.txt", text)

    assert texts(Corpus(tmp_path)) == {"a": text}


@pytest.mark.parametrize(
    "text",
    [
        "Section: News\n\nThis is 1 of 2 documents that the court released on Tuesday.\n",
        "____________________________\n\nThe full text: nobody had read it, she said.\n",
        "Document 7 of 12 was missing.\n\nLENGTH: of the queue outside, 2 miles.\n",
    ],
)
def test_prose_that_has_one_sign_of_an_export_is_prose(tmp_path, text):
    put(tmp_path, a_txt=text)
    corpus = Corpus(tmp_path)
    assert corpus.read("a").text.strip() == text.strip()


def test_pictures_and_styles_are_counted_and_need_nobody(tmp_path):
    put(tmp_path, a_txt="One.", b_png=b"\x89PNG\r\n\x1a\n", c_css="a {}", d_js="x()")

    unread = Corpus(tmp_path).unread
    assert [one.ending for one in unread] == [".css", ".js", ".png"]
    assert not any(one.why.needs_a_person for one in unread)


def test_what_may_hold_articles_is_told_before_what_may_not(tmp_path):
    put(tmp_path, a_txt="One.", b_css="a {}", c_css="a {}", d_pdf=b"%PDF-1.7")

    assert [(one.ending, one.count) for one in Corpus(tmp_path).unread] == [
        (".pdf", 1),
        (".css", 2),
    ]


def test_an_encoding_that_a_person_names_is_used(tmp_path):
    write(tmp_path / "a.txt", "Pójdę".encode("iso8859-2"))
    write(tmp_path / "b.jsonl", b'{"id": "b", "text": "P\xf3jd\xea"}\n')

    assert texts(Corpus(tmp_path, read_as=ReadAs(encoding="iso8859-2"))) == {
        "a": "Pójdę",
        "b": "Pójdę",
    }


def test_a_record_that_has_changed_is_not_taken_for_what_it_was(tmp_path):
    path = write(tmp_path / "n.csv", "id,text\na,One said so.\n")
    corpus = Corpus(path)
    path.write_text("id,text\nz,One said so.\n")

    assert "changed" in refusal(corpus.read, "a").what


def test_articles_of_an_array_are_found_again_when_it_is_written_anew(tmp_path):
    path = write(tmp_path / "n.json", json.dumps([ONE, TWO]))
    corpus = Corpus(path)
    path.write_text(json.dumps([{"id": "new", "text": "New."}, ONE, TWO], indent=1))

    assert [corpus.read(one).text for one in ("a", "b")] == list(BOTH.values())
    offsets = [corpus.listing.get(one).offset for one in ("a", "b")]
    assert all(before < after for before, after in pairwise(offsets))


@pytest.mark.parametrize(
    ("days", "more"),
    [(1, "2022-03-02; "), (2, "and 1 more day can't"), (3, "and 2 more days can't")],
)
def test_days_that_may_be_two_are_told_once_and_counted(tmp_path, days, more):
    records = [{"text": f"One said {n}.", "pub_date": "3/2/2022"} for n in range(days)]
    put(tmp_path, a_jsonl="\n".join(map(json.dumps, records)))

    assert more in only(Corpus(tmp_path).problems).what

"""The field names of the world's records: which column is taken for what, and how it is told."""

from __future__ import annotations

import json

import pytest
from corpus_files import lines_of, only, put

from hedgerow.store.corpus import Corpus, ReadAs
from hedgerow.store.problem import Remedy

TEXT = "The harbour will close, Eva Moen said. Nobody had asked her."
URL = "https://example.org/harbour"
TITLE = "Harbour to close"

# A record of each of the services and data sets that analysts have, in its own words.
SHAPES = {
    "news api": (
        {
            "source": {"id": None, "name": "Coast News"},
            "title": TITLE,
            "url": URL,
            "publishedAt": "2023-05-04T08:00:00Z",
            "content": TEXT,
        },
        (URL, TITLE, "Coast News", "2023-05-04", URL),
    ),
    "guardian": (
        {
            "id": "world/2023/may/04/harbour",
            "webTitle": TITLE,
            "webUrl": URL,
            "webPublicationDate": "2023-05-04T08:00:00Z",
            "fields": {"bodyText": TEXT, "publication": "Coast News"},
        },
        ("world/2023/may/04/harbour", TITLE, "Coast News", "2023-05-04", URL),
    ),
    "elasticsearch": (
        {"_id": "x1", "_source": {"headline": TITLE, "full_text": TEXT, "pub_date": "2023-05-04"}},
        ("x1", TITLE, None, "2023-05-04", None),
    ),
    "mongo": (
        {
            "_id": {"$oid": "6452"},
            "head": TITLE,
            "Article Text": TEXT,
            "date": {"$date": "2023-05-04T08:00:00Z"},
        },
        ("6452", TITLE, None, "2023-05-04", None),
    ),
    "wordpress": (
        {
            "id": 12,
            "date": "2023-05-04T08:00:00",
            "link": URL,
            "title": {"rendered": "Harbour &amp; port"},
            "content": {"rendered": f"<p>{TEXT}</p>"},
        },
        ("12", "Harbour & port", None, "2023-05-04", URL),
    ),
    "paragraphs": (
        {"docId": "7", "Headline": TITLE, "paragraphs": TEXT.split(" Nobody")[:1]},
        ("7", TITLE, None, None, None),
    ),
    "schema.org": (
        {
            "@type": "NewsArticle",
            "headline": TITLE,
            "articleBody": TEXT,
            "datePublished": "2023-05-04",
            "publisher": {"@type": "Organization", "name": "Coast News"},
            "url": URL,
        },
        (URL, TITLE, "Coast News", "2023-05-04", URL),
    ),
    "seconds": (
        {"uuid": "u", "story": TEXT, "newspaper": "Coast News", "timestamp": 1683187200},
        ("u", "The harbour will close, Eva Moen said.", "Coast News", "2023-05-04", None),
    ),
    "milliseconds": (
        {"guid": "g", "body": TEXT, "created": 1683187200000},
        ("g", "The harbour will close, Eva Moen said.", None, "2023-05-04", None),
    ),
    "a float for an id": (
        {"id": 3.0, "transcript": TEXT, "Title": TITLE, "PubDate": "Thu, 04 May 2023 08:00:00 GMT"},
        ("3", TITLE, None, "2023-05-04", None),
    ),
    "an outlet under a name turned round": (
        {"id": "a", "title": TITLE, "content": TEXT, "domain_url": "coast.example",
         "name_source": "Coast News", "link": URL},
        ("a", TITLE, "Coast News", None, URL),
    ),
    "an outlet and its owner": (
        {"id": "a", "title": TITLE, "body": TEXT, "publisher_name": "Coast Media Ltd",
         "source_name": "Coast News", "source_code": "COAST"},
        ("a", TITLE, "Coast News", None, None),
    ),
    "a hit with its outlet": (
        {"_id": "x1", "_source": {"title": TITLE, "body": TEXT, "publication": "Coast News"}},
        ("x1", TITLE, "Coast News", None, None),
    ),
    "a hit made flat": (
        {"_id": "x1", "_source.title": TITLE, "_source.body": TEXT, "_source.paper": "Coast News"},
        ("x1", TITLE, "Coast News", None, None),
    ),
    "an entry beside its source": (
        {"id": "e", "source": {"title": "Coast News"},
         "feed_entry": {"title": TITLE, "content": TEXT, "published": "2023-05-04",
                        "canonical_link": {"href": URL}}},
        ("e", TITLE, "Coast News", "2023-05-04", URL),
    ),
    "main": (
        {"id": "m", "permalink": URL, "source_title": "Coast News", "title": TITLE, "main": TEXT},
        ("m", TITLE, "Coast News", None, URL),
    ),
    "names in capitals within": (
        {"id": "c", "Title": TITLE, "Source": {"Id": "C", "Name": "Coast News"},
         "Document": {"Content": TEXT}, "@odata.context": "x#News"},
        ("c", TITLE, "Coast News", None, None),
    ),
    "German": (
        {"id": "d", "Überschrift": TITLE, "Datum": "4. Mai 2023", "Quelle": "Coast News",
         "Volltext": TEXT},
        ("d", TITLE, "Coast News", "2023-05-04", None),
    ),
    "French": (
        {"id": "f", "titre": TITLE, "date": "4 mai 2023", "journal": "Coast News", "texte": TEXT,
         "lien": URL},
        ("f", TITLE, "Coast News", "2023-05-04", URL),
    ),
    "Spanish": (
        {"id": "s", "Título": TITLE, "Fecha": "4 de mayo de 2023", "Medio": "Coast News",
         "Texto": TEXT, "Enlace": URL},
        ("s", TITLE, "Coast News", "2023-05-04", URL),
    ),
    "an address for an outlet": (
        {"uid": "a", "text": TEXT, "source": "https://www.Coast.example/rss", "title": None},
        ("a", "The harbour will close, Eva Moen said.", "coast.example", None, None),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SHAPES)
def test_a_record_opens_with_its_facts_whatever_its_columns_are_called(tmp_path, name):
    record, facts = SHAPES[name]

    corpus = Corpus(put(tmp_path, n_jsonl=lines_of(record)) / "n.jsonl")
    article = corpus.read(next(iter(corpus)))

    assert (article.id, article.title, article.outlet, article.published, article.url) == facts
    assert article.text in (TEXT, "The harbour will close, Eva Moen said.")
    assert corpus.problems == []


def test_an_answer_with_its_articles_under_value_opens_as_those(tmp_path):
    one = {"ResultId": "a", "Title": TITLE, "Document": {"Content": TEXT}}
    two = {"ResultId": "b", "Title": "Port to open", "Document": {"Content": "It opened."}}
    answer = {"@odata.context": "https://example.org/$metadata#News", "value": [one, two]}

    corpus = Corpus(put(tmp_path, n_json=json.dumps(answer)))

    assert [corpus.read(id_).title for id_ in corpus] == [TITLE, "Port to open"]


def test_one_remark_a_file_says_what_was_taken_for_what(tmp_path):
    records = [{"maintext": f"{number}. {TEXT}", "date_publish": "2023-05-04"} for number in "abc"]
    corpus = Corpus(put(tmp_path, n_jsonl=lines_of(*records)) / "n.jsonl")

    remark = only(corpus.remarks)
    assert "text from “maintext”, published from “date_publish”" in remark.what
    assert remark.remedy is Remedy.NAME_FIELD
    assert corpus.problems == []


def test_nothing_is_remarked_of_hedgerows_own_names(tmp_path):
    record = {"id": "a", "text": TEXT, "title": TITLE, "outlet": "Coast News", "url": URL}

    assert Corpus(put(tmp_path, n_jsonl=lines_of(record))).remarks == []


def test_files_that_are_alike_share_a_remark(tmp_path):
    put(tmp_path, a_jsonl=lines_of({"id": 1, "body": "One."}))
    put(tmp_path, b_jsonl=lines_of({"id": 2, "body": "Two."}))

    assert "as in 1 more files" in only(Corpus(tmp_path).remarks).what


def test_a_person_may_name_the_column_of_a_field(tmp_path):
    record = {"id": "a", "text": "A summary.", "Raw Copy": TEXT, "kicker": TITLE}
    read_as = ReadAs((("text", "Raw Copy"), ("title", "kicker")))

    article = Corpus(put(tmp_path, n_jsonl=lines_of(record)), read_as=read_as).read("a")

    assert (article.text, article.title) == (TEXT, TITLE)


def test_a_summary_stands_for_a_text_where_there_is_none_and_that_is_said(tmp_path):
    corpus = Corpus(put(tmp_path, n_jsonl=lines_of({"id": "a", "lead_paragraph": TEXT})))

    assert corpus.read("a").text == TEXT
    assert "(a summary)" in only(corpus.remarks).what


def test_a_summary_never_stands_for_the_text_of_one_record_among_others(tmp_path):
    records = [{"id": "a", "body": TEXT, "summary": "S."}, {"id": "b", "body": "", "summary": "S."}]
    corpus = Corpus(put(tmp_path, n_jsonl=lines_of(*records)))

    assert list(corpus) == ["a"]
    assert only(corpus.problems).what == "no text"


def test_a_file_without_a_text_is_told_once_with_its_columns(tmp_path):
    records = [{"url": f"{URL}/{number}", "title": TITLE, "seendate": "x"} for number in range(9)]
    corpus = Corpus(put(tmp_path, n_jsonl=lines_of(*records)) / "n.jsonl")

    problem = only(corpus.problems)
    assert "(there are: url, title, seendate)" in problem.what
    assert problem.remedy is Remedy.NAME_FIELD


# Ids


def test_an_id_made_of_what_an_article_says_stays_when_lines_move(tmp_path):
    texts = ["One said so.", "Two said no."]
    path = put(tmp_path, n_jsonl=lines_of(*({"text": text} for text in texts))) / "n.jsonl"
    before = {Corpus(path).read(one).text: one for one in Corpus(path)}
    path.write_text(lines_of({"text": "Three."}, *({"text": text} for text in reversed(texts))))

    after = {Corpus(path).read(one).text: one for one in Corpus(path)}

    assert {text: after[text] for text in texts} == before


def test_many_lines_without_an_id_are_no_fault(tmp_path):
    path = tmp_path / "n.jsonl"
    path.write_text(lines_of(*({"text": f"Number {number} said so."} for number in range(500))))
    corpus = Corpus(path)

    assert (len(corpus), corpus.problems) == (500, [])


def test_many_lines_with_one_fault_are_one_message(tmp_path):
    records = [{"id": str(number)} for number in range(500)]
    corpus = Corpus(put(tmp_path, n_jsonl=lines_of({"id": "a", "text": TEXT}, *records)))

    problem = only(corpus.problems)
    assert (problem.line, problem.what) == (2, "no text, and 499 more like it")


def test_many_lines_with_a_taken_id_are_one_message(tmp_path):
    put(tmp_path, a_jsonl=lines_of(*({"id": n, "text": "One."} for n in range(50))))
    put(tmp_path, b_jsonl=lines_of(*({"id": n, "text": "Two."} for n in range(50))))

    problem = only(Corpus(tmp_path).problems)
    assert (problem.where, problem.line) == (tmp_path / "b.jsonl", 1)
    assert "49 more" in problem.what


# Days


def test_a_day_that_may_be_two_is_told_and_not_guessed(tmp_path):
    records = [{"id": name, "text": TEXT, "date": "4/5/2023"} for name in "abc"]
    corpus = Corpus(put(tmp_path, n_jsonl=lines_of(*records)) / "n.jsonl")

    assert corpus.read("a").published is None
    problem = only(corpus.problems)
    assert "2023-05-04" in problem.what
    assert "2023-04-05" in problem.what
    assert "2 more" in problem.what
    assert problem.remedy is Remedy.DAY_ORDER


@pytest.mark.parametrize(
    ("said", "day"),
    [("date:month-first", "2023-04-05"), (":day-first", "2023-05-04")],
)
def test_a_person_may_say_what_stands_first(tmp_path, said, day):
    path = put(tmp_path, n_jsonl=lines_of({"id": "a", "text": TEXT, "date": "4/5/2023"}))
    corpus = Corpus(path, read_as=ReadAs((("published", said),)))

    assert corpus.read("a").published == day
    assert corpus.problems == []


@pytest.mark.parametrize(
    ("stated", "day"),
    [
        ("13/5/2023", "2023-05-13"),
        ("5/13/2023", "2023-05-13"),
        ("04.05.2023", "2023-05-04"),
        ("2023-05-04T23:30:00-08:00", "2023-05-04"),
        ("20230504103000", "2023-05-04"),
        (20230504, "2023-05-04"),
        (1683187200.0, "2023-05-04"),
        ({"date-parts": [[2023, 5, 4]]}, "2023-05-04"),
    ],
)
def test_a_day_is_read_in_many_forms(tmp_path, stated, day):
    path = put(tmp_path, n_jsonl=lines_of({"id": "a", "text": TEXT, "issued": stated}))

    assert Corpus(path).read("a").published == day


# Texts in markup


@pytest.mark.parametrize(
    "markup",
    [
        "<p>One said <b>so</b>.</p><p>Two said no.</p>",
        "One said so.<br><br>Two said no.<br/>",
        "<div><script>no()</script><p>One said so.</p>\n<p>Two said no.</p></div>",
    ],
)
def test_a_text_in_markup_is_read_as_markup(tmp_path, markup):
    path = put(tmp_path, n_jsonl=lines_of({"id": "a", "content_html": markup}))

    assert Corpus(path).read("a").text == "One said so.\n\nTwo said no."


@pytest.mark.parametrize("text", ["If a<b then c>d.", "He wrote <p> once.", "AT&amp;T said so."])
def test_a_text_with_an_angle_is_no_markup(tmp_path, text):
    path = put(tmp_path, n_jsonl=lines_of({"key": 1, "content": text}))
    corpus = Corpus(path)

    assert corpus.read(next(iter(corpus))).text == text


def test_markup_in_hedgerows_own_form_stays_as_it_is(tmp_path):
    path = put(tmp_path, n_jsonl=lines_of({"id": "a", "text": "<p>As it was tagged.</p>"}))

    assert Corpus(path).read("a").text == "<p>As it was tagged.</p>"


def test_parts_that_are_no_prose_are_left_out(tmp_path):
    contents = [
        {"type": "title", "content": TITLE},
        {"type": "byline", "content": "By Eva Moen"},
        {"type": "sanitized_html", "subtype": "paragraph", "content": "<p>One said so.</p>"},
        {"type": "image", "content": "A harbour"},
        {"type": "sanitized_html", "subtype": "paragraph", "content": "<p>Two said no.</p>"},
    ]
    path = put(tmp_path, n_jsonl=lines_of({"id": "a", "title": TITLE, "contents": contents}))

    assert Corpus(path).read("a").text == "One said so.\n\nTwo said no."

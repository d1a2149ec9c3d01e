"""A corpus names what it can't use without losing the rest."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from corpus_files import GOOD, NOISE, PNG, lines_of, only, put, refusal, texts, write
from hypothesis import given, settings, strategies as st

from hedgerow.store.corpus.corpus import Corpus
from hedgerow.store.problem import Remedy

# Bad input: one clear message, and the rest goes on working


def test_an_empty_folder_is_told_with_what_was_looked_for(tmp_path):
    problem = only(Corpus(tmp_path).problems)

    assert problem.where == tmp_path
    assert ".txt" in problem.what
    assert ".jsonl" in problem.what
    assert problem.remedy


def test_a_path_that_does_not_exist_is_refused(tmp_path):
    problem = refusal(Corpus, tmp_path / "nowhere")

    assert str(problem) == f"{tmp_path / 'nowhere'}: no such file or folder; check the path"


def test_a_path_with_a_nul_in_it_is_refused(tmp_path):
    assert "no such file" in refusal(Corpus, f"{tmp_path}/a\0b.txt").what


def test_a_path_longer_than_the_system_allows_is_refused(tmp_path):
    assert refusal(Corpus, tmp_path / ("x" * 300)).remedy


def test_a_file_of_another_kind_is_refused_with_the_kinds_there_are(tmp_path):
    write(tmp_path / "a.pdf", "%PDF")

    assert ".html" in refusal(Corpus, tmp_path / "a.pdf").what


BAD_FILES = {
    "noise.txt": NOISE,
    "noise.md": NOISE,
    "noise.html": NOISE,
    "picture.txt": PNG,
    "unmarked.txt": GOOD.encode("utf-16-le"),
    "zeros.txt": bytes(500),
    "half.txt": b"text " * 40 + b"\xff\0",
    "large.txt": b"word " * 30_000,
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_file_that_cannot_be_read_costs_one_message_and_no_other_article(tmp_path, name):
    write(tmp_path / name, BAD_FILES[name])
    put(tmp_path, a_txt=GOOD, z_txt=GOOD)
    corpus = Corpus(tmp_path, largest=100_000)

    assert texts(corpus) == {"a": GOOD, "z": GOOD}
    problem = only(corpus.problems)
    assert problem.where == tmp_path / name
    assert problem.what
    assert problem.remedy


def test_a_binary_lines_file_costs_one_message(tmp_path):
    put(tmp_path, noise_jsonl=NOISE, a_txt=GOOD)
    corpus = Corpus(tmp_path)

    assert texts(corpus) == {"a": GOOD}
    assert len(corpus.problems) == 1


def test_reading_again_tells_a_fault_no_second_time(tmp_path):
    corpus = Corpus(put(tmp_path, a_txt=NOISE, b_txt="é".encode("latin-1")))

    texts(corpus)
    texts(corpus)

    assert len(corpus.problems) == 2


def test_a_file_that_is_not_utf_8_is_read_and_told_with_its_line(tmp_path):
    corpus = Corpus(put(tmp_path, a_txt=b"one\ntwo\nthree caf\xe9 \x93so\x94\n"))

    assert texts(corpus) == {"a": "one\ntwo\nthree café “so”\n"}
    problem = only(corpus.problems)
    assert (problem.where, problem.line) == (tmp_path / "a.txt", 3)
    assert "UTF-8" in problem.what
    assert problem.remedy


def test_a_stray_nul_stays_where_it_is(tmp_path):
    text = "A stray \0 in a text that is one otherwise."
    corpus = Corpus(put(tmp_path, a_txt=text))

    assert texts(corpus) == {"a": text}
    assert corpus.problems == []


def test_carriage_returns_keep_their_offsets(tmp_path):
    text = "One.\r\n\r\nTwo.\rThree.\n"

    assert texts(Corpus(put(tmp_path, a_txt=text))) == {"a": text}


def test_one_line_of_a_megabyte_is_read_whole_and_has_a_short_title(tmp_path):
    line = "word " * 200_000
    article = Corpus(put(tmp_path, a_txt=line)).read("a")

    assert article.text == line
    assert len(article.title) <= 80


def test_an_article_that_has_disappeared_is_told_and_the_others_are_read(tmp_path):
    corpus = Corpus(put(tmp_path, a_txt=GOOD, b_txt=GOOD, c_txt=GOOD))
    (tmp_path / "b.txt").unlink()

    assert list(texts(corpus)) == ["a", "c"]
    problem = only(corpus.problems)
    assert problem.where == tmp_path / "b.txt"
    assert "No such file" in problem.what
    assert problem.remedy


def test_an_article_that_has_disappeared_is_no_longer_there(tmp_path):
    corpus = Corpus(put(tmp_path, a_txt=GOOD))
    before = corpus.is_there("a")
    (tmp_path / "a.txt").unlink()

    assert (before, corpus.is_there("a"), corpus.is_there("never was")) == (True, False, False)


def test_an_article_that_never_was_is_refused_by_name(tmp_path):
    assert "“zzz”" in refusal(Corpus(put(tmp_path, a_txt=GOOD)).read, "zzz").what


def test_of_two_files_with_one_id_the_second_is_told_and_names_the_first(tmp_path):
    corpus = Corpus(put(tmp_path, a_md="First by name.", a_txt="Second."))

    assert texts(corpus) == {"a": "First by name."}
    problem = only(corpus.problems)
    assert problem.where == tmp_path / "a.txt"
    assert str(tmp_path / "a.md") in problem.what


def test_of_two_lines_with_one_id_the_second_is_told_with_both_lines(tmp_path):
    records = [{"id": 7, "text": "One."}, {"id": "8", "text": "Two."}, {"id": "7", "text": "No."}]
    corpus = Corpus(put(tmp_path, n_jsonl=lines_of(*records)))

    assert texts(corpus) == {"7": "One.", "8": "Two."}
    problem = only(corpus.problems)
    assert problem.line == 3
    assert "n.jsonl:1" in problem.what


def test_a_file_over_the_cap_is_told_with_the_way_to_lift_it(tmp_path):
    corpus = Corpus(put(tmp_path, a_txt="x" * 3_000_001), largest=3_000_000)

    assert refusal(corpus.read, "a").remedy == Remedy.RAISE_LIMIT


def test_a_file_of_exactly_the_cap_is_read(tmp_path):
    corpus = Corpus(put(tmp_path, a_txt="x" * 1000), largest=1000)

    assert len(corpus.read("a").text) == 1000


def test_without_a_cap_any_size_is_read(tmp_path):
    corpus = Corpus(put(tmp_path, a_txt="x" * 1001), largest=None)

    assert len(corpus.read("a").text) == 1001


def test_a_line_over_the_cap_costs_no_other_line(tmp_path):
    records = [{"id": "big", "text": "x" * 2000}, {"id": "small", "text": "One."}]
    corpus = Corpus(put(tmp_path, n_jsonl=lines_of(*records)), largest=1000)

    assert texts(corpus) == {"small": "One."}
    assert only(corpus.problems).line == 1


# JSON Lines


def test_a_lines_file_gives_what_each_line_states(tmp_path):
    record = {
        "id": "a",
        "text": "One.\r\nTwo.",
        "title": "Talks",
        "outlet": "The Post",
        "published": "2022-03-02",
        "url": "https://example.org/a",
    }
    article = Corpus(put(tmp_path, n_jsonl=lines_of(record)) / "n.jsonl").read("a")

    stated = {name: getattr(article, name) for name in record}
    assert stated == record
    assert article.published_from == "metadata"


BAD_LINES = {
    "no JSON": b"nope",
    "cut short": b'{"id": "x", "te',
    "two objects": b'{"id":"x","text":"a"} {"id":"y","text":"b"}',
    "a list": b'["x", "y"]',
    "a string": b'"x"',
    "null": b"null",
    "no text": b'{"id": "x"}',
    "a text that is a number": b'{"id": "x", "text": 3}',
    "a text that is null": b'{"id": "x", "text": null}',
    "half a surrogate pair": b'{"id": "x", "text": "\\ud800"}',
    "invalid UTF-8": b'{"id": "x", "text": "\xff"}',
    "a raw control": b'{"id": "x", "text": "\x01"}',
    "NULs": b"\0\0\0",
    "deep nesting": b'{"id": "x", "text": "y", "z": ' + b"[" * 5000 + b"]" * 5000 + b"}",
}


@pytest.mark.parametrize("bad", BAD_LINES.values(), ids=BAD_LINES)
def test_a_bad_line_in_the_middle_is_told_and_the_lines_around_it_are_read(tmp_path, bad):
    good = [lines_of({"id": name, "text": name}).encode() for name in "ab"]
    corpus = Corpus(put(tmp_path, n_jsonl=good[0] + bad + b"\n" + good[1]) / "n.jsonl")

    assert texts(corpus) == {"a": "a", "b": "b"}
    problem = only(corpus.problems)
    assert (problem.where, problem.line) == (tmp_path / "n.jsonl", 2)
    assert '"id"' in problem.remedy


def test_a_lines_file_may_have_a_mark_crlf_blank_lines_and_no_last_newline(tmp_path):
    data = b'\xef\xbb\xbf{"id":"a","text":"A"}\r\n\r\n  \n{"id":"b","text":"B"}'
    corpus = Corpus(put(tmp_path, n_jsonl=data) / "n.jsonl")

    assert texts(corpus) == {"a": "A", "b": "B"}
    assert corpus.problems == []


def test_an_empty_lines_file_is_told(tmp_path):
    assert only(Corpus(put(tmp_path, n_jsonl="") / "n.jsonl").problems).remedy


def test_a_lines_file_with_only_bad_lines_tells_them_once_and_nothing_more(tmp_path):
    corpus = Corpus(put(tmp_path, n_jsonl="x\ny\n") / "n.jsonl")

    problem = only(corpus.problems)
    assert problem.line == 1
    assert "1 more like it" in problem.what


@pytest.mark.parametrize("stated", [{}, {"id": True}, {"id": []}, {"id": None}, {"id": ""}])
def test_a_line_without_a_usable_id_gets_one_of_what_it_says(tmp_path, stated):
    records = [{**stated, "text": "One."}, {**stated, "text": "Two."}]
    corpus = Corpus(put(tmp_path, n_jsonl=lines_of(*records)) / "n.jsonl")

    assert list(texts(corpus).values()) == ["One.", "Two."]
    assert corpus.problems == []


def test_a_date_that_is_none_is_left_out(tmp_path):
    records = [{"id": "a", "text": GOOD, "published": "soon"}]

    article = Corpus(put(tmp_path, n_jsonl=lines_of(*records))).read("a")

    assert (article.published, article.published_from) == (None, "unknown")


def test_a_line_that_has_become_another_article_is_not_taken_for_the_first(tmp_path):
    path = put(tmp_path, n_jsonl=lines_of({"id": "a", "text": "One."})) / "n.jsonl"
    corpus = Corpus(path)
    path.write_text(lines_of({"id": "b", "text": "One."}))

    assert "changed" in refusal(corpus.read, "a").what


def test_a_lines_file_that_was_cut_while_open_is_refused_not_misread(tmp_path):
    records = [{"id": name, "text": name * 50} for name in "ab"]
    path = put(tmp_path, n_jsonl=lines_of(*records)) / "n.jsonl"
    corpus = Corpus(path)
    path.write_bytes(path.read_bytes()[:-20])

    assert list(texts(corpus)) == ["a"]
    assert only(corpus.problems).line == 2


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1, max_size=6))
def test_any_texts_come_back_from_a_lines_file_to_the_character(given_texts):
    records = [{"id": str(number), "text": text} for number, text in enumerate(given_texts)]
    with tempfile.TemporaryDirectory() as folder:
        corpus = Corpus(put(Path(folder), n_jsonl=lines_of(*records)))

        assert list(texts(corpus).values()) == given_texts


def test_a_file_whose_whole_name_is_an_ending_is_no_article(tmp_path):
    put(tmp_path, a_txt=GOOD)
    (tmp_path / "txt").write_text(GOOD)

    assert list(Corpus(tmp_path)) == ["a"]


def test_a_corpus_that_is_not_to_find_its_articles_yet_finds_them_when_they_are_asked_for(tmp_path):
    corpus = Corpus(put(tmp_path, a_txt=GOOD), find=False)

    assert (corpus.is_found, list(corpus), corpus.is_found) == (False, ["a"], True)


def test_each_line_of_a_moved_article_is_found_again_by_its_own_place(tmp_path):
    records = [{"id": name, "text": f"{name} said so."} for name in "abc"]
    path = put(tmp_path, n_jsonl=lines_of(*records)) / "n.jsonl"
    corpus = Corpus(path)
    path.write_text(lines_of(*reversed(records)))

    assert [corpus.read_with_problems(name)[0].text[0] for name in "abc"] == ["a", "b", "c"]


def test_few_articles_are_found_at_once(tmp_path):
    corpus = Corpus(put(tmp_path, a_txt=GOOD, b_txt=GOOD), find=False)

    assert (corpus.find_if_few(2), corpus.is_found, list(corpus)) == (True, True, ["a", "b"])


def test_of_many_articles_the_rest_is_found_later(tmp_path):
    corpus = Corpus(put(tmp_path, a_txt=GOOD, b_txt=GOOD), find=False)

    assert (corpus.find_if_few(1), corpus.is_found) == (False, False)
    assert list(corpus.find()) == ["a", "b"]


def test_no_file_of_many_articles_is_opened_to_find_few(tmp_path):
    corpus = Corpus(put(tmp_path, n_jsonl=lines_of({"id": "a", "text": "x"})), find=False)

    assert not corpus.find_if_few(1000)
    assert list(corpus) == ["a"]


def test_a_line_that_is_too_long_is_told_and_the_next_one_read(tmp_path, monkeypatch):
    monkeypatch.setattr("hedgerow.store.corpus.records.pieces.LONGEST", 100)
    path = tmp_path / "news.jsonl"
    texts = {b"a": b"x" * 300, b"b": b"x"}
    path.write_bytes(b"".join(b'{"id": "%s", "text": "%s"}\n' % one for one in texts.items()))

    corpus = Corpus(path)

    assert list(corpus) == ["b"]
    assert corpus.read("b").text == "x"
    assert [problem.line for problem in corpus.problems] == [1]

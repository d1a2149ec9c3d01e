"""What a corpus finds in a folder, and what it passes over and tells."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from corpus_files import GOOD, NOISE, SEEDS, lines_of, only, put, texts, write

from hedgerow.store.corpus.corpus import Corpus


def test_the_samples_are_five_articles_with_their_texts_untouched():
    files = sorted(SEEDS.glob("*.txt"))

    found = texts(Corpus(SEEDS))

    assert found == {path.stem: path.read_bytes().decode() for path in files}
    assert len(found) == 5


def test_an_id_is_the_path_below_the_corpus_without_its_ending(tmp_path):
    write(tmp_path / "news" / "march" / "a.b.txt", GOOD)

    assert list(Corpus(tmp_path)) == ["news/march/a.b"]


def test_articles_of_one_folder_come_in_the_order_of_their_names(tmp_path):
    for name in ("c", "a", "d", "b"):
        write(tmp_path / f"{name}.txt", GOOD)

    assert list(Corpus(tmp_path)) == ["a", "b", "c", "d"]


def test_every_kind_of_article_is_found_whatever_the_case_of_its_ending(tmp_path):
    put(tmp_path, a_txt=GOOD, b_MD=GOOD, c_markdown=GOOD, d_HtMl=GOOD, e_htm=GOOD)
    put(tmp_path, f_JSONL=lines_of({"id": "f", "text": GOOD}))

    assert texts(Corpus(tmp_path)) == dict.fromkeys("abcdef", GOOD)


def test_files_of_other_kinds_are_no_articles_and_no_faults(tmp_path):
    put(tmp_path, a_txt=GOOD, photo_jpg=NOISE, table_csv="a,b", codebook_toml="")

    corpus = Corpus(tmp_path)

    assert list(corpus) == ["a"]
    assert corpus.problems == []


def test_hidden_files_and_folders_are_not_searched(tmp_path):
    put(tmp_path, a_txt=GOOD)
    write(tmp_path / ".hidden.txt", GOOD)
    write(tmp_path / ".git" / "note.txt", GOOD)

    assert list(Corpus(tmp_path)) == ["a"]


@pytest.mark.parametrize("name", ["annotations", "news.annotations"])
def test_annotations_beside_the_articles_are_no_articles(tmp_path, name):
    put(tmp_path, a_txt=GOOD)
    write(tmp_path / name / "a.jsonl", "{}\n")

    corpus = Corpus(tmp_path)

    assert (list(corpus), corpus.problems) == (["a"], [])


def test_annotations_that_were_moved_within_the_corpus_are_no_articles(tmp_path):
    put(tmp_path, a_txt=GOOD)
    write(tmp_path / "marks" / "a.jsonl", "{}\n")

    corpus = Corpus(tmp_path, annotations=tmp_path / "marks")

    assert (list(corpus), corpus.problems) == (["a"], [])


def test_moved_annotations_are_no_articles_however_the_two_paths_are_spelt(tmp_path, monkeypatch):
    put(tmp_path / "news", a_txt=GOOD)
    write(tmp_path / "news" / "marks" / "a.jsonl", "{}\n")
    monkeypatch.chdir(tmp_path)

    corpus = Corpus("news", annotations=tmp_path / "news" / "marks")

    assert (list(corpus), corpus.problems) == (["a"], [])


def test_one_file_is_a_corpus_whose_article_has_the_id_it_has_in_its_folder(tmp_path):
    put(tmp_path, a_txt=GOOD, b_txt=GOOD)

    corpus = Corpus(tmp_path / "b.txt")

    assert list(corpus) == ["b"]
    assert corpus.read("b") == Corpus(tmp_path).read("b")


def test_articles_of_a_lines_file_within_a_folder_have_their_own_ids(tmp_path):
    put(tmp_path, a_txt=GOOD, n_jsonl=lines_of({"id": "x/1", "text": "One."}))

    assert texts(Corpus(tmp_path)) == {"a": GOOD, "x/1": "One."}


@pytest.mark.parametrize(
    ("opened", "place"),
    [
        (".", "annotations"),
        ("a.txt", "annotations"),
        ("news.jsonl", "news.annotations"),
    ],
)
def test_annotations_stand_beside_what_was_opened(tmp_path, opened, place):
    put(tmp_path, a_txt=GOOD, news_jsonl=lines_of({"id": "x", "text": "One."}))

    assert Corpus(tmp_path / opened).annotations == tmp_path / place


def test_annotations_stand_where_they_were_moved_to(tmp_path):
    put(tmp_path, a_txt=GOOD)

    assert Corpus(tmp_path, annotations="elsewhere").annotations == Path("elsewhere")


@pytest.mark.parametrize("opened", [".", "a.txt"])
def test_a_codebook_of_its_own_would_stand_beside_the_articles(tmp_path, opened):
    put(tmp_path, a_txt=GOOD)

    assert Corpus(tmp_path / opened).codebook == tmp_path / "codebook.toml"


def test_a_corpus_knows_how_many_and_which_articles_it_has(tmp_path):
    corpus = Corpus(put(tmp_path, a_txt=GOOD, b_txt=GOOD))

    assert len(corpus) == 2
    assert "a" in corpus
    assert "c" not in corpus


def test_opening_a_folder_writes_nothing(tmp_path):
    put(tmp_path, a_txt=GOOD)

    texts(Corpus(tmp_path))

    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_an_article_says_where_it_stands(tmp_path):
    put(tmp_path, a_txt=GOOD, n_jsonl="\n" + lines_of({"id": "x", "text": "One."}))
    corpus = Corpus(tmp_path)

    assert (corpus.read("a").path, corpus.read("a").line) == (tmp_path / "a.txt", None)
    assert (corpus.read("x").path, corpus.read("x").line) == (tmp_path / "n.jsonl", 2)


def test_the_digest_of_a_text_changes_with_one_character_of_it(tmp_path):
    corpus = Corpus(put(tmp_path, a_txt="Cafe\u0301.", b_txt="Café.", c_txt="Café."))
    first, second, third = (corpus.read(name).text_sha256 for name in "abc")

    assert first != second
    assert second == third


# Links


@pytest.fixture
def outside(tmp_path_factory):
    return put(tmp_path_factory.mktemp("outside"), secret_txt="Outside.")


def test_a_link_to_a_file_outside_is_not_followed(tmp_path, outside):
    put(tmp_path, a_txt=GOOD)
    (tmp_path / "link.txt").symlink_to(outside / "secret.txt")

    assert texts(Corpus(tmp_path)) == {"a": GOOD}


def test_a_linked_lines_file_outside_is_not_followed(tmp_path, outside):
    put(tmp_path, a_txt=GOOD)
    put(outside, n_jsonl=lines_of({"id": "secret", "text": "Outside."}))
    (tmp_path / "n.jsonl").symlink_to(outside / "n.jsonl")

    assert texts(Corpus(tmp_path)) == {"a": GOOD}


def test_a_link_to_a_folder_outside_is_not_followed(tmp_path, outside):
    put(tmp_path, a_txt=GOOD)
    (tmp_path / "link").symlink_to(outside)

    assert texts(Corpus(tmp_path)) == {"a": GOOD}


def test_a_link_that_leads_out_is_told(tmp_path, outside):
    put(tmp_path, a_txt=GOOD)
    (tmp_path / "link.txt").symlink_to(outside / "secret.txt")

    assert only(Corpus(tmp_path).problems).where == tmp_path / "link.txt"


def test_a_link_to_a_file_within_the_corpus_is_followed(tmp_path):
    put(tmp_path, a_txt=GOOD)
    (tmp_path / "b.txt").symlink_to(tmp_path / "a.txt")

    assert texts(Corpus(tmp_path)) == {"a": GOOD, "b": GOOD}


def test_what_the_corpus_lives_on_is_its_own_by_whatever_name(tmp_path):
    put(tmp_path / ".kept", a_data=GOOD)
    put(tmp_path, b_txt=GOOD)
    (tmp_path / "a.txt").symlink_to(tmp_path / ".kept" / "a.data")
    (tmp_path / "other.txt").symlink_to(tmp_path / "b.txt")
    corpus = Corpus(tmp_path)
    own = ["a.txt", "b.txt", "other.txt", "codebook.toml", "annotations/b.jsonl"]
    assert [name for name in own if not corpus.holds(tmp_path / name)] == []
    assert not corpus.holds(tmp_path / "export.jsonl")


def test_a_link_back_to_the_corpus_itself_is_not_followed_for_ever(tmp_path):
    put(tmp_path, a_txt=GOOD)
    (tmp_path / "again").symlink_to(tmp_path)

    assert list(Corpus(tmp_path)) == ["a"]


def test_a_link_to_nothing_costs_one_message(tmp_path):
    put(tmp_path, a_txt=GOOD)
    (tmp_path / "b.txt").symlink_to(tmp_path / "gone.txt")
    corpus = Corpus(tmp_path)

    assert texts(corpus) == {"a": GOOD}
    assert only(corpus.problems).where == tmp_path / "b.txt"


def test_a_link_to_itself_costs_no_other_article(tmp_path):
    put(tmp_path, a_txt=GOOD)
    (tmp_path / "b.txt").symlink_to(tmp_path / "b.txt")

    assert texts(Corpus(tmp_path)) == {"a": GOOD}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_named_pipe_is_no_article(tmp_path):
    put(tmp_path, a_txt=GOOD)
    os.mkfifo(tmp_path / "b.txt")

    assert list(Corpus(tmp_path)) == ["a"]


# Names and rights


def put_bytes(folder, name, data):
    """Write a file whose name is any bytes, where the system has such names."""
    try:
        Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_bytes(data)
    except OSError:
        pytest.skip("this file system holds no such name")


def test_a_file_name_that_is_no_utf_8_gives_a_valid_id_and_a_readable_article(tmp_path):
    put_bytes(tmp_path, b"caf\xe9.txt", GOOD.encode())

    found = texts(Corpus(tmp_path))

    assert found == {"caf\\xe9": GOOD}


def test_names_that_differ_in_one_invalid_byte_are_two_articles(tmp_path):
    put_bytes(tmp_path, b"\xfe.txt", b"One.")
    put_bytes(tmp_path, b"\xff.txt", b"Two.")

    assert sorted(texts(Corpus(tmp_path)).values()) == ["One.", "Two."]


def test_a_lone_file_whose_name_is_no_utf_8_can_be_opened(tmp_path):
    put_bytes(tmp_path, b"caf\xe9.txt", GOOD.encode())

    assert texts(Corpus(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))) == {"caf\\xe9": GOOD}


@pytest.mark.parametrize(
    "stem", ["a b", "a\nb", "\x1b[31mred", "[bold]x", "中文", "e\u0301", "-", "a.txt", "~"]
)
def test_odd_file_names_are_articles_like_any_other(tmp_path, stem):
    write(tmp_path / f"{stem}.txt", GOOD)

    assert texts(Corpus(tmp_path)) == {stem: GOOD}


def shut_off(path):
    """Take all rights away, where that keeps this user from reading."""
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read anything")


def test_a_file_that_may_not_be_read_costs_one_message(tmp_path):
    put(tmp_path, a_txt=GOOD, b_txt=GOOD)
    shut_off(tmp_path / "b.txt")
    corpus = Corpus(tmp_path)

    assert texts(corpus) == {"a": GOOD}
    assert "Permission denied" in only(corpus.problems).what


def test_a_folder_that_may_not_be_searched_costs_one_message(tmp_path):
    put(tmp_path, a_txt=GOOD)
    shut = tmp_path / "shut"
    shut.mkdir()
    try:
        shut_off(shut)
        corpus = Corpus(tmp_path)
    finally:
        shut.chmod(0o700)

    assert list(corpus) == ["a"]
    assert str(only(corpus.problems).where) == str(shut)

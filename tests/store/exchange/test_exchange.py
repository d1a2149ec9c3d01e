"""What leaves and enters: annotations as JSON Lines, mentions, and files written whole."""

from __future__ import annotations

import os
import stat
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import orjson
import pytest
from hypothesis import given, settings, strategies as st

import hedgerow.store.exchange.importing as importing
from hedgerow.store.annotations.annotations import Annotations
from hedgerow.store.annotations.codebook import built_in_codebook
from hedgerow.store.corpus.corpus import Corpus
from hedgerow.store.exchange import ExportSelection, export_lines, import_lines
from hedgerow.store.exchange.mentions import mentions_line
from hedgerow.store.files.whole import write_whole
from hedgerow.store.journal.database import Journal
from hedgerow.store.journal.history import History
from hedgerow.store.review import ReviewSession
from hedgerow.store.span import Span
from hedgerow.store.tagging import tag

SEEDS = Path(__file__).parents[3] / "seeds"
CODEBOOK = built_in_codebook()
ONE = "Beijing: China is “deeply grieved”, Wang Yi said.\r\nCafé talks\u00a0went on. 👩‍👩‍👧 中文"
TWO = "Moscow: Russia’s envoy thanked the hosts and left."


@pytest.fixture
def corpus(tmp_path):
    folder = tmp_path / "corpus"
    (folder / "b").mkdir(parents=True)
    (folder / "b" / "one.txt").write_bytes(ONE.encode())
    (folder / "two.txt").write_bytes(TWO.encode())
    return Corpus(folder)


@pytest.fixture
def annotations(corpus):
    return Annotations(corpus.annotations, "ann")


def mark(corpus, annotations, key, quote, label="claim", annotator="ann", **fields):
    article = corpus.read(key)
    start = article.text.index(quote)
    span = Span(start, start + len(quote))
    made = tag(article, span, label, annotator=annotator, codebook=CODEBOOK)
    made = replace(made, **fields)
    annotations.journal.table(key).change({made.id: made.document()})
    return made


@pytest.fixture
def marked(corpus, annotations):
    """Tags of two people in two articles, made in no order."""
    mark(corpus, annotations, "b/one", "中文", "hedge", memo="\x1b[31m“why”?")
    mark(corpus, annotations, "two", "envoy", annotator="bob", more={"added in 2030": [1, None]})
    mark(corpus, annotations, "b/one", "Beijing", confidence=0.1 + 0.2)
    mark(corpus, annotations, "two", "Moscow", attributes={"mode": "mixed"})
    return annotations


EVERYTHING = ExportSelection()


def exported(corpus, annotations, selection=EVERYTHING) -> list[dict]:
    return [orjson.loads(line) for line in export_lines(corpus, annotations, selection)]


def export_with_problems(corpus, annotations):
    problems = []
    return list(export_lines(corpus, annotations, problems=problems)), problems


def quotes(documents) -> list[str]:
    return [document["quote"] for document in documents]


def elsewhere(tmp_path, name="elsewhere") -> Annotations:
    return Annotations(tmp_path / name, "carol")


def bring(lines, corpus, annotations):
    return import_lines(lines, "file.jsonl", corpus, annotations, CODEBOOK)


def foreign(**fields) -> bytes:
    line = {"article": "two", "start": 0, "end": 6, "label": "claim", **fields}
    return orjson.dumps({name: value for name, value in line.items() if value is not ...})


def saved_lines(annotations) -> int:
    return sum(path.read_bytes().count(b"\n") for path in annotations.folder.glob("*.jsonl"))


def test_an_export_is_ordered_by_article_and_position(corpus, marked):
    found = quotes(exported(corpus, marked))
    assert [*corpus] == ["two", "b/one"]
    assert found == ["Moscow", "envoy", "Beijing", "中文"]


def test_an_export_is_the_same_bytes_whatever_the_order_of_the_journal(corpus, marked):
    before = list(export_lines(corpus, marked))
    for path in marked.folder.glob("*.jsonl"):
        path.write_bytes(b"".join(reversed(path.read_bytes().splitlines(keepends=True))))
    assert list(export_lines(corpus, Annotations(marked.folder, "ann"))) == before


def test_an_exported_line_quotes_its_text(corpus, marked):
    for document in exported(corpus, marked):
        text = corpus.read(document["article"]).text
        assert text[document["start"] : document["end"]] == document["quote"]


def test_nothing_marked_is_an_empty_export(corpus, annotations):
    assert list(export_lines(corpus, annotations)) == []


def test_what_was_removed_is_not_exported(corpus, annotations):
    made = mark(corpus, annotations, "two", "envoy")
    annotations.journal.table("two").change({made.id: None})
    assert list(export_lines(corpus, annotations)) == []


@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        (ExportSelection(label="hedge"), ["中文"]),
        (ExportSelection(annotator="bob"), ["envoy"]),
        (ExportSelection(article="b/one"), ["Beijing", "中文"]),
        (ExportSelection(article="b/one", label="claim"), ["Beijing"]),
        (ExportSelection(article="none"), []),
        (ExportSelection(label="none"), []),
    ],
)
def test_an_export_holds_only_what_was_selected(corpus, marked, selection, expected):
    assert quotes(exported(corpus, marked, selection)) == expected


@pytest.mark.parametrize(
    ("verdict", "expected"),
    [
        ("accepted", ["Moscow", "Beijing"]),
        ("rejected", ["中文"]),
        ("unreviewed", ["envoy"]),
    ],
)
def test_an_export_can_be_selected_by_verdict(corpus, marked, verdict, expected):
    sitting = ReviewSession(marked, corpus)
    sitting.judge("accept")
    sitting.revise(lambda made: replace(made, memo="revised"), "memo")
    sitting.judge("accept")
    sitting.judge("reject")
    assert quotes(exported(corpus, marked, ExportSelection(verdict=verdict))) == expected


def test_reviews_are_not_exported_as_annotations(corpus, marked):
    ReviewSession(marked, corpus).judge("accept")
    assert len(exported(corpus, marked)) == 4


def test_annotations_of_articles_that_have_gone_come_last_and_are_told(corpus, marked):
    (corpus.folder / "two.txt").unlink()
    lines, problems = export_with_problems(Corpus(corpus.folder), marked)
    assert quotes(map(orjson.loads, lines)) == ["Beijing", "中文", "Moscow", "envoy"]
    assert any("two" in problem.what for problem in problems)


def test_a_passage_that_has_moved_is_exported_where_it_stands_now(corpus, marked):
    before = list(map(orjson.loads, export_lines(corpus, marked)))
    path = corpus.folder / "two.txt"
    path.write_bytes(b"Update. " + path.read_bytes())
    lines, problems = export_with_problems(corpus, marked)
    assert problems == []
    for made, line in zip(before, map(orjson.loads, lines), strict=True):
        if line["article"] != "two":
            assert line == made
            continue
        text = corpus.read("two").text
        assert text[line["start"] : line["end"]] == line["quote"] == made["quote"]
        assert line["start"] == made["start"] + len("Update. ")
        origin = {name: made[name] for name in ("start", "end", "quote", "text_sha256")}
        assert line["anchor"] == {"status": "anchored", "score": 1.0, "from": origin}


def test_a_passage_that_has_gone_is_exported_with_its_old_place_and_told(corpus, marked):
    before = list(map(orjson.loads, export_lines(corpus, marked)))
    path = corpus.folder / "two.txt"
    path.write_bytes(b"Nothing of it is left.")
    lines, problems = export_with_problems(corpus, marked)
    assert [problem.where for problem in problems] == [path, path]
    for made, line in zip(before, map(orjson.loads, lines), strict=True):
        if line["article"] == "two":
            assert line.pop("anchor")["status"] == "orphaned"
        assert line == made


def test_what_was_exported_after_a_move_is_imported_as_it_was_made(corpus, marked, tmp_path):
    before = list(export_lines(corpus, marked))
    path = corpus.folder / "two.txt"
    text = path.read_bytes()
    path.write_bytes(b"Update. " + text)
    moved = list(export_lines(corpus, marked))
    other = elsewhere(tmp_path)
    assert bring(moved, corpus, other).added == 4
    assert bring(moved, corpus, marked).added == 0
    path.write_bytes(text)
    assert list(export_lines(corpus, other)) == before


def test_a_line_that_is_not_json_is_told_with_its_number_and_the_rest_exported(corpus, marked):
    path = marked.journal.table("two").file.path
    path.write_bytes(b"<<<<<<< HEAD\n" + path.read_bytes())
    lines, problems = export_with_problems(corpus, marked)
    assert len(lines) == 4
    assert [(problem.where, problem.line) for problem in problems] == [(path, 1)]


def test_exported_imported_and_exported_again_is_the_same_bytes(corpus, marked, tmp_path):
    lines = list(export_lines(corpus, marked))
    other = elsewhere(tmp_path)
    result = bring(lines, corpus, other)
    assert (result.added, result.problems) == (4, [])
    assert list(export_lines(corpus, other)) == lines


texts = st.text(max_size=8)
values = st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False)
trees = st.recursive(
    values | texts,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(texts, inner, max_size=2),
    max_leaves=5,
)


@given(st.lists(st.tuples(st.integers(0, 48), texts, trees), min_size=1, max_size=4))
@settings(deadline=None, max_examples=25)
def test_any_annotation_comes_back_as_the_same_bytes(tmp_path_factory, made):
    folder = tmp_path_factory.mktemp("corpus")
    (folder / "two.txt").write_bytes(TWO.encode())
    corpus = Corpus(folder)
    annotations = Annotations(corpus.annotations, "ann")
    for start, memo, more in made:
        quote = TWO[start : start + 2]
        mark(corpus, annotations, "two", quote, memo=memo, more={"x-more": more})
    lines = list(export_lines(corpus, annotations))
    other = elsewhere(folder)
    bring(lines, corpus, other)
    assert list(export_lines(corpus, other)) == lines


def test_importing_twice_adds_nothing(corpus, marked, tmp_path):
    lines, other = list(export_lines(corpus, marked)), elsewhere(tmp_path)
    bring(lines, corpus, other)
    before = saved_lines(other)
    result = bring(lines, corpus, other)
    assert (result.added, result.known, saved_lines(other)) == (0, 4, before)


def test_importing_what_was_exported_here_adds_nothing(corpus, marked):
    before = saved_lines(marked)
    assert bring(list(export_lines(corpus, marked)), corpus, marked).added == 0
    assert saved_lines(marked) == before


def test_an_import_brings_an_older_annotation_up_to_date(corpus, marked, tmp_path):
    other = elsewhere(tmp_path)
    bring(list(export_lines(corpus, marked)), corpus, other)
    (made,) = [one for one in marked.of("two") if one.quote == "envoy"]
    marked.journal.table("two").change({made.id: replace(made, memo="new").document()})
    result = bring(list(export_lines(corpus, marked)), corpus, other)
    assert (result.added, result.known) == (1, 3)
    assert list(export_lines(corpus, other)) == list(export_lines(corpus, marked))


def test_an_import_does_not_undo_what_was_done_since_the_export(corpus, marked):
    lines = list(export_lines(corpus, marked))
    for made in marked.of("two"):
        marked.journal.table("two").change({made.id: None})
    assert bring(lines, corpus, marked).added == 0
    assert marked.of("two") == []


def test_an_import_saves_once_for_each_article(corpus, marked, tmp_path, monkeypatch):
    lines, other = list(export_lines(corpus, marked)), elsewhere(tmp_path)
    bring([foreign(), foreign(article="b/one")], corpus, other)
    synced, fsync = [], os.fsync
    monkeypatch.setattr(os, "fsync", lambda file: (synced.append(os.fstat(file)), fsync(file)))
    bring(lines, corpus, other)
    assert sum(stat.S_ISREG(one.st_mode) for one in synced) == 2


@pytest.mark.parametrize("count", [40, 400])
def test_an_import_holds_no_more_lines_the_more_there_are(corpus, tmp_path, monkeypatch, count):
    monkeypatch.setattr(importing, "BATCH", 10)
    other = elsewhere(tmp_path)
    held = []

    def lines():
        for number in range(count):
            saved = len(Journal(other.folder).table("two").records())
            held.append(number - saved)
            yield foreign(article="two", start=number % 40, end=number % 40 + 1 + number // 40)

    assert bring(lines(), corpus, other).added == count
    assert max(held) < importing.BATCH
    assert other.journal.open_tables() == set()


def test_an_import_in_several_batches_is_one_step_for_undo(corpus, marked, tmp_path, monkeypatch):
    monkeypatch.setattr(importing, "BATCH", 1)
    other = elsewhere(tmp_path)
    (made,) = [one for one in marked.of("two") if one.quote == "envoy"]
    lines = list(export_lines(corpus, marked))
    marked.journal.table("two").change({made.id: replace(made, memo="new").document()})
    bring([*lines, *export_lines(corpus, marked)], corpus, other)  # one of them comes in two states
    assert exported(corpus, other) == exported(corpus, marked)
    History(other.journal, other.annotator).undo()
    assert exported(corpus, other) == []


@pytest.mark.parametrize("count", [2, 20])
def test_an_export_keeps_no_table_in_memory(tmp_path, count):
    for number in range(count):
        (tmp_path / f"{number}.txt").write_text(TWO)
    corpus = Corpus(tmp_path)
    for number in range(count):
        mark(corpus, Annotations(corpus.annotations, "ann"), f"{number}", "envoy")
    (tmp_path / "1.txt").write_text("New. " + TWO)  # one is looked for
    annotations = Annotations(corpus.annotations, "ann")
    open_tables = [
        len(annotations.journal.open_tables()) for _ in export_lines(corpus, annotations)
    ]
    assert max(open_tables) <= 1
    assert annotations.journal.open_tables() == set()


def test_an_export_reads_only_articles_with_annotations(corpus, marked, monkeypatch):
    read, text = [], Corpus.text
    monkeypatch.setattr(Corpus, "text", lambda self, key: (read.append(key), text(self, key))[1])
    for made in marked.of("two"):
        marked.journal.table("two").change({made.id: None})
    list(export_lines(corpus, marked))
    assert read == ["b/one"]


def test_annotations_of_an_article_that_is_not_here_are_kept(corpus, marked, tmp_path):
    lines, other = list(export_lines(corpus, marked)), elsewhere(tmp_path)
    (corpus.folder / "two.txt").unlink()
    result = bring(lines, Corpus(corpus.folder), other)
    assert (result.added, len(other.of("two"))) == (4, 2)


def test_blank_lines_and_line_ends_of_another_system_do_no_harm(corpus, marked, tmp_path):
    lines = [line.replace(b"\n", b"\r\n") for line in export_lines(corpus, marked)]
    result = bring([b"\n", *lines, b"  \r\n"], corpus, elsewhere(tmp_path))
    assert (result.added, result.problems) == (4, [])


def test_a_foreign_line_becomes_an_annotation_of_its_passage(corpus, annotations):
    bring([foreign(annotator="bob", memo="why?")], corpus, annotations)
    (made,) = annotations.of("two")
    assert (made.quote, made.label, made.annotator) == ("Moscow", "claim", "bob")
    assert (made.memo, made.origin) == ("why?", "import")
    assert made.suffix.startswith(": Russia’s")


@pytest.mark.parametrize("named", [..., None, "", 7])
def test_a_foreign_line_without_annotator_is_the_importers(corpus, annotations, named):
    bring([foreign(annotator=named)], corpus, annotations)
    assert [made.annotator for made in annotations.of("two")] == ["ann"]


def test_a_foreign_line_comes_only_once(corpus, annotations):
    bring([foreign()], corpus, annotations)
    result = bring([foreign(), foreign()], corpus, annotations)
    assert (result.added, saved_lines(annotations)) == (0, 1)


def test_a_foreign_line_does_not_undo_what_was_done_with_it_here(corpus, annotations):
    bring([foreign()], corpus, annotations)
    (made,) = annotations.of("two")
    annotations.journal.table("two").change({made.id: replace(made, memo="mine").document()})
    bring([foreign(memo="theirs")], corpus, annotations)
    assert [made.memo for made in annotations.of("two")] == ["mine"]


def test_foreign_lines_on_different_passages_are_different_annotations(corpus, annotations):
    lines = [foreign(), foreign(end=5), foreign(label="hedge"), foreign(annotator="bob")]
    assert bring(lines, corpus, annotations).added == 4


def test_a_foreign_line_with_the_quote_of_its_passage_is_taken(corpus, annotations):
    assert bring([foreign(quote="Moscow")], corpus, annotations).added == 1


@pytest.mark.parametrize(
    ("name", "value"),
    [("attributes", {"mode": "direct"}), ("confidence", 0.5), ("batch of its program", "x")],
)
def test_a_foreign_line_keeps_what_else_it_says(corpus, annotations, name, value):
    bring([foreign(**{name: value})], corpus, annotations)
    (record,) = annotations.records("two")
    assert record.document[name] == value


BAD_LINES = {
    "not JSON": b"{not json",
    "half a line": foreign()[:20],
    "no object": b"[1, 2]",
    "a number": b"42",
    "no UTF-8": b'{"article": "\xff"}',
    "no article": foreign(article=...),
    "an unknown article": foreign(article="none"),
    "an article that is no text": foreign(article=["two"]),
    "no label": foreign(label=...),
    "an empty label": foreign(label=""),
    "no start": foreign(start=...),
    "a start that is text": foreign(start="0"),
    "a start that is no whole number": foreign(start=0.5),
    "a start that is a truth": foreign(start=True),
    "a start before the text": foreign(start=-1),
    "an end beyond the text": foreign(end=1_000),
    "an empty span": foreign(end=0),
    "another quote": foreign(quote="Minsk"),
}


@pytest.mark.parametrize("bad", BAD_LINES.values(), ids=BAD_LINES)
def test_a_bad_line_is_named_with_its_number_and_the_others_are_taken(corpus, annotations, bad):
    result = bring([foreign(), b"", bad, foreign(end=3)], corpus, annotations)
    assert result.added == 2
    assert [(problem.where, problem.line) for problem in result.problems] == [("file.jsonl", 3)]


@pytest.mark.parametrize(
    "fault", [{"quote": "Minsk!"}, {"start": 7}, {"label": ""}, {"end": None}, {"speaker": 5}]
)
def test_a_line_of_ones_own_that_was_spoilt_is_named_and_not_taken(corpus, annotations, fault):
    mark(corpus, annotations, "two", "Moscow")
    (line,) = exported(corpus, annotations)
    spoilt = orjson.dumps({**line, "id": "another", **fault})
    result = bring([spoilt], corpus, annotations)
    assert (result.added, [problem.line for problem in result.problems]) == (0, [1])


def test_a_review_among_the_lines_is_not_taken_for_an_annotation(corpus, annotations, tmp_path):
    mark(corpus, annotations, "two", "Moscow")
    sitting = ReviewSession(annotations, corpus)
    sitting.revise(lambda made: replace(made, label="hedge"), "claim made hedge")
    journal = annotations.journal.table("two").file.path.read_bytes().splitlines()
    other = elsewhere(tmp_path)
    bring(journal, corpus, other)
    assert len(other.of("two")) == 1


def test_a_byte_order_mark_before_the_first_line_does_no_harm(corpus, annotations):
    assert bring([b"\xef\xbb\xbf" + foreign()], corpus, annotations).added == 1


def test_an_import_into_a_folder_that_can_not_be_made_says_so(corpus, tmp_path):
    (tmp_path / "elsewhere").write_bytes(b"a file")
    with pytest.raises(OSError):
        bring([foreign()], corpus, elsewhere(tmp_path))
    assert (tmp_path / "elsewhere").read_bytes() == b"a file"


@pytest.mark.parametrize("key", [path.stem for path in sorted(SEEDS.glob("*.txt"))])
def test_what_is_found_in_an_article_is_one_line_that_quotes_its_text(key):
    article = Corpus(SEEDS).read(key)
    line = mentions_line(article)
    found = orjson.loads(line)
    spans = [
        *(mention for speaker in found["speakers"] for mention in speaker["mentions"]),
        *(
            span
            for attribution in found["attributions"]
            for role in ("source", "cue", "content")
            for span in attribution[role]
        ),
        *found["dates"],
    ]
    assert line.count(b"\n") == 1
    assert spans
    assert all(article.text[span["start"] : span["end"]] == span["text"] for span in spans)


def test_what_is_found_in_an_article_says_on_which_text_and_day():
    article = replace(
        Corpus(SEEDS).read("001_40ebd96be52325bb"), published="2022-03-02", published_from="given"
    )
    found = orjson.loads(mentions_line(article))
    assert list(found) == [
        "article",
        "text_sha256",
        "published",
        "published_from",
        "speakers",
        "attributions",
        "dates",
    ]
    assert (found["article"], found["published_from"]) == (article.id, "given")
    tuesday = found["dates"][0]
    assert (tuesday["text"], tuesday["value"]) == ("Tuesday", "2022-03-01")


def test_every_speaker_of_an_attribution_is_one_of_the_speakers():
    for key in (corpus := Corpus(SEEDS)):
        found = orjson.loads(mentions_line(corpus.read(key)))
        names = {speaker["name"] for speaker in found["speakers"]}
        assert {one["speaker"] for one in found["attributions"]} <= names | {None}


def test_an_article_in_which_nothing_is_found_is_a_line_all_the_same(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"Nothing.")
    found = orjson.loads(mentions_line(Corpus(tmp_path).read("a")))
    assert (found["speakers"], found["attributions"], found["dates"]) == ([], [], [])


@contextmanager
def room_for(size: int):
    """Let no file grow beyond `size` bytes: writing then stops half-way, as on a full disk."""
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def breaking_off():
    yield b"one\n"
    raise RuntimeError("the source broke off")


def test_a_file_is_written_whole_and_its_chunks_are_counted(tmp_path):
    path = tmp_path / "out.jsonl"
    assert write_whole(path, [b"one\n", b"two\n"]) == 2
    assert path.read_bytes() == b"one\ntwo\n"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_is_there_is_not_replaced_unasked(tmp_path):
    path = tmp_path / "out.jsonl"
    path.write_bytes(b"old")
    with pytest.raises(FileExistsError):
        write_whole(path, [b"new"])
    assert path.read_bytes() == b"old"


def test_a_file_that_someone_makes_meanwhile_is_not_replaced(tmp_path):
    path = tmp_path / "out.jsonl"

    def chunks():
        path.write_bytes(b"theirs")
        yield b"mine"

    with pytest.raises(FileExistsError):
        write_whole(path, chunks())
    assert [(file, file.read_bytes()) for file in tmp_path.iterdir()] == [(path, b"theirs")]


def test_a_file_that_is_there_is_replaced_when_asked(tmp_path):
    path = tmp_path / "out.jsonl"
    path.write_bytes(b"old")
    write_whole(path, [b"new"], replace=True)
    assert [(file, file.read_bytes()) for file in tmp_path.iterdir()] == [(path, b"new")]


@pytest.mark.parametrize("old", [None, b"old"])
def test_a_source_that_breaks_off_leaves_what_was_there(tmp_path, old):
    path = tmp_path / "out.jsonl"
    if old is not None:
        path.write_bytes(old)
    with pytest.raises(RuntimeError):
        write_whole(path, breaking_off(), replace=True)
    assert [file.read_bytes() for file in tmp_path.iterdir()] == ([old] if old else [])


@pytest.mark.parametrize("old", [None, b"old"])
def test_a_disk_that_fills_leaves_what_was_there(tmp_path, old):
    path = tmp_path / "out.jsonl"
    if old is not None:
        path.write_bytes(old)
    with room_for(10), pytest.raises(OSError):
        write_whole(path, [b"x" * 7] * 7, replace=True)
    assert [file.read_bytes() for file in tmp_path.iterdir()] == ([old] if old else [])


def test_nothing_stands_under_the_name_until_all_is_written(tmp_path):
    path = tmp_path / "out.jsonl"
    seen = []

    def chunks():
        for chunk in (b"one", b"two"):
            seen.append(path.exists())
            yield chunk

    write_whole(path, chunks())
    assert seen == [False, False]


def test_a_folder_that_is_not_there_is_an_error(tmp_path):
    with pytest.raises(FileNotFoundError):
        write_whole(tmp_path / "nowhere" / "out.jsonl", [b"new"])


@pytest.mark.parametrize("name", ["x" * 240, "長" * 80, "-o", ".hidden", "a b\nc"])
def test_a_file_may_have_any_name_the_system_takes(tmp_path, name):
    write_whole(tmp_path / name, [b"new"])
    assert [file.name for file in tmp_path.iterdir()] == [name]


@pytest.mark.skipif(os.name == "nt", reason="permissions are different there")
def test_a_written_file_may_be_read_as_any_other_one_makes(tmp_path):
    usual = tmp_path / "usual"
    usual.touch()
    write_whole(tmp_path / "out", [b"new"])
    assert (tmp_path / "out").stat().st_mode == usual.stat().st_mode


def test_an_import_is_one_step_that_can_be_undone(corpus, marked, tmp_path):
    lines = list(export_lines(corpus, marked))
    other = elsewhere(tmp_path)
    bring(lines, corpus, other)
    change = History(Journal(other.folder), other.annotator).undo()
    assert change.what == "import from file.jsonl"
    assert len(change.articles) > 1
    assert list(export_lines(corpus, other)) == []
    assert bring(lines, corpus, other).added == 0  # what was removed here is not brought back
    assert History(Journal(other.folder), other.annotator).redo().what == change.what
    assert len(list(export_lines(corpus, other))) == len(lines)

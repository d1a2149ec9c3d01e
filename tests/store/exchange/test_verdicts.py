"""The verdicts on each exported line, and their way back in."""

from __future__ import annotations

from pathlib import Path

import orjson
import pytest

from hedgerow.store.annotations.annotations import Annotations
from hedgerow.store.annotations.codebook import built_in_codebook
from hedgerow.store.annotations.verdicts import reviews_of
from hedgerow.store.corpus.corpus import Corpus
from hedgerow.store.exchange import ExportSelection, export_lines, import_lines
from hedgerow.store.overview import count_tags
from hedgerow.store.review import Queue, ReviewSession
from hedgerow.store.span import Span
from hedgerow.store.tagging import relabel, respan, tag

CODEBOOK = built_in_codebook()
TEXT = "Moscow: Russia’s envoy thanked the hosts and left."


@pytest.fixture
def corpus(tmp_path):
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "one.txt").write_text(TEXT, encoding="utf-8")
    return Corpus(folder)


@pytest.fixture
def reviewed(corpus):
    """Three tags of ann's: rejected by her, revised by bob, and one that nobody has reviewed."""
    annotations = Annotations(corpus.annotations, "ann")
    article = corpus.read("one")
    for word in ("Moscow", "envoy", "hosts"):
        start = TEXT.index(word)
        span = Span(start, start + len(word))
        made = tag(article, span, "claim", annotator="ann", codebook=CODEBOOK)
        annotations.journal.table("one").change({made.id: made.document()})
    ReviewSession(annotations, corpus).judge("reject", "guideline gap")
    bob = ReviewSession(Annotations(corpus.annotations, "bob"), corpus, queue=Queue(of="ann"))
    bob.judge("accept")
    bob.revise(lambda made: relabel(made, "stance", CODEBOOK), "made stance")
    return Annotations(corpus.annotations, "ann")


def lines_of(corpus, annotations) -> list[dict]:
    return [orjson.loads(line) for line in export_lines(corpus, annotations)]


def as_claimed(line: dict, importer: str) -> dict:
    """Say how a line is exported again where somebody has imported it."""
    if "reviews" not in line:
        return line
    said = [
        one if one["reviewer"] == importer else {**one, "origin": "import"}
        for one in line["reviews"]
    ]
    return {**line, "reviews": said}


def bring(lines, corpus, annotations):
    return import_lines(lines, "file.jsonl", corpus, annotations, CODEBOOK)


def test_each_line_has_its_verdicts_and_a_line_without_any_has_no_field(corpus, reviewed):
    moscow, envoy, hosts = lines_of(corpus, reviewed)
    verdicts = [(one["reviewer"], one["verdict"], one["reason"]) for one in moscow["reviews"]]
    assert verdicts == [("ann", "reject", "guideline gap"), ("bob", "accept", "")]
    assert moscow["reviews"][0]["at"] < moscow["reviews"][1]["at"]
    (review,) = envoy["reviews"]
    assert (review["label"], review["quote"], envoy["label"]) == ("stance", "envoy", "claim")
    assert "label" not in moscow["reviews"][0]
    assert "reviews" not in hosts


@pytest.mark.parametrize(("importer", "claimed"), [("carol", 3), ("ann", 2), ("bob", 1)])
def test_exported_imported_and_exported_again_others_verdicts_are_marked_and_all_else_is_the_same(
    corpus, reviewed, tmp_path, importer, claimed
):
    lines = list(export_lines(corpus, reviewed))
    other = Annotations(tmp_path / "elsewhere", importer)
    result = bring(lines, corpus, other)
    assert (result.added, result.verdicts, result.claimed, result.problems) == (3, 3, claimed, [])
    expected = [as_claimed(line, importer) for line in lines_of(corpus, reviewed)]
    assert lines_of(corpus, other) == expected
    again = bring(lines, corpus, other)
    assert (again.added, again.known, again.verdicts) == (0, 3, 0)
    third = Annotations(tmp_path / "third", importer)
    bring(list(export_lines(corpus, other)), corpus, third)
    assert list(export_lines(corpus, third)) == list(export_lines(corpus, other))


@pytest.mark.parametrize(("importer", "another"), [("ann", "bob"), ("bob", "ann")])
def test_ones_own_verdicts_come_back_as_they_were_and_another_s_count_for_nobody(
    corpus, reviewed, tmp_path, importer, another
):
    other = Annotations(tmp_path / "elsewhere", importer)
    bring(export_lines(corpus, reviewed), corpus, other)
    assert reviews_of(other, "one", importer) == reviews_of(reviewed, "one", importer)
    assert reviews_of(other, "one", another) == {}


def test_a_claimed_verdict_selects_nothing_and_is_counted_nowhere(corpus, reviewed, tmp_path):
    other = Annotations(tmp_path / "elsewhere", "carol")
    bring(export_lines(corpus, reviewed), corpus, other)
    everything = list(export_lines(corpus, other))
    unreviewed = ExportSelection(verdict="unreviewed")
    assert list(export_lines(corpus, other, unreviewed)) == everything
    assert count_tags(corpus, other, []).reviewed == 0
    bob = ReviewSession(Annotations(other.folder, "bob"), corpus, queue=Queue(of="ann"))
    assert len(bob.items) == 3  # nothing that is claimed of him counts as done


def test_who_gave_a_verdict_signs_what_was_claimed_of_them(corpus, reviewed, tmp_path):
    lines = list(export_lines(corpus, reviewed))
    folder = tmp_path / "elsewhere"
    bring(lines, corpus, Annotations(folder, "carol"))
    bring(lines, corpus, Annotations(folder, "bob"))
    bring(lines, corpus, Annotations(folder, "ann"))
    again = bring(lines, corpus, Annotations(folder, "carol"))
    assert (again.verdicts, again.problems) == (0, [])
    given = [
        one
        for line in lines_of(corpus, Annotations(folder, "x"))
        for one in line.get("reviews", ())
    ]
    assert len(given) == 3
    assert all("origin" not in one for one in given)


def test_an_import_over_what_was_exported_changes_nothing(corpus, reviewed):
    path = Path(reviewed.journal.table("one").file.path)
    before = path.read_bytes()
    bring(list(export_lines(corpus, reviewed)), corpus, reviewed)
    assert path.read_bytes() == before


def test_verdicts_stand_on_the_line_of_a_tag_that_has_moved_too(corpus, reviewed, tmp_path):
    (corpus.folder / "one.txt").write_text(f"A line above.\n{TEXT}", encoding="utf-8")
    lines = list(export_lines(corpus, reviewed))
    moscow = orjson.loads(lines[0])
    assert moscow["anchor"]["status"] == "anchored"
    assert [one["verdict"] for one in moscow["reviews"]] == ["reject", "accept"]
    other = Annotations(tmp_path / "elsewhere", "carol")
    bring(lines, corpus, other)
    assert lines_of(corpus, other) == [
        as_claimed(line, "carol") for line in map(orjson.loads, lines)
    ]


@pytest.mark.parametrize("given", [3, [], ["x"], [{"verdict": "accept"}], {"a": 1}])
def test_a_field_of_that_name_that_is_not_ours_is_kept(corpus, reviewed, given, tmp_path):
    line = {**lines_of(corpus, reviewed)[2], "reviews": given}
    other = Annotations(tmp_path / "elsewhere", "carol")
    result = bring([orjson.dumps(line)], corpus, other)
    assert result.problems == []
    assert lines_of(corpus, other)[0]["reviews"] == given


def test_an_own_tag_that_was_revised_says_what_it_was(corpus, reviewed):
    session = ReviewSession(reviewed, corpus)
    article = corpus.read("one")
    start, wider = TEXT.index("hosts"), TEXT.index("the hosts")
    while session.known.annotation(session.current).quote != "hosts":
        session.judge("accept")
    moved = Span(wider, start + 5)
    session.revise(lambda made: respan(made, article, moved), "boundary")
    line = lines_of(corpus, reviewed)[2]
    assert line["quote"] == "the hosts"
    assert line["reviews"][0]["was"] == {"label": "claim", "start": start, "end": start + 5}


@pytest.mark.parametrize(
    ("change", "count"),
    [
        ({"verdict": [None]}, 1),
        ({"reviewer": None}, 1),
        ({"reason": None}, 2),
    ],
)
def test_what_is_no_verdict_is_left_out_and_hinders_no_export(corpus, reviewed, change, count):
    table = reviewed.journal.table("one")
    rejected = next(iter(lines_of(corpus, reviewed)))["reviews"][0]
    table.records()
    document = {**table.file.document(rejected["id"]), **change}
    table.change({rejected["id"]: {k: v for k, v in document.items() if v is not None}})
    assert len(lines_of(corpus, reviewed)[0]["reviews"]) == count

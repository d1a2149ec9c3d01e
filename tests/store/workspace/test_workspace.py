"""One person at work on one corpus."""

from __future__ import annotations

import os
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from refusal import saving_refused

from hedgerow.store.journal import new_id
from hedgerow.store.overview.survey import Survey
from hedgerow.store.problem import ProblemError
from hedgerow.store.review import ReviewSession
from hedgerow.store.span import Span
from hedgerow.store.tagging import tag
from hedgerow.store.workspace import Watch, Workspace, load_settings

SEEDS = Path(__file__).parents[3] / "seeds"
WANG = "001_40ebd96be52325bb"


@pytest.fixture(autouse=True)
def no_environment(monkeypatch):
    monkeypatch.delenv("HEDGEROW_ANNOTATIONS", raising=False)
    monkeypatch.delenv("HEDGEROW_ANNOTATOR", raising=False)


@pytest.fixture
def corpus(tmp_path):
    folder = tmp_path / "corpus"
    folder.mkdir()
    for path in SEEDS.glob("*.txt"):
        shutil.copy(path, folder)
    return folder


def mark(workspace, key, quote, label="claim"):
    article = workspace.read(key)
    start = article.text.index(quote)
    made = tag(
        article,
        Span(start, start + len(quote)),
        label,
        annotator=workspace.annotations.annotator,
        codebook=workspace.codebook,
        found=workspace.extract(article),
    )
    workspace.history.save(key, label, {made.id: made.document()})
    return made


def told(workspace) -> str:
    return "\n".join(map(str, workspace.problems))


def headway(workspace, article):
    """Say how far the annotator's work on an article has come."""
    return Survey(workspace).headway_of(article).headway


def everything_below(folder: Path) -> dict:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_opening_and_reading_change_nothing_on_the_disk(corpus):
    before = everything_below(corpus)
    workspace = Workspace(corpus, annotator="ann")
    for key in workspace.corpus:
        headway(workspace, key)
    assert everything_below(corpus) == before


def test_annotations_are_kept_beside_the_articles(corpus):
    mark(Workspace(corpus, annotator="ann"), WANG, "deeply grieved")
    assert (corpus / "annotations" / f"{WANG}.jsonl").exists()


def test_annotations_of_a_file_of_articles_are_kept_beside_it(tmp_path):
    path = tmp_path / "news.jsonl"
    path.write_bytes(b'{"id": "a/b", "text": "China said so."}\n')
    mark(Workspace(path, annotator="ann"), "a/b", "China")
    assert headway(Workspace(path, annotator="ann"), "a/b").tags == {"claim": 1}
    assert (tmp_path / "news.annotations").is_dir()


def test_annotations_are_kept_where_the_environment_says(corpus, tmp_path, monkeypatch):
    monkeypatch.setenv("HEDGEROW_ANNOTATIONS", str(tmp_path / "mine"))
    mark(Workspace(corpus, annotator="ann"), WANG, "deeply grieved")
    assert list((tmp_path / "mine").glob("*.jsonl"))
    assert not (corpus / "annotations").exists()


def test_a_folder_that_is_given_goes_before_the_environment(corpus, tmp_path, monkeypatch):
    monkeypatch.setenv("HEDGEROW_ANNOTATIONS", str(tmp_path / "theirs"))
    workspace = Workspace(corpus, annotations=tmp_path / "mine", annotator="ann")
    assert workspace.annotations.folder == tmp_path / "mine"


def test_annotations_within_the_corpus_are_not_read_as_articles(corpus, monkeypatch):
    monkeypatch.chdir(corpus)
    mark(Workspace(corpus, annotations="marks", annotator="ann"), WANG, "deeply grieved")
    assert Workspace(corpus, annotations="marks", annotator="ann").corpus.problems == []


def test_a_tag_is_seen_by_another_workspace_on_the_same_corpus(corpus):
    here, there = (Workspace(corpus, annotator=name) for name in ("ann", "bob"))
    made = mark(here, WANG, "deeply grieved")
    assert there.annotations.of(WANG) == [made]


def test_a_tag_takes_along_who_said_it(corpus):
    made = mark(Workspace(corpus, annotator="ann"), WANG, "harm to civilians")
    assert made.speaker.value == "Wang Yi"


def test_ones_own_tags_are_counted_by_label(corpus):
    workspace = Workspace(corpus, annotator="ann")
    mark(workspace, WANG, "deeply grieved")
    mark(workspace, WANG, "China is", "hedge")
    mark(workspace, WANG, "civilian", "hedge")
    mark(Workspace(corpus, annotator="bob"), WANG, "Beijing")
    own = headway(workspace, WANG)
    assert (own.tags, own.tagged) == ({"claim": 1, "hedge": 2}, 3)


def test_it_is_counted_which_of_ones_tags_have_been_reviewed(corpus):
    workspace = Workspace(corpus, annotator="ann")
    mark(workspace, WANG, "deeply grieved")
    mark(workspace, WANG, "civilian")
    ReviewSession(workspace.annotations, workspace.corpus).judge("accept")
    assert headway(workspace, WANG).reviewed == 1
    assert headway(Workspace(corpus, annotator="bob"), WANG).reviewed == 0


def test_a_tag_that_was_undone_is_not_counted(corpus):
    workspace = Workspace(corpus, annotator="ann")
    mark(workspace, WANG, "deeply grieved")
    workspace.history.undo()
    assert headway(workspace, WANG).tagged == 0


def test_a_publication_date_that_a_reader_sets_is_the_articles(corpus):
    workspace = Workspace(corpus, annotator="ann")
    date = {"type": "published", "article": WANG, "published": "2022-03-02"}
    workspace.history.save(WANG, "date", {new_id(): date})
    article = Workspace(corpus, annotator="bob").read(WANG)
    assert (article.published, article.published_from) == ("2022-03-02", "given")


def test_dates_depend_on_the_publication_date(corpus):
    workspace = Workspace(corpus, annotator="ann")
    article = replace(workspace.read(WANG), published="2022-03-02")
    tuesday = workspace.extract(article).dates[0]
    assert (tuesday.span.of(article.text), tuesday.value) == ("Tuesday", "2022-03-01")


def test_a_corpus_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(ProblemError, match="no such file"):
        Workspace(tmp_path / "nowhere")


def test_an_article_that_is_not_there_is_refused(corpus):
    with pytest.raises(ProblemError, match="no article"):
        Workspace(corpus, annotator="ann").read("none")


def test_a_line_that_is_not_json_is_told_when_its_article_is_read(corpus):
    workspace = Workspace(corpus, annotator="ann")
    mark(workspace, WANG, "deeply grieved")
    path = corpus / "annotations" / f"{WANG}.jsonl"
    path.write_bytes(path.read_bytes() + b"<<<<<<< HEAD\n")
    fresh = Workspace(corpus, annotator="ann")
    assert headway(fresh, WANG).tagged == 1
    assert f"{path}:2: " in told(fresh)


def test_a_fault_is_told_once_however_often_its_article_is_read(corpus):
    path = corpus / "annotations" / f"{WANG}.jsonl"
    path.parent.mkdir()
    path.write_bytes(b"junk\n")
    workspace = Workspace(corpus, annotator="ann")
    for _ in range(3):
        workspace.read(WANG)
    assert len(workspace.corpus.problems) == 1


def test_annotations_that_can_not_be_saved_are_told_at_once(corpus):
    (corpus / "annotations").write_bytes(b"a file")
    assert "can't be saved here" in told(Workspace(corpus, annotator="ann"))


def test_reading_works_where_annotations_can_not_be_saved(corpus):
    (corpus / "annotations").write_bytes(b"a file")
    workspace = Workspace(corpus, annotator="ann")
    assert headway(workspace, WANG).tagged == 0


def test_what_became_of_tags_is_told_once_where_it_can_not_be_kept(corpus):
    workspace = Workspace(corpus, annotator="ann")
    mark(workspace, WANG, "China is")
    path = corpus / f"{WANG}.txt"
    path.write_bytes(b"Somebody has put this before it all.\n" + path.read_bytes())
    with saving_refused(workspace.annotations.journal.table(WANG).file.path):
        read = workspace.read_again(WANG)
        tallies = [workspace.place(read).tally for _ in range(3)]
    assert [any(tally) for tally in tallies] == [True, False, False]


@pytest.mark.skipif(not hasattr(os, "setreuid"), reason="permissions are different here")
@pytest.mark.parametrize(("mode", "is_told"), [(0o777, False), (0o555, True)])
def test_a_folder_that_may_not_be_written_is_told_at_once(mode, is_told):
    folder = Path(tempfile.mkdtemp())  # tmp_path is closed to all but its owner
    (folder / "a.txt").write_text("China said so.")
    folder.chmod(mode)
    was_root = os.getuid() == 0
    if was_root:
        os.setreuid(65534, 0)  # root may write anywhere
    try:
        workspace = Workspace(folder, annotator="ann")
    finally:
        if was_root:
            os.setreuid(0, 0)
        folder.chmod(0o755)
        shutil.rmtree(folder)
    assert ("can't be saved here" in told(workspace)) == is_told


def test_a_corpus_that_can_be_written_has_nothing_to_tell(corpus):
    assert Workspace(corpus, annotator="ann").corpus.problems == []


def test_the_codebook_beside_the_articles_is_the_one_in_use(corpus):
    (corpus / "codebook.toml").write_text('[[label]]\nname = "irony"\nkey = "i"\n')
    workspace = Workspace(corpus, annotator="ann")
    assert [label.name for label in workspace.codebook.labels] == ["irony"]
    assert mark(workspace, WANG, "deeply grieved", "irony").codebook == workspace.codebook.digest


def test_a_faulty_codebook_is_told_and_the_built_in_one_stands_in(corpus):
    (corpus / "codebook.toml").write_text("[[label]\n")
    workspace = Workspace(corpus, annotator="ann")
    assert "codebook.toml" in told(workspace)
    assert "claim" in workspace.codebook


def test_a_label_whose_key_is_taken_loses_it_and_that_is_told(corpus):
    workspace = Workspace(corpus, annotator="ann", taken_keys={"c": "copy"})
    assert workspace.codebook["claim"].key is None
    assert "“claim”" in told(workspace)


def test_an_article_beyond_the_largest_size_is_refused_by_name(corpus):
    workspace = Workspace(corpus, annotator="ann", largest=100)
    with pytest.raises(ProblemError) as raised:
        workspace.read(WANG)
    assert raised.value.problem.where == corpus / f"{WANG}.txt"


def test_who_works_here_is_the_login_name_unless_given(corpus, monkeypatch):
    monkeypatch.setenv("LOGNAME", "somebody")
    assert Workspace(corpus).annotations.annotator == "somebody"


def test_annotations_are_kept_in_folders_that_have_to_be_made_where_one_asks_for_it(
    corpus, tmp_path
):
    there = tmp_path / "notes" / "news" / "mine"
    mark(Workspace(corpus, annotations=there, annotator="ann"), WANG, "deeply grieved")
    assert list(there.glob("*.jsonl"))


def test_a_corpus_that_has_gone_is_not_made_anew_by_a_save(corpus, tmp_path):
    workspace = Workspace(corpus, annotator="ann")
    read = workspace.read(WANG)
    corpus.rename(tmp_path / "taken out")
    made = tag(read, Span(0, 7), "claim", annotator="ann", codebook=workspace.codebook)
    with pytest.raises(FileNotFoundError):
        workspace.history.save(WANG, "claim", {made.id: made.document()}, keep=True)
    assert not corpus.exists()
    (tmp_path / "taken out").rename(corpus)
    assert [change.what for change in workspace.history.retry()] == ["claim"]


def plugged(corpus, tmp_path, source: str) -> Workspace:
    """Open the corpus with an extractor of one's own, a module beside the settings."""
    (tmp_path / f"{tmp_path.name}_rules.py").write_text(
        "from hedgerow.store.extract.findings import *\n"
        f"from hedgerow.store.span import Span\n{source}"
    )
    path = tmp_path / "config.toml"
    path.write_text(f'extractor = "{tmp_path.name}_rules:find"\n')
    return Workspace(corpus, annotator="ann", settings=load_settings(path))


def test_an_extractor_of_ones_own_takes_the_place_of_the_rules(corpus, tmp_path):
    source = "def find(text, day): return Extraction((Speaker('Me', 'person', (Span(0, 2),)),))\n"
    workspace = plugged(corpus, tmp_path, source)
    assert [one.name for one in workspace.extract(workspace.read(WANG)).speakers] == ["Me"]
    assert not workspace.problems


def test_where_it_fails_nothing_is_found_and_its_article_is_told(corpus, tmp_path):
    workspace = plugged(corpus, tmp_path, "def find(text, day): return text[9 ** 9]\n")
    assert not workspace.extract(workspace.read(WANG)).speakers
    assert WANG in told(workspace)
    assert "IndexError" in told(workspace)


def test_one_that_is_not_there_is_told_and_the_rules_stand_in(corpus, tmp_path):
    workspace = plugged(corpus, tmp_path, "")
    assert workspace.extract(workspace.read(WANG)).speakers
    assert "has no function “find”" in told(workspace)


def test_annotations_that_are_a_link_to_itself_are_told_and_nothing_else_is_hindered(corpus):
    (corpus / "annotations").symlink_to("annotations")
    workspace = Workspace(corpus, annotator="ann")
    assert len(workspace.corpus) == 5
    assert "annotations can't be read" in told(workspace)
    assert (Survey(workspace).annotated(), list(Survey(workspace).headway())) == (set(), [])
    watch = Watch(workspace.annotations, workspace.corpus)
    assert not any(watch.look())

"""No output of a command, and no log, takes the place of what a corpus lives on."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from faults.in_process import run
from faults.sample_work import make_work

from hedgerow.store.index import CorpusIndex

pytestmark = pytest.mark.skipif(os.name != "posix", reason="links as on POSIX")


@pytest.fixture
def corpus(tmp_path, monkeypatch) -> Path:
    """A corpus with a codebook of its own, an index and settings."""
    monkeypatch.setenv("HEDGEROW_CONFIG", str(tmp_path / "config.toml"))
    monkeypatch.setenv("HEDGEROW_CACHE", str(tmp_path / "cache"))
    made = make_work(tmp_path / "corpus")
    (made / "codebook.toml").write_text('[[label]]\nname = "claim"\nkey = "c"\n')
    (tmp_path / "config.toml").write_text("suggestions = false\n")
    index = CorpusIndex(made).path
    index.parent.mkdir()
    index.write_bytes(b"index")
    return made


def _there(corpus: Path) -> dict[str, Path]:
    """Name the files that are there."""
    annotations = corpus / "annotations"
    return {
        "the codebook": corpus / "codebook.toml",
        "an article": corpus / "first.txt",
        "articles": corpus / "news.jsonl",
        "annotations": annotations / "n1.jsonl",
        "the lock": annotations / ".lock",
        "the index": CorpusIndex(corpus).path,
        "the settings": corpus.parent / "config.toml",
    }


WHAT = (
    "the codebook", "an article", "articles", "annotations", "the lock", "the index",
    "the settings",
)  # fmt: skip
WRITES = {
    "export": ["export", "--force", "--output"],
    "mentions": ["mentions", "--force", "--output"],
    "a log": ["check", "--log"],
}


@pytest.mark.parametrize("by_link", [False, True], ids=["by its name", "by a link"])
@pytest.mark.parametrize("what", WHAT)
@pytest.mark.parametrize("writing", WRITES)
def test_what_a_corpus_lives_on_is_never_written_over(corpus, tmp_path, writing, what, by_link):
    path = _there(corpus)[what]
    before = path.read_bytes()
    named = path
    if by_link:
        named = tmp_path / "link"
        named.symlink_to(path)

    command, *options = WRITES[writing]
    made = run(command, corpus, *options, named)

    assert made.escaped == ""
    assert made.status == 1
    assert "belongs to the corpus" in made.told or "exists and is no log" in made.told
    assert path.read_bytes() == before
    assert not path.with_name(f"{path.name}.partial").exists()


@pytest.mark.parametrize("name", ["codebook.toml", "annotations/new.jsonl", "annotations/.lock"])
@pytest.mark.parametrize("writing", WRITES)
def test_nothing_is_put_where_a_corpus_would_look_for_its_own(tmp_path, writing, name):
    corpus = tmp_path / "corpus"
    (corpus / "annotations").mkdir(parents=True)
    (corpus / "a.txt").write_text("All is well.")

    command, *options = WRITES[writing]
    made = run(command, corpus, *options, corpus / name)

    assert (made.escaped, made.status) == ("", 1)
    assert "belongs to the corpus" in made.told
    assert not (corpus / name).exists()

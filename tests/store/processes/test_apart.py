"""Extraction in another process: the same findings, what is in view first."""

from __future__ import annotations

import pytest

from hedgerow.store.corpus.article import Article
from hedgerow.store.extract import extract
from hedgerow.store.extract.plugged import CheckedExtractor
from hedgerow.store.processes import LONG_TEXT, Apart, EndedError, range_around
from hedgerow.store.workspace import Settings, Workspace

PARAGRAPH = (
    "“We will not leave,” Wang Yi told reporters in Geneva on Tuesday. According to the Red Cross, "
    "about 4,000 people may have fled. The mayor, Ann Lee, denied it.\n\n"
)
TEXT = PARAGRAPH * 200


def test_what_is_found_is_what_would_be_found_here():
    assert Apart().extract(extract, TEXT, None, range_around(TEXT, 0), lambda _: None) == extract(
        TEXT
    )


def test_what_is_near_comes_first_and_at_its_place():
    shown = []
    near = range_around(TEXT, len(TEXT) // 2)
    Apart().extract(extract, TEXT, None, near, shown.append)
    (found,) = shown
    assert any(speaker.name == "Wang Yi" for speaker in found.speakers)
    for speaker in found.speakers:
        assert all(near.contains(span) for span in speaker.mentions)
    assert {span.of(TEXT) for one in found.attributions for span in one.cue} <= {
        "told", "According to", "denied",
    }  # fmt: skip
    assert {date.span.of(TEXT) for date in found.dates} == {"Tuesday"}
    assert found.suggestions == ()


@pytest.mark.parametrize("text", [TEXT, TEXT.replace("\n\n", " "), "x" * 60_000])
@pytest.mark.parametrize("offset", [0, 1, 5_000, 20_000, 31_000])
def test_what_is_near_holds_the_place_and_begins_and_ends_between_words(text, offset):
    start, end = range_around(text, offset)
    assert start <= offset < end
    assert end - start <= 10_000
    if " " in text:
        assert not start or text[start - 1] in " \n"
        assert end == len(text) or text[end] in " \n"


def test_an_extraction_is_ended():
    apart = Apart()
    with pytest.raises(EndedError):
        apart.extract(extract, TEXT, None, range_around(TEXT, 0), lambda _: apart.end())
    assert apart._process.returncode is not None


def test_one_that_was_ended_before_it_began_begins_no_more():
    apart = Apart()
    apart.end()
    with pytest.raises(EndedError):
        apart.extract(extract, TEXT, None, range_around(TEXT, 0), lambda _: None)


@pytest.fixture
def own_extractor(tmp_path):
    """Write an extractor of a reader's own, and give it."""

    def written(body: str) -> CheckedExtractor:
        source = (
            "from hedgerow.store.extract.findings import *\nfrom hedgerow.store.span import Span\n"
            f"def find(text, published):\n    {body}\n"
        )
        name = f"own_{abs(hash(body))}"
        (tmp_path / f"{name}.py").write_text(source, encoding="utf-8")
        return CheckedExtractor(f"{name}:find", str(tmp_path))

    return written


def test_what_an_extractor_prints_does_no_harm(own_extractor):
    body = "print('x' * 100_000); return Extraction((Speaker('A', 'person', (Span(0, 1),)),))"
    found = Apart().extract(own_extractor(body), TEXT, None, range_around(TEXT, 0), lambda _: None)
    assert found.speakers[0].name == "A"


def test_the_fault_of_an_extractor_is_told_as_it_would_be_here(own_extractor):
    with pytest.raises(ValueError, match="KeyError: 'why'"):
        Apart().extract(
            own_extractor("raise KeyError('why')"),
            TEXT,
            None,
            range_around(TEXT, 0),
            lambda _: None,
        )


def test_a_process_that_is_ended_from_outside_is_told(tmp_path, own_extractor):
    own = own_extractor("import os; os.kill(os.getpid(), 9)")
    (tmp_path / "long.txt").write_text(
        PARAGRAPH * (LONG_TEXT // len(PARAGRAPH) + 1), encoding="utf-8"
    )
    workspace = Workspace(tmp_path / "long.txt", settings=Settings(suggestions=False))
    workspace.extraction._loaded = (own, [])
    article: Article = workspace.read("long")
    found = workspace.extraction.to_show(article, 0, lambda _: None, Apart())
    assert found.speakers == ()
    assert "ended from outside" in workspace.corpus.problems[-1].what


def test_a_short_article_takes_no_process(tmp_path, monkeypatch):
    monkeypatch.setattr("subprocess.Popen", None)
    (tmp_path / "short.txt").write_text(PARAGRAPH, encoding="utf-8")
    workspace = Workspace(tmp_path)
    article = workspace.read("short")
    assert workspace.extraction.to_show(article, 0, print, Apart()) == workspace.extract(article)


def test_where_there_can_be_no_process_it_is_done_here(tmp_path, monkeypatch):
    def refused(*_given, **_options):
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr("subprocess.Popen", refused)
    monkeypatch.setattr("hedgerow.store.processes.apart.LONG_TEXT", 1_000)
    (tmp_path / "long.txt").write_text(PARAGRAPH * 10, encoding="utf-8")
    workspace = Workspace(tmp_path)
    article, shown = workspace.read("long"), []
    assert workspace.extraction.to_show(article, 0, shown.append, Apart()) == workspace.extract(
        article
    )
    assert len(shown) == 1

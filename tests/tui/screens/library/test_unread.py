"""What the library tells of what it didn't read, and of what it took for what."""

from __future__ import annotations

import json
from pathlib import Path

from hedgerow.store.problem import Problem


async def test_what_was_not_read_is_counted_and_told_with_the_way_out(reading, corpus):
    for name in ("a.pdf", "b.pdf", "c.pdf"):
        (corpus / name).write_bytes(b"%PDF-1.7 x")
    (corpus / "codes.csv").write_text("code,meaning\n1,yes\n")
    async with reading() as session:
        await session.expect_shown("5 articles, 4 files not read")
        await session.expect_shown("Not read: 3 .pdf: `hedgerow convert`")
        await session.press("exclamation_mark")
        await session.expect_shown("3 .pdf: not read: PDF")
        await session.expect_shown("(there are: code, meaning)")


async def test_what_holds_no_articles_is_listed_and_no_more(reading, corpus):
    (corpus / "page.css").write_text("a {}")
    async with reading() as session:
        assert "not read" not in session.screen_text()
        await session.press("exclamation_mark")
        await session.expect_shown("1 .css: not read")


async def test_what_was_taken_for_what_is_told_once(reading, corpus):
    line = json.dumps({"id": "n", "maintext": "One said so.", "pub_date": "2023-05-04"})
    (corpus / "news.jsonl").write_text(line + "\n")
    async with reading() as session:
        await session.expect_shown("6 articles")
        await session.expect_shown("text from “maintext”")
        await session.press("exclamation_mark")
        await session.expect_shown("What was taken for what")
        await session.expect_shown("No faults were met.")


async def test_a_fault_that_is_met_while_they_are_listed_is_shown(reading):
    async with reading() as session:
        await session.press("exclamation_mark")
        await session.expect_shown("No faults were met.")
        session.app.workspace.corpus.tell(Problem(Path("late.txt"), "came late", "look at it"))
        await session.expect_shown("late.txt: came late; look at it")


async def test_the_file_that_an_export_is_offered_lies_outside_the_corpus(
    reading, corpus, monkeypatch
):
    monkeypatch.chdir(corpus)
    async with reading() as session:
        await session.press("e")
        await session.expect_shown("Export all annotations")
        offered = Path(session.app.screen.query_one("Input").value)
        assert offered.parent == corpus.resolve().parent
        assert offered.name == f"{corpus.name}-annotations.jsonl"

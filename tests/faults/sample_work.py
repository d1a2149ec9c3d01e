"""A small corpus with work of every kind in it, made through the program, the same each time.

Two annotators tag, review, revise, dismiss, undo and look again; a third decides where they differ;
a text is corrected afterwards. So each kind of document that the program writes is there, once for
real. Ids and instants are replaced by fixed ones at the end, in their order: what is made of the
work by chance depends on the seed alone.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hedgerow.store.adjudication import (
    DECIDED_BOTH,
    DECIDED_EDITED,
    DECIDED_NEITHER,
    AdjudicationSession,
)
from hedgerow.store.annotations import Annotation
from hedgerow.store.exchange import export_lines, import_lines
from hedgerow.store.journal import new_id
from hedgerow.store.review import Queue, ReviewSession, pool_of
from hedgerow.store.second_look import SecondLook, SecondLookSample
from hedgerow.store.span import Span
from hedgerow.store.tagging import tag
from hedgerow.store.workspace import Workspace

ARTICLES = ("first", "second", "n1")
_TEXT = (
    "Beijing, March 2: China is deeply grieved, Foreign Minister Wang Yi said on Tuesday. "
    "“We are extremely concerned about civilians,” Wang told reporters. "
    "Ukraine reportedly expects talks next week. {more}\n"
)
_FILES = {
    "first.txt": _TEXT.format(more="Nobody condemned the attack."),
    "second.md": "---\ntitle: Second\noutlet: Post\ndate: 2022-03-02\n---\n\n# Second\n\n"
    + _TEXT.format(more="**Kuleba** denied it."),
    "news.jsonl": '{"id": "n1", "text": "'
    + _TEXT.format(more="It may rain.").strip()
    + '", "title": "One", "outlet": "Wire", "published": "2022-03-02", "url": "https://e.org/1"}\n'
    + '{"id": "n2", "text": "Nothing is said here.", "title": "Two"}\n',
}
_UUID = re.compile(rb"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_INSTANT = re.compile(rb"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z")
_BEGAN = datetime(2020, 1, 1, tzinfo=UTC)


def make_work(folder: Path) -> Path:
    """Make the corpus in a folder that is made with it; give the folder."""
    folder.mkdir(parents=True)
    for name, text in _FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    ann, ben = _Person(folder, "ann"), _Person(folder, "ben")
    for article in ARTICLES:
        ann.mark(article)
        ben.mark(article, shift=4, label="stance")
    ann.change_things()
    ann.review_own()
    ben.review_of_ann()
    ann.dismiss_and_accept()
    _decide(folder)
    ann.look_again()
    _bring_in(folder)
    _correct_a_text(folder)
    _make_fixed(folder)
    return folder


def exported(folder: Path) -> bytes:
    """Give all that an export of the corpus holds."""
    workspace = Workspace(folder, annotator="ann")
    return b"".join(export_lines(workspace.corpus, workspace.annotations))


class _Person:
    """Somebody at work on the corpus."""

    def __init__(self, folder: Path, name: str) -> None:
        self.work = Workspace(folder, annotator=name)
        self.name = name

    def mark(self, article: str, *, shift: int = 0, label: str = "claim") -> None:
        """Tag a quotation, the hedge and one more passage."""
        self.tag(article, "“We are extremely concerned about civilians,”", label, shift)
        self.tag(article, "reportedly", "hedge", memo="hearsay\nperhaps", confidence=0.5)
        self.tag(article, "China is deeply grieved", "stance", attributes={"direction": "against"})
        self.tag(article, "next week", "claim")

    def tag(self, article: str, words: str, label: str, shift: int = 0, **more: object) -> str:
        """Tag some words, with what an article's extraction knows of them; give the tag's id."""
        read = self.work.read(article)
        start = read.text.index(words) + shift
        span = Span(start, start + len(words) - shift)
        made = tag(
            read,
            span,
            label,
            annotator=self.name,
            codebook=self.work.codebook,
            found=self.work.extract(read),
        )
        made = replace(made, created="2020-01-01T00:00:00.000000Z", **more)
        self.work.history.save(article, made.brief, {made.id: made.document()})
        return made.id

    def change_things(self) -> None:
        """Set a date, remove, undo, redo, and keep one tag as history."""
        history, annotations = self.work.history, self.work.annotations
        dated = annotations.publication("first", "2022-03-03")
        history.save("first", "set the date", {new_id(): dated})
        own = annotations.of("first")
        history.save("first", "remove", {own[-1].id: None})
        history.undo()
        history.redo()
        history.undo()
        kept = annotations.of("second")[0].id
        self.work.change("second", kept, lambda one: replace(one, is_history=True), "keep")

    def review_own(self) -> None:
        """Give each verdict, skip, and leave a queue with a name and a sample."""
        session = self.session(Queue())
        session.judge("accept")
        session.judge("reject", "slip")
        session.skip()
        session.revise(_as_a_hedge, "relabel")
        session.judge("accept")
        session.judge("reject", "in words of my own")
        session.undo()
        drawn = self.session(Queue(sample=3, seed=7, name="by chance"))
        drawn.skip()
        drawn.judge("accept")

    def review_of_ann(self) -> None:
        """Review another's tags: a flag, a memo, a revision that stands in the verdict alone."""
        session = self.session(Queue(of="ann", name="Ann’s"))
        session.flag()
        session.note("what does she mean?")
        session.judge("reject", "guideline gap")
        session.revise(_as_a_hedge, "relabel")
        session.judge("accept")

    def dismiss_and_accept(self) -> None:
        """Take one suggestion, and dismiss another."""
        session = self.session(Queue(suggested=True))
        session.judge("reject", "slip")
        session.judge("accept")

    def session(self, queue: Queue) -> ReviewSession:
        """Begin, or resume, the review of a queue."""
        return ReviewSession(
            self.work.annotations,
            list(self.work.corpus),
            queue=queue,
            history=self.work.history,
            proposals=self.work.proposals(),
            pool=pool_of(self.work),
        )

    def look_again(self) -> None:
        """Answer some places of a second look, and leave it."""
        work = self.work
        sample = SecondLookSample(size=6, seed=1, days=0)
        session = SecondLook(
            work.annotations, list(work.corpus), work.read, sample, history=work.history
        )
        article = work.read(session.current.article)
        session.choose(article, "claim", work.annotations.of(article.id)[0])
        session.choose_nothing(work.read(session.current.article))
        session.skip()


def _as_a_hedge(annotation: Annotation) -> Annotation:
    return replace(annotation, label="hedge", attributes={})


def _decide(folder: Path) -> None:
    work = Workspace(folder, annotator="dora")
    session = AdjudicationSession(list(work.corpus), work.read, work.annotations, work.history)
    session.accept_agreed()
    for choice in (DECIDED_BOTH, DECIDED_NEITHER, DECIDED_EDITED):
        edited = (
            work.annotations.of(session.current.article)[0] if choice == DECIDED_EDITED else None
        )
        session.decide(choice, "as discussed", edited)


def _bring_in(folder: Path) -> None:
    work = Workspace(folder, annotator="ann")
    foreign = b'{"article": "n1", "start": 0, "end": 7, "label": "claim", "annotator": "eve"}\n'
    import_lines([foreign], "elsewhere", work.corpus, work.annotations, work.codebook)


def _correct_a_text(folder: Path) -> None:
    path = folder / "first.txt"
    text = path.read_text(encoding="utf-8")
    text = text.replace("Tuesday", "Wednesday").replace("extremely", "deeply").replace("next ", "")
    path.write_text(text, encoding="utf-8")
    work = Workspace(folder, annotator="ann")
    work.place(work.read("first"))


def _make_fixed(folder: Path) -> None:
    """Give ids and instants that depend on their order alone."""
    paths = sorted((folder / "annotations").rglob("*.jsonl"))
    whole = b"".join(path.read_bytes() for path in paths)
    ids = {
        old: b"%s-%012x" % (b"01700000-0000-7000-8000", number)
        for number, old in enumerate(sorted(set(_UUID.findall(whole))))
    }
    instants = {
        old: (_BEGAN + timedelta(hours=number)).isoformat(timespec="microseconds")[:26].encode()
        + b"Z"
        for number, old in enumerate(sorted(set(_INSTANT.findall(whole))))
    }
    for path in paths:
        data = _UUID.sub(lambda found: ids[found[0]], path.read_bytes())
        path.write_bytes(_INSTANT.sub(lambda found: instants[found[0]], data))

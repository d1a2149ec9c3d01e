"""Every kind of corpus that a monkey is let loose on."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

SEEDS = Path(__file__).parents[3] / "seeds"
SENTENCE = "Ana Ruiz, a nurse, said on Tuesday: “It was awful.” Officials reportedly refused. "
WIDE = (
    "记者王毅星期二说：“这是可怕的。” אמר דובר: ‏“לא” ‏ביום שלישי. "
    "👩\u200d👩\u200d👧 e\u0301\u0301\u0301 "
)


def samples(folder: Path) -> None:
    """The sample articles."""
    for path in SEEDS.glob("*.txt"):
        shutil.copy(path, folder)


def long(folder: Path) -> None:
    """An article of 300 KB in paragraphs, and one of 100 KB in one line."""
    paragraphs = "\n\n".join(SENTENCE * 4 for _ in range(900))
    (folder / "long.txt").write_text(paragraphs[:300_000], encoding="utf-8")
    (folder / "line.txt").write_text(SENTENCE * 1200, encoding="utf-8")


def wide(folder: Path) -> None:
    """Wide characters, right-to-left text, and marks that combine."""
    (folder / "wide.txt").write_text("\n\n".join([WIDE * 20] * 30), encoding="utf-8")
    (folder / "marks.txt").write_text("a" + "\u0301" * 5000 + " said “b”.\n", encoding="utf-8")


def empty(folder: Path) -> None:
    """No article at all."""


def many(folder: Path) -> None:
    """Two thousand articles."""
    for number in range(2000):
        (folder / f"{number:04}.txt").write_text(f"Number {number}. {SENTENCE}", encoding="utf-8")


def two_annotators(folder: Path) -> None:
    """The samples with tags of two people, who differ."""
    samples(folder)
    from hedgerow.store.span import Span
    from hedgerow.store.tagging import tag
    from hedgerow.store.workspace import Workspace

    for name, shift in ("ann", 0), ("bob", 4):
        work = Workspace(folder, annotator=name)
        for article in map(work.corpus.read, work.corpus):
            for at, label in enumerate(("claim", "hedge", "stance") * 4):
                span = Span(40 * at + shift, 40 * at + 25 + shift)
                made = tag(article, span, label, annotator=name, codebook=work.codebook)
                work.history.save(article.id, label, {made.id: made.document()})


def own_codebook(folder: Path) -> None:
    """The samples with labels of one's own, on keys that are no letters."""
    samples(folder)
    labels = (("irony", "z"), ("é", "é"), ("[bold]", "+"), ("very long name " * 6, "*"))
    (folder / "codebook.toml").write_text(
        "\n".join(
            f"[[label]]\nname = {json.dumps(name)}\nkey = {json.dumps(key)}\n"
            '[[label.attribute]]\nname = "target"\nvalues = ["a", "b"]\n'
            for name, key in labels
        ),
        encoding="utf-8",
    )


KINDS: dict[str, Callable[[Path], None]] = {
    make.__name__: make for make in (samples, long, wide, empty, many, two_annotators, own_codebook)
}
"""What makes each kind of corpus in an empty folder, by its name."""

"""Measures how long agreement takes: two annotators, 10,000 tags each, in 1,000 articles.

    python tests/benchmarks/agreement.py

The yardstick is the same without intervals, which is mostly reading the articles and the tags.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "benchmarks")]

import corpora  # noqa: E402
from table import Measured, heading, most_memory, show  # noqa: E402

from hedgerow.store.agreement import (  # noqa: E402
    BOOTSTRAP_DRAWS,
    compare_annotators,
    marked_articles,
)
from hedgerow.store.annotations.annotations import Annotations  # noqa: E402
from hedgerow.store.corpus.corpus import Corpus  # noqa: E402
from hedgerow.store.journal import new_id  # noqa: E402
from hedgerow.store.journal.lines import Record, as_line  # noqa: E402


def annotate_twice(folder: Path, made: list[corpora.Made], each: int) -> None:
    """Write tags of ann, and those of ben: the same, but a third of other length or label."""
    folder.mkdir(parents=True)
    for article in made:
        random = Random(article.id)
        lines = list(corpora.annotations(article, each))
        for record in tuple(lines):
            other = dict(record.document or {}, annotator="ben")
            if random.random() < 0.3:
                other["end"] = min(len(article.text), other["end"] + 10)
                other["quote"] = article.text[other["start"] : other["end"]]
            if random.random() < 0.1:
                other["label"] = random.choice(corpora.LABELS)
            lines.append(Record(new_id(), record.at, other))
        (folder / f"{article.id}.jsonl").write_bytes(b"".join(map(as_line, lines)))


def seconds(folder: Path, draws: int) -> float:
    """Read, compare, and give the processor time it took."""
    start = time.process_time()
    annotations = Annotations(folder / "annotations", "ann")
    for comparison in compare_annotators(
        ["ann", "ben"], marked_articles(Corpus(folder), annotations, []), draws
    ):
        comparison.by_label()
        comparison.overall()
        comparison.differences()
    return time.process_time() - start


def measured(articles: int = 1000, each: int = 10) -> Iterator[Measured]:
    """Measure one corpus."""
    with tempfile.TemporaryDirectory(prefix=".benchmark-", dir=ROOT) as name:
        folder = Path(name) / "corpus"
        made = corpora.write_folder(folder, corpora.articles(articles))
        annotate_twice(folder / "annotations", made, each)
        plain = seconds(folder, 0)
        size = f"2 × {articles * each:,} in {articles:,}"
        whole = seconds(folder, BOOTSTRAP_DRAWS)
        yield Measured("agreement", size, whole, "s", plain, "without intervals", most_memory())


if __name__ == "__main__":
    print(heading())
    show(measured())

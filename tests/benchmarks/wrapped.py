"""Measures how many attributions are still whole where an article's lines were wrapped.

Run from the project's root:

    HEDGEROW_GOLD=/path/to/gold python tests/benchmarks/wrapped.py [--articles N]

Each of the first articles of `attribution/polnear_train.jsonl` is wrapped by `textwrap`, paragraph
by paragraph, in several ways. An attribution of the article as it came is whole where source, cue,
content and speaker are the same in the wrapped one, white space aside.
"""

from __future__ import annotations

import argparse
import os
import sys
import textwrap
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from extraction import rows  # noqa: E402

from hedgerow.store.extract import Extraction, extract_mentions  # noqa: E402
from hedgerow.store.span import Span  # noqa: E402

WIDTHS = (40, 60, 72, 99)

Wrap = Callable[[Sequence[str], int], str]
"""Makes a text of paragraphs, with lines of so many code points at most."""


def with_blank_lines(paragraphs: Sequence[str], width: int) -> str:
    """Put a blank line between the paragraphs."""
    return "\n\n".join(textwrap.fill(one, width) for one in paragraphs)


def with_crlf(paragraphs: Sequence[str], width: int) -> str:
    """Do the same with the line ends of Windows."""
    return with_blank_lines(paragraphs, width).replace("\n", "\r\n")


def all_indented(paragraphs: Sequence[str], width: int) -> str:
    """Indent all lines, with a blank line between the paragraphs."""
    return textwrap.indent(with_blank_lines(paragraphs, width - 4), "    ")


def first_indented(paragraphs: Sequence[str], width: int) -> str:
    """Indent the first line of each paragraph, without a blank line."""
    return "\n".join(textwrap.fill(one, width, initial_indent="   ") for one in paragraphs)


def as_agencies_do(paragraphs: Sequence[str], width: int) -> str:
    """Indent all lines, and the first of each paragraph more, without a blank line."""
    indents = {"initial_indent": "      ", "subsequent_indent": "  "}
    return "\n".join(textwrap.fill(one, width, **indents) for one in paragraphs)


def nothing_between(paragraphs: Sequence[str], width: int) -> str:
    """Put nothing between the paragraphs: only short last lines tell."""
    return "\n".join(textwrap.fill(one, width) for one in paragraphs)


WRAPS: dict[str, Wrap] = {
    "a blank line between paragraphs": with_blank_lines,
    "… and CRLF": with_crlf,
    "all lines indented, blank lines": all_indented,
    "first lines indented, no blank lines": first_indented,
    "all indented, first lines more": as_agencies_do,
    "nothing between paragraphs": nothing_between,
}


def attributions(text: str) -> Counter[tuple[str, ...]]:
    """Give the attributions of a text, white space aside."""
    found: Extraction = extract_mentions(text)
    return Counter(
        (*(_written(text, role) for role in (one.source, one.cue, one.content)), one.speaker or "")
        for one in found.attributions
    )


def _written(text: str, spans: Sequence[Span]) -> str:
    return "|".join("".join(span.of(text).split()) for span in spans)


def main() -> None:
    """Print a line for each way of wrapping."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--articles", type=int, default=100)
    options = parser.parse_args()
    folder = os.environ.get("HEDGEROW_GOLD")
    if not folder:
        print("HEDGEROW_GOLD names no folder of gold data: nothing is measured.")
        return
    articles = [row["text"] for row in rows(Path(folder) / "attribution/polnear_train.jsonl")]
    texts = articles[: options.articles]
    wanted = [attributions(text) for text in texts]
    total = sum(map(Counter.total, wanted))
    print(f"{len(texts)} articles of PolNeAR, {total:,} attributions; whole where it was wrapped")
    print(f"{'at a width of':<40}" + "".join(f"{width:>8}" for width in WIDTHS))
    for name, wrap in WRAPS.items():
        shares = []
        for width in WIDTHS:
            wrapped = (
                wrap([one for one in text.split("\n") if one.strip()], width) for text in texts
            )
            pairs = zip(wanted, map(attributions, wrapped), strict=True)
            shares.append(100 * sum((mine & found).total() for mine, found in pairs) / total)
        print(f"{name:<40}" + "".join(f"{share:>7.1f}%" for share in shares))


if __name__ == "__main__":
    main()

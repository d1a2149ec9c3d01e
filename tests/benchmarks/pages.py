"""What reading a web page costs: its facts and its text, beside trafilatura on the same page.

    python tests/benchmarks/pages.py [--size N] [--pages N]

The pages are made up, with a seed: an article with its facts in `<meta>` and JSON-LD, between the
menus, teasers, scripts and comments of a page of news. Times are of one core (processor time), the
median over the pages. trafilatura is measured where it is installed (`pip install '.[bench]'`).
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[2]))

from table import Measured, heading, most_memory, show

from hedgerow.store.corpus import Source
from hedgerow.store.corpus.readers import read_article

SIZE = 100_000
WORDS = (
    "the minister government talks said that would not after people week city force report "
    "agreement border president under between officials against support million during which"
).split()
TITLE = "Talks fail again, officials say"


def sentence(chance: random.Random) -> str:
    """Make a sentence."""
    return " ".join(chance.choices(WORDS, k=chance.randint(8, 28))).capitalize() + "."


def paragraph(chance: random.Random) -> str:
    """Make a paragraph, with a link in it now and then."""
    said = [sentence(chance) for _ in range(chance.randint(1, 4))]
    if chance.random() < 0.3:
        said.append(f'It <a href="/{chance.random()}">was said</a> <em>before</em>.')
    return f'<p class="story-text">{" ".join(said)}</p>\n'


def teaser(chance: random.Random) -> str:
    """Make a piece of a page that leads to another article."""
    return (
        f'<div class="card card--{chance.randint(1, 9)}" data-id="{chance.random()}"><a href="/x">'
        f'<img src="/i.jpg" alt=""><h3><span>{sentence(chance)}</span></h3></a>'
        f"<p>{sentence(chance)}</p><time>3 March</time></div>\n"
    )


def page(seed: int, size: int = SIZE) -> bytes:
    """Make a page of about so many bytes: a third is prose, a fifth scripts, the rest markup."""
    chance = random.Random(seed)
    data = {
        "@type": "NewsArticle",
        "headline": TITLE,
        "datePublished": "2022-03-02T10:00:00+01:00",
        "publisher": {"@type": "Organization", "name": "Example Post"},
    }
    menu = "".join(f'<li class="item"><a href="/{n}">Section {n}</a></li>' for n in range(60))
    script = "var x = {" + ",".join(f'"k{n}": "<b>{n}</b>"' for n in range(size // 150)) + "};"
    body, other, length = "", "", 0
    while length < size * 0.78:
        body += paragraph(chance)
        other += teaser(chance)
        length = len(body) + len(other)
    return (
        f"<!DOCTYPE html><html><head><title>{TITLE} | Example Post</title>"
        f'<meta property="og:site_name" content="Example Post">'
        f'<script type="application/ld+json">{json.dumps(data)}</script></head><body>'
        f"<nav><ul>{menu}</ul></nav><script>{script}</script><main><article><h1>{TITLE}</h1>"
        f'<div class="share"><a href="#">Share</a></div><div class="body">{body}</div></article>'
        f'<section class="more">{other}</section></main><footer><ul>{menu}</ul></footer>'
        "</body></html>"
    ).encode()


def times(work: Callable[[bytes], object], pages: list[bytes]) -> list[float]:
    """Give the milliseconds that each page takes, after one that nobody counts."""
    work(pages[0])
    taken = []
    for one in pages:
        begin = time.process_time()
        work(one)
        taken.append((time.process_time() - begin) * 1e3)
    return taken


def ours(data: bytes) -> object:
    """Read a page as the program does."""
    return read_article(data, Source(Path("page.html"), "page"))


def theirs(data: bytes) -> object:
    """Read a page with trafilatura: its text and its facts."""
    from trafilatura import bare_extraction

    return bare_extraction(data.decode(), with_metadata=True, include_comments=False)


def measured(size: int = SIZE, count: int = 20) -> Iterator[Measured]:
    """Give the line of the table; where trafilatura isn't installed, the budget is beside it."""
    pages = [page(seed, size) for seed in range(count)]
    taken = median(times(ours, pages))
    what, how_large = "facts and text of a web page", f"{len(pages[0]) // 1000:,} KB"
    memory = most_memory()
    if find_spec("trafilatura") is None:
        budget = "25 ms (no trafilatura)"
        yield Measured(what, how_large, taken, "ms", 25.0, budget, memory)
        return
    yield Measured(
        what, how_large, taken, "ms", median(times(theirs, pages)), "trafilatura", memory
    )


def main() -> None:
    """Measure at the size that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--size", type=int, default=SIZE, help="bytes of a page")
    parser.add_argument("--pages", type=int, default=20, help="how many pages")
    options = parser.parse_args()
    print(heading())
    show(measured(options.size, options.pages))


if __name__ == "__main__":
    main()

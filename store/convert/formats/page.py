"""HTML: an archive's export, a list of addresses, or one page.

With trafilatura, it decides what of a page is the article. What it gives is HTML again and goes
through our own writer of prose, so that styles are kept; what the page states of itself is read as
without it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from hedgerow.store.convert.archives import articles_of_archive
from hedgerow.store.convert.blocks import blocks_of_paragraphs, text_of_bytes
from hedgerow.store.convert.formats.addresses import told_of_addresses
from hedgerow.store.convert.formats.native import read_bytes
from hedgerow.store.convert.found import FoundArticle, Tell, library_version
from hedgerow.store.convert.inputs import SourceFile
from hedgerow.store.convert.markup import paragraphs_of_html
from hedgerow.store.corpus import prose_of

_SINGLEFILE: Final = re.compile(r"<!--\s*Page saved with SingleFile\s+url:\s*(\S+)", re.IGNORECASE)
_DATA: Final = re.compile(r"""data:[a-z]+/[\w.+-]+;base64,[A-Za-z0-9+/=\s]{200,}""")
_OF_AN_ARCHIVE: Final = re.compile(
    r"DOCUMENTS|Document|Dokument|LENGTH|Length|ProQuest|LÄNGE|LONGUEUR|Factiva"
)
_DEEPEST: Final = 400
_LARGE: Final = 1 << 20
_LARGEST_CHOSEN: Final = 4_000_000
"""Characters of a page, without its pictures, that trafilatura is asked about."""

_MOST_TAGS: Final = 60_000
"""Tags beyond which it isn't asked, as it may take a minute; pages have some thousands."""

_TAG: Final = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]{0,30})[^<>]*>")


def read(given: SourceFile, tell: Tell) -> Iterator[FoundArticle]:
    """Give the articles of a file; see `FormatReader.read`."""
    markup = text_of_bytes(given)
    if (told := told_of_addresses(markup)) is not None:
        tell(given.problem(*told))
        return
    if _OF_AN_ARCHIVE.search(markup):
        blocks = blocks_of_paragraphs(paragraphs_of_html(markup))
        if (every := articles_of_archive(blocks, given, tell)) is not None:
            yield from every
            return
    yield page_of(given, given.data(), markup)


def page_of(given: SourceFile, data: bytes, markup: str, url: str | None = None) -> FoundArticle:
    """Read one page.

    Args:
        given: the file it is in, for messages.
        data: its bytes.
        markup: the same, text_of_bytes.
        url: its address, where its container states one.

    Raises:
        ProblemError: it is not text.
    """
    encoding = given.read_as.encoding if given.format() == "html" else None
    address = _SINGLEFILE.search(markup[:4096])
    if len(data) > _LARGE:  # pictures that a page has within it may be most of it
        markup = _DATA.sub("data:,", markup)
        data = markup.encode("utf-8", "surrogatepass")
        encoding = None
    page = read_bytes(given, data, ".html", encoding)
    metadata = page.reading.metadata
    metadata.url = metadata.url or (address[1] if address else url)
    is_usual = len(markup) <= _LARGEST_CHOSEN and markup.count("<") <= _MOST_TAGS
    if is_usual and _has_trafilatura():
        _with_trafilatura(page, markup)
    return page


@cache
def _has_trafilatura() -> bool:
    """Say whether trafilatura is there with all it needs itself."""
    try:
        import trafilatura  # noqa: F401
    except ImportError:
        return False
    return True


def _with_trafilatura(page: FoundArticle, markup: str) -> None:
    """Take the text that trafilatura chooses, and the day that it guesses if none is stated."""
    if not markup.lstrip("\ufeff \t\r\n").startswith("<"):
        return  # htmldate would take an address for a page to be fetched
    if _depth(markup) > _DEEPEST:
        return  # its parser calls itself for each element within another
    import trafilatura

    try:
        chosen = trafilatura.extract(
            markup,
            url=page.reading.metadata.url,
            output_format="html",
            include_formatting=True,
            include_comments=False,
            include_tables=True,
        )
    except Exception:
        chosen = None
    if chosen:
        text, styles = prose_of(chosen)
        if len(text.split()) > 20 or not page.reading.text:
            page.reading.text, page.reading.styles = text, styles
            page.reading.problems = [one for one in page.reading.problems if "text" not in one.what]
            page.library = library_version("trafilatura")
    if page.reading.metadata.published is None and (day := _guessed_day(markup, page)):
        metadata = page.reading.metadata
        metadata.published, metadata.published_from = day, "metadata"
        page.guessed = (*page.guessed, "published")


def _guessed_day(markup: str, page: FoundArticle) -> str | None:
    from htmldate import find_date

    try:
        day = find_date(
            markup, extensive_search=False, original_date=True, url=page.reading.metadata.url
        )
    except Exception:
        return None
    return day if isinstance(day, str) else None


def _depth(markup: str) -> int:
    deepest = depth = 0
    for match in _TAG.finditer(markup):
        if match[0].endswith("/>") or match[2].lower() in (
            "br",
            "img",
            "meta",
            "link",
            "input",
            "hr",
            "p",
            "li",
        ):
            continue
        depth = max(0, depth - 1) if match[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest

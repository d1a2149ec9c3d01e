"""A passage as one would quote it elsewhere: with who said it, where and when."""

from __future__ import annotations

from hedgerow.store.corpus import Article
from hedgerow.store.extract import Attribution
from hedgerow.store.span import Span


def cite(article: Article, span: Span, attribution: Attribution | None = None) -> str:
    """Quote a passage with its source.

    Args:
        article: where it stands.
        span: the passage, in code points, half-open.
        attribution: the attribution in whose content it lies, if it lies in one.

    Returns:
        The passage, and below it a line with what is known of speaker, title, outlet, date and
        address.
    """
    where = [f"“{article.title}”"]
    if attribution is not None and attribution.speaker:
        where.insert(0, attribution.speaker)
    date = article.publication_date
    where += [part for part in (article.outlet, date and date.isoformat(), article.url) if part]
    return f"{span.of(article.text)}\n— {', '.join(where)}\n"

"""A folder or file becomes articles: what is found, listed, read and decoded."""

from typing import TYPE_CHECKING

from hedgerow.store import hand_out

if TYPE_CHECKING:
    from hedgerow.store.corpus.article import (
        About as About,
        Article as Article,
        sha256_of as sha256_of,
    )
    from hedgerow.store.corpus.corpus import (
        LARGEST_FILE as LARGEST_FILE,
        Corpus as Corpus,
    )
    from hedgerow.store.corpus.listing import (
        ArticleLines as ArticleLines,
    )
    from hedgerow.store.corpus.readers import (
        article_from as article_from,
    )
    from hedgerow.store.corpus.readers.days import (
        parse_date as parse_date,
    )
    from hedgerow.store.corpus.readers.reading import (
        Metadata as Metadata,
        Reading as Reading,
        Source as Source,
    )
else:
    __getattr__ = hand_out(
        __name__,
        {
            "article": "About Article sha256_of",
            "corpus": "Corpus LARGEST_FILE",
            "listing": "ArticleLines",
            "readers": "article_from",
            "readers.days": "parse_date",
            "readers.reading": "Metadata Reading Source",
        },
    )

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
        AS_IT_IS as AS_IT_IS,
        LARGEST_FILE as LARGEST_FILE,
        Corpus as Corpus,
        ReadAs as ReadAs,
    )
    from hedgerow.store.corpus.listing import (
        ArticleLines as ArticleLines,
        FileLines as FileLines,
    )
    from hedgerow.store.corpus.readers import (
        FORMATS as FORMATS,
        article_from as article_from,
        read_file as read_file,
    )
    from hedgerow.store.corpus.readers.days import (
        parse_date as parse_date,
    )
    from hedgerow.store.corpus.readers.decoding import (
        decode as decode,
    )
    from hedgerow.store.corpus.readers.encodings import (
        codec_named as codec_named,
    )
    from hedgerow.store.corpus.readers.html import (
        prose_of as prose_of,
    )
    from hedgerow.store.corpus.readers.metadata import (
        metadata_from as metadata_from,
    )
    from hedgerow.store.corpus.readers.reading import (
        Metadata as Metadata,
        Reading as Reading,
        Source as Source,
    )
    from hedgerow.store.corpus.records.columns import (
        FIELDS as FIELDS,
    )
    from hedgerow.store.corpus.unread import (
        Unread as Unread,
    )
else:
    __getattr__ = hand_out(
        __name__,
        {
            "article": "About Article sha256_of",
            "corpus": "AS_IT_IS Corpus LARGEST_FILE ReadAs",
            "listing": "ArticleLines FileLines",
            "readers": "FORMATS article_from read_file",
            "readers.decoding": "decode",
            "readers.html": "prose_of",
            "readers.metadata": "metadata_from",
            "readers.encodings": "codec_named",
            "readers.days": "parse_date",
            "readers.reading": "Metadata Reading Source",
            "records.columns": "FIELDS",
            "unread": "Unread",
        },
    )

"""What people have becomes articles: exports of archives, documents, mail, feeds, data sets."""

from typing import TYPE_CHECKING

from hedgerow.store import hand_out

if TYPE_CHECKING:
    from hedgerow.store.convert.archives import (
        ARCHIVES as ARCHIVES,
    )
    from hedgerow.store.convert.conversion import (
        Conversion as Conversion,
        Converted as Converted,
        KnownArticle as KnownArticle,
        OtherSourceError as OtherSourceError,
        known_article as known_article,
        require_outside as require_outside,
    )
    from hedgerow.store.convert.folder import (
        ArticleFolder as ArticleFolder,
    )
    from hedgerow.store.convert.formats import (
        CONTAINERS as CONTAINERS,
        READ as READ,
        ReadFormat as ReadFormat,
    )
else:
    __getattr__ = hand_out(
        __name__,
        {
            "archives": "ARCHIVES",
            "conversion": (
                "Conversion Converted KnownArticle OtherSourceError known_article require_outside"
            ),
            "folder": "ArticleFolder",
            "formats": "CONTAINERS READ ReadFormat",
        },
    )

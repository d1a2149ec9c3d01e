"""What the library lists and searches: an index, kept in step with the corpus."""

from typing import TYPE_CHECKING

from hedgerow.store import hand_out

if TYPE_CHECKING:
    from hedgerow.store.index.catalogue import (
        Catalogue as Catalogue,
        Facts as Facts,
        Order as Order,
    )
    from hedgerow.store.index.index import (
        CorpusIndex as CorpusIndex,
        is_in_cache as is_in_cache,
    )
    from hedgerow.store.index.indexing import (
        Indexing as Indexing,
    )
    from hedgerow.store.index.search import (
        Query as Query,
        best_hit as best_hit,
        find_hits as find_hits,
        hit_context as hit_context,
        parse_query as parse_query,
    )
else:
    __getattr__ = hand_out(
        __name__,
        {
            "catalogue": "Catalogue Facts Order",
            "index": "CorpusIndex is_in_cache",
            "indexing": "Indexing",
            "search": "Query best_hit find_hits hit_context parse_query",
        },
    )

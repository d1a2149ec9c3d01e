"""Figures of agreement: pure functions of marks, which know neither annotations nor files."""

from typing import TYPE_CHECKING

from hedgerow.store import hand_out

if TYPE_CHECKING:
    from hedgerow.store.agreement.measures.chance import (
        Undefined as Undefined,
    )
    from hedgerow.store.agreement.measures.comparison import (
        Comparison as Comparison,
        Figure as Figure,
        compare_annotators as compare_annotators,
    )
    from hedgerow.store.agreement.measures.marks import (
        Mark as Mark,
        MarkedArticle as MarkedArticle,
    )
else:
    __getattr__ = hand_out(
        __name__,
        {
            "chance": "Undefined",
            "comparison": "Comparison Figure compare",
            "marks": "Mark MarkedArticle",
        },
    )

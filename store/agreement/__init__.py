"""How far annotators agree: pure functions from what each has marked to figures with intervals.

A label is looked at alone, so that labels may overlap. What `compare` counts for two annotators
(tokens that both, one or neither have marked; spans that match) is what every figure is made of:
`chance` corrects counts for chance, `unitizing` compares boundaries, `matching` scores spans, and
`bootstrap` says how far a figure would move with other articles.
"""

from typing import TYPE_CHECKING

from hedgerow.store import hand_out

if TYPE_CHECKING:
    from hedgerow.store.agreement.marked import (
        annotators_of as annotators_of,
        mark_of as mark_of,
        marked_articles as marked_articles,
        tags_by_annotator as tags_by_annotator,
    )
    from hedgerow.store.agreement.measures.averages import (
        LabelMeans as LabelMeans,
        Mean as Mean,
        means as means,
    )
    from hedgerow.store.agreement.measures.bootstrap import (
        DRAWS as DRAWS,
        NOT_ASKED_FOR as NOT_ASKED_FOR,
    )
    from hedgerow.store.agreement.measures.chance import (
        Undefined as Undefined,
        cohens_kappa as cohens_kappa,
        krippendorffs_alpha as krippendorffs_alpha,
    )
    from hedgerow.store.agreement.measures.comparison import (
        NOTHING as NOTHING,
        Comparison as Comparison,
        Difference as Difference,
        Figure as Figure,
        LabelComparison as LabelComparison,
        compare as compare,
    )
    from hedgerow.store.agreement.measures.marks import (
        Mark as Mark,
        MarkedArticle as MarkedArticle,
    )
    from hedgerow.store.agreement.measures.matching import (
        SCHEMES as SCHEMES,
        grouped as grouped,
    )
else:
    __getattr__ = hand_out(
        __name__,
        {
            "marked": "annotators_of mark_of marked_articles tags_by_annotator",
            "measures.averages": "LabelMeans Mean means",
            "measures.bootstrap": "DRAWS NOT_ASKED_FOR",
            "measures.chance": "Undefined cohens_kappa krippendorffs_alpha",
            "measures.comparison": "Comparison Difference Figure LabelComparison NOTHING compare",
            "measures.marks": "Mark MarkedArticle",
            "measures.matching": "SCHEMES grouped",
        },
    )

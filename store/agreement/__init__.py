"""How far annotators agree: pure functions from what each has marked to figures with intervals.

A label is looked at alone, so that labels may overlap. What `compare_annotators` counts for two of
them (tokens that both, one or neither have marked; spans that match) is what every figure is made
of: `chance` corrects counts for chance, `unitizing` compares boundaries, `matching` scores spans,
and `bootstrap` says how far a figure would move with other articles.
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
        MeanOverPairs as MeanOverPairs,
        label_means as label_means,
    )
    from hedgerow.store.agreement.measures.bootstrap import (
        BOOTSTRAP_DRAWS as BOOTSTRAP_DRAWS,
        NO_INTERVALS_ASKED_FOR as NO_INTERVALS_ASKED_FOR,
    )
    from hedgerow.store.agreement.measures.chance import (
        Undefined as Undefined,
        cohens_kappa as cohens_kappa,
        krippendorffs_alpha as krippendorffs_alpha,
    )
    from hedgerow.store.agreement.measures.comparison import (
        NOT_GIVEN as NOT_GIVEN,
        Comparison as Comparison,
        Difference as Difference,
        Figure as Figure,
        LabelComparison as LabelComparison,
        compare_annotators as compare_annotators,
    )
    from hedgerow.store.agreement.measures.marks import (
        Mark as Mark,
        MarkedArticle as MarkedArticle,
    )
    from hedgerow.store.agreement.measures.matching import (
        MATCHING_SCHEMES as MATCHING_SCHEMES,
        group_marks as group_marks,
    )
else:
    __getattr__ = hand_out(
        __name__,
        {
            "marked": "annotators_of mark_of marked_articles tags_by_annotator",
            "measures.averages": "LabelMeans MeanOverPairs label_means",
            "measures.bootstrap": "BOOTSTRAP_DRAWS NO_INTERVALS_ASKED_FOR",
            "measures.chance": "Undefined cohens_kappa krippendorffs_alpha",
            "measures.comparison": (
                "Comparison Difference Figure LabelComparison NOT_GIVEN compare_annotators"
            ),
            "measures.marks": "Mark MarkedArticle",
            "measures.matching": "MATCHING_SCHEMES group_marks",
        },
    )

"""How far annotators agree: pure functions from what each has marked to figures with intervals.

A label is looked at alone, so that labels may overlap. What `compare` counts for two annotators
(tokens that both, one or neither have marked; spans that match) is what every figure is made of:
`chance` corrects counts for chance, `unitizing` compares boundaries, `matching` scores spans, and
`bootstrap` says how far a figure would move with other articles.
"""

from hedgerow.store.agreement.measures.chance import Undefined
from hedgerow.store.agreement.measures.comparison import Comparison, Figure, compare
from hedgerow.store.agreement.measures.marks import Mark, MarkedArticle

__all__ = ["Comparison", "Figure", "Mark", "MarkedArticle", "Undefined", "compare"]

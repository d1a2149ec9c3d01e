"""A text written otherwise, to be searched or read, with the way back to its offsets."""

from typing import TYPE_CHECKING

from hedgerow.store import hand_out

if TYPE_CHECKING:
    from hedgerow.store.folding.characters import (
        UNSEEN as UNSEEN,
    )
    from hedgerow.store.folding.finding import (
        find_all as find_all,
    )
    from hedgerow.store.folding.folded_text import (
        fold as fold,
        folded as folded,
    )
    from hedgerow.store.folding.rewriting import (
        Edit as Edit,
        Rewritten as Rewritten,
        rewritten as rewritten,
    )
else:
    __getattr__ = hand_out(
        __name__,
        {
            "characters": "UNSEEN",
            "finding": "find_all",
            "folded_text": "fold folded",
            "rewriting": "Edit Rewritten rewritten",
        },
    )

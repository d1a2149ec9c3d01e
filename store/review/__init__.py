"""Going over tags one at a time: which, in what order, what was judged, where one was left."""

from typing import TYPE_CHECKING

from hedgerow.store import hand_out

if TYPE_CHECKING:
    from hedgerow.store.review.bookmark import (
        ReviewPlaces as ReviewPlaces,
        sessions_of as sessions_of,
    )
    from hedgerow.store.review.criteria import (
        CRITERIA as CRITERIA,
        TYPED as TYPED,
        Choice as Choice,
        choices as choices,
        open_again as open_again,
        typed as typed,
        typed_so_far as typed_so_far,
        words as words,
    )
    from hedgerow.store.review.opening import (
        open_session as open_session,
        pool_of as pool_of,
    )
    from hedgerow.store.review.pool import (
        Pool as Pool,
    )
    from hedgerow.store.review.queue import (
        Queue as Queue,
    )
    from hedgerow.store.review.session import (
        ReviewSession as ReviewSession,
    )
    from hedgerow.store.review.sitting import (
        Item as Item,
    )
    from hedgerow.store.review.summing_up import (
        summary as summary,
        written as written,
    )
else:
    __getattr__ = hand_out(
        __name__,
        {
            "bookmark": "ReviewPlaces sessions_of",
            "criteria": "CRITERIA Choice TYPED choices open_again typed typed_so_far words",
            "opening": "open_session pool_of",
            "pool": "Pool",
            "queue": "Queue",
            "session": "ReviewSession",
            "sitting": "Item",
            "summing_up": "summary written",
        },
    )

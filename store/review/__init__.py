"""Going over tags one at a time: which, in what order, what was judged, where one was left."""

from typing import TYPE_CHECKING

from hedgerow.store import hand_out

if TYPE_CHECKING:
    from hedgerow.store.review.bookmark import (
        ReviewPlaces as ReviewPlaces,
        review_sessions_of as review_sessions_of,
    )
    from hedgerow.store.review.candidates import (
        ReviewItem as ReviewItem,
    )
    from hedgerow.store.review.choosing import (
        count_queue_items as count_queue_items,
    )
    from hedgerow.store.review.criteria import (
        CRITERION_QUESTIONS as CRITERION_QUESTIONS,
        QUEUE_CRITERIA as QUEUE_CRITERIA,
        QueueChoice as QueueChoice,
        answer_so_far as answer_so_far,
        criterion_in_words as criterion_in_words,
        queue_choices as queue_choices,
        queue_with_answer as queue_with_answer,
        queue_without as queue_without,
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
    from hedgerow.store.review.summing_up import (
        review_summary as review_summary,
        review_summary_lines as review_summary_lines,
    )
else:
    __getattr__ = hand_out(
        __name__,
        {
            "bookmark": "ReviewPlaces review_sessions_of",
            "candidates": "ReviewItem",
            "choosing": "count_queue_items",
            "criteria": (
                "CRITERION_QUESTIONS QUEUE_CRITERIA QueueChoice answer_so_far criterion_in_words "
                "queue_choices queue_with_answer queue_without"
            ),
            "opening": "open_session pool_of",
            "pool": "Pool",
            "queue": "Queue",
            "session": "ReviewSession",
            "summing_up": "review_summary review_summary_lines",
        },
    )

"""Deciding where annotators differ: the places, the decisions, the session."""

from typing import TYPE_CHECKING

from hedgerow.store import hand_out

if TYPE_CHECKING:
    from hedgerow.store.adjudication.deciding import (
        in_present_text as in_present_text,
    )
    from hedgerow.store.adjudication.decisions import (
        DECIDED_BOTH as DECIDED_BOTH,
        DECIDED_EDITED as DECIDED_EDITED,
        DECIDED_NEITHER as DECIDED_NEITHER,
        Decision as Decision,
        decision_in_words as decision_in_words,
        decisions_on as decisions_on,
        letter_of_side as letter_of_side,
    )
    from hedgerow.store.adjudication.opening import (
        open_session as open_session,
    )
    from hedgerow.store.adjudication.places import (
        NO_TAG as NO_TAG,
        MarkedPlace as MarkedPlace,
        results_of as results_of,
    )
    from hedgerow.store.adjudication.session import (
        AdjudicationSession as AdjudicationSession,
    )
else:
    __getattr__ = hand_out(
        __name__,
        {
            "deciding": "in_present_text",
            "decisions": (
                "DECIDED_BOTH DECIDED_EDITED DECIDED_NEITHER Decision decision_in_words "
                "decisions_on letter_of_side"
            ),
            "places": "MarkedPlace NO_TAG results_of",
            "opening": "open_session",
            "session": "AdjudicationSession",
        },
    )

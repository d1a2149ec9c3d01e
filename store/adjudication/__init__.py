"""Deciding where annotators differ: the places, the decisions, the session."""

from typing import TYPE_CHECKING

from hedgerow.store import hand_out

if TYPE_CHECKING:
    from hedgerow.store.adjudication.decisions import (
        BOTH as BOTH,
        EDITED as EDITED,
        NEITHER as NEITHER,
        Decision as Decision,
        decisions_on as decisions_on,
        in_present_text as in_present_text,
        side as side,
        told as told,
    )
    from hedgerow.store.adjudication.opening import (
        open_session as open_session,
    )
    from hedgerow.store.adjudication.places import (
        NOTHING as NOTHING,
        Place as Place,
        results_of as results_of,
    )
    from hedgerow.store.adjudication.session import (
        AdjudicationSession as AdjudicationSession,
    )
else:
    __getattr__ = hand_out(
        __name__,
        {
            "decisions": "BOTH Decision EDITED NEITHER decisions_on in_present_text side told",
            "opening": "open_session",
            "places": "NOTHING Place results_of",
            "session": "AdjudicationSession",
        },
    )

"""A passage becomes a tag, takes along who says it, is changed; so does a suggestion."""

from typing import TYPE_CHECKING

from hedgerow.store import hand_out

if TYPE_CHECKING:
    from hedgerow.store.tagging.proposals import (
        Proposals as Proposals,
    )
    from hedgerow.store.tagging.revising import (
        displaced as displaced,
        relabel as relabel,
        respan as respan,
        settle as settle,
    )
    from hedgerow.store.tagging.suggestions import (
        SettledPassage as SettledPassage,
        accepted_suggestion as accepted_suggestion,
        dismissal as dismissal,
        dismissed_passages as dismissed_passages,
        suggestions_still_open as suggestions_still_open,
    )
    from hedgerow.store.tagging.tagging import (
        attribution_around as attribution_around,
        tag as tag,
        take_along as take_along,
    )
else:
    __getattr__ = hand_out(
        __name__,
        {
            "proposals": "Proposals",
            "revising": "displaced relabel respan settle",
            "suggestions": (
                "SettledPassage accepted_suggestion dismissal dismissed_passages "
                "suggestions_still_open"
            ),
            "tagging": "attribution_around tag take_along",
        },
    )

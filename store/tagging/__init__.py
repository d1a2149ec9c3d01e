"""A passage becomes a tag, takes along who says it, is changed; so does a suggestion."""

from typing import TYPE_CHECKING

from hedgerow.store import hand_out

if TYPE_CHECKING:
    from hedgerow.store.tagging.suggestions import (
        Proposals as Proposals,
        Taken as Taken,
        accepted as accepted,
        dismissal as dismissal,
        dismissed as dismissed,
        still_open as still_open,
    )
    from hedgerow.store.tagging.tagging import (
        attribution_around as attribution_around,
        displaced as displaced,
        relabel as relabel,
        respan as respan,
        settle as settle,
        tag as tag,
        take_along as take_along,
    )
else:
    __getattr__ = hand_out(
        __name__,
        {
            "suggestions": "Proposals Taken accepted dismissal dismissed still_open",
            "tagging": "attribution_around displaced relabel respan settle tag take_along",
        },
    )

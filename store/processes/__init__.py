"""Work in other processes: the extraction of a long article, and of many in order."""

from typing import TYPE_CHECKING

from hedgerow.store import hand_out

if TYPE_CHECKING:
    from hedgerow.store.processes.apart import (
        LONG_TEXT as LONG_TEXT,
        Apart as Apart,
        extract_near_first as extract_near_first,
        found_near as found_near,
        is_long_text as is_long_text,
        range_around as range_around,
    )
    from hedgerow.store.processes.ended import (
        EndedError as EndedError,
    )
    from hedgerow.store.processes.garbage import (
        garbage_left_alone as garbage_left_alone,
    )
    from hedgerow.store.processes.ordered import (
        in_order as in_order,
    )
else:
    __getattr__ = hand_out(
        __name__,
        {
            "apart": "Apart LONG_TEXT extract_near_first found_near is_long_text range_around",
            "ended": "EndedError",
            "garbage": "garbage_left_alone",
            "ordered": "in_order",
        },
    )

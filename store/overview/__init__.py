"""A corpus as a whole: what is listed, how far work has come, what is counted or amiss."""

from typing import TYPE_CHECKING

from hedgerow.store import hand_out

if TYPE_CHECKING:
    from hedgerow.store.overview.checking import (
        check as check,
        compact as compact,
    )
    from hedgerow.store.overview.headway import (
        NOTHING as NOTHING,
        Headway as Headway,
    )
    from hedgerow.store.overview.stats import (
        WAYS as WAYS,
        By as By,
        Row as Row,
        Stats as Stats,
        count as count,
    )
    from hedgerow.store.overview.survey import (
        Survey as Survey,
        Surveyed as Surveyed,
    )
else:
    __getattr__ = hand_out(
        __name__,
        {
            "checking": "check compact",
            "headway": "Headway NOTHING",
            "stats": "By Row Stats WAYS count",
            "survey": "Survey Surveyed",
        },
    )

"""A corpus as a whole: what is listed, how far work has come, what is counted or amiss."""

from typing import TYPE_CHECKING

from hedgerow.store import hand_out

if TYPE_CHECKING:
    from hedgerow.store.overview.checking import (
        check_corpus as check_corpus,
        compact_journals as compact_journals,
    )
    from hedgerow.store.overview.headway import (
        NO_HEADWAY as NO_HEADWAY,
        Headway as Headway,
    )
    from hedgerow.store.overview.stats import (
        GROUPINGS as GROUPINGS,
        CountRow as CountRow,
        Grouping as Grouping,
        Stats as Stats,
        count_tags as count_tags,
    )
    from hedgerow.store.overview.survey import (
        Survey as Survey,
        Surveyed as Surveyed,
    )
else:
    __getattr__ = hand_out(
        __name__,
        {
            "checking": "check_corpus compact_journals",
            "headway": "Headway NO_HEADWAY",
            "stats": "CountRow GROUPINGS Grouping Stats count_tags",
            "survey": "Survey Surveyed",
        },
    )

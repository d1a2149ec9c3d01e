"""Looking again at one's own tags without seeing them, and how far one agrees with oneself."""

from typing import TYPE_CHECKING

from hedgerow.store import hand_out

if TYPE_CHECKING:
    from hedgerow.store.second_look.answers import (
        Place as Place,
        Sample as Sample,
    )
    from hedgerow.store.second_look.consistency import (
        again as again,
        looked_at_twice as looked_at_twice,
        who_looked as who_looked,
    )
    from hedgerow.store.second_look.opening import (
        open_session as open_session,
    )
    from hedgerow.store.second_look.session import (
        SecondLook as SecondLook,
        sessions_of as sessions_of,
    )
else:
    __getattr__ = hand_out(
        __name__,
        {
            "answers": "Place Sample",
            "consistency": "again looked_at_twice who_looked",
            "opening": "open_session",
            "session": "SecondLook sessions_of",
        },
    )

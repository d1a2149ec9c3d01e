"""Looking again at one's own tags without seeing them, and how far one agrees with oneself."""

from typing import TYPE_CHECKING

from hedgerow.store import hand_out

if TYPE_CHECKING:
    from hedgerow.store.second_look.answers import (
        SecondLookPlace as SecondLookPlace,
        SecondLookSample as SecondLookSample,
    )
    from hedgerow.store.second_look.bookmark import (
        second_look_sessions_of as second_look_sessions_of,
    )
    from hedgerow.store.second_look.consistency import (
        looked_at_twice as looked_at_twice,
        second_look_name as second_look_name,
        who_looked_twice as who_looked_twice,
    )
    from hedgerow.store.second_look.opening import (
        open_session as open_session,
    )
    from hedgerow.store.second_look.session import (
        SecondLook as SecondLook,
    )
else:
    __getattr__ = hand_out(
        __name__,
        {
            "answers": "SecondLookPlace SecondLookSample",
            "bookmark": "second_look_sessions_of",
            "consistency": "looked_at_twice second_look_name who_looked_twice",
            "opening": "open_session",
            "session": "SecondLook",
        },
    )

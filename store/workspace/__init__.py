"""One person at work on one corpus: what is open, what they have set, what others have changed."""

from typing import TYPE_CHECKING

from hedgerow.store import hand_out

if TYPE_CHECKING:
    from hedgerow.store.workspace.settings import (
        Settings as Settings,
        load_settings as load_settings,
    )
    from hedgerow.store.workspace.unsettled import (
        count_unsettled as count_unsettled,
    )
    from hedgerow.store.workspace.watch import (
        Watch as Watch,
    )
    from hedgerow.store.workspace.workspace import (
        Workspace as Workspace,
    )
else:
    __getattr__ = hand_out(
        __name__,
        {
            "settings": "Settings load_settings",
            "unsettled": "count_unsettled",
            "watch": "Watch",
            "workspace": "Workspace",
        },
    )

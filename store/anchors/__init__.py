"""A passage found again in a text that has changed, by position and by quote with context."""

from typing import TYPE_CHECKING

from hedgerow.store import hand_out

if TYPE_CHECKING:
    from hedgerow.store.anchors.anchor import (
        Anchor as Anchor,
        context_of as context_of,
    )
    from hedgerow.store.anchors.search import (
        find_anchor as find_anchor,
    )
else:
    __getattr__ = hand_out(
        __name__,
        {
            "anchor": "Anchor context_of",
            "search": "find_anchor",
        },
    )

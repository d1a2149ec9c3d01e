"""Bytes on the disk that last: syncing, whole files, files in the making, locks."""

from typing import TYPE_CHECKING

from hedgerow.store import hand_out

if TYPE_CHECKING:
    from hedgerow.store.files.disk import (
        Stamp as Stamp,
        open_to_append as open_to_append,
        read_settled as read_settled,
        read_whole as read_whole,
        stamp_of as stamp_of,
        sync_folder as sync_folder,
        write_through as write_through,
    )
    from hedgerow.store.files.lock import (
        FolderLock as FolderLock,
    )
    from hedgerow.store.files.partial import (
        PartialFile as PartialFile,
    )
    from hedgerow.store.files.whole import (
        DRAFT_ENDING as DRAFT_ENDING,
        write_whole as write_whole,
    )
else:
    __getattr__ = hand_out(
        __name__,
        {
            "disk": (
                "Stamp open_to_append read_settled read_whole stamp_of sync_folder write_through"
            ),
            "lock": "FolderLock",
            "partial": "PartialFile",
            "whole": "DRAFT_ENDING write_whole",
        },
    )

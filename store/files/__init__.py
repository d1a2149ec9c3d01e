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
    from hedgerow.store.files.formats import (
        HEAD as HEAD,
        Format as Format,
        format_of as format_of,
    )
    from hedgerow.store.files.lock import (
        FolderLock as FolderLock,
    )
    from hedgerow.store.files.partial import (
        PartialFile as PartialFile,
    )
    from hedgerow.store.files.strangers import (
        ARTICLE as ARTICLE,
        ARTICLE_LINES as ARTICLE_LINES,
        CODEBOOK as CODEBOOK,
        IMPORT as IMPORT,
        JOURNAL as JOURNAL,
        SETTINGS as SETTINGS,
        TooLongError as TooLongError,
        lines_of as lines_of,
        open_to_read as open_to_read,
        pass_over_line as pass_over_line,
        read_text as read_text,
        real_path as real_path,
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
            "formats": "Format HEAD format_of",
            "lock": "FolderLock",
            "partial": "PartialFile",
            "strangers": (
                "ARTICLE ARTICLE_LINES CODEBOOK IMPORT JOURNAL SETTINGS TooLongError "
                "lines_of open_to_read pass_over_line read_text real_path"
            ),
            "whole": "DRAFT_ENDING write_whole",
        },
    )

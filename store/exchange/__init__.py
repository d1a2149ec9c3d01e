"""Formats in which annotations leave and enter: one file a format, both ways."""

from typing import TYPE_CHECKING

from hedgerow.store import hand_out

if TYPE_CHECKING:
    from hedgerow.store.exchange.agreement import (
        agreement_record as agreement_record,
    )
    from hedgerow.store.exchange.citation import (
        cite as cite,
    )
    from hedgerow.store.exchange.exporting import (
        Imported as Imported,
        Selection as Selection,
        export_lines as export_lines,
        import_lines as import_lines,
    )
    from hedgerow.store.exchange.mentions import (
        mentions_of as mentions_of,
    )
    from hedgerow.store.exchange.mentions_run import (
        ForeignLineError as ForeignLineError,
        MentionsRun as MentionsRun,
        Outcomes as Outcomes,
        known_line as known_line,
        set_by_readers as set_by_readers,
    )
else:
    __getattr__ = hand_out(
        __name__,
        {
            "agreement": "agreement_record",
            "citation": "cite",
            "exporting": "Imported Selection export_lines import_lines",
            "mentions": "mentions_of",
            "mentions_run": "ForeignLineError MentionsRun Outcomes known_line set_by_readers",
        },
    )

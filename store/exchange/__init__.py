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
        ExportSelection as ExportSelection,
        export_lines as export_lines,
    )
    from hedgerow.store.exchange.importing import (
        ImportChoice as ImportChoice,
        ImportResult as ImportResult,
        import_lines as import_lines,
        whose_lines as whose_lines,
    )
    from hedgerow.store.exchange.mentions import (
        mentions_of as mentions_of,
    )
    from hedgerow.store.exchange.mentions_run import (
        ForeignLineError as ForeignLineError,
        MentionsOutcomes as MentionsOutcomes,
        MentionsRun as MentionsRun,
        dates_set_by_annotators as dates_set_by_annotators,
        known_mentions_line as known_mentions_line,
    )
else:
    __getattr__ = hand_out(
        __name__,
        {
            "agreement": "agreement_record",
            "citation": "cite",
            "exporting": "ExportSelection export_lines",
            "importing": "ImportChoice ImportResult import_lines whose_lines",
            "mentions": "mentions_of",
            "mentions_run": (
                "ForeignLineError MentionsOutcomes MentionsRun dates_set_by_annotators "
                "known_mentions_line"
            ),
        },
    )

"""TinyDB on appended lines: nothing is rewritten, several may write, every step can be undone."""

from typing import TYPE_CHECKING

from hedgerow.store import hand_out

if TYPE_CHECKING:
    from hedgerow.store.journal.database import (
        ConflictError as ConflictError,
        Journal as Journal,
        JournalTable as JournalTable,
    )
    from hedgerow.store.journal.history import (
        History as History,
        StepConflictError as StepConflictError,
    )
    from hedgerow.store.journal.line_file import (
        LineFile as LineFile,
    )
    from hedgerow.store.journal.lines import (
        Document as Document,
        Line as Line,
        Record as Record,
        Step as Step,
        derived_id as derived_id,
        fault_of as fault_of,
        is_instant as is_instant,
        new_id as new_id,
        now as now,
        record_of as record_of,
        written_instant as written_instant,
        written_line as written_line,
    )
    from hedgerow.store.journal.standing import (
        Standing as Standing,
    )
    from hedgerow.store.journal.trail import (
        Change as Change,
    )
else:
    __getattr__ = hand_out(
        __name__,
        {
            "database": "ConflictError Journal JournalTable",
            "history": "History StepConflictError",
            "line_file": "LineFile",
            "lines": (
                "Document Line Record Step derived_id fault_of is_instant new_id now "
                "record_of written_instant written_line"
            ),
            "standing": "Standing",
            "trail": "Change",
        },
    )

"""TinyDB on appended lines: nothing is rewritten, several may write, every step can be undone."""

from typing import TYPE_CHECKING

from hedgerow.store import hand_out

if TYPE_CHECKING:
    from hedgerow.store.journal.changes import (
        Change as Change,
    )
    from hedgerow.store.journal.database import (
        Journal as Journal,
    )
    from hedgerow.store.journal.history import (
        History as History,
        StepConflictError as StepConflictError,
    )
    from hedgerow.store.journal.ids import (
        derived_id as derived_id,
        new_id as new_id,
    )
    from hedgerow.store.journal.instants import (
        far_ahead as far_ahead,
        is_instant as is_instant,
        just_after as just_after,
        now as now,
        written_instant as written_instant,
    )
    from hedgerow.store.journal.line_file import (
        LineFile as LineFile,
    )
    from hedgerow.store.journal.lines import (
        Document as Document,
        Line as Line,
        Record as Record,
        Step as Step,
        differs as differs,
        fault_of as fault_of,
        is_too_deep as is_too_deep,
        record_of as record_of,
        written_line as written_line,
    )
    from hedgerow.store.journal.snapshot import (
        Snapshot as Snapshot,
    )
    from hedgerow.store.journal.table import (
        ConflictError as ConflictError,
        JournalTable as JournalTable,
    )
else:
    __getattr__ = hand_out(
        __name__,
        {
            "changes": "Change",
            "database": "Journal",
            "history": "History StepConflictError",
            "ids": "derived_id new_id",
            "instants": "far_ahead is_instant just_after now written_instant",
            "line_file": "LineFile",
            "lines": (
                "Document Line Record Step differs fault_of is_too_deep record_of written_line"
            ),
            "snapshot": "Snapshot",
            "table": "ConflictError JournalTable",
        },
    )

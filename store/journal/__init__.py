"""TinyDB on appended lines: nothing is rewritten, several may write, every step can be undone."""

from hedgerow.store.journal.database import Journal as Journal

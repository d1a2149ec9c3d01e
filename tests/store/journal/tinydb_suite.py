"""A pytest plugin: what TinyDB's own tests import from TinyDB is the journal.

    pytest -p tinydb_suite [--as-tinydb] test_tables.py test_tinydb.py test_storages.py

The names are replaced before TinyDB's tests and their `conftest.py` import them, so that all of
these, fixtures included, run as they were written. With `--as-tinydb`, what the journal does in its
own way and a subclass can put back is put back. A test that fails without it and passes with it
deviates in this and in nothing else.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import tinydb
import tinydb.storages
from tinydb.storages import Storage
from tinydb.table import Table as TableOfTinyDB

from hedgerow.store.journal import JournalTable
from hedgerow.store.journal.database import Journal
from hedgerow.store.journal.storage import JournalStorage


class FolderOfItsOwn(JournalStorage):
    """Stands for TinyDB's storage in memory: it takes no path, and each is empty at first."""

    def __init__(self) -> None:
        super().__init__(tempfile.mkdtemp())


class Table(JournalTable):
    """A journal's table with TinyDB's numbers for ids and with its query cache."""

    document_id_class = int
    _get_next_id = TableOfTinyDB._get_next_id

    def __init__(
        self,
        storage: Storage,
        name: str,
        cache_size: int = TableOfTinyDB.default_query_cache_capacity,
        persist_empty: bool = False,
    ) -> None:
        TableOfTinyDB.__init__(self, storage, name, cache_size, persist_empty)

    def _update_table(self, updater: Callable[[dict[int, Any]], None]) -> None:
        super()._update_table(updater)
        self.clear_cache()


class JSONStorage(JournalStorage):
    """A journal's storage that takes `ensure_ascii=False`, which it does in any case."""

    __module__ = "tinydb.storages"  # for the `repr` of a table

    def __init__(self, path: str | Path, ensure_ascii: bool = False) -> None:
        assert not ensure_ascii
        super().__init__(path)


class TinyDB(Journal):
    """A journal with all of that, under the name that TinyDB has in its `repr`."""

    table_class = Table
    default_storage_class = JSONStorage


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--as-tinydb", action="store_true", help="put back what a subclass can")


@pytest.hookimpl(tryfirst=True)  # before TinyDB's `conftest.py`, the first to import them
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    put_back = early_config.known_args_namespace.as_tinydb
    tinydb.TinyDB = TinyDB if put_back else Journal
    tinydb.JSONStorage = JSONStorage if put_back else JournalStorage
    tinydb.storages.JSONStorage = tinydb.JSONStorage
    tinydb.storages.MemoryStorage = FolderOfItsOwn


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the run in memory of each test that TinyDB runs in memory and on JSON.

    Both storages are a folder here: it would be the same test once more, and be counted twice.
    """
    once_more = [item for item in items if "memory" in item.keywords]
    config.hook.pytest_deselected(items=once_more)
    items[:] = [item for item in items if item not in once_more]

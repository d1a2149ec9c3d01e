"""TinyDB's own tests of tables, databases and storages pass on the journal, but for a list.

The tests come with TinyDB's source distribution of the installed version, which is fetched once;
nothing of them is kept in this repository. `tinydb_suite.py` puts the journal in TinyDB's place.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from xml.etree import ElementTree

import pytest
from filelock import FileLock

ROOT = Path(__file__).parents[3]
PAGE = ROOT / "docs" / "tinydb.md"
VERSION = version("tinydb")
MODULES = ("test_tables.py", "test_tinydb.py", "test_storages.py")

IDS = "Ids are UUIDv7, as text; TinyDB counts 1, 2, 3."
CACHE = "The query cache is off, so that what another process saves is found."
NAMES = "A `repr` names the journal's classes."
ASCII = "There is no option `ensure_ascii`; text is always written as it is (`ensure_ascii=False`)."
TABLES = "A journal's storage writes tables of documents only; TinyDB's writes any JSON."
STORAGE = "A journal's tables read and append to their own files, which only its own storage has."
FORM = "A line has one form: there are no options for indentation, separators or the order of keys."
ENCODING = "Lines are always UTF-8: there is no option `encoding`."
MODE = (
    "There is no `access_mode`; opening and reading a journal make and change nothing on the disk."
)
FOLDER = (
    "Opening touches nothing: missing folders are made, or found impossible, by the first save."
)
PERSIST = "A table is in the journal from its first save on; `persist_empty` makes no file."
DROP = (
    "A dropped table is empty but still named by `tables()`: its file keeps the lines that say its "
    "documents are removed, so that a merge doesn't bring them back."
)

PUT_BACK = {IDS, CACHE, NAMES, ASCII}
"""The reasons that `--as-tinydb` takes away, and with them the deviations."""

DEVIATIONS: dict[str, str] = {
    "test_tables.py::test_next_id": IDS,
    "test_tables.py::test_truncate_table": IDS,
    "test_tinydb.py::test_insert_ids": IDS,
    "test_tinydb.py::test_insert_with_doc_id": IDS,
    "test_tinydb.py::test_insert_with_duplicate_doc_id": IDS,
    "test_tinydb.py::test_insert_multiple_with_ids": IDS,
    "test_tinydb.py::test_remove_ids": IDS,
    "test_tinydb.py::test_remove_returns_ids": IDS,
    "test_tinydb.py::test_remove_ids_mixed": IDS,
    "test_tinydb.py::test_update_returns_ids": IDS,
    "test_tinydb.py::test_update_ids": IDS,
    "test_tinydb.py::test_update_ids_mixed": IDS,
    "test_tinydb.py::test_upsert": IDS,
    "test_tinydb.py::test_upsert_by_id": IDS,
    "test_tinydb.py::test_contains_ids": IDS,
    "test_tinydb.py::test_lastid_after_open": IDS,
    "test_tinydb.py::test_doc_ids_json": IDS,
    "test_tables.py::test_query_cache": CACHE,
    "test_tinydb.py::test_search": CACHE,
    "test_tinydb.py::test_search_path": CACHE,
    "test_tinydb.py::test_query_cache": CACHE,
    "test_tables.py::test_lru_cache": CACHE,
    "test_tables.py::test_query_cache_size": CACHE,
    "test_tables.py::test_table_repr": NAMES,
    "test_tinydb.py::test_repr": NAMES,
    "test_tinydb.py::test_delete": ASCII,
    "test_tinydb.py::test_insert_on_existing_db": ASCII,
    "test_storages.py::test_json_kwargs": FORM,
    "test_storages.py::test_encoding": ENCODING,
    "test_storages.py::test_json_read": MODE,
    "test_storages.py::test_json_invalid_mode_warning": MODE,
    "test_storages.py::test_create_dirs": FOLDER,
    "test_storages.py::test_json_invalid_directory": FOLDER,
    "test_storages.py::test_json": TABLES,
    "test_storages.py::test_in_memory": TABLES,
    "test_storages.py::test_read_once": STORAGE,
    "test_storages.py::test_yaml": STORAGE,
    "test_tables.py::test_persist_table": PERSIST,
    "test_tinydb.py::test_drop_table": DROP,
}
"""Each of TinyDB's tests that fails on the journal, with the reason."""


def test_the_page_gives_each_deviation_with_its_reason():
    table = table_of_deviations()
    assert table in PAGE.read_text(encoding="utf-8"), f"the page's table should be\n{table}"


@pytest.mark.slow
def test_tinydbs_own_tests_pass_but_for_the_deviations(tests_of_tinydb):
    outcomes = run(tests_of_tinydb)
    page = PAGE.read_text(encoding="utf-8")
    assert_failed(outcomes, DEVIATIONS)
    if is_of_the_page():
        assert f"{len(outcomes) - len(DEVIATIONS)} of TinyDB's {len(outcomes)} tests pass" in page


@pytest.mark.slow
def test_deviations_that_a_subclass_can_undo_have_no_other_reason(tests_of_tinydb):
    outcomes = run(tests_of_tinydb, "--as-tinydb")
    remaining = {test: why for test, why in DEVIATIONS.items() if why not in PUT_BACK}
    page = PAGE.read_text(encoding="utf-8")
    assert_failed(outcomes, remaining)
    if is_of_the_page():
        assert f"{len(outcomes) - len(remaining)} of the {len(outcomes)} pass" in page


def assert_failed(outcomes: dict[str, str | None], expected: dict[str, str]) -> None:
    """Check that these tests failed or were skipped, each of them, and no other."""
    failed = {test: why for test, why in outcomes.items() if why is not None}
    unlisted = {test: why for test, why in failed.items() if test not in expected}
    assert not unlisted, "they fail, and are no listed deviations"
    # Another version of TinyDB may lack some of the tests.
    there = expected.keys() if is_of_the_page() else expected.keys() & outcomes.keys()
    without_need = sorted(there - failed.keys())
    assert not without_need, "they are listed as deviations, and don't fail"


def is_of_the_page() -> bool:
    """Say whether the installed TinyDB is the version that the page gives the numbers of."""
    return f"TinyDB {VERSION}," in PAGE.read_text(encoding="utf-8")


def table_of_deviations() -> str:
    """Write the page's table: a row for each reason, with the tests that deviate by it."""
    rows = ["| what is different | TinyDB's tests that fail for it |", "|---|---|"]
    for reason in dict.fromkeys(DEVIATIONS.values()):
        tests = [f"`{test}`" for test, why in DEVIATIONS.items() if why == reason]
        rows.append(f"| {reason} | {', '.join(tests)} |")
    return "\n".join(rows) + "\n"


@pytest.fixture
def tests_of_tinydb(request, tmp_path) -> Path:
    """A folder with TinyDB's test modules, from its source distribution."""
    folder = tmp_path / "tests"
    folder.mkdir()
    (folder / "pytest.ini").write_text("[pytest]\n")  # no other configuration is looked for
    with tarfile.open(source_distribution(request.config.cache.mkdir("tinydb"))) as archive:
        for name in ("conftest.py", *MODULES):
            # Read by name and written by us: the archive doesn't say where anything goes.
            source = archive.extractfile(f"tinydb-{VERSION}/tests/{name}")
            (folder / name).write_bytes(source.read())
    return folder


def source_distribution(cache: Path) -> Path:
    """Give TinyDB's source distribution, which is fetched unless it was before."""
    path = cache / f"tinydb-{VERSION}.tar.gz"
    # One worker fetches; a fetch that breaks off leaves nothing that looks like the file.
    with FileLock(cache / ".lock"):
        if not path.exists():
            with tempfile.TemporaryDirectory(dir=cache) as folder:
                fetch(Path(folder))
                (Path(folder) / path.name).replace(path)
    return path


def fetch(folder: Path) -> None:
    """Fetch TinyDB's source distribution into a folder, or skip the test and say why."""
    # Not `--no-binary :all:`: pip asks the build backend for the metadata, and would build that
    # from source as well.
    options = ["--no-deps", "--no-binary", "tinydb", "--dest", str(folder)]
    options += ["--quiet", "--no-input", "--disable-pip-version-check"]
    fault = "there is no pip"
    for pip in pips():
        command = [*pip, "download", *options, f"tinydb=={VERSION}"]
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True)
        if done.returncode == 0 and (folder / f"tinydb-{VERSION}.tar.gz").exists():
            return
        fault = done.stderr.strip().rpartition("\n")[2] or fault
    pytest.skip(f"TinyDB {VERSION}'s source distribution can't be fetched: {fault}")


def pips() -> Iterator[list[str]]:
    """Give the ways to run pip; an environment made by uv has none of its own."""
    yield [sys.executable, "-m", "pip"]
    if uv := shutil.which("uv"):
        yield [uv, "tool", "run", "pip"]
    if pip := shutil.which("pip"):
        yield [pip]


def run(folder: Path, *options: str) -> dict[str, str | None]:
    """Run TinyDB's tests on the journal; give what is wrong with each, None where it passed."""
    report, temporary = folder / "report.xml", folder / "temporary"
    temporary.mkdir()
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTEST_")}
    environment |= {
        "PYTHONPATH": os.pathsep.join([str(Path(__file__).parent), str(ROOT)]),
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
        **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(temporary)),
    }
    command = [sys.executable, "-m", "pytest", "-p", "tinydb_suite", "-p", "no:cacheprovider"]
    command += [*options, f"--junit-xml={report}", *MODULES]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    assert done.returncode in (0, 1), done.stdout + done.stderr  # 1: some tests fail
    outcomes: dict[str, str | None] = {}
    for case in ElementTree.parse(report).iter("testcase"):
        test = f"{case.get('classname')}.py::{case.get('name', '').removesuffix('[json]')}"
        wrong = [part for part in case if part.tag in ("failure", "error", "skipped")]
        outcomes.setdefault(test, None)
        if wrong:
            outcomes[test] = wrong[0].get("message") or wrong[0].tag
    return outcomes

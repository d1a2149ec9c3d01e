"""What Hedgerow tells those who look after it: a log where one is asked for, a report of an error.

Neither holds any text of articles or memos. What an exception says may hold some, so it is told
only of those kinds that speak of the program or the disk; of others, the kind and the place.
"""

from __future__ import annotations

import logging
import os
import platform
import re
import sys
import tempfile
import traceback
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from time import perf_counter

from hedgerow.store.problem import Problem, ProblemError
from hedgerow.tui.cli.arguments import COMMANDS
from hedgerow.tui.cli.output import WANTING, complain, heard_by
from hedgerow.tui.problems import way_out
from hedgerow.tui.text.visible import one_line, visible

_LOG = logging.getLogger("hedgerow")
_LOG.addHandler(logging.NullHandler())  # otherwise what nobody asked for is printed
_LOG.propagate = False
_HEADING = "Hedgerow log"
# The interpreter and the system word these, from names in the code and paths.
_PLAIN_SPOKEN = (
    ArithmeticError,
    AttributeError,
    ImportError,
    IndexError,
    MemoryError,
    NameError,
    OSError,
    RecursionError,
    TypeError,
)
_LONGEST = 300  # characters of what an exception says
_TAGS_ARE_SAVED = "Every tag that was shown in full is saved."
_TIME = "%Y-%m-%dT%H:%M:%S"


def installed() -> list[str]:
    """Name the versions of Hedgerow, of Python and of what it stands on, and the platform."""
    libraries = ", ".join(f"{name} {_version(name)}" for name in ("textual", "tinydb"))
    return [
        f"Hedgerow {_version('hedgerow')}",
        f"{platform.python_implementation()} {platform.python_version()}, {libraries}",
        f"{platform.platform()}, TERM={os.environ.get('TERM', '')}",
    ]


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "(not installed)"


# The log


def logged(options: Namespace, run: Callable[[], int]) -> int:
    """Run a command, and keep a log of it at the end of the file that was named.

    Args:
        options: the command line; `log` names the file.
        run: runs the command.

    Returns:
        The exit code.
    """
    try:
        _begin(options)
    except ProblemError as error:
        complain(error.problem)
        return WANTING
    heard_by(log_problem)
    begun = perf_counter()
    status = run()
    _LOG.info("ended with exit code %d after %.3f s", status, perf_counter() - begun)
    return status


def _begin(options: Namespace) -> None:
    path = Path(options.log)
    try:
        if path.is_file() and path.stat().st_size and not _is_log(path):
            raise ProblemError(Problem(path, "exists and is no log", "name another file"))
        _refuse_what_the_corpus_lives_on(options, path)
        handler = _File(path, encoding="utf-8", errors="backslashreplace")
    except OSError as error:
        raise ProblemError(Problem(path, str(error.strerror), "name another file")) from error
    handler.setFormatter(_Lines("%(asctime)s.%(msecs)03d %(levelname)s %(message)s", _TIME))
    _LOG.addHandler(handler)
    _LOG.setLevel(logging.DEBUG)
    _LOG.info("%s: %s", _HEADING, "; ".join(installed()))
    _LOG.info("command: %s", " ".join(_names_in(options.given)))
    _LOG.info("corpus: %s", Path(options.corpus).resolve())


def _refuse_what_the_corpus_lives_on(options: Namespace, path: Path) -> None:
    from hedgerow.store.workspace import Workspace, load_settings

    try:
        workspace = Workspace(
            options.corpus,
            annotations=options.annotations,
            annotator=options.annotator,
            settings=load_settings(),
            find=False,
        )
    except ProblemError:
        return  # the command will tell
    if workspace.lives_on(path):
        raise ProblemError(Problem(path, "belongs to the corpus", "name another file"))


def _is_log(path: Path) -> bool:
    with path.open(encoding="utf-8", errors="replace") as file:
        return _HEADING in file.readline(_LONGEST)


class _File(logging.FileHandler):
    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
        """Let nobody be stopped by a log that can't be written."""


class _Lines(logging.Formatter):
    """Makes one line of each event, and some more of an error; strangers' text stays text."""

    def format(self, record: logging.LogRecord) -> str:
        """Make the lines; those that another handler has made would tell what an error says."""
        record.exc_text = None
        return super().format(record)

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - logging's name
        """Put it on one line."""
        record.message = one_line(record.message)
        return _without_home(super().formatMessage(record))

    def formatException(self, ei: object) -> str:  # noqa: N802 - logging's name
        """Tell an error as a report does."""
        error = ei[1] if isinstance(ei, tuple) else None
        return "\n".join(told(error)) if isinstance(error, BaseException) else ""


def log_problem(fault: Problem | str) -> None:
    """Log a fault that was met in somebody's files, without what it quotes from them."""
    if isinstance(fault, Problem):
        what = f"{fault.what.partition(':')[0]}; {way_out(fault)}"
        fault = f"{fault.place()}: {re.sub('“[^”]*', '“…', what)}"
    _LOG.warning("problem: %s", fault)


# The report


def stopped(
    error: BaseException, arguments: Sequence[str], actions: Iterable[str] | None = None
) -> int:
    """Write a report of an unexpected error, and say in plain words what has happened.

    Args:
        error: what nobody has caught.
        arguments: the command line; only its command and the names of its options are told.
        actions: what was done last in the app, the newest at the end.

    Returns:
        The exit code.
    """
    _LOG.critical("stopped by an unexpected error", exc_info=error)
    safe = "What was saved before is safe." if actions is None else _TAGS_ARE_SAVED
    sys.stderr.write(f"hedgerow: Hedgerow has stopped at an error of its own. {safe}\n")
    try:
        path = report(arguments, error, actions or ())
    except OSError as fault:
        sys.stderr.write(f"hedgerow: no report of it can be written: {fault.strerror}\n")
    else:
        sys.stderr.write(
            f"hedgerow: a report for whoever looks after Hedgerow is in {visible(str(path))}\n"
            "hedgerow: it has no text of articles or memos in it; please send it to them\n"
        )
    return WANTING


def report(arguments: Sequence[str], error: BaseException, actions: Iterable[str]) -> Path:
    """Write a report of an unexpected error; arguments as those of `stopped`.

    Returns:
        The file's path.

    Raises:
        OSError: it can't be written anywhere.
    """
    return _write(_report(error, arguments, actions))


def _report(
    error: BaseException, arguments: Sequence[str], actions: Iterable[str]
) -> Iterator[str]:
    yield "Hedgerow report: an error that nobody had foreseen"
    yield "There is no text of articles or memos in it."
    yield ""
    yield f"When: {datetime.now().astimezone().isoformat(timespec='seconds')}"
    yield from installed()
    yield f"Command line: {' '.join(_names_in(arguments))}"
    yield ""
    yield "What was done last, the newest at the end:"
    yield from (f"  {visible(action)}" for action in actions)
    yield ""
    yield from told(error)


def _names_in(arguments: Sequence[str]) -> Iterator[str]:
    """Give the command and the options' names; values may be of a memo."""
    for word in arguments:
        name = word.partition("=")[0]
        if name in COMMANDS or re.fullmatch("--?[a-z][a-z-]*", name):
            yield name


def told(error: BaseException) -> Iterator[str]:
    """Tell an error line by line, as Python does, without what may be of an article's text.

    What led to it comes first.
    """
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause is not None:
        yield from told(cause)
        yield "which led to:"
    for frame in traceback.extract_tb(error.__traceback__):
        yield _without_home(visible(f"  {frame.filename}:{frame.lineno} in {frame.name}"))
        if frame.line:
            yield f"    {visible(frame.line)}"
    says = ": (what it says is left out)" if str(error) else ""
    if isinstance(error, _PLAIN_SPOKEN) and type(error).__module__ == "builtins":
        says = f": {_without_home(one_line(str(error)))[:_LONGEST]}"
    yield f"{type(error).__module__}.{type(error).__qualname__}{says}"


def _without_home(line: str) -> str:
    """Leave out where the person's own folder is, which often has their name."""
    return line.replace(str(Path.home()) + os.sep, f"~{os.sep}")


def _write(lines: Iterable[str]) -> Path:
    """Write the report into the folder for that, else into the one for temporary files."""
    content = "".join(f"{line}\n" for line in lines).encode("utf-8", "backslashreplace")
    name = f"hedgerow-report-{datetime.now():%Y-%m-%dT%H-%M-%S}-{os.getpid()}.txt"
    try:
        folder = reports_folder()
        folder.mkdir(parents=True, exist_ok=True)
        return _write_new(folder / name, content)
    except OSError:
        return _write_new(Path(tempfile.gettempdir()) / name, content)


def _write_new(path: Path, content: bytes) -> Path:
    """Write a file that only this person can read, and that was not there before."""
    with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
        file.write(content)
    return path


def reports_folder() -> Path:
    """Say where reports are kept: `HEDGEROW_REPORTS`, else the user's folder for logs."""
    if named := os.environ.get("HEDGEROW_REPORTS"):
        return Path(named)
    from platformdirs import user_log_path

    return user_log_path("hedgerow", appauthor=False)

"""Change a room's code, one small change at a time, and print what its tests don't notice.

    python tests/mutate.py store/anchors

The changes are Cosmic Ray's. They are made in a copy of the project (`.mutate/`), since Cosmic Ray
writes them into the files themselves. The tests are those that mirror the room, here
`tests/store/anchors`. Ends with 1 if a change went unnoticed.
"""

from __future__ import annotations

import json
import re
import shlex
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from checkout import ROOT, copy_checkout, run_from

COPY = ROOT / ".mutate"
SESSION = "session.sqlite"
BIN = Path(sys.executable).parent

TELLING = re.compile(
    r"core/("
    r"AddNot|NumberReplacer|ReplaceAndWithOr|ReplaceOrWithAnd|ReplaceTrueWithFalse"
    r"|ReplaceFalseWithTrue|ReplaceBreakWithContinue|ReplaceContinueWithBreak|ZeroIterationForLoop"
    r"|ExceptionReplacer|ReplaceUnaryOperator_Delete_(Not|USub)"
    r"|ReplaceBinaryOperator_(Add_Sub|Sub_Add|Mul_Div|Div_Mul|FloorDiv_Mul|Mod_Mul|BitOr_BitAnd"
    r"|BitAnd_BitOr)"
    r"|ReplaceComparisonOperator_(Lt_LtE|LtE_Lt|Gt_GtE|GtE_Gt|Eq_NotEq|NotEq_Eq|Is_IsNot|IsNot_Is"
    r"|In_NotIn|NotIn_In)"
    r")$"
)
"""The changes worth a run: of the dozen for each operator, the one that a slip would make."""


def main(room: str) -> int:
    """Try every change to a room; give the exit code."""
    room = room.strip("/")
    tests = f"tests/{room}"
    for folder in room, tests:
        if not (ROOT / folder).is_dir():
            sys.exit(f"there is no {folder}/; name a room, as in ROOM=store/anchors")
    shutil.rmtree(COPY, ignore_errors=True)
    copy_checkout(COPY)
    options = ["-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "-m", "not slow", tests]
    command = [sys.executable, *options]
    seconds = time_of(command)
    configure(room, command, timeout=60 + 10 * seconds)  # for changes that never end
    cosmic_ray("init", "mutate.toml", SESSION)
    total = leave_out_the_idle()
    print(f"{room}: {total} changes; the tests take {seconds:.0f} s", flush=True)
    survived = run(total)
    print(f"{room}: {total - survived} noticed, {survived} not noticed")
    return 1 if survived else 0


def time_of(command: Sequence[str]) -> float:
    """Run the tests of the unchanged room, and give the seconds they took."""
    started = time.monotonic()
    if subprocess.run(command, cwd=COPY, env=run_from(COPY)).returncode:
        sys.exit("the tests must pass before the code is changed")
    return time.monotonic() - started


def configure(room: str, command: Sequence[str], timeout: float) -> None:
    """Tell Cosmic Ray what to change and how to test it."""
    (COPY / "mutate.toml").write_text(
        f"""[cosmic-ray]
module-path = {json.dumps(room)}
excluded-modules = []
timeout = {timeout:.1f}
test-command = {json.dumps(shlex.join(command))}

[cosmic-ray.distributor]
name = "local"
""",
        encoding="utf-8",
    )


def cosmic_ray(*arguments: str) -> None:
    """Run one of Cosmic Ray's commands in the copy."""
    subprocess.run([BIN / "cosmic-ray", *arguments], cwd=COPY, env=run_from(COPY), check=True)


def leave_out_the_idle() -> int:
    """Take out the changes that tell nothing; give how many remain."""
    from cosmic_ray.work_db import WorkDB, use_db
    from cosmic_ray.work_item import WorkerOutcome, WorkResult

    total = 0
    with use_db(COPY / SESSION, WorkDB.Mode.open) as database:
        for item in database.pending_work_items:
            (change,) = item.mutations
            source = (COPY / change.module_path).read_text(encoding="utf-8").splitlines()
            line = source[change.start_pos[0] - 1]
            if TELLING.match(change.operator_name) and "TYPE_CHECKING" not in line:
                total += 1
            else:
                database.set_result(item.job_id, WorkResult(WorkerOutcome.SKIPPED))
    return total


def run(total: int) -> int:
    """Try the changes, and print each that goes unnoticed as it turns up; give how many did."""
    told: set[str] = set()
    command = [BIN / "cosmic-ray", "exec", "mutate.toml", SESSION]
    with subprocess.Popen(command, cwd=COPY, env=run_from(COPY)) as work:
        try:
            is_done = False
            while not is_done:
                wait(work, 20)
                is_done = work.poll() is not None
                tried = results()
                for job, diff in tried.items():
                    if diff and job not in told:
                        told.add(job)
                        print(f"\n{diff}\n")
                print(f"{len(tried)} of {total}, {len(told)} not noticed", flush=True)
        finally:
            work.terminate()
    if work.returncode:
        sys.exit("Cosmic Ray has failed")
    return len(told)


def results() -> dict[str, str]:
    """Give, for each change that was tried, what it was if no test noticed it."""
    from cosmic_ray.work_db import WorkDB, use_db
    from cosmic_ray.work_item import TestOutcome, WorkerOutcome

    with use_db(COPY / SESSION, WorkDB.Mode.open) as database:
        return {
            job: (result.diff or "") if result.test_outcome == TestOutcome.SURVIVED else ""
            for job, result in database.results
            if result.worker_outcome != WorkerOutcome.SKIPPED
        }


def wait(process: subprocess.Popen[bytes], seconds: float) -> None:
    """Wait for a process, but no longer than that."""
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        return


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # Cosmic Ray ends with this program
    sys.exit(main(sys.argv[1]))

"""The command line. The app, and all it takes, is imported last: other commands start at once."""

from __future__ import annotations

import gc
import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from hedgerow.tui.cli.arguments import HEADLESS, parse


def main(arguments: Sequence[str] | None = None) -> int:
    """Run Hedgerow.

    Args:
        arguments: the command line after the program's name.

    Returns:
        The exit code: 0 done, 1 failed or found wanting, 2 wrong usage.
    """
    given = sys.argv[1:] if arguments is None else arguments
    # What is loaded at the start stays: looking for garbage among it takes a tenth of the time.
    gc.disable()
    try:
        if _stand_in_for_what_is_closed():
            sys.stderr.write("hedgerow: standard output is closed; send it to a file or a pipe\n")
            return 1
        return _main(given)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # the reader of a pipe has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # the last resort: nobody has foreseen it
        from hedgerow.tui.cli.reporting import stopped

        return stopped(error, given)
    finally:
        gc.enable()


def _stand_in_for_what_is_closed() -> bool:
    """Put the null device where a standard stream was closed; say whether output was.

    Without it, the next file that is opened would get its number, and what is printed there.
    """
    is_output_closed = sys.stdout is None
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode))  # noqa: SIM115 - it stays open
    return is_output_closed


def _main(given: Sequence[str]) -> int:
    options = parse(given)
    if options.log is None:
        return _run(options)
    from hedgerow.tui.cli.reporting import logged

    return logged(options, partial(_run, options))


def _run(options: Namespace) -> int:
    if options.command in HEADLESS or (options.command == "review" and options.list):
        from hedgerow.tui.cli.headless import run

        gc.enable()
        return run(options)
    from hedgerow.tui.cli.opening import run_app

    return run_app(options)


if __name__ == "__main__":
    sys.exit(main())

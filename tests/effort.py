"""How much work a function does, counted and not timed: the lines of Python that it runs."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any


def lines_run(work: Callable[..., object], *given: object) -> int:
    """Run a function and count the lines of Python that ran for it, in whatever module.

    The count is the same on any machine. What a regular expression does inside one call is not
    seen; patterns are kept linear by review and by `possessive++` quantifiers.
    """
    count = 0

    def trace(_frame: FrameType, event: str, _argument: Any) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work(*given)
    finally:
        sys.settrace(before)
    return count

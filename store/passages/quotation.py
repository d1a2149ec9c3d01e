"""A quotation, as marks pair it."""

from __future__ import annotations

from typing import Literal, NamedTuple

Ending = Literal["closed", "open", "cut", "unopened"]


class Quotation(NamedTuple):
    """A quotation, marks included, and how it ends.

    `ending` is "closed"; "open" for one that runs to the end of its paragraph for want of a closing
    mark; "cut" for one that ends where the same mark opens another; "unopened" for one whose
    opening mark is missing, which begins with its paragraph.
    """

    start: int
    end: int
    ending: Ending = "closed"

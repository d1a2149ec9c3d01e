"""How the labels of a codebook look where they are shown."""

from __future__ import annotations

from store.codebook import Label
from tui.widgets.looks import Look


def label_looks(labels: tuple[Label, ...]) -> dict[str, Look]:
    """Give the looks of labels: saved ones in full, and ones that are being saved, as pending."""
    looks = {
        label_kind(label.name): Look(ground=label.colour, letter=label.letter) for label in labels
    }
    looks |= {
        label_kind(label.name, pending=True): Look(italic=True, dim=True, letter="…")
        for label in labels
    }
    return looks


def label_kind(label: str, *, pending: bool = False) -> str:
    """Name the kind of highlight that a label has."""
    return f"label {label}{' pending' if pending else ''}"

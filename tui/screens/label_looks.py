"""How the labels of a codebook look where they are shown."""

from __future__ import annotations

from typing import Literal

from store.codebook import Label
from tui.widgets.looks import Look


def label_looks(labels: tuple[Label, ...]) -> dict[str, Look]:
    """Give the looks of labels: saved ones in full, others as being saved, or as unsaved."""
    looks = {
        label_kind(label.name): Look(ground=label.colour, letter=label.letter) for label in labels
    }
    looks |= {
        label_kind(label.name, "pending"): Look(italic=True, dim=True, letter="…")
        for label in labels
    }
    looks |= {
        label_kind(label.name, "unsaved"): Look(ink="#d75f5f", italic=True, letter="!")
        for label in labels
    }
    return looks


def label_kind(label: str, state: Literal["saved", "pending", "unsaved"] = "saved") -> str:
    """Name the kind of highlight that a label has."""
    return f"label {label} {state}"

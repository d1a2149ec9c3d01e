"""How the labels of a codebook look where they are shown."""

from __future__ import annotations

from typing import Literal

from hedgerow.store.annotations import Label
from hedgerow.tui.widgets.looks import Look

State = Literal["suggested", "saved", "pending", "unsaved"]


def label_looks(labels: tuple[Label, ...]) -> dict[str, Look]:
    """Give the looks of labels: saved ones in full, others as suggested, being saved, or unsaved.

    What is only suggested lies under everything else.
    """
    looks = {
        label_kind(label.name, "suggested"): Look(ground=label.colour, letter="·", faint=True)
        for label in labels
    }
    looks |= {
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


def label_kind(label: str, state: State = "saved") -> str:
    """Name the kind of highlight that a label has."""
    return f"label {label} {state}"

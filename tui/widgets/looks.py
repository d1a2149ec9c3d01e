"""How each kind of highlight looks, on a dark or a light ground, with colour or without."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from rich.style import Style
from textual.color import Color, ColorParseError


@dataclass(frozen=True, slots=True)
class Look:
    """The look of one kind of highlight.

    `ink` colours the letters and `ground` tints what is behind them; both are colours as Textual
    reads them ("#88c0d0", "orange"), adapted to the theme so that text stays legible. The rest are
    signs that work without colour. `letter` is what the gutter shows beside the text. A `faint`
    ground is no more than a hint: a shade of grey, since terminals of 256 colours have no faint
    ones; the letter has the colour.
    """

    ink: str | None = None
    ground: str | None = None
    bold: bool = False
    italic: bool = False
    underline: bool = False
    dim: bool = False
    strike: bool = False
    letter: str = ""
    faint: bool = False


SPEAKER_INKS: Final = (
    "#5fafd7",
    "#d7875f",
    "#87af5f",
    "#af87d7",
    "#d7af5f",
    "#5fafaf",
    "#d75f87",
    "#8787d7",
    "#afaf5f",
    "#5faf87",
)
"""Colours of speakers, in the order of their first mention; they begin again after the last."""

FIXED: Final[Mapping[str, Look]] = {
    "heading": Look(bold=True),
    "emphasis": Look(italic=True),
    "strong": Look(bold=True),
    "strike": Look(strike=True),
    "link": Look(underline=True),
    "code": Look(ground="#888888"),
    "quote": Look(italic=True),
    "marker": Look(dim=True),
    "table": Look(),
    "rule": Look(dim=True),
    "date": Look(underline=True, bold=True),
    "match": Look(ground="#e5c100", bold=True),
}
"""The looks that no article and no codebook changes."""

LETTER_ROOM: Final = 3
"""Cells of the gutter for letters, where each kind has one."""

# WCAG 2.2, 1.4.3, asks for 4.5 : 1 between body text and what is behind it.
_LEAST_CONTRAST: Final = 4.5
_TINT: Final = {True: 0.34, False: 0.30}
_FAINT_TINT: Final = {True: 0.14, False: 0.12}
_GREY: Final = Color(136, 136, 136)


def speaker_look(position: int) -> Look:
    """Give the look of an article's speakers by the order of their first mention, from 0."""
    return Look(ink=SPEAKER_INKS[position % len(SPEAKER_INKS)], bold=True)


class Looks:
    """The looks in use, as Rich styles over one ground.

    Kinds are laid over each other in the order in which they are given: a later ground covers an
    earlier one, and signs add up.
    """

    def __init__(self, looks: Mapping[str, Look], letter_room: int = LETTER_ROOM) -> None:
        """Take looks by kind; `letter_room` is how many cells of the gutter their letters have."""
        self._looks = dict(looks)
        self.letter_room = letter_room
        self._styles: dict[tuple[str, bool, str], Style] = {}

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds, in the order in which they are laid over each other."""
        return tuple(self._looks)

    def __contains__(self, kind: str) -> bool:
        return kind in self._looks

    def letters(self, kinds: Iterable[str]) -> list[tuple[str, str]]:
        """Give the gutter letters of some kinds, each with its kind; faint ones only once."""
        found: list[tuple[str, str]] = []
        for kind in kinds:
            look = self._looks.get(kind)
            if look is None or not look.letter:
                continue
            if not (look.faint and any(letter == look.letter for letter, _ in found)):
                found.append((look.letter, kind))
        if self.letter_room > LETTER_ROOM:  # pairs of letters leave no room for mere hints
            found = [one for one in found if not self._looks[one[1]].faint] or found
        return found

    def style(self, kind: str, base: Style, *, dark: bool) -> Style:
        """Give the style of a kind over a widget's own `base` style."""
        ground = _colour(base.bgcolor.name if base.bgcolor else None) or Color(0, 0, 0)
        key = (kind, dark, ground.hex)
        if key not in self._styles:
            self._styles[key] = _style_of(self._looks.get(kind, Look()), ground, dark=dark)
        return self._styles[key]

    def ink(self, kind: str, base: Style, *, dark: bool) -> Style:
        """Give the style of a kind's letter in the gutter: its colour as ink, never as ground."""
        look = self._looks.get(kind, Look())
        ground = _colour(base.bgcolor.name if base.bgcolor else None) or Color(0, 0, 0)
        colour = _colour(look.ink or look.ground)
        legible = _legible(colour, ground, dark=dark) if colour else None
        return Style(color=legible.rich_color if legible else None, bold=True, dim=look.dim)


def _style_of(look: Look, ground: Color, *, dark: bool) -> Style:
    tint = _GREY if look.faint else _colour(look.ground)
    strength = _FAINT_TINT if look.faint else _TINT
    behind = ground.blend(tint, strength[dark]) if tint else None
    ink = _colour(look.ink)
    legible = _legible(ink, behind or ground, dark=dark) if ink else None
    return Style(
        color=legible.rich_color if legible else None,
        bgcolor=behind.rich_color if behind else None,
        bold=look.bold or None,
        italic=look.italic or None,
        underline=look.underline or None,
        dim=look.dim or None,
        strike=look.strike or None,
    )


def _colour(name: str | None) -> Color | None:
    if not name or name == "default":
        return None
    try:
        return Color.parse(name)
    except ColorParseError:
        return _GREY


def _legible(ink: Color, ground: Color, *, dark: bool) -> Color:
    """Move an ink towards white (on dark) or black (on light) until it can be read."""
    goal = Color(255, 255, 255) if dark else Color(0, 0, 0)
    for step in range(11):
        moved = ink.blend(goal, step / 10)
        if _contrast(moved, ground) >= _LEAST_CONTRAST:
            return moved
    return goal


def _contrast(one: Color, other: Color) -> float:
    """The contrast ratio of WCAG 2.2, 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Color) -> float:
    parts = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in colour.normalized
    )
    red, green, blue = parts
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue

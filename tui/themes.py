"""The colours, dark and light."""

from __future__ import annotations

from textual.app import App
from textual.theme import Theme

DARK = Theme(
    name="hedgerow-dark",
    primary="#81a1c1",
    secondary="#8fbcbb",
    accent="#ebcb8b",
    foreground="#d8dee9",
    background="#1f232b",
    surface="#242933",
    panel="#2e3440",
    success="#a3be8c",
    warning="#ebcb8b",
    error="#e67e8a",
    dark=True,
)
LIGHT = Theme(
    name="hedgerow-light",
    primary="#5e81ac",
    secondary="#3b7d7a",
    accent="#8a5a00",
    foreground="#2e3440",
    background="#fbfaf7",
    surface="#f2f0ea",
    panel="#e4e1d8",
    success="#3f6f2f",
    warning="#8a5a00",
    error="#a3273a",
    dark=False,
)


def begin_with(app: App[None], theme: Theme) -> None:
    """Take a theme before there is a screen: to change it later is to read all styles again."""
    app.register_theme(DARK)
    app.register_theme(LIGHT)
    app.set_reactive(App.theme, theme.name)
    app.set_class(theme.dark, "-dark-mode", update=False)
    app.set_class(not theme.dark, "-light-mode", update=False)
    app.stylesheet.set_variables(app.get_css_variables())

"""Questions asked in the middle of the screen: a line, a choice, a tag's attributes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from hedgerow.tui.screens.base.leaving import LeftOnce
from hedgerow.tui.text.visible import visible
from hedgerow.tui.widgets.field import LineField
from hedgerow.tui.widgets.line_list import Cell, LineList, Row

Check = Callable[[str], str | None]
"""Says what is wrong with an answer, or None where nothing is."""


class LinePrompt(ModalScreen[str | None], LeftOnce[str | None]):
    """Asks for a line of text; gives None if it is left with esc."""

    BINDINGS = [Binding("escape", "dismiss(None)", show=False)]
    DEFAULT_CSS = """
    LinePrompt > Vertical { width: 76; max-width: 95%; height: auto; }
    LinePrompt Input { margin: 1 0; }
    LinePrompt .fault { color: $error; }
    """

    def __init__(self, question: str, value: str = "", check: Check | None = None) -> None:
        """Ask a question.

        Args:
            question: what is asked.
            value: what stands in the field at first.
            check: refuses answers, with a reason that is shown.
        """
        super().__init__()
        self._question = question
        self._value = value
        self._check = check

    def compose(self) -> ComposeResult:
        """Lay the question out."""
        with Vertical(classes="dialog"):
            yield Static(visible(self._question), markup=False)
            yield LineField(self._value)
            yield Static("enter: save · esc: leave it", id="hint", markup=False)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the answer, unless there is something wrong with it."""
        fault = self._check(event.value) if self._check else None
        if fault is None:
            self.dismiss(event.value)
            return
        hint = self.query_one("#hint", Static)
        hint.update(visible(fault))
        hint.add_class("fault")
        self.query_one(LineField).reopen()


class ChoicePrompt(ModalScreen[int | None], LeftOnce[int | None]):
    """Asks for one of several answers; gives its position, or None if it is left with esc.

    Digits choose, too.
    """

    BINDINGS = [Binding("escape,q", "dismiss(None)", show=False)]
    DEFAULT_CSS = """
    ChoicePrompt > Vertical { width: 64; max-width: 95%; height: auto; max-height: 90%; }
    ChoicePrompt LineList { margin: 1 0; background: $panel; }
    """

    def __init__(self, question: str, answers: Sequence[str], hint: str = "") -> None:
        super().__init__()
        self._question = question
        self._answers = answers
        self._hint = hint or "enter or a digit: choose · esc: leave it"
        self._list = LineList()

    def compose(self) -> ComposeResult:
        """Lay the question out."""
        with Vertical(classes="dialog"):
            yield Static(visible(self._question), markup=False)
            yield self._list
            yield Static(self._hint, markup=False)

    def on_mount(self) -> None:
        """Show the answers."""
        rows = [
            Row((Cell(str(number) if number < 10 else "", 2), Cell(answer)), number)
            for number, answer in enumerate(self._answers, start=1)
        ]
        self._list.styles.height = min(len(rows), 12)
        self._list.show(rows)
        self._list.focus()

    def on_key(self, event: events.Key) -> None:
        """Choose by digit."""
        if event.character and event.character in "123456789":
            position = int(event.character) - 1
            if position < len(self._answers):
                event.stop()
                self.dismiss(position)

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        """Give the answer that was chosen."""
        if isinstance(event.value, int):
            self.dismiss(event.value - 1)


class AttributesPrompt(ModalScreen[dict[str, str] | None], LeftOnce[dict[str, str] | None]):
    """Sets a tag's attributes: enter goes through an attribute's values, or asks for a text."""

    BINDINGS = [
        Binding("escape,q", "done", show=False),
        Binding("right,l,space", "turn(1)", show=False, priority=True),
        Binding("left,h", "turn(-1)", show=False, priority=True),
    ]
    DEFAULT_CSS = """
    AttributesPrompt > Vertical { width: 64; max-width: 95%; height: auto; }
    AttributesPrompt LineList { margin: 1 0; background: $panel; }
    """

    def __init__(
        self,
        question: str,
        attributes: Mapping[str, Sequence[str]],
        values: Mapping[str, str],
    ) -> None:
        """Show attributes.

        Args:
            question: whose attributes they are.
            attributes: the values that each may have; an empty list stands for free text.
            values: the values they have.
        """
        super().__init__()
        self._question = question
        self._attributes = attributes
        self._values = dict(values)
        self._list = LineList()

    def compose(self) -> ComposeResult:
        """Lay the attributes out."""
        with Vertical(classes="dialog"):
            yield Static(visible(self._question), markup=False)
            yield self._list
            yield Static("enter → ←: change · esc: done", markup=False)

    def on_mount(self) -> None:
        """Show the values."""
        self._list.styles.height = max(1, len(self._attributes))
        self._show()
        self._list.focus()

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        """Change the value of the attribute that was chosen."""
        name = str(event.value)
        if self._attributes[name]:
            self.action_turn(1)
        else:
            prompt = LinePrompt(f"{name}:", self._values.get(name, ""))
            self.app.push_screen(prompt, lambda text: self._set(name, text))

    def action_turn(self, step: int) -> None:
        """Go through the values of the attribute under the cursor; one of them is none."""
        name = str(self._list.value)
        values = ["", *self._attributes.get(name, ())]
        if len(values) > 1:
            now = self._values.get(name, "")
            position = values.index(now) if now in values else 0
            self._set(name, values[(position + step) % len(values)])

    def action_done(self) -> None:
        """Give the values as they are now."""
        self.dismiss({name: value for name, value in self._values.items() if value})

    def _set(self, name: str, value: str | None) -> None:
        if value is not None:
            self._values[name] = value.strip()
            self._show()

    def _show(self) -> None:
        rows = [
            Row((Cell(name, 18), Cell(self._values.get(name) or "—")), name)
            for name in self._attributes
        ]
        self._list.show(rows, cursor=self._list.cursor)

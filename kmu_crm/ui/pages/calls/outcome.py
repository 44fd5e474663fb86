"""What came of the call: one of six, a note, a day to come back to it."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from kmu_crm.desk import calling
from kmu_crm.errors import KmuError
from kmu_crm.fields import show
from kmu_crm.i18n import _
from kmu_crm.sales.calls import outcomes
from kmu_crm.sales.calls.history import follow_up_in
from kmu_crm.ui import theme
from kmu_crm.ui.widgets import Button, Card, ChipButton, FlowLayout, Keys, Label, column, lay_out, row


@dataclass(frozen=True)
class Typed:
    """`outcome`: one of the six or ""; `follow_up` as typed, or `proposed` by the outcome and touched by nobody since."""

    outcome: str = ""
    note: str = ""
    follow_up: str = ""
    proposed: bool = False

    def over(self, earlier: "Typed") -> "Typed":
        """This, typed after `earlier` that could not be kept: nothing of either note is lost."""
        note = "\n".join(one for one in dict.fromkeys((earlier.note, self.note)) if one)
        day = self if self.follow_up else earlier
        return Typed(self.outcome or earlier.outcome, note, day.follow_up, day.proposed)


class OutcomeCard(Card):
    """`saved`: everything is there and is to be kept. Digits choose, Ctrl+Enter keeps, Esc gives the page its keys back."""

    saved = Signal()

    def __init__(self, today: str) -> None:
        super().__init__(_("Keep the outcome"), gap=8)
        self._today = today
        self._is_proposed = False
        self.setProperty("foot", True)
        self.buttons: dict[str, ChipButton] = {}
        choices = QWidget()
        flow = FlowLayout(choices)
        for place, code in enumerate(outcomes.OUTCOMES, 1):
            self.buttons[code] = button = ChipButton(outcomes.title(code))
            button.clicked.connect(lambda _on=False, code=code: self.choose(code))
            piece = QWidget()
            lay_out(piece, row(button, Keys(str(place)), gap=5))
            flow.addWidget(piece)
        self.note = QPlainTextEdit()
        self.note.setPlaceholderText(_("Note on the call …"))
        self.note.setAccessibleName(_("Note on the call"))
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(theme.px(58))
        self.note.installEventFilter(self)
        self.problem = Label("", "caption", "danger")
        self.save = Button(_("Save and next"), "primary", "arrow-right", on_click=self.keep)
        below = row(self.note, column(self._day(), row(self.problem, 1, self.save, Keys("Ctrl+Return")), gap=6), gap=12)
        below.setStretch(0, 1)
        self.add(choices, below)

    def _day(self) -> QWidget:
        self.follow_up = QLineEdit()
        self.follow_up.setPlaceholderText(_("Day"))
        self.follow_up.setAccessibleName(_("Follow-up"))
        self.follow_up.setFixedWidth(theme.px(112))
        self.follow_up.textChanged.connect(self._day_changed)
        self.follow_up.installEventFilter(self)
        chips = []
        for text, days in ((_("tomorrow"), 1), (_("1 week"), 7), (_("1 month"), 30)):
            chip = ChipButton(text)
            chip.setCheckable(False)
            chip.clicked.connect(lambda _on=False, days=days: self._in(days))
            chips.append(chip)
        made = QWidget()
        lay_out(made, row(Label(_("Follow-up"), "caption2"), self.follow_up, *chips, gap=6))
        return made

    def _in(self, days: int) -> None:
        self._day_changed()  # also where the same day is chosen by hand
        self.follow_up.setText(show.date(follow_up_in(self._today, days)))

    # what is typed

    def typed(self) -> Typed:
        chosen = next((code for code, button in self.buttons.items() if button.isChecked()), "")
        return Typed(chosen, self.note.toPlainText().strip(), self.follow_up.text().strip(), self._is_proposed)

    def is_typed_in(self) -> bool:
        return self.note.hasFocus() or self.follow_up.hasFocus()

    def set_typed(self, typed: Typed, today: str) -> None:
        self._today = today
        self._check(typed.outcome)
        self.note.setPlainText(typed.note)
        self.follow_up.setText(typed.follow_up)
        self._is_proposed = typed.proposed
        self.problem.setText("")

    def choose(self, code: str) -> None:
        """A second time: not chosen any more. Who wants to be called back is called back tomorrow, unless told otherwise; that
        day goes with the outcome that proposed it."""
        again = self.typed().outcome == code and not self.buttons[code].hasFocus()
        self._check("" if again else code)
        self.problem.setText("")
        if self._is_proposed:
            self.follow_up.clear()
        if code == outcomes.CALL_BACK and not again and not self.follow_up.text():
            self._in(1)
            self._is_proposed = True

    def _day_changed(self) -> None:
        self._is_proposed = False

    def _check(self, code: str) -> None:
        for name, button in self.buttons.items():
            button.setChecked(name == code)

    def keep(self) -> None:
        typed = self.typed()
        if not typed.outcome:
            self.problem.setText(_("First choose an outcome, 1 to 6."))
            return
        try:
            if typed.follow_up:
                self.follow_up.setText(show.date(calling.follow_up_day(typed.follow_up, self._today)))
        except KmuError as error:
            self.problem.setText(str(error))
            self.follow_up.setFocus()
            self.follow_up.selectAll()
            return
        self.saved.emit()

    def eventFilter(self, watched: QWidget, event: QKeyEvent) -> bool:
        if event.type() == QKeyEvent.Type.KeyPress:
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter and (watched is self.follow_up or event.modifiers() & Qt.KeyboardModifier.ControlModifier):
                self.keep()
                return True  # the same key means something else to the page, which has the focus by now
            if event.key() == Qt.Key.Key_Escape:
                self.parentWidget().setFocus()
                return True
        return bool(super().eventFilter(watched, event))

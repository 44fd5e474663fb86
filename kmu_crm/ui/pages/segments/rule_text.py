"""The rule as text, folded away: what is typed there becomes the boxes above, and mistakes are said in words."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from kmu_crm.errors import KmuError
from kmu_crm.i18n import _
from kmu_crm.segments.parser import parse
from kmu_crm.ui import fonts, icons, theme
from kmu_crm.ui.widgets import Button, Label, column, lay_out, row


class RuleText(QWidget):
    """`typed(Rule)` 250 ms after the last key, where the text can be read; `unreadable` where it cannot."""

    typed = Signal(object)
    unreadable = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.fold = Button(_("Rule as text"), "link", "chevron-right", on_click=self._toggle)
        self.editor = QPlainTextEdit()
        self.editor.setAccessibleName(_("Rule as text"))
        self.editor.setTabChangesFocus(True)
        self.editor.setFont(fonts.font("body"))
        self.editor.setFixedHeight(theme.px(74))
        self.problem = Label("", "caption2", "danger", wrap=True)
        self.find = Button(_("Show the place"), "link", small=True, on_click=self._show_place)
        self._said = QWidget()
        lay_out(self._said, row(self.problem, self.find, gap=8))
        self._said.layout().setStretch(0, 1)
        self._position = 0
        self._timer = QTimer(self, interval=250, singleShot=True)
        self._timer.timeout.connect(self._read)
        self.editor.textChanged.connect(self._timer.start)
        lay_out(self, column(row(self.fold, 1), self.editor, self._said, gap=5))
        self.editor.hide()
        self._said.hide()

    def is_readable(self) -> bool:
        """Reads what was typed a moment ago, first."""
        if self._timer.isActive():
            self._timer.stop()
            self._read()
        return not self.problem.text()

    def wrong(self) -> str:
        """The text as long as it cannot be read, else ''."""
        return "" if self.is_readable() else self.editor.toPlainText()

    def put(self, text: str) -> None:
        """As if it were typed anew."""
        if self.editor.isHidden():
            self._toggle()
        self.editor.setPlainText(text)
        self._read()

    def show_rule(self, text: str, *, anyway: bool = False) -> None:
        """Takes the rule over from the boxes, but never from under somebody's hands, unless another one is opened."""
        if anyway or not self.editor.hasFocus() or self.editor.isHidden():
            self._timer.stop()
            self.editor.blockSignals(True)
            self.editor.setPlainText(text)
            self.editor.blockSignals(False)
            self._say("")

    def _toggle(self) -> None:
        self.editor.setVisible(self.editor.isHidden())
        self.fold.setIcon(icons.icon("chevron-right" if self.editor.isHidden() else "chevron-down", "accent_text"))
        self.find.setVisible(self._has_place())
        if not self.editor.isHidden():
            self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _read(self) -> None:
        try:
            rule = parse(self.editor.toPlainText())
        except KmuError as error:
            self._position = int(error.facts.get("position", 0))
            self._say(str(error))
            self.unreadable.emit()
        else:
            self._say("")
            self.typed.emit(rule)

    def _say(self, problem: str) -> None:
        self.problem.setText(problem)
        self._said.setVisible(bool(problem))
        self.find.setVisible(self._has_place())
        self.editor.setAccessibleDescription(problem)

    def _has_place(self) -> bool:
        return bool(self.problem.text()) and self._position > 0 and not self.editor.isHidden()

    def _show_place(self) -> None:
        cursor = self.editor.textCursor()
        cursor.setPosition(min(max(self._position - 1, 0), len(self.editor.toPlainText())))
        cursor.movePosition(QTextCursor.MoveOperation.EndOfWord, QTextCursor.MoveMode.KeepAnchor)
        self.editor.setTextCursor(cursor)
        self.editor.setFocus()

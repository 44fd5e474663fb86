"""The rule as text, folded away: what is typed there becomes the boxes above, and mistakes are said in words."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from kmu_crm.errors import KmuError
from kmu_crm.i18n import _
from kmu_crm.segments.parser import parse
from kmu_crm.ui import fonts, icons, theme
from kmu_crm.ui.widgets import Button, Label, column, row


class RuleText(QWidget):
    """`typed(Rule)` 250 ms after the last key, where the text can be read."""

    typed = Signal(object)

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
        self._said.setLayout(row(self.problem, self.find, gap=8))
        self._said.layout().setStretch(0, 1)
        self._position = 0
        self._timer = QTimer(self, interval=250, singleShot=True)
        self._timer.timeout.connect(self._read)
        self.editor.textChanged.connect(self._timer.start)
        self.setLayout(column(row(self.fold, 1), self.editor, self._said, gap=5))
        self.editor.hide()
        self._said.hide()

    def show_rule(self, text: str) -> None:
        """Takes the rule over from the boxes, but never from under somebody's hands."""
        if not self.editor.hasFocus() or self.editor.isHidden():
            self.editor.blockSignals(True)
            self.editor.setPlainText(text)
            self.editor.blockSignals(False)
            self._say("")

    def _toggle(self) -> None:
        self.editor.setVisible(self.editor.isHidden())
        self.fold.setIcon(icons.icon("chevron-right" if self.editor.isHidden() else "chevron-down", "accent_text"))
        self._said.setVisible(bool(self.problem.text()) and not self.editor.isHidden())
        if not self.editor.isHidden():
            self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _read(self) -> None:
        try:
            rule = parse(self.editor.toPlainText())
        except KmuError as error:
            self._position = int(error.facts.get("position", 0))
            self._say(str(error))
        else:
            self._say("")
            self.typed.emit(rule)

    def _say(self, problem: str) -> None:
        self.problem.setText(problem)
        self._said.setVisible(bool(problem) and not self.editor.isHidden())
        self.find.setVisible(bool(problem) and self._position > 0)
        self.editor.setAccessibleDescription(problem)

    def _show_place(self) -> None:
        cursor = self.editor.textCursor()
        cursor.setPosition(min(max(self._position - 1, 0), len(self.editor.toPlainText())))
        cursor.movePosition(QTextCursor.MoveOperation.EndOfWord, QTextCursor.MoveMode.KeepAnchor)
        self.editor.setTextCursor(cursor)
        self.editor.setFocus()

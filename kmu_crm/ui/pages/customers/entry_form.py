"""One compact form for all that is noted of a customer: its fields follow the kind that is chosen."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from kmu_crm.desk import noted, writing_down
from kmu_crm.desk.writing_down import FIELDS, KINDS
from kmu_crm.fields import show
from kmu_crm.i18n import N_, _
from kmu_crm.ui import asking, theme
from kmu_crm.ui.widgets import Button, Label, Picker, column, lay_out, row

KIND = "kind"
Typed = dict[str, str]
_HINTS = {
    "note": N_("What was said or agreed?"), "call": N_("What was the call about?"), "email": N_("What was the e-mail about?"),
    "appointment": N_("What is the appointment for?"), "visit": N_("What was the visit about?"),
    "complaint": N_("What is wrong, and what was promised?"), noted.TASK: N_("What is to be done?"),
    noted.INTEREST: N_("What is the customer interested in?"), noted.PREFERENCE: N_("What does the customer prefer?"),
    noted.LINK: N_("What is it? Empty: the file's name."),
}  # fmt: skip
_LINES = {  # by field: its name, what stands in it while it is empty, its width
    "day": (N_("Day"), N_("today"), 104), "time": (N_("Time"), N_("time"), 70), "minutes": (N_("Minutes"), N_("min"), 60),
    "outcome": (N_("Outcome"), N_("Outcome, such as: reached"), 0), "author": (N_("Author"), N_("author: you"), 120),
    "follow_up": (N_("Follow-up on"), N_("Follow-up on"), 150), "origin": (N_("Known from"), N_("Known from, such as: trade fair"), 0),
    "path": (N_("File"), N_("File on this computer or in the network"), 0),
}  # fmt: skip
_DAYS = {noted.TASK: N_("due on"), noted.INTEREST: N_("since"), noted.PREFERENCE: N_("since")}


class EntryForm(QWidget):
    """Opens below the buttons; Ctrl+Enter keeps, Esc puts the form away with what was typed, “Cancel” without it."""

    def __init__(self, keep: Callable[[Typed], object], typed: Callable[[Typed], object]) -> None:
        super().__init__()
        self._keep, self._tell, self._quiet, self._today = keep, typed, False, _("today")
        self.kind = Picker(_("Kind"))
        for name in KINDS:
            self.kind.addItem(writing_down.title(name), name)
        self.kind.setProperty("small", True)
        self.kind.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.kind.setFixedWidth(self.kind.fit(theme.px(120)))
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.lines = {name: _line(*words) for name, words in _LINES.items()}
        self.choose = Button("", icon="folder-open", small=True, name=_("Choose file …"), on_click=self._choose)
        self.problem = Label("", "micro", "danger", wrap=True)
        self.problem.hide()
        self.save = Button(_("Keep note"), "primary", small=True, on_click=self._accept)
        self.leave = Button(_("Cancel"), small=True, on_click=self.close_up)
        lay_out(self, self._layout())
        self.kind.currentIndexChanged.connect(lambda _place: self._fit())
        self.text.textChanged.connect(self._changed)
        for line in self.lines.values():
            line.textChanged.connect(lambda _text: self._changed())
            line.returnPressed.connect(self._accept)
        self._fit()
        self.hide()

    def _layout(self):
        one = self.lines
        self._first = row(self.kind, one["day"], one["time"], 1, one["follow_up"], gap=6)
        self._second = row(one["outcome"], one["minutes"], one["author"], gap=6)
        self._second.setStretch(0, 1)
        file = row(one["path"], self.choose, gap=6)
        file.setStretch(0, 1)
        foot = row(self.save, self.leave, 1, gap=6)
        return column(self._first, file, self.text, one["origin"], self._second, self.problem, foot, gap=6)

    def open(self, kind: str = "") -> None:
        """What is typed stays, also as another kind."""
        if kind:
            self.kind.setCurrentIndex(self.kind.findData(kind))
        self.show()
        (self.lines["path"] if self._kind() == noted.LINK else self.text).setFocus()

    def typed(self) -> Typed:
        """By field, the kind with it; empty where nothing is typed."""
        told = {name: text for name, line in self.lines.items() if (text := line.text())}
        if text := self.text.toPlainText():
            told["text"] = text
        return {**told, KIND: self._kind()} if told else {}

    def show_day(self, day: str) -> None:
        """The ISO day that counts where none is typed."""
        self._today = _("today") if day == date.today().isoformat() else show.date(day)
        if self._kind() not in _DAYS:
            self.lines["day"].setPlaceholderText(self._today)

    def show_draft(self, typed: Mapping[str, str], keeping: bool, other: bool) -> None:
        """What is typed at this customer so far; `other` than before: the form is open where there is something."""
        if keeping and self.save.hasFocus():
            self.text.setFocus()  # a button that goes off hands the focus to anybody
        for field in (self.text, *self.lines.values()):
            field.setReadOnly(keeping)
        self.kind.setEnabled(not keeping)
        self.save.wait(_("Being kept …") if keeping else "")
        changed = dict(typed) != self.typed()
        if changed:
            self._type(typed)
        if changed or other:
            self.set_problem("", "")
            self.setVisible(bool(typed))

    def set_problem(self, field: str, text: str) -> None:
        """What cannot be read is said below, and framed."""
        for name, line in self.lines.items():
            theme.mark(line, invalid=bool(text) and name == field)
        self.problem.setText(text)
        self.problem.setVisible(bool(text))
        if text:
            (self.lines.get(field) or self.text).setFocus()

    def close_up(self) -> None:
        self._type({})
        self._changed()
        self.hide()

    def _type(self, typed: Mapping[str, str]) -> None:
        self._quiet = True
        self.kind.setCurrentIndex(max(self.kind.findData(typed.get(KIND, "note")), 0))
        self.text.setPlainText(typed.get("text", ""))
        for name, line in self.lines.items():
            line.setText(typed.get(name, ""))
        self._quiet = False

    def _changed(self) -> None:
        if not self._quiet:
            self._tell(self.typed())

    def _kind(self) -> str:
        return str(self.kind.currentData())

    def _fit(self) -> None:
        kind = self._kind()
        asked = FIELDS[kind]
        for name, line in self.lines.items():
            line.setVisible(name in asked)
        self.choose.setVisible("path" in asked)
        day, author = self.lines["day"], self.lines["author"]
        day.setPlaceholderText(_(_DAYS[kind]) if kind in _DAYS else self._today)
        if "minutes" in asked:
            self._second.addWidget(author)
        else:  # of a note there is no further line
            self._first.addWidget(author)
        self.text.setPlaceholderText(_(_HINTS[kind]))
        self.text.setAccessibleName(writing_down.title(kind))
        self.text.setFixedHeight(theme.px(46 if kind in noted.KINDS else 84))
        self.save.setText(_("Keep note") if kind == "note" else _("Keep"))
        self.set_problem("", "")
        self._changed()

    def _choose(self) -> None:
        if file := asking.file_to_open(self.window(), _("Choose file"), Path.home(), _("All files (*)")):
            self.lines["path"].setText(str(file))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and control:
            self._accept()
        else:
            super().keyPressEvent(event)

    def _accept(self) -> None:
        typed = self.typed()
        if typed and self.save.isEnabled():  # one press, one note
            self._keep(typed)


def _line(title: str, hint: str, width: int) -> QLineEdit:
    line = QLineEdit()
    line.setProperty("small", True)
    line.setAccessibleName(_(title))
    line.setPlaceholderText(_(hint))
    line.setToolTip(_(title))  # a filled field does not say any more what it is
    if width:
        line.setFixedWidth(theme.px(width))
    return line

"""A file that cannot be read: what was found, what was kept, what to do."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit

from kmu_crm.i18n import _
from kmu_crm.ui import theme
from kmu_crm.ui.pages.importing.cards import sentence
from kmu_crm.ui.pages.importing.tray import Item
from kmu_crm.ui.widgets import Button, IconLabel, Label, Surface, column, lay_out, row

_ICONS = {"password": "lock", "empty": "file", "no_rows": "file"}


class RefusedCard(Surface):
    """`other`: choose another file. `again`: read this one anew, once it was mended. `removed`: take it off the list.
    `unlocked`: open it with this password."""

    other, again, removed, unlocked = Signal(), Signal(), Signal(), Signal(str)

    def __init__(self) -> None:
        super().__init__("tile")
        self._asked = ""
        self._icon = IconLabel("circle-alert", "text3", 32)
        self.what, self.advice = Label("", "section", wrap=True), Label("", "body2", wrap=True)
        kept = Label(_("Your customer file was not changed. The other files go on without it."), "caption2", wrap=True)
        for words in (self.what, self.advice, kept):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setPlaceholderText(_("Password of the file"))
        self.password.setAccessibleName(_("Password of the file"))
        self.password.setFixedWidth(theme.px(240))
        self.password.returnPressed.connect(self._unlock)
        self.open = Button(_("Open the file"), "primary", "lock-open", on_click=self._unlock)
        buttons = row(
            1,
            Button(_("Choose another file …"), icon="folder-open", on_click=self.other.emit),
            Button(_("Read again"), icon="refresh-cw", on_click=self.again.emit),
            Button(_("Take off the list"), icon="x", on_click=self.removed.emit),
            1,
            gap=8,
        )
        ask = row(1, self.password, self.open, 1, gap=8)
        body = column(1, row(1, self._icon, 1), self.what, self.advice, ask, kept, buttons, 2, gap=10)
        body.setContentsMargins(40, 24, 40, 24)
        lay_out(self, body)

    def show_item(self, item: Item) -> None:
        assert item.error is not None
        what, advice = sentence(item.error)
        self.what.setText(what)
        self.advice.setText(advice)
        self.advice.setVisible(bool(advice))
        locked = getattr(item.error, "code", "") == "password"
        self.password.setVisible(locked)
        self.open.setVisible(locked)
        self.password.clear()
        if locked and what != self._asked:
            self.password.setFocus()
        self._asked = what  # in words: an error would hold its file, and the folder of an archive with it
        self._icon.show_as(_ICONS.get(getattr(item.error, "code", ""), "circle-alert"), "text3")

    def _unlock(self) -> None:
        if self.password.text():
            self._asked = ""
            self.unlocked.emit(self.password.text())

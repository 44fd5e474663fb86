"""Where revenue waits for a word about VAT: which files are meant, and the way to say it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kmu_crm.fields import show
from kmu_crm.i18n import _, ngettext
from kmu_crm.ui import theme
from kmu_crm.ui.session import Session
from kmu_crm.ui.widgets import Button, Note, column, lay_out
from kmu_crm.value import unknown

SHOWN = 3


class UntoldVat(QWidget):
    """`wanted`: the file is to be chosen once more. Hidden where nothing waits."""

    wanted = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.note = Note("", "warn")
        theme.mark(self.note.text, role="caption2")
        self.choose = Button(_("Choose the file again …"), icon="folder-open", on_click=self.wanted.emit)
        self.note.add(self.choose)
        lay_out(self, column(self.note, gap=0))
        self.hide()

    def refresh(self) -> None:
        self._session.ask(unknown.files, self._show)

    def _show(self, found: list[tuple[str, int]]) -> None:
        self.setVisible(bool(found))
        if not found:
            return
        n = sum(count for _name, count in found)
        title = ngettext("Revenue of {n} document is unknown", "Revenue of {n} documents is unknown", n)
        self.note.title.setText(title.format(n=show.number(n)))
        self.note.title.show()  # before it had a parent it would have been a window of its own
        self.note.set_text(
            _(
                "{files}: the amounts include VAT, and no column tells which. Choose the same file again and say it in the "
                "list of problems; nothing is entered twice."
            ).format(files=names(found))
        )


def names(found: list[tuple[str, int]]) -> str:
    """The first few file names."""
    shown = [name for name, _count in found[:SHOWN]]
    return ", ".join(shown) + (" …" if len(found) > SHOWN else "")

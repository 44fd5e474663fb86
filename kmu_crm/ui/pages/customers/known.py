"""Below the form for a new customer: who it may already be, each to be opened instead."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kmu_crm.desk.may_be import Known
from kmu_crm.fields import show
from kmu_crm.i18n import _
from kmu_crm.ui.widgets import Button, Note, clear, column, lay_out

MOST = 0.99  # nobody is ever wholly sure


class KnownList(QWidget):
    """`opened` gives the number of the customer that somebody wants to see. Nothing is there while nobody is alike."""

    opened = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.buttons: list[Button] = []
        self._lines = column(gap=6)
        lay_out(self, self._lines)
        self.hide()

    def show_known(self, found: Sequence[Known]) -> None:
        clear(self._lines)
        self.buttons = []
        for one in found:
            note = Note(
                _("{share} likely: {why}").format(
                    share=show.percent(min(one.probability, MOST)), why="; ".join(one.why)
                ),
                "info",
                title=_("May be {name} already").format(name=", ".join(filter(None, (one.name, one.city)))),
            )
            button = Button(
                _("Open customer"), small=True, on_click=lambda number=one.profile_id: self.opened.emit(number)
            )
            button.setAccessibleName(_("Open {name}").format(name=one.name))
            note.add(button)
            self.buttons.append(button)
            self._lines.addWidget(note)
        self.setVisible(bool(found))

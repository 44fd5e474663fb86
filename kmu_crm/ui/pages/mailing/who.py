"""The segment a list is made from, with the way to another one."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu

from kmu_crm.fields import show
from kmu_crm.i18n import _, ngettext
from kmu_crm.outreach.remembered import Remembered
from kmu_crm.ui.pages.mailing.answers import Answers
from kmu_crm.ui.widgets import Button, ElidedLabel, IconLabel, Surface, WrappedLabel, column, lay_out, row


class Who(Surface):
    """`wanted(segment)` when another one is chosen, `remembered_wanted(Answers)` when a remembered list is;
    `forget_wanted(number, name)`; `edit_wanted` leads to the page of segments."""

    wanted = Signal(str)
    remembered_wanted = Signal(object)
    forget_wanted = Signal(int, str)
    edit_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("tile")
        self._name, self._count = ElidedLabel("", "strong"), WrappedLabel("", "micro")
        self.change = Button(_("Change"), "link")
        self.change.clicked.connect(
            lambda _on=False: self.menu.popup(self.change.mapToGlobal(self.change.rect().bottomLeft()))
        )
        self.menu = QMenu(self)
        lay_out(
            self,
            row(
                IconLabel("funnel"), column(self._name, self._count, gap=0), self.change, gap=10, margins=(12, 8, 12, 8)
            ),
        )
        self.layout().setStretch(1, 1)

    def offer(
        self, own: Sequence[tuple[str, str]], ready: Sequence[tuple[str, str]], lists: Sequence[Remembered] = ()
    ) -> None:
        """`own`, `ready`: (title, what leads to it)."""
        self.menu.clear()
        if lists:
            self.menu.addSection(_("Remembered lists"))
            for one in lists:
                self.menu.addAction(
                    one.name, lambda one=one: self.remembered_wanted.emit(Answers.remembered(one.answers))
                )
            forget = self.menu.addMenu(_("Forget"))
            for one in lists:
                forget.addAction(one.name, lambda one=one: self.forget_wanted.emit(one.number, one.name))
            self.menu.addSection(_("Segments"))
        for segments in (own, ready):
            for title, way in segments:
                self.menu.addAction(title, lambda way=way: self.wanted.emit(way))
            if segments:
                self.menu.addSeparator()
        self.menu.addAction(_("Edit segments …"), self.edit_wanted.emit)

    def show_segment(self, name: str, total: int, size: int | None) -> None:
        self._name.setText(name or _("Choose a segment"))
        whole = ngettext("{n} customer altogether", "{n} customers altogether", total).format(n=show.number(total))
        inside = "" if size is None else " · " + _("{n} in the segment").format(n=show.number(size))
        self._count.setText(whole + inside)

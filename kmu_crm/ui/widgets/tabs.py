"""Underlined tabs; what does not fit goes into a menu at their end."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QMenu, QSizePolicy, QWidget

from kmu_crm.i18n import _
from kmu_crm.ui.widgets.buttons import Bolder, Button


class Tabs(QWidget):
    """`changed` gives the place of the chosen tab; arrows move between them; `add_end` puts widgets at the right."""

    changed = Signal(int)

    def __init__(self, titles: list[str], *, gap: int = 14, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> None:
        super().__init__()
        self._after: list[QWidget] = []
        self._ends: list[QWidget] = []
        self._group = QButtonGroup(self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(*margins)
        self._row.setSpacing(gap)
        self._more = Button("", "ghost", "ellipsis", small=True, name=_("More tabs"))
        self._more.setMenu(QMenu(self._more))
        self._more.menu().aboutToShow.connect(self._fill_menu)
        self._more.hide()
        self._row.addWidget(self._more)
        self._row.addStretch(1)
        for title in titles:
            self.add(title)
        self._group.idClicked.connect(self.changed)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def add(self, title: str) -> QAbstractButton:
        tab = Bolder(title)
        tab.setProperty("kind", "tab")
        tab.setCheckable(True)
        tab.setAutoDefault(False)
        tab.ensurePolished()  # what it asks for before that is kept, and is more than it needs
        place = len(self._group.buttons())
        self._group.addButton(tab, place)
        self._row.insertWidget(place, tab)
        tab.setChecked(place == 0)
        return tab

    def add_after(self, widget: QWidget) -> None:
        """Directly behind the last tab, such as a button that adds one."""
        self._row.insertWidget(len(self._group.buttons()) + 1 + len(self._after), widget)
        self._after.append(widget)

    def add_end(self, widget: QWidget) -> None:
        self._ends.append(widget)
        self._row.addWidget(widget)

    def set_title(self, place: int, title: str) -> None:
        self._group.button(place).setText(title)
        self._fit()

    def current(self) -> int:
        return self._group.checkedId()

    def set_current(self, place: int) -> None:
        self._group.button(place).setChecked(True)
        self._fit()
        self.changed.emit(place)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Shows as many tabs as there is room for, the current one always."""
        margins, gap = self._row.contentsMargins(), self._row.spacing()
        beside = sum(widget.sizeHint().width() + gap for widget in (*self._after, *self._ends))
        room = self.width() - margins.left() - margins.right() - beside
        tabs = self._group.buttons()
        wide = [tab.sizeHint().width() + gap for tab in tabs]
        if sum(wide) > room:
            room -= self._more.sizeHint().width() + gap
        current = self._group.checkedId()
        used = wide[current] if 0 <= current < len(wide) else 0
        for place, tab in enumerate(tabs):
            if place != current:
                used += wide[place]
                tab.setVisible(used <= room)
        self._more.setVisible(any(tab.isHidden() for tab in tabs))

    def _fill_menu(self) -> None:
        self._more.menu().clear()
        for place, tab in enumerate(self._group.buttons()):
            if tab.isHidden():
                self._more.menu().addAction(tab.text(), lambda place=place: self._choose(place))

    def _choose(self, place: int) -> None:
        self._group.button(place).show()
        self.set_current(place)

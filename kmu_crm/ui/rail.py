"""The rail at the left: where one can go, and how much work waits there."""

from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtCore import QPoint, QSize, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QButtonGroup, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from kmu_crm.i18n import _
from kmu_crm.ui import icons, theme
from kmu_crm.ui.page import PageSpec
from kmu_crm.ui.tips import tip
from kmu_crm.ui.widgets.buttons import Button
from kmu_crm.ui.widgets.labels import Avatar, Chip, ElidedLabel, Label
from kmu_crm.ui.widgets.layouts import column, lay_out, nest, row
from kmu_crm.ui.widgets.surfaces import Surface, line

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent


class NavButton(QPushButton):
    """A place in the rail, with the count of what waits there."""

    def __init__(self, title: str, icon: str) -> None:
        super().__init__(title)
        self._title, self._waiting, self._come = title, 0, ""  # how far what runs here has come, in words
        self._share = 0.0
        self.setProperty("kind", "nav")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setProperty("focusPolicy", "TabFocus")  # a click leads into the page, and so does the focus
        self.setIcon(icons.icon(icon, "text2", role_on="accent_text"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._chip: Chip | None = None  # until something waits for the first time

    def set_waiting(self, count: int) -> None:
        self._waiting = count
        self.collapse(bool(self.property("collapsed")))

    def show_progress(self, share: float | None) -> None:
        """Something runs there and has come so far, 0 to 1; None: no longer."""
        from kmu_crm.fields import show

        come = "" if share is None else show.percent(share)
        if come != self._come:
            self._share, self._come = share or 0.0, come
            self.collapse(bool(self.property("collapsed")))
            self.update()

    def collapse(self, collapsed: bool) -> None:
        shown = "" if self._come else str(self._waiting or "")
        if shown and self._chip is None:
            self._chip = Chip("")
            self._chip.setParent(self)
        if self._chip is not None:
            self._chip.setText(shown)
            self._chip.setVisible(bool(shown) and not collapsed)
        self.setText("" if collapsed else self._title)
        self.setIconSize(QSize(theme.px(18) + (0 if collapsed else 3), theme.px(18)))
        spoken = ", ".join(filter(None, (self._title, self._come or shown)))
        self.setToolTip(tip(spoken if collapsed or self._come else ""))
        self.setAccessibleName(spoken)
        if self.property("collapsed") is None:  # the sheet has yet to look
            self.setProperty("collapsed", collapsed)
        theme.mark(self, collapsed=collapsed)
        self._place()

    def resizeEvent(self, event: "QResizeEvent") -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        if self._chip is None or self._chip.isHidden():
            return
        size = self._chip.sizeHint().expandedTo(QSize(theme.px(32), 0))
        self._chip.setGeometry(
            self.width() - size.width() - 8, (self.height() - size.height()) // 2, size.width(), size.height()
        )

    def paintEvent(self, event: "QPaintEvent") -> None:
        super().paintEvent(event)
        collapsed = bool(self.property("collapsed"))
        if not self._come and not (collapsed and self._waiting):
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._come:
            side = theme.px(10 if collapsed else 15)
            left = self.width() - side - (4 if collapsed else 8 + (theme.px(32) - side) // 2)
            self._ring(painter, QtCore.QRectF(left, 4 if collapsed else (self.height() - side) / 2, side, side))
        else:
            painter.setPen(QtCore.Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent"))
            painter.drawEllipse(self.width() - 11, 5, 6, 6)

    def _ring(self, painter: QPainter, at: "QtCore.QRectF") -> None:
        from PySide6.QtGui import QPen

        thick = at.width() / 5
        for role, share in (("border_strong", 1.0), ("accent", self._share)):
            painter.setPen(QPen(theme.color(role), thick if role == "accent" else 1))
            painter.drawArc(
                at.adjusted(thick / 2, thick / 2, -thick / 2, -thick / 2), 90 * 16, -round(share * 360 * 16)
            )


class Rail(Surface):
    """`chosen` gives the page's id, `menu_wanted` the menu asked for at the foot ("help") and where it belongs;
    `status_clicked` leads to the import history. 208 px, or 56 collapsed."""

    chosen, menu_wanted = Signal(str), Signal(str, QPoint)
    status_clicked = Signal()

    def __init__(self, specs: list[PageSpec]) -> None:
        super().__init__("rail")
        self.buttons: dict[str, NavButton] = {}
        self._status_text = ""
        self._titles: list[QWidget] = []
        self._group = QButtonGroup(self)
        self._avatar, self._name, self._file = Avatar("", 28), ElidedLabel("", "strong"), ElidedLabel("", "micro")
        self._sample = Chip(_("Sample"), "warn")
        self._sample.hide()
        self._words = QWidget()
        lay_out(self._words, row(column(self._name, self._file, gap=0), self._sample, gap=4))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 12, 9, 8)
        layout.setSpacing(2)
        nest(layout, row(self._avatar, self._words, gap=6))
        layout.addSpacing(14)
        self._layout = layout
        self._fill(specs)
        self.menus = {id: self._menu_button(id, title, icon) for id, title, icon in _foot()}
        self._status = Button(" ", "nav", "circle-check", on_click=self.status_clicked.emit)
        self._status.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._status.setProperty("kind", "status")
        layout.addSpacing(2)
        layout.addWidget(line())
        layout.addWidget(self._status)
        self._collapsed: bool | None = None  # until the window's width is known

    def _fill(self, specs: list[PageSpec]) -> None:
        group = None
        for spec in sorted(specs, key=lambda spec: not spec.group):
            if spec.group != group:
                if not spec.group:
                    self._layout.addStretch(1)
                else:
                    self._heading(spec.group, first=group is None)
                group = spec.group
            button = NavButton(spec.title, spec.icon)
            button.clicked.connect(lambda _on=False, id=spec.id: self.chosen.emit(id))
            self._group.addButton(button)
            self._layout.addWidget(button)
            self.buttons[spec.id] = button
        if group:  # no page at the foot
            self._layout.addStretch(1)

    def _menu_button(self, id: str, title: str, icon: str) -> NavButton:
        button = NavButton(title, icon)
        button.setCheckable(False)
        button.clicked.connect(lambda: self.menu_wanted.emit(id, button.mapToGlobal(button.rect().topRight())))
        self._layout.addWidget(button)
        return button

    def _heading(self, text: str, first: bool) -> None:
        heading = Label(text, "micro")
        heading.setAccessibleName(text)
        heading.setContentsMargins(10, 0 if first else 7, 0, 2)
        heading.setFixedHeight(theme.px(18 if first else 25))
        self._titles.append(heading)
        self._layout.addWidget(heading)

    def set_business(self, name: str, file: str, initials: str, *, sample: bool = False) -> None:
        self._name.setText(name)
        self._file.setText(file)
        self._avatar.set_initials(initials)
        self._sample.setVisible(sample)

    def set_status(self, text: str, *, empty: bool = False) -> None:
        self._status_text = text
        self._status.setIcon(icons.icon("database", "text2") if empty else icons.icon("circle-check", "ok"))
        self._status.setIconSize(QSize(18, 14))
        self.collapse(self.is_collapsed())

    def collapse(self, collapsed: bool) -> None:
        self._collapsed = collapsed
        self.setFixedWidth(theme.px(theme.current.tokens.size["nav_w_collapsed" if collapsed else "nav_w"]))
        self._words.setVisible(not collapsed)
        for title in self._titles:
            title.setText("" if collapsed else title.accessibleName())
            title.setFixedHeight(theme.px(10 if collapsed else 25))
        if self._titles:
            self._titles[0].setFixedHeight(theme.px(18))
        for button in (*self.buttons.values(), *self.menus.values()):
            button.collapse(collapsed)
        self._status.setText("" if collapsed else self._status_text)
        self._status.setToolTip(tip(self._status_text))
        self._status.setAccessibleName(self._status_text or _("Data status"))

    def is_arranged(self) -> bool:
        return self._collapsed is not None

    def is_collapsed(self) -> bool:
        return bool(self._collapsed)

    def show_current(self, id: str) -> None:
        self.buttons[id].setChecked(True)


def _foot() -> tuple[tuple[str, str, str], ...]:
    return (("help", _("Help"), "circle-question-mark"),)

"""The bar at the top: title, short status, the search field that opens the palette, the page's actions."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from kmu_crm.i18n import _
from kmu_crm.ui import icons, theme
from kmu_crm.ui.page import Page
from kmu_crm.ui.widgets.buttons import Button
from kmu_crm.ui.widgets.labels import Chip, ElidedLabel, Label
from kmu_crm.ui.widgets.layouts import lay_out, row
from kmu_crm.ui.widgets.surfaces import Surface

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent, QResizeEvent


class PaletteButton(QPushButton):
    """Looks like a search field, opens the command palette."""

    def __init__(self) -> None:
        super().__init__(_("Search or command …"))
        self.setProperty("kind", "search")
        self.setIcon(icons.icon("search"))
        self.setIconSize(QSize(22, 16))
        self.setAutoDefault(False)
        self.setAccessibleName(_("Search or command"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._cap = Chip(
            QKeySequence("Ctrl+K").toString(QKeySequence.SequenceFormat.NativeText).replace("+", " "), "key"
        )
        self._cap.setParent(self)

    def resizeEvent(self, event: "QResizeEvent") -> None:
        super().resizeEvent(event)
        size: QSize = self._cap.sizeHint()
        self._cap.setGeometry(
            self.width() - size.width() - 7, (self.height() - size.height()) // 2, size.width(), size.height()
        )


class TopBar(Surface):
    """Shows what the current page says of itself."""

    palette_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("topbar")
        self.back = Button("", "ghost", "arrow-left", name=_("Back"))
        self.title, self.status = Label("", "title"), ElidedLabel("", "caption2")
        self.search = PaletteButton()
        self.search.clicked.connect(lambda _on=False: self.palette_wanted.emit())
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(20, 0, 16, 0)
        self._row.setSpacing(11)
        self._row.addWidget(self.back)
        self._row.addWidget(self.title)
        self._row.addWidget(self.status, 1)
        self._row.addWidget(self.search)
        self._actions: dict[Page, QWidget] = {}  # a page may show and hide its own while another one is in front
        self.back.clicked.connect(lambda _on=False: self._page and self._page.back and self._page.back())
        self._page: Page | None = None
        self.fit()

    def fit(self) -> None:
        """To the zoom in use."""
        self.setFixedHeight(theme.px(theme.current.tokens.size["topbar"]))
        self.search.setFixedWidth(theme.px(260))

    def show_page(self, page: Page) -> None:
        if page is not self._page:
            if self._page in self._actions:
                self._actions[self._page].hide()
            if page not in self._actions and (actions := page.actions_at_top()):
                made = self._actions[page] = QWidget()
                lay_out(made, row(*actions, gap=11))
                self._row.addWidget(made)
            if page in self._actions:
                self._actions[page].show()
        self._page = page
        self.title.setText(page.title)
        self.status.setText(page.status)
        self.back.setVisible(page.back is not None)

    def mouseDoubleClickEvent(self, event: "QMouseEvent") -> None:
        event.ignore()

"""The window: rail, top bar, pages built when first shown, and what holds for all of them."""

import sys
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6 import QtCore
from PySide6.QtCore import QEvent, QSize, QTimer, Signal
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from kmu_crm.i18n import _
from kmu_crm.ui import theme
from kmu_crm.ui.page import Page, PageSpec
from kmu_crm.ui.rail import Rail
from kmu_crm.ui.topbar import TopBar
from kmu_crm.ui.widgets.layouts import column, row
from kmu_crm.ui.window_state import WindowState
from kmu_crm.ui.work import Work

if TYPE_CHECKING:
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import (
        QCloseEvent,
        QDragEnterEvent,
        QDropEvent,
        QKeyEvent,
        QMouseEvent,
        QPaintEvent,
        QResizeEvent,
    )

    from kmu_crm.ui.actions import Commands
    from kmu_crm.ui.palette import Palette
    from kmu_crm.ui.widgets import Banner, UndoBar

MIN_SIZE, RAIL_COLLAPSES_BELOW = (960, 620), 1180


class _Visit(NamedTuple):
    page: str
    place: object


class MainWindow(QMainWindow):
    """`files_dropped` gives paths dropped anywhere. `commands` is the registry; add to it, then call `fill_menus()`.
    `register` adds the program's own commands to it. What the first paint does without follows after `painted`.

    `go(id, place)` shows a page; `offer_undo(text, undo)` shows the bar at the foot; `show_banner` one above the
    page."""

    files_dropped = Signal(list)
    page_shown = Signal(str)
    status_clicked = Signal()
    painted = Signal()  # for the first time
    language_chosen = Signal(str)

    def __init__(
        self,
        specs: list[PageSpec],
        state: WindowState | None = None,
        register: "Callable[[Commands], object] | None" = None,
    ) -> None:
        super().__init__()
        self._register = register
        self.state = state or WindowState(None)
        self._specs = {spec.id: spec for spec in specs}
        self._pages: dict[str, Page] = {}
        self._alt_alone = self._painted = False
        self._past: list[_Visit] = []
        self._future: list[_Visit] = []
        self._current = ""
        self.rail, self.top, self.stack = Rail(specs), TopBar(), QStackedWidget()
        self._banners = column(gap=0)
        body = QWidget()
        body.setLayout(row(self.rail, column(self.top, self._banners, self.stack, gap=0), gap=0))
        self.setCentralWidget(body)
        self.rail.chosen.connect(self.go)
        self.rail.status_clicked.connect(self.status_clicked)
        self.top.palette_wanted.connect(lambda: self.palette_overlay.open())
        self.setAcceptDrops(True)
        self.setMinimumSize(*MIN_SIZE)
        self.resize(self._fitting_size())
        self.state.restore_geometry(self)
        self._arrange_rail()
        self.painted.connect(self.fill_menus)
        if self.state.get("menu_bar"):
            self.fill_menus()

    def _fitting_size(self) -> QSize:
        room = self.screen().availableSize() if self.screen() else QSize(1440, 900)
        return QSize(1440, 900).boundedTo(room).expandedTo(QSize(*MIN_SIZE))

    @cached_property
    def commands(self) -> "Commands":
        """Made when first asked for, at the latest after the first paint."""
        from kmu_crm.ui.actions import Commands
        from kmu_crm.ui.standard import register

        made = Commands(self)
        if self._register:
            self._register(made)
        register(self, made, list(self._specs.values()))
        return made

    @cached_property
    def undo_bar(self) -> "UndoBar":
        from kmu_crm.ui.widgets import UndoBar

        return UndoBar(self)

    @cached_property
    def palette_overlay(self) -> "Palette":
        """Made when first asked for: the first paint does without."""
        from kmu_crm.ui.palette import Palette

        return Palette(self, self.commands)

    def fill_menus(self) -> None:
        """Builds the menu bar from the registry; after commands have been added."""
        self.commands.fill(self.menuBar())
        self.menuBar().setVisible(sys.platform == "darwin" or bool(self.state.get("menu_bar")))

    # pages

    def page(self, id: str) -> Page:
        """The page, built now if it was never shown."""
        if id not in self._pages:
            made = self._pages[id] = self._specs[id].factory()
            made.title = made.title or self._specs[id].title
            made.heading_changed.connect(self._show_heading)
            made.go.connect(self.go)
            self.stack.addWidget(made)
        return self._pages[id]

    def has_page(self) -> bool:
        return bool(self._current)

    def current_page(self) -> Page:
        return self._pages[self._current]

    def go(self, id: str, place: object = None) -> None:
        if self._current and (id != self._current or place is not None):
            self._past.append(self._here())
            self._future.clear()
        self._show(id, place)

    def go_back(self) -> None:
        self._travel(self._past, self._future)

    def go_forward(self) -> None:
        self._travel(self._future, self._past)

    def _travel(self, source: list[_Visit], other: list[_Visit]) -> None:
        if source:
            visit = source.pop()
            other.append(self._here())
            self._show(visit.page, visit.place)

    def _here(self) -> _Visit:
        return _Visit(self._current, self.current_page().place())

    def _show(self, id: str, place: object) -> None:
        page = self.page(id)
        self._current = id
        self.stack.setCurrentWidget(page)
        self.rail.show_current(id)
        if place is not None:
            page.go_to(place)
        self._show_heading()
        if not self.rail.isAncestorOf(self.focusWidget()):
            page.setFocus()
        page.shown()
        self.state.set("page", id)
        self.page_shown.emit(id)

    def _show_heading(self) -> None:
        if self._current:
            self.top.show_page(self.current_page())

    def refresh(self) -> None:
        """Data have changed: the shown page asks again at once, the others when they come to the front."""
        for page in self._pages.values():
            page.refresh()

    # words from and to the user

    def offer_undo(self, text: str, undo) -> None:
        self.undo_bar.offer(text, undo)

    def show_banner(self, text: str, tone: str = "info", *, closable: bool = True) -> "Banner":
        from kmu_crm.ui.widgets import Banner

        banner = Banner(text, tone, closable=closable)
        self._banners.addWidget(banner)
        return banner

    def show_working(self, text: str, work: Work) -> "Banner":
        """Says what `work` is at, with a way to stop it; whoever started it calls `close_up` at its end."""
        from kmu_crm.ui.widgets import Button

        banner = self.show_banner(text, closable=False)
        banner.add(Button(_("Cancel"), "link", on_click=work.cancel))
        work.staged.connect(banner.text.setText)
        return banner

    def show_keyboard_map(self) -> None:
        from kmu_crm.ui.keys import KeyboardMap

        KeyboardMap(self, self.commands).open()

    def next_region(self, step: int = 1) -> None:
        """F6: rail, top bar, then the page's own regions."""
        regions = [self.rail, self.top, *self.current_page().regions()]
        focus = self.focusWidget()
        here = max(
            (n for n, region in enumerate(regions) if focus and (region is focus or region.isAncestorOf(focus))),
            default=-1,
        )
        for offset in range(1, len(regions) + 1):
            region = regions[(here + step * offset) % len(regions)]
            for widget in (region, *region.findChildren(QWidget)):
                if widget.focusPolicy() & QtCore.Qt.FocusPolicy.TabFocus and widget.isVisible() and widget.isEnabled():
                    widget.setFocus(QtCore.Qt.FocusReason.TabFocusReason)
                    return

    def set_rail_collapsed(self, collapsed: bool) -> None:
        """By hand; in narrow windows it is collapsed anyway."""
        self.state.set("rail_collapsed", collapsed)
        self._arrange_rail()

    def _arrange_rail(self) -> None:
        narrow = self.width() < theme.px(RAIL_COLLAPSES_BELOW)
        wanted = (
            bool(self.state.get("rail_collapsed", narrow))
            if not narrow
            else self.state.get("rail_collapsed") is not False
        )
        if wanted != self.rail.is_collapsed() or not self.rail.is_arranged():
            self.rail.collapse(wanted)

    # events

    def resizeEvent(self, event: "QResizeEvent") -> None:
        super().resizeEvent(event)
        self._arrange_rail()
        self._place_undo_bar()

    def _place_undo_bar(self) -> None:
        if "undo_bar" in self.__dict__:  # made already
            self.undo_bar.place()

    def paintEvent(self, event: "QPaintEvent") -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.painted.emit)

    def dragEnterEvent(self, event: "QDragEnterEvent") -> None:
        if _local_files(event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: "QDropEvent") -> None:
        event.acceptProposedAction()
        self.files_dropped.emit(_local_files(event.mimeData().urls()))

    def mousePressEvent(self, event: "QMouseEvent") -> None:
        if event.button() == QtCore.Qt.MouseButton.BackButton:
            self.go_back()
        elif event.button() == QtCore.Qt.MouseButton.ForwardButton:
            self.go_forward()
        else:
            super().mousePressEvent(event)

    def keyPressEvent(self, event: "QKeyEvent") -> None:
        self._alt_alone = event.key() == QtCore.Qt.Key.Key_Alt
        super().keyPressEvent(event)

    def keyReleaseEvent(self, event: "QKeyEvent") -> None:
        if event.key() == QtCore.Qt.Key.Key_Alt and self._alt_alone and sys.platform != "darwin":
            self.menuBar().setVisible(not self.menuBar().isVisible() or bool(self.state.get("menu_bar")))
            if self.menuBar().isVisible():
                self.menuBar().setActiveAction(self.menuBar().actions()[0])
        super().keyReleaseEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "rail"):  # theme or zoom
            self.rail.collapse(self.rail.is_collapsed())
            self.top.fit()
            self._place_undo_bar()

    def closeEvent(self, event: "QCloseEvent") -> None:
        self.state.keep_geometry(self)
        self.state.save()
        super().closeEvent(event)


def _local_files(urls: "list[QUrl]") -> list[Path]:
    return [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]

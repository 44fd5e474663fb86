"""The window: rail, top bar, pages built when first shown, and what holds for all of them."""

import sys
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtCore import QEvent, QPoint, QSize, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from kmu_crm.i18n import _
from kmu_crm.ui import regions, theme
from kmu_crm.ui.gestures import Gestures
from kmu_crm.ui.page import Page, PageSpec
from kmu_crm.ui.rail import Rail
from kmu_crm.ui.remains import Remains
from kmu_crm.ui.topbar import TopBar
from kmu_crm.ui.undoing import KeptStep, Step, Undo
from kmu_crm.ui.visits import Visit, Visits
from kmu_crm.ui.widgets.layouts import column, lay_out, row
from kmu_crm.ui.window_state import WindowState

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QPaintEvent, QResizeEvent

    from kmu_crm.ui.actions import Commands
    from kmu_crm.ui.palette import Palette
    from kmu_crm.ui.widgets import Banner, UndoBar

MIN_SIZE, RAIL_COLLAPSES_BELOW = (960, 620), 1180


class MainWindow(Gestures):
    """`files_dropped` gives paths dropped anywhere. `commands` is the registry; add to it, then call `fill_menus()`.
    `register` adds the program's own commands to it. What the first paint does without follows after `painted`.

    `remains` is what the window before it on the same customer file left; `keep_typed()` leaves it to the next.

    `go(id, place)` shows a page; `offer_undo(text, undo)` shows the bar at the foot; `show_banner` one above the
    page."""

    page_shown = Signal(str)
    status_clicked = Signal()
    painted = Signal()  # for the first time
    language_chosen = Signal(str)

    def __init__(
        self,
        specs: list[PageSpec],
        state: WindowState | None = None,
        register: "Callable[[Commands], object] | None" = None,
        remains: Remains | None = None,
    ) -> None:
        super().__init__()
        self._register = register
        self.state = state or WindowState(None)
        self._specs = {spec.id: spec for spec in specs}
        self._pages: dict[str, Page] = {}
        self._stale: set[str] = set()  # pages that were not in front when data changed
        self.may_close: Callable[[], bool] = lambda: True
        self._painted = False
        self._visits = Visits()
        self._remains = remains or Remains(lambda: None)
        self.undos = self._remains.undos
        self._current = ""
        self.rail, self.top, self.stack = Rail(specs), TopBar(), QStackedWidget()
        self._banners = column(gap=0)
        body = QWidget()
        lay_out(body, row(self.rail, column(self.top, self._banners, self.stack, gap=0), gap=0))
        self.setCentralWidget(body)
        self.rail.chosen.connect(self._choose)
        self.rail.menu_wanted.connect(self.open_menu)
        self.rail.status_clicked.connect(self.status_clicked)
        self.top.palette_wanted.connect(lambda: self.palette_overlay.open())
        self.back_wanted.connect(self.go_back)
        self.forward_wanted.connect(self.go_forward)
        self.alt_alone.connect(self._turn_menu_bar)
        self.setMinimumSize(*MIN_SIZE)
        self.resize(self._fitting_size())
        self.state.restore_geometry(self)
        self._arrange_rail()
        theme.current.dress(self)
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
        made.single_keys = bool(self.state.get("single_keys", True))
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

        return Palette(self, self.commands, self.state)

    def fill_menus(self) -> None:
        """Builds the menu bar from the registry; after commands have been added."""
        self.commands.fill(self.menuBar())
        self.menuBar().setVisible(sys.platform == "darwin" or bool(self.state.get("menu_bar")))

    def open_menu(self, name: str, at: QPoint, *, below: bool = False) -> None:
        """A menu of `standard.MENUS`: up from the button that asks for it, or below it."""
        from kmu_crm.ui.standard import MENUS

        menu = self.commands.menu(MENUS[name])
        menu.setParent(self, menu.windowFlags())
        menu.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at if below else at - QPoint(0, menu.sizeHint().height()))

    # pages

    def page(self, id: str) -> Page:
        """The page, built now if it was never shown."""
        if id not in self._pages:
            made = self._pages[id] = self._specs[id].factory()
            made.title = made.title or self._specs[id].title
            made.heading_changed.connect(self._show_heading)
            made.go.connect(self.go)
            self.stack.addWidget(made)
            if (typed := self._remains.typed.pop(id, None)) is not None:
                made.type_again(typed)
        return self._pages[id]

    def keep_typed(self) -> None:
        """Before the window goes: what its pages hold that no file does."""
        for id, page in self._pages.items():
            if (typed := page.typed()) is not None:
                self._remains.typed[id] = typed

    def has_page(self) -> bool:
        return bool(self._current)

    def current_page(self) -> Page:
        return self._pages[self._current]

    def go(self, id: str, place: object = None) -> None:
        if self._current and (id != self._current or place is not None):
            self._visits.leave(self.here())
        self._show(id, place)

    def _choose(self, id: str) -> None:
        """In the rail: the area one is in already leads to its first sheet, such as from a profile to the list."""
        if id == self._current and self.current_page().back:
            self.current_page().back()
        else:
            self.go(id)

    def go_back(self) -> None:
        if visit := self._visits.back(self.here()):
            self._show(*visit)

    def go_forward(self) -> None:
        if visit := self._visits.forward(self.here()):
            self._show(*visit)

    def here(self) -> Visit:
        return Visit(self._current, self.current_page().place())

    def _show(self, id: str, place: object) -> None:
        page = self.page(id)
        in_rail = bool(self._current) and self.rail.isAncestorOf(self.focusWidget())  # before the old page goes
        if id != self._current:
            self.leave_told()
        self._current = id
        self.stack.setCurrentWidget(page)
        self.rail.show_current(id)
        if id in self._stale:
            self._stale.discard(id)
            page.refresh()
        if place is not None:
            page.go_to(place)
        self._show_heading()
        if not in_rail:
            page.setFocus()
        page.shown()
        self.state.set("page", id)
        self.page_shown.emit(id)

    def _show_heading(self) -> None:
        if self._current:
            self.top.show_page(self.current_page())
        QTimer.singleShot(0, self, self._place_undo_bar)  # above the foot of what is shown now

    def refresh(self) -> None:
        """Data have changed: the shown page asks again at once, the others when they come to the front."""
        self._stale = self._pages.keys() - {self._current}
        if self._current:
            self.current_page().refresh()

    # words from and to the user

    def offer_undo(self, text: str, undo: Undo) -> None:
        step = self.undos.push(text, undo)
        self.name_undo()
        self._offer(step.text, step)

    def _offer(self, said: str, step: Step) -> None:
        """Who undoes at the bar sees what it was about, and is told only what stays."""
        self.undo_bar.offer(said, lambda: self.undos.take_back(step, self._tell_what_stays))

    def _tell_what_stays(self, step: Step) -> None:
        if step.no_stays:
            self._tell_undone(step)

    def leave_told(self) -> None:
        """Something else is shown from here on: what the bar only told is over."""
        if "undo_bar" in self.__dict__:  # made already
            self.undo_bar.leave_told()

    def undo_last(self) -> None:
        """Ctrl+Z: the page in front first, where it keeps count itself; else what was done last, wherever that was."""
        if self._current and self.current_page().undo_last():
            return
        step = self.undos.take_back_last(self._tell_undone)
        if step is None and not (self._current and self.current_page().undo_older()):
            self.undo_bar.say(_("Nothing left to take back"))

    def _tell_undone(self, step: Step) -> None:
        from kmu_crm.desk import steps

        said = steps.told_undone(step.text, no_stays=step.no_stays)
        if isinstance(step.undo, KeptStep):
            self.undo_bar.tell(said, _("Redo"), "redo-2", self.redo_last)
        else:
            self.undo_bar.say(said)
        self.name_undo()

    def redo_last(self) -> None:
        """Ctrl+Shift+Z: what was undone last comes back."""
        self.undos.redo_last(self._tell_redone)

    def _tell_redone(self, step: Step | None) -> None:
        if step is None:
            self.undo_bar.say(_("Nothing to do again"))
        else:
            self._offer(_("Done again: {what}").format(what=step.text), step)
        self.name_undo()

    def name_undo(self) -> None:
        """The menu says what the next undo and redo are about."""
        last, again = self.undos.last(), self.undos.next_again()
        self.commands.retitle("edit.undo", _("Undo: {what}").format(what=last.text) if last else _("Undo"))
        self.commands.retitle("edit.redo", _("Redo: {what}").format(what=again) if again else _("Redo"))

    def show_banner(self, text: str, tone: str = "info", *, closable: bool = True) -> "Banner":
        from kmu_crm.ui.widgets import Banner

        banner = Banner(text, tone, closable=closable)
        self.add_banner(banner)
        return banner

    def add_banner(self, banner: "Banner") -> None:
        self._banners.addWidget(banner)

    def show_keyboard_map(self) -> None:
        from kmu_crm.ui.keys import KeyboardMap

        KeyboardMap(self, self.commands).open()

    def next_region(self, step: int = 1) -> None:
        """Rail, top bar, then the page's own regions."""
        regions.step_on([self.rail, self.top, *self.current_page().regions()], self.focusWidget(), step)

    def set_rail_collapsed(self, collapsed: bool) -> None:
        """By hand; in narrow windows it is collapsed anyway."""
        self.state.set("rail_collapsed", collapsed)
        self._arrange_rail()

    def _arrange_rail(self, anew: bool = False) -> None:
        """`anew`: also where it stays as it is, for its sizes."""
        narrow = self.width() < theme.px(RAIL_COLLAPSES_BELOW)
        wanted = (
            bool(self.state.get("rail_collapsed", narrow))
            if not narrow
            else self.state.get("rail_collapsed") is not False
        )
        if anew or wanted != self.rail.is_collapsed() or not self.rail.is_arranged():
            self.rail.collapse(wanted)

    def _turn_menu_bar(self) -> None:
        """Alt alone shows it and hides it, unless it is pinned."""
        self.menuBar().setVisible(not self.menuBar().isVisible() or bool(self.state.get("menu_bar")))
        if self.menuBar().isVisible():
            self.menuBar().setActiveAction(self.menuBar().actions()[0])

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

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "rail"):  # theme or zoom
            self._arrange_rail(anew=True)
            self.top.fit()
            self._place_undo_bar()

    def closeEvent(self, event: "QCloseEvent") -> None:
        if not self.may_close():
            event.ignore()
            return
        self.state.keep_geometry(self)
        self.state.save()
        super().closeEvent(event)

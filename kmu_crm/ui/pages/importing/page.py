"""The import page: choose files, check what they become, take them over, see what came of it."""

from datetime import date, timedelta
from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QStackedWidget

from kmu_crm.decisions.journal import now
from kmu_crm.desk import handing_on
from kmu_crm.desk.delivering import Delivered
from kmu_crm.desk.guarding import NotBackedUp
from kmu_crm.fields import show
from kmu_crm.i18n import _, ngettext
from kmu_crm.ui import asking, saved, theme
from kmu_crm.ui.errors import show_error
from kmu_crm.ui.page import Page
from kmu_crm.ui.pages.importing import words
from kmu_crm.ui.pages.importing.checking import Checking
from kmu_crm.ui.pages.importing.drop import DropArea
from kmu_crm.ui.pages.importing.history import HistoryCard
from kmu_crm.ui.pages.importing.into_sample import IntoSample
from kmu_crm.ui.pages.importing.result import ResultCard
from kmu_crm.ui.pages.importing.running import RunningCard
from kmu_crm.ui.pages.importing.saving import adopt_sheet
from kmu_crm.ui.pages.importing.sources import SourcesCard
from kmu_crm.ui.pages.importing.tray import Item, Tray
from kmu_crm.ui.pages.importing.undoing import Undoing
from kmu_crm.ui.pages.importing.unguarded import Unguarded
from kmu_crm.ui.pages.importing.vat import UntoldVat
from kmu_crm.ui.pages.importing.watch import WatchLine
from kmu_crm.ui.session import Session
from kmu_crm.ui.widgets import Button, Steps, Surface, column, lay_out, row, scrolled, tab_after, tab_stops

FILES, CHECK, TAKE, RESULT = range(4)


def make(session: Session) -> "ImportPage":
    return ImportPage(session)


class ImportPage(Page):
    """Two sheets: the overview (drop area, what runs, what came, all imports) and `checking` (files and their columns)."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session, self.tray = session, Tray(session, self)
        self.steps = Steps([_("Files"), _("Check mapping"), _("Take over"), _("Result")])
        strip = Surface("strip", row(self.steps, margins=(20, 0, 20, 0)))
        strip.setFixedHeight(theme.px(38))
        self.checking = Checking(session, self.tray)
        self.files, self.mapping, self.take = self.checking.files, self.checking.mapping, self.checking.take
        self._asked_where = False
        self._brought: Delivered | None = None
        self._under_way: dict[tuple[Path, str | None], Item] = {}
        self.running, self.result, self.history = RunningCard(session), ResultCard(session), HistoryCard(session)
        self.watching, self.sources = WatchLine(session), SourcesCard(session)
        self.untold_vat = UntoldVat(session)
        self.sheets = QStackedWidget()
        self.sheets.addWidget(self._overview())
        self.sheets.addWidget(self.checking)
        lay_out(self, column(strip, self.sheets, gap=0))
        self.setAcceptDrops(True)
        self._connect()
        self.history.refresh()
        self.sources.refresh()
        self.untold_vat.refresh()
        self._show_step()

    def _overview(self):
        self.drop = DropArea(self.choose_files, self._session.open_sample.emit)
        self.waiting = Button(_("Files"), icon="list-checks", on_click=lambda: self.show_check(self.files.current))
        self.waiting.hide()
        pieces = (
            self.drop, self.watching, row(self.waiting, 1), self.running, self.result, self.untold_vat, self.sources,
            self.history,
        )  # fmt: skip
        body = column(*pieces, gap=12, margins=(20, 14, 20, 14))
        body.setStretch(len(pieces) - 1, 1)
        return scrolled(body)

    def _connect(self) -> None:
        self.tray.listed.connect(self._listed)
        self.tray.changed.connect(self._changed)
        self.tray.tried.connect(self.checking.show_tried)
        self.files.chosen.connect(self.show_check)
        self.files.more.connect(self.choose_files)
        self.mapping.sheet_offered.connect(self.choose_sheet)
        self.checking.back.connect(self.show_overview)
        self.checking.taken.connect(self.take_over)
        self.watching.wanted.connect(self.add)
        self.sources.next_wanted.connect(self.choose_files)
        self.untold_vat.wanted.connect(self.choose_files)
        self.running.finished.connect(self._finished)
        self.result.review.connect(lambda: self.go.emit("duplicates", None))
        self.result.see_new.connect(self._see_new)
        for card in (self.result, self.history):
            card.undo.connect(lambda numbers: Undoing(self.window(), self._session, numbers).open())

    # what other pages and the window ask

    def go_to(self, place: object) -> None:
        """A list of Paths, "history", or "vat": where it is said which VAT amounts include."""
        if place in ("history", "vat"):
            self.show_overview()
        elif place:
            self.add([Path(path) for path in place])

    def typed(self) -> object:
        """Files on the page with what was chosen about them, and what the last delivery brought, where it is shown."""
        brought = None if self.result.isHidden() else self._brought
        return (self.tray.items, brought) if self.tray.items or brought else None

    def type_again(self, typed: tuple[list[Item], Delivered | None]) -> None:
        items, self._brought = typed
        self.tray.take(items)
        if self._brought is not None:
            self._show_result(self._brought)
            self._show_step()

    def place(self) -> object:
        return "history" if self.sheets.currentIndex() == 0 else None

    def refresh(self) -> None:
        self.history.refresh()
        self.sources.refresh()
        self.untold_vat.refresh()
        self.result.refresh()
        self._show_step()
        if not self.running.is_running():
            self.tray.retry()

    def regions(self):
        return [self.files, self.mapping] if self.sheets.currentIndex() else [self]

    # files

    def choose_files(self) -> None:
        if files := asking.files_to_open(self, _("Choose files"), Path.home(), _(asking.SOURCES)):
            self.add(files)

    def choose_sheet(self) -> None:
        if files := asking.files_to_open(self, _("Choose a format sheet"), Path.home(), _("Format sheet (*.toml)")):
            self.add(files)

    def add(self, paths: list[Path]) -> None:
        """Files, folders, and format sheets from somebody else."""
        for sheet in filter(handing_on.is_sheet, paths):
            adopt_sheet(self, self._session, sheet, self.tray.look_at_unknown)
        paths = [path for path in paths if not handing_on.is_sheet(path)]
        if not paths:
            return
        fresh = self.tray.add(paths)
        self._ask_where(paths)
        if self.tray.items:
            self.show_check(fresh[0] if fresh else self.files.current)

    def _ask_where(self, paths: list[Path]) -> None:
        """Once a session, in the sample business."""
        if self._session.is_sample and not self._asked_where:
            self._asked_where = True
            IntoSample(self.window(), lambda: self._session.own_file_wanted.emit(paths)).open()

    def show_check(self, item: Item | None) -> None:
        if self.sheets.currentIndex() != 1:
            saved.leave(self)
        self.sheets.setCurrentIndex(1)
        self.checking.show_item(item if item in self.tray.items else self.tray.items[0])
        self._count()
        self._show_step()

    def show_overview(self) -> None:
        self.sheets.setCurrentIndex(0)
        self._show_step()

    def _listed(self) -> None:
        if not self.tray.items:
            self.show_overview()
        elif self.files.current not in self.tray.items:
            self.checking.show_item(self.tray.items[0])
        self._count()

    def _changed(self, item: Item) -> None:
        if item is self.files.current:
            self.checking.show_current()
        self._count()

    def _count(self) -> None:
        self.checking.count(self.running.is_running())
        count = len(self.tray.items)
        self.waiting.setVisible(count > 0)
        self.waiting.setText(ngettext("Back to {n} file", "Back to {n} files", count).format(n=show.number(count)))

    # taking over

    def take_over(self, guarded: bool = True) -> None:
        """`guarded`: not without a backup where one is due."""
        items, parts = self.tray.ready(), self.tray.parts()
        self._under_way = {(item.path, item.sheet): item for item in items}
        self.result.hide()
        self.running.start(parts, [words.of_look(item.look) for item in items], guarded)
        self.tray.clear_done(items)
        self.show_overview()
        self.running.stop.setFocus()
        self._count()

    def _finished(self, outcome: Delivered | Exception) -> None:
        if isinstance(outcome, Exception):
            self.tray.put_back(list(self._under_way.values()))
        if isinstance(outcome, NotBackedUp):
            Unguarded(self.window(), outcome, lambda: self.take_over(guarded=False)).open()
        elif isinstance(outcome, Exception):
            show_error(self, outcome)
        else:
            self._brought = outcome
            self._show_result(outcome)
            self.tray.put_back([self._under_way[part.path, part.sheet] for part in outcome.left])
            if self.running.had_focus:
                self.result.focus_first()
        self._count()
        self._show_step()

    def _show_result(self, brought: Delivered) -> None:
        self.result.show_result(brought)
        tab_after(self.waiting, tab_stops(self.result))

    def _see_new(self) -> None:
        yesterday = date.fromisoformat(now()[:10]) - timedelta(days=1)
        self.go.emit("customers", ("filter", f"added after {yesterday.isoformat()}"))

    def _show_step(self) -> None:
        overview = self.sheets.currentIndex() == 0
        running, result = self.running.is_running(), not self.result.isHidden()
        self.steps.set_current(CHECK if not overview else TAKE if running else RESULT if result else FILES)
        self.drop.setVisible(not running)
        self.watching.setVisible(not running)
        self.drop.set_small(result)

    # files dropped on the page itself

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            self.drop.set_over(True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.drop.set_over(False)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        self.drop.set_over(False)
        event.acceptProposedAction()
        self.add([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])

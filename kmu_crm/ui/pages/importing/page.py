"""The import page: choose files, check what they become, take them over, see what came of it."""

from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QStackedWidget

from kmu_crm.decisions.journal import now
from kmu_crm.desk.delivering import Delivered
from kmu_crm.fields import show
from kmu_crm.i18n import _, ngettext
from kmu_crm.sources import recognise
from kmu_crm.ui import icons, theme
from kmu_crm.ui.errors import show_error
from kmu_crm.ui.page import Page
from kmu_crm.ui.pages.importing import words
from kmu_crm.ui.pages.importing.cards import FileList
from kmu_crm.ui.pages.importing.mapping import OWN_LIST, MappingCard
from kmu_crm.ui.pages.importing.problems import OutlookCard, ProblemsCard
from kmu_crm.ui.pages.importing.result import HistoryCard, ResultCard, Undoing
from kmu_crm.ui.pages.importing.running import RunningCard
from kmu_crm.ui.pages.importing.tray import Item, Tray
from kmu_crm.ui.session import Session
from kmu_crm.ui.widgets import Button, ElidedLabel, IconLabel, Label, Steps, Surface, column, row, scrolled

FILES, CHECK, TAKE, RESULT = range(4)


class ImportPage(Page):
    """Two sheets: `overview` (drop area, what runs, what came, all imports) and `check` (files and their columns)."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session, self.tray = session, Tray(session, self)
        self.steps = Steps([_("Files"), _("Check mapping"), _("Take over"), _("Result")])
        strip = Surface("strip", row(self.steps, margins=(20, 0, 20, 0)))
        strip.setFixedHeight(theme.px(38))
        self.files, self.mapping, self.problems = FileList(self.tray), MappingCard(), ProblemsCard()
        self.outlook = OutlookCard(self.problems.show_rows)
        self.running, self.result, self.history = RunningCard(session), ResultCard(session), HistoryCard(session)
        self.sheets = QStackedWidget()
        self.sheets.addWidget(self._overview())
        self.sheets.addWidget(self._check())
        self.setLayout(column(strip, self.sheets, gap=0))
        self.setAcceptDrops(True)
        self._connect()
        self.history.refresh()
        self._show_step()

    def _overview(self):
        self.drop = DropArea(self.choose_files, self._session.open_sample.emit)
        self.waiting = Button(_("Files"), icon="list-checks", on_click=lambda: self.show_check(self.files.current))
        self.waiting.hide()
        body = column(
            self.drop, row(self.waiting, 1), self.running, self.result, self.history, gap=12, margins=(20, 14, 20, 14)
        )
        body.setStretch(4, 1)
        return scrolled(body)

    def _check(self):
        right = column(self.mapping, self.problems, self.outlook, gap=10)
        right.setStretch(0, 1)
        body = row(self.files, right, gap=16, margins=(12, 12, 16, 12))
        body.setStretch(1, 1)
        self.said = ElidedLabel("", "caption2")
        self.back_button = Button(_("Back"), on_click=self.show_overview)
        self.take = Button(_("Take over"), "primary", "check", on_click=self.take_over)
        foot = row(self.said, self.back_button, self.take, gap=10, margins=(20, 8, 16, 8))
        foot.setStretch(0, 1)
        return Surface("page", column(body, Surface("footer", foot), gap=0))

    def _connect(self) -> None:
        self.tray.listed.connect(self._listed)
        self.tray.changed.connect(self._changed)
        self.files.chosen.connect(self.show_check)
        self.files.more.connect(self.choose_files)
        self.mapping.assigned.connect(lambda fields: self.tray.assign(self.files.current, fields))
        self.mapping.confirmed.connect(lambda: self.tray.assign(self.files.current, {}))
        self.mapping.program_chosen.connect(self._choose_program)
        self.mapping.remembered.connect(self.remember)
        self.running.finished.connect(self._finished)
        self.result.review.connect(lambda: self.go.emit("duplicates", None))
        self.result.see_new.connect(self._see_new)
        for card in (self.result, self.history):
            card.undo.connect(lambda numbers: Undoing(self.window(), self._session, numbers).open())

    # what other pages and the window ask

    def go_to(self, place: object) -> None:
        """A list of Paths, or "history"."""
        if place == "history":
            self.show_overview()
        elif place:
            self.add([Path(path) for path in place])

    def place(self) -> object:
        return "history" if self.sheets.currentIndex() == 0 else None

    def refresh(self) -> None:
        self.history.refresh()
        if not self.running.is_running():
            self.tray.retry()

    def regions(self):
        return [self.files, self.mapping] if self.sheets.currentIndex() else [self]

    # files

    def choose_files(self) -> None:
        kinds = _("Tables and contacts (*.csv *.txt *.tsv *.xlsx *.xls *.xlsm *.ods *.vcf);;All files (*)")
        chosen, _kind = QFileDialog.getOpenFileNames(self, _("Choose files"), str(Path.home()), kinds)
        if chosen:
            self.add([Path(name) for name in chosen])

    def add(self, paths: list[Path]) -> None:
        fresh = self.tray.add(paths)
        if self.tray.items:
            self.show_check(fresh[0] if fresh else self.files.current)

    def show_check(self, item: Item | None) -> None:
        chosen = item if item in self.tray.items else self.tray.items[0]
        self.files.choose(chosen)
        self.sheets.setCurrentIndex(1)
        self._show_current()
        self._show_step()

    def show_overview(self) -> None:
        self.sheets.setCurrentIndex(0)
        self._show_step()

    def _listed(self) -> None:
        if not self.tray.items:
            self.show_overview()
        elif self.files.current not in self.tray.items:
            self.files.choose(self.tray.items[0])
            self._show_current()
        self._count()

    def _changed(self, item: Item) -> None:
        if item is self.files.current:
            self._show_current()
        self._count()

    def _show_current(self) -> None:
        item = self.files.current
        refused = item.state == "refused"
        for card in (self.mapping, self.problems, self.outlook):
            card.setVisible(not refused)
        if not refused:
            self.mapping.show_item(item)
            self.problems.show_item(item)
            self.outlook.show_item(item)
        self._count()

    def _count(self) -> None:
        """The primary button counts; the sentence beside it says what stays out and why."""
        ready, waits = len(self.tray.ready()), [item for item in self.tray.items if item.state == "unmapped"]
        self.take.setText(
            ngettext("Take over {n} file that is ready", "Take over {n} files that are ready", ready).format(
                n=show.number(ready)
            )
        )
        self.take.setEnabled(ready > 0 and not self.running.is_running())
        backup = _("Before taking over much, the program makes a backup.")
        said = backup
        if len(waits) == 1:
            said = _("“{file}” waits for its mapping. {backup}").format(file=waits[0].path.name, backup=backup)
        elif waits:
            said = _("{n} files wait for their mapping. {backup}").format(n=show.number(len(waits)), backup=backup)
        self.said.setText(
            _("An import is under way; the next one can start after it.") if self.running.is_running() else said
        )
        count = len(self.tray.items)
        self.waiting.setVisible(count > 0)
        self.waiting.setText(ngettext("Back to {n} file", "Back to {n} files", count).format(n=show.number(count)))

    def _choose_program(self, chosen: str) -> None:
        if chosen == OWN_LIST:
            self.tray.read_by_names(self.files.current)
        else:
            self.tray.look_again(self.files.current, format=chosen)

    def remember(self) -> None:
        """Keeps the mapping for files with the same header, and takes it as right."""
        item, look = self.files.current, self.files.current.look
        self.tray.assign(item, {})
        self._session.run(lambda db, _progress: recognise.remember(db, look.table, look.recognised, now()))

    # taking over

    def take_over(self) -> None:
        items = self.tray.ready()
        self.result.hide()
        self.running.start(self.tray.parts(), [words.of_look(item.look) for item in items])
        self.tray.clear_done({item.path for item in items})
        self.show_overview()
        self._count()

    def _finished(self, outcome: Delivered | Exception) -> None:
        if isinstance(outcome, Exception):
            show_error(self, outcome)
        else:
            self.result.show_result(outcome)
            self.tray.add([part.path for part in outcome.left])
        self._count()
        self._show_step()

    def _see_new(self) -> None:
        yesterday = date.fromisoformat(now()[:10]) - timedelta(days=1)
        self.go.emit("customers", ("filter", f"added after {yesterday.isoformat()}"))

    def _show_step(self) -> None:
        overview = self.sheets.currentIndex() == 0
        running, result = self.running.is_running(), not self.result.isHidden()
        self.steps.set_current(CHECK if not overview else TAKE if running else RESULT if result else FILES)
        self.drop.setVisible(not running)
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


class DropArea(Surface):
    """Where files are dropped; the whole page takes them too."""

    def __init__(self, choose, sample) -> None:
        super().__init__("drop")
        self._icon = IconLabel("file-input", "accent_text", 36)
        self._title, self._text = Label(_("Drop files here"), "title"), Label(
            _("Exports of DATEV, Shopify, Outlook, newsletters, Excel lists and many more. Whole folders too."), "body2", wrap=True
        )  # fmt: skip
        for words_ in (self._title, self._text):
            words_.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.choose = Button(_("Choose files …"), "primary", "folder-open", on_click=choose)
        self._sample = Button(_("Try the sample business"), icon="flask-conical", on_click=sample)
        icon = row(1, self._icon, 1)
        body = column(
            1,
            icon,
            self._title,
            self._text,
            row(1, self.choose, self._sample, 1, gap=10),
            1,
            gap=10,
            margins=(24, 16, 24, 16),
        )
        self.setLayout(body)
        self.set_small(False)

    def set_small(self, small: bool) -> None:
        """Low once there is something else to see; the result then has the primary button."""
        for widget in (self._icon, self._text, self._sample):
            widget.setVisible(not small)
        theme.mark(self._title, role="section" if small else "title")
        self.choose.set_kind("plain" if small else "primary")
        self.choose.setIcon(icons.icon("folder-open", "text2" if small else "on_accent"))
        self.setFixedHeight(theme.px(108 if small else 270))

    def set_over(self, over: bool) -> None:
        theme.mark(self, over=over)


def make(session: Session) -> ImportPage:
    return ImportPage(session)

"""The files of a delivery and what becomes of each, before they are taken over."""

from PySide6.QtCore import Signal

from kmu_crm.decisions.journal import now
from kmu_crm.fields import show
from kmu_crm.i18n import _, ngettext
from kmu_crm.sources.mapping import recognise
from kmu_crm.ui.pages.importing.cards import FileList
from kmu_crm.ui.pages.importing.mapping import OWN_LIST, MappingCard
from kmu_crm.ui.pages.importing.outlook import OutlookCard
from kmu_crm.ui.pages.importing.problems import ProblemsCard
from kmu_crm.ui.pages.importing.reading import ReadingNotes
from kmu_crm.ui.pages.importing.refused import RefusedCard
from kmu_crm.ui.pages.importing.saving import save_sheet
from kmu_crm.ui.pages.importing.tray import Item, Tray
from kmu_crm.ui.session import Session
from kmu_crm.ui.widgets import Button, ElidedLabel, Surface, column, lay_out, row


class Checking(Surface):
    """Left the files, right the columns, problems and numbers of the one that is chosen. `back`: to the overview."""

    back, taken = Signal(), Signal()

    def __init__(self, session: Session, tray: Tray) -> None:
        super().__init__("page")
        self._session, self._tray = session, tray
        self.files, self.mapping, self.problems = FileList(tray), MappingCard(), ProblemsCard(session)
        self.reading, self.refused = ReadingNotes(), RefusedCard()
        self.outlook = OutlookCard(self.problems.show_rows)
        self.said = ElidedLabel("", "caption2")
        self.take = Button(_("Take over"), "primary", "check", on_click=self.taken.emit)
        right = column(self.reading, self.refused, self.mapping, self.problems, self.outlook, gap=10)
        right.setStretch(1, 1)
        right.setStretch(2, 1)
        body = row(self.files, right, gap=16, margins=(12, 12, 16, 12))
        body.setStretch(1, 1)
        foot = row(self.said, Button(_("Back"), on_click=self.back.emit), self.take, gap=10, margins=(20, 8, 16, 8))
        foot.setStretch(0, 1)
        lay_out(self, column(body, Surface("footer", foot), gap=0))
        self._connect()

    def _connect(self) -> None:
        self.mapping.assigned.connect(lambda fields: self._tray.assign(self.files.current, fields))
        self.mapping.confirmed.connect(lambda: self._tray.assign(self.files.current, {}))
        self.mapping.program_chosen.connect(self._choose_program)
        self.mapping.sheet_wanted.connect(lambda: save_sheet(self, self._session, self.files.current))
        self.mapping.all_said.connect(lambda word: self._tray.say_of_all(self.files.current, word))
        self.outlook.ranked.connect(lambda mode: self._tray.rank(self.files.current, mode))
        self.mapping.remembered.connect(self.remember)
        self.problems.decided.connect(lambda choices: self._tray.decide(self.files.current, choices))
        self.problems.corrected.connect(lambda mends: self._tray.correct(self.files.current, mends))
        self.refused.other.connect(self.files.more.emit)
        self.refused.again.connect(lambda: self._tray.look_again(self.files.current))
        self.refused.unlocked.connect(lambda password: self._tray.unlock(self.files.current, password))
        self.refused.removed.connect(lambda: self._tray.remove(self.files.current))
        self.reading.sheet_chosen.connect(self._choose_sheet)
        self.reading.all_sheets_wanted.connect(lambda: self._tray.add_sheets(self.files.current))
        self.reading.encoding_chosen.connect(lambda name: self._tray.read_as(self.files.current, name))

    def show_item(self, item: Item) -> None:
        self.files.choose(item)
        self.show_current()

    def show_current(self) -> None:
        item = self.files.current
        refused = item.state == "refused"
        for card in (self.mapping, self.problems, self.outlook):
            card.setVisible(not refused)
        self.refused.setVisible(refused)
        self.reading.show_item(item)
        if refused:
            self.refused.show_item(item)
        else:
            self.mapping.show_item(item)
            self.problems.show_item(item)
            self.outlook.show_item(item)

    def show_tried(self, item: Item) -> None:
        """The trial of a file has come further, which changes nothing but that word."""
        if item is self.files.current and item.state == "trying":
            self.outlook.show_item(item)

    def count(self, running: bool) -> None:
        """The primary button counts; the sentence beside it says what stays out and why."""
        ready, waits = len(self._tray.ready()), [item for item in self._tray.items if item.state == "unmapped"]
        self.take.setText(
            ngettext("Take over {n} file that is ready", "Take over {n} files that are ready", ready).format(
                n=show.number(ready)
            )
        )
        self.take.setEnabled(ready > 0 and not running)
        said = _("Before taking over much, the program makes a backup.")
        if running:
            said = _("An import is under way; the next one can start after it.")
        elif len(waits) == 1:
            said = _("“{file}” waits for its mapping. {backup}").format(file=waits[0].name, backup=said)
        elif waits:
            said = _("{n} files wait for their mapping. {backup}").format(n=show.number(len(waits)), backup=said)
        self.said.setText(said)

    def _choose_program(self, chosen: str) -> None:
        if chosen == OWN_LIST:
            self._tray.read_by_names(self.files.current)
        else:
            self._tray.look_again(self.files.current, format=chosen)

    def _choose_sheet(self, name: str) -> None:
        """One that is among the files already is shown, and not read twice."""
        if other := self._tray.of_sheet(self.files.current, name):
            self.show_item(other)
        else:
            self._tray.read_sheet(self.files.current, name)

    def remember(self) -> None:
        """Keeps the mapping for files with the same header, and takes it as right."""
        item, look = self.files.current, self.files.current.look
        self._tray.assign(item, {})
        self._session.run(lambda db, _progress: recognise.remember(db, look.table, look.recognised, now()))

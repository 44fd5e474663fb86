"""The files on the page: each is looked at and tried off the window's thread, one trial at a time."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from sqlite3 import Connection

from PySide6.QtCore import QObject, Signal

from kmu_crm.desk import preview, trial
from kmu_crm.desk.delivering import Part
from kmu_crm.desk.intake import files_of
from kmu_crm.desk.preview import Look
from kmu_crm.desk.trial import Trial
from kmu_crm.errors import Cancelled, KmuError
from kmu_crm.sources import modes
from kmu_crm.sources.choices import Choice, Mend
from kmu_crm.sources.mapping import sheets
from kmu_crm.sources.reading.raw import name_of, titled
from kmu_crm.sources.reading.unlocking import Unlocked
from kmu_crm.sources.reading.unpacking import Unpacked, is_archive
from kmu_crm.sources.recording.report import ImportReport
from kmu_crm.store.place import own_sheets
from kmu_crm.ui.session import Session
from kmu_crm.ui.work import Work

Answer = Look | list[Look] | Unpacked  # several: the sheets of a workbook
Question = Callable[[Look | None, Connection], Answer]  # what the file is, from what is known of it so far


@dataclass(eq=False)
class Item:
    """A file and what is known about it so far. `trial` is None while it is being worked out."""

    path: Path
    look: Look | None = None
    trial: Trial | None = None
    error: Exception | None = None
    tried: float = 0.0  # share of the trial that is done
    encoding: str | None = None  # chosen by a person, as is the sheet
    sheet: str | None = None
    archive: Unpacked | None = None  # where the file lies in one: its folder stays as long as this does
    mode: str | None = None  # how the source shall rank (`modes`); None: as it did before
    mode_before: str = modes.FILL
    questions: list[Question] = field(default_factory=list)  # not answered yet, in the order in which they were asked

    @property
    def name(self) -> str:
        return titled(name_of(self.path), self.sheet)

    @property
    def state(self) -> str:
        """reading, refused, unmapped, trying, ready: the latter only once every question about it is answered."""
        if self.error is not None:
            return "refused"
        if self.look is None:
            return "reading"
        if not self.look.importable:
            return "unmapped"
        return "trying" if self.trial is None or self.questions else "ready"


class Tray(QObject):
    """`listed`: files came or went. `changed`: one of them is known better now. `tried`: its trial has come further."""

    listed = Signal()
    changed = Signal(object)
    tried = Signal(object)

    def __init__(self, session: Session, page: QObject) -> None:
        super().__init__(page)
        self._session = session
        self.items: list[Item] = []
        self._trying: tuple[Item, Work] | None = None
        self._held = False

    def add(self, paths: Iterable[Path]) -> list[Item]:
        """Files, or folders of them; one that is here already is not added again."""
        known = {item.archive.path if item.archive else item.path for item in self.items}
        fresh = [Item(path) for path in files_of(paths) if path not in known]
        self.items += fresh
        self.listed.emit()
        for item in fresh:
            self.look_again(item)
        return fresh

    def remove(self, item: Item) -> None:
        self.items.remove(item)
        if self._trying and self._trying[0] is item:
            self._trying[1].cancel()
        self.listed.emit()

    def clear_done(self, done: Sequence[Item]) -> None:
        self.items = [item for item in self.items if item not in done]
        self.listed.emit()

    def put_back(self, items: Sequence[Item]) -> None:
        """Files that stayed out, with what was chosen about them."""
        self.items = [*items, *self.items]
        self.listed.emit()
        self.retry()

    def take(self, items: Sequence[Item]) -> None:
        """Files from the tray of another window, with what was chosen about them; what is said of them is said anew."""
        self.items = [*items, *self.items]
        self.listed.emit()
        for item in items:
            unanswered, item.questions = item.questions, []
            if item.look is not None:
                self.correct(item, item.look.mends)
            elif item.error is None and not unanswered:
                self.look_again(item)
            for question in unanswered:
                self._ask(item, question)

    def look_again(self, item: Item, *, format: str | None = None) -> None:
        """Reads the file anew; `format` is the program a person chose."""
        encoding, sheet, packed = item.encoding, item.sheet, item.archive is None
        unseen = item.look is None and sheet is None and format is None

        def looked(before: Look | None, db: Connection) -> Answer:
            if packed and is_archive(item.path):
                return Unpacked(item.path)
            own = list(sheets.own(own_sheets("formats")))
            if unseen:
                return preview.looks(item.path, db, encoding=encoding, further=own)
            found = preview.look(item.path, db, format=format, encoding=encoding, sheet=sheet, further=own)
            same = before is not None and before.mends and before.table.sheet == found.table.sheet
            return preview.corrected(found, before.mends, db) if before and same else found

        self._ask(item, looked)

    def look_at_unknown(self) -> None:
        """Those that wait for a mapping: a format sheet has come."""
        for item in self.items:
            if item.state == "unmapped":
                self.look_again(item)

    def unlock(self, item: Item, password: str) -> None:
        """A readable copy takes its place, which goes with it; the password is kept nowhere."""
        self._ask(item, lambda _before, _db: Unlocked(item.path, password))

    def read_as(self, item: Item, encoding: str) -> None:
        item.encoding = encoding
        self.look_again(item)

    def of_sheet(self, item: Item, name: str) -> Item | None:
        """Whoever of the same workbook is read by that sheet already."""
        read = [one for one in self.items if one.path == item.path and one is not item]
        return next((one for one in read if name in (one.sheet, one.look and one.look.table.sheet)), None)

    def read_sheet(self, item: Item, name: str) -> None:
        item.sheet = name
        self.look_again(item)

    def add_sheets(self, item: Item) -> None:
        """Each further sheet of the workbook as a file of its own."""
        assert item.look is not None
        here = {one.sheet or (one.look.table.sheet if one.look else "") for one in self.items if one.path == item.path}
        fresh = [
            Item(item.path, sheet=name, archive=item.archive)
            for name in item.look.table.other_sheets
            if name not in here
        ]
        place = self.items.index(item) + 1
        self.items[place:place] = fresh
        self.listed.emit()
        for one in fresh:
            self.look_again(one)

    def decide(self, item: Item, choices: Sequence[Choice]) -> None:
        """What becomes of doubtful cells and damaged text; all choices of the file at once."""
        self._ask(item, lambda before, db: preview.decided(before, choices, db))

    def correct(self, item: Item, mends: Sequence[Mend]) -> None:
        """Cells corrected by hand; none: all stand again as they do in the file."""
        self._ask(
            item, lambda before, db: preview.corrected(before, mends, db) if mends else preview.uncorrected(before, db)
        )

    def rank(self, item: Item, mode: str) -> None:
        """How the source shall rank against others: who is changed by it is tried anew."""
        item.mode, item.trial = mode, None
        if self._trying and self._trying[0] is item:
            self._trying[1].cancel()
        self.changed.emit(item)
        self._try_next()

    def assign(self, item: Item, fields: dict[str, str | None]) -> None:
        """Columns assigned by a person; none: the mapping shown is right."""
        self._ask(item, lambda before, db: preview.assigned(before, fields, db))

    def say_of_all(self, item: Item, word: str) -> None:
        """What every row of the file says, as `preview.of_all` takes it."""
        self._ask(item, lambda before, db: preview.of_all(before, word, db))

    def read_by_names(self, item: Item) -> None:
        self._ask(item, lambda before, db: preview.by_names(before, db))

    def retry(self) -> None:
        """The store has changed: what trials said no longer holds."""
        self._held = False
        for item in self.items:
            if item.trial is not None:
                item.trial = None
                self.changed.emit(item)
        self._try_next()

    def ready(self) -> list[Item]:
        """What can be taken over: a trial need not be finished for that, but what a person chose has to be known."""
        return [item for item in self.items if item.state in ("ready", "trying") and not item.questions]

    def parts(self) -> list[Part]:
        return [_part(item) for item in self.ready()]

    def _ask(self, item: Item, question: Question) -> None:
        """One at a time: what is chosen next starts from what was chosen before."""
        item.trial, item.error = None, None
        item.questions.append(question)
        self.changed.emit(item)
        if len(item.questions) == 1:
            self._ask_first(item)

    def _ask_first(self, item: Item) -> None:
        question, before = item.questions[0], item.look
        self._session.ask(lambda db: question(before, db), partial(self._looked, item), partial(self._refused, item))

    def _looked(self, item: Item, look: Answer) -> None:
        item.questions.pop(0)
        if isinstance(look, Unpacked):
            self._unfold(item, look)
            return
        if isinstance(look, list):
            look = self._spread(item, look)
        self._know(item, look)
        if item.questions:
            self._ask_first(item)
            return
        if self._trying and self._trying[0] is item:
            self._trying[1].cancel()
        self.changed.emit(item)
        self._try_next()

    def _know(self, item: Item, look: Look) -> None:
        item.look = look
        item.mode_before = modes.so_far(self._session.db, look.recognised.sheet.system, look.recognised.account)

    def _spread(self, item: Item, looks: Sequence[Look]) -> Look:
        """The further sheets of a workbook beside it, in their order; the look of the one that is read by default."""
        together: list[Item] = []
        for look in looks:
            if not look.table.further:
                own = look
                together.append(item)
            elif not self.of_sheet(item, look.table.sheet or ""):
                together.append(Item(item.path, sheet=look.table.sheet, archive=item.archive))
                self._know(together[-1], look)
        if item in self.items and len(together) > 1:
            place = self.items.index(item)
            self.items[place : place + 1] = together
            self.listed.emit()
        return own

    def _unfold(self, item: Item, archive: Unpacked) -> None:
        """The files of an archive in its place."""
        if item not in self.items:
            return
        fresh = [Item(path, archive=archive) for path in archive.files]
        refused = [Item(path, archive=archive, error=error) for path, error in archive.refused]
        place = self.items.index(item)
        self.items[place : place + 1] = [*fresh, *refused]
        self.listed.emit()
        for one in fresh:
            self.look_again(one)

    def _refused(self, item: Item, error: Exception) -> None:
        item.questions = []
        if not isinstance(error, KmuError):
            raise error
        item.error = error
        self.changed.emit(item)

    def _try_next(self) -> None:
        waiting = next((item for item in self.items if item.state == "trying" and not item.questions), None)
        if self._trying is not None or self._held or waiting is None:
            return
        look, part = waiting.look, _part(waiting)
        waiting.tried = 0.0
        work = self._session.rehearse(
            self._session.apart(
                trial.run,
                part.path,
                part.mapping,
                part.encoding,
                part.sheet,
                part.choices,
                part.mends,
                part.mode,
                part.beside,
            ),
            partial(self._tried, waiting, look, part.mode),
            partial(self._not_tried, waiting),
        )
        self._trying = (waiting, work)
        work.progressed.connect(self._progress)

    def _tried(self, item: Item, look: Look, mode: str | None, report: ImportReport) -> None:
        self._trying = None
        if item.look is look and item.mode == mode and item in self.items and not item.questions:
            item.trial = trial.judged(look, report)
            self.changed.emit(item)
        self._try_next()

    def _not_tried(self, item: Item, error: Exception) -> None:
        """Cancelled means that a change of data came first (`retry` follows it), or that the file was changed here."""
        self._trying = None
        if isinstance(error, Cancelled):
            self._held = self._session.is_busy()
        elif not item.questions:
            self._refused(item, error)
        self._try_next()

    def _progress(self, done: int, total: int) -> None:
        if self._trying:
            item = self._trying[0]
            item.tried = done / total if total else 0.0
            self.tried.emit(item)


def _part(item: Item) -> Part:
    look = item.look
    assert look is not None
    return Part(
        item.path, look.recognised, look.rows, item.encoding, item.sheet, look.choices, item.mode, look.mends,
        look.table.beside,
    )  # fmt: skip

"""What pages share: the open customer file, work off the window's thread, and the word that something has changed."""

import threading
from collections.abc import Callable
from functools import cached_property
from sqlite3 import Connection
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from kmu_crm import settings
from kmu_crm.desk import apart
from kmu_crm.desk.derive import key_date
from kmu_crm.errors import Cancelled
from kmu_crm.i18n import _
from kmu_crm.progress import Progress
from kmu_crm.store import place
from kmu_crm.store.store import Store
from kmu_crm.ui.errors import show_error
from kmu_crm.ui.work import End, Work

if TYPE_CHECKING:
    from kmu_crm.ui.bought import Bought
    from kmu_crm.ui.waiting import Shared, Waiting
    from kmu_crm.ui.watched import WatchedFolder

T = TypeVar("T")
Outcome = Callable[[T], object]


class Session(QObject):
    """`db` reads, on the window's thread; `run` changes things and `ask` asks longer questions, both on threads of their own."""

    changed = Signal()  # data have changed: pages ask again
    rested = Signal(
        bool
    )  # no change waits or is being carried out any more; whether the last one went well or was cancelled
    importing = Signal(object)  # how far an import has come, 0 to 1; None when it is over
    undoable = Signal(str, object)  # (what was done, an `Undo` that takes it back)
    open_profile = Signal(int)
    open_file = Signal(object)  # a Path: another customer file
    open_sample = Signal()
    own_file_wanted = Signal(object)  # Paths to import there

    def __init__(self, store: Store, parent: QWidget | None = None) -> None:
        super().__init__()
        self.store, self.db = store, store.another()
        self.window = parent
        self.author = _("You")
        self._writing = threading.Lock()
        self._changes = 0
        self._version = 0  # of the data, as far as this window changed them
        self.changed.connect(self._age)  # before all others hear of it
        self._changing: set[Work] = set()
        self._closed = False
        self._rehearsals: set[Work] = set()

    @cached_property
    def folder(self) -> "WatchedFolder":
        """The folder that exports are put into; made when it is first asked for, well after the first paint."""
        from kmu_crm.ui.watched import WatchedFolder

        return WatchedFolder(self)

    @cached_property
    def bought(self) -> "Bought":
        """What is bought together in this file."""
        from kmu_crm.ui.bought import Bought

        return Bought(self)

    @cached_property
    def to_do(self) -> "Shared[Waiting]":
        """What waits to be done: rail and start page show the same."""
        from kmu_crm.ui.waiting import Shared, waiting

        return Shared(waiting, lambda: self._version)

    @property
    def key_date(self) -> str:
        """The ISO day that figures speak of."""
        return key_date(self.db)

    @property
    def is_sample(self) -> bool:
        return self.store.file == place.sample_store()

    @property
    def business(self) -> str:
        return str(settings.read(self.db, "business.name"))

    def run(
        self,
        call: Callable[[Connection, Progress], T],
        done: Outcome | None = None,
        failed: Callable[[Exception], object] | None = None,
        *,
        end: End = "asked",
    ) -> Work:
        """Carries out a change on a writing connection, one after the other in the order asked for; afterwards every page asks
        again. `end` as in `Work`.

        Without `failed` an error is shown in the window. Connect to the `Work` for progress; `cancel()` undoes it.
        """
        work = Work(lambda progress: self._write(call, progress), changing=True, end=end)
        for rehearsal in self._rehearsals:
            rehearsal.cancel()
        self._changes += 1
        self._changing = {one for one in self._changing if one.is_running()} | {work}
        work.done.connect(lambda result: self._closed or self._finished(done, result))
        work.failed.connect(lambda error: self._closed or self._failed(failed, error))
        return work.start()

    def record(
        self,
        text: str,
        call: Callable[[Connection, Progress], T],
        done: Outcome | None = None,
        failed: Callable[[Exception], object] | None = None,
    ) -> Work:
        """As `run`, for what a person does to customers: one step, told as `text`, that can be undone and done again, also after
        a restart, and is kept where the window is closed meanwhile. `undoable` comes before `done`."""
        from kmu_crm.desk import steps
        from kmu_crm.ui.undoing import KeptStep

        author = self.author

        def recorded(db: Connection, progress: Progress) -> tuple[list[int], T]:
            with steps.recorded(db, text, author) as numbers:
                result = call(db, progress)
            return numbers, result

        def told(made: tuple[list[int], T]) -> None:
            numbers, result = made
            for number in numbers:
                self.undoable.emit(text, KeptStep(number))
            if done is not None:
                done(result)

        return self.run(recorded, told, failed, end="kept")

    def rehearse(
        self, call: Callable[[Connection, Progress], T], done: Outcome, failed: Callable[[Exception], object]
    ) -> Work:
        """Carries out on a writing connection what is rolled back at its end: no page asks again.

        It gives way to every change: `failed` is then told `Cancelled`, and `changed` follows.
        """
        work = Work(lambda progress: self._write(call, progress), changing=True)
        self._rehearsals = {one for one in self._rehearsals if one.is_running()} | {work}
        work.done.connect(lambda result: self._closed or done(result))
        work.failed.connect(lambda error: self._closed or failed(error))
        return work.start()

    def apart(self, verb: Callable[..., T], *args: object) -> Callable[[Connection, Progress], T]:
        """`verb(db, *args, progress=…)` for `run` or `rehearse`, in a process of its own: for what may take seconds."""
        return lambda _db, progress: apart.call(apart.on_store, self.store.file, verb, args, progress)

    def apart_from(self, question: Callable[..., T], *args: object) -> Callable[[Connection], T]:
        """`question(db, *args)` for `ask`, in a process of its own: for what keeps the processor busy for seconds."""
        return lambda _db: apart.call(apart.asked, self.store.file, question, args)

    def is_busy(self) -> bool:
        """Whether a change is waiting or being carried out."""
        return self._changes > 0

    def may_close(self) -> bool:
        """Whether nobody need be asked: what people typed is carried out in any case."""
        return all(work.end != "asked" for work in self._changing if work.is_running())

    def cancel_changes(self) -> None:
        """All that wait or are being carried out, but for what people typed; `rested` follows."""
        for work in self._changing:
            if work.end != "kept":
                work.cancel()

    def ask(
        self,
        call: Callable[[Connection], T],
        done: Outcome,
        failed: Callable[[Exception], object] | None = None,
    ) -> Work:
        """Asks a longer question on a reading connection of its own."""
        work = Work(lambda _progress: self._read(call))
        work.done.connect(lambda result: self._closed or done(result))
        work.failed.connect(lambda error: self._closed or (failed or self.show_error)(error))
        return work.start()

    def _write(self, call: Callable[[Connection, Progress], T], progress: Progress) -> T:
        with self._writing:
            db = self.store.another(write=True)
            try:
                return call(db, progress)
            finally:
                db.close()

    def _read(self, call: Callable[[Connection], T]) -> T:
        db = self.store.another()
        try:
            return call(db)
        finally:
            db.close()

    def _age(self) -> None:
        self._version += 1

    def _finished(self, done: Outcome | None, result: object) -> None:
        self._rest()
        self.changed.emit()
        try:
            if done is not None:
                done(result)
        finally:
            self._say_rest(True)

    def _failed(self, failed: Callable[[Exception], object] | None, error: Exception) -> None:
        self._rest()
        self.changed.emit()  # a delivery cut short may have taken in files before
        try:
            (failed or self.show_error)(error)
        finally:
            self._say_rest(isinstance(error, Cancelled))

    def _say_rest(self, well: bool) -> None:
        if not self._closed and not self.is_busy():  # what was done may have led to more
            self.rested.emit(well)

    def _rest(self) -> None:
        self._changes -= 1

    def show_error(self, error: Exception) -> None:
        if self.window is not None:
            show_error(self.window, error)

    def close(self) -> None:
        """What still runs is answered to nobody."""
        self._closed = True
        if "folder" in self.__dict__:  # made already
            self.folder.stop()
        self.db.close()
        self.store.close()

"""Opens a customer file in a window, and follows when another file or language is asked for."""

import gc
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from kmu_crm import i18n
from kmu_crm.errors import KmuError
from kmu_crm.i18n import _
from kmu_crm.store import place
from kmu_crm.ui import app, areas, theme, work
from kmu_crm.ui.errors import show_error
from kmu_crm.ui.remains import Remains
from kmu_crm.ui.visits import Visit
from kmu_crm.ui.window import MainWindow
from kmu_crm.ui.window_state import WindowState

if TYPE_CHECKING:
    from kmu_crm.store.store import Store
    from kmu_crm.ui.session import Session
    from kmu_crm.ui.waiting import Waiting

RECOUNT_MS = 250
TODAY_AFTER_MS, PALETTE_AFTER_MS, FOLDER_AFTER_MS, AHEAD_AFTER_MS = 400, 200, 600, 700


class Desk(QObject):
    """The window with its session; another file or language replaces both. What was done or typed waits for the next one.

    The customer file is opened when the session is first asked for, at the latest once the window stands."""

    def __init__(self, file: Path, state: WindowState | None = None) -> None:
        super().__init__()
        self.file, self.state = file, state or WindowState(state_file(), file)
        self._session: Session | None = None
        self._remains: dict[Path, Remains] = {}
        self._left: Visit | None = None  # where the window before stood
        self._recount = QTimer(self, interval=RECOUNT_MS, singleShot=True)  # once for what comes in quick succession
        self._recount.timeout.connect(lambda: self._session and isValid(self.window) and self._count())
        self.window = self._new_window()

    @property
    def session(self) -> "Session":
        """Raises what `Store` raises."""
        if self._session is None:
            from kmu_crm.store.store import Store

            self._take(Store(self.file))
        return self._session

    def open_on(self, file: Path) -> None:
        """Raises what `Store` raises; the window that stands then stays."""
        from kmu_crm.store.store import Store

        if file.resolve() == self.file.resolve():
            self.window.go("start")
            return
        store = Store(file)
        self.leave()
        self.file, self.state = file, self.state.for_file(file)
        theme.apply(QApplication.instance(), *looks(self.state))
        self._take(store)
        self._replace_window()

    def reopen(self, between: Callable[[], object] | None = None) -> None:
        """Builds the window anew; `between` does something to the closed file, and what was done or typed before is void then."""
        self.leave()
        try:
            if between is not None:
                self._remains.pop(self.file.resolve(), None)
                between()
        finally:
            self._replace_window()

    def speak(self, language: str) -> None:
        """From here on in another language, next time as well."""
        self.state.general["language"] = language
        i18n.use(language)
        app.translate(QApplication.instance())
        self._left = self.window.here() if self.window.has_page() else None
        self.reopen()

    def try_to(self, call: Callable[[], object]) -> None:
        """Lets another window stand here, once no data are being changed; what a user can cause is said in the one that does."""
        if self._session is not None and self._session.is_busy():
            from kmu_crm.ui.still_working import StillWorking

            StillWorking(self.window, self._session, lambda: self.try_to(call)).open()
            return
        try:
            call()
        except KmuError as error:
            show_error(self.window, error)

    def _may_close(self) -> bool:
        """Else it is asked whether to wait for what is being changed, such as an import."""
        if self._session is None or self._session.may_close():
            return True
        from kmu_crm.ui.still_working import StillWorking

        if not any(one.isVisible() for one in self.window.findChildren(StillWorking)):
            StillWorking(self.window, self._session, self.window.close, closing=True).open()
        return False

    def leave(self) -> None:
        """What still runs is cancelled and waited for: it must not write to a file that others may open."""
        work.wait_all()
        self.state.keep_geometry(self.window)
        if self._session:
            self._session.close()
        self._session = None

    def _new_window(self) -> MainWindow:
        remains = self._remains.setdefault(self.file.resolve(), Remains(lambda: self.session))
        window = MainWindow(areas.specs(lambda: self.session), self.state, self._register, remains)
        window.files_dropped.connect(lambda paths: window.go("importing", paths))
        window.status_clicked.connect(lambda: window.go("importing", "history"))
        window.language_chosen.connect(lambda language: self.try_to(lambda: self.speak(language)))
        window.painted.connect(self._complete)
        window.may_close = self._may_close
        self._name_business(window)
        return window

    def _replace_window(self) -> None:
        self.window.keep_typed()
        before, self.window = self.window, self._new_window()
        if self._session:
            self._session.window = self.window
        self.window.show()  # before the other goes: the program ends with its last window
        before.close()
        before.deleteLater()

    def _take(self, store: "Store") -> None:
        from kmu_crm.ui.session import Session

        session = self._session = Session(store)
        session.window = self.window
        session.changed.connect(self._follow)
        session.undoable.connect(lambda text, undo: self.window.offer_undo(text, undo))
        session.importing.connect(lambda share: self.window.rail.buttons["importing"].show_progress(share))
        session.open_profile.connect(lambda number: self.window.go("customers", number))
        session.open_file.connect(lambda file: self.try_to(lambda: self.open_on(file)))
        session.open_sample.connect(self.open_sample)
        session.own_file_wanted.connect(self.open_own)

    def _register(self, commands: object) -> None:
        from kmu_crm.ui import menus

        menus.register(self, commands)

    def _complete(self) -> None:
        """All that the first paint does without."""
        gc.enable()
        theme.current.heed_contrast()
        try:
            self._name_business(self.window, self.session.business)
        except KmuError as error:
            app.give_up(self.window, error)
            return
        left, self._left = self._left, None
        if not self.window.has_page():
            self.window.go(*(left or ("start",)))
        self.window.name_undo()
        self._tell_unfinished()
        if self.session.is_sample:
            self._tell_sample()
        self._count()
        QTimer.singleShot(PALETTE_AFTER_MS, self.window, self._offer_hits)
        QTimer.singleShot(TODAY_AFTER_MS, self.window, self._bring_to_today)
        QTimer.singleShot(FOLDER_AFTER_MS, self.window, self._watch)
        QTimer.singleShot(AHEAD_AFTER_MS, self.window, self._build_ahead)

    def _tell_unfinished(self) -> None:
        """An import that was cut off when the program was last ended."""
        from kmu_crm.sources import unfinished

        if left := unfinished.take(self.session.store.db):
            self.window.show_banner(str(left), "warn")

    def _follow(self) -> None:
        self.window.refresh()
        self.window.name_undo()
        self._name_business(self.window, self.session.business)
        self._recount.start()

    def _name_business(self, window: MainWindow, name: str = "") -> None:
        """The rail's head; the window remembers the name, so that its first paint need not wait for the file."""
        if name:
            self.state.set("business", name)
        name = str(name or self.state.get("business") or self.file.stem)
        initials = "".join(word[0] for word in name.split()[-2:]).upper()
        window.rail.set_business(name, self.file.name, initials, sample=self.is_sample())

    def is_sample(self) -> bool:
        return self.file == place.sample_store()

    def _count(self) -> None:
        """What waits in the rail, and how fresh the data are."""
        from kmu_crm.sources import queries as sources

        waiting = self.session.to_do
        self.session.ask(lambda db: (waiting(db), sources.last_standing(db)), self._show_counts)

    def _show_counts(self, found: "tuple[Waiting, str | None]") -> None:
        if not isValid(self.window):  # closed meanwhile
            return
        waiting, came = found
        rail = self.window.rail
        rail.buttons["duplicates"].set_waiting(waiting.duplicates)
        rail.buttons["calls"].set_waiting(waiting.calls)
        rail.set_status(_as_of(came) if came else _("No data yet"), empty=not came)

    def _offer_hits(self) -> None:
        from kmu_crm.ui import finding

        finding.offer(self.session, self.window.palette_overlay)

    def _bring_to_today(self) -> None:
        """Figures of an earlier day are worked out anew, once the window stands."""
        from kmu_crm.desk import derive

        if derive.is_behind(self.session.db):
            self.session.run(self.session.apart(derive.bring_to_today), end="cut")

    def _watch(self) -> None:
        """What lies in the watched folder waits at the import's place in the rail; what a killed program unpacked goes."""
        from kmu_crm.sources.reading.unpacking import clear_left

        folder, button = self.session.folder, self.window.rail.buttons["importing"]
        folder.changed.connect(lambda: button.set_waiting(len(folder.files)))
        folder.look()
        self.session.ask(lambda _db: clear_left(), lambda _none: None)

    def _build_ahead(self) -> None:
        """Most turn to the customers first, whatever they come for."""
        from kmu_crm.ui import ahead

        ahead.build(self.window, "customers")

    def open_sample(self) -> None:
        """The sample business in a file of its own, made when it is first asked for."""
        from kmu_crm.ui import sample

        sample.open_sample(self)

    def open_own(self, paths: object = None) -> None:
        """Back from the sample business; with Paths to import there."""
        from kmu_crm.ui import sample

        sample.open_own(self, paths)

    def _tell_sample(self) -> None:
        from kmu_crm.ui import sample

        sample.tell(self)


def _as_of(iso_utc: str) -> str:
    """`Stand heute, 08:12 Uhr`"""
    from datetime import date, datetime

    from kmu_crm.fields import show

    at = datetime.fromisoformat(iso_utc.replace("Z", "+00:00")).astimezone()
    return _("As of {day}, {time}").format(day=show.near_date(at.date().isoformat(), date.today()), time=f"{at:%H:%M}")


def state_file() -> Path:
    return place.data_folder() / "window.json"


def looks(state: WindowState) -> tuple[str, float]:
    """Scheme and zoom, as they were left with this file."""
    return str(state.get("scheme", "system")), float(state.get("zoom", 1.0))


def open_on(file: Path) -> int:
    """Runs the window on a customer file until it is closed; the exit status, 1 where the file cannot be opened."""
    state = WindowState(state_file(), file)
    i18n.use(str(state.general.get("language") or i18n.language()))
    desk: list[Desk] = []

    def window() -> MainWindow:
        desk.append(Desk(file, state))
        QApplication.instance().aboutToQuit.connect(desk[0].leave)
        return desk[0].window

    return app.start(window, *looks(state), log_file=place.data_folder() / "log" / "kmu-crm.log")

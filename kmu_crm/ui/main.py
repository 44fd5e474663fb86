"""Opens a customer file in a window, and follows when another file is asked for."""

from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from kmu_crm.desk import derive
from kmu_crm.fields import show
from kmu_crm.i18n import _
from kmu_crm.identity import queries as identity
from kmu_crm.sources import queries as sources
from kmu_crm.store.store import Store
from kmu_crm.ui import app, areas
from kmu_crm.ui.session import Session
from kmu_crm.ui.window import MainWindow
from kmu_crm.ui.window_state import WindowState


class Desk(QObject):
    """The window with its session; `open_on` another file replaces both."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self.window: MainWindow | None = None
        self.session: Session | None = None
        self.open_on(file)

    def open_on(self, file: Path) -> None:
        """Raises what `Store` raises; the window that stands then stays."""
        store = Store(file)
        before = (self.window, self.session)
        self.session = Session(store)
        self.window = MainWindow(areas.specs(self.session), WindowState(file.with_name(file.name + "-window.json")))
        self.session.window = self.window
        self._connect(self.session, self.window)
        self._greet()
        if before[0] is not None:
            self.window.show()
            before[0].close()

    def _connect(self, session: Session, window: MainWindow) -> None:
        session.changed.connect(self._follow)
        session.undoable.connect(window.offer_undo)
        session.busy.connect(lambda on: window.rail.buttons["importing"].set_busy(on))
        session.open_profile.connect(lambda number: window.go("customers", number))
        session.open_file.connect(self.open_on)
        window.files_dropped.connect(lambda paths: window.go("importing", paths))
        window.status_clicked.connect(lambda: window.go("importing", "history"))
        window.go("start")
        QTimer.singleShot(400, self._bring_to_today)

    def _follow(self) -> None:
        assert self.window is not None
        self.window.refresh()
        self._greet()

    def _greet(self) -> None:
        """The rail's head, counts and status."""
        assert self.window is not None and self.session is not None
        rail, session = self.window.rail, self.session
        name = session.business or session.store.file.stem
        initials = "".join(word[0] for word in name.split()[-2:]).upper()
        rail.set_business(name, session.store.file.name, initials, sample=session.store.file.stem == "beispiel")
        rail.buttons["duplicates"].set_waiting(identity.count_review(session.db))
        came = sources.imports(session.db, 1)
        rail.set_status(
            _("As of {moment}").format(moment=show.moment(came[0].at)) if came else _("No data yet"), fresh=bool(came)
        )

    def _bring_to_today(self) -> None:
        """Figures of an earlier day are worked out anew, once the window stands."""
        assert self.session is not None
        if derive.is_behind(self.session.db):
            self.session.run(lambda db, progress: derive.bring_to_today(db, progress=progress))


def open_on(file: Path) -> int:
    """Runs the window on a customer file until it is closed; the exit status."""
    desk: list[Desk] = []

    def window() -> MainWindow:
        desk.append(Desk(file))
        assert desk[0].window is not None
        return desk[0].window

    return app.start(window, log_file=file.parent / "log" / "kmu-crm.log")

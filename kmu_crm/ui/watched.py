"""The folder that exports are put into: looked at off the window's thread, at the start, when something comes or goes in it,
and when the window comes to the front. Nothing is imported by itself."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QFileSystemWatcher, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from kmu_crm.desk import watching

if TYPE_CHECKING:
    from kmu_crm.ui.session import Session
    from kmu_crm.ui.window_state import WindowState

SETTLED_MS = round(1000 * watching.STILL_WRITTEN) + 500  # by then a file that has just come is whole
KEPT = "import.dismissed"
MOST_KEPT = 500


class WatchedFolder(QObject):
    """`place`: the folder, None where there is none; `files`: what waits in it. `changed` when either may have changed."""

    changed = Signal()

    def __init__(self, session: "Session") -> None:
        super().__init__()
        self._session = session
        self.place: Path | None = None
        self.files: list[Path] = []
        self._stopped = False
        self._asked = 0  # an answer to an earlier question may come after that to a later one
        self._watcher, self._later = QFileSystemWatcher(self), QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(SETTLED_MS)
        self._later.timeout.connect(self.look)
        self._watcher.directoryChanged.connect(lambda _path: self._later.start())
        session.changed.connect(self.look)
        if session.window is not None:
            session.window.destroyed.connect(self.stop)
        if app := QGuiApplication.instance():
            app.applicationStateChanged.connect(self._to_front)

    def stop(self) -> None:
        """The window is gone or the customer file closed: nothing is asked or told any more."""
        self._stopped = True
        self._later.stop()

    def look(self) -> None:
        if self._stopped:
            return
        dismissed = self._dismissed()
        self._asked += 1
        asked = self._asked

        def answered(found: tuple[Path | None, list[Path]]) -> None:
            if asked == self._asked:
                self._found(found)

        self._session.ask(lambda db: (watching.folder(db), watching.waiting(db, dismissed)), answered)

    def choose(self, place: Path | None) -> None:
        """None: no folder is looked at any more."""
        self._session.run(lambda db, _progress: watching.choose(db, place))

    def dismiss(self, files: Sequence[Path]) -> None:
        """These are not wanted, until they change."""
        self._session.ask(lambda _db: [watching.stamp(file) for file in files if file.exists()], self._forget)

    def _forget(self, stamps: list[watching.Stamp]) -> None:
        if state := self._state():
            kept = [list(one) for one in {*self._dismissed(), *stamps}]
            state.set(KEPT, sorted(kept, key=lambda one: one[1])[-MOST_KEPT:])
            state.save()
        self.look()

    def _dismissed(self) -> set[watching.Stamp]:
        kept = state.get(KEPT, []) if (state := self._state()) else []
        return {(str(name), int(changed)) for name, changed in kept} if isinstance(kept, list) else set()

    def _state(self) -> "WindowState | None":
        return getattr(self._session.window, "state", None)

    def _found(self, found: tuple[Path | None, list[Path]]) -> None:
        if self._stopped:
            return
        self.place, self.files = found
        watched = self._watcher.directories()
        wanted = [str(self.place)] if self.place else []
        if watched != wanted:
            if watched:
                self._watcher.removePaths(watched)
            if wanted:
                self._watcher.addPaths(wanted)
        self.changed.emit()

    def _to_front(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive:
            self.look()

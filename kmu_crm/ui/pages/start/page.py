"""The start page: without customers the drop area, with customers what the day asks for."""

from datetime import UTC, date, datetime
from pathlib import Path

from PySide6.QtWidgets import QStackedWidget, QWidget

from kmu_crm.i18n import _
from kmu_crm.ui.page import Page
from kmu_crm.ui.pages.chosen import these
from kmu_crm.ui.pages.questions import Round
from kmu_crm.ui.pages.start import standing, words
from kmu_crm.ui.pages.start.today import Today
from kmu_crm.ui.pages.start.welcome import Welcome
from kmu_crm.ui.session import Session
from kmu_crm.ui.widgets import Button, column, lay_out
from kmu_crm.value import slices
from kmu_crm.value.slices import Slice

MOST_FILES = 3


def make(session: Session) -> Page:
    return StartPage(session)


class StartPage(Page):
    """Asks anew when data have changed; until then the answers stay."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.title = _("Start")
        self._session, self._round, self._stale = session, Round(session, self), True
        self._import = Button(_("Import files"), icon="file-input", on_click=lambda: self.go.emit("importing", None))
        self._import.hide()
        self._places = QStackedWidget()
        lay_out(self, column(self._places, gap=0))
        self.welcome: Welcome | None = None
        self.today: Today | None = None

    def actions_at_top(self) -> list[QWidget]:
        return [self._import]

    def refresh(self) -> None:
        self._stale = True
        if self.isVisible():
            self.shown()

    def shown(self) -> None:
        empty = standing.is_empty(self._session.db)
        self._import.setVisible(not empty)
        self.status = "" if empty else words.day(self._session.key_date)
        self.heading_changed.emit()
        if self._stale:
            self._stale = False
            self._show_welcome() if empty else self._show_today()

    def _show_welcome(self) -> None:
        if self.welcome is None:
            self.welcome = Welcome()
            self.welcome.drop.chosen.connect(lambda paths: self.go.emit("importing", paths))
            self.welcome.drop.sample_wanted.connect(self._session.open_sample)
            self.welcome.opened.connect(self._session.open_file)
            self.welcome.restore_wanted.connect(self._restore)
            self._places.addWidget(self.welcome)
        self._places.setCurrentWidget(self.welcome)
        self.welcome.show_other_files(self._lately())
        self._round.ask((lambda _db: _programs(), self.welcome.show_programs))

    def _restore(self) -> None:
        if self._session.window is not None:
            self._session.window.commands.run("file.restore")

    def _lately(self) -> list[tuple[Path, str]]:
        """Customer files opened before this one, then those beside it, with the moment they were left or changed."""
        window, found = self._session.window, dict[Path, str]()
        for file, at in (window.state.lately() if window is not None else []) + _beside(self._session.store.file):
            found.setdefault(file.resolve(), at)
        return list(found.items())[:MOST_FILES]

    def _show_sales(self, of: Slice) -> None:
        self._session.ask(
            lambda db: slices.sold_to(db, of),
            lambda found: self.go.emit("customers", ("filter", these(found), of)),
        )

    def _show_today(self) -> None:
        if self.today is None:
            self.today = Today()
            self.today.go.connect(self.go)
            self.today.sales.connect(self._show_sales)
            self.today.profile.connect(self._session.open_profile)
            self.today.refused.connect(self._session.folder.dismiss)
            self._session.folder.changed.connect(lambda: self.today.show_files(self._session.folder.files))
            self._places.addWidget(self.today)
        self._places.setCurrentWidget(self.today)
        shown, today, waiting = self.today, date.fromisoformat(self._session.key_date), self._session.to_do
        self._round.ask(
            (standing.figures, shown.show_figures),
            (
                lambda db: standing.open_tasks(db, waiting(db)),
                lambda found: shown.show_tasks(found, self._session.folder.files),
            ),
            (standing.news, lambda found: shown.show_news(found, today)),
            (standing.often_used, shown.show_often),
        )


def _programs() -> dict[str, list[str]]:
    """Read when first asked: the sheets of all formats are many files."""
    from kmu_crm.sources.mapping import programs

    return programs.recognised()


def _beside(file: Path) -> list[tuple[Path, str]]:
    """Customer files in the same folder, the last changed first, with that moment in UTC."""
    found = [(one.stat().st_mtime, one) for one in file.parent.glob("*.kmucrm") if one != file]
    newest = sorted(found, reverse=True)[:MOST_FILES]
    return [(one, datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")) for at, one in newest]

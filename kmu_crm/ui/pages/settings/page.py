"""Settings: who is who, which value counts, and the rest; a tab each."""

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QStackedWidget, QWidget

from kmu_crm.i18n import _
from kmu_crm.ui.page import Page
from kmu_crm.ui.pages.settings.plain import PlainSettings
from kmu_crm.ui.pages.settings.values import WhichValue
from kmu_crm.ui.pages.settings.who import WhoIsWho
from kmu_crm.ui.session import Session
from kmu_crm.ui.widgets import Button, Surface, Tabs, column, lay_out

if TYPE_CHECKING:
    from kmu_crm.ui.window import MainWindow

WHO, VALUES, PLAIN = "who", "values", "plain"


def make(session: Session) -> Page:
    return SettingsPage(session)


class SettingsPage(Page):
    """`place()` is the name of the tab."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session, self._stale = session, False
        self.who, self.values, self.plain = WhoIsWho(session), WhichValue(session), PlainSettings(session)
        self._sections = {WHO: self.who, VALUES: self.values, PLAIN: self.plain}
        self.tabs = Tabs([_("Who is who"), _("Which value counts"), _("Business and figures")], margins=(20, 0, 16, 0))
        self._stack = QStackedWidget()
        for section in self._sections.values():
            self._stack.addWidget(section)
        self.tabs.changed.connect(self._stack.setCurrentIndex)
        self.looks = Button(_("Look and language"), icon="sun", on_click=self._open_looks)
        body = column(Surface("strip", column(self.tabs, gap=0)), self._stack, gap=0)
        body.setStretch(1, 1)
        lay_out(self, body)

    def actions_at_top(self) -> list[QWidget]:
        return [self.looks]

    def _open_looks(self) -> None:
        """Theme, language, size, keys: of this window, not of the customer file."""
        window = cast("MainWindow", self._session.window)
        window.open_menu("settings", self.looks.mapToGlobal(QPoint(0, self.looks.height())), below=True)

    def regions(self) -> list[QWidget]:
        return [self.tabs, self._stack]

    def refresh(self) -> None:
        self._stale = not self.isVisible()
        if not self._stale:
            for section in self._sections.values():
                section.refresh()

    def shown(self) -> None:
        if self._stale:
            self.refresh()

    def place(self) -> object:
        return list(self._sections)[self.tabs.current()]

    def go_to(self, place: object) -> None:
        if place in self._sections:
            self.tabs.set_current(list(self._sections).index(str(place)))

    def typed(self) -> object:
        held = {name: typed for name, one in self._sections.items() if (typed := one.typed()) is not None}
        return held or None

    def type_again(self, typed: object) -> None:
        if isinstance(typed, dict):
            for name, said in typed.items():
                self._sections[name].type_again(said)

"""Settings on their way into the customer file: kept in one step, which can be taken back."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, cast

from kmu_crm.desk import settling
from kmu_crm.i18n import _
from kmu_crm.ui.session import Session
from kmu_crm.ui.working import WorkBanner

if TYPE_CHECKING:
    from kmu_crm.ui.window import MainWindow


def keep(session: Session, chosen: Mapping[str, str], ended: Callable[[], object] = lambda: None) -> None:
    """Figures and customers follow; the bar at the foot offers the way back."""

    def done(before: dict[str, str]) -> None:
        if before:
            session.undoable.emit(_("Settings changed"), lambda later: keep_quietly(later, before))
        ended()

    _settle(session, chosen, done, ended)


def keep_quietly(session: Session, before: Mapping[str, str]) -> None:
    """As they were: no further step to take back."""
    _settle(session, before, lambda _before: None, lambda: None)


def _settle(
    session: Session, chosen: Mapping[str, str], done: Callable[[dict[str, str]], object], failed: Callable[[], object]
) -> None:
    def close_up() -> None:
        if banner is not None:
            banner.close_up()

    def fell(error: Exception) -> None:
        close_up()
        failed()
        session.show_error(error)

    work = session.run(session.apart(settling.settle, chosen), lambda before: (close_up(), done(before)), fell)
    told = _("Customers and figures are being worked out …")
    banner = WorkBanner(cast("MainWindow", session.window), told, work) if session.window is not None else None

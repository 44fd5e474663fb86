"""The areas of the window, in the order of the rail. A page's module is imported when it is first shown."""

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

from kmu_crm.i18n import _
from kmu_crm.ui.page import Page, PageSpec

if TYPE_CHECKING:
    from kmu_crm.ui.session import Session


def specs(session: "Callable[[], Session]") -> list[PageSpec]:
    """`session` is asked when a page is built."""
    work, speak, understand, data = _("Work"), _("Reach out"), _("Understand"), _("Data")
    return [
        _spec(session, "start", _("Start"), "house", work),
        _spec(session, "customers", _("Customers"), "users", work),
        _spec(session, "calls", _("Calls"), "phone", work),
        _spec(session, "segments", _("Segments"), "funnel", speak),
        _spec(session, "mailing", _("Mailing lists"), "send", speak),
        _spec(session, "analysis", _("Analysis"), "chart-column", understand),
        _spec(session, "importing", _("Import"), "file-input", data),
        _spec(session, "duplicates", _("Duplicates"), "git-merge", data),
        _spec(session, "settings", _("Settings"), "settings", ""),
    ]


def _spec(session: "Callable[[], Session]", id: str, title: str, icon: str, group: str) -> PageSpec:
    def factory() -> Page:
        made: Page = import_module(f"kmu_crm.ui.pages.{id}.page").make(session())
        return made

    return PageSpec(id, title, icon, group, factory)

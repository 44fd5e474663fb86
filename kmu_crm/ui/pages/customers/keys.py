"""The page's commands: in the menu “Customers”, in the palette, in the keyboard map."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from kmu_crm.desk import writing_down
from kmu_crm.i18n import _
from kmu_crm.ui.actions import Command
from kmu_crm.ui.session import Session

if TYPE_CHECKING:
    from kmu_crm.ui.pages.customers.page import CustomersPage


def register(page: "CustomersPage", session: Session) -> None:
    window = session.window
    if window is None:
        return
    topic, here = _("Customer list"), page
    letters = dict(zip(writing_down.KINDS, _("N C E A V R T I P F").split(), strict=True))

    def new() -> None:
        window.go("customers")
        page.open_form()

    window.commands.add(
        Command("customers.new", _("New customer"), new, "customers", "user-plus", "Ctrl+N", _("Everywhere")),
        Command("customers.note", _("Note"), page.open_note, "customers", "sticky-note", "Ctrl+Shift+N", topic, here),
        *(
            Command(
                f"customers.note.{kind}", _("Note down: {kind}").format(kind=writing_down.title(kind)), partial(page.open_note, kind),
                "customers", "", letters[kind], _("At a customer"), page.panel,
            )
            for kind in writing_down.KINDS
        ),
        Command("customers.edit", _("Edit master data"), page.edit, "customers", "pencil", "F2", topic, here),
        *(
            Command(f"customers.lead.{what}", text, partial(page.lead, what), "customers", "", "", topic, here)
            for what, text in (
                ("hand", _("Lead: hand over to sales")), ("accept", _("Lead: accept")), ("reject", _("Lead: give back")),
            )
        ),
        Command("customers.permit", _("Note a consent or objection"), page.open_permit, "customers", "", "", topic, here),
        Command("customers.call", _("Call"), page.call, "customers", "phone", "Ctrl+Shift+A", topic, here),
        Command("customers.mail", _("Write an e-mail"), page.mail, "customers", "mail", "Ctrl+Shift+E", topic, here),
        Command(
            "customers.filter", _("Add a filter"), page.list.filter_button.showMenu, "customers", "list-filter",
            "Ctrl+Shift+F", topic, here,
        ),
        Command(
            "customers.columns", _("Choose columns"), page.list.columns_button.showMenu, "customers", "columns-3",
            "Ctrl+Shift+S", topic, here,
        ),
        Command("customers.print", _("Print profile"), page.print, "customers", "printer", "Ctrl+P", topic, here),
        Command("customers.view", _("Next view"), page.next_view, "customers", "", "Ctrl+Tab", topic, here),
    )  # fmt: skip
    window.commands.explain(topic, _("Customer on the whole page"), "⏎")
    window.commands.explain(topic, _("Back to the list"), "Esc")
    window.commands.explain(topic, _("Next or previous customer"), "↓ ↑")
    window.fill_menus()


def reach(session: Session, whole: QWidget) -> None:
    """The letters hold on the whole page, too, once it is made."""
    if session.window is not None:
        for kind in writing_down.KINDS:
            session.window.commands.reach(f"customers.note.{kind}", whole)

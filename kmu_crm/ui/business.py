"""The settings of the open customer file: the business, how its figures are worked out, what counts as one customer."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from kmu_crm import settings
from kmu_crm.desk import settling, wording
from kmu_crm.i18n import N_, _
from kmu_crm.settings import OutOfBounds, Setting
from kmu_crm.ui.errors import show_error
from kmu_crm.ui.overlay import PassingOverlay
from kmu_crm.ui.widgets import Button, FormRow, Label, column, lay_out, row, scrolled
from kmu_crm.ui.working import WorkBanner

if TYPE_CHECKING:
    from kmu_crm.ui.main import Desk

_GROUPS = (
    (N_("Business"), ("business.",)), (N_("Figures"), ("figures.", "value.")), (N_("Phases"), ("phase.",)),
    (N_("Duplicates"), ("match.",)), (N_("Backups"), ("backup.",)), (N_("E-mails"), ("mail.",)),
)  # fmt: skip


class BusinessSettings(PassingOverlay):
    """Each setting as it is typed; what does not fit is said beside its field, and nothing is kept until all fit."""

    def __init__(self, desk: "Desk") -> None:
        super().__init__(desk.window, 720, 640)
        self._desk = desk
        known = settings.everything(desk.session.db)
        # The watched folder is chosen where it is used.
        begins = tuple(begin for _title, all_of in _GROUPS for begin in all_of)
        self.rows = {one.key: _row(one, value) for one, value in known if one.key.startswith(begins)}
        lines: list[QWidget] = []
        for title, group in _GROUPS:
            lines += [Label(_(title), "section"), *(one for key, one in self.rows.items() if key.startswith(group))]
        head = Label(_("Settings of this customer file"), "title")
        note = Label(_("Changed figures and customers are worked out anew at once."), "body2", wrap=True)
        self.save = Button(_("Save"), "primary", on_click=self._keep)
        buttons = row(1, Button(_("Cancel"), on_click=self.close_up), self.save)
        area = scrolled(column(*lines, 1, gap=10, margins=(0, 0, 14, 0)))
        lay_out(self.dialog, column(head, note, area, buttons, gap=12, margins=(22, 20, 20, 18)))

    def open(self) -> None:
        super().open()
        next(iter(self.rows.values())).field.setFocus()

    def _keep(self) -> None:
        chosen = {}
        for key, one in self.rows.items():
            try:
                chosen[key] = settling.stored(settings.named(key), _typed(one.field))
                one.set_problem("")
            except OutOfBounds as error:
                one.set_problem(str(error))
        wrong = [one for key, one in self.rows.items() if key not in chosen]
        if wrong:
            wrong[0].field.setFocus()
            return
        self.close_up()
        session, window = self._desk.session, self._desk.window
        work = session.run(
            session.apart(settling.settle, chosen),
            lambda _none: banner.close_up(),
            lambda error: (banner.close_up(), show_error(window, error)),
        )
        banner = WorkBanner(window, _("Figures are being worked out …"), work)


def _row(one: Setting, value: int | str) -> FormRow:
    field: QLineEdit | QComboBox = QLineEdit(settling.shown(one, value))
    if one.choices:
        field = QComboBox()
        for choice in one.choices:
            field.addItem(wording.choice(choice), choice)
        field.setCurrentIndex(one.choices.index(str(value)))
    else:
        field.setCursorPosition(0)
    return FormRow(_(one.title), field, stacked=True)


def _typed(field: QWidget) -> str:
    return str(field.currentData()) if isinstance(field, QComboBox) else field.text()

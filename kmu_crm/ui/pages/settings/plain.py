"""The other settings of the open customer file: the business, how its figures are worked out, backups, e-mails."""

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from kmu_crm import settings
from kmu_crm.desk import settling, wording
from kmu_crm.desk.settling import ASK, ONE
from kmu_crm.fields import show
from kmu_crm.i18n import N_, _
from kmu_crm.settings import TRUST, OutOfBounds, Setting
from kmu_crm.ui import theme
from kmu_crm.ui.pages.settings.keeping import keep
from kmu_crm.ui.session import Session
from kmu_crm.ui.widgets import Button, Card, FormRow, Label, Surface, column, lay_out, row, scrolled

_GROUPS = (
    (N_("Business"), "business."), (N_("Figures"), "figures."), (N_("Value of customers"), "value."), (N_("Phases"), "phase."),
    (N_("Calls"), "calls."), (N_("Backups"), "backup."), (N_("E-mails"), "mail."),
)  # fmt: skip
_WIDE = 640


class PlainSettings(QWidget):
    """Each setting as it is typed; what does not fit is said beside its field, and nothing is kept until all fit."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.rows: dict[str, FormRow] = {}
        self._had: dict[str, str] = {}
        note = Label(_("Changed figures and customers are worked out anew at once."), "body2", wrap=True)
        cards = [self._card(_(title), begin) for title, begin in _GROUPS]
        self.back = Button(_("Discard"), on_click=self.load)
        self.save = Button(_("Take over"), "primary", on_click=self._keep)
        buttons = row(note, self.back, self.save, gap=8, margins=(20, 10, 20, 12))
        buttons.setStretch(0, 1)
        area = scrolled(column(*cards, 1, gap=12, margins=(20, 16, 20, 16)))
        lay_out(self, column(area, Surface("footer", buttons), gap=0))
        self.load()

    def _card(self, title: str, begin: str) -> Card:
        card = Card(title, gap=10)
        for key, one in settings.ALL.items():
            if key.startswith(begin):
                self.rows[key] = made = _row(one)
                made.setMaximumWidth(theme.px(_WIDE))
                card.add(made)
        return card

    def load(self) -> None:
        """What is in force; what was typed and not taken over is forgotten."""
        for key, made in self.rows.items():
            value = settings.read(self._session.db, key)
            _put(made.field, settings.named(key), settling.shown(settings.named(key), value))
            made.set_problem("")
            self._had[key] = _typed(made.field)

    def refresh(self) -> None:
        if self.typed() is None:
            self.load()

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
        self.save.wait(_("Being worked out …"))
        keep(self._session, chosen, self._kept)

    def _kept(self) -> None:
        self.save.wait()
        self.load()

    def typed(self) -> object:
        """What was typed and is not kept, by setting."""
        now = {key: _typed(one.field) for key, one in self.rows.items()}
        return {key: text for key, text in now.items() if text != self._had[key]} or None

    def type_again(self, typed: object) -> None:
        if isinstance(typed, dict):
            for key, text in typed.items():
                _put(self.rows[key].field, settings.named(key), text)


def covered() -> set[str]:
    """Settings that this page or another one offers."""
    return {
        key
        for key in settings.ALL
        if key.startswith((*(begin for _title, begin in _GROUPS), TRUST)) or key in (ASK, ONE)
    }


def _row(one: Setting) -> FormRow:
    if one.choices:
        picker = QComboBox()
        picker.view().setAccessibleName(_(one.title))
        for choice in one.choices:
            picker.addItem(wording.choice(choice), choice)
        return FormRow(_(one.title), picker, stacked=True)
    return FormRow(_(one.title), QLineEdit(), stacked=True, help_text=_bounds(one))


def _bounds(one: Setting) -> str:
    """`1 bis 60, sonst 14`"""
    if not isinstance(one.default, int):
        return ""
    low, high, usual = (_number(one, number) for number in (one.low, one.high, one.default))
    if one.default == one.unknown:
        return _("{low} to {high}").format(low=low, high=high)
    return _("{low} to {high}; as delivered {usual}").format(low=low, high=high, usual=usual)


def _number(one: Setting, number: int) -> str:
    return show.number(number / 100, 2) if one.is_money else show.number(number)


def _put(field: QWidget, one: Setting, text: str) -> None:
    if isinstance(field, QComboBox):
        field.setCurrentIndex(one.choices.index(text))
    else:
        field.setText(text)
        field.setCursorPosition(0)


def _typed(field: QWidget) -> str:
    return str(field.currentData()) if isinstance(field, QComboBox) else field.text()

"""Master data: each value with the program and day it comes from; where sources disagree, one picks; or types."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QGridLayout, QLineEdit, QMenu, QWidget

from kmu_crm.desk import entry, wording
from kmu_crm.desk.dossier import Dossier
from kmu_crm.desk.entry import BadEntry
from kmu_crm.desk.value_history import Former
from kmu_crm.fields import show
from kmu_crm.i18n import _, ngettext
from kmu_crm.profiles import precedence
from kmu_crm.profiles.golden import Choice
from kmu_crm.profiles.word import TOGETHER, Word
from kmu_crm.ui import fonts, theme
from kmu_crm.ui.errors import show_error
from kmu_crm.ui.pages.customers import words
from kmu_crm.ui.pages.customers.alternatives import Alternative, alternatives
from kmu_crm.ui.pages.customers.unheard import tell
from kmu_crm.ui.session import Session
from kmu_crm.ui.tips import tip
from kmu_crm.ui.widgets import Button, ElidedLabel, FormRow, Label, clear, column, lay_out, nest, row, tab_after

GROUPS = (("company",), TOGETHER["family_name"], ("email",), ("phone",), TOGETHER["street"], ("vat_id",), ("birth_date",),
          ("customer_since",), ("recommended_by",))  # fmt: skip
_MENU = 720  # as wide as an entry gets
FORMER = 12  # of what a value was before
EDITED = ("company", "title", "given_name", "family_name", "email", "phone", "street", "address_extra", "postcode", "city",
          "country", "vat_id", "birth_date")  # fmt: skip


class MasterData(QWidget):
    """Shows; `edit()` turns it into a form. What is put right by hand holds against every later import."""

    kept = Signal(int)  # the customer whose values these are

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._of: Dossier | None = None
        self.fields: dict[str, FormRow] = {}
        self._had: dict[str, str] = {}
        self._keeping: set[int] = set()
        self.chips: dict[str, Button] = {}
        self.histories: dict[str, Button] = {}
        self.first: QWidget | None = None  # where Tab comes from
        self._place = column()
        lay_out(self, self._place)

    def show_customer(self, of: Dossier) -> None:
        editing = bool(self.fields) and self._of is not None and self._of.number == of.number
        self._of = of
        if not editing:
            self._draw()

    def _draw(self) -> None:
        assert self._of is not None
        held = bool(self.fields) and self.isAncestorOf(self.window().focusWidget())
        clear(self._place)
        self.fields, self.chips, self.histories = {}, {}, {}
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        for lead, choices in groups_of(self._of):
            self._line(grid, lead, choices)
        for title, text in further_of(self._of):
            at = grid.rowCount()
            grid.addWidget(Label(title, "caption2"), at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(Label(text, wrap=True), at, 1)
        self._place.addWidget(holder)
        if self.first is not None:
            tab_after(self.first, [*self.chips.values(), *self.histories.values()])
            if held:  # the form that had the focus is gone; the next in line would be a search field, which takes Esc
                self.first.setFocus()

    def _line(self, grid: QGridLayout, lead: str, choices: list[Choice]) -> None:
        at = grid.rowCount()
        text = group_text(lead, {one.field: one.value for one in choices})
        shown = Label(text, wrap=True) if lead == "street" else ElidedLabel(text)
        source, why = Label(origins(lead, choices), "micro", wrap=True), reasons(choices)
        below = row(source, gap=8)
        below.setStretch(0, 1)
        grid.addWidget(Label(title_of(lead), "caption2"), at, 0, Qt.AlignmentFlag.AlignTop)
        both = QWidget()  # where the value is cut, its own tip tells all of it
        lay_out(both, column(shown, below, gap=1))
        both.setToolTip(tip(why))
        for part in (shown, source):
            part.setAccessibleDescription(why)
        grid.addWidget(both, at, 1)
        if (before := self._before(lead, choices)) is not None:
            below.addWidget(before)
        others = alternatives(lead, choices)
        if others:
            chip = self.chips[lead] = Button(_("{n} values").format(n=len(others) + 1), "differ", small=True)
            chip.setAccessibleName(_("{field}: sources disagree, choose").format(field=title_of(lead)))
            chip.setMenu(self._values(chip, lead, choices, others))
            below.addWidget(chip)  # beside the source, which can take a second line; beside the value it would cut it

    def _before(self, lead: str, choices: list[Choice]) -> Button | None:
        """What the value was, until when, and who or what said so; picking it keeps it again."""
        assert self._of is not None
        told = [(one.field, former) for one in choices for former in self._of.history.get(one.field, ())]
        if not told:
            return None
        button = self.histories[lead] = Button("", "ghost", "history", small=True, on_click=lambda: None)
        button.setAccessibleName(_("{field}: what it was before").format(field=title_of(lead)))
        button.setToolTip(tip(button.accessibleName()))
        menu = QMenu(button)
        for field, former in sorted(told, key=lambda one: one[1].until, reverse=True)[:FORMER]:
            text = in_menu(former_text(field, former, lead))
            menu.addAction(text, lambda field=field, former=former: self.pick({field: former.value}))
        button.setMenu(menu)
        return button

    def _values(self, chip: Button, lead: str, choices: list[Choice], others: list[Alternative]) -> QMenu:
        """Why the value holds, then the value, with a tick: picking it keeps it, too."""
        menu = QMenu(chip)
        for reason in reasons(choices).split("\n"):
            menu.addAction(in_menu(reason)).setEnabled(False)
        menu.addSeparator()
        holding = {one.field: one.value for one in choices if one.value}
        words = [one.word for one in choices if one.field == lead]
        now = menu.addAction(_entry(lead, holding, words[0] if words else None), lambda: self.pick(holding))
        now.setCheckable(True)
        now.setChecked(True)
        now.setEnabled(bool(words and words[0]))  # else a person said so already
        for other in others:
            menu.addAction(_entry(lead, other.values, other.word), lambda other=other: self.pick(other.values))
        return menu

    def pick(self, values: Mapping[str, str]) -> None:
        """This source is right; kept against later imports, and can be undone."""
        self._correct(values, _("Kept: {value}").format(value=group_text(next(iter(values)), values)))

    def edit(self) -> None:
        """The form in place of the values; Enter keeps, Esc leaves."""
        assert self._of is not None
        clear(self._place)
        self.fields = {}
        for name in EDITED:
            choice = self._of.choices.get(name)
            self._had[name] = entry.to_edit(name, choice.value) if choice else ""
            line = QLineEdit(self._had[name])
            line.setCursorPosition(0)  # a long address is read from its beginning
            self.fields[name] = FormRow(_(words.FIELDS[name]), line, label_width=100)
            line.returnPressed.connect(self._keep)
            self._place.addWidget(self.fields[name])
        self.keep = Button(_("Keep"), "primary", small=True, on_click=self._keep)
        self._show_keeping()
        nest(self._place, row(self.keep, Button(_("Cancel"), small=True, on_click=self._draw), 1))
        self.fields["company" if self._of.is_company else "given_name"].field.setFocus()

    def _keep(self) -> None:
        typed = {name: line.field.text().strip() for name, line in self.fields.items()}
        changed = {name: text for name, text in typed.items() if text != self._had[name]}
        if changed:
            self._correct(
                changed, ngettext("{n} value corrected", "{n} values corrected", len(changed)).format(n=len(changed))
            )
        else:
            self._draw()

    def _correct(self, values: Mapping[str, str], said: str) -> None:
        """Once, however often somebody presses; meanwhile another customer may be shown, whose form stays."""
        assert self._of is not None
        number, author, session = self._of.number, self._session.author, self._session
        if number in self._keeping:
            return
        self._keeping.add(number)
        self._show_keeping()

        def done(_made: list[int]) -> None:
            self._keeping.discard(number)
            self.kept.emit(number)
            if self._is_shown(number):
                self.leave_form()
            tell(session, dict(values))

        def failed(error: Exception) -> None:
            self._keeping.discard(number)
            self._show_keeping()
            self._refused(error, number)

        session.record(said, lambda db, _progress: entry.correct_all(db, number, values, author), done, failed)

    def _is_shown(self, number: int) -> bool:
        return self._of is not None and self._of.number == number

    def _show_keeping(self) -> None:
        if self.fields:
            self.keep.wait(_("Being kept …") if self._of is not None and self._of.number in self._keeping else "")

    def leave_form(self) -> None:
        if self.fields:
            self._draw()

    def _refused(self, error: Exception, number: int) -> None:
        """What cannot be read is said at its field; anything else is shown as any error."""
        if isinstance(error, BadEntry) and error.facts["field"] in self.fields and self._is_shown(number):
            for name, line in self.fields.items():
                line.set_problem(str(error) if name == error.facts["field"] else "")
            self.fields[str(error.facts["field"])].field.setFocus()
        elif self._session.window is not None:
            show_error(self._session.window, error)


def _entry(lead: str, values: Mapping[str, str], word: Word | None) -> str:
    return in_menu(f"{group_text(lead, values)}   {origin(word, lead)}")


def in_menu(text: str) -> str:
    """As a menu shows it: no wider than a screen, its middle cut, for at its end stands where it comes from."""
    cut = QFontMetrics(fonts.font("body")).elidedText(text, Qt.TextElideMode.ElideMiddle, theme.px(_MENU))
    return cut.replace("&", "&&")


def groups_of(of: Dossier) -> list[tuple[str, list[Choice]]]:
    """What is known, in the order shown: the field a group is named after, and its fields."""
    known = [(group[0], [of.choices[field] for field in group if field in of.choices]) for group in GROUPS]
    return [(lead, found) for lead, found in known if group_text(lead, {one.field: one.value for one in found})]


def further_of(of: Dossier) -> list[tuple[str, str]]:
    """(title, text) of what is no single field, and nobody types here."""
    notes = dict.fromkeys(str(word.values["note"]) for word in of.words if word.values["note"])
    extra = (
        (_("Cust. no."), show.some(of.customer_numbers, most=20)),
        (_("Note"), "\n".join(notes)),
    )
    return [(title, text) for title, text in extra if text]


def former_text(field: str, former: Former, lead: str = "") -> str:
    """`war „Leipzig“ bis 12.11.2025, aus DATEV, 31.10.2025, Zeile 118`; of another field than `lead` with its name."""
    value = words.value(field, former.value) or "–"
    if former.author:
        whence = _("by {name}").format(name=wording.by(former.author))
    else:
        whence = _("from {program}, {day}, row {row}").format(
            program=words.system(former.system), day=show.date(former.at[:10]), row=show.number(former.row or 0)
        )
    said = _("was “{value}” until {day}, {whence}").format(value=value, day=show.date(former.until[:10]), whence=whence)
    return said if field == lead else f"{_(words.FIELDS[field])}: {said}"


def origin(word: Word | None, field: str = "") -> str:
    """`aus DATEV, 31.10.2025, Zeile 118`"""
    if word is None:
        return _("corrected by hand")
    day = show.date(word.at) if word.at else ""
    if word.system == "kmu_crm":
        return _("entered by hand, {day}").format(day=day)
    told = _("from {program}, {day}, row {row}").format(
        program=words.system(word.system), day=day, row=show.number(word.row)
    )
    return _("{origin}, corrected by hand at the import").format(origin=told) if word.is_mended(field) else told


def origins(lead: str, choices: Sequence[Choice]) -> str:
    """Where a group comes from, and which of its values from elsewhere: `aus DATEV, 31.10.2025, Zeile 118 · Ort: von Hand korrigiert`."""
    seen = [one for one in choices if _is_shown(one)]
    told = {one.field: origin(one.word, one.field) for one in seen}
    first = told[seen[0].field]
    others: dict[str, list[str]] = {}
    for field, said in told.items():
        if said != first:
            others.setdefault(said, []).append(_(words.FIELDS[field]))
    return " · ".join([first, *(f"{', '.join(titles)}: {said}" for said, titles in others.items())])


def reasons(choices: Sequence[Choice]) -> str:
    """Why a group holds, and which of its values for another reason: `Gilt, weil Buchhaltung vor Shop geht`, a line each."""
    told: dict[str, list[str]] = {}
    for one in choices:
        if one.why and _is_shown(one) and one.why.code != "together":
            told.setdefault(precedence.sentence(one.why), []).append(_(words.FIELDS[one.field]))
    if len(told) < 2:
        return "".join(text[0].upper() + text[1:] for text in told)
    return "\n".join(f"{', '.join(titles)}: {text}" for text, titles in told.items())


def _is_shown(one: Choice) -> bool:
    """Whether `group_text` holds it."""
    return bool(one.value) and (one.field, one.value) != ("country", "DE") and one.field != "salutation"


def title_of(lead: str) -> str:
    return {"family_name": _("Contact"), "street": _("Address")}.get(lead) or _(words.FIELDS[lead])


def group_text(lead: str, values: Mapping[str, str]) -> str:
    if lead in TOGETHER["street"]:
        town = " ".join(part for part in (values.get("postcode"), values.get("city")) if part)
        country = words.country(values["country"]) if values.get("country") not in (None, "DE") else ""
        return ", ".join(part for part in (values.get("street"), values.get("address_extra"), town, country) if part)
    if lead in TOGETHER["family_name"]:
        return " ".join(values[name] for name in ("title", "given_name", "family_name") if values.get(name))
    return words.value(lead, values.get(lead, ""))

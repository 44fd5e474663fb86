"""Where the value of a condition is typed or chosen, by the kind of its field. What is not touched stays as it is."""

import csv
from collections.abc import Callable, Sequence

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QDateEdit, QLineEdit, QSizePolicy, QWidget

from kmu_crm.errors import KmuError
from kmu_crm.i18n import _, language
from kmu_crm.segments import fields, operators, values
from kmu_crm.segments.draft import Line
from kmu_crm.ui import theme
from kmu_crm.ui.pages.segments.pickers import SeveralPicker
from kmu_crm.ui.widgets import Label, Picker, lay_out, row

COUNTED = ("older", "within")  # operators that take a number of days
DAYS = ("day", "coming", "birthday")
Change = Callable[[], object]


def editor(line: Line, key_date: str, changed: Change) -> QWidget:
    """Writes into `line.values`, then calls `changed`."""
    field = fields.ALL[line.field]
    pattern = operators.find(field.kind, line.operator).pattern
    places = pattern.count(operators.VALUE)
    if operators.VALUES in pattern:
        return _several(line, field, changed)
    if places == 0:
        return QWidget()
    line.values = (line.values + [""] * places)[:places]
    pieces: list[QWidget] = [_one(line, field, place, key_date, changed) for place in range(places)]
    if places == 2:
        pieces.insert(1, Label(_("and"), "caption2"))
    if unit := _unit(field, line.operator):
        pieces.append(Label(unit, "caption2"))
    return _side_by_side(pieces)


def _side_by_side(pieces: list[QWidget]) -> QWidget:
    holder = QWidget()
    holder.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    lay_out(holder, row(*pieces, gap=5))
    for place, piece in enumerate(pieces):
        if not isinstance(piece, Label):
            holder.layout().setStretch(place, 1)
    holder.setFocusProxy(next(piece for piece in pieces if not isinstance(piece, Label)))
    return holder


def _unit(field: fields.Field, operator: str) -> str:
    if operator in COUNTED:
        return _("days")
    return "€" if field.kind == "money" else ""


def _one(line: Line, field: fields.Field, place: int, key_date: str, changed: Change) -> QWidget:
    if field.kind == "choice":
        return _choice(line, field, changed)
    if field.kind in DAYS and line.operator not in COUNTED:
        return _day(line, place, key_date, changed)
    return _text(line, field, place, changed)


def _choice(line: Line, field: fields.Field, changed: Change) -> QWidget:
    box = Picker(_("Value"))
    for name in field.choices:
        box.addItem(values.choice(name), name)
    box.setPlaceholderText(_("choose …"))
    box.setCurrentIndex(box.findData(line.values[0]))

    def put(place: int) -> None:
        line.values[0] = box.itemData(place)
        changed()

    box.activated.connect(put)
    return box


def _several(line: Line, field: fields.Field, changed: Change) -> QWidget:
    def put(chosen: list[str]) -> None:
        line.values = chosen
        changed()

    if field.kind == "choice":
        return SeveralPicker([(name, values.choice(name)) for name in field.choices], line.values, put)
    typed = _field(_("Values, separated by commas"), joined(line.values))
    typed.setPlaceholderText(_("one, two, three"))
    typed.textEdited.connect(lambda text: put(split(text)))
    return typed


def _text(line: Line, field: fields.Field, place: int, changed: Change) -> QWidget:
    figure = line.operator in COUNTED or field.kind in operators.NUMBERS
    read, written = (values.typed, values.typable) if figure else (str.strip, str)
    typed = _field(_("Value"), written(line.values[place]))

    def put(text: str) -> None:
        line.values[place] = read(text)
        theme.mark(typed, invalid=bool(text) and not _fits(field, line.operator, line.values[place]))
        changed()

    typed.textEdited.connect(put)
    return typed


def _fits(field: fields.Field, operator: str, value: str) -> bool:
    try:
        values.clean(field, operator, value)
    except KmuError:
        return False
    return True


def _field(name: str, text: str) -> QLineEdit:
    made = QLineEdit(text)
    made.setAccessibleName(name)
    made.setMinimumWidth(theme.px(40))
    made.setCursorPosition(0)
    return made


def _day(line: Line, place: int, key_date: str, changed: Change) -> QWidget:
    """A day not chosen yet is the key date: the field shows it, so the rule says it."""
    line.values[place] = line.values[place] or key_date
    box = QDateEdit(QDate.fromString(line.values[place], "yyyy-MM-dd"))
    box.setDisplayFormat("dd.MM.yyyy" if language() == "de" else "d MMM yyyy")
    box.setCalendarPopup(True)
    box.setAccessibleName(_("Day"))

    def put(day: QDate) -> None:
        line.values[place] = day.toString("yyyy-MM-dd")
        changed()

    box.dateChanged.connect(put)
    return box


def joined(texts: Sequence[str]) -> str:
    """Separated by commas; what holds one stands in quotation marks."""
    return ", ".join(f'"{text.replace(chr(34), chr(34) * 2)}"' if set(text) & set('",') else text for text in texts)


def split(text: str) -> list[str]:
    """The counterpart of `joined`, without empty ones."""
    cells = next(csv.reader([text.replace("\n", " ")], skipinitialspace=True), [])
    return [cell.strip() for cell in cells if cell.strip()]

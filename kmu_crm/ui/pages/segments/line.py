"""One condition as a row: grip, field, operator, value, how many it hits alone, remove."""

from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kmu_crm.fields import show
from kmu_crm.i18n import _
from kmu_crm.segments import fields
from kmu_crm.segments.draft import Group, Line, Piece
from kmu_crm.ui import theme
from kmu_crm.ui.pages.segments import wording
from kmu_crm.ui.pages.segments.editors import editor
from kmu_crm.ui.pages.segments.handle import Handle
from kmu_crm.ui.pages.segments.pickers import FieldPicker
from kmu_crm.ui.widgets import Button, Label, Picker, tab_after, tab_stops

VALUE = 11  # the share of a condition's width
ARROW = 40  # px, with the margins of a picker


class Hands(Protocol):
    """What rows and boxes ask of the builder."""

    model: QStandardItemModel
    key_date: str

    def edited(self) -> None: ...
    def step(self, piece: Piece, by: int) -> None: ...
    def remove(self, piece: Piece) -> None: ...
    def add(self, group: Group, piece: Piece) -> None: ...
    def put(self, piece: Piece, group: Group, position: int) -> None: ...
    def level(self, group: Group) -> int: ...
    def may_go(self, piece: Piece, group: Group) -> bool: ...


class CountLabel(Label):
    """A number of customers; grey while it is being counted anew."""

    def __init__(self) -> None:
        super().__init__("", "caption2", tabular=True)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setFixedWidth(theme.px(46))
        self.setToolTip(_("Customers this hits alone"))

    def show_count(self, count: int | None, *, less: bool = False) -> None:
        """`less`: as what is taken away."""
        text = "" if count is None else show.number(-count if less else count)
        self.setText(text)
        self.set_tone("warn" if count == 0 and not less else "")

    def grey(self) -> None:
        self.set_tone("muted")


class LineRow(QWidget):
    def __init__(self, line: Line, hands: Hands) -> None:
        super().__init__()
        self.piece, self._hands = line, hands
        self.field = FieldPicker(hands.model, line.field, self._choose_field)
        self.operator, self.value = Picker(_("Comparison")), QWidget()
        self.count = CountLabel()
        self.handle = Handle(line, self, hands.step)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(6)
        self._remove = Button(
            "", "ghost", "x", small=True, name=_("Remove condition"), on_click=lambda: hands.remove(line)
        )
        pieces = (
            (self.handle, 0),
            (self.field, 10),
            (self.operator, 9),
            (self.value, VALUE),
            (self.count, 0),
            (self._remove, 0),
        )
        for piece, stretch in pieces:
            self._row.addWidget(piece, stretch)
        self.operator.activated.connect(self._choose_operator)
        self._offer_operators()
        self._edit_value()

    def stops(self) -> list[QWidget]:
        """In the order of Tab."""
        return [self.handle, self.field, self.operator, *tab_stops(self.value), self._remove]

    def _kind(self) -> str:
        return fields.ALL[self.piece.field].kind

    def _offer_operators(self) -> None:
        self.operator.clear()
        for name, text in wording.offered(self._kind()):
            self.operator.addItem(text, name)
        self.operator.setCurrentIndex(self.operator.findData(self.piece.operator))
        self._fit_operator()

    def _fit_operator(self) -> None:
        """The words are whole; field and value give way."""
        words = self.operator.fontMetrics().horizontalAdvance(self.operator.currentText())
        self.operator.setMinimumWidth(words + theme.px(ARROW))

    def _edit_value(self) -> None:
        fresh = editor(self.piece, self._hands.key_date, self._hands.edited)
        self._row.replaceWidget(self.value, fresh)
        self._row.setStretch(self._row.indexOf(fresh), VALUE)
        self.value.deleteLater()
        self.value.hide()
        self.value = fresh
        tab_after(self.operator, tab_stops(fresh))

    def _choose_field(self, field: str) -> None:
        self.piece.field, self.piece.values = field, []
        known = [name for name, _text in wording.offered(self._kind())]
        if self.piece.operator not in known:
            self.piece.operator = known[0]
        self._offer_operators()
        self._edit_value()
        self._hands.edited()

    def _choose_operator(self, place: int) -> None:
        before, self.piece.operator = self.piece.operator, self.operator.itemData(place)
        self._fit_operator()
        if not _alike(before, self.piece.operator):
            self.piece.values = []
        self._edit_value()
        self._hands.edited()


_ALIKE = (
    {"is", "in", "starts", "contains"},
    {"<=", ">=", "<", ">", "=", "between"},
    {"older", "within"},
    {"before", "after"},
)


def _alike(one: str, other: str) -> bool:
    """Whether a value typed for one operator fits the other as well."""
    return any(one in names and other in names for names in _ALIKE)

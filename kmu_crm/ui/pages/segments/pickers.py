"""Combo boxes of a condition: the field with a search, and several choices at once."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QRect, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QComboBox, QCompleter, QStyledItemDelegate, QStyleOptionViewItem

from kmu_crm.fields import show
from kmu_crm.i18n import _
from kmu_crm.segments import fields
from kmu_crm.ui import fonts, theme
from kmu_crm.ui.tips import tip
from kmu_crm.ui.widgets import Picker, StayingMenu

NAME, SHARE = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1


def fields_model(shares: dict[str, float] | None = None) -> QStandardItemModel:
    """All fields with their help, and where known the share of customers that have them; one model for all pickers."""
    model = QStandardItemModel()
    for field in fields.ALL.values():
        item = QStandardItem(_(field.title))
        item.setData(field.name, NAME)
        item.setData((shares or {}).get(field.name), SHARE)
        item.setToolTip(_(field.help) if field.help else "")
        model.appendRow(item)
    model.sort(0)
    return model


class FieldPicker(Picker):
    """Typing searches within the titles; what is no title is taken back."""

    def __init__(self, model: QStandardItemModel, field: str, on_pick: Callable[[str], object]) -> None:
        super().__init__(_("Field"))
        self._on_pick, self._field = on_pick, field
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setModel(model)
        self.setItemDelegate(_Filled(self))
        self.setMaxVisibleItems(14)
        self.view().setMinimumWidth(theme.px(330))
        self.lineEdit().setAccessibleName(_("Field"))
        completer = QCompleter(model, self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.popup().setMinimumWidth(theme.px(280))
        theme.current.dress(completer.popup())  # a window of its own
        completer.activated[QModelIndex].connect(lambda index: self._pick(index.data(NAME)))
        self.setCompleter(completer)
        self.activated.connect(lambda place: self._pick(self.itemData(place, NAME)))
        self.lineEdit().editingFinished.connect(self._settle)
        self.lineEdit().cursorPositionChanged.connect(self._show_beginning)
        self._show()

    def _show(self) -> None:
        place = self.findData(self._field, NAME)
        self.setCurrentIndex(place)
        self.setToolTip(tip(self.itemText(place)))
        self.lineEdit().setCursorPosition(0)

    def _show_beginning(self, _before: int, at: int) -> None:
        """Of a title too long for its place, unless somebody types."""
        if at and not self.lineEdit().hasFocus():
            self.lineEdit().setCursorPosition(0)

    def _settle(self) -> None:
        typed = self.findText(self.lineEdit().text(), Qt.MatchFlag.MatchFixedString)
        if typed >= 0 and self.itemData(typed, NAME) != self._field:
            self._pick(self.itemData(typed, NAME))
        elif not self.completer().popup().isVisible():
            self._show()

    def _pick(self, field: str) -> None:
        if field and field != self._field:
            self._field = field
            self._show()
            self._on_pick(field)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.lineEdit().selectAll()


class _Filled(QStyledItemDelegate):
    """The share of customers for whom the field is known stands at the right."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        share = index.data(SHARE)
        narrow = QStyleOptionViewItem(option)
        super().paint(painter, narrow, index)
        if share is not None:
            painter.save()
            painter.setFont(fonts.font("micro", tabular=True))
            painter.setPen(theme.color("warn" if share == 0 else "text3"))
            at = QRect(option.rect).adjusted(0, 0, -theme.px(8), 0)
            painter.drawText(at, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, show.percent(share))
            painter.restore()


class SeveralPicker(Picker):
    """Ticks in a menu that stays open: `on_change` gets the chosen ones in the order offered."""

    def __init__(
        self, choices: Sequence[tuple[str, str]], chosen: Sequence[str], on_change: Callable[[list[str]], object]
    ) -> None:
        super().__init__(_("Values"))
        self._choices, self._chosen, self._on_change = list(choices), list(chosen), on_change
        self.menu = StayingMenu(self)
        for name, text in self._choices:
            action = self.menu.addAction(text)
            action.setCheckable(True)
            action.setChecked(name in self._chosen)
            action.toggled.connect(lambda on, name=name: self._toggle(name, on))
        self.addItem("")
        self._show()

    def _toggle(self, name: str, on: bool) -> None:
        wanted = {*self._chosen, name} if on else set(self._chosen) - {name}
        self._chosen = [known for known, _text in self._choices if known in wanted]
        self._show()
        self._on_change(list(self._chosen))

    def _show(self) -> None:
        said = ", ".join(text for name, text in self._choices if name in self._chosen)
        self.setItemText(0, said or _("choose …"))
        self.setToolTip(tip(said))
        self.setAccessibleDescription(said)

    def showPopup(self) -> None:
        self.menu.setMinimumWidth(self.width())
        self.menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.showPopup()
        else:
            event.ignore()

"""Finds words that do not fit where they stand: everything the program itself says, on whatever page is shown."""

import re
from collections.abc import Iterator
from functools import cache

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QPushButton,
    QRadioButton,
    QStyle,
    QStyleOptionComboBox,
    QWidget,
)

from kmu_crm.i18n import catalogues, language
from kmu_crm.segments.presets import presets
from kmu_crm.ui import fonts
from kmu_crm.ui.pages.segments.shelf import Shelf, name_width, shortened
from kmu_crm.ui.tables import Choice, Dot, Tagged
from kmu_crm.ui.tables.view import Table
from kmu_crm.ui.widgets import Avatar, ElidedLabel

SLACK = 1  # px lost to rounding
ROWS_LOOKED_AT = 12


def cut_texts(root: QWidget) -> list[str]:
    """`kind: text` of what is cut; text that data bring may end in dots, with the whole as tooltip."""
    found = []
    for widget in root.findChildren(QWidget):
        if widget.isVisibleTo(root):
            found += [f"{type(widget).__name__}: {text}" for text in _cut_in(widget)]
    return sorted(set(found))


def _cut_in(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, ElidedLabel):
        if QLabel.text(widget) != widget.text() and is_caption(widget.text()):
            yield widget.text()
    elif isinstance(widget, QLabel):
        if not isinstance(widget, Avatar) and not _label_fits(widget):
            yield widget.text()
    elif isinstance(widget, QAbstractButton):
        if not _button_fits(widget):
            yield widget.text()
    elif isinstance(widget, QComboBox):
        every = range(widget.count()) if widget.property("fits") else ()
        choices = [widget.currentText(), *map(widget.itemText, every)]  # each may stand there once it is chosen
        room = _combo_room(widget)
        yield from (one for one in choices if is_caption(one) and widget.fontMetrics().horizontalAdvance(one) > room)
    elif isinstance(widget, Table):
        yield from _cut_in_table(widget)
    elif isinstance(widget, Shelf):
        room = name_width(widget.viewport().width(), "000")
        yield from (entry.name for entry in widget.entries() if shortened(entry.name, room) != entry.name)


def _label_fits(label: QLabel) -> bool:
    if not label.text():
        return True
    if label.wordWrap():
        return label.heightForWidth(label.width()) <= label.height() + SLACK
    return label.sizeHint().width() <= label.width() + SLACK


def _button_fits(button: QAbstractButton) -> bool:
    if not button.text() or not isinstance(button, (QPushButton, QCheckBox, QRadioButton)):
        return True
    return button.sizeHint().width() <= button.width() + SLACK


def _combo_room(box: QComboBox) -> int:
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    room: QRect = box.style().subControlRect(
        QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, box
    )
    return room.width() + SLACK


def _cut_in_table(table: Table) -> Iterator[str]:
    header: QHeaderView = table.horizontalHeader()
    model = table.model()
    words = QFontMetrics(fonts.font("caption", weight=600))
    for place, column in enumerate(model.columns):
        if header.isSectionHidden(place):
            continue
        shown = str(model.headerData(place, Qt.Orientation.Horizontal) or "")
        if words.horizontalAdvance(shown) + 16 > header.sectionSize(place) + SLACK:
            yield f"head {shown}"
        for row in range(min(model.rowCount(), ROWS_LOOKED_AT)):
            index = model.index(row, place)
            value = column.value(model.line(row)) if column.kind in ("phase", "chip", "choice") else None
            if (
                isinstance(value, Choice)
                and is_caption(value.text)
                and not _choice_fits(value, header.sectionSize(place))
            ):
                yield f"choice {value.text}"
            if isinstance(value, (Dot, Tagged)) and not _cell_fits(value, header.sectionSize(place)):
                yield f"cell {index.data()}"


def _cell_fits(value: Dot | Tagged, width: int) -> bool:
    if isinstance(value, Dot):
        return QFontMetrics(fonts.font("body")).horizontalAdvance(value.text) + 31 <= width + SLACK
    return QFontMetrics(fonts.font("micro", weight=600)).horizontalAdvance(value.text) + 28 <= width + SLACK


def _choice_fits(value: Choice, width: int) -> bool:
    signs = 60 if value.icon else 36  # an icon before it, an arrow behind
    return QFontMetrics(fonts.font("body")).horizontalAdvance(value.text) + signs <= width + SLACK


def is_caption(text: str) -> bool:
    """Whether the program says this itself, figures and dates aside."""
    whole, patterns = _captions(language())
    return all(part in whole or any(one.fullmatch(part) for one in patterns) for part in text.split(" · ") if part)


@cache
def _captions(_language: str) -> tuple[set[str], list[re.Pattern[str]]]:
    """All texts of the catalogue in both languages; those with variables, in whose place figures, dates and amounts stand,
    as patterns."""
    texts = set()
    for file in sorted((catalogues() / "de").glob("*.po")):
        text = file.read_text("utf-8").replace('"\n"', "")
        texts |= set(re.findall(r'^msg(?:id|str|id_plural|str\[\d\]) "(.+)"$', text, re.MULTILINE))
    texts |= {preset.title for preset in presets()}
    figure = r"[\d.,:%€\s'−-]*(?: (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w*)?"
    whole, patterns = set(), []
    for text in texts:
        pieces = re.split(r"\{(\w+)\}", text)
        if not any(letter.isalpha() for letter in "".join(pieces[::2])):
            continue
        if len(pieces) == 1:
            whole.add(text)
        else:
            pieces[1::2] = [".+" if name == "field" else figure for name in pieces[1::2]]  # a field has a name, too
            pieces[::2] = map(re.escape, pieces[::2])
            patterns.append(re.compile("".join(pieces)))
    return whole, patterns

"""Paints cells: one function a kind, one delegate a table that picks among them."""

import re
from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QHelpEvent, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from kmu_crm.ui import fonts, icons, theme
from kmu_crm.ui.tables.columns import Choice, Column, Dot, Filled, Person, Tagged
from kmu_crm.ui.tables.model import CELL
from kmu_crm.ui.tips import tip
from kmu_crm.ui.widgets.bars import paint_bar, paint_evidence
from kmu_crm.ui.widgets.labels import paint_avatar

PADDING = 8
_LINE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
_LEFT, _RIGHT = Qt.AlignmentFlag.AlignLeft | _LINE, Qt.AlignmentFlag.AlignRight | _LINE
_CUT = Qt.TextElideMode.ElideRight
_HELD = re.compile(r"(?<=\d) (?=\d)| (?=/)|(?<=/) (?=–)")  # no place to break
_AS_FITS = QTextOption()
_AS_FITS.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
_CHIP_GROUND = {"neutral": "muted_soft", "accent": "accent_soft"}
_CHIP_INK = {"neutral": "text2", "accent": "accent_text"}


def write(
    painter: QPainter,
    at: QRect,
    text: str,
    role: str = "body",
    ink: str = "text",
    align: int = _LEFT,
    figures: bool = False,
) -> None:
    """One line of text, elided at the end of its place."""
    painter.setFont(fonts.font(role, tabular=figures))
    painter.setPen(theme.color(ink))
    painter.drawText(at, align, painter.fontMetrics().elidedText(text, _CUT, at.width()))


def _two_lines(painter: QPainter, at: QRect, text: str, ink: str = "text") -> None:
    """Goes on below where the width ends, if the row is tall enough for two; the second line is elided."""
    role = "caption"
    painter.setFont(fonts.font(role))
    first, rest = in_two(text, painter.font(), at.width())
    if not rest or at.height() < theme.px(36):
        write(painter, at, text, role, ink)
        return
    half = theme.px(17)
    top = at.center().y() - half + 1
    write(painter, QRect(at.x(), top, at.width(), half), first, role, ink)
    write(painter, QRect(at.x(), top + half - 1, at.width(), half), rest, role, ink)


def in_two(text: str, font: QFont, width: int) -> tuple[str, str]:
    """What fits in the width, up to a place to break, and what is left: numbers stay whole, and a stroke with what is before it."""
    layout = QTextLayout(_HELD.sub("\u00a0", text), font)
    layout.setTextOption(_AS_FITS)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(width)
    end = line.textLength()
    layout.endLayout()
    return text[:end].rstrip(" ·"), text[end:].lstrip(" ·")


def _centered(at: QRect, width: int, height: int, *, left: bool = False) -> QRect:
    x = at.x() if left else at.center().x() - width // 2 + 1
    return QRect(x, at.center().y() - height // 2 + 1, width, height)


def _person(painter: QPainter, at: QRect, value: Person) -> None:
    room = QRect(at)
    compact = at.height() < theme.px(36)
    if value.initials:
        side = theme.px(22 if compact else 28)
        paint_avatar(painter, value.initials, _centered(at, side, side, left=True))
        room.setLeft(at.x() + side + theme.px(10))
    if not value.note:
        write(painter, room, value.title, "strong")
    elif compact:
        write(painter, room, value.title, "strong")
        used = painter.fontMetrics().horizontalAdvance(value.title) + theme.px(8)
        _note(painter, room.adjusted(used, 0, 0, 0), value)
    else:
        half = theme.px(17)
        top = at.center().y() - half + 1
        write(painter, QRect(room.x(), top, room.width(), half), value.title, "strong")
        _note(painter, QRect(room.x(), top + half - 1, room.width(), half), value)


def _note(painter: QPainter, at: QRect, value: Person) -> None:
    if value.note_icon:
        side = theme.px(13)
        icons.paint(painter, value.note_icon, value.note_ink, _centered(at, side, side, left=True))
        at = at.adjusted(side + theme.px(4), 0, 0, 0)
    write(painter, at, value.note, "caption", value.note_ink)


def _badge(painter: QPainter, at: QRect, value: str) -> None:
    ground, ink = {"A": ("accent", "on_accent"), "B": ("accent_soft", "accent_text")}.get(
        value, ("muted_soft", "text2")
    )
    if not value:
        return
    side = theme.px(22)
    place = _centered(at, side, side)
    paint_bar(painter, QRectF(place), ground, 5)
    painter.setFont(fonts.font("caption", weight=700 if value == "A" else 600))
    painter.setPen(theme.color(ink))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, value)


def _phase(painter: QPainter, at: QRect, value: Dot) -> None:
    side = theme.px(8)
    painter.setBrush(theme.color(value.tone))
    painter.drawEllipse(_centered(at, side, side, left=True))
    write(painter, at.adjusted(side + theme.px(7), 0, 0, 0), value.text)


def _consent(painter: QPainter, at: QRect, value: tuple[tuple[str, str], ...]) -> None:
    side, pitch = theme.px(16), theme.px(25)
    for place, (channel, state) in enumerate(value):
        spot = _centered(at.adjusted(place * pitch, 0, 0, 0), side, side, left=True)
        icons.paint_consent(painter, channel, state, spot)


def _check(painter: QPainter, at: QRect, value: bool) -> None:
    side = theme.px(16)
    place = QRectF(_centered(at, side, side))
    painter.setBrush(theme.color("accent" if value else "surface"))
    painter.setPen(QPen(theme.color("accent" if value else "border_strong"), 1))
    painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    if value:
        icons.paint(painter, "check", "on_accent", place.toRect().adjusted(2, 2, -2, -2))


def _bar(painter: QPainter, at: QRect, value: Filled) -> None:
    room, thick = at.width() - theme.px(46), theme.px(6)
    top = at.center().y() - thick / 2 + 1
    paint_bar(painter, QRectF(at.x(), top, room, thick), "muted_soft", thick / 2)
    paint_bar(painter, QRectF(at.x(), top, room * value.share, thick), "accent", thick / 2)
    write(painter, at, value.text, "caption", "text", _RIGHT, figures=True)


def _chip(painter: QPainter, at: QRect, value: Tagged) -> None:
    if not value.text:
        return
    font = fonts.font("micro", weight=500 if value.kind == "neutral" else 600)
    wide, tall = min(QFontMetrics(font).horizontalAdvance(value.text) + theme.px(16), at.width()), theme.px(19)
    place = _centered(at, wide, tall, left=True)
    paint_bar(painter, QRectF(place), _CHIP_GROUND.get(value.kind, f"{value.kind}_soft"), tall / 2)
    painter.setFont(font)
    painter.setPen(theme.color(_CHIP_INK.get(value.kind, value.kind)))
    shown = painter.fontMetrics().elidedText(value.text, Qt.TextElideMode.ElideRight, wide - theme.px(12))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, shown)


def _choice(painter: QPainter, at: QRect, value: Choice) -> None:
    side = theme.px(14)
    _icon(painter, at.adjusted(0, 0, -side - 6, 0), value)
    icons.paint(painter, "chevron-down", "text2", QRect(at.right() - side, at.center().y() - side // 2 + 1, side, side))


def _icon(painter: QPainter, at: QRect, value: Choice) -> None:
    if value.icon:
        side = theme.px(16)
        icons.paint(painter, value.icon, value.role, _centered(at, side, side, left=True))
        at = at.adjusted(side + theme.px(8), 0, 0, 0)
    write(painter, at, value.text)


PAINTERS: dict[str, Callable[[QPainter, QRect, object], None]] = {
    "text": write,
    "strong": lambda painter, at, value: write(painter, at, value, "strong"),
    "quiet": lambda painter, at, value: write(painter, at, value, "body", "text2"),
    "lines": _two_lines,
    "quiet_lines": lambda painter, at, value: _two_lines(painter, at, value, "text2"),
    "money": lambda painter, at, value: write(painter, at, value, "body", "text", _RIGHT, figures=True),
    "number": lambda painter, at, value: write(painter, at, value, "body", "text", _RIGHT, figures=True),
    "date": lambda painter, at, value: write(painter, at, value, "body", "text2", _LEFT, figures=True),
    "person": _person,
    "badge": _badge,
    "phase": _phase,
    "consent": _consent,
    "check": _check,
    "bar": _bar,
    "chip": _chip,
    "choice": _choice,
    "icon": _icon,
    "evidence": lambda painter, at, value: paint_evidence(painter, QRectF(at), value),
}


class CellDelegate(QStyledItemDelegate):
    """Ground, line and selection bar are the same for all; the content is painted by the column's kind."""

    def __init__(self, view: QAbstractItemView, columns: list[Column]) -> None:
        super().__init__(view)
        self._view, self._columns = view, columns
        self.hovered = -1

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, option, index)
        painter.setPen(Qt.PenStyle.NoPen)
        value = self._view.model().data(index, CELL)  # asked of Qt it would come the long way round
        if value is not None:
            kind = self._columns[index.column()].kind
            inset = 0 if kind in ("check", "badge") else theme.px(PADDING)
            PAINTERS[kind](painter, option.rect.adjusted(inset, 0, -inset, -1), value)
        elif text := index.data():
            write(painter, option.rect.adjusted(theme.px(PADDING), 0, 0, 0), text, "body", "text3")
        painter.restore()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        at, selected = option.rect, bool(option.state & QStyle.StateFlag.State_Selected)
        if selected or index.row() == self.hovered:
            painter.fillRect(at, theme.color("selection" if selected else "hover"))
        painter.fillRect(QRect(at.x(), at.bottom(), at.width(), 1), theme.color("border"))
        first = self._view.horizontalHeader().visualIndex(index.column()) == 0
        if selected and first:
            painter.fillRect(QRect(at.x(), at.y(), 3, at.height() - 1), theme.color("accent"))
        current = self._view.currentIndex().row() == index.row()
        if current and not selected and self._view.hasFocus():
            for top in (at.y(), at.bottom() - 2):
                painter.fillRect(QRect(at.x(), top, at.width(), 2), theme.color("focus"))

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: QModelIndex
    ) -> bool:
        """The whole text where it is cut, or what the column has to say."""
        if event.type() == QEvent.Type.ToolTip and index.isValid() and not index.data(Qt.ItemDataRole.ToolTipRole):
            text = index.data() or ""
            cut = QFontMetrics(fonts.font("body")).horizontalAdvance(text) > option.rect.width() - 2 * theme.px(PADDING)
            QToolTip.showText(event.globalPos(), tip(text) if cut else "", view)
            return True
        return super().helpEvent(event, view, option, index)

"""Outline icons (Lucide, ISC licence), drawn in the theme's colours at the moment they are painted.

An icon never needs to be set again: after a switch of theme its next painting uses the new colour."""

from functools import cache, lru_cache
from pathlib import Path

from PySide6 import QtCore
from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, QTemporaryDir
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPen, QPixmap
from PySide6.QtSvg import QSvgRenderer

from kmu_crm import assets
from kmu_crm.ui import fonts, theme

STROKE = 1.75
ALLOWED, DENIED, UNKNOWN = "allowed", "denied", "unknown"
CONSENT_ROLES = {ALLOWED: "ok", DENIED: "danger", UNKNOWN: "text3"}
CHANNELS = {"email": "mail", "phone": "phone", "post": "mailbox", "sms": "message-square"}


def icon(name: str, role: str = "text2", role_on: str | None = None, *, at_right: bool = False) -> QIcon:
    """The named icon in a token's colour; `role_on` is its colour while a button is checked.

    In a place wider than high it keeps to one side, `at_right` or left: that is how buttons get air between icon and
    text."""
    return QIcon(_Engine(name, role, role_on or role, at_right))


def pixmap(name: str, role: str, size: int = 16, ratio: float = 1.0) -> QPixmap:
    """`size` in px of the layout, drawn for a screen of that device pixel ratio."""
    return _drawn(name, theme.color(role).name(), size, ratio)


def paint(painter: QPainter, name: str, role: str, at: QRect) -> None:
    ratio = painter.device().devicePixelRatioF()
    painter.drawPixmap(at.topLeft(), pixmap(name, role, at.width(), ratio))


def paint_consent(painter: QPainter, channel: str, state: str, at: QRect) -> None:
    """The channel's icon; struck through where not allowed, with a question mark where unknown. Colour alone never
    says it."""
    role = CONSENT_ROLES[state]
    paint(painter, CHANNELS[channel], role, at)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    unit = at.width() / 16
    if state == DENIED:
        painter.setPen(
            QPen(theme.color(role), 1.6 * unit, QtCore.Qt.PenStyle.SolidLine, QtCore.Qt.PenCapStyle.RoundCap)
        )
        painter.drawLine(at.bottomLeft() + QPoint(0, 0), at.topRight() + QPoint(1, 0))
    elif state == UNKNOWN:
        painter.setPen(theme.color(role))
        painter.setFont(fonts.font("micro", weight=700))
        corner = QRectF(at.right() - 2 * unit, at.top() - 5 * unit, 8 * unit, 12 * unit)
        painter.drawText(corner, QtCore.Qt.AlignmentFlag.AlignCenter, "?")
    painter.restore()


def file(name: str, colour: str, stroke: float = STROKE) -> str:
    """A recoloured copy on disk, for style sheets, which take pictures only by path."""
    path = Path(_folder().filePath(f"{name}-{colour.lstrip('#')}.svg"))
    if not path.exists():
        path.write_bytes(_svg(name, colour, stroke))
    return path.as_posix()


def names() -> list[str]:
    return sorted(path.stem for path in assets.path("icons").glob("*.svg"))


class _Engine(QIconEngine):
    def __init__(self, name: str, role: str, role_on: str, at_right: bool) -> None:
        super().__init__()
        self._name, self._role, self._role_on, self._at_right = name, role, role_on, at_right

    def _color(self, mode: QIcon.Mode, state: QIcon.State) -> QColor:
        if mode == QIcon.Mode.Disabled:
            return theme.color("border_strong")
        return theme.color(self._role_on if state == QIcon.State.On else self._role)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        side = min(rect.width(), rect.height())
        x = rect.right() + 1 - side if self._at_right else rect.x()
        ratio = painter.device().devicePixelRatioF()
        corner = QPoint(x, rect.y() + (rect.height() - side) // 2)
        painter.drawPixmap(corner, _drawn(self._name, self._color(mode, state).name(), side, ratio))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        canvas = QPixmap(size)
        canvas.setDevicePixelRatio(scale)
        canvas.fill(QColor(0, 0, 0, 0))
        painter = QPainter(canvas)
        self.paint(painter, QRect(0, 0, round(size.width() / scale), round(size.height() / scale)), mode, state)
        painter.end()
        return canvas

    def actualSize(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QSize:
        return size

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._role, self._role_on, self._at_right)


@lru_cache(maxsize=1024)
def _drawn(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    picture = QSvgRenderer(QByteArray(_svg(name, colour, STROKE)))  # first: an error while a painter is open ends Qt
    canvas = _canvas(size, ratio)
    painter = QPainter(canvas)
    picture.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return canvas


def _canvas(size: int, ratio: float) -> QPixmap:
    canvas = QPixmap(round(size * ratio), round(size * ratio))
    canvas.setDevicePixelRatio(ratio)
    canvas.fill(QColor(0, 0, 0, 0))
    return canvas


@lru_cache(maxsize=512)
def _svg(name: str, colour: str, stroke: float) -> bytes:
    text = assets.path(f"icons/{name}.svg").read_text(encoding="utf-8")
    return text.replace("currentColor", colour).replace('stroke-width="2"', f'stroke-width="{stroke}"').encode()


@cache
def _folder() -> QTemporaryDir:
    return QTemporaryDir()

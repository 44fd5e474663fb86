"""Text that shows data: plain, elided where long, with figures of equal width where asked."""

from functools import cache

from PySide6 import QtCore
from PySide6.QtCore import QEvent, QRect, QSize
from PySide6.QtGui import QFont, QFontMetrics, QKeySequence, QPainter, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from kmu_crm.ui import fonts, icons, theme
from kmu_crm.ui.tips import tip

_LONG_WORD = 400
_SIGNS = {"Left": "←", "Right": "→", "Up": "↑", "Down": "↓", "Return": "⏎", "Enter": "⏎"}


class Label(QLabel):
    """`role` is a step of the type scale (micro, caption, caption2, body, body2, strong, section, tile, title,
    figure, hero),
    `tone` a meaning (ok, warn, danger, info, accent, muted)."""

    def __init__(
        self, text: str = "", role: str = "body", tone: str = "", *, wrap: bool = False, tabular: bool = False
    ) -> None:
        super().__init__(text)
        self.setProperty("textFormat", "PlainText")
        self.setWordWrap(wrap)
        self.setProperty("role", role)
        self.setProperty("tone", tone)
        if tabular or role in ("figure", "tile"):
            fonts.tabular(self)

    def minimumSizeHint(self) -> QSize:
        """A word that is longer than any ends where its label does, and does not make everything beside it as wide."""
        least = super().minimumSizeHint()
        endless = self.wordWrap() and least.width() > theme.px(_LONG_WORD)
        return QSize(theme.px(_LONG_WORD), least.height()) if endless else least

    def set_tone(self, tone: str) -> None:
        theme.mark(self, tone=tone)

    def selectable(self) -> "Label":
        self.setTextInteractionFlags(QtCore.Qt.TextInteractionFlag.TextSelectableByMouse)
        return self


class WrappedLabel(Label):
    """On one line where there is room, else on as many as it takes."""

    def __init__(self, text: str = "", role: str = "body", tone: str = "") -> None:
        super().__init__(text, role, tone, wrap=True)

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        wide = QFontMetrics(self.font()).horizontalAdvance(self.text())
        return QSize(wide + 2, super().heightForWidth(wide + 2))


class ElidedLabel(Label):
    """Cut with an ellipsis where the width ends, or (`middle`) in its middle, as names whose ends tell them apart; the
    whole text is then the tooltip, and always the accessible name."""

    def __init__(self, text: str = "", role: str = "body", tone: str = "", *, middle: bool = False) -> None:
        super().__init__("", role, tone)
        self._whole = ""
        self._middle = middle
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setText(text)

    def text(self) -> str:
        return self._whole

    def setText(self, text: str) -> None:
        self._whole = text
        self.setAccessibleName(text)
        self._fit()
        self.updateGeometry()  # what is shown may be the same dots as before, but the whole text wants other room

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        wide = QFontMetrics(self.font()).horizontalAdvance(self._whole)
        return QSize(wide + 2, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(24 if self._whole else 0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        room, metrics, shown = max(self.contentsRect().width(), 8), QFontMetrics(self.font()), self._whole
        if metrics.horizontalAdvance(shown) > room:
            modes = QtCore.Qt.TextElideMode
            shown = metrics.elidedText(shown, modes.ElideMiddle if self._middle else modes.ElideRight, room)
        super().setText(shown)
        self.setToolTip(tip(self._whole if shown != self._whole else ""))


class Chip(QLabel):
    """A small rounded word: neutral, accent, ok, warn, danger, info."""

    def __init__(self, text: str = "", kind: str = "neutral") -> None:
        super().__init__(text)
        self.setProperty("textFormat", "PlainText")
        self.setProperty("chip", kind)
        self.setProperty("alignment", "AlignCenter")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_as(self, text: str, kind: str) -> None:
        self.setText(text)
        theme.mark(self, chip=kind)


def spoken_keys(shortcut: str | QKeySequence) -> str:
    """In the system's and language's words ("Strg+Umschalt+A"), arrows and Enter as their signs."""
    sequence = QKeySequence(shortcut)
    parts = sequence.toString(QKeySequence.SequenceFormat.PortableText).split("+")
    native = sequence.toString(QKeySequence.SequenceFormat.NativeText).split("+")
    if not any(native):  # no key of the keyboard, but words about keys: "1–9"
        return str(shortcut)
    if len(parts) != len(native):
        return "+".join(native)
    return "+".join(_SIGNS.get(part, own) for part, own in zip(parts, native, strict=True))


class Keys(QWidget):
    """A shortcut as key caps, in the words of the system and language ("Strg" "K")."""

    def __init__(self, shortcut: str | QKeySequence, *, joined: bool = False) -> None:
        super().__init__()
        text = spoken_keys(shortcut)
        parts = (
            [text.replace("+", " ")] if joined else [part for part in text.replace("++", "+Plus").split("+") if part]
        )
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for part in parts:
            layout.addWidget(Chip(part, "key"))
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)


class IconLabel(QWidget):
    """An icon of the set as a picture beside text; it says nothing by itself."""

    def __init__(self, name: str, role: str = "text2", size: int = 16) -> None:
        super().__init__()
        self._name, self._role, self._size = name, role, size
        self.setFixedSize(theme.px(size), theme.px(size))

    def show_as(self, name: str, role: str) -> None:
        self._name, self._role = name, role
        self.update()

    def paintEvent(self, _event: object) -> None:
        icons.paint(QPainter(self), self._name, self._role, QRect(0, 0, self.width(), self.height()))


class Avatar(QLabel):
    """Initials on a soft ground; `size` 28 in lists and the rail, 48 in heads."""

    def __init__(self, initials: str = "", size: int = 28) -> None:
        super().__init__(initials)
        self.setProperty("textFormat", "PlainText")
        self.setProperty("alignment", "AlignCenter")
        self.setProperty("avatar", "large" if size > 28 else "small")
        self.setFixedSize(theme.px(size), theme.px(size))

    def set_initials(self, initials: str) -> None:
        self.setText(initials)


def paint_avatar(painter: QPainter, initials: str, at: QRect) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QtCore.Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("accent_soft"))
    painter.drawRoundedRect(at, at.width() * 0.2 + 1, at.width() * 0.2 + 1)
    painter.setFont(_initials(max(theme.px(11), round(at.width() * 0.37))))
    painter.setPen(theme.color("accent_text"))
    painter.drawText(at, QtCore.Qt.AlignmentFlag.AlignCenter, initials)
    painter.restore()


@cache
def _initials(size: int) -> QFont:
    made = QFont(fonts.font("micro", weight=600))
    made.setPixelSize(size)
    return made

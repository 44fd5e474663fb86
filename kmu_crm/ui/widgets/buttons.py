"""Buttons by kind. One primary button a screen."""

from collections.abc import Callable

from PySide6 import QtCore
from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from kmu_crm.i18n import _
from kmu_crm.ui import icons, theme
from kmu_crm.ui.tips import tip

_LEAST_CHIP = 60  # px at 100 %
_ROUNDED = 2  # px that the hints of two texts may be off
_ICON_ROLES = {"primary": "on_accent", "link": "accent_text", "danger": "danger", "ghost": "text2"}


def _bold(font: QFont) -> QFont:
    made = QFont(font)
    made.setWeight(QFont.Weight.DemiBold)
    return made


def heavier(button: QPushButton) -> int:
    """By how many px the text grows where the button, once checked, is set in bold: the sheet does not ask for it."""
    font, text = _bold(button.font()), button.text()
    return max(QFontMetrics(font).horizontalAdvance(text) - button.fontMetrics().horizontalAdvance(text), 0)


class Bolder(QPushButton):
    """Has room for its words in bold, as they are once it is checked."""

    def sizeHint(self) -> QSize:
        return super().sizeHint() + QSize(heavier(self), 0)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class Button(QPushButton):
    """`kind`: plain, primary, ghost, link, danger. Without text it is square, and `name` is its tooltip and
    accessible name.

    `on_click` is called without arguments."""

    def __init__(
        self, text: str = "", kind: str = "plain", icon: str = "", *, small: bool = False, name: str = "",
        on_click: Callable[[], object] | None = None, shortcut: str = "",
    ) -> None:  # fmt: skip
        super().__init__(text)
        self.setProperty("kind", kind)
        self.setProperty("small", small)
        self.setProperty("square", not text)
        self._icon, self._words = icon, text
        if icon:
            self.setIcon(icons.icon(icon, _ICON_ROLES.get(kind, "text2")))
            side = theme.px(14 if small else 16)
            self.setIconSize(QSize(side + (4 if text else 0), side))
        if not text:
            self.setAccessibleName(name)
            self.setToolTip(tip(name))
        if on_click:
            self.clicked.connect(lambda _checked=False: on_click())
        if shortcut:
            self.setShortcut(shortcut)
            self.setToolTip(
                tip(f"{name or text} ({self.shortcut().toString(self.shortcut().SequenceFormat.NativeText)})")
            )
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if kind == "link":
            self.setCursor(QtCore.Qt.CursorShape.PointingHandCursor)

    def set_kind(self, kind: str) -> None:
        theme.mark(self, kind=kind)
        if self._icon:
            self.setIcon(icons.icon(self._icon, _ICON_ROLES.get(kind, "text2")))

    def wait(self, words: str = "") -> None:
        """Off while what it was pressed for is carried out, with words for that; without them on again, as before."""
        self.setText(words or self._words)
        self.setEnabled(not words)

    def shorten(self, on: bool) -> None:
        """Only the icon, with its words read aloud, where there is no room for both."""
        self.setText("" if on else self._words)
        self.setAccessibleName(self._words)
        side = self.iconSize().height()
        self.setIconSize(QSize(side + (0 if on else 4), side))
        theme.mark(self, square=on)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class ChipButton(Bolder):
    """A rounded filter: checkable, or (`removable`) set and with a cross that emits `removed`; one wider than its row ends in
    dots."""

    removed = Signal()

    def __init__(self, text: str, *, removable: bool = False, checked: bool = False) -> None:
        super().__init__(text)
        self._whole, self._removable = text, removable
        self.setProperty("kind", "chip")
        self.setCheckable(True)
        self.setChecked(checked or removable)
        self.setAutoDefault(False)
        may_shrink = QSizePolicy.Policy.Maximum if removable else QSizePolicy.Policy.Fixed
        self.setSizePolicy(may_shrink, QSizePolicy.Policy.Fixed)
        self.setProperty("removable", removable)  # always bold: beside a cross, words are placed as the sheet's font is
        if removable:
            self.setIcon(icons.icon("x", "accent_text", at_right=True))
            self.setIconSize(QSize(theme.px(13) + 4, theme.px(13)))
            self.setLayoutDirection(QtCore.Qt.LayoutDirection.RightToLeft)
            self.setAccessibleName(_("Remove filter {text}").format(text=text))
            self.clicked.connect(self._remove)

    def _remove(self) -> None:
        self.setChecked(True)
        self.removed.emit()

    def sizeHint(self) -> QSize:
        shown = self.text()
        if not self._removable or shown == self._whole:
            return super().sizeHint()
        return super().sizeHint() + QSize(self._wide(self._whole) - self._wide(shown), 0)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(_LEAST_CHIP), self.sizeHint().height()) if self._removable else self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._removable:
            lacking, text = self.sizeHint().width() - self.width(), self._whole
            if lacking > _ROUNDED:
                room = self._wide(self._whole) - lacking
                text = QFontMetrics(_bold(self.font())).elidedText(text, QtCore.Qt.TextElideMode.ElideRight, room)
            if text != self.text():
                self.setText(text)
                self.setToolTip(tip("" if text == self._whole else self._whole))

    def _wide(self, text: str) -> int:
        return QFontMetrics(_bold(self.font())).horizontalAdvance(text)


class Segments(QWidget):
    """One of a few, side by side ("alle | eine | keine"). `changed` gives the chosen value."""

    changed = Signal(object)

    def __init__(self, choices: list[tuple[object, str]], value: object = None) -> None:
        super().__init__()
        self._values = [chosen for chosen, _text in choices]
        self._group = QButtonGroup(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for place, (_value, text) in enumerate(choices):
            button = Bolder(text)
            button.setProperty("kind", "segment")
            button.setCheckable(True)
            button.setAutoDefault(False)
            self._group.addButton(button, place)
            layout.addWidget(button)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_value(self._values[0] if value is None else value)
        self._group.idClicked.connect(lambda place: self.changed.emit(self._values[place]))

    def value(self) -> object:
        return self._values[self._group.checkedId()]

    def set_value(self, value: object) -> None:
        self._group.button(self._values.index(value)).setChecked(True)

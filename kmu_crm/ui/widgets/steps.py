"""Where one is, and which of a few: tabs, steps, tiles to choose from."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from kmu_crm.ui import theme
from kmu_crm.ui.widgets.labels import Chip, IconLabel, Label, WrappedLabel
from kmu_crm.ui.widgets.layouts import clear, nest
from kmu_crm.ui.widgets.surfaces import Surface


class Steps(QWidget):
    """A path of steps: done ones ticked, the present one bold ("Dateien > Zuordnung prüfen > ...")."""

    def __init__(self, titles: list[str]) -> None:
        super().__init__()
        self._titles = titles
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(9)
        self.set_current(0)

    def set_current(self, current: int) -> None:
        clear(self._row)
        for place, title in enumerate(self._titles):
            if place:
                self._row.addWidget(IconLabel("chevron-right", "text2", 14))
            if place < current:
                self._row.addWidget(IconLabel("circle-check", "ok", 18))
            else:
                self._row.addWidget(Chip(str(place + 1), "accent" if place == current else "neutral"))
            self._row.addWidget(Label(title, "strong" if place == current else "body2"))
        self._row.addStretch(1)


class NumberedStep(QWidget):
    """A numbered question or talking point with what belongs to it: `body` takes widgets below the heading."""

    def __init__(self, number: int, title: str, note: str = "", *, quiet: bool = False) -> None:
        super().__init__()
        self.body = QVBoxLayout()
        self.body.setSpacing(1 if note else 8)
        chip = Chip(str(number), "neutral" if quiet else "accent")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(chip)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(Label(title, "strong" if quiet or note else "section"))
        if note:
            words.addWidget(Label(note, "caption2", wrap=True))
        nest(head, words, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(6)
        nest(outer, head)
        nest(outer, self.body)


class ToggleTile(Surface):
    """A tile to choose: icon, title, note. Tiles with one `QWidget` parent exclude each other. `chosen` comes on a
    choice by hand."""

    chosen = Signal()

    def __init__(self, title: str, note: str = "", icon: str = "", *, checked: bool = False) -> None:
        super().__init__("tile")
        self._icon = IconLabel(icon, "text2", 18) if icon else None
        self._title = WrappedLabel(title, "body")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        if note:
            words.addWidget(WrappedLabel(note, "micro"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(11, 7, 8, 7)
        layout.setSpacing(9)
        if self._icon:
            layout.addWidget(self._icon)
        nest(layout, words, 1)
        self.setAccessibleName(f"{title}, {note}" if note else title)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setProperty("clickable", True)
        self.set_checked(checked)

    def set_checked(self, checked: bool) -> None:
        theme.mark(self, kind="selected" if checked else "tile")
        theme.mark(self._title, role="strong" if checked else "body")
        if self._icon:
            self._icon.show_as(self._icon._name, "accent_text" if checked else "text2")

    def sizeHint(self) -> QSize:
        return super().sizeHint().expandedTo(QSize(96, 36))

    def choose(self) -> None:
        for other in self.parentWidget().findChildren(ToggleTile) if self.parentWidget() else []:
            other.set_checked(other is self)
        self.set_checked(True)
        self.chosen.emit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.choose()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.choose()
            return
        super().keyPressEvent(event)

"""What things stand on: cards, figure tiles, notes, headings, lines."""

from collections.abc import Callable

from PySide6 import QtCore
from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from kmu_crm.ui import fonts, theme
from kmu_crm.ui.tips import tip
from kmu_crm.ui.widgets.buttons import Button
from kmu_crm.ui.widgets.labels import ElidedLabel, IconLabel, Label, WrappedLabel
from kmu_crm.ui.widgets.layouts import column, lay_out, nest, row

_NOTE_ICONS = {
    "info": "info",
    "warn": "triangle-alert",
    "danger": "circle-alert",
    "ok": "circle-check",
    "accent": "lightbulb",
    "neutral": "info",
}
_NOTE_INK = {"accent": "accent_text", "neutral": "text2"}


class Surface(QFrame):
    """A plain ground by kind: page, surface, strip, footer, panel, side, sunken, selected, group, subgroup, drop."""

    def __init__(self, kind: str, content: QLayout | None = None) -> None:
        super().__init__()
        self.setProperty("kind", kind)
        if content is not None:
            lay_out(self, content)


class Card(Surface):
    """White ground with a border; `body` takes widgets below each other. `title` and a link stand at its head."""

    def __init__(
        self,
        title: str = "",
        note: str = "",
        *,
        link: str = "",
        on_link: Callable[[], object] | None = None,
        gap: int = 8,
        flush: bool = False,
    ) -> None:
        super().__init__("card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(*((0, 10, 0, 0) if flush else (14, 10, 14, 12)))
        self.body.setSpacing(gap)
        self.header: SectionHeader | None = None
        if title:
            self.header = SectionHeader(title, note, link=link, on_link=on_link)
            if flush:
                self.header.layout().setContentsMargins(14, 0, 14, 0)
            self.body.addWidget(self.header)

    def add(self, *pieces: QWidget | QLayout | int) -> "Card":
        for piece in pieces:
            if isinstance(piece, int):
                self.body.addStretch(piece)
            elif isinstance(piece, QLayout):
                nest(self.body, piece)
            else:
                self.body.addWidget(piece)
        return self


class SectionHeader(QWidget):
    """A heading with a quiet note, and a link or widgets at the right (`add`)."""

    def __init__(
        self, title: str, note: str = "", *, link: str = "", on_link: Callable[[], object] | None = None, icon: str = ""
    ) -> None:
        super().__init__()
        self.title = Label(title, "section") if note else WrappedLabel(title, "section")
        self.note = ElidedLabel(note, "caption2")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(9)
        self._row.addWidget(self.title)
        self._row.addWidget(self.note, 1)
        self.setFixedHeight(theme.px(26))  # as high as one with a button, so that headings beside each other align
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        if link:
            self.add(Button(link, "link", icon, on_click=on_link))

    def add(self, widget: QWidget) -> None:
        self._row.addWidget(widget)

    def event(self, event: QEvent) -> bool:
        """As high as its title is at this width, and no higher, whatever room there is."""
        heard = super().event(event)
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            tall = self._row.heightForWidth(self.width()) if self._row.hasHeightForWidth() else 0
            self.setFixedHeight(max(tall, self._row.minimumSize().height(), theme.px(26)))
            self._row.setGeometry(self.rect())
        return heard


_LEAST, _LEAST_SMALL = 120, 72  # px at 100 %


class Tile(QFrame):
    """A figure: caption, number, change against before, note. Emits `clicked` where something lies behind it.

    `delta` is already formatted; `up` says whether its arrow points up (None: no arrow), `good` its colour (None:
    plain). `shorter` takes the place of a figure that has no room; `figure` is the whole one."""

    clicked = Signal()

    def __init__(
        self,
        caption: str,
        number: str = "",
        note: str = "",
        *,
        clickable: bool = False,
        large: bool = True,
        tone: str = "",
    ) -> None:
        super().__init__()
        self.setProperty("kind", "tile")
        self.setProperty("clickable", clickable)
        self._clickable, self._large = clickable, large
        self.figure, self._shorter = number, ""
        self.caption = ElidedLabel(caption, "caption2" if large else "micro")
        self.number = Label(number, "figure" if large else "tile", tone)
        self.delta = Label("", "caption")
        self.note = Label(note, "caption2" if large else "caption", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*((14, 9, 12, 9) if large else (10, 7, 8, 7)))
        layout.setSpacing(0 if large else 1)
        layout.addWidget(self.caption)
        nest(layout, row(self.number, self.delta, 1, gap=8) if large else column(self.number, self.delta, gap=1))
        layout.addWidget(self.note)
        layout.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._room = layout
        if clickable:
            self.setFocusPolicy(QtCore.Qt.FocusPolicy.StrongFocus)
            self.setCursor(QtCore.Qt.CursorShape.PointingHandCursor)
        self.set_figure(number, note)

    def set_figure(
        self,
        number: str,
        note: str = "",
        delta: str = "",
        *,
        up: bool | None = None,
        good: bool | None = None,
        tone: str = "",
        shorter: str = "",
    ) -> None:
        arrow = {True: "▲ ", False: "▼ ", None: ""}[up]
        self.figure, self._shorter = number, shorter
        self.note.setText(note)
        self.note.setVisible(bool(note))
        self.delta.setText(arrow + delta if delta else "")
        self.delta.setVisible(bool(delta))
        self.delta.set_tone(tone or {True: "ok", False: "danger", None: "muted"}[good])
        self._fit()
        self.setAccessibleName(", ".join(text for text in (self.caption.text(), number, delta, note) if text))

    # What stands in a tile must not ask for width: the size of its figure follows from the width, and the two would chase
    # each other for ever.
    def sizeHint(self) -> QSize:
        return QSize(self._least(), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._least(), super().minimumSizeHint().height())

    def _least(self) -> int:
        return round((_LEAST if self._large else _LEAST_SMALL) * theme.current.zoom)

    def _fit(self) -> None:
        """A number gives up its cents, then its size, before it is cut; words need no more than their own size."""
        in_words = len(self.figure) > 3 and not any(one.isdigit() for one in self.figure)
        roles = ("figure", "tile", "strong") if self._large else ("strong",) if in_words else ("tile", "strong")
        ways = [(text, role) for role in roles for text in (self.figure, self._shorter) if text or text == self.figure]
        text, role = next((way for way in ways if _advance(*way) <= self._width_for_number()), ways[-1])
        self.number.setText(text)
        self.number.setToolTip(tip(self.figure if text != self.figure else ""))
        theme.mark(self.number, role=role)

    def _width_for_number(self) -> int:
        margins = self._room.contentsMargins()
        beside = self.delta.sizeHint().width() + 8 if self._large and self.delta.text() else 0
        return self.contentsRect().width() - margins.left() - margins.right() - 2 - beside

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if (
            self._clickable
            and event.button() == QtCore.Qt.MouseButton.LeftButton
            and self.rect().contains(event.position().toPoint())
        ):
            self.clicked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._clickable and event.key() in (
            QtCore.Qt.Key.Key_Return,
            QtCore.Qt.Key.Key_Enter,
            QtCore.Qt.Key.Key_Space,
        ):
            self.clicked.emit()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:
            self.setCursor(
                QtCore.Qt.CursorShape.PointingHandCursor
                if self._clickable and self.isEnabled()
                else QtCore.Qt.CursorShape.ArrowCursor
            )


def _advance(text: str, role: str) -> int:
    return QFontMetrics(fonts.font(role, tabular=True)).horizontalAdvance(text)


class Note(Surface):
    """A coloured bar with one thought: info, warn, danger, ok, accent, neutral; `title` in bold, `text` wraps; `add`
    puts buttons at its end."""

    def __init__(self, text: str, tone: str = "info", *, title: str = "", icon: str = "") -> None:
        super().__init__("note")
        self.setProperty("tone", tone)
        self.title, self.text = (
            Label(title, "strong", wrap=True),
            Label(text, "caption2" if title else "body", wrap=True),
        )
        self._icon = IconLabel(icon or _NOTE_ICONS[tone], _NOTE_INK.get(tone, tone))
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self.title)
        words.addWidget(self.text)
        if not title:  # to show it before it has a parent would open a window
            self.title.hide()
        self._row = row(self._icon, words, gap=10, margins=(12, 8, 12, 8))
        self._row.setStretch(1, 1)
        self._row.setAlignment(self._icon, QtCore.Qt.AlignmentFlag.AlignVCenter)
        lay_out(self, self._row)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def add(self, widget: QWidget) -> None:
        self._row.addWidget(widget)

    def set_text(self, text: str, tone: str | None = None) -> None:
        self.text.setText(text)
        if tone:
            self._icon.show_as(_NOTE_ICONS[tone], _NOTE_INK.get(tone, tone))
            theme.mark(self, tone=tone)


def line() -> Surface:
    """A hairline between things that belong together."""
    return Surface("line")

"""What a place shows when it has nothing to show yet, or something to say."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from kmu_crm.i18n import _
from kmu_crm.ui import icons, theme
from kmu_crm.ui.widgets.buttons import Button
from kmu_crm.ui.widgets.labels import ElidedLabel, IconLabel, Label
from kmu_crm.ui.widgets.layouts import lay_out, row
from kmu_crm.ui.widgets.surfaces import Surface


class EmptyState(QWidget):
    """Says what belongs here, and one button that brings it."""

    def __init__(
        self,
        title: str,
        text: str = "",
        icon: str = "inbox",
        *,
        button: str = "",
        on_click: Callable[[], object] | None = None,
        further: Button | None = None,
    ) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setSpacing(8)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.addStretch(1)
        layout.addWidget(IconLabel(icon, "text3", 32), 0, Qt.AlignmentFlag.AlignHCenter)
        self._text = Label(text, "caption2", wrap=True)
        for words in (Label(title, "section", wrap=True), self._text):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            layout.addWidget(words)
            words.setVisible(bool(words.text()))
        if button:
            self.button = Button(button, "primary", on_click=on_click)
            layout.addSpacing(6)
            layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        if further is not None:
            layout.addWidget(further, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(1)

    def set_text(self, text: str) -> None:
        self._text.setText(text)
        self._text.setVisible(bool(text))


class SkeletonBars(QWidget):
    """Grey bars where lines will be. Shows nothing for the first 150 ms, so that quick answers do not flicker."""

    def __init__(self, lines: int = 8, line_height: int = 42) -> None:
        super().__init__()
        self._lines, self._tall, self._shown = lines, line_height, False
        self.setAccessibleName(_("Loading"))
        self._timer = QTimer(self, interval=150, singleShot=True)
        self._timer.timeout.connect(self.show_now)
        self._timer.start()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_now(self) -> None:
        self._shown = True
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, theme.px(self._tall) * self._lines)

    def paintEvent(self, _event: object) -> None:
        if not self._shown:
            return
        painter, tall = QPainter(self), theme.px(self._tall)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("muted_soft"))
        for line in range(self._lines):
            width = self.width() * (0.82, 0.64, 0.74)[line % 3]
            painter.drawRoundedRect(QRectF(0, line * tall + tall * 0.32, width, tall * 0.36), 4, 4)


class Banner(Surface):
    """A bar over the whole width of a page for what holds for all of it ("4 von 5 Quellen aktuell"); `closed` when
    put away."""

    closed = Signal()

    def __init__(self, text: str, tone: str = "info", *, closable: bool = True) -> None:
        super().__init__("banner")
        self.setProperty("tone", tone)
        self.text = Label(text, "body", wrap=True)
        self._row = row(
            IconLabel({"ok": "circle-check", "info": "info"}.get(tone, "triangle-alert"), tone),
            self.text,
            gap=10,
            margins=(20, 6, 12, 6),
        )
        self._row.setStretch(1, 1)
        lay_out(self, self._row)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        if closable:
            self.add(Button("", "ghost", "x", small=True, name=_("Close"), on_click=self.close_up))

    def add(self, widget: QWidget) -> None:
        self._row.addWidget(widget)

    def insert(self, widget: QWidget) -> None:
        """Beside the words, before the cross."""
        self._row.insertWidget(2, widget)

    def close_up(self) -> None:
        self.hide()
        self.closed.emit()
        self.deleteLater()


class UndoBar(Surface):
    """What was just done, and a way back (or on), for 8 seconds at the foot of the window (Ctrl+Z works afterwards too).

    It stays while the pointer is on it or its button has the focus."""

    SECONDS = 8

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("undo")
        self.setParent(parent)
        self._text = ElidedLabel("", "strong")
        self._text.setMinimumWidth(theme.px(120))
        self.button = Button("")
        self.button.setProperty("square", False)  # it gets its words later, and never less room than they need
        lay_out(self, row(self._text, self.button, gap=16, margins=(16, 5, 6, 5)))
        self._undo: Callable[[], object] | None = None
        self._offers = False
        self._timer = QTimer(self, interval=self.SECONDS * 1000, singleShot=True)
        self._timer.timeout.connect(self._leave)
        self.button.clicked.connect(self._take_back)
        self.hide()

    def text(self) -> str:
        return self._text.text()

    def offer(self, text: str, undo: Callable[[], object]) -> None:
        self._say(text, _("Undo"), "undo-2", undo)
        self._offers = True

    def tell(self, text: str, title: str, icon: str, go: Callable[[], object]) -> None:
        """Nothing to take back, but something to look at."""
        self._say(text, title, icon, go)

    def say(self, text: str) -> None:
        """Nothing to do about it either."""
        self._say(text, "", "", lambda: None)

    def leave_told(self) -> None:
        """What takes nothing back belongs to the place where it was said, and covers what is shown next."""
        if not self._offers:
            self.hide()

    def _say(self, text: str, title: str, icon: str, act: Callable[[], object]) -> None:
        self._undo, self._offers = act, False
        self._text.setText(text)
        self.button.setVisible(bool(title))
        self.button.setText(title)
        if icon:
            self.button.setIcon(icons.icon(icon, "surface"))
        self.place()
        self.show()
        self.raise_()
        self._timer.start()

    def place(self) -> None:
        """At the foot of its window, above the buttons that stand there; as wide as its words and its button need."""
        if host := self.parentWidget():
            beside = 0 if self.button.isHidden() else self.button.sizeHint().width()
            words = min(self._text.sizeHint().width(), theme.px(580) - beside)
            self.resize(max(words, self._text.minimumWidth()) + beside + theme.px(60), self.sizeHint().height())
            self.move((host.width() - self.width()) // 2, self._foot(host) - self.height() - 20)

    @staticmethod
    def _foot(host: QWidget) -> int:
        """Where the page's own foot begins, in the window; its lower edge where the page has none."""
        feet = [one for one in host.findChildren(Surface) if _is_foot(one) and one.isVisible()]
        return min((one.mapTo(host, QPoint(0, 0)).y() for one in feet), default=host.height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self.isVisible():
            QTimer.singleShot(0, self, self.place)  # once its parts have their new sizes

    def _leave(self) -> None:
        if self.underMouse() or self.button.hasFocus():
            self._timer.start()
        else:
            self.hide()

    def _take_back(self) -> None:
        self.hide()
        if self._undo:
            self._undo()


def _is_foot(one: Surface) -> bool:
    """A bar at the foot, or what is marked as one: what one types into there must not be covered."""
    return one.property("kind") == "footer" or bool(one.property("foot"))

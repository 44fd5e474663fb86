"""Fields to type into."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from kmu_crm.ui import icons, theme
from kmu_crm.ui.widgets.labels import Chip, Label
from kmu_crm.ui.widgets.layouts import nest


class SearchField(QLineEdit):
    """A search field with a glass, and the shortcut that leads to it as a key cap.

    `searched` comes `wait_ms` after the last key, with the text; Esc empties the field. `name` is read aloud."""

    searched = Signal(str)

    def __init__(
        self,
        hint: str,
        name: str = "",
        *,
        shortcut: str = "",
        small: bool = False,
        sunken: bool = False,
        wait_ms: int = 40,
    ) -> None:
        super().__init__()
        self.setPlaceholderText(hint)
        self.setAccessibleName(name or hint)
        self.setProperty("small", small)
        self.setProperty("kind", "sunken" if sunken else "plain")
        self.addAction(icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self._timer = QTimer(self, interval=wait_ms, singleShot=True)
        self._timer.timeout.connect(lambda: self.searched.emit(self.text()))
        self.textChanged.connect(lambda _text: self._timer.start())
        self._cap: Chip | None = None
        if shortcut:
            shown = QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText).replace("+", " ")
            self._cap = Chip(shown, "key")
            self._cap.setParent(self)
            self._cap.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._cap:
            size = self._cap.sizeHint()
            self._cap.setGeometry(
                self.width() - size.width() - 6, (self.height() - size.height()) // 2, size.width(), size.height()
            )
            self.setTextMargins(0, 0, size.width() + 4, 0)


class FormRow(QWidget):
    """A field with its label before it (or, `stacked`, above it), and a place for what is wrong with it below."""

    def __init__(
        self, label: str, field: QWidget, *, help_text: str = "", stacked: bool = False, label_width: int = 120
    ) -> None:
        super().__init__()
        self.field, self.label = field, Label(label, "caption2" if stacked else "body2")
        self.label.setBuddy(field)
        if not field.accessibleName():
            field.setAccessibleName(label)
        self._said = Label(help_text, "micro", wrap=True)
        self._help = help_text
        if not help_text:  # to show it before it has a parent would make it a window of its own
            self._said.hide()
        below = QVBoxLayout()
        below.setSpacing(3)
        if stacked:
            below.addWidget(self.label)
        below.addWidget(field)
        below.addWidget(self._said)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(12)
        if not stacked:
            self.label.setFixedWidth(theme.px(label_width))
            outer.addWidget(self.label, 0, Qt.AlignmentFlag.AlignTop)
        self._beside = not stacked
        nest(outer, below, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def showEvent(self, event: QShowEvent) -> None:
        """How high the field is, is known once it has a window with a style sheet."""
        if self._beside:
            self.label.setMinimumHeight(self.field.sizeHint().height())
        super().showEvent(event)

    def set_problem(self, text: str) -> None:
        """Shows what is wrong below the field, in red, and frames it; an empty text takes that back."""
        self._said.setText(text or self._help)
        self._said.setVisible(bool(text or self._help))
        self._said.set_tone("danger" if text else "")
        self.field.setAccessibleDescription(text or self._help)
        theme.mark(self.field, invalid=bool(text))

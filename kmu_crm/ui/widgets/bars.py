"""Measures beside words: what is lost, what speaks for and against, how sure."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from kmu_crm.ui import fonts, theme
from kmu_crm.ui.widgets.buttons import Button
from kmu_crm.ui.widgets.labels import ElidedLabel, Label


class _Bar(QWidget):
    """Paints itself at any width; `height` px tall. Numbers are read from the accessible name."""

    def __init__(self, height: int, name: str) -> None:
        super().__init__()
        self._tall = height
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(60, theme.px(self._tall))

    def minimumSizeHint(self) -> QSize:
        return QSize(24, theme.px(self._tall))

    def _painter(self) -> QPainter:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        return painter


def paint_bar(painter: QPainter, at: QRectF, role: str, radius: float = 3) -> None:
    """A rounded piece in a token's colour; thin pieces stay visible."""
    if at.width() <= 0:
        return
    at.setWidth(max(at.width(), 2.5))
    rounded = min(radius, at.width() / 2, at.height() / 2)
    painter.setBrush(theme.color(role))
    painter.drawRoundedRect(at, rounded, rounded)


class ConfidenceBar(_Bar):
    """How full, 0 to 1, in a tone; `marks` are upright strokes (thresholds) at shares of the width."""

    def __init__(
        self,
        share: float = 0.0,
        tone: str = "accent",
        name: str = "",
        *,
        marks: tuple[float, ...] = (),
        height: int = 5,
    ) -> None:
        super().__init__(height + (10 if marks else 0), name)
        self._share, self._tone, self._marks, self._thick = share, tone, marks, height

    def set_share(self, share: float, tone: str | None = None) -> None:
        self._share, self._tone = min(max(share, 0.0), 1.0), tone or self._tone
        self.update()

    def paintEvent(self, _event: object) -> None:
        painter, thick = self._painter(), theme.px(self._thick)
        top = (self.height() - thick) / 2
        paint_bar(painter, QRectF(0, top, self.width(), thick), "muted_soft", thick / 2)
        paint_bar(painter, QRectF(0, top, self.width() * self._share, thick), self._tone, thick / 2)
        painter.setBrush(theme.color("text"))
        for mark in self._marks:
            painter.drawRect(QRectF(self.width() * mark - 1, 0, 2, self.height()))


class EvidenceBar(_Bar):
    """Weight from -1 (speaks against, to the left) to +1 (speaks for, to the right) around a middle line at `middle`
    of the width."""

    def __init__(self, weight: float = 0.0, name: str = "", *, middle: float = 0.4) -> None:
        super().__init__(30, name)
        self._weight, self._middle = weight, middle
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def paintEvent(self, _event: object) -> None:
        paint_evidence(self._painter(), QRectF(self.rect()), self._weight, self._middle)


def paint_evidence(painter: QPainter, at: QRectF, weight: float, middle: float = 0.4) -> None:
    """For the widget above and for table cells."""
    zero, thick = at.x() + at.width() * middle, theme.px(10)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("border"))
    painter.drawRect(QRectF(zero, at.y(), 1, at.height()))
    top = at.center().y() - thick / 2
    if weight > 0:
        paint_bar(painter, QRectF(zero + 1, top, (at.right() - zero) * weight, thick), "accent")
    elif weight < 0:
        length = (zero - at.x()) * -weight
        paint_bar(painter, QRectF(zero - length, top, length, thick), "series.5")


class SplitBar(_Bar):
    """Shares side by side with their words in them ("A · 158 | B · 157 | 35"): parts are (text, amount, colour
    name)."""

    def __init__(self, parts: list[tuple[str, float, str]] | None = None) -> None:
        super().__init__(24, "")
        self.set_parts(parts or [])

    def set_parts(self, parts: list[tuple[str, float, str]]) -> None:
        self._parts = parts
        self.setAccessibleName(", ".join(text for text, _amount, _role in parts))
        self.update()

    def paintEvent(self, _event: object) -> None:
        painter, total, x = self._painter(), sum(amount for _t, amount, _r in self._parts) or 1, 0.0
        painter.setFont(fonts.font("micro", tabular=True, weight=600))
        for text, amount, role in self._parts:
            width = (self.width() - 2 * (len(self._parts) - 1)) * amount / total
            at = QRectF(x, 0, width, self.height())
            painter.setPen(Qt.PenStyle.NoPen)
            paint_bar(painter, QRectF(at), role, 4)
            painter.setPen(theme.ink_on(theme.color(role)))
            painter.drawText(
                at,
                Qt.AlignmentFlag.AlignCenter,
                painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(width) - 4),
            )
            x += width + 2


class FunnelRow(QWidget):
    """One line of a funnel: words, a bar from `start` to `stop` of `whole`, the count, a way out.

    Whole lines (`total=True`) show a filled bar from 0; losses show the lost piece in their tone on a grey ground."""

    def __init__(
        self,
        text: str,
        count: str,
        start: float,
        stop: float,
        whole: float,
        *,
        tone: str = "danger",
        total: bool = False,
    ) -> None:
        super().__init__()
        self.link = Button("", "link", small=True)
        self.link.setProperty("square", False)
        self.words = ElidedLabel(text, "strong" if total else "body")
        self.words.setMinimumWidth(theme.px(150))
        bar = _Lost(start / (whole or 1), stop / (whole or 1), "accent" if total else tone, total)
        number = Label(count, "strong", "" if total else ("muted" if tone == "value_class.3" else tone), tabular=True)
        number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        number.setFixedWidth(theme.px(60))
        self.link.setFixedWidth(theme.px(112))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 4)
        layout.setSpacing(10)
        for piece, stretch in ((self.words, 0), (bar, 1), (number, 0), (self.link, 0)):
            layout.addWidget(piece, stretch)
        kept = self.link.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self.link.setSizePolicy(kept)
        self.link.hide()
        self.setFixedHeight(theme.px(33))
        self.setAccessibleName(f"{text}: {count}")

    @staticmethod
    def align(rows: "list[FunnelRow]") -> None:
        """All bars begin where the longest words end."""
        widest = max(row.words.sizeHint().width() for row in rows)
        for row in rows:
            row.words.setFixedWidth(min(widest + 1, theme.px(290)))

    def set_link(self, text: str, on_click) -> "FunnelRow":
        self.link.setText(text)
        self.link.setAccessibleName(text)
        self.link.show()
        self.link.clicked.connect(lambda _checked=False: on_click())
        return self


class _Lost(_Bar):
    def __init__(self, start: float, stop: float, role: str, total: bool) -> None:
        super().__init__(17, "")
        self._start, self._stop, self._role, self._total = start, stop, role, total

    def paintEvent(self, _event: object) -> None:
        painter, width = self._painter(), self.width()
        if not self._total:
            paint_bar(painter, QRectF(0, 0, width * self._stop, self.height()), "muted_soft", 2)
        paint_bar(
            painter, QRectF(width * self._start, 0, width * (self._stop - self._start), self.height()), self._role, 2
        )

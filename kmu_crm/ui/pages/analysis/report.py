"""The page on paper: A4, black on white whatever the window's theme, with all figures, charts and their sentences."""

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

from kmu_crm.desk.whole import whole
from kmu_crm.i18n import _
from kmu_crm.ui import fonts, theme
from kmu_crm.ui.charts import Chart, Ring
from kmu_crm.ui.charts.base import LEFT, RIGHT
from kmu_crm.ui.charts.base import text as line_of

WIDE, TALL, EDGE, GAP = 794.0, 1123.0, 48.0, 16.0  # A4 in 1/96 inch
_DOTS, _PER_INCH = 1200, 96
_FOOT = 30.0
_RING = 76.0


@dataclass(frozen=True)
class Figure:
    title: str
    number: str
    note: str


@dataclass(frozen=True)
class Picture:
    """A chart with its heading and sentence; without `chart` only these. `broad` takes the whole width."""

    title: str
    sentence: str
    chart: Chart | None
    tall: float = 190.0
    broad: bool = False


@dataclass(frozen=True)
class Report:
    business: str
    title: str
    choice: str  # what the filters leave
    as_of: str
    figures: Sequence[Figure]
    pictures: Sequence[Picture]


def write(report: Report, file: Path) -> Generator[None, None, None]:
    """Writes the PDF part by part, so that the window can breathe between them; it stands in its place, whole, once the iterator is
    exhausted, and leaves nothing behind where that is closed before.

    Raises OSError where the place cannot be written to."""
    with whole(file) as part:
        with part.open("wb"):
            pass  # the writer itself does not say why it cannot
        yield from _written(report, part)


def _written(report: Report, file: Path) -> Iterator[None]:
    writer = QPdfWriter(str(file))
    writer.setResolution(_DOTS)
    writer.setPageLayout(
        QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))
    )
    writer.setTitle(f"{report.business} – {report.title}")
    writer.setCreator("KMU CRM")
    painter = QPainter(writer)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(_DOTS / _PER_INCH, _DOTS / _PER_INCH)
    try:
        for part in _Sheets(writer, painter, report).parts():
            with _paper():
                part()
            yield
    finally:
        painter.end()


@contextmanager
def _paper() -> Iterator[None]:
    """Colours of the light theme at 100 %."""
    now = theme.current
    before = (now.tokens, now.zoom)
    now.tokens, now.zoom = theme.Tokens.of(dark=False), 1.0
    theme.color.cache_clear()
    try:
        yield
    finally:
        now.tokens, now.zoom = before
        theme.color.cache_clear()


class _Sheets:
    def __init__(self, writer: QPdfWriter, painter: QPainter, report: Report) -> None:
        self._writer, self._painter, self._report = writer, painter, report
        self._page, self._y = 1, EDGE

    def parts(self) -> Iterator[Callable[[], None]]:
        """To be called one after the other, from the top of the first sheet to the foot of the last."""
        yield self._head
        yield self._tiles
        for pair in _rows(self._report.pictures):
            yield partial(self._pictures, pair)
        yield self._foot

    def _head(self) -> None:
        at = QRectF(EDGE, self._y, WIDE - 2 * EDGE, 18)
        line_of(self._painter, at, self._report.business, "caption", "text2", LEFT)
        line_of(self._painter, at, self._report.as_of, "caption", "text2", RIGHT)
        line_of(self._painter, at.translated(0, 20).adjusted(0, 0, 0, 12), self._report.title, "hero", "text", LEFT)
        line_of(self._painter, at.translated(0, 54), self._report.choice, "body", "text2", LEFT)
        self._y += 84

    def _tiles(self) -> None:
        wide = (WIDE - 2 * EDGE - 8 * (len(self._report.figures) - 1)) / max(len(self._report.figures), 1)
        for place, one in enumerate(self._report.figures):
            box = QRectF(EDGE + place * (wide + 8), self._y, wide, 74)
            self._frame(box)
            inner = box.adjusted(9, 6, -6, -6)
            line_of(self._painter, QRectF(inner.x(), inner.y(), inner.width(), 16), one.title, "micro", "text2", LEFT)
            number = QRectF(inner.x(), inner.y() + 17, inner.width(), 24)
            line_of(self._painter, number, one.number, "tile", "text", LEFT)
            self._words(QRectF(inner.x(), inner.y() + 40, inner.width(), 26), one.note, "micro", "text2")
        self._y += 74 + GAP

    def _pictures(self, pair: Sequence[Picture]) -> None:
        wide = (WIDE - 2 * EDGE - GAP * (len(pair) - 1)) / len(pair)
        tall = max(self._height(one, wide) for one in pair)
        if self._y + tall > TALL - EDGE - _FOOT:
            self._foot()
            self._writer.newPage()
            self._page, self._y = self._page + 1, EDGE
        for place, one in enumerate(pair):
            self._picture(one, QRectF(EDGE + place * (wide + GAP), self._y, wide, tall))
        self._y += tall + GAP

    def _picture(self, one: Picture, box: QRectF) -> None:
        self._frame(box)
        inner = box.adjusted(14, 10, -14, -10)
        line_of(self._painter, QRectF(inner.x(), inner.y(), inner.width(), 20), one.title, "strong", "text", LEFT)
        y = inner.y() + 26
        if one.chart is not None:
            ring = isinstance(one.chart, Ring)
            at = QRectF(inner.x(), y, _RING if ring else inner.width(), _RING if ring else one.tall)
            self._painter.save()
            pointed_at, one.chart.hits = one.chart.hits, []  # those of the window stay
            one.chart.draw(self._painter, at)
            one.chart.hits = pointed_at
            self._painter.restore()
            y = at.bottom() + 8
        self._words(QRectF(inner.x(), y, inner.width(), 400), one.sentence, "caption", "text2")

    def _height(self, one: Picture, wide: float) -> float:
        chart = 0.0 if one.chart is None else (_RING if isinstance(one.chart, Ring) else one.tall) + 8
        self._painter.setFont(fonts.font("caption"))
        words = self._painter.boundingRect(QRectF(0, 0, wide - 28, 400), int(_WRAP), one.sentence)
        return 10 + 26 + chart + words.height() + 12

    def _frame(self, box: QRectF) -> None:
        self._painter.setPen(theme.color("border"))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawRoundedRect(box, 6, 6)

    def _words(self, at: QRectF, words: str, role: str, ink: str) -> None:
        self._painter.setFont(fonts.font(role))
        self._painter.setPen(theme.color(ink))
        self._painter.drawText(at, int(_WRAP), words)

    def _foot(self) -> None:
        at = QRectF(EDGE, TALL - EDGE - 10, WIDE - 2 * EDGE, 16)
        line_of(self._painter, at, _("Page {n}").format(n=self._page), "micro", "text2", RIGHT)
        line_of(self._painter, at, f"{self._report.business} · {self._report.as_of}", "micro", "text2", LEFT)


_WRAP = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap


def _rows(pictures: Sequence[Picture]) -> Iterator[list[Picture]]:
    """Two beside each other, the broad ones alone."""
    waiting: list[Picture] = []
    for one in sorted(pictures, key=lambda one: one.chart is None):  # what can be seen comes first
        if one.broad:
            yield [one]
            continue
        waiting.append(one)
        if len(waiting) == 2:
            yield waiting
            waiting = []
    if waiting:
        yield waiting

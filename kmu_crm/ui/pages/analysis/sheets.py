"""Sheets over the page: a chart as a table, and how a figure is worked out."""

from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QBuffer, QTimer
from PySide6.QtGui import QGuiApplication, QPixmap
from PySide6.QtWidgets import QWidget

from kmu_crm.desk.whole import NotSaved
from kmu_crm.i18n import _
from kmu_crm.outreach.place import suggested
from kmu_crm.ui import asking, saved
from kmu_crm.ui.errors import show_error
from kmu_crm.ui.overlay import PassingOverlay
from kmu_crm.ui.pages.analysis import report
from kmu_crm.ui.tables import Column, PagedTable, Table
from kmu_crm.ui.widgets import Button, Label, Surface, column, lay_out, line, row, scrolled

_WIDE, _FIGURES_WIDE = 720, 540


class Sheet(PassingOverlay):
    """A titled sheet with a button to close it; closed, it is gone."""

    def __init__(
        self, window: QWidget, title: str, content: QWidget, *, tall: int, further: list[Button] | None = None
    ) -> None:
        super().__init__(window, _WIDE, tall)
        close = Button(_("Close"), on_click=self.close_up)
        head = row(Label(title, "section"), 1, *(further or []), close, margins=(18, 10, 12, 10))
        body = column(head, line(), content, gap=0)
        body.setStretch(2, 1)
        lay_out(self.dialog, body)


def show_table(window: QWidget, title: str, rows: list[list[str]]) -> Sheet:
    """The first row holds the heads; figures stand at the right."""
    heads, lines = rows[0], rows[1:]
    width = max(52, min(120, _FIGURES_WIDE // max(len(heads) - 1, 1)))
    first = Column("0", heads[0], "text", _cell(0), 0)
    columns = [first, *(Column(str(n), head, "number", _cell(n), width) for n, head in enumerate(heads[1:], start=1))]
    text = "\n".join("\t".join(cells) for cells in rows)
    copy = Button(_("Copy"), icon="copy", on_click=lambda: QGuiApplication.clipboard().setText(text))
    model = PagedTable.of(columns, lines)
    table = Table(model, title, compact=True)
    model.setParent(table)
    sheet = Sheet(window, title, table, tall=110 + 31 * (len(lines) + 1), further=[copy])
    sheet.open()
    return sheet


def _cell(place: int) -> Callable[[object], object]:
    return lambda cells: cells[place] if isinstance(cells, list) else ""


def show_words(window: QWidget, title: str, sentences: list[tuple[str, str]]) -> Sheet:
    """Headed paragraphs, such as how each figure of a page is worked out."""
    pieces = [
        column(Label(head, "strong"), Label(text, "body2", wrap=True).selectable(), gap=2) for head, text in sentences
    ]
    body = Surface("surface", column(*pieces, 1, gap=14, margins=(18, 14, 18, 14)))
    sheet = Sheet(window, title, scrolled(body), tall=140 + 78 * len(sentences))
    sheet.open()
    return sheet


def save_picture(window: QWidget, title: str, picture: QPixmap) -> None:
    file = asking.file_to_write(window, _("Save picture"), Path(suggested(title, "png")), _("Picture (*.png)"))
    if file:
        _saved(window, _named(file, ".png"), lambda file: file.write_bytes(_png(picture)))


def save_report(window: QWidget, made: report.Report) -> None:
    proposal = Path(suggested(f"{made.business} {made.title}", "pdf"))
    file = asking.file_to_write(window, _("Save report"), proposal, _("PDF document (*.pdf)"))
    if file:
        parts = report.write(made, _named(file, ".pdf"))
        window.destroyed.connect(lambda: parts.close())  # half a report is none
        _save_on(window, _named(file, ".pdf"), parts)


def _save_on(window: QWidget, file: Path, parts: Iterator[None]) -> None:
    """One part at each turn of the window."""
    try:
        next(parts)
    except StopIteration:
        saved.tell(window, _("Saved: {file}").format(file=file.name), file)
    except OSError as error:
        show_error(window, NotSaved.because(file, error))
    else:
        QTimer.singleShot(0, window, lambda: _save_on(window, file, parts))


def _png(picture: QPixmap) -> bytes:
    buffer = QBuffer()
    picture.save(buffer, "PNG")
    return buffer.data().data()


def _named(file: Path, ending: str) -> Path:
    return file if file.name.lower().endswith(ending) else file.with_name(file.name + ending)


def _saved(window: QWidget, file: Path, write: Callable[[Path], object]) -> None:
    try:
        write(file)
    except OSError as error:
        show_error(window, NotSaved.because(file, error))
    else:
        saved.tell(window, _("Saved: {file}").format(file=file.name), file)

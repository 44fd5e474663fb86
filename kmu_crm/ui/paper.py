"""Onto paper, or into a PDF: a document in the little HTML that Qt prints, and the system's print dialog."""

from collections.abc import Iterable
from datetime import datetime
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QWidget

from kmu_crm.fields import show
from kmu_crm.i18n import _

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_LOOK = (
    "body { font-size: 9pt; color: black } h1 { font-size: 15pt; margin: 0 } h2 { font-size: 11pt; margin: 14px 0 4px 0 }"
    " p { margin: 2px 0 } td { padding: 2px 14px 2px 0 } .quiet { color: #444444; font-size: 8pt }"
)


def heading(text: str) -> str:
    return f"<h2>{escape(text)}</h2>"


def paragraph(text: str, *, quiet: bool = False) -> str:
    opened = "<p class='quiet'>" if quiet else "<p>"
    return f"{opened}{escape(text)}</p>" if text else ""


def table(rows: Iterable[tuple[str, ...]]) -> str:
    """Cells beside each other; a line break in a cell stays one."""
    lines = ("".join(f"<td>{'<br/>'.join(escape(cell).splitlines())}</td>" for cell in row) for row in rows)
    return f"<table cellspacing='0'>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"


def document(title: str, body: str) -> QTextDocument:
    """`body` in parts made here, which escape what data bring."""
    now = datetime.now().astimezone()
    at = _("Printed on {moment}").format(moment=f"{show.date(now.date().isoformat())}, {now:%H:%M}")
    return bare(title, f"<h1>{escape(title)}</h1>{body}{paragraph(at, quiet=True)}")


def bare(title: str, body: str) -> QTextDocument:
    """As `document`, with nothing around the parts; `title` is what the print queue calls it."""
    made = QTextDocument()
    made.setMetaInformation(QTextDocument.MetaInformation.DocumentTitle, title)
    made.setDefaultStyleSheet(_LOOK)
    made.setHtml(f"<body>{body}</body>")
    return made


def print_out(parent: QWidget, made: QTextDocument) -> None:
    """Asks where to; nothing happens where the dialog is left."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(made.metaInformation(QTextDocument.MetaInformation.DocumentTitle))
    dialog = QPrintDialog(printer, parent)
    if dialog.exec():
        to_printer(made, printer)
    dialog.deleteLater()


def to_printer(made: QTextDocument, printer: "QPrinter") -> None:
    """Page by page, with their numbers."""
    made.print_(printer)

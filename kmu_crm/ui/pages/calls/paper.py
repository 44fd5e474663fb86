"""The list and the sheets on paper: the blocks of `call_paper`, as the window prints them."""

from collections.abc import Sequence
from html import escape
from pathlib import Path
from sqlite3 import Connection

from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QWidget

from kmu_crm.desk import call_paper, calling
from kmu_crm.desk.pdf import BOX, Block, Boxes, Head, Heading, Lines, Paragraph, Table
from kmu_crm.fields import show
from kmu_crm.i18n import _
from kmu_crm.outreach.place import suggested
from kmu_crm.sales.calls.sheet import CallSheet
from kmu_crm.sales.calls.today import Call
from kmu_crm.ui import asking, paper, saved
from kmu_crm.ui.session import Session

_LINES = 7  # to write on
_RULE = "<table width='100%' cellspacing='0'><tr><td style='border-bottom: 1px solid black'>&nbsp;<br/>&nbsp;</td></tr></table>"


def print_sheets(parent: QWidget, session: Session, sheets: Sequence[CallSheet]) -> None:
    foot = call_paper.foot(session.db, session.author)
    title = sheets[0].name if len(sheets) == 1 else _("Calls")
    paper.print_out(parent, document(title, [call_paper.of_sheet(one) for one in sheets], foot))


def print_list(parent: QWidget, session: Session, day: str, calls: Sequence[Call]) -> None:
    title, foot = _("Calls of {day}").format(day=show.date(day)), call_paper.foot(session.db, session.author)
    paper.print_out(parent, document(title, [call_paper.of_list(day, calls)], foot))


def save_list(parent: QWidget, session: Session, day: str, calls: Sequence[Call], *, sheets: bool) -> None:
    """As a PDF where one likes; `sheets`: those of the calls still to be made behind it."""
    proposal = Path(suggested(_("Calls of {day}").format(day=day), "pdf"))
    file = asking.file_to_write(parent, _("Save the list"), proposal, _("PDF document (*.pdf)"))
    if file is None:
        return
    target = file if file.suffix.lower() == ".pdf" else file.with_name(f"{file.name}.pdf")
    open_, author = [one.profile for one in calls if sheets and one.allowed and not one.done], session.author

    def write(db: Connection) -> None:
        papers = calling.sheets(db, open_, day)
        call_paper.write_list(db, target, day, calls, [papers[number] for number in open_], author)

    session.ask(write, lambda _none: saved.tell(parent, _("Saved: {file}").format(file=target.name), target))


def document(title: str, pages: Sequence[Sequence[Block]], foot: str) -> QTextDocument:
    """Each of `pages` begins on a new one."""
    breaks = ("", *[" style='page-break-before: always'"] * (len(pages) - 1))
    body = "".join(
        f"<div{start}>{''.join(map(_block, page))}{paper.paragraph(foot, quiet=True)}</div>"
        for start, page in zip(breaks, pages, strict=True)
    )
    return paper.bare(title, body)


def _block(block: Block) -> str:
    match block:
        case Head():
            return _head(block)
        case Heading():
            return paper.heading(block.text)
        case Paragraph():
            return paper.paragraph(block.text)
        case Boxes():
            if block.in_a_row:
                return paper.paragraph("   ".join(f"{BOX} {text}" for text in block.texts))
            return "".join(paper.paragraph(f"{BOX} {text}") for text in block.texts)
        case Table():
            rows = [
                (f"{BOX} {row[0]}" if block.box and not at else row[0], *row[1:]) for at, row in enumerate(block.rows)
            ]
            return paper.table(rows)
        case Lines():
            return paper.heading(block.title) + _RULE * _LINES


def _head(block: Head) -> str:
    below = ["<br/>".join(map(escape, one)) for one in (block.below_left, block.below_right)]
    return (
        "<table width='100%'><tr>"
        f"<td><h1>{escape(block.left)}</h1><p class='quiet'>{below[0]}</p></td>"
        f"<td align='right'><h1>{escape(block.right)}</h1><p class='quiet'>{below[1]}</p></td></tr></table>"
    )

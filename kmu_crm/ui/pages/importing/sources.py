"""Where the data come from, and how old they are; the way to the next export."""

from datetime import date

from PySide6.QtCore import Signal

from kmu_crm.fields import show
from kmu_crm.i18n import N_, _, ngettext
from kmu_crm.sources import queries
from kmu_crm.sources.queries import SourceLine
from kmu_crm.ui.pages.importing import words
from kmu_crm.ui.session import Session
from kmu_crm.ui.tables import Choice, Column, Dot, PagedTable, Table
from kmu_crm.ui.widgets import Card

STALE_DAYS, SHOWN = 35, 4
_RANKS = {"fill": N_("fills gaps"), "update": N_("goes first"), "new": N_("new customers only")}


class SourcesCard(Card):
    """`next_wanted`: somebody wants to choose the next file of a source."""

    next_wanted = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(_("Sources"), _("Click a source to choose its next file"), flush=True, gap=6)
        self._session = session
        self._lines: dict[int, SourceLine] = {}
        self._today = date.today()
        self.model = PagedTable(self._columns(), lambda ids: [self._lines[one] for one in ids])
        self.table = Table(self.model, _("Sources"), compact=True)
        self.table.cell_clicked.connect(lambda _id, _name: self.next_wanted.emit())
        self.table.opened.connect(lambda _id: self.next_wanted.emit())
        self.add(self.table)
        self.hide()

    def _columns(self) -> list[Column]:
        return [
            Column("title", _("Program"), "strong", lambda line: line.title, 230),
            Column("file", _("Last file"), "icon", lambda line: Choice(line.file, words.file_icon(line.file), "text2"), 0),
            Column("day", _("Data until"), "date", lambda line: show.date(line.last_day) if line.last_day else "–", 110),
            Column("age", _("Came in"), "phase", self._age, 140),
            Column("mode", _("Rank"), "quiet", lambda line: _(_RANKS[line.mode]), 170, hidden_below=760),
        ]  # fmt: skip

    def _age(self, line: SourceLine) -> Dot:
        days = (self._today - date.fromisoformat(line.at[:10])).days
        text = ngettext("{n} day ago", "{n} days ago", days).format(n=show.number(days))
        text = _("today") if days <= 0 else _("yesterday") if days == 1 else text
        return Dot(text, "warn" if days > STALE_DAYS else "ok")

    def refresh(self) -> None:
        day = self._session.key_date
        self._session.ask(lambda db: queries.sources(db, day), self._show)

    def _show(self, lines: list[SourceLine]) -> None:
        self._today = date.fromisoformat(self._session.key_date)
        self._lines = {line.id: line for line in lines}
        self.model.set_ids(list(self._lines))
        tall = self.table.horizontalHeader().height() + min(len(lines), SHOWN) * self.table.rowHeight(0) if lines else 0
        self.table.setFixedHeight(tall)
        self.setVisible(bool(lines))

"""The first customers of the segment, the most valuable first, and why each is in it."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHeaderView

from kmu_crm.fields import show
from kmu_crm.i18n import _, ngettext
from kmu_crm.segments.outlook import Outlook
from kmu_crm.ui import fonts, theme
from kmu_crm.ui.pages.cells import revenue
from kmu_crm.ui.tables import Column, PagedTable, Table
from kmu_crm.ui.widgets import Button, Card

NAME = 150  # px of a usual name


class Preview(Card):
    """`opened(profile number)`; `all_wanted` for the whole list."""

    opened = Signal(int)
    all_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(_("Preview"), flush=True, gap=4)
        self.all = Button(_("See all"), "link", on_click=self.all_wanted.emit)
        self.header.add(self.all)
        self._lines: dict[int, object] = {}
        self._reasons: dict[int, str] = {}
        self.model = PagedTable(self._columns(), lambda ids: [self._lines[number] for number in ids])
        self.table = Table(self.model, _("Customers of this segment"), compact=True)
        self.table.opened.connect(self.opened.emit)
        self.table.setMinimumHeight(theme.px(190))
        self.add(self.table)
        self.body.setContentsMargins(0, 8, 0, 2)

    def _columns(self) -> list[Column]:
        return [
            Column("name", _("Customer"), "strong", lambda line: line.display_name, width=0),
            Column("class", _("Value"), "badge", lambda line: line.value_class or "", width=52, hidden_below=560),
            Column("last", _("Last purchase"), "date", lambda line: _day(line.last_purchase), width=104, hidden_below=590),
            Column("revenue", _("Revenue 12 m"), "money", revenue, width=112),
            Column(
                "because", _("Is in it because"), "quiet", lambda line: self._reasons.get(line.id, ""), width=0,
                spoken=lambda line: self._reasons.get(line.id, ""),
            ),
        ]  # fmt: skip

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_out()

    def _share_out(self) -> None:
        """The reasons take what they need, as long as names keep half of what the fixed columns leave, or enough for a name."""
        header, (name, reason) = self.table.horizontalHeader(), (0, len(self.model.columns) - 1)
        words = QFontMetrics(fonts.font("body"))
        needed = max((words.horizontalAdvance(text) for text in self._reasons.values()), default=0) + theme.px(24)
        room = header.sectionSize(name) + header.sectionSize(reason)
        header.setSectionResizeMode(reason, QHeaderView.ResizeMode.Interactive)
        most = max(room // 2, room - theme.px(NAME))
        header.resizeSection(reason, max(min(needed, most), header.sectionSizeHint(reason)))

    def show_outlook(self, seen: Outlook) -> None:
        self._lines = {line.id: line for line in seen.lines}
        self._reasons = dict(seen.reasons)
        self.model.set_ids([line.id for line in seen.lines])
        self._share_out()
        size, shown = len(seen.members), len(seen.lines)
        said = ngettext("{n} customer", "{n} customers", size).format(n=show.number(size))
        if shown < size:
            said += " · " + _("the first {n} are shown, the most valuable first").format(n=show.number(shown))
        self.header.note.setText(said)
        self.setVisible(size > 0)


def _day(iso: str | None) -> str:
    return show.date(iso) if iso else "–"

"""The first rows of the file as the other program will read them, and which columns it has."""

from collections.abc import Sequence
from itertools import accumulate

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent

from kmu_crm.fields import show
from kmu_crm.i18n import N_, _, ngettext
from kmu_crm.outreach.entries import ENTRIES
from kmu_crm.outreach.plan import Plan
from kmu_crm.ui import fonts, theme
from kmu_crm.ui.tables import Column, PagedTable, Table
from kmu_crm.ui.widgets import Button, Card, Label, Note, StayingMenu

_LEGIBLE = 110  # px
_SEPARATORS = {";": N_("semicolon"), ",": N_("comma"), "\t": N_("tab")}
_PERSONAL = (
    (N_("telephone number"), ("phone",)),
    (N_("address"), ("street", "address_extra", "letter_city", "address_2")),
    (N_("e-mail address"), ("email",)),
    (N_("birthday"), ("birth_date",)),
    (N_("revenue"), ()),
)


class FilePreview(Card):
    """`columns_picked(names)`."""

    columns_picked = Signal(object)

    def __init__(self) -> None:
        super().__init__(_("Preview of the file"), " ", flush=True, gap=4)
        self.choose = Button(_("Adjust columns"), "link", "columns-3")
        self.choose.clicked.connect(
            lambda _on=False: self.menu.popup(self.choose.mapToGlobal(self.choose.rect().bottomLeft()))
        )
        self.header.add(self.choose)
        self.menu = StayingMenu(self)
        self.table: Table | None = None
        self.more = Label("", "caption2", wrap=True)
        self.more.setContentsMargins(14, 4, 14, 6)
        self.note = Note("", "ok", icon="shield-check")
        self.add(self.more, self.note)
        self.body.setContentsMargins(0, 10, 0, 0)
        self.note.hide()

    def show_plan(self, plan: Plan) -> None:
        header = plan.preview.header
        lines = [list(line) for line in plan.preview.rows]
        model = PagedTable.of([_column(place, name) for place, name in enumerate(header)], lines)
        fresh = _FileTable(model, _widths(header, lines), _widths(header, []))
        fresh.setMinimumHeight(theme.px(34 + 30 * 4))
        if self.table is None:
            self.body.insertWidget(1, fresh, 1)
        else:
            self.body.replaceWidget(self.table, fresh)
            self.table.hide()
            self.table.deleteLater()
        self.table = fresh
        self._plan = plan
        fresh.fitted.connect(self._tell_shown)
        self._tell_shown(len(header))
        self.header.note.setText(_said(plan))
        self.note.set_text(_left_out(plan))
        self.note.show()
        if not self.menu.isVisible():
            self._offer(plan)

    def _tell_shown(self, shown: int) -> None:
        names = self._plan.preview.header[shown:]
        self.more.setText(_further(names))
        self.more.setVisible(bool(names))

    def _offer(self, plan: Plan) -> None:
        """All columns of the program's sheet; the address itself cannot be left out."""
        self.menu.clear()
        on = {column.name for column in plan.columns}
        chosen = {one.name for one in plan.target.chosen(plan.request.columns)}
        for column in plan.target.columns:
            action = self.menu.addAction(column.name)
            action.setCheckable(True)
            action.setChecked(column.name in on | chosen)
            action.setEnabled(ENTRIES[column.entry].kind != "exact" or column.name not in on)
            action.toggled.connect(lambda _on: self._tell())

    def _tell(self) -> None:
        self.columns_picked.emit(tuple(action.text() for action in self.menu.actions() if action.isChecked()))


class _FileTable(Table):
    """Columns as wide as their content, narrower where the place is short, but not than their heads, and as many as stay
    legible.

    `fitted(n)`: how many are shown."""

    fitted = Signal(int)

    def __init__(self, model: PagedTable, widths: Sequence[int], heads: Sequence[int]) -> None:
        self._wanted = widths
        legible = theme.px(_LEGIBLE)
        self._least = [min(wide, max(head, legible)) for wide, head in zip(widths, heads, strict=True)]
        super().__init__(model, _("First rows of the file"), compact=True)
        self.horizontalHeader().setTextElideMode(Qt.TextElideMode.ElideRight)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.viewport().width()
        shown = _legible(self._least, room)
        for place in range(len(self._wanted)):
            self.setColumnHidden(place, place >= shown)
        for place, width in enumerate(_fitted(self._wanted[:shown], self._least, room)):
            self.horizontalHeader().resizeSection(place, width)
        self.fitted.emit(shown)


def _column(place: int, name: str) -> Column:
    return Column(name, name, "text", lambda line: line[place], width=100, spoken=lambda line: line[place])


def _widths(header: Sequence[str], lines: Sequence[Sequence[str]]) -> list[int]:
    body, head = QFontMetrics(fonts.font("body")), QFontMetrics(fonts.font("caption", weight=600))
    content = [max((body.horizontalAdvance(line[place]) for line in lines), default=0) for place in range(len(header))]
    heads = [head.horizontalAdvance(name) + theme.px(10) for name in header]  # their margins are wider
    return [min(max(pair), theme.px(190)) + theme.px(20) for pair in zip(content, heads, strict=True)]


def _legible(least: Sequence[int], room: int) -> int:
    """How many columns, from the first, have room for their heads and the start of a name."""
    ends = list(accumulate(least))
    return max(1, sum(end <= room for end in ends))


def _fitted(wanted: Sequence[int], least: Sequence[int], room: int) -> list[int]:
    """What is left after the least goes to those that want more, by how much; what then is left over to all alike."""
    wishes = [wide - narrow for wide, narrow in zip(wanted, least, strict=False)]
    left = max(room - sum(least[: len(wanted)]), 0)
    shared = min(left, sum(wishes))
    over = (left - shared) // len(wanted)
    return [
        narrow + (shared * wish // sum(wishes) if wish else 0) + over
        for narrow, wish in zip(least, wishes, strict=False)
    ]


def _further(names: Sequence[str]) -> str:
    """The columns there is no room for."""
    said = ngettext(
        "{n} further column is in the file: {names}", "{n} further columns are in the file: {names}", len(names)
    )
    return said.format(n=show.number(len(names)), names=", ".join(names))


def _said(plan: Plan) -> str:
    rows = ngettext("{n} row", "{n} rows", plan.written).format(n=show.number(plan.written))
    columns = ngettext("{n} column", "{n} columns", len(plan.columns)).format(n=len(plan.columns))
    if plan.target.kind == "xlsx":
        return " · ".join((rows, columns, _("Excel file")))
    return " · ".join((rows, columns, plan.target.encoding.upper(), _separator(plan)))


def _separator(plan: Plan) -> str:
    sign = plan.target.separator
    return _(_SEPARATORS[sign]) if sign in _SEPARATORS else sign


def _left_out(plan: Plan) -> str:
    written = {column.entry for column in plan.columns}
    missing = [_(word) for word, entries in _PERSONAL if not written & set(entries)]
    return _("Only what is needed: {fields} are not written.").format(fields=", ".join(missing))

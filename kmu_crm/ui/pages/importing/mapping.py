"""What each column of a file becomes; the target is chosen in its place."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu

from kmu_crm.desk.preview import ColumnLook, Look
from kmu_crm.fields import show
from kmu_crm.i18n import N_, _
from kmu_crm.sources.mapping import titles
from kmu_crm.sources.mapping.sheets import bundled, own
from kmu_crm.sources.mapping.vocabulary import IGNORED
from kmu_crm.store.place import own_sheets
from kmu_crm.ui import theme
from kmu_crm.ui.pages.importing import words
from kmu_crm.ui.pages.importing.picker import Picker
from kmu_crm.ui.pages.importing.tray import Item
from kmu_crm.ui.tables import Choice, Column, Filled, PagedTable, Table, Tagged
from kmu_crm.ui.tips import tip
from kmu_crm.ui.widgets import Button, Card, Chip, ElidedLabel, IconLabel, Note, SkeletonBars, column, row

OWN_LIST = "own list"
OF_ALL = {
    "": N_("The rows speak for themselves"),
    "withdrawn": N_("Everybody in this file has unsubscribed"),
    "general": N_("Everybody in this file objects to all advertising"),
    "no_calls": N_("Nobody in this file wants calls"),
    "no_letters": N_("Nobody in this file wants letters"),
    "bounced": N_("Mails to everybody in this file came back"),
}
ROOMY = 660  # px from which the buttons at the head have words
Line = tuple[int, ColumnLook]


class MappingCard(Card):
    """`assigned`: {header: field}. `program_chosen`: a format's id or `OWN_LIST`. `remembered`, `confirmed`: as shown.
    `sheet_wanted`: the mapping as a format sheet; `sheet_offered`: one from somebody else. `all_said`: what every row says, ""
    for nothing."""

    assigned, program_chosen, all_said = Signal(object), Signal(str), Signal(str)
    remembered, confirmed, sheet_wanted, sheet_offered = Signal(), Signal(), Signal(), Signal()

    def __init__(self) -> None:
        super().__init__(flush=True, gap=6)
        self.item: Item | None = None
        self._lines: list[Line] = []
        self._narrow = False
        self._icon, self._name, self._program = (
            IconLabel("file-text", "accent_text", 22),
            ElidedLabel("", "section", middle=True),
            Chip("", "ok"),
        )
        self._how = ElidedLabel("", "caption2")
        self.other = Button(_("Other program"), icon="puzzle", on_click=self.choose_program)
        self.keep = Button(_("Remember mapping"), icon="bookmark", on_click=self.remembered.emit)
        more = Button("", icon="ellipsis", name=_("More about this mapping"), on_click=self.open_menu)
        self.more = more
        title = row(self._name, self._program, 1, gap=8)
        head = row(
            self._icon, column(title, self._how, gap=1), self.other, self.keep, more, gap=10, margins=(14, 0, 14, 0)
        )
        head.setStretch(1, 1)
        self.doubt = Note("", "warn")
        self.right = Button(_("Mapping is right"), small=True, on_click=self.confirmed.emit)
        self.doubt.add(self.right)
        self.model = PagedTable(
            self._columns(), lambda ids: [self._lines[place] for place in ids], key=lambda line: line[0]
        )
        self.table = Table(self.model, _("Columns of the file"), compact=True)
        self.table.cell_clicked.connect(lambda place, name: self.choose_target(place) if name == "target" else None)
        self.table.opened.connect(self.choose_target)
        self._wait = SkeletonBars(10, 30)
        self.add(head, self.doubt, self._wait, self.table)
        self.body.setStretch(2, 1)
        self.body.setStretch(3, 1)
        self.body.setContentsMargins(0, 10, 0, 4)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the file's name and program come before the words of the buttons."""
        super().resizeEvent(event)
        if (narrow := self.width() < theme.px(ROOMY)) != self._narrow:
            self._narrow = narrow
            for button in (self.other, self.keep):
                button.shorten(narrow)
                button.setToolTip(tip(button.accessibleName() if narrow else ""))

    def _columns(self) -> list[Column]:
        return [
            Column("header", _("Column in the file"), "strong", lambda line: line[1].header, 150),
            Column("arrow", "", "icon", lambda line: Choice("", "arrow-right", "text2" if line[1].taken else "text3"), 30),
            Column("target", _("Becomes"), "choice", lambda line: words.target(line[1]), 222, spoken=self._spoken),
            Column("examples", _("Examples"), "quiet", lambda line: words.examples(line[1]), 0),
            Column("filled", _("Filled"), "bar", lambda line: Filled(line[1].filled, show.percent(line[1].filled)), 92),
            Column("verdict", _("Check result"), "chip", lambda line: self._verdict(line[1]), 128, fits=(_("own field"),)),
        ]  # fmt: skip

    def _verdict(self, one: ColumnLook) -> Tagged:
        return words.verdict(one, self.item.trial if self.item else None)

    def _spoken(self, line: Line) -> str:
        return _("{field}. Click to choose another target.").format(field=words.target(line[1]).text)

    def show_item(self, item: Item) -> None:
        """Lines keep their place while only the trial moves on."""
        same = self.item is item and item.look is not None and self._lines and self._look is item.look
        if self.item is not item:
            self._lines = []
        self.item, self._look = item, item.look
        self._wait.setVisible(item.look is None)
        self.table.setVisible(item.look is not None)
        self._name.setText(item.name)
        for button in (self.other, self.keep, self.more):
            button.setEnabled(item.look is not None)
        if item.look is None:
            self._program.hide()
            self.doubt.hide()
            self._how.setText("")
            return
        self._head(item.look)
        if same:
            self.model.refresh()
            return
        self._lines = list(enumerate(self._in_order(item.look)))
        self.model.set_ids(range(len(self._lines)))
        self.table.setCurrentIndex(self.model.index(-1, -1))

    def _in_order(self, look: Look) -> list[ColumnLook]:
        """Problems first; a file shown already keeps its lines where they are, so that one can go down the list."""
        before = {one.header: place for place, one in self._lines}
        if before.keys() == {one.header for one in look.columns}:
            return sorted(look.columns, key=lambda one: before[one.header])
        return _problems_first(look)

    def _head(self, look: Look) -> None:
        sure = show.percent(look.recognised.confidence)
        self._icon.show_as(words.program_icon(look), "accent_text")
        self._program.show_as(
            _("{program} · {percent} sure").format(program=words.of_look(look), percent=sure),
            "ok" if look.importable else "danger",
        )
        self._program.show()
        total = len(look.columns)
        known = _("Recognised by {n} of {total} column names").format(
            n=show.number(look.known), total=show.number(total)
        )
        self._how.setText(
            known
            if look.whole
            else _("{known} · examples from the first {rows}").format(known=known, rows=words.rows(10_000))
        )
        self.doubt.setVisible(not look.importable)
        self._tell_doubt(look)
        for button in (self.keep, self.more):
            button.setEnabled(any(one.taken for one in look.columns))

    def _tell_doubt(self, look: Look) -> None:
        text = _("This list is not known. Check what each column becomes: click a target to change it.")
        if look.recognised.by_number_alone:
            text = _(
                "This list names customers by their number alone. Assign the column that holds names, mail addresses or telephone"
                " numbers: click its target to change it."
            )
        if why := look.recognised.suppliers:
            text = _("This seems to be a list of suppliers, who are no customers: {why}").format(why=why)
        self.doubt.set_text(text)
        self.right.setText(_("They are customers all the same") if why else _("Mapping is right"))

    def choose_target(self, place: int) -> None:
        """Opens the list of fields at the cell."""
        line = self._lines[place][1]
        groups = [
            (heading, [(titles.title(field), field, words.field_icon(field)) for field in fields])
            for heading, fields in titles.groups()
        ]
        index = self.model.index(place, 2)
        at = self.table.visualRect(index)
        name = _("What “{column}” becomes").format(column=line.header)
        self.picker = Picker(self, name, groups, lambda field: self._assign(line, field), line.field or IGNORED)
        self.picker.open_at(self.table.viewport().mapToGlobal(at.bottomLeft()), at.width())

    def _assign(self, line: ColumnLook, field: object) -> None:
        if field != (line.field or IGNORED):
            self.assigned.emit({line.header: None if field == IGNORED else field})

    def open_menu(self) -> None:
        self.menu = QMenu(self)
        self.menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.menu.addAction(_("Save as format sheet …"), self.sheet_wanted.emit)
        self.menu.addAction(_("Use a format sheet …"), self.sheet_offered.emit)
        if self.item and self.item.look and self.item.look.recognised.of_people:
            self.menu.addSeparator()
            for word, title in OF_ALL.items():
                action = self.menu.addAction(_(title), lambda word=word: self.all_said.emit(word))
                action.setCheckable(True)
                action.setChecked(self.item.look.recognised.everyone == word)
        self.menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def choose_program(self) -> None:
        every = [*own(own_sheets("formats")), *bundled()]
        known = sorted({(sheet.shown, sheet.id, "") for sheet in every if not sheet.declined})
        groups = [
            (_("Own lists"), [(_("Own list: columns by their names"), OWN_LIST, "table")]),
            (_("Programs"), known),
        ]
        now = self.item.look.recognised.sheet.id if self.item and self.item.look else None
        self.picker = Picker(
            self, _("Program the file comes from"), groups, lambda chosen: self.program_chosen.emit(str(chosen)), now
        )
        self.picker.open_at(self.other.mapToGlobal(self.other.rect().bottomLeft()), theme.px(320))


def _problems_first(look: Look) -> list[ColumnLook]:
    """Then the order of the file; columns that say nothing and go nowhere come last."""

    def rank(column: ColumnLook) -> int:
        if column.verdict in ("doubtful", "unproven"):
            return 0
        return 2 if column.verdict == "empty" or (column.verdict == "skipped" and not column.filled) else 1

    return sorted(look.columns, key=rank)

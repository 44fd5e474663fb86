"""What the last delivery brought, and every import there ever was, each of which can be taken back."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog

from kmu_crm.desk import leftovers
from kmu_crm.desk.delivering import Delivered, take_back
from kmu_crm.fields import show
from kmu_crm.i18n import _, ngettext
from kmu_crm.sources import losses, queries
from kmu_crm.sources.queries import ImportLine
from kmu_crm.ui import theme
from kmu_crm.ui.overlay import Overlay
from kmu_crm.ui.pages.importing import words
from kmu_crm.ui.pages.importing.running import count_words, left_words
from kmu_crm.ui.session import Session
from kmu_crm.ui.tables import Choice, Column, PagedTable, Table, Tagged
from kmu_crm.ui.widgets import Button, Card, Label, Note, SearchField, Tile, clear, column, row


class ResultCard(Card):
    """Five figures, each a way to what lies behind it."""

    review, see_new, undo = Signal(), Signal(), Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__(_("Result"), gap=10)
        self._session, self._imports = session, []
        self._tiles, self._notes, self._buttons = row(gap=10), column(gap=6), row(gap=8)
        self.add(self._tiles, self._notes, self._buttons)
        self.hide()

    def show_result(self, delivered: Delivered) -> None:
        done = delivered.done
        self._imports = [report.id for report in done if report.id is not None]
        tallies = [report.tally for report in done]
        left = sum(len(report.refusals) + sum(report.skipped.values()) for report in done)
        rows_left = sum(len(report.refusals) for report in done)
        pairs = delivered.derived.review_pairs if delivered.derived else 0
        self.header.note.setText(count_words(len(done)))
        clear(self._tiles)
        new = max(delivered.new_profiles, 0)
        self._tile(_("new customers"), new, _("added"), "ok", self.see_new.emit if new else None)
        self._tile(_("updated"), sum(tally.updated for tally in tallies), _("records with newer values"), "info", None)
        self._tile(_("unchanged"), sum(tally.unchanged for tally in tallies), _("were here already"), "", None)
        self._tile(
            _("possible duplicates"),
            pairs,
            _("to review") if pairs else _("none"),
            "warn",
            self.review.emit if pairs else None,
        )
        self._tile(
            _("rows left out"),
            left,
            _("reasons in the list") if rows_left else _("none"),
            "danger",
            self.save_left if rows_left else None,
        )
        self._notes_of(delivered)
        self._buttons_of(bool(pairs), rows_left, new)
        self.show()

    def _tile(self, title: str, count: int, note: str, tone: str, on_click: Callable[[], object] | None) -> None:
        tile = Tile(title, show.number(count), note, clickable=on_click is not None, tone=tone if count else "muted")
        if on_click:
            tile.clicked.connect(on_click)
        self._tiles.addWidget(tile, 1)

    def _notes_of(self, delivered: Delivered) -> None:
        clear(self._notes)
        for text in left_words(delivered):
            self._notes.addWidget(Note(text, "warn"))
        same = [report.file for report in delivered.done if report.same_as]
        if same:
            self._notes.addWidget(
                Note(
                    _("Nothing new in {files}: the same content had been imported before.").format(
                        files=", ".join(same)
                    )
                )
            )

    def _buttons_of(self, pairs: bool, rows_left: int, new: int) -> None:
        clear(self._buttons)
        if pairs:
            self._buttons.addWidget(Button(_("Review duplicates"), "primary", "git-merge", on_click=self.review.emit))
        if rows_left:
            self._buttons.addWidget(Button(_("Rows left out as Excel …"), icon="download", on_click=self.save_left))
        if new:
            self._buttons.addWidget(
                Button(_("See new customers"), "plain" if pairs else "primary", "users", on_click=self.see_new.emit)
            )
        self._buttons.addStretch(1)
        if self._imports:
            self._buttons.addWidget(
                Button(_("Undo import …"), "danger", "undo-2", on_click=lambda: self.undo.emit(list(self._imports)))
            )

    def save_left(self) -> None:
        """Asks where to, one file for each import that left rows out."""
        with_rows = [
            line for line in queries.imports(self._session.db, 200) if line.id in self._imports and line.refused
        ]
        for line in with_rows:
            save_left_rows(self, self._session, line)


def save_left_rows(parent, session: Session, line: ImportLine) -> None:
    proposed = str(Path.home() / _("{name} left out.xlsx").format(name=Path(line.file).stem))
    target, _kind = QFileDialog.getSaveFileName(
        parent, _("Save rows left out"), proposed, _("Excel file (*.xlsx);;CSV file (*.csv)")
    )
    if target:
        session.ask(lambda db: leftovers.write(db, line.id, Path(target)), lambda _rows: None)


class HistoryCard(Card):
    """All imports, newest first."""

    undo = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__(_("All imports"), flush=True, gap=6)
        self._session, self._lines = session, []
        self.search = SearchField(_("Search"), _("Search imports"), small=True)
        self.search.setFixedWidth(theme.px(170))
        self.search.searched.connect(lambda _text: self._narrow())
        self.header.add(self.search)
        self.model = PagedTable(self._columns(), lambda ids: [line for line in self._lines if line.id in set(ids)])
        self.table = Table(self.model, _("All imports"), compact=True)
        self.table.cell_clicked.connect(self._click)
        self._empty = Label(_("Nothing has been imported yet."), "caption2")
        self._empty.setContentsMargins(14, 4, 14, 12)
        self.add(self.table, self._empty)
        self.setMinimumHeight(theme.px(150))

    def _columns(self) -> list[Column]:
        number = lambda name: lambda line: show.number(getattr(line, name))  # noqa: E731
        return [
            Column("at", _("Moment"), "date", lambda line: show.moment(line.at), 148),
            Column("file", _("File"), "icon", lambda line: Choice(line.file, words.file_icon(line.file), "text2"), 0),
            Column(
                "program",
                _("Program"),
                "text",
                lambda line: line.title,
                180,
                hidden_below=760,
            ),
            Column("rows", _("Rows"), "number", number("rows"), 74),
            Column("new", _("New"), "number", number("new"), 70),
            Column("updated", _("Changed"), "number", number("updated"), 82),
            Column("refused", _("Left out"), "number", number("refused"), 96),
            Column("state", _("State"), "chip", _state, 124),
            Column("undo", "", "icon", _way_back, 40, spoken=_way_back_words),
        ]

    def refresh(self) -> None:
        self._lines = [line for line in queries.imports(self._session.db) if line.format != "entry"]
        self._empty.setVisible(not self._lines)
        self.table.setVisible(bool(self._lines))
        self.search.setVisible(len(self._lines) > 5)
        self._narrow()

    def _narrow(self) -> None:
        typed = self.search.text().casefold()
        self.model.set_ids([line.id for line in self._lines if typed in f"{line.file} {line.title}".casefold()])

    def _click(self, number: int, name: str) -> None:
        line = next(one for one in self._lines if one.id == number)
        if name == "undo" and line.state == "done":
            self.undo.emit([number])
        elif name == "refused" and line.refused:
            save_left_rows(self, self._session, line)


def _way_back(line: ImportLine) -> Choice | None:
    return Choice("", "undo-2") if line.state == "done" else None


def _way_back_words(line: ImportLine) -> str:
    return _("Undo …") if line.state == "done" else ""


def _state(line: ImportLine) -> Tagged:
    return Tagged(_("taken over"), "ok") if line.state == "done" else Tagged(_("undone"), "neutral")


class Undoing(Overlay):
    """Says what would be lost before imports are taken back."""

    def __init__(self, window, session: Session, numbers: list[int]) -> None:
        super().__init__(window, 540, 330)
        self._session, self._numbers = session, sorted(numbers, reverse=True)
        files = {line.id: line.file for line in queries.imports(session.db)}
        title = (
            _("Undo {file}?").format(file=files[numbers[0]])
            if len(numbers) == 1
            else _("Undo these {n} imports?").format(n=len(numbers))
        )
        self._list = column(Label(_("Working out what would be lost …"), "body2"), gap=6)
        self.go = Button(_("Undo import"), "danger", "undo-2", on_click=self._go)
        self.go.setEnabled(False)
        self.keep = Button(_("Keep import"), on_click=self.close_up)
        kept = Note(_("Objections, unsubscriptions and undeliverable addresses stay in any case."), "neutral")
        self.dialog.setLayout(
            column(
                Label(title, "section", wrap=True),
                self._list,
                1,
                kept,
                row(1, self.keep, self.go),
                gap=12,
                margins=(22, 18, 20, 18),
            )
        )
        session.ask(lambda db: [losses.of(db, number) for number in self._numbers], self._tell)

    def open(self) -> None:
        super().open()
        self.keep.setFocus()

    def _tell(self, found: list[losses.Losses]) -> None:
        clear(self._list)
        sums = [sum(getattr(one, name) for one in found) for name in ("customers", "documents", "permissions", "edits")]
        customers, documents, permissions, edits = sums
        lines = [
            (customers, _customers_lost(customers, len(found))),
            (documents, ngettext("{n} document or event", "{n} documents and events", documents)),
            (permissions, ngettext("{n} consent", "{n} consents", permissions)),
            (edits, ngettext("{n} later edit on these customers", "{n} later edits on these customers", edits)),
        ]
        self._list.addWidget(
            Label(_("This goes:") if any(sums) else _("Nothing goes: other imports say the same."), "body2")
        )
        for count, text in lines:
            if count:
                self._list.addWidget(
                    Label("–  " + text.format(n=show.number(count)), "strong", "danger" if text is lines[3][1] else "")
                )
        self.go.setEnabled(True)

    def _go(self) -> None:
        self.close_up()
        self._session.run(self._session.apart(take_back, self._numbers))

    def close_up(self) -> None:
        super().close_up()
        self.deleteLater()


def _customers_lost(n: int, imports: int) -> str:
    if imports > 1:
        return ngettext(
            "{n} customer record that only these imports brought",
            "{n} customer records that only these imports brought",
            n,
        )
    return ngettext(
        "{n} customer record that only this import brought", "{n} customer records that only this import brought", n
    )

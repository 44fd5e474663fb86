"""What the last delivery brought."""

from collections import Counter
from collections.abc import Callable

from PySide6.QtCore import Signal

from kmu_crm.desk.delivering import Delivered
from kmu_crm.fields import show
from kmu_crm.i18n import _, ngettext
from kmu_crm.sources import queries
from kmu_crm.sources.choices import is_done
from kmu_crm.sources.recording.oddities import Oddity, once
from kmu_crm.sources.recording.problems import LOUD, sentence
from kmu_crm.sources.recording.report import ImportReport
from kmu_crm.ui.pages.importing import words
from kmu_crm.ui.pages.importing.happening import CUSTOMERS_NOW, Happening
from kmu_crm.ui.pages.importing.running import count_words, left_words
from kmu_crm.ui.pages.importing.saving import save_left_rows
from kmu_crm.ui.session import Session
from kmu_crm.ui.widgets import Button, Card, Note, Tile, clear, column, pieces, row


def _lines(one: Oddity) -> str:
    lines = ", ".join(map(show.number, one.lines)) + (" …" if one.count > len(one.lines) else "")
    return ngettext("line {lines}", "lines {lines}", one.count).format(lines=lines)


def _on_purpose(done: list[ImportReport]) -> str:
    """Why rows were passed over that nothing is wrong with, such as suppliers."""
    return ", ".join(sorted({sentence(reason) for report in done for reason in report.skipped}))


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
        left = sum(report.left_out for report in done)
        rows_left = sum(len(report.refusals) for report in done)
        pairs = delivered.derived.review_pairs if delivered.derived else 0
        new = max(delivered.new_profiles, 0)
        self.header.note.setText(count_words(len(done)) if done else "")
        clear(self._tiles)
        if done:
            self._figures(done, new, pairs, left, rows_left)
        self._notes_of(delivered)
        self._buttons_of(bool(pairs), rows_left, new)
        self.show()

    def _figures(self, done: list[ImportReport], new: int, pairs: int, left: int, rows_left: int) -> None:
        tallies = [report.tally for report in done]
        entries = sum(tally.new for tally in tallies)
        way = self.see_new.emit if new else self._way(done, "new")
        self._tile(words.new_entries(entries), entries, words.new_customers(new), "ok", way)
        counts: Counter[str] = Counter()
        for report in done:
            counts.update(report.changes.counts)
        note = words.changed(counts) or _("records with newer values")
        self._tile(_("updated"), sum(tally.updated for tally in tallies), note, "info", self._way(done, "updated"))
        kept = sum(tally.unchanged for tally in tallies)
        self._tile(_("unchanged"), kept, _("were here already"), "", self._way(done, "unchanged"))
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
            _("reasons in the list") if rows_left else _on_purpose(done) or _("none"),
            "danger" if rows_left else "",
            self.save_left if rows_left else None,
        )

    def _tile(self, title: str, count: int, note: str, tone: str, on_click: Callable[[], object] | None) -> None:
        tile = Tile(title, show.number(count), note, clickable=on_click is not None, tone=tone if count else "muted")
        if on_click:
            tile.clicked.connect(on_click)
        self._tiles.addWidget(tile, 1)

    def _way(self, done: list[ImportReport], outcome: str) -> Callable[[], object] | None:
        """To the first rows behind a figure, where some are kept."""
        samples = [sample for report in done for sample in report.changes.of(outcome)]
        total = sum(getattr(report.tally, outcome) for report in done)
        return (lambda: Happening(self.window(), outcome, samples, total).open()) if samples else None

    def _notes_of(self, delivered: Delivered) -> None:
        clear(self._notes)
        if not delivered.done:
            self._notes.addWidget(Note(_("Nothing was written: everything is as it was before.")))
        self._other_values(delivered)
        for report in delivered.done:
            if report.new_noes:
                text = _("{file}: objections, unsubscriptions and undeliverable addresses noted for good: {n}")
                self._notes.addWidget(Note(text.format(file=report.file, n=show.number(report.new_noes))))
            if told := [one.text.rstrip(".") for one in report.warnings if is_done(one.code)]:
                self._notes.addWidget(Note(f"{report.file}: {' · '.join(told)}"))
            for one in once(report.warnings):
                if one.code in LOUD:
                    where = "; ".join(
                        filter(None, (one.column and show.columns([one.column]), one.lines and _lines(one)))
                    )
                    text = f"{one.text} ({where})" if where else one.text
                    self._notes.addWidget(self._note(f"{report.file}: {text}.", report, one))
        for text in left_words(delivered):
            self._notes.addWidget(Note(text, "warn"))
        if delivered.backup:
            self._notes.addWidget(
                Note(_("The state before this import lies in {file}.").format(file=delivered.backup), "ok")
            )
        same = [report.file for report in delivered.done if report.same_as]
        if same:
            self._notes.addWidget(
                Note(
                    _("Nothing new in {files}: the same content had been imported before.").format(
                        files=", ".join(same)
                    )
                )
            )

    def _other_values(self, delivered: Delivered) -> None:
        """The customers of whom it was told before that they get other values."""
        became = delivered.derived.customers if delivered.derived else None
        if became is None or not became.changed:
            return
        text = ngettext(
            "{n} customer has other values now, seen over all sources",
            "{n} customers have other values now, seen over all sources",
            became.changed,
        )
        note = Note(text.format(n=show.number(became.changed)), "neutral")
        shown = Button(_("Show"), "link", name=_("Show what has changed"))
        shown.clicked.connect(lambda: Happening(self.window(), CUSTOMERS_NOW, became.samples, became.changed).open())
        note.add(shown)
        self._notes.addWidget(note)

    def _note(self, text: str, report: ImportReport, one: Oddity) -> Note:
        """With a way to the rows of which some are kept."""
        note, samples = Note(text, "warn"), report.changes.of(one.code)
        if samples:
            shown = Button(words.rows(one.count), "link")
            shown.clicked.connect(lambda: Happening(self.window(), one.code, samples, one.count).open())
            shown.setAccessibleName(_("Show these rows: {cause}").format(cause=one.text))
            note.add(shown)
        return note

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

    def focus_first(self) -> None:
        for button in pieces(self._buttons)[:1]:
            button.setFocus()

    def refresh(self) -> None:
        """What was taken back since is no result any more; the log tells of it."""
        if not self.isHidden() and not queries.all_stand(self._session.db, self._imports):
            self.hide()

    def save_left(self) -> None:
        """Asks where to, one file for each import that left rows out."""
        with_rows = [
            line for line in queries.imports(self._session.db, 200) if line.id in self._imports and line.refused
        ]
        for line in with_rows:
            save_left_rows(self, self._session, line)

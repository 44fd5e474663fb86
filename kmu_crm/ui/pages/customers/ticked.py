"""What can be done with the customers that are ticked."""

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from kmu_crm.desk import entry
from kmu_crm.fields import show
from kmu_crm.i18n import _, ngettext
from kmu_crm.profiles import queries
from kmu_crm.segments import store as segments
from kmu_crm.ui.pages.customers.inline import InlineField
from kmu_crm.ui.pages.customers.unheard import tell
from kmu_crm.ui.session import Session
from kmu_crm.ui.tables import PagedTable
from kmu_crm.ui.tables.columns import plain
from kmu_crm.ui.widgets import Button, FlowLayout, Label, column, lay_out, row


class TickedBar(QWidget):
    """Stands in place of the filters while something is ticked."""

    mailing_wanted = Signal(str)  # a rule text
    calls_wanted = Signal(object)  # numbers, in the list's order

    def __init__(self, session: Session, model: PagedTable) -> None:
        super().__init__()
        self._session, self._model = session, model
        self.count = Label("", "strong")
        self.tag_button = Button(_("Tag …"), icon="tag", small=True, on_click=self._ask_tag)
        self.calls_button = Button(_("Call list"), icon="phone", small=True, on_click=self._to_calls)
        self.segment_button = Button(_("Segment …"), icon="funnel", small=True, on_click=self._ask_segment)
        self.mailing_button = Button(_("Mailing list …"), icon="send", small=True, on_click=self._to_mailing)
        self.merge_button = Button(_("Merge …"), icon="git-merge", small=True, on_click=self._merge)
        self.copy_button = Button(_("Copy"), icon="copy", small=True, on_click=self.copy)
        self.naming = InlineField()
        everybody = Button(_("Select all"), "link", on_click=model.check_all)
        leave = Button("", "ghost", "x", small=True, name=_("Clear selection"), on_click=lambda: model.set_checked(()))
        buttons = QWidget()
        flow = FlowLayout(buttons)
        for one in (
            self.tag_button, self.calls_button, self.segment_button, self.mailing_button, self.merge_button,
            self.copy_button, everybody,
        ):  # fmt: skip
            flow.addWidget(one)
        line = row(self.count, buttons, leave, gap=6)
        line.setStretch(1, 1)
        lay_out(self, column(line, self.naming, gap=6))
        self.hide()

    def show_count(self, n: int) -> None:
        self.count.setText(ngettext("{n} selected", "{n} selected", n).format(n=show.number(n)))
        self.merge_button.setVisible(n == 2)
        self.naming.hide()
        self.setVisible(n > 0)

    def copy(self) -> None:
        """The ticked rows in the list's order, as a table for spreadsheets."""
        ticked = self._model.checked()
        placed = [number for number in self._model.ids() if number in ticked]
        rest = () if self._model.is_whole() else ticked.difference(placed)  # their places are still to come
        lines = queries.lines(self._session.db, [*placed, *sorted(rest)])
        shown = [one for one in self._model.columns if one.kind != "check"]
        rows = [[one.title for one in shown]] + [[plain(one.value(line)) for one in shown] for line in lines]
        data = QMimeData()
        data.setText("\n".join("\t".join(cells) for cells in rows))
        QGuiApplication.clipboard().setMimeData(data)

    def _ask_tag(self) -> None:
        self.naming.ask(_("Tag"), _("Give tag"), self._tag)

    def _tag(self, text: str) -> None:
        ids, author, session = sorted(self._model.checked()), self._session.author, self._session
        said = ngettext("Tag “{tag}” given to {n} customer", "Tag “{tag}” given to {n} customers", len(ids))
        said = said.format(tag=text, n=show.number(len(ids)))
        session.record(said, lambda db, _progress: entry.tag_all(db, ids, text, author))
        tell(session, {"tags": text})

    def _merge(self) -> None:
        from kmu_crm.ui.pages.customers.merging import MergeByHand

        a, b = sorted(self._model.checked())
        sheet = MergeByHand(self._session, a, b)
        sheet.joined.connect(lambda: self._model.set_checked(()))
        sheet.open()

    def _to_mailing(self) -> None:
        self.mailing_wanted.emit(self._rule())

    def _rule(self) -> str:
        numbers = ", ".join(str(number) for number in sorted(self._model.checked()))
        return f"profile in ({numbers})"

    def _to_calls(self) -> None:
        ticked = self._model.checked()
        self.calls_wanted.emit([number for number in self._model.ids() if number in ticked])

    def _ask_segment(self) -> None:
        self.naming.ask(_("Name of the segment"), _("Keep"), self._keep_segment)

    def _keep_segment(self, name: str) -> None:
        rule, session = self._rule(), self._session
        said, author = _("Segment “{name}” kept").format(name=name), session.author
        session.run(
            lambda db, _progress: segments.save(db, name, rule, author),
            lambda made: session.undoable.emit(said, lambda now: now.run(lambda db, p: segments.delete(db, made.name))),
        )

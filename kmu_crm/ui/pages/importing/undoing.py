"""What would be lost if imports were taken back, before they are."""

from kmu_crm.desk import before_undo
from kmu_crm.desk.before_undo import Rehearsed
from kmu_crm.desk.delivering import take_back
from kmu_crm.errors import Cancelled
from kmu_crm.fields import show
from kmu_crm.i18n import _, ngettext
from kmu_crm.sources import losses, queries
from kmu_crm.ui.errors import show_error
from kmu_crm.ui.overlay import PassingOverlay
from kmu_crm.ui.pages.customers.question import Latest
from kmu_crm.ui.session import Session
from kmu_crm.ui.widgets import Button, Label, Note, clear, column, lay_out, row
from kmu_crm.ui.working import WorkBanner


class Undoing(PassingOverlay):
    """Says what would be lost before imports are taken back."""

    def __init__(self, window, session: Session, numbers: list[int]) -> None:
        super().__init__(window, 560, 440)
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
        self.kept = Note(_("Objections, unsubscriptions and undeliverable addresses stay in any case."), "neutral")
        lay_out(
            self.dialog,
            column(
                Label(title, "section", wrap=True),
                self._list,
                1,
                self.kept,
                row(1, self.keep, self.go),
                gap=12,
                margins=(22, 18, 20, 18),
            ),
        )
        self._asking = Latest(session, self)
        self._asking.ask(lambda db: [losses.of(db, number) for number in self._numbers], self._told)

    def open(self) -> None:
        super().open()
        self.keep.setFocus()

    def _told(self, found: list[losses.Losses]) -> None:
        """At once; who goes and who gets earlier values is found out by trying it, where the import is no large one."""
        self._tell(found, None)
        gone: list[object] = []  # a sheet that was closed is told nothing
        self.destroyed.connect(lambda *_: gone.append(True))
        self._session.rehearse(
            self._session.apart(before_undo.rehearse, self._numbers),
            lambda rehearsed: gone or self._tell(found, rehearsed),
            lambda error: self._not_rehearsed(error) if not gone else None,
        )

    def _not_rehearsed(self, error: Exception) -> None:
        if not isinstance(error, Cancelled):  # a change came first, and the sheet says what it said
            show_error(self.parentWidget(), error)

    def _tell(self, found: list[losses.Losses], rehearsed: Rehearsed | None) -> None:
        clear(self._list)
        customers = rehearsed.gone if rehearsed else sum(one.customers for one in found)
        documents, permissions, edits = (
            sum(getattr(one, name) for one in found) for name in ("documents", "permissions", "edits")
        )
        goes = [
            (customers, _customers_lost(customers, len(found))),
            (documents, ngettext("{n} document or event", "{n} documents and events", documents)),
            (permissions, ngettext("{n} consent", "{n} consents", permissions)),
        ]
        noes = sum(one.noes for one in found)
        earlier = rehearsed.earlier if rehearsed else 0
        joined = rehearsed.joined if rehearsed else 0
        nothing = _("Nothing goes.") if noes or earlier or joined else _("Nothing goes: other imports say the same.")
        told = any(count for count, _text in goes)
        self._list.addWidget(Label(_("This goes:") if told else nothing, "body2"))
        for count, text in goes:
            if count:
                self._say(count, text, "danger")
            if count and text is goes[0][1] and (names := _names(found, "names")):
                self._list.addWidget(Label(_("Among them: {names}").format(names=names), "caption2", wrap=True))
        if earlier or joined or edits:
            self._list.addWidget(Label(_("This stays:"), "body2"))
        if earlier:
            self._say(
                earlier,
                ngettext("{n} customer, with earlier values", "{n} customers, with earlier values", earlier),
            )
        if joined:
            text = ngettext("{n} customer, as one with another", "{n} customers, as one with another", joined)
            self._say(joined, text)
        if edits:
            self._say(edits, ngettext("{n} later edit", "{n} later edits", edits))
        for text in _details(found):
            self._list.addWidget(Label(text, "caption2", wrap=True))
        if noes:
            text = _("Objections, unsubscriptions and undeliverable addresses stay in any case: {n} here.")
            self.kept.set_text(text.format(n=show.number(noes)))
        self.go.setEnabled(True)

    def _say(self, count: int, text: str, tone: str = "") -> None:
        self._list.addWidget(Label("–  " + text.format(n=show.number(count)), "strong", tone))

    def _go(self) -> None:
        self.close_up()
        session, window = self._session, self.parentWidget()
        work = session.run(
            session.apart(take_back, self._numbers),
            lambda _none: banner.close_up(),
            lambda error: (banner.close_up(), show_error(window, error)),
        )
        banner = WorkBanner(window, _("The import is being undone …"), work)


def _details(found: list[losses.Losses]) -> list[str]:
    """What the later edits are and of whom, and the lists these customers stood in."""
    said = {
        _("Corrections"): sum(one.corrections for one in found),
        _("Decisions who is one"): sum(one.merges for one in found),
        _("Notes and entries"): sum(one.notes for one in found),
        _("Tags and tasks"): sum(one.others for one in found),
    }
    edits = [f"{title} {show.number(count)}" for title, count in said.items() if count]
    exports = max((one.exports for one in found), default=0)
    if exports:
        edits.append(ngettext("in {n} mailing list", "in {n} mailing lists", exports).format(n=show.number(exports)))
    told = [" · ".join(edits)] if edits else []
    worked = _names(found, "worked")
    return told + ([_("Edited: {names}").format(names=worked)] if worked else [])


def _names(found: list[losses.Losses], which: str) -> str:
    names = list(dict.fromkeys(name for one in found for name in getattr(one, which)))
    return ", ".join(names[: losses.MOST_NAMES])


def _customers_lost(n: int, imports: int) -> str:
    if imports > 1:
        return ngettext(
            "{n} customer whom only these imports brought",
            "{n} customers whom only these imports brought",
            n,
        )
    return ngettext("{n} customer whom only this import brought", "{n} customers whom only this import brought", n)

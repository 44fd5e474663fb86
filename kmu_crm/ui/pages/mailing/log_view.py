"""The export log: who wrote which list when, for what purpose, and to whom."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QWidget

from kmu_crm.fields import show
from kmu_crm.i18n import N_, _
from kmu_crm.outreach.arms import CONTROL
from kmu_crm.outreach.funnel import title
from kmu_crm.outreach.log import Campaign, Frozen
from kmu_crm.ui.tables import Column, PagedTable, Table
from kmu_crm.ui.widgets import Card, EmptyState, Label, SectionHeader, column, lay_out

PURPOSES = {
    "advertising": N_("Advertising with consent"),
    "existing-customers": N_("Existing customers (§ 7 (3) UWG)"),
    "notice": N_("Notice"),
}
CHANNELS = {"email": N_("E-mail"), "post": N_("Letter"), "phone": N_("Phone")}
GROUNDS = {
    "consent": N_("consent"),
    "existing-customer": N_("existing customer"),
    "presumed": N_("presumed consent"),
    "legitimate-interest": N_("legitimate interest"),
    "no-block-mark": N_("no objection in the directory"),
    "notice": N_("notice"),
    CONTROL: N_("control group"),
}
Namer = Callable[[Sequence[int]], dict[int, str]]


class LogView(QWidget):
    """`chosen(number)` asks for the recipients of a list; `opened(profile number)`. `names` tells profiles' names."""

    chosen = Signal(int)
    opened = Signal(int)

    def __init__(self, names: Namer) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(_("Export log"))
        self._names, self._named, self._campaigns, self._frozen = names, {}, {}, []
        self.campaigns = PagedTable(_campaign_columns(), lambda ids: [self._campaigns[id] for id in ids])
        self.table = Table(self.campaigns, _("Export log"), compact=True)
        self.table.current_changed.connect(self.chosen.emit)
        self.recipients = PagedTable(self._recipient_columns(), self._fetch, key=lambda one: one.record_id)
        self.people = Table(self.recipients, _("Recipients of this list"), compact=True)
        self.people.opened.connect(self._open)
        self._head = SectionHeader(_("Recipients"), " ")
        self._story = Label("", "caption2", wrap=True).selectable()
        self._empty = EmptyState(
            _("Nothing written yet"), _("Every list you write is kept here, with everybody in it."), "file-text"
        )
        self._arrange()

    def _arrange(self) -> None:
        lists, details = Card(flush=True), Card(flush=True, gap=6)
        lists.body.setContentsMargins(0, 0, 0, 2)
        lists.add(self.table)
        words = QWidget()
        lay_out(words, column(self._head, self._story, gap=4, margins=(14, 0, 14, 4)))
        details.add(words, self.people)
        details.body.setStretch(1, 1)
        self._parts = QSplitter(Qt.Orientation.Vertical)
        self._parts.setChildrenCollapsible(False)
        for part in (lists, details):
            self._parts.addWidget(part)
        self._parts.setSizes([260, 420])
        lay_out(self, column(self._parts, self._empty, margins=(16, 14, 16, 14)))

    def show_campaigns(self, campaigns: Sequence[Campaign], current: int = 0) -> None:
        self._campaigns = {one.id: one for one in campaigns}
        self.campaigns.set_ids(list(self._campaigns))
        self._parts.setVisible(bool(campaigns))
        self._empty.setVisible(not campaigns)
        if campaigns:
            self.table.go_to(current or campaigns[0].id)

    def take_focus(self) -> None:
        (self.table if self._campaigns else self).setFocus()

    def show_recipients(self, number: int, frozen: Sequence[Frozen]) -> None:
        if number != self.table.current_id():
            return
        one = self._campaigns[number]
        self._frozen = {who.record_id: who for who in frozen}
        self._head.note.setText(one.name)
        self._story.setText(_story(one))
        self.recipients.set_ids([who.record_id for who in frozen])

    def _fetch(self, ids: Sequence[int]) -> list[Frozen]:
        shown = [self._frozen[id] for id in ids]
        self._named |= self._names([one.profile_id for one in shown if one.profile_id is not None])
        return shown

    def _open(self, record: int) -> None:
        profile = self._frozen[record].profile_id
        if profile is not None:
            self.opened.emit(profile)

    def _recipient_columns(self) -> list[Column]:
        return [
            Column("name", _("Customer"), "strong", lambda one: self._named.get(one.profile_id, _("no longer there")), width=0),
            Column("address", _("Address"), "text", lambda one: one.address.split("|")[0] or "–", width=0),
            Column("arm", _("Version"), "text", lambda one: _("control") if one.arm == CONTROL else one.arm, width=100),
            Column("ground", _("Ground"), "quiet", lambda one: _(GROUNDS[one.ground]), width=200),
            Column("entry", _("Consent entry"), "number", lambda one: str(one.consent_event_id or "–"), width=130),
        ]  # fmt: skip


def _campaign_columns() -> list[Column]:
    return [
        Column("at", _("When"), "date", lambda one: show.moment(one.at), width=140),
        Column("name", _("List"), "strong", lambda one: one.name, width=0),
        Column("purpose", _("Purpose"), "text", lambda one: _(PURPOSES[one.purpose]), width=190),
        Column("channel", _("Way"), "text", lambda one: _(CHANNELS[one.channel]), width=80),
        Column("file", _("File"), "quiet", lambda one: one.file, width=170, hidden_below=800),
        Column("who", _("Who"), "quiet", lambda one: one.author, width=90, hidden_below=700),
        Column("written", _("Recipients"), "number", lambda one: show.number(one.written), width=96),
    ]


def _story(one: Campaign) -> str:
    """The funnel in words, why a notice had to be, the rule and the file's check sum: what somebody asks years later."""
    losses = [f"{title(reason, one.channel)} {show.number(n)}" for reason, n in one.funnel.items() if n]
    size = _("{n} in the segment").format(n=show.number(one.segment_size))
    left = _("{n} written").format(n=show.number(one.written))
    rule, file = (
        _("Rule: {rule}").format(rule=one.rule),
        _("File: {file}, check sum {sum}").format(file=one.file, sum=one.sha256[:16]),
    )
    why = _("Reason of the notice: {reason}").format(reason=one.reason or _("without reason"))
    reason = f"{why}\n" if one.reason or one.purpose == "notice" else ""
    return f"{', '.join([size, *losses, left])}.\n{reason}{rule}\n{file}"

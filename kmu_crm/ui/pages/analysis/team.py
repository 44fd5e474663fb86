"""A card that says who has what in hand, and how much of it is late."""

from collections.abc import Sequence

from kmu_crm.fields import show
from kmu_crm.i18n import _, ngettext
from kmu_crm.sales.team import DAYS, Share
from kmu_crm.ui.charts import ShareBars
from kmu_crm.ui.pages.analysis.finding import Finding


class Team(Finding):
    id, anytime, by_sales = "team", True, False

    def __init__(self) -> None:
        self.title = _("Who has what in hand")
        self.how = _(
            "Leads that sales has, complaints and low scores that nobody has seen to, and follow-ups, by who answers for them;"
            " talks are calls of the last {n} days in which somebody was spoken to. Late is what should have been done by now."
        ).format(n=show.number(DAYS))
        super().__init__(ShareBars(self.title))

    def fill(self, of: Sequence[Share]) -> None:
        if not of:
            self.lack(_("Nothing is in anybody's hands."))
            return
        most = max(max(one.open for one in of), 1)
        self.chart.set_data([(one.owner or _("Nobody"), _told(one), one.open / most, None) for one in of])
        late = sum(one.late for one in of)
        note = ngettext("{n} thing is late.", "{n} things are late.", late).format(n=show.number(late))
        self.show_chart(f"{of[0].owner or _('Nobody')}: {_told(of[0])}", note if late else _("Nothing is late."))


def _told(one: Share) -> str:
    """“3 Leads · 2 Reklamationen · 1 Wiedervorlage, 2 überfällig · 14 Gespräche”."""
    parts = [
        ngettext("{n} lead", "{n} leads", one.leads).format(n=show.number(one.leads)) if one.leads else "",
        ngettext("{n} complaint", "{n} complaints", one.loops).format(n=show.number(one.loops)) if one.loops else "",
        ngettext("{n} follow-up", "{n} follow-ups", one.tasks).format(n=show.number(one.tasks)) if one.tasks else "",
        _("{n} late").format(n=show.number(one.late)) if one.late else "",
        ngettext("{n} talk", "{n} talks", one.talks).format(n=show.number(one.talks)) if one.talks else "",
    ]
    return " · ".join(part for part in parts if part)

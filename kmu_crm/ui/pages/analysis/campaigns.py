"""The card about what mailings brought: which can be told from a control group, and what is needed for that."""

from sqlite3 import Connection

from kmu_crm.fields import show
from kmu_crm.i18n import _, ngettext
from kmu_crm.outreach import log
from kmu_crm.outreach.log import Campaign
from kmu_crm.ui.charts import Ranges
from kmu_crm.ui.pages.analysis.finding import Finding
from kmu_crm.ui.widgets import Button
from kmu_crm.value.slices import Slice

_SHOWN = 3


class Campaigns(Finding):
    id, anytime = "campaigns", True

    def __init__(self) -> None:
        self.title = _("What mailings have brought")
        self.how = _(
            "A mailing's effect is the share of buyers among those who got it, less the share among those who were held "
            "back at random. Without a control group nobody can tell who would have bought anyway."
        )
        super().__init__(Ranges(self.title, lambda points: show.number(points, 1)))
        self.begin = Button(_("Make a mailing list"), "link", "send", on_click=lambda: self.go.emit("mailing", None))
        self.begin.hide()
        self.add(self.begin)

    def ask(self, db: Connection, of: Slice) -> list[Campaign]:
        return log.campaigns(db)

    def fill(self, found: list[Campaign]) -> None:
        held = [one for one in found if one.funnel.get("control", 0)]
        self.begin.setVisible(not held)
        if not held:
            self.lack(
                _(
                    "Works from the first list written with a control group on: tick “Hold back a control group” when you "
                    "write a mailing list, and import the purchases of the weeks after it."
                )
            )
            return
        waiting = ngettext(
            "{n} mailing with a control group is running. Its effect can be told once the purchases after it are imported:",
            "{n} mailings with control groups are running. Their effect can be told once the purchases after them are imported:",
            len(held),
        ).format(n=show.number(len(held)))
        self.lack("\n".join((waiting, *(_words(one) for one in held[:_SHOWN]))))


def _words(one: Campaign) -> str:
    return _("“{name}”, {day}: {n} written to, {held} held back").format(
        name=one.name, day=show.date(one.at), n=show.number(one.written), held=show.number(one.funnel["control"])
    )

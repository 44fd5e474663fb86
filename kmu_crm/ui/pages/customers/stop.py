"""The banner over a customer who must not be contacted any more: that, why, since when, and what may still be sent."""

from kmu_crm.consent.barred import Barred
from kmu_crm.desk.dossier import Dossier
from kmu_crm.fields import show
from kmu_crm.i18n import N_, _
from kmu_crm.ui.pages.customers import words
from kmu_crm.ui.widgets import Note

_TITLES = {
    "blocked": (N_("Blocked: no contact by any way"), N_("Blocked since {day}: no contact by any way")),
    "objected": (
        N_("Do not contact: objected to all advertising"),
        N_("Do not contact: objected to all advertising, {day}"),
    ),
    "refused": (
        N_("No advertising: every known way was refused"),
        N_("No advertising: every known way was refused, last on {day}"),
    ),
}


class Stop(Note):
    """Hidden for everybody else."""

    def __init__(self) -> None:
        super().__init__("", "danger", icon="ban", title=" ")
        self.hide()

    def show_customer(self, of: Dossier) -> None:
        if of.barred is not None:
            title, text = title_of(of.barred), text_of(of.barred)
            self.title.setText(title)
            self.set_text(text)
            self.setAccessibleName(f"{title}. {text}")
        self.setVisible(of.barred is not None)


def title_of(found: Barred) -> str:
    bare, dated = _TITLES[found.how]
    return _(dated).format(day=show.date(found.since)) if found.since else _(bare)


def text_of(found: Barred) -> str:
    """The reasons by way, those that are the same once; then what an order still allows."""
    ways: dict[str, list[str]] = {}
    for channel, why in found.noes:
        ways.setdefault(why, []).append(_(words.CHANNELS[channel]))
    told = [_("{ways}: {why}").format(ways=", ".join(names), why=why) for why, names in ways.items()]
    return " · ".join([*told, _left(found)])


def _left(found: Barred) -> str:
    if not found.notices:
        return _("Nothing leaves here any more, not even about an order.")
    open_ = ", ".join(_(words.CHANNELS[channel]) for channel in found.notices)
    return _("Only about an order, without advertising: {ways}").format(ways=open_)

"""What the lights and their parts say to people."""

from kmu_crm.fields import show
from kmu_crm.i18n import N_, _, ngettext
from kmu_crm.sales.health.lights import Health, Part

LIGHTS = {
    "green": N_("Healthy"), "amber": N_("Keep an eye on it"), "red": N_("In danger"), "": N_("Not known yet"),
}  # fmt: skip
PARTS = {
    "purchases": N_("Purchases"), "trend": N_("Revenue"), "complaints": N_("Complaints"), "satisfaction": N_("Satisfaction"),
}  # fmt: skip


def light(of: Health) -> str:
    return _(LIGHTS[of.light])


def told(part: Part) -> str:
    """“last 40 days ago, usual are 30”."""
    return {"purchases": _purchases, "trend": _trend, "complaints": _complaints, "satisfaction": _satisfaction}[
        part.code
    ](part)


def _purchases(part: Part) -> str:
    if part.now is None:
        return _("no purchase yet")
    days = round(part.now)
    ago = ngettext("last {n} day ago", "last {n} days ago", days).format(n=show.number(days))
    if part.usual is None:
        return _("{ago}, no rhythm known yet").format(ago=ago)
    return _("{ago}, usual are {gap}").format(ago=ago, gap=show.number(round(part.usual)))


def _trend(part: Part) -> str:
    if part.now is None or not part.usual:
        return _("too little in the year before")
    share = (part.now - part.usual) / part.usual
    change = ("+" if share > 0 else "") + show.percent(share)
    return _("{change} on the 12 months before").format(change=change)


def _complaints(part: Part) -> str:
    n = round(part.now or 0)
    return ngettext("{n} is open", "{n} are open", n).format(n=show.number(n)) if n else _("none is open")


def _satisfaction(part: Part) -> str:
    if part.now is None:
        return _("no answer in 12 months")
    return _("{n} of 10 points").format(n=show.number(round(part.now)))

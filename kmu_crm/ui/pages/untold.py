"""Words for sums that documents without a known net amount are missing from: unknown is no nought."""

from kmu_crm.fields import show
from kmu_crm.i18n import _, ngettext
from kmu_crm.ui.widgets import Tile
from kmu_crm.value.unknown import Told


def why(of: Told) -> str:
    """Why a sum is not known at all."""
    told = ngettext(
        "{n} document tells its gross amount only, and not which VAT it includes",
        "{n} documents tell their gross amounts only, and not which VAT they include",
        of.unknown,
    )
    return told.format(n=show.number(of.unknown))


def missing(of: Told) -> str:
    """What a sum known in part lacks; "" where nothing."""
    if not of.unknown:
        return ""
    told = ngettext("without {n} document of unknown VAT", "without {n} documents of unknown VAT", of.unknown)
    return told.format(n=show.number(of.unknown))


def fill(tile: Tile, of: Told) -> None:
    """The tile of a sum of which nothing is known."""
    tile.set_figure(_("unknown"), why(of))

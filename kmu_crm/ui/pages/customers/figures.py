"""The four figures of a customer; each opens the documents it is made of."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from kmu_crm.desk.dossier import Dossier
from kmu_crm.fields import show
from kmu_crm.i18n import _, ngettext
from kmu_crm.ui.pages import changes
from kmu_crm.ui.widgets import Tile
from kmu_crm.value.overview import Change
from kmu_crm.value.queries import Figures


class FigureTiles(QWidget):
    """`opened` gives the name of a figure. `columns` tiles stand side by side."""

    opened = Signal(str)

    def __init__(self, columns: int = 4) -> None:
        super().__init__()
        self._names = ["revenue_12m", "db2", "revenue_net", "lifecycle"]
        captions = (_("Revenue 12 m"), _("Contribution"), _("Revenue in total"), _("Purchase gap"))
        self.tiles = [Tile(caption, clickable=True, large=False) for caption in captions]
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        for place, tile in enumerate(self.tiles):
            grid.addWidget(tile, place // columns, place % columns)
            grid.setColumnStretch(place % columns, 1)
            tile.setMinimumWidth(1)  # all of one width, whatever they say
            tile.clicked.connect(lambda place=place: self.opened.emit(self._names[place]))

    def show_customer(self, of: Dossier) -> None:
        found = of.figures
        for tile in self.tiles:
            tile.setEnabled(found is not None)
        if found is None:
            for tile in self.tiles:
                tile.set_figure("–", _("not worked out yet"))
            return
        self._show_revenue(found)
        self._show_margin(found)
        self._show_total(found)
        self._show_gap(found)

    def told(self) -> list[tuple[str, str]]:
        """Each caption with its figure and what stands below it."""
        parts = [(tile.caption.text(), (tile.figure, tile.delta.text(), tile.note.text())) for tile in self.tiles]
        return [(caption, " · ".join(part for part in said if part)) for caption, said in parts]

    def _show_revenue(self, of: Figures) -> None:
        if of.is_revenue_unknown:
            self.tiles[0].set_figure(_("unknown"), _("gross amounts only"))
            return
        number, shorter = _amounts(of.revenue_12m, of.currency)
        if of.revenue_12m_before <= 0:
            self.tiles[0].set_figure(number, shorter=shorter)
            self.tiles[0].setToolTip("")
            return
        self.tiles[0].setToolTip(_("Against the 12 months before"))
        change = Change(of.revenue_12m, of.revenue_12m_before)
        self.tiles[0].set_figure(number, _("on last year"), shorter=shorter, **changes.relative(change, decimals=0))

    def _show_margin(self, of: Figures) -> None:
        self._names[1] = "db2" if of.db2 is not None else "db1"
        if of.db2 is None:
            self.tiles[1].set_figure(_("unknown"), _("costs missing"))
            return
        share = show.percent(of.db2 / of.revenue_net, 1) if of.revenue_net > 0 else ""
        note = _("{share} of total revenue").format(share=share) if share else _("in total")  # not of 12 months
        number, shorter = _amounts(of.db2, of.currency)
        self.tiles[1].set_figure(number, note, shorter=shorter)

    def _show_total(self, of: Figures) -> None:
        note = ngettext("{n} document", "{n} documents", of.documents).format(n=show.number(of.documents))
        if of.is_revenue_unknown:
            self.tiles[2].set_figure(_("unknown"), note)
            return
        if of.unknown_net:
            missing = ngettext("{n} without a net amount", "{n} without a net amount", of.unknown_net)
            note = f"{note} · {missing.format(n=show.number(of.unknown_net))}"
        number, shorter = _amounts(of.revenue_net, of.currency)
        self.tiles[2].set_figure(number, note, shorter=shorter)

    def _show_gap(self, of: Figures) -> None:
        ago = "" if of.recency_days is None else ngettext("{n} day ago", "{n} days ago", of.recency_days)
        if of.median_gap is None:
            self.tiles[3].set_figure("–", ago.format(n=show.number(of.recency_days or 0)) or _("no purchase yet"))
            return
        days = round(of.median_gap)
        number = ngettext("{n} day", "{n} days", days).format(n=show.number(days))
        self.tiles[3].set_figure(number, ago.format(n=show.number(of.recency_days or 0)))


def _amounts(cents: int, currency: str) -> tuple[str, str]:
    """As it is shown, and where there is less room; cents would not fit into a tile beyond ten thousand."""
    whole = show.whole_amount(cents, currency)
    return (show.amount(cents, currency) if abs(cents) < 1_000_000 else whole), whole

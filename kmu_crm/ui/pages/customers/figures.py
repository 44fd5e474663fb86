"""The four figures of a customer; each opens the documents it is made of."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from kmu_crm.desk.dossier import Dossier
from kmu_crm.fields import show
from kmu_crm.i18n import _, ngettext
from kmu_crm.ui.widgets import Tile
from kmu_crm.value.queries import Figures


class FigureTiles(QWidget):
    """`opened` gives the name of a figure. `columns` tiles stand side by side."""

    opened = Signal(str)

    def __init__(self, columns: int = 4) -> None:
        super().__init__()
        self._names = ["revenue_12m", "db2", "revenue_net", "lifecycle"]
        self.tiles = [Tile(_("Revenue 12 m"), clickable=True, large=False), Tile(_("Contribution margin"), clickable=True, large=False),
                      Tile(_("Revenue in total"), clickable=True, large=False), Tile(_("Purchase gap"), clickable=True, large=False)]  # fmt: skip
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        for place, tile in enumerate(self.tiles):
            grid.addWidget(tile, place // columns, place % columns)
            grid.setColumnStretch(place % columns, 1)
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

    def _show_revenue(self, of: Figures) -> None:
        number = show.amount(of.revenue_12m, of.currency)
        if of.revenue_12m_before <= 0:
            self.tiles[0].set_figure(number, "")
            return
        share = (of.revenue_12m - of.revenue_12m_before) / of.revenue_12m_before
        delta = _("{share} on the year before").format(share=show.percent(abs(share)))
        self.tiles[0].set_figure(number, "", delta, up=share >= 0, good=share >= 0)

    def _show_margin(self, of: Figures) -> None:
        self._names[1] = "db2" if of.db2 is not None else "db1"
        if of.db2 is None:
            self.tiles[1].set_figure(_("unknown"), _("cost prices missing"))
            return
        share = show.percent(of.db2 / of.revenue_net, 1) if of.revenue_net > 0 else ""
        note = _("{share} of all revenue").format(share=share) if share else ""
        self.tiles[1].set_figure(show.amount(of.db2, of.currency), note, tone="")

    def _show_total(self, of: Figures) -> None:
        note = ngettext("{n} document", "{n} documents", of.documents).format(n=show.number(of.documents))
        self.tiles[2].set_figure(show.amount(of.revenue_net, of.currency), note)

    def _show_gap(self, of: Figures) -> None:
        ago = "" if of.recency_days is None else ngettext("last {n} day ago", "last {n} days ago", of.recency_days)
        if of.median_gap is None:
            self.tiles[3].set_figure("–", ago.format(n=show.number(of.recency_days or 0)) or _("no purchase yet"))
            return
        days = round(of.median_gap)
        number = ngettext("{n} day", "{n} days", days).format(n=show.number(days))
        self.tiles[3].set_figure(number, ago.format(n=show.number(of.recency_days or 0)))

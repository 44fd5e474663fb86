"""Charts painted by hand: theme aware, sharp at any scale, with tooltip, click and keyboard. Numbers are formatted by
the `fmt` handed in.

Every chart: `set_data(...)`, signal `clicked(key)`, `table()` for "As table", `picture()` for "As picture"; `name`
and `description` are read aloud."""

from kmu_crm.ui.charts.bars import Bar, Bars, StackedBars
from kmu_crm.ui.charts.base import Chart, chart_menu
from kmu_crm.ui.charts.compare import CompareBars, ShareBars
from kmu_crm.ui.charts.heat import Heat, HeatRow
from kmu_crm.ui.charts.lines import Lines, Pareto
from kmu_crm.ui.charts.ranges import Range, Ranges
from kmu_crm.ui.charts.ring import Ring

__all__ = [
    "Bar",
    "Bars",
    "Chart",
    "CompareBars",
    "Heat",
    "HeatRow",
    "Lines",
    "Pareto",
    "Range",
    "Ranges",
    "Ring",
    "ShareBars",
    "StackedBars",
    "chart_menu",
]

"""Figures side by side under common labels, for charts of several series."""

from collections.abc import Sequence

from kmu_crm.ui.charts.base import Chart, Format

Series = Sequence[tuple[str, Sequence[float], str]]  # title, one value a label, colour name


class SeriesChart(Chart):
    """Holds labels and series, and gives them as a table."""

    def __init__(
        self, name: str, fmt: Format, description: str = "", *, axis_fmt: Format | None = None, height: int = 240
    ) -> None:
        super().__init__(name, description, height=height)
        self._labels: Sequence[str] = ()
        self._series: Series = ()
        self._fmt, self._axis_fmt = fmt, axis_fmt or fmt

    def set_data(self, labels: Sequence[str], series: Series) -> None:
        self._labels, self._series = labels, series
        self.update()

    def table(self) -> list[list[str]]:
        rows = [
            [label, *(self._fmt(values[place]) for _t, values, _c in self._series)]
            for place, label in enumerate(self._labels)
        ]
        return [["", *(title for title, _v, _c in self._series)], *rows]

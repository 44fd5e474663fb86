"""The cohort card: who comes back, by the quarter of the first purchase."""

from dataclasses import replace
from datetime import date, timedelta
from sqlite3 import Connection
from typing import Any

from kmu_crm.fields import show
from kmu_crm.i18n import _
from kmu_crm.ui.charts import Heat, HeatRow
from kmu_crm.ui.pages import changes
from kmu_crm.ui.pages.analysis.finding import Finding
from kmu_crm.value.slices import Slice, within

_ROWS, _QUARTERS = 7, 7  # the latest groups, and how many quarters after the first are shown


class Returning(Finding):
    id, anytime, broad = "returning", True, True
    PAPER_TALL = 270

    def __init__(self) -> None:
        self.title = _("Who buys again, by quarter of the first purchase")
        self.rule = changes.BOUGHT_AGAIN
        self.how = _(
            "Customers by the quarter of their first purchase. Each cell is the share of them that bought in that later "
            "quarter. The first group holds all who were customers before the data begin. Dashed: the quarter is not over. "
            "The chosen period does not apply here."
        )
        self._names: list[str] = []
        super().__init__(Heat(self.title, lambda share: show.percent(share), height=290), grows=True)

    def ask(self, db: Connection, of: Slice) -> dict[str, Any]:
        from kmu_crm.insight.cohorts import cohorts
        from kmu_crm.value.queries import scored_at

        day = scored_at(db)
        with within(db, replace(of, first="", last="")):
            return cohorts(db, day) if day else {"cohorts_quarter": {}}

    def fill(self, found: dict[str, Any]) -> None:
        groups = found["cohorts_quarter"]
        if len(groups) < 3:
            self.lack(_("Works from 3 quarters with first purchases on."))
            return
        before, running = found["existing_before"], not found["complete"]
        later = [name for name in groups if name != before][-_ROWS:]
        self._names = [before, *later]
        rows = [
            HeatRow(
                _("Existing before") if name == before else quarter(name),
                show.number(groups[name][0]),
                found["shares"][name][: _QUARTERS + 1],
                running and len(groups[name]) <= _QUARTERS + 1,
            )
            for name in self._names
        ]
        self.chart.set_data(rows, [_("Start"), *(str(n) for n in range(1, _QUARTERS + 1))])
        note = _("Share of the customers who bought again in the n-th quarter after; dashed: not over")
        whole = [found["shares"][name][1] for name in later if len(groups[name]) > 2]
        share = show.percent(sum(whole) / len(whole)) if whole else "–"
        self.show_chart(
            _("On average {share} buy again in the quarter after their first purchase.").format(share=share), note
        )

    def clicked(self, key: object) -> None:
        """Those who first bought in the quarter of the row; of a later column, whoever of them bought in that quarter."""
        assert isinstance(key, tuple)
        row, later = key
        name = self._names[row]
        first, end = days(name)
        rule = f"first_purchase before {end}" if row == 0 else changes.between("first_purchase", first, end)
        if later:
            begin, after = days(plus(name, later))
            self.within.emit(rule, begin, (date.fromisoformat(after) - timedelta(1)).isoformat())
        else:
            self.wanted.emit(rule)


def quarter(name: str) -> str:
    """`2024-Q1` as `Q1 24`."""
    return f"{name[5:]} {name[2:4]}"


def plus(name: str, quarters: int) -> str:
    """`2024-Q4` and 1: `2025-Q1`."""
    year, number = divmod(int(name[:4]) * 4 + int(name[6:]) - 1 + quarters, 4)
    return f"{year}-Q{number + 1}"


def days(name: str) -> tuple[str, str]:
    """First day of a quarter, and the first day after it, in ISO."""
    year, number = int(name[:4]), int(name[6:])
    end = (year + 1, 1) if number == 4 else (year, number * 3 + 1)
    return f"{year}-{number * 3 - 2:02}-01", f"{end[0]}-{end[1]:02}-01"

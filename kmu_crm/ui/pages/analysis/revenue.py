"""Cards about revenue: by value class, of new and existing customers, and how unevenly it is spread."""

from sqlite3 import Connection
from typing import Any

from kmu_crm.fields import show
from kmu_crm.i18n import _
from kmu_crm.ui.charts import Lines, Pareto, StackedBars
from kmu_crm.ui.pages import changes, untold
from kmu_crm.ui.pages.analysis.finding import Finding
from kmu_crm.value.review import CLASSES, Review
from kmu_crm.value.slices import Slice, month, within
from kmu_crm.value.unknown import Told, told

_MARK = 0.2


def thousands(cents: float) -> str:
    """For axes only."""
    return _("{n} k€").format(n=show.number(cents / 100_000, 1 if 0 < cents < 100_000 else 0))


def revenue_unknown(of: Told) -> str:
    return _("Revenue is unknown: {why}.").format(why=untold.why(of))


def amount(cents: float) -> str:
    return show.whole_amount(round(cents))


def nothing_sold(seen: Review) -> str:
    if seen.since is None:
        return _("Works as soon as invoices or orders are imported.")
    if seen.told.nothing:
        return revenue_unknown(seen.told)
    return _("Nothing was sold in this choice. Your data begin on {day}.").format(day=show.date(seen.since))


class ByClass(Finding):
    id, by_documents = "classes", True

    def __init__(self) -> None:
        self.title, self._spans = _("Revenue by value class"), list[tuple[str, str]]()
        self.rule = changes.WITH_REVENUE
        self.how = _(
            "Net revenue of each month, by the value class that the customer has today: A bring the first 80% of all "
            "contribution margin II (of revenue, where costs are unknown), B the next 15%, C the rest; D cost more than "
            "they bring. Sales without a customer are left out."
        )
        super().__init__(StackedBars(self.title, amount, axis_fmt=thousands, height=250), grows=True)

    def fill(self, seen: Review) -> None:
        if not any(cents > 0 for _month, of in seen.by_class for cents in of.values()):
            self.lack(nothing_sold(seen))
            return
        self._spans = [month(name, seen.slice.last) for name, _of in seen.by_class]
        labels = [show.month_short(name).split()[0] for name, _of in seen.by_class]
        self.chart.set_data(
            labels,
            [
                (letter, [max(of[letter], 0) for _m, of in seen.by_class], f"value_class.{n}")
                for n, letter in enumerate(CLASSES)
            ],
        )
        best = sum(of["A"] for _m, of in seen.by_class)
        total = sum(cents for _m, of in seen.by_class for cents in of.values())
        share = show.percent(best / total) if total else ""
        self.show_chart(_("Class A brought {share} of the revenue.").format(share=share), untold.missing(seen.told))

    def clicked(self, key: object) -> None:
        """Customers of the class with sales in that month."""
        assert isinstance(key, tuple)
        self.within.emit(f"value_class is {key[1]}", *self._spans[key[0]])


class NewAndExisting(Finding):
    id, by_documents = "new", True

    def __init__(self) -> None:
        self.title = _("New and existing customers")
        self.rule = changes.ACTIVE
        self.how = _(
            "Net revenue of each month. New is what customers bought in the month of their first purchase; existing is "
            "all the rest. An open point at the end is a month that is not over."
        )
        self._months, self._last = list[str](), ""
        super().__init__(Lines(self.title, amount, axis_fmt=thousands, height=250), grows=True)

    def fill(self, seen: Review) -> None:
        if not any(new or old for _month, new, old in seen.new_and_existing):
            self.lack(nothing_sold(seen))
            return
        self._months = [name for name, _new, _old in seen.new_and_existing]
        self._last = seen.slice.last
        new = [max(cents, 0) for _month, cents, _old in seen.new_and_existing]
        old = [max(cents, 0) for _month, _new, cents in seen.new_and_existing]
        labels = [show.month_short(name).split()[0] for name in self._months]
        series = [(_("Existing"), old, "series.0"), (_("New"), new, "series.1")]
        self.chart.set_data(labels, series, partial=seen.slice.last < _day_after_month(self._months[-1]))
        self.show_chart(
            _("New customers brought {new}, existing ones {old}.").format(new=amount(sum(new)), old=amount(sum(old))),
            untold.missing(seen.told),
        )

    def clicked(self, key: object) -> None:
        """Customers with sales in that month whose first purchase was in it, or before it."""
        assert isinstance(key, tuple)
        name = self._months[key[0]]
        first, after = f"{name}-01", _day_after_month(name)
        new = changes.between("first_purchase", first, after)
        self.within.emit(new if key[1] == _("New") else f"not ({new})", *month(name, self._last))


def _day_after_month(month: str) -> str:
    year, number = int(month[:4]), int(month[5:])
    return f"{year + number // 12:04}-{number % 12 + 1:02}-01"


class Concentration(Finding):
    id = "concentration"

    def __init__(self) -> None:
        self.title = _("How unevenly revenue is spread")
        self.rule = "abc is A"
        self.how = _(
            "All customers with revenue, the strongest first. The line shows which share of the whole revenue the first "
            "part of them brings; the dashed line would be the case if all bought for the same amount."
        )
        super().__init__(
            Pareto(self.title, lambda share: show.percent(share), _("100% of customers"), height=250), grows=True
        )

    def ask(self, db: Connection, of: Slice) -> dict[str, Any]:
        from kmu_crm.insight.concentration import concentration

        with within(db, of):
            return concentration(db, "") | {"told": told(db)}

    def fill(self, found: dict[str, Any]) -> None:
        if found["told"].nothing:
            self.lack(revenue_unknown(found["told"]))
            return
        if found["customers"] < 10:
            self.lack(_("Works from 10 customers with revenue on."))
            return
        mark = min(found["pareto"], key=lambda point: abs(point[0] - _MARK))
        words = (
            _("{share} of the customers").format(share=show.percent(mark[0])),
            _("bring {share} of the revenue").format(share=show.percent(mark[1])),
        )
        self.chart.set_data(found["pareto"], mark, words)
        self.show_chart(" ".join(words) + ".", untold.missing(found["told"]))

    def clicked(self, key: object) -> None:
        self.wanted.emit(self.rule)

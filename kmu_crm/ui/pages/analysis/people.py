"""Cards about customers: what the best have in common, and who costs more than they bring."""

from sqlite3 import Connection
from typing import Any

from kmu_crm.fields import show
from kmu_crm.i18n import N_, _, ngettext
from kmu_crm.profiles import queries as profiles
from kmu_crm.segments import evaluate
from kmu_crm.segments.parser import parse
from kmu_crm.ui.charts import ShareBars
from kmu_crm.ui.pages import changes
from kmu_crm.ui.pages.analysis.finding import Finding
from kmu_crm.value.slices import Slice, buyers, within

_SHOWN = 5
_KINDS = {"company": N_("Companies"), "person": N_("Private customers")}


class Traits(Finding):
    id = "traits"

    def __init__(self) -> None:
        self.title = _("What the best have in common")
        self.rule = "abc is A"
        self.how = _(
            "The best are the customers of revenue class A. 2.4× means: among customers with this trait there are 2.4 times "
            "as many of the best as among all. The bar is their share, the stroke the share among all. Shown from "
            "20 customers on and where chance is ruled out. More often, not because."
        )
        self._traits: list[dict[str, Any]] = []
        super().__init__(ShareBars(self.title))

    def ask(self, db: Connection, of: Slice) -> dict[str, Any]:
        from kmu_crm.insight.traits import known_traits, traits

        with within(db, of):
            known = known_traits(db, "")
            return known | {"traits": traits(db, "")["traits"] + known["traits"]}

    def fill(self, found: dict[str, Any]) -> None:
        sure = [row for row in found["traits"] if row["sure"] and row["lift"] > 1]
        self._traits = sorted(sure, key=lambda row: -row["lift"])[:_SHOWN]
        if not self._traits:
            self.lack(
                _(
                    "No trait stands out for sure yet. Works from 20 buyers with a trait on; branch or region columns help."
                )
            )
            return
        overall = found["best"] / found["buyers"]
        self.chart.set_data([(trait_words(row), _more(row), row["share"], overall) for row in self._traits])
        note = _("times as many of the best; stroke: share among all, {share}").format(share=show.percent(overall))
        first = self._traits[0]
        self.show_chart(f"{trait_words(first)}: {_more(first)}", note)

    def clicked(self, key: object) -> None:
        assert isinstance(key, int)
        if rule := trait_rule(self._traits[key]):
            self.wanted.emit(f"abc is A and {rule}")


def trait_words(row: dict[str, Any]) -> str:
    value = row["value"]
    match row["field"]:
        case "kind":
            return _(_KINDS[value])
        case "country":
            return _("Country {country}").format(country=value)
        case "region":
            return _("Postcodes {region}…").format(region=value)
        case "first_quarter":
            return _("First purchase in quarter {n}").format(n=value[1:])
        case "first_article":
            return _("First purchase: {article}").format(article=value)
        case "name_word":
            return _("“{word}” in the name").format(word=value)
    return f"{row['field']}: {value}"


def trait_rule(row: dict[str, Any]) -> str:
    """The rule for customers with the trait; "" where rules do not know it."""
    value = row["value"]
    match row["field"]:
        case "kind":
            return f"kind is {value}"
        case "country":
            return f"country is {value}"
        case "region":
            return 'country is {} and postcode starts with "{}"'.format(*value.split())
    return ""


def _more(row: dict[str, Any]) -> str:
    return _("{times}× · {best} of {all}").format(
        times=show.number(row["lift"], 1), best=show.number(row["best"]), all=show.number(row["customers"])
    )


class Costly(Finding):
    id = "costly"

    def __init__(self) -> None:
        self.title = _("Cost more than they bring")
        self.rule = changes.COSTLY
        self.how = _(
            "Customers of value class D: revenue less cost of goods, shipping, service time and campaigns is below nought. "
            "The bar compares the losses with the greatest one. Prices, or the effort for service, are worth a talk."
        )
        self._lines: list[profiles.ProfileLine] = []
        super().__init__(ShareBars(self.title))

    def ask(self, db: Connection, of: Slice) -> list[profiles.ProfileLine]:
        bought = set(buyers(db, of))
        found = profiles.lines(db, [one for one in evaluate.members(db, parse(self.rule)) if one in bought])
        return sorted(found, key=lambda one: one.db2 or 0)

    def fill(self, found: list[profiles.ProfileLine]) -> None:
        self._lines = found[:_SHOWN]
        if not found:
            self.lack(_("None known. Works where costs of goods or minutes of service are imported."))
            return
        most = min(one.db2 or 0 for one in self._lines) or -1
        self.chart.set_data([(one.display_name, self._words(one), (one.db2 or 0) / most, None) for one in self._lines])
        note = ngettext("{n} customer in all", "{n} customers in all", len(found)).format(n=show.number(len(found)))
        self.show_chart(f"{self._lines[0].display_name}: {self._words(self._lines[0])}", note)

    def _words(self, one: profiles.ProfileLine) -> str:
        return _("{margin} at {revenue} revenue in all").format(
            margin=show.whole_amount(one.db2 or 0), revenue=show.whole_amount(one.revenue)
        )

    def clicked(self, key: object) -> None:
        assert isinstance(key, int)
        self.go.emit("customers", self._lines[key].id)

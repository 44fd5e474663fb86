"""Cards about articles: what is bought together, and what should not be dropped unseen."""

from sqlite3 import Connection
from typing import Any

from kmu_crm.fields import show
from kmu_crm.i18n import _, ngettext
from kmu_crm.ui.charts import ShareBars
from kmu_crm.ui.pages.analysis.finding import Finding
from kmu_crm.value.slices import Slice, within

_SHOWN = 5


def bought(article: str) -> str:
    """The rule for buyers of an article."""
    return 'bought is "{}"'.format(article.replace("\\", "\\\\").replace('"', '\\"'))


class Together(Finding):
    id = "together"

    def __init__(self) -> None:
        self.title = _("Bought together")
        self.how = _(
            "Pairs of articles in one purchase. 2.4× means: 2.4 times as often as if the two had nothing to do with each "
            "other. Shown are pairs that are frequent enough and surely no chance. It does not say why."
        )
        self._pairs: list[dict[str, Any]] = []
        super().__init__(ShareBars(self.title))

    def ask(self, db: Connection, of: Slice) -> dict[str, Any]:
        from kmu_crm.insight.together import together

        with within(db, of):
            found: dict[str, Any] = together(db, "")["pairs"]
        return found

    def fill(self, found: dict[str, Any]) -> None:
        self._pairs = [pair for pair in found["top"] if pair["sure"]][:_SHOWN]
        if not self._pairs:
            least = show.number(max(found["min_count"], 5))
            self.lack(
                _(
                    "Works when two articles stand together in at least {n} purchases. For that, orders or invoices need lines."
                ).format(n=least)
            )
            return
        self.rule = " or ".join(f"({_both(pair)})" for pair in self._pairs)
        most = max(pair["n"] for pair in self._pairs)
        self.chart.set_data([(_pair(pair), _times(pair), pair["n"] / most, None) for pair in self._pairs])
        note = _("times as often as by chance; pairs from {n} purchases on").format(n=show.number(found["min_count"]))
        best = self._pairs[0]
        self.show_chart(_("Most of all: {pair}, {times}.").format(pair=_pair(best), times=_times(best)), note)

    def clicked(self, key: object) -> None:
        assert isinstance(key, int)
        pair = self._pairs[key]
        self.wanted.emit(_both(pair))


def _both(pair: dict[str, Any]) -> str:
    return f"{bought(pair['a'])} and {bought(pair['b'])}"


def _pair(pair: dict[str, Any]) -> str:
    return f"{pair['name_a']}  +  {pair['name_b']}"


def _times(pair: dict[str, Any]) -> str:
    purchases = ngettext("{n} purchase", "{n} purchases", pair["n"]).format(n=show.number(pair["n"]))
    return f"{show.number(pair['lift'], 1)}× · {purchases}"


class Loyalty(Finding):
    id = "loyalty"

    def __init__(self) -> None:
        self.title = _("Little revenue, but the best depend on it")
        self.how = _(
            "Articles whose revenue is in the lower half, though at least half of their buyers come back for them and at "
            "least half of their revenue is from A customers. Look at these before you drop an article. Counted from "
            "10 buyers on; the bar is the share of buyers who come back."
        )
        self._rows: list[dict[str, Any]] = []
        super().__init__(ShareBars(self.title))

    def ask(self, db: Connection, of: Slice) -> list[dict[str, Any]]:
        from kmu_crm.insight.loyalty import loyalty

        with within(db, of):
            found: list[dict[str, Any]] = loyalty(db, "")["article_loyalty"]
        return found

    def fill(self, found: list[dict[str, Any]]) -> None:
        enough = [row for row in found if row["enough"]]
        self._rows = sorted((row for row in enough if row["keep"]), key=lambda row: -row["loyal_A_customers"])[:_SHOWN]
        if not enough:
            self.lack(_("Works when an article has at least 10 buyers. For that, orders or invoices need lines."))
            return
        if not self._rows:
            self.lack(_("None: no article with little revenue is one that A customers come back for."))
            return
        self.rule = "abc is A and ({})".format(" or ".join(bought(row["article"]) for row in self._rows))
        self.chart.set_data([(row["name"], self._words(row), row["repeat_share"], None) for row in self._rows])
        note = _("bar: share of its buyers who come back for it")
        first = self._rows[0]
        self.show_chart(f"{first['name']}: {self._words(first)}", note)

    def _words(self, row: dict[str, Any]) -> str:
        n = row["loyal_A_customers"]
        return ngettext("{n} A customer depends on it", "{n} A customers depend on it", n).format(n=show.number(n))

    def clicked(self, key: object) -> None:
        assert isinstance(key, int)
        self.wanted.emit(f"abc is A and {bought(self._rows[key]['article'])}")

"""The card about data quality: a score, what is missing, and the way to mend it."""

from sqlite3 import Connection
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from kmu_crm.fields import show
from kmu_crm.i18n import _
from kmu_crm.identity.queries import count_review
from kmu_crm.ui.charts import Ring
from kmu_crm.ui.pages.analysis.filters import region_rule
from kmu_crm.ui.pages.analysis.finding import Finding
from kmu_crm.ui.widgets import Button, ElidedLabel, Label, clear, lay_out, row
from kmu_crm.value.slices import Slice, within

_MISSING = "email is empty or phone is empty or postcode is empty"


class Quality(Finding):
    id, by_sales, rule = "quality", False, _MISSING

    def __init__(self) -> None:
        self.title = _("Data quality")
        self.how = _(
            "0 to 100: how many of the fields needed to reach a customer are filled and could be read, weighted by how much "
            "they matter (name and e-mail most), and how few possible duplicates wait. Of the filters only the region applies."
        )
        ring, beside = Ring(self.title, size=76), QWidget()
        self._grid = QGridLayout(beside)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(1)
        self._grid.setColumnStretch(0, 1)
        both = QWidget()
        lay_out(both, row(ring, beside, gap=14))
        super().__init__(ring, content=both)

    def ask(self, db: Connection, of: Slice) -> dict[str, Any]:
        from kmu_crm.insight.quality import quality

        with within(db, of):
            return quality(db, "") | {"duplicates_waiting": count_review(db), "slice": of}

    def fill(self, found: dict[str, Any]) -> None:
        clear(self._grid)
        if found["score"] is None:
            self.lack(_("Works as soon as customers are imported."))
            return
        self.rule = self._rule(found, f"({_MISSING})")
        faults = self._faults(found)
        parts = [(fault[0], show.number(fault[1])) for fault in faults]
        self.chart.set_data(found["score"] / 100, str(found["score"]), parts)
        for place, (words, count, button, page, to) in enumerate(faults):
            link = Button(button, "link", on_click=lambda page=page, to=to: self.go.emit(page, to))
            link.setAccessibleName(f"{words}: {show.number(count)}, {button}")
            self._grid.addWidget(ElidedLabel(words, "caption2"), place, 0)
            self._grid.addWidget(
                Label(show.number(count), "strong", tabular=True), place, 1, Qt.AlignmentFlag.AlignRight
            )
            self._grid.addWidget(link, place, 2, Qt.AlignmentFlag.AlignRight)
        told = [_("{score} of 100.").format(score=found["score"]), " · ".join(f"{words}: {n}" for words, n in parts)]
        self.show_chart("\n".join(filter(None, told)))

    def _faults(self, found: dict[str, Any]) -> list[tuple[str, int, str, str, object]]:
        """Words, count, button, page, place; what is at nought is left out."""
        n, fields = found["profiles"], found["fields"]
        faults: list[tuple[str, int, str, str, object]] = [
            (
                words,
                n - fields[field]["filled"],
                _("Mend"),
                "customers",
                ("filter", self._rule(found, f"{field} is empty")),
            )
            for words, field in (
                (_("no e-mail address"), "email"),
                (_("no phone number"), "phone"),
                (_("no postcode"), "postcode"),
            )
        ]
        unproven = ("filter", self._rule(found, "email_ok is unproven"))
        faults += [
            (_("consent unproven"), found["consent_unproven"], _("View"), "customers", unproven),
            (_("possible duplicates"), found["duplicates_waiting"], _("Review"), "duplicates", None),
            (_("faulty rows at import"), found["refused_rows"], _("View"), "importing", "history"),
        ]
        return [fault for fault in faults if fault[1]]

    def _rule(self, found: dict[str, Any], rule: str) -> str:
        return region_rule(rule, found["slice"])

"""A shop whose customers have telephones: whom its rules call on the key date, and what is said on the line."""

from typing import Any

from kmu_crm.consent import ledger
from kmu_crm.consent.statements import Statement
from kmu_crm.decisions import journal
from kmu_crm.sales.calls import today
from kmu_crm.sales.calls.today import Call
from tests.value.shop import AS_OF, Shop

DAY = AS_OF  # 2025-12-31


class Phones:
    """Customers in Switzerland may be called as long as they do not object, so that most tests need no consent."""

    def __init__(self, shop: Shop):
        self.shop, self.db = shop, shop.db

    def customer(self, name: str = "Anna Muster", country: str = "CH", phone: str = "", **more: Any) -> int:
        number = phone or f"+4144{self._next():07}"
        made = self.shop.customer(name, country=country, phone=number, phone_ok=_ok(country, more), **more)
        self.db.execute("UPDATE party SET phone = ?, country = ? WHERE record_id = ?", (number, country, made))
        return made

    def figures(self, profile: int, **columns: Any) -> None:
        given = {"profile_id": profile, "as_of": DAY} | columns
        self.db.execute("DELETE FROM figure WHERE profile_id = ?", (profile,))
        self.shop._add("figure", **given)

    def call(self, profile: int, day: str, outcome: str = "reached", **more: Any) -> int:
        return self.shop.fact("call", profile, day, outcome=outcome, **more)

    def owes(self, profile: int, number: str, due: str, cents: int) -> None:
        fact = self.shop.fact("invoice", profile, "2025-01-02", document_id=self.shop.document(number, "invoice"))
        self.shop._add("open_item", fact_id=fact, profile_id=profile, day="2025-01-02", due=due, open=cents)

    def task(self, profile: int, text: str, due: str, noted: str = DAY) -> int:
        number = journal.decide(self.db, "task", {"records": [profile], "text": text, "due": due}, "Lena")
        self.db.execute("UPDATE decision SET at = ? WHERE id = ?", (f"{noted}T08:00:00Z", number))
        return number

    def said(self, number: str, state: str, basis: str = "form", at: str = "2025-01-05") -> int:
        evidence = "Messe, Ordner 3" if state != "withdrawn" else ""
        return ledger.note(self.db, Statement(number, "phone", state, "advertising", basis, evidence, at), "Lena")

    def lines(self, day: str = DAY) -> list[Call]:
        return today.today(self.db, day)

    def told(self, day: str = DAY) -> list[tuple[str, str]]:
        """Name and reason of each line."""
        return [(one.name, one.reason) for one in self.lines(day)]

    def line(self, name: str) -> Call:
        (found,) = [one for one in self.lines() if one.name == name]
        return found

    def _next(self) -> int:
        return int(self.db.execute("SELECT 6680000 + count(*) FROM record").fetchone()[0])


def _ok(country: str, more: dict[str, Any]) -> str:
    return str(more.pop("phone_ok", "yes" if country == "CH" else ""))

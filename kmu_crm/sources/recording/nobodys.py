"""A file whose rows name no customer: items of orders that another export tells, or documents that stand with nobody."""

import json
from collections.abc import Iterator, Sequence
from operator import itemgetter
from sqlite3 import Connection

from kmu_crm.fields import show
from kmu_crm.i18n import _, ngettext
from kmu_crm.sources.commonest import SALES
from kmu_crm.sources.mapping.sheets import Sheet, bundled
from kmu_crm.sources.mapping.vocabulary import NAMING
from kmu_crm.sources.recording.given_back import MARK
from kmu_crm.sources.recording.oddities import MOST_ROWS, Oddity
from kmu_crm.sources.recording.problems import NAMELESS, NOWHERE, ORDERS, Problem
from kmu_crm.sources.recording.shapes import PART_PAID, PARTY_COLUMNS, FactRow, PartyRow

UNSETTLED = "payment_unsettled"
_KINDS = (*SALES, "payment")
_ALONE = f"""
    SELECT count(*) FROM json_each(:numbers) AS n WHERE NOT EXISTS (
        SELECT 1 FROM document AS d JOIN fact AS f ON f.document_id = d.id AND f.current = 1 AND f.kind IN {SALES}
        WHERE d.source_id = :source AND d.family = :family AND d.number = n.value)"""
_SOLD = f"""
    SELECT DISTINCT d.number FROM document AS d JOIN fact AS f ON f.document_id = d.id AND f.current = 1 AND f.kind IN {SALES}
    WHERE d.number IN (SELECT value FROM json_each(?))"""
_calling = itemgetter(
    *map(PARTY_COLUMNS.index, ("given_name", "family_name", "full_name", "company", "email", "phone", "more"))
)


def nameless(parties: Sequence[PartyRow]) -> Iterator[Problem]:
    """Customers of a list who are a number, and nothing by which anybody could call or recognise them."""
    yield from ((NAMELESS, "", one.row) for one in parties if not any(_calling(one.values)))


class Nobodys:
    """Hears the documents of one import."""

    def __init__(self, sheet: Sheet):
        self._sheet = sheet
        self._items: set[str] = set()  # numbers of the documents that they belong to
        self._named = False
        self._nameless = 0
        self._paid: dict[str, list[int]] = {}  # by the number that a payment among other documents bears its rows

    def see(self, facts: Sequence[FactRow]) -> None:
        among = self._sheet.system == "list" and self._sheet.free_kinds
        for fact in facts:
            if among and fact.kind == "payment" and fact.refers_to and not fact.key.endswith((PART_PAID, MARK)):
                self._paid.setdefault(fact.refers_to, []).append(fact.row)
            if fact.customer is not None:
                self._named = True
            elif fact.kind == "lines" and fact.number:
                self._items.add(fact.number)
            elif fact.kind in _KINDS and not fact.refers_to:
                self._nameless += 1

    def told(self, db: Connection, source: int) -> Iterator[Oddity]:
        """Once everything is written."""
        elsewhere = ", ".join(_("“{text}”").format(text=title) for title in _others(self._sheet))
        facts = {"numbers": json.dumps(sorted(self._items)), "source": source, "family": self._sheet.family}
        alone = int(db.execute(_ALONE, facts).fetchone()[0]) if self._items else 0
        if alone:
            text = _(
                "These are items of orders, and the file names no customers. They stand in another export ({formats}): import it,"
                " too, before or after this one, and they join. Until then they belong to nobody and count nowhere"
            )
            yield Oddity(ORDERS, text.format(formats=elsewhere or _("the list of the orders")), (), None, alone)
        if self._nameless and not self._named:
            text = _("No row names a customer: what the file brings stands with nobody, and counts in sums alone.")
            more = _("The customers stand in another export ({formats}): import it, too").format(formats=elsewhere)
            none = _("Where there is a column of customers, assign it before you import")
            yield Oddity(NOWHERE, f"{text} {more if elsewhere else none}", (), None, self._nameless)
        sold = {one for (one,) in db.execute(_SOLD, (json.dumps(sorted(self._paid)),))} if self._paid else set()
        rows = sorted(row for number, here in self._paid.items() if number not in sold for row in here)
        if rows:
            yield Oddity(UNSETTLED, _unsettled(len(rows)), tuple(rows[:MOST_ROWS]), None, len(rows))


def _unsettled(count: int) -> str:
    return ngettext(
        "{n} payment bears a number that no invoice has, its own perhaps: it is taken off no open sum. Write the number of the invoice"
        " that it pays into a column “Bezug”, and import the file again, or import those invoices, too",
        "{n} payments bear numbers that no invoice has, their own perhaps: they are taken off no open sum. Write the numbers of the"
        " invoices that they pay into a column “Bezug”, and import the file again, or import those invoices, too",
        count,
    ).format(n=show.number(count))


def _others(sheet: Sheet) -> Iterator[str]:
    """Exports of the same program that tell the same documents, and whose they are."""
    for one in bundled():
        same = one.system == sheet.system != "list" and one.id != sheet.id and one.family == sheet.family
        if same and one.fact_kind in SALES and {*one.columns.values()} & {*NAMING, "customer"}:
            yield one.label

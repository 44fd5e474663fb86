"""What a list of documents lacks, so that some of them count in no revenue, twice, or the wrong way round."""

from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter

from kmu_crm.fields import show
from kmu_crm.i18n import _, ngettext
from kmu_crm.sources.choices import TAXES
from kmu_crm.sources.commonest import SALES
from kmu_crm.sources.mapping import amounts
from kmu_crm.sources.mapping.cells import MappedColumn
from kmu_crm.sources.mapping.sheets import Sheet, says_net
from kmu_crm.sources.recording import taxed
from kmu_crm.sources.recording.changes import SHOWN
from kmu_crm.sources.recording.in_words import GROSS
from kmu_crm.sources.recording.oddities import MOST_ROWS, Oddity
from kmu_crm.sources.recording.problems import (
    AMOUNT_MISSING,
    AMOUNTLESS,
    DAYS_UNREAD,
    NET_GAP,
    NET_UNKNOWN,
    NUMBERLESS,
    SIDES,
    UNDATED,
    Problem,
    sentence,
    told,
)
from kmu_crm.sources.recording.shapes import UNSOLD, FactRow, place_of

OWED_NET = "open_without_tax"
_COSTS = {"gross", "net", "line_unit", "line_unit_gross", "line_net", "line_gross"}
_TAXES = {"net", "tax", "line_net", "line_tax", "line_tax_rate", "tax_rate"}
_PRICES = ("gross", "line_gross", "line_unit", "line_unit_gross")
_DAY = place_of("day")
_amounts = itemgetter(*map(place_of, ("gross", "net", "tax", "status")))


class Gaps:
    """Knows the columns of one file."""

    def __init__(self, sheet: Sheet, columns: Sequence[MappedColumn]):
        fields = {one.field for one in columns}
        own = sheet.system == "list" and sheet.fact_kind in SALES
        self._day = next((one.header for one in columns if one.field in ("day", "at")), "")
        self._numberless = own and not fields & {"number", "fact_key"}
        self._amountless = own and "line_quantity" in fields and not fields & _COSTS
        self._columns = columns if own else ()
        self._kinds = (*SALES, "lines") if sheet.system == "list" else SALES  # a program's items have their orders
        self._price = next((one.header for field in _PRICES for one in columns if one.field == field), "")
        self._assumed = own and not amounts.says_gross(self._price)
        net_unit = any(one.field == "line_unit" and says_net(one.header) for one in columns)
        self._untaxed = sheet.fact_kind in SALES and bool(self._price) and not fields & _TAXES and not net_unit
        self._untaxed &= not amounts.is_untaxed(self._price)
        self._amount = next((one.header for field in ("gross", "net") for one in columns if one.field == field), "")
        self._priced = bool(self._amount) or own
        self.amountless: list[FactRow] = []  # the first of them
        self._sold = 0
        self._without: list[int] = []  # rows of those that tell no tax
        self._owed: list[int] = []  # and of those that are open and tell no gross amount

    def undated(self, facts: Sequence[FactRow]) -> Iterator[Problem]:
        """Whole documents that would count, had they a day."""
        yield from ((UNDATED, self._day, fact.row) for fact in facts if fact.values[_DAY] is None and _counts(fact))

    def priceless(self, facts: Sequence[FactRow]) -> Iterator[Problem]:
        """Documents that would count, had they an amount where others of the file have theirs."""
        found = [fact for fact in facts if self._priced and _lacks_amount(fact)]
        self.amountless += found[: SHOWN - len(self.amountless)]
        yield from ((AMOUNT_MISSING, self._amount, fact.row) for fact in found)

    def see(self, facts: Sequence[FactRow]) -> None:
        """Documents that tell a gross amount; one that they take back may tell the tax."""
        for fact in facts:
            gross, net, tax, status = _amounts(fact.values)
            if fact.kind not in self._kinds or status in UNSOLD or fact.refers_to:
                continue
            if status == "open" and net and gross is None and tax is None:
                self._owed.append(fact.row)
            if gross or any(line[GROSS] for line in fact.lines):
                self._sold += 1
                if net is None and tax is None and not taxed.by_lines(gross, fact.lines):
                    self._without.append(fact.row)

    def untaxed(self, unread: Sequence[str]) -> Iterator[Oddity]:
        """What the columns alone tell of that, before the documents are read. `unread`: those that may tell the tax."""
        if self._untaxed:
            yield Oddity(NET_UNKNOWN, _net_unknown(unread, self._assumed), (), self._price, 0)

    def netless(self, tax: int | None, unread: Sequence[str]) -> Iterator[Oddity]:
        """Amounts of which nothing that is read tells how much is tax. `tax`: what some of them took by choice."""
        for name in (name for name, rate in TAXES.items() if rate == tax):
            yield Oddity(f"read_{name}", told(f"read_{name}", 0), (), self._price, 0)
        if self._without:
            rows = tuple(sorted(self._without)[:MOST_ROWS]) if len(self._without) < self._sold else ()
            text = sentence(NET_GAP) if rows else _net_unknown(unread, self._assumed)
            yield Oddity(NET_UNKNOWN, text, rows, self._price, len(self._without))
        if self._owed:
            yield Oddity(
                OWED_NET,
                _owed_net(len(self._owed)),
                tuple(sorted(self._owed)[:MOST_ROWS]),
                self._amount,
                len(self._owed),
            )

    def closing(self) -> Iterator[Problem]:
        if self._numberless:
            yield NUMBERLESS, "", 0
        if self._amountless:
            yield AMOUNTLESS, "", 0
        yield from ((SIDES, one.header, 0) for one in self._columns if one.has_sides)


def _owed_net(count: int) -> str:
    return ngettext(
        "{n} document is open, and tells its amount without tax alone: nobody knows how much is to be paid, so it stands in no"
        " open sum. Assign a column of the gross amount, of the tax or of its rate, or add one, and import the file again",
        "{n} documents are open, and tell their amounts without tax alone: nobody knows how much is to be paid, so they stand in no"
        " open sum. Assign a column of the gross amount, of the tax or of its rate, or add one, and import the file again",
        count,
    ).format(n=show.number(count))


def _net_unknown(taxes: Sequence[str], assumed: bool) -> str:
    """`taxes`: columns that may tell it, and are not read; `assumed`: the heading does not say that tax is in it."""
    if not taxes and assumed:
        return _(
            "Nothing says whether these amounts include tax: they are taken to, and nothing tells how much. Revenue stays unknown until"
            " a net or tax column is assigned, or you say which VAT they include"
        )
    if not taxes:
        return sentence(NET_UNKNOWN)
    text = ngettext(
        "Amounts include tax, and the column that may tell how much is not read: {names}. Revenue stays unknown until it is assigned,"
        " or you say which VAT they include",
        "Amounts include tax, and the columns that may tell how much are not read: {names}. Revenue stays unknown until they are"
        " assigned, or you say which VAT they include",
        len(taxes),
    )
    return text.format(names=", ".join(_("“{text}”").format(text=one) for one in taxes))


def naming_days(problems: Iterable[Problem], days: Sequence[str]) -> list[Problem]:
    """Where no column is read as the day, those that hold days and are not read (`days`) are named."""
    return [
        (DAYS_UNREAD, " / ".join(days), row) if code == UNDATED and not header and days else (code, header, row)
        for code, header, row in problems
    ]


def _lacks_amount(fact: FactRow) -> bool:
    gross, net, _tax, status = _amounts(fact.values)
    return gross is None and net is None and not fact.lines and fact.kind in SALES and status not in UNSOLD


def _counts(fact: FactRow) -> bool:
    """Whether its amount, or that of its lines, is revenue or lowers it."""
    gross, net, _tax, status = _amounts(fact.values)
    said = gross or net or (fact.lines and gross is None and net is None)
    return bool(said) and status not in UNSOLD and fact.kind in SALES

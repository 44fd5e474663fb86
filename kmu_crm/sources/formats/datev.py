"""DATEV's EXTF/DTVF files: positions instead of names, years only in the machine head, customers and suppliers in one list.

Source: DATEV's interface description "DATEV-Format" (header versions 510 and 700), categories 16 and 21.
"""

import re
from datetime import date
from typing import Any

from kmu_crm.fields import vat_id
from kmu_crm.fields.collective import is_collective, may_be_a_name
from kmu_crm.sources.formats.datev_head import CREDITORS, PAYMENT_ACCOUNTS, Head, short_date

Values = dict[str, list[Any]]
NO_AMOUNT = "no_amount"
COLLECTIVE = re.compile(
    r"\b(diverse|sammel\w*|barverk\w+|laufkund\w+"
    r"|(paypal|amazon|ebay|otto|kaufland|klarna|stripe|shop|online|ec|kreditkarten?)[- ]?"
    r"(kunden|debitor\w*|verkäufe|zahlungen|sammel\w*))\b",
    re.IGNORECASE,
)
# Automatic accounts: ledger account -> rate in hundredths of a percent. Outside these the net stays unknown.
METHOD = re.compile(
    r"(paypal|amazon( pay(ments)?)?|ebay|otto|kaufland|klarna|stripe|shopify( payments)?|vorkasse|nachnahme|kreditkarten?|ec-?karten?"
    r"|sofort(überweisung)?|(apple|google) pay|sumup|zettle|ratepay|mollie|adyen|zalando|etsy|rechnungskauf)",
    re.IGNORECASE,
)
AUTOMATIC = {
    "03": {8400: 1900, 8401: 1900, 8402: 1900, 8300: 700, 8301: 700, 8310: 700, 8120: 0, 8125: 0, 8338: 0},
    "04": {4400: 1900, 4401: 1900, 4300: 700, 4301: 700, 4120: 0, 4125: 0, 4338: 0},
}
TAX_KEYS = {"1": 0, "2": 700, "3": 1900, "8": 700, "9": 1900}
LOWERED = (date(2020, 7, 1), date(2020, 12, 31))  # 16 and 5 percent, Zweites Corona-Steuerhilfegesetz


class Debtors:
    """Category 16: keeps customers, leaves suppliers out, and marks collective debtors as nobody in particular."""

    def __init__(self, head: list[str]):
        self.head = Head(head)

    def derive(self, values: Values, size: int) -> Values:
        empty: list[Any] = [None] * size
        names = [values.get(field) or empty for field in ("company", "family_name", "full_name", "street", "postcode")]
        accounts = values.get("external_id") or empty
        rows = list(zip(*names, strict=True))
        values["family_name"] = _surnames(values, size)
        values["street"] = _streets(values, size)
        values[":skip"] = [self._reason(str(account or "")) for account in accounts]
        kinds = values.get("party_kind") or empty
        values["party_kind"] = [
            "collective" if _is_collective(cells) else kind for cells, kind in zip(rows, kinds, strict=True)
        ]
        ids = zip(values.get("hook_vat_country") or empty, values.get("hook_vat_digits") or empty, strict=True)
        values["vat_id"] = [
            vat_id.shape(f"{country or 'DE'}{digits}") or vat_id.shape(digits) if digits else None
            for country, digits in ids
        ]
        return values

    def _reason(self, account: str) -> str | None:
        if not account.isdigit():
            return "no_account"  # a piece of a broken row
        return (
            "supplier" if account[0] in CREDITORS else None
        )  # a list of persons: the length of accounts tells nothing


class OneOff:
    """Category 48: whoever bought once on a collective account; bookings name account and address."""

    def __init__(self, head: list[str]):
        del head  # nothing here depends on it

    def derive(self, values: Values, size: int) -> Values:
        empty: list[Any] = [None] * size
        accounts = [str(account or "") for account in values.get("hook_account") or empty]
        numbers = values.get("hook_address") or empty
        keys = [_one_off(*pair) if pair[1] else None for pair in zip(accounts, numbers, strict=True)]
        skip = ["supplier" if account[:1] in CREDITORS and account else None for account in accounts]
        family = _surnames(values, size)
        return values | {"external_id": keys, "family_name": family, "street": _streets(values, size), ":skip": skip}


def _one_off(account: str, number: Any) -> str:
    """Numbers of one-off addresses may be those of accounts, too."""
    return f"{account}/{number}"


def _surnames(values: Values, size: int) -> list[Any]:
    """With what belongs to them and stands in columns of its own: Gräfin, von der."""
    empty: list[Any] = [None] * size
    parts = [values.get(field) or empty for field in ("hook_nobility", "hook_prefix", "family_name")]
    return [_surname([one for one in said if one]) if said[-1] else None for said in zip(*parts, strict=True)]


def _surname(parts: list[str]) -> str:
    """Some programs write them into the surname's own column, too."""
    found = parts.pop()
    for before in reversed(parts):
        found = found if f" {before} ".casefold() in f" {found} ".casefold() else f"{before} {found}"
    return found


def _streets(values: Values, size: int) -> list[Any]:
    """The street, or the box where there is none."""
    empty: list[Any] = [None] * size
    pairs = zip(values.get("street") or empty, values.get("hook_po_box") or empty, strict=True)
    return [street or (f"Postfach {box}" if box else None) for street, box in pairs]


def _is_collective(cells: tuple[Any, ...]) -> bool:
    """One account for all buyers, or all of a payment method: such a name, and no address."""
    lives = bool(cells[3] and cells[4])
    if any(cell and is_collective(str(cell)) and not (lives and may_be_a_name(str(cell))) for cell in cells[:3]):
        return True
    if any(cell and METHOD.fullmatch(str(cell)) for cell in (cells[0], cells[2])) and not (cells[3] and cells[4]):
        return True
    return bool(COLLECTIVE.search(" ".join(str(cell) for cell in cells[:3] if cell))) and not (cells[3] and cells[4])


def _is_undone(reversal: str, key: str) -> bool:
    """A “Generalumkehr”, in the column of its own or as the first figure of the posting key."""
    return reversal.upper() in ("1", "G") or (len(key) > 1 and key[0] == "2")


def _tax_key(key: str) -> str:
    """What a posting key says of the tax; of a “Generalumkehr” its second figure. Nothing where the account decides."""
    return (key[1:] if len(key) == 2 and key[0] == "2" else key).lstrip("0")


class Bookings:
    """Category 21: a debtor on the debit side is an invoice, on the credit side a payment or a credit note."""

    def __init__(self, head: list[str]):
        self.head = Head(head)

    def derive(self, values: Values, size: int) -> Values:
        def column(name: str) -> list[Any]:
            return values.get(name) or [None] * size

        derived: Values = {
            name: [None] * size
            for name in ("fact_kind", "customer", "day", "due", "number", "refers_to", "net", ":skip")
        }
        signed: list[int | None] = [None] * size
        cells = zip(
            *(column(name) for name in (
                "gross", "hook_side", "hook_account", "hook_counter", "hook_tax_key", "hook_day", "hook_field1", "hook_field2",
                "hook_due", "hook_reversal", "text", "hook_address",
            )),
            strict=True,
        )  # fmt: skip
        for i, (gross, side, account, counter, key, day, field1, field2, due, reversal, text, address) in enumerate(
            cells
        ):
            undone = _is_undone(reversal or "", key or "")
            booking = self._booking(account or "", counter or "", side or "", undone, (gross or 0) < 0, text or "")
            if booking is None or gross is None:
                derived[":skip"][i] = NO_AMOUNT if booking else "no_customer_account"
                continue
            kind, debtor, other, sign = booking
            derived["fact_kind"][i], derived["customer"][i] = kind, _one_off(debtor, address) if address else debtor
            derived["day"][i] = self.head.full_date(day or "")
            if day and derived["day"][i] is None and not self.head.tells_year:
                derived[":skip"][i] = "no_year"
                continue
            derived["due"][i] = self.head.full_date(due or "") or short_date(field2 or "")
            signed[i] = sign * abs(gross)
            rate = self._rate(other, key or "", derived["day"][i]) if kind != "payment" else None
            derived["net"][i] = None if rate is None else sign * round(abs(gross) * 10_000 / (10_000 + rate))
            derived["refers_to" if kind == "payment" else "number"][i] = field1
        currencies = [currency or self.head.currency or None for currency in column("currency")]
        return (
            values
            | derived
            | {"gross": signed, "currency": currencies, "subject": column("text"), "text": [None] * size}
        )

    def _booking(
        self, account: str, counter: str, side: str, undone: bool, below: bool, text: str
    ) -> tuple[str, str, str, int] | None:
        """(kind, debtor, other account, sign), or None where not exactly one side is a debtor. DATEV writes no amount below
        nothing, other programs do: it takes back. What a credit note below nothing means nobody knows; it stays one."""
        mine, other = self.head.is_debtor(account), self.head.is_debtor(counter)
        if mine == other:
            return None
        debtor, ledger = (account, counter) if mine else (counter, account)
        if self._is_no_sale(debtor, ledger):
            return None
        debit = (side.upper() == "S") == mine
        paid = self._is_payment(ledger)
        undone = undone or (below and (debit or paid))
        if debit:
            return (
                ("payment", debtor, ledger, -1 if not undone else 1)
                if paid
                else ("cancellation" if undone else "invoice", debtor, ledger, 1)
            )
        if undone and not paid:
            return "cancellation", debtor, ledger, -1
        credit = not paid and (self._is_revenue(ledger) or "gutschrift" in text.casefold())
        return ("credit_note", debtor, ledger, -1) if credit else ("payment", debtor, ledger, -1 if undone else 1)

    def _is_no_sale(self, debtor: str, ledger: str) -> bool:
        """Settled against a supplier, or carried over from the year before (accounts from 9000 on)."""
        return ledger[:1] in CREDITORS and (len(ledger) == len(debtor) or ledger.startswith("9"))

    def _is_payment(self, account: str) -> bool:
        number = self._ledger(account)
        ranges = PAYMENT_ACCOUNTS.get(self.head.chart) or PAYMENT_ACCOUNTS["03"] + PAYMENT_ACCOUNTS["04"]
        return number is not None and any(low <= number <= high for low, high in ranges)

    def _is_revenue(self, account: str) -> bool:
        number = self._ledger(account)
        return number is not None and (
            8000 <= number <= 8999
            if self.head.chart == "03"
            else 4000 <= number <= 4999
            if self.head.chart == "04"
            else 4000 <= number <= 4999 or 8000 <= number <= 8999
        )

    def _ledger(self, account: str) -> int | None:
        """The account in four digits, however long this business keeps its ledger accounts."""
        return int(account[:4].ljust(4, "0")) if account.isdigit() and len(account) >= 3 else None

    def _rate(self, account: str, key: str, day: str | None) -> int | None:
        number = self._ledger(account)
        charts = [AUTOMATIC[self.head.chart]] if self.head.chart else list(AUTOMATIC.values())
        rate = TAX_KEYS.get(key) if (key := _tax_key(key)) else next((c[number] for c in charts if number in c), None)
        lowered = rate and day and LOWERED[0].isoformat() <= day <= LOWERED[1].isoformat()
        return {1900: 1600, 700: 500}[rate] if lowered and rate else rate

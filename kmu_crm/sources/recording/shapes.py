"""Rows as they go into the store: the columns of each kind of record, in the order of their tuples."""

from typing import Literal, NamedTuple

from kmu_crm.consent.words import Channel
from kmu_crm.sources.mapping.document_words import NEVER_SOLD

Cell = str | int | None

PARTY_COLUMNS = (
    "kind", "salutation", "title", "given_name", "family_name", "full_name", "company", "department", "email", "phone",
    "street", "address_extra", "postcode", "city", "country", "birth_date", "vat_id", "iban", "customer_number", "customer_since",
    "language", "recommended_by", "origin", "tags", "note", "is_lead", "more", "attributes", "raw",
)  # fmt: skip
_LEAD = PARTY_COLUMNS.index("is_lead")
FACT_COLUMNS = (
    "record_id", "document_id", "refers_to", "day", "at", "due", "gross", "net", "tax", "shipping", "currency", "status",
    "channel", "subject", "text", "outcome", "author", "minutes", "score", "score2", "attributes",
)  # fmt: skip
PART_PAID = "#paid"  # behind the key of its invoice: what the list of invoices itself says was paid
PAID_ON = f"#on{PART_PAID}"  # the same of the day on which it was paid as a whole: its status tells that it was
UNSOLD = ("cancelled", *NEVER_SOLD)  # statuses of what counts in no revenue
LINE_COLUMNS = (
    "fact_id", "position", "row", "line", "article", "name", "kind", "quantity", "unit", "net", "gross", "tax_rate",
)  # fmt: skip
ARTICLE_COLUMNS = ("name", "category", "price", "cost", "tax_rate", "valid_from", "attributes")


def place_of(column: str) -> int:
    """Where a column of facts stands in the values of a `FactRow`, which begin after the three links."""
    return FACT_COLUMNS.index(column) - 3


class PartyRow(NamedTuple):
    key: str  # the source's number, or '~' and a hash of the content, '~@' where a document names them
    values: tuple[Cell, ...]  # PARTY_COLUMNS
    row: int
    line: int | None

    def of_lead(self) -> "PartyRow":
        return self._replace(values=(*self.values[:_LEAD], 1, *self.values[_LEAD + 1 :]))


class Statement(NamedTuple):
    """What a row says about consent; becomes an event of the ledger."""

    channel: Channel
    address: str
    state: str
    at: str | None
    evidence: str
    basis: str
    row: int
    general: bool = False  # an objection to all advertising: of the person, not of this address alone
    of_question: bool = False  # nothing but a no to several ways at once says so
    said_on: str = ""  # the day of the order, or the like, that says so


class Objector(NamedTuple):
    """Whose row objects to all advertising, or to that of one channel and names no address on it."""

    key: str | int | None  # of the record, or its number; None where the row became none
    emails: tuple[str, ...]
    at: str | None
    channel: Channel | Literal[""] = ""  # '' for all of them
    row: int = 0


class FactRow(NamedTuple):
    kind: str
    key: str
    customer: str | int | None  # key of the record in this source, or a record number of any source
    number: str | None
    refers_to: str | None
    values: tuple[Cell, ...]  # FACT_COLUMNS without the three links at their head
    lines: tuple[tuple[Cell, ...], ...]  # LINE_COLUMNS without fact_id
    row: int
    line: int | None


def is_beside(fact: FactRow) -> bool:
    """What the row of an invoice says was paid of it."""
    return fact.kind == "payment" and fact.key.endswith(PART_PAID)


def invoice_of(payment: FactRow) -> str:
    """The key of its invoice."""
    return payment.key.removesuffix(PAID_ON).removesuffix(PART_PAID)


class ArticleRow(NamedTuple):
    key: str
    values: tuple[Cell, ...]
    row: int
    line: int | None


class Refusal(NamedTuple):
    row: int
    line: int | None
    column: str | None
    code: str
    value: str | None
    cells: tuple[str, ...]

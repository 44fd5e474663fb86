"""What was odd about a file, grouped by cause, in sentences: shown before anything is written and kept with the import."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kmu_crm.fields import show
from kmu_crm.i18n import N_, _, ngettext
from kmu_crm.sources.mapping.cells import MappedColumn
from kmu_crm.sources.mapping.sheets import says_net
from kmu_crm.sources.reading.tables import Table

REFUSAL_LOST = "refusal_lost"
OF_PERSON = "refusal_of_person"
UNREAD = "consent_unread"
IN_TEXT = "refusal_in_text"
NEW_BEARER, OTHER_BEARER = "number_new_bearer", "number_other_bearer"
GONE = "consent_gone"
KIND, NO_KINDS = "kind_unknown", "no_kinds"
# What must not be overlooked comes first.
LOUD = (REFUSAL_LOST, OF_PERSON, GONE, UNREAD, IN_TEXT, KIND, OTHER_BEARER, NEW_BEARER)

SENTENCES = {
    REFUSAL_LOST: N_(
        "An opt-out reaches nobody: its row has no usable address, or is left out. Mend the row and import it again,"
        " or put the person's addresses on the block list"
    ),
    OF_PERSON: N_(
        "An opt-out has no usable address. It is kept for the person and holds for every address that comes later: where"
        " another file names them without anything in common, merge the two by hand"
    ),
    OTHER_BEARER: N_(
        "The number stood for somebody else before, and what you noted of them is now with the new name: look at these"
        " customers"
    ),
    NEW_BEARER: N_(
        "The number stood for somebody else before: the row is a customer of its own, and what you noted stays with the other"
    ),
    GONE: N_(
        "This list said yes before and no longer does, in an emptied cell or an unticked box: nobody is written to on that yes"
        " until the list says it again, or a consent with its proof is noted by hand"
    ),
    KIND: N_(
        "A kind of document that is not known: these rows are kept and shown, and do not count as revenue. Where it is a sale,"
        " write “invoice” there and import the file again"
    ),
    NO_KINDS: N_(
        "None of its words is a known kind of document, so the column is not read as one, and every row counts"
    ),
    "amount_invalid": N_("Amount cannot be read"),
    "amount_ambiguous": N_("Amount can be read in two ways"),
    "date_invalid": N_("Date cannot be read"),
    "date_ambiguous": N_("Day and month cannot be told apart"),
    "date_implausible": N_("Date is not plausible"),
    "date_serial": N_("Dates are stored as Excel numbers"),
    "email_invalid": N_("E-mail address is not valid"),
    "phone_invalid": N_("Phone number cannot be read"),
    "postcode_invalid": N_("Postcode cannot be read"),
    "country_unknown": N_("Country is not known"),
    "vat_id_invalid": N_("VAT ID is not valid"),
    "consent_unknown": N_("Neither a clear yes nor a clear no"),
    UNREAD: N_(
        "Speaks of contacting or locking people, but is not read as consent or objection and only kept as an own field:"
        " assign it where it says so"
    ),
    IN_TEXT: N_(
        "Says no in free text, which nobody reads as an objection: look at these rows, and note the objection where one is meant"
    ),
    "leading_zero_lost": N_("Postcode has lost its leading zero"),
    "scientific": N_("Number was shortened by Excel"),
    "empty_name": N_("The row names nobody"),
    "ragged": N_("The row has too many or too few cells"),
    "unclosed_quote": N_("A quotation mark is opened and not closed"),
    "bad_record": N_("The row cannot be read"),
    "bad_message": N_("The e-mail has no readable date, sender or recipient"),
    "bad_event": N_("The appointment cannot be read"),
    "rows_summed": N_("Rows with the same number were added up as one document"),
    "number_shared": N_("The same number for another customer or day: kept apart as documents of their own"),
    "row_repeated": N_("The same row twice counts once"),
    "net_unknown": N_(
        "Amounts include tax, and nothing tells how much: revenue stays unknown until a net or tax column is assigned"
    ),
    "supplier": N_("Suppliers"),
    "purchase": N_("Documents of suppliers, which are no sales"),
    "delivery_note": N_("Delivery notes"),
    "collective_debtor": N_("Collective accounts for many buyers"),
    "own_payment": N_("Payments of your own and movements on your account"),
    "not_completed": N_("Payments that were not completed"),
    "paid_back": N_("Payments that were paid back"),
    "aborted_basket": N_("Baskets that were not ordered"),
    "no_customer_account": N_("Bookings without a customer account"),
    "no_account": N_("Rows without an account number"),
    "no_year": N_("Bookings whose year the file does not tell (line 1 is missing)"),
}


def sentence(code: str) -> str:
    return _(SENTENCES[code]) if code in SENTENCES else code


def told(code: str, count: int) -> str:
    """The sentence, with the count where it tells what was done by a person's choice."""
    sentences = {
        "leading_zero_repaired": ngettext(
            "{n} postcode got its leading zero back", "{n} postcodes got their leading zero back", count
        ),
        "read_day_first": ngettext("{n} date read as day, then month", "{n} dates read as day, then month", count),
        "read_month_first": ngettext("{n} date read as month, then day", "{n} dates read as month, then day", count),
        "read_comma": ngettext(
            "{n} amount read with a decimal comma", "{n} amounts read with a decimal comma", count
        ),
        "read_point": ngettext(
            "{n} amount read with a decimal point", "{n} amounts read with a decimal point", count
        ),
    }  # fmt: skip
    return sentences[code].format(n=show.number(count)) if code in sentences else sentence(code)


@dataclass(frozen=True)
class Oddity:
    """One cause and where it was met."""

    code: str
    text: str
    rows: tuple[int, ...]  # at most 20 of them
    column: str | None
    count: int

    def as_dict(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "text": self.text,
            "rows": list(self.rows),
            "column": self.column,
            "count": self.count,
        }


def again(kept: Mapping[str, Any]) -> Oddity:
    """An oddity as `as_dict` gave it, in the words of then."""
    return Oddity(kept["code"], kept["text"], tuple(kept["rows"]), kept["column"], kept["count"])


NET = {"net", "tax", "line_net", "line_tax_rate", "tax_rate"}  # one of these tells how much of a gross amount is tax
GROSS = ("gross", "line_gross", "line_unit")

Problem = tuple[str, str, int]  # code, column, data row


def gather(table: Table, columns: Sequence[MappedColumn], problems: Sequence[Problem]) -> list[Oddity]:
    """The table's own remarks, then what single columns and cells gave rise to, by cause and column."""
    found = [Oddity(remark.code, remark.text, remark.rows, remark.column, remark.count) for remark in table.remarks]
    groups: dict[tuple[str, str], list[int]] = {}
    for column in columns:
        groups |= {(code, column.header): [] for code in column.reader.warnings}
    for code, header, row in problems:
        groups.setdefault((code, header), []).append(row)
    found += _without_net(columns)
    unread = (column.header for column in columns if column.unread_consent)
    found += [Oddity(UNREAD, sentence(UNREAD), (), header, 0) for header in unread]
    found += [Oddity(NO_KINDS, sentence(NO_KINDS), (), one.header, 0) for one in columns if one.no_kinds]
    found += [
        Oddity(code, told(code, len(rows)), tuple(rows[:20]), header, len(rows))
        for (code, header), rows in groups.items()
    ]
    return sorted(found, key=lambda one: LOUD.index(one.code) if one.code in LOUD else len(LOUD))


def _without_net(columns: Sequence[MappedColumn]) -> Iterator[Oddity]:
    """An own list with gross amounts alone, of the whole or of lines."""
    gross = next((column for wanted in GROSS for column in columns if column.field == wanted and column.guessed), None)
    net_unit = any(column.field == "line_unit" and says_net(column.header) for column in columns)
    if gross is not None and not net_unit and not NET & {column.field for column in columns}:
        yield Oddity("net_unknown", sentence("net_unknown"), (), gross.header, 0)

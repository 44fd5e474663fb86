"""Any other table: columns found by what their headings say and by what their cells look like."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from kmu_crm.sources.mapping import (
    amounts,
    cards,
    contacting,
    contents,
    contracts,
    deceased,
    dependants,
    item_tax,
    kinds,
    leads,
    leaving,
    legends,
    mailings,
    misspelt,
    numbered,
    others,
    owing,
    paid_words,
    quantities,
    referring,
    supplier_lists,
    surveys,
    taken_back,
    talks,
    turned,
    unit_prices,
    unnamed,
    unsure,
    whole_list,
    worded_columns,
)
from kmu_crm.sources.mapping.fitting import (
    Column,
    fit_given,
    fit_items,
    fit_kind,
    fit_lines,
    fit_mailboxes,
    fit_places,
    fit_second_line,
    fit_since,
    fit_status,
    fit_way,
)
from kmu_crm.sources.mapping.headings import SPELT, is_further, meanings
from kmu_crm.sources.mapping.sheets import Sheet, folded, is_secret
from kmu_crm.sources.mapping.supplier_lists import Suspicion
from kmu_crm.sources.mapping.vocabulary import ATTRIBUTE, CONSENT, IGNORED, PARTY, SECTION_OF, kind_of
from kmu_crm.sources.mapping.vocabulary import NAMING as WHO
from kmu_crm.sources.reading.tables import Table

# Columns that may all say it: of several about consent the strictest counts.
SEVERAL = {
    IGNORED, "words", "consent_email", "consent_confirmed", "consent_phone", "consent_post", "consent_status", "consent_refused",
    "consent_refused_phone",
    "consent_refused_post", "objection", "consent_bounced",
}  # fmt: skip
UNNAMED_AT_MOST = 0.55  # a table without headings waits for a person, unless each of its columns tells what it is
ENOUGH = 0.6  # of a list of people: who they are and how they are reached
FULL, BY_NUMBER = 0.95, 0.8
SURE = 0.85
_CALLED = {"full_name", "family_name", "company"}
_NO_ANSWERS = {"note", "company", "full_name", "contact_name"}
_REACHED: tuple[set[str], ...] = (
    {"email"}, {"phone"}, {"mobile"}, {"full_address"}, {"street", "postcode_city"}, {"street", "postcode", "city"},
)  # fmt: skip
_ABBREVIATED = 2  # letters: “Re”
_GOODS = {"line_name", "line_article", "line_unit", "line_unit_gross", "article", "article_name", "price"}
_OWN_NUMBERS = {"external_id", "customer", "customer_number"}
FURTHER = {
    "email": ("email2", "email3"), "email2": ("email3",), "phone": ("phone2", "phone3"), "phone2": ("phone3",),
    "mobile": ("phone2", "phone3"),
}  # fmt: skip
WEIGHT = {
    "email": 3, "family_name": 2, "full_name": 2, "company": 2, "given_name": 1, "number": 2, "invoice_number": 2, "gross": 2,
    "net": 2, "article": 2, "phone": 1,
}  # fmt: skip
NAMING = {
    "email",
    "family_name",
    "full_name",
    "company",
    "article",
    "customer",
    "number",
    "invoice_number",
    "refers_to",
}


@dataclass(frozen=True)
class Guess:
    sheet: Sheet
    confidence: float
    columns: tuple[Column, ...]
    suppliers: Suspicion | None = None


def recognise(table: Table) -> Guess:
    """Maps each column that says something to a field not taken yet; other columns stay as the customer's attributes."""
    cells = table.sample()
    looks = [contents.shares(column) for column in cells]
    named = [next((field for field, _ in meanings(name)), None) for name in table.header]
    parts = amounts.parts(table.header, named, cells)
    columns = dependants.fit(_by_headings(table.header, looks, cells, parts), cells)
    for told in (surveys.fit(columns, cells), contracts.fit(columns, cells)):
        if told and (found := _of_kind(told, table)):
            return found
    columns = deceased.fit(fit_second_line(columns, cells), cells)
    columns = fit_items(misspelt.fit(columns, cells), cells)
    columns = whole_list.fit(columns, cells, table)
    columns = numbered.fit(amounts.fit(unit_prices.fit(columns), parts), cells, table)
    columns = numbered.fit_days(columns, cells)
    columns = amounts.taxes(amounts.final(amounts.fit(unit_prices.fit(columns), parts), cells), cells)
    columns = amounts.by_tax(columns, cells)
    columns = taken_back.fit(referring.fit(columns, cells), cells)
    columns = unnamed.phones(misspelt.fit_tax(columns, cells), cells)
    columns = fit_mailboxes(fit_places(unnamed.fill(columns, looks, cells), cells))
    columns = fit_since(fit_status(numbered.fit_called(fit_given(columns, cells), cells), cells))
    columns = quantities.fit(fit_way(fit_kind(columns), cells), cells)
    columns = item_tax.fit(fit_lines(unit_prices.without_items(columns), cells), cells)
    fields = [field for _, field, _ in columns if field]
    called = (table.sheet, PurePath(table.name).stem)
    sheet = kinds.told(kinds.sheet_for(fields, None), table.header, [field for _, field, _ in columns], called)
    sheet = whole_list.of_payments(sheet, columns, table)
    sheet = whole_list.without_purchases(sheet, columns, table)
    confidence = _confidence(columns)
    reached = sheet.kind in leaving.PEOPLE and _are_reached(columns)
    confidence = max(confidence, ENOUGH) if reached else confidence
    if sheet.kind == "contacts_log" and talks.are_of_numbers(columns, called):
        confidence = max(confidence, BY_NUMBER)
    if unsure.is_left(sheet.kind, columns, cells, looks) or (
        sheet.kind in leaving.PEOPLE and tells_by_looks(table, cells)
    ):
        confidence = min(confidence, UNNAMED_AT_MOST)
    if sheet.declined:
        return Guess(sheet, confidence, tuple(columns))
    if not any(map(str.strip, table.raw_header)) and not (reached and all(field for _, field, _ in columns)):
        confidence = min(confidence, UNNAMED_AT_MOST)
    if _refuse_by_number(sheet, columns, cells):
        confidence = max(confidence, BY_NUMBER)
    if sheet.kind in ("invoices", "orders"):
        columns = worded_columns.fit(owing.fit(owing.fit_words(owing.fit(columns, cells), cells), cells), cells)
    if sheet.kind == "contacts_log":
        columns = talks.fit(worded_columns.with_status(columns, cells), cells)
    if sheet.kind in ("customers", "newsletter"):
        columns = leads.fit(numbered.fit_customers(columns, cells), cells, table)
        columns = [  # whoever answers with yes and no under “Infos” writes no notes, and under “Stammkunde” no names
            (
                header,
                ATTRIBUTE if not field or (field in _NO_ANSWERS and mailings.are_answers(set(said))) else field,
                sure,
            )
            for (header, field, sure), said in zip(columns, cells, strict=True)
        ]
    elif account := supplier_lists.accounts(columns, cells, table, people=False):  # its rows are judged by it
        columns = [
            (header, field or ATTRIBUTE if folded(header) == account[0] else field, sure)
            for header, field, sure in columns
        ]
    if sheet.kind == "articles":
        return Guess(sheet, confidence, tuple(columns))
    columns = [
        (header, ATTRIBUTE, sure)
        if field is None and mailings.beside_documents(header, set(said))
        else (header, field, sure)
        for (header, field, sure), said in zip(columns, cells, strict=True)
    ]
    suspicion = supplier_lists.suspicion(columns, cells, table, people=sheet.kind in leaving.PEOPLE)
    return Guess(sheet, confidence, tuple(columns), suspicion)


def _of_kind(columns: Sequence[Column], table: Table) -> Guess | None:
    """A list that its columns make for sure what it is; None where it is one of suppliers or employees."""
    fields = [field for _, field, _ in columns]
    called = (table.sheet, PurePath(table.name).stem)
    sheet = kinds.told(kinds.sheet_for(list(filter(None, fields)), None), table.header, fields, called)
    return None if sheet.declined else Guess(sheet, SURE, tuple(columns))


def tells_by_looks(table: Table, cells: Sequence[Sequence[str]]) -> bool:
    """Whether the file says that a colour, which nobody reads, makes a row a no."""
    return any(map(legends.are_of_looks, (table.preamble, *cells)))


def _refuse_by_number(sheet: Sheet, columns: Sequence[Column], cells: Sequence[Sequence[str]]) -> bool:
    """Numbers that name somebody by themselves: one of them refuses something."""
    if not leaving.are_numbers(sheet, [(header, field) for header, field, _ in columns]):
        return False
    said = zip(columns, cells, strict=True)
    return any(leaving.refuses(header, field or ATTRIBUTE, set(found)) for (header, field, _), found in said)


def _by_headings(
    header: Sequence[str], looks: Sequence[dict[str, float]], cells: Sequence[Sequence[str]], parts: set[int]
) -> list[Column]:
    """The main column of a kind chooses first: a number before an id, an office address before a private one."""
    staff = {place for place, name in enumerate(header) if contents.are_of_staff(name, cells[place])}
    if not any(field in WHO for i, name in enumerate(header) if i not in staff for field, _ in meanings(name)):
        staff = set()  # then they are the customer: the owner of two dogs
    theirs = others.are_theirs(header, cells)
    has_number = any(map(contents.are_numbers_of, header, cells)) or any(
        field in _OWN_NUMBERS for name in header for field, _ in meanings(name)[:1]
    )
    named = any(field in WHO - {"email"} for name in header for field, _ in meanings(name)[:1])
    couple = None if named else dependants.first_of_couple(header, cells)
    taken: set[str] = set()
    found: dict[int, Column] = {}
    first = dependants.owners_first(header)
    for place in sorted(range(len(header)), key=lambda place: first.get(header[place], is_further(header[place]))):
        name, look = header[place], looks[place]
        reached = contacting.field(name, cells[place])
        said = [(reached, SPELT)] if reached else meanings(name)
        if cards.are_no_payments(name, cells[place]):
            theirs_alone = not has_number and cards.name_customers(name, cells[place])
            said = meanings("Kundennummer") if theirs_alone else []
        elif is_secret(name):
            said = [(IGNORED, FULL)]
        said = [("full_name", SPELT)] if place == couple else [] if place in parts else said
        if contents.are_numbers_of(name, cells[place]):  # “Kunde”: 10001, 10002
            said = meanings("Kundennummer")
        if place in theirs or (place in staff and any(one in PARTY for one, _ in said)):
            found[place] = (name, ATTRIBUTE, FULL)
            continue
        if contacting.is_unread(name, cells[place]):  # no number stands there, whatever the heading says
            said = [one for one in said if one[0] in CONSENT or one[0] == IGNORED]
        if paid_words.asks(name) and paid_words.are_answers(cells[place]):  # “bez.” is no “Bezeichnung”
            said = []
        elif paid_words.asks(name) == "paid" and contents.are_days(cells[place]):
            said = [("paid_at", SPELT)]
        elif owing.is_due(name, cells[place]):
            said = [("due", SPELT)]
        if contents.are_amounts(cells[place]):  # “Zahlungseingang” may be the day, or what came in
            said = [one for one in said if kind_of(one[0]) not in ("date", "moment") and one[0] != "currency"]
        if said and said[0][0] == "line_quantity" and _is_deposit(header, cells[place]):  # “Anz.”: Anzahlung
            said = []
        if said and said[0][0] in amounts.NUMBERS and _is_sum(place, header, cells[place]):  # “Angebot €”
            said = [("gross", SPELT)]
        elif said and said[0][0] in amounts.NUMBERS and _number_nothing(name, cells[place]):  # “Re”: the right eye
            said = []
        if said and said[0][0] == "gross" and whole_list.is_offered_beside_sold(name, header):
            said = []
        if contents.are_no_vat_ids(cells[place]):  # “VAT” may be the tax
            said = [one for one in said if one[0] != "vat_id"] or said
        if contents.are_no_titles(cells[place]):  # that of an invoice, or of a post: “CEO”
            said = [one for one in said if one[0] != "title"]
        said = [(contents.instead(one, look), sure) for one, sure in said] + said
        said += [(more, sure) for one, sure in said for more in FURTHER.get(one, ())]
        field, sure = next(
            (
                (one, sure)
                for one, sure in said
                if _once(one, name) not in taken and not contents.contradicts(one, look)
            ),
            (None, 0.0),
        )
        if field and field not in SEVERAL:
            taken.add(_once(field, name))
        found[place] = (name, field, sure)
    return [found[place] for place in range(len(header))]


def _are_reached(columns: Sequence[Column]) -> bool:
    fields = {field for _, field, _ in columns if field}
    return not fields.isdisjoint(_CALLED) and any(ways <= fields for ways in _REACHED)


def _is_sum(place: int, header: Sequence[str], cells: Sequence[str]) -> bool:
    """Whether the document's amount stands where its number might: nothing else is it, and no number rises like that."""
    if amounts.names_number(header[place]) or not contents.are_sums(header[place], cells):
        return False
    others = [name for i, name in enumerate(header) if i != place]
    sold = [one for one in others if not whole_list.is_offered_beside_sold(one, header)]
    if any(field in amounts.AMOUNTS for one in sold for field, _ in meanings(one)[:1]) or any(map(amounts.said, sold)):
        return False
    in_money = contents.names_money(header[place])
    return in_money or not (any(map(amounts.names_tax, others)) or contents.count_on(cells))


def _number_nothing(name: str, cells: Sequence[str]) -> bool:
    """Whether figures that measure stand under what may name a document's number, or words under its two letters."""
    short = len(name.strip(" .:")) <= _ABBREVIATED and any(map(str.strip, cells))
    return contents.are_measures(cells) or (short and not numbered.are_filled([cell for cell in cells if cell.strip()]))


def _is_deposit(header: Sequence[str], cells: Sequence[str]) -> bool:
    """Whether money stands where a quantity might, and neither goods nor a unit's price beside it."""
    if not contents.are_sums("", cells):
        return False
    return not any(field in _GOODS for name in header for field, _ in meanings(name)[:1])


def _once(field: str, name: str) -> str:
    """What no second column may be: days of a consent stand once for each way."""
    return " ".join((field, *turned.ways(name))) if field == "consent_at" else field


def _confidence(columns: Sequence[Column]) -> float:
    known = [(field, sure) for _, field, sure in columns if field in SECTION_OF]
    fields = {field for field, _ in known}
    if not fields & NAMING and not ("phone" in fields and fields & CONSENT.keys()):  # whom not to call needs no name
        return round(min(0.3, 0.05 * len(fields)), 2)
    weight = sum(WEIGHT.get(str(field), 0.5) for field, _ in known)
    sure = sum(sure for _, sure in known) / len(known) / FULL
    return round(sure * min(0.95, 0.35 + 0.08 * weight + 0.15 * len(fields) / max(1, len(columns))), 2)

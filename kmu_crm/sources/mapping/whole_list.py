"""What every document of a list is, where only the heading of its numbers or the name of its file says so: “Gutschrift-Nr.”,
“Angebote 2025.csv”, “Eingangsrechnungen”."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import PurePath

from kmu_crm.fields import consent
from kmu_crm.i18n import N_
from kmu_crm.sources.mapping import amounts, contents, owing, paid_words, turned
from kmu_crm.sources.mapping.document_words import QUOTE
from kmu_crm.sources.mapping.sheets import Sheet
from kmu_crm.sources.mapping.vocabulary import ATTRIBUTE, CUSTOMERS, LINE
from kmu_crm.sources.mapping.worded_columns import FURTHER
from kmu_crm.sources.reading.tables import Table

Column = tuple[str, str | None, float]  # header, field, confidence
PURCHASE, SALE = "purchase", "sale"
REDUCE = ("credit_note", "cancellation")
STATES = ("cancelled", "draft", "proforma")
BESIDE = ("note", "complaint")  # what comes with a sale and is none: delivery notes, reminders, complaints
OF_NUMBERS = (PURCHASE, *REDUCE, "enquiry", *BESIDE)
NUMBERS = ("invoice_number", "number")
_OF_SALES_ALONE = {"paid_at", "due", "paid", "unpaid"}
TOLD = 0.85
MOSTLY = 0.9  # of the rows: where few invoices bear the number of a credit note, the list is one of invoices

# Folded, in German, English, French and Italian. What is found first is taken out before the next is looked for.
_WORDS = (
    ("cancelled", r"(stornierte|annullierte|cancell?ed|voided) \w+|(\w+ )?(storniert|annulliert|cancell?ed|voided)"),
    ("draft", r"((rechnung(en)?|angebote?) )?(rechnungs)?entw(ue|u)rfe?|(invoices? )?drafts?( invoices?)?|brouillons?|bozze"),
    ("proforma", r"pro ?forma( ?(rechnung(en)?|invoices?))?"),
    (
        PURCHASE,
        r"(eingangs?|lieferanten|kreditoren|einkaufs|fremd) ?(rechnung|gutschrift|faktur|beleg)(en|e|a)?|rechnungs ?ein(gang|gaenge)"
        r"|rechnungseingangs ?(buch|journal|liste)|(betriebs)?ausgaben|aufwendungen|einkaeufe|waren ?ein(kauf|kaeufe|gang|gaenge)|expenses"
        r"|(rechnung(en)?|faktur(a|en)?|belege?) ((von|vom|der|des|aus) )?(lieferanten?|kreditoren|(waren ?)?ein(kauf|gang))"
        r"|(erhaltene|eingehende|eingegangene|received) (rechnung(en)?|belege?|invoices|bills)|(waren ?)?einkauf"
        r"|purchases|purchase ?(invoice|order|bill)s?|(supplier|vendor) ?(invoice|bill|credit)s?|factures? (d ?achats?|fournisseurs?)"
        r"|fattur[ae] (passiv[ae]|fornitor[ei]|d ?acquisto)",
    ),
    (
        "credit_note",
        r"(rechnungs|kunden|sammel|storno)?gutschrift(en)?|rechnungs ?(korrektur|berichtigung)(en)?|korrektur ?rechnung(en)?|kreditnoten?"
        r"|credit ?(note|memo)s?|avoirs?|not[ae] (di )?credito|notes? de credit"
        r"|(kunden)?retouren?|(waren|kunden)?rueck(sendung|nahme|gabe|zahlung|verguetung|erstattung)(en)?|erstattung(en)?|refunds?|returns?"
        r"|rma|remboursements?|rimborsi|resi",
    ),
    ("cancellation", r"(rechnungs)?storno(s|rechnung|rechnungen|belege?)?|stornierung(en)?|cancellations?( invoices?)?"),
    (
        "enquiry",
        r"angebote?n?|offert(e|en|a)|kosten(vor)?anschl(ag|aege)|kva|quotes?|quotations?|estimates?|devis|preventiv[io]|offers?",
    ),
    (
        "note",
        r"lieferscheine?n?|lieferungen|liefernachweise?|packzettel|packlisten?|delivery ?(notes?|slips?)|packing ?(slips?|lists?)"
        r"|warenausg(ang|aenge)"
        r"|bons? de livraison|bolle|(ddt|documenti di trasporto)|mahnung(en)?|mahn(liste|lauf|wesen|stufen?)|(zahlungs)?erinnerung(en)?"
        r"|zahlungsaufforderung(en)?|(payment )?reminders?|dunning|rappels?|solleciti|ruecklastschrift(en)?|chargebacks?"
        r"|((abgebrochene|verlassene|offene|abandoned) )?(warenk(o|oe)rbe?|carts?|checkouts?|baskets?)",
    ),
    ("complaint", r"reklamation(en)?|beschwerden?|beanstandung(en)?|maengel(ruegen?|anzeigen?)|complaints?|claims?|reclami|reclamations?"),
    ("payment", r"zahlung(en)?|(zahlungs|geld)ein(gang|gaenge)|payments?|paiements?|pagamenti"),
    (
        SALE,
        r"\w*(rechnung|faktur|umsatz|umsaetze|verkauf|verkaeufe|bestellung|auftrag|auftraege|beleg|buchung)\w*|invoices?|sales|orders?"
        r"|factures?|fatture?|ventes|vendite|documents?|dokumente?",
    ),
)  # fmt: skip
_SHAPES = tuple((kind, re.compile(rf"\b({words})\b")) for kind, words in _WORDS)
_NUMBER = re.compile(r"(.+?)( ?(?:s|n|en)? ?)(?:nummer|number|numero|nr|no|num|id)")
_OBJECT = re.compile(r"\b(zu|zum|zur|fuer|for|to|laut|gemaess)\b.*")  # “Gutschriften zu Rechnungen” are credit notes
_MIXED = re.compile(
    r"\b(ohne|without|inkl\w*|incl\w*|mit|with|und|and|et|e|plus|minus|abzgl|abzueglich|exkl\w*|excl\w*|nach)\b"
)
_WITHOUT = re.compile(r"\b(ohne|without|abzgl|abzueglich|exkl\w*|excl\w*|minus|nach|vor|netto|bereinigt|sans|senza)\b")
_NONE_OF = re.compile(r"\b(ohne|without|keine|nicht|not|sans|senza)\b.*")
_AHEAD = re.compile(r"\b(vorschau|preview|geplant\w*|planung|prognose|forecast)\b")
_SALE = re.compile(r"rechnung|\brg|\bre\b|invoice|factur|fattur|beleg|auftrag|bestell|order")
_OUTLAY = re.compile(
    r"ausgaben|aufwendungen|einkaeufe|waren ?ein|expenses|purchases$"
)  # which may be those of customers
_CUSTOMERS, _OF_CUSTOMERS = re.compile(CUSTOMERS), re.compile(rf"{CUSTOMERS}|mail")
_SUPPLIER = re.compile(r"lieferant|kreditor|supplier|vendor|fournisseur|fornitor")
_OF_INVOICES = re.compile(r"rechnung|\brg|\bre\b|invoice|fakt|factur|fattur|\bbill")
# What somebody was sold: then it is a list of sales, whatever it tells of payments.
_SOLD = re.compile(
    r"leistung|behandlung|artikel|produkt|ware\b|dienst|kurs\b|service|treatment|article|product|item|prestation|articolo"
)
# Of what somebody may buy: a deal that is won is no invoice yet.
_DEAL = re.compile(
    r"deal (name|stage|phase|owner|status|value)|pipeline|opportunity( (name|owner|stage|id))?|verkaufschancen?|vertriebsphase"
    r"|(abschluss|gewinn) ?wahrscheinlichkeit|win probability|(expected|erwartetes?) (close|closing|abschluss) ?(date|datum)"
)
_PAID_DAY = re.compile(
    r"\w*zahl\w*|(zahlungs|geld)?eingang(sdatum|stag)?|eingegangen|buchungs?tag|valuta|geld|paid|payment|payee?|paiement|pagat[oa]|pagamento|bez"
)
_ITS_OWN_DAY = re.compile(r"rechnung|beleg|invoice")


def number_of(heading: str) -> str:
    """Of which kind of document a heading gives the numbers: a kind of fact, `purchase`, or nothing where it is no such
    heading or of sales."""
    found = _NUMBER.fullmatch(turned.words(heading.replace("#", " nr ")))
    said = (found[1], (found[1] + found[2]).strip()) if found else ()  # “Lieferschein-Nr.” ends in an n of its own
    return next((kind for kind, shape in _SHAPES if kind in OF_NUMBERS and any(map(shape.fullmatch, said))), "")


def by_name(table: Table) -> str:
    """The same by the name of the workbook's sheet or of the file; nothing where it speaks of several kinds."""
    for name in _names(table):
        if kinds := _kinds(name):
            return kinds.pop() if len(kinds) == 1 else ""
    return ""


def _names(table: Table) -> Iterator[str]:
    return filter(None, (table.sheet, PurePath(table.name).stem))


def speaks_of_sales(name: str, shape: re.Pattern[str]) -> bool:
    """Whether a list of that name holds sales, by the words of them: not what others billed, nor what was not sold or not yet."""
    said = _NONE_OF.sub("", turned.words(name))
    return shape.search(said) is not None and not _AHEAD.search(said) and PURCHASE not in _kinds(name)


def _kinds(name: str) -> set[str]:
    rest, found = _OBJECT.sub("", turned.words(name)), set[str]()
    for kind, shape in _SHAPES:
        if shape.search(rest):
            found.add(kind)
            rest = shape.sub(" ", rest)
    return found | {SALE} if found and _MIXED.search(rest) else found


def fit(columns: Sequence[Column], cells: Sequence[Sequence[str]], table: Table) -> list[Column]:
    """The number of a credit note is the document's own, that of an invoice beside it the one it refers to; so is any in
    a list that is called payments."""
    found = list(columns)
    fields = {field for _, field, _ in found}
    own = next(
        (place for place, one in enumerate(found) if number_of(one[0]) in REDUCE and _is_filled(cells[place])), None
    )
    if own is not None:
        found = [_referring(one) if "refers_to" not in fields else one for one in found]
        found[own] = (found[own][0], "invoice_number", TOLD)
    elif not fields & {*NUMBERS, "offer_number"} and (beside := _beside(found, cells)) is not None:
        found[beside] = (found[beside][0], "number", TOLD)
    elif by_name(table) == "payment" and "gross" in fields and not fields & {"net", "tax", "due", "refers_to"}:
        dated = [header for header, field, _ in found if field in ("day", "at")]
        of_sales = any(_ITS_OWN_DAY.search(turned.words(header)) for header in dated)
        if not (of_sales or owing.tells_invoices(found, cells)):
            found = [(header, "paid_at" if field in ("day", "at") else field, sure) for header, field, sure in found]
            found = [_referring(one) for one in found]
    return found


def _beside(columns: Sequence[Column], cells: Sequence[Sequence[str]]) -> int | None:
    """Where the numbers of delivery notes, reminders or complaints stand: in a list without other numbers they are its own."""
    places = (place for place, (header, _, _) in enumerate(columns) if number_of(header) in BESIDE)
    return next((place for place in places if _is_filled(cells[place])), None)


def _referring(column: Column) -> Column:
    header, field, sure = column
    return (header, "refers_to", sure) if field == "invoice_number" else column


def _is_filled(cells: Sequence[str]) -> bool:
    return sum(bool(cell.strip()) for cell in cells) > MOSTLY * len(cells)


def told(sheet: Sheet, columns: Sequence[Column], table: Table) -> Sheet:
    """The same sheet with the kind of fact that its documents are, unless a column says it row by row."""
    if sheet.system != "list" or not sheet.free_kinds:
        return sheet
    sheet = of_payments(sheet, columns, table)
    if sheet.fact_kind == "payment":
        return sheet
    numbers = [header for header, field, _ in columns if field in NUMBERS]
    headings = next(filter(None, map(number_of, numbers)), "")
    kind = headings or by_name(table) or ("enquiry" if _are_offers(columns, table) else "")
    outweighs = _SALE if headings else _OF_INVOICES  # “Belegnr” in a file of delivery notes may number those
    others = (turned.words(header) for header in numbers if number_of(header) not in BESIDE)
    if kind in BESIDE and any(map(outweighs.search, others)):
        kind = ""  # the number of the sale stands there, too
    if not kind and any(_holds_credits(name) for name in _names(table)):
        return replace(sheet, reduces=True)
    if kind in REDUCE:
        return replace(sheet, fact_kind=kind, family="invoice")
    if kind in STATES:
        return replace(sheet, status=kind)
    if kind in BESIDE:
        return replace(sheet, fact_kind=kind, family=kind)
    if kind == "enquiry" and not any(_OF_INVOICES.search(turned.words(header)) for header in numbers):
        return replace(sheet, kind="offers", fact_kind="enquiry", family="offer")
    return sheet


def _are_offers(columns: Sequence[Column], table: Table) -> bool:
    """Whether the sum or the day is that of an offer, and nothing that of a sale: “Angebot €”, “Angebotsdatum”; or rows are deals."""
    if any(field in _OF_SALES_ALONE or paid_words.asks(header) for header, field, _ in columns):
        return False
    if any(_OF_INVOICES.search(turned.words(header)) for header, *_ in columns) or _tells_paid(columns, table):
        return False
    if any(_DEAL.fullmatch(turned.words(header)) for header, *_ in columns):
        return True
    said = [turned.words(header) for header, field, _ in columns if field in ("gross", "net", "day", "at", *NUMBERS)]
    return any(map(_is_offered, said)) and not any(map(_SALE.search, said))


def _is_offered(words: str) -> bool:
    return QUOTE.search(words.replace(" ", "")) is not None


def _tells_paid(columns: Sequence[Column], table: Table) -> bool:
    states = [place for place, (_, field, _) in enumerate(columns) if field in ("status", FURTHER)]
    cells = {cell for place, column in enumerate(table.sample()) if place in states for cell in column}
    return any(paid_words.read(cell) == "paid" and not consent.is_answer(cell) for cell in cells)


def is_offered_beside_sold(heading: str, header: Sequence[str]) -> bool:
    """Whether a sum is that of an offer, and another column has that of its invoice: “Angebotssumme”, “Rechnungssumme”."""
    if not _is_offered(turned.words(heading)):
        return False
    others = (one for one in header if not amounts.names_number(one) and _OF_INVOICES.search(turned.words(one)))
    return any(amounts.said(one) or contents.names_money(one) for one in others)


def is_paid_alone(columns: Sequence[Column]) -> bool:
    """Whether the only days are those on which somebody paid, and no number is that of a sale."""
    fields = {field for _, field, _ in columns}
    days = [turned.words(header) for header, field, _ in columns if field == "day"]
    return bool(days) and not fields & {*NUMBERS} and all(any(map(_PAID_DAY.fullmatch, day.split())) for day in days)


def of_payments(sheet: Sheet, columns: Sequence[Column], table: Table) -> Sheet:
    """The same sheet, of payments where the only day is the one on which somebody paid, and no number is that of a sale."""
    fields = {field for _, field, _ in columns}
    if sheet.kind != "invoices" or fields & {*NUMBERS, *LINE, "at", "due", "net", "tax", "status"}:
        return sheet
    if any(_SOLD.search(turned.words(header)) for header, _, _ in columns):
        return sheet
    days = [turned.words(header) for header, field, _ in columns if field == "day"]
    named = by_name(table) == "payment" and bool(days) and not any(map(_ITS_OWN_DAY.search, days))
    if named and owing.tells_invoices(columns, table.sample()):
        named = False
    if not (named or is_paid_alone(columns)):
        return sheet
    return replace(sheet, kind="payments", fact_kind="payment", free_kinds=False, sum_rows=False, same_row_once=False)


def by_its_name(sheet: Sheet) -> str:
    """What `told` made of a sheet: one of REDUCE or STATES, `enquiry`, or nothing. The same bytes under another name are
    another file."""
    if sheet.system != "list" or not sheet.free_kinds:
        return ""
    return sheet.status or ("" if sheet.fact_kind in ("invoice", "order") else sheet.fact_kind)


def _holds_credits(name: str) -> bool:
    """“Rechnungen und Gutschriften”; “Umsatz ohne Gutschriften” holds none."""
    return not _kinds(name).isdisjoint(REDUCE) and not _WITHOUT.search(turned.words(name))


def account(sheet: Sheet, own: str) -> str:
    """Of a list that is told by its name to hold what is cancelled, or not sold yet: one of its own. Neither it nor the list
    of invoices with the same columns has the last word on a document that both hold."""
    told = by_its_name(sheet)
    return f"{own}/{told}" if told in STATES else own


def without_purchases(sheet: Sheet, columns: Sequence[Column], table: Table) -> Sheet:
    """The same sheet, declined where it lists what the business bought itself."""
    own = [header for header, field, _ in columns if field in NUMBERS]
    headings = (
        any(number_of(header) == PURCHASE for header, field, _ in columns if field in (None, ATTRIBUTE)) and not own
    )
    named = by_name(table) == PURCHASE
    said = [turned.words(header) for header, *_ in columns]
    if named and not any(map(_SUPPLIER.search, said)):  # who bills us names the number that we have as their customer
        outlay = any(_OUTLAY.search(turned.words(name)) for name in _names(table))
        sure = bool(table.sheet and _kinds(table.sheet)) and not outlay  # a sheet “Einkauf” stands beside one of sales
        named = sure or not any(map((_OF_CUSTOMERS if outlay else _CUSTOMERS).search, said))
    if sheet.kind == "articles" or not (headings or named):
        return sheet
    return replace(sheet, kind="purchases", title=N_("List of purchases"), declined=True)

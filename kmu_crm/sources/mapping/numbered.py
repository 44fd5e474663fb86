"""Numbers and days of documents under headings that say so only beside an amount: “Beleg”, “Nr.”, “Faktura”, “vom”.

“Nr.” may be the customer's number or count the rows: there the cells and the other columns decide.
"""

import re
from collections.abc import Sequence
from pathlib import PurePath

from kmu_crm.fields.reading import reader_for
from kmu_crm.sources.mapping import amounts, contents, turned, whole_list
from kmu_crm.sources.mapping.headings import meanings, spelling
from kmu_crm.sources.mapping.vocabulary import ARTICLE, ATTRIBUTE, LINE, NAMING
from kmu_crm.sources.reading.header import kind
from kmu_crm.sources.reading.tables import Table

Column = tuple[str, str | None, float]  # header, field, confidence
Cells = Sequence[Sequence[str]]
TOLD = 0.85
MOSTLY = 0.9  # of the rows have a number
GAPS = 2  # numbers that ascend no further than that times the rows count them
_NUMBERED = {"number", "invoice_number", "offer_number", "refers_to", "paid_at", "article"}
_WHOSE = NAMING | {"customer", "customer_number", "external_id"}
_AMOUNTS = {"gross", "net", "line_gross", "line_net"}
_DATED = {"day", "at"}
_FREE = (None, ATTRIBUTE)
_OF_ITEMS = LINE.keys() | {"article_name"}

_OF = r"(nr|no|n|num|number|numero|id|kennung|zeichen)"
_CLEAR = re.compile(
    rf"(belege?|rechnungs?|faktur(a|en)?|invoice|document|doc|dokument|dok|(kassen)?bon|kassen ?(beleg|zettel)|quittungs?|receipt|bill"
    rf"|facture|fattura|ricevuta|ticket|piece|documento|vorgangs)( ?{_OF})?"
    rf"|(rg|re|r|verkaufs?|sale|buchungs?|transaktions?|transaction) ?{_OF}"
)
_ORDERS = re.compile(r"auftrag|order|kauf|verkauf|sale|commande|ordine")  # over short codes; else what it is about
# Beside them a name is that of the customer already, or what is called so was sold.
_OF_OTHERS = (NAMING - {"email"}) | _NUMBERED | _AMOUNTS | _DATED | LINE.keys() | (ARTICLE.keys() - {"article_name"})
_CALLED = re.compile(r"bezeichnung|designation")
_CODE = re.compile(r"([^\W\d]{1,4}[ ./#-]?)?\d[\w./#-]*")
_SHARED = re.compile(r"(vorgang|buchung|transaktion|transaction|ticket|dok).*")  # may number anything else
# Receipts of a till may begin anew each day: 1, 2, 3 are no numbers that tell one from another.
_RECEIPT = re.compile(r"kassen ?(bon|beleg|zettel)|bon|quittung|receipt|ricevuta|ticket")
_LONG = 4  # figures
_BARE = re.compile(_OF)
_CUSTOMERS = re.compile(r"nr|no|number|numero")  # an “ID” is that of the row in the program the list comes from
_DAY = re.compile(
    r"(rg|re|r|rechn|rechnungs|beleg|faktura|fakturierungs|buchungs|leistungs|liefer|verkaufs|kauf|bon|quittungs|ausstellungs|erstell(ungs)?)"
    r" ?(datum|dat|tag|date)|dat|vom|(rechnung|beleg|faktura) (vom|am)|(aus|er)?gestellt( am)?|erstellt( am)?|fakturiert( am)?"
    r"|gebucht( am)?"
    r"|verkauft( am)?|gekauft( am)?|issued( on| at)?|billed( on)?|invoiced( on)?|booked( on)?|booking date|posting date|sold( on)?"
    r"|le|du|del|(bestell|auftrags) ?eingang"
)
# Of something else that happens to a document, or to whom it is for.
_OTHER_DAY = re.compile(
    r"geb|birth|naissance|nascita|faell|zahl|due|echeance|scadenza|pay|paid|pag|mahn|liefer|versand|ship|deliver|livr|letzt|last|naechst|next"
    r"|bis\b|until|seit|since|kuend|ende|\bend|ablauf|valid|gueltig|wieder|follow|termin|geld|storn|cancel|erstatt|refund|abgeh|abhol|fertig"
    r"|start|beginn|an?meld|angelegt|erfasst|creat|geaendert|changed|updat|bestaet|confirm|widerr|von\b|kunde|customer|client"
)
# Words of a day in general, or of what is done to a document: “Tag X”, “Beauftragung”, “Auftragseingang”, “Data emissione”.
_ANY_DAY = re.compile(
    r"((datum|dat|tag|monat|month|am|vom|wann|date|day|on|data|giorno|del|du|le|il|der|des|de|of|x"
    r"|rechnungs?|rechn|rg|re|belege?s?|faktur(a|ierungs?|iert)?|rechnungsstellung|buchungs?|gebucht|vorgangs?|dokument(en|s)?"
    r"|transaktions?|leistungs?|umsatz|verkaufs?|verkauft|kaufs?|gekauft|auftrags?|beauftragung|beauftragt|bestell(ung|ungs|t)?|best"
    r"|eingangs?|eingegangen|(aus)?stellungs?|(aus|er)?gestellt|erstellungs?|erstellt|abrechnungs?|abgerechnet|berechnet"
    r"|invoiced?|billed|issued?|order|ordered|sales?|sold|booked|booking|posting|document|transaction"
    r"|facture|facturee?|emise?|emission|vente|commande|fattura|emissione|emess[oa]|vendita|ordine) ?)+",
)
_BILL = (
    r"rechnung(?!s ?(adress|anschrift|empfaeng|kund|ort|plz|str|name|e ?mail|land))"  # that is of whom it is sent to
)
_OF_SALES = re.compile(rf"{_BILL}|\brg|\bre\b|invoice|faktur|factur|fattur|beleg|\bbon|quittung")
_INVOICED = re.compile(rf"{_BILL}|\brg|invoice|faktur|factur|fattur|\bbon|quittung")
_OF_ORDERS = re.compile(r"bestell|auftrag|auftraege|\borders?\b")
# Offers on their way and goods that were delivered are no sales yet, whatever numbers them.
_NO_SALES = re.compile(
    r"lieferschein|delivery note|\b(phase|stage|pipeline)\b|wahrscheinlichkeit|probability|erwartet|expected|prognose|forecast"
)
_DIGITS = re.compile(r"\d+")


def fit(columns: Sequence[Column], cells: Cells, table: Table) -> list[Column]:
    """The day, then the number, of a list of documents that has none yet."""
    found = list(columns)
    fields = {field for _, field, _ in found}
    if fields & _OF_ITEMS:  # an article's number is no document's
        fields.discard("article")
    if not (fields & _AMOUNTS or amounts.are_possible(found)):
        return found
    if not fields & _NUMBERED and (not fields & _WHOSE or _are_no_sales(found, table)):
        return found  # costs, or what is no sale yet
    fields.discard("paid_at")  # when it was paid is no number
    number = None if fields & _NUMBERED else _number(found, cells, table)
    numbers = number is not None or fields & {"number", "invoice_number"} or _is_called_sales(table)
    if not fields & _DATED and numbers:
        day = next((place for place, one in enumerate(found) if _is_day(one, cells[place])), None)
        day = _only_day(found, cells) if day is None else day
        if day is None or (number is None and not fields & _NUMBERED and _bare_number(found, cells, table) is None):
            return found
        found[day] = (found[day][0], "day", TOLD)
    elif not fields & _DATED:
        return found
    if number is None and not fields & _NUMBERED and (fields & _AMOUNTS or not fields & amounts.OF_ITEMS):
        number = _bare_number(found, cells, table)
    if number is not None:
        header = found[number][0]
        found[number] = (header, "number" if _ORDERS.fullmatch(_named(header)) else _field(found, table), TOLD)
    return found


def fit_days(columns: Sequence[Column], cells: Cells) -> list[Column]:
    """Where invoices have a day and a number of their own, that day speaks, and the order's where it is empty."""
    found = list(columns)
    fields = {field for _, field, _ in found}
    days = [
        place
        for place, (header, field, _) in enumerate(found)
        if field in (*_FREE, "day")
        and any(one == "day" for one, _ in meanings(header)[:1])
        and contents.are_days(cells[place])
    ]
    invoiced = [place for place in days if _INVOICED.search(turned.words(found[place][0]))]
    ordered = [place for place in days if _OF_ORDERS.search(turned.words(found[place][0])) and place not in invoiced]
    if "invoice_number" in fields and "at" not in fields and len(invoiced) == len(ordered) == 1:
        for place, field in ((invoiced[0], "day"), (ordered[0], "at")):
            found[place] = (found[place][0], field, TOLD)
    return found


def fit_called(columns: Sequence[Column], cells: Cells) -> list[Column]:
    """“Bezeichnung” beside the customer's number, another in every row, is their name where no other column tells one; in
    lists of goods and of documents it is the article's."""
    found = list(columns)
    places = {field: place for place, (_, field, _) in enumerate(found) if field}
    number = next((places[one] for one in ("external_id", "customer_number") if one in places), None)
    if number is None or not contents.CUSTOMER.match(spelling(found[number][0])):  # a “Konto” may be of the ledger
        return found
    if places.keys() & _OF_OTHERS or not all_differ(cells[number]):
        return found
    place = places.get("article_name")
    if place is not None and _CALLED.fullmatch(spelling(found[place][0])):
        found[place] = (found[place][0], "full_name", TOLD)
    return found


def fit_customers(columns: Sequence[Column], cells: Cells) -> list[Column]:
    """A “Nr.” before the name is the customer's number where every row has another of its own; 1, 2, 3 .. counts the rows."""
    found = list(columns)
    if {field for _, field, _ in found} & {"external_id", "customer", "customer_number"}:
        return found
    for place, (header, field, _) in enumerate(found[:-1]):
        column = cells[place]
        beside = found[place + 1][1] in NAMING | {"salutation", "title"}
        if field not in _FREE or not beside or not _CUSTOMERS.fullmatch(_named(header)):
            continue
        if len(column) > 1 and are_filled(column) and all_differ(column) and not _counts(column):
            found[place] = (header, "external_id", TOLD)
            break
    return found


def is_number(header: str) -> bool:
    """Whether a heading says by itself that it is a document's number."""
    return _CLEAR.fullmatch(_named(header)) is not None


def depends_on_cells(header: str) -> bool:
    """Whether a heading is that of the documents' numbers in one list, and not in the next."""
    name = _named(header)
    return any(shape.fullmatch(name) for shape in (_BARE, _SHARED, _ORDERS)) or _RECEIPT.match(name) is not None


def _field(columns: Sequence[Column], table: Table) -> str:
    """Whose number it is: a list that names orders, and no invoices, has those of orders."""
    said = [turned.words(one) for one in (table.name, table.sheet, *(header for header, *_ in columns)) if one]
    orders = any(map(_OF_ORDERS.search, said)) and not any(map(_OF_SALES.search, said))
    return "number" if orders else "invoice_number"


def _named(header: str) -> str:
    return turned.words(header.replace("#", " nr ").replace("°", "")).replace("nummer", "nr").strip()


def _number(columns: Sequence[Column], cells: Cells, table: Table) -> int | None:
    """By its heading; what may number other things must be another in every row, in a list that speaks of sales."""
    with_items = any(field in _OF_ITEMS for _, field, _ in columns)
    for place, (header, field, _) in enumerate(columns):
        name = _named(header)
        codes = (_ORDERS.fullmatch(name) or _SHARED.fullmatch(name)) and _are_codes(cells[place])
        if codes and field in (*_FREE, "fact_kind") and (with_items or all_differ(cells[place])):
            return place
        if field not in _FREE or not _CLEAR.fullmatch(name) or not are_filled(cells[place]):
            continue
        if _RECEIPT.match(name) and _is_short(cells[place]):
            continue
        if not _SHARED.fullmatch(name) or (all_differ(cells[place]) and _speaks_of_sales(columns, table)):
            return place
    return None


def _bare_number(columns: Sequence[Column], cells: Cells, table: Table) -> int | None:
    """A “Nr.” that every row has another of, and that is neither the customer's nor counts the rows of this file."""
    for place, (header, field, _) in enumerate(columns):
        beside = columns[place - 1][1] if place else None
        if field not in _FREE or beside in ("street", "street2") or not _BARE.fullmatch(_named(header)):
            continue
        column = cells[place]
        if not are_filled(column) or not all_differ(column) or _counts(column):
            continue
        said = _speaks_of_sales(_but_sums(columns), table) or _is_not_the_customers(columns, cells)
        if said or _with_days(place, columns, cells):
            return place
    return None


def _is_day(column: Column, cells: Sequence[str]) -> bool:
    said = [cell.strip() for cell in cells if cell.strip()]
    header, field, _ = column
    return (
        field in _FREE
        and bool(said)
        and _DAY.fullmatch(turned.words(header)) is not None
        and (sum(map(contents.SHAPES["day"], said)) >= MOSTLY * len(said))
    )


def _only_day(columns: Sequence[Column], cells: Cells) -> int | None:
    """The one column of days in every row whose heading speaks of a day or of the document; any other may be of the goods,
    or of the customer: “Erstzulassung”."""
    places = [
        place
        for place, (header, field, _) in enumerate(columns)
        if field in _FREE and not _OTHER_DAY.search(turned.words(header)) and _holds_days(cells[place])
    ]
    return places[0] if len(places) == 1 and _ANY_DAY.fullmatch(turned.words(columns[places[0]][0])) else None


def _holds_days(cells: Sequence[str]) -> bool:
    days = sum(contents.SHAPES["day"](cell.strip()) for cell in cells if cell.strip())
    return days > 0 and days >= MOSTLY * len(cells)


def are_filled(cells: Sequence[str]) -> bool:
    """Nearly every row has a number, with a digit in it, and none of them is a day or an amount with cents."""
    said = [cell.strip() for cell in cells if cell.strip()]
    numbers = sum(
        any(map(str.isdigit, cell)) and kind(cell) != "day" and not contents.SHAPES["amount"](cell) for cell in said
    )
    return bool(said) and numbers >= MOSTLY * len(cells)


def _are_codes(cells: Sequence[str]) -> bool:
    said = [cell.strip() for cell in cells if cell.strip()]
    codes = sum(_CODE.fullmatch(cell) is not None and 2 * sum(map(str.isdigit, cell)) >= len(cell) for cell in said)
    return are_filled(cells) and codes >= MOSTLY * len(said)


def _are_no_sales(columns: Sequence[Column], table: Table) -> bool:
    """Beside a delivery note there is no invoice, unless something is called one."""
    said = [turned.words(one) for one in (table.name, table.sheet, *(header for header, *_ in columns)) if one]
    return any(map(_NO_SALES.search, said)) and not any(map(_INVOICED.search, said))


def _is_short(cells: Sequence[str]) -> bool:
    said = [cell.strip() for cell in cells if cell.strip()]
    return sum(cell.isdecimal() and len(cell.lstrip("0")) < _LONG for cell in said) >= MOSTLY * len(said)


def all_differ(cells: Sequence[str]) -> bool:
    """Nearly: a row may stand twice."""
    said = [cell.strip() for cell in cells if cell.strip()]
    return len(set(said)) >= MOSTLY * len(said)


def _counts(cells: Sequence[str]) -> bool:
    """1, 2, 3 .., some of which may be taken out: the rows of this file. They begin anew in the next, with others."""
    said = [cell.strip().rstrip(".") for cell in cells if cell.strip()]
    if len(said) < 2 or not all(map(str.isdecimal, said)):
        return False
    numbers = list(map(int, said))
    return numbers == sorted(numbers) and numbers[-1] <= GAPS * len(numbers)


def _speaks_of_sales(columns: Sequence[Column], table: Table) -> bool:
    names = filter(None, (table.sheet, PurePath(table.name).stem))
    said = (turned.words(header) for header, *_ in columns)
    return any(_OF_SALES.search(one) or _OF_ORDERS.search(one) for one in said) or any(
        whole_list.speaks_of_sales(name, shape) for name in names for shape in (_OF_SALES, _OF_ORDERS)
    )


def _is_called_sales(table: Table) -> bool:
    """By the sheet, or by the file that holds no other: “Rechnungen 2024”."""
    return whole_list.speaks_of_sales(table.sheet or PurePath(table.name).stem, _INVOICED)


def _but_sums(columns: Sequence[Column]) -> list[Column]:
    """Without “Auftragswert” and the like, which may be that of a customer."""
    return [one for one in columns if one[1] is not None or not amounts.said(one[0])]


def _is_not_the_customers(columns: Sequence[Column], cells: Cells) -> bool:
    """The customer has a number of their own there, or comes again under another “Nr.”."""
    fields = {field: place for place, (_, field, _) in enumerate(columns) if field}
    if fields.keys() & {"external_id", "customer", "customer_number"}:
        return True
    names = list(zip(*(cells[place] for field, place in fields.items() if field in NAMING), strict=True))
    return len(set(names)) < MOSTLY * len(names)


def _with_days(place: int, columns: Sequence[Column], cells: Cells) -> bool:
    """Whether the numbers rise with the days, as those of documents do."""
    day = next(place for place, (_, field, _) in enumerate(columns) if field in _DATED)
    read = reader_for("date", set(cells[day])).read
    pairs = [(read(when).value, _DIGITS.findall(cell)) for when, cell in zip(cells[day], cells[place], strict=True)]
    known = sorted((when, [int(part) for part in parts]) for when, parts in pairs if when and parts)
    numbers = [number for _, number in known]
    return len({when for when, _ in known}) > 2 and numbers == sorted(numbers)

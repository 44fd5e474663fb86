"""What makes a list wait for a person, though most of its columns are understood: something of weight would be left out."""

import re
from collections.abc import Collection, Iterable, Sequence

from kmu_crm.fields import day_shapes
from kmu_crm.fields.text import fold
from kmu_crm.sources.mapping import amounts, contacting, contents, numbered, owing, quantities, turned, whole_list
from kmu_crm.sources.mapping.headings import meanings
from kmu_crm.sources.mapping.leaving_names import by_name
from kmu_crm.sources.mapping.vocabulary import ATTRIBUTE, CUSTOMERS, NAMING

Column = tuple[str, str | None, float]  # header, field, confidence
_PEOPLE = ("customers", "newsletter")
_LEFT = (None, ATTRIBUTE)
_GIVEN, _WORDS = 0.5, 0.8  # shares of cells that look like given names, or like names at all
_VARIED = 1.5  # surnames hardly come again
_CUSTOMERS = re.compile(CUSTOMERS)
_OF_PERSONS = {"email", "street", "full_address", "birth_date"}
_ADDRESSES = _OF_PERSONS | {"postcode", "city", "postcode_city"}
_CALLED = {"email", "full_name", "display_name", "company", "family_name"}
_TALK = re.compile(r"anruf|angerufen|gespraech|termin|behandlung|\bcall|appel|chiamat|appuntament|appointment|rendez")
# What lists of customers tell of each: what they bought so far, and when last.
_OF_CUSTOMERS = re.compile(
    r"umsatz|umsaetze|revenue|turnover|chiffre d|fatturato|saldo|guthaben|offene? (posten|betraege)"
    r"|\b(letzte|erste|last|first|derniere?|ultim)"
)
# Days in the life of a customer or of its entry, and days to come: nothing happened then that would be a sale or a call.
_OF_LIFE = re.compile(
    r"geb|birth|naiss|nascit|jubil|hochzeit|verstorb|seit\b|since|depuis|\bdal\b|mitglied|eintritt|austritt|beitritt|aufnahme"
    r"|anmeld|abmeld|registr|angelegt|anlage|erstellt|creat|erfasst|aender|update|modif|stand\b|import|einwillig|consent|opt|abo"
    r"|vertrag|ablauf|gueltig|valid|bis\b|until|ende?\b|kuend|naechst|next|wieder|follow|wartung|service|pruef|faellig"
)
_MOSTLY = 0.8
_STATE = re.compile(r"(rechnungs?|zahl(ungs)?|bezahl|auftrags?|bestell|invoice|payment|order) ?(status|stand|state)")


def is_left(
    kind: str, columns: Sequence[Column], cells: Sequence[Sequence[str]], looks: Sequence[dict[str, float]]
) -> bool:
    """Whether documents are taken for addresses, customers would be called by half a name, or goods for an unit's price."""
    if kind in _PEOPLE:
        headings = [header for header, *_ in columns]
        of_persons = not _OF_PERSONS.isdisjoint(field for _, field, _ in columns)
        talks = not of_persons and any(map(_is_of_talk, headings))
        return are_documents(headings) or talks or _half_named(columns, cells, looks) or refuses_others(columns, cells)
    if kind == "articles":
        return any(
            field in (None, "article_name") and _CUSTOMERS.search(turned.words(header)) for header, field, _ in columns
        )
    if kind == "invoices" and whole_list.is_paid_alone(columns):  # sales whose own day nobody tells
        return True
    return _half_named(columns, cells, looks) or quantities.is_doubtful(columns, cells)


def refuses_others(columns: Sequence[Column], cells: Sequence[Sequence[str]]) -> bool:
    """A list of its own beside the list: “Abmeldungen” over the addresses, or the names, of people from other rows."""
    own = [
        [fold(cell) for cell in said]
        for (header, field, _), said in zip(columns, cells, strict=True)
        if field in _CALLED and not _is_of_noes(header)
    ]
    everybody = {one for column in own for one in column} - {""}
    for (header, _, _), said in zip(columns, cells, strict=True):
        told = (
            [(fold(cell), row, "@" in cell) for row, cell in enumerate(said) if cell.strip()]
            if _is_of_noes(header)
            else []
        )
        if any((mail or one in everybody) and all(one != column[row] for column in own) for one, row, mail in told):
            return True
    return False


def _is_of_noes(heading: str) -> bool:
    return turned.is_turned(heading) or contacting.is_ending(heading) or by_name(heading) is not None


def _is_of_talk(heading: str) -> bool:
    """The day of a call or of an appointment: a list of them whose subject nobody reads is none of addresses."""
    return _TALK.search(turned.words(heading)) is not None and any(field == "day" for field, _ in meanings(heading)[:1])


def are_documents(headings: Iterable[str]) -> bool:
    """Whether a heading is known to be that of a sum, or those of a document's number and its state."""
    said = [(one, words) for one in headings if not _OF_CUSTOMERS.search(words := turned.words(one))]
    fields = {field for one, _ in said for field, _ in meanings(one)[:1]}
    state = any(_STATE.fullmatch(words) for _, words in said)
    return not amounts.AMOUNTS.isdisjoint(fields) or (state and not amounts.NUMBERS.isdisjoint(fields))


def are_items(headings: Iterable[str]) -> bool:
    """Whether they are those of a document's number, of goods and how many, and none is that of a day or of somebody."""
    fields = {field for one in headings for field, _ in meanings(one)[:1]}
    goods = fields & {"line_name", "line_article", "article", "article_name"}
    named = fields & (NAMING | {"day", "at", "customer", "customer_number", "external_id"})
    return bool(fields & amounts.NUMBERS and "line_quantity" in fields and goods) and not named


def is_numbered(columns: Iterable[tuple[str, str | None]]) -> bool:
    """Whether each row has the number of a booking, or of another document, in a list of people."""
    return any(field in _LEFT and numbered.is_number(header) for header, field in columns)


def is_dated(columns: Iterable[tuple[str, str | None]]) -> bool:
    """Whether each row has its own day, of what happened then: headings and fields of a list without documents."""
    return any(
        field in ("day", "at")
        or (
            field in _LEFT
            and not _OF_CUSTOMERS.search(turned.words(header))
            and any(one in ("day", "at") for one, _ in meanings(header)[:1])
        )
        for header, field in columns
    )


def tells_events(fields: Collection[str | None]) -> bool:
    """Whether a list of people may be one of what happened: it has no addresses, beside which a day may be of anything."""
    return _ADDRESSES.isdisjoint(fields)


def are_days(heading: str, cells: Collection[str]) -> bool:
    """Whether a column that nobody reads holds days on which something happened, for most of the rows another one."""
    said = turned.words(heading)
    filled = {cell.strip() for cell in cells if cell.strip()}
    return (
        len(filled) > 1
        and not _OF_CUSTOMERS.search(said)
        and not _OF_LIFE.search(said)
        and sum(map(_is_day, filled)) >= _MOSTLY * len(filled)
    )


def _is_day(cell: str) -> bool:
    """“16.09.” is one, too; “1/2” may be anything."""
    return contents.SHAPES["day"](cell) or (cell.endswith(".") and day_shapes.lacks_year(cell))


def is_booked(heading: str, distinct: Collection[str]) -> bool:
    """Whether it is money that stands beside such a day, and not what a customer bought so far."""
    is_part = owing.is_called_so(heading, ())  # of it, paid or left
    return not is_part and not _OF_CUSTOMERS.search(turned.words(heading)) and amounts.is_money(heading, distinct)


def _half_named(columns: Sequence[Column], cells: Sequence[Sequence[str]], looks: Sequence[dict[str, float]]) -> bool:
    """A given name or a surname alone, beside a column that nobody reads and that looks like the other half."""
    names = {field for _, field, _ in columns} & (NAMING - {"email", "contact_name"})
    if names not in ({"given_name"}, {"family_name"}):
        return False
    left = [
        (look, said) for (_, field, _), look, said in zip(columns, looks, cells, strict=True) if field in _LEFT and look
    ]
    if names == {"family_name"}:
        return any(look["given_name"] >= _GIVEN for look, _ in left)
    return any(look["place"] >= _WORDS and _VARIED * look["distinct"] > len(said) for look, said in left)

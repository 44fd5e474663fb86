"""The same heading means another thing in another kind of list, beside another column, or over other cells."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby
from operator import itemgetter

from kmu_crm.fields import consent, money
from kmu_crm.fields.company import looks_like_company
from kmu_crm.fields.text import fold
from kmu_crm.sources.mapping import contacting, contents, turned
from kmu_crm.sources.mapping.kinds import CLEARLY, CONSENT_WORDS, DOCUMENTS, NUMBERS, sheet_for
from kmu_crm.sources.mapping.sheets import folded
from kmu_crm.sources.mapping.vocabulary import ARTICLE, ATTRIBUTE, CONSENT, CUSTOMERS, LINE, PARTY, SECTION_OF

Column = tuple[str, str | None, float]  # header, field, confidence
Swap = dict[str, str | None]
TAXED = 1.3  # no tax is higher
GIVEN_WORDS = 2  # “Anna Maria”
_GIVEN_NAMES = 0.3  # of the cells: many given names are in no list of ours
MOSTLY_GIVEN = 0.5  # of what may be anything else
TOLD = 0.8  # how sure the cells make us
SAME_DOCUMENT = ("number", "invoice_number", "day", "at", "customer", "email", "full_name", "family_name", "company")
_SECOND = re.compile(r"name[ _-]?(2|ii)")
_NUMBER = re.compile(r"(nr|no|n°|nº|num|numero|number|nummer)\.?")
_ITEM = re.compile(r"((rechnungs|beleg|auftrags) ?)?(pos|position(en)?|posten)")
_WORDS = re.compile(r"[^\W\d]{3}")
_HOUSE = re.compile(r"\d{1,4} ?[a-z]?([-/+] ?\d{1,4} ?[a-z]?)*", re.I)
_OF_BILLS = re.compile(r"faktur|buchhalt|\bfibu\b|billing|accounting")
_TEXT = re.compile(r"((rechnungs|beleg|auftrags|leistungs)-?)?(text|beschreibung|titel)|description|title")
_JOB = re.compile(
    r"(projekt|project|kommission|objekt|baustelle|bauvorhaben|bau|bv|vorhaben|vorgang|auftrag|job|mandat|akte|fall|chantier|cantiere|projet)"
    r"s?( ?(nr|nummer|no|number|name|bezeichnung|titel|id|code|zeichen))*"
)
_MADE = re.compile(r"creat|erstell|angelegt|anlage")  # when the record was made
_GIVEN = re.compile(r"^(datum|date|data|zeit|zeitpunkt|timestamp)\b|anmeld|eintrag|regist|opt|subscri")
_REGISTERED = re.compile(r"^registr?ier|^register|^anmelded")
_ACTIVATED = re.compile(r"activated|aktiviert")
DAYS_OF_CONSENT = {"consent_status", "consent_confirmed_at", "consent_withdrawn_at"}
OF_OTHER_WAYS = {"consent_phone", "consent_post", "consent_refused_phone", "consent_refused_post"}
_CONSENT_DAYS = {"consent_at", "consent_confirmed_at", "consent_withdrawn_at"}
_CONFIRMED = {"confirmed", "bestätigt", "confirmé", "confermato"}
_NEW = {"new", "neu", "nouveau", "nuovo"}
_SINCE = re.compile(r"(erlaubt|gestattet|allowed|permitted)[ -]?(seit|since)")
_PLAIN_STATUS = re.compile(r"(kunden)?-?(status|statut|stato|zustand)")
_OF_CUSTOMERS = re.compile(rf"{CUSTOMERS}|mitglied|member")


def fit_places(columns: Sequence[Column], cells: Sequence[Sequence[str]]) -> list[Column]:
    """A bare “Nr.” beside the street is its house number; anywhere else it may number anything."""
    found = list(columns)
    for place in range(1, len(found)):
        header, field, _ = found[place]
        said = [cell.strip() for cell in cells[place] if cell.strip()]
        beside = found[place - 1][1] == "street" and field is None and _NUMBER.fullmatch(folded(header))
        if beside and said and all(map(_HOUSE.fullmatch, said)):
            found[place] = (header, "house_number", 0.8)
    return found


def fit_mailboxes(columns: Sequence[Column]) -> list[Column]:
    """The mailbox of invoices or parcels is a further one, where another is beside it."""
    bills = {one for one in columns if _OF_BILLS.search(turned.words(one[0])) or turned.is_of_documents(one[0])}
    main = next((one for one in columns if one[1] == "email" and one in bills), None)
    instead = next((one for one in columns if one[1] in ("email2", "email3") and one not in bills), None)
    if main is None or instead is None:
        return list(columns)
    swap = {main: (main[0], instead[1], main[2]), instead: (instead[0], "email", instead[2])}
    return [swap.get(one, one) for one in columns]


def fit_items(columns: Sequence[Column], cells: Sequence[Sequence[str]]) -> list[Column]:
    """“Position” over words names the items of a document, where nothing else does."""
    found, fields = list(columns), {field for _, field, _ in columns}
    if not fields & NUMBERS or fields & {"line_name", "article_name", "subject", "line_kind"}:
        return found
    for place, (header, field, _) in enumerate(columns):
        said = {cell for cell in cells[place] if cell.strip()}
        worded = sum(_WORDS.match(cell.strip()) is not None for cell in said)
        if field in (None, "line_position") and _ITEM.fullmatch(turned.words(header)) and said and worded == len(said):
            found[place] = (header, "line_name", TOLD)
            break
    return found


def fit_status(columns: Sequence[Column], cells: Sequence[Sequence[str]]) -> list[Column]:
    """A bare “Status” tells of consent only in words of newsletters, or beside other columns that do and in nothing but
    answers: “aktiv” may be the customer's or the contract's, and “Mahnsperre” is no withdrawal. Beside days of consent “neu” waits
    for its confirmation, and the days under “Confirmed” are those of it.
    """
    fields = {field for _, field, _ in columns}
    beside = bool(fields & (CONSENT.keys() - {"consent_status", *OF_OTHER_WAYS}))
    dated = bool(fields & _CONSENT_DAYS)
    found = list(columns)
    for place, (header, field, sure) in enumerate(columns):
        plain = field == "consent_status" and _PLAIN_STATUS.fullmatch(folded(header)) is not None
        if beside:
            answers = all(_is_answer(cell) or (dated and folded(cell) in _NEW) for cell in set(cells[place]))
            if plain and not answers:
                found[place] = (header, "status", sure)
            elif (
                field in (None, "status")
                and contacting.is_status(header)
                and answers
                and any(map(str.strip, cells[place]))
            ):
                found[place] = (header, "consent_status", TOLD)
            elif (
                "consent_confirmed_at" not in fields
                and dated
                and field is None
                and _are_confirmed(header, cells[place])
            ):
                found[place] = (header, "consent_confirmed_at", TOLD)
                fields.add("consent_confirmed_at")
        elif plain or (field in (None, "status") and contacting.is_status(header)):
            told = any(folded(cell) in CLEARLY for cell in set(cells[place]))
            found[place] = (header, "consent_status" if told else "status" if plain else field, max(sure, TOLD * told))
    return found


def _are_confirmed(header: str, cells: Sequence[str]) -> bool:
    said = [cell.strip() for cell in cells if cell.strip()]
    return folded(header) in _CONFIRMED and bool(said) and all(map(contents.SHAPES["day"], said))


def _is_answer(cell: str) -> bool:
    return not cell.strip() or folded(cell) in CONSENT_WORDS or consent.is_answer(cell) or consent.is_waiting(cell)


def fit_since(columns: Sequence[Column]) -> list[Column]:
    """“Erlaubt seit” says nothing of what: it dates the one consent of the list where it stands directly behind it."""
    found, fields = list(columns), [field for _, field, _ in columns]
    if "consent_at" not in fields and sum(field in contacting.WAYS for field in fields) == 1:
        for place, (header, field, _) in enumerate(columns[1:], 1):
            if field is None and fields[place - 1] in contacting.WAYS and _SINCE.fullmatch(folded(header)):
                found[place] = (header, "consent_at", TOLD)
    return found


def fit_way(columns: Sequence[Column], cells: Sequence[Sequence[str]]) -> list[Column]:
    """“Kanal” says of what somebody agreed to, where it stands behind a consent that may be to any way."""
    found, open_ = list(columns), False
    for place, (header, field, _) in enumerate(columns):
        if field is None and open_ and contacting.tells_way(header, cells[place]):
            found[place] = (header, "consent_way", TOLD)
            break
        open_ = (field == "consent_email" and contacting.leaves_way_open(header)) or (open_ and field in _CONSENT_DAYS)
    return found


def fit_given(columns: Sequence[Column], cells: Sequence[Sequence[str]]) -> list[Column]:
    """“Name” beside a column of surnames, and none of given names, holds those where most of its cells are such, no firms, and
    none has the surname in it, too."""
    places = {field: place for place, (_, field, _) in enumerate(columns) if field}
    if not {"full_name", "family_name"} <= places.keys() or places.keys() & {"given_name", "company"}:
        return list(columns)
    said = {cell.strip() for cell in cells[places["full_name"]] if cell.strip()}
    if any(map(_holds, cells[places["full_name"]], cells[places["family_name"]])):
        return list(columns)
    given = [one for one in said if len(one.split()) <= GIVEN_WORDS and contents.is_given(one.split()[0])]
    if len(given) < _GIVEN_NAMES * len(said) or not given or any(map(looks_like_company, said)):
        return list(columns)
    return [(header, "given_name" if field == "full_name" else field, sure) for header, field, sure in columns]


def fit_second_line(columns: Sequence[Column], cells: Sequence[Sequence[str]]) -> list[Column]:
    """“Name 2” holds given names where it does beside persons in “Name 1”; beside a firm in it stands what belongs to that."""
    places = {field: place for place, (_, field, _) in enumerate(columns) if field}
    more = next(
        (i for i, (header, field, _) in enumerate(columns) if not field and _SECOND.fullmatch(folded(header))), None
    )
    if more is None or "full_name" not in places or places.keys() & {"given_name", "family_name", "company"}:
        return list(columns)
    rows = {(one.strip(), two.strip()) for one, two in zip(cells[places["full_name"]], cells[more], strict=True)}
    said = [two for one, two in rows if two and len(one.split()) == 1 and not looks_like_company(one)]
    given = [one for one in said if len(one.split()) <= GIVEN_WORDS and contents.is_given(one.split()[0])]
    if not given or len(given) < MOSTLY_GIVEN * len(said):
        return list(columns)
    swap = {places["full_name"]: "family_name", more: "given_name"}
    return [(one[0], swap[i], TOLD) if i in swap else one for i, one in enumerate(columns)]


def _holds(name: str, surname: str) -> bool:
    own = {*fold(surname).split()}
    return bool(own) and own < {*fold(name).split()}


def fit_kind(columns: Sequence[Column]) -> list[Column]:
    """The fields that make sense in this kind of list; what remains stays as it stands."""
    found = _references(_persons(_services(columns)))
    fields = {field for _, field, _ in found if field}
    kind = sheet_for(list(fields), None).kind
    if kind in (*DOCUMENTS, "contacts_log"):
        swap = _in_documents(kind, fields)
    elif kind == "articles":
        swap = _in_articles(fields)
    else:
        swap, kind = _in_people(fields), "people"
    if kind in ("orders", "invoices"):
        found = _with_job(found)
        fields = {field for _, field, _ in found if field}
    if kind in ("orders", "invoices") and not fields & (LINE.keys() | ARTICLE.keys() | {"subject", "text"}):
        found = _with_subject(found)
    newsletter = bool(fields & DAYS_OF_CONSENT) and "consent_at" not in fields
    named = [(header, _by_name(kind, header, field, newsletter), sure) for header, field, sure in found]
    if "consent_email" in fields and "consent_status" not in fields:
        named = [(header, None if _is_of_account(header, field) else field, sure) for header, field, sure in named]
    return [(header, swap.get(field, field) if field else None, sure) for header, field, sure in named]


def _with_job(columns: Sequence[Column]) -> list[Column]:
    """A project, an object or an order without a list of its own is the subject; any other becomes the text: it may say that
    the invoice is one in advance, or the final one of that job."""
    fields = {field for _, field, _ in columns}
    named = [
        i
        for i, (header, field, _) in enumerate(columns)
        if field in (None, "subject") and _JOB.fullmatch(turned.words(header))
    ]
    if not named:
        return list(columns)
    swap: Swap = {"subject": None if "text" in fields else "text"}
    return [
        (header, "subject", TOLD) if i == named[0] else (header, swap.get(field, field) if field else None, sure)
        for i, (header, field, sure) in enumerate(columns)
    ]


def _is_of_account(header: str, field: str | None) -> bool:
    """The day on which something became active: beside a yes or a no that of the account, and no newsletter's confirmation."""
    return field == "consent_confirmed_at" and _ACTIVATED.match(folded(header)) is not None


def _with_subject(columns: Sequence[Column]) -> list[Column]:
    """Where no items could have it, a text or a description is what the document is about."""
    place = next(
        (i for i, (header, field, _) in enumerate(columns) if field is None and _TEXT.fullmatch(folded(header))), None
    )
    return [(column[0], "subject", TOLD) if i == place else column for i, column in enumerate(columns)]


def _by_name(kind: str, header: str, field: str | None, newsletter: bool) -> str | None:
    """Where the heading's own words decide whether its field makes sense in the kind of list. In a `newsletter` tool's list
    the day of registration is that of consent, among customers that of their account.
    """
    name = folded(header)
    if newsletter and field == "customer_since" and _REGISTERED.search(name):
        return "consent_at"
    if kind in DOCUMENTS and field == "tags":
        return field if _OF_CUSTOMERS.search(name) else None  # a category of what was bought
    if kind == "people" and field == "at" and _MADE.search(name):
        return "customer_since"
    if kind == "people" and field in ("day", "at"):
        return field if _GIVEN.search(name) else None
    return field


def _in_documents(kind: str, fields: set[str]) -> Swap:
    swap: Swap = {"external_id": "customer", "article": "line_article", "article_name": "line_name"}
    swap |= {
        "price": "line_unit",
        "note": ATTRIBUTE if "text" in fields else "text",
    }  # of that day, not of the customer
    swap["consent_status"] = None if "status" in fields else "status"
    if "line_gross" in fields and not fields & {"line_quantity", "line_unit", "gross"}:
        swap["line_gross"] = "gross"
    if kind not in ("orders", "invoices"):
        swap |= {
            **dict.fromkeys(("cancelled", "given_back", "may_be_back", "refunded", "replaced_by")),
            "takes_back": "refers_to",
        }
    if kind == "payments":
        swap |= {"paid_at": "day", "number": "refers_to", "invoice_number": "refers_to"}
    if not fields & {*NUMBERS, "offer_number"}:  # no document that could have items
        swap |= {
            "line_unit": None,
            "line_unit_gross": None,
            "price": None,
            "line_name": None if "subject" in fields else "subject",
        }
    return swap


def _in_articles(fields: set[str]) -> Swap:
    swap: Swap = dict.fromkeys((*PARTY, *CONSENT))
    swap["full_name"] = None if "article_name" in fields else "article_name"
    swap["tags"] = None if "category" in fields else "category"
    swap["tax"] = None if "tax_rate" in fields else "tax_rate"
    swap["line_unit"] = None if "price" in fields else "price"
    return swap


def _in_people(fields: set[str]) -> Swap:
    """Nothing of documents and articles: such columns stay as the customer's attributes."""
    swap: Swap = {field: None for field in fields if SECTION_OF.get(field) not in ("party", "consent", None)}
    swap["customer"] = "external_id"
    return swap | ({"at": "consent_at", "day": "consent_at"} if "consent_status" in fields else {})


def _references(columns: Sequence[Column]) -> list[Column]:
    """A reference is to a document: of another one, or of a payment; elsewhere it may be to anything."""
    if {field for _, field, _ in columns} & {*NUMBERS, "paid_at"}:
        return list(columns)
    return [(header, None if field == "refers_to" else field, sure) for header, field, sure in columns]


def _persons(columns: Sequence[Column]) -> list[Column]:
    """“Name” beside “Vorname” is a person's surname; beside surname, too, it is the company."""
    fields = {field for _, field, _ in columns}
    if not {"full_name", "given_name"} <= fields:
        return list(columns)
    name = "company" if "family_name" in fields else "family_name"
    if name in fields:
        return list(columns)
    return [(header, name if field == "full_name" else field, sure) for header, field, sure in columns]


def _services(columns: Sequence[Column]) -> list[Column]:
    """“Service” beside a day and nothing of a firm is what was done then, and no department."""
    fields = {field for _, field, _ in columns}
    if not fields & {"day", "at"} or fields & {"subject", "contact_name"}:
        return list(columns)
    return [
        (header, "subject" if field == "department" and folded(header) == "service" else field, sure)
        for header, field, sure in columns
    ]


def _worth(quantities: Sequence[str], units: Sequence[str]) -> Iterator[int | None]:
    """What quantity times unit price comes to, in cents."""
    marks = [money.decimal_mark(set(texts))[0] for texts in (quantities, units)]
    for texts in zip(quantities, units, strict=True):
        read = [money.read(text, mark).value for text, mark in zip(texts, marks, strict=True)]
        quantity, unit = (Decimal(value) if value else None for value in read)
        yield None if quantity is None or unit is None else money.cents(str(quantity * unit))


def _of_rows(rows: Sequence[tuple[str, int | None]]) -> bool:
    """Whether the amounts of one document are those of its rows: they differ, or each is what its row is worth, be it
    with tax or without: what the document comes to would be more than that."""
    said = [(cell, worth) for cell, worth in rows if money.take_apart(cell)]
    if len({cell for cell, _ in said}) > 1:
        return True
    return len(said) > 1 and all(worth and worth <= TAXED * _cents(cell) <= TAXED**2 * worth for cell, worth in said)


def _cents(cell: str) -> int:
    value = money.read(cell, money.decimal_mark([cell])[0]).value
    return money.cents(value) if value else 0


def fit_lines(columns: Sequence[Column], cells: Sequence[Sequence[str]]) -> list[Column]:
    """An amount that differs between the rows of one document is that of the row, and so is one of a row that names no
    document and goes on with the one above, as below merged cells."""
    places = {field: place for place, (_, field, _) in enumerate(columns) if field}
    amounts = [field for field in ("gross", "net") if field in places and f"line_{field}" not in places]
    if not places.keys() & NUMBERS or not places.keys() & (LINE.keys() - {"line_position"}):
        return list(columns)
    same = list(zip(*(cells[places[field]] for field in SAME_DOCUMENT if field in places), strict=True))
    items = [cells[place] for field, place in places.items() if field in LINE]
    goes_on = [not any(map(str.strip, head)) for head in same]
    below = [on and any(map(str.strip, item)) for on, item in zip(goes_on, zip(*items, strict=True), strict=True)]
    priced = [cells[places[field]] for field in ("line_quantity", "line_unit") if field in places]
    worth = list(_worth(*priced)) if len(priced) == 2 else [None] * len(same)
    swap: dict[str, str] = {}
    for field in amounts:
        said = cells[places[field]]
        documents = groupby(zip(same, said, worth, strict=True), key=itemgetter(0))
        if any(on and money.take_apart(cell) for on, cell in zip(below[1:], said[1:], strict=True)) or any(
            map(_of_rows, ([row[1:] for row in rows] for _, rows in documents))
        ):
            swap[field] = f"line_{field}"
    return [(header, swap.get(field, field) if field else None, sure) for header, field, sure in columns]

"""What a column's cells look like: where its heading says nothing they may tell, and where it says something else they win."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise

from kmu_crm.fields import address, consent, currency, day_shapes, email, money, name, text, vat_id
from kmu_crm.fields.company import is_bare_form, looks_like_company
from kmu_crm.sources.mapping import paid_words
from kmu_crm.sources.reading.header import kind

FEW = 3  # filled cells below which nothing is told by them
ALL = 0.95  # but for slips
_ID = 8  # letters and figures of a VAT ID at least
_ONE = 100  # in cents
MOST = 200  # distinct cells that are looked at

_PHONE = re.compile(r"(?!000)(tel\.?:?\s*)?(\+|00|\(?0)[\d\s()/.–-]{5,20}$", re.I)
_MONTH = re.compile(r"\d{1,2}\.?[ -]?[A-Za-zÄÖÜäöü]{3,9}\.?[ -]?\d{2,4}$|[A-Za-z]{3,9}\.? \d{1,2},? \d{4}$")
_WRITTEN_DAY = re.compile(
    r"\d{1,2}\.? ?(de |di )?(jan|feb|f[eé]v|m[aä]r|apr|avr|ma[iyg]|jui?n|giu|jui?l|lug|aug|ao[uû]|ago|sep|set|o[kc]t|ott|nov"
    r"|de[zc]|d[eé]c|dic)[^\W\d]*\.? \d{2,4}", re.I
)  # fmt: skip
_CENTS = re.compile(
    r"[^\w]{0,2}(€|EUR|CHF)?\s*[-+(]?\d[\d.,'’ ]*[.,](\d{2}|\s?(-{1,2}|–|—))\s*[-)]?\s*(€|EUR|CHF|S|H)?$", re.I
)
_COMMA_CENTS = re.compile(r",\d{2}\b|€|\b(EUR|CHF)\b|\bFr\.")
_IN_MONEY = re.compile(r"€|\b(eur|euro|chf|sfr)\b", re.I)
_POSTCODE = re.compile(r"((DE?|AT?|CH|FL)[- ])?\d{4,5}$")
_STREET = re.compile(r"(?=.*[^\W\d]{3}).*(\s\d{1,4}\s?[a-z]?([-/]\d{1,3}\s?[a-z]?)?|str\.|stra(ss|ß)e|gasse)$", re.I)
_HOME_LANDS = {"DE", "AT", "CH", "LI"}
_SHORT = 3  # letters of a code that may be a weekday, or somebody's initials
_WHOLE = re.compile(r"\d+,0+")
_MEASURE = re.compile(r"[-+−–]\d{1,6}([.,]\d+)?|\d{1,3},\d{1,2}")
_DAY_MONTH = re.compile(r"(0?[1-9]|[12]\d|3[01])\.\s?(0?[1-9]|1[0-2])\.?")
_NO_PHONE = re.compile(rf"{_DAY_MONTH.pattern}|(0[1-9]|1[0-2])\s?[/.-]\s?(19|20)\d\d")  # “03/2026”
_WORDED = re.compile(r"[^\W\d_]{3}")
_IBAN = re.compile(r"[A-Z]{2}\d{2}( ?[A-Z0-9]{4}){3,7}( ?[A-Z0-9]{1,3})?$")
_TOWN = r"((DE?|AT?|CH|FL)[- ]{1,3})?\d{4,5} +[^\W\d_]{2}[^\d@]*"
_POSTCODE_CITY = re.compile(_TOWN)
_ADDRESS = re.compile(rf"[^\W\d][^@]{{3,}}[,;\n|]\s*{_TOWN}([,;\n].*)?$", re.S)
_NUMBERED = re.compile(r"[^\W\d_]{4,}[ _.-]{0,2}\d{1,6}")
_LINE = re.compile(rf"(.*[^\W\d]{{3}}.*\s\d{{1,4}}(?:\s?[a-z])?)\s+({_TOWN})", re.I)
_NUMBER_FIRST = re.compile(r"\d{1,4}\s?([a-z]|bis)? [^\W\d]{2}.*", re.I)  # 12 rue du Lac
_PLACE = re.compile(r"[^\W\d_][^\d@;:]{1,40}$")


def _is_email(cell: str) -> bool:
    return "@" in cell and email.clean(cell) is not None


def _is_bare(cell: str) -> bool:
    """A mail address without the name of who has it."""
    return " " not in cell and _is_email(cell)


def _is_person(cell: str) -> bool:
    """Two or more words one of which is a given name."""
    words = cell.replace(",", " ").split()
    return 2 <= len(words) <= 6 and not looks_like_company(cell) and any(is_given(word) for word in words)


def is_given(word: str) -> bool:
    return len(name.given_forms(word.split("-")[0])) > 1


def address_in(cell: str) -> tuple[str, tuple[str, ...]]:
    """Of a cell that holds a street with its number and behind it a postcode with its town: these two with the country
    behind them, and the other pieces of the cell; otherwise nothing."""
    pieces = [piece for one in address.pieces_of(cell) for piece in _apart(one)]
    found = (i for i, (one, two) in enumerate(pairwise(pieces)) if _is_street(one) and _POSTCODE_CITY.fullmatch(two))
    if (place := next(found, None)) is None:
        return "", ()
    end = place + 2
    end += any(map(address.country, pieces[end : end + 1]))
    return ", ".join(pieces[place:end]), (*pieces[:place], *pieces[end:])


def _apart(piece: str) -> tuple[str, ...]:
    """“Weg 1 01099 Dresden” in two."""
    found = _LINE.fullmatch(piece) if len(piece) <= text.LONGEST else None
    return (found[1], *address.abroad(found[2])) if found else (piece,)


def _is_street(piece: str) -> bool:
    return len(piece) <= text.LONGEST and (_STREET.match(piece) or _NUMBER_FIRST.fullmatch(piece)) is not None


def _is_bare_address(cell: str) -> bool:
    said, rest = address_in(cell)
    return bool(said) and not rest


_TESTS: dict[str, Callable[[str], bool]] = {
    "email": _is_email,
    "bare_email": _is_bare,
    "phone": lambda cell: _PHONE.match(cell) is not None and kind(cell) != "day" and not _NO_PHONE.fullmatch(cell),
    "day": lambda cell: kind(cell) == "day" or _MONTH.match(cell) is not None,
    "iban": lambda cell: _IBAN.match(cell) is not None,
    "vat_id": lambda cell: cell[:2].isalpha() and vat_id.clean(cell) is not None,
    "salutation": lambda cell: name.salutation(cell) is not None and not cell.isdigit(),
    "country": lambda cell: not cell.isdigit() and address.country(cell) is not None,
    "amount": lambda cell: _CENTS.match(cell) is not None and money.take_apart(cell) is not None,
    "postcode": lambda cell: _POSTCODE.match(cell) is not None,
    "company": lambda cell: looks_like_company(cell) and not is_bare_form(cell),
    "full_name": _is_person,
    "street": lambda cell: _STREET.match(cell) is not None and not _WRITTEN_DAY.fullmatch(cell),
    "given_name": is_given,
    "numbered_name": lambda cell: _NUMBERED.fullmatch(cell) is not None,  # of somebody made anonymous: “Kunde 12”
    "postcode_city": lambda cell: _POSTCODE_CITY.fullmatch(cell) is not None,
    "worded": lambda cell: _WORDED.search(cell) is not None,
    "answer": consent.is_answer,
    "full_address": lambda cell: _ADDRESS.match(cell) is not None,
    "bare_address": _is_bare_address,
    "place": lambda cell: _PLACE.match(cell) is not None and currency.code(cell) is None,
}


def _bounded(test: Callable[[str], bool]) -> Callable[[str], bool]:
    return lambda cell: len(cell) <= text.LONGEST and test(cell)


SHAPES = {shape: _bounded(test) for shape, test in _TESTS.items()}
SHAPES["worded"] = _TESTS["worded"]  # also what goes on for pages
# Fields whose cells must look so: shapes that will do, and the share of the cells that has to.
FITTING: dict[str, tuple[tuple[str, ...], float]] = {
    "email": (("email",), 0.3),
    "full_name": (("full_name", "company", "given_name", "place", "numbered_name"), 0.3),
    "company": (("company", "full_name", "place", "numbered_name"), 0.3),
    "city": (("place",), 0.3),
}


# Where the cells say more than the heading: field -> shape, share of the cells, field instead.
INSTEAD: dict[str, tuple[tuple[str, float, str], ...]] = {
    "street": (("full_address", 0.6, "full_address"), ("email", 0.8, "email")),
    "postcode": (("postcode_city", 0.6, "postcode_city"),),
    "city": (("postcode_city", 0.6, "postcode_city"),),
    "contact_name": (("bare_email", ALL, "email"), ("phone", ALL, "phone"), ("bare_address", ALL, "full_address")),
    "consent_confirmed": (("day", 0.8, "consent_confirmed_at"),),
    "consent_refused": (("day", 0.8, "consent_withdrawn_at"),),
    "company": (("full_name", 0.8, "full_name"),),
    "title": (("salutation", 0.5, "salutation"),),
    "currency": (("day", 0.8, "paid_at"),),  # “Valuta”
}


CUSTOMER = re.compile(
    r"kunden?|kundin|kd|debitor|klient(in)?|client|customer|cliente|mandant(in)?|auftraggeber|besteller|k(ä|ae)ufer|mitglied|patient(in)?|gast"
)
# The business's own people in exports; “Besitzer” may be that of a dog, and “User” a customer's account.
_STAFF = re.compile(
    r"\b(users?|owner|host|besitzer|inhaber|mitarbeiter(in)?|bearbeiter(in)?|betreuer(in)?|berater(in)?|agent|organi[sz]er|assigned"
    r"|gastgeber(in)?|staff|employee|verkäufer(in)?|trainer(in)?)\b"
)
_CODE = re.compile(r"[A-Za-z]{0,3}[-. /]?\d{1,12}")


def are_numbers_of(heading: str, cells: Sequence[str]) -> bool:
    """Whether a heading that is the bare word for a customer stands over their numbers, and not their names."""
    said = {cell.strip() for cell in cells} - {""}
    return bool(said and CUSTOMER.fullmatch(heading.strip(" .:").casefold()) and all(map(_CODE.fullmatch, said)))


def are_of_staff(heading: str, cells: Sequence[str]) -> bool:
    """Whether one and the same stands in every row of a column that names whoever uses the program."""
    said = [cell.strip() for cell in cells]
    return len(said) > 1 and len(set(said)) == 1 and bool(said[0] and _STAFF.search(heading.casefold()))


def are_amounts(cells: Sequence[str]) -> bool:
    """Whether money stands there and no day, words such as “offen” aside."""
    if any(len(cell) > text.LONGEST for cell in cells):
        return False
    said = {cell.strip() for cell in cells if cell.strip() and not paid_words.read(cell)}
    return (
        bool(said)
        and all(money.take_apart(cell) and (SHAPES["amount"](cell) or not _may_be_day(cell)) for cell in said)
        and not all(map(_DAY_MONTH.fullmatch, said))  # “04.03”
    )


def are_sums(heading: str, cells: Sequence[str]) -> bool:
    """Whether money stands under a heading that may name the document's number: “Angebot €”, or cents behind a comma."""
    said = [cell.strip() for cell in cells if cell.strip()]
    if not are_amounts(said):
        return False
    return names_money(heading) or all(map(_COMMA_CENTS.search, said))


def names_money(heading: str) -> bool:
    return currency.without(heading) != heading.strip() or _IN_MONEY.search(heading) is not None


def count_on(cells: Sequence[str]) -> bool:
    """Whether each cell is more than the one before, by no more than one: 24,01, 24,02 number something."""
    cents = [one or 0 for one in money.in_cents([cell for cell in cells if cell.strip()])]
    return len(cents) > 1 and all(0 < after - before <= _ONE for before, after in pairwise(cents))


def are_measures(cells: Sequence[str]) -> bool:
    """Whether figures with a sign or with a fraction stand there, which measure something and number nothing."""
    said = [cell.strip() for cell in cells if cell.strip()]
    whole = all(_WHOLE.fullmatch(cell) for cell in said)  # numbers as a workbook writes them
    return bool(said) and not whole and all(map(_MEASURE.fullmatch, said)) and not count_on(said)


def are_no_vat_ids(cells: Sequence[str]) -> bool:
    """Whether what stands there is money, or too short for a VAT ID."""
    said = {cell.strip() for cell in cells if cell.strip()}
    return bool(said) and not any(
        SHAPES["vat_id"](cell) or (sum(map(str.isalnum, cell)) >= _ID and not SHAPES["amount"](cell)) for cell in said
    )


def are_no_titles(cells: Sequence[str]) -> bool:
    """Whether what stands there is hardly ever a title of a person, or a form of address."""
    said = {cell.strip() for cell in cells if cell.strip()}
    return 2 * sum(name.greeting(cell) == (None, None) for cell in said) > len(said)


def are_days(cells: Sequence[str]) -> bool:
    said = [cell.strip() for cell in cells if cell.strip()]
    return bool(said) and all(map(SHAPES["day"], said))


def _may_be_day(cell: str) -> bool:
    return day_shapes.take_apart(text.clean(cell)) is not None


def instead(field: str, found: dict[str, float]) -> str:
    """The field that the cells tell of where it is another than the heading's."""
    told = INSTEAD.get(field, ()) if found else ()
    return next((other for shape, least, other in told if found[shape] >= least), field)


def shares(cells: Sequence[str]) -> dict[str, float]:
    """For each shape the share of the distinct filled cells that have it; empty where there are too few to tell. Mail
    addresses, and postal ones with all their parts, are unmistakable, be there one of them."""
    said = list(dict.fromkeys(cell.strip() for cell in cells if cell.strip()))[:MOST]
    filled = sum(1 for cell in cells if cell.strip())
    if filled < FEW:
        mails = bool(said) and all(map(SHAPES["email"], said))
        bare = float(all(map(SHAPES["bare_email"], said)))
        places = {"full_address": 1.0, "bare_address": 1.0} if said and all(map(SHAPES["bare_address"], said)) else {}
        told = {"email": 1.0, "bare_email": bare} if mails else places
        return dict.fromkeys(SHAPES, 0.0) | {"distinct": len(said)} | told if told else {}
    found = {"distinct": len(said)} | {shape: sum(map(test, said)) / len(said) for shape, test in SHAPES.items()}
    words = Counter(" ".join(re.findall(r"[^\W\d]+", cell.casefold())) for cell in said)
    found["one_word"] = max(words.values()) / len(said)  # “Rechnung 300”, “Rechnung 301”
    if all(map(consent.is_answer, said)):
        found |= {"country": 0.0, "place": 0.0}  # “si” and “no” are no Slovenia and Norway, “ja” is no name
    if all(len(cell) <= _SHORT for cell in said) and _HOME_LANDS.isdisjoint(said):
        found |= {"country": 0.0}  # “Do” and “Fr” are days of a tour, and “SE” is whoever goes there
    return found


def contradicts(field: str, found: dict[str, float]) -> bool:
    """Whether the cells cannot be what the heading says."""
    if field == "contact_name":  # each cell goes where its content says
        return False
    if found and found["email"] >= 0.8 and not field.startswith(("email", "consent", "objection")):
        return True
    shapes, least = FITTING.get(field, ((), 0.0))
    if not (found and shapes) or max(found[shape] for shape in shapes) >= least:
        return False
    return field not in ("full_name", "company") or not _are_words(found)


def _are_words(found: dict[str, float]) -> bool:
    """“WEG Lindenstr. 20”, “Filiale 3 Nord”: no name that one would know without its heading, and nothing else either."""
    else_ = ("full_address", "phone", "day", "amount", "iban", "vat_id", "postcode_city", "answer")
    return found["worded"] >= 0.8 and all(found[shape] < 0.3 for shape in else_)

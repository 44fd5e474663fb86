"""Columns beside a list's documents that say which of them were cancelled or given back: “Storniert”, “Stornodatum”, “Erstattet”,
“Gutschriftbetrag”."""

import re
from collections.abc import Collection, Sequence
from functools import lru_cache

from kmu_crm.fields import money
from kmu_crm.fields.text import fold
from kmu_crm.sources.mapping import back_words, legends, turned
from kmu_crm.sources.mapping.vocabulary import CONSENT
from kmu_crm.sources.reading.header import kind

Column = tuple[str, str | None, float]  # header, field, confidence
CANCELLED, GIVEN_BACK, AMOUNT = "cancelled", "given_back", "refunded"
MAY_BE = "may_be_back"  # something came back: marks nothing, and is told
FLAGS = (CANCELLED, GIVEN_BACK)
NAMING = (*FLAGS, "replaced_by")  # may name another document of the list
TOLD = 0.85
_NUMBERS = {"number", "invoice_number"}
_DOCUMENTS = {"number", "invoice_number", "day", "at"}

_BEFORE = (
    r"rechnungs?|belegs?|bestellungs?|auftrags?|invoice|order|ist|is|wurde|was|voll|komplett|bereits|datum|date|grund|reason|davon"
    r"|kauf|vertrags?|ware|auftrag|bestellung|lieferung|verkauf"
)
_AFTER = (
    r"am|at|on|um|vom|le|il|datum|date|day|tag|zeit(punkt)?|grund|reason|nr|nummer|number|no|num|id|kennzeichen|kennz|kz|flag|status|vermerk|info"
    r"|bemerkung|text|code|rechnung|rechnungs?|belegs?|invoice|durch|by|x|ja|nein|j|n|betrag|betraege|summe|wert|amount|value|total"
    r"|brutto|netto|gross|net|eur|euro|chf|in|referenz|reference|ref"
)
_CANCELLING = (
    r"storn(o|os|iert|ierung|ierte)?|annull?(iert|ierung|e|ee|ation|at[oa])|cancell?(ed|ation)?|canceled|void(ed)?"
    rf"|geloescht|loeschung|widerruf|{back_words.ENDED}|{back_words.INVALID}|{back_words.WRONG}"
)
_GIVING = (
    r"gutgeschrieben(e[rsn]?)?|gutschrift(en)?|(rueck|zurueck)?erstattet(e[rsn]?)?|(rueck|zurueck)?erstattung(en)?|rueckzahlung(en)?"
    r"|(zu)?rueckgezahlt(e[rsn]?)?|rueckverguet(et|ung)|refund(ed|s)?|credited|credit ?(note|memo)s?|retour(e|en|niert)?|returned"
    rf"|rembours(e|ee|ement)|rimbors(o|ato)|avoir|{back_words.SENT_BACK}|{back_words.UNWOUND}|{back_words.REFUSED}"
)
_HEADINGS = tuple(
    (field, re.compile(rf"(({_BEFORE}) ?)*({words})( ?(s|ungs)? ?({_AFTER}))*"))
    for field, words in ((CANCELLED, _CANCELLING), (GIVEN_BACK, _GIVING))
)
_NUMBER = re.compile(r"\b(nr|nummer|number|no|num|id|ref)\b|(?<=[a-z])(nr|nummer)$|referenz|reference")
_VALID = re.compile(
    r"((rechnung|beleg|bestellung|auftrag|ist|noch) ?)*(gueltig|valid|wirksam)"
)  # a no there is the mark
_NOT_VALID = re.compile(r"nein|n|no|non|false|f|falsch|faux|falso|off|0|(nicht |un)gueltig|(not |in)valid|unwirksam")
_IS_VALID = re.compile(r"ja|j|yes|y|oui|si|x|1|true|t|wahr|vrai|vero|on|gueltig|valid|wirksam")
# What was lent comes back, too, and a day of a withdrawal may be the last on which one can: nobody knows, so it is told.
_MAY_BE = re.compile(r"\b(zu)?rueck(ge)?(geben|schickt|sendet|sandt|nommen|bracht)\b|widerrufs? ?(datum|tag|date)")
# Of a purchase, where nothing else of the list is about consent.
_REVOKED = re.compile(r"(kauf|vertrags?|bestell|auftrags?)? ?widerr?uf(en)?s? ?(am|datum|tag|date|ja|nein|j|n)*")
_CONSENTS = ("consent_withdrawn_at", "consent_refused")
_ANYTHING = re.compile(r"grund|reason|vermerk|bemerkung|text|info|durch|\bby\b")  # whatever stands there says so
_OF_BANKS = re.compile(r"belastung|lastschrift|\bsoll\b|\bdebit\b|addebito")

_NOT = re.compile(
    r"(nein|n|no|non|false|f|falsch|faux|falso|off|0|0 0+|0{1,2} 0{1,2} 0{2,4}|aktiv|active|gueltig|valid|offen|open|bezahlt|paid|none)"
    r"|((nein|nicht|kein|keine|not|non)\b.*)"
)
_PARTLY = re.compile(r"teil|partial|partly|partiel|parzial|anteil|\d ?(%|prozent)|haelfte")
_SO = re.compile(
    r"(ja|j|yes|y|oui|si|x+|1|1 0|true|t|wahr|vrai|vero|on)( .*)?|(voll|ganz|komplett)?(staendig)? ?(?!storn\w*geb)"
    r"(storn|annull|cancel|void|ungueltig|geloescht|erstattet|zurueckerstattet|gutgeschrieben|refund|retour|credited|rembours|rimbors|rueck|zurueck|widerruf(?!s)|hinfaellig|abgebroch|nichtig|verweigert|duplikat|doppelt|fehlbuch|testrechn).*"
)
# What may be done, and until when: the terms of every row, cancelled or not.
_TERMS = re.compile(
    r"\w+bar\b|\w+able\b|moeglich|possible|kostenlos|gratis|\bfree\b|\bbis\b|\buntil\b|versicherung|insurance|\w*frist|label|schein\b"
    r"|gebuehr|\bfee\b|bedingung|option|recht\b|policy"
)
_TICKED = frozenset("✓✔☑")
_OF_DOCUMENT = re.compile(r"(?=.*\d)([^\W\d_]{1,6}[-/. ]?[\w/.-]*\d[\w/.-]*|\d{3,}[\w/.-]*)")
_OF_INVOICES = re.compile(r"rechnung|beleg|invoice")
_OF_SUMS = re.compile(r"betrag|betraege|summe|wert|amount|value|total|brutto|netto|gross|\bnet\b")
_WHOLE = re.compile(r"[-+]?\d[\d.,'’ ]*(,-|\.-)?|.*(€|\beur\b|\bchf\b).*", re.IGNORECASE)
_FIGURE = re.compile(r"[-+]?\d[\d.,'’ ]*([.,]\d{1,2}|,-|\.-)|.*(€|\beur\b|\bchf\b).*", re.IGNORECASE)


@lru_cache(10_000)
def heading(header: str) -> str:
    """`cancelled` or `given_back` where a heading asks for it, else nothing."""
    name = turned.words(legends.without(header))
    if _VALID.fullmatch(name):
        return CANCELLED
    return next((field for field, shape in _HEADINGS if shape.fullmatch(name)), "")


def fit(columns: Sequence[Column], cells: Sequence[Sequence[str]]) -> list[Column]:
    """The columns of a list of documents that nothing else is made of."""
    if not {field for _, field, _ in columns} & _DOCUMENTS or any(
        _OF_BANKS.search(turned.words(header)) for header, *_ in columns
    ):
        return list(columns)
    found = list(columns)
    for place, (header, known, _) in enumerate(columns):
        free = not known or (known in _CONSENTS and _is_of_purchase(header, columns))
        if not (free and heading(header)):
            continue
        if _MAY_BE.search(turned.words(legends.without(header))) or _is_a_term(header, cells[place]):
            found[place] = (header, MAY_BE, TOLD)
        elif _may_mark(header, cells[place]):
            found[place] = (header, by_cells(header, set(cells[place])), TOLD)
    return found


def _is_of_purchase(header: str, columns: Sequence[Column]) -> bool:
    """“Widerrufen am” beside numbers and amounts, in a list that says nothing else of a consent."""
    fields = [field for _, field, _ in columns if field]
    alone = sum(field in CONSENT for field in fields) == 1
    named = alone and _REVOKED.fullmatch(turned.words(legends.without(header)))
    return bool(named and _NUMBERS & set(fields) and {"gross", "net"} & set(fields))


def _is_a_term(header: str, cells: Sequence[str]) -> bool:
    """“Widerruf” over a day in most rows: until then one may."""
    days = sum(kind(cell.strip().split(" ")[0]) == "day" for cell in cells if cell.strip())
    return _REVOKED.fullmatch(turned.words(legends.without(header))) is not None and 2 * days > len(cells) > 1


def _may_mark(header: str, cells: Sequence[str]) -> bool:
    """“Gültig” has to be answered with yes and no; what most rows deny there marks none of them."""
    if not _VALID.fullmatch(turned.words(legends.without(header))):
        return True
    said = [cell for cell in map(fold, cells) if cell]
    answered = all(_NOT_VALID.fullmatch(cell) or _IS_VALID.fullmatch(cell) for cell in set(said))
    return answered and 2 * sum(_NOT_VALID.fullmatch(cell) is not None for cell in said) <= len(cells)


def by_cells(header: str, distinct: Collection[str]) -> str:
    """`refunded` where amounts stand there: they are what was given back; else what the heading asks for."""
    name, field = turned.words(header), heading(header)
    said = [cell.strip() for cell in distinct if cell.strip() and not _is_no(cell)]
    if _NUMBER.search(name) or not said:
        return field
    whole = _OF_SUMS.search(name) or (field == GIVEN_BACK and not set(said) <= {"1"})
    shape = _WHOLE if whole else _FIGURE
    amounts = [cell for cell in said if shape.fullmatch(cell) and kind(cell) != "day" and money.take_apart(cell)]
    return AMOUNT if 2 * len(amounts) > len(said) else field


def says_net(header: str) -> bool:
    return re.search(r"netto|\bnet\b", turned.words(header)) is not None


@lru_cache(10_000)
def read(header: str, cell: str) -> bool | None:
    """Whether the cell says that its document was taken back as a whole; None where it says something else. A number under
    “Storno-Nr.” is that of the document that cancels; that of a credit note says nothing of how much was credited."""
    words = fold(cell)
    if _VALID.fullmatch(turned.words(legends.without(header))):
        return True if _NOT_VALID.fullmatch(words) else None if words and not _IS_VALID.fullmatch(words) else False
    if not cell.strip(" -–—./") or _is_no(cell):
        return False
    reason = _ANYTHING.search(turned.words(header)) is not None
    if _PARTLY.search(words) or (not reason and _TERMS.search(words)):
        return None
    if _SO.fullmatch(words) or cell.strip() in _TICKED or kind(cell.strip().split(" ")[0]) == "day":
        return True
    name, field = turned.words(header), heading(header)
    if reason or (field == CANCELLED and _NUMBER.search(name)):
        return True
    alone = cell.strip().isdigit() and not _OF_INVOICES.search(name)
    return True if field != GIVEN_BACK and not alone and _OF_DOCUMENT.fullmatch(cell.strip()) else None


def _is_no(cell: str) -> bool:
    return cell.strip() in "☐✗✘" or _NOT.fullmatch(fold(cell)) is not None

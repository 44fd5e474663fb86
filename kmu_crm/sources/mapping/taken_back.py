"""Columns beside a list's documents that say which of them were cancelled or given back: “Storniert”, “Stornodatum”, “Erstattet”,
“Gutschriftbetrag”."""

import re
from collections.abc import Collection, Sequence
from functools import lru_cache

from kmu_crm.fields import money
from kmu_crm.fields.text import fold
from kmu_crm.sources.mapping import legends, turned
from kmu_crm.sources.reading.header import kind

Column = tuple[str, str | None, float]  # header, field, confidence
CANCELLED, GIVEN_BACK, AMOUNT = "cancelled", "given_back", "refunded"
FLAGS = (CANCELLED, GIVEN_BACK)
TOLD = 0.85
_DOCUMENTS = {"number", "invoice_number", "day", "at"}

_BEFORE = r"rechnungs?|belegs?|bestellungs?|auftrags?|invoice|order|ist|is|wurde|was|voll|komplett|bereits|datum|date|grund|reason|davon"
_AFTER = (
    r"am|at|on|um|vom|le|il|datum|date|day|tag|zeit(punkt)?|grund|reason|nr|nummer|number|no|num|id|kennzeichen|kennz|kz|flag|status|vermerk|info"
    r"|bemerkung|text|code|rechnung|rechnungs?|belegs?|invoice|durch|by|x|ja|nein|j|n|betrag|betraege|summe|wert|amount|value|total"
    r"|brutto|netto|gross|net|eur|euro|chf|in"
)
_CANCELLING = (
    r"storn(o|os|iert|ierung|ierte)?|annull?(iert|ierung|e|ee|ation|at[oa])|cancell?(ed|ation)?|canceled|void(ed)?"
    r"|ungueltig|geloescht"
)
_GIVING = (
    r"gutgeschrieben(e[rsn]?)?|gutschrift(en)?|(rueck|zurueck)?erstattet(e[rsn]?)?|(rueck|zurueck)?erstattung(en)?|rueckzahlung(en)?"
    r"|(zu)?rueckgezahlt(e[rsn]?)?|rueckverguet(et|ung)|refund(ed|s)?|credited|credit ?(note|memo)s?|retour(e|en|niert)?|returned"
    r"|rembours(e|ee|ement)|rimbors(o|ato)|avoir"
)
_HEADINGS = tuple(
    (field, re.compile(rf"(({_BEFORE}) ?)*({words})( ?(s|ungs)? ?({_AFTER}))*"))
    for field, words in ((CANCELLED, _CANCELLING), (GIVEN_BACK, _GIVING))
)
_NUMBER = re.compile(r"\b(nr|nummer|number|no|num|id)\b|(?<=[a-z])(nr|nummer)$")
_ANYTHING = re.compile(r"grund|reason|vermerk|bemerkung|text|info|durch|\bby\b")  # whatever stands there says so
_OF_BANKS = re.compile(r"belastung|lastschrift|\bsoll\b|\bdebit\b|addebito")

_NOT = re.compile(
    r"(nein|n|no|non|false|f|falsch|faux|falso|off|0|0 0+|0{1,2} 0{1,2} 0{2,4}|aktiv|active|gueltig|valid|offen|open|bezahlt|paid|none)"
    r"|((nein|nicht|kein|keine|not|non)\b.*)"
)
_PARTLY = re.compile(r"teil|partial|partly|partiel|parzial|anteil|\d ?(%|prozent)|haelfte")
_SO = re.compile(
    r"(ja|j|yes|y|oui|si|x+|1|1 0|true|t|wahr|vrai|vero|on)( .*)?|(voll|ganz|komplett)?(staendig)? ?(?!storn\w*geb)"
    r"(storn|annull|cancel|void|ungueltig|geloescht|erstattet|zurueckerstattet|gutgeschrieben|refund|retour|credited|rembours|rimbors).*"
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
    return next((field for field, shape in _HEADINGS if shape.fullmatch(name)), "")


def fit(columns: Sequence[Column], cells: Sequence[Sequence[str]]) -> list[Column]:
    """The columns of a list of documents that nothing else is made of."""
    if not {field for _, field, _ in columns} & _DOCUMENTS or any(
        _OF_BANKS.search(turned.words(header)) for header, *_ in columns
    ):
        return list(columns)
    return [
        (header, by_cells(header, set(said)), TOLD) if not known and heading(header) else (header, known, sure)
        for (header, known, sure), said in zip(columns, cells, strict=True)
    ]


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
    if not cell.strip(" -–—./") or _is_no(cell):
        return False
    if _PARTLY.search(words):
        return None
    if _SO.fullmatch(words) or cell.strip() in _TICKED or kind(cell.strip().split(" ")[0]) == "day":
        return True
    name, field = turned.words(header), heading(header)
    if _ANYTHING.search(name) or (field == CANCELLED and _NUMBER.search(name)):
        return True
    alone = cell.strip().isdigit() and not _OF_INVOICES.search(name)
    return True if field != GIVEN_BACK and not alone and _OF_DOCUMENT.fullmatch(cell.strip()) else None


def _is_no(cell: str) -> bool:
    return cell.strip() in "☐✗✘" or _NOT.fullmatch(fold(cell)) is not None

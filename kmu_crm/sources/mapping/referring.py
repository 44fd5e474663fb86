"""Columns of a list of documents that name another one of them: which it takes back (“Storno zu”), corrects (“Originalrechnung”)
or gave way to (“Ersetzt durch”), and those beside a cancelled invoice that name what cancels it (“Stornorechnung”)."""

import re
from collections.abc import Sequence
from functools import lru_cache

from kmu_crm.fields.text import fold
from kmu_crm.sources.mapping import legends, turned
from kmu_crm.sources.mapping.vocabulary import LINE
from kmu_crm.sources.reading.header import kind

Column = tuple[str, str | None, float]  # header, field, confidence
TAKES_BACK, REPLACED = "takes_back", "replaced_by"  # fields
TOLD = 0.85

_OBJECT = r"(rechnungs?|belegs?|bestellungs?|auftrags?|invoice|document|dokument|re|rg|facture|fattura)( ?(nr|nummer|number|no|id))?"
_TO = r"(zu|zur|zum|fuer|von|vom|der|des|of|for|to|sur|pour|su)"
_CANCELS = rf"(teil)?(storn(o|ierung)|stornorechnung|storno ?beleg|annull?ierung|cancell?ation)( {_TO})+( {_OBJECT})?"
_CANCELLED = rf"((zu )?storniert(e[rns]?)?|annullierte?[rns]?|cancels|cancell?ed|voids) {_OBJECT}"
_CREDITS = (
    rf"(\w*gutschrift|kreditnote|credit ?(note|memo)|avoir|erstattung|rueckerstattung|refund|retoure)( {_TO})+( {_OBJECT})?"
    rf"|(gutgeschriebene?[rns]?|erstattete?[rns]?|credits|credited|refunded) {_OBJECT}"
)
_TAKES = re.compile(rf"({_CANCELS}|{_CANCELLED}|{_CREDITS})( ?(nr|nummer|number|no))?")
_CREDIT = re.compile(r"gutschr|kredit|credit|avoir|erstatt|refund|retoure|gutgeschr")
# The document may take that one back, or be sold in its place.
_CORRECTS = re.compile(
    rf"(rechnungs?)?(korrektur|berichtigung|correction)( {_TO})+( {_OBJECT})?|(korrigierte?[rns]?|berichtigte?[rns]?|corrects) {_OBJECT}"
    r"|(original|ursprungs?|urspruengliche?) ?(rechnung|beleg|invoice|bestellung)s?( ?(nr|nummer|number|no))?|original|facture d origine"
)
_REPLACED = re.compile(
    rf"({_OBJECT} )?(ersetzt|abgeloest|replaced|superseded)( wird| wurde)? (durch|mit|by)( {_OBJECT})?"
    r"|(ersatz|nachfolge) ?(rechnung|beleg)s?( ?(nr|nummer|number|no))?|neue (rechnung|rechnungsn(umme)?r)( nr)?"
)
# In the row of what was cancelled.
_BY = re.compile(
    rf"(storniert|gutgeschrieben|erstattet|annulliert|cancell?ed|credited) (durch|mit|by)( {_OBJECT})?"
    r"|(storno|stornierungs|gutschrifts?) ?(rechnung|beleg|referenz|dokument)s?( ?(nr|nummer|number|no))?"
    r"|(storno|gutschrifts?) ?(nr|nummer)|gutschrift|storno|stornierung"
)
_LONG = 4  # figures: a shorter number alone may be counted by itself
_LIKE = re.compile(r"(?=.*\d).*")
_NO_NUMBER = re.compile(r"(ja|j|yes|y|nein|n|no|x|true|false|wahr|falsch|0|1)( .*)?")


@lru_cache(1_000)
def takes_back(header: str) -> str:
    """`cancellation` or `credit_note`, where a heading asks for the document that the row's own takes back."""
    name = turned.words(legends.without(header))
    return "" if not _TAKES.fullmatch(name) else "credit_note" if _CREDIT.search(name) else "cancellation"


@lru_cache(1_000)
def corrects(header: str) -> bool:
    return _CORRECTS.fullmatch(turned.words(legends.without(header))) is not None


def is_about_another(header: str) -> bool:
    """Whether what stands there as a reference may be to what the row's own document takes back."""
    return corrects(header) or bool(takes_back(header))


@lru_cache(1_000)
def taken_back_by(header: str) -> str:
    """The kind of what a heading names beside the document that it takes back."""
    name = turned.words(legends.without(header))
    return "" if not _BY.fullmatch(name) else "credit_note" if _CREDIT.search(name) else "cancellation"


def is_by(header: str) -> bool:
    """“Storniert durch”: the other one takes back, whatever their numbers."""
    return re.search(r"\b(durch|mit|by)\b", turned.words(header)) is not None


def is_telling(number: str) -> bool:
    """Whether a number can hardly be of another series: “17” may be the 17th cancellation."""
    return not number.isdigit() or len(number) >= _LONG


def fit(columns: Sequence[Column], cells: Sequence[Sequence[str]]) -> list[Column]:
    """The columns of a list of documents that name another one of them, where numbers stand there."""
    found = list(columns)
    fields = {field for _, field, _ in found if field}
    if not fields & {"day", "at"} or not fields & {"gross", "net", *LINE}:
        return found
    places = {field: place for place, (_, field, _) in enumerate(found)}
    own = {cell.strip() for name in ("number", "invoice_number") if name in places for cell in cells[places[name]]} - {
        ""
    }
    for place, (header, field, _) in enumerate(columns):
        said = {cell.strip() for cell in cells[place]} - {"", "-"}
        if field not in (None, "refers_to") or not any(map(_is_number, said)):
            continue
        if takes_back(header):
            found[place] = (header, TAKES_BACK, TOLD)
        elif corrects(header) and field is None and "refers_to" not in fields and own:
            found[place] = (header, "refers_to", TOLD)
        elif _REPLACED.fullmatch(turned.words(header)) and (said & own or not fields & LINE.keys()) and own:
            found[place] = (header, REPLACED, TOLD)
    return found


def _is_number(cell: str) -> bool:
    return _LIKE.fullmatch(cell) is not None and kind(cell) != "day" and not _NO_NUMBER.fullmatch(fold(cell))

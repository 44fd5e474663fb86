"""Columns of a list of documents whose words are heard for what they say of their document (`in_words`)."""

import re
from collections.abc import Sequence

from kmu_crm.fields.text import fold
from kmu_crm.sources.mapping import due_words, in_words, turned
from kmu_crm.sources.mapping.vocabulary import LINE

Column = tuple[str, str | None, float]  # header, field, confidence
TOLD = 0.8
FURTHER = "further_status"
_TEXT = re.compile(
    r"text\b|beschreib|betreff|bemerk|notiz|zweck|hinweis|komment|bezeichn|vermerk|leistung|artikel|grund\b|anmerk|inhalt"
    r"|description|subject|\bnotes?\b|comment|details?\b|remark|memo|gegenstand|titel|thema|anlass|wofuer"
)
_NO_TEXT = re.compile(
    r"datum|date\b|tag\b|day\b|nr\b|nummer|number|\bno\b|\bid\b|preis|betrag|menge|zeit|ort\b|code|art\b|typ\b"
)
_OF_PERSONS = ("title", "address_extra")
# How it is paid, shipped or reminded of: a credit or a return there takes no document back.
_HOW = re.compile(
    r"mahn|dunning|reminder|(zahl|bezahl|versand|liefer|payment|shipping|delivery)\w* ?(art|weise|methode|mittel|weg|bedingung|kondition"
    r"|method|type|terms|dienst|firma)"
)
# Beside the status of the order, or of the document, that of its payment: what was refunded there is in no other column.
_STATUS = re.compile(
    r"(zahl|bezahl|payment|financial|paid|bestell|auftrag|order|rechnung|beleg|invoice)\w* ?(status|statut|state|stand|zustand)|status"
)
# Where nothing else is the status, whatever asks how it stands with a document.
_STATE = re.compile(
    r"(liefer|versand|delivery|shipping) ?status"
    r"|((bearbeitungs?|zahl(ungs)?|bezahl|auftrags?|bestell|rechnungs?|beleg|vorgangs?|buchungs?|order|payment"
    r"|invoice) ?)?(status|stand|statut|stato|state|etat|zustand)( (de |du |della? )?(paiement|commande|livraison|facture|pagamento|ordine"
    r"|consegna|fattura|zahlung))?"
    r"|termin ?(status|stand)|gekommen|erschienen|attended|presenza|presence"
    r"|((schon|bereits) )?(bezahlt|erledigt|beglichen|geliefert|settled|paid|done|paye|pagat[oa])|bem\w* (zur )?zahlung"
)
_FIGURES = re.compile(r"\d")
_PAYING = re.compile(r"zahl|paid|payment|financial")
_ELSEWHERE = re.compile(r"zahl|versand|liefer|\bpaid\b|payment|shipping|shipment|delivery")


def fit(columns: Sequence[Column], cells: Sequence[Sequence[str]]) -> list[Column]:
    """Columns of a list of documents that nothing else is made of are heard where they hold texts, or cells that say so; what
    looked like something of a person, too."""
    found: list[Column] = []
    named = with_status(_one_status(columns), cells)
    fields = {field for _, field, _ in named}
    for (header, field, sure), said in zip(named, cells, strict=True):
        if field is None and "status" in fields and FURTHER not in fields and _STATUS.fullmatch(turned.words(header)):
            field, sure = FURTHER, TOLD
            fields.add(field)
        if (field is None and _is_text(header, said)) or (field in _OF_PERSONS and _is_said(field, said)):
            field, sure = "words" if fields & {"text", *LINE} else "text", TOLD
            fields.add(field)
        found.append((header, field, sure))
    return found


def with_status(columns: Sequence[Column], cells: Sequence[Sequence[str]]) -> list[Column]:
    """“bezahlt?” or “Lieferstatus” is the status where there is no other, and words stand there: no days or amounts."""
    found = list(columns)
    if any(field == "status" for _, field, _ in columns):
        return found
    for place, (header, field, _) in enumerate(columns):
        said = [cell for cell in cells[place] if cell.strip()]
        figures = sum(_FIGURES.search(cell) is not None and due_words.paid_in_part(cell) is None for cell in said)
        if field is None and said and _STATE.fullmatch(fold(turned.words(header))) and 2 * figures < len(said):
            found[place] = (header, "status", TOLD)
            break
    return found


def _one_status(columns: Sequence[Column]) -> list[Column]:
    """Of several the first that is not its payment's."""
    places = [place for place, (_, field, _) in enumerate(columns) if field == "status"]
    main = min(places, key=lambda place: (_is_of_payment(columns[place][0]), place), default=None)
    return [
        (header, None if field == "status" and place != main else field, sure)
        for place, (header, field, sure) in enumerate(columns)
    ]


def _is_of_payment(header: str) -> bool:
    return _PAYING.search(turned.words(header)) is not None


def status(header: str, cell: str) -> str:
    """What stands in a further status, in the words of `status_words`: a payment is what was “storniert” there."""
    return f"Zahlung {cell}" if _is_of_payment(header) else cell


def is_elsewhere(header: str) -> bool:
    """A column of paying, reminding or shipping: what is taken back there is that, and what says so of a document is a doubt."""
    return _ELSEWHERE.search(turned.words(header)) is not None


def _is_text(header: str, cells: Sequence[str]) -> object:
    name = turned.words(header)
    if _HOW.search(name):
        return False
    return (_TEXT.search(name) and not _NO_TEXT.search(name)) or any(in_words.read(cell).kind for cell in set(cells))


def _is_said(field: str, cells: Sequence[str]) -> bool:
    """“Titel” over credit notes is no title of a person; of the additions to an address most have to say so."""
    said = [bool(in_words.read(cell).kind) for cell in cells if cell.strip()]
    return any(said) and (field == "title" or 2 * sum(said) > len(said))

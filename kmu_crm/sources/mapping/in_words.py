"""What the words of a document say where no column tells its kind: “Gutschrift zu RE-1” takes back, “abzgl. Gutschrift” is part
of a sale, and of “Stornierung Zimmer 12” nobody knows."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from kmu_crm.fields.text import fold
from kmu_crm.sources.mapping import turned
from kmu_crm.sources.mapping.vocabulary import LINE

Column = tuple[str, str | None, float]  # header, field, confidence
DOUBT = "doubt"
BARE = "Storno"  # what such a text leaves as the outcome of a fact: a column of kinds leaves longer words only
TEXTS = ("subject", "text", "words", "note", "outcome")  # fields
TOLD = 0.8
Kind = str  # credit_note, cancellation, cancelled, doubt, or nothing


class Spoken(NamedTuple):
    """`numbers`: as written, of the documents it is about, and perhaps its own; `bare`: nothing is said beside the kind."""

    kind: Kind
    numbers: tuple[str, ...] = ()
    bare: bool = False


_CREDIT = (
    r"(rechnungs|kunden|storno|teil|sammel|waren|retouren?)?gutschrift(en)?|kreditnoten?|credit ?(note|memo)s?|avoir|not[ae] (di )?credito"
    r"|notes? de credit|rechnungs ?korrektur|korrektur ?rechnung|rechnungs ?berichtigung"
)
_CANCEL = (
    r"(teil|rechnungs|voll|gesamt)?storno(s|rechnung|beleg|buchung)?|(teil|rechnungs)?stornierung|annullierung|annulation|annullamento"
    r"|cancell?ation( invoice)?|reversal"
)
_CANCELLED = r"(wurde |ist |rechnung )?(storniert|annulliert|cancell?ed|canceled|voided|annullata?o?|annulee?)|stornierte rechnung"
_WEAK = re.compile(
    r"(rueck|zurueck)?erstattung\b|retoure\b|rueck(sendung|zahlung|nahme|gabe)\b|refund\b|return\b"
)  # services, too
_SURE = re.compile(
    r"((rechnungs|kunden|teil|waren|retouren?)?gutschrift|kreditnote|credit ?note|avoir)\b"
)  # whatever follows
_SHAPES: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("cancelled", re.compile(rf"({_CANCELLED})\b")),
    ("credit_note", re.compile(rf"({_CREDIT}|{_WEAK.pattern})\b")),
    ("cancellation", re.compile(rf"({_CANCEL})\b")),
)
_ANYWHERE = re.compile(
    rf"^({_WEAK.pattern})|\b({_CREDIT}|{_CANCEL}|{_CANCELLED}|(teil|voll)?storno\w*|storniere\w*|gutgeschrieben)\b"
)
_FEE = re.compile(
    r"storn\w* ?(geb|kost|pausch|versich|frist|beding|schutz|rechnungen|entgelt|satz|quote)"
    r"|gutschrift(s|en)? ?(verfahren|konto)"
)
# It is spoken of in a sale: taken off there, or written anew after it.
_SPOKEN_OF = re.compile(
    r"verrechn|angerechn|anrechn|abz(ue)?gl|\bab(zug|gezogen|zieh)|\bless\b|\bminus\b|beruecksichtig|eingeloest|\binkl|\bincl|enthalten|\bmit\b"
    r"|\bnach\b|ersatz|ersetzt|\bneue?\b|statt\b|anstelle|anstatt|\bohne\b|\bkeine?\b|\bnicht\b|\bunser|\bsaldiert|pruef|erstell|bearbeit"
)
_OF_CREDIT = re.compile(rf"({_CANCEL})( (der|einer|von|zu|zur|of))* ?({_CREDIT})|gutschrifts? ?storno")
# Beside a kind these say nothing else; neither does whatever follows the reason.
_BESIDE = re.compile(
    r"zu|zur|zum|fuer|for|von|vom|der|des|of|to|su|sur|per|pour|nr|no|num|nummer|number|re|rg|rechnung|rechnungs(nr|nummer)|beleg|invoice"
    r"|facture|fattura|ar|lt|laut|gem|gemaess|am|dated|ihre|ihrer|unsere|unserer|die|den|eur|euro|chf|bezug|auf|auszahlung|kunde|teilweise"
)
_REASON = re.compile(r"\b(wegen|wg|grund|because|aufgrund|due)\b.*")
_DAY = re.compile(
    r"\b\d{1,2}\.\s?\d{1,2}\.(\d{4}|\d{2})?(?!\d)|\b\d{4}-\d{2}-\d{2}\b|\d+([.,]\d+)?\s*(%|€|eur\b|chf\b)",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"([^\W\d_]{1,6})[-/.]?\d")
_NUMBER = re.compile(r"(?:[^\W\d_]{1,6}[-/.]?)?\d[\w/-]*")
_HYPHEN = re.compile(r"(?<=[^\W\d])[-‐–](?=[^\W\d])")
_TEXT = re.compile(
    r"text\b|beschreib|betreff|bemerk|notiz|zweck|hinweis|komment|bezeichn|vermerk|leistung|artikel|grund\b|anmerk|inhalt"
    r"|description|subject|\bnotes?\b|comment|details?\b|remark|memo|gegenstand|titel|thema|anlass|wofuer"
)
_NO_TEXT = re.compile(
    r"datum|date\b|tag\b|day\b|nr\b|nummer|number|\bno\b|\bid\b|preis|betrag|menge|zeit|ort\b|code|art\b|typ\b"
)
_PREFIX = re.compile(r"([^\W\d_]+)[^\w]*\d")
_PREFIXES: dict[str, Kind] = {
    **dict.fromkeys(("gs", "gu", "gut", "gts", "gsr", "gutschrift", "cn", "rk"), "credit_note"),
    **dict.fromkeys(("st", "sto", "stor", "storno"), "cancellation"),
}
_UNMISTAKABLE = _PREFIXES.keys() - {"st", "rk"}  # by themselves


def fit(columns: Sequence[Column], cells: Sequence[Sequence[str]]) -> list[Column]:
    """Columns of a list of documents that nothing else is made of are heard where they hold texts, or cells that say so."""
    found, fields = [], {field for _, field, _ in columns}
    for (header, field, sure), said in zip(columns, cells, strict=True):
        if field is None and _is_text(header, said):
            field, sure = "words" if fields & {"text", *LINE} else "text", TOLD
            fields.add(field)
        found.append((header, field, sure))
    return found


def _is_text(header: str, cells: Sequence[str]) -> object:
    name = turned.words(header)
    return (_TEXT.search(name) and not _NO_TEXT.search(name)) or any(read(cell).kind for cell in set(cells))


@lru_cache(20_000)
def read(text: str) -> Spoken:
    """Of a subject, a text, a note, or the name of an item."""
    plain = fold(_HYPHEN.sub("", text))
    if not _ANYWHERE.search(plain) or _OF_CREDIT.search(plain) or _FEE.search(plain):
        return Spoken("")
    kind, end = next(((kind, found.end()) for kind, shape in _SHAPES if (found := shape.match(plain))), (DOUBT, 0))
    if _SPOKEN_OF.search(plain[end:] if end else plain):
        return Spoken("")
    if kind == DOUBT or (_WEAK.match(plain) and _work(plain[end:])):
        return Spoken(DOUBT if kind == DOUBT else "")
    numbers = tuple(match[0].rstrip("-/") for match in _NUMBER.finditer(_DAY.sub(" ", text)))
    letters = {fold(match[1]) for match in _LETTERS.finditer(text)}
    rest = [
        word for word in _REASON.sub("", plain[end:]).split() if word not in letters and not _BESIDE.fullmatch(word)
    ]
    named = [word for word in rest if not any(map(str.isdigit, word))]
    if (named and not _SURE.match(plain)) or (_WEAK.match(plain) and not numbers):
        return Spoken(DOUBT, numbers)
    return Spoken(kind, numbers, not rest)


def _work(rest: str) -> bool:
    """“Erstattung beantragen”, “Rücknahme Altgerät”: what somebody is paid for."""
    return any(not _BESIDE.fullmatch(word) and word.isalpha() for word in rest.split()) and not any(
        map(str.isdigit, rest)
    )


def of_number(number: str | None) -> Kind:
    """What the letters before a document's number may be short for: “GS-15”, “ST 3”."""
    return _PREFIXES.get(_letters(number), "")


def is_numbered_so(number: str | None) -> bool:
    """Whether they are hardly short for anything else."""
    return _letters(number) in _UNMISTAKABLE


def _letters(number: str | None) -> str:
    found = _PREFIX.match(number.strip()) if number else None
    return _folded(found[1]) if found else ""


_folded = lru_cache(1_000)(fold)  # a list has few beginnings of numbers, and many numbers

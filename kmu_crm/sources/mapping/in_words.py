"""What the words of a document say where no column tells its kind: “Gutschrift zu RE-1” takes back, “abzgl. Gutschrift” is part
of a sale, and of “Stornierung Zimmer 12” nobody knows. What leads is never taken for nothing, whatever follows it."""

import re
from functools import lru_cache
from typing import NamedTuple

from kmu_crm.fields.text import fold
from kmu_crm.sources.mapping import back_words

DOUBT = "doubt"
BARE = "Storno"  # what such a text leaves as the outcome of a fact: a column of kinds leaves longer words only
TEXTS = ("subject", "text", "words", "note", "outcome")  # fields
Kind = str  # credit_note, cancellation, cancelled, doubt, or nothing


class Spoken(NamedTuple):
    """`numbers`: as written, of the documents it is about, and perhaps its own; `bare`: nothing is said beside the kind."""

    kind: Kind
    numbers: tuple[str, ...] = ()
    bare: bool = False


_CREDIT = (
    r"(rechnungs|kunden|storno|teil|sammel|waren|retouren?|kulanz|bonus|treue|reklamations|wert|skonto|rabatt|differenz|schadens?)?gutschrift(en)?"
    r"|gutschr|gs(?= (zu|zur|fuer)\b)|kreditnoten?|credit ?(note|memo)s?|avoir|not[ae] (di )?credito"
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
    r"(\w*gutschrift|gutschr|kreditnote|avoir)\b|credit ?note\b(?=.*\d)"  # “Credit note software” may be sold
)  # whatever follows
_SHAPES: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("cancelled", re.compile(rf"({_CANCELLED})\b")),
    ("credit_note", re.compile(rf"({_CREDIT}|{_WEAK.pattern})\b")),
    ("cancellation", re.compile(rf"({_CANCEL})\b")),
)
_ANYWHERE = re.compile(
    rf"^({_WEAK.pattern})|\b({_CREDIT}|{_CANCEL}|{_CANCELLED}|\w+gutschrift|(teil|voll)?storno\w*|storniere\w*|gutgeschrieben"
    r"|(korrektur|berichtigung) (der |zu |zur |von |einer |meiner |unserer )*(rechnung|re|rg)|ungueltige? (rechnung|beleg))\b"
)
# One of these is in whatever that shape finds, and looking for them costs less.
_SPOKEN = (
    "storn", "gutsch", "gs zu", "gs fuer", "kredit", "credit", "avoir", "korrektur", "berichtigung", "annul", "cancel", "reversal",
    "voided", "erstattung", "retoure", "rueck", "refund", "return", "gutgeschrieben", "ungueltig",
)  # fmt: skip
_PARTICIPLE = re.compile(r"(storniert|annulliert|gutgeschrieben|cancell?ed|voided)$")
_FEE = re.compile(
    r"storn\w* ?(geb|kost|pausch|versich|frist|beding|schutz|entgelt|satz|quote)"
    r"|gutschrift(s|en)?(verfahren|konto)|\b(zins|bank|konto|ueberweisungs?|zahlungs|sepa|scheck|lohn|gehalts)gutschrift"
)
# It is spoken of in a sale: taken off there, or written anew after it. After the word, only that it was set off says so.
_SET_OFF = re.compile(
    r"verrechn|angerechn|anrechn|\babzug|abgezogen|abzieh|beruecksichtig|eingeloest|einloes|enthalten|\bsaldiert"
)
_ANEW = re.compile(r"\bneue?[rns]?\b|ersatz|ersetzt|\bstatt\b|anstelle|anstatt")
_ABOUT = re.compile(
    r"abz(ue)?gl|\bless\b|\bminus\b|\binkl|\bincl|\bmit\b|\bnach\b|\bohne\b|\bkeine?\b|\bnicht\b|\bunser|pruef|erstell|bearbeit|\bbzgl"
)
_DENIED = re.compile(r"\b(nicht|nie|niemals|not|never)( \w+)?$")
_ASKED = r"\b(folgt|unterwegs|kommt|beantragt|angefragt|zugesagt|versprochen|moeglich|gewuenscht|offen|ausstehend|angekuendigt|erwartet)\b"
_LOWERED = re.compile(rf"{_SET_OFF.pattern}|{_ANEW.pattern}|{_ABOUT.pattern}|{_ASKED}")
_REFERS = re.compile(r"\b(zu|zur|zum|for|to)( (der|unserer|ihrer|rechnung|rg|re|beleg|invoice|nr))* \w*\d")
_NEVER = re.compile(rf"{_SET_OFF.pattern}|{_ASKED}|\b(nicht|keine?|erstell|bearbeit|pruef)\w*")
# What is written instead: it confirms that this one is gone, and is no document that it is about.
_INSTEAD = re.compile(
    r"[\s,;:(–-]*\b(?:(?:und|u\.|&|and|dann|wird|wurde|da|durch|dafür|siehe|s\.) )*(?:ersetzt|ersatz\w*|ohne ersatz\w*|replaced|reissued"
    r"|neuausstellung|neu(?:e[rsn]?)? ?(?:rechnung|beleg|rg\b|re\b|geschrieben|gestellt|erstellt|ausgestellt|berechnet|fakturiert|angelegt"
    r"|erfasst|unter|als|mit|[:=]|$)).*",
    re.IGNORECASE | re.DOTALL,
)
_CLAUSE = re.compile(r"[,;:!?()\n]| [-–/] ")
_OF_CREDIT = re.compile(rf"({_CANCEL})( (der|einer|von|zu|zur|of))+ ({_CREDIT})|gutschrifts?storno")
_BOTH = re.compile(r"\bgutschrift(en)? storn")  # one for a cancelled invoice, or a cancelled one
# Beside a kind these say nothing else; neither does whatever follows the reason.
_BESIDE = re.compile(
    r"zu|zur|zum|fuer|for|von|vom|der|des|of|to|su|sur|per|pour|nr|no|num|nummer|number|re|rg|rechnung|rechnungs(nr|nummer)|beleg|invoice"
    r"|facture|fattura|ar|lt|laut|gem|gemaess|am|dated|ihre|ihrer|unsere|unserer|die|den|eur|euro|chf|bezug|auf|auszahlung|kunde|teilweise"
    r"|doppelt|falsch|fehlerhaft|irrtuemlich|versehentlich|wunsch|kundenwunsch"
)
_REASON = re.compile(r"\b(wegen|wg|grund|because|aufgrund|due|da|weil|denn)\b.*")
_DAY = re.compile(
    r"\b\d{1,2}\.\s?\d{1,2}\.(\d{4}|\d{2})?(?!\d)|\b\d{4}-\d{2}-\d{2}\b|\d+([.,]\d+)?\s*(%|€|eur\b|chf\b)",
    re.IGNORECASE,
)
_ITS_NUMBER = (
    r"(?:(?:die|der|unsere|neue[rns]?|rechnung|rechnungs-?(?:nr|nummer)|re|rg|beleg|invoice|nr|no)[.:]?\s+)*"
    r"(?P<number>[\w/-]*\d[\w./-]*)"
)
# A clause that says nothing else: “Pumpe ersetzt durch Modell 3” was sold.
_GAVE_WAY = re.compile(
    rf"\s*(?:(?:rechnung|beleg|invoice|wurde|wird|ist)\s+)*(?:ersetzt|abgelöst|replaced|superseded)\s+(?:durch|mit|by)\s+{_ITS_NUMBER}\W*",
    re.IGNORECASE,
)
_TOOK_OVER = re.compile(rf"\s*(?:ersetzt|ersatz für|replaces)\s+{_ITS_NUMBER}\W*", re.IGNORECASE)
_LETTERS = re.compile(r"([^\W\d_]{1,6})[-/.]?\d")
_NUMBER = re.compile(r"(?:[^\W\d_]{1,6}[-/.]?)?\d[\w/-]*")
_HYPHEN = re.compile(r"(?<=[^\W\d])[-‐–](?=[^\W\d])")
_PREFIX = re.compile(r"([^\W\d_]+)[^\w]*\d")
_PREFIXES: dict[str, Kind] = {
    **dict.fromkeys(("gs", "gu", "gut", "gts", "gsr", "gutschrift", "cn", "rk"), "credit_note"),
    **dict.fromkeys(("st", "sto", "stor", "storno"), "cancellation"),
}
_UNMISTAKABLE = _PREFIXES.keys() - {"st", "rk"}  # by themselves


@lru_cache(20_000)
def read(text: str) -> Spoken:
    """Of a subject, a text, a note, or the name of an item."""
    plain = fold(_HYPHEN.sub("", text))
    if not back_words.holds(plain, _SPOKEN) or not _ANYWHERE.search(plain):
        return Spoken(DOUBT if back_words.in_text(plain) or any(replacing(text)) else "")
    if "./." in text:
        return read(text.replace("./.", " abzgl. "))
    if _OF_CREDIT.search(plain) or _FEE.match(plain):
        return Spoken("")
    kind, end = next(((kind, found.end()) for kind, shape in _SHAPES if (found := shape.match(plain))), (DOUBT, 0))
    if not end:
        return Spoken("" if _FEE.search(plain) or _is_spoken_of(text) else DOUBT)
    if _WEAK.match(plain) and (_LOWERED.search(plain[end:]) or _work(plain[end:])):
        return Spoken(DOUBT if _ANYWHERE.search(plain[end:].strip()) else "")
    return _leading(kind, text, plain, end)


def replacing(text: str) -> tuple[str, str]:
    """The numbers of what replaces the text's document, and of what that one replaces; nothing where it says nothing of it."""
    if not back_words.holds(text.casefold(), ("ersetzt", "ersatz", "abgelöst", "replace", "superseded")):
        return "", ""
    clauses = _CLAUSE.split(text)
    by, of = (next(filter(None, map(shape.fullmatch, clauses)), None) for shape in (_GAVE_WAY, _TOOK_OVER))
    return by["number"].rstrip(".") if by else "", of["number"].rstrip(".") if of else ""


def _leading(kind: Kind, text: str, plain: str, end: int) -> Spoken:
    """Where the text begins with it: what follows may leave it in doubt, and never makes nothing of it."""
    if instead := _INSTEAD.search(text):
        text = text[: instead.start()]
        plain = fold(_HYPHEN.sub("", text))
        if len(plain) < end:  # the word itself was meant
            return Spoken(DOUBT)
    said = _REASON.sub("", plain[end:])
    numbers = tuple(match[0].rstrip("-/") for match in _NUMBER.finditer(_DAY.sub(" ", text)))
    letters = {fold(match[1]) for match in _LETTERS.finditer(text)}
    rest = [word for word in said.split() if word not in letters and not _BESIDE.fullmatch(word)]
    named = [word for word in rest if not any(map(str.isdigit, word))]
    sure = _SURE.match(plain)
    refers = sure and _REFERS.search(said) and not _NEVER.search(said)
    lowered = _BOTH.search(plain) or _FEE.search(said) or (_LOWERED.search(said) and not refers)
    partly = (_WEAK.match(plain) or plain.startswith("teilst")) and not numbers
    if lowered or partly or (named and not sure):
        return Spoken(DOUBT, numbers)
    if instead and kind == "cancellation" and not numbers:
        return Spoken("cancelled")
    return Spoken(kind, numbers, not rest)


def _is_spoken_of(text: str) -> bool:
    """A credit that a sale is less, or what is written in place of something cancelled: of each clause what stands before
    the word tells, and anywhere that it was set off."""
    before = ""
    for clause in map(fold, _CLAUSE.split(_HYPHEN.sub("", text))):
        if found := _ANYWHERE.search(clause):
            ahead = clause[: found.start()]
            about = _DENIED.search(ahead.strip()) if _PARTICIPLE.search(found[0]) else _ABOUT.search(ahead)
            if not (about or _ANEW.search(f"{before} {ahead}") or _SET_OFF.search(fold(text))):
                return False
        before = f"{before} {clause}"
    return True


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

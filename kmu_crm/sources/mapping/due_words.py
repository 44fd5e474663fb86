"""What the status of an invoice says of its debt: it was reminded of, or so much of it was paid: “2. Mahnung 5.6.”, “Anz. 200,-”."""

import re
from functools import lru_cache

from kmu_crm.fields import money
from kmu_crm.fields.text import fold
from kmu_crm.sources.mapping import back_words, status_words

_REMINDED = re.compile(
    r"\b(mahnung|mahnstufe|mahnbescheid|mahnverfahren|(an|ge)mahnt|inkasso(verfahren|buero)?|(zahlungs)?erinnerung|erinnert|in verzug"
    r"|im verzug|zahlungsverzug|(payment |past due )?reminder|dunning|debt collection|rappel|sollecito)\b"
)
_NOT = re.compile(
    r"\b(kein\w*|nicht|noch nie|ohne|vor|bevor|no|not|without|never|stopp?|sperre|gebuehr\w*|kosten|entfaellt|aufgehoben|zurueckgezogen"
    r"|hinfaellig|ausgesetzt|ausgebucht|vorlage|0)\b"
)
_GONE = re.compile(f"{back_words.GIVEN_STEMS}|{back_words.GONE_STEMS}")
_PART = re.compile(
    r"(teil|an|ab|abschlags?|raten?)(zahlung|zlg|bezahlt|gezahlt|zahlt|betrag)\b( (ist |wurde )?((be|ge)zahlt|erhalten|eingegangen))?"
    r"|\bteilweise (be|ge)zahlt|\bteils (be|ge)zahlt|\b(partially|partly|part) paid|\bpartial payment"
    r"|\banz\b|\ba ?konto\b|\ba conto\b|\bacompte\b"
)
# What is left of it, and nothing else beside the sum: “Rest 10,- offen”, “noch 20 € offen”.
_LEFT = re.compile(
    r"((noch|rest(betrag|zahlung|summe)?|es|ist|sind|davon|von|euro?|chf|fr) )*(offen|ausstehend|open|outstanding|fehlt|fehlen)( noch)?"
    r"|rest(betrag|zahlung|summe)?"
)
_REST = re.compile(r"rest(betrag|zahlung|summe)?( noch| ist| steht)* (offen|ausstehend|open|outstanding|aus)")
_DAY = re.compile(r"(?<![\d.,])\d{1,2}\.\d{1,2}\.(\d{4}|\d{2})?(?![\d,])|\d{4}-\d\d-\d\d")
# A small figure may be the number of the payment, others a share or a year.
_SUM = re.compile(
    r"(?:€|eur|chf|fr\.?)\s*(\d[\d.,'’]*)|(\d[\d.'’]*)(?:[.,](?:-{1,2}|–|—)|\s*(?:€|eur\b|chf\b|fr\b))"
    r"|(?<![\d.,])(\d[\d.'’]*[.,]\d\d|(?!(?:19|20)\d\d\b)\d{2,})(?![\d.,]|\s*%)", re.I
)  # fmt: skip


@lru_cache(10_000)
def is_open(word: str) -> bool:
    """Whether an invoice is reminded of, or partly paid, and nothing beside it says that this is over."""
    if left_open(word) is not None or _REST.fullmatch(fold(word)):
        return True
    return not _is_over(word) and any(one.search(fold(word)) for one in (_REMINDED, _PART))


@lru_cache(10_000)
def paid_in_part(word: str) -> int | None:
    """The cents that a status says were paid of an invoice; None where it names no sum, or several."""
    sums = _SUM.findall(_DAY.sub(" ", word))
    if len(sums) != 1 or not _PART.search(fold(word)) or _is_over(word):
        return None
    return _cents(sums[0])


@lru_cache(10_000)
def left_open(word: str) -> int | None:
    """The cents that are still to be paid, where a status says nothing else."""
    said = _DAY.sub(" ", word)
    sums = _SUM.findall(said)
    return _cents(sums[0]) if len(sums) == 1 and _LEFT.fullmatch(fold(_SUM.sub(" ", said))) else None


def _cents(found: tuple[str, ...]) -> int | None:
    told = "".join(found).rstrip(".,")
    value = money.read(told, money.decimal_mark([told])[0]).value
    return money.cents(value) if value else None


def is_part_untold(word: str) -> bool:
    if _REST.fullmatch(fold(word)):
        return True
    return _PART.search(fold(word)) is not None and not _is_over(word) and paid_in_part(word) is None


def _is_over(word: str) -> bool:
    """“Anzahlung bezahlt” leaves the rest."""
    said = _PART.sub(" ", fold(word))
    return bool(_NOT.search(said) or _GONE.search(said)) or status_words.is_through(said)

"""Columns turned round, where a yes is a refusal: “Postsperre”, “Keine Anrufe”, “Werbung nein”, “Verstorben”."""

import re
from collections.abc import Iterable

from kmu_crm.fields import consent, text

_LOCKED = re.compile(r"sperr|stopp?\b|verbot|verboten|unerwuenscht")
_DENIED = re.compile(r"\b(nein|kein\w*|nicht|no|not|nie|niemals|ohne)\b")
_ASKING = re.compile(r"\b(ja|j|yes|y)\b")  # “Post (ja/nein)” asks, and is turned nowhere
_DEAD = re.compile(r"\b(verstorben|gestorben|deceased|todestag|todesdatum|sterbedatum)")
_WAYS = {
    "consent_refused": re.compile(r"e ?mail(?!ing)|newsletter|elektronisch|\bmails?(?!ing)(sperr|stopp?|verbot|\b)"),
    "consent_refused_phone": re.compile(r"telefon(?!buch|nr|nummer)|\btel\b|phone|anruf|\bcalls?\b|\bmobil|handy"),
    "consent_refused_post": re.compile(r"post(?!leit|fach|code)\w*|\bbrief(?!kurs)\w*|\bletters?\b|direct ?mail"),
}
_GENERAL = re.compile(
    r"werb|mailing|marketing|dsgvo|kontaktier|kontakt\b|kontakt(sperr|stopp?|verbot)|anschreib|advert|rundschreib"
)
_OTHER_WAY = re.compile(r"\b(sms|fax|telefax|whatsapp|messenger)|faxsperr")
_OF_BUSINESS = re.compile(r"rechnung|mahn|liefer|auftrag|bestell|beleg|konto|zahlung|kredit|versand|invoice|ship")
_MOSTLY = 0.5  # of the distinct answers, under a heading that denies in words that may mean other things, too


def field(heading: str, cells: Iterable[str]) -> str | None:
    """`objection`, or the `consent_refused…` of the one way that the heading names. A lock is clear by itself; “kein”,
    “nicht” and “nein” say so over cells that mostly are a yes or a no.
    """
    name = _folded(heading)
    found = _named(name)
    if found is None or _LOCKED.search(name) or _DEAD.search(name):
        return found
    said = {cell.strip() for cell in cells if not text.is_empty(text.clean(cell))}
    answers = sum(consent.state(cell) is not None for cell in said)
    return found if answers >= _MOSTLY * len(said) else None


def is_turned(heading: str) -> bool:
    return _named(_folded(heading)) is not None


def _named(name: str) -> str | None:
    if _DEAD.search(name):
        return "objection"
    if not (_LOCKED.search(name) or _DENIED.search(name)) or _ASKING.search(name) or _OF_BUSINESS.search(name):
        return None
    ways = [one for one, shape in _WAYS.items() if shape.search(name)]
    if _OTHER_WAY.search(name) and not ways:
        return None
    return ways[0] if len(ways) == 1 else "objection" if ways or _GENERAL.search(name) else None


def _folded(heading: str) -> str:
    return text.fold(heading.replace("_", " "))

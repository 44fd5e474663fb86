"""Columns turned round, where a yes is a refusal: “Postsperre”, “Keine Anrufe”, “Werbung nein”, “Verstorben”."""

import re
from collections.abc import Iterable

from kmu_crm.fields import consent, text

_LOCKED = re.compile(r"sperr|stopp?\b|verbot|unerwuenscht|verweiger|abgelehnt|verzicht")
_LEFT = re.compile(r"\bopt ?out|abbestell|widerruf")  # of mail alone, where no other way is named
_DENIED = re.compile(r"\b(nein|kein\w*|nicht|no|not|nie|niemals|ohne)\b")
_ASKING = re.compile(r"\b(ja|j|yes|y)\b")  # “Post (ja/nein)” asks, and is turned nowhere
_DEAD = re.compile(r"\b(verstorben|gestorben|deceased|todestag|todesdatum|sterbedatum|sterbefall)")
_WAYS = {
    "consent_refused": re.compile(r"e ?mail(?!ing)|newsletter|elektronisch|\bmails?(?!ing)(sperr|stopp?|verbot|\b)"),
    "consent_refused_phone": re.compile(
        r"telefon(?!buch|nr|nummer)|telefonn\w+ gesperrt|\btel\b|phone|anruf|\bcalls?\b|\bmobil|handy"
    ),
    "consent_refused_post": re.compile(r"post(?!leit|fach|code)\w*|\bbrief(?!kurs)\w*|\bletters?\b|direct ?mail"),
}
_GENERAL = re.compile(
    r"werb|mailing|marketing|dsgvo|kontaktier|kontakt\b|kontakt(sperr|stopp?|verbot)|anschreib|advert|rundschreib|zusend"
)
_OTHER_WAY = re.compile(r"\b(sms|fax|telefax|whatsapp|messenger)|faxsperr")
# Of documents, or of whether an address is known and right.
_OTHERWISE = re.compile(
    r"rechnung|mahn|liefer|auftrag|(?<!ab)bestell|beleg|konto|zahlung|kredit|versand|invoice|ship"
    r"|vorhanden|bekannt|angegeben|erreichbar|oeffentlich|gepruef|gueltig|valid|zustellbar|noetig|erforderlich|notwendig"
)
_MOSTLY = 0.5  # of the answers, under a heading that denies in words that may mean other things, too


def field(heading: str, cells: Iterable[str]) -> str | None:
    """`objection`, or the `consent_refused…` of the one way that the heading names. A lock is clear by itself; “kein”,
    “nicht” and “nein” say so over cells that mostly are a yes or a no.
    """
    name = _folded(heading)
    found = _named(name)
    if found is None or not _DENIED.search(name):
        return found
    said = [cell for cell in cells if not text.is_empty(text.clean(cell))]
    return found if not said or consent.answered(said) >= _MOSTLY else None


def is_turned(heading: str) -> bool:
    return _named(_folded(heading)) is not None


def _named(name: str) -> str | None:
    if _DEAD.search(name):
        return "objection"
    if _ASKING.search(name) or _OTHERWISE.search(name):
        return None
    ways = [one for one, shape in _WAYS.items() if shape.search(name)]
    if not (_LOCKED.search(name) or _DENIED.search(name)):
        return ways[0] if _LEFT.search(name) and len(ways) == 1 and ways[0] != "consent_refused" else None
    if _OTHER_WAY.search(name) and not ways:
        return None
    return ways[0] if len(ways) == 1 else "objection" if ways or _GENERAL.search(name) else None


def _folded(heading: str) -> str:
    return text.fold(heading.replace("_", " "))

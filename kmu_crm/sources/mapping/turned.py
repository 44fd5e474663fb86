"""Columns turned round, where a yes is a refusal: “Postsperre”, “Keine Anrufe”, “Werbung nein”, “Verstorben”."""

import re
from collections.abc import Sequence
from functools import lru_cache

from kmu_crm.fields import consent, text
from kmu_crm.sources.mapping import legends

_LOCKED = re.compile(r"sperr|stopp?\b|verbot|unerwuenscht|verweiger|abgelehnt|verzicht|ausschluss|ausgeschlossen")
_LEFT = re.compile(
    r"\bopt ?out|abbestell|widerruf(?!s? ?(frist|belehr|recht|formular|moeglich|bis))"
)  # of mail alone, where no other way is named
_GONE = re.compile(  # in so many words, of whichever way
    r"\bblack ?list|\bblock ?list|sperrliste|\bdnc\b|loeschantrag|loeschbegehren|loeschung (beantragt|verlangt|gewuenscht)|has opted out"
    r"|(?<!an )(?<!anmeldung )\b(abmelder|ausgetragen|austragung|abmeldung)\b(?! (am|seit|datum|zeit))"
    r"|(zustimmung|einverstaendnis|einwilligung|erlaubnis|consent|permission)\b.*\b(entzogen|entzug|zurueckgezogen|withdrawn|revoked)"
    r"|\b(newsletter|nl)( ist)? (aus|austritt|deaktiviert|abgeschaltet|abgestellt|storno|storniert)( (am|seit|datum))?$"
    r"|(newsletter|mailing|werbung|marketing)\b.*(kuendig|beendet|ablehn)|kuendig\w* .*(newsletter|mailing|werbung)|lehnt werbung\b.*\bab\b"
)
_DENIED = re.compile(r"\b(nein|kein\w*|nicht|no|not|nie|niemals|ohne)\b")
_BIDDEN = re.compile(
    r"\bdo not (call|phone|e ?mail|mail|contact)\b|\bnicht (anrufen|anschreiben|kontaktieren|mailen)\b"
)
_ASKING = re.compile(r"\b(ja|j|yes|y)\b")  # “Post (ja/nein)” asks, and is turned nowhere
_DEAD = re.compile(
    r"\b(verstorben|gestorben|deceased|todestag|todesdatum|sterbedatum|sterbefall)|^(ist )?tot( am)?$|^verst$"
)
_SUM = re.compile(r"-?\d[\d' ]*([.,]\d{3})*[.,]\d{1,2}|\d{2,}")  # “Tot.” is a total, too
_WAYS = {
    "consent_refused": re.compile(
        r"e ?mail(?!ing)|newsletter|elektronisch|\bnl\b|\bmailen\b|\bmails?(?!ing)(sperr|stopp?|verbot|\b)"
    ),
    "consent_refused_phone": re.compile(
        r"telefon(?!buch|nr|nummer)|telefonn\w+ gesperrt|\btel\b|phone|anruf|\bcalls?\b|\bmobil|handy"
    ),
    "consent_refused_post": re.compile(
        r"post(?!leit|fach|code|en)\w*|\bbrief(?!kurs)\w*|\bletters?\b|direct ?mail"
        r"|\b(do not|don t|dont|no) mail\b|\b(katalog|prospekt|broschuere|catalog)\w*"
    ),
}
_GENERAL = re.compile(
    r"werb|mailing|marketing|dsgvo|kontaktier|kontakt\b|kontakt(sperr|stopp?|verbot)|anschreib|beworben|nicht ?empfaenger|advert"
    r"|rundschreib|zusend"
    r"|\b(einwilligung|zustimmung|consent)\b.*\b(verweiger|abgelehnt)|\b(verweigert|abgelehnt)\w* (einwilligung|zustimmung)"
)
_ADVERTISING = re.compile(r"werb|reklame|marketing|advertis|publicit|pubblicit")
_OTHER_WAY = re.compile(r"\b(sms|fax|telefax|whatsapp|messenger)|faxsperr")
# Of documents, or of whether an address is known and right.
_OTHERWISE = re.compile(
    r"rechnung|mahn|liefer|auftrag|(?<!ab)bestell|beleg|konto|zahlung|kredit|versand|invoice|ship"
    r"|vorhanden|bekannt|angegeben|erreichbar|oeffentlich|gepruef|gueltig|valid|zustellbar|noetig|erforderlich|notwendig"
)
# What became of a sending or a call, and nobody asked for; a wish speaks of what is to come: “möchte keine Werbung erhalten”.
_HAPPENED = re.compile(
    r"(?!.*(moecht|will|wuensch|soll|darf|bitte)).*(geoeffnet|oeffnung|klick|gelesen|reaktion|reagiert|antwort|erreicht|zugestellt|erhalten"
    r"|bekommen|angenommen|zurueck\b|korrekt|anschluss)"
)
_BESIDE = re.compile(r"\b(kunden?|kundin|ist|hat|am|seit|ab|zum|per|datum|date|at|on)\b")
# Whoever leaves one that a list of people names has left that list, as far as anybody can tell.
_BODY = re.compile(r"\b(aus (dem |der )?)?(verein|verband|klub|club|mitglied(er|schaft)?)s?(?=\b|austritt)")
# What can still be said, or what ended as a contract or a purchase does.
_POSSIBLE = re.compile(r"\bmoeglich|\bpossible\b|frist|belehr|recht|formular|quote|kuendig|storn|cancel")
_DAY = re.compile(r"\d{1,2}\. ?\d{1,2}\. ?(\d{2}|\d{4})|\d{4}-\d\d-\d\d([ T].*)?|\d{1,2}/\d{1,2}/\d{2,4}")
_LAST_SPOKEN = re.compile(r"\b(kontakt\w*|beworben|angeschrieben|angerufen) seit\b")
_CAMEL = re.compile(r"(?<=[a-zäöü])(?=[A-ZÄÖÜ])")
_MOSTLY = 0.5  # of the answers, under a heading that denies in words that may mean other things, too


def field(heading: str, cells: Sequence[str]) -> str | None:
    """`objection`, or the `consent_refused…` of the one way that the heading names. A lock is clear by itself; “kein”,
    “nicht” and “nein” say so over cells that mostly are a yes, a no, or the day of one.
    """
    name = words(legends.without(heading))
    found = _named(name)
    if name == "tot" and any(_SUM.fullmatch(cell.strip()) for cell in cells):
        return None
    if found is None or _BIDDEN.search(name) or not _DENIED.search(name):
        return found
    said = [cell for cell in cells if not text.is_empty(text.clean(cell))]
    if not said or consent.answered(said) >= _MOSTLY:
        return found
    days = sum(bool(_DAY.fullmatch(cell.strip())) for cell in said) / len(said)
    return found if consent.answered(said) + days >= _MOSTLY and not _LAST_SPOKEN.search(name) else None


def is_turned(heading: str) -> bool:
    return _named(words(legends.without(heading))) is not None


def is_of_death(heading: str) -> bool:
    return _DEAD.search(words(legends.without(heading))) is not None


def _named(name: str) -> str | None:
    if _DEAD.search(name):
        return "objection"
    if _OTHERWISE.search(name) or _HAPPENED.match(name):
        return None
    ways = _ways(name)
    if _GONE.search(name) and (ways or not _OTHER_WAY.search(name)):
        return ways[0] if len(ways) == 1 else "objection"
    if _ASKING.search(name):
        return None
    if not (_LOCKED.search(name) or _DENIED.search(name)):
        return ways[0] if _LEFT.search(name) and len(ways) == 1 and ways[0] != "consent_refused" else None
    if _OTHER_WAY.search(name) and not ways:
        return None
    return ways[0] if len(ways) == 1 else "objection" if ways or _GENERAL.search(name) else None


def is_of_all(heading: str) -> bool:
    """Whether it speaks of advertising, and of no way on which it comes."""
    name = words(legends.without(heading))
    return _ADVERTISING.search(name) is not None and not (_OTHER_WAY.search(name) or ways(heading))


def is_of_documents(heading: str) -> bool:
    """Whether it speaks of bills, orders or parcels, or of an address itself."""
    return _OTHERWISE.search(words(legends.without(heading))) is not None


def ways(heading: str) -> list[str]:
    """The `consent_refused…` of the ways that it names."""
    return _ways(words(legends.without(heading)))


def _ways(name: str) -> list[str]:
    return [one for one, shape in _WAYS.items() if shape.search(name)]


def is_over(heading: str) -> bool:
    """Whether it tells that something ended, whatever that is: “Austritt”, “gesperrt”; not of a document, nor that it can end."""
    name = words(legends.without(heading))
    denied = _DENIED.search(name) or _OTHERWISE.search(name) or _POSSIBLE.search(name)
    said = _BESIDE.sub(" ", _BODY.sub(" ", name)).split()
    return not denied and len(said) == 1 and consent.state(said[0]) == "withdrawn"


def is_of_other_way(heading: str) -> bool:
    """Whether it names none of the three ways, but “SMS” or “Fax”."""
    name = words(heading)
    return _OTHER_WAY.search(name) is not None and not any(shape.search(name) for shape in _WAYS.values())


@lru_cache(50_000)  # a heading is asked in many ways
def words(heading: str) -> str:
    """A heading in folded words, however they are joined: “HasOptedOutOfEmail”, “keine_post”."""
    parted = text.fold(_CAMEL.sub(" ", heading).replace("_", " "))
    return parted.replace("whats app", "whatsapp").replace("news letter", "newsletter")

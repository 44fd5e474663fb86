"""Words of consent columns. Only a clear yes is a yes; what waits for its confirmation is none."""

import re

from kmu_crm.fields import text as plain
from kmu_crm.fields.cell import EMPTY, Reading, read_or

_YES = """
ja|j|x|1|1 0|true|t|wahr|yes|y|oui|si|vrai|vero|on|aktiv|active
double opt in|double optin|doubleoptin|doi|opt in|optin|opted in|single opt in|singleoptin|confirmed opt in
double opt in bestaetigt|bestaetigt|confirmed|confirme|subscribed|subscriber|abonniert|angemeldet
eingewilligt|einwilligung erteilt|erteilt|zugestimmt|erlaubt|granted|given|consented|accepted
"""
_NO = """
nein|no|non|inaktiv|inactive|not subscribed|abgelehnt|denied|declined|refused|deaktiviert|geloescht|disabled|archived
nicht abonniert|never subscribed|non subscribed|nonsubscribed|not opted in|keine einwilligung|kein newsletter
nicht angemeldet|nicht eingewilligt|nicht erteilt|nicht zugestimmt|nicht erlaubt
"""
_UNTICKED = "n|0|0 0|false|f|falsch|faux|falso|off"  # what programs write for a box that nobody ticked
_WITHDRAWN = """
opt out|optout|opted out|double opt out|abgemeldet|abbestellt|ausgetragen|unsubscribed|unsubscribe
gesperrt|blocked|blockiert|blacklisted|widerrufen|widersprochen|widerspruch|revoked|withdrawn
cleaned|bounced|bounce|hard bounced|nein danke
"""
# What people write into such a column in their own words. Folded: umlauts spelt out, no marks.
_STEMS = re.compile(
    r"\b(abgemeldet|abmeldung|abbestell|ausgetragen|austragen|widerruf|widerspr|werbewiderspr|dsgvo widerruf|opt out|unsubscrib|revoked"
    r"|gesperrt|sperre|werbesperre|robinson|do not (contact|mail|e ?mail|call)|no (ads|advertising|newsletter|mail)"
    r"|kein(e|en|erlei)? (weitere[nr]? )?(werb|newsletter|post\b|mail|e ?mail|anruf|kontakt)|nicht (mehr|anschreiben|anrufen|kontaktieren)"
    r"|stopp?\b)"
)
_DENIED = re.compile(
    r"\b(nicht|kein|keine|not|no) (abgemeldet|widerrufen|gesperrt|widerspr\w*|widerruf|sperre|unsubscribed)\b"
)
_EVERYWHERE = re.compile(
    r"\b(werbewiderspr|widerspr|widerruf|dsgvo|keine? werb|keinerlei|werbesperre|robinson|do not contact|no (ads|advertising)"
    r"|kein(e|en)? kontakt|nicht kontaktieren)"
)
_WORDS = (("yes", _YES), ("no", _NO), ("unticked", _UNTICKED), ("withdrawn", _WITHDRAWN))
_STATES = {word: state for state, words in _WORDS for word in words.replace("\n", "|").split("|") if word}
_MARKS = {"✓": "yes", "✔": "yes", "☑": "yes", "✗": "no", "✘": "no", "☐": "unticked"}


def clean(text: str) -> str | None:
    """`yes`, `no`, or None where the words say neither ("?", "offen", "pending")."""
    said = state(text)
    return said if said in ("yes", None) else "no"


def read(text: str) -> Reading:
    return EMPTY if plain.is_empty(plain.clean(text)) else read_or("consent_unknown", clean(text))


def state(text: str) -> str | None:
    """Tells three kinds of no apart: `withdrawn` (wants no mail), `no` in so many words, and a box left `unticked`."""
    text = plain.strip_guard(plain.clean(text))
    folded = plain.fold(text)
    known = _MARKS.get(text) or _STATES.get(folded)
    if known or _DENIED.search(folded):
        return known
    return "withdrawn" if _STEMS.search(folded) else None


def objects(text: str) -> bool:
    """Whether a cell under a heading such as “Werbesperre” or “abgemeldet am” says so: anything but nothing or a no."""
    return not plain.is_empty(plain.clean(text)) and state(text) not in ("no", "unticked")


def is_general(text: str) -> bool:
    """Whether somebody objects to all advertising, not to mails alone."""
    return _EVERYWHERE.search(plain.fold(text)) is not None

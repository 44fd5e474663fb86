"""Words of consent columns. Only a clear yes is a yes; what waits for its confirmation is none."""

from kmu_crm.fields import text as plain
from kmu_crm.fields.cell import EMPTY, Reading, read_or

_YES = """
ja|j|x|1|1 0|true|t|wahr|yes|y|oui|si|vrai|vero|on|aktiv|active
double opt in|double optin|doubleoptin|doi|opt in|optin|opted in|single opt in|singleoptin|confirmed opt in
double opt in bestaetigt|bestaetigt|confirmed|confirme|subscribed|subscriber|abonniert|angemeldet
eingewilligt|einwilligung erteilt|erteilt|zugestimmt|erlaubt|granted|given|consented|accepted
"""
_NO = """
nein|n|0|0 0|false|f|falsch|no|non|faux|falso|off|inaktiv|inactive
opt out|optout|opted out|double opt out|abgemeldet|abbestellt|ausgetragen|unsubscribed|unsubscribe|not subscribed
nicht abonniert|never subscribed|non subscribed|nonsubscribed|not opted in|gesperrt|blocked|blockiert|blacklisted
abgelehnt|widerrufen|widersprochen|widerspruch|revoked|withdrawn|denied|declined|refused|deaktiviert|geloescht
cleaned|bounced|bounce|hard bounced|keine werbung|keine einwilligung|kein newsletter|nein danke|do not contact
nicht angemeldet|nicht eingewilligt|nicht erteilt|nicht zugestimmt|nicht erlaubt|disabled|archived
"""
_STATES = {word: state for state, words in (("yes", _YES), ("no", _NO)) for word in words.replace("\n", "|").split("|")}
_STATES = {word: state for word, state in _STATES.items() if word}
_MARKS = {"✓": "yes", "✔": "yes", "☑": "yes", "✗": "no", "✘": "no", "☐": "no"}


def clean(text: str) -> str | None:
    """`yes`, `no`, or None where the words say neither ("?", "offen", "pending")."""
    text = plain.strip_guard(plain.clean(text))
    return _MARKS.get(text) or _STATES.get(plain.fold(text))


def read(text: str) -> Reading:
    return EMPTY if plain.is_empty(plain.clean(text)) else read_or("consent_unknown", clean(text))

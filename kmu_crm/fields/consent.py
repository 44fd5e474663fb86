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
nein|no|non|inaktiv|inactive|not subscribed|abgelehnt|denied|declined|refused|deaktiviert|geloescht|disabled|archived
nicht abonniert|never subscribed|non subscribed|nonsubscribed|not opted in|keine einwilligung|kein newsletter
nicht angemeldet|nicht eingewilligt|nicht erteilt|nicht zugestimmt|nicht erlaubt
"""
_UNTICKED = "n|0|0 0|false|f|falsch|faux|falso|off"  # what programs write for a box that nobody ticked
_WITHDRAWN = """
opt out|optout|opted out|double opt out|abgemeldet|abbestellt|ausgetragen|unsubscribed|unsubscribe
gesperrt|blocked|blockiert|blacklisted|widerrufen|widersprochen|widerspruch|revoked|withdrawn
cleaned|bounced|bounce|hard bounced|keine werbung|nein danke|do not contact
"""
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
    return _MARKS.get(text) or _STATES.get(plain.fold(text))

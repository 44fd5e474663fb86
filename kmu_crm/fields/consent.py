"""Words of consent columns. Only a clear yes is a yes; what waits for its confirmation is none."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from kmu_crm.fields import day, day_shapes
from kmu_crm.fields import text as plain
from kmu_crm.fields.cell import EMPTY, Reading, read_or, refused

_YES = """
ja|j|x|1|1 0|true|t|wahr|yes|y|oui|si|vrai|vero|on|aktiv|active|actif|attivo
double opt in|double optin|doubleoptin|doi|opt in|optin|opted in|single opt in|singleoptin|confirmed opt in
double opt in bestaetigt|bestaetigt|confirmed|confirme|subscribed|subscriber|abonniert|angemeldet
eingewilligt|einwilligung erteilt|erteilt|zugestimmt|erlaubt|granted|given|consented|accepted
"""
_NO = """
nein|no|non|inaktiv|inactive|not subscribed|abgelehnt|denied|declined|refused|deaktiviert|geloescht|disabled|archived
nicht abonniert|never subscribed|non subscribed|nonsubscribed|not opted in|keine einwilligung|kein newsletter
inactif|inattivo|non attivo|nicht angemeldet|nicht eingewilligt|nicht erteilt|nicht zugestimmt|nicht erlaubt
"""
_UNTICKED = "n|0|0 0|false|f|falsch|faux|falso|off"  # what programs write for a box that nobody ticked
_WITHDRAWN = """
opt out|optout|opted out|double opt out|abgemeldet|abbestellt|ausgetragen|unsubscribed|unsubscribe
gesperrt|blocked|blockiert|blacklisted|widerrufen|widersprochen|widerspruch|revoked|withdrawn
cleaned|bounced|bounce|hard bounced|nein danke|desinscrit|desabonne|disiscritto
"""
# What people write into such a column in their own words. Folded: umlauts spelt out, no marks.
_BEGINS = re.compile(r"(nein|no|non|noe|nee|ne|n|nix|nie|niemals|never)\b")  # whatever is added to it, it stays a no
_STEMS = re.compile(
    r"\b((nein|nicht|kein(e|en|er|em|es|erlei|esfalls)?|nie|niemals|nix|not|never)\b|no (longer|more|ads|advertising|newsletter|mail)"
    r"|abgemeldet|abmeldung|abbestell|ausgetragen|austragen|ausgetreten|austritt|\w*widerruf|\w*widerspr|zurueckgezogen|zurueckgenommen"
    r"|\w*entzogen|gekuendigt|kuendig|storn|geloescht|loeschen|loeschung|entfernt|raus\b|\w*gesperrt|\w*sperre|\w*sperrt|verboten"
    r"|untersagt|verweigert|abgelehnt|lehnt\b.* ab|unerwuenscht|verstorben|gestorben|tot\b|robinson|stopp?\b"
    r"|opt(ed)? out|unsubscrib|revoked|withdrawn|do not|don t|declined|refused|removed|deleted|cancelled|canceled|deceased|unwanted"
    r"|blacklist|blocklist)"
)
# What says no to a no, or that nobody knows: neither counts.
DENIED = re.compile(
    r"\b(nicht|kein|keine|keinen|not|no) (\w*(abgemeldet|abgemeldung|widerrufen|gesperrt|widerspr\w*|widerruf|sperre|sperrung)"
    r"|abmeldung|unsubscribed|opt out|opted out|gekuendigt|geloescht|entfernt|storniert|verstorben|removed|declined|deleted|deceased"
    r"|einschraenkung(en)?|einwaende|einwand|bedenken|problem\w*|objections?|restrictions?)\b"
)
_OPEN = re.compile(
    r"\bja (oder )?nein\b|\b(weiss|wissen)( (ich|er|sie|es|das|man|wir|leider|noch|auch|selbst|selber|gar)){0,3} nicht\b"
    r"|\b(do not|don t|dont|does not|doesn t|doesnt) know( yet)?\b|\b(keine ahnung|no idea)\b"
    r"|\b(noch nicht|not yet)( (gefragt|abgefragt|angefragt|bekannt|geklaert|erfasst|bestaetigt|entschieden"
    r"|asked|known|decided|confirmed))?(?! \w)"
    r"|\bn (a|v)\b|\b(nicht|kein|keine|not|no) (entschieden|decided|bekannt|angegeben|angaben?|gefragt|abgefragt|erfasst|gesetzt"
    r"|vorhanden|eindeutig|klar|sicher|geprueft|bestaetigt|aktiviert|antwort|rueckmeldung|ahnung|known|set|specified|provided|available"
    r"|applicable|sure|confirmed|activated|verified|asked|answer|reply|response|information|info|data|status)\b"
)
_EVERYWHERE = re.compile(
    r"\b(werbewiderspr|widerspr|widerruf|dsgvo|keine? werb|keinerlei|werbesperre|robinson|do not contact|no (ads|advertising)"
    r"|kein(e|en)? kontakt|nicht kontaktieren|verstorben|gestorben|deceased)"
)
_IDLE = re.compile(
    r"(inaktiv|inactive|inactif|inattivo|deaktiviert|geloescht|stillgelegt|gekuendigt|ausgetreten|archiviert)\b.*"
)
_BOUNCE = re.compile(
    r"(bounced )?(hard|soft|permanent\w*|temporary|temporaer\w*|transient|dauerhaft|voruebergehend)"
    r"( ?(bounced?|failure|error|fehler|fail))?"
)
_SOFT = re.compile(r"(bounced )?(soft|temp|transient|voruebergehend)")
_WAITING = re.compile(
    r"((noch|still) )?(unbestaetigt|unconfirmed|not confirmed|nicht bestaetigt|pending|ausstehend|wartet( auf bestaetigung)?|en attente"
    r"|in attesa|non confirme|non confermato)"
)
# “Werbesperre: nein”
_NOT_SO = frozenset(["nein", "no", "non", "inaktiv", "inactive", "disabled", "deaktiviert", "allow"])
_WORDS = (("yes", _YES), ("no", _NO), ("unticked", _UNTICKED), ("withdrawn", _WITHDRAWN))
_STATES = {word: state for state, words in _WORDS for word in words.replace("\n", "|").split("|") if word}
_WRITTEN = frozenset(["j", "ja", "y", "yes", "oui", "si"])
_PAIRS = {frozenset(letters): letters[0] for letters in ("on", "sn")}
_MARKS = {"✓": "yes", "✔": "yes", "☑": "yes", "✗": "no", "✘": "no", "☐": "unticked"}

# “Ja, gerne!”, “Ja, ich möchte den Newsletter erhalten”: a yes, and nothing that takes any of it back
_GLADLY = re.compile(
    r"(ja|yes|oui|si)( (gern|gerne|bitte|sehr|klar|natuerlich|unbedingt|auf jeden fall|please|sure|of course|volentieri|volontiers|ich"
    r"|moechte|will|wuensche|den|der|die|dem|ihren|euren|newsletter|infos|rundmails?|mails?|erhalten|bekommen|abonnieren|haben|stimme"
    r"|zu|willige|ein|bin|einverstanden|damit|mit))+"
)
BARE = ""  # no answer beside a day
AGREED = frozenset(["yes"])
REFUSED = frozenset(["no", "unticked", "withdrawn"])
OBJECTED = frozenset(["yes", "withdrawn", BARE])  # under “Keine Werbung”
_UNTIL = re.compile(r" ?\bbis auf (jederzeitigen )?widerruf$")  # it may end some day, and has not
# “ja, seit 12.01.2024”, “yes (2024-01-12)”; nothing else may stand beside the day, as in “ja, bis 12.01.2024”.
_DATED = re.compile(
    r"(?P<said>[^\d(,;:]+?)[\s,;:(–-]+(?:(?:seit|am|vom|since|on|from)\s+)?(?:dem\s+)?(?P<day>\d[^)]*?)\s*\)?\.?", re.I
)


def clean(text: str) -> str | None:
    """`yes`, `no`, or None where the words say neither ("?", "offen", "pending")."""
    said = state(text)
    return said if said in ("yes", None) else "no"


def read(text: str, letter: str | None = None, style: day.Style | None = None) -> Reading:
    """`letter`: what `yes_beside_no` found in the column; `style`: how it writes days."""
    if plain.is_empty(plain.clean(text)):
        return EMPTY
    if (since := dated(text)) and day.read_date(since, style or day.Style()).value is None:
        return refused("consent_unknown")
    return read_or("consent_unknown", "yes" if letter and plain.fold(text) == letter else clean(text))


@lru_cache(maxsize=20_000)  # a column has few words, told in every row
def state(text: str) -> str | None:
    """Tells three kinds of no apart: `withdrawn` (wants no mail), `no` in so many words, and a box left `unticked`."""
    text = plain.strip_guard(plain.clean(text))
    folded = _UNTIL.sub("", plain.fold(text))
    known = _MARKS.get(text) or _STATES.get(folded)
    if known:
        return None if known == "yes" and "?" in text else known  # “ja?” is a question
    if dated(text) or (_GLADLY.fullmatch(folded) and "?" not in text):
        return "yes"
    told = _OPEN.sub(" ", DENIED.sub(" ", folded))
    return "withdrawn" if _BEGINS.match(told.lstrip()) or _STEMS.search(told) else None


@lru_cache(maxsize=20_000)
def dated(text: str, answers: frozenset[str] = AGREED) -> str | None:
    """The day of one of the answers, as written there, where a cell says nothing else; without an answer it is of none."""
    text = plain.strip_guard(plain.clean(text))
    found = _dated(text)
    answer = (None if "?" in found["said"] else _STATES.get(plain.fold(found["said"]))) if found else BARE
    if answer not in answers:
        return None
    day = found["day"] if found else text
    written = day_shapes.take_apart(day)
    return None if written is None or written.shape == day_shapes.SERIAL else day


def _dated(text: str) -> re.Match[str] | None:
    return _DATED.fullmatch(text) if len(text) <= plain.LONGEST else None


def is_answer(text: str) -> bool:
    """Whether a cell is one of the words with which programs and people answer, and nothing else."""
    text = plain.strip_guard(plain.clean(text))
    return text in _MARKS or plain.fold(text) in _STATES or is_bounce(text)


def is_waiting(text: str) -> bool:
    """Whether a status says that a sign-up waits for its confirmation, and nothing else."""
    return _WAITING.fullmatch(plain.fold(text)) is not None


@lru_cache(maxsize=20_000)
def objects(text: str) -> bool:
    """Whether a cell under a heading such as “Werbesperre” or “abgemeldet am” says so: anything but nothing or a bare no."""
    text = plain.strip_guard(plain.clean(text))
    bare = plain.fold(text) in _NOT_SO or state(text) == "unticked" or _MARKS.get(text) == "no"
    return not plain.is_empty(text) and not bare


def has_letters(cells: Iterable[str]) -> bool:
    """Whether “j” or “ja” stands there: an “n” beside it was written by somebody, and is no box left unticked."""
    said = list(cells)
    return any(plain.fold(cell) in _WRITTEN for cell in said) or yes_beside_no(said) is not None


def yes_beside_no(cells: Iterable[str]) -> str | None:
    """The letter that is a yes by the other one alone: “o” of oui/non, “s” of sì/no, where nothing but both stands there."""
    return _PAIRS.get(frozenset(plain.fold(cell) for cell in cells if not plain.is_empty(plain.clean(cell))))


def answered(cells: Iterable[str]) -> float:
    """The share of the filled cells that are a yes or a no, each as often as it stands there."""
    said = Counter(cell.strip() for cell in cells if not plain.is_empty(plain.clean(cell)))
    letter = yes_beside_no(said)
    told = sum(n for cell, n in said.items() if state(cell) is not None or plain.fold(cell) == letter)
    return told / said.total() if said else 0


def is_general(text: str) -> bool:
    """Whether somebody objects to all advertising, not to mails alone."""
    return _EVERYWHERE.search(plain.fold(text)) is not None


def is_bounce(text: str) -> bool:
    """Whether words say how a mail came back: hard, soft, permanent .. and nothing else."""
    return _BOUNCE.fullmatch(plain.fold(text)) is not None


def is_hard_bounce(text: str) -> bool:
    """Whether it came back for good: the address is dead."""
    return is_bounce(text) and not _SOFT.match(plain.fold(text))


def is_idle(text: str) -> bool:
    """Whether a status says that somebody is a customer no longer, or subscribed no longer: only its list knows."""
    return _IDLE.fullmatch(plain.fold(text)) is not None

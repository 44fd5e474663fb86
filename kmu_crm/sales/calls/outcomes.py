"""What comes of a call: six words, the same on every key, list and sheet; and what lists of calls mean by their own."""

import re

from kmu_crm.errors import KmuError
from kmu_crm.fields import text
from kmu_crm.i18n import N_, _

REACHED, NOT_REACHED, CALL_BACK = "reached", "not_reached", "call_back"
ORDERED, NO_INTEREST, NO_MORE_CALLS = "ordered", "no_interest", "no_more_calls"
TITLES = {  # in the order of the keys 1 to 6
    REACHED: N_("Reached"),
    NOT_REACHED: N_("Not reached"),
    CALL_BACK: N_("Call back"),
    ORDERED: N_("Ordered"),
    NO_INTEREST: N_("No interest"),
    NO_MORE_CALLS: N_("No more calls"),
}
OUTCOMES = tuple(TITLES)
SPOKEN_TO = frozenset({REACHED, ORDERED, NO_INTEREST, NO_MORE_CALLS})  # somebody answered, and it was talked about

# Folded, as a whole or up to the first comma, bracket or dash; what may mean something else is left alone.
_WORDS = {
    REACHED: "reached|erreicht|ja|yes|true|1|gesprochen|gespraech|gespraech gefuehrt|telefoniert|persoenlich gesprochen|"
    "kunde erreicht|erreicht und besprochen|connected|answered|spoken|zufrieden",
    NOT_REACHED: "not reached|nicht erreicht|nein|no|false|0|nicht erreichbar|niemand erreicht|keiner erreicht|"
    "keine antwort|nimmt nicht ab|besetzt|mailbox|anrufbeantworter|ab|voicemail|left voicemail|no answer|busy|"
    "unreachable|nicht da|nicht angetroffen|kunde nicht erreicht|missed|verpasst",
    CALL_BACK: "call back|callback|rueckruf|rueckruf vereinbart|rueckruf erbeten|rueckruf gewuenscht|bittet um rueckruf|"
    "call back later|spaeter anrufen|wieder anrufen|nochmals anrufen",
    ORDERED: "ordered|bestellt|hat bestellt|bestellung|bestellung aufgenommen|auftrag|auftrag erteilt|order placed|sold|"
    "gekauft|verkauft|abschluss",
    NO_INTEREST: "no interest|kein interesse|nicht interessiert|not interested|kein bedarf|derzeit kein bedarf|"
    "zurzeit kein interesse|abgelehnt|genervt|veraergert|fuehlt sich belaestigt|annoyed|angry",
    NO_MORE_CALLS: "no more calls|nicht mehr anrufen|nicht anrufen|bitte nicht mehr anrufen|keine anrufe|"
    "keine anrufe mehr|do not call|dont call|do not call again|anrufsperre|will keine anrufe",
}
_MEANT = {word: code for code, words in _WORDS.items() for word in words.split("|")}
_ANNOYED = frozenset(["genervt", "veraergert", "fuehlt sich belaestigt", "annoyed", "angry"])
_FIRST_PART = re.compile(r"[,;:.(–|]| - ")


class UnknownOutcome(KmuError):
    text = N_("“{outcome}” is no outcome of a call; possible: {known}.")
    advice = N_("What else was said belongs into the text.")
    code = "unknown_outcome"


def code(typed: str) -> str:
    """One of `OUTCOMES` as it is typed: its name, its title in either language, or its number from 1 to 6. Raises
    UnknownOutcome."""
    wanted = typed.strip()
    if wanted in OUTCOMES:
        return wanted
    if wanted in map(str, range(1, len(OUTCOMES) + 1)):
        return OUTCOMES[int(wanted) - 1]
    meant = _MEANT.get(text.fold(wanted))
    if meant is None or text.fold(wanted) in _BARE:
        known = ", ".join(f"{name} ({_(title)})" for name, title in TITLES.items())
        raise UnknownOutcome(outcome=typed, known=known)
    return meant


_BARE = frozenset(
    ["ja", "yes", "true", "1", "nein", "no", "false", "0", "ab"]
)  # they answer a heading; typed alone they say nothing


def read(said: str | None) -> str:
    """What a list of calls means by its own words, where that is plain; else ''."""
    if not said:
        return ""
    if said in OUTCOMES:
        return said
    return _MEANT.get(text.fold(said)) or _MEANT.get(text.fold(_FIRST_PART.split(said, maxsplit=1)[0]), "")


def is_annoyed(said: str | None) -> bool:
    return text.fold(_FIRST_PART.split(said or "", maxsplit=1)[0]) in _ANNOYED


def title(said: str | None) -> str:
    """For people: one of the six in the language in use, anything else as it was written."""
    known = TITLES.get(said or "")
    return _(known) if known else said or ""

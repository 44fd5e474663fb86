"""What the name of a file says of everybody in it: “Newsletter abgemeldet”, “Bounces”, “Nicht anrufen”, “Werbewiderspruch”."""

import re
from typing import NamedTuple

from kmu_crm.fields import refusing
from kmu_crm.sources.mapping import turned
from kmu_crm.sources.mapping.sheets import NO_CALLS, NO_LETTERS

CLEAR, LEFT, MAYBE = 3, 2, 1  # of advertising alone; of whatever one can leave; of much else, too
UNSURE = ""  # a state that only a person can tell

# In German, English, French and Italian, folded; the state in the ledger, and how much the words can mean.
_WORDS = (
    (
        NO_CALLS,
        CLEAR,
        r"(anruf|telefon|tel)(sperr|verbot|stopp?|widerspr)\w*|(telefon|anruf) sperr\w*|nicht (mehr )?anrufen|keine? (weiteren )?anrufe?"
        r"|do not (call|phone)|no calls|dnc|ne (plus|pas) appeler|non chiamare",
    ),
    (
        NO_LETTERS,
        CLEAR,
        r"(post|brief|katalog)(sperr|stopp?|widerspr)\w*|(post|brief) sperr\w*|kein\w* (post|briefe?|kataloge?|prospekte?"
        r"|werbepost|infopost)",
    ),
    (
        "general",
        CLEAR,
        r"werbe?(widerspr|sperr|stopp?|verbot|verweiger|ablehn|ausschl)\w*|kontakt(sperr|verbot|stopp?)\w*|werbung (widersprochen"
        r"|unerwuenscht|abgelehnt)|kein\w* werb\w+|kontakt unerwuenscht|widerspr\w* (gegen )?(die )?werb\w+"
        r"|robinson ?(listen?|datei|sperr\w*|eintr\w*)|^robinson$|(bitte )?nicht (mehr )?(kontaktieren|anschreiben|bewerben)"
        r"|do not contact|no advertis\w*|pas de publicite|niente pubblicita|verstorbene?n?|deceased|decedes?|decedut[io]",
    ),
    (
        "withdrawn",
        CLEAR,
        r"unsub\w*|opt ?outs?|opted out|desinscri\w*|desabonn\w*|disiscri\w*|do not e ?mail|newsletter ?(stopp?|nein|kuendig\w*)"
        r"|newsletter gekuendigt\w*|(kein\w*|no) (newsletter|e?mails?|e mails?|mailings?)"
        r"|(e ?)?mail ?(sperr|stopp?|verbot)\w*|nicht (mehr )?mailen|(newsletter|nl) austritte?"
        r"|(newsletter|nl|mailing) ?sperr\w*",
    ),
    (
        "withdrawn",
        LEFT,
        r"(newsletter|nl|mailing)?(abmeld|abbestell|ausgetragen|austragung)\w*|abgemeldete?[nr]?|(black|block) ?list\w*|sperrlisten?"
        r"|suppress\w*|widersprueche?n?|widerspruch|widersprochen|widerspruchsliste|widersprechende\w*|negativliste\w*"
        r"|schwarze liste|sperrdatei\w*|liste noire|lista nera|cancellati|spam ?(beschwerde|complaint)\w*",
    ),
    (
        "general",
        LEFT,
        r"loesch(anfrage|antrag|antraege|begehren|wunsch|wuensche|gesuch)\w*|(dsgvo|gdpr|datenschutz) loesch\w*"
        r"|loesch\w* (nach )?(dsgvo|gdpr)",
    ),
    (
        UNSURE,
        LEFT,
        r"sperrkunden?|sperren|ablehner\w*|kein\w* kontakt( mehr)?|do not mail|ausschluss\w*|\w*ausschluesse|exclusions?|todesfaelle?"
        r"|robinson",
    ),
    (
        "bounced",
        LEFT,
        r"(hard ?)?bounce[sdr]?|bounceliste?|^cleaned (members|email|audience|segment)|unzustellbare?r?|nicht zustellbar\w*|undeliver\w*",
    ),
    (
        "withdrawn",
        MAYBE,
        r"gesperrte?[nr]?|blockierte?[nr]?|blocked|inaktive?[nr]?|inactive|geloeschte?[nr]?|loesch\w+|deleted|gekuendigte?[nr]?"
        r"|kuendig\w+|ausgetretene?n?|widerruf\w*|complain\w*|ungueltige?r?",
    ),
)
_SHAPES = tuple((state, strength, re.compile(rf"\b({words})\b")) for state, strength, words in _WORDS)
_OF_NEWSLETTERS = re.compile(
    r"\b(newsletter\w*|nl|mailings?|mail ?chimp|clever ?reach|brevo|sendinblue|rapid ?mail|mail ?poet)\b"
)
_TOOLS = re.compile(r"^(unsubscribed|cleaned) .*\bexport\b.*")  # whatever the list is called that it exports
_DENIED = re.compile(
    r"\b(ohne|sans|senza|without|except\w*|exkl\w*|excl(?!usion)\w*|ausser|minus|abzueglich|abzgl|bereinigt\w*|entfernt|nonsub\w*"
    r"|(nicht|non|not|kein\w*)"
    r" (abgemeldet|abmeld|unsub|opt|bounce|gesperrt|sperr|black|widerspr|kontaktsperr|anrufsperr|telefonsperr|desin|disis|inaktiv"
    r"|geloescht|verstorben)\w*)\b"
)
# “Kunden ohne Newsletter”: who never said yes, or not any more; “ohne Newsletter-Abmeldungen” are the others.
_WITHOUT_A_YES = re.compile(
    r"\b(ohne|sans|senza|without)( (newsletter|nl|werbung|mailings?|einwilligung|zustimmung|erlaubnis|consent|opt ?in|doi)\b)+"
)
# What may stand beside such a word and changes nothing; numbers and days do neither.
_BESIDE = re.compile(
    r"newsletter\w*|nl|mailings?|listen?|liste|lists?|export\w*|download|members?|mitglieder|contacts?|kontakten?|kontakt|subscribers?"
    r"|abonnent\w*|empfaenger\w*|recipients?|audience|segment|e|e?mails?|adress\w*|e?mailadress\w*|addresses|kund\w{0,5}"
    r"|customers?|clienti?"
    r"|clients?|personen|people|users?|alle[rn]?|all|aus|vom|von|der|die|des|den|stand|per|bis|am|im|neu\w?|aktuell|kopie|copy|csv"
    r"|xlsx?|utf"
    r"|januar|februar|maerz|april|mai|juni|juli|august|september|oktober|november|dezember|mailchimp|chimp|cleverreach|clever"
    r"|reach|brevo|sendinblue|rapidmail|rapid|mailpoet|poet|klicktipp|klick|tipp|hubspot|mailerlite|shopify|tabelle|sheet|blatt"
    r"|dsgvo|gdpr|\w*\d\w*"
)


class Named(NamedTuple):
    """What a name says of everybody: a state of the ledger, `general`, `no_calls`, `no_letters`, or "" where only a person
    knows; CLEAR, LEFT or MAYBE; `alone`: and nothing else.
    """

    state: str
    strength: int
    alone: bool


def by_name(name: str) -> Named | None:
    """What the name of a file or of a workbook's sheet says; None where it speaks of nobody who left, or says “ohne”."""
    said = turned.words(name)
    found = next(((state, strength) for state, strength, shape in _SHAPES if shape.search(said)), None)
    if found is None and _WITHOUT_A_YES.search(said):
        rest = _WITHOUT_A_YES.sub(" ", said)
        return Named(UNSURE, LEFT, False) if all(map(_BESIDE.fullmatch, rest.split())) else None
    if _DENIED.search(said):
        return None
    if found is None:  # in other words: “NL raus”, “will nicht mehr”
        return Named(UNSURE, LEFT, False) if refusing.may_forbid(said) else None
    state, strength = found
    if strength == LEFT and _OF_NEWSLETTERS.search(said):
        strength = CLEAR
    rest = _TOOLS.sub(" ", said)
    for _state, _strength, shape in _SHAPES:
        rest = shape.sub(" ", rest)
    return Named(state, strength, all(map(_BESIDE.fullmatch, rest.split())))

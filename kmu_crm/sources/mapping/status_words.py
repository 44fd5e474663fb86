"""What the status of an order or an invoice says, in anybody's words: “gutgeschrieben”, “Zahlung fehlgeschlagen”, “im Warenkorb”."""

import re
from functools import lru_cache

from kmu_crm.fields.text import fold
from kmu_crm.sources.mapping import back_words, document_words
from kmu_crm.sources.mapping.document_words import OFFER, PROFORMA, UNCLEAR

PARTLY, UNPAID = "partly", "unpaid"

_NOT = re.compile(
    r"\b(nicht|kein\w*|not|no|non|never|ohne|without)\b(?! (zustande|bezahlt|abgeschlossen|bestellt|completed|paid|finished|ordered))"
)
_INVALID = re.compile(r"\b(nicht (mehr )?gueltig|not valid)\b")
_PARTLY = re.compile(r"teil|partial|partly|partiel|parzial|\d ?(%|prozent)|haelfte", re.IGNORECASE)
# What somebody asked for, or what is on its way, has not happened yet.
_ASKED = re.compile(
    r"\b(angefragt|beantragt|angekuendigt|angemeldet|gewuenscht|erwartet|unterwegs|in bearbeitung|in pruefung|pruefen|pending|requested"
    r"|processing|in progress|offen|ausstehend|moeglich|vorgemerkt|anstehend|eroeffnet)\b"
)
_TAKEN_BACK = re.compile(back_words.GIVEN_STEMS)
_GONE = re.compile(back_words.GONE_STEMS)
_BASKET = re.compile(
    r"warenkorb|\bcart|basket|checkout|abandon|verlassen|unvollstaendig|incomplete"
    r"|nicht (abgeschlossen|bestellt)|not (completed|ordered)"
)
_BINNED = re.compile(r"((wc|liegt|ist|wurde|in|im|den|moved|to|the) )*(papierkorb|trash(ed)?)( (verschoben|gelegt))?")
# Of an order it is the end, of an invoice it may be the time that it left to pay.
_FAILED = re.compile(
    r"fehlgeschlag|verfallen|abgelaufen|expired|\bfailed|fehler(?!frei)|\berror|scheiter|geplatzt|ruecklast"
)
_PAYING = re.compile(r"zahlung|payment|karte|\bcard|lastschrift|einzug|paiement|pagamento")
_OTHER = re.compile(r"mahn|reminder|angebot|offert|termin\b")  # something else was cancelled
_DRAFT = re.compile(r"entwurf|draft|brouillon|bozza|^vorlage\b(?! (an|bei|beim|zur)\b)|vorschau")
# What may happen, or is kept for the case: “stornierbar”, “Rückgabefrist läuft”, “Retourenlabel”.
_MAY = re.compile(
    r"\w*(bar|barkeit|able|frist|label|etikett|schein|recht|versicherung|schutz|bedingung\w*|kostenlos|gratis)\b"
)
_ARRIVED = re.compile(r"gutgeschrieb|gutschrift|credited")  # of money that was paid
_BOUNCED = re.compile(r"lastschrift|einzug|scheck|debit")
# Beside what was taken back it was not: “Storno abgelehnt”.
_DENIED = re.compile(
    r"\b(abgelehnt|zurueckgezogen|aufgehoben|rueckgaengig|hinfaellig|verworfen|declined|rejected|refused|withdrawn)\b"
)
_NOUN = re.compile(
    r"\b\w*(storno|stornierung|retoure|rueckgabe|ruecksendung|erstattung|widerruf|ruecktritt|cancellation|return|refund)\b"
)
# Words beside it that leave the document what is taken back; any other may be what else was: “Pfand erstattet”.
_BESIDE = re.compile(
    r"nicht|auftrag|bestellung|rechnung|beleg|dokument|vorgang|kauf|vertrag|verkauf|ware|waren|artikel|lieferung|sendung|paket|betrag|summe|geld"
    r"|order|invoice|purchase|goods|sale|amount|money|zahlung|payment|kunden?|kundin|kaeufer|kundenseitig|haendler|verkaeufer|shop|uns|system"
    r"|automatisch|admin|buyer|customer|seller|user|automatically|am|vom|von|durch|per|by|on|at|the|der|die|das|den|dem|an|wurde|wird|ist|war"
    r"|was|re|rg|gs|is|has|been|hat|voll|vollstaendig|komplett|ganz|gesamt|alles|voller|hoehe|in|fully|full|completely|all|erstellt|erfolgt|erledigt"
    r"|abgeschlossen|eingegangen|erhalten|complete|completed|done|issued|created|gebucht|verbucht|zustande|gekommen|gueltig|annahme|abnahme"
    r"|verweigert|gestellt|erfasst|angelegt|wieder|bereits|leider|status|ok|x|nr|und|and|mehr|gemacht|januar|februar|maerz|april|mai|juni|juli"
    r"|august|september|oktober|november|dezember|\w*\d\w*"
)
# Whoever begins so says what became of the whole; behind it stand the reason, the way and the day.
_LEADS = re.compile(
    r"((wc|der|die|das|auftrag|bestellung|rechnung|beleg|dokument|vorgang|kauf|verkauf|order|invoice|sale|wurde|ist|war|was|is|has been"
    r"|voll|vollstaendig|komplett|ganz|bereits|leider|fully|completely|vom kunden|von kunde|kundenseitig|automatisch|status) )*"
    r"(storniert|annulliert|cancell?ed|canceled|voided|((zu)?rueck)?erstattet|(zu)?rueckgezahlt|refunded|retourniert|widerrufen|abgebrochen"
    r"|annulee?|remboursee?|annullat[oa]|rimborsat[oa])\b"
)
# An amount, or some of the items, behind it: so much of it.
_SO_MUCH = re.compile(
    r"(?<![.\d])\d{1,6}[.,]\d{2}(?!\d|\.\d)|\d\.\d{3},\d{2}|\d ?(€|eur\b|euro|chf|fr\.)|(€|\$|eur|euro|chf) ?\d|\d+ (von|of) \d"
    r"|\b\d+ ?(artikel|stueck|stück|stk|pos|items?)\b",
    re.IGNORECASE,
)
_WHEN = re.compile(r"\b([0-2]?\d|3[01])\.(0?\d|1[0-2])\.(\d{4}|\d{2})?|\b\d{1,2}[.:]\d{2} ?uhr\b", re.IGNORECASE)
_NO_AFTER = re.compile(r" (nein|no|n|nicht|not|false|falsch|0)$")
# What else may have been taken back, or is part of the whole.
_OBJECT = re.compile(
    r"\b(versand|porto|pfand|kaution|ueberzahl|doppelzahl|differenz|bonus|gutschein|punkte|rabatt|skonto|altgeraet|leih|verpackung|abo\b"
    r"|rest|position|artikel \d|shipping|fees?\b|gebuehr|deposit|mwst|tax\b|aufgehoben|reaktiviert|wieder)"
)
_EXCHANGED = re.compile(
    r"\b(umtausch|austausch|ersatz(?!los)|exchange|replac)"
)  # what came back; a cancelled invoice is replaced
# A status of what is lent as well as of what was sold.
_LENT = re.compile(
    r"((ist|wurde|erfolgt|am|komplett|vollstaendig|geraet|\w*\d\w*) )*(zurueck(gegeben|gebracht|genommen)|rueckgabe)"
    r"( (am|erfolgt|\w*\d\w*))*"
)
_THROUGH = re.compile(
    r"\b(?<!nicht )(?<!not )(abgeschlossen|versandt|versendet|verschickt|(aus)?geliefert|zugestellt|erledigt|fertig|bezahlt|abgeholt"
    r"|completed?|shipped|delivered|fulfilled|paid|done|closed)\b"
)
# A state that is this word: nobody has ordered it. One that speaks of an enquiry may mean any other: “Anfrage beim Lieferanten”.
_OFFER = re.compile(
    r"((wc|ein|das|unser|unverbindliche[sr]?|offene[sr]?|neue[sr]?) )*"
    r"(anfragen?|angebote?|offerten?|kosten(vor)?anschlag|kva?|(angebots|preis)anfrage|quot(e|ation)|estimate|enquiry|inquiry|devis)"
    r"( (ist|wurde|am|per|e|mail|post|noch|nur|nicht|versendet|versandt|verschickt|gesendet|geschickt|erstellt|abgegeben|raus|offen"
    r"|ausstehend|abgelehnt|verloren|eingegangen|erhalten|angenommen|bestaetigt|abgeschlossen|erledigt|fertig|sent|open|pending|rejected"
    r"|declined|lost|completed?|done|closed|\w*\d\w*))*"
)
_MAY_BE_SOLD = re.compile(
    r"unverbindlich|\breserv|optioniert|\boption\b|vorgemerkt|warteliste|\binteress|angefragt|rueckfrage|verhandlung|klaerung|verschoben"
    r"|tentative|on hold|postponed"
)
_AGREED = re.compile(
    r"angenommen|akzeptiert|bestaetigt|beauftragt|auftrag|erteilt|gewonnen|unterschrieben|abgerechnet|fakturiert|bezahlt|(?<!un)verbindlich"
    r"|accepted|confirmed|signed|\bwon\b|invoiced|\bpaid\b"
)
_ENDED = re.compile(r"\b(abgeschlossen|erledigt|fertig|completed?|done|closed)\b")  # nobody knows how
_REASON = re.compile(r"\b(wegen|weil|da|wg|aufgrund|auf wunsch|grund|because|due to|reason)\b.*")


def is_through(word: str) -> bool:
    """Whether an order went out, or was paid, whatever else is said of it."""
    return _THROUGH.search(fold(word)) is not None


def is_under_way(word: str) -> bool:
    return _ASKED.search(fold(word)) is not None


def is_part(word: str) -> bool:
    return _PARTLY.search(fold(word)) is not None or _PARTLY.search(word) is not None


@lru_cache(10_000)
def unsold(word: str) -> str:
    """Of an order or an invoice that nobody has agreed to: `offer`, `proforma`, `unclear` where it may be a sale or none."""
    said, kind = fold(word), document_words.read(word)
    if kind is not None and kind.status == PROFORMA:
        return PROFORMA
    if _AGREED.search(said) and not _NOT.search(said):
        return ""
    if _OFFER.fullmatch(said):
        return UNCLEAR if _ENDED.search(said) else OFFER
    return UNCLEAR if _MAY_BE_SOLD.search(said) and not _THROUGH.search(said) and not _NOT.search(said) else ""


@lru_cache(10_000)
def read(word: str) -> str:
    """Our status; `partly` where it may be taken back in part, or will be, and nobody knows; `unpaid` where paying failed,
    which an order does not survive, and an invoice does; nothing of all the other words."""
    said = _INVALID.sub("ungueltig", fold(word))
    if _BINNED.fullmatch(said):
        return "cancelled"
    if _DRAFT.search(said) or _BASKET.search(said):
        return "draft"
    if _OTHER.search(said):
        return ""
    happened = " ".join(one for one in said.split() if not _MAY.fullmatch(one))
    if led := _LEADS.match(said):
        return _led(word, said, led.end())
    back, gone = _TAKEN_BACK.search(happened), _GONE.search(happened)
    if back or gone:
        if denied := _NOT.search(said):
            first = min(one.start() for one in (back, gone) if one)
            return PARTLY if denied.start() > first and not _PAYING.search(said) else ""
        if _NOUN.search(said) and _DENIED.search(said):
            return ""
        if _PARTLY.search(word) or _ASKED.search(said) or _LENT.fullmatch(said):
            return PARTLY
        if _PAYING.search(said) and (gone or _ARRIVED.search(said) or _BOUNCED.search(said)):
            return "" if _ARRIVED.search(said) else UNPAID
        if any(not _BESIDE.fullmatch(one) and not _is_it(one) for one in _REASON.sub("", said).split()):
            return PARTLY
        return "refunded" if back and not (gone and gone.start() < back.start()) else "cancelled"
    return UNPAID if _FAILED.search(said) and not _NOT.search(said) else ""


def _led(word: str, said: str, end: int) -> str:
    if _NO_AFTER.fullmatch(said[end:]):
        return ""
    if _PARTLY.search(word) or _SO_MUCH.search(_WHEN.sub(" ", word)) or _OBJECT.search(_REASON.sub("", said)):
        return PARTLY
    if _GONE.search(said[:end]):
        return "cancelled"
    return PARTLY if _EXCHANGED.search(said) else "refunded"


def _is_it(word: str) -> bool:
    return bool(_TAKEN_BACK.search(word) or _GONE.search(word))

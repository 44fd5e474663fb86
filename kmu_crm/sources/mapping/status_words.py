"""What the status of an order or an invoice says, in anybody's words: “gutgeschrieben”, “Zahlung fehlgeschlagen”, “im Warenkorb”."""

import re
from functools import lru_cache

from kmu_crm.fields.text import fold
from kmu_crm.sources.mapping import back_words

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
# Of an order it is the end, of an invoice it may be the time that it left to pay.
_FAILED = re.compile(r"fehlgeschlag|verfallen|abgelaufen|expired|\bfailed|fehler|\berror|scheiter|geplatzt|ruecklast")
_PAYING = re.compile(r"zahlung|payment|karte|\bcard|lastschrift|einzug|paiement|pagamento")
_OTHER = re.compile(r"mahn|reminder|angebot|offert|termin\b")  # something else was cancelled
_DRAFT = re.compile(r"entwurf|draft|brouillon|bozza|vorlage\b|vorschau")


@lru_cache(10_000)
def read(word: str) -> str:
    """Our status; `partly` where it may be taken back in part, or will be, and nobody knows; `unpaid` where paying failed,
    which an order does not survive, and an invoice does; nothing of all the other words."""
    said = _INVALID.sub("ungueltig", fold(word))
    if _DRAFT.search(said) or _BASKET.search(said):
        return "draft"
    if _OTHER.search(said):
        return ""
    back, gone = _TAKEN_BACK.search(said), _GONE.search(said)
    if back or gone:
        if _NOT.search(said):
            return ""
        if _PARTLY.search(word) or _ASKED.search(said):
            return PARTLY
        if gone and _PAYING.search(said):
            return UNPAID
        return "refunded" if back and not (gone and gone.start() < back.start()) else "cancelled"
    return UNPAID if _FAILED.search(said) and not _NOT.search(said) else ""

"""The one vocabulary of what undoes a sale: a status, a heading and a text say it in the same words.

All are folded. A status is about its document and nothing else, so stems do; a heading has to be the words; a text may be
about anything, so what may also be something that is sold has to stand alone there.
"""

import re
from collections.abc import Sequence

# How goods come back: whole words.
SENT_BACK = r"(zu)?rueck(ge)?(geben|schickt|sendet|sandt|nommen|bracht)|retourniert|retourne(e|es)|sent back"
UNWOUND = r"rueckabgewickelt"
REFUSED = r"(annahme|abnahme) (wurde |ist )?verweigert"
# The sale never came about, or did not last.
ENDED = r"abgebrochen|hinfaellig|nichtig|widerrufen|zurueckgezogen|zurueckgetreten|rueckgaengig( gemacht)?|aborted|revoked|withdrawn"
INVALID = r"ungueltig|nicht (mehr )?gueltig|invalid|not valid"
# It was written by mistake.
WRONG = (
    r"(fehl|falsch)(buchung|erfassung|rechnung|eingabe)|test(rechnung|buchung|bestellung|auftrag|beleg)|duplikat|dublette|duplicate"
    r"|(doppelt|irrtuemlich|versehentlich|faelschlich|falsch) (erfasst|gebucht|gestellt|erstellt|berechnet|geschrieben|fakturiert|angelegt"
    r"|verbucht|ausgestellt|bestellt)"
)
# Nobody will pay it any more.
WRITTEN_OFF = r"uneinbringlich|ausgebucht|abgeschrieben|forderungsausfall|written off|bad debt"
# Stems of statuses.
GIVEN_STEMS = (
    r"erstatt|gutgeschrieb|gutschrift|refund|retour|returned|rueck(gabe|sendung|gesendet|gesandt|geschickt|gegeben|gezahlt|zahlung|abgewickelt"
    r"|abwicklung|genommen|nahme|verguet)|zurueck(ge)?(send|sand|schick|zahl|geb|nomm|nahm|bekomm|bracht)|credited|charge ?back|rembours"
    rf"|rimbors|reso\b|renvoy|{REFUSED}"
)
GONE_STEMS = (
    r"storn|annul|cancel|\bvoid|ungueltig|abgebroch|abbruch|abort|geloescht|loeschung|deleted|verworfen|abgelehnt|declined|rejected|refused"
    r"|zurueckgezogen|widerruf|abgesagt|hinfaellig|nichtig\b|aufgehoben|nicht zustande|zurueckgetreten|ruecktritt|rueckgaengig"
    r"|(fehl|falsch)(buchung|erfassung)|\btest(rechnung|buchung|bestellung|auftrag)|duplikat|\bdoppelt|irrtuemlich"
)

_DONE = r"erfasst|gebucht|gestellt|erstellt|berechnet|geschrieben|fakturiert|angelegt|verbucht|ausgestellt"
_ANYWHERE = re.compile(
    rf"\b({SENT_BACK}|{UNWOUND}|{REFUSED}|hinfaellig|widerrufen|zurueckgetreten|(fehl|falsch)buchung"
    rf"|(doppelt|irrtuemlich|versehentlich|faelschlich) (\w+ )?({_DONE})"
    r"|(kauf|vertrag|bestellung|auftrag|geschaeft) (wurde |ist |komplett )*rueckgaengig"
    r"|(ware|geld|artikel|alles|lieferung|paket) (ist |kam |kommt |komplett |ging )*(wieder )?zurueck(?! ?garantie))\b"
)
_FRAME = (
    r"rechnung|re|rg|auftrag|bestellung|kauf|vertrag|kaufvertrag|ware|lieferung|beleg|dokument|buchung|kunde|wurde|ist|hat|war|vom|von|zu|zur"
    r"|am|der|die|das|des|diese|dieser|durch|komplett|bereits|leider|siehe|nr|nur|bitte|ignorieren|storniert|im|ganzen|als|forderung|\w*\d\w*"
)
_ALONE = re.compile(
    rf"(({_FRAME}) )*({ENDED}|{INVALID}|{WRONG}|({WRITTEN_OFF})( (und )?({WRITTEN_OFF}))*"
    r"|doppelt|falsch|irrtum|rueckabwicklung|widerruf|ruecktritt|rueckgabe)"
    rf"( ({_FRAME}))*"
)
_DENIED = re.compile(r"\b(nicht|nie|niemals|kein\w*|ohne|falls|wenn|kann|koennen|darf|muss|bis|not|never)\b")
# What else comes back, or is revoked.
_OTHER = re.compile(
    r"leih|\bmiet|pfand|leergut|schluessel|kaution|muster|unterschrieb|bestaetig|lieferschein|formular|unterlagen|\bbrief|\bpost\b|reparat"
    r"|reparier|newsletter|werbung|einwillig|zustimmung|gutschein|coupon|voucher|termin|mahnung|e ?mail|adresse|telefon|iban|angebot"
)
# One of these is in any text that the shapes above fit, and looking for them costs less.
_SPOKEN = (
    "rueck", "retourn", "sent back", "verweigert", "abgebrochen", "hinfaellig", "nichtig", "widerruf", "aborted", "revoked", "withdrawn",
    "gueltig", "valid", "fehl", "falsch", "test", "dupli", "dublette", "doppelt", "irrtuem", "versehen", "faelsch",
    "uneinbring", "ausgebucht", "abgeschrieben", "forderungsausfall", "written off", "bad debt",
)  # fmt: skip


def holds(text: str, words: Sequence[str]) -> bool:
    """Any of them; a generator would cost as much as all its words."""
    return any(map(text.__contains__, words))


def in_text(plain: str) -> bool:
    """Whether a folded text may say so of its document; “Duplikatsschlüssel” and “nicht zurückgegeben” do not."""
    if not holds(plain, _SPOKEN):
        return False
    found = _ANYWHERE.search(plain)
    if not found:
        return _ALONE.fullmatch(plain) is not None
    return not _DENIED.search(plain[: found.start()]) and not _OTHER.search(plain)

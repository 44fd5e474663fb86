"""What takes a no back that stands before it: “Werbesperre, aufgehoben”, “Einwilligung widerrufen, neu erteilt 1.2.2024”.

A part between commas lifts where all its words speak of that. “keine Werbung, Rechnung per Mail ok” lifts nothing, nor does
“keine Werbung, Mail ok”: that may be how to reach the customer.
"""

from kmu_crm.fields import one_way

_OVER = frozenset(
    [
        "aufgehoben", "zurueckgenommen", "zurueckgezogen", "hinfaellig", "irrtuemlich", "irrtum", "versehentlich", "versehen", "entsperrt",
        "reaktiviert",
    ]
)  # fmt: skip
_YES = frozenset(
    [
        "ok", "okay", "ja", "erlaubt", "erwuenscht", "gewuenscht", "gewollt", "erteilt", "eingewilligt", "zugestimmt", "einverstanden",
        "gestattet", "freigegeben", "moeglich",
    ]
)  # fmt: skip
_AGAIN = frozenset(["neu", "neue", "wieder", "erneut", "nun", "jetzt", "doch", "inzwischen", "mittlerweile"])
_ENTERED = frozenset(["angemeldet"])  # once, or again: of itself it may be older than the no
_WELCOME = frozenset(
    ["werbung", "newsletter", "nl", "mailing", "mailings", "post", "brief", "briefe", "katalog", "kataloge"]
)  # of advertising
_REACHING = frozenset(["mail", "mails", "email", "emails", "anruf", "anrufe", "telefon"])  # may be for bills
_WAYS = _WELCOME | _REACHING
_CONSENTS = frozenset(["einwilligung", "werbeeinwilligung", "zustimmung", "erlaubnis", "consent", "einverstaendnis"])
_LOCKS = frozenset(
    [
        "sperre", "werbesperre", "kontaktsperre", "widerspruch", "werbewiderspruch", "widerruf", "werbeverbot", "sperrvermerk",
    ]
)  # fmt: skip
_FILLING = frozenset(
    [
        "der", "die", "das", "den", "dem", "aber", "nur", "weiter", "weiterhin", "seit", "am", "ab", "vom", "im", "von", "per", "via",
        "wurde", "wird", "ist", "war", "hat", "haben", "er", "sie", "es", "kunde", "kundin", "uns", "selbst", "schriftlich", "telefonisch",
        "muendlich", "laut", "lt", "darf", "duerfen", "wir", "double", "doi", "durch", "mit", "und", "sind", "alles",
    ]
)  # fmt: skip
_DENYING = frozenset(["nicht", "kein", "keine", "keinen", "keinerlei", "not", "no", "nie", "noch"])
_KNOWN = _OVER | _YES | _ENTERED | _AGAIN | _WAYS | _CONSENTS | _LOCKS | _FILLING


def lifts(part: str) -> bool:
    """Whether a folded part says nothing but that a no before it is over, or that something else is welcome."""
    words = {word for word in part.split() if not word.isdigit()}
    if not words <= _KNOWN:
        return False
    if words & _OVER:
        return words.isdisjoint(_CONSENTS | _WAYS)  # who takes a consent back says no
    if not words.isdisjoint(_AGAIN):
        return not words.isdisjoint(_YES | _ENTERED)
    return not words.isdisjoint(_YES) and not words.isdisjoint(_WELCOME)


def lifts_all(part: str) -> bool:
    """Whether it lifts a no altogether, and not for the one way that it welcomes: “Post ok”."""
    return lifts(part) and not one_way.named(part)


def ends_so(said: str) -> bool:
    """Whether the last of folded words lift altogether what stands before them: “Werbesperre 2024 aufgehoben”."""
    words = said.split()
    start = next((n + 1 for n in range(len(words) - 1, -1, -1) if words[n] not in _KNOWN and not words[n].isdigit()), 0)
    return lifts_all(" ".join(words[start:])) and (start == 0 or words[start - 1] not in _DENYING)

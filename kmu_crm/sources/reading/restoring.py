"""Column names as they were before a program took their umlauts: “StraÃŸe” and “Stra?e” are “Straße”.

A name decoded wrongly turns back by itself. A letter that is gone comes back only where all usual words that could stand
there have the same one.
"""

import re

from kmu_crm.sources.reading.cleaning import set_right

# Of the words in usual headings those with signs beyond ASCII; headings have them alone, at their end and at their beginning.
_WORDS = (
    "straße geschäft käuf für währung länder kürzel stück bestätig fällig empfänger schlüssel wörter rück gebühr eigentümer büro priorität "
    "wünsch tätig vollständ natürl primär sekundär gelöst gültig überweis übernahme übersicht übertrag höhe größe länge kündig prüf "
    "zusätz hinzugefügt ausgeführt geändert gelöscht änder ermäßig anhänge beträge einkäufe verkäufe umsätze aufträge verträge erlös "
    "führ täglich jährlich häufig anschlüsse schließ gläubiger behörde händ stammgäste säumnis rechnungsadreß königreich österreich"
)
_GAPS = [(word[:at], sign, word[at + 1 :]) for word in _WORDS.split() for at, sign in enumerate(word) if sign in "äöüß"]
_LOST = re.compile(r"\?{1,2}|\ufffd{1,2}")


def restored(name: str) -> str:
    """The column name with the letters it lost, or the same."""
    return _LOST.sub(_letter, set_right(name))


def _letter(lost: re.Match[str]) -> str:
    before, after = lost.string[: lost.start()], lost.string[lost.end() :]
    left, right = before.lower(), after.lower()
    possible = {
        sign
        for begin, sign, end in _GAPS
        if end and right.startswith(end) and (left.endswith(begin) if begin else not left[-1:].isalpha())
    }
    if len(possible) != 1:
        return lost[0]
    sign = possible.pop()
    large = sign != "ß" and (after[0].isupper() or not left[-1:].isalpha())
    return sign.upper() if large else sign

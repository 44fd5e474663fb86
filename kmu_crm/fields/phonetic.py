"""Kölner Phonetik: how a name sounds in German. A key for finding candidates, never a proof.

Source: Hans Joachim Postel, "Die Kölner Phonetik. Ein Verfahren zur Identifizierung von Personennamen auf der
Grundlage der Gestaltanalyse", IBM-Nachrichten 19 (1969), pp. 925-931.
"""

import re
from functools import lru_cache

from kmu_crm.fields.text import fold_short

_ALWAYS = {
    letter: code for letters, code in (("aeijouy", "0"), ("b", "1"), ("fvw", "3"), ("gkq", "4")) for letter in letters
}
_ALWAYS |= {"l": "5", "m": "6", "n": "6", "r": "7", "s": "8", "z": "8"}
_NOT_A_TO_Z = re.compile("[^a-z]")
_REPEATED = re.compile(r"(.)\1+")


@lru_cache(maxsize=100_000)
def cologne(text: str) -> str:
    """The digits of all words together: Müller, Möller and Miller are `657`; empty without a letter a-z."""
    letters = _NOT_A_TO_Z.sub("", fold_short(text))
    codes = "".join(map(_code, letters, " " + letters, letters[1:] + " "))
    single = _REPEATED.sub(r"\1", codes)
    return single[:1] + single[1:].replace("0", "")


def _code(letter: str, before: str, after: str) -> str:
    """The digit of one letter among its neighbours, a blank at either end; `h` has none and `x` may have two."""
    if letter in _ALWAYS:
        return _ALWAYS[letter]
    if letter == "p":
        return "3" if after == "h" else "1"
    if letter in "dt":
        return "8" if after in "csz" else "2"
    if letter == "x":
        return "8" if before in "ckq" else "48"
    return _code_of_c(before, after) if letter == "c" else ""


def _code_of_c(before: str, after: str) -> str:
    hard = "ahkloqrux" if before == " " else "ahkoqux"
    if before in "sz":
        return "8"
    return "4" if after in hard else "8"

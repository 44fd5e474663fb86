"""Currencies as lists name them, in a column of their own or beside an amount: €, Euro, Fr., Schweizer Franken, US$.

One code of ISO 4217 stands for each; a word that nobody knows is kept as it is, in capitals, and named.
"""

import re

from kmu_crm.fields import text as plain
from kmu_crm.fields.cell import EMPTY, Reading
from kmu_crm.fields.words import lines

_PARTS = re.compile(r"[()\[\]/,;:|]| [-–—] ")  # EUR (€), EUR - Euro
_BETWEEN = str.maketrans("", "", " .-'\"()[]")


def _key(name: str) -> str:
    return name.casefold().translate(_BETWEEN)


def _known() -> tuple[dict[str, str], frozenset[str]]:
    """Name -> code, of those that have names; and all codes."""
    names: dict[str, str] = {}
    codes: set[str] = set()
    for line in lines("currencies"):
        here, _, called = line.partition(":")
        codes.update(here.split())
        if called:
            names |= dict.fromkeys((here, *map(str.strip, called.split("|"))), here)
    return names, frozenset(codes)


NAMES, CODES = _known()
_BY_KEY = {code.lower(): code for code in CODES} | {_key(name): code for name, code in NAMES.items()}
_SHORT = {key: code for key, code in _BY_KEY.items() if code in set(NAMES.values())}  # what stands beside an amount
_WORD = r"(?:[^\W\d_]|[€$£₺])+"
_WORDS = re.compile(_WORD)
_BEFORE = re.compile(rf"({_WORD})(?:(?<=fr)\.)?", re.I)
_AFTER = re.compile(rf"(?<![^\W\d_])(?<![€$£₺])({_WORD})\.?$")


def code(name: str) -> str | None:
    """ISO 4217 of one name, or of several that mean the same; None where none is known or they differ."""
    if found := _BY_KEY.get(_key(name)):
        return found
    parts = [part.strip() for part in _PARTS.split(name) if part.strip()]
    told = {_BY_KEY.get(_key(part)) for part in parts}
    if len(told) == 2 and None in told and any(part in CODES for part in parts):
        told.discard(None)  # EUR - Euro Member Countries: the code itself stands there
    elif None in told:
        told = {_BY_KEY.get(_key(word)) for word in name.split()}
    return told.pop() if len(told) == 1 else None


def beside(amount: str) -> str | None:
    """ISO 4217 of what is written beside an amount."""
    return next((found for word in _WORDS.findall(amount) if (found := _SHORT.get(_key(word)))), None)


def without(amount: str) -> str:
    """The amount with no currency before or behind it."""
    if (found := _BEFORE.match(amount)) and _key(found[1]) in _SHORT:
        amount = amount[found.end() :].lstrip()
    if (found := _AFTER.search(amount)) and _key(found[1]) in _SHORT:
        amount = amount[: found.start()].rstrip()
    return amount


def read(text: str) -> Reading:
    """A cell of a column of currencies."""
    bare = plain.clean(plain.strip_guard(plain.clean(text)))
    if plain.is_empty(bare):
        return EMPTY
    known = code(bare)
    return Reading(known, None) if known else Reading(plain.clean(bare.upper()), "currency_unknown")

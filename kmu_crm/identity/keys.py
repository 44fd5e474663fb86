"""Blocking: two records are looked at together only where they share a key. One letter tells the kind of key."""

import re
from collections.abc import Iterable

from kmu_crm.fields import email
from kmu_crm.fields.phonetic import cologne
from kmu_crm.identity import parts, ranges
from kmu_crm.identity.model import Model
from kmu_crm.identity.spelled import host_label, own_host
from kmu_crm.identity.words import Words

SPREADING = ("m", "p", "d", "k")  # a further holder changes what these keys are worth to all who hold them
STRONG = ("m", "p", "v", "i", "a", "b")  # where all who hold such a key go by one name, they may well be one
NAMED = "x:"  # one of those, together with the name of who holds it
LAST = chr(0x10FFFF)
NOBODIES = 8  # so many addresses without a name on one mail address or telephone; where there are more, it is a filler
NOBODY = "-"  # begins what tells those apart who give no name, and sorts before all names
_FIGURE = re.compile(r"\d")


def of(words: Words, model: Model) -> set[str]:
    """The keys of one record. Coarse ones drop out where too many share them, so finer ones stand beside them."""
    found = _mails(words, model.public)
    found += _reach(words)
    found += [f"u:{number}|{written}" for number, written in ranges.of(words, model.ranges)]
    found += [f"w:{number}" for number in ranges.with_name(words)]
    if words.core:
        found += _firm(words)
    else:
        found += _person(words)
        if words.called:
            found.append(f"c:{words.called.replace(' ', '')}")
    who = _who(words, model)
    found += [f"{NAMED}{key}|{who}" for key in found if key[0] in STRONG]
    return set(found)


def named(key: str) -> str:
    """What its keys with names begin with."""
    return f"{NAMED}{key}|"


def who(key: str) -> str:
    """Of a key with a name the part that tells people or firms apart, or nothing."""
    return key.rsplit("|", 2)[1]


def _who(words: Words, model: Model) -> str:
    """As `Spread` counts those who hold a value, and the whole name behind it."""
    if words.core:
        return f"f:{words.core[:4]}|{words.core}"
    if apart := parts.told_apart(words):
        return f"{NOBODY}{apart.replace('|', ' ')}|"
    return f"{parts.first_letter(words, model)}|{f'{words.given} {words.family}'.strip()}"


def _mails(words: Words, public: frozenset[str]) -> list[str]:
    found: list[str] = []
    for mail in words.mails:
        found += (f"m:{mail}", f"m:{email.mailbox(mail)}")  # the second stands for all its spellings
        if plain := parts.mailbox(mail):
            found.append(f"l:{plain}")
        if words.firm and (host := own_host(mail, public)):
            found += (f"d:{host}", f"k:{host_label(host)}")
    return found


def _reach(words: Words) -> list[str]:
    found: list[str] = []
    name = words.family or words.core
    for phone in words.phones:
        found += (f"p:{phone}", f"q:{phone[:11]}|{name[:1]}")
    found += [f"a:{place}" for place in words.places if place]
    found += [f"s:{street}|{name[:2]}" for street in words.streets if _FIGURE.search(street)]
    if words.vat:
        found.append(f"v:{words.vat}")
    if words.iban:
        found.append(f"i:{words.iban}")
    if words.civil:
        middle = len(words.civil) // 2  # a slip is in one half
        found += (f"j:{words.civil}", f"j:{words.civil[:middle]}|", f"j:|{words.civil[middle:]}")
    return found


def _firm(words: Words) -> list[str]:
    said = words.core.split()
    ordered = sorted(said)
    found = [f"c:{''.join(ordered)}", f"k:{''.join(said)}", f"k:{''.join(reversed(said))}"]
    long = [part for part in ordered if len(part) > 3]
    found += [f"e:{part[:6]}|{postcode}" for postcode in words.postcodes if postcode for part in long]
    both = "|".join(part[:4] for part in long[:2])
    found += [f"e:{both}|{city}" for city in words.cities if both and city]
    return found


def _person(words: Words) -> list[str]:
    given, family, birth = words.given, words.family, words.birth
    postcodes = [postcode for postcode in words.postcodes if postcode]
    found: list[str] = []
    if given and family:
        one, other = (given, family) if given <= family else (family, given)
        initials = one[0] + other[0]
        found.append(f"n:{one}|{other}")
        for postcode in postcodes:
            found += (f"z:{one}|{other}|{postcode}", f"y:{initials}|{cologne(family)}|{postcode}")
        if birth:
            found.append(f"b:{birth}|{initials}")
    for part in _whole_and_parts(family):
        found += [f"f:{part}|{postcode}" for postcode in postcodes if len(part) > 2]
    if birth:
        found.append(f"g:{birth}|{given[:3]}")
        found += [f"b:{birth}|{postcode}" for postcode in postcodes]
    return found


def _whole_and_parts(family: str) -> Iterable[str]:
    return (family, *family.split()) if " " in family else (family,)

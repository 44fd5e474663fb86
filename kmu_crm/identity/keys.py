"""Blocking: two records are looked at together only where they share a key. One letter tells the kind of key."""

from collections.abc import Iterator

from kmu_crm.fields import email
from kmu_crm.fields.phonetic import cologne
from kmu_crm.identity import parts, ranges
from kmu_crm.identity.model import Model
from kmu_crm.identity.words import Words, host_label

SPREADING = ("m", "p", "d", "k")  # a further holder changes what these keys are worth to all who hold them
STRONG = ("m", "p", "v", "i", "a", "b")  # where all who hold such a key go by one name, they may well be one
NAMED = "x:"  # one of those, together with the name of who holds it
LAST = chr(0x10FFFF)


def of(words: Words, model: Model) -> set[str]:
    """The keys of one record. Coarse ones drop out where too many share them, so finer ones stand beside them."""
    found = set(_contacts(words, model.public))
    found.update(f"u:{number}|{written}" for number, written in ranges.of(words, model.ranges))
    found.update(f"w:{number}" for number in ranges.with_name(words))
    found.update(_firm(words) if words.core else ())
    if not words.core:
        found.update(_person(words))
        found.update({f"c:{words.called.replace(' ', '')}"} if words.called else ())
    who = _who(words, model)
    found.update([named(key) + who for key in found if key[0] in STRONG])
    return found


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
    return f"{parts.first_letter(words, model)}|{f'{words.given} {words.family}'.strip()}"


def _contacts(words: Words, public: frozenset[str]) -> Iterator[str]:
    for mail in words.mails:
        yield f"m:{mail}"
        yield f"m:{email.mailbox(mail)}"  # what stands for all its spellings
        local, _, host = mail.rpartition("@")
        plain = "".join(sign for sign in local if sign.isalnum())
        if len(plain) > 5 and not email.is_role(local):
            yield f"l:{plain}"
        if words.firm and not (email.is_public_host(host) or host in public):
            yield f"d:{host}"
            yield f"k:{host_label(host)}"
    for phone in words.phones:
        yield f"p:{phone}"
        yield f"q:{phone[:11]}|{words.family[:1] or words.core[:1]}"
    for place in words.places:
        if place:
            yield f"a:{place}"
    for street in words.streets:
        if street and any(sign.isdigit() for sign in street):
            yield f"s:{street}|{words.family[:2] or words.core[:2]}"
    if words.vat:
        yield f"v:{words.vat}"
    if words.iban:
        yield f"i:{words.iban}"
    if words.civil:
        middle = len(words.civil) // 2
        yield f"j:{words.civil}"
        yield f"j:{words.civil[:middle]}|"  # a slip is in one half
        yield f"j:|{words.civil[middle:]}"


def _firm(words: Words) -> Iterator[str]:
    parts = sorted(words.core.split())
    yield f"c:{''.join(parts)}"
    yield f"k:{words.core.replace(' ', '')}"
    yield f"k:{''.join(reversed(words.core.split()))}"
    long = [part for part in parts if len(part) > 3]
    for postcode in words.postcodes:
        for part in long if postcode else ():
            yield f"e:{part[:6]}|{postcode}"
    both = "|".join(part[:4] for part in long[:2])
    for city in words.cities:
        if both and city:
            yield f"e:{both}|{city}"


def _person(words: Words) -> Iterator[str]:
    names = sorted(part for part in (words.given, words.family) if part)
    if len(names) == 2:
        yield f"n:{names[0]}|{names[1]}"
        initials = "".join(part[0] for part in names)
        for postcode in words.postcodes:
            if postcode:
                yield f"z:{names[0]}|{names[1]}|{postcode}"
                yield f"y:{initials}|{cologne(words.family)}|{postcode}"
        if words.birth:
            yield f"b:{words.birth}|{initials}"
    for part in {words.family, *words.family.split()}:
        for postcode in words.postcodes:
            if len(part) > 2 and postcode:
                yield f"f:{part}|{postcode}"
    if words.birth:
        yield f"g:{words.birth}|{words.given[:3]}"
        for postcode in words.postcodes:
            if postcode:
                yield f"b:{words.birth}|{postcode}"

"""The one spelling under which an address stands in the ledger, so that what was said once is found again."""

import re

from kmu_crm.consent.words import Channel
from kmu_crm.fields import address, email, phone, text

_E164 = re.compile(r"\+[1-9][0-9]{6,14}", re.ASCII)
_POST = re.compile(r"\s*post:([^|]*)\|([^|]+)\|([^|]*)", re.I)
_HOMES = ("DE", "AT", "CH", "LI")


def normal(channel: Channel, written: str, country: str = "DE") -> str | None:
    """Mail in small letters, a number in E.164, a door as `post` makes it; None where it is no address."""
    return next(iter(readings(channel, written, country)), None)


def readings(channel: Channel, written: str, country: str = "DE", abroad: bool = False) -> tuple[str, ...]:
    """Every normal form the text may stand for, the likeliest first: a door may follow or precede the flat, and `abroad`
    a number without its country is read as of every neighbour, after `country`.
    """
    found: list[str | None]
    if channel == "email":
        found = [email.clean(written)]
    elif channel == "post":
        found = _doors(written)
    elif _E164.fullmatch(written):
        found = [written]
    else:
        found = [phone.clean(written, home) for home in (country, *(_HOMES if abroad else ()))]
    return tuple(dict.fromkeys(one for one in found if one))


def _doors(written: str) -> list[str | None]:
    if key := _POST.fullmatch(written):
        code, name = text.fold(key[1]).replace(" ", "").lstrip("0"), text.fold(key[2])
        own = f"post:{code}|{name}|{key[3]}"
        read = post(f"{key[2]} {key[3]}", key[1])
        return [own, read] if own == written else [read]  # one that the program made stays as it is
    parts = address.parts(written)
    if not parts.get("city"):
        return []
    streets = [parts.get("street", ""), *reversed(parts.get("address_extra", "").split(", "))]
    keys = [post(street, parts.get("postcode")) for street in streets]
    return sorted(keys, key=lambda key: key is None or key.endswith("|"))  # with a house number first


def mailbox(address: str) -> str:
    """Where a message to a normal address arrives: for mail the mailbox behind its spellings, else the address itself."""
    return email.mailbox(address) if "@" in address and not address.startswith("post:") else address


def post(street: str | None, postcode: str | None) -> str | None:
    """`post:10115|berg str|12a`, leading zeros left out, without a name: an objection holds for the door, however the name is spelled.

    The country is left out, because a row without one must find what was said in a row that has it.
    """
    code = text.fold(postcode or "").replace(" ", "").lstrip("0")  # which spreadsheets eat
    name, number = address.street_key(street or "")
    return f"post:{code}|{name}|{number}" if code and name else None


def channel_of(written: str) -> Channel | None:
    """Which channel an address belongs to by its looks; None where it looks like none."""
    if "@" in written:
        return "email"
    if written.startswith("post:") or _is_door(written):
        return "post"
    return "phone" if re.search(r"[0-9]{4}", re.sub(r"[\s/()-]", "", written)) else None


def _is_door(written: str) -> bool:
    """A street has letters and a town behind its postcode; a number begins with the 0 that no house has."""
    return any(not key.split("|")[2].startswith("0") for key in readings("post", written))

"""The one spelling under which an address stands in the ledger, so that what was said once is found again."""

import re

from kmu_crm.consent.words import Channel
from kmu_crm.fields import address, email, phone, text

_E164 = re.compile(r"\+[1-9][0-9]{6,14}", re.ASCII)
_POST = re.compile(r"post:[^|]*\|[^|]+\|[^|]*")


def normal(channel: Channel, written: str, country: str = "DE") -> str | None:
    """Mail in small letters, a number in E.164, a postal key as `post` makes it; None where it is no address."""
    if channel == "email":
        return email.clean(written)
    if channel == "phone":
        return written if _E164.fullmatch(written) else phone.clean(written, country)
    return written if _POST.fullmatch(written) else None


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
    if written.startswith("post:"):
        return "post"
    return "phone" if re.search(r"[0-9]{4}", re.sub(r"[\s/()-]", "", written)) else None

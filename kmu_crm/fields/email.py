"""Mail addresses: one spelling, and what kind of address it is. Nothing is looked up on the network."""

import re

from kmu_crm.fields import text as plain
from kmu_crm.fields.cell import EMPTY, Reading, read_or
from kmu_crm.fields.words import words

_SIMPLE = re.compile(
    r"[a-z0-9_](?:[a-z0-9_%+'-]|\.(?!\.)){0,63}(?<!\.)@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,8}[a-z]{2,24}",
    re.ASCII,
)
_IN_BRACKETS = re.compile(r"[^<>]*<([^<>]*)>")
_BREAKS = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]")

_DOTLESS = {"gmail.com", "googlemail.com"}
_PUBLIC_HOSTS = words("mail_hosts")
_ROLES = words("mail_roles")
_OPENING = re.compile(r"[^._+\-\d]*")
_RELAYS = re.compile(
    r"(?:^|\.)(?:(?:marketplace\.amazon|(?:members|reply)\.ebay|customer\.kaufland)\.[a-z.]{2,8}|members\.ebay"
    r"|(?:mail|messages|convos?|relay|transaction)\.etsy\.com|(?:dpo|relay)\.paypal\.com|marketplace\.otto\.de"
    r"|message\.otto\.market|mail\.(?:ebay-)?kleinanzeigen\.de|guest\.booking\.com|(?:guest|reply)\.airbnb\.com"
    r"|marketplace\.galaxus\.ch|reply\.ricardo\.ch)$"
)


def clean(text: str) -> str | None:
    """The address in small letters, its domain in Unicode; None where there is none or more than one.

    A line break within is refused, not repaired: it is how mail headers are smuggled in.
    """
    if _is_simple(text):
        return text
    bare = text.strip()
    if _BREAKS.search(bare):
        return None
    bare = plain.strip_guard(plain.clean(bare))
    if wrapped := _IN_BRACKETS.fullmatch(bare):
        bare = wrapped[1]
    bare = re.sub(r"^mailto:", "", bare.strip(" <>;,\"'"), flags=re.I).partition("?")[0].strip().rstrip(".").lower()
    if bare.count("@") != 1 or len(bare) > 254:
        return None
    return bare if _is_simple(bare) else _by_the_standard(bare)


def _is_simple(text: str) -> bool:
    """Nearly all addresses; what is left is for the standard, which takes a hundred times as long."""
    return _SIMPLE.fullmatch(text) is not None and len(text) <= 254 and "xn--" not in text


def _by_the_standard(address: str) -> str | None:
    """What the simple shape does not know: letters beyond ASCII, punycode, rare signs."""
    from email_validator import EmailNotValidError, validate_email

    try:
        found = validate_email(address, check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        return None
    spelled = plain.clean(found.normalized.lower())
    local, _, domain = spelled.rpartition("@")
    return spelled if 0 < len(local) <= 64 and "." in domain and not domain.startswith("[") else None


def read(text: str) -> Reading:
    return EMPTY if plain.is_empty(plain.clean(text)) else read_or("email_invalid", clean(text))


def split(text: str) -> list[str]:
    """All good addresses of a cell such as `a@x.example; B <b@x.example>` or `a@x.example / b@x.example`, each once, in order."""
    if _BREAKS.search(text.strip()):
        return []
    parts = re.split(r"[;,|]", plain.clean(text))
    found = [clean(word) for part in parts for word in ([part] if clean(part) else re.split("[ /]", part))]
    return list(dict.fromkeys(address for address in found if address))


def is_alias(address: str) -> bool:
    """A relay of a market place: it forwards for one order, is nobody's identity and never to be mailed."""
    return _RELAYS.search(address.rpartition("@")[2].lower()) is not None


def mailbox(address: str) -> str:
    """The one mailbox behind the spellings of a clean address: without a tag after `+`, and at Gmail, which delivers
    alike, without dots and with one domain.

    For finding who is one, and for what must not be: a no at one spelling means all of them, while a yes proves nothing
    for another.
    """
    local, _, domain = address.rpartition("@")
    local = local[: local.find("+")] if local.find("+") > 0 else local
    if domain in _DOTLESS:
        return f"{local.replace('.', '')}@gmail.com"
    return f"{local}@{domain}"


def is_public_host(domain: str) -> bool:
    """A provider where anybody has an address, so that the domain says nothing about a company."""
    return domain.lower() in _PUBLIC_HOSTS


def is_role(local: str) -> bool:
    """An address of a desk, not of a person: the part before the @, as in `info`, `buchhaltung-sued`."""
    lowered = local.lower()
    return lowered in _ROLES or (_OPENING.match(plain.clean(lowered)) or [""])[0] in _ROLES

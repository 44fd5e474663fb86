"""What one message's head says: when, who to whom, about what. Nothing of a head is trusted.

Text outside ASCII is decoded (RFC 2047) and freed of line ends; an address counts only where `fields.email` takes it,
so that a name that poses as a head or a script is no address. The words of the body are never looked at.
"""

import hashlib
import re
from collections.abc import Iterable
from datetime import timedelta
from email.errors import MessageError
from email.header import decode_header
from email.utils import parsedate_to_datetime
from typing import NamedTuple

from kmu_crm.fields import email
from kmu_crm.sources.reading.cleaning import clean

MOST_ADDRESSES = 50
_LONGEST_SUBJECT, _LONGEST_ENCODED, _LONGEST_FIELD = 300, 2_000, 20_000
_MORE_THAN_A_DAY = timedelta(hours=14)
_DELETED = 0x8  # Thunderbird keeps deleted messages in the file until it is compacted
_THROWN_AWAY = re.compile(r"\b(spam|trash|papierkorb|drafts|entwürfe|bin)\b", re.I)  # X-Gmail-Labels of Google's export
_SAID = re.compile(r'"(?:[^"\\]|\\.)*\\?(?:"|$)|\([^()]*\)')  # names in quotation marks, also unclosed ones; comments
_WRAPPED = re.compile(r"[^<>]*<\s*([^<>\s]+)\s*>\s*")
_WANTED = re.compile(
    r"^(Date|From|Sender|To|Cc|Bcc|Subject|Message-ID|X-Mozilla-Status|X-Gmail-Labels|X-Failed-Recipients)[ \t]*:[ \t]*(.*)$",
    re.I | re.M,
)
_SERVER = re.compile(r"mailer-?daemon@")
Fields = dict[str, list[str]]


class Message(NamedTuple):
    """`at`: ISO with the zone as written; `sender` may be empty; `to`: each once, without the sender."""

    at: str
    sender: str
    to: tuple[str, ...]
    subject: str
    mark: str  # the same for the same message in any mailbox
    crowded: bool  # more people than are taken
    returned: tuple[str, ...] | None = (
        None  # of a mail server's message: the addresses to which a mail could not be brought
    )


def fields_of(head: bytes) -> Fields:
    """The fields that are looked at, by their names in small letters; folded lines are one."""
    found: Fields = {}
    for name, value in _WANTED.findall(re.sub(r"\r?\n[ \t]+", " ", _text(head))):
        found.setdefault(name.lower(), []).append(value[:_LONGEST_FIELD].strip())
    return found


def read(fields: Fields) -> Message | None:
    """None where it has no day, or nobody takes part."""
    at = _moment(_first(fields, "date"))
    sender = next(iter(_addresses(_all(fields, "from") or _all(fields, "sender"))), "")
    to = tuple(one for one in _addresses(_all(fields, "to", "cc", "bcc")) if one != sender)
    if not at or not (sender or to):
        return None
    subject = decoded(_first(fields, "subject"))[:_LONGEST_SUBJECT]
    mark = _mark(_first(fields, "message-id"), at, sender, subject)
    failed = tuple(_addresses(_all(fields, "x-failed-recipients")))[:MOST_ADDRESSES]
    returned = failed if failed or _SERVER.match(sender) else None
    return Message(at, sender, to[:MOST_ADDRESSES], subject, mark, len(to) > MOST_ADDRESSES, returned)


def is_thrown_away(fields: Fields) -> bool:
    """Deleted, junk or never sent, as Thunderbird and Google mark it."""
    status = re.fullmatch(r"[0-9a-fA-F]{4}", _first(fields, "x-mozilla-status").strip())
    if status and int(status[0], 16) & _DELETED:
        return True
    return bool(_THROWN_AWAY.search(decoded(_first(fields, "x-gmail-labels"))))


def decoded(value: str) -> str:
    """One line of text, whatever was encoded into it."""
    try:
        parts = decode_header(" ".join(value[:_LONGEST_ENCODED].split()))
    except (MessageError, ValueError):
        parts = [(value[:_LONGEST_ENCODED], None)]
    text = "".join(part if isinstance(part, str) else _of_bytes(part, charset) for part, charset in parts)
    return " ".join(clean(re.sub(r"[\x00-\x1f\x7f\x85\u2028\u2029]", " ", text)).split())


def _of_bytes(part: bytes, charset: str | None) -> str:
    try:
        return part.decode(charset or "ascii", "replace")
    except (LookupError, UnicodeError):
        return part.decode("latin-1")


def _text(head: bytes) -> str:
    try:
        return head.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    except UnicodeDecodeError:
        return head.decode("cp1252", "replace")


def _all(fields: Fields, *names: str) -> list[str]:
    return [value for name in names for value in fields.get(name, ())]


def _first(fields: Fields, name: str) -> str:
    return fields.get(name, [""])[0]


def _addresses(values: Iterable[str]) -> list[str]:
    """The good ones, each once, in their order.

    Not `email.utils.getaddresses`: what it makes of hostile names differs between the versions of Python.
    """
    lines = (_SAID.sub("", value) for value in values)
    found = (_address(part) for line in lines for part in re.split(r"[,;]", line))
    return list(dict.fromkeys(address for address in found if address))


def _address(part: str) -> str | None:
    if wrapped := _WRAPPED.fullmatch(part):
        return email.clean(wrapped[1])
    bare = part.strip(" \t")
    return None if re.search(r"[<>:\s]", bare) else email.clean(bare)


def _moment(value: str) -> str:
    try:
        found = parsedate_to_datetime(" ".join(value.split()))
        zone = found.utcoffset()
        if zone is not None and (abs(zone) > _MORE_THAN_A_DAY or zone.seconds % 60):
            found = found.replace(tzinfo=None)
        return found.isoformat(timespec="seconds")
    except (ValueError, TypeError, OverflowError, IndexError):
        return ""


def _mark(message_id: str, *otherwise: str) -> str:
    """Of the Message-ID, else of what the head says."""
    said = re.sub(r"\s+", "", message_id) or "\n".join(otherwise)
    return hashlib.blake2b(said.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()

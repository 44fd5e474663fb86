"""Whether somebody said no at an address while it was taken for a customer's, or may have answered what went there then."""

from collections.abc import Iterable, Sequence
from sqlite3 import Connection

from kmu_crm.consent import addresses, suppression
from kmu_crm.consent.words import Channel

# Of an objection the mailbox alone counts: it is made by mail and holds for every way.
_NOES = """
    SELECT noted_at FROM consent_event WHERE mailbox = :box AND channel = :channel AND state IN ('withdrawn', 'bounced')
    UNION ALL SELECT noted_at FROM objection WHERE mailbox = :box"""
_LISTS = "SELECT EXISTS (SELECT 1 FROM campaign WHERE at >= ? AND at <= ?)"

Span = tuple[str, str]  # UTC, as noted; the seconds at both ends belong to it


def span(began: str, ended: str) -> Span:
    """Also where the clock was set back between the two."""
    return min(began, ended), max(began, ended)


def heard(db: Connection, channel: Channel, wanted: Iterable[str], spans: Sequence[Span]) -> set[str]:
    """Those of the addresses (normal forms) at which a no was noted within one of the spans; later, too, where lists were
    written within it: whoever was on one may answer when they like."""
    ends = [(began, ended, _lists_left(db, began, ended)) for began, ended in spans]
    return {
        address
        for address in wanted
        for at in _noes(db, channel, address)
        if any(began <= at and (open_end or at <= ended) for began, ended, open_end in ends)
    }


def _noes(db: Connection, channel: Channel, address: str) -> list[str]:
    """When each of them was noted."""
    asked = {"box": addresses.mailbox(address), "channel": channel}
    return [at for (at,) in db.execute(_NOES, asked)] + suppression.moments(db, address)


def _lists_left(db: Connection, began: str, ended: str) -> bool:
    return bool(db.execute(_LISTS, (began, ended)).fetchone()[0])

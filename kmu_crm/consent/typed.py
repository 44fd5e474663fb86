"""What a person types: a number without its country, a door as it stands on an envelope. It means whoever has it here."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from sqlite3 import Connection

from kmu_crm import settings
from kmu_crm.consent import addresses, ledger, suppression, waiting
from kmu_crm.consent.ledger import NoAddress
from kmu_crm.consent.statements import Statement
from kmu_crm.consent.words import EVERYTHING, PERMISSIONS, Channel
from kmu_crm.fields import phone
from kmu_crm.store.transaction import transaction


@dataclass(frozen=True)
class Typed:
    """`addresses`: the normal forms it was written down for; `known`: somebody in this file has or had one of them.

    `entries`: their numbers in the ledger, none for the block list; `new`: it was not so before.
    """

    addresses: tuple[str, ...]
    known: bool
    entries: tuple[int, ...] = ()
    new: bool = True

    def shown(self, written: str) -> str:
        """For people: a number with the country it was read for, all else as it was written."""
        first = self.addresses[0]
        return phone.show(first) if first.startswith("+") else " ".join(written.split())


def note(db: Connection, said: Statement, author: str) -> Typed:
    """As `ledger.note`; a no is noted for everybody who may be meant, a yes for one address only.

    Raises NoAddress, NoMoment, UnknownWord, NoEvidence.
    """
    with transaction(db):
        meant, known = _meant(db, said.channel, said.address)
        wanted = meant[:1] if said.state in PERMISSIONS else meant
        entries = tuple(ledger.note(db, replace(said, address=one), author) for one in wanted)
    return Typed(wanted, known, entries)


def suppress(db: Connection, written: str, reason: str, author: str, scope: str = EVERYTHING) -> Typed:
    """As `suppression.suppress`, for everybody who may be meant. Raises NoAddress, UnknownWord."""
    channel = addresses.channel_of(written)
    if channel is None:
        raise NoAddress(address=written)
    with transaction(db):
        meant, known = _meant(db, channel, written)
        new = [suppression.suppress(db, one, reason, author, scope) for one in meant]
    return Typed(meant, known, new=any(new))


def _meant(db: Connection, channel: Channel, written: str) -> tuple[tuple[str, ...], bool]:
    """Those of the readings that this file has. Where it has none a number counts in every country, for it may come with a
    later import, a door as its likeliest reading.
    """
    home = str(settings.read(db, "business.country"))
    found: Sequence[str] = addresses.readings(channel, written, home, abroad=True)
    if not found:
        raise NoAddress(address=written)
    held = waiting.held(db, channel, found)
    unknown = tuple(found) if channel == "phone" else (found[0],)
    return tuple(one for one in found if one in held) or unknown, bool(held)

"""The block list. It holds only keyed hashes: it tells nobody anything, and outlives imports, undo and erasure."""

import hmac
import secrets
from collections.abc import Sequence
from itertools import product
from sqlite3 import Connection

from kmu_crm.consent import addresses, waiting
from kmu_crm.consent.ledger import NoAddress
from kmu_crm.consent.words import EVERYTHING, Purpose, one_of
from kmu_crm.decisions.journal import now
from kmu_crm.store.transaction import transaction

_SCOPES = ("advertising", EVERYTHING)  # an objection to advertising, or nothing at all any more
_BLOCKED = "SELECT at, reason FROM suppression WHERE check_value = ?"
_KEY = (
    "consent.check_key"  # a secret of this customer file, in the table `setting`; with it lost, nothing leaves any more
)


def suppress(db: Connection, address: str, reason: str, author: str, scope: str = EVERYTHING) -> bool:
    """Nothing leaves to this address any more, or no advertising; False where that was so before.

    The channel is read off the address; its mailbox is what is kept, so that no other spelling of it gets through.
    Raises NoAddress, UnknownWord.
    """
    with transaction(db):
        wanted = _normal(address)
        new = _put(db, wanted, reason, author, scope)
        waiting.touch(db, wanted)
    return new


def _put(db: Connection, address: str, reason: str, author: str, scope: str) -> bool:
    one_of(scope, _SCOPES)
    key = _key(db) or _make_key(db)
    row = (_check_value(key, scope, addresses.mailbox(address)), now(), author, reason)
    return db.execute("INSERT OR IGNORE INTO suppression VALUES (?, ?, ?, ?)", row).rowcount == 1


def suppressed(db: Connection, wanted: Sequence[str], purpose: Purpose) -> dict[str, tuple[str, str]]:
    """(since, reason) of those addresses (normal forms) that are blocked for `purpose`."""
    key = _key(db)
    if key is None:
        lost = db.execute("SELECT at, reason FROM suppression ORDER BY at DESC LIMIT 1").fetchone()
        return dict.fromkeys(wanted, lost) if lost else {}  # nobody can tell any more who is on it: nothing leaves
    scopes = [EVERYTHING] if purpose == "notice" else list(_SCOPES)
    found: dict[str, tuple[str, str]] = {}
    for address in wanted:
        spellings = {address, addresses.mailbox(address)}  # older files hold addresses as they were spelled
        for scope, spelling in product(scopes, spellings):
            row = db.execute(_BLOCKED, (_check_value(key, scope, spelling),)).fetchone()
            if row is not None:
                found[address] = max(found.get(address, row), row)
    return found


def moments(db: Connection, address: str) -> list[str]:
    """When this address (normal form) was put on the list, for anything; every moment there is, where nobody can tell."""
    key = _key(db)
    if key is None:
        return [at for (at,) in db.execute("SELECT at FROM suppression")]
    asked = product(_SCOPES, {address, addresses.mailbox(address)})
    rows = (db.execute(_BLOCKED, (_check_value(key, *one),)).fetchone() for one in asked)
    return [row[0] for row in rows if row is not None]


def _normal(written: str) -> str:
    channel = addresses.channel_of(written)
    found = addresses.normal(channel, written) if channel else None
    if found is None:
        raise NoAddress(address=written)
    return found


def _check_value(key: bytes, scope: str, address: str) -> bytes:
    return hmac.digest(key, f"{scope}\n{address}".encode("utf-8", "surrogatepass"), "sha256")


def _key(db: Connection) -> bytes | None:
    row = db.execute("SELECT value FROM setting WHERE key = ?", (_KEY,)).fetchone()
    return bytes.fromhex(row[0]) if row else None


def _make_key(db: Connection) -> bytes:
    key = secrets.token_bytes(32)
    db.execute("INSERT INTO setting VALUES (?, ?)", (_KEY, key.hex()))
    return key

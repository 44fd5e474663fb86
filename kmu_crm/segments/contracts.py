"""Lets rules ask when the contracts of customers end: `contract_end within 90 days`."""

from datetime import date
from sqlite3 import Connection

from kmu_crm.profiles import contracts
from kmu_crm.segments import later


def offer() -> None:
    """Said once, before anybody writes a rule."""
    later.answers("contract_end", lambda db: {number: ends for number, (ends, _until) in _known(db).items()})
    later.answers("notice_until", lambda db: {number: until for number, (_ends, until) in _known(db).items() if until})


def _known(db: Connection) -> dict[int, tuple[str, str]]:
    return contracts.of_customers(db, contracts.scored_at(db, date.today().isoformat()))

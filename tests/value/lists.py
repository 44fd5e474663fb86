"""What lists of documents come to, once they are imported."""

from kmu_crm.desk.derive import derive
from tests.sources.intake_desk import Desk


def revenue(desk: Desk) -> int:
    """In cents, of all customers at the end of 2025."""
    derive(desk.db, as_of="2025-12-31")
    return int(desk.db.execute("SELECT sum(revenue_net) FROM figure").fetchone()[0])

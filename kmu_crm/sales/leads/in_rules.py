"""Lets rules ask how far a lead has come: `lead_stage is nurture`."""

from sqlite3 import Connection

from kmu_crm.segments import later


def _stages(db: Connection) -> dict[int, str]:
    from kmu_crm.sales.leads.stages import stages

    return stages(db)


def offer() -> None:
    """Said once, before anybody writes a rule."""
    later.answers("lead_stage", _stages)

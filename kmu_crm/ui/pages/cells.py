"""What the cells of a customer say, the same on every page."""

from kmu_crm.fields import show
from kmu_crm.profiles.queries import ProfileLine


def contribution(line: ProfileLine) -> str:
    """Contribution margin I; unknown where the costs are."""
    return "–" if line.db1 is None else show.amount(line.db1)


def revenue(line: ProfileLine) -> str:
    """Of twelve months; unknown is no nought."""
    return "–" if line.revenue_12m is None else show.amount(line.revenue_12m)

"""How long the pairs to review take."""

from kmu_crm.i18n import ngettext

SECONDS_A_PAIR = 10


def minutes(pairs: int) -> str:
    n = whole_minutes(pairs)
    return ngettext("about {n} minute", "about {n} minutes", n).format(n=n)


def whole_minutes(pairs: int, seconds_each: float = SECONDS_A_PAIR) -> int:
    """At least one."""
    return max(1, round(pairs * seconds_each / 60))

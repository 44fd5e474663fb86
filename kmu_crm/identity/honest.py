"""How likely two customers are one, by what is known of all their records: what the queue tells people.

Fitted as the `curves` are, and to the same end: of the pairs that are said to be one at 80 %, about 80 % are.
"""

TWICE = 0.83  # plainly one, but for what else is known of the two customers
OPPOSED = 0.3  # and others of their records say that they are two, such as two birthdays
SAYS_TWO = 0.06  # no pair of records that says so is told at more
# The odds rise with this power of the share of pairs of records between the two that would be asked about, each by itself:
# whoever has one name with a customer of three records, two of which live elsewhere, is a namesake.
SUPPORT = 1.7


def between(alone: float, agreeing: int, pairs: int) -> float:
    """Of two customers of whose `pairs` of records so many agree, the best of them at `alone`."""
    odds: float = alone / max(1 - alone, 1e-6) * min(agreeing / pairs, 1.0) ** SUPPORT
    return odds / (1 + odds)

"""What each grade of agreement is worth, as probabilities: how often two records show it when they are one, when they
are not one but have something else in common, and by mere chance.

After Fellegi and Sunter, "A Theory for Record Linkage", JASA 64 (1969), with a third explanation beside match and
chance: relatives who share name, address and phone; sister firms under one roof; the owner as a private buyer.
Without it, what a household shares would count twice and three times. The figures are reasoned, not fitted to a file;
only `rare` grades depend on the store, through the frequency of the value itself.
"""

from dataclasses import dataclass

from kmu_crm.identity.levels import Level as L


@dataclass(frozen=True)
class Odds:
    """`chance` is the share among unrelated records; where `rare`, it is multiplied by the value's frequency."""

    same: float
    other: float
    chance: float = 1.0
    rare: bool = False


Weighting = dict[str, dict[L, Odds]]


@dataclass(frozen=True)
class Kind:
    """How many records a record is one with, and how many it has the other thing in common with, on average."""

    fields: Weighting
    same: float
    other: float


PERSON = Kind(
    {
        "given": {
            L.SAME: Odds(0.80, 0.03, 1, True),
            L.VARIANT: Odds(0.1, 0.003, 0.003),
            L.PART: Odds(0.04, 0.003, 0.004),
            L.INITIAL: Odds(0.95, 0.12, 0.07),
            L.SWAPPED: Odds(0.04, 0.002, 1, True),
            L.TYPO: Odds(0.06, 0.004, 0.002),
            L.NEAR: Odds(0.02, 0.03, 0.02),
            L.CLOSE: Odds(0.004, 0.01, 0.005),
            L.DIFFERENT: Odds(0.004, 0.94, 0.92),
            L.NUMBERED: Odds(0.004, 0.94, 0.92),
        },
        "family": {
            L.SAME: Odds(0.88, 0.88, 1, True),
            L.PART: Odds(0.03, 0.04, 2, True),
            L.SWAPPED: Odds(0.9, 0.9, 1, True),
            L.TYPO: Odds(0.06, 0.06, 0.002),
            L.CLOSE: Odds(0.01, 0.01, 0.003),
            L.INITIAL: Odds(0.9, 0.9, 0.07),
            L.DIFFERENT: Odds(0.02, 0.06, 0.95),
            L.NUMBERED: Odds(0.02, 0.06, 0.95),
        },
        "gender": {L.SAME: Odds(0.985, 0.45, 0.5), L.CONTRARY: Odds(0.015, 0.55, 0.5)},
        "generation": {
            L.SAME: Odds(0.5, 0.05, 0.5),
            L.PART: Odds(0.015, 0.5, 0.015),
            L.CONTRARY: Odds(0.002, 0.7, 0.5),
        },
        "birth": {
            L.SAME: Odds(0.94, 0.003, 1, True),
            L.TYPO: Odds(0.05, 0.003, 0.002),
            L.CONTRARY: Odds(0.008, 0.99, 0.998),
        },
        "mail": {
            L.SAME: Odds(0.55, 0.02, 0.005, True),
            L.SHARED: Odds(0.25, 0.25, 0.1, True),
            L.CROWDED: Odds(0.05, 0.2, 1, True),
            L.TYPO: Odds(0.04, 0.005, 5, True),
            L.NEAR: Odds(0.12, 0.03, 0.01),
            L.DIFFERENT: Odds(0.3, 0.7),
        },
        "phone": {
            L.SAME: Odds(0.55, 0.10, 0.03, True),
            L.SHARED: Odds(0.35, 0.45, 0.2, True),
            L.CROWDED: Odds(0.05, 0.2, 1, True),
            L.VARIANT: Odds(0.05, 0.05, 10, True),
            L.TYPO: Odds(0.03, 0.02, 40, True),
            L.DIFFERENT: Odds(0.2, 0.4),
        },
        "place": {
            L.SAME: Odds(0.75, 0.85, 0.3, True),
            L.TYPO: Odds(0.08, 0.08, 20, True),
            L.VARIANT: Odds(0.03, 0.02, 3, True),
            L.NEAR: Odds(0.03, 0.02, 0.02),
            L.DIFFERENT: Odds(0.11, 0.05),
        },
        "iban": {L.SAME: Odds(0.9, 0.3, 1, True), L.DIFFERENT: Odds(0.1, 0.7)},
        "civil": {
            L.SAME: Odds(0.9, 0.0003, 0.001, True),
            L.TYPO: Odds(0.06, 0.001, 1, True),
            L.DIFFERENT: Odds(0.04, 0.99),
        },
        "number": {
            L.SAME: Odds(0.9, 0.05, 0.1, True),
            L.VARIANT: Odds(0.9, 0.05, 0.1, True),
            L.SHARED: Odds(0.3, 0.3, 0.1, True),
            L.NEAR: Odds(0.5, 0.45, 0.45),
            L.DIFFERENT: Odds(0.5, 1),
            L.CONTRARY: Odds(0.03, 1),
        },
    },
    same=2.0,
    other=0.7,
)

FIRM = Kind(
    {
        "company": {
            L.SAME: Odds(0.72, 0.006, 1, True),
            L.TYPO: Odds(0.12, 0.004, 10, True),
            L.VARIANT: Odds(0.3, 0.02, 0.05, True),
            L.PART: Odds(0.06, 0.3, 0.002),
            L.NEAR: Odds(0.01, 0.2, 0.01),
            L.CLOSE: Odds(0.005, 0.01, 0.002),
            L.SISTER: Odds(0.002, 0.6, 0.002),
            L.DIFFERENT: Odds(0.01, 0.15, 0.98),
            L.NUMBERED: Odds(0.01, 0.15, 0.98),
        },
        "form": {
            L.SAME: Odds(0.85, 0.4, 0.4),
            L.PART: Odds(0.08, 0.2, 0.2),
            L.DIFFERENT: Odds(0.08, 0.6, 0.6),
        },
        "vat": {L.SAME: Odds(0.96, 0.002, 0.005, True), L.TYPO: Odds(0.03, 0.002, 50, True), L.CONTRARY: Odds(0.01, 1)},
        "mail": {
            L.SAME: Odds(0.5, 0.02, 0.02, True),
            L.SHARED: Odds(0.2, 0.2, 1, True),
            L.CROWDED: Odds(0.05, 0.2, 1, True),
            L.TYPO: Odds(0.04, 0.01, 20, True),
            L.NEAR: Odds(0.4, 0.03, 0.02, True),
            L.DIFFERENT: Odds(0.1, 0.8),
            L.CONTRARY: Odds(0.03, 0.8),  # two hosts of their own
        },
        "phone": {
            L.SAME: Odds(0.5, 0.2, 0.05, True),
            L.SHARED: Odds(0.3, 0.5, 1, True),
            L.CROWDED: Odds(0.05, 0.2, 1, True),
            L.VARIANT: Odds(0.2, 0.1, 3, True),
            L.TYPO: Odds(0.03, 0.02, 40, True),
            L.DIFFERENT: Odds(0.25, 0.5),
        },
        "place": {
            L.SAME: Odds(0.7, 0.6, 0.5, True),
            L.TYPO: Odds(0.08, 0.06, 20, True),
            L.VARIANT: Odds(0.03, 0.02, 3, True),
            L.NEAR: Odds(0.04, 0.1, 0.02),
            L.DIFFERENT: Odds(0.15, 0.22),
        },
        "contact": {L.SAME: Odds(0.25, 0.15, 1, True), L.DIFFERENT: Odds(0.7, 0.8)},
        "iban": {L.SAME: Odds(0.9, 0.1, 1, True), L.DIFFERENT: Odds(0.1, 0.9)},
        "number": {
            L.SAME: Odds(0.9, 0.05, 0.1, True),
            L.VARIANT: Odds(0.9, 0.05, 0.1, True),
            L.SHARED: Odds(0.3, 0.3, 0.1, True),
            L.NEAR: Odds(0.5, 0.45, 0.45),
            L.DIFFERENT: Odds(0.9, 1),
            L.CONTRARY: Odds(0.2, 1),
        },
    },
    same=8.0,
    other=0.5,
)

# A firm's row and a row that names no firm and has no mail at a firm's own host.
MIXED = Kind(
    {
        "mail": {
            L.SAME: Odds(0.8, 0.02, 0.02, True),
            L.SHARED: Odds(0.3, 0.3, 1, True),
            L.CROWDED: Odds(0.05, 0.2, 1, True),
            L.DIFFERENT: Odds(0.1, 0.9),
        },
        "phone": {
            L.SAME: Odds(0.3, 0.4, 0.05, True),
            L.SHARED: Odds(0.3, 0.4, 1, True),
            L.CROWDED: Odds(0.05, 0.2, 1, True),
            L.DIFFERENT: Odds(0.3, 0.5),
        },
        "place": {
            L.SAME: Odds(0.5, 0.2, 0.5, True),
            L.NEAR: Odds(0.1, 0.3, 0.02),
            L.DIFFERENT: Odds(0.3, 0.5),
        },
        "contact": {L.SAME: Odds(0.6, 0.9, 1, True), L.DIFFERENT: Odds(0.4, 0.1)},
        "desk": {L.SAME: Odds(0.9, 0.1, 0.1)},  # the mail's local part names the firm or a desk of it
        "number": {L.SAME: Odds(0.6, 0.1, 0.1, True), L.SHARED: Odds(0.3, 0.1, 0.1, True)},
        "birth": {L.DIFFERENT: Odds(0.02, 0.5, 0.5)},  # a birth date beside a firm: a private row
    },
    same=0.2,
    other=0.3,
)

"""Stripe's payments: only what came in is one; what went back, or was lost in a dispute, is told in the payment's own row, and where
it went back whole perhaps by the status alone; who paid may be told in what the business notes of a customer."""

import re
from typing import Any

from kmu_crm.fields import company, money, name, text

Values = dict[str, list[Any]]
_UNFINISHED = re.compile(r"fail|block|cancel|requires|incomplete|expired|uncaptured|pending|processing")
_CAME_IN = re.compile(r"paid|succeeded|refunded|partial(ly)? refund(ed)?|disputed?( \w+)?|")


class Payments:
    """Works out what went back in the currency of the payment: a file may tell it only in that of the account."""

    def __init__(self, head: list[str]):
        del head  # Stripe writes no machine line

    def derive(self, values: Values, size: int) -> Values:
        def column(name: str) -> list[Any]:
            return values.get(name) or [None] * size

        def cents(name: str) -> list[int | None]:
            return money.in_cents(cell or "" for cell in column(name))

        converted, converted_back = cents("hook_converted"), cents("hook_converted_back")
        states = [(word or "").strip().casefold().replace("_", " ") for word in column("status")]
        rows = zip(column("gross"), column("refunded"), converted, converted_back, states, strict=True)
        back = [_back(*row) for row in rows]
        disputes = zip(back, column("hook_dispute"), cents("hook_disputed"), column("gross"), strict=True)
        described = zip(column("hook_described"), column("hook_card"), column("email"), strict=True)
        names = [said if said and _is_name(said, card or "", mail or "") else None for said, card, mail in described]
        return values | {
            ":skip": ["not_completed" if _UNFINISHED.search(state) else None for state in states],
            "status": [  # what is left is told as a word that nobody knows
                None if _CAME_IN.fullmatch(state) else word
                for state, word in zip(states, column("status"), strict=True)
            ],
            "refunded": [_lost(*row) for row in disputes],
            "full_name": names,
        }


def _is_name(said: str, card: str, mail: str) -> bool:
    """What the business notes of a customer there may be anything: it is the name where the card bears it, too, or each of its
    words stands in the mail address, the given one perhaps as a letter."""
    if text.fold(card) == text.fold(said):
        return True
    address = text.fold(mail).replace(" ", "")
    first, *others = company.core(said).split() or [""]
    if not all(word in address for word in others):
        return False
    if company.legal_form(said):
        return first in address
    return bool(others) and name.is_given(said) and (first in address or address.startswith(first[0]))


def _back(
    gross: int | None, back: int | None, converted: int | None, converted_back: int | None, status: str
) -> int | None:
    if back or not gross:
        return back
    if converted and converted_back:
        return round(gross * converted_back / converted)
    return gross if status == "refunded" else None


def _lost(back: int | None, dispute: str | None, disputed: int | None, gross: int | None) -> int | None:
    """A dispute that was lost gave the money back as a refund does."""
    if (dispute or "").strip().casefold() != "lost" or not gross:
        return back
    return min((back or 0) + (disputed or gross), gross)

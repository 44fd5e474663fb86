"""Stripe's payments: what went back is told in the payment's own row, and where it went back whole perhaps by the status alone;
who paid may be told in what the business notes of a customer."""

from collections.abc import Sequence
from typing import Any

from kmu_crm.fields import company, money, name, text

Values = dict[str, list[Any]]


class Payments:
    """Works out what went back in the currency of the payment: a file may tell it only in that of the account."""

    def __init__(self, head: list[str]):
        del head  # Stripe writes no machine line

    def derive(self, values: Values, size: int) -> Values:
        def column(name: str) -> list[Any]:
            return values.get(name) or [None] * size

        converted, converted_back = _cents(column("hook_converted")), _cents(column("hook_converted_back"))
        rows = zip(column("gross"), column("refunded"), converted, converted_back, column("hook_status"), strict=True)
        described = zip(column("hook_described"), column("hook_card"), column("email"), strict=True)
        names = [said if said and _is_name(said, card or "", mail or "") else None for said, card, mail in described]
        return values | {"refunded": [_back(*row) for row in rows], "full_name": names}


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
    gross: int | None, back: int | None, converted: int | None, converted_back: int | None, status: str | None
) -> int | None:
    if back or not gross:
        return back
    if converted and converted_back:
        return round(gross * converted_back / converted)
    return gross if (status or "").strip().casefold() == "refunded" else None


def _cents(cells: Sequence[str | None]) -> list[int | None]:
    mark = money.decimal_mark({cell for cell in cells if cell})[0]
    read = [money.read(cell, mark).value if cell else None for cell in cells]
    return [None if value is None else money.cents(value) for value in read]

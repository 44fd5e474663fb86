"""Magento's addresses: a customer has a row for each, and one of them is marked as that of the bills."""

from typing import Any

Values = dict[str, list[Any]]
_ADDRESS = ("street", "address_extra", "postcode", "city", "country")


class Addresses:
    """Every row of a customer tells the address of the bills first, and its own as a further one."""

    def __init__(self, head: list[str]):
        del head  # Magento writes no machine line
        self._of_bills: dict[str, tuple[Any, ...]] = {}  # by mail address

    def derive(self, values: Values, size: int) -> Values:
        fields = [field for field in _ADDRESS if field in values]
        own = list(zip(*(values[field] for field in fields), strict=True))
        mails, marks = values.get("email") or [None] * size, values.get("hook_billing") or [None] * size
        self._of_bills |= {mail: own[i] for i, mail in enumerate(mails) if mail and (marks[i] or "").strip() == "1"}
        first = [self._of_bills.get(mail or "", own[i]) for i, mail in enumerate(mails)]
        further = [(None,) * len(fields) if one == other else one for one, other in zip(own, first, strict=True)]
        for place, field in enumerate(fields):
            values |= {field: [one[place] for one in first], f"{field}2": [one[place] for one in further]}
        return values

"""Amounts of a list that tells no tax, with the tax that a person named for it."""

from typing import Any

from kmu_crm.fields.money import without_tax

Values = dict[str, Any]


def documents(values: Values, tax: int | None) -> Values:
    """`tax`: per mille of the net amount; None changes nothing."""
    if tax is None or "net" in values or "gross" not in values:
        return values
    return values | {"net": [None if gross is None else without_tax(gross, tax) for gross in values["gross"]]}


def lines(values: Values, tax: int | None, rows: int) -> Values:
    """Items with a price and no rate of their own get the rate, in hundredths of a percent."""
    if tax is None or "line_tax_rate" in values or not values.keys() & {"line_gross", "line_unit"}:
        return values
    return values | {"line_tax_rate": [10 * tax] * rows}

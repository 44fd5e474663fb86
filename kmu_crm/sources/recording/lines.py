"""The lines of documents, column by column: there are more of them than of anything else."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from kmu_crm.fields import vat_rates
from kmu_crm.sources.mapping.blocks import Block
from kmu_crm.sources.mapping.sheets import Sheet, folded
from kmu_crm.sources.recording import taxed
from kmu_crm.sources.recording.parts import Sending
from kmu_crm.sources.recording.shapes import Cell

Line = tuple[Cell, ...]  # LINE_COLUMNS without fact_id


class Lines:
    """Numbers the lines of a document, also over the end of a batch, and works out what a line comes to."""

    def __init__(self, sheet: Sheet):
        self._sheet = sheet
        self._position = 0
        self.tax: int | None = None  # by choice, of items that tell none
        self.filled = False  # whether one had need of it
        self.sending: Sequence[Sending] = ()  # of each row, where items tell it and not their document

    def of(
        self, values: Mapping[str, Sequence[Any]], block: Block, starts: Sequence[int], keep: Sequence[bool]
    ) -> list[Line | None]:
        """The line of each row; None where the row is left out or says nothing about a line."""
        size = len(block.rows)
        article, name, quantity, unit, net, gross, rate = (
            values.get("line_" + field) or [None] * size
            for field in ("article", "name", "quantity", "unit", "net", "gross", "tax_rate")
        )
        if "line_tax_rate" not in values:
            rate = values.get("tax_rate") or rate
        if "line_unit" in values:
            net, gross = self._worked_out(quantity, unit, net, gross)
        if "line_unit_gross" in values:
            work = _work(quantity, values["line_unit_gross"])
            gross = [w if g is None else g for w, g in zip(work, gross, strict=True)]
        whole, gross = gross, _less(gross, values.get("line_discount"))
        if "line_tax" in values:
            net, gross = _taxed(net, gross, _lessened(values["line_tax"], whole, gross))
        self.sending = list(_sending(values, net, gross)) if "line_shipping" in values else ()
        if self.tax is not None:
            told, rate = rate, taxed.rates(net, gross, rate, self.tax)
            self.filled |= told != rate
        rows = zip(
            self._positions(starts, size), block.numbers, block.lines, article, name, self._kinds(values, size), quantity, unit,
            net, gross, rate, strict=True,
        )  # fmt: skip
        if all(keep) and None not in article:
            return list(rows)
        said = zip(keep, article, name, quantity, net, gross, strict=True)
        return [
            row if kept and not (a is None and b is None and c is None and d is None and e is None) else None
            for row, (kept, a, b, c, d, e) in zip(rows, said, strict=True)
        ]

    def _positions(self, starts: Sequence[int], size: int) -> list[int]:
        first = starts[0] if starts else size
        found = list(range(self._position + 1, self._position + 1 + first))
        for begin, end in pairwise([*starts, size]):
            found += range(1, end - begin + 1)
        self._position = found[-1] if found else self._position
        return found

    def _kinds(self, values: Mapping[str, Sequence[Any]], size: int) -> Sequence[str]:
        if "line_kind" not in values:
            return ["product"] * size
        words = self._sheet.line_kinds
        return [words.get(folded(said), "product") if said else "product" for said in values["line_kind"]]

    def _worked_out(
        self, quantity: Sequence[Any], unit: Sequence[Any], net: Sequence[Any], gross: Sequence[Any]
    ) -> tuple[Sequence[Any], Sequence[Any]]:
        """Quantity times unit price where the file gives no sum; the sheet says which of the two prices it is."""
        work = _work(quantity, unit)
        if self._sheet.prices == "net":  # a sum that is just that is net, too
            rows = list(zip(work, net, gross, strict=True))
            nets = [w if n is None and (g is None or g == w) else n for w, n, g in rows]
            return nets, [None if n is None and g == w else g for w, n, g in rows]
        return net, [w if n is None and g is None else g for w, n, g in zip(work, net, gross, strict=True)]


def _work(quantity: Sequence[Any], unit: Sequence[Any]) -> list[int | None]:
    """Quantity times unit price."""
    return [
        None if u is None else u if q is None or q == 1000 else round(u * q / 1000)
        for q, u in zip(quantity, unit, strict=True)
    ]


def _taxed(net: Sequence[Any], gross: Sequence[Any], tax: Sequence[Any]) -> tuple[Sequence[Any], Sequence[Any]]:
    """The amount that is missing, by the tax of each item; what is given back gives its tax back, whatever sign that has."""
    rows = [
        (n, g, None if t is None else -abs(t) if (g or n or 0) < 0 else abs(t))
        for n, g, t in zip(net, gross, tax, strict=True)
    ]
    nets = [g - t if n is None and g is not None and t is not None else n for n, g, t in rows]
    return nets, [n + t if g is None and n is not None and t is not None else g for n, g, t in rows]


def _sending(values: Mapping[str, Sequence[Any]], net: Sequence[Any], gross: Sequence[Any]) -> Iterator[Sending]:
    """What sending each item costs; where its tax is told, but not that of this one, it holds as much as the item does."""
    whole = values["line_shipping"]
    sent = _less(whole, values.get("line_shipping_discount"))
    if "line_shipping_tax" not in values:
        yield from ((cents, None) for cents in sent)
        return
    taxes = _lessened(values["line_shipping_tax"], whole, sent)
    for cents, tax, n, g in zip(sent, taxes, net, gross, strict=True):
        yield cents, tax or (round(cents * (g - n) / g) if cents and g and n is not None else None)


def _lessened(tax: Sequence[Any], whole: Sequence[Any], gross: Sequence[Any]) -> Sequence[Any]:
    """The tax of what is left, where that of the price before the discount is told: only of one of the two is it a rate."""
    if gross is whole:
        return tax
    return [
        0 if g == 0 else round(t * g / w) if t and w and g and w != g and _is_rate(w, t) and not _is_rate(g, t) else t
        for t, w, g in zip(tax, whole, gross, strict=True)
    ]


def _is_rate(gross: int, tax: int) -> bool:
    return vat_rates.explains(abs(gross), abs(gross) - abs(tax))


def _less(amounts: Sequence[Any], discounts: Sequence[Any] | None) -> Sequence[Any]:
    """Without the discounts, whatever sign they have."""
    if discounts is None:
        return amounts
    return [a if a is None or d is None else a - abs(d) for a, d in zip(amounts, discounts, strict=True)]

"""Headings of documents with one letter amiss, as “Sume” and “Rechungsbetrag”: believed where the cells agree. And the tax that
stands in the amounts under a heading of its own, as “enth. MwSt.”, where it is that of each."""

from collections.abc import Sequence
from functools import cache

from kmu_crm.fields import money
from kmu_crm.sources.mapping import amounts, contents, numbered
from kmu_crm.sources.mapping.headings import spelling, synonyms
from kmu_crm.sources.mapping.item_tax import fits

Column = tuple[str, str | None, float]  # header, field, confidence
Cells = Sequence[Sequence[str]]
TOLD = 0.8
SHORTEST = 4  # letters of a word of which one may be amiss
OF_NUMBERS = 7  # the same, where the cells say less: “Ordner” is no “Order”
_MOSTLY = 0.9
_NUMBERS, _DAYS, _AMOUNTS = ("invoice_number", "number"), ("day",), ("gross", "net")


def fit(columns: Sequence[Column], cells: Cells) -> list[Column]:
    """The number of the documents, then their day; beside both what they come to, and its tax."""
    found = list(columns)
    fields = {field for _, field, _ in found if field}
    for group in (_NUMBERS, _DAYS, _AMOUNTS):
        if not fields.isdisjoint(group) or (group is _DAYS and "at" in fields):
            continue
        if group is not _NUMBERS and fields.isdisjoint(_NUMBERS):
            return found
        if group is _AMOUNTS and (fields.isdisjoint(("day", "at")) or amounts.are_possible(found)):
            return found
        for place, (header, field, _) in enumerate(found):
            told = _nearly(header, group) if field is None else ""
            if told and _agree(told, cells[place]):
                found[place] = (header, told, TOLD)
                fields.add(told)
                break
    return found


def fit_gross(columns: Sequence[Column], cells: Cells) -> list[Column]:
    """Beside a net amount the one with tax: “Bruttosume”, where it is that in every row."""
    found = list(columns)
    places = {field: place for place, (_, field, _) in enumerate(found) if field}
    if "net" not in places or "gross" in places or places.keys().isdisjoint(_NUMBERS):
        return found
    net = money.in_cents(cells[places["net"]])
    for place, (header, field, _) in enumerate(found):
        if field is None and _nearly(header, ("gross",)):
            pairs = [
                (one, other) for one, other in zip(net, money.in_cents(cells[place]), strict=True) if one and other
            ]
            if pairs and all(fits(one, other - one, True) for one, other in pairs):
                found[place] = (header, "gross", TOLD)
                break
    return found


def fit_tax(columns: Sequence[Column], cells: Cells) -> list[Column]:
    found = fit_gross(columns, cells)
    places = {field: place for place, (_, field, _) in enumerate(found) if field}
    amount = next((field for field in _AMOUNTS if field in places), None)
    if amount is None or "tax" in places or places.keys().isdisjoint(_NUMBERS):
        return found
    whole = money.in_cents(cells[places[amount]])
    for place, (header, field, _) in enumerate(found):
        if field is not None or not (amounts.names_tax(header) or _nearly(header, ("tax",))):
            continue
        said = [(one, tax) for one, tax in zip(whole, money.in_cents(cells[place]), strict=True) if one and tax]
        if said and all(fits(one, tax, amount == "net") for one, tax in said):
            found[place] = (header, "tax", TOLD)
            break
    return found


def _agree(field: str, cells: Sequence[str]) -> bool:
    said = [cell.strip() for cell in cells if cell.strip()]
    if field in _NUMBERS:
        return numbered.are_filled(cells) and numbered.all_differ(cells)
    shape = contents.SHAPES["day" if field in _DAYS else "amount"]
    return bool(said) and sum(map(shape, said)) >= _MOSTLY * len(said)


def _nearly(heading: str, fields: Sequence[str]) -> str:
    word = spelling(heading)
    least = OF_NUMBERS if fields is _NUMBERS else SHORTEST
    found = (field for field in fields if any(_is_slip(word, one) for one in _known(field)))
    return next(found, "") if len(word) >= least else ""


@cache
def _known(field: str) -> frozenset[str]:
    return frozenset(spelling(name) for name, fields in synonyms().items() if field in fields)


def _is_slip(word: str, right: str) -> bool:
    """Whether one letter is left out, added, another, or has changed places with the next."""
    if min(len(word), len(right)) < SHORTEST or abs(len(word) - len(right)) > 1 or word[0] != right[0] or word == right:
        return False
    start = next((i for i, (one, two) in enumerate(zip(word, right, strict=False)) if one != two), len(word))
    here, there = word[start:], right[start:]
    swapped = here[1::-1] + here[2:] == there
    return swapped or here[1:] == there or here == there[1:] or here[1:] == there[1:]

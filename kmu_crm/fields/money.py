"""Amounts and other numbers of exports. The decimal mark is decided once for a column, from all its cells.

Notations: 1.234,56  1,234.56  1'234.50  1’234.50  1 234,56  12,50-  (12,50)  12,50 S  12.–  1.500,-  € 5  CHF-5.00  12,50 €/Std.
"""

import re
from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from kmu_crm.fields import currency as currencies
from kmu_crm.fields import text as plain
from kmu_crm.fields.cell import EMPTY, Reading, refused

COMMA, POINT = ",", "."
_MAJORITY = 2 / 3  # of the cells that decide the mark; below that a column of two notations stays undecided

_DEBIT = re.compile(r"(?<![A-Za-z])(S|Soll|H|Haben)$", re.I)  # as on bank statements: Soll takes, Haben gives
_NO_CENTS = re.compile(r"(?<=[0-9])([.,])\s?(?:-{1,2}|–|—)$")
_PER = re.compile(r"(?<=[.,][0-9]{2})( ?(?:€|[A-Z]{3}))? ?/ ?[^\W\d]{1,9}\.?$")  # 12,50 €/Std.: what one unit costs
_MINUS = str.maketrans("−‒–‐‑﹣-’ʼ`´", "-------''''")  # dashes that word processors make of a minus, too
_WHOLE = re.compile(r"[0-9]{1,13}|[0-9]{1,3}(?:([' ])[0-9]{3})(?:\1[0-9]{3}){0,3}")
_PLAIN = re.compile(r"[0-9]{1,9}([.,])[0-9]{2}", re.ASCII)  # nearly every cell of a file: not worth the long way
_DECIMAL = re.compile(r"([0-9]{0,13}|[0-9]{1,3}(?:([' ])[0-9]{3})(?:\2[0-9]{3}){0,3})([.,])([0-9]{1,8})")
_BOTH = re.compile(r"[0-9]{1,3}(?:([.,])[0-9]{3})(?:\1[0-9]{3}){0,3}([.,])([0-9]{1,8})")
_GROUPS = re.compile(r"[0-9]{1,3}(?:([.,])[0-9]{3})(?:\1[0-9]{3}){1,3}")
_DOUBTFUL = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")


class Number(NamedTuple):
    """A number taken apart. `digits` has no sign; `mark` is its decimal mark, or "" where it shows none."""

    negative: bool
    digits: str
    mark: str
    grouping: str
    doubtful: bool  # 1.500: thousands or three decimals

    @property
    def is_whole(self) -> bool:
        """Reads one way only, as `12.-` and `1'500.-` do."""
        return not (self.doubtful or self.grouping or COMMA in self.digits or POINT in self.digits)


def take_apart(text: str) -> Number | None:
    """None where the text is no number."""
    if found := _PLAIN.fullmatch(text):
        return Number(False, text, found[1], "", False)
    digits, negative = _without_sign(plain.clean(text).translate(_MINUS))
    if closed := _NO_CENTS.search(digits):
        return _without_cents(digits[: closed.start()], closed[1], negative)
    if _DOUBTFUL.fullmatch(digits):
        return Number(negative, digits, "", "", True)
    if found := _WHOLE.fullmatch(digits):
        return Number(negative, digits, "", found[1] or "", False)
    if found := _GROUPS.fullmatch(digits):
        return Number(negative, digits, POINT if found[1] == COMMA else COMMA, found[1], False)
    if found := _DECIMAL.fullmatch(digits):
        return Number(negative, digits, found[3], found[2] or "", False)
    if (found := _BOTH.fullmatch(digits)) and found[1] != found[2]:
        return Number(negative, digits, found[2], found[1], False)
    return None


def _without_cents(digits: str, mark: str, negative: bool) -> Number | None:
    """Of `1500,-` and `1.500,-`; in `1.500.-` the mark is the other one, of which it says nothing."""
    if _WHOLE.fullmatch(digits):
        return Number(negative, digits, mark, "", False)
    if not (_DOUBTFUL.fullmatch(digits) or _GROUPS.fullmatch(digits)):
        return None
    grouping = POINT if POINT in digits else COMMA
    return Number(negative, digits, COMMA if grouping == POINT else POINT, grouping, False)


def currency(text: str) -> str | None:
    """ISO code of the currency that is written beside the amount."""
    return currencies.beside(text)


def _without_sign(text: str) -> tuple[str, bool]:
    """The figures alone, and whether they are below zero."""
    negative = False
    if text[:1].isdigit() and text[-1:].isdigit():
        return text, negative  # nothing stands around them
    if text.startswith("(") and text.endswith(")"):
        text, negative = text[1:-1].strip(), True
    if "/" in text:
        text = _PER.sub(r"\1", text)
    text = currencies.without(text)
    if side := _DEBIT.search(text):
        negative = side[1][0] in "Ss"
        text = currencies.without(text[: side.start()].strip())
    if text.startswith(("-", "+")):
        text, negative = text[1:].strip(), negative ^ text.startswith("-")
    elif text.endswith("-") and text[-2:-1] not in (".", ",", "-"):
        text, negative = text[:-1].strip(), True
    return currencies.without(text), negative


def decimal_mark(texts: Iterable[str]) -> tuple[str | None, bool]:
    """The mark that the cells of a column agree on, and whether some cells need one to be known: 100,00 beside 200.50 reads
    one way each. `12.-` tells it only where no cell has cents: people write that beside 12,50, too."""
    votes, dashes, doubtful = {COMMA: 0, POINT: 0}, {COMMA: 0, POINT: 0}, False
    for text in texts:
        if found := _PLAIN.fullmatch(text):
            votes[found[1]] += 1
        elif number := take_apart(plain.strip_guard(plain.clean(text))):
            doubtful |= number.doubtful
            if number.mark:
                (dashes if number.is_whole else votes)[number.mark] += 1
    return _leading(votes if any(votes.values()) else dashes), doubtful


def _leading(votes: Mapping[str, int]) -> str | None:
    total = sum(votes.values())
    return next((mark for mark, count in votes.items() if total and count >= total * _MAJORITY), None)


def shows_cents(texts: Iterable[str], mark: str | None) -> bool:
    """Whether amounts of a column have two decimals at most, so that 1.500 beside 12.50 is as doubtful as anywhere: a price of
    three decimals or a thousand and a half."""
    found = False
    for text in texts:
        if (
            (number := take_apart(plain.strip_guard(plain.clean(text))))
            and number.mark == mark
            and mark in number.digits
        ):
            decimals = len(number.digits.rpartition(number.mark)[2])
            if decimals > 2:
                return False
            found = True
    return found


def read(text: str, mark: str | None, kind: str = "amount", cents: bool = False) -> Reading:
    """A cell of a column with that decimal mark, which only 1.500 needs: where it is not known, that is not taken. `cents`:
    `shows_cents`."""
    text = plain.strip_guard(plain.clean(text))
    if plain.is_empty(text):
        return EMPTY
    number = take_apart(text)
    if number is None:
        return refused("amount_invalid")
    if number.doubtful and (mark is None or (cents and mark in number.digits)):
        return refused("amount_ambiguous")
    value = _value(number, number.mark or mark or COMMA)
    return Reading(_canonical(value) if kind == "amount" else _shortest(value), None)


def _value(number: Number, mark: str) -> Decimal:
    whole, _, decimals = number.digits.rpartition(mark) if mark in number.digits else (number.digits, "", "")
    whole = re.sub("[^0-9]", "", whole)
    return Decimal(f"{'-' if number.negative else ''}{whole or 0}.{decimals or 0}")


def _canonical(value: Decimal) -> str:
    """Two decimals; more only where they say something, as in unit prices."""
    text = f"{value:f}".rstrip("0")
    missing = 2 - len(text.partition(".")[2])
    return _no_minus_zero(text + "0" * missing)


def _shortest(value: Decimal) -> str:
    text = f"{value:f}"
    return _no_minus_zero(text.rstrip("0").rstrip(".") if "." in text else text)


def _no_minus_zero(text: str) -> str:
    return text[1:] if text.startswith("-") and not text.strip("-0.") else text


def cents(canonical: str) -> int:
    """Whole cents of a canonical amount; half a cent goes away from zero (DIN 1333)."""
    return int((Decimal(canonical) * 100).quantize(Decimal(1), ROUND_HALF_UP))


def in_cents(cells: Iterable[str]) -> list[int | None]:
    """Of a column's cells as its mark has them; None where one holds no amount."""
    told = list(cells)
    mark = decimal_mark(set(told))[0]
    return [cents(value) if (value := read(cell, mark).value) else None for cell in told]


def style(texts: Iterable[str], mark: str | None) -> str:
    """The column's notation as an example, such as `1.234,56`; empty where nothing shows it."""
    telling = (text for text in texts if not _PLAIN.fullmatch(text))
    numbers = [number for text in telling if (number := take_apart(plain.strip_guard(plain.clean(text))))]
    groups = {number.grouping for number in numbers if number.grouping and number.grouping != mark}
    between = min(groups) if groups else ""
    if mark is None:
        return f"1{between}234" if between in ("'", " ") else ""
    if not between and any(number.doubtful and mark not in number.digits for number in numbers):
        between = COMMA if mark == POINT else POINT
    return f"1{between}234{mark}56"


def divided(dividend: int, divisor: int) -> int:
    """To the cent; half a cent goes away from zero, as invoices and SQLite have it."""
    cents = (2 * abs(dividend) + divisor) // (2 * divisor)
    return cents if dividend >= 0 else -cents


def without_tax(gross: int, tax: int) -> int:
    """The net amount in cents; `tax`: per mille of it."""
    return divided(gross * 1000, 1000 + tax)

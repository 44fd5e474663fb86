"""Columns of a list of invoices that tell what of each was paid, and what is still open: “Bezahlt”, “Offen”."""

import re
from collections.abc import Collection, Sequence
from operator import sub

from kmu_crm.fields import money
from kmu_crm.sources.mapping import contents, headings, paid_words, turned
from kmu_crm.sources.mapping.vocabulary import ATTRIBUTE, NAMING
from kmu_crm.sources.mapping.worded_columns import FURTHER

Column = tuple[str, str | None, float]  # header, field, confidence
TOLD = 0.85
_AMOUNT = r"( ?(betrag|summe|amount))?"
_SHAPES = {
    "paid": re.compile(
        rf"(bereits |schon |bisher |davon )?(be|ge|an)zahlt(er|e)?{_AMOUNT}|(amount )?paid|paid amount|paye|pagato"
        rf"|erhalten(er|e)?{_AMOUNT}|zahl ?betrag|(amount )?received"
        r"|betrag (erhalten|eingegangen|(be|ge)zahlt)"
        r"|((bisherige|erhaltene|geleistete) )?zahlung(en)?( (bisher|erhalten))?|payments?( received)?"
    ),
    "unpaid": re.compile(
        rf"(noch )?(offen|ausstehend|open|outstanding)(er|e)?{_AMOUNT}|offene[rn]? posten|op ?(betrag|summe|saldo)|rest( ?betrag)?|saldo"
        r"|(noch )?zu zahlen"
        r"|(amount|balance) due|balance|solde|ouvert|saldo aperto"
    ),
}

_ACCOUNT = re.compile(r"saldo|balance|solde")
_DEMANDED = re.compile(r"zahl ?betrag")  # unless nothing of some was paid, or less than the whole by some day
_TERM = re.compile(r"zahlungs ?(ziel|frist|termin)|payment (term|terms|deadline)")
_CLAIM = re.compile(rf"(rest ?)?forderung{_AMOUNT}")


def fit(columns: Sequence[Column], cells: Sequence[Sequence[str]]) -> list[Column]:
    """Beside number and amount of an invoice; over days, or a yes and a no, such a heading means something else."""
    found, fields = list(columns), {field for _, field, _ in columns}
    if "gross" not in fields or not fields & {"number", "invoice_number"}:
        return found
    whole = next(cells[place] for place, (_, field, _) in enumerate(columns) if field == "gross")
    for place, (header, field, _) in enumerate(columns):
        name, told = turned.words(header), _told(header, fields)
        if told and field in (None, ATTRIBUTE) and (_are_amounts(cells[place]) or _are_of(whole, cells[place])):
            if told == "unpaid" and _is_of_account(name, cells[place], found, cells):
                continue
            less = any(0 < paid < gross for gross, paid in zip(_cents(whole), _cents(cells[place]), strict=True))
            if is_demanded(header) and all(_cents(cells[place])) and not (less and "paid_at" in fields):
                continue
            found[place] = (header, told, TOLD)
            fields.add(told)
    return found if "unpaid" in fields else _claims(found, cells)


def fit_words(columns: Sequence[Column], cells: Sequence[Sequence[str]]) -> list[Column]:
    """“Bezahlt” over days and words tells when, over a yes and a no it is a status, as is “offen?”."""
    found, fields = list(columns), {field for _, field, _ in columns}
    for place, (header, field, _) in enumerate(columns):
        if field not in (None, ATTRIBUTE) or _are_amounts(cells[place]) or _are_whole(cells[place]):
            continue
        answers = bool(paid_words.asks(header))
        asked = paid_words.asks(header) or ("paid" if _SHAPES["paid"].fullmatch(turned.words(header)) else "")
        if not asked:
            continue
        days = [cell for cell in cells[place] if contents.SHAPES["day"](cell.strip())]
        others = [cell for cell in cells[place] if cell not in days]
        # Where nothing stands yet, a day may once.
        nothing = answers and not any(map(paid_words.is_filled, others))
        if asked == "paid" and (days or nothing) and "paid_at" not in fields and _are_days(days, others):
            told = "paid_at"
        elif answers and paid_words.are_answers(cells[place]):
            told = next((one for one in ("status", FURTHER) if one not in fields), "")
        else:
            continue
        if told:
            found[place] = (header, told, TOLD)
            fields.add(told)
    return found


def _are_days(days: Sequence[str], others: Sequence[str]) -> bool:
    """Beside words that say how it stands, be they many."""
    unread = sum(paid_words.is_filled(cell) and not paid_words.read(cell) for cell in others)
    return len(days) >= unread


def is_due(header: str, cells: Sequence[str]) -> bool:
    """“Zahlungsziel” over days, and not over “14 Tage”."""
    return _TERM.fullmatch(turned.words(header)) is not None and contents.are_days(cells)


def is_demanded(header: str) -> bool:
    """Whether the sum may be the one that is to be paid, where nobody has paid yet."""
    return _DEMANDED.fullmatch(turned.words(header)) is not None


def is_called_so(header: str, has: Collection[str | None]) -> bool:
    """Whether a heading is that of what was paid, or is open, and no column `has` that yet."""
    return _told(header, has, of_days="paid_at" not in has) is not None


def tells_invoices(columns: Sequence[Column], cells: Sequence[Sequence[str]]) -> bool:
    """Whether it tells of each row what was paid of it, or that nothing was: no list of payments does, whatever it is called.
    What is open beside a payment may be what that left."""
    at = {field: place for place, (_, field, _) in enumerate(columns)}
    if "paid_at" in at and {"day", "at"} & at.keys() and not all(map(str.strip, cells[at["paid_at"]])):
        return True
    for place, (header, field, _) in enumerate(columns):
        name = turned.words(header)
        if field not in (None, ATTRIBUTE) or not (_are_amounts(cells[place]) or not any(map(str.strip, cells[place]))):
            continue
        if _SHAPES["paid"].fullmatch(name):
            return True
        if _SHAPES["unpaid"].fullmatch(name) and "gross" in at:
            rows = zip(_cents(cells[at["gross"]]), _cents(cells[place]), strict=True)
            if any(gross and gross == rest for gross, rest in rows):
                return True
    return False


def _told(header: str, has: Collection[str | None], of_days: bool = True) -> str | None:
    """`of_days`: over amounts a heading for the day of payment tells what was paid."""
    name = turned.words(header)
    found = [field for field, shape in _SHAPES.items() if shape.fullmatch(name)]
    found += ["paid"] if of_days and any(field == "paid_at" for field, _sure in headings.meanings(header)) else []
    return next((field for field in found if field not in has), None)


def _is_of_account(
    name: str, amounts: Sequence[str], columns: Sequence[Column], cells: Sequence[Sequence[str]]
) -> bool:
    """What a customer owes in all: more than the invoice comes to, or the same in all the rows of each."""
    whole = _cents(next(cells[place] for place, (_, field, _) in enumerate(columns) if field == "gross"))
    rows = list(zip(whole, _cents(amounts), strict=True))
    if any(gross and abs(rest) > abs(gross) for gross, rest in rows):
        return True
    who = [cells[place] for place, (_, field, _) in enumerate(columns) if field == "customer" or field in NAMING]
    if not who or not _ACCOUNT.fullmatch(name):
        return False
    of_each: dict[tuple[str, ...], list[tuple[int, int]]] = {}
    for customer, row in zip(zip(*who, strict=True), rows, strict=True):
        of_each.setdefault(customer, []).append(row)
    several = [one for one in of_each.values() if len(one) > 1]
    same = all(len({rest for _, rest in one}) == 1 for one in several)
    return same and any(rest and rest != gross for one in several for gross, rest in one)


def _claims(columns: Sequence[Column], cells: Sequence[Sequence[str]]) -> list[Column]:
    """“Forderung” is what is left of an invoice where it makes up the whole with what was paid, in every row; where
    nothing tells what was paid, where it is never more than the whole and less somewhere."""
    found, at = list(columns), {field: place for place, (_, field, _) in enumerate(columns)}
    gross = _cents(cells[at["gross"]])
    paid = _cents(cells[at["paid"]]) if "paid" in at else None
    for place, (header, field, _) in enumerate(columns):
        if field in (None, ATTRIBUTE) and _CLAIM.fullmatch(turned.words(header)) and _are_amounts(cells[place]):
            left = _cents(cells[place])
            rows = list(zip(gross, paid or map(sub, gross, left), left, strict=True))
            if (
                all(done >= 0 for _, done, _ in rows)
                and all(whole == done + rest for whole, done, rest in rows)
                and any(done and rest for _, done, rest in rows)
            ):
                found[place] = (header, "unpaid", TOLD)
                break
    return found


def _cents(cells: Sequence[str]) -> list[int]:
    return [cents or 0 for cents in money.in_cents(cells)]


def _are_of(whole: Sequence[str], cells: Sequence[str]) -> bool:
    """Figures as a workbook keeps them, without cents: none is more than the whole, and one is no answer."""
    rows = [
        (gross, rest) for gross, rest, cell in zip(_cents(whole), _cents(cells), cells, strict=True) if cell.strip()
    ]
    figures = all(money.take_apart(cell) for cell in cells if cell.strip())
    return figures and all(0 <= rest <= gross for gross, rest in rows) and any(rest > 1_00 for _, rest in rows)


def _are_amounts(cells: Sequence[str]) -> bool:
    said = {cell.strip() for cell in cells if cell.strip()}
    return any(map(contents.SHAPES["amount"], said)) and all(money.take_apart(cell) for cell in said)


def _are_whole(cells: Sequence[str]) -> bool:
    """Euros without cents: no 0 and 1 that answer, and no days in figures."""
    said = {cell.strip() for cell in cells if cell.strip()}
    return any(map(paid_words.is_sum, said)) and contents.are_amounts(list(said))

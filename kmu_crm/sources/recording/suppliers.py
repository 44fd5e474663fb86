"""Suppliers among the customers of a list of one's own: a column of kinds, their account or their number says so; and who
is no customer yet."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from kmu_crm.sources.mapping import leaving, supplier_lists
from kmu_crm.sources.mapping.blocks import Block
from kmu_crm.sources.mapping.cells import MappedColumn
from kmu_crm.sources.mapping.sheets import Sheet, folded

_KIND = re.compile(
    r"((kunden?|kontakt|adress|partner|gesch[äa]ftspartner|firmen|personen|konto)[ -]?)?(typ|art|kategorie|rolle|gruppe|status)"
    r"|type|role|category"
    r"|kunde ?[/|-] ?lieferant|kategorien|kontaktgruppe"
)
_NAMES = (
    "lieferant",
    "lieferanten",
    "lieferantin",
    "kreditor",
    "kreditoren",
    "supplier",
    "suppliers",
    "vendor",
    "vendors",
)
_WORDS = frozenset(word for name in _NAMES for word in (name, name.capitalize(), name.upper()))
_LEADS = ("interessent", "interessentin", "interessenten", "interessent/in", "interessent:in", "lead", "prospect")
SUPPLIER = "supplier"
Rule = tuple[int, Callable[[str], bool], str]  # column, which of its cells leave the row out, reason


class LeftOut:
    """The rows that the sheet leaves out, and in a list of one's own those of suppliers."""

    def __init__(self, sheet: Sheet, columns: Sequence[MappedColumn]):
        self._rules = list(_rules(sheet, columns))
        self._whole = None if sheet.kind in leaving.PEOPLE else _accounts(sheet, columns)
        own = columns if sheet.system == "list" else ()
        self._theirs = next((one.index for one in own if supplier_lists.is_number(one.header)), None)
        self._customers = next((one.index for one in own if one.field in ("external_id", "customer")), None)

    def of(self, block: Block, starts: Sequence[int]) -> Iterator[tuple[int, str]]:
        """Place and reason; `starts`: of the documents, which go out whole."""
        for index, leaves, reason in self._rules:
            yield from ((place, reason) for place, text in enumerate(block.columns[index]) if leaves(text.strip()))
        if self._whole is not None:
            index, leaves, reason = self._whole
            for begin, end in zip(starts, [*starts[1:], len(block.rows)], strict=False):
                if leaves(block.columns[index][begin].strip()):
                    yield from ((place, reason) for place in range(begin, end))
        if self._theirs is not None and self._customers is not None:
            numbers = zip(block.columns[self._theirs], block.columns[self._customers], strict=True)
            yield from (
                (place, SUPPLIER) for place, (theirs, own) in enumerate(numbers) if theirs.strip() and not own.strip()
            )


def is_lead(cells: Mapping[str, str]) -> bool:
    """Whether a column of kinds says that somebody only may become a customer; `cells` by their headers."""
    return any(cell.casefold() in _LEADS and _KIND.fullmatch(folded(header)) for header, cell in cells.items())


def _rules(sheet: Sheet, columns: Sequence[MappedColumn]) -> Iterator[Rule]:
    named = [(one.index, folded(one.header)) for one in columns]
    for header, words, reason in sheet.skip:
        yield from ((index, frozenset(words).__contains__, reason) for index, name in named if name == header)
    for header, words, reason in sheet.only:
        yield from ((index, _others(words), reason) for index, name in named if name == header)
    if sheet.system == "list" and sheet.kind in leaving.PEOPLE:
        yield from ((index, _WORDS.__contains__, SUPPLIER) for index, name in named if _KIND.fullmatch(name))
    if sheet.kind in leaving.PEOPLE and (rule := _accounts(sheet, columns)):
        yield rule


def _accounts(sheet: Sheet, columns: Sequence[MappedColumn]) -> Rule | None:
    header, length = sheet.accounts or ("", 0)
    index = next((one.index for one in columns if folded(one.header) == header), None)
    return None if index is None else (index, _creditors(length), SUPPLIER)


def _others(words: tuple[str, ...]) -> Callable[[str], bool]:
    return lambda text: text not in words


def _creditors(length: int) -> Callable[[str], bool]:
    return lambda text: supplier_lists.is_creditor(text, length)

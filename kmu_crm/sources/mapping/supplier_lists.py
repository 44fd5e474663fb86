"""Lists of suppliers, who are no customers: by the list's name, by what its numbers are called, by DATEV's accounts."""

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import NamedTuple

from kmu_crm.i18n import N_, _
from kmu_crm.sources.formats.datev_head import CREDITORS
from kmu_crm.sources.mapping import turned
from kmu_crm.sources.mapping.headings import spelling
from kmu_crm.sources.mapping.sheets import folded
from kmu_crm.sources.mapping.vocabulary import CUSTOMERS, LINE, NAMING
from kmu_crm.sources.reading.tables import Table

Column = tuple[str, str | None, float]  # header, field, confidence
DEBTORS = "123456"  # first figures of customers' accounts
SHORTEST, LONGEST = 5, 9  # figures: one more than those of ledger accounts
_SUPPLIER = r"(lieferant(en)?|kreditor(en)?|supplier|vendor|fournisseur|fornitore)"
_OF_LISTS = (
    r"(listen?|list|stamm|stammdaten|master|verzeichnis|adress(en|buch|liste)|addresses|daten|data|kontakte|contacts|exports?|datei|file"
    r"|adresses|indirizzi|elenco|esportazione)"
)
_AROUND = (
    rf"{_OF_LISTS}|alle|all|aktuell|neu|new|kopie|copy|backup|stand|vom|version|final|v? ?\d+[a-z]?"
    r"|jan\w*|feb\w*|m(ae|a)rz|mrz|apr\w*|mai|jun\w*|jul\w*|aug\w*|sep\w*|okt\w*|nov\w*|dez\w*"
)
_PLURAL = (
    rf"(lieferanten|kreditoren) ?{_OF_LISTS}?|suppliers|vendors|(supplier|vendor) {_OF_LISTS}|fournisseurs|fornitori"
)
_NAMED = re.compile(rf"(({_AROUND}) )*({_PLURAL})( ({_AROUND}))*")
_OTHERS = re.compile(rf"{CUSTOMERS}|auftraggeber|mitglied|\bmembers?\b")
_THEY = re.compile(rf"{_SUPPLIER}|\bkred\b")
_DENIED = re.compile(r"\b(ohne|without|ausser|exkl\w*|excl\w*|keine|no|nicht|sans|senza)\b")
_NUMBER = re.compile(rf"(nr)?{_SUPPLIER}(nr|id|code|konto|kontonr|kto|ktonr)?")
_PERSONAL = re.compile(r"(debitor(en)?|deb)(kreditor(en)?|kred).*|personen(konto|kto)(nr)?")
_GIVEN_BY_CUSTOMERS = re.compile(rf"\b(bei|beim|by|at|chez|presso)\b.*({CUSTOMERS})")
_ACCOUNT = re.compile(
    r"((debitor(en)?|deb)(kreditor(en)?|kred)|personen(konto|kto)|(datev|fibu)(konto|kto)|konto|kto)(nr)?"
)
_BANK = re.compile(r"\b(blz|bic|iban|swift|bank\w*|(kredit|geld)institut\w*|kontoinhaber\w*|sparkasse)\b")
_CUSTOMERS = {"external_id", "customer", "customer_number"}


class Suspicion(NamedTuple):
    """Why the rows of a list seem to be suppliers; `what` says so: the list's name, or a heading."""

    text: str
    what: str

    def __str__(self) -> str:
        return _(self.text).format(what=self.what)


NAME = N_("it is called “{what}”")
NUMBER = N_("“{what}” is a number of suppliers, and no column has one of customers")
ACCOUNTS = N_("all accounts in “{what}” begin with 7, 8 or 9, as those of suppliers do")


def suspicion(
    columns: Sequence[Column], cells: Sequence[Sequence[str]], table: Table, people: bool
) -> Suspicion | None:
    """Why a table that would make customers lists suppliers; `people`: its rows are these, and no documents."""
    if not {field for _, field, _ in columns} & NAMING:
        return None
    return by_name(columns, table) or _by_number(columns, cells) or _by_accounts(columns, cells, table, people)


def by_name(columns: Sequence[Column], table: Table) -> Suspicion | None:
    """The sheet's name goes before that of the workbook; one that speaks of customers, too, says nothing, nor does any over
    columns that do.
    """
    if _speak_of_customers(columns) and not any(is_number(header) for header, _, _ in columns):
        return None
    for name in filter(None, (table.sheet, PurePath(table.name).stem)):
        said = turned.words(name)
        others = _OTHERS.search(said) or _DENIED.search(said)
        if _NAMED.fullmatch(said) and not others:
            return Suspicion(NAME, name)
        if others:
            return None
    return None


def _speak_of_customers(columns: Sequence[Column]) -> bool:
    """Whether a name or a number is called that of a customer."""
    called = NAMING | _CUSTOMERS
    return any(field in called and _OTHERS.search(spelling(header)) for header, field, _ in columns)


def is_number(header: str) -> bool:
    """Whether a heading is that of the numbers this business gave its suppliers, not of what its customers gave it."""
    return _NUMBER.fullmatch(spelling(header)) is not None and not _GIVEN_BY_CUSTOMERS.search(turned.words(header))


def _by_number(columns: Sequence[Column], cells: Sequence[Sequence[str]]) -> Suspicion | None:
    has = {field for _, field, _ in columns}
    if has & {*_CUSTOMERS, *LINE}:
        return None
    if _speak_of_customers(columns):
        return None
    for (header, _field, _sure), said in zip(columns, cells, strict=True):
        bare = re.fullmatch(_SUPPLIER, spelling(header)) is not None
        if is_number(header) and (not bare or _are_figures(said)):
            return Suspicion(NUMBER, header)
    return None


def _by_accounts(
    columns: Sequence[Column], cells: Sequence[Sequence[str]], table: Table, people: bool
) -> Suspicion | None:
    for header, said in _accounts(columns, cells, table, people):
        if all(one[0] in CREDITORS for one in said):
            return Suspicion(ACCOUNTS, header)
    return None


def accounts(
    columns: Sequence[Column], cells: Sequence[Sequence[str]], table: Table, people: bool
) -> tuple[str, int] | None:
    """The column of accounts in which those of suppliers may stand among those of customers, and how long they are."""
    for header, said in _accounts(columns, cells, table, people):
        if any(one[0] in DEBTORS for one in said):
            return folded(header), len(said[0])
    return None


def _are_customers(columns: Sequence[Column], table: Table) -> bool:
    """Whether a heading or the list's name speaks of customers, and of no suppliers."""
    alone = [one for one in columns if not _THEY.search(turned.words(one[0]))]
    if _speak_of_customers(alone):
        return True
    for name in filter(None, (table.sheet, PurePath(table.name).stem)):
        said = turned.words(name)
        if _THEY.search(said) or _DENIED.search(said):
            return False
        if _OTHERS.search(said):
            return True
    return False


def _accounts(
    columns: Sequence[Column], cells: Sequence[Sequence[str]], table: Table, people: bool
) -> Iterator[tuple[str, list[str]]]:
    """Columns of accounts, all of one length. Those of banks are none, nor those beside the customer's number; beside a
    document “Konto” may be that of its revenue; where all are customers, no number tells otherwise.
    """
    if _are_customers(columns, table):
        return
    bank = any(_BANK.search(turned.words(header)) for header, _, _ in columns)
    numbers = {header for header, field, _ in columns if field in _CUSTOMERS}
    for (header, _field, _sure), column in zip(columns, cells, strict=True):
        said = [cell.strip() for cell in column if cell.strip()]
        name = _ACCOUNT.fullmatch(spelling(header))
        if name is None or not said or not _are_figures(said) or numbers - {header}:
            continue
        if not _PERSONAL.fullmatch(name[0]) and (bank or not people):
            continue
        if SHORTEST <= len(said[0]) <= LONGEST and len(set(map(len, said))) == 1:
            yield header, said


def _are_figures(cells: Sequence[str]) -> bool:
    said = [cell.strip() for cell in cells if cell.strip()]
    return bool(said) and all(cell.isascii() and cell.isdecimal() for cell in said)


def is_creditor(account: str, length: int) -> bool:
    return len(account) == length and account.isdecimal() and account[0] in CREDITORS

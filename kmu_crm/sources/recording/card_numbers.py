"""Numbers of payment cards within free text: never stored, only their last four figures are.

Known first figures and lengths (ISO/IEC 7812, the schemes' own lists), the check digit, and written as cards are: in groups, or
in a row within words. Numbers of orders or articles that stand alone, IBANs and telephone numbers are none.
"""

import re
from collections.abc import Sequence

from kmu_crm.sources.mapping.blocks import Block
from kmu_crm.sources.mapping.cells import MappedColumn
from kmu_crm.sources.mapping.vocabulary import ATTRIBUTE
from kmu_crm.sources.recording.problems import CARD, Problem

_FREE = {ATTRIBUTE, "note", "subject", "text", "outcome", "words", "line_name", "consent_proof", "address_extra"}
_BORNE = {
    "external_id",
    "customer",
    "fact_key",
    "number",
    "invoice_number",
    "offer_number",
    "refers_to",
    "takes_back",
    "replaced_by",
}
_CARD = re.compile(
    r"(?<![0-9A-Za-z])(?<![0-9][ -])"
    r"(?:[2-6][0-9]{3}([ -]?)[0-9]{4}\1[0-9]{4}\1[0-9]{4}|3[47][0-9]{2}([ -]?)[0-9]{6}\2[0-9]{5})"
    r"(?![ -]?[0-9])(?![A-Za-z])"
)
_SCHEMES = re.compile(
    r"4|5[1-5]|5[06-8]|2(?:22[1-9]|2[3-9]|[3-6]|7[01]|720)|3[47]|35(?:2[89]|[3-8])|6(?:011|4[4-9]|5|2|[37])"
)


class Cards:
    """Of one file."""

    def __init__(self, columns: Sequence[MappedColumn]):
        self._columns = [column for column in columns if column.field in _FREE]

    def masked(self, block: Block) -> tuple[Block, list[Problem]]:
        """The block without card numbers, and the rows that held some."""
        problems: list[Problem] = []
        for column in self._columns:
            cells = block.columns[column.index]
            if not _CARD.search("\x1f".join(cells)):
                continue
            kept = list(map(without, cells))
            changed = [place for place, (old, new) in enumerate(zip(cells, kept, strict=True)) if old != new]
            if changed:
                rows = list(block.rows)
                for place in changed:
                    row = rows[place]
                    rows[place] = (*row[: column.index], kept[place], *row[column.index + 1 :])
                block = block._replace(rows=rows, columns={**block.columns, column.index: kept})
                problems += [(CARD, column.header, block.numbers[place]) for place in changed]
        return block, problems


def borne(columns: Sequence[MappedColumn]) -> set[int]:
    """The places of columns with numbers of another kind, by which rows are known again."""
    return {column.index for column in columns if column.field in _BORNE}


def without(text: str) -> str:
    """`4242 4242 4242 4242` becomes `**** 4242`."""
    return _CARD.sub(lambda found: _masked(found, text), text)


def without_any(cells: Sequence[str]) -> tuple[str, ...]:
    return tuple(map(without, cells))


def _masked(found: re.Match[str], text: str) -> str:
    figures = re.sub("[^0-9]", "", found[0])
    beside = text[: found.start()] + text[found.end() :]
    alone = figures == found[0] and not re.search(r"[^\W\d]{2}", beside)
    if alone or not _SCHEMES.match(figures) or not _checks(figures):
        return found[0]
    return f"**** {figures[-4:]}"


def _checks(figures: str) -> bool:
    """The check digit of Luhn."""
    doubled = (sum(divmod(2 * int(one), 10)) for one in figures[-2::-2])
    return (sum(map(int, figures[-1::-2])) + sum(doubled)) % 10 == 0 and len(set(figures)) > 1

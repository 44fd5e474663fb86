"""Answers on a scale: those to whether somebody would recommend us stand out of ten, all others as how content, out of five. What
was asked on another scale is kept as it was written, too."""

import re
from collections.abc import Sequence
from decimal import Decimal

from kmu_crm.fields.score import content
from kmu_crm.fields.text import clean
from kmu_crm.sources.mapping.blocks import Block
from kmu_crm.sources.mapping.cells import MappedColumn
from kmu_crm.sources.mapping.memo import Value
from kmu_crm.sources.mapping.sheets import Sheet
from kmu_crm.sources.mapping.vocabulary import ANSWERS
from kmu_crm.sources.recording.shapes import Cell, place_of
from kmu_crm.sources.recording.values import Values

_RECOMMENDS, _AS_IT_IS = "of_ten", "of_five"
_ANSWERED = {place_of(column) for column in ("outcome", "score", "score2")}
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)\s*$")
_HEADING = 60  # letters of a question that stand before its answer


class Answers:
    """Of the columns that hold such answers."""

    def __init__(self, columns: Sequence[MappedColumn]):
        self._columns = [column for column in columns if column.field in ANSWERS]

    def tell(self, values: Values, heads: Block) -> None:
        """Adds score, second score and, in the words of the file, the outcome; all in thousandths."""
        for column in self._columns:
            cells, said = heads.columns[column.index], values[column.field]
            scale = str(column.style.get("scale", "")) if column.kind == "rating" else column.kind
            found = [_thousandths(one) if scale else None for one in said]
            if scale == _RECOMMENDS:
                values["score"] = found
                continue
            if scale:
                values["score2"] = [None if one is None else content(one, scale) for one in found]
            as_it_is = scale == _AS_IT_IS
            told = [
                None if one is None or (as_it_is and one % 1000 == 0) else _in_words(column.header, cell)
                for one, cell in zip(found if scale else said, cells, strict=True)
            ]
            values["outcome"] = told


def telling(sheet: Sheet, values: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """What, beside its day, tells a row without a number from others. Of an answer the scale may be named later, and it is the
    same one."""
    asked = sheet.kind == "surveys" and sheet.system == "list"
    return tuple(one for place, one in enumerate(values) if place > 1 and not (asked and place in _ANSWERED))


def _thousandths(said: Value) -> int | None:
    """Of a number as the reader of a scale gives it."""
    return said if said is None or isinstance(said, int) else int(Decimal(said) * 1000)


def _in_words(header: str, cell: str) -> str:
    asked = _IN_BRACKETS.sub("", clean(header))
    return f"{asked if len(asked) <= _HEADING else asked[:_HEADING].rstrip() + '…'}: {clean(cell)}"

"""The cells of a block become values by field, and what could not be read is told."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any

from kmu_crm.fields import consent
from kmu_crm.fields.reading import is_shortened
from kmu_crm.sources.mapping import amounts, mixed_cells, others, watching, watching_ways
from kmu_crm.sources.mapping.blocks import Block
from kmu_crm.sources.mapping.cells import BY_COUNTRY, NOES, REFUSING, ROUGHLY, SINGLE, UNDATED, MappedColumn
from kmu_crm.sources.mapping.contacting import WAYS
from kmu_crm.sources.mapping.lands import Lands
from kmu_crm.sources.mapping.memo import Value
from kmu_crm.sources.mapping.vocabulary import ATTRIBUTE
from kmu_crm.sources.recording import people, statements, taken_back
from kmu_crm.sources.recording.agreed_ways import AgreedWays
from kmu_crm.sources.recording.parts import total

Values = dict[str, list[Any]]
_REMARKS = "remarks of contacts"


def _both(one: Any, other: Any) -> Any:
    return ", ".join(dict.fromkeys(part for part in (one, other) if part)) or None


def _lines(one: Any, other: Any) -> Any:
    return "\n".join(filter(None, (one, other))) or None


def _said(one: Any, other: Any) -> Any:
    return one or other


def _sum(one: Any, other: Any) -> Any:
    return total((one, other))


def _at_several_rates(columns: Sequence[MappedColumn]) -> set[str]:
    """Fields whose columns each tell what the document holds at one rate of tax: together they tell the whole."""
    rates: dict[str, list[str]] = {}
    for column in columns:
        if column.field in ("gross", "net", "tax"):
            rates.setdefault(column.field, []).append(amounts.rate_of(column.header))
    return {field for field, told in rates.items() if all(told) and len(set(told)) == len(told) > 1}


def _all(one: Any, other: Any) -> Any:
    return one + other


OPEN = ("email3", "phone3")  # hold whatever comes after the second, a line each
# How several columns of one field become one value; of others the first that says something speaks.
JOINED: dict[str, Callable[[Any, Any], Any]] = {
    **statements.JOINED,
    **dict.fromkeys(taken_back.STATES, taken_back.one_or_other),
    "refunded": _said,
    "words": _lines,
    "outcome": _both,
    "address_extra": _both,
    "address_extra2": _both,
    **dict.fromkeys(OPEN, _lines),
}


def _add(values: Values, field: str, cells: Sequence[str], noes: Collection[str]) -> None:
    """Those of a block's cells that say no stand beside what another column says."""
    if noes:
        join = statements.JOINED[field]
        said = values.get(field) or [None] * len(cells)
        told = [cell if cell in noes else None for cell in cells]
        values[field] = [join(one, other) for one, other in zip(told, said, strict=True)]
        if field + statements.REFUSED_ON in values:  # nobody knows when it was said
            undated = [UNDATED if cell else None for cell in told]
            _put(values, field + statements.REFUSED_ON, undated, statements.one_day)


def _put(values: Values, name: str, found: list[Any], join: Callable[[Any, Any], Any]) -> None:
    if name in values:
        found = [join(one, other) for one, other in zip(values[name], found, strict=True)]
    values[name] = found


class Reader:
    """Reads some columns of a table; `lands` tells for every row which country its numbers belong to."""

    def __init__(self, columns: Sequence[MappedColumn], lands: Lands):
        self._columns = [column for column in columns if column.field != ATTRIBUTE]
        self._extra = [column for column in columns if column.field == ATTRIBUTE]
        self._own_fields = [column for column in columns if column.field in (ATTRIBUTE, *ROUGHLY)]
        self._objecting_columns = list(watching.objecting(columns))
        self._of_ways = list(watching_ways.of_one(columns))
        self._approached = [column for column in self._extra if column.approach.ways and column.approach.sure]
        self._agreed_ways = AgreedWays(columns)
        self._of_deputies = [column for column in self._extra if others.is_of_deputy(column.header)]
        by_country = any(column.kind in BY_COUNTRY or column.field == mixed_cells.MIXED for column in self._columns)
        self._lands = lands if by_country else None
        self._at_rates = _at_several_rates(columns)

    def read(self, block: Block) -> Values:
        """Field -> its values; where several columns become one field the first that says something speaks."""
        values: Values = {}
        if not block.rows:
            return values
        countries = self._countries(block)
        answers: list[tuple[MappedColumn, str, list[Any]]] = []
        noes_dated = any(column.refused_on is not None for column in self._columns)
        for column in self._columns:
            cells = block.columns[column.index]
            if column.kind in SINGLE and not column.several:
                cells = self._apart(column, cells, countries[column.is_second], values)
            if column.field == mixed_cells.MIXED:
                cells = self._by_content(column, cells, countries[False], values)
            found = column.read(column.seen(cells, countries[column.is_second]))
            name = statements.of_way(column.field, column.header)
            if column.field not in WAYS:
                _put(values, name, found, _sum if name in self._at_rates else JOINED.get(name, _first))
            for way, said in self._agreed_ways.of(column, block, found) if column.field in WAYS else ():
                answers.append((column, way, said))
                _put(values, way, said, JOINED[way])
            for way, more in column.read_ways(cells):
                answers.append((column, way, more))
                _put(values, way, more, JOINED[way])
                if noes_dated:
                    undated = [UNDATED if said in NOES else None for said in more]
                    _put(values, way + statements.REFUSED_ON, undated, statements.one_day)
            if column.since is not None:
                _put(values, statements.since(column.field), column.read_since(cells), _first)
            if noes_dated and (column.kind == "consent" or column.field in REFUSING):
                days = column.read_refused_on(cells, found)
                _put(values, column.field + statements.REFUSED_ON, days, statements.one_day)
            if column.several and column.kind in SINGLE and any(column.several in cell for cell in cells):
                self._further(column, cells, values)
            if column.kind == "moment":
                values.setdefault(column.field + ":day", column.read_days(cells))
            if column.field == "consent_withdrawn_at":  # whatever stands there says so, also where it is no date
                values.setdefault("consent_refused", list(cells))
                if statements.is_of_all(column.header):
                    _put(values, statements.OBJECTED_AT, found, _first)
        if remarks := values.pop(_REMARKS, None):
            said = values.get("note") or [None] * len(remarks)
            values["note"] = [_lines(one, other) for one, other in zip(said, remarks, strict=True)]
        self._objecting(block, values)
        for column in self._of_deputies:
            cells = block.columns[column.index]
            reached = {cell: others.reached(cell, column.country) for cell in set(cells)}
            _put(values, statements.OF_DEPUTIES, [reached[cell] for cell in cells], _all)
        if overruled := statements.overruled(answers):
            values[statements.OVERRULED] = overruled
        return values

    def _objecting(self, block: Block, values: Values) -> None:
        """A cell that objects to advertising, or to one way of it, or tells of a death, says so beside what else its column
        says."""
        for watched in self._objecting_columns:
            cells = block.columns[watched.column.index]
            if noes := watched.found(cells):
                _add(values, "objection", cells, noes)
        for one in self._of_ways:
            cells = block.columns[one.column.index]
            for channel, field in statements.REFUSED.items() if (noes := one.found(cells)) else ():
                _add(values, field, cells, {cell for cell in noes if channel in one.refused(cell)})
        for column in self._approached:
            said = block.columns[column.index]
            refused = {cell: ways for cell in set(said) if (ways := column.approach.refused(cell))}
            for channel, field in statements.REFUSED.items():
                noes = {cell: f"{column.header}: {cell.strip()}" for cell, ways in refused.items() if channel in ways}
                told = [noes.get(cell, "") for cell in said]
                if noes:
                    before = values.get(field) or [None] * len(said)
                    alone = [
                        bool(no) and len(refused[cell]) > 1 and not consent.objects(str(one or ""))
                        for no, cell, one in zip(told, said, before, strict=True)
                    ]
                    _put(values, field + statements.OF_QUESTION, alone, _said)
                _add(values, field, told, noes.values())

    def _apart(
        self, column: MappedColumn, cells: Sequence[str], countries: Sequence[Value] | None, values: Values
    ) -> Sequence[str]:
        """Of several mail addresses or phone numbers in a cell the first is the row's; the others go where a third would
        stand."""
        found = column.apart(cells, countries)
        if not found:
            return cells
        name = f"{column.kind}3"
        more: list[str | None] = list(values.get(name) or [None] * len(cells))
        for place, several in found.items():
            read = column.read(column.seen(several[1:], countries and [countries[place]] * (len(several) - 1)))
            more[place] = "\n".join(filter(None, (more[place], *(str(one) for one in read if one))))
        values[name] = more
        return [found[place][0] if place in found else cell for place, cell in enumerate(cells)]

    def _by_content(
        self, column: MappedColumn, cells: Sequence[str], countries: Sequence[Value] | None, values: Values
    ) -> Sequence[str]:
        """The names of a column of contacts; its mail addresses and phone numbers go where a third would stand, its postal
        addresses where no other column tells one. A cell with words that are no name becomes a remark."""
        mixed = {place: cell for place, cell in enumerate(cells) if mixed_cells.is_mixed(cell)}
        if not mixed:
            return cells
        names, mails, phones, places = list(cells), [""] * len(cells), [""] * len(cells), [""] * len(cells)
        remarks: list[str | None] = [None] * len(cells)
        for place, cell in mixed.items():
            land = str((countries and countries[place]) or column.country)
            found = mixed_cells.apart(cell, land, bool(column.style.get("zeros")))
            names[place], mails[place], phones[place] = found.name, "\n".join(found.mails), "\n".join(found.phones)
            places[place] = found.address
            remarks[place] = f"{column.header}: {cell.strip()}" if found.is_left and cell.strip() else None
        for field, told in (("email3", mails), ("phone3", phones)):
            said = values.get(field) or [None] * len(cells)
            values[field] = [_lines(one, other) for one, other in zip(said, told, strict=True)]
        if any(places):
            said = values.get("full_address") or [None] * len(cells)
            values["full_address"] = [one or other or None for one, other in zip(said, places, strict=True)]
        if any(remarks):
            values[_REMARKS] = remarks
        return names

    def _further(self, column: MappedColumn, cells: Sequence[str], values: Values) -> None:
        """What stands behind the first of several values in a cell goes where a third would stand."""
        name = f"{column.kind}3"
        rest = [cell.split(column.several)[1:] for cell in cells]
        for place in range(max(map(len, rest))):
            more = column.read([parts[place] if place < len(parts) else "" for parts in rest])
            values[name] = [
                _lines(one, other) for one, other in zip(values.get(name) or [None] * len(more), more, strict=True)
            ]

    def _countries(self, block: Block) -> Mapping[bool, Sequence[Value] | None]:
        return self._lands.of(block.columns) if self._lands else {False: None, True: None}

    def attributes(self, block: Block) -> list[str | None]:
        """Cells that no field took, as JSON under their headers."""
        if not self._own_fields or not block.rows:
            return [None] * len(block.rows)
        headers = [column.header for column in self._own_fields]
        rows = zip(*(column.as_own_field(block.columns[column.index]) for column in self._own_fields), strict=True)
        return [
            people.as_json({header: text.strip() for header, text in zip(headers, row, strict=True) if text.strip()})
            for row in rows
        ]

    def solved(self, block: Block) -> Iterator[tuple[MappedColumn, int, str]]:
        """Cells that only a person's choice made readable: their column, place and what was odd about them."""
        mixed = any(column.style for column in self._mixed())
        if not block.rows or not (mixed or any(column.memo.solved for column in self._columns)):
            return
        countries = self._countries(block)
        for column, place, before, now in self._odd(block, countries[False]) if mixed else ():
            if before and not now:
                yield column, place, before
        for column in self._columns:
            if solved := column.memo.solved:
                for place, seen in enumerate(column.seen(block.columns[column.index], countries[column.is_second])):
                    if seen in solved:
                        yield column, place, solved[seen]

    def _mixed(self) -> Iterator[MappedColumn]:
        return (column for column in self._columns if column.field == mixed_cells.MIXED)

    def _odd(self, block: Block, countries: Sequence[Value] | None) -> Iterator[tuple[MappedColumn, int, str, str]]:
        """Cells of contacts with what is odd about them as they stand, and as a person chose to have them read."""
        for column in self._mixed():
            for place, cell in enumerate(block.columns[column.index]):
                if mixed_cells.is_mixed(cell):
                    land = str((countries and countries[place]) or column.country)
                    odd = mixed_cells.apart(cell, land).odd
                    now = mixed_cells.apart(cell, land, True).odd if column.style.get("zeros") else odd
                    yield column, place, odd, now

    def unreadable(self, block: Block) -> Iterator[tuple[MappedColumn, int, str, bool]]:
        """Cells that raised doubt: their column, place and code, and whether nothing could be read at all."""
        if not block.rows:
            return
        for column in self._extra:  # kept as written, and no number of a spreadsheet's making is what was written
            cells = block.columns[column.index]
            if "E+" in "\x1f".join(cells):
                yield from ((column, i, "scientific", False) for i, cell in enumerate(cells) if is_shortened(cell))
        yield from ((column, place, code, False) for column, place, code in self._agreed_ways.unread(block))
        mixed = any(self._mixed())
        if not (mixed or any(column.memo.problems for column in self._columns)):
            return
        countries = self._countries(block)
        for column, place, _, now in self._odd(block, countries[False]) if mixed else ():
            if now:
                yield column, place, now, False
        for column in self._columns:
            problems = column.memo.problems
            if problems:
                cells = block.columns[column.index]
                lands = countries[column.is_second]
                further = column.further(cells, lands)
                for place, first in enumerate(column.seen(cells, lands)):
                    if first in problems:
                        yield column, place, problems[first], column.memo[first] is None
                    elif odd := next((one for one in further.get(place, ()) if one in problems), None):
                        yield column, place, problems[odd], column.memo[odd] is None


def _first(one: Any, other: Any) -> Any:
    return one if one is not None else other

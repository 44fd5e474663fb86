"""The first pass over a file: its rows are counted and the style of each column is decided from all of its cells."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain
from operator import itemgetter

from kmu_crm.i18n import _
from kmu_crm.progress import SILENT, Progress
from kmu_crm.sources.mapping import ahead, amounts, kinds, leaving, legends, name_orders, paid_words, parcels, unsure
from kmu_crm.sources.mapping.blocks import Block
from kmu_crm.sources.mapping.cells import MappedColumn
from kmu_crm.sources.mapping.headings import meanings
from kmu_crm.sources.mapping.home_land import TELLING, HomeLand
from kmu_crm.sources.mapping.naming import Naming
from kmu_crm.sources.mapping.number_lands import NumberLand
from kmu_crm.sources.mapping.returning import Returning
from kmu_crm.sources.mapping.sheets import Sheet
from kmu_crm.sources.mapping.vocabulary import ATTRIBUTE, LINE
from kmu_crm.sources.reading.tables import Batch, Table

KEEP_IN_MEMORY = 16_000_000  # bytes of a file whose cells are kept between studying and reading
BLOCK = 5_000  # rows that are built and written together
FIRST = 100  # rows that tell of a column whether it holds days
MOST_SEEN = (
    200_000  # distinct cells of a column that are looked at: so many settle its style, and more would fill memory
)

_TELL_LANDS = {"country", "country2", "city", "city2", "postcode_city"}  # of a postcode


def study(
    table: Table,
    columns: Sequence[MappedColumn],
    sheet: Sheet,
    country: str,
    progress: Progress = SILENT,
    today: date | None = None,
) -> Iterator[Block]:
    """Prepares the columns and gives the rows; a small file is held in memory meanwhile, a large one read twice.
    `today`: the day of the run.

    Raises Refused where the table holds no rows.
    """
    progress.stage(_("Reading {file}").format(file=table.name))
    wanted = sorted({column.index for column in columns})
    seen = {index: set[str]() for index in wanted}
    number = next((column for column in columns if column.field == "number"), None)
    returning = Returning() if any(column.field in LINE for column in columns) else None
    naming = Naming(number, columns, sheet.system == "list" and sheet.free_kinds) if number else None
    home = HomeLand(columns)
    numbers = NumberLand(columns, sheet, country)
    orders: set[str] | None = set() if number and returning and parcels.may_hold(sheet, table.header) else None
    own = sheet.system == "list" and sheet.kind in leaving.PEOPLE
    named = [tuple(one for one, _ in meanings(name)) for name in table.header]
    without = own and (amounts.are_documents(named) or unsure.are_documents(table.header))
    logged = sheet.system == "list" and sheet.kind == "contacts_log"
    may_be_booked = (own or logged) and not without
    said = [(one.header, one.field) for one in columns]
    booked = may_be_booked and (unsure.is_dated(said) or (own and unsure.is_numbered(said)))
    may_hold_money = own or logged
    # A list that tells since when they are customers is one of them, and its money is about them.
    tells_money = own and all(column.field != "customer_since" for column in columns)
    small = table.file.stat().st_size <= KEEP_IN_MEMORY
    kept: list[Block] = []
    numbered = rows = 0
    for block in _blocks(_joined(table.surveyed(progress)), wanted):
        if may_be_booked:
            events = unsure.tells_events([column.field for column in columns])
            for column in columns:
                if column.field == ATTRIBUTE and unsure.are_days(column.header, block.columns[column.index][:FIRST]):
                    booked, column.event_day = True, events
            may_be_booked = False
        for column in columns:
            cells = block.columns[column.index]
            if len(seen[column.index]) < MOST_SEEN and (
                column.depends_on(cells) or ((without or may_hold_money) and column.field == ATTRIBUTE)
            ):
                seen[column.index].update(cells)
            if column.kind == "amount":
                column.signs.see(cells)
            elif column.field in name_orders.FIELDS:
                column.order.see(cells)
            elif column.field in ("paid_at", "status", "further_status"):
                column.filled.update(
                    {cell: rows for cell, rows in Counter(cells).items() if paid_words.is_filled(cell)}
                )
        home.see(block.columns)
        numbers.see(block.columns)
        if number:
            numbered, rows = numbered + sum(map(bool, block.columns[number.index])), rows + len(block.rows)
        if number and returning:
            returning.see(block.columns[number.index])
        if number and orders is not None:
            orders.update(cell for cell in block.columns[number.index] if "_" in cell)
        if naming:
            naming.see(block)
        if small:
            kept.append(block)
    if naming:
        naming.tell()
    of_numbers = numbers.land()
    land = home.land(of_numbers)
    for column in columns:
        column.home = land if column.field in TELLING else None
        column.surname_first = column.order.is_surname_first()
        column.some_numbered = column.of_orders and bool(numbered)
        column.of_orders &= bool(returning) or 2 * numbered > rows
        column.unread_amount = (
            without and column.field == ATTRIBUTE and amounts.is_money(column.header, seen[column.index])
        )
        if may_hold_money and not without and column.field == ATTRIBUTE:
            money = unsure.is_booked(column.header, seen[column.index])
            column.booked_amount, column.unread_amount = money and booked, money and tells_money and not booked
        if (
            sheet.free_kinds
            and column.field == "fact_kind"
            and not kinds.tells_kinds(column.header, seen[column.index])
        ):
            column.field, column.no_kinds = ATTRIBUTE, any(map(str.strip, seen[column.index]))
        if sheet.free_kinds and sheet.fact_kind == "order" and column.field == "fact_kind":
            column.payments_sell = kinds.sells_by_payments(seen[column.index])
    if without or any(column.booked_amount for column in columns):  # which tells of the days, too
        for column in columns:
            column.event_day = False
    alone = _TELL_LANDS.isdisjoint(column.field for column in columns)
    words = [word for column in columns if column.field == "fact_kind" for word in seen[column.index]]
    legend = legends.of_lines(legends.lines_beside(table))
    for column in columns:
        column.legend = legend
        column.alone = alone and column.field == "postcode"
        column.prepare(
            seen[column.index],
            of_numbers if column.kind == "phone" else land or country if column.field == "full_address" else country,
            sheet.dayfirst,
            today,
            ahead.days(column.field, sheet, words),
            None if table.numbers is None else table.numbers.get(column.index, ()),
        )
    if number and returning:
        number.again = returning.again
    blocks = iter(kept) if small else _blocks(_joined(table.batches()), wanted)
    if number and orders and (of := parcels.joined(orders)):
        number.again = {*number.again, *of.values()}
        return parcels.told(blocks, number.index, of)
    return blocks


def _blocks(batches: Iterable[Batch], wanted: Sequence[int]) -> Iterator[Block]:
    for batch in batches:
        columns = (
            zip(*map(itemgetter(*wanted), batch.rows), strict=True)
            if len(wanted) > 1
            else [[row[index] for row in batch.rows] for index in wanted]
        )
        yield Block(batch.rows, batch.numbers, batch.lines, dict(zip(wanted, columns, strict=True)))


def _joined(batches: Iterable[Batch]) -> Iterator[Batch]:
    """Batches of a size that a statement to the store is worth."""
    held: list[Batch] = []
    for batch in batches:
        held.append(batch)
        if sum(len(one.rows) for one in held) >= BLOCK:
            yield _one(held)
            held = []
    if held:
        yield _one(held)


def _one(batches: Sequence[Batch]) -> Batch:
    firsts, rows, numbers, lines = zip(*batches, strict=True)
    return Batch(firsts[0], list(chain(*rows)), list(chain(*numbers)), list(chain(*lines)))

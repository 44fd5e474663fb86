"""What is told of a file, gathered: each cause once, with where it was met."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from kmu_crm.fields import show
from kmu_crm.i18n import ngettext
from kmu_crm.sources.mapping.cells import MappedColumn
from kmu_crm.sources.reading.tables import Table
from kmu_crm.sources.recording.problems import (
    APPROACH,
    BOOKED,
    COLUMNS,
    DAYS_ALONE,
    HAPPENED,
    LOUD,
    MISSING,
    NO_KINDS,
    PAYMENTS,
    UNREAD,
    UNSOLD,
    Problem,
    sentence,
    told,
)

MOST_ROWS = 20


@dataclass(frozen=True)
class Oddity:
    """One cause and where it was met; people are told the lines of the file, not its data rows."""

    code: str
    text: str
    rows: tuple[int, ...]  # at most 20 of them
    column: str | None
    count: int
    lines: tuple[int, ...] = ()  # those of `rows`

    def as_dict(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "text": self.text,
            "rows": list(self.rows),
            "lines": list(self.lines),
            "column": self.column,
            "count": self.count,
        }


def again(kept: Mapping[str, Any]) -> Oddity:
    """An oddity as `as_dict` gave it, in the words of then."""
    return Oddity(
        kept["code"], kept["text"], tuple(kept["rows"]), kept["column"], kept["count"], tuple(kept.get("lines", ()))
    )


def gather(
    table: Table,
    columns: Sequence[MappedColumn],
    problems: Sequence[Problem],
    netless: Iterable[Oddity] = (),
    missing: int = 0,
    days_alone: str = "",
    of_documents: Iterable[Oddity] = (),
    left: Sequence[str] = (),
) -> list[Oddity]:
    """The table's own remarks, then what single columns and cells gave rise to, by cause and column. `netless`: of amounts
    that tell no tax. `missing`: recipients of an earlier export. `days_alone`: the
    column of a consent's days that stand beside no yes. `of_documents`: in another currency, or of nobody. `left`: columns of a
    known format that it does not read."""
    found = [Oddity(one.code, one.text, one.rows, one.column, one.count, one.lines) for one in table.remarks]
    found += of_documents
    found += [Oddity(MISSING, told(MISSING, missing), (), None, missing)] if missing else []
    found += [Oddity(DAYS_ALONE, sentence(DAYS_ALONE), (), days_alone, 0)] if days_alone else []
    found += _columns(left)
    groups: dict[tuple[str, str], list[int]] = {}
    for column in columns:
        groups |= {(code, column.header): [] for code in column.reader.warnings}
    for code, header, row in problems:
        groups.setdefault((code, header), []).append(row)
    found += netless
    for column in (one for one in columns if one.unread_consent):
        code = APPROACH if column.approach.ways and column.approach.sure else UNREAD
        found.append(Oddity(code, sentence(code), (), column.header, 0))
    found += [Oddity(UNSOLD, sentence(UNSOLD), (), one.header, 0) for one in columns if one.unread_amount]
    found += [Oddity(BOOKED, sentence(BOOKED), (), one.header, 0) for one in columns if one.booked_amount]
    found += [Oddity(HAPPENED, sentence(HAPPENED), (), one.header, 0) for one in columns if one.event_day]
    found += [Oddity(NO_KINDS, sentence(NO_KINDS), (), one.header, 0) for one in columns if one.no_kinds]
    found += [Oddity(PAYMENTS, sentence(PAYMENTS), (), one.header, 0) for one in columns if one.payments_sell]
    found += [
        Oddity(code, told(code, len(rows)), tuple(row for row in sorted(rows)[:MOST_ROWS] if row), header, len(rows))
        for (code, header), rows in groups.items()
    ]
    found.sort(key=lambda one: LOUD.index(one.code) if one.code in LOUD else len(LOUD))
    return placed(found, table)


def once(found: Iterable[Oddity]) -> Iterator[Oddity]:
    """For people: what is said of several whole columns is one sentence with their names."""
    for _same, of_columns in groupby(found, lambda one: (one.code, one.text, one.column if one.count else "")):
        first, *others = of_columns
        names = [one.column for one in (first, *others) if one.column]
        yield replace(first, column=show.columns(names)) if others and names else first


def placed(found: Iterable[Oddity], table: Table) -> list[Oddity]:
    """With the lines of their rows, once the table was surveyed."""
    return [one if one.lines else replace(one, lines=tuple(map(table.line, one.rows))) for one in found]


def _columns(unread: Sequence[str]) -> Iterator[Oddity]:
    if unread:
        text = ngettext(
            "{n} filled column is not read, though its name is known: {names}. Assign it where it is needed",
            "{n} filled columns are not read, though their names are known: {names}. Assign them where they are needed",
            len(unread),
        )
        yield Oddity(COLUMNS, text.format(n=show.number(len(unread)), names=", ".join(unread)), (), None, 0)

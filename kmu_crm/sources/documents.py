"""Rows about orders, invoices, calls ..: several rows may be one document, and the first of them carries its head."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kmu_crm.sources.shapes import Cell, FactRow
from kmu_crm.sources.sheets import Sheet, folded
from kmu_crm.sources.tables import Batch

Values = Mapping[str, Sequence[Any]]
REDUCE = ("credit_note", "cancellation")  # their amounts reduce revenue, whatever sign the file gives them
HEAD = (
    "fact_kind", "fact_key", "number", "refers_to", "day", "at", "at:day", "due", "gross", "net", "tax", "shipping", "refunded",
    "currency", "status", "cancelled_at", "channel", "subject", "text", "outcome", "author", "minutes", "score", "score2", "time",
    ":attributes",
)  # fmt: skip
LINE = (
    "line_position", "line_article", "line_name", "line_kind", "line_quantity", "line_unit", "line_net", "line_gross", "line_tax_rate",
)  # fmt: skip


class Assembler:
    """Holds the document that is still open at the end of a batch, and counts rows that carry no number of their own."""

    def __init__(self, sheet: Sheet, grouped: bool, has_fact: bool):
        self.sheet, self.grouped, self.has_fact = sheet, grouped, has_fact
        self._open: tuple[Any, ...] | None = None
        self._number: str | None = None
        self._seen: dict[str, int] = {}

    def heads(self, values: Values, keep: Sequence[bool]) -> list[bool]:
        """Which rows begin a document; every row where a document is one row."""
        numbers = values.get("number")
        if not self.grouped or numbers is None:
            return [True] * len(keep)
        before = [self._number, *numbers[:-1]]
        return [number is None or number != last for number, last in zip(numbers, before, strict=True)]

    def take(
        self, batch: Batch, values: Values, keep: Sequence[bool], keys: Sequence[str | None], last: bool
    ) -> Iterator[FactRow]:
        heads = self.heads(values, keep)
        size = len(keep)
        empty: list[Any] = [None] * size
        head = list(zip(*(values.get(name) or empty for name in HEAD), strict=True)) if size else []
        lines = list(zip(*(values.get(name) or empty for name in LINE), strict=True)) if size else []
        numbers = values.get("number") or empty
        for i in range(size):
            if self.grouped and not heads[i]:
                if keep[i] and self._open is not None:
                    self._open[-1].append(
                        self._line(lines[i], len(self._open[-1]) + 1, batch.numbers[i], batch.lines[i])
                    )
                continue
            yield from self._close()
            self._number = numbers[i]
            if not keep[i]:
                continue
            own = [self._line(lines[i], 1, batch.numbers[i], batch.lines[i])] if self.grouped else []
            self._open = (head[i], keys[i], batch.numbers[i], batch.lines[i], own)
        if last:
            yield from self._close()

    def _close(self) -> Iterator[FactRow]:
        if self._open is not None:
            head, customer, row, line, lines = self._open
            self._open = None
            yield from self._facts(
                dict(zip(HEAD, head, strict=True)), customer, row, line, tuple(found for found in lines if found)
            )

    def _facts(
        self, head: dict[str, Any], customer: str | None, row: int, line: int | None, lines: tuple[Any, ...]
    ) -> Iterator[FactRow]:
        kind = self._kind(head)
        if not kind:
            return
        day = head["day"] or head["at:day"]
        at = head["at"] or (f"{day}T{head['time'].strip()[:5]}" if day and head["time"] else None)
        sign = -1 if kind in REDUCE else 0
        amounts = [_signed(head[name], sign) for name in ("gross", "net", "tax")]
        status = "cancelled" if head["cancelled_at"] else self._status(head["status"])
        values: tuple[Cell, ...] = (
            day, at, head["due"], *amounts, head["shipping"], (head["currency"] or "").upper() or None, status, head["channel"],
            head["subject"], head["text"], head["outcome"], head["author"],
            *(None if head[name] is None else round(head[name] / 1000) for name in ("minutes", "score", "score2")), head[":attributes"],
        )  # fmt: skip
        key = head["fact_key"] or head["number"] or self._count(repr((kind, customer, head["refers_to"], values)))
        number = None if kind in ("payment", "shipping") else head["number"]
        refers = head["refers_to"] or (head["number"] if number is None else None)
        yield FactRow(kind, key, customer, number, refers, values, lines, row, line)
        if head["refunded"] and head["number"] and kind in ("order", "invoice"):
            yield self._refund(head, customer, day, row, line)

    def _refund(
        self, head: dict[str, Any], customer: str | None, day: str | None, row: int, line: int | None
    ) -> FactRow:
        """A refund stands only as an amount beside its order; it becomes a credit note of its own that refers to it."""
        values: tuple[Cell, ...] = (
            day,
            None,
            None,
            -abs(head["refunded"]),
            None,
            None,
            None,
            (head["currency"] or "").upper() or None,
            "",
            *[None] * 9,
        )
        return FactRow("credit_note", head["number"] + "#refund", customer, None, head["number"], values, (), row, line)

    def _kind(self, head: dict[str, Any]) -> str:
        if not self.has_fact:
            return "lines"
        said = head["fact_kind"]
        if said and self.sheet.fact_kinds:
            return self.sheet.fact_kinds.get(folded(said), self.sheet.fact_kind)
        return said if said and not self.sheet.fact_kind else self.sheet.fact_kind

    def _status(self, said: str | None) -> str:
        return self.sheet.statuses.get(folded(said), "") if said else ""

    def _line(self, cells: tuple[Any, ...], position: int, row: int, line: int | None) -> tuple[Cell, ...] | None:
        _, article, name, kind, quantity, unit, net, gross, rate = cells
        if article is None and name is None and quantity is None and net is None and gross is None:
            return None
        if net is None and gross is None and unit is not None:
            total = round(unit * (1000 if quantity is None else quantity) / 1000)
            net, gross = (total, None) if self.sheet.prices == "net" else (None, total)
        word = self.sheet.line_kinds.get(folded(kind), "product") if kind else "product"
        return (position, row, line, article, name, word, quantity, unit, net, gross, rate)

    def _count(self, content: str) -> str:
        """Rows without a number: the same content for the second time in one file is a second fact."""
        import hashlib

        print_ = hashlib.blake2b(content.encode(), digest_size=12).hexdigest()
        self._seen[print_] = self._seen.get(print_, 0) + 1
        return f"~{print_}#{self._seen[print_]}"


def _signed(cents: int | None, sign: int) -> int | None:
    return cents if cents is None or not sign else -abs(cents)


def add(one: FactRow, other: FactRow) -> FactRow:
    """One document out of two rows: amounts add up, where one is unknown the sum is; the first row speaks for the rest."""
    values = list(one.values)
    for place in (3, 4, 5):
        left, right = values[place], other.values[place]
        values[place] = left + right if isinstance(left, int) and isinstance(right, int) else None
    return one._replace(values=tuple(values))
